package ledger

import (
	"bufio"
	"bytes"
	"io"
	"strings"

	"sojt/signoff"
	"sojt/signoff/line"
)

// scanner gives a file line by line and never holds more than one, nor more of it than a line may
// have.
type scanner struct {
	*room
	number int // of the line given last, from 1
}

// room is what files are read with, one after the other. What one of them took serves the next: a million
// records are read without a piece of memory, a map and a decoder for each.
type room struct {
	r        *bufio.Reader
	text     strings.Builder // the lines read last, many in one piece
	parser   signoff.Parser
	byDigest map[string]int
	byID     map[string]int
}

func newRoom() *room { return &room{r: bufio.NewReaderSize(nil, line.MaxLine)} }

// clear makes room for the next file. To empty a map takes as long as the most it ever held.
func (m *room) clear(r io.Reader) {
	m.r.Reset(r)
	if m.byDigest == nil || len(m.byDigest) > 1000 {
		m.byDigest, m.byID = map[string]int{}, map[string]int{}
		return
	}
	clear(m.byDigest)
	clear(m.byID)
}

// keep gives a line that stays as it is.
func (m *room) keep(text []byte) string {
	if m.text.Cap()-m.text.Len() < len(text) {
		m.text.Reset()
		m.text.Grow(max(piece, len(text)))
	}
	begin := m.text.Len()
	m.text.Write(text)
	return m.text.String()[begin:]
}

// piece is how many bytes of lines are kept together.
const piece = 4 * line.MaxLine

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
		l.text = s.keep(chunk[:shown])
		for err == bufio.ErrBufferFull {
			chunk, err = s.r.ReadSlice('\n')
			if len(chunk) > 0 {
				last = chunk[len(chunk)-1]
			}
		}
	} else {
		body := bytes.TrimSuffix(chunk, []byte("\n"))
		l.cr = bytes.HasSuffix(body, []byte("\r"))
		l.text = s.keep(bytes.TrimSuffix(body, []byte("\r")))
	}
	if err == io.EOF {
		l.torn, err = true, nil
		l.nul = last == 0
	}
	return l, true, err
}

// shown is how much of a line that is too long is looked at.
const shown = 64
