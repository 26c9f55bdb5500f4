package signoff

import (
	"fmt"
	"strings"
	"testing"
)

// ruleCase is a draft that is refused, and what makes the same draft acceptable: records before it,
// or, where the draft itself was at fault, another one. Each line of want is
// "NUMBER NAME: MESSAGE -> REMEDY".
type ruleCase struct {
	name, definitions, records, draft, want string

	then    string // recorded before the draft
	instead string // a draft that is accepted
}

func runRules(t *testing.T, cases []ruleCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(strings.ReplaceAll(c.name, " ", "_"), func(t *testing.T) {
			w := newWorld(t, c.definitions)
			w.add(c.records)
			got, want := w.judge(c.draft), tidy(c.want)
			if got != want {
				t.Errorf("%s\n got %s\nwant %s", c.draft, got, want)
			}
			if c.then == "" && c.instead == "" {
				return
			}
			if want == "" {
				t.Fatal("what is accepted needs no remedy")
			}
			w.add(c.then)
			draft := c.draft
			if c.instead != "" {
				draft = c.instead
			}
			if got := w.judge(draft); got != "" {
				t.Errorf("after the remedy %s is still refused:\n%s", draft, got)
			}
		})
	}
}

// judge writes the refusals of a draft, which is recorded in the evening unless it says when.
func (w *world) judge(draft string) string {
	w.t.Helper()
	if !strings.Contains(draft, "at=") {
		draft += " at=" + strings.Fields(draft)[0]
	}
	r := w.records(evening(draft))[0]
	var lines []string
	for _, refusal := range w.book.Judge(w.learner(r.Learner), r) {
		lines = append(lines, fmt.Sprintf("%d %s: %s -> %s", refusal.Rule, refusal.Name, refusal.Message, refusal.Remedy))
	}
	return strings.Join(lines, "\n")
}

// evening makes a draft of a day later than what the test recorded at noon.
func evening(draft string) string {
	before, at, _ := strings.Cut(draft, "at=")
	day, rest, _ := strings.Cut(at, " ")
	if len(day) == len("2026-01-02") {
		day += "T20:00:00"
	}
	return before + "at=" + day + " " + rest
}

