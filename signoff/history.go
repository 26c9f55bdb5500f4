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

	records  []*Record                // with effect by then, by day of effect, at, id
	byDigest map[string]*Record       // all that were known, whatever their day of effect
	void     map[string]bool          // digests of records that a revocation takes back
	acked    map[string]calendar.Date // digests that the learner countersigned, and when
	periods  map[string][]period
	tracks   map[string]*track
}

// history gathers what was known at m. With before it leaves out that record and all that come after
// it in order of recording: what its author could know.
func (b *Rulebook) history(l *Learner, m Moment, before *Record) *history {
	h := &history{
		book: b, learner: l, moment: m,
		byDigest: make(map[string]*Record, len(l.Records)),
	}
	var effective []effect
	for _, r := range l.Records {
		if !h.knows(r, before) {
			continue
		}
		twin := h.byDigest[r.Digest]
		if twin != nil && twin.Sig >= r.Sig {
			continue // of two copies of a record that differ in the signature, the signed one counts
		}
		h.byDigest[r.Digest] = r
		if twin != nil {
			effective = slices.DeleteFunc(effective, func(e effect) bool { return e.Record == twin })
		}
		if day := h.day(r); day <= m.AsOf {
			effective = append(effective, effect{r, day})
		}
	}
	slices.SortFunc(effective, func(a, b effect) int {
		if a.day != b.day {
			return cmp.Compare(a.day, b.day)
		}
		return recorded(a.Record, b.Record)
	})
	h.records = make([]*Record, len(effective))
	for i, e := range effective {
		h.records[i] = e.Record
	}
	h.revoke()
	h.enrolments()
	h.judgements()
	return h
}

// effect is a record and the day on which it takes effect.
type effect struct {
	*Record
	day calendar.Date
}

// order compares two records in the order in which they take effect.
func (h *history) order(a, b *Record) int {
	return cmp.Or(cmp.Compare(h.day(a), h.day(b)), recorded(a, b))
}

// target is the record that another one speaks of, or nil if it has no effect yet.
func (h *history) target(r *Record) *Record {
	if t := h.byDigest[r.Ref]; t != nil && h.day(t) <= h.moment.AsOf {
		return t
	}
	return nil
}

func (h *history) day(r *Record) calendar.Date { return r.Effect(h.book.Program.Zone) }

func (h *history) knows(r, before *Record) bool {
	if before != nil && recorded(r, before) >= 0 {
		return false
	}
	return h.moment.KnownAt.IsZero() || !r.At.After(h.moment.KnownAt)
}

// recorded compares two records in the order in which they were recorded. Two records with one id
// are a finding of verify; the digest keeps their order the same on every machine.
func recorded(a, b *Record) int {
	if at := a.At.Compare(b.At); at != 0 {
		return at
	}
	if a.ID != b.ID {
		return strings.Compare(a.ID, b.ID)
	}
	return strings.Compare(a.Digest, b.Digest)
}

// SortRecorded puts records in the order in which they were recorded: by at, then id.
func SortRecorded(records []*Record) { slices.SortFunc(records, recorded) }

// designation is the entry of the record's author that covers the day of At, or nil. Authority is
// judged as of the time of the record, not as of today.
func (h *history) designation(r *Record) *competency.Mentor {
	return h.book.Program.Designation(r.By, h.dayOf(r.At))
}

func (h *history) dayOf(at time.Time) calendar.Date { return calendar.In(at, h.book.Program.Zone) }
