// Package xapi tells a program's records as statements of the Experience API, for a learning record
// store (xAPI 1.0.3, and 2.0 which is IEEE 9274.1.1).
//
// A statement is a function of its record alone, as far as a store compares statements: a store refuses
// another statement of the same id, so what changes later (a name, a title, when something expires by
// today's definitions) is either left out or stands where a store does not compare, in the definitions of
// activities. The score is the exception: it follows the scale.
package xapi

import (
	"maps"
	"slices"

	"sojt/report"
	"sojt/report/iri"
	"sojt/signoff"
)

// Options are what the person who exports chose.
type Options struct {
	Base  iri.Base
	V2    bool // xAPI 2.0 in place of 1.0.3
	Names bool // people's names beside their ids
	Mbox  bool // people by email where it is known, in place of their ids
}

// Left says how many records have no statement, and why.
type Left struct {
	Why string
	N   int
}

// Export tells the statements of the records that in lets through, in the order in which they were
// recorded, and says what has none. An error of tell ends it.
func Export(in *report.Input, o Options, tell func(Statement) error) ([]Left, error) {
	writers := map[string]*writer{}
	for _, l := range in.People {
		writers[l.ID] = newWriter(in, o, l)
	}
	left, seen := map[string]int{}, map[string]bool{}
	for _, e := range in.Told() {
		made, why := writers[e.Learner.ID].tell(e.Record)
		if why == "" && seen[e.ID] {
			why = sameID
		}
		if why != "" {
			left[why]++
			continue
		}
		seen[e.ID] = true
		for _, s := range made {
			if err := tell(s); err != nil {
				return nil, err
			}
		}
	}
	var told []Left
	for _, why := range slices.Sorted(maps.Keys(left)) {
		told = append(told, Left{why, left[why]})
	}
	return told, nil
}

// writer makes the statements of one learner's records.
type writer struct {
	in        *report.Input
	o         Options
	learner   *signoff.Learner
	standings *signoff.Standings
	byDigest  map[string]*signoff.Record
	made      map[string]telling
}

// telling is what became of a record: its statements, or why there are none.
type telling struct {
	statements []Statement
	why        string
}

func newWriter(in *report.Input, o Options, l *signoff.Learner) *writer {
	w := &writer{in: in, o: o, learner: l, standings: in.Book.Fold(l, in.Moment), byDigest: map[string]*signoff.Record{}, made: map[string]telling{}}
	for _, r := range signoff.Once(l.Records) {
		w.byDigest[r.Digest] = r
	}
	return w
}

// of gives the statements of a record that another one refers to, made once.
func (w *writer) of(r *signoff.Record) ([]Statement, string) {
	t, ok := w.made[r.Digest]
	if !ok {
		t.statements, t.why = w.tell(r)
		w.made[r.Digest] = t
	}
	return t.statements, t.why
}
