package competency_test

import (
	"testing"

	"sojt/competency"
)

// What may stand in a file that could not be read is told from what stands nowhere.
func TestUnread(t *testing.T) {
	for name, c := range map[string]struct {
		file, text string
		want       [6]bool // role baker, role cook, dough, hygiene/soap, mentors, settings
	}{
		"nothing":          {"roles/baker.yaml", "role: baker\ntitle: Baker\n", [6]bool{}},
		"a role":           {"roles/baker.yaml", "role: [", [6]bool{0: true, 2: true}},
		"its ending":       {"roles/baker.yml", "role: baker\ntitle: Baker\n", [6]bool{0: true, 2: true}},
		"a set":            {"competencies/hygiene.yaml", "set: [", [6]bool{3: true}},
		"the mentors":      {"mentors.yaml", "mentors: [", [6]bool{4: true}},
		"the program":      {"sojt.yaml", "program: [", [6]bool{5: true}},
		"another's ending": {"competencies/hygiene.YML", "set: hygiene\n", [6]bool{3: true}},
	} {
		program := base(t)
		put(program, c.file, c.text)
		p, problems := competency.Load(program)
		got := [6]bool{
			p.RoleUnread("baker"), p.RoleUnread("cook"), p.CompetencyUnread("dough"), p.CompetencyUnread("hygiene/soap"),
			p.MentorsUnread(), p.SettingsUnread(),
		}
		if got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
		if sound := problems.Errors() == 0; p.Sound() != sound || sound != (name == "nothing") {
			t.Errorf("%s: sound is %v, with %d errors", name, p.Sound(), problems.Errors())
		}
	}
}
