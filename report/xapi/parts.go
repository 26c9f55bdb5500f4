package xapi

import (
	"cmp"
	"fmt"
	"strconv"
	"time"

	"sojt/competency/calendar"
	"sojt/competency/text"
	"sojt/report/iri"
	"sojt/signoff"
)

// about is the statement that a record makes of the learner and something.
func (w *writer) about(r *signoff.Record, verb Verb, object Object) Statement {
	s := Statement{
		ID: iri.Record(r.ID, ""), Actor: w.person(r.Learner), Verb: verb, Object: object,
		Timestamp: w.when(r), Version: "1.0.0", // all that 1.0.3 lets a client say (Data 2.4.10)
		Context: &Context{ContextActivities: w.around(verb, r.Role, object), Extensions: w.extensions(r)},
	}
	if w.o.V2 {
		s.Version = "2.0.0"
	}
	if who := cmp.Or(r.With, r.By); who != r.Learner {
		person := w.person(who)
		s.Context.Instructor = &person
	}
	if object.ObjectType == activity { // of nothing else may these be said (Data 2.4.6)
		s.Context.Platform = "sojt"
		if r.Revision > 0 {
			s.Context.Revision = strconv.Itoa(r.Revision)
		}
	}
	if r.Minutes.Set {
		s.Result = &Result{Duration: fmt.Sprintf("PT%dM", r.Minutes.N)}
	}
	return s
}

// when is the time at which it happened: that of the record where it was written on the day itself or
// ahead of it, else the end of the day, since no record knows the hour. So the order of times is that of
// SPEC 6: by day, then by when it was recorded.
func (w *writer) when(r *signoff.Record) string {
	zone := w.in.Program.Zone
	t := r.At
	if day := calendar.In(r.At, zone); r.Date != 0 && r.Date < day {
		t = r.Date.End(zone)
	}
	return t.UTC().Format(time.RFC3339)
}

// around are the activities that a statement about an object belongs to.
func (w *writer) around(verb Verb, role string, object Object) map[string][]Object {
	all := map[string][]Object{}
	if program := w.role(""); program.ID != object.ID {
		all["grouping"] = []Object{program}
	}
	if parent := w.role(role); role != "" && parent.ID != object.ID {
		all["parent"] = []Object{parent}
	}
	if verb.ID == achieved.ID || verb.ID == planned.ID || verb.ID == revoked.ID {
		all["category"] = []Object{{ObjectType: activity, ID: profile + "/1.0", Definition: &Definition{Type: profile}}}
	}
	return all
}

// role is a role as an activity; "" is all of the program.
func (w *writer) role(id string) Object {
	if id == "" {
		return Object{ObjectType: activity, ID: string(w.o.Base), Definition: &Definition{Name: called(w.in.Program.Name)}}
	}
	o := Object{ObjectType: activity, ID: w.o.Base.Role(id), Definition: &Definition{Type: courseType}}
	if known := w.in.Program.Role(id); known != nil {
		o.Definition.Name = called(known.Title)
	}
	return o
}

func (w *writer) competency(id string) Object {
	o := Object{ObjectType: activity, ID: w.o.Base.Competency(id), Definition: &Definition{Type: competencyType}}
	if known := w.in.Program.Competency(id); known != nil {
		o.Definition.Name = called(known.Title)
	}
	return o
}

func called(name string) map[string]string {
	if name == "" {
		return nil
	}
	return map[string]string{"und": name}
}

// address is the form of an email that every store takes in an IRI.
var address = text.Pattern(`^[A-Za-z0-9._+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$`)

// person is somebody by the id in the program, or by email where that was asked for and is known.
func (w *writer) person(id string) Agent {
	a := Agent{ObjectType: agent}
	name, email := w.known(id)
	if w.o.Names && name != id {
		a.Name = name
	}
	if w.o.Mbox && address().MatchString(email) {
		a.Mbox = "mailto:" + email
	} else {
		a.Account = &Account{HomePage: string(w.o.Base), Name: id}
	}
	return a
}

func (w *writer) known(id string) (name, email string) {
	name = w.in.Names.Of(id)
	if id == w.learner.ID {
		return name, w.learner.Email
	}
	for _, m := range w.in.Program.Mentors {
		if m.ID == id && m.Email != "" {
			return name, m.Email
		}
	}
	return name, ""
}

// score places a level in the scale of its competency; nil where either is not known.
func (w *writer) score(r *signoff.Record) *Score {
	known := w.in.Program.Competency(r.Competency)
	if known == nil || known.Scale == nil || !r.Level.Set {
		return nil
	}
	rank, last := known.Scale.Rank(r.Level.N), len(known.Scale.Levels)-1
	if rank < 0 || last < 1 { // a minimum must lie below its maximum
		return nil
	}
	return &Score{Scaled: float64(rank) / float64(last), Raw: rank + 1, Min: 1, Max: last + 1}
}
