package main

import (
	"context"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"sojt/cmd/sojt/terminal"
	"sojt/report/findings"
	"sojt/report/safe"
	"sojt/signoff/progress"
)

// glance is how somebody looks at what takes long: a terminal on stderr.
type glance struct {
	width func() int                        // of the terminal, in columns
	beats func() (<-chan time.Time, func()) // a beat four times a second, until the function is called
}

// patience is how many beats pass before anything is shown: what takes less than a second never flickers.
const patience = 4

// glanceAt gives how stderr is looked at, nil where it is no terminal, one that cannot take a line back, or
// the log of a CI job.
func glanceAt(f *os.File, variable func(string) string) *glance {
	if !terminal.Is(f) || variable("TERM") == "dumb" || variable("CI") != "" {
		return nil
	}
	return &glance{
		width: func() int { return terminal.SizeOf(f).Columns },
		beats: func() (<-chan time.Time, func()) {
			t := time.NewTicker(time.Second / patience)
			return t.C, t.Stop
		},
	}
}

// meter shows on a line of stderr what is being done and how far it has come, and takes the line away before
// anything else is written.
type meter struct {
	glance *glance
	to     io.Writer
	hushed func() bool

	lock   sync.Mutex
	now    progress.Step
	beaten int    // beats since the first step
	shown  bool   // the line is on the screen
	inLine bool   // something else stands in the line, and is not ended
	stop   func() // ends the beats; nil before the first step and after the end
	ended  bool
}

// lookedAt gives a context whose work is shown, and stdout and stderr that keep out of its way; what is
// printed on a terminal ends the showing, since it may be half a line. The function ends it all.
func lookedAt(ctx context.Context, e *env, hushed func() bool) (context.Context, func()) {
	if e.glance == nil {
		return ctx, func() {}
	}
	m := &meter{glance: e.glance, to: e.stderr, hushed: hushed}
	e.stderr = &cleared{m, e.stderr, false}
	if (e.out != terminal.Size{}) {
		e.stdout = &cleared{m, e.stdout, true}
	}
	return progress.With(ctx, m.watch), m.end
}

func (m *meter) watch(s progress.Step) {
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.ended || m.hushed() {
		return
	}
	m.now = s
	if s == (progress.Step{}) {
		m.erase()
		return
	}
	if m.stop == nil {
		beats, quiet := m.glance.beats()
		over := make(chan struct{})
		m.stop = func() { quiet(); close(over) }
		go m.follow(beats, over)
	}
}

func (m *meter) follow(beats <-chan time.Time, over <-chan struct{}) {
	for {
		select {
		case <-beats:
			m.beat()
		case <-over:
			return
		}
	}
}

// beat shows how things are now.
func (m *meter) beat() {
	m.lock.Lock()
	defer m.lock.Unlock()
	if m.beaten++; m.beaten < patience || m.ended || m.inLine || m.now == (progress.Step{}) {
		return
	}
	io.WriteString(m.to, takeBack+fitting(inWords(m.now), m.glance.width()-1))
	m.shown = true
}

// takeBack empties the line that the cursor is in.
const takeBack = "\r\x1b[K"

func (m *meter) erase() {
	if m.shown {
		io.WriteString(m.to, takeBack)
		m.shown = false
	}
}

func (m *meter) end() {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.erase()
	if m.ended = true; m.stop != nil {
		m.stop()
		m.stop = nil
	}
}

// cleared is a stream beside which progress is shown.
type cleared struct {
	meter *meter
	to    io.Writer
	last  bool // what is written here ends the showing
}

func (c *cleared) Write(b []byte) (int, error) {
	c.meter.lock.Lock()
	defer c.meter.lock.Unlock()
	c.meter.erase()
	c.meter.inLine = c.last || len(b) > 0 && b[len(b)-1] != '\n'
	c.meter.ended = c.meter.ended || c.last
	return c.to.Write(b)
}

// inWords is a step as people read it.
func inWords(s progress.Step) string {
	text := s.Doing
	if s.Done > 0 || s.Total > 0 {
		text += ": " + findings.Thousands(s.Done)
	}
	if s.Total > 0 {
		text += " of " + findings.Thousands(s.Total)
	}
	unit := s.Unit
	if s.Done == 1 && s.Total == 0 {
		unit = strings.TrimSuffix(unit, "s")
	}
	if unit != "" {
		text += " " + unit
	}
	return safe.Text(text)
}

// fitting is what of a text fits into so many columns.
func fitting(text string, columns int) string {
	if safe.Width(text) <= columns {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if safe.Width(b.String()+string(r)) > columns {
			break
		}
		b.WriteRune(r)
	}
	return b.String()
}
