package verify

import (
	"sync"

	"sojt/competency"
	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/history"
	"sojt/signoff/ledger"
)

// Past is what the repository's history says of the records of one commit, and of the definitions
// that were in force when they came in. Read makes one. It is safe for concurrent use.
type Past struct {
	History *history.History
	Whole   bool // nothing lies beyond what was walked
	Ground  git.Ground
	Prefix  string // the program's folder in the repository, "" at the top

	// Definitions gives the program of a folder at a commit; nil where there is none, or another one.
	// The error is ErrUnsound where it has errors, and the program what could be read in spite of them;
	// any other is the world's.
	Definitions func(commit, prefix string) (*competency.Program, error)
	Line        func() ([]string, error)              // the first-parent line of the commit under check, newest first
	Leads       func(commit, to string) (bool, error) // whether one commit leads to another

	former   []former
	before   map[string]bool        // digests of the records that were there at Since
	files    map[string]git.Version // the learner files at the commit, by path in the repository
	then     map[string]git.Version // those at Since; nil where all is asked
	mu       sync.Mutex
	line     []string
	forks    map[string]string
	programs map[version]defined
	books    map[edition]*signoff.Rulebook
	headers  map[string]*signoff.Learner
}

// version names the definitions of a folder at a commit.
type version struct{ commit, prefix string }

// edition is a version with its own policy or, for a record under review, the trusted one.
type edition struct {
	version
	trusted bool
}

// defined is what Definitions gave.
type defined struct {
	program *competency.Program
	err     error
}

// program gives the definitions of a version as Definitions does, loaded once.
func (p *Past) program(v version) (*competency.Program, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	then, ok := p.programs[v]
	if !ok {
		then.program, then.err = p.Definitions(v.commit, v.prefix)
		if p.programs == nil {
			p.programs = map[version]defined{}
		}
		p.programs[v] = then
	}
	return then.program, then.err
}

// book gives the rulebook of a version, made once: its definitions, with the mentors and departments
// of today, or of the trusted copy. Who may sign is what mentors.yaml says now: entries end and are not
// removed (INTEGRITY 3). With policy, that is today's too. Nil where there is no program; the error is
// that of Definitions.
func (p *Past) book(v version, today *signoff.Rulebook, policy bool) (*signoff.Rulebook, error) {
	then, err := p.program(v)
	if then == nil || err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	key := edition{v, policy}
	book, ok := p.books[key]
	if !ok {
		program := *then
		program.Mentors, program.Departments = today.Program.Mentors, today.Program.Departments
		if policy {
			program.Policy = today.Program.Policy
		}
		book = signoff.NewRulebook(&program, today.Person)
		if p.books == nil {
			p.books = map[edition]*signoff.Rulebook{}
		}
		p.books[key] = book
	}
	return book, nil
}

// header gives what a learner's file said above its records at some time.
func (p *Past) header(id, text string) *signoff.Learner {
	p.mu.Lock()
	defer p.mu.Unlock()
	h, ok := p.headers[text]
	if !ok {
		h = ledger.HeaderOf(id, text)
		if p.headers == nil {
			p.headers = map[string]*signoff.Learner{}
		}
		p.headers[text] = h
	}
	return h
}

// old reports whether a record was there before what is asked about.
func (p *Past) old(r *signoff.Record) bool { return p != nil && p.before[r.Digest] }
