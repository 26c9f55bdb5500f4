package audit

import (
	"fmt"
	"slices"

	"sojt/competency/diag"
	"sojt/signoff"
)

// endedChecks look for what came to an end while somebody still relies on it.
func endedChecks() []*Check {
	return []*Check{
		{
			Name: "expired-on-roster", Severity: diag.Error, Needs: "--roster FILE", find: onRoster,
			Finds:  "on a roster without being qualified that day",
			Reason: "this is what all of it is there to prevent",
		},
		{
			Name: "deferral-ran-out", Severity: diag.Error, find: deferrals,
			Finds:  "put off until a day that is past, and still open",
			Reason: "a deferral is for a time; that time is over",
		},
		{
			Name: "interim-ended", Severity: diag.Error, find: interims,
			Finds:  "an interim qualification ended, and no final one followed",
			Reason: "who was let work in the interim tends to go on",
		},
		{
			Name: "retired-still-open", Severity: diag.Warning, find: retired,
			Finds:  "somebody waits in a competency that is retired",
			Reason: "nothing is signed there any more: the answer never comes",
		},
	}
}

func deferrals(c *Case) []Finding {
	var found []Finding
	c.cells(func(s *signoff.Standings, r *signoff.RoleStanding, cell *signoff.Cell) {
		d := cell.RanOut
		if !cell.Open || d == nil || c.day(d) < r.Start {
			return
		}
		found = append(found, Finding{
			Learner: s.Learner.ID, Role: r.Role.ID, Competency: cell.Entry.ID, Mentor: d.By, Record: d, Date: d.Until,
			Why:  "deferred until " + c.ago(d.Until, int(c.today()-d.Until)) + ", by " + c.name(d.By),
			Next: "sojt signoff " + s.Learner.ID + " " + cell.Entry.ID + ", or a coordinator defers it again: sojt waive",
		})
	})
	return once(found)
}

func interims(c *Case) []Finding {
	var found []Finding
	c.roles(func(s *signoff.Standings, r *signoff.RoleStanding) {
		if r.Qualified || r.Interim {
			return
		}
		for _, q := range slices.Backward(c.valid(s)) {
			if q.Type != signoff.Qualify || q.Role != r.Role.ID || c.day(q) < r.Start {
				continue
			}
			if q.Interim && q.Until != 0 && q.Until < c.today() {
				found = append(found, Finding{
					Learner: s.Learner.ID, Role: r.Role.ID, Mentor: q.By, Record: q, Date: q.Until,
					Why:  "interim until " + c.ago(q.Until, int(c.today()-q.Until)) + ", and not qualified",
					Next: "sojt qualified " + s.Learner.ID + " " + r.Role.ID + " says what is missing",
				})
			}
			return
		}
	})
	return found
}

// retired looks for what awaits an answer. Practice in a retired competency does not, and what its
// successor carries on in the same role is not lost.
func retired(c *Case) []Finding {
	var found []Finding
	c.cells(func(s *signoff.Standings, r *signoff.RoleStanding, cell *signoff.Cell) {
		if inForce(c, cell) || c.In.Book.Carried(cell.Entry.ID, r.Role.ID) {
			return
		}
		f := Finding{
			Learner: s.Learner.ID, Role: r.Role.ID, Competency: cell.Entry.ID, Date: cell.Entry.Retired,
			Next: fmt.Sprintf("tell %s, and close it: sojt waive %s %s --kind not-applicable --reason \"retired\"", c.name(s.Learner.ID), s.Learner.ID, cell.Entry.ID),
		}
		since := "retired since " + cell.Entry.Retired.Human()
		switch {
		case cell.Request != nil:
			f.Record, f.Why = cell.Request, since+", with a request of "+c.day(cell.Request).Human()+" open"
		case cell.Standing == signoff.StandsNotYet:
			f.Record, f.Why = cell.Rests, since+", with a not-yet of "+c.day(cell.Rests).Human()+" open"
		case cell.Standing == signoff.StandsPartial:
			f.Record, f.Why = cell.Rests, since+", with part of the evidence recorded"
		default:
			return
		}
		found = append(found, f)
	})
	return once(found)
}
