package signoff

import (
	"iter"
	"slices"

	"sojt/competency/calendar"
)

// revoke works out what is void by records that are in order of effect: taken back as if it had never been made. Whether a revocation
// counts depends on the revocations of itself alone, and a digest can only name a record that was
// there before, so asking comes to an end.
func (h *history) revoke(records []*Record) {
	for _, r := range records {
		if r.Type != Revoke || !h.revokes(r) {
			continue
		}
		if target := h.find(r.Ref); target != nil {
			if h.against == nil {
				h.against, h.void = map[*Record][]*Record{}, map[*Record]bool{}
			}
			h.against[target] = append(h.against[target], r)
		}
	}
	for target := range h.against {
		h.judgeVoid(target)
	}
}

// judgeVoid finds out whether a record is void, once.
func (h *history) judgeVoid(target *Record) bool {
	void, asked := h.void[target]
	if asked {
		return void
	}
	h.void[target] = false
	for _, r := range h.against[target] {
		if h.undoes(r, target) && !h.judgeVoid(r) {
			h.void[target] = true
		}
	}
	return h.void[target]
}

// revocations gives the revocations among records by what they revoke.
func (h *history) revocations(records iter.Seq[*Record]) map[string][]*Record {
	against := map[string][]*Record{}
	for r := range records {
		if h.revokes(r) {
			against[r.Ref] = append(against[r.Ref], r)
		}
	}
	return against
}

// revokes reports whether a record is a revocation that counts unless it is revoked itself: nobody
// revokes in their own file, and nobody without a designation does.
func (h *history) revokes(r *Record) bool {
	return r.Type == Revoke && r.By != r.Learner && h.designation(r) != nil
}

// undoes reports whether a revocation takes its target back altogether. A judgement that is revoked
// for another reason than an error did hold, until the day of the revocation; from before its own
// day nothing of it is left.
func (h *history) undoes(r, target *Record) bool {
	return r.Corrects() || !target.judges() || h.order(r, target) < 0
}

// revoked applies a revocation of a judgement to its track, on its day.
func (h *history) revoked(t *track, r *Record) {
	target := h.target(r)
	if target == nil || !target.judges() || !h.revokes(r) {
		return
	}
	if r.Corrects() && target.Type == Observation {
		return // as if it had never been observed
	}
	t.revoke(r, h.day(r))
}

func (t *track) revoke(r *Record, day calendar.Date) {
	t.restart("revocation", day)
	switch {
	case !r.Corrects():
		t.end(r)
	case t.stands == nil:
		t.latest, t.fresh, t.unauthorised = r, false, false
	}
}

// RevokedLater gives the revocation that takes a record back from a later day than that of the
// standings, and is known by then; of several the first to take effect. Nil where there is none.
// Standings of an earlier day rest on such a record still: a revocation takes effect on its own date
// (SPEC 6), and who relies on them should be told.
func (s *Standings) RevokedLater(digest string) *Record {
	h := s.history
	if h == nil {
		return nil // standings that no fold made
	}
	against := h.revocations(slices.Values(h.known))
	var first *Record
	for _, r := range against[digest] {
		if h.day(r) > h.moment.AsOf && !takenBack(against, r) && (first == nil || h.order(r, first) < 0) {
			first = r
		}
	}
	return first
}

// Corrects reports whether a revocation takes its record back as an error, so that an earlier
// sign-off stands again; with any other trigger earlier sign-offs end too (SPEC 6).
func (r *Record) Corrects() bool { return r.Trigger == "" || r.Trigger == "error" }

// Grants reports whether a record makes somebody competent by itself, or takes the place of that.
func (r *Record) Grants() bool {
	switch r.Type {
	case Signoff:
		return true
	case Transcribe:
		return r.Outcome != NotYetOutcome
	case Waive:
		return r.Kind != Deferral
	}
	return false
}

// judges reports whether a record is a judgement of one competency that can make or end competence.
func (r *Record) judges() bool {
	switch r.Type {
	case Observation, Signoff, Transcribe:
		return true
	case Waive:
		return r.Kind != Deferral
	}
	return false
}
