package signoff

import (
	"testing"
)

// The tests of this file go through the edges of SPEC 6, sentence by sentence.

func TestOrderAndTheLatestJudgement(t *testing.T) {
	runFold(t, []foldCase{{
		"records are ordered by day of effect, not by time of recording",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife
		 2026-01-08 ana observation knife not-yet at=2026-01-12`,
		"2026-01-12 knife: competent",
	}, {
		"on one day by at",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife at=2026-01-10T15:00:00
		 2026-01-10 ana observation knife not-yet at=2026-01-10T16:00:00`,
		"2026-01-10 knife: not-yet",
	}, {
		"in one second by id",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana observation knife not-yet at=2026-01-10T15:00:00
		 2026-01-10 ana signoff knife at=2026-01-10T15:00:00`,
		"2026-01-10 knife: competent",
	}, {
		"a waiver is a judgement too, and so is what follows it",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife
		 2026-01-11 cleo waive knife not-applicable
		 2026-01-12 ana observation knife not-yet
		 2026-01-13 ana transcribe knife`,
		`2026-01-10 knife: competent
		 2026-01-11 knife: waived
		 2026-01-12 knife: not-yet
		 2026-01-13 knife: competent [transcribed]`,
	}, {
		"a transcription that says not-yet",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife
		 2026-01-11 ana transcribe knife not-yet`,
		"2026-01-11 knife: not-yet [transcribed]",
	}, {
		"a request is later than what it follows, or it is none",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 mia request knife
		 2026-01-07 ana observation knife
		 2026-01-08 ana observation knife not-yet`,
		`2026-01-06 knife: requested
		 2026-01-07 knife: partial
		 2026-01-08 knife: not-yet`,
	}, {
		"a request does not hide what stands",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife
		 2026-01-07 mia request knife`,
		"2026-01-07 knife: competent",
	}, {
		"the zone gives each instant its day",
		`-- sojt.yaml --
format: 1
program: bistro
name: Bistro
zone: Europe/Madrid
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts}]`,
		`2026-01-05 cleo enroll cook
		 2026-01-06 mia request knife at=2026-01-06T23:30:00`,
		`2026-01-06 knife: ready
		 2026-01-07 knife: requested`,
	}})
}

func TestLastDaysAreInside(t *testing.T) {
	runFold(t, []foldCase{{
		"signed on the 31st, renewed by the year",
		"  - {id: knife, title: Cuts, renew: 1y}",
		`2026-01-05 cleo enroll cook
		 2026-01-31 ana signoff knife`,
		`2027-01-31 knife: competent [expiring] until 2027-01-31
		 2027-02-01 knife: expired until 2027-01-31`,
	}, {
		"signed on the 31st, renewed by the month",
		"  - {id: knife, title: Cuts, renew: {every: 1mo, window: 5d}}",
		`2026-01-05 cleo enroll cook
		 2026-01-31 ana signoff knife`,
		`2026-02-28 knife: competent [expiring] until 2026-02-28
		 2026-03-01 knife: expired until 2026-02-28`,
	}, {
		"signed on a leap day",
		"  - {id: knife, title: Cuts, renew: 1y}",
		`2024-01-05 cleo enroll cook
		 2024-02-29 ana signoff knife`,
		`2025-02-28 knife: competent [expiring] until 2025-02-28
		 2025-03-01 knife: expired until 2025-02-28`,
	}, {
		"four years from a leap day to the next",
		"  - {id: knife, title: Cuts, renew: 4y}",
		`2024-01-05 cleo enroll cook
		 2024-02-29 ana signoff knife`,
		`2028-02-29 knife: competent [expiring] until 2028-02-29
		 2028-03-01 knife: expired until 2028-02-29`,
	}, {
		"a due day is the last good one",
		"  - {id: knife, title: Cuts, due: 1mo}",
		"2026-01-31 cleo enroll cook",
		`2026-02-28 knife: ready due 2026-02-28
		 2026-03-01 knife: ready [overdue] due 2026-02-28`,
	}})
}

func TestRenewal(t *testing.T) {
	const yearly = "  - {id: knife, title: Cuts, renew: {every: 1y, window: 60d}}"
	const first = "  - {id: knife, title: Cuts, renew: {every: 1y, window: 30d, first: 6mo, until: 1y}}"
	signed := func(days ...string) string {
		text := "2025-01-01 cleo enroll cook\n"
		for _, d := range days {
			text += d + " ana signoff knife\n"
		}
		return text
	}
	runFold(t, []foldCase{{
		"on the first day of the window it starts from the expiry",
		yearly, signed("2025-03-01", "2025-12-31"),
		"2026-02-01 knife: competent until 2027-03-01",
	}, {
		"the day before the window it starts from its date",
		yearly, signed("2025-03-01", "2025-12-30"),
		"2026-02-01 knife: competent until 2026-12-30",
	}, {
		"on the last good day it starts from the expiry",
		yearly, signed("2025-03-01", "2026-03-01"),
		"2026-03-02 knife: competent until 2027-03-01",
	}, {
		"the day after the last good day it starts from its date",
		yearly, signed("2025-03-01", "2026-03-02"),
		"2026-03-02 knife: competent until 2027-03-02",
	}, {
		"the window is 30 days before expiry unless stated",
		"  - {id: knife, title: Cuts, renew: 1y}", signed("2025-03-01", "2026-01-30"),
		"2026-01-31 knife: competent until 2027-03-01",
	}, {
		"and not 31",
		"  - {id: knife, title: Cuts, renew: 1y}", signed("2025-03-01", "2026-01-29"),
		"2026-01-31 knife: competent until 2027-01-29",
	}, {
		"the first period, then every, counted from the first sign-off",
		first, signed("2025-03-01", "2025-08-20", "2026-02-15", "2027-02-10"),
		`2025-03-01 knife: competent until 2025-09-01
		 2025-08-20 knife: competent until 2026-03-01
		 2026-02-15 knife: competent until 2027-03-01
		 2027-02-10 knife: competent until 2028-03-01`,
	}, {
		"the start of the period decides, not the day of the sign-off",
		first, signed("2025-03-01", "2025-10-01", "2026-02-28"),
		`2025-10-01 knife: competent until 2026-04-01
		 2026-02-28 knife: competent until 2026-08-28`,
	}, {
		"one that starts on the very day is every",
		first, signed("2025-03-01", "2026-03-01"),
		"2026-03-01 knife: competent until 2027-03-01",
	}, {
		"an early renewal starts from its date",
		yearly,
		`2025-01-01 cleo enroll cook
		 S: 2025-03-01 ana signoff knife
		 2025-06-01 ana signoff knife reaffirms=S`,
		"2025-06-01 knife: competent until 2026-06-01",
	}, {
		"what follows a waiver is no renewal",
		yearly,
		`2025-01-01 cleo enroll cook
		 2025-03-01 cleo waive knife equivalent until=2025-12-31
		 2025-12-15 ana signoff knife`,
		"2025-12-15 knife: competent until 2026-12-15",
	}, {
		"a revoked renewal leaves the one before",
		yearly,
		`2025-01-01 cleo enroll cook
		 2025-03-01 ana signoff knife
		 S: 2026-02-01 ana signoff knife
		 2026-02-10 cleo revoke S`,
		`2026-02-09 knife: competent until 2027-03-01
		 2026-02-10 knife: competent [expiring] until 2026-03-01`,
	}})
}

func TestPasses(t *testing.T) {
	runFold(t, []foldCase{{
		"passes begin again after a sign-off, a revocation or an expiry",
		"  - {id: knife, title: Cuts, renew: 60d, evidence: {passes: 2}}\n  - {id: grill, title: Grills, evidence: {passes: 2}}",
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana observation knife
		 S: 2026-01-06 ana signoff knife
		 2026-01-10 ana observation knife
		 2026-01-05 ana observation grill
		 T: 2026-01-06 ana signoff grill
		 2026-01-10 ana observation grill
		 2026-01-12 cleo revoke T trigger=incident`,
		`2026-01-05 grill: partial
		 2026-01-11 grill: competent
		 2026-01-12 grill: revoked`,
	}, {
		"passes of an earlier revision count no more",
		"  - {id: knife, title: Cuts, revision: 2, revised: 2026-03-01, evidence: {passes: 2}}",
		`2026-01-01 cleo enroll cook
		 2026-02-05 ana observation knife revision=1 wording=a
		 2026-03-05 ana observation knife`,
		`2026-02-05 knife: ready
		 2026-03-05 knife: partial`,
	}, {
		"a later not-yet is before the passes",
		"  - {id: knife, title: Cuts, evidence: {passes: 2}}",
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana observation knife
		 2026-01-06 ana observation knife not-yet
		 2026-01-07 ana observation knife`,
		`2026-01-05 knife: partial
		 2026-01-06 knife: not-yet
		 2026-01-07 knife: partial`,
	}, {
		"an observation taken back was never made",
		"  - {id: knife, title: Cuts, evidence: {passes: 3}}",
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana observation knife
		 O: 2026-01-06 ana observation knife not-yet
		 2026-01-08 ana revoke O`,
		`2026-01-07 knife: not-yet
		 2026-01-08 knife: partial`,
	}})
}

