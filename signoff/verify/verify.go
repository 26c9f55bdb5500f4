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

// Learner checks one learner's records: what ledger.Read gave, with the problems that it found.
// Problems between learners are not looked for.
func Learner(book *signoff.Rulebook, l *signoff.Learner, problems diag.List, now time.Time) Result {
	s := examine(book, l, problems, now)
	return s.counts.result(s.problems, book.Program.Policy)
}

// All checks everybody, many at a time, and what must hold between them. Book.Person must be safe
// for concurrent use. The error is the world's: a verdict on a part would be none.
func All(ctx context.Context, l *ledger.Ledger, book *signoff.Rulebook, now time.Time) (Result, error) {
	entries, problems, err := l.Entries()
	if err != nil {
		return Result{}, err
	}
	type part struct {
		problems diag.List
		counts   counts
		person   person
	}
	people := newPeople(book.Program)
	var sum counts
	for p, err := range ledger.Each(ctx, l, book.Program, entries, func(one *signoff.Learner, found diag.List) (part, error) {
		s := examine(book, one, found, now)
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
		emails, err := shared(ctx, l, book.Program)
		if err != nil {
			return Result{}, err
		}
		problems = append(problems, emails...)
	}
	return sum.result(problems, book.Program.Policy), nil
}
