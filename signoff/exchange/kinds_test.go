package exchange_test

import (
	"errors"
	"strings"
	"testing"

	"sojt/signoff/exchange"
)

// Each way in which git leaves a path in conflict is told in words that fit, with who did it there, for
// files of the program and for others.
func TestKindsOfConflict(t *testing.T) {
	const waiter, text = "roles/waiter.yaml", "role: waiter\ntitle: Waiter\nsummary: Serves\ncompetencies: [{id: serve, title: Serves}]\n"
	for name, c := range map[string]struct {
		ours, theirs [][]string // commands of git, or "write PATH TEXT"
		want         map[string]string
	}{
		"moved apart": {
			[][]string{{"mv", waiter, "roles/host.yaml"}}, [][]string{{"mv", waiter, "roles/guest.yaml"}},
			map[string]string{
				waiter:             "moved here and there, to different places",
				"roles/host.yaml":  "where this side moved a file that the other one moved elsewhere",
				"roles/guest.yaml": "where the other side moved a file that this one moved elsewhere",
			},
		},
		"moved and deleted": {
			[][]string{{"mv", waiter, "roles/host.yaml"}}, [][]string{{"rm", "--quiet", waiter}},
			map[string]string{"roles/host.yaml": "moved to this place here, deleted there"},
		},
		"deleted and moved": {
			[][]string{{"rm", "--quiet", waiter}}, [][]string{{"mv", waiter, "roles/host.yaml"}},
			map[string]string{"roles/host.yaml": "deleted here, moved to this place there"},
		},
		"changed and deleted": {
			[][]string{{"write", waiter, text + "# here\n"}}, [][]string{{"rm", "--quiet", waiter}},
			map[string]string{waiter: "changed here, deleted there"},
		},
		"deleted and changed": {
			[][]string{{"rm", "--quiet", waiter}}, [][]string{{"write", waiter, text + "# there\n"}},
			map[string]string{waiter: "deleted here, changed there"},
		},
		"changed both": {
			[][]string{{"write", waiter, text + "# here\n"}}, [][]string{{"write", waiter, text + "# there\n"}},
			map[string]string{waiter: "both sides changed the same lines"},
		},
		"made both": {
			[][]string{{"write", "roles/host.yaml", "# here\n"}}, [][]string{{"write", "roles/host.yaml", "# there\n"}},
			map[string]string{"roles/host.yaml": "made here and there, differently"},
		},
		"a learner's file that both sides damaged": {
			[][]string{{"write", "learners/sam.yaml", program["learners/sam.yaml"] + "here\n"}}, [][]string{{"write", "learners/sam.yaml", program["learners/sam.yaml"] + "there\n"}},
			map[string]string{"learners/sam.yaml": "both sides changed it, and one of them is damaged: a line below its records is no record: \"here\""},
		},
		"a learner's file moved apart": {
			[][]string{{"mv", "learners/sam.yaml", "learners/s.d"}, {"mv", "learners/s.d", "learners/h-sam.yaml"}, {"mv", "learners/h-sam.yaml", "learners/here/sam.yaml"}},
			[][]string{{"mv", "learners/sam.yaml", "learners/there/sam.yaml"}},
			map[string]string{"learners/here/sam.yaml": "moved to different places, there to learners/there/sam.yaml"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, all := world(t, 2)
			ana, per := all[0], all[1]
			per.write(waiter, text)
			per.git("add", ".")
			per.git("commit", "--quiet", "-m", "waiter")
			per.sync()
			ana.sync()
			per.git("config", "user.name", "Per Lund")
			for who, commands := range map[*clone][][]string{ana: c.ours, per: c.theirs} {
				who.write("learners/here/x", "")
				who.write("learners/there/x", "")
				for _, args := range commands {
					if args[0] == "write" {
						who.write(args[1], args[2])
						who.git("add", args[1])
						continue
					}
					who.git(args...)
				}
				who.git("commit", "--quiet", "-m", "change")
			}
			per.git("push", "--quiet")
			before := ana.git("rev-parse", "HEAD")
			_, err := ana.exchange().Run(t.Context())
			var conflict *exchange.ConflictError
			if !errors.As(err, &conflict) {
				t.Fatalf("got %v, expected a conflict", err)
			}
			for _, item := range conflict.Items {
				if !strings.HasPrefix(item.What, c.want[item.Path]) || c.want[item.Path] == "" {
					t.Errorf("%s: %s, expected %q", item.Path, item.What, c.want[item.Path])
				}
				if item.Author != "Per Lund" && item.Path != "roles/host.yaml" && item.Path != "learners/here/sam.yaml" {
					t.Errorf("%s: by %q there", item.Path, item.Author)
				}
			}
			if len(conflict.Items) != len(c.want) || ana.git("rev-parse", "HEAD") != before {
				t.Errorf("%d files: %v, HEAD %s", len(conflict.Items), err, ana.git("rev-parse", "HEAD"))
			}
		})
	}
}
