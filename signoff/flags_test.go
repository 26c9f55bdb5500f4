package signoff

import (
	"testing"
)

func TestEveryFlag(t *testing.T) {
	runFold(t, []foldCase{{
		"blocked by a prerequisite, in any standing",
		`  - {id: wash, title: Washes, renew: 30d}
  - {id: knife, title: Cuts, requires: [wash]}`,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff wash
		 2026-01-07 ana signoff knife`,
		`2026-01-05 knife: ready [blocked]
		 2026-01-06 knife: ready
		 2026-01-07 knife: competent
		 2026-02-05 knife: competent
		 2026-02-06 knife: competent [blocked]`,
	}, {
		"a waived prerequisite does not block",
		`  - {id: wash, title: Washes}
  - {id: knife, title: Cuts, requires: [wash]}`,
		`2026-01-05 cleo enroll cook
		 2026-01-06 cleo waive wash`,
		`2026-01-05 knife: ready [blocked]
		 2026-01-06 knife: ready`,
	}, {
		"unacknowledged, until the learner countersigns",
		"  - {id: knife, title: Cuts, acknowledge: true}",
		`2026-01-05 cleo enroll cook
		 S: 2026-01-06 ana signoff knife
		 2026-01-09 mia acknowledge S`,
		`2026-01-06 knife: competent [unacknowledged]
		 2026-01-08 knife: competent [unacknowledged]
		 2026-01-09 knife: competent`,
	}, {
		"only the learner acknowledges, and only that sign-off",
		"  - {id: knife, title: Cuts, acknowledge: true}",
		`2026-01-05 cleo enroll cook
		 S: 2026-01-06 ana signoff knife
		 2026-01-09 ana acknowledge S
		 2026-01-10 mia acknowledge S
		 2026-01-12 ana signoff knife reaffirms=S`,
		`2026-01-09 knife: competent [unacknowledged]
		 2026-01-10 knife: competent
		 2026-01-12 knife: competent [unacknowledged]`,
	}, {
		"expiring from due_soon before the last good day",
		`-- sojt.yaml --
format: 1
program: bistro
name: Bistro
policy: {due_soon: 10d}
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts, renew: 1y}]`,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife`,
		`2026-12-26 knife: competent until 2027-01-06
		 2026-12-27 knife: competent [expiring] until 2027-01-06
		 2027-01-06 knife: competent [expiring] until 2027-01-06
		 2027-01-07 knife: expired until 2027-01-06
		 2026-12-26 cook: 1+0/1 100% qualified 2026-01-06
		 2026-12-27 cook: 1+0/1 100% expiring 1 qualified 2026-01-06`,
	}, {
		"overdue from the day after the due day, until in place",
		"  - {id: knife, title: Cuts, due: 14d}",
		`2026-01-05 cleo enroll cook
		 2026-01-25 ana signoff knife`,
		`2026-01-19 knife: ready due 2026-01-19
		 2026-01-20 knife: ready [overdue] due 2026-01-19
		 2026-01-25 knife: competent
		 2026-01-20 cook: 0+0/1 0% overdue 1 next 2026-01-19`,
	}, {
		"overdue again with a revocation or a not-yet",
		"  - {id: knife, title: Cuts, due: 14d}\n  - {id: grill, title: Grills, due: 14d}",
		`2026-01-05 cleo enroll cook
		 S: 2026-01-10 ana signoff knife
		 2026-01-10 ana signoff grill
		 2026-02-01 cleo revoke S trigger=error
		 2026-02-01 ana observation grill not-yet`,
		`2026-01-31 knife: competent
		 2026-02-01 knife: revoked [overdue] due 2026-01-19
		 2026-02-01 grill: not-yet [overdue] due 2026-01-19`,
	}, {
		"expired is not overdue as well",
		"  - {id: knife, title: Cuts, due: 14d, renew: 30d}",
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife`,
		`2026-02-09 knife: competent [expiring] until 2026-02-09
		 2026-02-10 knife: expired until 2026-02-09`,
	}, {
		"late, as the record says",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife at=2026-01-20 late=true`,
		"2026-01-06 knife: competent [late]",
	}, {
		"overridden, as the record says",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 cleo signoff knife override=flood`,
		"2026-01-06 knife: competent [overridden]",
	}, {
		"transcribed, until signed off",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana transcribe knife
		 2026-02-01 ana signoff knife`,
		`2026-01-05 knife: ready
		 2026-01-06 knife: competent [transcribed]
		 2026-01-06 cook: 1+0/1 100% transcribed 1 qualified 2026-01-06
		 2026-02-01 knife: competent
		 2026-02-01 cook: 1+0/1 100% qualified 2026-01-06`,
	}, {
		"transcribed speaks of what the standing rests on",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana transcribe knife
		 2026-02-01 cleo waive knife
		 2026-03-01 ana observation knife not-yet
		 2026-04-01 ana transcribe knife not-yet`,
		`2026-01-06 knife: competent [transcribed]
		 2026-02-01 knife: waived
		 2026-03-01 knife: not-yet
		 2026-04-01 knife: not-yet [transcribed]`,
	}, {
		"transcriptions: show makes nobody competent",
		`-- sojt.yaml --
format: 1
program: bistro
name: Bistro
policy: {transcriptions: show}
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts}]`,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana transcribe knife
		 2026-02-01 ana signoff knife
		 2026-03-01 ana transcribe knife not-yet`,
		`2026-01-05 knife: ready
		 2026-01-06 knife: ready [transcribed]
		 2026-01-06 cook: 0+0/1 0%
		 2026-02-01 knife: competent
		 2026-03-01 knife: competent`,
	}, {
		"deferred: the due day moves, the standing does not",
		"  - {id: knife, title: Cuts, due: 14d}",
		`2026-01-05 cleo enroll cook
		 2026-01-10 cleo waive knife deferral until=2026-03-31
		 2026-04-02 ana signoff knife`,
		`2026-01-09 knife: ready due 2026-01-19
		 2026-01-10 knife: ready [deferred] due 2026-03-31
		 2026-03-31 knife: ready [deferred] due 2026-03-31
		 2026-04-01 knife: ready [overdue] due 2026-03-31
		 2026-03-31 cook: 0+0/1 0% deferred 1 next 2026-03-31
		 2026-04-02 knife: competent`,
	}, {
		"a deferral never makes it due earlier",
		"  - {id: knife, title: Cuts, due: 60d}\n  - {id: grill, title: Grills}",
		`2026-01-01 cleo enroll cook
		 2026-01-10 cleo waive knife deferral until=2026-01-31
		 2026-01-10 cleo waive grill deferral until=2026-01-31`,
		`2026-01-31 knife: ready [deferred] due 2026-03-02
		 2026-02-01 knife: ready due 2026-03-02
		 2026-01-31 grill: ready [deferred] due 2026-01-31
		 2026-02-01 grill: ready [overdue] due 2026-01-31`,
	}, {
		"unsigned, where policy asks for signatures",
		`-- sojt.yaml --
format: 1
program: bistro
name: Bistro
policy: {signatures: required}
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts}, {id: grill, title: Grills}]`,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife
		 2026-01-06 ana signoff grill sig=c2lnbmVk`,
		`2026-01-06 knife: competent [unsigned]
		 2026-01-06 grill: competent`,
	}, {
		"unauthorised: by the learner",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 mia signoff knife
		 2026-01-07 ana signoff knife`,
		`2026-01-06 knife: ready [unauthorised]
		 2026-01-07 knife: competent`,
	}, {
		"unauthorised: no designation covers the day of recording",
		`-- mentors.yaml --
mentors:
  - {id: ana, name: Ana, from: 2026-01-10, until: 2026-01-20}
  - {id: cleo, name: Cleo, coordinator: true}
-- roles/cook.yaml --
role: cook
title: Cook
competencies:
  - {id: early, title: A}
  - {id: first, title: B}
  - {id: last, title: C}
  - {id: after, title: D}
  - {id: nobody, title: E}`,
		`2026-01-01 cleo enroll cook
		 2026-01-08 ana signoff early at=2026-01-09
		 2026-01-08 ana signoff first at=2026-01-10
		 2026-01-15 ana signoff last at=2026-01-20
		 2026-01-15 ana signoff after at=2026-01-21
		 2026-01-15 zoe signoff nobody`,
		`2026-01-31 early: ready [unauthorised]
		 2026-01-31 first: competent
		 2026-01-31 last: competent
		 2026-01-31 after: ready [unauthorised]
		 2026-01-31 nobody: ready [unauthorised]`,
	}, {
		"unauthorised: no enrolment on the date",
		"  - {id: early, title: A}\n  - {id: first, title: B}\n  - {id: last, title: C}\n  - {id: after, title: D}",
		`2026-01-05 cleo enroll cook
		 2026-01-04 ana signoff early at=2026-01-06
		 2026-01-05 ana signoff first at=2026-01-06
		 2026-01-20 cleo leave cook
		 2026-01-20 ana signoff last at=2026-01-25
		 2026-01-21 ana signoff after at=2026-01-25`,
		`2026-01-31 early: ready [unauthorised]
		 2026-01-31 first: competent
		 2026-01-31 last: competent
		 2026-01-31 after: ready [unauthorised]
		 2026-01-31 cook: 2+0/4 50% left 2026-01-20`,
	}, {
		"unauthorised holds for observations, transcriptions and waivers too",
		"  - {id: seen, title: A}\n  - {id: paper, title: B}\n  - {id: let, title: C}\n  - {id: no, title: D}\n  - {id: before, title: E}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 mia observation seen
		 2026-01-06 mia transcribe paper
		 2026-01-06 mia waive let
		 2026-01-06 zoe observation no not-yet
		 2026-01-04 cleo waive before`,
		`2026-01-06 seen: ready [unauthorised]
		 2026-01-06 paper: ready [unauthorised]
		 2026-01-06 let: ready [unauthorised]
		 2026-01-06 no: ready [unauthorised]
		 2026-01-06 before: waived`,
	}, {
		"unauthorised ends with a judgement that decides",
		"  - {id: a, title: A}\n  - {id: b, title: B}\n  - {id: c, title: C}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 mia signoff a
		 S: 2026-01-06 mia signoff b
		 T: 2026-01-06 mia signoff c
		 2026-01-08 cleo waive a
		 2026-01-08 cleo revoke S trigger=fraud
		 2026-01-08 cleo revoke T`,
		`2026-01-07 a: ready [unauthorised]
		 2026-01-08 a: waived
		 2026-01-07 b: ready [unauthorised]
		 2026-01-08 b: revoked
		 2026-01-07 c: ready [unauthorised]
		 2026-01-08 c: revoked`,
	}})
}
