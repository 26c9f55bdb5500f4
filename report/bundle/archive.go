package bundle

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"io"
	"path"
	"strings"
	"time"
)

// Form is a kind of archive.
type Form struct {
	Extensions []string // of file names that ask for it, with the dot
	Write      func(w io.Writer, top string, at time.Time, files []File) error
}

// Forms lists them, the default first. The same files make the same bytes, of a tar with every build of
// sojt.
func Forms() []Form {
	return []Form{
		{[]string{".tar"}, writeTar},
		{[]string{".tar.gz", ".tgz"}, writeGzip},
		{[]string{".zip"}, writeZip},
	}
}

// FormOf finds the form that a file's name asks for, in any case.
func FormOf(name string) (Form, bool) {
	for _, f := range Forms() {
		for _, e := range f.Extensions {
			if strings.HasSuffix(strings.ToLower(name), e) {
				return f, true
			}
		}
	}
	return Form{}, false
}

func writeTar(w io.Writer, top string, at time.Time, files []File) error {
	t := tar.NewWriter(w)
	for _, f := range files {
		h := &tar.Header{Typeflag: tar.TypeReg, Name: path.Join(top, f.Name), Size: int64(len(f.Data)), Mode: int64(mode(f.Name)), ModTime: at.UTC()}
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		if _, err := t.Write(f.Data); err != nil {
			return err
		}
	}
	return t.Close()
}

func writeGzip(w io.Writer, top string, at time.Time, files []File) error {
	z := gzip.NewWriter(w) // its header has no name and no time
	if err := writeTar(z, top, at, files); err != nil {
		return err
	}
	return z.Close()
}

func writeZip(w io.Writer, top string, at time.Time, files []File) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		h := &zip.FileHeader{Name: path.Join(top, f.Name), Method: zip.Deflate, Modified: at.UTC()}
		h.SetMode(mode(f.Name))
		out, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := out.Write(f.Data); err != nil {
			return err
		}
	}
	return z.Close()
}
