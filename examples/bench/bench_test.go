package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		of   []float64
		want float64
	}{{[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 9, 2}, 3}} {
		if got := median(c.of); got != c.want {
			t.Errorf("median of %v is %g, expected %g", c.of, got, c.want)
		}
	}
}

// trials gives one cost after the other.
func trials(walls ...time.Duration) trial {
	return func(context.Context) (cost, error) {
		c := cost{wall: walls[0], cpu: 2 * walls[0], peak: int64(walls[0])}
		walls = walls[1:]
		return c, nil
	}
}

// The figure is the median of the pairs' ratios, which is not the ratio of the medians, and the first pair
// is not counted.
func TestMeasureTakesPairs(t *testing.T) {
	c := contest{job: "job", yardstick: "other", scale: byWall, target: 2, then: 1,
		ours: trials(1000, 10, 20, 90), theirs: trials(1, 10, 10, 30)}
	r := c.measure(t.Context(), 3)
	if r.err != nil || r.figure != 2 || r.cpu != 2 || r.mine.wall != 20 || r.others.wall != 10 {
		t.Errorf("%+v", r)
	}
	if got := r.verdict(); got != "first met" {
		t.Errorf("the verdict is %q", got)
	}
}

func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		figure float64
		err    error
		want   string
		gross  bool
	}{
		{0.5, nil, "met", false}, {1, nil, "met", false}, {1.5, nil, "first met", false}, {2, nil, "first met", false}, {4, nil, "not met", false},
		{4.1, nil, "not met", true}, {math.Inf(1), nil, "not met", true}, {0, errors.New("x"), "failed", true}, {0, errAbsent, "not run", false},
	} {
		r := result{contest: contest{target: 2, then: 1}, figure: c.figure, err: c.err}
		if r.verdict() != c.want || r.gross() != c.gross {
			t.Errorf("%g, %v: %s, %t", c.figure, c.err, r.verdict(), r.gross())
		}
	}
}

// Each row has the cells of the head, whatever programs say of themselves.
func TestRowsHaveTheCellsOfTheHead(t *testing.T) {
	cells := strings.Count(strings.SplitAfter(head, "\n")[0], "|")
	for _, r := range []result{
		{contest: contest{job: "job", yardstick: "a | b", target: 1, scale: byWall}, figure: 1},
		{contest: contest{job: "job", yardstick: "other", target: 1, scale: byMemory}, err: errors.New("a | b\nc")},
	} {
		row := strings.ReplaceAll(r.String(), `\|`, "")
		if strings.Count(row, "|") != cells || strings.Count(row, "\n") != 1 {
			t.Errorf("%q", r)
		}
	}
}

func TestWhatIsAbsentIsNamed(t *testing.T) {
	if got := missing("no-such-program-here"); got != "no-such-program-here is not installed" {
		t.Error(got)
	}
	r := contest{job: "job", absent: missing("no-such-program-here"), scale: byWall}.measure(t.Context(), 1)
	if !strings.Contains(r.String(), "not run: no-such-program-here is not installed") {
		t.Error(r)
	}
}

func TestFlags(t *testing.T) {
	for args, want := range map[string]string{
		"-learners 10":    "at least 100 learners",
		"-quick -pairs 5": "",
		"extra":           "expected flags only",
	} {
		_, err := parse(strings.Fields(args), io.Discard)
		if got := ""; err != nil {
			if got = err.Error(); want == "" || !strings.Contains(got, want) {
				t.Errorf("%s: %s", args, got)
			}
		} else if want != "" {
			t.Errorf("%s was taken", args)
		}
	}
	if o := (options{only: "report,signoff"}); !o.wants("signoff among 10") || o.wants("validate") || !(options{}).wants("validate") {
		t.Error("-only chooses otherwise")
	}
}

const anaFile = `learner: ana
records:
- {"v":1,"id":"01B","at":"2026-05-26T09:00:00Z","type":"enroll","learner":"ana"}
- {"v":1,"id":"01C","at":"2026-05-27T09:00:00Z","type":"signoff","learner":"ana","competency":"grill"}
`

