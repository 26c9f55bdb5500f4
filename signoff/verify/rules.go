package verify

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/signoff"
)

// rules judges a record by SPEC 3, as of its own time and by the definitions in force then:
// E-AUTHORITY for rule 3, E-RULE-1 to E-RULE-10 for the others.
func (s *subject) rules(r *signoff.Record) {
	l := s.law(r)
	if !l.then {
		s.counts.undated++
	}
	refusals := s.breaks(r, l, s.hearing(l).Judge)
	if len(refusals) == 0 {
		return
	}
	l.learner = s.enough(l.learner, r)
	known, asked := s.unseen(r, l), s.asked(r, l)
	for _, refusal := range refusals {
		key := keyOf(refusal, r)
		switch {
		case s.undated(r, l, refusal):
			s.found(diag.Info, CodeRule, r, key, "%s", refusal.Message).
				Hint = "by today's definitions; those of its own time could not be read"
		case !known(refusal):
			s.found(diag.Warning, CodeConcurrent, r, key, "%s, which %s had not seen: both may have been honest", refusal.Message, r.By).
				Hint = "look at both records, and revoke the one that should not stand"
		case !asked(refusal):
			s.found(diag.Warning, CodeConcurrent, r, key, "%s, by definitions that %s had not seen: they landed first", refusal.Message, r.By).
				Hint = "look at the record, and revoke it if it should not stand"
		default:
			s.found(diag.Error, ruleCode(refusal.Rule), r, key, "%s", refusal.Message).Hint = remedy(r, l, refusal)
		}
	}
}

// court is what the records of a learner are judged by together: definitions, and what the header says that rules
// ask for.
type court struct {
	book              *signoff.Rulebook
	department, email string
}

// mostHearings is how many are kept: records that follow each other are mostly judged by the same law.
const mostHearings = 4

// hearing judges the learner's records by a law.
func (s *subject) hearing(l law) *signoff.Hearing {
	where := court{l.book, l.learner.Department, l.learner.Email}
	if h := s.hearings[where]; h != nil {
		return h
	}
	if s.hearings == nil || len(s.hearings) == mostHearings {
		s.hearings = map[court]*signoff.Hearing{}
	}
	s.hearings[where] = l.book.Hearing(l.learner)
	return s.hearings[where]
}

// breaks gives the rules that a record breaks under a law. Of one that names a role or competency which
// the law does not have, a finding of its own, only its author and its day can be judged. Criteria are
// those of the wording that the record pins.
func (s *subject) breaks(r *signoff.Record, l law, judge func(*signoff.Record) signoff.Refusals) signoff.Refusals {
	refusals, p := s.broken(r, judge), l.book.Program
	if (r.Role != "" && p.Role(r.Role) == nil) || (r.Competency != "" && p.Competency(r.Competency) == nil) {
		return slices.DeleteFunc(refusals, func(f signoff.Refusal) bool {
			return f.Rule != 3 && f.Rule != 4 && f.Name != "date"
		})
	}
	if r.Type != signoff.Signoff || is(p, r) != nil {
		return refusals
	}
	if c, _ := s.worded(r, l); c != nil {
		if missing := signoff.Unmet(c, r); len(missing) > 0 {
			refusals = append(refusals, signoff.Refusal{Rule: 6, Name: "criteria",
				Message: "not met: " + strings.Join(missing, ", "), Remedy: "observe the work again"})
		}
	}
	return refusals
}

// asked gives a test that says whether a rule was broken by the definitions that the record's author
// could know, too.
func (s *subject) asked(r *signoff.Record, l law) func(signoff.Refusal) bool {
	had, other := s.offered(r, l)
	if !other {
		return func(signoff.Refusal) bool { return true }
	}
	refusals := s.breaks(r, had, func(r *signoff.Record) signoff.Refusals { return had.book.Judge(had.learner, r) })
	return func(f signoff.Refusal) bool { return among(refusals, f) }
}

// timeless are the refusals that no change of definitions makes.
var timeless = [...]string{"author", "criteria", "date"}

// remedy is the next step for a record that broke a rule: it cannot be edited.
func remedy(r *signoff.Record, l law, f signoff.Refusal) string {
	hint := fmt.Sprintf("sojt revoke %s --reason TEXT, then %s", r.ID, f.Remedy)
	if l.then || slices.Contains(timeless[:], f.Name) {
		return hint
	}
	return "by today's definitions; if it was wrong: " + hint
}

// keyOf is the key of a record that a refusal speaks of.
func keyOf(f signoff.Refusal, r *signoff.Record) string {
	switch f.Name {
	case "override", "criteria", "level", "accomplish", "date":
		return f.Name
	case "late":
		return "date"
	case "author", "scope", "prepared", "self", "certifier":
		return "by"
	}
	if r.Competency != "" {
		return "competency"
	}
	return "role"
}
