package signoff

import "testing"

func TestTally(t *testing.T) {
	const electives = `-- roles/cook.yaml --
role: cook
title: Cook
competencies:
  - {id: knife, title: Cuts}
  - {id: pastry, title: Bakes, due: 14d}
  - {id: grill, title: Grills, due: 14d}
  - {id: sushi, title: Rolls, due: 20d}
  - {id: song, title: Sings, required: false}
choose: [{id: station, n: 2, of: [pastry, grill, sushi]}]`
	runFold(t, []foldCase{{
		"choose adds n to required and min of n and met to done; optional ones are in neither",
		electives,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff song
		 2026-01-07 ana signoff grill
		 2026-01-08 cleo waive sushi
		 2026-01-09 ana signoff pastry
		 2026-01-10 ana signoff knife`,
		`2026-01-05 cook: 0+0/3 0% optional 0/1 next 2026-01-19
		 2026-01-06 cook: 0+0/3 0% optional 1/1 next 2026-01-19
		 2026-01-07 cook: 1+0/3 33% optional 1/1 next 2026-01-19
		 2026-01-08 cook: 1+1/3 66% optional 1/1
		 2026-01-09 cook: 2+0/3 66% optional 1/1
		 2026-01-10 cook: 3+0/3 100% optional 1/1 qualified 2026-01-10`,
	}, {
		"of electives no more are overdue than are missing, and none once the choice is met",
		electives,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife
		 2026-02-01 ana signoff sushi
		 2026-02-02 ana signoff grill`,
		`2026-01-19 cook: 1+0/3 33% optional 0/1 next 2026-01-19
		 2026-01-20 cook: 1+0/3 33% optional 0/1 overdue 2 next 2026-01-19
		 2026-01-26 cook: 1+0/3 33% optional 0/1 overdue 2 next 2026-01-19
		 2026-02-01 cook: 2+0/3 66% optional 0/1 overdue 1 next 2026-01-19
		 2026-02-01 pastry: ready [overdue] due 2026-01-19
		 2026-02-02 cook: 3+0/3 100% optional 0/1 qualified 2026-02-02
		 2026-02-02 pastry: ready due 2026-01-19`,
	}, {
		"not-applicable leaves both, and leaves a choice what is left of it",
		electives,
		`2026-01-05 cleo enroll cook
		 2026-01-06 cleo waive knife not-applicable
		 2026-01-07 cleo waive pastry not-applicable
		 2026-01-08 cleo waive grill not-applicable
		 2026-01-09 ana signoff sushi`,
		`2026-01-06 cook: 0+0/2 0% optional 0/1 not-required 1 next 2026-01-19
		 2026-01-07 cook: 0+0/2 0% optional 0/1 not-required 2 next 2026-01-19
		 2026-01-08 cook: 0+0/1 0% optional 0/1 not-required 3 next 2026-01-25
		 2026-01-09 cook: 1+0/1 100% optional 0/1 not-required 3 qualified 2026-01-09`,
	}, {
		"percent of nothing is 100",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 cleo waive knife not-applicable`,
		`2026-01-05 cook: 0+0/1 0%
		 2026-01-06 cook: 0+0/0 100% not-required 1 qualified 2026-01-05`,
	}, {
		"percent is rounded down",
		"  - {id: a, title: A}\n  - {id: b, title: B}\n  - {id: c, title: C}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff a
		 2026-01-07 ana signoff b`,
		`2026-01-06 cook: 1+0/3 33%
		 2026-01-07 cook: 2+0/3 66%`,
	}, {
		"only competent and waived count towards progress",
		`  - {id: a, title: A}
  - {id: b, title: B, renew: 30d}
  - {id: c, title: C, currency: {performed_within: 30d}}
  - {id: d, title: D}
  - {id: e, title: E}
  - {id: f, title: F, evidence: {passes: 2}}
  - {id: g, title: G}`,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff a wording=a
		 2026-01-06 ana signoff b
		 2026-01-06 ana signoff c
		 2026-01-06 ana observation d not-yet
		 S: 2026-01-06 ana signoff e
		 2026-02-06 cleo revoke S
		 2026-01-06 ana observation f
		 2026-01-06 cleo waive g deferral until=2026-03-01`,
		`2026-01-06 cook: 3+0/7 42% deferred 1 expiring 2 next 2026-03-01
		 2026-02-06 cook: 0+0/7 0% deferred 1 next 2026-03-01`,
	}})
}

func TestQualified(t *testing.T) {
	const asked = `-- roles/cook.yaml --
role: cook
title: Cook
qualify: coordinator
competencies: [{id: knife, title: Cuts, renew: 1y}, {id: grill, title: Grills}]`
	runFold(t, []foldCase{{
		"where the role asks for it, a coordinator's act makes qualified, while all is in place",
		asked,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife
		 2026-01-07 ana signoff grill
		 2026-01-09 cleo qualify cook
		 2027-02-01 ana signoff knife`,
		`2026-01-08 cook: 2+0/2 100%
		 2026-01-09 cook: 2+0/2 100% qualified 2026-01-09
		 2027-01-06 cook: 2+0/2 100% expiring 1 qualified 2026-01-09
		 2027-01-07 cook: 1+0/2 50%
		 2027-02-01 cook: 2+0/2 100% qualified 2027-02-01`,
	}, {
		"a deferral is no pass and allows only an interim qualification, until its last day",
		asked,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife
		 2026-01-07 cleo waive grill deferral until=2026-02-28
		 2026-01-09 cleo qualify cook
		 2026-01-10 cleo qualify cook interim=true until=2026-02-15`,
		`2026-01-09 cook: 1+0/2 50% deferred 1 next 2026-02-28
		 2026-01-10 cook: 1+0/2 50% deferred 1 next 2026-02-28 interim 2026-01-10 to 2026-02-15
		 2026-02-15 cook: 1+0/2 50% deferred 1 next 2026-02-28 interim 2026-01-10 to 2026-02-15
		 2026-02-16 cook: 1+0/2 50% deferred 1 next 2026-02-28`,
	}, {
		"interim ends with the deferral",
		asked,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife
		 2026-01-07 cleo waive grill deferral until=2026-02-28
		 2026-01-10 cleo qualify cook interim=true`,
		`2026-02-28 cook: 1+0/2 50% deferred 1 next 2026-02-28 interim 2026-01-10
		 2026-03-01 cook: 1+0/2 50% overdue 1 next 2026-02-28`,
	}, {
		"an interim qualification takes nothing from a final one",
		asked,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife
		 2026-01-07 ana signoff grill
		 2026-01-09 cleo qualify cook
		 2026-01-10 cleo qualify cook interim=true until=2026-02-15`,
		"2026-01-10 cook: 2+0/2 100% qualified 2026-01-09",
	}, {
		"a qualification taken back, by oneself, or by nobody is none",
		asked,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife
		 2026-01-07 ana signoff grill
		 2026-01-08 mia qualify cook
		 2026-01-08 zoe qualify cook
		 Q: 2026-01-09 cleo qualify cook
		 2026-01-10 cleo revoke Q`,
		`2026-01-08 cook: 2+0/2 100%
		 2026-01-09 cook: 2+0/2 100% qualified 2026-01-09
		 2026-01-10 cook: 2+0/2 100%`,
	}, {
		"acknowledge: unacknowledged stays competent and keeps the role from qualified",
		"  - {id: knife, title: Cuts, acknowledge: true}",
		`2026-01-05 cleo enroll cook
		 S: 2026-01-06 ana signoff knife
		 2026-01-09 mia acknowledge S`,
		`2026-01-06 knife: competent [unacknowledged]
		 2026-01-08 cook: 1+0/1 100%
		 2026-01-09 cook: 1+0/1 100% qualified 2026-01-09`,
	}, {
		"and so does an unacknowledged elective, unless others are enough",
		`-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: pastry, title: Bakes, acknowledge: true}, {id: grill, title: Grills}]
choose: [{id: station, n: 1, of: [pastry, grill]}]`,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff pastry
		 2026-01-08 ana signoff grill`,
		`2026-01-06 cook: 1+0/1 100%
		 2026-01-08 cook: 1+0/1 100% qualified 2026-01-08`,
	}, {
		"a waiver and a transcription need no acknowledgement",
		"  - {id: knife, title: Cuts, acknowledge: true}\n  - {id: grill, title: Grills, acknowledge: true}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 cleo waive knife
		 2026-01-06 ana transcribe grill`,
		"2026-01-06 cook: 1+1/2 100% transcribed 1 qualified 2026-01-06",
	}})
}