// The history holds every state of a file once, records in the order of their ids over all learners.
func TestHistoryIsOneRecordACommit(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"sojt.yaml": "format: 1\n", "learners/ana.yaml": anaFile, "learners/bo.yaml": strings.NewReplacer("01B", "01A", "01C", "01BB", "ana", "bo").Replace(anaFile)} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	out := bufio.NewWriter(&b)
	if err := stream(out, dir); err != nil {
		t.Fatal(err)
	}
	out.Flush()
	commits := strings.Split(b.String(), "commit refs/heads/main\n")[1:]
	if len(commits) != 5 || strings.Contains(commits[0], `"id"`) || !strings.Contains(commits[0], "sojt.yaml") {
		t.Fatalf("%d commits, the first\n%s", len(commits), commits[0])
	}
	for i, want := range []string{"bo.yaml", "ana.yaml", "bo.yaml", "ana.yaml"} {
		if n := strings.Count(commits[i+1], `"id"`); !strings.Contains(commits[i+1], want) || n != 1+i/2 {
			t.Errorf("commit %d has %d records:\n%s", i+1, n, commits[i+1])
		}
	}
	if !strings.HasSuffix(commits[4], anaFile+"\n") {
		t.Errorf("the last commit is\n%s", commits[4])
	}
}

// A peer is told of the records that name a competency, each in its own form.
func TestPeersAreToldOfRecords(t *testing.T) {
	file := filepath.Join(t.TempDir(), "ana.yaml")
	if err := os.WriteFile(file, []byte(anaFile), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, p := range peersOf() {
		var b bytes.Buffer
		if err := tell(&b, file, p.format); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); strings.Count(got, "ana") != 1 || !strings.Contains(got, "grill") || !strings.Contains(got, "01C") {
			t.Errorf("%s is told %q", p.name, got)
		}
	}
}

func TestPeakAndOwnAreKnownHere(t *testing.T) {
	w := &world{env: os.Environ()}
	c, err := w.command(t.TempDir(), "git", "--version")(t.Context())
	if err != nil || c.wall <= 0 || c.cpu <= 0 {
		t.Errorf("git --version took %+v, %v", c, err)
	}
	if own() <= 0 {
		t.Error("this process took no time")
	}
	if _, err := w.command(t.TempDir(), "git", "no-such-command")(t.Context()); err == nil || !strings.Contains(err.Error(), "no-such-command") {
		t.Errorf("a failure is %v", err)
	}
}

// The slowest page and the largest count, and a test that says nothing was not run.
func TestSlowest(t *testing.T) {
	said := `    x_test.go:9: site/index.html       1500000 bytes  9000 elements; loaded after  400 ms, drawn after  450, of which it worked  300
    x_test.go:9: report matrix         2000000 bytes  9000 elements; loaded after  100 ms, drawn after  120, of which it worked   90`
	got, err := slowest(said)
	if err != nil || got.wall != 450*time.Millisecond || got.peak != 2_000_000 {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := slowest("--- SKIP: TestInteropPagesLarge"); !errors.Is(err, errAbsent) {
		t.Errorf("%v", err)
	}
}

// A curve names what grows by more than what there is to do, and only that.
func TestGrowth(t *testing.T) {
	g := grower{job: "job", unit: "records"}
	at := func(units int, cpu time.Duration) point { return point{units: units, cost: cost{cpu: cpu}} }
	small := at(1000, time.Millisecond)
	for _, c := range []struct {
		p    point
		want string
		more bool
	}{
		{at(10_000, 10*time.Millisecond), "records to the power of 1.00", false},
		{at(10_000, 5*time.Millisecond), "records to the power of 0.70", false},
		{at(10_000, 100*time.Millisecond), "records to the power of 2.00", true},
		{at(1000, 3*time.Millisecond), "3.00 of the CPU time before", false},
	} {
		row := g.row(&small, c.p)
		if !strings.Contains(row, c.want) || strings.Contains(row, "more than linear") != c.more {
			t.Errorf("%d units in %s: %s", c.p.units, c.p.cpu, row)
		}
		if strings.Count(row, "|") != strings.Count(strings.SplitAfter(growthHead, "\n")[0], "|") {
			t.Errorf("%q has other cells than its head", row)
		}
	}
}
