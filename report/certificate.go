package report

import (
	"cmp"
	"fmt"
	"slices"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
)

// Certificate is what is certified of one learner in one role on one day, with all that a reader needs to
// see who vouched for it and to check it.
type Certificate struct {
	Program, ProgramID string
	Learner, LearnerID string
	Role, RoleID       string
	Commit             string // that holds the records
	On                 calendar.Date
	Since              calendar.Date // of the qualification
	Until              calendar.Date // its last good day; zero: without end
	Interim            bool          // qualified in the interim only
	By                 string        // the coordinator who qualified; "" where the role asks for none
	Record             string        // of that
	Trained, Evaluated Span
	Items              []Certified
	Overridden         []string // titles of what was signed off although a rule said no
	Deferred           []string // titles of what an interim qualification is without
}

// Span is when something was done, first and last, and by whom; the zero Span is nothing known.
type Span struct {
	First, Last calendar.Date
	By          []string // names, sorted
}

// Certified is a competency that counts.
type Certified struct {
	ID, Code, Title string
	Date, Until     calendar.Date // of effect, and the last good day; zero: without end
	By              string        // the name of who judged
	How             string        // "signed off", "waived", or "on paper, copied by" whom
	Record          string
	Override        bool // signed off although a rule said no
}

// Lack is what keeps a certificate from being made, and what mends it.
type Lack struct{ What, Next string }

// Certify asks for what a certificate needs.
type Certify struct {
	Commit  string
	Interim bool // one of an interim qualification will do
	Card    bool // the fields of an operator's card: when and by whom trained, and evaluated
}

// NewCertificate makes the certificate of a question about a role, or says all that keeps it from being
// made: what the gate says no to, and fields that are not there. What a certification of 29 CFR
// 1910.178(l)(6) holds is the operator's name, the dates of training and evaluation, and who performed
// them: a card asks for each.
func NewCertificate(q *Qualified, want Certify) (*Certificate, []Lack) {
	a := &q.answers[0]
	lacks := q.refuses(a, want)
	if a.role == nil {
		return nil, lacks
	}
	for _, line := range q.takenBack(*a) {
		lacks = append(lacks, Lack{"taken back later, so that it no longer counts: " + line, "this is made of what still holds: leave --as-of out"})
	}
	in, r := q.in, a.role
	c := &Certificate{
		Program: in.Program.Name, ProgramID: in.Program.ID, Learner: in.Names.names[a.Learner], LearnerID: a.Learner,
		Role: heading(r.Role), RoleID: r.Role.ID, Commit: want.Commit, On: a.Moment.AsOf, Since: r.Since, Interim: r.Interim,
	}
	names := &naming{in: in}
	if c.Learner == "" {
		names.lacks = append(names.lacks, Lack{"the learner's file has no name", "add it to " + a.Standings.Learner.File + ": name: First Last"})
	}
	if r.Qualifying != nil {
		c.By, c.Record = names.of(r.Qualifying.By), r.Qualifying.ID
	}
	c.items(a, names)
	c.Trained = training(a, names)
	if want.Card {
		lacks = append(lacks, c.short(a)...)
	}
	if lacks = append(lacks, names.lacks...); len(lacks) > 0 {
		return nil, lacks
	}
	return c, nil
}

// refuses is what the gate says no to. An interim qualification is one only where that will do.
func (q *Qualified) refuses(a *answer, want Certify) []Lack {
	if a.yes {
		return nil
	}
	var lacks []Lack
	if a.role != nil && a.role.Interim {
		if !want.Interim {
			return []Lack{{"it is an interim qualification only, " + q.in.until(a.role.InterimTo), "--interim makes a certificate that says so"}}
		}
		for _, p := range a.Problems {
			if p.Severity == diag.Error {
				lacks = append(lacks, Lack{"verify: " + p.Message, "sojt verify"})
			}
		}
		return lacks
	}
	for _, m := range a.missing {
		lacks = append(lacks, Lack{m, ""})
	}
	lacks[len(lacks)-1].Next = "sojt status " + a.Learner
	return lacks
}

// naming gives people's names, and notes who has none.
type naming struct {
	in    *Input
	lacks []Lack
}

func (n *naming) of(id string) string {
	name := n.in.Names.names[id]
	if lack := (Lack{"there is no name of " + id, "add it to mentors.yaml: name: First Last"}); name == "" && !slices.Contains(n.lacks, lack) {
		n.lacks = append(n.lacks, lack)
	}
	return name
}

// Add takes one more day and one more person into a span.
func (s *Span) Add(day calendar.Date, name string) {
	if s.First == 0 || day < s.First {
		s.First = day
	}
	s.Last = max(s.Last, day)
	if name != "" && !slices.Contains(s.By, name) {
		s.By = append(s.By, name)
		slices.Sort(s.By)
	}
}

// items takes in what counts, in the role's order, and what is deferred.
func (c *Certificate) items(a *answer, names *naming) {
	sooner := func(d calendar.Date) {
		if d != 0 && (c.Until == 0 || d < c.Until) {
			c.Until = d
		}
	}
	for _, cell := range a.cells {
		entry := cell.Entry
		if !cell.Standing.Counts() || cell.Rests == nil {
			if cell.Deferral != nil {
				c.Deferred = append(c.Deferred, entry.Title)
				sooner(cell.Deferral.Until)
			}
			continue
		}
		item := Certified{
			ID: entry.ID, Code: entry.Code, Title: entry.Title, Date: cell.Date, Until: cell.Until,
			By: names.judge(cell.Rests), How: names.how(cell.Rests), Record: cell.Rests.ID, Override: cell.Rests.Override != "",
		}
		if item.Override {
			c.Overridden = append(c.Overridden, item.Title)
		}
		c.Items = append(c.Items, item)
		sooner(item.Until)
		if cell.Rests.Type == signoff.Signoff {
			c.Evaluated.Add(item.Date, item.By)
		}
	}
	if q := a.role.Qualifying; q != nil {
		sooner(q.Until)
	}
}

// judge is the name of who judged, which for what was copied is who signed the paper.
func (n *naming) judge(r *signoff.Record) string {
	if id, _ := r.Judge(n.in.Program); id != "" {
		return n.of(id)
	}
	return n.in.signer(r)
}

func (n *naming) how(r *signoff.Record) string {
	switch r.Type {
	case signoff.Waive:
		return "waived"
	case signoff.Transcribe:
		return "on paper, copied by " + n.of(r.By)
	}
	return "signed off"
}

// training is what was shown, and practised with somebody, of what counts: by a mentor's own word.
func training(a *answer, names *naming) Span {
	var s Span
	for _, r := range a.Standings.Valid() {
		mentor := r.Type == signoff.Trained || r.Type == signoff.Practice && r.By != r.Learner
		if !mentor || a.role.Cell(r.Competency) == nil {
			continue
		}
		s.Add(r.Date, names.of(cmp.Or(r.With, r.By)))
	}
	return s
}

// short is what a card lacks.
func (c *Certificate) short(a *answer) []Lack {
	var lacks []Lack
	if c.Trained.First == 0 {
		lacks = append(lacks, Lack{"no day of training and nobody who gave it is recorded, by a mentor", fmt.Sprintf("sojt trained %s COMPETENCY", a.Learner)})
	}
	if c.Evaluated.First == 0 {
		lacks = append(lacks, Lack{"nothing was signed off, so there is no day of evaluation and nobody who made it", fmt.Sprintf("sojt signoff %s COMPETENCY", a.Learner)})
	}
	return lacks
}
