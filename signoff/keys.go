package signoff

import (
	"slices"
	"strings"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
)

// Key is a public key of a person and the time in which a signature by it counts (INTEGRITY 3).
type Key struct {
	Key         string    // type and base64
	From, Until time.Time // its first and its last second; zero: open
	Compromised time.Time // since when others may have it; zero: nobody has
	Record      *Record   // the learner's record that it stands in; nil for a key of mentors.yaml
}

// Covers reports whether a key's period includes a moment; Compromised is another question. A period of
// a single second is none: ssh-keygen cannot be told of it, and nothing is accepted that it refuses.
func (k Key) Covers(at time.Time) bool {
	return !at.Before(k.From) && (k.Until.IsZero() || !at.After(k.Until) && k.Until.After(k.From))
}

// Sole reports whether nobody else had the key yet at a moment. Of a key that was its owner's for a
// single second that is not so: ssh-keygen cannot be told of it.
func (k Key) Sole(at time.Time) bool {
	return k.Compromised.IsZero() || at.Before(k.Compromised) && k.Compromised.After(k.From.Add(time.Second))
}

// Signs reports whether a record may be signed with the key at a moment: what is known to be in other
// hands proves nothing any more.
func (k Key) Signs(at time.Time) bool { return k.Covers(at) && k.Compromised.IsZero() }

// Period says when the key counts, in words; "" where it always does.
func (k Key) Period() string {
	var words []string
	if !k.From.IsZero() {
		words = append(words, "from "+k.From.UTC().Format(time.RFC3339))
	}
	if !k.Until.IsZero() {
		words = append(words, "until "+k.Until.UTC().Format(time.RFC3339))
	}
	return strings.Join(words, " ")
}

// Keys gives the keys whose signature counts for what a person records in a learner's file: those
// that mentors.yaml lists for the person and, in their own file, those of its key records. A key record
// makes nobody a signing mentor: whoever may write one could else sign as any mentor.
func (b *Rulebook) Keys(l *Learner, by string) []Key {
	keys := MentorKeys(b.Program, by)
	if by == l.ID {
		keys = append(keys, b.LearnerKeys(l)...)
	}
	return keys
}

// MentorKeys gives the keys that mentors.yaml lists for a person, in its order, over all entries. Days
// are those of UTC.
func MentorKeys(p *competency.Program, id string) []Key {
	var keys []Key
	for _, m := range p.Designations(id) {
		for _, k := range m.Keys {
			key := Key{Key: k.Key, Compromised: k.Compromised}
			if k.From != 0 {
				key.From = k.From.Start(time.UTC)
			}
			if k.Until != 0 {
				key.Until = k.Until.End(time.UTC)
			}
			keys = append(keys, key)
		}
	}
	return keys
}

// LearnerKeys gives the keys of a learner's key records, in the order in which they were entered.
// Only a coordinator's entry counts, and never one's own. A key holds from its record's at until the
// second before that of its revocation; one that is revoked for fraud is compromised from then, or from
// the earlier day that the revocation names.
func (b *Rulebook) LearnerKeys(l *Learner) []Key {
	if !slices.ContainsFunc(l.Records, func(r *Record) bool { return r.Type == KeyRecord }) {
		return nil
	}
	h, records := &history{book: b, learner: l}, Once(l.Records)
	against := h.revocations(slices.Values(records))
	slices.SortFunc(records, recorded)
	var keys []Key
	for _, r := range records {
		if d := h.designation(r); r.Type != KeyRecord || r.By == l.ID || d == nil || !d.Coordinator {
			continue
		}
		k := Key{Key: r.Key, From: r.At, Record: r}
		for _, end := range against[r.Identify()] {
			if !takenBack(against, end) {
				k.revoke(end, b.Program.Zone)
			}
		}
		keys = append(keys, k)
	}
	return keys
}

// takenBack reports whether a revocation of a record stands, given all revocations by what they revoke.
func takenBack(against map[string][]*Record, r *Record) bool {
	return slices.ContainsFunc(against[r.Identify()], func(x *Record) bool { return !takenBack(against, x) })
}

// revoke ends a key; of several revocations the earliest holds.
func (k *Key) revoke(r *Record, zone *time.Location) {
	if last := r.At.Add(-time.Second); k.Until.IsZero() || last.Before(k.Until) {
		k.Until = last
	}
	if r.Trigger != "fraud" {
		return
	}
	since := r.At
	if r.Date < calendar.In(r.At, zone) {
		since = r.Date.Start(zone)
	}
	if k.Compromised.IsZero() || since.Before(k.Compromised) {
		k.Compromised = since
	}
}
