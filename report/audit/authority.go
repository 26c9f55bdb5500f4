package audit

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/report"
	"sojt/signoff"
)

// authorityChecks look for who should sign and cannot, or did and should not have.
func authorityChecks() []*Check {
	return []*Check{
		{
			Name: "designation-ended", Severity: diag.Error, Acts: true, find: designations,
			Finds:  "something depends on a mentor whose designation ended",
			Reason: "nobody looks after the learner or answers; what was signed does not count",
		},
		{
			Name: "preparation-missing", Severity: diag.Error, After: days(30), Acts: true, find: preparations,
			Finds:  "a mentor without the preparation that policy asks for",
			Reason: "who was not prepared to judge is asked to",
		},
		{
			Name: "founding-mentor", Severity: diag.Warning, find: founders,
			Finds:  "entered as prepared by name when others had qualified as mentors",
			Reason: "that way is for the first ones: nobody was there to qualify them",
		},
		{
			Name: "one-mentor", Severity: diag.Warning, find: single,
			Finds:  "a competency that too few can sign",
			Reason: "with one ill or gone nobody can; nor can anybody look at it again",
		},
	}
}

// ended is the last day of somebody's designations where there were some and none covers a day.
func (c *Case) ended(id string, day calendar.Date) (calendar.Date, bool) {
	var last calendar.Date
	for _, d := range c.In.Program.Designations(id) {
		if d.Covers(day) {
			return 0, false
		}
		if d.Until != 0 && d.Until < day {
			last = max(last, d.Until)
		}
	}
	return last, last != 0
}

func designations(c *Case) []Finding {
	var found []Finding
	c.roles(func(s *signoff.Standings, r *signoff.RoleStanding) {
		by := s.Learner.Supervisor
		if last, gone := c.ended(by, c.today()); gone {
			found = append(found, Finding{
				Learner: s.Learner.ID, Role: r.Role.ID, Mentor: by, Date: last,
				Why:  c.name(by) + " supervises, and was a mentor until " + last.Human(),
				Next: "write another `supervisor:` into " + s.Learner.File,
			})
		}
	})
	var asked []Finding
	c.cells(func(s *signoff.Standings, r *signoff.RoleStanding, cell *signoff.Cell) {
		if cell.Request == nil {
			return
		}
		if last, gone := c.ended(cell.Request.To, c.today()); gone {
			asked = append(asked, Finding{
				Learner: s.Learner.ID, Role: r.Role.ID, Competency: cell.Entry.ID, Mentor: cell.Request.To, Record: cell.Request, Date: last,
				Why:  "asked " + c.name(cell.Request.To) + ", who was a mentor until " + last.Human(),
				Next: "sojt request " + s.Learner.ID + " " + cell.Entry.ID + " --to ANOTHER",
			})
		}
	})
	return slices.Concat(found, once(asked), undesignated(c))
}

// undesignated finds judgements of the period by who was no mentor on the day.
func undesignated(c *Case) []Finding {
	var found []Finding
	c.acts(func(s *signoff.Standings, r *signoff.Record) {
		if !judges(r) || r.By == r.Learner || c.In.Program.Designation(r.By, c.on(r)) != nil {
			return
		}
		found = append(found, Finding{
			Learner: s.Learner.ID, Role: r.Role, Competency: r.Competency, Mentor: r.By, Record: r, Date: c.on(r),
			Why:  c.name(r.By) + " recorded this on " + c.on(r).Human() + " and was no mentor then",
			Next: "sojt show " + r.ID,
		})
	})
	return found
}

// judges reports whether a record is what only a designated mentor or coordinator may decide.
func judges(r *signoff.Record) bool {
	switch r.Type {
	case signoff.Observation, signoff.Signoff, signoff.Transcribe, signoff.Waive, signoff.Qualify:
		return true
	}
	return false
}

func preparations(c *Case) []Finding {
	role := c.In.Program.Policy.MentorRole
	if role == "" {
		return nil
	}
	var found []Finding
	today := c.today()
	before := today.Sub(c.check.After)
	for _, m := range c.In.Program.Mentors {
		if !m.Covers(today) || m.From > before || c.prepared(m, today) || c.prepared(m, before) {
			continue
		}
		found = append(found, Finding{
			Mentor: m.ID, Pos: m.Pos, Date: m.From,
			Why:  fmt.Sprintf("%s is designated, and not qualified as %s", c.name(m.ID), role),
			Next: "sojt status " + m.ID + ", or end the designation in mentors.yaml",
		})
	}
	return append(found, unprepared(c, role)...)
}

