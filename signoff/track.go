package signoff

import (
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
)

// track is what a learner's records say about one competency, over all roles and revisions, at the
// end of a day.
type track struct {
	competency *competency.Competency
	program    *competency.Program
	place      int // see shelf

	stands *Record       // the sign-off, transcription or waiver that stands, whether or not it still holds
	until  calendar.Date // its last good day by renewal or waiver; zero: for ever
	chain  []*Record     // what has stood since the last break, renewals among it, and stands at its end
	spent  bool          // until has passed and what came before it no longer adds up
	first  calendar.Date // day of the first sign-off ever
	latest *Record       // the latest judgement, revocations among them
	began  calendar.Date // of the first work on it: shown, practised or observed
	took   took          // until the first sign-off

	passes    []*Record     // competent observations towards the next sign-off
	judged    []*Record     // all observations since then, for `consecutive`
	restarted restart       // since when, where there are earlier runs that do not count
	performed calendar.Date // last competent performance that anyone but the learner recorded

	trained   bool
	practices []*Record // in order
	runs      int
	worked    int // minutes, as day counts them
	day       dayLog
	request   *Record // the open one: not yet answered by a sign-off, a waiver or a not-yet
	fresh     bool    // request is later than the latest judgement
	lastNo    *Record
	deferral  *Record

	unauthorised bool // a judgement was made that cannot count, and none that can decided since
	shown        bool // a transcription is there, which policy shows without letting it count

	helps []help // by those who may not certify it, where the certifier is separate
}

// restart is what earlier runs stopped counting at: "revocation", "expiry" or "sign-off", and its day.
type restart struct {
	what string
	day  calendar.Date
}

// judgements folds the records into one track a competency.
func (h *history) judgements() {
	for _, r := range h.records {
		id := r.Competency
		switch {
		case r.Type == Acknowledge:
			h.acknowledge(r)
		case r.Type == Revoke && !h.void[r]:
			if target := h.target(r); target != nil {
				id = target.Competency
			}
		}
		if id == "" {
			continue
		}
		for _, t := range h.tracksOf(id) {
			h.tell(t, r)
		}
	}
}

// tell applies a record to a track that it belongs to.
func (h *history) tell(t *track, r *Record) {
	switch {
	case h.void[r]:
		h.leftBehind(t, r)
	case r.Type == Revoke:
		h.revoked(t, r)
	default:
		t.apply(h, r)
	}
}

// acknowledge remembers the first countersignature of a record by the learner.
func (h *history) acknowledge(r *Record) {
	if h.void[r] || h.acked[r.Ref] != 0 || r.By != r.Learner {
		return
	}
	if h.acked == nil {
		h.acked = map[string]calendar.Date{}
	}
	h.acked[r.Ref] = h.day(r)
}

// acknowledged is the day on which the learner countersigned a record; zero where that was never done.
func (h *history) acknowledged(r *Record) calendar.Date {
	if h.docket != nil && h.acked == nil {
		for _, ack := range h.by(h.docket.acks) {
			h.acknowledge(ack)
		}
	}
	if len(h.acked) == 0 {
		return 0
	}
	return h.acked[r.Identify()]
}

// tracksOf finds the tracks that a record about a competency belongs to: its own, and those of the
// competencies that it was replaced by with carry: full. What the program does not have has none.
// What is given holds until the next call.
func (h *history) tracksOf(id string) []*track {
	h.belong = h.belong[:0]
	if t := h.track(id); t != nil {
		h.belong = append(h.belong, t)
	}
	for _, heir := range h.book.heirs[id] {
		if t := h.track(heir); t != nil {
			h.belong = append(h.belong, t)
		}
	}
	return h.belong
}

// track finds or begins the track of a competency; nil where the program does not have it.
func (h *history) track(id string) *track {
	place, known := h.book.places[id]
	if !known {
		return nil
	}
	if t := h.tracks.at(place); t != nil {
		return t
	}
	if c := h.book.Program.Competency(id); c != nil {
		return h.newTrack(c, place)
	}
	return nil
}

// end ends competence with a not-yet or a revocation.
func (t *track) end(r *Record) {
	t.stands, t.until, t.spent, t.latest, t.request = nil, 0, false, r, nil
	t.unauthorised = false
}

func (t *track) apply(h *history, r *Record) {
	t.expire(h.day(r))
	if t.competency.Separate {
		if help := h.helped(r); help.who != "" {
			t.helps = append(t.helps, help)
		}
	}
	if t.began == 0 && (r.Type == Trained || r.Type == Practice || r.Type == Observation) {
		t.began = r.Date
	}
	switch r.Type {
	case Trained:
		t.trained = true
	case Practice:
		t.practise(h, r)
	case Request:
		t.request, t.fresh = r, true
	case Observation, Signoff, Transcribe, Waive:
		if h.authorised(r) {
			t.judge(h, r)
		} else {
			t.unauthorised = true
		}
	}
}

