package signoff

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
)

// enrolled is rule 1: on the day the work was seen the learner is in a role that has this
// competency, and neither paused nor gone. Work seen before a leave may be entered after it.
func (j *judgement) enrolled() []Refusal {
	l, r := j.learner.ID, j.r
	if j.role == nil || j.entry == nil {
		return refuse("enrolled", "sojt status "+l, "%s is in no role that has %s", j.name(l), r.Competency)
	}
	if j.period == nil {
		if j.startsLater() {
			return nil // rule 9 says so
		}
		if p := j.h.last(j.role.ID); p != nil && p.left != 0 {
			return refuse("enrolled", enrolAgain(l, j.role.ID), "%s left %s on %s", j.name(l), j.role.ID, p.left.Human())
		}
		return refuse("enrolled", enrolAgain(l, j.role.ID), "%s is not enrolled in %s", j.name(l), j.role.ID)
	}
	if j.period.paused() && r.Type != Waive {
		from := j.period.pauses[len(j.period.pauses)-1].from
		return refuse("enrolled", fmt.Sprintf("sojt resume %s", l), "%s is paused since %s", j.name(l), from.Human())
	}
	return nil
}

func enrolAgain(learner, role string) string { return fmt.Sprintf("sojt enroll %s %s", learner, role) }

// startsLater reports whether an enrolment in the role is known that begins after the day.
func (j *judgement) startsLater() bool {
	for _, r := range j.h.byDigest {
		if r.Type == Enroll && r.Role == j.role.ID && r.Start > j.day0() && !j.h.void[r.Digest] {
			return true
		}
	}
	return false
}

// presence is rule 1 for the acts on an enrolment itself.
func (j *judgement) presence() []Refusal {
	l, r := j.learner.ID, j.r
	open := j.openPeriods()
	switch {
	case r.Type == Enroll && j.h.open(r.Role) != nil:
		return refuse("enrolled", "sojt status "+l, "%s is enrolled in %s since %s", j.name(l), r.Role, j.h.open(r.Role).start.Human())
	case r.Type == Enroll:
		return nil
	case len(open) == 0:
		remedy := fmt.Sprintf("sojt enroll %s ROLE", l)
		if r.Role != "" {
			return refuse("enrolled", enrolAgain(l, r.Role), "%s is not enrolled in %s on %s", j.name(l), r.Role, j.day0().Human())
		}
		return refuse("enrolled", remedy, "%s is enrolled in no role on %s", j.name(l), j.day0().Human())
	case r.Type == Pause && !slices.ContainsFunc(open, func(p *period) bool { return !p.paused() }):
		return refuse("enrolled", "sojt resume "+l, "%s is paused already", j.name(l))
	case r.Type == Resume && !slices.ContainsFunc(open, (*period).paused):
		return refuse("enrolled", "sojt pause "+l, "%s is not paused", j.name(l))
	}
	return nil
}

func (j *judgement) openPeriods() []*period {
	var open []*period
	for role := range j.h.periods {
		if p := j.h.open(role); p != nil && (j.r.Role == "" || j.r.Role == role) {
			open = append(open, p)
		}
	}
	return open
}

// roleStatus is rule 2: judged at the time of recording. A draft role takes enrolment and practice
// only, a retired one nothing, a retired competency nothing.
func (j *judgement) roleStatus() []Refusal {
	var found []Refusal
	if j.role != nil {
		switch status := j.role.Status; {
		case status == competency.Retired:
			found = refuse("role", "enrol in the role that follows it", "%s is retired", j.role.ID)
		case status == competency.Draft && j.r.Type != Enroll && j.r.Type != Practice:
			found = refuse("role", fmt.Sprintf("set `status: adopted` in roles/%s.yaml", j.role.ID),
				"%s is a draft and takes no sign-off yet", j.role.ID)
		}
	}
	if j.c != nil && j.c.Retired != 0 && j.today >= j.c.Retired {
		found = append(found, refuse("role", "sojt status "+j.learner.ID, "%s is retired since %s", j.c.ID, j.c.Retired.Human())...)
	}
	return found
}

// authority is rule 3: who may write a record of this type, in this department, for this role and
// competency, at that moment (SPEC 2.3 and 2.5).
func (j *judgement) authority() []Refusal {
	d := j.h.designation(j.r)
	var found []Refusal
	switch who := TypeNamed(j.r.Type).By; {
	case j.byLearner() && (who == ByLearner || who == ByLearnerOrMentor || who == ByAnyone):
	case who == ByLearner:
		found = refuse("author", fmt.Sprintf("%s records this: --by %s", j.name(j.learner.ID), j.learner.ID),
			"only %s can record this, not %s", j.name(j.learner.ID), j.name(j.r.By))
	case d == nil:
		found = j.undesignated()
	case j.r.Type == Revoke && j.ownRecord():
	case who == ByCoordinator || j.r.Type == Revoke:
		found = j.coordinates(d)
	case who == ByMentor || who == ByMentorOrCoordinator:
		found = j.scope(d)
	}
	if j.r.Override != "" && (d == nil || !d.Coordinator) {
		found = append(found, refuse("override", j.whoCoordinates(), "only a coordinator may override a rule")...)
	}
	return found
}

func (j *judgement) byLearner() bool { return j.r.By == j.learner.ID }

func (j *judgement) ownRecord() bool {
	target := j.h.byDigest[j.r.Ref]
	return target != nil && target.By == j.r.By
}

