package signoff

import (
	"fmt"
	"strings"
	"testing"
)

// What only repeats is refused when it is typed; the rules, and so verify, have nothing against it.
func TestIdle(t *testing.T) {
	const role = "-- roles/cook.yaml --\nrole: cook\ntitle: Cook\nqualify: coordinator\ncompetencies: [{id: knife, title: Cuts, renew: 1y}, {id: grill, title: Grills}]"
	const signed = "S: 2026-01-06 ana signoff knife\n"
	const both = signed + "2026-01-06 ana signoff grill\n"
	const deferred = signed + "2026-01-06 cleo waive grill deferral until=2026-02-28\n"
	back := func(id string) string {
		return fmt.Sprintf("nothing to do; to take that back: sojt revoke %s --reason TEXT", id)
	}
	end := func(id string) string {
		return fmt.Sprintf("nothing to do; to end it: sojt revoke %s --reason TEXT", id)
	}
	for _, c := range []struct{ name, records, draft, want string }{
		{"a first revocation", signed, "2026-01-10 ana revoke S", ""},
		{"a second one", signed + "R: 2026-01-08 ana revoke S", "2026-01-10 ana revoke S",
			"it was revoked from 8 Jan 2026 on, by Ana -> " + back("R") + ", by Cleo"},
		{"by somebody else", signed + "R: 2026-01-08 ana revoke S", "2026-01-10 cleo revoke S", "it was revoked from 8 Jan 2026 on, by Ana -> " + back("R")},
		{"from an earlier day", signed + "R: 2026-01-08 ana revoke S", "2026-01-07 cleo revoke S at=2026-01-10", ""},
		{"for another reason", signed + "R: 2026-01-08 ana revoke S", "2026-01-10 cleo revoke S trigger=near-miss", ""},
		{"for another reason of the kind", signed + "R: 2026-01-08 ana revoke S trigger=incident", "2026-01-10 cleo revoke S trigger=near-miss",
			"it was revoked from 8 Jan 2026 on, by Ana -> " + back("R")},
		{"once the first was taken back", signed + "R: 2026-01-08 ana revoke S\n2026-01-09 cleo revoke R", "2026-01-10 ana revoke S", ""},
		{"of a not-yet, by a coordinator beside its author", "S: 2026-01-06 ana observation knife not-yet\nR: 2026-01-08 ana revoke S", "2026-01-10 cleo revoke S", ""},
		{"of training, by its author again", "S: 2026-01-06 ana trained knife\nR: 2026-01-08 ana revoke S", "2026-01-10 ana revoke S",
			"it was revoked from 8 Jan 2026 on, by Ana -> " + back("R") + ", by Cleo"},
		{"of an enrolment, whatever the reason", "S: 2026-01-06 cleo enroll chef\nR: 2026-01-08 cleo revoke S", "2026-01-10 cleo revoke S trigger=fraud",
			"it was revoked from 8 Jan 2026 on, by Cleo -> " + back("R")},
		{"of a key, since somebody else has it", "S: 2026-01-06 cleo key AAAAAAAA\nR: 2026-01-08 cleo revoke S", "2026-01-10 cleo revoke S trigger=fraud", ""},
		{"of a key, twice", "S: 2026-01-06 cleo key AAAAAAAA\nR: 2026-01-08 cleo revoke S trigger=fraud", "2026-01-10 cleo revoke S",
			"it was revoked from 8 Jan 2026 on, by Cleo -> " + back("R")},

		{"qualified", both, "2026-01-10 cleo qualify cook", ""},
		{"qualified twice", both + "R: 2026-01-08 cleo qualify cook", "2026-01-10 cleo qualify cook until=2026-12-31",
			"Mia is qualified as cook since 8 Jan 2026 -> " + end("R")},
		{"qualified for longer", both + "R: 2026-01-08 cleo qualify cook until=2026-06-30", "2026-01-10 cleo qualify cook", ""},
		{"qualified for less long", both + "R: 2026-01-08 cleo qualify cook until=2026-06-30", "2026-01-10 cleo qualify cook until=2026-05-31",
			"Mia is qualified as cook since 8 Jan 2026, until 30 Jun 2026 -> " + end("R")},
		{"qualified again after a break", both + "R: 2026-01-08 cleo qualify cook\n2027-01-20 ana signoff knife", "2027-01-21 cleo qualify cook", ""},
		{"qualified from an earlier day", both + "R: 2026-01-08 cleo qualify cook", "2026-01-07 cleo qualify cook at=2026-01-10", ""},
		{"in the interim", deferred, "2026-01-10 cleo qualify cook interim=true", ""},
		{"in the interim twice", deferred + "R: 2026-01-08 cleo qualify cook interim=true until=2026-01-31", "2026-01-10 cleo qualify cook interim=true until=2026-01-31",
			"Mia is qualified as cook in the interim since 8 Jan 2026, until 31 Jan 2026 -> " + end("R")},
		{"in the interim for longer", deferred + "R: 2026-01-08 cleo qualify cook interim=true until=2026-01-31", "2026-01-10 cleo qualify cook interim=true until=2026-02-28", ""},
		{"in the interim, when it is final", both + "R: 2026-01-08 cleo qualify cook", "2026-01-10 cleo qualify cook interim=true",
			"Mia is qualified as cook since 8 Jan 2026, and for good -> " + end("R")},
		{"in the end, after the interim", deferred + "2026-01-08 cleo qualify cook interim=true\n2026-01-09 ana signoff grill", "2026-01-10 cleo qualify cook", ""},
	} {
		w := newWorld(t, role+"\n-- roles/chef.yaml --\nrole: chef\ntitle: Chef\ncompetencies: [{id: shout, title: Shouts}]")
		w.add(enrolled + c.records)
		if got := w.judge(c.draft); got != "" {
			t.Errorf("%s: the rules refuse it: %s", c.name, got)
		}
		draft := c.draft
		if !strings.Contains(draft, "at=") {
			draft += " at=" + draft[:10]
		}
		r := w.records(evening(draft))[0]
		want, got := c.want, ""
		for _, f := range w.book.Idle(w.learner("mia"), r) {
			got += f.Message + " -> " + f.Remedy
		}
		if again := w.named["R"]; again != nil {
			got = strings.ReplaceAll(got, again.ID, "R")
		}
		if got != want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, want)
		}
	}
}