// judge applies a judgement that may count.
func (t *track) judge(h *history, r *Record) {
	switch {
	case r.Type == Observation:
		t.observe(r)
	case r.Type == Waive:
		t.waive(r)
	case r.Type == Signoff:
		t.sign(r)
	case h.book.Program.Policy.Transcriptions == "show":
		t.shown = true
	case r.Outcome == NotYetOutcome:
		t.fail(r)
	default:
		t.sign(r)
	}
}

// expire forgets the passes of a sign-off that ran out before a day.
func (t *track) expire(day calendar.Date) {
	if t.until != 0 && day > t.until && !t.spent {
		t.spent = true
		t.restart("expiry", t.until)
	}
}

func (t *track) practise(h *history, r *Record) {
	t.practices = append(t.practices, r)
	t.runs++
	t.worked += t.day.add(r)
	if r.By != r.Learner && h.designation(r) != nil {
		t.performed = max(t.performed, r.Date)
	}
}

// authorised reports whether a judgement can count at all: not by the learner, nor by somebody whom
// no designation covered that day, nor without an enrolment on its date, which only a waiver can be
// (SPEC 6). All else is verify's to judge.
func (h *history) authorised(r *Record) bool {
	return r.By != r.Learner && h.designation(r) != nil && (r.Type == Waive || h.enrolled(r.Date))
}

func (t *track) observe(r *Record) {
	if r.Outcome == NotYetOutcome {
		t.fail(r)
		return
	}
	t.latest, t.fresh = r, false
	t.judged = append(t.judged, r)
	t.performed = max(t.performed, r.Date)
	if t.present(r) {
		t.passes = append(t.passes, r)
	}
}

func (t *track) fail(r *Record) {
	t.end(r)
	t.lastNo = r
	t.judged = append(t.judged, r)
}

// sign lets a sign-off stand, from its date or, inside the renewal window, from the earlier expiry.
func (t *track) sign(r *Record) {
	start := r.Date
	if t.renewable(r.Date) {
		start = t.until
	}
	if t.first == 0 {
		t.first = r.Date
		if r.Type == Signoff && t.began != 0 {
			t.took = took{days: int(r.Date - t.began), runs: t.runs, known: true}
		}
	}
	t.stand(r, t.renewed(start))
	t.restart("sign-off", r.Date)
	t.performed = max(t.performed, r.Date)
}

// restart lets the runs so far no longer count.
func (t *track) restart(what string, day calendar.Date) {
	if len(t.passes) > 0 || t.first != 0 {
		t.restarted = restart{what, day}
	}
	t.passes, t.judged = t.passes[:0], t.judged[:0]
}

func (t *track) waive(r *Record) {
	if r.Kind == Deferral {
		t.deferral = r
		return
	}
	t.stand(r, r.Until)
}

// stand lets a record stand until its last good day, in place of what was before.
func (t *track) stand(r *Record, until calendar.Date) {
	if t.broken(r.Date) {
		t.chain = t.chain[:0]
	}
	t.chain = append(t.chain, r)
	t.stands, t.latest, t.request = r, r, nil
	t.until, t.spent = until, false
	t.unauthorised = false
}

// broken reports whether nothing has stood without a break until a day.
func (t *track) broken(day calendar.Date) bool {
	if t.stands == nil || t.spent {
		return true
	}
	return t.stands.Type != Waive && (t.suspect(day) || t.lapsed(day))
}

// since is the day from which what a role asks for has stood without a break, as seen on a day.
func (t *track) since(e *competency.Entry, day calendar.Date) calendar.Date {
	var since calendar.Date
	for _, r := range slices.Backward(t.chain) {
		if r.Type != Waive && !t.enough(r, e, day) {
			break
		}
		since, day = r.Date, r.Date
	}
	return since
}

// asked is the competency that a judgement of this track was made about: its own, or one that it
// replaces and whose sign-offs it carries on. Nil where the program no longer has that.
func (t *track) asked(r *Record) *competency.Competency {
	if r.Competency == t.competency.ID {
		return t.competency
	}
	return t.program.Competency(r.Competency)
}

// present reports whether a judgement is of the present revision and wording of what it was made about.
// What was carried over counts as the successor's present revision (SPEC 6), unless it was in doubt where
// it was made: a replacement takes no doubt away.
func (t *track) present(r *Record) bool {
	c := t.asked(r)
	return c == nil || r.Revision == c.Revision && (r.Type == Transcribe || c.Says(r.Fingerprint))
}

// superseded reports whether a judgement is of an older revision that says from when it is one.
func superseded(c *competency.Competency, r *Record) bool {
	return r.Revision < c.Revision && c.Revised != 0
}

// suspect reports whether the wording moved on under a sign-off, as seen on a day. Before the day a
// revision came into force, sign-offs of older ones count.
func (t *track) suspect(day calendar.Date) bool {
	if t.present(t.stands) {
		return false
	}
	c := t.asked(t.stands)
	return !(superseded(c, t.stands) && day < c.Revised)
}
