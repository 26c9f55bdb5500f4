package ledger

import (
	"bufio"
	"bytes"
	"io"

	"sojt/signoff/line"
)

// scanner gives a file line by line and never holds more than one, nor more of it than a line may
// have.
type scanner struct {
	r      *bufio.Reader
	number int // of the line given last, from 1
}

// newBuffer makes what a scanner reads through; it can be used for one file after the other.
func newBuffer() *bufio.Reader { return bufio.NewReaderSize(nil, line.MaxLine) }

// scanned is one line.
type scanned struct {
	text string // without its end; of a line that is too long only the beginning
	long bool
	torn bool // the file ends without a line end
	nul  bool // torn, with NUL bytes at the end
	cr   bool // the line ended in CR LF
}

// next gives the next line; ok is false at the end of the file.
func (s *scanner) next() (l scanned, ok bool, err error) {
	chunk, err := s.r.ReadSlice('\n')
	if err == io.EOF && len(chunk) == 0 {
		return l, false, nil
	}
	s.number++
	last := chunk[max(0, len(chunk)-1)]
	if err == bufio.ErrBufferFull {
		l.long = true
		l.text = string(chunk[:shown])
		for err == bufio.ErrBufferFull {
			chunk, err = s.r.ReadSlice('\n')
			if len(chunk) > 0 {
				last = chunk[len(chunk)-1]
			}
		}
	} else {
		body := bytes.TrimSuffix(chunk, []byte("\n"))
		l.cr = bytes.HasSuffix(body, []byte("\r"))
		l.text = string(bytes.TrimSuffix(body, []byte("\r")))
	}
	if err == io.EOF {
		l.torn, err = true, nil
		l.nul = last == 0
	}
	return l, true, err
}

// shown is how much of a line that is too long is looked at.
const shown = 64
