package signoff

import (
	"strings"
	"testing"
)

// house has a tree of departments, and somebody for each kind of reach.
const house = `-- sojt.yaml --
format: 1
program: bistro
name: Bistro
departments: [{id: operations, departments: [{id: kitchen}, {id: bar}]}, {id: office}]
-- mentors.yaml --
mentors:
  - {id: cleo, name: Cleo, coordinator: true, departments: [operations]}
  - {id: carl, name: Carl, coordinator: true, departments: [bar]}
  - {id: cora, name: Cora, coordinator: true, departments: [kitchen], signs: [brew]}
  - {id: ana, name: Ana, departments: [kitchen]}
  - {id: amy, name: Amy, signs: [cook]}
  - {id: art, name: Art, signs: [knife]}
  - {id: abe, name: Abe, departments: [kitchen], signs: [grill]}
  - {id: ada, name: Ada, departments: [bar]}
  - {id: nil, name: Nil}
  - {id: old, name: Old, departments: [kitchen], until: 2026-01-09}
  - {id: new, name: New, departments: [kitchen], from: 2026-01-11}
  - {id: gap, name: Gap, departments: [kitchen], from: 2026-01-11}
  - {id: gap, name: Gap, departments: [kitchen], from: 2025-01-01, until: 2026-01-09}
  - {id: gap, name: Gap, departments: [kitchen], from: 2024-01-01, until: 2024-12-31}
  - {id: mia, name: Mia, coordinator: true, departments: [operations]}
-- roles/cook.yaml --
role: cook
title: Cook
department: kitchen
competencies: [{id: knife, title: Cuts}, {id: grill, title: Grills}]
-- roles/barista.yaml --
role: barista
title: Barista
department: bar
competencies: [{id: brew, title: Brews}]
`

// TestWhoMayRecord goes through the last column of SPEC 2.5. Here mia, the learner, is a
// coordinator as well, so that rule 4 is what keeps her from acting on herself.
func TestWhoMayRecord(t *testing.T) {
	const people = "cleo carl cora ana amy art abe ada nil old new gap zoe mia pete"
	const mentors = "cleo cora ana amy art"
	const coordinators = "cleo cora"
	for _, c := range []struct{ record, may string }{
		{"enroll barista", "cleo carl mia"},
		{"trained knife", "cleo ana amy art"},
		{"practice knife", "cleo ana amy art mia"},
		{"request knife", "mia"},
		{"observation knife", "cleo ana amy art"},
		{"observation knife not-yet", "cleo ana amy art"},
		{"signoff knife", "cleo ana amy art"},
		{"acknowledge S", "mia"},
		{"waive knife", coordinators},
		{"transcribe knife", mentors},
		{"revoke S", "cleo cora ana"}, // ana wrote S
		{"revoke Q", "cleo cora"},
		{"qualify cook", coordinators},
		{"note knife", "cleo carl cora ana amy art abe ada nil old new gap mia pete"},
		{"pause cook", coordinators + " mia"},
		{"leave cook", coordinators + " mia"},
		{"key AAAAAAAA", coordinators},
	} {
		t.Run(strings.ReplaceAll(c.record, " ", "_"), func(t *testing.T) {
			for _, by := range strings.Fields(people) {
				w := newWorld(t, house)
				w.learner("pete")
				w.add(`2026-01-05 cleo enroll cook
					S: 2026-01-06 ana signoff knife
					Q: 2026-01-06 cleo waive grill`)
				if c.record == "qualify cook" {
					w.add("2026-01-07 mia acknowledge S")
				}
				draft := "2026-01-10 " + by + " " + c.record
				if c.record == "signoff knife" {
					draft += " reaffirms=S"
				}
				got := w.judge(draft)
				may := strings.Contains(" "+c.may+" ", " "+by+" ")
				if may != (got == "") {
					t.Errorf("%s: may %v, refused %q", draft, may, got)
				}
				for line := range strings.Lines(got) {
					if line[0] != '3' && line[0] != '4' {
						t.Errorf("%s: refused for another reason: %s", draft, line)
					}
				}
			}
		})
	}
}

