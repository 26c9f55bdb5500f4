package audit

import (
	"fmt"
	"slices"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/signoff"
)

// actChecks look at what was recorded in the period.
func actChecks() []*Check {
	return []*Check{
		{
			Name: "signoff-before-training", Severity: diag.Error, Acts: true, find: untrained,
			Finds:  "signed off for a day before the training for it",
			Reason: "what was attested had not been taught",
		},
		{
			Name: "late-entry", Severity: diag.Warning, Acts: true, find: late,
			Finds:  "recorded late after the work was seen",
			Reason: "a record made from memory says what is remembered",
		},
		{
			Name: "override", Severity: diag.Warning, Acts: true, find: overrides,
			Finds:  "a rule that a coordinator overrode",
			Reason: "each has its reason; somebody else should read it",
		},
	}
}

// untrained compares a first sign-off with what was recorded of teaching it. A program that records no
// training for a competency has nothing to compare with, and training that follows another judgement, or
// follows long after, is a refresher.
func untrained(c *Case) []Finding {
	var found []Finding
	c.acts(func(s *signoff.Standings, r *signoff.Record) {
		if known := c.In.Program.Competency(r.Competency); r.Type != signoff.Signoff || known == nil {
			return
		}
		after := c.taughtAfter(s, r)
		if after == nil {
			return
		}
		found = append(found, Finding{
			Learner: s.Learner.ID, Role: r.Role, Competency: r.Competency, Mentor: r.By, Record: r, Date: r.Date,
			Why:  fmt.Sprintf("%s signed for %s, and the training is recorded for %s", c.name(r.By), r.Date.Human(), after.Date.Human()),
			Next: "sojt log " + s.Learner.ID + " " + r.Competency,
		})
	})
	return found
}

// taughtAfter is the training that follows a sign-off where neither training nor competence came before
// it, and where nothing was judged in between; nil where there is none.
func (c *Case) taughtAfter(s *signoff.Standings, r *signoff.Record) *signoff.Record {
	known := c.In.Program.Competency(r.Competency)
	for _, other := range c.valid(s) {
		target := s.Record(other.Ref)
		judged := other.Grants() || other.Type == signoff.Observation || other.Type == signoff.Revoke
		day, ours := c.day(other), about(known, other.Competency) || target != nil && about(known, target.Competency)
		switch {
		case !ours || other.Digest == r.Digest:
		case other.Type == signoff.Trained && day <= r.Date, other.Grants() && day < r.Date:
			return nil // taught, or competent, before
		case other.Type == signoff.Trained && day <= r.Date+refresher:
			return other
		case judged && day > r.Date:
			return nil
		}
	}
	return nil
}

// refresher is after how many days training is for what was forgotten, and not for what was never taught.
const refresher = 90

// about reports whether a record's competency is this one, or one that it replaces.
func about(c *competency.Competency, id string) bool {
	return id == c.ID || slices.ContainsFunc(c.Replaces, func(old competency.Replacement) bool { return old.ID == id })
}

func late(c *Case) []Finding {
	return c.marked(func(r *signoff.Record) string {
		if !r.Late {
			return ""
		}
		n := int(c.on(r) - r.Date)
		return fmt.Sprintf("seen on %s and recorded on %s, %s later, by %s", r.Date.Human(), c.on(r).Human(), count(n, "day"), c.name(r.By))
	})
}

func overrides(c *Case) []Finding {
	return c.marked(func(r *signoff.Record) string {
		if r.Override == "" {
			return ""
		}
		why := c.name(r.By) + " overrode a rule on " + c.on(r).Human()
		if !c.In.Redact {
			why += ": " + text.Fold(r.Override)
		}
		return why
	})
}

// marked finds the acts of the period about which there is something to say.
func (c *Case) marked(why func(r *signoff.Record) string) []Finding {
	var found []Finding
	c.acts(func(s *signoff.Standings, r *signoff.Record) {
		if words := why(r); words != "" {
			found = append(found, Finding{
				Learner: s.Learner.ID, Role: r.Role, Competency: r.Competency, Mentor: r.By, Record: r, Date: c.day(r),
				Why: words, Next: "sojt show " + r.ID,
			})
		}
	})
	return found
}
