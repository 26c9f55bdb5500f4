package git

import (
	"bufio"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"
)

// answers reads what `cat-file --batch` writes: a line for each object asked for, and its bytes.
type answers struct{ in *bufio.Reader }

func newAnswers(in io.Reader) *answers { return &answers{bufio.NewReaderSize(in, 64<<10)} }

// object is one answer; kind is "" for an object that is not there.
type object struct {
	id, kind string
	data     []byte
}

// next reads one answer of at most limit bytes and checks that the bytes are those the id names.
func (a *answers) next(limit int64) (object, error) {
	line, err := a.in.ReadString('\n')
	if err != nil {
		return object{}, fmt.Errorf("git cat-file: %w", noEOF(err))
	}
	line = strings.TrimSuffix(line, "\n")
	if strings.HasSuffix(line, " missing") {
		return object{}, nil
	}
	fields := strings.Fields(line)
	if len(fields) != 3 {
		return object{}, fmt.Errorf("git cat-file: expected an object, got %q", line)
	}
	size, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil || size < 0 {
		return object{}, fmt.Errorf("git cat-file: expected a size, got %q", fields[2])
	}
	if size > limit {
		return object{}, fmt.Errorf("%w: object %s has %d bytes, expected at most %d", ErrTooLarge, fields[0], size, limit)
	}
	data := make([]byte, size+1)
	if _, err := io.ReadFull(a.in, data); err != nil {
		return object{}, fmt.Errorf("git cat-file: %w", noEOF(err))
	}
	o := object{id: fields[0], kind: fields[1], data: data[:size]}
	if got := hashed(o); got != o.id {
		return object{}, fmt.Errorf("%w: %s holds the bytes of %s; clone again from a good copy", ErrObject, o.id, got)
	}
	return o, nil
}

// hashed is the id that an object's bytes should have, in the format its id is written in.
func hashed(o object) string {
	h := hasher(o.id, o.kind, int64(len(o.data)))
	h.Write(o.data)
	return hex.EncodeToString(h.Sum(nil))
}

// hasher takes the bytes of an object and gives its id, of the kind that id is.
func hasher(id, kind string, size int64) hash.Hash {
	var h hash.Hash = sha1.New()
	if len(id) == 2*sha256.Size {
		h = sha256.New()
	}
	fmt.Fprintf(h, "%s %d\x00", kind, size)
	return h
}

func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// Names reports whether an id is the one that git gives a blob with this content: then whatever had that
// id had this content, and need not be read.
func Names(id, content string) bool {
	h := hasher(id, "blob", int64(len(content)))
	var piece [512]byte
	for rest := content; len(rest) > 0; {
		n := copy(piece[:], rest)
		h.Write(piece[:n])
		rest = rest[n:]
	}
	return id == hex.EncodeToString(h.Sum(nil))
}
