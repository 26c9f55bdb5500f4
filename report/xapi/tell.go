package xapi

import "sojt/signoff"

// tell makes the statements of a record. Which verb stands for which type, and why, docs/exchange.md
// says.
func (w *writer) tell(r *signoff.Record) ([]Statement, string) {
	switch {
	case !w.standings.Authorised(r):
		return nil, cannotCount
	case r.Type == signoff.Revoke:
		return w.revocation(r)
	}
	s, why := w.one(r)
	if why != "" {
		return nil, why
	}
	return []Statement{s}, ""
}

func (w *writer) one(r *signoff.Record) (Statement, string) {
	switch r.Type {
	case signoff.Enroll:
		return w.about(r, registered, w.role(r.Role)), ""
	case signoff.Trained:
		return w.about(r, attended, w.competency(r.Competency)), ""
	case signoff.Practice:
		return w.about(r, attempted, w.competency(r.Competency)), ""
	case signoff.Request:
		return w.about(r, asked, w.competency(r.Competency)), ""
	case signoff.Observation:
		return w.judgement(r, passed), ""
	case signoff.Signoff:
		return w.judgement(r, achieved), ""
	case signoff.Transcribe:
		return w.transcription(r)
	case signoff.Waive:
		return w.waiver(r)
	case signoff.Qualify:
		return w.qualification(r)
	case signoff.Acknowledge:
		return w.reply(r, responded)
	case signoff.Note:
		return w.note(r)
	case signoff.Pause:
		return w.about(r, suspended, w.role(r.Role)), ""
	case signoff.Resume:
		return w.about(r, resumed, w.role(r.Role)), ""
	case signoff.Leave:
		return w.about(r, exited, w.role(r.Role)), ""
	}
	return Statement{}, noLearning
}

// judgement is an observation, a sign-off or a transcription: what does not yet hold is told as such.
func (w *writer) judgement(r *signoff.Record, verb Verb) Statement {
	competent := r.Outcome != signoff.NotYetOutcome
	if !competent {
		verb = notYet
	}
	s := w.about(r, verb, w.competency(r.Competency))
	s.Result = &Result{Success: &competent, Score: w.score(r)}
	if verb.ID == achieved.ID {
		s.Result.Completion = &competent
	}
	return s
}

// transcription has the person on the paper for its judge, who is none of the program: who copied it is
// no instructor.
func (w *writer) transcription(r *signoff.Record) (Statement, string) {
	if w.in.Program.Policy.Transcriptions == "show" {
		return Statement{}, onlyShown
	}
	s := w.judgement(r, achieved)
	s.Context.Instructor = nil
	return s, ""
}

func (w *writer) waiver(r *signoff.Record) (Statement, string) {
	if r.Kind == signoff.Deferral || r.Kind == signoff.NotApplicable {
		return Statement{}, nothingMet
	}
	s := w.about(r, waived, w.competency(r.Competency))
	met := true
	s.Result = &Result{Success: &met}
	return s, ""
}

func (w *writer) qualification(r *signoff.Record) (Statement, string) {
	if r.Interim {
		return Statement{}, onlyInterim
	}
	s := w.about(r, satisfied, w.role(r.Role))
	qualified := true
	s.Result = &Result{Success: &qualified, Completion: &qualified}
	return s, ""
}

// note tells a learner's objective in a competency, and that it was reached; what else people write to
// each other stays in the program.
func (w *writer) note(r *signoff.Record) (Statement, string) {
	const objective = "objective"
	about := w.byDigest[r.Ref]
	switch {
	case r.Done && about != nil && about.Type == signoff.Note && about.Kind == objective:
		return w.reply(r, achieved)
	case r.Kind == objective && r.Competency != "" && !r.Done:
		return w.about(r, planned, w.competency(r.Competency)), ""
	}
	return Statement{}, toldBetween
}

// reply is about the statement of another record.
func (w *writer) reply(r *signoff.Record, verb Verb) (Statement, string) {
	about, ok := w.ref(r.Ref)
	if !ok {
		return Statement{}, speaksOfNone
	}
	return w.about(r, verb, about), ""
}

// ref is the first statement of a record, as an object; not ok where there is none.
func (w *writer) ref(digest string) (Object, bool) {
	r := w.byDigest[digest]
	if r == nil {
		return Object{}, false
	}
	made, why := w.of(r)
	if why != "" {
		return Object{}, false
	}
	return refTo(made[0].ID), true
}

func refTo(id string) Object { return Object{ObjectType: statementRef, ID: id} }
