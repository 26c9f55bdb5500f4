package verify

import (
	"context"
	"time"

	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// Result is what was found, what it rests on, and what it does not.
type Result struct {
	Problems   diag.List // by place; each with the id and digest of its record, if it has one
	Checked    Checked
	NotChecked []NotChecked
}

// Checked counts what was looked at.
type Checked struct {
	Records  int // each once, however often its line stands there
	Learners int
}

// Case is what is to be verified, and by what. All its methods may be called concurrently where Book
// may be used so.
type Case struct {
	Ledger *ledger.Ledger // of All alone; may be nil for Learner
	Book   *signoff.Rulebook
	Now    time.Time // the verifier's clock
}

// Learner checks one learner's records: what ledger.Read gave, with the problems that it found.
// Problems between learners are not looked for.
func (c *Case) Learner(l *signoff.Learner, problems diag.List) Result {
	s := c.examine(l, problems)
	return s.counts.result(s.problems, c.Book.Program.Policy)
}

// All checks everybody, many at a time, and what must hold between them. Book.Person must be safe
// for concurrent use. The error is the world's: a verdict on a part would be none.
func (c *Case) All(ctx context.Context) (Result, error) {
	program := c.Book.Program
	entries, problems, err := c.Ledger.Entries()
	if err != nil {
		return Result{}, err
	}
	type part struct {
		problems diag.List
		counts   counts
		person   person
	}
	people := newPeople(program)
	var sum counts
	for p, err := range ledger.Each(ctx, c.Ledger, program, entries, func(one *signoff.Learner, found diag.List) (part, error) {
		s := c.examine(one, found)
		return part{s.problems, s.counts, s.person()}, nil
	}) {
		if err != nil {
			return Result{}, err
		}
		problems = append(problems, p.problems...)
		sum.add(p.counts)
		problems = append(problems, people.meet(p.person)...)
	}
	if people.shared {
		emails, err := shared(ctx, c.Ledger, program)
		if err != nil {
			return Result{}, err
		}
		problems = append(problems, emails...)
	}
	return sum.result(problems, program.Policy), nil
}
