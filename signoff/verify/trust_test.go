package verify

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"sojt/competency"
	"sojt/signoff/sshsig"
)

// TestTrustTellsEachDifference changes one thing at a time in mentors and policy, and asks for it by
// its name.
func TestTrustTellsEachDifference(t *testing.T) {
	const ana = "name: Ana, departments: [kitchen], from: 2026-01-01"
	for _, c := range []struct {
		change []string
		want   string
	}{
		{[]string{"name: Ana,", "name: Anna,"}, `ana: name is "Anna" here, and "Ana" in main`},
		{[]string{"name: Ana,", "name: Ana, email: a@x.example,"}, `ana: email is "a@x.example" here, and none in main`},
		{[]string{"name: Ana,", "name: Ana, coordinator: true,"}, "ana: coordinator is true here, and false in main"},
		{[]string{ana, strings.Replace(ana, "kitchen", "hall", 1)}, "ana: departments is hall here, and kitchen in main"},
		{[]string{"name: Ana,", "name: Ana, signs: [cook],"}, "ana: signs is cook here, and none in main"},
		{[]string{ana, strings.Replace(ana, "2026", "2025", 1)}, "ana: from is 2025-01-01 here, and 2026-01-01 in main"},
		{[]string{"until: 2026-02-28,", "until: 2027-02-28,"}, "emil: until is 2027-02-28 here, and 2026-02-28 in main"},
		{[]string{"name: Ana,", `name: Ana, designated_by: {by: Me, date: 2026-01-01},`}, `ana: designated_by is "Me" on 2026-01-01 here, and none in main`},
		{[]string{"name: Ana,", `name: Ana, prepared: {by: Me, date: 2026-01-01},`}, `ana: prepared is "Me" on 2026-01-01 here, and none in main`},
		{[]string{"  - {id: dora,", "  - {id: fay, name: Fay}\n  - {id: dora,"}, "fay is a mentor here, and not in main"},
		{[]string{"id: dora,", "id: fay,"}, "dora is a mentor in main, and not here"},
		{[]string{"  - {id: dora,", "  - {id: ana, name: Ana, until: 2020-01-01}\n  - {id: dora,"}, "ana has 2 entries here, and 1 in main"},
		{[]string{"KEY-cleo", "KEY-other"}, "cleo: the key " + fingerprint("cleo") + " is in main, and not here"},
		{[]string{"KEY-cleo", "KEY-other"}, "cleo: the key " + fingerprint("other") + " is here, and not in main"},
		{[]string{"until: 2026-03-31}", "until: 2027-03-31}"}, "ben: the key " + fingerprint("ben") + " holds from 2026-01-10 until 2027-03-31 here, and from 2026-01-10 until 2026-03-31 in main"},
		{[]string{", compromised: 2026-02-15T00:00:00Z", ""}, "emil: the key " + fingerprint("emil") + " holds always here, and compromised 2026-02-15T00:00:00Z in main"},
		{[]string{"late_after: 7d,", "signatures: required, late_after: 7d,"}, "policy: signatures is required here, and optional in main"},
		{[]string{"late_after: 7d,", "late_after: 9d,"}, "policy: late_after is 9d here, and 7d in main"},
		{[]string{"late_refuse: 30d", "late_refuse: none"}, "policy: late_refuse is none here, and 30d in main"},
		{[]string{"late_after: 7d,", "late_after: 7d, due_soon: 1d,"}, "policy: due_soon is 1d here, and 30d in main"},
		{[]string{"late_after: 7d,", "late_after: 7d, request_first: true,"}, "policy: request_first is true here, and false in main"},
		{[]string{"late_after: 7d,", "late_after: 7d, mentor_holds_competency: true,"}, "policy: mentor_holds_competency is true here, and false in main"},
		{[]string{"late_after: 7d,", "late_after: 7d, mentor_role: cook,"}, "policy: mentor_role is cook here, and none in main"},
		{[]string{"late_after: 7d,", "late_after: 7d, acknowledge: true,"}, "policy: acknowledge is true here, and false in main"},
		{[]string{"late_after: 7d,", "late_after: 7d, transcriptions: show,"}, "policy: transcriptions is show here, and count in main"},
		{[]string{"[{id: kitchen}, {id: hall}]", "[{id: hall, departments: [{id: kitchen}]}]"}, "departments: hall, hall/kitchen here, and kitchen, hall in main"},
	} {
		trust := &Trust{Name: "main", Program: newWorld(t).program, Policy: true}
		var said []string
		for _, p := range trust.differences(newWorld(t, c.change...).program) {
			said = append(said, p.Message)
			if p.Code != CodeUntrusted || p.Hint == "" || p.Pos.File == "" {
				t.Errorf("%+v", p)
			}
		}
		if !slices.Contains(said, c.want) || len(said) > 2 {
			t.Errorf("checker is broken: %q is told as %q, expected %q", c.change, said, c.want)
		}
	}
	same := &Trust{Name: "main", Program: newWorld(t).program, Policy: true}
	if told := same.differences(newWorld(t).program); len(told) > 0 {
		t.Errorf("of the same: %v", told)
	}
}