func TestQualifiedSince(t *testing.T) {
	runFold(t, []foldCase{{
		"a renewal is no break, an expiry is",
		"  - {id: knife, title: Cuts, renew: 60d}",
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana signoff knife
		 2026-03-01 ana signoff knife
		 2026-07-01 ana signoff knife`,
		`2026-03-01 cook: 1+0/1 100% qualified 2026-01-05
		 2026-07-01 cook: 1+0/1 100% qualified 2026-07-01`,
	}, {
		"a lapse is one, and so is a wording in doubt",
		"  - {id: knife, title: Cuts, currency: {performed_within: 30d}}\n  - {id: grill, title: Grills, revision: 2, revised: 2026-03-01}",
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana signoff knife
		 2026-01-05 ana signoff grill revision=1 wording=a
		 2026-02-10 ana signoff knife
		 2026-03-05 ana signoff grill`,
		`2026-01-05 cook: 2+0/2 100% expiring 1 qualified 2026-01-05
		 2026-02-10 cook: 2+0/2 100% expiring 1 qualified 2026-02-10
		 2026-03-05 cook: 2+0/2 100% expiring 1 qualified 2026-03-05`,
	}, {
		"a new wording signed before it came into force leaves no gap",
		"  - {id: grill, title: Grills, revision: 2, revised: 2026-03-01}",
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana signoff grill revision=1 wording=a
		 2026-02-20 ana signoff grill`,
		"2026-03-05 cook: 1+0/1 100% qualified 2026-01-05",
	}, {
		"a waiver neither lapses nor is in doubt",
		"  - {id: knife, title: Cuts, currency: {performed_within: 30d}}",
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana signoff knife
		 2026-01-10 cleo waive knife
		 2026-06-01 ana signoff knife`,
		"2026-06-01 cook: 1+0/1 100% expiring 1 qualified 2026-01-05",
	}, {
		"a level that the role does not take is not in place",
		`-- sojt.yaml --
format: 1
program: bistro
name: Bistro
scales: [{id: trust, levels: [{id: 1, name: Helps}, {id: 2, name: Alone, pass: true}]}]
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts, scale: trust}]`,
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana signoff knife level=1
		 2026-01-10 ana signoff knife level=2
		 2026-01-15 ana signoff knife level=2`,
		`2026-01-05 cook: 0+0/1 0%
		 2026-01-15 cook: 1+0/1 100% qualified 2026-01-10`,
	}, {
		"a not-yet is a break",
		knife,
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana signoff knife
		 2026-01-10 ana observation knife not-yet
		 2026-01-15 ana signoff knife`,
		"2026-01-15 cook: 1+0/1 100% qualified 2026-01-15",
	}})
}

func TestTheSignedTwinCounts(t *testing.T) {
	w := newWorld(t, `-- sojt.yaml --
format: 1
program: bistro
name: Bistro
policy: {signatures: required}
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts}]`)
	w.add("2026-01-05 cleo enroll cook\n2026-01-06 ana signoff knife")
	l := w.learner("mia")
	if got := w.look("2026-01-06 knife"); got != "competent [unsigned]" {
		t.Fatalf("without the signed twin: %s", got)
	}
	twin := *l.Records[1]
	twin.Sig = "c2lnbmVk"
	for _, records := range [][]*Record{{l.Records[0], l.Records[1], &twin}, {&twin, l.Records[1], l.Records[0]}} {
		l.Records = records
		if got := w.look("2026-01-06 knife"); got != "competent" {
			t.Errorf("with the signed twin: %s", got)
		}
	}
}