func TestPracticeAndHours(t *testing.T) {
	const two = `-- competencies/shared.yaml --
set: shared
title: Shared
competencies: [{id: wash, title: Washes, practice: 3, hours: {min: 1}}]
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{use: shared/wash}]
-- roles/baker.yaml --
role: baker
title: Baker
competencies: [{use: shared/wash, practice: 1}]`
	runFold(t, []foldCase{{
		"practice counts by competency over all roles, and a role may ask for less",
		two,
		`2026-01-05 cleo enroll cook
		 2026-01-05 cleo enroll baker
		 2026-01-06 mia practice shared/wash minutes=59
		 2026-01-07 mia practice shared/wash minutes=1
		 2026-01-08 mia practice shared/wash`,
		`2026-01-06 baker/shared/wash: practising
		 2026-01-07 baker/shared/wash: ready
		 2026-01-07 shared/wash: practising
		 2026-01-08 shared/wash: ready`,
	}, {
		"and is not used up by a sign-off",
		two,
		`2026-01-05 cleo enroll cook
		 2026-01-06 mia practice shared/wash minutes=20 x3
		 S: 2026-01-07 ana signoff shared/wash
		 2026-01-08 ana observation shared/wash not-yet
		 O: 2026-01-09 ana observation shared/wash
		 2026-01-10 cleo revoke O trigger=incident`,
		`2026-01-06 shared/wash: ready
		 2026-01-08 shared/wash: not-yet
		 2026-01-10 shared/wash: revoked`,
	}, {
		"a run taken back does not count",
		two,
		`2026-01-05 cleo enroll cook
		 2026-01-06 mia practice shared/wash minutes=60 x2
		 P: 2026-01-07 mia practice shared/wash
		 2026-01-09 cleo revoke P`,
		`2026-01-08 shared/wash: ready
		 2026-01-09 shared/wash: practising`,
	}, {
		"with request_first ready needs a request, which shows until it is answered",
		`-- sojt.yaml --
format: 1
program: bistro
name: Bistro
policy: {request_first: true}
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knife, title: Cuts, practice: 1, evidence: {passes: 3}}]`,
		`2026-01-05 cleo enroll cook
		 2026-01-06 mia practice knife
		 2026-01-07 mia request knife
		 2026-01-08 ana observation knife`,
		`2026-01-05 knife: none
		 2026-01-06 knife: practising
		 2026-01-07 knife: requested
		 2026-01-08 knife: partial`,
	}, {
		"prerequisites set only blocked, and one that expires later leaves the dependent competent",
		"  - {id: wash, title: Washes, renew: 60d}\n  - {id: knife, title: Cuts, requires: [wash], practice: 1}",
		`2026-01-05 cleo enroll cook
		 2026-01-05 mia practice knife
		 2026-01-06 ana signoff wash
		 2026-01-07 ana signoff knife`,
		`2026-01-05 knife: ready [blocked]
		 2026-03-07 knife: competent
		 2026-03-08 knife: competent [blocked]`,
	}, {
		"a prerequisite that is retired, or not yet in force, blocks nobody",
		"  - {id: old, title: O, retired: 2026-03-01}\n  - {id: new, title: N, revised: 2026-02-01}\n  - {id: knife, title: Cuts, requires: [old]}\n  - {id: grill, title: Grills, requires: [new]}",
		"2026-01-05 cleo enroll cook",
		`2026-02-28 knife: ready [blocked]
		 2026-03-01 knife: ready
		 2026-01-31 grill: ready
		 2026-02-01 grill: ready [blocked]`,
	}})
}

