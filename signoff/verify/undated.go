package verify

import (
	"slices"

	"sojt/competency"
	"sojt/signoff"
)

// undated reports whether a rule may be broken only because definitions changed after the record
// was made, where those of its own time are not known; see the package's comment.
func (s *subject) undated(r *signoff.Record, l law, f signoff.Refusal) bool {
	if l.then {
		return false
	}
	c := s.book.Program.Competency(r.Competency)
	switch {
	case f.Rule == 2:
		retired := c != nil && c.Retired != 0 && s.recordedOn(r) >= c.Retired // this one has its day
		return !retired && s.retired(r)
	case f.Name == "prerequisite" || f.Name == "complete":
		return !present(c, r) || s.moved(r)
	case f.Rule >= 5 && f.Rule <= 8 || f.Name == "capture":
		return !present(c, r)
	}
	return false
}

// retired reports whether a record may be of a role that is retired now.
func (s *subject) retired(r *signoff.Record) bool {
	return slices.ContainsFunc(s.book.Program.Roles, func(role *competency.Role) bool {
		return role.Status == competency.Retired && (r.Role == role.ID || r.Role == "" && role.Entry(r.Competency) != nil)
	})
}

// moved reports whether something that a sign-off or a qualification needs had been signed off, in a
// wording that has changed since, on a day that nobody wrote down: `revised` would say until when it
// counted.
func (s *subject) moved(r *signoff.Record) bool {
	needed := s.needs(r)
	return slices.ContainsFunc(s.records, func(x *signoff.Record) bool {
		c := s.book.Program.Competency(x.Competency)
		return x.Type == signoff.Signoff && recorded(x, r) < 0 && slices.Contains(needed, x.Competency) &&
			!present(c, x) && (c.Revised == 0 || c.Revision == x.Revision)
	})
}

// needs lists the competencies that have to be in place for a record.
func (s *subject) needs(r *signoff.Record) []string {
	if r.Type != signoff.Qualify {
		return s.book.Program.Competency(r.Competency).Requires
	}
	var needed []string
	for _, e := range s.book.Program.Role(r.Role).Entries {
		needed = append(needed, e.ID)
	}
	return needed
}

// present reports whether a record is of today's revision and wording of its competency, or has
// none.
func present(c *competency.Competency, r *signoff.Record) bool {
	return r.Fingerprint == "" || c == nil ||
		r.Revision == c.Revision && (r.Fingerprint == c.Fingerprint || slices.Contains(c.Editorial, r.Fingerprint))
}
