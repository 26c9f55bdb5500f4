//go:build unix

package disk_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"sojt/signoff/disk"
)

// A pipe is refused, not waited for.
func TestPipesAndHardLinks(t *testing.T) {
	p := newProgram(t)
	p.must(syscall.Mkfifo(p.path("learners/pipe.yaml"), 0o666))
	if _, err := p.root.ReadFile("learners/pipe.yaml"); !errors.Is(err, disk.ErrIrregular) || !strings.Contains(err.Error(), "a pipe") {
		t.Errorf("pipe: %v", err)
	}
	if err := readBy(disk.NewReader(p.root.FS()), "learners/pipe.yaml"); !errors.Is(err, disk.ErrIrregular) || !strings.Contains(err.Error(), "a pipe") {
		t.Errorf("pipe: %v", err)
	}
	p.must(os.Link(p.path("learners/ana.yaml"), p.path("learners/twin.yaml")))
	if _, err := p.root.Edit("learners/ana.yaml"); !errors.Is(err, disk.ErrIrregular) || !strings.Contains(err.Error(), "2 names") {
		t.Errorf("hard link: %v", err)
	}
}

// Somebody who swaps the file, or the folder it lies in, for a link or a pipe between the look and
// the write gets no byte outside the program written or read.
func TestSwappedWhileOpened(t *testing.T) {
	const looks = 20000
	p := newProgram(t)
	secrets := filepath.Join(filepath.Dir(p.dir), "secrets")
	p.must(os.Mkdir(secrets, 0o777))
	p.must(os.WriteFile(filepath.Join(secrets, "ana.yaml"), []byte("secret\n"), 0o666))
	p.must(os.Symlink(secrets, p.path("link")))
	p.must(os.Symlink(p.outside, p.path("filelink")))
	p.write("inner/ana.yaml", "secret\n") // os.Root alone would follow a link to this one
	p.must(os.Symlink("inner", p.path("innerlink")))
	p.must(os.Symlink("../inner/ana.yaml", p.path("innerfile")))
	p.must(syscall.Mkfifo(p.path("pipe"), 0o666))
	var done atomic.Bool
	swapped := make(chan int)
	go func() {
		n := 0
		for ; !done.Load(); n++ {
			for _, pair := range [...][2]string{
				{"link", "learners"}, {"innerlink", "learners"},
				{"filelink", "learners/ana.yaml"}, {"innerfile", "learners/ana.yaml"}, {"pipe", "learners/ana.yaml"},
			} {
				a, b, aside := p.path(pair[0]), p.path(pair[1]), p.path("aside")
				_ = os.Rename(b, aside)
				_ = os.Rename(a, b)
				_ = os.Rename(b, a)
				_ = os.Rename(aside, b)
			}
		}
		swapped <- n
	}()
	opened, refused := 0, map[string]int{}
	kept := disk.NewReader(p.root.FS())
	defer kept.Close()
	for i := range looks {
		data, err := p.root.ReadFile("learners/ana.yaml")
		if err == nil && strings.Contains(string(data), "secret") {
			t.Fatal("a link was followed: a byte of another file was read")
		}
		if i%100 == 0 {
			kept.Close()
		}
		if text, err := kept.Text("learners/ana.yaml", 1<<20); err == nil && strings.Contains(text, "secret") {
			t.Fatal("a link was followed by who reads many files")
		}
		e, err := p.root.Edit("learners/ana.yaml")
		if err != nil {
			refused[fmt.Sprint(errors.Is(err, disk.ErrIrregular))]++
			continue
		}
		opened++
		p.must(e.Append([]byte(fmt.Sprintln(i))))
		e.Close()
	}
	done.Store(true)
	t.Logf("opened %d, refused %v, swaps %d", opened, refused, <-swapped)
	for _, secret := range []string{p.outside, filepath.Join(secrets, "ana.yaml"), p.path("inner/ana.yaml")} {
		if data, err := os.ReadFile(secret); err != nil || string(data) != "secret\n" {
			t.Errorf("%s holds %q, %v", secret, data, err)
		}
	}
	if opened == 0 || len(refused) == 0 {
		t.Error("checker is broken: no race took place")
	}
}