func TestWhoMayResume(t *testing.T) {
	w := newWorld(t, house)
	w.add("2026-01-05 cleo enroll cook\n2026-01-08 cleo pause cook")
	if got := w.judge("2026-01-10 cora resume cook"); got != "" {
		t.Error(got)
	}
	if got := w.judge("2026-01-10 ana resume cook"); !strings.HasPrefix(got, "3 scope: only a coordinator may do this, and Ana is none") {
		t.Error(got)
	}
}

func TestRule3(t *testing.T) {
	const other = "Cleo, Ana, Amy or Art can do this"
	sign := func(by string) string { return "2026-01-10 " + by + " signoff knife" }
	runRules(t, []ruleCase{{
		name: "not in mentors.yaml", definitions: house, records: enrolled, draft: sign("zoe"), instead: sign("ana"),
		want: `3 scope: zoe is no mentor: mentors.yaml does not list "zoe" -> ` + other,
	}, {
		name: "no longer", definitions: house, records: enrolled, draft: sign("old"), instead: "2026-01-09 old signoff knife",
		want: "3 scope: Old was a mentor until 9 Jan 2026 -> " + other,
	}, {
		name: "judged when it is recorded, not when it was seen", definitions: house, records: enrolled, draft: "2026-01-09 old signoff knife at=2026-01-10",
		want: "3 scope: Old was a mentor until 9 Jan 2026 -> " + other,
	}, {
		name: "not yet", definitions: house, records: enrolled, draft: sign("new"), instead: "2026-01-10 new signoff knife at=2026-01-11",
		want: "3 scope: New is a mentor from 11 Jan 2026 -> " + other + "; if New was one before, a coordinator puts that day into mentors.yaml, `from:`, and commits it",
	}, {
		name: "between two designations", definitions: house, records: enrolled, draft: sign("gap"), instead: "2026-01-09 gap signoff knife",
		want: "3 scope: Gap was a mentor until 9 Jan 2026, and is one again from 11 Jan 2026 -> " + other,
	}, {
		name: "another department", definitions: house, records: enrolled, draft: sign("ada"), instead: sign("cleo"),
		want: "3 scope: Ada signs in bar, Mia is in kitchen -> " + other,
	}, {
		name: "the learner's department wins over the role's", definitions: house, records: enrolled + "learner mia department=bar", draft: sign("ana"),
		want: "3 scope: Ana signs in kitchen, Mia is in bar -> Cleo, Carl, Amy, Art or Ada can do this", instead: sign("ada"),
	}, {
		name: "another competency", definitions: house, records: enrolled, draft: sign("abe"), instead: "2026-01-10 abe signoff grill",
		want: "3 scope: Abe signs grill, not knife in cook -> " + other,
	}, {
		name: "both given, both must hold", definitions: house, records: enrolled + "learner mia department=bar", draft: "2026-01-10 abe signoff grill",
		want: "3 scope: Abe signs in kitchen, Mia is in bar -> Cleo, Carl, Amy or Ada can do this",
	}, {
		name: "neither covers nothing", definitions: house, records: enrolled, draft: sign("nil"), instead: sign("amy"),
		want: "3 scope: mentors.yaml gives Nil neither departments nor roles to sign -> " + other,
	}, {
		name: "a coordinator of another department", definitions: house, records: enrolled, draft: "2026-01-10 carl waive knife", instead: "2026-01-10 cora waive knife",
		want: "3 scope: Carl coordinates bar, Mia is in kitchen -> Cleo or Cora can do this",
	}, {
		name: "a coordinator overrides within their departments only", definitions: house, records: enrolled + "learner mia department=office",
		draft: "2026-01-10 amy signoff knife override=flood",
		want:  "3 override: only a coordinator may override a rule -> name a coordinator who covers it in mentors.yaml",
	}, {
		name: "the learner's own records are the learner's", definitions: house, records: enrolled, draft: "2026-01-10 ana request knife",
		want: "3 author: only Mia can record this, not Ana -> Mia records this: --by mia", instead: "2026-01-10 mia request knife",
	}, {
		name: "nobody here", definitions: house, records: enrolled, draft: "2026-01-10 zoe note knife",
		want: `3 author: nobody here is called "zoe" -> use the id of a mentor or learner`, instead: "2026-01-10 old note knife",
	}, {
		name: "the author of a record who is a mentor no more", definitions: house, records: enrolled + "S: 2026-01-06 old signoff knife",
		draft: "2026-01-10 old revoke S", instead: "2026-01-09 old revoke S",
		want: "3 scope: Old was a mentor until 9 Jan 2026 -> Cleo or Cora can do this",
	}, {
		name: "another mentor's record", definitions: house, records: enrolled + "S: 2026-01-06 ana signoff knife",
		draft: "2026-01-10 amy revoke S", instead: "2026-01-10 cora revoke S",
		want: "3 scope: only a coordinator may do this, and Amy is none -> Cleo or Cora can do this",
	}, {
		name: "a coordinator may revoke a revocation", definitions: house,
		records: enrolled + "S: 2026-01-06 ana signoff knife\nR: 2026-01-07 ana revoke S", draft: "2026-01-10 cora revoke R",
	}, {
		name: "its author may not", definitions: house,
		records: enrolled + "S: 2026-01-06 ana signoff knife\nR: 2026-01-07 ana revoke S", draft: "2026-01-10 ana revoke R",
		want: "3 scope: only a coordinator may do this, and Ana is none -> Cleo or Cora can do this", instead: "2026-01-10 ana revoke S",
	}})
}

