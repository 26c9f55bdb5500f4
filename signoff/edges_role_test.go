package signoff

import "testing"

// The tests of this file go through edges of SPEC 6, sentence by sentence.

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
		"an older revision counts before that day for as much as was asked for then",
		"  - {id: knife, title: Cuts, revision: 2, revised: 2026-03-01, accomplish: perform}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife revision=1 accomplish=observe`,
		`2026-02-28 knife: competent
		 2026-03-01 knife: partial`,
	}, {
		"the present one counts for what it is, whatever the day",
		"  - {id: knife, title: Cuts, revision: 2, revised: 2026-03-01, accomplish: perform}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife accomplish=observe`,
		`2026-02-28 knife: partial
		 2026-03-01 knife: partial`,
	}, {
		"what is in doubt stays so when it is carried over",
		"  - {id: knife, title: Cuts, revision: 2, revised: 2026-02-01, retired: 2026-03-01}\n  - {id: saw, title: Saws, replaces: [{id: knife, carry: full}]}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife revision=1`,
		`2026-01-31 saw: competent
		 2026-02-01 saw: suspect
		 2026-03-01 saw: suspect`,
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
