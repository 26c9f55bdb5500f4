package signoff

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
)

// history is a learner's records as they were known at a moment, each once, in order of effect, with
// what has been revoked worked out, and folded into periods (by role) and tracks (by competency).
type history struct {
	book    *Rulebook
	learner *Learner
	moment  Moment

	records  []*Record          // with effect by then, by day of effect, at, id
	byDigest map[string]*Record // all that were known, whatever their day of effect
	void     map[string]bool    // digests of records that a revocation takes back
	acked    map[string]bool    // digests that the learner countersigned
	periods  map[string][]period
	tracks   map[string]*track
}

// history gathers what was known at m. With before it leaves out that record and all that come after
// it in order of recording: what its author could know.
func (b *Rulebook) history(l *Learner, m Moment, before *Record) *history {
	h := &history{
		book: b, learner: l, moment: m,
		byDigest: make(map[string]*Record, len(l.Records)),
		void:     map[string]bool{}, acked: map[string]bool{},
	}
	for _, r := range l.Records {
		if h.knows(r, before) && h.byDigest[r.Digest] == nil {
			h.byDigest[r.Digest] = r
			if h.day(r) <= m.AsOf {
				h.records = append(h.records, r)
			}
		}
	}
	slices.SortFunc(h.records, func(a, b *Record) int {
		return cmp.Or(cmp.Compare(h.day(a), h.day(b)), recorded(a, b))
	})
	h.revoke()
	h.enrolments()
	h.judgements()
	return h
}

func (h *history) day(r *Record) calendar.Date { return r.Effect(h.book.Program.Zone) }

func (h *history) knows(r, before *Record) bool {
	if before != nil && recorded(r, before) >= 0 {
		return false
	}
	return h.moment.KnownAt.IsZero() || !r.At.After(h.moment.KnownAt)
}

// recorded compares two records in the order in which they were recorded.
func recorded(a, b *Record) int {
	return cmp.Or(a.At.Compare(b.At), strings.Compare(a.ID, b.ID))
}

// SortRecorded puts records in the order in which they were recorded: by at, then id.
func SortRecorded(records []*Record) { slices.SortFunc(records, recorded) }

// designation is the entry of the record's author that covers the day of At, or nil. Authority is
// judged as of the time of the record, not as of today.
func (h *history) designation(r *Record) *competency.Mentor {
	return h.book.Program.Designation(r.By, h.dayOf(r.At))
}

func (h *history) dayOf(at time.Time) calendar.Date { return calendar.In(at, h.book.Program.Zone) }

// revoke works out what is void. A revocation counts unless it has itself been revoked; digests make
// a cycle impossible, and a revocation can only name an earlier record, so the later decide first.
func (h *history) revoke() {
	var revocations []*Record
	for _, r := range h.records {
		if r.Type == Revoke && h.designation(r) != nil && r.By != r.Learner {
			revocations = append(revocations, r)
		}
	}
	slices.SortFunc(revocations, recorded)
	for _, r := range slices.Backward(revocations) {
		target := h.byDigest[r.Ref]
		if target == nil || h.void[r.Digest] {
			continue
		}
		if r.Corrects() || !target.judges() {
			h.void[r.Ref] = true
		}
	}
}

// Corrects reports whether a revocation takes its record back as an error, so that an earlier
// sign-off stands again; with any other trigger earlier sign-offs end too (SPEC 6).
func (r *Record) Corrects() bool { return r.Trigger == "" || r.Trigger == "error" }

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
