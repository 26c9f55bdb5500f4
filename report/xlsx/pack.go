package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
)

// packer is the zip file of a workbook, made repeatable: the content types come first, the other
// parts by name, each stamped with the first day that zip knows. Parts are held compressed until
// Close, since the library hands them over in the order of a map.
type packer struct {
	to      io.Writer
	parts   []*part
	deflate *flate.Writer
}

type part struct {
	name  string
	data  bytes.Buffer
	sum   hash.Hash32
	size  uint64
	write *flate.Writer
}

const contentTypes = "[Content_Types].xml"

// firstDay is 1980-01-01 as zip writes dates.
const firstDay = 1<<5 | 1

// squeeze is how hard parts are compressed, of 9: the usual 6 takes a third longer over a large worksheet, and
// makes it a tenth smaller.
const squeeze = 5

// Create begins a part and ends the one before.
func (p *packer) Create(name string) (io.Writer, error) {
	if err := p.finish(); err != nil {
		return nil, err
	}
	next := &part{name: name, sum: crc32.NewIEEE()}
	if p.deflate == nil {
		w, err := flate.NewWriter(&next.data, squeeze)
		if err != nil {
			return nil, err
		}
		p.deflate = w
	} else {
		p.deflate.Reset(&next.data)
	}
	next.write = p.deflate
	p.parts = append(p.parts, next)
	return next, nil
}

func (t *part) Write(b []byte) (int, error) {
	t.sum.Write(b)
	t.size += uint64(len(b))
	return t.write.Write(b)
}

// AddFS belongs to the interface; the library does not call it.
func (p *packer) AddFS(fs.FS) error { return errors.ErrUnsupported }

func (p *packer) finish() error {
	if len(p.parts) == 0 {
		return nil
	}
	return p.deflate.Close()
}

// Close writes all parts.
func (p *packer) Close() error {
	if err := p.finish(); err != nil {
		return err
	}
	slices.SortFunc(p.parts, func(a, b *part) int {
		if first := cmp.Compare(notFirst(a), notFirst(b)); first != 0 {
			return first
		}
		return cmp.Compare(a.name, b.name)
	})
	z := zip.NewWriter(p.to)
	for _, t := range p.parts {
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: t.name, Method: zip.Deflate, ModifiedDate: firstDay,
			CRC32: t.sum.Sum32(), CompressedSize64: uint64(t.data.Len()), UncompressedSize64: t.size,
		})
		if err != nil {
			return err
		}
		if _, err := t.data.WriteTo(w); err != nil {
			return err
		}
	}
	return z.Close()
}

func notFirst(t *part) int {
	if t.name == contentTypes {
		return 0
	}
	return 1
}