func TestNotYetAfterCompetent(t *testing.T) {
	runFold(t, []foldCase{{
		"ends competence from its day until a new sign-off",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife
		 2026-02-01 ben observation knife not-yet at=2026-02-03
		 2026-02-05 ben observation knife
		 2026-02-08 ana signoff knife`,
		`2026-01-31 knife: competent
		 2026-02-01 knife: not-yet
		 2026-02-05 knife: partial
		 2026-02-08 knife: competent`,
	}})
}

func TestRevocation(t *testing.T) {
	runFold(t, []foldCase{{
		"takes effect on its date and leaves earlier days as they were",
		knife,
		`2026-01-05 cleo enroll cook
		 S: 2026-01-10 ana signoff knife
		 2026-02-01 cleo revoke S at=2026-02-15`,
		`2026-01-31 knife: competent
		 2026-02-01 knife: revoked
		 2026-02-01 known=2026-02-14 knife: competent
		 2026-02-20 known=2026-02-14 knife: competent
		 2026-02-20 knife: revoked`,
	}, {
		"error or none lets an earlier sign-off stand again",
		knife + "  - {id: grill, title: Grills}",
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife
		 S: 2026-02-01 ana signoff knife
		 2026-01-10 ana signoff grill
		 T: 2026-02-01 ana signoff grill
		 2026-02-10 cleo revoke S trigger=error
		 2026-02-10 cleo revoke T`,
		`2026-02-10 knife: competent
		 2026-02-10 grill: competent`,
	}, {
		"any other trigger ends earlier ones too",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife
		 S: 2026-02-01 ana signoff knife
		 2026-02-10 cleo revoke S trigger=near-miss`,
		`2026-02-09 knife: competent
		 2026-02-10 knife: revoked`,
	}, {
		"a revoked revocation leaves the sign-off standing",
		knife + "  - {id: grill, title: Grills}",
		`2026-01-05 cleo enroll cook
		 S: 2026-01-10 ana signoff knife
		 T: 2026-01-10 ana signoff grill
		 R: 2026-02-01 cleo revoke S
		 Q: 2026-02-01 cleo revoke T trigger=fraud
		 2026-02-05 cleo revoke R
		 2026-02-05 cleo revoke Q`,
		`2026-02-04 knife: revoked
		 2026-02-05 knife: competent
		 2026-02-04 grill: revoked
		 2026-02-05 grill: competent`,
	}, {
		"and a revocation of that takes it back again, whatever the clocks said",
		knife,
		`2026-01-05 cleo enroll cook
		 S: 2026-01-10 ana signoff knife
		 R: 2026-02-01 cleo revoke S at=2026-02-01T12:00:00
		 Q: 2026-02-02 cleo revoke R at=2026-02-01T11:00:00
		 2026-02-03 cleo revoke Q at=2026-02-01T10:00:00`,
		`2026-02-01 knife: revoked
		 2026-02-02 knife: competent
		 2026-02-03 knife: revoked`,
	}, {
		"from a day before the sign-off it leaves nothing of it",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-08 ana signoff knife
		 S: 2026-01-10 ana signoff knife
		 2026-01-09 cleo revoke S trigger=fraud at=2026-02-01`,
		`2026-01-08 knife: competent
		 2026-01-10 knife: revoked`,
	}, {
		"of a waiver: what was before stands again",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-08 ana signoff knife
		 W: 2026-01-10 cleo waive knife not-applicable
		 2026-01-12 cleo revoke W`,
		`2026-01-11 knife: waived
		 2026-01-12 knife: competent`,
	}, {
		"of a deferral, an acknowledgement, an enrolment, a leave: as if never made",
		"  - {id: knife, title: Cuts, due: 14d, acknowledge: true}",
		`E: 2026-01-05 cleo enroll cook
		 D: 2026-01-06 cleo waive knife deferral until=2026-03-01
		 2026-01-08 cleo revoke D
		 S: 2026-01-10 ana signoff knife
		 A: 2026-01-11 mia acknowledge S
		 2026-01-13 cleo revoke A trigger=fraud
		 L: 2026-01-20 cleo leave cook
		 2026-01-22 cleo revoke L
		 2026-01-25 cleo revoke E`,
		`2026-01-07 knife: ready [deferred] due 2026-03-01
		 2026-01-08 knife: ready due 2026-01-19
		 2026-01-12 knife: competent
		 2026-01-13 knife: competent [unacknowledged]
		 2026-01-21 cook: 1+0/1 100% left 2026-01-20
		 2026-01-22 cook: 1+0/1 100%
		 2026-01-25 cook: not enrolled`,
	}, {
		"by the learner or somebody without a designation it does nothing",
		knife,
		`2026-01-05 cleo enroll cook
		 S: 2026-01-10 ana signoff knife
		 2026-01-11 mia revoke S
		 2026-01-11 zoe revoke S`,
		"2026-01-11 knife: competent",
	}})
}

func TestCountsInEveryRole(t *testing.T) {
	const levels = `-- sojt.yaml --
format: 1
program: bistro
name: Bistro
scales:
  - id: trust
    levels: [{id: 7, name: Sees}, {id: 2, name: Helps}, {id: 3, name: Alone, pass: true}, {id: 1, name: Teaches}]
-- competencies/shared.yaml --
set: shared
title: Shared
competencies:
  - {id: wash, title: Washes, scale: trust}
  - {id: talk, title: Talks, accomplish: discuss}
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{use: shared/wash, level: 2}, {use: shared/talk}]
-- roles/chef.yaml --
role: chef
title: Chef
competencies: [{use: shared/wash, level: 1}, {id: shout, title: Shouts, accomplish: simulate}]`
	const replaced = `-- roles/cook.yaml --
role: cook
title: Cook
competencies:
  - {id: knives, title: Old, retired: 2026-03-01, acknowledge: true}
  - {id: cut, title: Cuts, revised: 2026-03-01, replaces: [{id: knives, carry: full}]}
  - {id: whet, title: Whets, revised: 2026-03-01, replaces: [{id: knives, carry: full}]}
  - {id: bone, title: Bones, revised: 2026-03-01, replaces: [{id: knives, carry: none}]}
  - {id: slice, title: Slices, revision: 4, required: false, replaces: [{id: cut, carry: full}]}`
	runFold(t, []foldCase{{
		"in the role whose level it reaches, else partial there; order is list order",
		levels,
		`2026-01-05 cleo enroll cook
		 2026-01-05 cleo enroll chef
		 2026-01-06 ana signoff shared/wash level=7
		 2026-01-07 ana signoff shared/wash level=2
		 2026-01-08 ana signoff shared/wash level=1`,
		`2026-01-06 shared/wash: partial
		 2026-01-07 shared/wash: competent
		 2026-01-07 chef/shared/wash: partial
		 2026-01-08 shared/wash: competent
		 2026-01-08 chef/shared/wash: competent`,
	}, {
		"without a level on a scale it is partial",
		levels,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff shared/wash`,
		"2026-01-06 shared/wash: partial",
	}, {
		"and whose way of doing it it reaches",
		levels,
		`2026-01-05 cleo enroll cook
		 2026-01-05 cleo enroll chef
		 2026-01-06 ana signoff shared/talk accomplish=discuss
		 2026-01-06 ana signoff shout role=chef accomplish=observe
		 2026-01-07 ana signoff shout role=chef accomplish=simulate
		 2026-01-08 ana signoff shout role=chef`,
		`2026-01-06 shared/talk: competent
		 2026-01-06 chef/shout: partial
		 2026-01-07 chef/shout: competent
		 2026-01-08 chef/shout: competent`,
	}, {
		"what was replaced with carry full counts for every successor, and for itself before",
		replaced,
		`2026-01-05 cleo enroll cook
		 S: 2026-01-06 ana signoff knives
		 2026-01-07 mia acknowledge S`,
		`2026-02-28 knives: competent
		 2026-02-28 cook: 1+0/1 100% optional 1/1 not-required 3 qualified 2026-01-07
		 2026-03-01 cut: competent
		 2026-03-01 whet: competent
		 2026-03-01 slice: competent
		 2026-03-01 bone: ready
		 2026-03-01 cook: 2+0/3 66% optional 1/1 not-required 1`,
	}, {
		"what happens to the retired one happens to its successors",
		replaced,
		`2026-01-05 cleo enroll cook
		 S: 2026-01-06 ana signoff knives
		 2026-04-01 cleo revoke S trigger=incident
		 2026-04-05 ana signoff whet`,
		`2026-03-31 cut: competent
		 2026-04-01 cut: revoked
		 2026-04-05 cut: revoked
		 2026-04-05 whet: competent`,
	}, {
		"retired: neither required nor missed from that day",
		"  - {id: knife, title: Cuts, retired: 2026-03-01, due: 14d}\n  - {id: grill, title: Grills}",
		"2026-01-05 cleo enroll cook",
		`2026-02-28 cook: 0+0/2 0% overdue 1 next 2026-01-19
		 2026-03-01 cook: 0+0/1 0% not-required 1
		 2026-03-01 knife: ready due 2026-01-19`,
	}, {
		"of revision 1 it is not required before its revised date",
		"  - {id: knife, title: Cuts, revised: 2026-03-01, due: 14d}\n  - {id: grill, title: Grills}",
		`2026-01-05 cleo enroll cook
		 2026-02-01 ana signoff knife`,
		`2026-01-31 cook: 0+0/1 0% not-required 1
		 2026-02-28 knife: competent
		 2026-02-28 cook: 0+0/1 0% not-required 1
		 2026-03-01 cook: 1+0/2 50%`,
	}, {
		"of a later revision it is required before its revised date too",
		"  - {id: knife, title: Cuts, revision: 2, revised: 2026-03-01}",
		"2026-01-05 cleo enroll cook",
		"2026-01-05 cook: 0+0/1 0%",
	}})
}

