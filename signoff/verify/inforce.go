package verify

import (
	"errors"
	"slices"
	"sort"

	"sojt/signoff"
)

// ErrUnsound says that definitions have errors of their own.
var ErrUnsound = errors.New("definitions with errors")

// maxBroken bounds how far back definitions without an error are looked for.
const maxBroken = 100

// inForce gives the rulebook of the definitions in force at a commit of the first-parent line: its own
// or, where those have errors or are gone, the last before it that have none. Breaking the definitions
// frees what comes in with that from no rule. Nil where there were none, or they cannot be read.
func (p *Past) inForce(v version, today *signoff.Rulebook, policy bool) *signoff.Rulebook {
	for range maxBroken {
		book, err := p.book(v, today, policy)
		if book != nil || err != nil && !errors.Is(err, ErrUnsound) {
			return book
		}
		if v.commit = p.earlier(v.commit); v.commit == "" {
			return nil
		}
	}
	return nil
}

// earlier gives the commit before another one on the first-parent line; "" where there is none.
func (p *Past) earlier(commit string) string {
	line := p.firstParents()
	if i := slices.Index(line, commit); i >= 0 && i+1 < len(line) {
		return line[i+1]
	}
	return ""
}

// forked gives the newest commit of the first-parent line that a commit was made after: what had landed
// and could be known there. "" where nothing had, or it cannot be told.
func (p *Past) forked(commit string) string {
	line := p.firstParents()
	p.mu.Lock()
	defer p.mu.Unlock()
	at, known := p.forks[commit]
	if known {
		return at
	}
	i := sort.Search(len(line), func(i int) bool { // what leads there, all before it do too
		leads, err := p.Leads(line[i], commit)
		return err == nil && leads
	})
	if i < len(line) {
		at = line[i]
	}
	if p.forks == nil {
		p.forks = map[string]string{}
	}
	p.forks[commit] = at
	return at
}

// firstParents is the first-parent line of the commit under check, newest first, asked for once.
func (p *Past) firstParents() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.line == nil && p.Line != nil {
		p.line, _ = p.Line() // without it nothing is known of earlier definitions, and nothing excused
	}
	return p.line
}
