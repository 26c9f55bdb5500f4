package signoff

import (
	"sojt/competency"
	"sojt/competency/calendar"
)

// track is what a learner's records say about one competency, over all roles and revisions, at the
// end of a day.
type track struct {
	competency *competency.Competency

	stands *Record       // the sign-off, transcription or waiver that stands, whether or not it still holds
	until  calendar.Date // its last good day by renewal or waiver; zero: for ever
	spent  bool          // until has passed and what came before it no longer adds up
	first  calendar.Date // day of the first sign-off ever
	latest *Record       // the latest judgement, revocations among them

	passes    []*Record     // competent observations towards the next sign-off
	judged    []*Record     // all observations since then, for `consecutive`
	performed calendar.Date // last competent performance that anyone but the learner recorded

	trained  bool
	runs     int
	worked   int     // minutes
	request  *Record // the open one: not yet answered by a sign-off, a waiver or a not-yet
	fresh    bool    // request is later than the latest judgement
	lastNo   *Record
	deferral *Record
	flags    Flags     // unauthorised, transcribed
	asides   []*Record // trained and practice records, which say who may not certify
	seen     []*Record // competent observations of all time, likewise
}

// judgements folds the records into one track a competency.
func (h *history) judgements() {
	h.tracks = map[string]*track{}
	for _, r := range h.records {
		if h.void[r.Digest] {
			continue
		}
		if r.Type == Revoke {
			h.revoked(r)
			continue
		}
		if t := h.track(r.Competency); t != nil {
			t.apply(h, r)
		}
	}
}

// track finds the track of a competency, of its successor where it was replaced with carry: full;
// nil when the program has no such competency.
func (h *history) track(id string) *track {
	if successor := h.book.carried[id]; successor != "" {
		id = successor
	}
	t := h.tracks[id]
	if c := h.book.Program.Competency(id); t == nil && c != nil {
		t = &track{competency: c}
		h.tracks[id] = t
	}
	return t
}

// revoked applies a revocation of a judgement on its day.
func (h *history) revoked(r *Record) {
	target := h.byDigest[r.Ref]
	if target == nil || !target.judges() || h.designation(r) == nil || r.By == r.Learner {
		return
	}
	t := h.track(target.Competency)
	if t == nil {
		return
	}
	if !r.Corrects() {
		t.end(r)
		return
	}
	if target.Type == Observation {
		return // as if it had never been observed
	}
	t.passes, t.judged = nil, nil
	if t.stands == nil {
		t.latest, t.fresh = r, false
	}
}

// end ends competence with a not-yet or a revocation.
func (t *track) end(r *Record) {
	t.stands, t.until, t.spent, t.latest, t.request = nil, 0, false, r, nil
	if r.Type == Revoke {
		t.passes, t.judged = nil, nil
	}
}

func (t *track) apply(h *history, r *Record) {
	t.expire(h.day(r))
	switch r.Type {
	case Trained:
		t.trained = true
		t.asides = append(t.asides, r)
	case Practice:
		t.practise(h, r)
	case Request:
		t.request, t.fresh = r, true
	case Observation:
		if h.authorised(r, t) {
			t.observe(r)
		}
	case Signoff:
		if h.authorised(r, t) {
			t.sign(r)
		}
	case Transcribe:
		t.transcribe(h, r)
	case Waive:
		t.waive(h, r)
	}
}

// expire forgets the passes of a sign-off that ran out before a day.
func (t *track) expire(day calendar.Date) {
	if t.until != 0 && day > t.until && !t.spent {
		t.spent, t.passes, t.judged = true, nil, nil
	}
}

func (t *track) practise(h *history, r *Record) {
	t.runs++
	t.worked += r.Minutes.N
	t.asides = append(t.asides, r)
	if r.By != r.Learner && h.designation(r) != nil {
		t.performed = max(t.performed, r.Date)
	}
}

// authorised reports whether a judgement can count at all, and flags the track where it cannot: by
// the learner, by nobody designated that day, or without an enrolment on the day (SPEC 6). All else
// is verify's to judge.
func (h *history) authorised(r *Record, t *track) bool {
	if r.By != r.Learner && h.designation(r) != nil && (r.Type == Waive || h.enrolled(r.Date)) {
		return true
	}
	t.flags |= Unauthorised
	return false
}

func (t *track) observe(r *Record) {
	t.latest, t.fresh = r, false
	t.judged = append(t.judged, r)
	if r.Outcome == NotYetOutcome {
		t.end(r)
		t.lastNo = r
		return
	}
	t.seen = append(t.seen, r)
	t.performed = max(t.performed, r.Date)
	if t.present(r) {
		t.passes = append(t.passes, r)
	}
}

// sign lets a sign-off stand, from its date or, inside the renewal window, from the earlier expiry.
func (t *track) sign(r *Record) {
	start := r.Date
	if t.renewable(r.Date) {
		start = t.until
	}
	if t.first == 0 {
		t.first = r.Date
	}
	t.stands, t.latest, t.request = r, r, nil
	t.until, t.spent = t.renewed(start), false
	t.passes, t.judged = nil, nil
	t.performed = max(t.performed, r.Date)
	t.flags &^= Unauthorised | IsTranscribed
}

func (t *track) transcribe(h *history, r *Record) {
	if !h.authorised(r, t) {
		return
	}
	if h.book.Program.Policy.Transcriptions == "show" {
		t.flags |= IsTranscribed
		return
	}
	if r.Outcome == NotYetOutcome {
		t.end(r)
		t.lastNo = r
		return
	}
	t.sign(r)
	t.flags |= IsTranscribed
}

func (t *track) waive(h *history, r *Record) {
	if !h.authorised(r, t) {
		return
	}
	if r.Kind == Deferral {
		t.deferral = r
		return
	}
	t.stands, t.latest, t.request = r, r, nil
	t.until, t.spent = r.Until, false
}

// present reports whether a judgement is of the competency's present revision and wording.
func (t *track) present(r *Record) bool {
	c := t.competency
	if r.Competency != c.ID {
		return true // carried over from the competency it replaces
	}
	return r.Revision == c.Revision && (r.Type == Transcribe || wording(c, r.Fingerprint))
}

func wording(c *competency.Competency, fingerprint string) bool {
	if fingerprint == c.Fingerprint {
		return true
	}
	for _, e := range c.Editorial {
		if fingerprint == e {
			return true
		}
	}
	return false
}

// suspect reports whether the wording moved on under a sign-off, as seen on a day. Before the day a
// revision came into force, sign-offs of older ones count.
func (t *track) suspect(day calendar.Date) bool {
	r, c := t.stands, t.competency
	if t.present(r) {
		return false
	}
	return !(r.Revision < c.Revision && c.Revised != 0 && day < c.Revised)
}