func fingerprint(name string) string {
	return sshsig.Fingerprint(keyNamed("KEY-" + name))
}

// TestTrustComparesAll keeps the comparison as long as the definitions: a field that is added is one
// to compare.
func TestTrustComparesAll(t *testing.T) {
	if n := reflect.TypeFor[competency.Policy]().NumField(); n != len(settings(&competency.Policy{})) {
		t.Errorf("policy has %d fields, %d are compared", n, len(settings(&competency.Policy{})))
	}
	// id, keys, Pos and node aside
	if n := reflect.TypeFor[competency.Mentor]().NumField() - 4; n != len(facts(&competency.Mentor{})) {
		t.Errorf("a mentor has %d fields, %d are compared", n, len(facts(&competency.Mentor{})))
	}
	if n := reflect.TypeFor[competency.Key]().NumField(); n != 4 {
		t.Errorf("a key has %d fields, 4 are compared", n)
	}
}

// TestWhatOnlyTheUntrustedAllowsFails plants in the program's own definitions what would allow a
// record, beside a trusted copy without it.
func TestWhatOnlyTheUntrustedAllowsFails(t *testing.T) {
	for _, c := range []struct {
		name   string
		own    []string // what the program changed
		lines  string
		policy bool
		want   string
	}{
		{"a mentor", []string{"  - {id: dora,", "  - {id: fay, name: Fay, departments: [kitchen]}\n  - {id: dora,"}, "S: 2026-01-20 fay signoff bake", false, "E-AUTHORITY S, W-TRUST"},
		{"a coordinator", benToo, "S: 2026-01-20 ben pause cook", false, "E-AUTHORITY S, W-TRUST"},
		{"a longer time", []string{"until: 2026-02-28,", "until: 2027-02-28,"}, "S: 2026-03-20 emil signoff bake", false, "E-AUTHORITY S, W-TRUST"},
		{"a key", []string{`{key: "KEY-ana"}`, `{key: "KEY-ana"}, {key: "KEY-new"}`}, "S: 2026-01-20 ana note sign=new", false, "E-KEY S, W-TRUST"},
		{"a key that was stolen", []string{", compromised: 2026-02-15T00:00:00Z", ""}, stolen, false, "E-KEY S, W-TRUST"},
		{"a key that ended", []string{"until: 2026-03-31}", "until: 2027-03-31}"}, "S: 2026-04-20 ben note sign=ben", false, "E-KEY S, W-TRUST"},
		{"a policy", []string{"late_refuse: 30d", "late_refuse: none"}, "S: 2026-03-20 ana signoff bake date=2026-01-21 late=true", true, "E-RULE-9 S, W-TRUST"},
		{"a policy, with mentors alone trusted", []string{"late_refuse: 30d", "late_refuse: none"}, "S: 2026-03-20 ana signoff bake date=2026-01-21 late=true", false, ""},
		{"a department beneath another", []string{"[{id: kitchen}, {id: hall}]", "[{id: hall, departments: [{id: kitchen}]}]"}, "S: 2026-01-20 dora signoff bake", true, "E-AUTHORITY S, W-TRUST"},
		{"nothing", nil, "S: 2026-01-20 ana signoff bake", true, ""},
	} {
		w := newWorld(t, c.own...).add(base + c.lines)
		if found := w.verify(w.files(nil)); c.name != "nothing" && len(found.Problems) > 0 {
			t.Errorf("%s: believed, it has findings:\n%s", c.name, report(found.Problems))
		}
		trust := &Trust{Name: "main", Program: newWorld(t).program, Policy: c.policy}
		result := w.judged(func(x *Case) { x.Trust = trust })
		got := w.shown(result.Problems)
		slices.Sort(got)
		if strings.Join(got, ", ") != c.want {
			t.Errorf("checker is broken: %s: %q, expected %q\n%s", c.name, got, c.want, report(result.Problems))
		}
		if x := w.judge(w.files(nil)); x.Book.Program != w.program {
			t.Errorf("%s: the program itself was changed", c.name)
		}
	}
}
