package ledger

import (
	"strings"
	"testing"

	"sojt/signoff"
)

// TestNewHeaderIsReadBack plants in each key what could not be read again.
func TestNewHeaderIsReadBack(t *testing.T) {
	p := load(t, program(t))
	l := Open(files(nil))
	for says, plant := range map[string]func(*signoff.Learner){
		"":                       func(*signoff.Learner) {},
		"no email address":       func(x *signoff.Learner) { x.Email = "maria at home" },
		`no department "garden"`: func(x *signoff.Learner) { x.Department = "garden" },
		`supervisor "nobody"`:    func(x *signoff.Learner) { x.Supervisor = "nobody" },
		"name":                   func(x *signoff.Learner) { x.Name = "María\nLópez" },
	} {
		x := &signoff.Learner{ID: "maria", Name: "María López", Email: "maria@example.com", Department: "kitchen", File: "learners/maria.yaml"}
		plant(x)
		header, problems, err := l.NewHeader(x, p)
		if err != nil || header != Header(x) {
			t.Errorf("%q: %v, %q", says, err, header)
		}
		if (says == "") != (len(problems) == 0) || !strings.Contains(rendered(problems), says) {
			t.Errorf("expected a problem that says %q:\n%s", says, rendered(problems))
		}
	}
}
