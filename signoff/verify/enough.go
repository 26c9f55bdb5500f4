package verify

import "sojt/signoff"

// enough gives a learner with no more records than judging one of them takes. Who may write, and whether
// the learner is enrolled, follow from those that say so and from the one it speaks of; only a sign-off
// and a qualification rest on all that came before. Without this each line of practice would cost
// reading all others.
func (s *subject) enough(l *signoff.Learner, r *signoff.Record) *signoff.Learner {
	if r.Type == signoff.Signoff || r.Type == signoff.Qualify {
		return l
	}
	if s.framework == nil {
		s.framework = []*signoff.Record{}
		for _, x := range s.records {
			if frames(x.Type) {
				s.framework = append(s.framework, x)
			}
		}
	}
	less := *l
	less.Records, less.Lines = s.framework, nil
	if target := s.byDigest[r.Ref]; target != nil && !frames(target.Type) {
		less.Records = append(s.framework[:len(s.framework):len(s.framework)], target)
	}
	return &less
}

// frames reports whether records of a type say when a learner is in a role or whose a key is, or take
// others back.
func frames(kind string) bool {
	switch kind {
	case signoff.Enroll, signoff.Pause, signoff.Resume, signoff.Leave, signoff.Revoke, signoff.KeyRecord:
		return true
	}
	return false
}
