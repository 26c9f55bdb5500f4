package git_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sojt/signoff/git"
)

// clone is a real repository with a git configuration of its own.
type clone struct {
	t   testing.TB
	dir string
	env []string
}

func newClone(t testing.TB) *clone {
	t.Helper()
	home := t.TempDir()
	c := &clone{t: t, dir: t.TempDir(), env: []string{
		"HOME=" + home, "XDG_CONFIG_HOME=" + home, "PATH=" + os.Getenv("PATH"),
		"GIT_CONFIG_GLOBAL=" + filepath.Join(home, "config"), "GIT_CONFIG_NOSYSTEM=1",
	}}
	write(t, filepath.Join(home, "config"), "[user]\n\tname = Ana Ruiz\n\temail = ana@example.com\n[init]\n\tdefaultBranch = main\n")
	c.git("init", "--quiet")
	c.write("sojt.yaml", "format: 1\n")
	c.write("learners/ana.yaml", "learner: ana\n")
	c.commit("first")
	return c
}

func write(t testing.TB, path, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

func (c *clone) path(name string) string { return filepath.Join(c.dir, filepath.FromSlash(name)) }

func (c *clone) write(name, data string) { c.t.Helper(); write(c.t, c.path(name), data) }

// try runs the plain git program.
func (c *clone) try(args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = c.dir, c.env
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

func (c *clone) git(args ...string) string {
	c.t.Helper()
	out, err := c.try(args...)
	if err != nil {
		c.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

func (c *clone) commit(subject string) {
	c.t.Helper()
	c.git("add", ".")
	c.git("commit", "--quiet", "-m", subject)
}

func (c *clone) open(folder ...string) *git.Repo {
	c.t.Helper()
	repo, err := git.Open(c.t.(*testing.T).Context(), filepath.Join(append([]string{c.dir}, folder...)...), c.env)
	if err != nil {
		c.t.Fatal(err)
	}
	return repo
}

// standIn puts a shell script in git's place and gives an environment that finds it first.
func standIn(t *testing.T, script string) []string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "git"), "#!/bin/sh\n"+script+"\n")
	if err := os.Chmod(filepath.Join(dir, "git"), 0o755); err != nil {
		t.Fatal(err)
	}
	return []string{"PATH=" + dir + string(filepath.ListSeparator) + os.Getenv("PATH")}
}
