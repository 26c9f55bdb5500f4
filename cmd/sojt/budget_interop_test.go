//go:build interop

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The budget. Raising a figure is a decision, made where its reason stands in the commit.
const (
	mostBytes     = 20_500_000 // of the stripped program
	mostLinked    = 34         // modules in it
	mostModules   = 55         // in the graph, test modules among them
	mostInitBytes = 2_500_000  // allocated before main
)

// TestInteropBudget builds the program as it is released and weighs it.
func TestInteropBudget(t *testing.T) {
	program := filepath.Join(t.TempDir(), "sojt")
	build := exec.Command("go", "build", "-ldflags=-s -w", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	info, err := os.Stat(program)
	if err != nil {
		t.Fatal(err)
	}
	within(t, "bytes, stripped", int(info.Size()), 4_000_000, mostBytes)
	linked := regexp.MustCompile(`(?m)^\tdep\t`).FindAllString(tool(t, "go", "version", "-m", program), -1)
	within(t, "linked modules", len(linked), 10, mostLinked)
	modules := strings.Split(strings.TrimSpace(tool(t, "go", "list", "-m", "all")), "\n")
	within(t, "modules in the graph", len(modules)-1, 10, mostModules) // without our own
	within(t, "bytes allocated before main", initBytes(t, program), 10_000, mostInitBytes)
	began := time.Now()
	tool(t, program, "version")
	t.Logf("version: %s, not gated", time.Since(began))
}

// within prints a figure and holds it; one that is far too small was not measured.
func within(t *testing.T, what string, n, least, most int) {
	t.Helper()
	t.Logf("%d %s, at most %d", n, what, most)
	if n > most || n < least {
		t.Errorf("%d %s, expected %d to %d", n, what, least, most)
	}
}

func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// initBytes adds up what Go's own trace says of each package: "init unicode @0.1 ms, 0.01 ms clock,
// 640 bytes, 3 allocs".
func initBytes(t *testing.T, program string) int {
	t.Helper()
	cmd := exec.Command(program, "version")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	sum := 0
	for _, m := range regexp.MustCompile(`(?m)^init .* (\d+) bytes`).FindAllStringSubmatch(string(out), -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	return sum
}