// TestRecordsWithoutARole: who may act is then judged by all departments that the learner is in.
func TestRecordsWithoutARole(t *testing.T) {
	const both = "2026-01-05 cleo enroll cook\n2026-01-05 cleo enroll barista\n"
	runRules(t, []ruleCase{{
		name: "a leave from one role by its coordinator", definitions: house, records: both, draft: "2026-01-10 cora leave cook",
	}, {
		name: "a leave from all needs one who covers all", definitions: house, records: both, draft: "2026-01-10 cora leave",
		want: "3 scope: Cora coordinates kitchen, Mia is in bar and kitchen -> Cleo can do this", instead: "2026-01-10 cleo leave",
	}, {
		name: "the learner's own department decides", definitions: house, records: both + "learner mia department=kitchen", draft: "2026-01-10 cora leave",
	}, {
		name: "a pause of the only role", definitions: house, records: "2026-01-05 cleo enroll cook", draft: "2026-01-10 cora pause",
	}, {
		name: "a key by a coordinator of any role", definitions: house, records: both, draft: "2026-01-10 carl key AAAAAAAA",
	}, {
		name: "not by one of none", definitions: house, records: "2026-01-05 cleo enroll cook", draft: "2026-01-10 carl key AAAAAAAA",
		want: "3 scope: Carl coordinates bar, Mia is in kitchen -> Cleo or Cora can do this", instead: "2026-01-10 cora key AAAAAAAA",
	}, {
		name: "a key before any enrolment", definitions: house, draft: "2026-01-10 carl key AAAAAAAA",
	}, {
		name: "a revocation is judged by the role of what it revokes", definitions: house,
		records: both + "S: 2026-01-06 ana signoff knife", draft: "2026-01-10 carl revoke S",
		want: "3 scope: Carl coordinates bar, Mia is in kitchen -> Cleo or Cora can do this", instead: "2026-01-10 cora revoke S",
	}, {
		name: "somebody whom no department reaches", definitions: strings.Replace(house, "department: kitchen\n", "", 1),
		draft: "2026-01-10 cleo enroll cook",
		want:  "3 scope: Cleo coordinates operations, Mia is in no department -> write `department:` into learners/mia.yaml or the role",
		then:  "learner mia department=kitchen",
	}})
}

func TestRule3WithSeveralRoles(t *testing.T) {
	definitions := house + `-- competencies/shared.yaml --
set: shared
title: Shared
competencies: [{id: wash, title: Washes}]
`
	definitions = strings.Replace(definitions, "competencies: [{id: knife", "competencies: [{use: shared/wash}, {id: knife", 1)
	definitions = strings.Replace(definitions, "competencies: [{id: brew", "competencies: [{use: shared/wash}, {id: brew", 1)
	const both = "2026-01-05 cleo enroll cook\n2026-01-06 cleo enroll barista\n"
	runRules(t, []ruleCase{{
		name: "what names no role may belong to any of them", definitions: definitions, records: both, draft: "2026-01-10 ada trained shared/wash",
	}, {
		name: "what names one belongs to that", definitions: definitions, records: both, draft: "2026-01-10 ada signoff shared/wash",
		want:    "3 scope: Ada signs in bar, Mia is in kitchen -> --role barista",
		instead: "2026-01-10 ada signoff shared/wash role=barista",
	}})
}

