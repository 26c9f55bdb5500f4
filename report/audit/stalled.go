package audit

import (
	"slices"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
)

// stalledChecks look for learners with whom nothing happens.
func stalledChecks() []*Check {
	return []*Check{
		{
			Name: "overdue", Severity: diag.Warning, After: days(30), find: overdue,
			Finds:  "past its due day, and nothing is recorded about it",
			Reason: "late is one thing, forgotten another",
		},
		{
			Name: "learner-stalled", Severity: diag.Warning, After: days(30), find: stalled,
			Finds:  "a learner with something to do, and nothing happens",
			Reason: "who stalls for long hardly ever finishes",
		},
		{
			Name: "no-enrolment", Severity: diag.Warning, find: unenrolled,
			Finds:  "a learner's file without an enrolment",
			Reason: "nobody decided that this person is trained; nothing in the file counts",
		},
	}
}

func overdue(c *Case) []Finding {
	var found []Finding
	c.cells(func(s *signoff.Standings, r *signoff.RoleStanding, cell *signoff.Cell) {
		if !cell.Flags.Has(signoff.Overdue) {
			return
		}
		late, long := c.long(s, r.Role.ID, cell.Due)
		last := c.last(s, cell.Entry.ID)
		if _, forgotten := c.long(s, r.Role.ID, last); !long || last != 0 && !forgotten {
			return
		}
		why := "due " + c.ago(cell.Due, late) + ", nothing recorded about it yet"
		if last != 0 {
			why = "due " + c.ago(cell.Due, late) + ", last record about it " + last.Human()
		}
		found = append(found, Finding{
			Learner: s.Learner.ID, Role: r.Role.ID, Competency: cell.Entry.ID, Date: cell.Due, Why: why,
			Next: "sojt status " + s.Learner.ID,
		})
	})
	return found
}

func stalled(c *Case) []Finding {
	var found []Finding
	c.roles(func(s *signoff.Standings, r *signoff.RoleStanding) {
		last := max(r.LastSeen, r.Start)
		since, open := openSince(r)
		if _, long := c.long(s, r.Role.ID, max(last, since)); !open || !long {
			return
		}
		n, _ := c.long(s, r.Role.ID, last)
		found = append(found, Finding{
			Learner: s.Learner.ID, Role: r.Role.ID, Date: last, Why: "nothing has happened since " + c.ago(last, n),
			Next: "sojt status " + s.Learner.ID,
		})
	})
	return found
}

// openSince is the day after which somebody has had something to do: what was in place until then and ran
// out, or, with anything that never was, the start. What is deferred is not to be done now.
func openSince(r *signoff.RoleStanding) (since calendar.Date, open bool) {
	for i := range r.Cells {
		cell := &r.Cells[i]
		if !cell.Open || cell.Deferral != nil {
			continue
		}
		from := r.Start
		if cell.Standing == signoff.StandsExpired || cell.Standing == signoff.StandsLapsed {
			from = cell.Until
		}
		if !open || from < since {
			since, open = from, true
		}
	}
	return since, open
}

func unenrolled(c *Case) []Finding {
	var found []Finding
	if c.In.Role != "" || c.In.Tag != "" || c.In.Group != "" {
		return nil // who is in no role is in none of these
	}
	enrolled := map[string]bool{}
	for _, s := range c.Whole.Standings {
		enrolled[s.Learner.ID] = true // in a role at some time
	}
	for _, l := range c.In.People {
		later := slices.ContainsFunc(l.Records, func(r *signoff.Record) bool {
			return r.Type == signoff.Enroll && c.day(r) > c.today()
		})
		if !enrolled[l.ID] && !later {
			found = append(found, Finding{
				Learner: l.ID, Why: "has a file with " + count(len(signoff.Once(l.Records)), "record") + " and is enrolled in nothing",
				Next: "sojt enroll " + l.ID + " ROLE, or remove the file while it has no record",
			})
		}
	}
	return found
}
