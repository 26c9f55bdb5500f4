package signoff

import (
	"slices"
	"strings"
	"sync"
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

	known   []*Record // each once, in order of recording, whatever their day of effect
	records []*Record // those of them with effect by then, by day of effect, at, id
	named   index     // of known, by digest

	against map[*Record][]*Record    // revocations that count unless they are revoked, by what they revoke, in order of effect
	void    map[*Record]bool         // records that a revocation takes back
	acked   map[string]calendar.Date // digests that the learner countersigned, and when
	stays   []stay
	tracks  shelf   // see lookup
	docket  *docket // what tracks are folded from once they are asked for; nil where all are
	scratch
}

// gather makes a history of somebody else, or of another moment, out of what it was.
func (h *history) gather(l *Learner, m Moment) {
	h.reset()
	h.learner, h.moment = l, m
	h.recall()
	h.arrange()
	h.revoke(h.records)
	h.enrolments(h.records)
	h.judgements()
}

// recall lists what was known. Of two copies of a record that differ in the signature, the signed one counts.
func (h *history) recall() {
	inOrder := true
	for _, r := range h.learner.Records {
		if !h.moment.knows(r) {
			continue
		}
		if n := len(h.known); n > 0 && recorded(h.known[n-1], r) >= 0 {
			inOrder = false
		}
		h.known = append(h.known, r)
	}
	if inOrder {
		return // and nothing is there twice
	}
	slices.SortStableFunc(h.known, recorded)
	once := h.known[:0]
	for _, r := range h.known {
		switch n := len(once); {
		case n == 0 || recorded(once[n-1], r) != 0:
			once = append(once, r)
		case once[n-1].Sig < r.Sig:
			once[n-1] = r
		}
	}
	clear(h.known[len(once):])
	h.known = once
}

// arrange puts what has effect into the order in which it takes effect. Most records are entered in that
// order; few are put in between, and many are sorted.
func (h *history) arrange() {
	var last calendar.Date
	moves, most, sorted := 0, 16*len(h.known), true
	for _, r := range h.known {
		day := h.day(r)
		if day > h.moment.AsOf {
			continue
		}
		i := len(h.records)
		h.records = append(h.records, r)
		switch {
		case day >= last:
			last = day
		case moves > most:
			sorted = false
		default:
			for ; i > 0 && h.day(h.records[i-1]) > day; i-- {
				h.records[i] = h.records[i-1]
				moves++
			}
			h.records[i] = r
		}
	}
	if !sorted {
		slices.SortFunc(h.records, h.order)
	}
}

// order compares two records in the order in which they take effect.
func (h *history) order(a, b *Record) int {
	if x, y := h.day(a), h.day(b); x != y {
		return int(x) - int(y)
	}
	return recorded(a, b)
}

// target is the record that another one speaks of, or nil if it has no effect yet.
func (h *history) target(r *Record) *Record {
	if t := h.find(r.Ref); t != nil && h.day(t) <= h.moment.AsOf {
		return t
	}
	return nil
}

func (h *history) day(r *Record) calendar.Date { return r.Effect(h.book.Program.Zone) }

func (m Moment) knows(r *Record) bool { return m.KnownAt.IsZero() || !r.At.After(m.KnownAt) }

// recorded compares two records in the order in which they were recorded. Two records with one id
// are a finding of verify; the digest keeps their order the same on every machine.
func recorded(a, b *Record) int {
	if at := a.At.Compare(b.At); at != 0 {
		return at
	}
	if a.ID != b.ID {
		return strings.Compare(a.ID, b.ID)
	}
	return strings.Compare(a.Identify(), b.Identify())
}

// SortRecorded puts records in the order in which they were recorded: by at, then id.
func SortRecorded(records []*Record) { slices.SortFunc(records, recorded) }

// designation is the entry of the record's author that covers the day of At, or nil. Authority is
// judged as of the time of the record, not as of today.
func (h *history) designation(r *Record) *competency.Mentor {
	entries := h.book.authors[r.By]
	if len(entries) == 0 {
		return nil
	}
	day := h.dayOf(r.At)
	for _, m := range entries {
		if m.Covers(day) {
			return m
		}
	}
	return nil
}

func (h *history) dayOf(at time.Time) calendar.Date { return calendar.In(at, h.book.Program.Zone) }

// index finds records by their digest.
type index struct {
	mutex sync.Mutex // standings are read by several at once
	looks int
	of    map[string]*Record
}

// fewLooks is how many records are looked for one by one before all of them are put into an index.
const fewLooks = 8

// find gives the record of a digest among those known, or nil.
func (h *history) find(digest string) *Record {
	switch {
	case digest == "":
		return nil
	case h.docket != nil:
		return h.docket.find(digest)
	}
	h.named.mutex.Lock()
	defer h.named.mutex.Unlock()
	if h.named.looks++; h.named.looks <= fewLooks {
		return h.seek(digest)
	}
	if h.named.of == nil {
		h.named.of = make(map[string]*Record, len(h.known))
	}
	if len(h.named.of) == 0 {
		for _, r := range h.known {
			h.named.of[r.Identify()] = r
		}
	}
	return h.named.of[digest]
}

// seek looks for a record where it is likely to be, since of lent records each that is looked at has to be
// identified: right before the first one whose author saw it and names it in prev.
func (h *history) seek(digest string) *Record {
	near := slices.IndexFunc(h.known, func(r *Record) bool { return slices.Contains(r.Prev, digest) })
	if near < 0 {
		near = len(h.known)
	}
	for _, r := range slices.Backward(h.known[:near]) {
		if r.Identify() == digest {
			return r
		}
	}
	for _, r := range h.known[near:] {
		if r.Identify() == digest {
			return r
		}
	}
	return nil
}
