package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// machine describes what the figures were measured on, and whether others were at work on it.
func machine(ctx context.Context, w *world, cpus int) string {
	git, _ := w.says(ctx, w.dir, "git", "--version")
	lines := []string{fmt.Sprintf("%s, %s/%s, %d CPUs%s, %s, %s.", time.Now().UTC().Format(time.DateOnly), runtime.GOOS, runtime.GOARCH, cpus,
		processor("/proc/cpuinfo"), runtime.Version(), strings.TrimSpace(git))}
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		if f := strings.Fields(string(load)); len(f) > 2 {
			lines = append(lines, fmt.Sprintf("Load before: %s (1 min), %s (15 min).", f[0], f[2]))
		}
	}
	lines = append(lines, fmt.Sprintf("Corpus: %d learners by %d records in sub-folders of a hundred; history: %d commits; medians of %d pairs.",
		w.learners, w.records, w.commits, w.pairs))
	return strings.Join(lines, "\n")
}

// processor is the model of the processor in parentheses, with a blank before; "" where it is not known.
func processor(file string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if key, value, ok := strings.Cut(s.Text(), ":"); ok && strings.TrimSpace(key) == "model name" {
			return " (" + strings.TrimSpace(value) + ")"
		}
	}
	return ""
}
