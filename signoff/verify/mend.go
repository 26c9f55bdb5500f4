package verify

import (
	"strings"

	"sojt/competency/diag"
	"sojt/signoff"
)

// mend makes findings about revoked records warnings, where what was broken is a rule.
func (s *subject) mend() {
	faulty := map[string]bool{}
	for _, p := range s.problems {
		if p.Severity == diag.Error {
			faulty[p.Digest] = true
		}
	}
	for _, r := range s.records {
		if r.Type == signoff.Revoke && !faulty[r.Digest] {
			s.revocations[r.Ref] = append(s.revocations[r.Ref], r)
		}
	}
	for i := range s.problems {
		p := &s.problems[i]
		if p.Severity != diag.Error || (p.Code != CodeAuthority && !strings.HasPrefix(p.Code, rulePrefix)) {
			continue
		}
		if by := s.revokedBy(p.Digest); by != nil {
			p.Severity, p.Message, p.Hint = diag.Warning, p.Code+", revoked since by "+by.ID+": "+p.Message, ""
			p.Code = CodeRevoked
		}
	}
}

// revokedBy gives a revocation of a record that stands, or nil: one without an error of its own, and
// not revoked by one that stands. Records name only what was there before them, so this ends.
func (s *subject) revokedBy(digest string) *signoff.Record {
	for _, r := range s.revocations[digest] {
		if s.revokedBy(r.Digest) == nil {
			return r
		}
	}
	return nil
}