func TestNarrowedToSomeMentors(t *testing.T) {
	const narrow = "  - {id: knife, title: Cuts, mentors: [ana], certifier: separate, practice: 1}"
	runRules(t, []ruleCase{{
		name: "signed only by them", definitions: narrow, records: enrolled + "2026-01-06 mia practice knife", draft: "2026-01-10 ben signoff knife",
		want: "3 scope: knife is signed only by ana -> Ana can do this", instead: draftSignoff,
	}, {
		name: "observed only by them", definitions: narrow, records: enrolled, draft: "2026-01-10 ben observation knife",
		want: "3 scope: knife is signed only by ana -> Ana can do this",
	}, {
		name: "anybody in scope teaches it, or nobody could certify it", definitions: narrow, records: enrolled, draft: "2026-01-10 ben trained knife",
	}, {
		name: "and practises it with the learner", definitions: narrow, records: enrolled, draft: "2026-01-10 ben practice knife with=ben",
	}})
}

func TestRule3Preparation(t *testing.T) {
	policy := func(s string) string {
		return `-- sojt.yaml --
format: 1
program: bistro
name: Bistro
policy: {` + s + `}
-- mentors.yaml --
mentors:
  - {id: ana, name: Ana}
  - {id: ben, name: Ben, prepared: {by: Ines, date: 2026-01-08}}
  - {id: cleo, name: Cleo, coordinator: true}
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts}]
-- roles/teacher.yaml --
role: teacher
title: Teacher
competencies: [{id: teach, title: Teaches}]`
	}
	prepared, holds := policy("mentor_role: teacher"), policy("mentor_holds_competency: true")
	const not = "3 prepared: Ana is not qualified as teacher on 10 Jan 2026 -> Ben can do this; for Ana: sojt enroll ana teacher, or `prepared:` in mentors.yaml"
	const teacher = "2026-01-09 cleo enroll teacher learner=ana\n2026-01-09 cleo signoff teach role=teacher learner=ana"
	runRules(t, []ruleCase{
		{name: "not prepared", definitions: prepared, records: enrolled, draft: draftSignoff, want: not, then: teacher},
		{name: "on the way", definitions: prepared, records: enrolled + "2026-01-09 cleo enroll teacher learner=ana", draft: draftSignoff,
			want: strings.Replace(not, "enroll ana teacher", "status ana", 1), then: "2026-01-09 cleo signoff teach role=teacher learner=ana"},
		{name: "an observation too", definitions: prepared, records: enrolled, draft: "2026-01-10 ana observation knife", want: not, then: teacher},
		{name: "a transcription too", definitions: prepared, records: enrolled, draft: "2026-01-10 ana transcribe knife", want: not, then: teacher},
		{name: "training needs no preparation", definitions: prepared, records: enrolled, draft: "2026-01-10 ana trained knife"},
		{name: "prepared by a named person", definitions: prepared, records: enrolled, draft: "2026-01-10 ben signoff knife"},
		{name: "from that day", definitions: prepared, records: enrolled, draft: "2026-01-07 ben signoff knife",
			want: "3 prepared: Ben is not qualified as teacher on 7 Jan 2026 -> name a mentor who covers it in mentors.yaml; for Ben: sojt enroll ben teacher, or `prepared:` in mentors.yaml", instead: "2026-01-08 ben signoff knife"},
		{name: "by what was known then", definitions: prepared, draft: draftSignoff, want: strings.Replace(not, "enroll ana teacher", "status ana", 1),
			records: enrolled + "2026-01-09 cleo enroll teacher learner=ana\n2026-01-09 cleo signoff teach role=teacher learner=ana at=2026-01-11"},
		{name: "judged when it is recorded", definitions: prepared, records: enrolled + teacher, draft: "2026-01-07 ana signoff knife at=2026-01-10"},
		{name: "does not hold the competency", definitions: holds, records: enrolled, draft: draftSignoff,
			want: "3 prepared: Ana is not competent in knife on 10 Jan 2026 -> name a mentor who covers it in mentors.yaml; for Ana: sojt signoff ana knife",
			then: "2026-01-08 cleo enroll cook learner=ana\n2026-01-09 ben signoff knife learner=ana"},
		{name: "waived is held as well", definitions: holds, records: enrolled + "2026-01-08 cleo enroll cook learner=ana\n2026-01-09 cleo waive knife learner=ana",
			draft: draftSignoff},
	})
}

