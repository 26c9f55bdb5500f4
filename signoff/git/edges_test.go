package git_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"sojt/signoff/git"
)

// steps gives the edges of a walk in few words: commit's subject, parent's subject, what changed.
func (c *clone) steps(repo *git.Repo, w git.Walk) []string {
	c.t.Helper()
	subject := func(id string) string {
		if id == "" {
			return "nothing"
		}
		return c.git("show", "-s", "--format=%s", id)
	}
	var all []string
	for e, err := range repo.Edges(c.t.(*testing.T).Context(), w) {
		if err != nil {
			c.t.Fatal(err)
		}
		text := subject(e.Commit) + "<" + subject(e.Parent())
		for _, change := range e.Changes {
			text += fmt.Sprintf(" %o>%o %q", change.Old.Mode&0o777777, change.New.Mode, change.Path)
		}
		if e.Author != "ana@example.com" || e.Committed.IsZero() {
			c.t.Errorf("%s: by %q at %s", text, e.Author, e.Committed)
		}
		all = append(all, text)
	}
	return all
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\ngot\n\t%s\nwant\n\t%s", what, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestEdgesShowWhatAMergeDropped(t *testing.T) {
	c := newClone(t)
	c.git("switch", "--quiet", "-c", "side")
	c.write("learners/ana.yaml", "learner: ana\n# more\n")
	c.write("kitchen/learners/a b/bob.yaml", "learner: bob\n")
	c.commit("side")
	c.git("switch", "--quiet", "main")
	c.write("kitchen/roles/cook.yaml", "role: cook\n")
	c.commit("roles")
	c.git("merge", "--quiet", "-s", "ours", "-m", "ours", "side")
	c.write("notes.txt", "x\n")
	c.commit("other")
	if err := os.Remove(c.path("learners/ana.yaml")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("x", c.path("learners/ana.yaml")); err != nil {
		t.Fatal(err)
	}
	c.commit("link")
	repo := c.open()
	same(t, "learners", c.steps(repo, git.Walk{Revision: "HEAD", Learners: true}), []string{
		`link<other 100644>120000 "learners/ana.yaml"`,
		`other<ours`,
		`ours<side 100644>0 "kitchen/learners/a b/bob.yaml" 100644>100644 "learners/ana.yaml"`,
		`side<first 0>100644 "kitchen/learners/a b/bob.yaml" 100644>100644 "learners/ana.yaml"`,
		`roles<first`,
		`first<nothing 0>100644 "learners/ana.yaml"`,
	})
	same(t, "definitions", c.steps(repo, git.Walk{Revision: "main", Definitions: true}), []string{
		`link<other`,
		`other<ours`,
		`ours<side 0>100644 "kitchen/roles/cook.yaml"`,
		`side<first`,
		`roles<first 0>100644 "kitchen/roles/cook.yaml"`,
		`first<nothing 0>100644 "sojt.yaml"`,
	})
	same(t, "since", c.steps(repo, git.Walk{Revision: "main", Since: "main~2", Learners: true}), []string{
		`link<other 100644>120000 "learners/ana.yaml"`,
		`other<ours`,
	})
}
