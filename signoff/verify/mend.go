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
		if p.Severity != diag.Error || !mendable(p.Code) {
			continue
		}
		if by := s.revokedBy(p.Digest); by != nil {
			mended(p, CodeRevoked, "revoked since by "+by.ID)
		} else if by := s.reaffirmedBy(p.Digest, faulty); by != nil && p.Code == CodeKey && s.stolen[p.Digest] {
			mended(p, CodeReaffirmed, "signed off anew by "+by.ID)
		}
	}
}

// mendable reports whether a finding says that a record should not count: then it is mended where it
// no longer does. What was changed or does not fit together stays.
func mendable(code string) bool {
	switch code {
	case CodeAuthority, CodeSignature, CodeUnsigned, CodeKey:
		return true
	}
	return strings.HasPrefix(code, rulePrefix)
}

// mended makes an error a warning that says by what.
func mended(p *diag.Problem, code, how string) {
	p.Severity, p.Message, p.Hint = diag.Warning, p.Code+", "+how+": "+p.Message, ""
	p.Code = code
}

// reaffirmedBy gives a sign-off that stands, has no error of its own, and reaffirms a record; or nil.
func (s *subject) reaffirmedBy(digest string, faulty map[string]bool) *signoff.Record {
	for _, r := range s.records {
		if r.Reaffirms == digest && !faulty[r.Digest] && s.revokedBy(r.Digest) == nil {
			return r
		}
	}
	return nil
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
