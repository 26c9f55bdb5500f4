package git_test

import (
	"testing"
	"time"
)

// at commits everything at a time.
func (c *clone) at(when, subject string, args ...string) {
	c.t.Helper()
	c.git("add", ".")
	was := c.env
	c.env = append(c.env, "GIT_COMMITTER_DATE="+when, "GIT_AUTHOR_DATE=2001-01-01T00:00:00Z")
	c.git(append([]string{"commit", "--quiet", "-m", subject}, args...)...)
	c.env = was
}

// TestLastChanges: a file's time is that of the commit that gave it what it has, not that of a merge which
// took it from one side, of a version that was dropped or given back, or of another program's file.
func TestLastChanges(t *testing.T) {
	c := newClone(t)
	c.write("kitchen/sojt.yaml", "format: 1\n")
	c.write("kitchen/roles/a b.yaml", "role: a\n")
	c.write("kitchen/roles/cook.yaml", "role: cook\n")
	c.write("roles/cook.yaml", "role: other\n")
	c.at("2026-01-01T00:00:00Z", "one")
	c.git("switch", "--quiet", "-c", "side")
	c.write("kitchen/roles/cook.yaml", "role: cook\ntitle: Cook\n")
	c.at("2026-01-02T01:00:00+01:00", "side")
	c.git("switch", "--quiet", "main")
	c.write("kitchen/learners/ana.yaml", "learner: ana\n")
	c.at("2026-01-03T00:00:00Z", "learner")
	c.git("merge", "--quiet", "--no-commit", "--no-ff", "side")
	c.at("2026-01-04T00:00:00Z", "merge")
	c.write("kitchen/roles/a b.yaml", "role: b\n")
	c.write("roles/cook.yaml", "role: another\n")
	c.at("2026-01-05T00:00:00Z", "changed")
	c.write("kitchen/roles/a b.yaml", "role: a\n")
	c.at("2026-01-06T00:00:00Z", "back again")
	c.write("kitchen/sojt.yaml", "format: 1\n# not committed\n")

	repo := c.open("kitchen")
	got, err := repo.LastChanges(t.Context(), "HEAD", []string{"sojt.yaml", "roles/a b.yaml", "roles/cook.yaml", "roles/none.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{"sojt.yaml": 1, "roles/a b.yaml": 6, "roles/cook.yaml": 2} {
		if day := time.Date(2026, 1, want, 0, 0, 0, 0, time.UTC); !got[path].Equal(day) {
			t.Errorf("%s: %s, expected %s", path, got[path], day)
		}
	}
	if len(got) != 3 {
		t.Errorf("%v", got)
	}
}
