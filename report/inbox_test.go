package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sojt/report"
)

const station = `-- roles/cook.yaml --
role: cook
title: Cook
qualify: coordinator
competencies:
  - {id: wash, title: Washes, due: 1d}
  - {id: knife, title: Cuts, practice: 2}
  - {id: grill, title: Grills, practice: 1, evidence: {passes: 2, mentors: 2}}
  - {id: fire, title: Puts out a fire, practice: 1, certifier: separate, renew: {every: 60d, window: 20d}}
  - {id: plate, title: Plates, requires: [knife]}
  - {id: close, title: Closes, acknowledge: true, required: false}
`

// What waits for whom, since when, why, and what to type: one learner a line of what there can be.
func TestInbox(t *testing.T) {
	const done = "2026-10-01 dana enroll cook\n2026-10-01 dana waive wash kind=prior-learning\n"
	const all = done + "2026-10-02 dana waive knife kind=prior-learning\n2026-10-02 dana waive grill kind=prior-learning\n" +
		"2026-10-02 dana waive fire kind=prior-learning\n2026-10-03 dana waive plate kind=prior-learning\n"
	for _, c := range []struct{ name, records, ana, per, dana string }{
		{"nothing begun: what is next, and no more", "2026-11-01 dana enroll cook",
			"2026-11-01 ready sojt signoff mia wash --all-criteria", "2026-11-01 ready sojt signoff mia wash --all-criteria", "2026-11-01 ready sojt signoff mia wash --all-criteria"},
		{"practised: since the run that made it ready", done + "2026-10-05 mia practice knife\n2026-10-06 mia practice knife\n2026-10-20 mia practice knife",
			"2026-10-06 ready sojt signoff mia knife --all-criteria", "2026-10-06 ready sojt signoff mia knife --all-criteria", "2026-10-06 ready sojt signoff mia knife --all-criteria"},
		{"a run is missing", done + "2026-10-05 mia practice knife", "", "", ""},
		{"asked for", done + "2026-10-05 mia practice knife\n2026-10-06 mia practice knife\n2026-11-03 mia request knife",
			"2026-11-03 request sojt signoff mia knife --all-criteria", "2026-11-03 request sojt signoff mia knife --all-criteria", "2026-11-03 request sojt signoff mia knife --all-criteria"},
		{"asked of one of them", done + "2026-11-03 mia request close to=per", "", "2026-11-03 request sojt signoff mia close --all-criteria", ""},
		{"asked of one who has left", done + "2026-10-30 mia request close to=rui",
			"2026-10-30 request sojt signoff mia close --all-criteria", "2026-10-30 request sojt signoff mia close --all-criteria", "2026-10-30 request sojt signoff mia close --all-criteria"},
		{"asked for too early", done + "2026-11-03 mia request knife",
			"2026-11-03 request sojt practice mia knife", "2026-11-03 request sojt practice mia knife", "2026-11-03 request sojt practice mia knife"},
		{"asked for, and something comes first", done + "2026-11-03 mia request plate",
			"2026-11-03 request sojt status mia", "2026-11-03 request sojt status mia", "2026-11-03 request sojt status mia"},
		{"paused", done + "2026-11-03 mia request close\n2026-11-04 dana pause cook", "", "", ""},
		{"left", done + "2026-11-03 mia request close\n2026-11-04 dana leave cook", "", "", ""},
		{"the other mentor has to see it", done + "2026-10-05 mia practice grill\n2026-10-07 ana observation grill",
			"", "2026-10-07 evidence sojt signoff mia grill --all-criteria", "2026-10-07 evidence sojt signoff mia grill --all-criteria"},
		{"the first of two", done + "2026-10-05 mia practice grill",
			"2026-10-05 ready sojt observe mia grill --outcome competent --all-criteria", "2026-10-05 ready sojt observe mia grill --outcome competent --all-criteria", "2026-10-05 ready sojt observe mia grill --outcome competent --all-criteria"},
		{"who trained does not certify", done + "2026-10-05 ana trained fire\n2026-10-06 mia practice fire",
			"", "2026-10-06 ready sojt signoff mia fire --all-criteria", "2026-10-06 ready sojt signoff mia fire --all-criteria"},
		{"the retest is on another day", done + "2026-10-06 mia practice fire\n2026-10-07 per observation fire outcome=not-yet retest=2026-11-22", "", "", ""},
		{"the day of the retest", done + "2026-10-06 mia practice fire\n2026-10-07 per observation fire outcome=not-yet retest=2026-11-21",
			"2026-11-21 retest sojt signoff mia fire --all-criteria", "2026-11-21 retest sojt signoff mia fire --all-criteria", "2026-11-21 retest sojt signoff mia fire --all-criteria"},
		{"nobody said when", done + "2026-10-06 mia practice fire\n2026-10-07 per observation fire outcome=not-yet",
			"2026-10-07 retest sojt signoff mia fire --all-criteria", "2026-10-07 retest sojt signoff mia fire --all-criteria", "2026-10-07 retest sojt signoff mia fire --all-criteria"},
		{"the window is open", done + "2026-10-06 mia practice fire\n2026-10-07 per signoff fire",
			"2026-11-16 renewal sojt signoff mia fire --all-criteria", "2026-11-16 renewal sojt signoff mia fire --all-criteria", "2026-11-16 renewal sojt signoff mia fire --all-criteria"},
		{"the window is not open", done + "2026-10-12 mia practice fire\n2026-10-13 per signoff fire", "", "", ""},
		{"expired", "2026-09-01 dana enroll cook\n2026-09-01 dana waive wash kind=prior-learning\n2026-09-06 mia practice fire\n2026-09-07 per signoff fire",
			"2026-11-07 renewal sojt signoff mia fire --all-criteria", "2026-11-07 renewal sojt signoff mia fire --all-criteria", "2026-11-07 renewal sojt signoff mia fire --all-criteria"},
		{"another wording", done + "2026-10-06 mia practice fire\n2026-10-07 per signoff fire wording=a",
			"2026-10-07 reworded sojt signoff mia fire --all-criteria", "2026-10-07 reworded sojt signoff mia fire --all-criteria", "2026-10-07 reworded sojt signoff mia fire --all-criteria"},
		{"all is in place", all, "", "", "2026-10-03 qualify sojt qualify mia cook"},
		{"and somebody said so", all + "2026-10-04 dana qualify cook", "", "", ""},
		{"what was said ends", all + "2026-10-04 dana qualify cook until=2026-12-01", "", "", "2026-11-01 qualify sojt qualify mia cook"},
		{"a deferral ends soon", done + "2026-10-04 dana waive fire kind=deferral until=2026-12-01", "", "", "2026-11-01 deferral sojt status mia"},
		{"a deferral ran out", done + "2026-10-04 dana waive fire kind=deferral until=2026-11-01", "", "", "2026-11-02 deferral sojt status mia"},
		{"all but a deferral", strings.Replace(all, "fire kind=prior-learning", "fire kind=deferral until=2027-12-01", 1), "", "", "2026-10-03 interim sojt qualify mia cook --interim"},
		{"a waiver ends", done + "2026-10-06 mia practice fire\n2026-10-07 dana waive fire kind=equivalent until=2026-12-01",
			"2026-11-01 renewal sojt signoff mia fire --all-criteria", "2026-11-01 renewal sojt signoff mia fire --all-criteria", "2026-11-01 renewal sojt signoff mia fire --all-criteria"},
		{"what waits for the learner waits for nobody else", done + "2026-10-07 per signoff close", "", "", ""},
	} {
		h := newHouse(t, station)
		h.person("mia", c.records)
		for who, want := range map[string]string{"ana": c.ana, "per": c.per, "dana": c.dana, "rui": ""} {
			got := strings.Join(lines(report.NewInbox(h.input("2026-11-21", report.Scope{}), who), "since", "why", "command"), "\n")
			if got != want {
				t.Errorf("%s, for %s:\n%s\nwant\n%s", c.name, who, got, want)
			}
		}
	}
}

