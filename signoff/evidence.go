package signoff

import (
	"fmt"
	"slices"

	"sojt/competency"
)

// evidence is rule 7: passes, distinct mentors and days, consecutive, and every method. Passes are
// the competent observations since the last sign-off, revocation or expiry, and the sign-off itself.
func (j *judgement) evidence() []Refusal {
	if j.c == nil {
		return nil
	}
	t, rule := j.track(), j.c.Evidence
	passes := append(slices.Clone(t.passes), j.r)
	observe := j.judging("observe", j.c.ID, "--outcome competent")
	var found []Refusal
	short := func(remedy, format string, have, need int) {
		if have < need {
			found = append(found, refuse("evidence", remedy, format, have, need)...)
		}
	}
	short(observe+j.on("date"), "passes: %d of %d, this one included"+t.restarted.String(), len(passes), rule.Passes)
	short(observe+j.on("date")+j.another(passes), "mentors: %d of %d different mentors",
		distinct(passes, func(r *Record) string { return r.By }), rule.Mentors)
	short("on another day: "+observe+j.earlier(), "days: %d of %d different days",
		distinct(passes, func(r *Record) string { return r.Date.String() }), rule.Days)
	if rule.Consecutive {
		short(observe+j.on("date"), "consecutive: %d of %d in a row without a not-yet"+j.brokenBy(t.judged), inARow(t.judged)+1, rule.Passes)
	}
	for _, m := range missingMethods(rule, passes) {
		remedy := j.judging("observe", j.c.ID, "--outcome competent", "--method "+m) + j.on("date")
		found = append(found, refuse("evidence", remedy, "method %s is not among the passes", m)...)
	}
	return found
}

// another names the mentors whose run would be one by somebody else than those who passed it.
func (j *judgement) another(passes []*Record) string {
	if j.role == nil {
		return ", by another mentor"
	}
	may := j.signs(j.role, j.c)
	return j.by("another mentor", func(m *competency.Mentor) bool {
		return may(m) && !slices.ContainsFunc(passes, func(r *Record) bool { return r.By == m.ID })
	})
}

// String says which runs do not count, as the end of a message; "" where all do.
func (r restart) String() string {
	if r.what == "" {
		return ""
	}
	return fmt.Sprintf("; runs up to the %s of %s do not count", r.what, r.day.Human())
}

// earlier is a flag for a day before the record's, where that is before today.
func (j *judgement) earlier() string {
	if j.day >= j.today {
		return ""
	}
	return " --date DATE"
}

// brokenBy says which not-yet broke the series last, as the end of a message.
func (j *judgement) brokenBy(judged []*Record) string {
	for _, r := range slices.Backward(judged) {
		switch {
		case r.Outcome != NotYetOutcome:
		case j.h.void[r]:
			return fmt.Sprintf("; that of %s was not taken back by a coordinator", r.Date.Human())
		default:
			return "; the last one was on " + r.Date.Human()
		}
	}
	return ""
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
