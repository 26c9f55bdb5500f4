package disk_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"sojt/signoff/disk"
)

// program is a folder with a file in it, and a secret outside.
type program struct {
	t       *testing.T
	dir     string
	outside string
	root    *disk.Root
}

func newProgram(t *testing.T) *program {
	t.Helper()
	top := t.TempDir()
	p := &program{t: t, dir: filepath.Join(top, "program"), outside: filepath.Join(top, "secret")}
	p.write("learners/ana.yaml", "one\n")
	if err := os.WriteFile(p.outside, []byte("secret\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	var err error
	if p.root, err = disk.Open(p.dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.root.Close() })
	return p
}

func (p *program) path(name string) string { return filepath.Join(p.dir, filepath.FromSlash(name)) }

func (p *program) write(name, data string) {
	p.t.Helper()
	if err := os.MkdirAll(filepath.Dir(p.path(name)), 0o777); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(p.path(name), []byte(data), 0o666); err != nil {
		p.t.Fatal(err)
	}
}

func (p *program) holds(name, want string) {
	p.t.Helper()
	if got, err := os.ReadFile(p.path(name)); err != nil || string(got) != want {
		p.t.Errorf("%s holds %q (%v), expected %q", name, got, err, want)
	}
}

func (p *program) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func TestPathsThatLeaveTheFolder(t *testing.T) {
	p := newProgram(t)
	for _, name := range []string{
		"../secret", "/etc/passwd", "", "learners/../../secret", "learners//ana.yaml", "./learners/ana.yaml",
		"learners/", `learners\ana.yaml`, `..\secret`, "learners/..", "learners/./ana.yaml", p.outside,
	} {
		for what, try := range map[string]func() error{
			"read":   func() error { _, err := p.root.ReadFile(name); return err },
			"text":   func() error { return readBy(disk.NewReader(p.root.FS()), name) },
			"lstat":  func() error { _, err := p.root.Lstat(name); return err },
			"edit":   func() error { _, err := p.root.Edit(name); return err },
			"create": func() error { _, err := p.root.Create(name); return err },
			"list":   func() error { _, err := fs.ReadDir(p.root.FS(), name); return err },
		} {
			if err := try(); err == nil {
				t.Errorf("%s %q succeeded", what, name)
			}
		}
	}
}

func TestOnlyRegularFilesInOrdinaryFolders(t *testing.T) {
	p := newProgram(t)
	p.must(os.Symlink("ana.yaml", p.path("learners/link.yaml")))
	p.must(os.Symlink(p.outside, p.path("learners/out.yaml")))
	p.must(os.Symlink("nowhere", p.path("learners/dangling.yaml")))
	p.must(os.Symlink("learners", p.path("site")))
	p.must(os.Symlink("..", p.path("learners/up")))
	p.must(os.Mkdir(p.path("learners/folder.yaml"), 0o777))
	for name, says := range map[string]string{
		"learners/link.yaml": "symbolic link", "learners/out.yaml": "symbolic link", "learners/dangling.yaml": "symbolic link",
		"site/ana.yaml": `"site" is a symbolic link`, "learners/up/learners/ana.yaml": `"up" is a symbolic link`,
		"learners/folder.yaml": "a folder", "learners/ana.yaml/x": `"ana.yaml" is a file`,
	} {
		for what, try := range map[string]func() error{
			"read": func() error { _, err := p.root.ReadFile(name); return err },
			"text": func() error { return readBy(disk.NewReader(p.root.FS()), name) },
			"open": func() error { _, err := p.root.FS().Open(name + ""); return ifFile(name, err) },
			"edit": func() error { _, err := p.root.Edit(name); return err },
		} {
			if err := try(); !errors.Is(err, disk.ErrIrregular) || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), name) {
				t.Errorf("%s %s: %v, expected %q", what, name, err, says)
			}
		}
		if _, err := p.root.Create(name); err == nil {
			t.Errorf("create %s succeeded", name)
		}
	}
	p.holds("learners/ana.yaml", "one\n")
	if data, _ := os.ReadFile(p.outside); string(data) != "secret\n" {
		t.Errorf("the file outside holds %q", data)
	}
}

// ifFile lets a folder be opened for listing.
func ifFile(name string, err error) error {
	if err == nil && strings.HasSuffix(name, "folder.yaml") {
		return &fs.PathError{Op: "open", Path: name + ": a folder", Err: disk.ErrIrregular}
	}
	return err
}

func TestFolderIsAFileSystem(t *testing.T) {
	p := newProgram(t)
	p.write("sojt.yaml", "format: 1\n")
	p.write("learners/a/b.yaml", "")
	if err := fstest.TestFS(p.root.FS(), "sojt.yaml", "learners/ana.yaml", "learners/a/b.yaml"); err != nil {
		t.Error(err)
	}
	p.must(os.Symlink("ana.yaml", p.path("learners/link.yaml")))
	entries, err := fs.ReadDir(p.root.FS(), "learners")
	p.must(err)
	if len(entries) != 3 || entries[2].Type() != fs.ModeSymlink {
		t.Errorf("entries %v, expected the link listed as a link", entries)
	}
}