// A competency that two roles ask for waits once, and the command says for which where that is not plain.
func TestInboxOfTwoRoles(t *testing.T) {
	const roles = `-- competencies/shared.yaml --
set: shared
title: Shared
competencies: [{id: wash, title: Washes, scale: trust, level: 1}]
-- sojt.yaml --
format: 1
program: house-k3v9
name: House
scales: [{id: trust, levels: [{id: 1, name: Helps}, {id: 2, name: Alone, pass: true}]}]
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{use: shared/wash}, {id: knife, title: Cuts}]
-- roles/chef.yaml --
role: chef
title: Chef
competencies: [{use: shared/wash, level: 2}]
`
	h := newHouse(t, roles)
	h.person("mia", "2026-11-01 dana enroll cook\n2026-11-02 dana enroll chef")
	got := lines(report.NewInbox(h.input("2026-11-21", report.Scope{}), "ana"), "role", "competency", "command")
	want := []string{"cook shared/wash sojt signoff mia shared/wash --all-criteria --level 1", "cook knife sojt signoff mia knife --all-criteria"}
	if !slices.Equal(got, want[:1]) {
		t.Errorf("got %q, want %q", got, want[:1])
	}
	h = newHouse(t, roles)
	h.person("mia", "2026-11-01 dana enroll cook\n2026-11-02 dana enroll chef\n2026-11-03 ana signoff shared/wash level=1")
	got = lines(report.NewInbox(h.input("2026-11-21", report.Scope{}), "ana"), "role", "competency", "command")
	want = []string{"chef shared/wash sojt signoff mia shared/wash --role chef --all-criteria --level 2", want[1]}
	if !slices.Equal(got, want) {
		t.Errorf("signed off for one role: got %q, want %q", got, want)
	}
}

