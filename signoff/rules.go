package signoff

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
)

// Refusal is one rule that says no: which, what is the case, and what would satisfy it.
type Refusal struct {
	Rule    int    // 1 to 11, SPEC 3
	Name    string // the rule in a word, stable: enrolled, role, scope, self, practice, ...
	Message string // what is the case
	Remedy  string // the next step: a command, or who could do it
}

// Refusals are all rules that a record breaks, in the order of SPEC 3; empty when it may be made.
type Refusals []Refusal

// Error lists the rules by name.
func (l Refusals) Error() string {
	names := make([]string, len(l))
	for i, r := range l {
		names[i] = r.Name + ": " + r.Message
	}
	return strings.Join(names, "; ")
}

// rule is a row of the table in SPEC 3: a test that gives its refusals, and whether a coordinator
// who signs may override it with a reason.
type rule struct {
	number   int
	override bool
	types    []string
	test     func(*judgement) []Refusal
}

// rules is section 3 as a table; rule 11 is the signer's, who alone knows whether a key is at hand.
func rules() []rule {
	judged := []string{Observation, Signoff, Transcribe}
	aboutC := []string{Trained, Practice, Request, Observation, Signoff, Transcribe, Waive}
	return []rule{
		{1, false, aboutC, (*judgement).enrolled},
		{1, false, []string{Enroll, Pause, Resume, Leave, Qualify}, (*judgement).presence},
		{2, false, append([]string{Enroll, Qualify}, aboutC...), (*judgement).roleStatus},
		{3, false, KnownTypes(), (*judgement).authority},
		{3, false, judged, (*judgement).preparation},
		{4, false, append([]string{Trained, Waive, Revoke, Qualify, KeyRecord}, judged...), (*judgement).self},
		{5, true, []string{Signoff}, (*judgement).ready},
		{6, false, []string{Signoff}, (*judgement).faultless},
		{7, true, []string{Signoff}, (*judgement).evidence},
		{8, false, []string{Signoff}, (*judgement).certifier},
		{9, true, []string{Observation, Signoff}, (*judgement).capture},
		{9, false, append([]string{Revoke, Pause, Resume, Leave, Qualify}, aboutC...), (*judgement).day},
		{9, true, []string{Observation, Signoff}, (*judgement).lateness},
		{10, false, []string{Signoff}, (*judgement).already},
		{10, false, []string{Qualify}, (*judgement).complete},
	}
}

// judgement is a record before the rules, with what its author could know.
type judgement struct {
	book    *Rulebook
	learner *Learner
	r       *Record
	h       *history // as of the record's day of effect, known before it
	today   calendar.Date
	role    *competency.Role
	c       *competency.Competency
	period  *period           // the enrolment that covers the day, in role
	entry   *competency.Entry // c as role asks for it
}

// Judge gives every rule of SPEC 3 that a record breaks, as of its own time and by what was known
// then. It is asked about a draft before it is written, and by verify about every record there is.
// Roles, competencies and people that do not exist are the caller's to refuse before.
func (b *Rulebook) Judge(l *Learner, r *Record) Refusals {
	j := b.judgement(l, r)
	var found Refusals
	for _, rule := range rules() {
		if !slices.Contains(rule.types, r.Type) || (rule.override && j.overridden()) {
			continue
		}
		for _, refusal := range rule.test(j) {
			refusal.Rule = rule.number
			found = append(found, refusal)
		}
	}
	slices.SortStableFunc(found, func(a, b Refusal) int { return a.Rule - b.Rule })
	return found
}

func (b *Rulebook) judgement(l *Learner, r *Record) *judgement {
	j := &judgement{
		book: b, learner: l, r: r,
		h:     b.history(l, Moment{AsOf: r.Effect(b.Program.Zone)}, r),
		today: calendar.In(r.At, b.Program.Zone),
		c:     b.Program.Competency(r.Competency),
	}
	role := r.Role
	if role == "" && r.Competency != "" {
		role = j.enrolledRole()
	}
	if j.role = b.Program.Role(role); j.role == nil {
		return j
	}
	j.entry = j.role.Entry(r.Competency)
	j.period = j.h.covering(role, j.day0())
	return j
}

// enrolledRole is a role that covers the day and has the competency, for records that name none.
func (j *judgement) enrolledRole() string {
	fallback := ""
	for _, role := range j.book.Program.Roles {
		if role.Entry(j.r.Competency) == nil {
			continue
		}
		if j.h.covering(role.ID, j.day0()) != nil {
			return role.ID
		}
		if fallback == "" || j.h.last(role.ID) != nil {
			fallback = role.ID
		}
	}
	return fallback
}

// day0 is the day the record speaks of.
func (j *judgement) day0() calendar.Date { return j.r.Effect(j.book.Program.Zone) }

func (h *history) covering(role string, day calendar.Date) *period {
	for i := range h.periods[role] {
		if p := &h.periods[role][i]; p.covers(day) {
			return p
		}
	}
	return nil
}

// overridden reports whether a coordinator overrides what may be overridden. Anybody else's
// override is refused by rule 3.
func (j *judgement) overridden() bool {
	d := j.h.designation(j.r)
	return j.r.Override != "" && d != nil && d.Coordinator
}

func (j *judgement) department() string {
	role := ""
	if j.role != nil {
		role = j.role.ID
	}
	return j.book.Department(j.learner, role)
}

func refuse(name, remedy, format string, args ...any) []Refusal {
	return []Refusal{{Name: name, Message: fmt.Sprintf(format, args...), Remedy: remedy}}
}

// name is what a person is called: a mentor's or the learner's name, else the id.
func (j *judgement) name(id string) string {
	if id == j.learner.ID && j.learner.Name != "" {
		return j.learner.Name
	}
	if d := j.book.Program.Designations(id); len(d) > 0 && d[0].Name != "" {
		return d[0].Name
	}
	return id
}
