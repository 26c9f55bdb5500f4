package signoff

import (
	"strings"
	"testing"
)

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
	const noRequest = "5 request: Mia has not asked for this sign-off -> sojt request mia knife, by Mia"
	const wash = "5 prerequisite: wash comes first and is not in place -> sojt signoff mia wash --all-criteria"
	runRules(t, []ruleCase{{
		name: "practice and hours are missing", definitions: asked, records: enrolled + "2026-01-06 mia practice knife minutes=50", draft: draftSignoff,
		want: "5 practice: 1 of 2 runs logged -> sojt practice mia knife\n5 hours: 0 h 50 min of 1 h of practice logged -> sojt practice mia knife --minutes N",
		then: "2026-01-10 mia practice knife minutes=10",
	}, {
		name: "practice after the day the work was seen does not count", definitions: asked,
		records: enrolled + "2026-01-06 mia practice knife minutes=60\n2026-01-11 mia practice knife", draft: draftSignoff + " at=2026-01-12",
		want: "5 practice: 1 of 2 runs logged by 10 Jan 2026 -> sojt practice mia knife --date 2026-01-10",
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
		want: strings.Replace(wash, " ->", ": expired, good until 5 Feb 2026 ->", 1), then: "2026-02-06 ana signoff wash",
	}, {
		name: "a day has no more than its hours", definitions: "  - {id: knife, title: Cuts, hours: {min: 30}}",
		records: enrolled + "2026-01-06 mia practice knife minutes=480 x5\n2026-01-07 mia practice knife minutes=300", draft: draftSignoff,
		want: "5 hours: 29 of 30 h of practice logged; of a day 24 h count at most -> sojt practice mia knife --minutes N",
		then: "2026-01-08 mia practice knife minutes=9999",
	}, {
		name: "in place by now, and not when the work was seen", definitions: requires, records: enrolled + "2026-01-12 ana signoff wash",
		draft: "2026-01-10 ana signoff knife at=2026-01-13", instead: "2026-01-12 ana signoff knife at=2026-01-13",
		want: "5 prerequisite: wash comes first and is in place since 12 Jan 2026, not yet on 10 Jan 2026 -> work seen from then on: --date 2026-01-12 or later",
	}, {
		name: "who can sign it is another", definitions: "  - {id: knife, title: Cuts, requires: [wash]}\n  - {id: wash, title: Washes, mentors: [ben]}",
		records: enrolled, draft: draftSignoff, want: wash + ", by Ben", then: "2026-01-10 ben signoff wash",
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
