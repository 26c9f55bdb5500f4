package git_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sojt/signoff/git"
)

// What a walk takes up is what these patterns of git match, in whatever folder it lies, and nothing else.
func TestEdgesTakeUpWhatPatternsMatch(t *testing.T) {
	c := newClone(t)
	names := []string{"learners", "sojt.yaml", "mentors.yaml", "roles", "competencies", "Learners", "learners2", "xlearners", "sojt.yaml2", "my-sojt.yaml", "roles.yaml", "a\nlearners", "é"}
	add, blob := []string{"update-index", "--add"}, c.object("blob", "x")
	put := func(path string) { add = append(add, "--cacheinfo", "100644,"+blob+","+path) }
	put("x.yaml")
	for i, name := range names {
		put(fmt.Sprintf("top%d/%s", i, name))
		for j, in := range names {
			put(fmt.Sprintf("p%d-%d/%s/%s", i, j, in, name))
			if in == "sojt.yaml" {
				continue // it is a file here
			}
			put(fmt.Sprintf("%s/%s", in+"/d", name))
			put(fmt.Sprintf("%s/deep%d/ly/%s/x", in+"/e", i, name))
		}
	}
	c.git(add...)
	c.git("commit", "--quiet", "-m", "names")
	c.git("rm", "--quiet", "-r", "--cached", "x.yaml")
	c.git("commit", "--quiet", "-m", "foreign")
	repo := c.open()
	for name, walk := range map[string]git.Walk{
		"**/learners **/learners/**":                                  {Learners: true},
		"**/sojt.yaml **/mentors.yaml **/roles/** **/competencies/**": {Definitions: true},
	} {
		args := append([]string{"--glob-pathspecs", "ls-files", "-z", "--"}, strings.Fields(name)...)
		want := strings.Split(strings.TrimSuffix(c.git(args...), "\x00"), "\x00")
		walk.Revision = "HEAD"
		var got []string
		for e, err := range repo.Edges(t.Context(), walk) {
			if err != nil {
				t.Fatal(err)
			}
			if e.Commit == c.git("rev-parse", "HEAD") && len(e.Changes) > 0 {
				t.Errorf("%s: a commit that changed nothing of it: %+v", name, e)
			}
			if e.Commit != c.git("rev-parse", "HEAD~1") {
				continue
			}
			for _, change := range e.Changes {
				got = append(got, change.Path)
			}
		}
		same(t, name, got, slices.DeleteFunc(want, func(path string) bool { return path == "learners/ana.yaml" || path == "sojt.yaml" })) // those of the first commit
		if len(got) < 50 {
			t.Errorf("only %d paths", len(got))
		}
	}
}
