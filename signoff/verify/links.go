package verify

import (
	"slices"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
)

// links checks that the records which a record names are such as it can speak of. That they are
// there is checked where they are read.
func (s *subject) links(r *signoff.Record) {
	if target := s.byDigest[r.Ref]; target != nil {
		s.before(r, target, "record")
		if r.Type == signoff.Acknowledge && target.Type != signoff.Signoff {
			s.found(diag.Error, CodeRef, r, "record", "acknowledges %s, which is no sign-off but of type %s", target.ID, target.Type).
				Hint = "only sign-offs are acknowledged: revoke it, and acknowledge the sign-off"
		}
	}
	if target := s.byDigest[r.Reaffirms]; target != nil {
		s.before(r, target, "reaffirms")
		switch {
		case target.Type != signoff.Signoff && target.Type != signoff.Transcribe:
			s.found(diag.Error, CodeRef, r, "reaffirms", "reaffirms %s, which is no sign-off but of type %s", target.ID, target.Type).
				Hint = hintReaffirm
		case !s.carries(target.Competency, r.Competency):
			s.found(diag.Error, CodeRef, r, "reaffirms", "a sign-off of %s reaffirms %s, which is one of %s", r.Competency, target.ID, target.Competency).
				Hint = hintReaffirm
		}
	}
}

const hintReaffirm = "revoke it, and sign off again with --renew, which names the sign-off that stands"

// before checks that a record does not speak of one that was made after it.
func (s *subject) before(r, target *signoff.Record, key string) {
	if target.At.Sub(r.At) > slack {
		s.found(diag.Error, CodeRef, r, key, "recorded at %s, and names %s, which was recorded later, at %s", instant(r.At), target.ID, instant(target.At)).
			Hint = "one of the two times is not true: revoke it, and record anew"
	}
}

// carries reports whether a sign-off of one competency counts for another: it is the same, or was
// replaced by it with carry: full, perhaps over several steps.
func (s *subject) carries(old, id string) bool {
	seen := map[string]bool{}
	var follow func(id string) bool
	follow = func(id string) bool {
		if id == old {
			return true
		}
		c := s.book.Program.Competency(id)
		if c == nil || seen[id] {
			return false
		}
		seen[id] = true
		return slices.ContainsFunc(c.Replaces, func(r competency.Replacement) bool { return r.Full && follow(r.ID) })
	}
	return follow(id)
}
