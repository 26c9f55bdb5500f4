package signoff

import (
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
		{4, false, append([]string{Trained, Practice, Waive, Revoke, Qualify, KeyRecord}, judged...), (*judgement).self},
		{5, true, []string{Signoff}, (*judgement).ready},
		{5, false, []string{Qualify}, (*judgement).complete},
		{6, false, []string{Signoff}, (*judgement).faultless},
		{7, true, []string{Signoff}, (*judgement).evidence},
		{8, false, []string{Signoff}, (*judgement).certifier},
		{9, true, []string{Observation, Signoff}, (*judgement).capture},
		{9, false, append([]string{Revoke, Pause, Resume, Leave, Qualify}, aboutC...), (*judgement).dated},
		{9, true, []string{Observation, Signoff}, (*judgement).lateness},
		{10, false, []string{Signoff}, (*judgement).already},
	}
}

// judgement is a record before the rules, with what its author could know.
type judgement struct {
	book    *Rulebook
	learner *Learner
	r       *Record
	h       *history      // as of the record's day of effect, known before it
	day     calendar.Date // the day of effect, which the record speaks of
	today   calendar.Date // the day of at, on which it is recorded
	c       *competency.Competency
	role    *competency.Role  // the one it names, else the likeliest
	entry   *competency.Entry // c as role asks for it
	period  *period           // the enrolment in role that covers the day
	later   *history          // see now
	hearing *Hearing
	bench   *Bench // who may judge that day; nil until somebody asks
}

// Judge gives every rule of SPEC 3 that a record breaks, as of its own time and by what was known
// then. It is asked about a draft before it is written, when its id and time are set, and by verify
// about every record there is. Roles, competencies and people that do not exist are the caller's to
// refuse before.
// Whoever asks about many records of one learner asks a Hearing.
func (b *Rulebook) Judge(l *Learner, r *Record) Refusals { return b.Hearing(l).Judge(r) }

// refusals asks every rule.
func (j *judgement) refusals() Refusals {
	var found Refusals
	r := j.r
	for _, rule := range j.book.rules {
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

func (b *Rulebook) judgement(hearing *Hearing, r *Record, day calendar.Date) *judgement {
	j := &judgement{
		book: b, learner: hearing.learner, r: r, day: day, hearing: hearing,
		h:     &hearing.day,
		today: calendar.In(r.At, b.Program.Zone),
		c:     b.Program.Competency(r.Competency),
		role:  b.Program.Role(r.Role),
	}
	if r.Role == "" && j.c != nil {
		j.role = j.likelyRole()
	}
	if j.role != nil {
		j.entry = j.role.Entry(r.Competency)
		j.period = j.h.covering(j.role.ID, day)
	}
	return j
}

// now is the learner's history up to the day of recording, of what its author could know.
func (j *judgement) now() *history {
	switch {
	case j.later != nil:
	case j.today == j.day:
		j.later = j.h
	default:
		j.later = &j.hearing.now
		j.later.turn(j.today)
	}
	return j.later
}

// likelyRole is the role of a record that names none: one of the learner's that has the competency,
// else one that the learner was in or will be, else any; nil if no role has it.
func (j *judgement) likelyRole() *competency.Role {
	if roles := j.h.rolesFor(j.r.Type, j.c.ID, j.day); len(roles) > 0 {
		return roles[0]
	}
	var likely *competency.Role
	for _, role := range j.book.Program.Roles {
		if role.Entry(j.c.ID) == nil {
			continue
		}
		if j.h.last(role.ID) != nil || j.next(role.ID) != nil {
			return role
		}
		if likely == nil {
			likely = role
		}
	}
	return likely
}

// next is the learner's next enrolment in a role that starts after the day and is known of; nil if
// there is none.
func (j *judgement) next(role string) *Record {
	var next *Record
	for _, r := range j.h.docket.sought {
		if r.Type != Enroll || r.Role != role || r.Start <= j.day || j.now().void[r] {
			continue
		}
		if next == nil || r.Start < next.Start || (r.Start == next.Start && recorded(r, next) < 0) {
			next = r
		}
	}
	return next
}

// overridden reports whether a coordinator overrides what may be overridden. Anybody else's
// override is refused by rule 3.
func (j *judgement) overridden() bool {
	return j.r.Override != "" && j.coordinates(j.h.designation(j.r)) == nil
}
