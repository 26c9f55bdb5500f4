package signoff

import (
	"strings"
	"testing"
)

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
	const tooLate = "9 late: seen on 31 Jan 2026, and could be entered for 1mo, until 28 Feb 2026 -> observe it again"
	const override = ", or sign it off with --override REASON, by Cleo"
	const early = "9 date: 4 Jan 2026 is before Mia starts in cook on 5 Jan 2026 -> --date 2026-01-05; if the start was earlier: " +
		"sojt revoke 01KE70EJF80000000000000001 --from 2026-01-05 --reason TEXT, then sojt enroll mia cook --start 2026-01-04"
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
		want: tooLate + override, instead: "2026-01-31 cleo signoff knife override=flood at=2026-03-01",
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
		name: "before a start that is to come", definitions: knife, records: "E: 2026-02-05 cleo enroll cook at=2026-01-09", draft: draftSignoff,
		want: "9 date: 10 Jan 2026 is before Mia starts in cook on 5 Feb 2026 -> if the start was earlier: " +
			"sojt revoke 01KEHA1EF80000000000000001 --reason TEXT, then sojt enroll mia cook --start 2026-01-10, by Cleo",
		then: "2026-01-10 cleo revoke E\n2026-01-10 cleo enroll cook",
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
			ruleCase{name: kind + " before the start", definitions: knife, records: enrolled, draft: "2026-01-04 " + line + " at=2026-01-10", want: early + ", by Cleo",
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
