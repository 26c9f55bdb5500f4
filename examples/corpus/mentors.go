package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"sojt/competency/calendar"
	"sojt/signoff/testkit"
)

// mentor is somebody of mentors.yaml.
type mentor struct {
	id, name    string
	coordinator bool
	role        int // of whose department; all of them for a coordinator
	from, until calendar.Date
	severity    float64         // how much less likely a pass is, in the unit of pass
	signer      *testkit.Signer // nil: nothing is signed
}

func mentorID(i int) string  { return fmt.Sprintf("mentor-%d", i+1) }
func email(id string) string { return id + "@plant.example" }

// leaves reports whether a mentor leaves within the three years; coordinators do not.
func leaves(i int) bool { return i >= 2 && i%7 == 6 }

// staff makes the mentors: two coordinators, then one for each department in turn. Some come later,
// and some have left.
func (o *options) staff() []mentor {
	random := rand.New(rand.NewPCG(o.Seed, 1))
	var all []mentor
	for i := range o.Mentors {
		_, full := name(random, i)
		m := mentor{id: mentorID(i), name: full, coordinator: i < 2, role: max(0, i-2) % o.Roles, from: calendar.Of(2023, 10, 2), severity: random.NormFloat64() * 0.4}
		if i >= 2 && i%7 == 5 {
			m.from = calendar.Of(2025, 1, 6)
		}
		if leaves(i) {
			m.until = calendar.Of(2025, 6, 30)
		}
		if o.Signed > 0 {
			m.signer = testkit.NewSigner("ed25519", fmt.Sprintf("corpus %d %s", o.Seed, m.id))
		}
		all = append(all, m)
	}
	return all
}

// active reports whether a mentor is designated on a day.
func (m *mentor) active(day calendar.Date) bool {
	return m.from <= day && (m.until == 0 || day <= m.until)
}

// covers reports whether a mentor may sign for learners of a role.
func (m *mentor) covers(role int) bool { return m.coordinator || m.role == role }

// regulars are the mentors of a role who are there all the time and no coordinators.
func regulars(staff []mentor, role int) []string {
	var ids []string
	for i := range staff {
		if m := &staff[i]; !m.coordinator && m.role == role && m.until == 0 && m.from == staff[0].from {
			ids = append(ids, m.id)
		}
	}
	return ids
}

// roster writes mentors.yaml.
func roster(staff []mentor) string {
	var b strings.Builder
	b.WriteString("mentors:\n")
	for i := range staff {
		m := &staff[i]
		at := department(m.role)
		fmt.Fprintf(&b, "  - id: %s\n    name: %s\n    email: %s\n", m.id, m.name, email(m.id))
		if m.coordinator {
			at = "plant"
			b.WriteString("    coordinator: true\n")
		}
		fmt.Fprintf(&b, "    departments: [%s]\n    from: %s\n", at, m.from)
		if m.until != 0 {
			fmt.Fprintf(&b, "    until: %s\n", m.until)
		}
		b.WriteString("    designated_by: {by: \"Ines Park, operations\", date: 2023-09-11}\n    prepared: {by: \"Ines Park, operations\", date: 2023-09-18}\n")
		if m.signer != nil {
			fmt.Fprintf(&b, "    keys: [{key: %q, from: %s}]\n", m.signer.Key, m.from)
		}
	}
	return b.String()
}
