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
// it has today.
type reworded struct {
	learners     int
	fingerprints map[string]bool // of the wordings they were made for
}

// reworded gives the competencies whose wording changed under the learner's sign-off while their
// revision stayed, each with the fingerprint that was signed. By definitions with errors nothing can
// be said.
func (f *file) reworded(book *signoff.Rulebook) map[string]string {
	other := func(r *signoff.Record) bool {
		c := f.program.Competency(r.Competency)
		return r.Type == signoff.Signoff && c != nil && c.Retired == 0 && r.Revision == c.Revision && r.Fingerprint != c.Fingerprint
	}
	if !f.program.Sound() || !slices.ContainsFunc(f.learner.Records, other) {
		return nil
	}
	found := map[string]string{}
	whenever := signoff.Moment{AsOf: calendar.Of(9999, 12, 31)}
	for _, role := range book.Fold(f.learner, whenever).Roles {
		for _, c := range role.Cells {
			if c.Standing == signoff.StandsSuspect && role.Left == 0 && other(c.Rests) {
				found[c.Entry.ID] = c.Rests.Fingerprint
			}
		}
	}
	return found
}

// warnReworded warns at each competency whose sign-offs are suspect because it was reworded in place.
func warnReworded(p *competency.Program, all map[string]*reworded, problems *diag.List) {
	for id, w := range all {
		c := p.Competency(id)
		signed := fmt.Sprintf("the sign-offs of %d learners are", w.learners)
		if w.learners == 1 {
			signed = "the sign-off of 1 learner is"
		}
		problems.Warnf(CodeSuspect, c.Pos, "%s for another wording of revision %d of %q, and so suspect", signed, c.Revision, id).
			Hint = "raise revision: and give revised: with the day; or, where the change does not matter, list under editorial: " +
			strings.Join(slices.Sorted(maps.Keys(w.fingerprints)), ", ")
	}
}
