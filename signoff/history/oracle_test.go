package history_test

import (
	"fmt"
	"slices"

	"sojt/signoff/history"
)

// oracle knows by brute force what a history says.
type oracle struct {
	head  *node
	all   map[*node]bool // that lead to head
	lost  map[string]bool
	again map[string]bool
}

func newOracle(head *node) *oracle {
	o := &oracle{head: head, all: map[*node]bool{}, lost: map[string]bool{}, again: map[string]bool{}}
	var visit func(*node)
	visit = func(n *node) {
		if o.all[n] {
			return
		}
		o.all[n] = true
		for _, p := range n.parents {
			visit(p)
		}
	}
	visit(head)
	stands := head.holds()
	for n := range o.all {
		for text := range n.holds() {
			if !stands[text] {
				o.lost[text] = true
			}
		}
		for _, p := range n.parents {
			for text := range p.holds() {
				if stands[text] && !n.holds()[text] {
					o.again[text] = true
				}
			}
		}
	}
	return o
}

// below reports whether a line is held by a commit or any that comes after it.
func (o *oracle) heldFrom(n *node, text string) bool {
	if n.holds()[text] {
		return true
	}
	for child := range o.all {
		if slices.Contains(child.parents, n) && o.heldFrom(child, text) {
			return true
		}
	}
	return false
}

// misses compares what was found with what is so; nothing is good.
func (o *oracle) misses(c *clone, h *history.History) (wrong []string) {
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	found := map[string]bool{}
	for _, l := range h.Lost {
		child, parent := c.of[l.Commit], c.of[l.Parent]
		switch {
		case !o.lost[l.Object] || found[l.Object]:
			say("lost by %s: a line that is not, or was said before: %s", l.Commit, l.Object)
		case child == nil || parent == nil || !slices.Contains(child.parents, parent) || !parent.holds()[l.Object]:
			say("lost by %s against %s, which is no such step", l.Commit, l.Parent)
		case o.heldFrom(child, l.Object):
			say("lost by %s, and it came back after that", l.Commit)
		case l.Path != parent.path(l.Learner):
			say("lost from %q, expected %q", l.Path, parent.path(l.Learner))
		}
		found[l.Object] = true
	}
	for text := range o.lost {
		if !found[text] {
			say("not found: lost %s", text)
		}
	}
	clear(found)
	for _, l := range h.Restored {
		if child := c.of[l.Commit]; !o.again[l.Object] || child.holds()[l.Object] {
			say("restored after %s: it was not gone: %s", l.Commit, l.Object)
		}
		found[l.Object] = true
	}
	if len(found) != len(o.again) || len(h.Restored) != len(found) {
		say("%d lines restored, expected %d", len(h.Restored), len(o.again))
	}
	var line []string
	for _, n := range o.head.firstParents() {
		line = append(line, c.ids[n.mark])
	}
	if !slices.Equal(h.FirstParents, line) || h.Commits != len(o.all) {
		say("%d commits, first parents %s, expected %d and %s", h.Commits, h.FirstParents, len(o.all), line)
	}
	for text := range o.head.holds() {
		t, ok := h.Trace(text)
		if !ok {
			say("no trace of %s", text)
			continue
		}
		wrong = append(wrong, o.landing(c, text, t.Landed)...)
		wrong = append(wrong, o.introduction(c, text, t.Introduced)...)
	}
	return append(wrong, o.changes(c, h)...)
}

func (o *oracle) landing(c *clone, text string, got history.Landing) (wrong []string) {
	var want *node
	for n := o.head; n != nil; {
		if n.holds()[text] {
			want = n
		}
		if len(n.parents) == 0 {
			break
		}
		n = n.parents[0]
	}
	n := c.of[got.Commit]
	if n != want {
		return []string{fmt.Sprintf("landed with %s, expected %s", got.Commit, c.ids[want.mark])}
	}
	if got.Prefix != n.prefix || !slices.ContainsFunc(n.learners(), func(id string) bool { return n.path(id) == got.Path }) || got.Committed.Unix() != int64(made(n)) {
		wrong = append(wrong, fmt.Sprintf("landed in %q %q, expected %q", got.Prefix, got.Path, n.prefix))
	}
	if d := c.of[got.Definitions]; d == nil || d.set != n.set || d.prefix != n.prefix {
		wrong = append(wrong, fmt.Sprintf("landed with definitions of %q", got.Definitions))
	}
	return wrong
}

func (o *oracle) introduction(c *clone, text string, got history.Step) []string {
	best := 0
	var by []string
	for n := range o.all {
		if !n.holds()[text] || slices.ContainsFunc(n.parents, func(p *node) bool { return p.holds()[text] }) {
			continue
		}
		if len(by) == 0 || made(n) < best {
			best, by = made(n), nil
		}
		if made(n) == best {
			by = append(by, author(n))
		}
	}
	if !slices.Contains(by, got.Author) || got.Committed.Unix() != int64(best) {
		return []string{fmt.Sprintf("introduced by %s, expected %s: %s", got.Author, by, text)}
	}
	return nil
}

// changes compares modes and definitions.
func (o *oracle) changes(c *clone, h *history.History) (wrong []string) {
	want := 0
	for n := range o.all {
		for learner, f := range n.files {
			if f.mode == "" || slices.ContainsFunc(n.parents, func(p *node) bool {
				return p.files[learner].mode == f.mode && p.path(learner) == n.path(learner)
			}) {
				continue
			}
			want++
			if !slices.ContainsFunc(h.Modes, func(m history.Mode) bool {
				return c.of[m.Commit] == n && m.Path == n.path(learner) && fmt.Sprintf("%o", m.New) == f.mode
			}) {
				wrong = append(wrong, fmt.Sprintf("mode %s of %q in %s not found", f.mode, n.path(learner), c.ids[n.mark]))
			}
		}
	}
	if len(h.Modes) != want {
		wrong = append(wrong, fmt.Sprintf("modes %v, expected %d", h.Modes, want))
	}
	var got, expected []*node
	for _, d := range h.Definitions {
		got = append(got, c.of[d.Commit])
	}
	for n := range o.all {
		if !slices.ContainsFunc(n.parents, func(p *node) bool { return p.set == n.set && p.prefix == n.prefix }) {
			expected = append(expected, n)
			if !slices.Contains(got, n) {
				wrong = append(wrong, fmt.Sprintf("definitions changed in %s, which is not said", c.ids[n.mark]))
			}
		}
	}
	if len(got) != len(expected) {
		wrong = append(wrong, fmt.Sprintf("%d changes of definitions, expected %d", len(got), len(expected)))
	}
	return wrong
}
