package report

import (
	"fmt"
	"slices"

	"sojt/competency"
	"sojt/signoff"
)

// Only is the input of one learner among those there are: what the filter lets through of them, with
// everybody's names.
func (in *Input) Only(learner string) *Input {
	in.bench() // made once for all of them
	one := *in
	one.Learner, one.Standings, one.People = learner, nil, nil
	for _, s := range in.Standings {
		if s.Learner.ID == learner {
			one.Standings = append(one.Standings, s)
		}
	}
	for _, l := range in.People {
		if l.ID == learner {
			one.People = append(one.People, l)
		}
	}
	return &one
}

// Attention lists in sentences what has to be known of a program first: who is stalled, late or about to
// expire, what hangs on one learner or one mentor, and which mentor signs unlike the others.
func Attention(in *Input) Section {
	s := Section{Columns: []Column{{}}, Empty: "nothing: nobody is stalled or late, nothing is about to end, and nothing hangs on one person"}
	if len(in.Standings) == 0 {
		s.Empty = in.nobody(in.Role)
		return s
	}
	for _, role := range in.Program.Roles {
		called := func(e *competency.Entry) string {
			if e.Title == "" {
				return e.ID
			}
			return entitled(e) + " (" + e.ID + ")"
		}
		for _, line := range append(in.attention(role, in.shown(role), called), in.ending(role)...) {
			s.Rows = append(s.Rows, []Cell{Text(heading(role) + ": " + line)})
		}
	}
	for _, line := range append(in.mentors(), in.unlike()...) {
		s.Rows = append(s.Rows, []Cell{Text(line)})
	}
	return s
}

// ending names who in a role holds something that is about to expire.
func (in *Input) ending(role *competency.Role) []string {
	all := in.gather(role.ID, func(r *signoff.RoleStanding) behind {
		var found behind
		for i := range r.Cells {
			if c := &r.Cells[i]; r.Left == 0 && c.Flags.Has(signoff.Expiring) && (found.since == 0 || c.Until < found.since) {
				found.since = c.Until
			}
		}
		return found
	})
	if len(all) == 0 {
		return nil
	}
	words := make([]string, len(all))
	for i, s := range all {
		words[i] = in.Names.Of(s.id) + " (" + in.day(s.since) + ")"
	}
	return []string{fmt.Sprintf("Expiring soon%s: %s.", counted(len(all), "learner"), first(words, "and"))}
}

// mentors names what one mentor alone may sign, or none, of what adopted roles ask of somebody.
func (in *Input) mentors() []string {
	var one, none []string
	for _, c := range (coverage{in}).all() {
		switch {
		case len(c.learners) == 0:
		case len(c.able) == 0:
			none = append(none, c.id)
		case len(c.able) == 1:
			one = append(one, c.id+" ("+in.Names.Of(c.able[0])+")")
		}
	}
	var lines []string
	if len(one) > 0 {
		lines = append(lines, fmt.Sprintf("Only one mentor can sign %s: %s.", these(len(one)), first(one, "and")))
	}
	if len(none) > 0 {
		lines = append(lines, fmt.Sprintf("No mentor can sign %s: %s.", these(len(none)), first(none, "and")))
	}
	return lines
}

// unlike names the mentors of whom the view of mentors says that they sign unlike the others.
func (in *Input) unlike() []string {
	var names []string
	for _, m := range (mentors{in}).gather().shown {
		if slices.ContainsFunc(m.signs, func(s sign) bool { return s.unlike }) {
			names = append(names, in.Names.Of(m.id))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("Signs unlike the other mentors: %s. A reason to watch beside them and no verdict; what it is stands under Mentors.", first(names, "and"))}
}
