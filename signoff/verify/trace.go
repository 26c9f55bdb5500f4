package verify

import (
	"cmp"

	"sojt/signoff"
	"sojt/signoff/history"
)

// came is where a record came from, as far as the history says.
type came struct {
	history.Trace
	known bool
}

// trace says where a record came from; false where the history does not, as far as it was read. It is
// looked up once, since that takes the record's line.
func (s *subject) trace(r *signoff.Record) (history.Trace, bool) {
	if s.Past == nil {
		return history.Trace{}, false
	}
	from, ok := s.traces[r]
	if !ok {
		if object, err := r.Line(); err == nil {
			from.Trace, from.known = s.Past.History.Trace(object)
		}
		s.traces[r] = from
	}
	return from.Trace, from.known
}

// landing says where a record came to the first-parent line. In a clone that is not whole, what seems
// to have come with a commit without parents may have come long before.
func (s *subject) landing(r *signoff.Record) (history.Landing, bool) {
	t, ok := s.trace(r)
	at := t.Landed
	return at, ok && at.Commit != "" && (s.Past.Whole || at.Parent != "")
}

// commit is the one that a finding about a record names: where it landed, or came in at all.
func (s *subject) commit(r *signoff.Record) string {
	t, _ := s.trace(r)
	return cmp.Or(t.Landed.Commit, t.Introduced.Commit)
}
