package signoff

import (
	"testing"
)

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
	const observe = "sojt observe mia knife --outcome competent --all-criteria"
	const captured = observe + " --equipment TEXT --place TEXT"
	const levels = `-- sojt.yaml --
format: 1
program: bistro
name: Bistro
scales: [{id: trust, levels: [{id: 1, name: Sees}, {id: 2, name: Helps}, {id: 3, name: Alone, pass: true}]}]
-- competencies/shared.yaml --
set: shared
title: Shared
competencies: [{id: wash, title: Washes, scale: trust, evidence: {passes: 2, methods: [seen]}}]
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{use: shared/wash, level: 2}]`
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
		want: "7 evidence: mentors: 1 of 2 different mentors -> " + observe + ", by Ben or Cleo",
		then: "2026-01-07 ben observation knife",
	}, {
		name: "too few days", definitions: evidence("{passes: 2, days: 2}"), records: enrolled + "2026-01-10 ben observation knife", draft: draftSignoff,
		want: "7 evidence: days: 1 of 2 different days -> on another day: " + observe,
		then: "2026-01-09 ben observation knife at=2026-01-10",
	}, {
		name: "not consecutive, by whomever", definitions: evidence("{passes: 2, consecutive: true}"),
		records: enrolled + "2026-01-06 ana observation knife\n2026-01-07 ben observation knife not-yet", draft: draftSignoff,
		want: "7 evidence: consecutive: 1 of 2 in a row without a not-yet; the last one was on 7 Jan 2026 -> " + observe,
		then: "2026-01-08 ana observation knife",
	}, {
		name: "a not-yet from paper breaks the row too", definitions: evidence("{passes: 2, consecutive: true}"),
		records: enrolled + "2026-01-06 ana observation knife\n2026-01-07 ben transcribe knife not-yet", draft: draftSignoff,
		want: "7 evidence: consecutive: 1 of 2 in a row without a not-yet; the last one was on 7 Jan 2026 -> " + observe,
		then: "2026-01-08 ana observation knife",
	}, {
		name: "a not-yet before the last passes does not matter", definitions: evidence("{passes: 2, consecutive: true}"),
		records: enrolled + "2026-01-06 ana observation knife not-yet\n2026-01-07 ben observation knife", draft: draftSignoff,
	}, {
		name: "a not-yet that its author took back alone still breaks the row", definitions: evidence("{passes: 2, consecutive: true}"),
		records: enrolled + "2026-01-06 ana observation knife\nN: 2026-01-07 ben observation knife not-yet\n2026-01-08 ben revoke N", draft: draftSignoff,
		want: "7 evidence: consecutive: 1 of 2 in a row without a not-yet; that of 7 Jan 2026 was not taken back by a coordinator -> " + observe,
		then: "2026-01-08 ana observation knife",
	}, {
		name: "nor does a revocation of a coordinator's that was taken back", definitions: evidence("{passes: 2, consecutive: true}"),
		records: enrolled + "2026-01-06 ana observation knife\nN: 2026-01-07 ben observation knife not-yet\n2026-01-08 ben revoke N\n" +
			"R: 2026-01-08 cleo revoke N\n2026-01-09 cleo revoke R", draft: draftSignoff,
		want: "7 evidence: consecutive: 1 of 2 in a row without a not-yet; that of 7 Jan 2026 was not taken back by a coordinator -> " + observe,
	}, {
		name: "one that a coordinator took back does not", definitions: evidence("{passes: 2, consecutive: true}"),
		records: enrolled + "2026-01-06 ana observation knife\nN: 2026-01-07 ben observation knife not-yet\n2026-01-08 cleo revoke N", draft: draftSignoff,
	}, {
		name: "without consecutive a not-yet between does not matter", definitions: evidence("{passes: 2}"),
		records: enrolled + "2026-01-06 ana observation knife\n2026-01-07 ben observation knife not-yet", draft: draftSignoff,
	}, {
		name: "every method occurs", definitions: evidence("{passes: 2, methods: [written, seen]}"),
		records: enrolled + "2026-01-06 ana observation knife method=seen", draft: draftSignoff + " method=seen",
		want: "7 evidence: method written is not among the passes -> sojt observe mia knife --outcome competent --method written --all-criteria",
		then: "2026-01-07 ana observation knife method=written",
	}, {
		name: "the sign-off's own method counts", definitions: evidence("{passes: 2, methods: [written, seen]}"),
		records: enrolled + "2026-01-06 ana observation knife method=seen", draft: draftSignoff + " method=written",
	}, {
		name: "passes before the last sign-off are used up", definitions: evidence("{passes: 2}"),
		records: enrolled + "2026-01-06 ana observation knife\n2026-01-07 ana signoff knife", draft: "2026-03-01 ana signoff knife",
		want: "7 evidence: passes: 1 of 2, this one included; runs up to the sign-off of 7 Jan 2026 do not count -> " + observe, then: "2026-02-20 ana observation knife",
	}, {
		name: "and before a revocation", definitions: evidence("{passes: 2}"),
		records: enrolled + "S: 2026-01-06 ana signoff knife\n2026-01-07 ana observation knife\n2026-01-08 cleo revoke S", draft: draftSignoff,
		want: "7 evidence: passes: 1 of 2, this one included; runs up to the revocation of 8 Jan 2026 do not count -> " + observe, then: "2026-01-09 ana observation knife",
	}, {
		name: "and before an expiry", definitions: evidence("{passes: 2}"),
		records: enrolled + "2026-01-06 ana signoff knife\n2026-02-01 ana observation knife", draft: "2026-03-09 ana signoff knife",
		want: "7 evidence: passes: 1 of 2, this one included; runs up to the expiry of 7 Mar 2026 do not count -> " + observe, then: "2026-03-08 ana observation knife",
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
		name: "what no run was before a revocation is not told", definitions: evidence("{passes: 2}"),
		records: enrolled + "S: 2026-01-06 ana signoff knife\n2026-01-08 cleo revoke S", draft: draftSignoff,
		want: "7 evidence: passes: 1 of 2, this one included -> " + observe, then: "2026-01-09 ana observation knife",
	}, {
		name: "the remedy has the flags it needs, entered later", definitions: "  - {id: knife, title: Cuts, evidence: {passes: 2, mentors: 2, days: 2}, capture: [equipment, place]}",
		records: enrolled, draft: draftSignoff + " equipment=x place=y at=2026-01-12",
		want: "7 evidence: passes: 1 of 2, this one included -> " + captured + " --date 2026-01-10\n" +
			"7 evidence: mentors: 1 of 2 different mentors -> " + captured + " --date 2026-01-10, by Ben or Cleo\n" +
			"7 evidence: days: 1 of 2 different days -> on another day: " + captured + " --date DATE",
	}, {
		name: "and the level that the role asks for", definitions: levels, records: enrolled, draft: "2026-01-10 ana signoff shared/wash level=3",
		want: "7 evidence: passes: 1 of 2, this one included -> sojt observe mia shared/wash --outcome competent --all-criteria --level 2\n" +
			"7 evidence: method seen is not among the passes -> sojt observe mia shared/wash --outcome competent --method seen --all-criteria --level 2",
	}, {
		name: "in a role that is not there the competency's own", definitions: levels, records: enrolled, draft: "2026-01-10 ana signoff shared/wash level=3 method=seen role=chef",
		want: "1 enrolled: Mia is in no role that has shared/wash -> add it to a role with `use`\n" +
			"7 evidence: passes: 1 of 2, this one included -> sojt observe mia shared/wash --outcome competent --all-criteria --level 3",
	}, {
		name: "a coordinator may override", definitions: evidence("{passes: 3, mentors: 2, days: 2, consecutive: true, methods: [seen]}"),
		records: enrolled, draft: "2026-01-10 cleo signoff knife override=flood",
	}})
}