func TestAppendSyncUndo(t *testing.T) {
	p := newProgram(t)
	e, err := p.root.Edit("learners/ana.yaml")
	p.must(err)
	defer e.Close()
	if string(e.Before) != "one\n" || e.New || e.Begun() {
		t.Errorf("edit %+v", e)
	}
	p.must(e.Append([]byte("two\n")))
	p.must(e.Sync())
	p.holds("learners/ana.yaml", "one\ntwo\n")
	p.must(e.Undo())
	p.holds("learners/ana.yaml", "one\n")
	p.must(e.Undo())
	p.holds("learners/ana.yaml", "one\n")
}

func TestUndoTouchesOnlyWhatIsOurs(t *testing.T) {
	for _, row := range []struct {
		now     string
		want    string
		touched bool
	}{
		{"one\ntwo\n", "one\n", false}, {"one\n", "one\n", false}, {"one\ntw", "one\n", false},
		{"one\ntwo\nthree\n", "one\ntwo\nthree\n", true}, {"One\ntwo\n", "One\ntwo\n", true}, {"on", "on", true}, {"", "", true},
	} {
		p := newProgram(t)
		e, err := p.root.Edit("learners/ana.yaml")
		p.must(err)
		p.must(e.Append([]byte("two\n")))
		p.write("learners/ana.yaml", row.now)
		err = e.Undo()
		var touched *disk.TouchedError
		if errors.As(err, &touched) != row.touched || (err == nil) == row.touched {
			t.Errorf("%q: %v, expected touched %t", row.now, err, row.touched)
		}
		if row.touched && string(touched.Now) != row.now {
			t.Errorf("%q: reported as %q", row.now, touched.Now)
		}
		p.holds("learners/ana.yaml", row.want)
		e.Close()
	}
}

func TestCreateMakesFoldersAndUndoRemovesThem(t *testing.T) {
	p := newProgram(t)
	e, err := p.root.Create("learners/a/b/zoe.yaml")
	p.must(err)
	p.must(e.Append([]byte("x\n")))
	p.must(e.Sync())
	p.holds("learners/a/b/zoe.yaml", "x\n")
	if _, err := p.root.Create("learners/a/b/zoe.yaml"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("created twice: %v", err)
	}
	p.must(e.Undo())
	if _, err := os.Lstat(p.path("learners/a")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder is left: %v", err)
	}
	p.holds("learners/ana.yaml", "one\n")

	e, err = p.root.Create("learners/a/zoe.yaml")
	p.must(err)
	p.write("learners/a/other.yaml", "theirs\n")
	p.must(e.Undo())
	p.holds("learners/a/other.yaml", "theirs\n")
}

func TestReplaceKeepsModeAndUndoes(t *testing.T) {
	p := newProgram(t)
	p.must(os.Chmod(p.path("learners/ana.yaml"), 0o640))
	for _, data := range []string{"", "one\n", "one\nand more\n", "another\n"} {
		e, err := p.root.Edit("learners/ana.yaml")
		p.must(err)
		p.must(e.Replace([]byte(data)))
		p.must(e.Sync())
		p.holds("learners/ana.yaml", data)
		p.must(e.Undo())
		p.holds("learners/ana.yaml", "one\n")
		e.Close()
	}
	info, err := os.Stat(p.path("learners/ana.yaml"))
	p.must(err)
	if info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v", info.Mode())
	}
	if left, _ := filepath.Glob(p.path("learners/.*")); left != nil {
		t.Errorf("left behind: %q", left)
	}
}

// A folder is listed as it was reached, whatever stands at its path by now, and says of each entry what it
// is without following it.
func TestListsTheFolderThatIsOpen(t *testing.T) {
	p := newProgram(t)
	p.write("learners/b/bob.yaml", "two\n")
	names := func() string {
		t.Helper()
		list, err := fs.ReadDir(p.root.FS(), "learners")
		p.must(err)
		var all []string
		for _, e := range list {
			info, err := e.Info()
			p.must(err)
			if info.Mode().Type() != e.Type() {
				t.Errorf("%s is %v, listed as %v", e.Name(), info.Mode(), e.Type())
			}
			all = append(all, fs.FormatDirEntry(e))
		}
		return strings.Join(all, " ")
	}
	if got := names(); got != "- ana.yaml d b/" {
		t.Errorf("listed %q", got)
	}
	p.must(os.Rename(p.dir, p.dir+"-moved"))
	p.write("learners/mallory.yaml", "of another folder by the same name\n")
	if got := names(); got != "- ana.yaml d b/" {
		t.Errorf("listed %q of another folder", got)
	}
}
