package report

import (
	"sojt/competency/calendar"
	"sojt/signoff"
)

// recount tallies a part of a role's cells by the rules of SPEC 6: a choice asks for its n, or for
// all of its electives that are in the part.
func recount(r *signoff.RoleStanding) (t signoff.Tally, next calendar.Date) {
	chosen := map[string]*signoff.Tally{}
	for _, c := range r.Cells {
		into := &t
		if c.Entry.Choice != "" && c.Asked {
			if chosen[c.Entry.Choice] == nil {
				chosen[c.Entry.Choice] = &signoff.Tally{}
			}
			into = chosen[c.Entry.Choice]
		}
		tally(into, c)
		if c.Asked && !c.Standing.Counts() && c.Due != 0 && (next == 0 || c.Due < next) {
			next = c.Due
		}
	}
	for _, choice := range r.Role.Choose {
		part := chosen[choice.ID]
		if part == nil {
			continue
		}
		n := min(choice.N, part.Required)
		t.Required += n
		t.Competent += min(n, part.Competent)
		t.Waived += min(n-min(n, part.Competent), part.Waived)
		t.Deferred += part.Deferred
		t.Transcribed += part.Transcribed
		t.Overdue += part.Overdue
		t.Expiring += part.Expiring
	}
	return t, next
}

func tally(t *signoff.Tally, c signoff.Cell) {
	count := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	optional := !c.Entry.Required && c.Entry.Choice == ""
	count(&t.Required, c.Asked)
	count(&t.Competent, c.Asked && c.Standing == signoff.StandsCompetent)
	count(&t.Waived, c.Asked && c.Standing == signoff.StandsWaived)
	count(&t.Optional, !c.Asked && optional)
	count(&t.OptionalDone, !c.Asked && optional && c.Standing.Counts())
	count(&t.NotRequired, !c.Asked && !optional)
	count(&t.Deferred, c.Flags.Has(signoff.Deferred))
	count(&t.Overdue, c.Flags.Has(signoff.Overdue))
	count(&t.Expiring, c.Flags.Has(signoff.Expiring))
	count(&t.Transcribed, c.Rests != nil && c.Rests.Type == signoff.Transcribe && c.Standing.Counts())
}