func TestRule8(t *testing.T) {
	const separate = "  - {id: knife, title: Cuts, certifier: separate}"
	refused := func(did string) string {
		return "8 certifier: Ana " + did + " Mia in it on 6 Jan 2026, and the certifier is somebody else -> Ben or Cleo can do this"
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
		name: "nor on a day before that", definitions: separate, records: enrolled + "2026-01-06 ana trained knife", draft: "2026-01-05 ana signoff knife at=2026-01-10",
		want: refused("trained"), instead: "2026-01-05 ben signoff knife at=2026-01-10",
	}, {
		name: "at any time before", definitions: separate,
		records: enrolled + "2026-01-06 ana observation knife\nS: 2026-01-07 ben signoff knife", draft: "2026-03-10 ana signoff knife reaffirms=S",
		want: refused("observed"), instead: "2026-03-10 ben signoff knife reaffirms=S",
	}, {
		name: "a not-yet bars nobody", definitions: separate, records: enrolled + "2026-01-06 ana observation knife not-yet", draft: draftSignoff,
	}, {
		name: "what another took back bars nobody", definitions: separate,
		records: enrolled + "T: 2026-01-06 ana trained knife\n2026-01-07 cleo revoke T", draft: draftSignoff,
	}, {
		name: "what its author took back alone still does", definitions: separate,
		records: enrolled + "T: 2026-01-06 ana trained knife\n2026-01-07 ana revoke T", draft: draftSignoff,
		want: "8 certifier: Ana trained Mia in it on 6 Jan 2026 and took the record of that back alone, and the certifier is somebody else -> " +
			"Ben or Cleo can do this; or another coordinator takes it back too",
		then: "2026-01-08 cleo revoke T",
	}, {
		name: "an observation too, also a coordinator's", definitions: separate,
		records: enrolled + "O: 2026-01-06 cleo observation knife\n2026-01-07 cleo revoke O", draft: "2026-01-10 cleo signoff knife",
		want: "8 certifier: Cleo observed Mia in it on 6 Jan 2026 and took the record of that back alone, and the certifier is somebody else -> " +
			"Ana or Ben can do this; or another coordinator takes it back too",
		instead: draftSignoff,
	}, {
		name: "practice bars who was there, whoever else took it back", definitions: separate,
		records: enrolled + "P: 2026-01-06 cleo practice knife with=ana\n2026-01-07 cleo revoke P", draft: draftSignoff,
	}, {
		name: "and not them alone", definitions: separate,
		records: enrolled + "P: 2026-01-06 ana practice knife with=ana\n2026-01-07 ana revoke P", draft: draftSignoff,
		want: "8 certifier: Ana practised with Mia in it on 6 Jan 2026 and took the record of that back alone, and the certifier is somebody else -> " +
			"Ben or Cleo can do this; or another coordinator takes it back too",
	}, {
		name: "all others are barred too", definitions: separate,
		records: enrolled + "2026-01-06 ana trained knife\n2026-01-06 ben trained knife\n2026-01-06 cleo trained knife", draft: draftSignoff,
		want: "8 certifier: Ana trained Mia in it on 6 Jan 2026, and the certifier is somebody else -> name a mentor who covers it in mentors.yaml",
	}, {
		name: "cannot be overridden", definitions: separate, records: enrolled + "2026-01-06 cleo trained knife", draft: "2026-01-10 cleo signoff knife override=flood",
		want: "8 certifier: Cleo trained Mia in it on 6 Jan 2026, and the certifier is somebody else -> Ana or Ben can do this",
	}, {
		name: "without certifier separate", definitions: knife, records: enrolled + "2026-01-06 ana trained knife", draft: draftSignoff,
	}})
}
