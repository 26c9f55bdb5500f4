package report

import (
	"cmp"
	"slices"

	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// against gives the errors in what the answer rests on, in the order in which the records were made:
// that of their lines carries no meaning.
func (a *answer) against() diag.List {
	var found diag.List
	for _, p := range a.Problems {
		if p.Severity == diag.Error && a.restsOn(p) {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b diag.Problem) int {
		return cmp.Or(cmp.Compare(a.Record, b.Record), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return found
}

// restsOn reports whether an error concerns the answer: it is one of the file, of a record relied on or,
// where that is yes, of one that has a say in it; or it tells that a record is missing, which may have
// been a revocation.
func (a *answer) restsOn(p diag.Problem) bool {
	if p.Record == "" || a.yes && p.Code == ledger.CodePrev {
		return true
	}
	if slices.ContainsFunc(a.relied, func(r *signoff.Record) bool { return r.ID == p.Record }) {
		return true
	}
	return a.yes && p.Digest != "" && a.hasSay(a.Standings.Record(p.Digest))
}

// hasSay reports whether a record could make the answer another one: an enrolment and what interrupts
// it, what was recorded about a competency that is asked for, and what revokes or acknowledges either.
func (a *answer) hasSay(r *signoff.Record) bool {
	if r == nil || r.Effect(a.zone) > a.Moment.AsOf {
		return false
	}
	switch r.Type {
	case signoff.Enroll, signoff.Pause, signoff.Resume, signoff.Leave, signoff.Qualify:
		return r.Role == "" || a.role == nil || r.Role == a.role.Role.ID
	case signoff.Revoke, signoff.Acknowledge:
		return slices.ContainsFunc(a.relied, func(x *signoff.Record) bool { return x.Digest == r.Ref }) ||
			a.hasSay(a.Standings.Record(r.Ref)) // a record names only what was there before it, so this ends
	case signoff.Request, signoff.Note, signoff.KeyRecord:
		return false
	}
	return slices.ContainsFunc(a.cells, func(c *signoff.Cell) bool {
		return c.Entry.ID == r.Competency || c.Rests != nil && c.Rests.Competency == r.Competency
	})
}
