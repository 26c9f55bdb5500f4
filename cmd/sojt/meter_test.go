package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"sojt/cmd/sojt/terminal"
	"sojt/signoff/progress"
)

// looker is somebody who looks at a terminal, and whose clock beats when it is told to.
type looker struct {
	screen *bytes.Buffer
	env    *env
	ended  bool // the clock was stopped
}

func lookOn(columns int, out terminal.Size) *looker {
	l := &looker{screen: &bytes.Buffer{}}
	l.env = &env{stdout: l.screen, stderr: l.screen, out: out, glance: &glance{
		width: func() int { return columns },
		beats: func() (<-chan time.Time, func()) { return nil, func() { l.ended = true } },
	}}
	return l
}

// wait lets n beats pass.
func (l *looker) wait(n int) {
	for range n {
		l.env.stderr.(*cleared).meter.beat()
	}
}

// seen is what has been written to the screen since it was last looked at.
func (l *looker) seen() string {
	s := l.screen.String()
	l.screen.Reset()
	return s
}

func TestMeterShowsAfterASecond(t *testing.T) {
	l := lookOn(80, terminal.Size{})
	ctx, end := lookedAt(t.Context(), l.env, func() bool { return false })
	done, finished := progress.Begin(ctx, "reading learners", "", 10_000)
	done(3120)
	l.wait(patience - 1)
	finished()
	if got := l.seen(); got != "" {
		t.Errorf("within the first second it shows %q", got)
	}
	done, finished = progress.Begin(ctx, "walking the history", "commits", 0)
	done(12_400)
	l.wait(3)
	finished()
	line := takeBack + "walking the history: 12,400 commits"
	if got := l.seen(); got != strings.Repeat(line, 3)+takeBack {
		t.Errorf("it shows %q", got)
	}
	l.wait(1)
	end()
	if got := l.seen(); got != "" || !l.ended {
		t.Errorf("when nothing goes on it shows %q", got)
	}
}

func TestMeterMakesRoom(t *testing.T) {
	l := lookOn(12, terminal.Size{Columns: 12, Rows: 5})
	ctx, end := lookedAt(t.Context(), l.env, func() bool { return false })
	done, finished := progress.Begin(ctx, "reading learners", "", 7)
	defer finished()
	done(5)
	l.wait(patience + 1)
	l.env.stderr.Write([]byte("a note\n"))
	got := l.seen()
	if line := takeBack + "reading lea"; got != line+line+takeBack+"a note\n" {
		t.Errorf("before a line of talk: %q", got)
	}
	l.wait(2)
	l.env.stdout.Write([]byte("half a line"))
	if got := l.seen(); !strings.HasSuffix(got, takeBack+"half a line") || !strings.Contains(got, "reading lea") {
		t.Errorf("before what is printed: %q", got)
	}
	done(6)
	l.wait(2)
	end()
	if got := l.seen(); got != "" {
		t.Errorf("over what is printed: %q", got)
	}
}

// TestMeterKeepsQuiet with --quiet, and where nobody looks; stdout is the same to the byte.
func TestMeterKeepsQuiet(t *testing.T) {
	l := lookOn(80, terminal.Size{})
	ctx, end := lookedAt(t.Context(), l.env, func() bool { return true })
	_, finished := progress.Begin(ctx, "reading learners", "", 7)
	finished()
	end()
	if got := l.seen(); got != "" || l.ended {
		t.Errorf("with --quiet: %q", got)
	}
	plain := &env{stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}}
	before := *plain
	same, end := lookedAt(t.Context(), plain, func() bool { return false })
	end()
	if same != t.Context() || plain.stdout != before.stdout || plain.stderr != before.stderr {
		t.Error("where nobody looks something stands between")
	}
}

// TestMeterIsTakenAway before an error is said, by the program itself.
func TestMeterIsTakenAway(t *testing.T) {
	k := newKitchen(t)
	var screen bytes.Buffer
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	beats := make(chan time.Time)
	go func() {
		for ctx.Err() == nil {
			select {
			case beats <- time.Time{}:
			case <-ctx.Done():
			}
		}
	}()
	e := &env{stdin: strings.NewReader(""), stdout: &bytes.Buffer{}, stderr: &screen, dir: k.dir, vars: k.env, now: func() time.Time { return k.now }, rand: randomness("a"),
		glance: &glance{width: func() int { return 80 }, beats: func() (<-chan time.Time, func()) { return beats, func() {} }}}
	if code := run(ctx, e, []string{"report", "--learner", "nobody"}); code != exitUsage {
		t.Errorf("exit code %d", code)
	}
	_, said, _ := strings.Cut("\n"+screen.String(), "sojt: ")
	if before, _, _ := strings.Cut(screen.String(), "sojt: "); said == "" || before != "" && !strings.HasSuffix(before, takeBack) {
		t.Errorf("on the screen: %q", screen.String())
	}
}

func TestFitting(t *testing.T) {
	for _, c := range []struct {
		text    string
		columns int
		want    string
	}{{"reading", 7, "reading"}, {"reading", 3, "rea"}, {"日本語", 5, "日本"}, {"reading", 0, ""}, {"a", -1, ""}} {
		if got := fitting(c.text, c.columns); got != c.want {
			t.Errorf("%q in %d columns is %q, expected %q", c.text, c.columns, got, c.want)
		}
	}
}
