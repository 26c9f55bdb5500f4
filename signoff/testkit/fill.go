package testkit

import (
	"sojt/signoff"
	"sojt/signoff/line"
)

// fill sets the keys of a record's type: those it cannot be without, and each other one or not.
func (g *Generator) fill(r *signoff.Record) {
	switch r.Type {
	case signoff.Enroll:
		r.Role, r.Start, r.Reason = g.id(), g.day(), g.maybeText(2)
	case signoff.Trained:
		g.run(r)
	case signoff.Practice:
		g.run(r)
		r.With = g.maybeID()
	case signoff.Request:
		r.Competency, r.To, r.Note = g.competency(), g.maybeID(), g.maybeText(2)
	case signoff.Observation:
		g.observation(r)
	case signoff.Signoff:
		g.judgement(r)
		r.Meaning = g.Text()
		if g.chance(4) {
			r.Reaffirms = g.digest()
		}
	case signoff.Acknowledge:
		r.Ref, r.Note = g.digest(), g.maybeText(2)
	case signoff.Waive:
		r.Role, r.Competency, r.Date, r.Reason, r.Evidence = g.id(), g.competency(), g.day(), g.Text(), g.evidence()
		r.Until = g.later(r.Date)
		if r.Kind = g.word("prior-learning", "equivalent", "deferral", "not-applicable"); r.Kind == signoff.Deferral && r.Until == 0 {
			r.Until = r.Date
		}
	case signoff.Transcribe:
		r.Role, r.Competency, r.Revision, r.Date = g.id(), g.competency(), 1+g.random.IntN(3), g.day()
		r.Dated, r.Signer, r.Source = g.maybeText(2), g.Text(), line.Source{Document: g.Text(), SHA256: g.sha256()}
		r.Outcome, r.Accomplish, r.Level, r.Note = g.outcome(), g.accomplish(), g.number(), g.maybeText(2)
	case signoff.Revoke:
		r.Ref, r.Date, r.Reason = g.digest(), g.day(), g.Text()
		r.Trigger = g.maybe(2, g.word(signoff.Triggers()...))
	case signoff.Qualify:
		r.Role, r.Date, r.Interim, r.Note = g.id(), g.day(), g.chance(2), g.maybeText(2)
		if r.Interim {
			r.Until = g.later(r.Date)
		}
	case signoff.Note:
		r.Kind, r.Competency, r.Text, r.Due = g.word(signoff.NoteKinds()...), g.maybe(2, g.competency()), g.Text(), g.later(g.day())
		if g.chance(2) {
			r.Ref, r.Done = g.digest(), g.chance(2)
		}
	case signoff.Pause, signoff.Resume, signoff.Leave:
		r.Role, r.Date, r.Reason = g.maybeID(), g.day(), g.Text()
	case signoff.KeyRecord:
		r.Key, r.Verified = NewSigner("ed25519", r.Learner).Key, g.Text()
	}
}

func (g *Generator) run(r *signoff.Record) {
	r.Competency, r.Date, r.Method, r.Minutes, r.Note = g.competency(), g.day(), g.maybeID(), g.number(), g.maybeText(2)
}

func (g *Generator) judgement(r *signoff.Record) {
	r.Role, r.Competency, r.Revision, r.Fingerprint, r.Date = g.id(), g.competency(), 1+g.random.IntN(3), g.sha256(), g.day()
	r.Accomplish, r.Method, r.Criteria, r.Level = g.accomplish(), g.maybeID(), g.ids3(), g.number()
	r.Equipment, r.Place, r.Task, r.Assessor = g.maybeText(4), g.maybeText(4), g.maybeText(4), g.maybeText(4)
	r.Evidence, r.Note, r.Late = g.evidence(), g.maybeText(2), g.chance(4)
}

func (g *Generator) observation(r *signoff.Record) {
	g.judgement(r)
	r.Outcome, r.Errors, r.Retest = g.outcome(), g.ids3(), g.later(r.Date)
	if r.Action = g.maybeText(4); r.Outcome == signoff.NotYetOutcome {
		r.Note, r.Action = g.Text(), g.Text()
	}
}

func (g *Generator) outcome() string {
	return g.word(signoff.CompetentOutcome, signoff.NotYetOutcome)
}

func (g *Generator) accomplish() string {
	return g.maybe(2, g.word("perform", "simulate", "observe", "discuss"))
}

func (g *Generator) evidence() []line.Evidence {
	var all []line.Evidence
	for range max(0, g.random.IntN(5)-2) {
		all = append(all, line.Evidence{URI: g.Text(), SHA256: g.maybe(2, g.sha256()), Note: g.maybeText(2)})
	}
	return all
}
