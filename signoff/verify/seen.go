package verify

import (
	"slices"

	"sojt/signoff"
)

// unseen gives a test that says whether the author of a record could know that it breaks a rule.
// What must be there may come from any record made before; what must not be there, and was made by
// another hand, counts only if the record was written after it: if `prev` leads there. Two clones
// may honestly do the same (INTEGRITY 6.11).
func (s *subject) unseen(r *signoff.Record, l law) (known func(signoff.Refusal) bool) {
	all := func(signoff.Refusal) bool { return true }
	seen := s.seen(r)
	if seen == nil {
		return all
	}
	less := *l.learner
	less.Records = slices.DeleteFunc(slices.Clone(l.learner.Records), func(x *signoff.Record) bool {
		return x.By != r.By && !seen[x.Digest] && hinders(x, r)
	})
	if len(less.Records) == len(l.learner.Records) {
		return all
	}
	again := s.broken(r, func(r *signoff.Record) signoff.Refusals { return l.book.Judge(&less, r) })
	return func(f signoff.Refusal) bool { return among(again, f) }
}

// seen gives the digests of the records that a record was written after: those it names, those that
// they name, and so on. Nil is all that were made before: a record other than an enrolment names at
// least the enrolment, so one that names nothing was written by no sojt, and nothing excuses it.
func (s *subject) seen(r *signoff.Record) map[string]bool {
	next := named(r)
	if len(next) == 0 && r.Type != signoff.Enroll {
		return nil
	}
	seen := map[string]bool{}
	for len(next) > 0 {
		d := next[len(next)-1]
		next = next[:len(next)-1]
		if x := s.byDigest[d]; x != nil && !seen[d] {
			seen[d] = true
			next = append(next, named(x)...)
		}
	}
	return seen
}

// named lists the digests of the records that a record names.
func named(r *signoff.Record) []string {
	return slices.DeleteFunc(append(slices.Clone(r.Prev), r.Ref, r.Reaffirms), func(d string) bool { return d == "" })
}

// hinders reports whether a record x can be the reason why another one, r, breaks a rule: it ends or
// interrupts something, or does what r does over again.
func hinders(x, r *signoff.Record) bool {
	switch x.Type {
	case signoff.Pause, signoff.Leave, signoff.Revoke:
		return true
	case signoff.Observation, signoff.Transcribe:
		if x.Outcome == signoff.NotYetOutcome {
			return true
		}
		return x.Type == signoff.Transcribe && x.Competency == r.Competency
	case signoff.Signoff:
		return x.Competency == r.Competency
	case signoff.Enroll:
		return r.Type == signoff.Enroll && x.Role == r.Role
	case signoff.Resume:
		return r.Type == signoff.Resume
	}
	return false
}
