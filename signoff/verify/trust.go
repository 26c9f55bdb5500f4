package verify

import (
	"slices"
	"strconv"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/sshsig"
)

// Trust is a copy of who may sign that is believed, instead of the one that lies beside the records
// and may be a part of the change under review (INTEGRITY 6.2).
type Trust struct {
	Name    string // of the revision or file, in messages
	Program *competency.Program
	Policy  bool // Program says policy and departments too: it is of a revision, not mentors.yaml alone

	// Held are the digests of the records that the trusted revision holds: they landed under the policy
	// of their time. All others are judged by the trusted policy.
	Held map[string]bool
}

// book gives the rules with the trusted mentors, and with the trusted policy and departments where
// there are some.
func (t *Trust) book(b *signoff.Rulebook) *signoff.Rulebook {
	program := *b.Program
	program.Mentors = t.Program.Mentors
	if t.Policy {
		program.Policy, program.Departments = t.Program.Policy, t.Program.Departments
	}
	return signoff.NewRulebook(&program, b.Person)
}

// differences names all in which a program's own mentors, policy and departments differ from those
// trusted.
func (t *Trust) differences(p *competency.Program) diag.List {
	var problems diag.List
	warn := func(pos diag.Pos, format string, args ...any) {
		problems.Warnf(CodeUntrusted, pos, format, args...).Hint = "what is here does not count before it is in " + t.Name
	}
	seen := map[string]bool{}
	for _, m := range slices.Concat(p.Mentors, t.Program.Mentors) {
		if !seen[m.ID] {
			seen[m.ID] = true
			t.person(m.ID, p, warn)
		}
	}
	if !t.Policy {
		return problems
	}
	theirs := settings(&t.Program.Policy)
	for i, own := range settings(&p.Policy) {
		if own.Value != theirs[i].Value {
			warn(diag.Pos{File: "sojt.yaml"}, "policy: %s is %s here, and %s in %s", own.Key, own.Value, theirs[i].Value, t.Name)
		}
	}
	if here, there := tree(p), tree(t.Program); here != there {
		warn(diag.Pos{File: "sojt.yaml"}, "departments: %s here, and %s in %s", here, there, t.Name)
	}
	return problems
}

type warning func(pos diag.Pos, format string, args ...any)

// person compares the entries of one person, one by one in their order, and the keys.
func (t *Trust) person(id string, p *competency.Program, warn warning) {
	here, there := p.Designations(id), t.Program.Designations(id)
	file := diag.Pos{File: "mentors.yaml"}
	switch {
	case len(there) == 0:
		warn(here[0].Pos, "%s is a mentor here, and not in %s", id, t.Name)
	case len(here) == 0:
		warn(file, "%s is a mentor in %s, and not here", id, t.Name)
	case len(here) != len(there):
		warn(here[0].Pos, "%s has %d entries here, and %d in %s", id, len(here), len(there), t.Name)
	}
	for i := range min(len(here), len(there)) {
		theirs := facts(there[i])
		for n, own := range facts(here[i]) {
			if own.Value != theirs[n].Value {
				warn(here[i].Pos, "%s: %s is %s here, and %s in %s", id, own.Key, own.Value, theirs[n].Value, t.Name)
			}
		}
	}
	t.keys(id, here, there, warn)
}

// keys compares the keys of one person over all entries.
func (t *Trust) keys(id string, here, there []*competency.Mentor, warn warning) {
	theirs := map[string]string{}
	for _, m := range there {
		for _, k := range m.Keys {
			theirs[k.Key] += span(k)
		}
	}
	own := map[string]string{}
	for _, m := range here {
		for _, k := range m.Keys {
			own[k.Key] += span(k)
		}
	}
	for _, m := range here {
		for _, k := range m.Keys {
			print := sshsig.Fingerprint(k.Key)
			switch other, known := theirs[k.Key]; {
			case !known:
				warn(m.Pos, "%s: the key %s is here, and not in %s", id, print, t.Name)
			case other != own[k.Key]:
				warn(m.Pos, "%s: the key %s holds%s here, and%s in %s", id, print, own[k.Key], other, t.Name)
			}
			theirs[k.Key] = own[k.Key] // said once
		}
	}
	for _, m := range there {
		for _, k := range m.Keys {
			if _, known := own[k.Key]; !known {
				warn(diag.Pos{File: "mentors.yaml"}, "%s: the key %s is in %s, and not here", id, sshsig.Fingerprint(k.Key), t.Name)
				own[k.Key] = ""
			}
		}
	}
}

// span says when a key of mentors.yaml holds.
func span(k competency.Key) string {
	text := ""
	if k.From != 0 {
		text += " from " + k.From.String()
	}
	if k.Until != 0 {
		text += " until " + k.Until.String()
	}
	if !k.Compromised.IsZero() {
		text += " compromised " + instant(k.Compromised)
	}
	if text == "" {
		return " always"
	}
	return text
}

// facts are what an entry of mentors.yaml says, its keys aside.
func facts(m *competency.Mentor) []competency.Fact { return stated(m.Facts()) }

// settings are the keys of policy, each with its value as it stands after the profile.
func settings(p *competency.Policy) []competency.Fact { return stated(p.Facts()) }

// stated quotes what people wrote, and says none where a key has no value.
func stated(all []competency.Fact) []competency.Fact {
	for i, f := range all {
		if (f.Key == "name" || f.Key == "email") && f.Value != "" {
			all[i].Value = strconv.Quote(f.Value)
		}
		all[i].Value = orNone(all[i].Value)
	}
	return all
}

// tree is a program's departments, each with the one it lies beneath.
func tree(p *competency.Program) string { return orNone(p.Tree()) }

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
