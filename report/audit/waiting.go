package audit

import (
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
)

// waitingChecks look for what somebody waits for.
func waitingChecks() []*Check {
	return []*Check{
		{
			Name: "request-waiting", Severity: diag.Warning, After: days(14), find: requests,
			Finds:  "asked for a sign-off, and not answered",
			Reason: "who is left waiting stops asking",
		},
		{
			Name: "not-yet-without-action", Severity: diag.Warning, After: days(14), find: notYets,
			Finds:  "a not-yet after which nothing came",
			Reason: "it was to be a step on the way",
		},
		{
			Name: "acknowledgement-missing", Severity: diag.Warning, After: days(90), find: unacknowledged,
			Finds:  "signed off, and not countersigned by the learner",
			Reason: "nothing shows that the learner knows of it; it keeps them from qualifying",
		},
		{
			Name: "certifier-missing", Severity: diag.Error, After: days(30), find: certifiers,
			Finds:  "a separate certifier is asked for, and there is none",
			Reason: "who trained somebody sees what they hoped to see; a second pair of eyes was asked for",
		},
	}
}

func requests(c *Case) []Finding {
	var found []Finding
	c.cells(func(s *signoff.Standings, r *signoff.RoleStanding, cell *signoff.Cell) {
		if cell.Request == nil || !inForce(c, cell) {
			return
		}
		on := c.day(cell.Request)
		n, long := c.long(s, r.Role.ID, on)
		if !long {
			return
		}
		why := "asked " + c.ago(on, n)
		if to := cell.Request.To; to != "" {
			why = "asked " + c.name(to) + " on " + c.ago(on, n)
		}
		found = append(found, Finding{
			Learner: s.Learner.ID, Role: r.Role.ID, Competency: cell.Entry.ID, Mentor: cell.Request.To, Record: cell.Request, Date: on,
			Why: why, Next: "sojt signoff " + s.Learner.ID + " " + cell.Entry.ID,
		})
	})
	return once(found)
}

// inForce reports whether a competency is not retired yet: what lingers in one that is has a check of its own.
func inForce(c *Case, cell *signoff.Cell) bool {
	return cell.Entry.Retired == 0 || c.today() < cell.Entry.Retired
}

func notYets(c *Case) []Finding {
	var found []Finding
	c.cells(func(s *signoff.Standings, r *signoff.RoleStanding, cell *signoff.Cell) {
		no := cell.Rests
		if cell.Standing != signoff.StandsNotYet || no == nil || !inForce(c, cell) {
			return
		}
		day := c.day(no)
		why := ""
		switch last := c.last(s, cell.Entry.ID); {
		case no.Retest != 0:
			if n, long := c.long(s, r.Role.ID, no.Retest); long {
				why = "the retest was set for " + c.ago(no.Retest, n) + ", and has not been recorded"
			}
		case no.Action == "" && last <= day:
			why = "not yet on " + day.Human() + ", with nothing said of what comes next"
		default:
			if n, long := c.long(s, r.Role.ID, max(last, day)); long {
				why = "not yet on " + day.Human() + ", nothing since " + c.ago(max(last, day), n)
			}
		}
		if why != "" {
			found = append(found, Finding{
				Learner: s.Learner.ID, Role: r.Role.ID, Competency: cell.Entry.ID, Mentor: no.By, Record: no, Date: day,
				Why: why, Next: "sojt status " + s.Learner.ID,
			})
		}
	})
	return once(found)
}

func unacknowledged(c *Case) []Finding {
	var found []Finding
	c.cells(func(s *signoff.Standings, r *signoff.RoleStanding, cell *signoff.Cell) {
		if !cell.Standing.Counts() || !cell.Flags.Has(signoff.Unacknowledged) {
			return
		}
		on := c.on(cell.Rests)
		if n, long := c.long(s, r.Role.ID, on); long {
			found = append(found, Finding{
				Learner: s.Learner.ID, Role: r.Role.ID, Competency: cell.Entry.ID, Mentor: cell.By, Record: cell.Rests, Date: on,
				Why: "signed off " + c.ago(on, n) + ", by " + c.name(cell.By), Next: "sojt acknowledge " + s.Learner.ID + " " + cell.Rests.ID,
			})
		}
	})
	return once(found)
}

func certifiers(c *Case) []Finding {
	found := wrongCertifier(c)
	c.cells(func(s *signoff.Standings, r *signoff.RoleStanding, cell *signoff.Cell) {
		if !cell.Entry.Separate || !cell.Open {
			return
		}
		f := Finding{Learner: s.Learner.ID, Role: r.Role.ID, Competency: cell.Entry.ID}
		able := c.bench.Signers(s.Learner, r, cell)
		n := len(cell.Passes)
		seen := calendar.Date(0)
		if n > 0 {
			seen = cell.Passes[n-1].Date
		}
		waited, long := c.long(s, r.Role.ID, seen)
		switch {
		case len(able) == 0:
			f.Why = "nobody can sign it who has neither trained nor observed " + c.name(s.Learner.ID) + " in it"
			f.Next = "designate another mentor for it: sojt mentor add ID"
		case n > 0 && n >= cell.Entry.Evidence.Passes-1 && long:
			f.Record, f.Date, f.Mentor = cell.Passes[n-1], seen, cell.Passes[n-1].By
			f.Why = "observed competent " + c.ago(seen, waited) + ", and not certified yet"
			f.Next = c.anyOf(able) + ": sojt signoff " + s.Learner.ID + " " + cell.Entry.ID
		default:
			return
		}
		found = append(found, f)
	})
	return found
}

// wrongCertifier finds sign-offs of the period by who had trained or observed the learner.
func wrongCertifier(c *Case) []Finding {
	var found []Finding
	c.acts(func(s *signoff.Standings, r *signoff.Record) {
		known := c.In.Program.Competency(r.Competency)
		if r.Type != signoff.Signoff || known == nil || !known.Separate {
			return
		}
		for _, refusal := range c.In.Book.Judge(s.Learner, r) {
			if refusal.Name == "certifier" {
				found = append(found, Finding{
					Learner: s.Learner.ID, Role: r.Role, Competency: r.Competency, Mentor: r.By, Record: r, Date: c.day(r),
					Why:  "signed by " + c.name(r.By) + ", who trained or observed " + c.name(s.Learner.ID) + " in it",
					Next: "another mentor signs it: sojt revoke " + r.ID + ", then sojt signoff " + s.Learner.ID + " " + r.Competency,
				})
				return
			}
		}
	})
	return found
}
