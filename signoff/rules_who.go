package signoff

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
)

// authority is rule 3: who may write a record of this type, in this department, for this role and
// competency, at that moment (SPEC 2.3 and 2.5).
func (j *judgement) authority() []Refusal {
	d := j.h.designation(j.r)
	var found []Refusal
	switch who := TypeNamed(j.r.Type).By; {
	case who == ByAnyone:
		found = j.listed()
	case j.byLearner() && (who == ByLearner || who == ByLearnerOrMentor):
	case who == ByLearner:
		found = refuse("author", fmt.Sprintf("%s records this: --by %s", j.name(j.learner.ID), j.learner.ID),
			"only %s can record this, not %s", j.name(j.learner.ID), j.name(j.r.By))
	case d == nil:
		found = j.undesignated()
	case who == ByAuthorOrCoordinator && j.ownRecord():
	case who == ByMentorOrCoordinator && j.coordinates(d) == nil:
	case who == ByCoordinator || who == ByAuthorOrCoordinator:
		found = j.coordinates(d)
	default:
		found = j.scope(d)
	}
	if j.r.Override != "" && !j.overridden() {
		found = append(found, refuse("override", j.whoCoordinates(), "only a coordinator may override a rule")...)
	}
	return found
}

func (j *judgement) byLearner() bool { return j.r.By == j.learner.ID }

// listed lets everybody speak whom the program names: the learner, mentors, and other learners.
func (j *judgement) listed() []Refusal {
	by, book := j.r.By, j.book
	if j.byLearner() || len(book.Program.Designations(by)) > 0 || (book.Person != nil && book.Person(by) != nil) {
		return nil
	}
	return refuse("author", "use the id of a mentor or learner", "nobody here is called %q", by)
}

// ownRecord reports whether the author revokes a record of their own; a revocation is taken back by
// coordinators only (SPEC 6).
func (j *judgement) ownRecord() bool {
	target := j.h.find(j.r.Ref)
	return target != nil && target.By == j.r.By && target.Type != Revoke
}

// undesignated says since when, or from when, somebody is a mentor who is none on the day.
func (j *judgement) undesignated() []Refusal {
	by, remedy := j.name(j.r.By), j.whoElse()
	all := j.book.Program.Designations(j.r.By)
	var before, after *competency.Mentor // the nearest
	for _, d := range all {
		if d.From > j.today && (after == nil || d.From < after.From) {
			after = d
		}
		if d.Until != 0 && d.Until < j.today && (before == nil || d.Until > before.Until) {
			before = d
		}
	}
	switch {
	case before != nil && after != nil:
		return refuse("scope", remedy, "%s was a mentor until %s, and is one again from %s", by, before.Until.Human(), after.From.Human())
	case before != nil:
		return refuse("scope", remedy, "%s was a mentor until %s", by, before.Until.Human())
	case after != nil:
		remedy += "; if " + by + " was one before, a coordinator puts that day into mentors.yaml, `from:`, and commits it"
		return refuse("scope", remedy, "%s is a mentor from %s", by, after.From.Human())
	default:
		return refuse("scope", remedy, "%s is no mentor: mentors.yaml does not list %q", by, j.r.By)
	}
}

// coordinates checks the acts that only a coordinator of the department may do. A nil designation
// is nobody's.
func (j *judgement) coordinates(d *competency.Mentor) []Refusal {
	if d == nil || !d.Coordinator {
		return refuse("scope", j.whoCoordinates(), "only a coordinator may do this, and %s is none", j.name(j.r.By))
	}
	if !j.reaches(d) {
		return refuse("scope", j.elsewhere(j.whoCoordinates()), "%s coordinates %s, %s is in %s",
			d.Name, list(d.Departments), j.name(j.learner.ID), j.places())
	}
	return nil
}

// reaches reports whether a coordinator's departments reach the learner. Pausing, resuming and
// leaving without a role concern all roles of the learner, and so all their departments; for what
// else names no role, such as a key, one of them is enough.
func (j *judgement) reaches(d *competency.Mentor) bool {
	all := j.r.Type == Pause || j.r.Type == Resume || j.r.Type == Leave
	departments := j.departments()
	for _, department := range departments {
		if in := j.book.Program.InDepartment(d, department); in != all {
			return in
		}
	}
	return all || len(departments) == 0
}

// departments are those that authority is judged against: the learner's, else that of the role the
// record is about, else those of all roles the learner is or was in.
func (j *judgement) departments() []string {
	role := j.role
	if target := j.h.find(j.r.Ref); role == nil && target != nil {
		role = j.book.Program.Role(target.Role)
	}
	if j.learner.Department != "" || role != nil {
		id := ""
		if role != nil {
			id = role.ID
		}
		return []string{j.book.Department(j.learner, id)}
	}
	var found []string
	for _, r := range j.book.Program.Roles {
		if j.h.last(r.ID) != nil {
			found = append(found, r.Department)
		}
	}
	return found
}