// What a coordinator could not do, or need not, waits for nobody: to qualify in a role that is retired or
// a draft, and a deferral in a choice that was met otherwise.
func TestInboxOfWhatIsOver(t *testing.T) {
	const role = "-- roles/cook.yaml --\nrole: cook\ntitle: Cook\nstatus: %s\nqualify: coordinator\n" +
		"competencies: [{id: wash, title: Washes}, {id: grill, title: Grills}, {id: pastry, title: Bakes}]\nchoose: [{id: station, n: 1, of: [grill, pastry]}]\n"
	const records = "2026-10-01 dana enroll cook\n2026-10-02 dana waive grill kind=deferral until=2026-11-01\n2026-10-03 ana signoff pastry\n"
	for _, c := range []struct{ name, status, records, want string }{
		{"the choice was met otherwise", "adopted", records, "2026-10-03 ready wash"},
		{"to qualify", "adopted", records + "2026-10-04 ana signoff wash", "2026-10-04 qualify -"},
		{"in a retired role", "retired", records + "2026-10-04 ana signoff wash", ""},
		{"in a draft", "draft", records + "2026-10-04 ana signoff wash", ""},
	} {
		h := newHouse(t, fmt.Sprintf(role, c.status))
		h.person("mia", c.records)
		got := strings.Join(lines(report.NewInbox(h.input("2026-11-21", report.Scope{}), "dana"), "since", "why", "competency"), "\n")
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// For a learner: what to acknowledge and to ask for. A mentor who is trained sees both.
func TestInboxOfALearner(t *testing.T) {
	h := newHouse(t, station+"-- sojt.yaml --\nformat: 1\nprogram: house-k3v9\nname: House\npolicy: {request_first: true}\n")
	close := h.person("ana", "2026-10-01 dana enroll cook\n2026-10-02 per signoff close\n2026-10-05 ana practice knife\n2026-10-06 ana practice knife").Records[1]
	h.person("mia", "2026-10-01 dana enroll cook\n2026-11-01 mia request wash")
	got := lines(report.NewInbox(h.input("2026-11-21", report.Scope{}), "ana"), "since", "learner", "why", "command")
	want := []string{
		"2026-10-01 ana ask sojt request ana wash",
		"2026-10-02 ana acknowledge sojt acknowledge ana " + close.ID,
		"2026-10-06 ana ask sojt request ana knife",
		"2026-11-01 mia request sojt signoff mia wash --all-criteria",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	page := report.NewInbox(h.input("2026-11-21", report.Scope{}), "per").Page()
	if foot := strings.Join(page.Footer, "\n"); !strings.Contains(foot, "1 sign-off of Per Lind still to be acknowledged by the learner") {
		t.Errorf("per reads %q", foot)
	}
}

// An empty inbox says why.
func TestInboxSaysWhyItIsEmpty(t *testing.T) {
	prepared := newHouse(t, station+"-- sojt.yaml --\nformat: 1\nprogram: house-k3v9\nname: House\npolicy: {mentor_role: cook}\n")
	signed := newHouse(t, station+"-- sojt.yaml --\nformat: 1\nprogram: house-k3v9\nname: House\npolicy: {signatures: required}\n")
	plain := newHouse(t, station)
	plain.person("mia", "")
	for _, c := range []struct {
		h         *house
		who, want string
	}{
		{plain, "ana", "nothing waits for Ana Ruiz to sign"},
		{plain, "rui", "nothing waits: Rui Costa is no mentor on that day"},
		{prepared, "ana", "nothing waits: Ana Ruiz is not qualified as cook yet: sojt enroll ana cook"},
		{signed, "ana", "nothing waits: Ana Ruiz has no key that counts on that day, and policy asks for signatures: sojt mentor key ana --key FILE"},
	} {
		if got := report.NewInbox(c.h.input("2026-11-21", report.Scope{}), c.who).Page().Sections[0].Empty; got != c.want {
			t.Errorf("%s: %q, want %q", c.who, got, c.want)
		}
	}
	learner := newHouse(t, station)
	learner.person("mia", "2026-11-21 dana enroll cook")
	if got := report.NewInbox(learner.input("2026-11-21", report.Scope{}), "mia").Page().Sections[0].Empty; got != "nothing waits for mia; what comes next: sojt status mia" {
		t.Errorf("a learner reads %q", got)
	}
}
