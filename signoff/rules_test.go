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
		want: "1 enrolled: Mia is not enrolled in cook -> sojt enroll mia cook",
		then: "2026-01-10 cleo enroll cook",
	}, {
		name: "not enrolled on the day the work was seen", definitions: knife, draft: draftSignoff + " at=2026-01-12",
		want: "1 enrolled: Mia is not enrolled in cook -> sojt enroll mia cook --start 2026-01-10",
		then: "2026-01-10 cleo enroll cook",
	}, {
		name: "left", definitions: knife, records: enrolled + "2026-01-09 cleo leave cook", draft: draftSignoff,
		want: "1 enrolled: Mia left cook on 9 Jan 2026 -> sojt enroll mia cook",
		then: "2026-01-10 cleo enroll cook",
	}, {
		name: "paused", definitions: knife, records: enrolled + "2026-01-10 cleo pause", draft: draftSignoff,
		want: "1 enrolled: Mia is paused since 10 Jan 2026 -> sojt resume mia",
		then: "2026-01-10 cleo resume",
	}, {
		name: "paused then, not now", definitions: knife,
		records: enrolled + "2026-01-09 cleo pause\n2026-01-12 cleo resume", draft: draftSignoff + " at=2026-01-13",
		want: "1 enrolled: Mia is paused since 9 Jan 2026 -> sojt resume mia --date 2026-01-10",
		then: "2026-01-10 cleo resume at=2026-01-13",
	}, {
		name: "the role that is named does not have it, another of the learner's does", definitions: roles,
		records: enrolled, draft: "2026-01-10 ana signoff knife role=barista",
		want:    "1 enrolled: barista does not have knife -> --role cook",
		instead: draftSignoff,
	}, {
		name: "the role that is named does not have it, nor has any of the learner's", definitions: roles,
		records: enrolled, draft: "2026-01-10 ana signoff brew",
		want: "1 enrolled: cook does not have brew -> sojt enroll mia barista",
		then: "2026-01-10 cleo enroll barista", instead: "2026-01-10 ana signoff brew role=barista",
	}, {
		name: "in several roles, paused in the one that is named", definitions: roles,
		records: enrolled + "2026-01-06 cleo enroll barista\n2026-01-08 cleo pause cook", draft: "2026-01-10 ana signoff shared/wash",
		want:    "1 enrolled: Mia is paused since 8 Jan 2026 -> sojt resume mia",
		instead: "2026-01-10 ana signoff shared/wash role=barista",
	}, {
		name: "in several roles, what names none belongs to the one that is not paused", definitions: roles,
		records: enrolled + "2026-01-06 cleo enroll barista\n2026-01-08 cleo pause cook", draft: "2026-01-10 mia practice shared/wash",
	}, {
		name: "in several roles, what names none and is in none of them", definitions: roles,
		records: enrolled, draft: "2026-01-10 mia practice brew",
		want: "1 enrolled: Mia is not enrolled in barista -> sojt enroll mia barista",
		then: "2026-01-10 cleo enroll barista",
	}, {
		name: "in several roles, left the one", definitions: roles,
		records: enrolled + "2026-01-06 cleo enroll barista\n2026-01-08 cleo leave cook", draft: "2026-01-10 mia request shared/wash",
	}, {
		name: "observation", definitions: knife, draft: "2026-01-10 ana observation knife",
		want: "1 enrolled: Mia is not enrolled in cook -> sojt enroll mia cook", then: "2026-01-10 cleo enroll cook",
	}, {
		name: "transcription", definitions: knife, draft: "2026-01-10 ana transcribe knife at=2026-03-01",
		want: "1 enrolled: Mia is not enrolled in cook -> sojt enroll mia cook --start 2026-01-10", then: "2026-01-10 cleo enroll cook",
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
		name: "enrolled already", definitions: knife, records: enrolled, draft: "2026-01-10 cleo enroll cook",
		want: "1 enrolled: Mia is enrolled in cook since 5 Jan 2026 -> sojt leave mia --role cook --reason TEXT ends that first",
		then: "2026-01-10 cleo leave cook",
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
	cases := []ruleCase{{
		name: "a draft takes enrolment", definitions: draft, draft: "2026-01-10 cleo enroll cook",
	}, {
		name: "and practice", definitions: draft, records: enrolled, draft: "2026-01-10 mia practice knife",
	}, {
		name: "a retired role takes no enrolment", definitions: retired, draft: "2026-01-10 cleo enroll cook", want: wantRetired,
		instead: "2026-01-10 cleo enroll chef",
	}, {
		name: "nor practice", definitions: retired, records: enrolled, draft: "2026-01-10 mia practice knife", want: wantRetired,
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
		kind := strings.Fields(line)[2]
		cases = append(cases,
			ruleCase{name: kind + " in a draft", definitions: draft, records: enrolled, draft: line, want: wantDraft},
			ruleCase{name: kind + " in a retired role", definitions: retired, records: enrolled, draft: line, want: wantRetired})
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

func TestRule5(t *testing.T) {
	const asked = "  - {id: knife, title: Cuts, practice: 2, hours: {min: 1}}"
	const requires = "  - {id: wash, title: Washes, renew: 30d}\n  - {id: knife, title: Cuts, requires: [wash]}"
	const first = `-- sojt.yaml --
format: 1
program: bistro
name: Bistro
policy: {request_first: true}
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts}]`
	const noRequest = "5 request: Mia has not asked for this sign-off -> sojt request mia knife"
	const wash = "5 prerequisite: wash comes first and is not in place -> sojt signoff mia wash"
	runRules(t, []ruleCase{{
		name: "practice and hours are missing", definitions: asked, records: enrolled + "2026-01-06 mia practice knife minutes=50", draft: draftSignoff,
		want: "5 practice: 1 of 2 runs logged -> sojt practice mia knife\n5 hours: 0 h 50 min of 1 h of practice logged -> sojt practice mia knife --minutes N",
		then: "2026-01-10 mia practice knife minutes=10",
	}, {
		name: "practice after the day the work was seen does not count", definitions: asked,
		records: enrolled + "2026-01-06 mia practice knife minutes=60\n2026-01-11 mia practice knife", draft: draftSignoff + " at=2026-01-12",
		want: "5 practice: 1 of 2 runs logged -> sojt practice mia knife --date 2026-01-10",
		then: "2026-01-10 mia practice knife at=2026-01-12",
	}, {
		name: "nor does what was recorded after the sign-off", definitions: asked,
		records: enrolled + "2026-01-06 mia practice knife minutes=60 at=2026-01-20 x2", draft: draftSignoff,
		want: "5 practice: 0 of 2 runs logged -> sojt practice mia knife\n5 hours: 0 of 1 h of practice logged -> sojt practice mia knife --minutes N",
	}, {
		name: "a prerequisite is missing", definitions: requires, records: enrolled, draft: draftSignoff, want: wash,
		then: "2026-01-10 ana signoff wash",
	}, {
		name: "a waived prerequisite is in place", definitions: requires, records: enrolled, draft: draftSignoff, want: wash,
		then: "2026-01-10 cleo waive wash",
	}, {
		name: "a deferred one is not", definitions: requires, records: enrolled + "2026-01-06 cleo waive wash deferral until=2026-02-01",
		draft: draftSignoff, want: wash, then: "2026-01-10 ana signoff wash",
	}, {
		name: "a prerequisite on its last good day", definitions: requires,
		records: enrolled + "2026-01-06 ana signoff wash", draft: "2026-02-05 ana signoff knife",
	}, {
		name: "the day after", definitions: requires, records: enrolled + "2026-01-06 ana signoff wash", draft: "2026-02-06 ana signoff knife",
		want: wash, then: "2026-02-06 ana signoff wash",
	}, {
		name: "in place on the day, recorded too late to be known", definitions: requires,
		records: enrolled + "2026-01-09 ana signoff wash at=2026-01-12", draft: draftSignoff, want: wash,
	}, {
		name: "in place on the day, recorded before", definitions: requires,
		records: enrolled + "2026-01-09 ana signoff wash at=2026-01-12", draft: draftSignoff + " at=2026-01-12",
	}, {
		name: "no request", definitions: first, records: enrolled, draft: draftSignoff, want: noRequest, then: "2026-01-10 mia request knife",
	}, {
		name: "a request after the work was seen is one", definitions: first, records: enrolled, draft: draftSignoff + " at=2026-01-12",
		want: noRequest, then: "2026-01-12 mia request knife",
	}, {
		name: "a request that was answered is none", definitions: first,
		records: enrolled + "2026-01-06 mia request knife\n2026-01-07 ana observation knife not-yet", draft: draftSignoff,
		want: noRequest, then: "2026-01-08 mia request knife",
	}, {
		name: "a coordinator may override", definitions: asked, records: enrolled, draft: "2026-01-10 cleo signoff knife override=flood",
	}, {
		name: "nobody else may", definitions: asked, records: enrolled + "2026-01-06 mia practice knife minutes=60 x2",
		draft: draftSignoff + " override=flood",
		want:  "3 override: only a coordinator may override a rule -> Cleo can do this",
	}})
}

func TestRule5ForQualifying(t *testing.T) {
	const two = "  - {id: knife, title: Cuts, acknowledge: true}\n  - {id: grill, title: Grills}"
	runRules(t, []ruleCase{{
		name: "not all is in place", definitions: two, records: enrolled + "S: 2026-01-06 ana signoff knife", draft: "2026-01-10 cleo qualify cook",
		want: "5 complete: 1 of 2 in place; open: knife (not acknowledged), grill -> sojt status mia",
		then: "2026-01-07 mia acknowledge S\n2026-01-10 ana signoff grill",
	}, {
		name: "a deferral allows interim only", definitions: "  - {id: knife, title: Cuts}\n  - {id: grill, title: Grills}",
		records: enrolled + "2026-01-06 ana signoff knife\n2026-01-06 cleo waive grill deferral until=2026-03-01",
		draft:   "2026-01-10 cleo qualify cook",
		want:    "5 complete: 1 of 2 in place; open: grill -> sojt qualify mia cook --interim",
		instead: "2026-01-10 cleo qualify cook interim=true",
	}, {
		name: "interim without a deferral", definitions: "  - {id: knife, title: Cuts}", records: enrolled,
		draft: "2026-01-10 cleo qualify cook interim=true",
		want:  "5 complete: 0 of 1 in place; open: knife -> sojt status mia",
		then:  "2026-01-06 cleo waive knife deferral until=2026-03-01",
	}, {
		name: "an elective is missing", definitions: `-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: pastry, title: Bakes, acknowledge: true}, {id: grill, title: Grills}]
choose: [{id: station, n: 1, of: [pastry, grill]}]`, records: enrolled, draft: "2026-01-10 cleo qualify cook",
		want: "5 complete: 0 of 1 in place; open: 1 of station -> sojt status mia",
		then: "2026-01-10 ana signoff grill",
	}, {
		name: "an elective is not acknowledged", definitions: `-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: pastry, title: Bakes, acknowledge: true}, {id: grill, title: Grills}]
choose: [{id: station, n: 1, of: [pastry, grill]}]`, records: enrolled + "S: 2026-01-07 ana signoff pastry", draft: "2026-01-10 cleo qualify cook",
		want: "5 complete: 1 of 1 in place; open: station (not acknowledged) -> sojt status mia",
		then: "2026-01-09 mia acknowledge S",
	}, {
		name: "cannot be overridden", definitions: knife, records: enrolled, draft: "2026-01-10 cleo qualify cook override=flood",
		want: "5 complete: 0 of 1 in place; open: knife -> sojt status mia",
	}})
}

func TestRule6(t *testing.T) {
	const criteria = "  - {id: knife, title: Cuts, criteria: [{id: size, text: Same size}, {id: grip, text: Claw grip, critical: true}]}"
	const levels = `-- sojt.yaml --
format: 1
program: bistro
name: Bistro
scales:
  - {id: trust, levels: [{id: 7, name: Sees}, {id: 2, name: Helps}, {id: 3, name: Alone, pass: true}, {id: 1, name: Teaches}]}
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts, scale: trust}, {id: grill, title: Grills, scale: trust, level: 2}]`
	const notYet = "sojt observe mia knife --outcome not-yet --note TEXT --action TEXT"
	runRules(t, []ruleCase{{
		name: "a criterion is not met, the critical one first", definitions: criteria, records: enrolled, draft: draftSignoff + " criteria=",
		want: "6 criteria: not met: grip or size -> " + notYet, instead: draftSignoff,
	}, {
		name: "not by override either", definitions: criteria, records: enrolled, draft: "2026-01-10 cleo signoff knife criteria=grip override=flood",
		want: "6 criteria: not met: size -> " + notYet,
	}, {
		name: "no level", definitions: levels, records: enrolled, draft: draftSignoff,
		want: "6 level: no level of trust given, 3 is asked for -> --level 3", instead: draftSignoff + " level=3",
	}, {
		name: "no such level", definitions: levels, records: enrolled, draft: draftSignoff + " level=9",
		want: "6 level: 9 is no level of trust -> --level 3", instead: draftSignoff + " level=1",
	}, {
		name: "too low a level, in the order of the list", definitions: levels, records: enrolled, draft: draftSignoff + " level=7",
		want: "6 level: level 7, 3 is asked for -> " + notYet, instead: "2026-01-10 ana observation knife not-yet",
	}, {
		name: "a stated level wins over the first that passes", definitions: levels, records: enrolled, draft: "2026-01-10 ana signoff grill level=2",
	}, {
		name: "done in a lesser way", definitions: "  - {id: knife, title: Cuts, accomplish: simulate}", records: enrolled,
		draft:   draftSignoff + " accomplish=observe",
		want:    "6 accomplish: done as observe, at least simulate is asked for -> let Mia simulate it",
		instead: draftSignoff + " accomplish=simulate",
	}, {
		name: "perform is the default on both sides", definitions: knife, records: enrolled, draft: draftSignoff + " accomplish=simulate",
		want:    "6 accomplish: done as simulate, at least perform is asked for -> let Mia perform it",
		instead: draftSignoff + " accomplish=perform",
	}, {
		name: "without criteria the title is what is judged", definitions: knife, records: enrolled, draft: draftSignoff,
	}, {
		name: "an observation may say what it saw", definitions: criteria, records: enrolled, draft: "2026-01-10 ana observation knife not-yet",
	}})
}

func TestRule7(t *testing.T) {
	evidence := func(s string) string { return "  - {id: knife, title: Cuts, renew: 60d, evidence: " + s + "}" }
	const observe = "sojt observe mia knife --outcome competent"
	runRules(t, []ruleCase{{
		name: "passes 1 needs none before", definitions: evidence("{passes: 1}"), records: enrolled, draft: draftSignoff,
	}, {
		name: "too few passes", definitions: evidence("{passes: 3}"), records: enrolled + "2026-01-06 ana observation knife", draft: draftSignoff,
		want: "7 evidence: passes: 2 of 3, this one included -> " + observe,
		then: "2026-01-07 ana observation knife",
	}, {
		name: "more is enough", definitions: evidence("{passes: 2}"), records: enrolled + "2026-01-06 ana observation knife x4", draft: draftSignoff,
	}, {
		name: "too few mentors", definitions: evidence("{passes: 2, mentors: 2}"), records: enrolled + "2026-01-06 ana observation knife", draft: draftSignoff,
		want: "7 evidence: mentors: 1 of 2 different mentors -> " + observe + " by another mentor",
		then: "2026-01-07 ben observation knife",
	}, {
		name: "too few days", definitions: evidence("{passes: 2, days: 2}"), records: enrolled + "2026-01-10 ben observation knife", draft: draftSignoff,
		want: "7 evidence: days: 1 of 2 different days -> " + observe + " on another day",
		then: "2026-01-09 ben observation knife at=2026-01-10",
	}, {
		name: "not consecutive, by whomever", definitions: evidence("{passes: 2, consecutive: true}"),
		records: enrolled + "2026-01-06 ana observation knife\n2026-01-07 ben observation knife not-yet", draft: draftSignoff,
		want: "7 evidence: consecutive: 1 of 2 in a row without a not-yet -> " + observe,
		then: "2026-01-08 ana observation knife",
	}, {
		name: "a not-yet from paper breaks the row too", definitions: evidence("{passes: 2, consecutive: true}"),
		records: enrolled + "2026-01-06 ana observation knife\n2026-01-07 ben transcribe knife not-yet", draft: draftSignoff,
		want: "7 evidence: consecutive: 1 of 2 in a row without a not-yet -> " + observe,
		then: "2026-01-08 ana observation knife",
	}, {
		name: "a not-yet before the last passes does not matter", definitions: evidence("{passes: 2, consecutive: true}"),
		records: enrolled + "2026-01-06 ana observation knife not-yet\n2026-01-07 ben observation knife", draft: draftSignoff,
	}, {
		name: "without consecutive a not-yet between does not matter", definitions: evidence("{passes: 2}"),
		records: enrolled + "2026-01-06 ana observation knife\n2026-01-07 ben observation knife not-yet", draft: draftSignoff,
	}, {
		name: "every method occurs", definitions: evidence("{passes: 2, methods: [written, seen]}"),
		records: enrolled + "2026-01-06 ana observation knife method=seen", draft: draftSignoff + " method=seen",
		want: "7 evidence: method written is not among the passes -> " + observe + " --method written",
		then: "2026-01-07 ana observation knife method=written",
	}, {
		name: "the sign-off's own method counts", definitions: evidence("{passes: 2, methods: [written, seen]}"),
		records: enrolled + "2026-01-06 ana observation knife method=seen", draft: draftSignoff + " method=written",
	}, {
		name: "passes before the last sign-off are used up", definitions: evidence("{passes: 2}"),
		records: enrolled + "2026-01-06 ana observation knife\n2026-01-07 ana signoff knife", draft: "2026-03-01 ana signoff knife",
		want: "7 evidence: passes: 1 of 2, this one included -> " + observe, then: "2026-02-20 ana observation knife",
	}, {
		name: "and before a revocation", definitions: evidence("{passes: 2}"),
		records: enrolled + "S: 2026-01-06 ana signoff knife\n2026-01-07 ana observation knife\n2026-01-08 cleo revoke S", draft: draftSignoff,
		want: "7 evidence: passes: 1 of 2, this one included -> " + observe, then: "2026-01-09 ana observation knife",
	}, {
		name: "and before an expiry", definitions: evidence("{passes: 2}"),
		records: enrolled + "2026-01-06 ana signoff knife\n2026-02-01 ana observation knife", draft: "2026-03-09 ana signoff knife",
		want: "7 evidence: passes: 1 of 2, this one included -> " + observe, then: "2026-03-08 ana observation knife",
	}, {
		name: "of another revision or wording", definitions: evidence("{passes: 2}"),
		records: enrolled + "2026-01-06 ana observation knife revision=2 wording=a\n2026-01-06 ana observation knife wording=a", draft: draftSignoff,
		want: "7 evidence: passes: 1 of 2, this one included -> " + observe, then: "2026-01-07 ana observation knife",
	}, {
		name: "one that was taken back is none", definitions: evidence("{passes: 2}"),
		records: enrolled + "O: 2026-01-06 ana observation knife\n2026-01-07 ana revoke O", draft: draftSignoff,
		want: "7 evidence: passes: 1 of 2, this one included -> " + observe, then: "2026-01-07 ana observation knife",
	}, {
		name: "one that cannot count is none", definitions: evidence("{passes: 2}"),
		records: enrolled + "2026-01-06 zoe observation knife", draft: draftSignoff,
		want: "7 evidence: passes: 1 of 2, this one included -> " + observe, then: "2026-01-07 ana observation knife",
	}, {
		name: "one that was seen later does not count", definitions: evidence("{passes: 2}"),
		records: enrolled + "2026-01-11 ana observation knife", draft: draftSignoff + " at=2026-01-12",
		want: "7 evidence: passes: 1 of 2, this one included -> " + observe + " --date 2026-01-10",
		then: "2026-01-10 ana observation knife at=2026-01-12",
	}, {
		name: "a coordinator may override", definitions: evidence("{passes: 3, mentors: 2, days: 2, consecutive: true, methods: [seen]}"),
		records: enrolled, draft: "2026-01-10 cleo signoff knife override=flood",
	}})
}

func TestRule8(t *testing.T) {
	const separate = "  - {id: knife, title: Cuts, certifier: separate}"
	refused := func(did string) string {
		return "8 certifier: Ana " + did + " Mia in it, and the certifier is somebody else -> Ben or Cleo can do this"
	}
	const byBen = "2026-01-10 ben signoff knife"
	runRules(t, []ruleCase{{
		name: "who trained", definitions: separate, records: enrolled + "2026-01-06 ana trained knife", draft: draftSignoff,
		want: refused("trained"), instead: byBen,
	}, {
		name: "whom a practice names that a mentor recorded", definitions: separate, records: enrolled + "2026-01-06 ben practice knife with=ana",
		draft: draftSignoff, want: refused("practised with"), instead: byBen,
	}, {
		name: "not whom the learner names", definitions: separate, records: enrolled + "2026-01-06 mia practice knife with=ana", draft: draftSignoff,
	}, {
		name: "nor whom somebody names who is no mentor", definitions: separate, records: enrolled + "2026-01-06 zoe practice knife with=ana", draft: draftSignoff,
	}, {
		name: "who observed it competent", definitions: separate, records: enrolled + "2026-01-06 ana observation knife", draft: draftSignoff,
		want: refused("observed"), instead: byBen,
	}, {
		name: "at any time before", definitions: separate,
		records: enrolled + "2026-01-06 ana observation knife\nS: 2026-01-07 ben signoff knife", draft: "2026-03-10 ana signoff knife reaffirms=S",
		want: refused("observed"), instead: "2026-03-10 ben signoff knife reaffirms=S",
	}, {
		name: "a not-yet bars nobody", definitions: separate, records: enrolled + "2026-01-06 ana observation knife not-yet", draft: draftSignoff,
	}, {
		name: "what was taken back bars nobody", definitions: separate,
		records: enrolled + "T: 2026-01-06 ana trained knife\n2026-01-07 ana revoke T", draft: draftSignoff,
	}, {
		name: "all others are barred too", definitions: separate,
		records: enrolled + "2026-01-06 ana trained knife\n2026-01-06 ben trained knife\n2026-01-06 cleo trained knife", draft: draftSignoff,
		want: "8 certifier: Ana trained Mia in it, and the certifier is somebody else -> name a mentor who covers it in mentors.yaml",
	}, {
		name: "cannot be overridden", definitions: separate, records: enrolled + "2026-01-06 cleo trained knife", draft: "2026-01-10 cleo signoff knife override=flood",
		want: "8 certifier: Cleo trained Mia in it, and the certifier is somebody else -> Ana or Ben can do this",
	}, {
		name: "without certifier separate", definitions: knife, records: enrolled + "2026-01-06 ana trained knife", draft: draftSignoff,
	}})
}

func TestRule9(t *testing.T) {
	const late = `-- sojt.yaml --
format: 1
program: bistro
name: Bistro
policy: {late_refuse: 1mo}
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts, capture: [equipment, place, task, assessor, method, note]}]`
	const full = " equipment=knife place=kitchen task=carrots assessor=Zoe method=seen note=good"
	const missing = `9 capture: equipment is not given -> --equipment TEXT
		9 capture: place is not given -> --place TEXT
		9 capture: task is not given -> --task TEXT
		9 capture: assessor is not given -> --assessor TEXT
		9 capture: method is not given -> --method TEXT
		9 capture: note is not given -> --note TEXT`
	const future = "9 date: 11 Jan 2026 is in the future -> --date 2026-01-10"
	const tooLate = "9 late: seen on 31 Jan 2026, and after 1mo it can no longer be entered -> observe it again, or let a coordinator sign with --override REASON"
	const early = "9 date: 4 Jan 2026 is before Mia starts in cook on 5 Jan 2026 -> --date 2026-01-05"
	cases := []ruleCase{{
		name: "capture", definitions: late, records: enrolled, draft: draftSignoff, want: missing, instead: draftSignoff + full,
	}, {
		name: "capture in an observation", definitions: late, records: enrolled, draft: "2026-01-10 ana observation knife", want: missing,
		instead: "2026-01-10 ana observation knife" + full,
	}, {
		name: "evidence", definitions: "  - {id: knife, title: Cuts, capture: [evidence]}", records: enrolled, draft: draftSignoff,
		want: "9 capture: evidence is not given -> --evidence FILE",
	}, {
		name: "capture by override", definitions: late, records: enrolled, draft: "2026-01-10 cleo signoff knife override=flood",
	}, {
		name: "later than late_refuse", definitions: late, records: enrolled, draft: "2026-01-31 ana signoff knife at=2026-03-01" + full,
		want: tooLate, instead: "2026-01-31 cleo signoff knife override=flood at=2026-03-01",
	}, {
		name: "on the last day of it", definitions: late, records: enrolled, draft: "2026-01-31 ana signoff knife at=2026-02-28" + full,
	}, {
		name: "an observation too", definitions: late, records: enrolled, draft: "2026-01-31 ana observation knife at=2026-03-01" + full, want: tooLate,
	}, {
		name: "not a transcription", definitions: late, records: enrolled, draft: "2026-01-31 ana transcribe knife at=2026-06-01",
	}, {
		name: "not without late_refuse", definitions: knife, records: enrolled, draft: draftSignoff + " at=2029-01-01",
	}, {
		name: "the future, by nobody's override", definitions: knife, records: enrolled, draft: "2026-01-11 cleo signoff knife override=flood at=2026-01-10",
		want: future,
	}, {
		name: "before the start, by nobody's override", definitions: knife, records: enrolled, draft: "2026-01-04 cleo signoff knife override=flood at=2026-01-10",
		want: early,
	}, {
		name: "before a start that is to come", definitions: knife, records: "2026-02-05 cleo enroll cook at=2026-01-09", draft: draftSignoff,
		want: "9 date: 10 Jan 2026 is before Mia starts in cook on 5 Feb 2026 -> sojt enroll mia cook, if the start was earlier",
		then: "2026-01-10 cleo enroll cook",
	}, {
		name: "the day it is in the program's zone", definitions: `-- sojt.yaml --
format: 1
program: bistro
name: Bistro
zone: Europe/Madrid
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts}]`, records: enrolled, draft: "2026-01-11 ana signoff knife at=2026-01-10T23:30:00",
	}}
	for _, line := range []string{
		"ana signoff knife", "ana observation knife", "ana transcribe knife", "mia practice knife", "ana trained knife",
	} {
		kind := strings.Fields(line)[1]
		cases = append(cases,
			ruleCase{name: kind + " in the future", definitions: knife, records: enrolled, draft: "2026-01-11 " + line + " at=2026-01-10", want: future,
				instead: "2026-01-10 " + line},
			ruleCase{name: kind + " before the start", definitions: knife, records: enrolled, draft: "2026-01-04 " + line + " at=2026-01-10", want: early,
				instead: "2026-01-05 " + line + " at=2026-01-10"})
	}
	for _, line := range []string{"cleo waive knife", "cleo revoke S", "cleo pause cook", "cleo leave", "cleo qualify cook"} {
		cases = append(cases, ruleCase{name: line + " in the future", definitions: knife, records: enrolled + "S: 2026-01-07 ana signoff knife",
			draft: "2026-01-11 " + line + " at=2026-01-10", want: future})
	}
	runRules(t, cases)
}

func TestRule10(t *testing.T) {
	const yearly = "  - {id: knife, title: Cuts, renew: 1y}"
	const signed = "2026-01-05 cleo enroll cook\nO: 2026-01-06 ana signoff knife\nS: 2026-01-07 ana signoff knife reaffirms=O\n"
	runRules(t, []ruleCase{{
		name: "competent for ever", definitions: knife, records: signed, draft: draftSignoff,
		want:    "10 already: Mia is competent in knife since 7 Jan 2026 -> --renew, if that is meant",
		instead: draftSignoff + " reaffirms=S",
	}, {
		name: "the day before the window", definitions: yearly, records: signed, draft: "2026-12-07 ana signoff knife",
		want:    "10 already: Mia is competent in knife since 7 Jan 2026, until 7 Jan 2027 -> --renew, if that is meant; the window opens on 8 Dec 2026",
		instead: "2026-12-08 ana signoff knife",
	}, {
		name: "renewed early, as is meant", definitions: yearly, records: signed, draft: "2026-06-01 ana signoff knife reaffirms=S",
	}, {
		name: "what is named must be what stands", definitions: yearly, records: signed, draft: "2026-06-01 ana signoff knife reaffirms=O",
		want: "10 already: Mia is competent in knife since 7 Jan 2026, until 7 Jan 2027 -> --renew, if that is meant; the window opens on 8 Dec 2026",
	}, {
		name: "not by override", definitions: knife, records: signed, draft: "2026-01-10 cleo signoff knife override=flood",
		want: "10 already: Mia is competent in knife since 7 Jan 2026 -> --renew, if that is meant",
	}, {
		name: "after the expiry", definitions: yearly, records: signed, draft: "2027-01-08 ana signoff knife",
	}, {
		name: "after a not-yet", definitions: knife, records: signed + "2026-01-08 ben observation knife not-yet", draft: draftSignoff,
	}, {
		name: "after a revocation", definitions: knife, records: signed + "2026-01-08 cleo revoke S trigger=incident", draft: draftSignoff,
	}, {
		name: "over a waiver", definitions: knife, records: enrolled + "2026-01-08 cleo waive knife", draft: draftSignoff,
	}, {
		name: "over what is suspect", definitions: knife, records: enrolled + "2026-01-08 ana signoff knife wording=a", draft: draftSignoff,
	}, {
		name: "over what counts only in another role", definitions: `-- sojt.yaml --
format: 1
program: bistro
name: Bistro
scales: [{id: trust, levels: [{id: 1, name: Helps, pass: true}, {id: 2, name: Alone}]}]
-- competencies/shared.yaml --
set: shared
title: Shared
competencies: [{id: wash, title: Washes, scale: trust}]
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{use: shared/wash, level: 2}]
-- roles/barista.yaml --
role: barista
title: Barista
competencies: [{use: shared/wash}]`,
		records: enrolled + "2026-01-05 cleo enroll barista\n2026-01-08 ana signoff shared/wash role=barista level=1",
		draft:   "2026-01-10 ana signoff shared/wash level=2",
	}, {
		name: "one recorded later is not known", definitions: knife, records: enrolled + "2026-01-08 ana signoff knife at=2026-01-12", draft: draftSignoff,
	}, {
		name: "one of a later day does not count", definitions: knife, records: enrolled + "2026-01-11 ana signoff knife", draft: draftSignoff + " at=2026-01-12",
	}})
}
