//go:build unix

package main

import (
	"fmt"
	"io/fs"
	"maps"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// mark stands in every file outside of the program: a message that quotes it has read one.
const mark = "outsiders-only"

// plant puts something in place of a path of the program that leads out of it, or never ends. The
// outside is a folder with a file, a folder of files, a pipe and a repository.
type plant struct {
	name string
	put  func(path, outside string) error
}

func plants() []plant {
	link := func(to string) func(string, string) error {
		return func(path, outside string) error { return os.Symlink(filepath.Join(outside, to), path) }
	}
	return []plant{
		{"link to a file", link("file.yaml")},
		{"link to a pipe", link("pipe")},
		{"link to a folder", link("folder")},
		{"link to nothing", link("gone")},
		{"relative link", func(path, outside string) error {
			to, err := filepath.Rel(filepath.Dir(path), filepath.Join(outside, "file.yaml"))
			if err != nil {
				return err
			}
			return os.Symlink(to, path)
		}},
		{"link to itself", func(path, _ string) error { return os.Symlink(filepath.Base(path), path) }},
		{"hard link", func(path, outside string) error { return os.Link(filepath.Join(outside, "twin.yaml"), path) }},
		{"pipe", func(path, _ string) error { return syscall.Mkfifo(path, 0o666) }},
		{"socket", func(path, outside string) error {
			l, err := net.Listen("unix", filepath.Join(outside, "s"))
			if err != nil {
				return err
			}
			l.(*net.UnixListener).SetUnlinkOnClose(false)
			l.Close()
			return os.Rename(filepath.Join(outside, "s"), path)
		}},
		{"device", func(path, _ string) error { return syscall.Mknod(path, syscall.S_IFCHR|0o666, 1<<8|5) }}, // as /dev/zero
		{"submodule", func(path, outside string) error {
			if err := os.MkdirAll(path, 0o777); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(path, ".git"), []byte("gitdir: "+filepath.Join(outside, "repository/.git")+"\n"), 0o666)
		}},
	}
}

// planted are the paths that something is put in place of.
var planted = []string{
	"learners/theo.yaml", "learners/extra.yaml", "learners/site", "learners", "roles/line-cook.yaml", "roles/extra.yaml", "roles",
	"competencies/hygiene.yaml", "competencies", "mentors.yaml", "sojt.yaml", ".gitattributes", "learners/.gitattributes", ".gitignore", "learners/.gitignore",
}

// TestNothingOutsideIsTouched puts each plant in each place and runs every command: none reads or writes
// a byte outside of the program, and none waits.
func TestNothingOutsideIsTouched(t *testing.T) {
	t.Parallel()
	clean, record := staffed(t)
	lines := readings(t, record)
	for _, step := range everyWrite() {
		if _, line, _ := strings.Cut(step, ": "); !strings.Contains(line, "$") {
			lines = append(lines, strings.Fields(line))
		}
	}
	lines = append(lines, []string{"init", "baker"}, []string{"enroll", "extra", "line-cook"}, []string{"enroll", "aiko-tan", "line-cook"})
	for i, p := range plants() {
		for j, place := range planted {
			t.Run(p.name+" as "+place, func(t *testing.T) {
				t.Parallel()
				k := clean.copy(t)
				outside := newOutside(t, k)
				path := filepath.Join(k.dir, place)
				if err := os.RemoveAll(path); err != nil {
					t.Fatal(err)
				}
				if err := p.put(path, outside); err != nil {
					t.Skipf("did not run: %v", err)
				}
				before := look(t, outside)
				for n, args := range lines {
					if !*long && (i+j+n)%11 != 0 { // each command meets each plant, and each place
						continue
					}
					out := k.within(t, hang, args)
					if strings.Contains(out, mark) {
						t.Errorf("sojt %q has read what is outside:\n%s", args, out)
					}
				}
				if after := look(t, outside); !maps.Equal(before, after) {
					t.Errorf("outside is %v, was %v", after, before)
				}
			})
		}
	}
}

// newOutside makes a folder beside the program, in which every file says so.
func newOutside(t *testing.T, k *kitchen) string {
	t.Helper()
	dir := filepath.Join(filepath.Dir(k.dir), "outside")
	text := mark + ": 1\nlearner: theo\nname: " + mark + "\nrecords:\n"
	for _, name := range []string{"file.yaml", "folder/extra.yaml", "folder/theo.yaml", "folder/hygiene.yaml", "folder/line-cook.yaml", "repository/learners/theo.yaml"} {
		write(t, filepath.Join(dir, name), text)
	}
	write(t, filepath.Join(dir, "twin.yaml"), fileText(t, k.dir, "learners/theo.yaml")) // a name of an inner file: its text may be read
	inFolder(t, filepath.Join(dir, "repository"), k.env, "init", "-q")
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// look describes a folder without opening what is no regular file.
func look(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		all[path] = fmt.Sprint(info.Mode(), info.ModTime())
		if info.Mode().IsRegular() {
			data, err := os.ReadFile(path)
			all[path] += string(data)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// hang is when a command counts as hanging: it takes a hundredth of it, but other tests run beside it.
const hang = time.Minute

// within runs a command that must end in time, and gives all that it said.
func (k *kitchen) within(t *testing.T, limit time.Duration, args []string) string {
	t.Helper()
	said := make(chan string, 1)
	go func() {
		out, _ := k.any(t, args...)
		said <- out
	}()
	select {
	case out := <-said:
		return out
	case <-time.After(limit):
		t.Fatalf("sojt %q did not end within %s", args, limit)
		return ""
	}
}

// TestOutsideIsSeen shows that the test above can fail: a reader that follows links says what is outside,
// and one that opens a pipe waits.
func TestOutsideIsSeen(t *testing.T) {
	k := newKitchen(t)
	write(t, filepath.Join(k.dir, "learners/theo.yaml"), "learner: theo\nrecords:\n")
	outside := newOutside(t, k)
	path := filepath.Join(k.dir, "mentors.yaml")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(outside, "file.yaml"), path); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path); err != nil || !strings.Contains(string(data), mark) {
		t.Errorf("checker is broken: %q, %v", data, err)
	}
	before := look(t, outside)
	if err := os.WriteFile(path, nil, 0o666); err != nil || maps.Equal(before, look(t, outside)) {
		t.Errorf("checker is broken: a write to the outside is not seen, %v", err)
	}
	write(t, filepath.Join(k.dir, "mentors.yaml.copy"), mark+": 1\n")
	if err := os.Rename(filepath.Join(k.dir, "mentors.yaml.copy"), path); err != nil {
		t.Fatal(err)
	}
	if out, _ := k.any(t, "validate"); !strings.Contains(out, mark) {
		t.Errorf("checker is broken: a file of the program with the mark is not quoted:\n%s", out)
	}
}
