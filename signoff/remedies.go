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

// list joins names as people write them: a, b or c.
func list(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
	return strings.Join(names, "")
}
