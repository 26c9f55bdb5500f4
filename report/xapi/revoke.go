package xapi

import (
	"maps"
	"slices"

	"sojt/report/iri"
	"sojt/signoff"
)

// revocation undoes the statements of a record. A statement is voided; a voiding statement cannot be
// (xAPI Data 2.3.2), so to revoke a revocation says again, under a new id, what that had voided.
// A judgement that is revoked for more than an error did hold until then, and earlier ones end with it
// (SPEC 6): a statement by the profile's verb says so, which voiding alone does not.
func (w *writer) revocation(r *signoff.Record) ([]Statement, string) {
	target := w.byDigest[r.Ref]
	if target == nil {
		return nil, speaksOfNone
	}
	told, why := w.of(target)
	if why != "" {
		return nil, speaksOfNone
	}
	var undone []Statement
	for i, s := range told {
		id := iri.Record(r.ID, part(i))
		if s.Verb.ID == voided.ID {
			undone = append(undone, w.again(r, id, w.undid(target, s)))
		} else {
			undone = append(undone, w.voiding(r, id, s.ID))
		}
	}
	if !r.Corrects() && attests(target, told[0]) {
		undone = append(undone, w.loss(r, iri.Record(r.ID, "revoked"), target, told[0]))
	}
	return undone, ""
}

// attests reports whether the statement of a record says that the learner can do something.
func attests(r *signoff.Record, s Statement) bool {
	verb := s.Verb.ID
	return r.Type != signoff.Revoke && r.Competency != "" && (verb == achieved.ID || verb == passed.ID || verb == waived.ID)
}

// part tells the statements of one revocation apart.
func part(i int) string { return []string{"", "second", "third"}[min(i, 2)] }

// undid finds the statement that a voiding one of the revocation voided.
func (w *writer) undid(revocation *signoff.Record, voiding Statement) Statement {
	told, _ := w.of(w.byDigest[revocation.Ref])
	i := slices.IndexFunc(told, func(s Statement) bool { return s.ID == voiding.Object.ID })
	return told[i]
}

func (w *writer) voiding(r *signoff.Record, id, what string) Statement {
	s := w.about(r, voided, refTo(what))
	s.ID, s.Actor, s.Context.Instructor = id, w.person(r.By), nil
	return s
}

// again repeats a statement that had been voided by mistake.
func (w *writer) again(r *signoff.Record, id string, was Statement) Statement {
	s := was
	context := *was.Context
	context.Extensions = maps.Clone(was.Context.Extensions)
	context.Extensions[iri.Extension("restores")] = was.ID
	context.Extensions[iri.Extension("restored-by")] = r.ID
	s.ID, s.Context = id, &context
	return s
}

// loss says that somebody took a competency back from the learner (profile: Revoke Competency).
func (w *writer) loss(r *signoff.Record, id string, target *signoff.Record, was Statement) Statement {
	learner := w.person(r.Learner)
	s := w.about(r, revoked, Object{ObjectType: agent, Name: learner.Name, Account: learner.Account, Mbox: learner.Mbox})
	s.ID, s.Actor, s.Context.Instructor = id, w.person(r.By), nil
	s.Context.ContextActivities = w.around(revoked, target.Role, s.Object)
	s.Context.ContextActivities["grouping"] = []Object{w.competency(target.Competency)}
	ref := refTo(was.ID)
	s.Context.Statement = &ref
	return s
}
