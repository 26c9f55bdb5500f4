package signoff

import (
	"sojt/signoff/line"
)

// Type is a record type, a row of SPEC 2.5.
type Type struct {
	Name string
	By   Author // who may write it

	// fields walks the type's own keys in canonical order. What a record of the type cannot be
	// without, and what must hold between its values, is part of the walk.
	fields func(r *Record, f *line.Fields)
}

// Author is a class of people who may write a record.
type Author uint8

// The classes of authors. A coordinator is a mentor too.
const (
	ByCoordinator Author = iota
	ByMentor
	ByLearner
	ByLearnerOrMentor
	ByMentorOrCoordinator // a mentor or coordinator who is not the learner
	ByAuthorOrCoordinator // the author of the record it speaks of, while designated, or a coordinator
	ByAnyone              // anyone listed in the program
)

var authorWords = [...]string{
	"a coordinator", "a mentor", "the learner", "the learner or a mentor",
	"a mentor or coordinator who is not the learner",
	"the author of the record, or a coordinator", "anyone listed in the program",
}

// String says who in words, with the article.
func (a Author) String() string { return authorWords[a] }

// types is the table of SPEC 2.5, in its order. Nothing writes to it.
var types = [...]*Type{
	&enrollType, &trainedType, &practiceType, &requestType, &observationType, &signoffType,
	&acknowledgeType, &waiveType, &transcribeType, &revokeType, &qualifyType, &noteType,
	&pauseType, &resumeType, &leaveType, &keyType,
}

var typeWords = [...]string{
	Enroll, Trained, Practice, Request, Observation, Signoff, Acknowledge, Waive, Transcribe,
	Revoke, Qualify, Note, Pause, Resume, Leave, KeyRecord,
}

// KnownTypes lists the names of the record types in the order of SPEC 2.5.
func KnownTypes() []string { return append([]string(nil), typeWords[:]...) }

// TypeNamed finds a record type; nil if there is none of that name.
func TypeNamed(name string) *Type {
	for i, word := range typeWords {
		if word == name {
			return types[i]
		}
	}
	return nil
}

// authorOf gives who may write records of a type; of one that is not known, the strictest.
func authorOf(name string) Author {
	if t := TypeNamed(name); t != nil {
		return t.By
	}
	return ByCoordinator
}

// Keys lists all keys of the type's records in canonical order, the common ones among them.
func (t *Type) Keys() []string {
	r := Record{Type: t.Name}
	return line.Keys(r.walk)
}

// Describe lists the same keys with what each of them takes.
func (t *Type) Describe() []line.Key {
	r := Record{Type: t.Name}
	return line.Describe(r.walk)
}