func TestRevisionsAndWordings(t *testing.T) {
	const editorial = "  - {id: knife, title: Cuts, revision: 2, editorial: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]}"
	runFold(t, []foldCase{{
		"an editorial wording of the present revision counts",
		editorial,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife wording=a`,
		"2026-01-06 knife: competent",
	}, {
		"a wording that editorial does not list is suspect",
		editorial,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife wording=b`,
		"2026-01-06 knife: suspect",
	}, {
		"an older revision is suspect, whatever editorial says, and without a revised date on every day",
		editorial,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife wording=a revision=1`,
		"2026-01-06 knife: suspect",
	}, {
		"a sign-off of the new revision counts before it is in force",
		"  - {id: knife, title: Cuts, revision: 2, revised: 2026-03-01}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife`,
		`2026-01-06 knife: competent
		 2026-03-01 knife: competent`,
	}, {
		"a changed wording of the present revision is suspect before its revised date too",
		"  - {id: knife, title: Cuts, revision: 2, revised: 2026-03-01}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife wording=a`,
		"2026-02-01 knife: suspect",
	}, {
		"a transcription has no wording, only a revision",
		"  - {id: knife, title: Cuts, revision: 2, revised: 2026-03-01}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana transcribe knife revision=1
		 2026-04-01 ana transcribe knife revision=2`,
		`2026-02-28 knife: competent [transcribed]
		 2026-03-01 knife: suspect [transcribed]
		 2026-04-01 knife: competent [transcribed]`,
	}})
}

func TestCurrency(t *testing.T) {
	const current = "  - {id: knife, title: Cuts, currency: {performed_within: 30d}}"
	runFold(t, []foldCase{{
		"runs from the last competent observation or practice recorded by a mentor",
		current,
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana signoff knife
		 2026-01-20 ana observation knife
		 2026-02-10 ana practice knife`,
		`2026-01-19 knife: competent [expiring] until 2026-02-04
		 2026-01-20 knife: competent [expiring] until 2026-02-19
		 2026-03-12 knife: competent [expiring] until 2026-03-12
		 2026-03-13 knife: lapsed until 2026-03-12`,
	}, {
		"not from what the learner claims, nor from somebody who is no mentor",
		current,
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana signoff knife
		 2026-01-20 mia practice knife with=ana
		 2026-01-20 zoe practice knife`,
		`2026-02-04 knife: competent [expiring] until 2026-02-04
		 2026-02-05 knife: lapsed until 2026-02-04`,
	}, {
		"doing it again brings it back",
		current,
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana signoff knife
		 2026-03-01 ana practice knife`,
		`2026-02-28 knife: lapsed until 2026-02-04
		 2026-03-01 knife: competent [expiring] until 2026-03-31`,
	}, {
		"the earlier of expiry and currency is the last good day",
		"  - {id: knife, title: Cuts, renew: {every: 40d, window: 5d}, currency: {performed_within: 30d}}",
		`2026-01-01 cleo enroll cook
		 2026-01-01 ana signoff knife
		 2026-01-25 ana practice knife`,
		`2026-01-24 knife: competent [expiring] until 2026-01-31
		 2026-01-25 knife: competent [expiring] until 2026-02-10`,
	}, {
		"a waiver does not lapse",
		current,
		`2026-01-01 cleo enroll cook
		 2026-01-05 cleo waive knife`,
		"2027-01-05 knife: waived",
	}})
}

func TestTwoTimes(t *testing.T) {
	runFold(t, []foldCase{{
		"was she competent on the day, and did anyone know it then",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife at=2026-01-14`,
		`2026-01-09 knife: ready
		 2026-01-10 knife: competent
		 2026-01-10 known=2026-01-13 knife: ready
		 2026-01-10 known=2026-01-14 knife: competent
		 2026-01-14 known=2026-01-13 knife: ready`,
	}, {
		"an enrolment takes effect on its start",
		knife,
		"2026-02-01 cleo enroll cook at=2026-01-10",
		`2026-01-31 cook: not enrolled
		 2026-02-01 cook: 0+0/1 0%
		 2026-02-01 known=2026-01-09 cook: not enrolled`,
	}})
}
