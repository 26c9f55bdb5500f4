package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// sojt builds the program and gives a way to run it over a folder: what it said, and whether it ended
// well.
func sojt(t *testing.T) func(dir string, args ...string) (string, bool) {
	t.Helper()
	program := filepath.Join(t.TempDir(), "sojt")
	if out, err := exec.Command("go", "build", "-o", program, "sojt/cmd/sojt").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return func(dir string, args ...string) (string, bool) {
		cmd := exec.Command(program, append([]string{"-C", dir}, args...)...)
		cmd.Env = append(os.Environ(), "HOME="+t.TempDir(), "XDG_CACHE_HOME="+t.TempDir())
		out, err := cmd.CombinedOutput()
		return string(out), err == nil
	}
}

// corpus makes one.
func corpus(t *testing.T, args string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "plant")
	if err := run(t.Context(), append(strings.Fields(args), "-out", dir), os.Environ(), io.Discard); err != nil {
		t.Fatalf("%s: %v", args, err)
	}
	return dir
}

// TestSound: whatever the flags, validate and verify have nothing against what is made, and a changed
// byte does not pass.
func TestSound(t *testing.T) {
	run := sojt(t)
	for _, args := range []string{
		"-learners 40 -records 60 -competencies 40",
		"-learners 41 -records 10 -roles 5 -competencies 7 -mentors 3 -seed 4 -folders 3",
		"-learners 16 -records 300 -roles 3 -competencies 15 -signed 1 -seed 5 -effect 1 -stamp mentor-4",
		"-learners 6 -records 900 -competencies 20 -signed 0.3 -seed 6",
		"-learners 5 -records 1 -competencies 1",
	} {
		dir := corpus(t, args)
		for _, command := range []string{"validate", "verify"} {
			if out, ok := run(dir, command); !ok {
				t.Errorf("%s: %s says\n%s", args, command, out)
			}
		}
		plant(t, dir, `"type":"enroll"`, `"type":"enrol"`)
		if _, ok := run(dir, "validate"); ok {
			t.Errorf("checker is broken: %s: validate passes a type that is none", args)
		}
		plant(t, dir, `"type":"enrol"`, `"type":"enroll"`)
		plant(t, dir, `"by":"mentor-1"`, `"by":"mentor-2"`)
		git := exec.Command("git", "-C", dir, "-c", "user.name=x", "-c", "user.email=x@plant.example", "commit", "-qam", "x")
		if out, err := git.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if _, ok := run(dir, "verify"); ok {
			t.Errorf("checker is broken: %s: verify passes a record whose author was changed", args)
		}
	}
}

// plant replaces the first occurrence of a text in some learner's file that has it.
func plant(t *testing.T, dir, old, other string) {
	t.Helper()
	done := false
	walk := func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || done {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(data), old) {
			return err
		}
		done = true
		return os.WriteFile(path, []byte(strings.Replace(string(data), old, other, 1)), 0o644)
	}
	if err := filepath.WalkDir(filepath.Join(dir, "learners"), walk); err != nil || !done {
		t.Fatalf("%q is in no file: %v", old, err)
	}
}

// sum is what a program's files come to, git's own aside.
func sum(t *testing.T, dir string) string {
	t.Helper()
	h := sha256.New()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		fmt.Fprintf(h, "%s %d\n%s", name, len(data), data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// TestFlagsDecide: the same flags make the same bytes, and each flag makes others.
func TestFlagsDecide(t *testing.T) {
	const small = "-git=false -learners 20 -records 40 -competencies 20"
	made := map[string]string{sum(t, corpus(t, small)): ""}
	if len(made) != 1 || made[sum(t, corpus(t, small))] != "" {
		t.Error("the same flags make something else each time")
	}
	for _, flag := range []string{
		"-seed 2", "-learners 21", "-records 41", "-mentors 9", "-roles 2", "-competencies 21", "-signed 0.5", "-folders 2", "-effect 1", "-stamp mentor-3",
	} {
		s := sum(t, corpus(t, small+" "+flag))
		if before, there := made[s]; there {
			t.Errorf("%q makes what %q does", flag, before)
		}
		made[s] = flag
	}
}

// TestRecordsAreCounted: the average is kept to the record.
func TestRecordsAreCounted(t *testing.T) {
	for _, learners := range []int{1, 2, 7, 500} {
		o := options{Learners: learners, Records: 101, Seed: 3}
		total := 0
		for i := range learners {
			total += o.recordsOf(i)
		}
		if total != learners*o.Records {
			t.Errorf("%d learners have %d records, expected %d", learners, total, learners*o.Records)
		}
	}
}

func TestMisuse(t *testing.T) {
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "a"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for args, want := range map[string]string{
		"":                               "-out is missing",
		"-out " + full:                   "is not empty",
		"-out x -learners -1":            "-learners -1: expected 0 to",
		"-out x -mentors 2":              "-mentors 2: expected 3 to",
		"-out x -signed 1.5":             "-signed 1.5: expected 0 to 1",
		"-out x -stamp ana":              `-stamp "ana": expected one of the 12 mentors`,
		"-out x -stamp mentor-7":         `-stamp "mentor-7"`, // has left
		"-out x y":                       `"y": expected flags only`,
		"-out x -records 1 -folders -10": "-folders -10",
	} {
		err := run(t.Context(), strings.Fields(args), os.Environ(), io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, expected %q", args, err, want)
		}
		if _, err := os.Stat("x"); err == nil {
			t.Fatalf("%q wrote", args)
		}
	}
}
