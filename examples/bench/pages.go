package main

import (
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// drawn is what the test of large pages says of one of them, each figure the median of its own loads.
var drawn = regexp.MustCompile(`(\d+) bytes +\d+ elements; loaded after +\d+ ms, drawn after +(\d+),`)

// pages are the pages of 500 learners by 100 competencies in headless Chromium: the time until the slowest is
// drawn, as wall time, and the bytes of the largest, as memory. The test that opens them takes medians itself,
// so that it runs once.
func (w *world) pages() trial {
	once := sync.OnceValues(func() (cost, error) {
		cmd := exec.Command("go", "test", "-count=1", "-tags", "interop", "./cmd/sojt", "-run", "^TestInteropPagesLarge$", "-figures", "-v")
		out, err := cmd.CombinedOutput()
		if err != nil {
			return cost{}, fmt.Errorf("%s: %w: %s", strings.Join(cmd.Args, " "), err, out)
		}
		return slowest(string(out))
	})
	return func(context.Context) (cost, error) { return once() }
}

// slowest reads what the test printed.
func slowest(said string) (worst cost, err error) {
	for _, found := range drawn.FindAllStringSubmatch(said, -1) {
		bytes, _ := strconv.ParseInt(found[1], 10, 64)
		ms, _ := strconv.ParseInt(found[2], 10, 64)
		worst.wall = max(worst.wall, time.Duration(ms)*time.Millisecond)
		worst.peak = max(worst.peak, bytes)
	}
	if worst.peak == 0 {
		return worst, fmt.Errorf("%w: the test says of no page how long it takes: Chromium, node and the modules of .ci/run are needed", errAbsent)
	}
	return worst, nil
}

// html are the rows of what a browser takes for a page.
func (w *world) html() []contest {
	pages := w.pages()
	return []contest{
		{job: "html: 500 × 100, slowest page drawn", ours: pages, scale: byTime, target: 1000},
		{job: "html: 500 × 100, largest page", ours: pages, scale: bySize, target: 3},
	}
}
