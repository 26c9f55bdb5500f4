package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// What a part of a foreign workbook may be made of, so that reading it takes neither the memory nor the
// time of whoever reads it: a small archive can unfold to anything, and a list of empty things takes a
// hundred times what is written of it.
const (
	mostOther   = 8 << 20   // bytes of a part that is neither a worksheet nor the texts
	mostTags    = 4_000_000 // of a worksheet: about a million cells
	mostStrings = 1_000_000 // of the texts that worksheets share: a quarter of a million of them
	mostTagsOf  = 200_000   // of any other part
	mostTag     = 256 << 10 // bytes of one tag with its attributes
	mostRun     = 256 << 10 // bytes between two tags
)

var errDamaged = errors.New("the workbook is damaged; open it in a spreadsheet program and save it again")

// weighed unfolds every part once, keeping nothing of it, and refuses what is heavier than it may be. What
// the archive says of sizes is not believed.
func weighed(parts []*zip.File) error {
	left := int64(mostUnzipped)
	for _, f := range parts {
		n, err := weighPart(f, left)
		if err != nil {
			return err
		}
		left -= n
	}
	return nil
}

func weighPart(f *zip.File, left int64) (int64, error) {
	r, err := f.Open()
	if err != nil {
		return 0, errDamaged
	}
	defer r.Close()
	s := scale{part: f.Name, tags: mostTagsOf, room: left, most: mostUnzipped}
	name := strings.ToLower(strings.ReplaceAll(f.Name, "\\", "/"))
	switch ext := path.Ext(name); {
	case ext != ".xml" && ext != ".rels":
		s.tags = -1 // a picture: nothing reads it
	case name == "xl/sharedstrings.xml":
		s.tags = mostStrings
	case strings.HasPrefix(name, "xl/worksheets/"):
		s.tags = mostTags
	case left > mostOther:
		s.room, s.most = mostOther, mostOther
	}
	switch _, err := io.Copy(&s, r); {
	case s.wrong != nil:
		return 0, s.wrong
	case err != nil:
		return 0, errDamaged
	}
	return s.size, nil
}

// scale weighs what is written to it.
type scale struct {
	part       string
	room, size int64 // bytes that there are for it, and that it has
	most       int64 // bytes, as the limit is called
	tags       int   // that may still begin; negative: it is not looked at
	inTag      bool
	run        int // bytes of the present tag, or since the last one
	wrong      error
}

func (s *scale) Write(b []byte) (int, error) {
	if s.size += int64(len(b)); s.size > s.room {
		return 0, s.refuse("the workbook unfolds to more than %d MiB", s.most>>20)
	}
	for rest := b; s.tags >= 0 && len(rest) > 0; {
		mark, most := byte('<'), mostRun
		if s.inTag {
			mark, most = '>', mostTag
		}
		end := bytes.IndexByte(rest, mark)
		if end < 0 {
			end = len(rest)
		}
		if s.run += end; s.run > most {
			return 0, s.refuse("it has a piece of more than %d KiB", most>>10)
		}
		if end == len(rest) {
			break
		}
		if rest, s.run, s.inTag = rest[end+1:], 0, !s.inTag; s.inTag {
			if s.tags--; s.tags < 0 {
				return 0, s.refuse("it has more in it than anybody writes")
			}
		}
	}
	return len(b), nil
}

func (s *scale) refuse(format string, args ...any) error {
	s.wrong = fmt.Errorf("%s: "+format+"; take a part of the list, or save it as csv", append([]any{s.part}, args...)...)
	return s.wrong
}
