package ledger

import (
	"context"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
)

// address is an email in a header or in mentors.yaml, and whose.
type address struct {
	email string
	who   string
	pos   diag.Pos
}

// Check gives the problems of all learner files: of their names, of each by itself, between people,
// who share no email and no key (SPEC 3, rule 4), of authors whom the program does not know, of keys
// that records need and that are not listed any more, and of competencies that were reworded under
// sign-offs that stand today. It is sorted by place.
func (l *Ledger) Check(ctx context.Context, program *competency.Program, today calendar.Date) (diag.List, error) {
	entries, problems, err := l.Entries()
	if err != nil {
		return nil, err
	}
	type part struct {
		problems diag.List
		address  address
		reworded map[string]doubted
		keys     []owned
	}
	learners := map[string]bool{}
	for _, e := range entries {
		learners[e.ID] = true
	}
	book, changed := signoff.NewRulebook(program, nil), map[string]*reworded{}
	var people []address
	var keys []owned
	mentors := map[string]bool{}
	for _, m := range program.Mentors {
		people = append(people, address{m.Email, m.ID, m.Pos})
		mentors[m.ID] = true
	}
	for p, err := range skim(ctx, l, program, entries, func() func(f *file) (part, error) {
		return func(f *file) (part, error) {
			f.authors(mentors, learners)
			f.signers(book)
			mine := f.keys(book)
			return part{f.problems, address{f.learner.Email, f.id, f.email}, f.reworded(book, today), mine}, nil
		}
	}) {
		if err != nil {
			return nil, err
		}
		problems = append(problems, p.problems...)
		people = append(people, p.address)
		keys = append(keys, p.keys...)
		gather(changed, p.reworded)
	}
	shared(people, &problems)
	sharedKeys(program, keys, &problems)
	refuseReworded(program, changed, today, &problems)
	problems.Sort()
	return problems, nil
}

// shared reports learners whose email somebody else has. Mentors among themselves are checked with
// the definitions.
func shared(people []address, problems *diag.List) {
	first := map[string]address{}
	for _, a := range people {
		key := strings.ToLower(a.email)
		other, ok := first[key]
		switch {
		case key == "":
		case !ok:
			first[key] = a
		case other.who != a.who && strings.HasPrefix(a.pos.File, Folder+"/"):
			problems.Errorf(CodeShared, a.pos, "%q is the email of %s too", a.email, other.who).
				Hint = "one person, one email: git's user is recognised by it"
		}
	}
}