// unprepared finds judgements of the period by who was not prepared on the day.
func unprepared(c *Case, role string) []Finding {
	var found []Finding
	c.acts(func(s *signoff.Standings, r *signoff.Record) {
		if r.Type != signoff.Observation && r.Type != signoff.Signoff && r.Type != signoff.Transcribe {
			return
		}
		d := c.In.Program.Designation(r.By, c.on(r))
		if d == nil || c.fitOn(d, c.on(r)) {
			return
		}
		found = append(found, Finding{
			Learner: s.Learner.ID, Role: r.Role, Competency: r.Competency, Mentor: r.By, Record: r, Date: c.on(r),
			Why:  fmt.Sprintf("%s recorded this on %s and was not qualified as %s then", c.name(r.By), c.on(r).Human(), role),
			Next: "sojt show " + r.ID,
		})
	})
	return found
}

// dayOf is a designation on a day.
type dayOf struct {
	entry *competency.Mentor
	day   calendar.Date
}

// fitOn reports whether a mentor was prepared on a day, by what was known at its end: to the hour is
// verify's business.
func (c *Case) fitOn(d *competency.Mentor, day calendar.Date) bool {
	at := dayOf{d, day}
	fit, seen := c.fit[at]
	if !seen {
		fit = c.In.Book.Prepared(d, signoff.Moment{AsOf: day, KnownAt: day.End(c.In.Program.Zone)})
		c.fit[at] = fit
	}
	return fit
}

// founders finds those entered as prepared when somebody had qualified in the mentor role already.
func founders(c *Case) []Finding {
	role := c.In.Program.Policy.MentorRole
	if role == "" {
		return nil
	}
	var found []Finding
	for _, m := range c.In.Program.Mentors {
		if m.Prepared == nil || !m.Covers(c.today()) {
			continue
		}
		who := c.qualifiedBy(role, m)
		if who == "" {
			continue
		}
		found = append(found, Finding{
			Mentor: m.ID, Pos: m.Pos, Date: m.Prepared.Date,
			Why:  fmt.Sprintf("%s is entered as prepared on %s, when %s had qualified as %s", c.name(m.ID), m.Prepared.Date.Human(), c.name(who), role),
			Next: fmt.Sprintf("let %s qualify: sojt enroll %s %s", c.name(m.ID), m.ID, role),
		})
	}
	return found
}

// qualifiedBy names somebody else who was qualified in a role on the day before a mentor was entered
// as prepared; "" for nobody.
func (c *Case) qualifiedBy(role string, m *competency.Mentor) string {
	for _, s := range c.Whole.Standings {
		if s.Learner.ID == m.ID || s.Role(role) == nil {
			continue
		}
		then := c.In.Book.Fold(s.Learner, signoff.Moment{AsOf: m.Prepared.Date - 1})
		if r := then.Role(role); r != nil && r.Qualified {
			return s.Learner.ID
		}
	}
	return ""
}

// Founders lists, by id, who is a mentor on the day because a named person prepared them, without
// having qualified in the mentor role: they are shown as such (SPEC 2.3).
func Founders(in *report.Input) []string {
	role := in.Program.Policy.MentorRole
	var ids []string
	for _, m := range in.Program.Mentors {
		if role == "" || m.Prepared == nil || m.Prepared.Date > in.Moment.AsOf || !m.Covers(in.Moment.AsOf) {
			continue
		}
		plain := *m
		plain.Prepared = nil
		if !in.Book.Prepared(&plain, in.Moment) && !slices.Contains(ids, m.ID) {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

func single(c *Case) []Finding {
	var found []Finding
	seen := map[string]bool{}
	for _, role := range c.In.Program.Roles {
		for _, e := range role.Entries {
			retired := e.Retired != 0 && e.Retired <= c.today()
			if role.Status != competency.Adopted || retired || seen[e.ID] {
				continue
			}
			able := c.bench.Cover(role, e.Competency)
			if len(able) >= c.Mentors {
				continue
			}
			f := Finding{Role: role.ID, Competency: e.ID, Pos: e.Pos, Next: "designate another mentor for it: sojt mentor add ID"}
			f.Why = "nobody can sign it today"
			if len(able) > 0 {
				f.Why = fmt.Sprintf("%d of at least %d can sign it: %s", len(able), c.Mentors, c.allOf(able))
				f.Mentor = strings.Join(able, " ")
			}
			seen[e.ID] = true
			found = append(found, f)
		}
	}
	return found
}
