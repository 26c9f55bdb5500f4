package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// TestDiskFull has commands write on a disk on which next to nothing is free, and where files may not
// grow: done, or all is as it was and the message names what could not be written (INTEGRITY 9, F09
// and F11).
func TestDiskFull(t *testing.T) {
	t.Parallel()
	free := []int{0, 1, 4, 16, 40}
	if *long {
		for kb := range 64 {
			free = append(free, kb)
		}
	}
	base := t.TempDir()
	image, dir := filepath.Join(base, "image"), filepath.Join(base, "disk")
	if err := errors.Join(os.WriteFile(image, nil, 0o644), os.Truncate(image, 24<<20), os.Mkdir(dir, 0o755)); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mkfs.ext4", "-q", "-F", "-b", "1024", "-m", "0", image).CombinedOutput(); err != nil {
		t.Skipf("no disk can be made here: %v: %s", err, out)
	}
	mount(t, "ext4", dir, "-o", "loop", image)
	k := newKiller(newWorkplace(t, buildProgram(t), filepath.Join(dir, "program")))
	cases := 0
	for _, kb := range free {
		for _, args := range work(cases) {
			before := k.world()
			filler := k.fill(filepath.Join(dir, "filler"), kb)
			code, out, talk := k.run(args...)
			if err := os.Remove(filler); err != nil {
				t.Fatal(err)
			}
			k.judge(fmt.Sprintf("%d KB free, sojt %q", kb, args), before, code, out, talk)
			cases++
		}
	}
	for _, blocks := range []string{"0", "1", "4"} {
		for _, args := range work(cases) {
			before := k.world()
			cmd := k.command()
			cmd.Path, cmd.Args = "/bin/sh", append([]string{"sh", "-c", "ulimit -f " + blocks + ` && exec "$@"`, "sh", k.program}, args...)
			code, out, talk := finish(t, cmd)
			k.judge(fmt.Sprintf("ulimit -f %s, sojt %q", blocks, args), before, code, out, talk)
			cases++
		}
	}
	k.holds(k.acknowledged, "at the end")
	k.sound("at the end")
	t.Attr("runs", strconv.Itoa(cases))
	t.Logf("%d cases: %v, %v", cases, k.ended, k.left)
	if k.ended["as before"] == 0 || k.ended["done"] == 0 {
		t.Error("checker is broken: the disk was always full, or never")
	}
}

// fill writes a file until so many KB are free.
func (w *workplace) fill(path string, kb int) string {
	w.t.Helper()
	f, err := os.Create(path)
	if err != nil {
		w.t.Fatal(err)
	}
	defer f.Close()
	for _, size := range []int{1 << 20, 1 << 10} {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
		if !errors.Is(err, syscall.ENOSPC) {
			w.t.Fatal(err)
		}
	}
	end, err := f.Seek(0, io.SeekEnd)
	if err == nil {
		err = f.Truncate(max(0, end-int64(kb)<<10))
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return path
}

// TestReadOnly has commands write where the system lets nothing be written: the whole clone, the git
// directory, the learners' folder. All stays as it was, and the path is named (INTEGRITY 9, F12).
func TestReadOnly(t *testing.T) {
	t.Parallel()
	k := newKiller(newWorkplace(t, buildProgram(t), t.TempDir()))
	for _, part := range []string{".", ".git", "learners", ".git/objects", ".git/refs"} {
		t.Run(part, func(t *testing.T) {
			before := k.world()
			path := filepath.Join(k.dir, part)
			mount(t, "none", path, "-o", "bind", path)
			if out, err := exec.Command("mount", "-o", "remount,ro,bind", path).CombinedOutput(); err != nil {
				t.Skipf("cannot be made read-only: %v: %s", err, out)
			}
			for _, args := range work(0) {
				code, out, talk := k.run(args...)
				named := strings.Contains(talk, strings.TrimPrefix(part, ".")) || strings.Contains(talk, "learners/") // git does not name its objects' folder
				if code != exitWorld || out != "" || !strings.Contains(strings.ToLower(talk), "read-only file system") || !named {
					t.Errorf("sojt %q: exit %d\n%s%s", args, code, out, talk)
				}
				if k.world() != before {
					t.Errorf("sojt %q changed something", args)
				}
			}
		})
	}
	k.sound("at the end")
}
