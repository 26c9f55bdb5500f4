package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
)

// days makes a period of days.
func days(n int) calendar.Period { return calendar.Period{N: n, Unit: calendar.Days} }

// today is the day of the audit.
func (c *Case) today() calendar.Date { return c.In.Moment.AsOf }

// cells calls f for each competency of everybody who is at work in an adopted role: not of those who
// left or are paused, since for them time stands still.
func (c *Case) cells(f func(s *signoff.Standings, r *signoff.RoleStanding, cell *signoff.Cell)) {
	c.roles(func(s *signoff.Standings, r *signoff.RoleStanding) {
		for i := range r.Cells {
			f(s, r, &r.Cells[i])
		}
	})
}

// roles calls f for each adopted role that somebody is at work in.
func (c *Case) roles(f func(s *signoff.Standings, r *signoff.RoleStanding)) {
	for _, s := range c.In.Standings {
		for _, r := range s.Roles {
			if r.Left == 0 && !r.Paused && r.Role.Status == competency.Adopted {
				f(s, r)
			}
		}
	}
}

// long says for how many days something has been so since a day, pauses not counted, and whether that
// is longer than the check allows.
func (c *Case) long(s *signoff.Standings, role string, since calendar.Date) (days int, long bool) {
	days = s.Unpaused(role, since)
	return days, since+calendar.Date(days) > since.Add(c.check.After)
}

// acts calls f for each valid record that was recorded in the audit's period, of who left too: leaving
// undoes nothing.
func (c *Case) acts(f func(s *signoff.Standings, r *signoff.Record)) {
	for _, s := range c.Whole.Standings {
		for _, r := range c.valid(s) {
			if c.within(r) {
				f(s, r)
			}
		}
	}
}

// valid lists the records of a learner that count; they are gathered once.
func (c *Case) valid(s *signoff.Standings) []*signoff.Record {
	known, seen := c.records[s.Learner]
	if !seen {
		known = s.Valid()
		c.records[s.Learner] = known
	}
	return known
}

// within reports whether a record was made in the audit's period. The day of recording decides, not
// that of the work: what is entered with an early date cannot slip between two audits.
func (c *Case) within(r *signoff.Record) bool {
	on := c.on(r)
	return c.Since <= on && on <= c.Until
}

// on is the day on which a record was made.
func (c *Case) on(r *signoff.Record) calendar.Date { return calendar.In(r.At, c.In.Program.Zone) }

// day is the day on which a record takes effect.
func (c *Case) day(r *signoff.Record) calendar.Date { return r.Effect(c.In.Program.Zone) }

// name is what somebody is called, or the id where names are not shown.
func (c *Case) name(id string) string { return c.In.Names.Of(id) }

// last is the latest day on which any record about a competency took effect; zero where there is none.
func (c *Case) last(s *signoff.Standings, competency string) calendar.Date {
	for _, r := range slices.Backward(c.valid(s)) {
		about := r.Competency
		if target := s.Record(r.Ref); about == "" && target != nil {
			about = target.Competency
		}
		if about == competency {
			return c.day(r)
		}
	}
	return 0
}

// prepared reports whether a mentor was prepared at the end of a day, by what is known.
func (c *Case) prepared(m *competency.Mentor, day calendar.Date) bool {
	return c.In.Book.Prepared(m, signoff.Moment{AsOf: day, KnownAt: c.In.Moment.KnownAt})
}

// once keeps the first finding of each record: a record counts in every role that has its competency.
func once(found []Finding) []Finding {
	seen := map[string]bool{}
	return slices.DeleteFunc(found, func(f Finding) bool {
		if f.Record == nil {
			return false
		}
		key := f.Learner + " " + f.Record.Digest
		again := seen[key]
		seen[key] = true
		return again
	})
}

// sort puts findings in the order in which they are shown: the oldest first.
func sort(found []Finding) {
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Date, b.Date), cmp.Compare(a.Learner, b.Learner), cmp.Compare(a.Role, b.Role),
			cmp.Compare(a.Competency, b.Competency), cmp.Compare(a.Mentor, b.Mentor), cmp.Compare(a.Why, b.Why))
	})
}

// place fills in where a finding stands: the line of its record, else the learner's file, else the
// mentor's entry.
func (c *Case) place(f *Finding) {
	learner := f.Learner
	if f.Record != nil {
		learner = f.Record.Learner
	}
	l, entries := c.everybody[learner], c.In.Program.Designations(f.Mentor)
	switch {
	case f.Pos.File != "":
	case l != nil:
		f.Pos = diag.Pos{File: l.File}
		if i := slices.Index(l.Records, f.Record); i >= 0 && i < len(l.Lines) {
			f.Pos.Line = l.Lines[i]
		}
	case len(entries) > 0:
		f.Pos = entries[len(entries)-1].Pos
	}
}

// ago says when something was and how long ago that is, with how much of it was paused.
func (c *Case) ago(day calendar.Date, unpaused int) string {
	n := int(c.today() - day)
	words := day.Human() + ", " + count(n, "day") + " ago"
	if n > unpaused {
		words += fmt.Sprintf(" (%d of them paused)", n-unpaused)
	}
	return words
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// countOf is count for a noun with a plural of its own.
func countOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// anyOf and allOf list people for the eye.
func (c *Case) anyOf(ids []string) string { return c.list(ids, " or ") }
func (c *Case) allOf(ids []string) string { return c.list(ids, " and ") }

func (c *Case) list(ids []string, last string) string {
	var b strings.Builder
	for i, id := range ids {
		switch {
		case i > 0 && i == len(ids)-1:
			b.WriteString(last)
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(c.name(id))
	}
	return b.String()
}