func (j *judgement) undesignated() []Refusal {
	by, remedy := j.r.By, j.whoSigns()
	all := j.book.Program.Designations(by)
	if len(all) == 0 {
		return refuse("scope", remedy, "%s is no mentor: mentors.yaml does not list %q", j.name(by), by)
	}
	last := all[len(all)-1]
	if last.From != 0 && j.today < last.From {
		return refuse("scope", remedy, "%s is a mentor from %s", j.name(by), last.From.Human())
	}
	return refuse("scope", remedy, "%s was a mentor until %s", j.name(by), last.Until.Human())
}

// coordinates checks the acts that only a coordinator of the department may do.
func (j *judgement) coordinates(d *competency.Mentor) []Refusal {
	if !d.Coordinator {
		return refuse("scope", j.whoCoordinates(), "only a coordinator may do this, and %s is none", d.Name)
	}
	if !j.book.Program.InDepartment(d, j.department()) {
		return refuse("scope", j.whoCoordinates(), "%s coordinates %s, %s is in %s",
			d.Name, list(d.Departments), j.name(j.learner.ID), orNone(j.department()))
	}
	return nil
}

// scope checks that the designation covers the learner's department, the role and the competency.
func (j *judgement) scope(d *competency.Mentor) []Refusal {
	p := j.book.Program
	if j.c == nil || j.role == nil || p.MaySign(d, j.department(), j.role.ID, j.c) {
		return nil
	}
	remedy := j.whoSigns()
	switch {
	case len(j.c.Mentors) > 0 && !slices.Contains(j.c.Mentors, d.ID):
		return refuse("scope", remedy, "%s is signed only by %s", j.c.ID, list(j.c.Mentors))
	case len(d.Departments) > 0 && !p.InDepartment(d, j.department()):
		return refuse("scope", remedy, "%s signs in %s, %s is in %s",
			d.Name, list(d.Departments), j.name(j.learner.ID), orNone(j.department()))
	case len(d.Signs) > 0:
		return refuse("scope", remedy, "%s signs %s, not %s in %s", d.Name, list(d.Signs), j.c.ID, j.role.ID)
	default:
		return refuse("scope", remedy, "mentors.yaml gives %s neither departments nor roles to sign", d.Name)
	}
}

// preparation is the other half of rule 3: mentors are prepared, and hold the competency, where
// policy asks it.
func (j *judgement) preparation() []Refusal {
	d, policy := j.h.designation(j.r), j.book.Program.Policy
	if d == nil {
		return nil
	}
	m := Moment{AsOf: j.today, KnownAt: j.r.At}
	var found []Refusal
	if !j.book.Prepared(d, m) {
		found = refuse("prepared", fmt.Sprintf("sojt status %s, or `prepared:` in mentors.yaml", d.ID),
			"%s is not qualified as %s yet", d.Name, policy.MentorRole)
	}
	if policy.MentorHoldsCompetency && j.c != nil && !j.book.Holds(d.ID, j.c.ID, m) {
		found = append(found, refuse("prepared", j.whoSigns(), "%s is not competent in %s", d.Name, j.c.ID)...)
	}
	return found
}

// self is rule 4: nobody signs for, waives, revokes in or qualifies themselves, under whatever id.
func (j *judgement) self() []Refusal {
	by, l := j.r.By, j.learner
	remedy := "somebody else has to"
	if names := j.others(); names != "" {
		remedy = names
	}
	if by == l.ID {
		return refuse("self", remedy, "%s cannot do this for themselves", j.name(by))
	}
	for _, d := range j.book.Program.Designations(by) {
		if l.Email != "" && strings.EqualFold(l.Email, d.Email) {
			return refuse("self", remedy, "%s and %s have one email: they are one person", by, l.ID)
		}
		for _, key := range d.Keys {
			if j.hasKey(key.Key) {
				return refuse("self", remedy, "%s and %s have one key: they are one person", by, l.ID)
			}
		}
	}
	return nil
}

func (j *judgement) hasKey(key string) bool {
	for _, r := range j.h.byDigest {
		if r.Type == KeyRecord && sameKey(r.Key, key) {
			return true
		}
	}
	return false
}

// sameKey compares two public keys without their comments.
func sameKey(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) >= 2 && len(y) >= 2 && x[1] == y[1]
}

func (j *judgement) others() string {
	switch TypeNamed(j.r.Type).By {
	case ByCoordinator, ByAuthorOrCoordinator:
		return j.whoCoordinates()
	default:
		return j.whoSigns()
	}
}

// whoSigns names who could do it instead, for the remedy.
func (j *judgement) whoSigns() string {
	if j.c == nil || j.role == nil {
		return j.whoCoordinates()
	}
	return canSign(j.book.Signers(j.learner, j.role.ID, j.c, j.today), j.r.By, "can sign this one",
		"name a mentor who covers it in mentors.yaml")
}

func (j *judgement) whoCoordinates() string {
	var able []*competency.Mentor
	for _, m := range j.book.Program.Mentors {
		if m.Coordinator && m.ID != j.learner.ID && m.Covers(j.today) && j.book.Program.InDepartment(m, j.department()) {
			able = append(able, m)
		}
	}
	return canSign(able, j.r.By, "can do this", "name a coordinator who covers it in mentors.yaml")
}

func canSign(able []*competency.Mentor, but, can, none string) string {
	var names []string
	for _, m := range able {
		if m.ID != but && !slices.Contains(names, m.Name) {
			names = append(names, m.Name)
		}
	}
	if len(names) == 0 {
		return none
	}
	return list(names) + " " + can
}

// list joins names as people write them: a, b or c.
func list(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
	return strings.Join(names, "")
}

func orNone(department string) string {
	if department == "" {
		return "no department"
	}
	return department
}
