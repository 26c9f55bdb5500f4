package main

import (
	"encoding/base64"
	"slices"

	"sojt/competency"
	"sojt/signoff"
	"sojt/signoff/sshsig"
)

// confirmed is the sign-off that --reaffirms names, which is one of the draft's competency.
func (d *desk) confirmed(r *signoff.Record, id string) (*signoff.Record, error) {
	old, err := recordOf(d.people[r.Learner].Learner, id)
	if err != nil {
		return nil, err
	}
	if old.Competency != r.Competency || (old.Type != signoff.Signoff && old.Type != signoff.Transcribe) {
		return nil, usagef("sojt log "+r.Learner+" "+r.Competency+" lists what can be confirmed", "%s is no sign-off of %s", old.ID, r.Competency)
	}
	return old, nil
}

// cell is how the draft's competency stands in its role on its day; nil where the learner is not in it.
func (d *desk) cell(r *signoff.Record) *signoff.Cell {
	if s := d.standings(r.Learner, r.Date).Role(r.Role); s != nil {
		return s.Cell(r.Competency)
	}
	return nil
}

// confirm objects to a draft that was added and says it confirms a sign-off which needs none: one that
// stands no more, or one that is in no doubt and not to be renewed. Whose key came into other hands is in
// doubt, however it stands; what comes into doubt on a later day can be confirmed before. Before is how the competency stood without the draft.
func (d *desk) confirm(r, old *signoff.Record, before *signoff.Cell, renew bool) {
	if d.stolen(old) {
		return
	}
	no := func(message, remedy string) {
		d.object(r, signoff.Refusal{Rule: 10, Name: "reaffirms", Message: old.ID + " " + message, Remedy: remedy})
	}
	plain := *r
	plain.Reaffirms = ""
	already := func(f signoff.Refusal) bool { return f.Name == "already" }
	switch {
	case before == nil || before.Rests != old:
		remedy := "leave --reaffirms out"
		if before != nil && before.Rests != nil && before.Rests.Type == signoff.Signoff {
			remedy += "; what stands is " + before.Rests.ID
		}
		no("no longer stands", remedy)
	case !renew && d.current(old) && slices.ContainsFunc(d.book.Judge(d.people[r.Learner].Learner, &plain), already):
		no("is in no doubt, and not due to be renewed", "--renew, if it is to be renewed early")
	}
}

// current reports whether a sign-off is of what its competency asks for by today's definitions.
func (d *desk) current(r *signoff.Record) bool {
	c := d.program.Competency(r.Competency)
	return r.Revision == c.Revision && (r.Type == signoff.Transcribe || c.Says(r.Fingerprint))
}

// stolen reports whether a record is signed with a key that mentors.yaml says others may have.
func (d *desk) stolen(r *signoff.Record) bool {
	blob, err := base64.StdEncoding.DecodeString(r.Sig)
	if err != nil || len(blob) == 0 {
		return false
	}
	key, err := sshsig.KeyOf(blob)
	return err == nil && slices.ContainsFunc(d.program.Mentors, func(m *competency.Mentor) bool {
		return slices.ContainsFunc(m.Keys, func(k competency.Key) bool { return k.Key == key && !k.Compromised.IsZero() })
	})
}