func tidy(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

const enrolled = "2026-01-05 cleo enroll cook\n"

const draftSignoff = "2026-01-10 ana signoff knife"

func TestAccepted(t *testing.T) {
	runRules(t, []ruleCase{
		{name: "a sign-off in order", definitions: knife, records: enrolled, draft: draftSignoff},
		{name: "by a coordinator, who is a mentor too", definitions: knife, records: enrolled, draft: "2026-01-10 cleo signoff knife"},
		{name: "on the day of the start", definitions: knife, records: enrolled, draft: "2026-01-05 ana signoff knife"},
		{name: "of work seen on the day of leaving, entered after", definitions: knife,
			records: enrolled + "2026-01-10 cleo leave cook", draft: draftSignoff + " at=2026-01-12"},
		{name: "of work seen before a pause, entered during it", definitions: knife,
			records: enrolled + "2026-01-11 cleo pause cook", draft: draftSignoff + " at=2026-01-12"},
		{name: "on the day of resuming", definitions: knife,
			records: enrolled + "2026-01-07 cleo pause cook\n2026-01-10 cleo resume", draft: draftSignoff},
	})
}

func TestRule1(t *testing.T) {
	const roles = `-- competencies/shared.yaml --
set: shared
title: Shared
competencies: [{id: wash, title: Washes}]
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{use: shared/wash}, {id: knife, title: Cuts}]
-- roles/barista.yaml --
role: barista
title: Barista
competencies: [{use: shared/wash}, {id: brew, title: Brews}]`
	runRules(t, []ruleCase{{
		name: "not enrolled", definitions: knife, draft: draftSignoff,
		want: "1 enrolled: Mia is not enrolled in cook -> sojt enroll mia cook, by Cleo",
		then: "2026-01-10 cleo enroll cook",
	}, {
		name: "not enrolled on the day the work was seen", definitions: knife, draft: draftSignoff + " at=2026-01-12",
		want: "1 enrolled: Mia is not enrolled in cook -> sojt enroll mia cook --start 2026-01-10, by Cleo",
		then: "2026-01-10 cleo enroll cook",
	}, {
		name: "left", definitions: knife, records: enrolled + "2026-01-09 cleo leave cook", draft: draftSignoff,
		want: "1 enrolled: Mia left cook on 9 Jan 2026 -> sojt enroll mia cook, by Cleo",
		then: "2026-01-10 cleo enroll cook",
	}, {
		name: "paused", definitions: knife, records: enrolled + "2026-01-10 cleo pause", draft: draftSignoff,
		want: "1 enrolled: Mia is paused since 10 Jan 2026 -> sojt resume mia, by Cleo",
		then: "2026-01-10 cleo resume",
	}, {
		name: "paused then, not now", definitions: knife,
		records: enrolled + "2026-01-09 cleo pause\n2026-01-12 cleo resume", draft: draftSignoff + " at=2026-01-13",
		want:    "1 enrolled: Mia was paused from 9 Jan 2026 to 11 Jan 2026 -> give the day on which the work was seen: --date DATE",
		instead: "2026-01-12 ana signoff knife at=2026-01-13",
	}, {
		name: "paused for a day, not now, though in another role", definitions: roles,
		records: enrolled + "2026-01-06 cleo enroll barista\n2026-01-10 cleo pause cook\n2026-01-11 cleo resume cook\n2026-01-12 cleo pause barista",
		draft:   "2026-01-10 ana signoff knife at=2026-01-13",
		want:    "1 enrolled: Mia was paused on 10 Jan 2026 -> give the day on which the work was seen: --date DATE",
		instead: "2026-01-11 ana signoff knife at=2026-01-13",
	}, {
		name: "paused then and still", definitions: knife, records: enrolled + "2026-01-09 cleo pause", draft: draftSignoff + " at=2026-01-13",
		want: "1 enrolled: Mia is paused since 9 Jan 2026 -> sojt resume mia --date 2026-01-10, by Cleo",
		then: "2026-01-10 cleo resume at=2026-01-13",
	}, {
		name: "paused again since", definitions: knife,
		records: enrolled + "2026-01-09 cleo pause\n2026-01-11 cleo resume\n2026-01-12 cleo pause", draft: draftSignoff + " at=2026-01-13",
		want:    "1 enrolled: Mia was paused from 9 Jan 2026 to 10 Jan 2026 -> give the day on which the work was seen: --date DATE",
		instead: "2026-01-11 ana signoff knife at=2026-01-13",
	}, {
		name: "the role that is named does not have it, another of the learner's does", definitions: roles,
		records: enrolled, draft: "2026-01-10 ana signoff knife role=barista",
		want:    "1 enrolled: barista does not have knife -> --role cook",
		instead: draftSignoff,
	}, {
		name: "the role that is named does not have it, nor has any of the learner's", definitions: roles,
		records: enrolled, draft: "2026-01-10 ana signoff brew",
		want: "1 enrolled: cook does not have brew -> sojt enroll mia barista, by Cleo",
		then: "2026-01-10 cleo enroll barista", instead: "2026-01-10 ana signoff brew role=barista",
	}, {
		name: "in several roles, paused in the one that is named", definitions: roles,
		records: enrolled + "2026-01-06 cleo enroll barista\n2026-01-08 cleo pause cook", draft: "2026-01-10 ana signoff shared/wash",
		want:    "1 enrolled: Mia is paused since 8 Jan 2026 -> sojt resume mia, by Cleo",
		instead: "2026-01-10 ana signoff shared/wash role=barista",
	}, {
		name: "in several roles, what names none belongs to the one that is not paused", definitions: roles,
		records: enrolled + "2026-01-06 cleo enroll barista\n2026-01-08 cleo pause cook", draft: "2026-01-10 mia practice shared/wash",
	}, {
		name: "in several roles, what names none and is in none of them", definitions: roles,
		records: enrolled, draft: "2026-01-10 mia practice brew",
		want: "1 enrolled: Mia is not enrolled in barista -> sojt enroll mia barista, by Cleo",
		then: "2026-01-10 cleo enroll barista",
	}, {
		name: "in several roles, left the one", definitions: roles,
		records: enrolled + "2026-01-06 cleo enroll barista\n2026-01-08 cleo leave cook", draft: "2026-01-10 mia request shared/wash",
	}, {
		name: "observation", definitions: knife, draft: "2026-01-10 ana observation knife",
		want: "1 enrolled: Mia is not enrolled in cook -> sojt enroll mia cook, by Cleo", then: "2026-01-10 cleo enroll cook",
	}, {
		name: "transcription", definitions: knife, draft: "2026-01-10 ana transcribe knife at=2026-03-01",
		want: "1 enrolled: Mia is not enrolled in cook -> sojt enroll mia cook --start 2026-01-10, by Cleo", then: "2026-01-10 cleo enroll cook",
	}, {
		name: "waiver", definitions: knife, draft: "2026-01-10 cleo waive knife",
		want: "1 enrolled: Mia is not enrolled in cook -> sojt enroll mia cook", then: "2026-01-10 cleo enroll cook",
	}, {
		name: "a waiver can be granted in a pause", definitions: knife, records: enrolled + "2026-01-06 cleo pause",
		draft: "2026-01-10 cleo waive knife deferral until=2026-03-01",
	}, {
		name: "and before the first day", definitions: knife, records: "2026-02-01 cleo enroll cook at=2026-01-05",
		draft: "2026-01-10 cleo waive knife",
	}})
}

func TestRule1ForPresence(t *testing.T) {
	runRules(t, []ruleCase{{
		name: "enrolled already", definitions: knife, records: enrolled, draft: "2026-01-05 cleo enroll cook at=2026-01-10",
		want: "1 enrolled: Mia is enrolled in cook since 5 Jan 2026 -> nothing to do", instead: "2026-01-05 cleo enroll cook learner=max",
	}, {
		name: "enrolled already, from another day", definitions: knife, records: "E: " + enrolled, draft: "2026-01-08 cleo enroll cook at=2026-01-10",
		want: "1 enrolled: Mia is enrolled in cook since 5 Jan 2026 -> nothing to do; for another start day: " +
			"sojt revoke 01KE70EJF80000000000000001 --from 2026-01-05 --reason TEXT, then sojt enroll mia cook --start 2026-01-08",
		then: "2026-01-05 cleo revoke E at=2026-01-10",
	}, {
		name: "enrolled already, from today", definitions: knife, records: "E: " + enrolled, draft: "2026-01-08 cleo enroll cook at=2026-01-05",
		want: "1 enrolled: Mia is enrolled in cook since 5 Jan 2026 -> nothing to do; for another start day: " +
			"sojt revoke 01KE70EJF80000000000000001 --reason TEXT, then sojt enroll mia cook --start 2026-01-08",
		then: "2026-01-05 cleo revoke E",
	}, {
		name: "enrolled already, and to start earlier", definitions: knife, records: "E: " + enrolled, draft: "2026-01-02 cleo enroll cook at=2026-01-10",
		want: "1 enrolled: Mia is enrolled in cook from 5 Jan 2026 -> for an earlier start day: " +
			"sojt revoke 01KE70EJF80000000000000001 --from 2026-01-05 --reason TEXT, then sojt enroll mia cook --start 2026-01-02",
		then: "2026-01-05 cleo revoke E at=2026-01-10",
	}, {
		name: "to start later, and earlier after all", definitions: knife, records: "E: 2026-02-01 cleo enroll cook at=2026-01-05", draft: "2026-01-10 cleo enroll cook",
		want: "1 enrolled: Mia is enrolled in cook from 1 Feb 2026 -> for an earlier start day: " +
			"sojt revoke 01KE70EJF80000000000000001 --reason TEXT, then sojt enroll mia cook --start 2026-01-10",
		then: "2026-01-10 cleo revoke E",
	}, {
		name: "pause before an enrolment that starts later", definitions: knife, records: "E: 2026-02-05 cleo enroll cook at=2026-01-09",
		draft: "2026-01-10 cleo pause cook",
		want: "1 enrolled: Mia is not enrolled in cook on 10 Jan 2026 -> " +
			"sojt revoke 01KEHA1EF80000000000000001 --reason TEXT, then sojt enroll mia cook --start 2026-01-10",
		then: "2026-01-10 cleo revoke E\n2026-01-10 cleo enroll cook",
	}, {
		name: "pause without enrolment", definitions: knife, draft: "2026-01-10 cleo pause cook",
		want: "1 enrolled: Mia is not enrolled in cook on 10 Jan 2026 -> sojt enroll mia cook", then: "2026-01-10 cleo enroll cook",
	}, {
		name: "leave without enrolment", definitions: knife, draft: "2026-01-10 cleo leave",
		want: "1 enrolled: Mia is enrolled in no role on 10 Jan 2026 -> sojt enroll mia ROLE", then: "2026-01-10 cleo enroll cook",
	}, {
		name: "paused already", definitions: knife, records: enrolled + "2026-01-08 cleo pause", draft: "2026-01-10 cleo pause cook",
		want: "1 enrolled: Mia is paused already -> sojt resume mia --role cook", then: "2026-01-09 cleo resume cook",
	}, {
		name: "not paused", definitions: knife, records: enrolled, draft: "2026-01-10 cleo resume",
		want: "1 enrolled: Mia is not paused -> sojt pause mia --reason TEXT", then: "2026-01-09 cleo pause",
	}, {
		name: "qualify without enrolment", definitions: knife, draft: "2026-01-10 cleo qualify cook",
		want: "1 enrolled: Mia is not enrolled in cook on 10 Jan 2026 -> sojt enroll mia cook",
		then: "2026-01-09 cleo enroll cook\n2026-01-10 ana signoff knife",
	}})
}

func TestRule2(t *testing.T) {
	const status = `-- roles/cook.yaml --
role: cook
title: Cook
status: %s
competencies: [{id: knife, title: Cuts}]
-- roles/chef.yaml --
role: chef
title: Chef
competencies: [{id: shout, title: Shouts}]`
	draft := fmt.Sprintf(status, "draft")
	retired := strings.Replace(fmt.Sprintf(status, "retired"), "status:", "next: [chef]\nstatus:", 1)
	const wantDraft = "2 role: cook is a draft and takes no sign-off yet -> set `status: adopted` in roles/cook.yaml"
	const wantRetired = "2 role: cook is retired -> sojt enroll mia chef"
	wantOthers := wantRetired + ", by Cleo"
	cases := []ruleCase{{
		name: "a draft takes enrolment", definitions: draft, draft: "2026-01-10 cleo enroll cook",
	}, {
		name: "and practice", definitions: draft, records: enrolled, draft: "2026-01-10 mia practice knife",
	}, {
		name: "a retired role takes no enrolment", definitions: retired, draft: "2026-01-10 cleo enroll cook", want: wantRetired,
		instead: "2026-01-10 cleo enroll chef",
	}, {
		name: "nor practice", definitions: retired, records: enrolled, draft: "2026-01-10 mia practice knife", want: wantOthers,
	}, {
		name: "but leaving", definitions: retired, records: enrolled, draft: "2026-01-10 cleo leave cook",
	}, {
		name: "retired with nothing after it", definitions: fmt.Sprintf(status, "retired"), records: enrolled, draft: draftSignoff,
		want: "2 role: cook is retired -> set `status: adopted` in roles/cook.yaml, if it is in use again",
	}, {
		name: "a retired competency", definitions: "  - {id: knife, title: Cuts, retired: 2026-01-10}\n  - {id: cut, title: C, replaces: [{id: knife, carry: full}]}",
		records: enrolled, draft: draftSignoff,
		want:    "2 role: knife is retired since 10 Jan 2026 -> cut took its place",
		instead: "2026-01-10 ana signoff cut",
	}, {
		name: "retired with nothing in its place", definitions: "  - {id: knife, title: Cuts, retired: 2026-01-10}",
		records: enrolled, draft: draftSignoff,
		want: "2 role: knife is retired since 10 Jan 2026 -> sojt status mia",
	}, {
		name: "the last day before", definitions: "  - {id: knife, title: Cuts, retired: 2026-01-11}", records: enrolled, draft: draftSignoff,
	}, {
		name: "judged when it is recorded, not when it was seen", definitions: "  - {id: knife, title: Cuts, retired: 2026-01-11}",
		records: enrolled, draft: draftSignoff + " at=2026-01-11",
		want: "2 role: knife is retired since 11 Jan 2026 -> sojt status mia",
	}}
	for _, line := range []string{
		draftSignoff, "2026-01-10 ana observation knife", "2026-01-10 ana transcribe knife", "2026-01-10 cleo waive knife",
		"2026-01-10 ana trained knife", "2026-01-10 mia request knife",
	} {
		kind, by := strings.Fields(line)[2], strings.Fields(line)[1]
		want := wantOthers
		if by == "cleo" {
			want = wantRetired
		}
		cases = append(cases,
			ruleCase{name: kind + " in a draft", definitions: draft, records: enrolled, draft: line, want: wantDraft},
			ruleCase{name: kind + " in a retired role", definitions: retired, records: enrolled, draft: line, want: want})
	}
	runRules(t, cases)
}

func TestRule2WithSeveralRoles(t *testing.T) {
	runRules(t, []ruleCase{{
		name: "a request belongs to the role that takes it",
		definitions: `-- competencies/shared.yaml --
set: shared
title: Shared
competencies: [{id: wash, title: Washes}]
-- roles/apprentice.yaml --
role: apprentice
title: Apprentice
status: draft
competencies: [{use: shared/wash}]
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{use: shared/wash}]`,
		records: "2026-01-01 cleo enroll apprentice\n" + enrolled,
		draft:   "2026-01-10 mia request shared/wash",
	}})
}
