package signoff

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
)

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

// whoElse names who could record this instead.
func (j *judgement) whoElse() string {
	switch TypeNamed(j.r.Type).By {
	case ByCoordinator, ByAuthorOrCoordinator:
		return j.whoCoordinates()
	default:
		return j.whoSigns()
	}
}

// whoSigns names who could sign it off instead.
func (j *judgement) whoSigns() string {
	if j.c == nil || j.role == nil {
		return j.whoCoordinates()
	}
	return canDo(j.others(j.signs(j.role, j.c)), "name a mentor who covers it in mentors.yaml")
}

// signs gives a test for mentors who may record this, or sign off another competency of the role.
func (j *judgement) signs(role *competency.Role, c *competency.Competency) func(*competency.Mentor) bool {
	return func(m *competency.Mentor) bool {
		if c == j.c {
			return j.covers(m, role) && j.fit(m, c) && (j.r.Type != Signoff || j.helped(m.ID).who == "")
		}
		t := j.h.lookup(c.ID)
		return j.book.Program.MaySign(m, j.book.Department(j.learner, role.ID), role.ID, c) && j.fit(m, c) &&
			(t == nil || t.helper(m.ID).who == "")
	}
}

// fit reports whether a mentor is prepared to judge, has a key, and holds what is judged, where policy
// asks it.
func (j *judgement) fit(m *competency.Mentor, c *competency.Competency) bool {
	switch j.r.Type {
	case Observation, Signoff, Transcribe:
		return j.asked().fit[m.ID] && j.asked().holds(m.ID, c)
	}
	return true
}

// asked is who may judge at the time of the record.
func (j *judgement) asked() *Bench {
	if j.bench == nil {
		j.bench = j.book.Bench(Moment{AsOf: j.today, KnownAt: j.r.At})
	}
	return j.bench
}

// whoCoordinates names the coordinators who could do it.
func (j *judgement) whoCoordinates() string {
	return canDo(j.others(j.coordinator), "name a coordinator who covers it in mentors.yaml")
}

func (j *judgement) coordinator(m *competency.Mentor) bool { return m.Coordinator && j.reaches(m) }

func canDo(names []string, none string) string {
	if len(names) == 0 {
		return none
	}
	return list(names) + " can do this"
}

// others names the mentors of the day of recording for whom a test holds, other than the author and
// the learner, under whatever id.
func (j *judgement) others(may func(*competency.Mentor) bool) []string {
	var names []string
	for _, m := range j.book.Program.Mentors {
		stranger := m.ID != j.learner.ID && m.ID != j.r.By && m.Covers(j.today) && !j.asked().twins(m.ID, j.learner)
		if stranger && !slices.Contains(names, m.Name) && may(m) {
			names = append(names, m.Name)
		}
	}
	return names
}

// by says who has to run a command, where that is not the author of the record: ", by Ana or Ben".
// None is who, where mentors.yaml names nobody.
func (j *judgement) by(none string, may func(*competency.Mentor) bool) string {
	if d := j.h.designation(j.r); d != nil && !j.byLearner() && may(d) {
		return ""
	}
	if names := j.others(may); len(names) > 0 {
		return ", by " + list(names)
	}
	return ", by " + none
}

// byCoordinator is by for what only coordinators may do.
func (j *judgement) byCoordinator() string { return j.by("a coordinator", j.coordinator) }

// byDay says until when something was looked at, where that is before today.
func (j *judgement) byDay() string {
	if j.day >= j.today {
		return ""
	}
	return " by " + j.day.Human()
}

// judging is a command that records a judged run of a competency, as the record's role asks for it,
// with the flags it cannot be without: those given, and what they leave out.
func (j *judgement) judging(verb, id string, flags ...string) string {
	c := j.book.Program.Competency(id)
	command := append([]string{"sojt", verb, j.learner.ID, id}, flags...)
	command = append(command, "--all-criteria")
	if c.Scale != nil {
		level := c.Level
		if j.role != nil && j.role.Entry(id) != nil {
			level = j.role.Entry(id).Level
		}
		command = append(command, fmt.Sprintf("--level %d", level))
	}
	return strings.Join(append(command, Captured(c, command)...), " ")
}

// Captured gives the flags for the fields that a competency wants carried and a command lacks.
func Captured(c *competency.Competency, command []string) []string {
	var flags []string
	for _, key := range c.Capture {
		given := func(flag string) bool { return strings.HasPrefix(flag, "--"+key+" ") }
		if !slices.ContainsFunc(command, given) {
			flags = append(flags, captureFlag(key))
		}
	}
	return flags
}

// captureFlag is the flag that gives a field, with a word for its value.
func captureFlag(key string) string {
	if key == "evidence" {
		return "--evidence FILE"
	}
	return "--" + key + " TEXT"
}

// list joins names as people write them: a, b or c.
func list(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
	return strings.Join(names, "")
}
