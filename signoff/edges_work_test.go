package signoff

import "testing"

// The tests of this file go through edges of SPEC 6, sentence by sentence.

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
		"with nothing earlier it is the latest judgement, also after a request",
		knife,
		`2026-01-05 cleo enroll cook
		 S: 2026-01-10 ana signoff knife
		 2026-01-12 mia request knife
		 2026-01-14 cleo revoke S
		 2026-01-16 mia request knife`,
		`2026-01-12 knife: competent
		 2026-01-14 knife: revoked
		 2026-01-16 knife: requested`,
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
