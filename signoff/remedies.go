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
	return j.able("name a mentor who covers it in mentors.yaml", func(m *competency.Mentor) bool {
		return j.covers(m, j.role) && (j.r.Type != Signoff || j.helped(m.ID) == "")
	})
}

// whoCoordinates names the coordinators who could do it.
func (j *judgement) whoCoordinates() string {
	return j.able("name a coordinator who covers it in mentors.yaml", func(m *competency.Mentor) bool {
		return m.Coordinator && j.reaches(m)
	})
}

func (j *judgement) able(none string, may func(*competency.Mentor) bool) string {
	var names []string
	for _, m := range j.book.Program.Mentors {
		if m.ID != j.learner.ID && m.ID != j.r.By && m.Covers(j.today) && may(m) && !slices.Contains(names, m.Name) {
			names = append(names, m.Name)
		}
	}
	if len(names) == 0 {
		return none
	}
	return list(names) + " can do this"
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
	return strings.Join(append(command, captured(c, command)...), " ")
}

// captured gives the flags for the fields that a competency wants carried and a command lacks.
func captured(c *competency.Competency, command []string) []string {
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
