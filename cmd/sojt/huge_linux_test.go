package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestHugeFilesTakeNoMemory (INTEGRITY T5, T7) runs the program itself on a learner's file with a line
// that hardly ends, and on definitions made to exhaust a reader: they are named, within 64 MiB more than
// the program takes anyway.
func TestHugeFilesTakeNoMemory(t *testing.T) {
	t.Parallel()
	sojt, err := exec.LookPath("sojt")
	if err != nil {
		t.Fatal(err)
	}
	size := int64(64 << 20)
	if *long {
		size = 1 << 30
	}
	clean, _ := staffed(t)
	clock := filepath.Join(t.TempDir(), "clock")
	peak := func(k *kitchen, args ...string) (int64, string) {
		write(t, clock, "2026-11-22T10:00:00Z")
		cmd := exec.Command(sojt, args...)
		cmd.Dir, cmd.Env = k.dir, append(slices.Clone(k.env), "SOJT_SCRIPT_CLOCK="+clock)
		began := time.Now()
		out, most, _ := watched(t, cmd)
		t.Logf("sojt %q: %s, %d MiB", args, time.Since(began).Round(time.Millisecond), most>>20)
		if most == 0 {
			t.Fatal("checker is broken: its memory was not seen")
		}
		return most, out
	}
	base, _ := peak(clean, "validate")
	deep, alias := strings.Repeat("[", 4<<20-10), "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'i'; c++ {
		alias += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c, ", c-1), 9), ", "))
	}
	for _, row := range []struct {
		file, text string
		grow       int64
	}{
		{"learners/huge.yaml", "learner: huge\nrecords:\n- ", size},
		{"learners/head.yaml", "learner: head\nname: ", size},
		{"roles/line-cook.yaml", deep, 0},
		{"mentors.yaml", alias, 0},
		{"sojt.yaml", "format: 1\nname: ", size},
	} {
		k := clean.copy(t)
		path := filepath.Join(k.dir, row.file)
		write(t, path, row.text)
		if row.grow > 0 {
			if err := os.Truncate(path, row.grow); err != nil { // NULs that take no room on disk
				t.Fatal(err)
			}
		}
		for _, args := range [][]string{{"validate"}, {"verify"}, {"report"}, {"log"}, {"status", "theo"}} {
			took, out := peak(k, args...)
			if took > base+64<<20 {
				t.Errorf("%s: sojt %q took %d MiB, and %d without it", row.file, args, took>>20, base>>20)
			}
			if args[0] == "validate" && !strings.Contains(out, row.file+":") {
				t.Errorf("validate does not name %s:\n%.500s", row.file, out)
			}
		}
	}
}