func (j *judgement) places() string {
	places := slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(j.departments()))), func(s string) bool { return s == "" })
	if len(places) == 0 {
		return "no department"
	}
	return strings.Join(places, " and ")
}

// elsewhere is a remedy for somebody without a department, whom nobody can reach by departments.
func (j *judgement) elsewhere(remedy string) string {
	if j.places() != "no department" {
		return remedy
	}
	return fmt.Sprintf("write `department:` into %s or the role", j.learner.File)
}

// scope checks that the designation covers the learner's department, the role and the competency; a
// record that names no role may belong to any that the learner is in.
func (j *judgement) scope(d *competency.Mentor) []Refusal {
	if j.c == nil || j.role == nil || j.covers(d, j.role) {
		return nil
	}
	remedy := j.whoSigns()
	for _, role := range j.h.rolesFor(j.r.Type, j.c.ID, j.day) {
		if j.covers(d, role) && j.r.Role == "" {
			return nil
		} else if j.covers(d, role) {
			remedy = "--role " + role.ID
			break
		}
	}
	switch {
	case j.narrowed() && !slices.Contains(j.c.Mentors, d.ID):
		return refuse("scope", remedy, "%s is signed only by %s", j.c.ID, list(j.c.Mentors))
	case len(d.Departments) > 0 && !j.book.Program.InDepartment(d, j.book.Department(j.learner, j.role.ID)):
		return refuse("scope", j.elsewhere(remedy), "%s signs in %s, %s is in %s", d.Name, list(d.Departments), j.name(j.learner.ID), j.places())
	case len(d.Signs) > 0:
		return refuse("scope", remedy, "%s signs %s, not %s in %s", d.Name, list(d.Signs), j.c.ID, j.role.ID)
	default:
		return refuse("scope", remedy, "mentors.yaml gives %s neither departments nor roles to sign", d.Name)
	}
}

// covers reports whether a designation reaches the competency in a role.
func (j *judgement) covers(d *competency.Mentor, role *competency.Role) bool {
	c := *j.c
	if !j.narrowed() {
		c.Mentors = nil
	}
	return j.book.Program.MaySign(d, j.book.Department(j.learner, role.ID), role.ID, &c)
}

// narrowed reports whether the competency says who may do this: its `mentors` narrows who may sign
// it, not who may teach it. With a separate certifier, others have to.
func (j *judgement) narrowed() bool {
	return len(j.c.Mentors) > 0 && j.r.Type != Trained && j.r.Type != Practice
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
		found = refuse("prepared", j.whoElse()+fmt.Sprintf("; for %s: %s, or `prepared:` in mentors.yaml", d.Name, j.book.towards(d.ID, m)),
			"%s is not qualified as %s on %s", d.Name, policy.MentorRole, j.today.Human())
	}
	if policy.MentorHoldsCompetency && j.c != nil && !j.book.Holds(d.ID, j.c.ID, m) {
		found = append(found, refuse("prepared", j.whoElse()+fmt.Sprintf("; for %s: sojt signoff %s %s", d.Name, d.ID, j.c.ID),
			"%s is not competent in %s on %s", d.Name, j.c.ID, j.today.Human())...)
	}
	return found
}

// self is rule 4: nobody signs for, waives, revokes in or qualifies themselves, under whatever id.
func (j *judgement) self() []Refusal {
	by, l := j.r.By, j.learner
	switch {
	case by == l.ID && j.r.Type == Practice:
		return nil // theirs to record
	case by == l.ID:
		return refuse("self", j.whoElse(), "%s cannot do this for themselves", j.name(by))
	}
	if shared := j.shares(by); shared != "" {
		return refuse("self", j.whoElse(), "%s and %s have one %s: they are one person", by, l.ID, shared)
	}
	return nil
}

// shares says what an id of mentors.yaml and the learner have in common that makes them one person:
// "email" or "key"; "" for nothing.
func (j *judgement) shares(id string) string {
	for _, d := range j.book.Program.Designations(id) {
		if j.learner.Email != "" && strings.EqualFold(j.learner.Email, d.Email) {
			return "email"
		}
		if slices.ContainsFunc(d.Keys, func(key competency.Key) bool { return j.hasKey(key.Key) }) {
			return "key"
		}
	}
	return ""
}

func (j *judgement) hasKey(key string) bool {
	for _, r := range j.h.docket.sought {
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
