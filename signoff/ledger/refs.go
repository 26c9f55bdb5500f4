package ledger

import (
	"path"
	"slices"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
)

// finish checks what can be said only when all lines are known: order carries no meaning.
func (f *file) finish() {
	f.endConflict()
	for i, r := range f.learner.Records {
		f.links(i, r)
		f.role(i, r)
		f.competency(i, r)
	}
	f.problems.Sort()
}

// links checks that the records a record names are there.
func (f *file) links(i int, r *signoff.Record) {
	for _, d := range r.Prev {
		if _, ok := f.byDigest[d]; !ok {
			f.at(i, CodePrev, "prev", "no record with the digest %s, which this one was written after", d).
				Hint = "a line was edited or dropped: sojt doctor --fix puts back what was committed"
		}
	}
	for _, link := range []struct{ key, digest string }{{"record", r.Ref}, {"reaffirms", r.Reaffirms}} {
		if _, ok := f.byDigest[link.digest]; !ok && link.digest != "" {
			f.at(i, CodeRef, link.key, "no record with the digest %s", link.digest).
				Hint = "the record it speaks of must be in this file: sojt doctor --fix puts back what was committed"
		}
	}
}

// role checks that the role that a record names is there.
func (f *file) role(i int, r *signoff.Record) {
	if r.Role != "" && f.program.Role(r.Role) == nil && !f.program.RoleUnread(r.Role) {
		var known []string
		for _, role := range f.program.Roles {
			known = append(known, role.ID)
		}
		f.at(i, CodeReference, "role", "no role %q", r.Role).
			Hint = nearest(r.Role, known, "a role that records name stays in roles/: put it back, with status: retired")
	}
}

// competency checks that the competency that a record names is there, and what it says of it.
func (f *file) competency(i int, r *signoff.Record) {
	if r.Competency == "" {
		return
	}
	c := f.program.Competency(r.Competency)
	if c == nil && f.program.CompetencyUnread(r.Competency) {
		return
	}
	if c == nil {
		f.at(i, CodeReference, "competency", "no competency %q", r.Competency).
			Hint = "a competency that records name stays in its role or set: put it back, with retired: and the day" + f.moved(r.Competency)
		return
	}
	if r.Revision == c.Revision && r.Fingerprint == c.Fingerprint {
		f.wording(i, r, c)
	}
}

// moved says how the sign-offs of a competency that is gone would count where it seems to have moved to:
// one of the same id in a set, or out of one.
func (f *file) moved(id string) string {
	base := path.Base(id)
	heirs := []string{base}
	for _, set := range f.program.Sets {
		heirs = append(heirs, set.ID+"/"+base)
	}
	for _, heir := range heirs {
		if f.program.Competency(heir) != nil {
			return "; where its sign-offs are to count for " + heir + ", write replaces: [{id: " + id + ", carry: full}] beside " + heir
		}
	}
	return ""
}

// wording checks what a record of today's wording says was met and seen. Criteria are part of the
// fingerprint, so one that is missing there never was; common mistakes are not, and may have gone.
func (f *file) wording(i int, r *signoff.Record, c *competency.Competency) {
	for _, id := range r.Criteria {
		if !slices.ContainsFunc(c.Criteria, func(x competency.Criterion) bool { return x.ID == id }) {
			f.at(i, CodeReference, "criteria", "competency %q has no criterion %q", c.ID, id).
				Hint = "a record is never edited: revoke it and record anew"
		}
	}
	for _, id := range r.Errors {
		if !slices.ContainsFunc(c.Errors, func(x competency.Mistake) bool { return x.ID == id }) {
			p := f.at(i, CodeMistake, "errors", "competency %q has no common mistake %q", c.ID, id)
			p.Severity, p.Hint = diag.Warning, "keep mistakes that records name in the competency's errors"
		}
	}
}
