package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// contents are the files of a folder, but for what grows in its stage.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "stage/") {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func stagedIn(t *testing.T, dir string) *folder {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return &folder{root: root, stage: "stage", files: map[string]*newFile{}}
}

// TestFolderWholeOrNot: where one file cannot be put in its place, the others that were are taken back.
func TestFolderWholeOrNot(t *testing.T) {
	for _, in := range []string{"", "m/in-the-way"} { // what stands where m is to be, which sorts behind a and before z
		dir := t.TempDir()
		for name, text := range map[string]string{"a/changed": "old", "b/same": "same", "z/gone": "gone"} {
			write(t, filepath.Join(dir, name), text)
		}
		f := stagedIn(t, dir)
		for name, text := range map[string]string{"a/changed": "new", "b/same": "same", "m": "added"} {
			for _, part := range strings.Split(text, "") { // grows
				if err := f.append(name, []byte(part)); err != nil {
					t.Fatal(err)
				}
				if err := f.flush(); err != nil {
					t.Fatal(err)
				}
			}
		}
		all, err := f.fates([]string{"a/changed", "b/same", "z/gone"})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(all); got != 4 || all[0].what != fileChanged || all[1].what != fileSame || all[2].what != fileNew || all[3].what != fileGone {
			t.Fatalf("fates are %v", all)
		}
		if in != "" {
			write(t, filepath.Join(dir, in), "somebody's")
		}
		before := contents(t, dir)
		err = f.commit(all)
		after := contents(t, dir)
		if in == "" {
			if want := map[string]string{"a/changed": "new", "b/same": "same", "m": "added"}; err != nil || !maps.Equal(after, want) {
				t.Errorf("%v, there is %v", err, after)
			}
			continue
		}
		if err == nil || !maps.Equal(before, after) {
			t.Errorf("%v: it was %v and is %v", err, before, after)
		}
	}
}

// TestFolderDryRun writes nothing.
func TestFolderDryRun(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a"), "old")
	f := stagedIn(t, dir)
	f.stage = ""
	if err := f.append("a", []byte("new")); err != nil {
		t.Fatal(err)
	}
	all, err := f.fates(nil)
	if err != nil || len(all) != 1 || all[0].what != fileChanged || contents(t, dir)["a"] != "old" {
		t.Errorf("%v %v", all, err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("there is %v", entries)
	}
}
