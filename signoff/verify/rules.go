package verify

import (
	"fmt"
	"slices"

	"sojt/competency/diag"
	"sojt/signoff"
)

// rules judges a record by SPEC 3, as of its own time: E-AUTHORITY for rule 3, E-RULE-1 to
// E-RULE-10 for the others.
func (s *subject) rules(r *signoff.Record) {
	refusals := s.judgeable(r, s.book.Judge(s.learner, r))
	if len(refusals) == 0 {
		return
	}
	known := s.unseen(r, refusals)
	for _, refusal := range refusals {
		key := keyOf(refusal, r)
		switch {
		case s.undated(r, refusal):
			s.found(diag.Info, CodeRule, r, key, "%s", refusal.Message).
				Hint = "by today's definitions; those of its own time are in git's history, which was not read"
		case !known(refusal):
			s.found(diag.Warning, CodeConcurrent, r, key, "%s, which %s had not seen: both may have been honest", refusal.Message, r.By).
				Hint = "look at both records, and revoke the one that should not stand"
		default:
			s.found(diag.Error, ruleCode(refusal.Rule), r, key, "%s", refusal.Message).Hint = remedy(r, refusal)
		}
	}
}

// judgeable leaves out what cannot be judged of a record that names a role or competency that is not
// there, which is a finding of its own: all but its author and its day.
func (s *subject) judgeable(r *signoff.Record, refusals signoff.Refusals) signoff.Refusals {
	p := s.book.Program
	if (r.Role == "" || p.Role(r.Role) != nil) && (r.Competency == "" || p.Competency(r.Competency) != nil) {
		return refusals
	}
	return slices.DeleteFunc(refusals, func(f signoff.Refusal) bool {
		return f.Rule != 3 && f.Rule != 4 && f.Name != "date"
	})
}

// timeless are the refusals that no change of definitions makes.
var timeless = [...]string{"author", "criteria", "date"}

// remedy is the next step for a record that broke a rule: it cannot be edited.
func remedy(r *signoff.Record, f signoff.Refusal) string {
	hint := fmt.Sprintf("sojt revoke %s --reason TEXT, then %s", r.ID, f.Remedy)
	if slices.Contains(timeless[:], f.Name) {
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
