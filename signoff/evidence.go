package signoff

import (
	"fmt"
	"slices"
)

// evidence is rule 7: passes, distinct mentors and days, consecutive, and every method. Passes are
// the competent observations since the last sign-off, revocation or expiry, and the sign-off itself.
func (j *judgement) evidence() []Refusal {
	if j.c == nil {
		return nil
	}
	t, rule := j.track(), j.c.Evidence
	passes := append(slices.Clone(t.passes), j.r)
	observe := fmt.Sprintf("sojt observe %s %s --outcome competent", j.learner.ID, j.c.ID)
	var found []Refusal
	short := func(remedy, format string, have, need int) {
		if have < need {
			found = append(found, refuse("evidence", observe+remedy, format, have, need)...)
		}
	}
	short(j.on("date"), "passes: %d of %d, this one included", len(passes), rule.Passes)
	short(" by another mentor", "mentors: %d of %d different mentors", distinct(passes, func(r *Record) string { return r.By }), rule.Mentors)
	short(" on another day", "days: %d of %d different days", distinct(passes, func(r *Record) string { return r.Date.String() }), rule.Days)
	if rule.Consecutive {
		short(j.on("date"), "consecutive: %d of %d in a row without a not-yet", inARow(t.judged)+1, rule.Passes)
	}
	for _, m := range rule.Methods {
		if !slices.ContainsFunc(passes, func(r *Record) bool { return r.Method == m }) {
			found = append(found, refuse("evidence", observe+" --method "+m, "method %s is not among the passes", m)...)
		}
	}
	return found
}

func distinct(records []*Record, of func(*Record) string) int {
	seen := map[string]bool{}
	for _, r := range records {
		seen[of(r)] = true
	}
	return len(seen)
}

// inARow counts the competent observations since the last not-yet.
func inARow(judged []*Record) int {
	n := 0
	for _, r := range slices.Backward(judged) {
		if r.Outcome == NotYetOutcome {
			break
		}
		n++
	}
	return n
}
