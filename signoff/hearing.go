package signoff

import (
	"slices"

	"sojt/competency/calendar"
)

// Hearing judges the records of one learner, one after the other, as Rulebook.Judge does each by itself. Asked
// in order of recording, it takes for each record what those about the same competency come to, not what all
// there are do; so that judging a file grows with its length, where no competency has most of its records and
// few are revocations. In any other order it gives the same verdicts and begins anew for each that lies before
// the last one. The learner's records may not change meanwhile. It is not safe for concurrent use.
type Hearing struct {
	book    *Rulebook
	learner *Learner
	all     []*Record // each once, in order of recording
	docket  docket    // of those before the record that is judged
	day     history   // as of the day of effect of that record
	now     history   // as of the day on which it was recorded
}

// Hearing makes one that has judged nothing yet.
func (b *Rulebook) Hearing(l *Learner) *Hearing {
	h := &Hearing{book: b, learner: l}
	every := history{book: b, learner: l}
	every.recall()
	h.all = every.known
	h.docket.every = &every
	h.day = history{book: b, learner: l, docket: &h.docket}
	h.now = history{book: b, learner: l, docket: &h.docket}
	return h
}

// Judge gives what Rulebook.Judge gives of a record, be it one of the learner's or a draft.
func (h *Hearing) Judge(r *Record) Refusals { return h.judgement(r).refusals() }

func (h *Hearing) judgement(r *Record) *judgement {
	n, _ := slices.BinarySearchFunc(h.all, r, recorded)
	if n < len(h.docket.known) {
		h.docket = docket{every: h.docket.every}
	}
	for _, earlier := range h.all[len(h.docket.known):n] {
		h.docket.enter(earlier)
	}
	day := r.Effect(h.book.Program.Zone)
	h.day.turn(day)
	return h.book.judgement(h, r, day)
}

// turn makes a history of what is in the docket, as of a day. Its tracks are folded when they are asked for.
func (h *history) turn(day calendar.Date) {
	d := h.docket
	h.reset()
	h.moment = Moment{AsOf: day}
	h.known, h.records = d.known, h.by(d.records)
	h.revoke(h.by(d.revocations))
	h.enrolments(h.by(d.moves))
}

// by is the part of a list in order of effect that has effect by the history's day.
func (h *history) by(list []*Record) []*Record {
	n := len(list)
	for n > 0 && h.day(list[n-1]) > h.moment.AsOf {
		n--
	}
	return list[:n]
}

// docket is a learner's records up to one, by what rules ask of them. Its lists are in order of effect, whatever
// the day.
type docket struct {
	every *history // knows all of the learner's records

	known       []*Record // in order of recording
	sought      []*Record // of these, those that rules look for by type: enrolments, leaves and keys
	records     []*Record
	revocations []*Record
	moves       []*Record            // enrolments, and what changes them
	acks        []*Record            // countersignatures
	about       map[string][]*Record // by competency: what its track is folded from
	early       map[string][]*Record // revocations by a clock that went wrong: what they revoke is not there yet
}

// find gives the record of a digest among those up to now, or nil.
func (d *docket) find(digest string) *Record {
	r, n := d.every.find(digest), len(d.known)
	if r == nil || n == 0 || recorded(r, d.known[n-1]) > 0 {
		return nil
	}
	return r
}

// enter takes in the next record in order of recording.
func (d *docket) enter(r *Record) {
	if d.about == nil {
		d.about, d.early = map[string][]*Record{}, map[string][]*Record{}
	}
	d.known = append(d.known, r)
	d.put(&d.records, r)
	switch r.Type {
	case Enroll, Leave:
		d.sought = append(d.sought, r)
		d.put(&d.moves, r)
	case Pause, Resume:
		d.put(&d.moves, r)
	case KeyRecord:
		d.sought = append(d.sought, r)
	case Acknowledge:
		d.put(&d.acks, r)
	case Revoke:
		d.put(&d.revocations, r)
		if target := d.every.find(r.Ref); target != nil && recorded(target, r) < 0 {
			d.tell(target.Competency, r)
		} else {
			d.early[r.Ref] = append(d.early[r.Ref], r)
		}
	}
	d.tell(r.Competency, r)
	if len(d.early) > 0 {
		for _, revocation := range d.early[r.Identify()] {
			d.tell(r.Competency, revocation)
		}
	}
}

// tell enters a record that is about a competency.
func (d *docket) tell(id string, r *Record) {
	if id == "" {
		return
	}
	for _, id := range append([]string{id}, d.every.book.heirs[id]...) {
		list := d.about[id]
		d.put(&list, r)
		d.about[id] = list
	}
}

// put enters a record into a list that is in order of effect.
func (d *docket) put(list *[]*Record, r *Record) {
	all := append(*list, r)
	i := len(all) - 1
	for ; i > 0 && d.every.order(all[i-1], r) > 0; i-- {
		all[i] = all[i-1]
	}
	all[i] = r
	*list = all
}

// lookup gives the track of a competency, folded now if that is due, or nil where nothing was recorded of it.
func (h *history) lookup(id string) *track {
	place, known := h.book.places[id]
	if !known {
		return nil
	}
	t := h.tracks.at(place)
	if t != nil || h.docket == nil || len(h.docket.about[id]) == 0 {
		return t
	}
	if t = h.track(id); t != nil {
		for _, r := range h.by(h.docket.about[id]) {
			h.tell(t, r)
		}
	}
	return t
}
