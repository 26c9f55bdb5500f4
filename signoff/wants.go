package signoff

import (
	"slices"

	"sojt/competency"
)

// WantsSignature reports whether a record has to be signed where a policy holds (rule 11, INTEGRITY 3).
func (b *Rulebook) WantsSignature(l *Learner, r *Record, policy *competency.Policy) bool {
	return policy.Signatures == "required" && b.Signable(l, r)
}

// Signable reports whether a record is one that policy can require a signature of, and that whoever has
// a key signs: all types are but practice, request and note, which are claims that never make a standing,
// and the acknowledgement of a learner who has no key record that holds at its time.
func (b *Rulebook) Signable(l *Learner, r *Record) bool {
	switch r.Type {
	case Practice, Request, Note:
		return false
	case Acknowledge:
		return r.By != l.ID || slices.ContainsFunc(b.LearnerKeys(l), func(k Key) bool {
			return k.Covers(r.At) && k.Sole(r.At)
		})
	}
	return true
}
