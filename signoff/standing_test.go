package signoff

import (
	"strings"
	"testing"
)

// foldCase is a program, what was recorded, and what follows on some days. Each line of want is
// "QUESTION: ANSWER" as world.look has them.
type foldCase struct {
	name, definitions, records, want string
}

func runFold(t *testing.T, cases []foldCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(strings.ReplaceAll(c.name, " ", "_"), func(t *testing.T) {
			w := newWorld(t, c.definitions)
			w.add(c.records)
			asked := 0
			for text := range strings.Lines(c.want) {
				question, want, ok := strings.Cut(strings.TrimSpace(text), ": ")
				if !ok {
					continue
				}
				asked++
				if got := w.look(question); got != want {
					t.Errorf("%s\n got %s\nwant %s", question, got, want)
				}
			}
			if asked == 0 {
				t.Error("the case asks nothing")
			}
		})
	}
}

const knife = "  - {id: knife, title: Cuts}\n"

func TestEveryStanding(t *testing.T) {
	runFold(t, []foldCase{{
		"none, then practising, then ready",
		"  - {id: knife, title: Cuts, practice: 2}",
		`2026-01-05 cleo enroll cook
		 2026-01-07 mia practice knife
		 2026-01-09 mia practice knife`,
		`2026-01-04 cook: not enrolled
		 2026-01-05 knife: none
		 2026-01-06 knife: none
		 2026-01-07 knife: practising
		 2026-01-08 knife: practising
		 2026-01-09 knife: ready`,
	}, {
		"ready at once where no practice is asked for",
		knife,
		"2026-01-05 cleo enroll cook",
		"2026-01-05 knife: ready",
	}, {
		"trained alone is practising",
		"  - {id: knife, title: Cuts, practice: 2}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana trained knife`,
		`2026-01-05 knife: none
		 2026-01-06 knife: practising`,
	}, {
		"requested, answered by a sign-off",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 mia request knife
		 2026-01-08 ana signoff knife`,
		`2026-01-05 knife: ready
		 2026-01-06 knife: requested
		 2026-01-07 knife: requested
		 2026-01-08 knife: competent`,
	}, {
		"not-yet, until the learner asks again",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana observation knife not-yet
		 2026-01-09 mia request knife
		 2026-01-10 ana signoff knife`,
		`2026-01-05 knife: ready
		 2026-01-06 knife: not-yet
		 2026-01-08 knife: not-yet
		 2026-01-09 knife: requested
		 2026-01-10 knife: competent`,
	}, {
		"partial with some of the evidence",
		"  - {id: knife, title: Cuts, evidence: {passes: 3}}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana observation knife
		 2026-01-07 ana observation knife
		 2026-01-08 ana signoff knife`,
		`2026-01-05 knife: ready
		 2026-01-06 knife: partial
		 2026-01-07 knife: partial
		 2026-01-08 knife: competent`,
	}, {
		"competent for ever without renewal",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife`,
		`2026-01-05 knife: ready
		 2026-01-06 knife: competent
		 2056-01-06 knife: competent`,
	}, {
		"waived, for ever or until",
		knife + "  - {id: grill, title: Grills}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 cleo waive knife prior-learning
		 2026-01-06 cleo waive grill equivalent until=2026-03-31`,
		`2026-01-05 knife: ready
		 2026-01-06 knife: waived
		 2046-01-06 knife: waived
		 2026-02-28 grill: waived until 2026-03-31
		 2026-03-01 grill: waived [expiring] until 2026-03-31
		 2026-03-31 grill: waived [expiring] until 2026-03-31
		 2026-04-01 grill: expired until 2026-03-31`,
	}, {
		"suspect when the revision moved on",
		"  - {id: knife, title: Cuts, revision: 2, revised: 2026-03-01}",
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife revision=1 wording=a
		 2026-03-10 ana signoff knife`,
		`2026-01-06 knife: competent
		 2026-02-28 knife: competent
		 2026-03-01 knife: suspect
		 2026-03-09 knife: suspect
		 2026-03-10 knife: competent`,
	}, {
		"suspect when the wording changed without a revision",
		knife,
		`2026-01-05 cleo enroll cook
		 2026-01-06 ana signoff knife wording=a`,
		"2026-01-06 knife: suspect",
	}, {
		"expired",
		"  - {id: knife, title: Cuts, renew: 1y}",
		`2025-01-05 cleo enroll cook
		 2025-02-01 ana signoff knife
		 2026-03-01 ana signoff knife`,
		`2026-01-01 knife: competent until 2026-02-01
		 2026-01-02 knife: competent [expiring] until 2026-02-01
		 2026-02-01 knife: competent [expiring] until 2026-02-01
		 2026-02-02 knife: expired until 2026-02-01
		 2026-02-28 knife: expired until 2026-02-01
		 2026-03-01 knife: competent until 2027-03-01`,
	}, {
		"lapsed",
		"  - {id: knife, title: Cuts, currency: {performed_within: 90d}}",
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife`,
		`2026-03-10 knife: competent until 2026-04-10
		 2026-04-10 knife: competent [expiring] until 2026-04-10
		 2026-04-11 knife: lapsed until 2026-04-10`,
	}, {
		"revoked, until signed off again",
		knife,
		`2026-01-05 cleo enroll cook
		 S: 2026-01-10 ana signoff knife
		 2026-02-01 cleo revoke S trigger=incident
		 2026-02-05 mia practice knife
		 2026-02-09 ana signoff knife`,
		`2026-01-31 knife: competent
		 2026-02-01 knife: revoked
		 2026-02-08 knife: revoked
		 2026-02-09 knife: competent`,
	}, {
		"the first true of suspect, expired, lapsed",
		"  - {id: knife, title: Cuts, renew: 60d, currency: {performed_within: 30d}, revision: 2, revised: 2026-05-01}",
		`2026-01-05 cleo enroll cook
		 2026-01-10 ana signoff knife revision=1 wording=a`,
		`2026-02-09 knife: competent [expiring] until 2026-02-09
		 2026-02-10 knife: lapsed until 2026-02-09
		 2026-03-11 knife: lapsed until 2026-02-09
		 2026-03-12 knife: expired until 2026-02-09
		 2026-04-30 knife: expired until 2026-02-09
		 2026-05-01 knife: suspect until 2026-02-09`,
	}})
}