func TestRule4(t *testing.T) {
	const mentors = `-- mentors.yaml --
mentors:
  - {id: mia, name: Mia, coordinator: true}
  - {id: ana, name: Ana, email: Ana@Bistro.example, keys: [{key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBwp5r3jxc93/n8Z8rYmTFvdaCT8g3vTWwCO5ixlWtyl"}]}
  - {id: ben, name: Ben}
  - {id: cleo, name: Cleo, coordinator: true}
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts}]`
	const key = "AAAAC3NzaC1lZDI1NTE5AAAAIBwp5r3jxc93/n8Z8rYmTFvdaCT8g3vTWwCO5ixlWtyl"
	const signs, coordinates = "Ana, Ben or Cleo can do this", "Cleo can do this"
	records := enrolled + "S: 2026-01-06 ana signoff knife wording=a\n"
	var cases []ruleCase
	for _, c := range []struct{ record, remedy string }{
		{"signoff knife", signs}, {"observation knife", signs}, {"transcribe knife", signs}, {"trained knife", signs},
		{"waive knife", coordinates}, {"revoke S", coordinates}, {"key AAAAAAAA", coordinates},
	} {
		cases = append(cases, ruleCase{name: c.record + " for oneself", definitions: mentors, records: records,
			draft:   "2026-01-10 mia " + c.record,
			want:    "4 self: Mia cannot do this for themselves -> " + c.remedy,
			instead: "2026-01-10 cleo " + c.record})
	}
	runRules(t, append(cases, ruleCase{
		name: "qualifying oneself", definitions: mentors, records: enrolled + "2026-01-06 ana signoff knife", draft: "2026-01-10 mia qualify cook",
		want: "4 self: Mia cannot do this for themselves -> Cleo can do this", instead: "2026-01-10 cleo qualify cook",
	}, ruleCase{
		name: "enrolling and pausing oneself is no judgement", definitions: mentors, draft: "2026-01-10 mia enroll cook",
	}, ruleCase{
		name: "one email under two ids, in whatever case", definitions: mentors, records: enrolled + "learner mia email=ana@bistro.EXAMPLE", draft: draftSignoff,
		want: "4 self: ana and mia have one email: they are one person -> Ben or Cleo can do this", then: "learner mia email=mia@bistro.example",
	}, ruleCase{
		name: "one key under two ids", definitions: mentors, records: enrolled + "2026-01-06 cleo key " + key, draft: draftSignoff,
		want: "4 self: ana and mia have one key: they are one person -> Ben or Cleo can do this", instead: "2026-01-10 ben signoff knife",
	}, ruleCase{
		name: "another key", definitions: mentors, records: enrolled + "2026-01-06 cleo key AAAAAAAA", draft: draftSignoff,
	}, ruleCase{
		name: "not by override", definitions: mentors, records: enrolled, draft: "2026-01-10 mia signoff knife override=flood",
		want: "4 self: Mia cannot do this for themselves -> " + signs,
	}))
}

func TestSigners(t *testing.T) {
	w := newWorld(t, house)
	for _, c := range []struct{ day, competency, department, want string }{
		{"2026-01-09", "knife", "", "cleo ana amy art old gap"},
		{"2026-01-10", "knife", "", "cleo ana amy art"},
		{"2026-01-11", "knife", "", "cleo ana amy art new gap"},
		{"2026-01-10", "grill", "", "cleo ana amy abe"},
		{"2026-01-10", "knife", "bar", "cleo carl amy art ada"},
	} {
		l := w.learner("mia") // who is a coordinator herself, and never among them
		l.Department = c.department
		var got []string
		for _, m := range w.book.Signers(l, "cook", w.book.Program.Competency(c.competency), w.day(c.day)) {
			got = append(got, m.ID)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s on %s in %q: %s, want %s", c.competency, c.day, c.department, got, c.want)
		}
	}
}
