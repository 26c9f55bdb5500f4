package disk_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"sojt/signoff/disk"
)

// readBy reads a file with a reader that is done with then.
func readBy(r *disk.Reader, name string) error {
	defer r.Close()
	_, err := r.Text(name, 1<<20)
	return err
}

// Files come back whole, however many folders they are in and in whatever order they are asked for.
func TestReaderReadsWhatIsThere(t *testing.T) {
	p := newProgram(t)
	const folders, rounds = 40, 3
	want := map[string]string{}
	for i := range folders {
		name := fmt.Sprintf("learners/%d/x.yaml", i)
		want[name] = strings.Repeat(fmt.Sprint(i), i*3000)
		p.write(name, want[name])
	}
	memory := fstest.MapFS{}
	for name, text := range want {
		memory[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for what, fsys := range map[string]fs.FS{"disk": p.root.FS(), "memory": memory} {
		r := disk.NewReader(fsys)
		for range rounds {
			for name, text := range want { // in any order
				got, err := r.Text(name, 1<<20)
				if err != nil || got != text {
					t.Errorf("%s: %s has %d bytes, expected %d: %v", what, name, len(got), len(text), err)
				}
			}
		}
		if _, err := r.Text("learners/39/x.yaml", 1000); !errors.Is(err, disk.ErrLong) {
			t.Errorf("%s: a long file: %v", what, err)
		}
		if _, err := r.Text("learners/39/y.yaml", 1000); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: no file: %v", what, err)
		}
		r.Close()
	}
}

// A folder that is put in the place of one that is open is found, where the file is not in the old one any more.
func TestReaderFindsWhatWasMoved(t *testing.T) {
	p := newProgram(t)
	r := disk.NewReader(p.root.FS())
	defer r.Close()
	if _, err := r.Text("learners/ana.yaml", 100); err != nil {
		t.Fatal(err)
	}
	p.must(os.RemoveAll(p.path("learners")))
	p.write("learners/ana.yaml", "two\n")
	if got, err := r.Text("learners/ana.yaml", 100); err != nil || got != "two\n" {
		t.Errorf("%q, %v", got, err)
	}
}
