package ledger

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
)

// reworded is what sign-offs of one competency say that were made for another wording of the revision
// it has today. At most one of a learner counts: the one that stands.
type reworded struct {
	now          int             // that would hold today, of learners enrolled
	before       int             // that ran out since, or of who left: only days before read otherwise
	fingerprints map[string]bool // of the wordings they were made for
}

// doubted is what rewording did to one learner's sign-off.
type doubted struct {
	fingerprint string // that was signed
	before      bool   // it no longer holds for another reason
}

// reworded gives the competencies whose wording changed under the learner's sign-off while their
// revision stayed. What was revoked, ended by a not-yet, waived or signed off anew does not stand, and
// is not named. By definitions with errors nothing can be said.
func (f *file) reworded(book *signoff.Rulebook, today calendar.Date) map[string]doubted {
	other := func(r *signoff.Record) bool {
		c := f.program.Competency(r.Competency)
		return r.Type == signoff.Signoff && c != nil && r.Revision == c.Revision && !c.Says(r.Fingerprint)
	}
	if !f.program.Sound() || !slices.ContainsFunc(f.learner.Records, other) {
		return nil
	}
	found := map[string]doubted{}
	for _, role := range book.Fold(f.learner, signoff.Moment{AsOf: today}).Roles {
		for _, c := range role.Cells {
			retired := c.Entry.Retired != 0 && c.Entry.Retired <= today
			doubt := c.Standing == signoff.StandsSuspect || c.Standing == signoff.StandsPartial // in doubt, and not enough besides
			if !doubt || retired || !other(c.Rests) {
				continue
			}
			gone := role.Left != 0 || c.Until != 0 && c.Until < today
			if d, known := found[c.Rests.Competency]; known && !d.before {
				gone = false
			}
			found[strings.Clone(c.Rests.Competency)] = doubted{strings.Clone(c.Rests.Fingerprint), gone} // the file may be lent
		}
	}
	return found
}

// gather adds what one learner's file says to what those before it said.
func gather(all map[string]*reworded, learner map[string]doubted) {
	for id, d := range learner {
		if all[id] == nil {
			all[id] = &reworded{fingerprints: map[string]bool{}}
		}
		if d.before {
			all[id].before++
		} else {
			all[id].now++
		}
		all[id].fingerprints[d.fingerprint] = true
	}
}

// refuseReworded refuses each competency whose sign-offs are suspect because it was reworded in place,
// and warns where only days that have passed read otherwise by that.
func refuseReworded(p *competency.Program, all map[string]*reworded, today calendar.Date, problems *diag.List) {
	for id, w := range all {
		c := p.Competency(id)
		if w.now == 0 {
			problems.Warnf(CodeSuspect, c.Pos, "%q was reworded and still is revision %d; for days before, %s suspect", id, c.Revision, signed(w.before)).
				Hint = mend(c, w, today)
			continue
		}
		problems.Errorf(CodeReworded, c.Pos, "%q was reworded and still is revision %d; %s suspect by it", id, c.Revision, signed(w.now)).
			Hint = mend(c, w, today) + "\nsojt diff REVISION says whom it concerns"
	}
}

func signed(n int) string {
	if n == 1 {
		return "1 sign-off of 1 learner is"
	}
	return fmt.Sprintf("%d sign-offs of %d learners are", n, n)
}

// mend gives the lines to paste beside a competency.
func mend(c *competency.Competency, w *reworded, today calendar.Date) string {
	earlier := slices.Clone(c.Editorial)
	for _, f := range slices.Sorted(maps.Keys(w.fingerprints)) {
		if !slices.Contains(earlier, f) {
			earlier = append(earlier, f)
		}
	}
	return fmt.Sprintf("if it asks for something else now, write the revision and the day it came into force:\n"+
		"revision: %d\nrevised: %s\nif it asks for the same, declare the earlier wording to be as good:\neditorial: [%s]",
		c.Revision+1, today, strings.Join(earlier, ", "))
}
