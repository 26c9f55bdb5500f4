package history_test

import (
	"bytes"
	"flag"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sojt/signoff/git"
	"sojt/signoff/history"
)

var long = flag.Bool("long", false, "1,000 planted histories and 10,000 clean ones")

// clone is a real repository that git fast-import fills.
type clone struct {
	t   testing.TB
	dir string
	env []string
	ids map[int]string // mark to commit
	of  map[string]*node

	repo   *git.Repo
	reader *git.Reader
}

func newClone(t testing.TB) *clone {
	home := t.TempDir()
	c := &clone{t: t, dir: t.TempDir(), ids: map[int]string{}, of: map[string]*node{}, env: []string{
		"HOME=" + home, "PATH=" + os.Getenv("PATH"), "GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@x", "GIT_COMMITTER_NAME=C", "GIT_COMMITTER_EMAIL=c@x",
	}}
	c.git(nil, "init", "--quiet", "--initial-branch=main")
	repo, err := git.Open(t.Context(), c.dir, c.env)
	if err != nil {
		t.Fatal(err)
	}
	c.repo, c.reader = repo, repo.Reader(t.Context())
	t.Cleanup(func() { c.reader.Close() })
	return c
}

func (c *clone) git(stdin []byte, args ...string) string {
	c.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env, cmd.Stdin = c.dir, c.env, bytes.NewReader(stdin)
	out, err := cmd.CombinedOutput()
	if err != nil {
		c.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// fill imports histories, each as a branch, with marks that do not meet.
func (c *clone) fill(histories map[string]*random) {
	c.t.Helper()
	var stream bytes.Buffer
	for branch, r := range histories {
		r.writeTo(&stream, branch)
	}
	marks := filepath.Join(c.t.TempDir(), "marks")
	c.git(stream.Bytes(), "fast-import", "--quiet", "--force", "--export-marks="+marks)
	data, err := os.ReadFile(marks)
	if err != nil {
		c.t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		var mark int
		var id string
		if _, err := fmt.Sscanf(line, ":%d %s", &mark, &id); err != nil {
			c.t.Fatal(err)
		}
		c.ids[mark] = id
	}
	for _, r := range histories {
		for _, n := range r.commits {
			c.of[c.ids[n.mark]] = n
		}
	}
}

// checker goes through the edges of a history; what it leaves out, it does not see.
type checker func(iter.Seq2[git.Edge, error]) iter.Seq2[git.Edge, error]

func whole(edges iter.Seq2[git.Edge, error]) iter.Seq2[git.Edge, error] { return edges }

// read asks what the history of a commit says of the lines it holds.
func (c *clone) read(head *node, since string, check checker) *history.History {
	c.t.Helper()
	edges, q := c.asks(head, since)
	h, err := history.Read(check(edges), c.reader.Blob, q)
	if err != nil {
		c.t.Fatal(err)
	}
	return h
}

// asks gives the edges of a commit's history, and the question.
func (c *clone) asks(head *node, since string) (iter.Seq2[git.Edge, error], history.Question) {
	c.t.Helper()
	revision := c.ids[head.mark]
	ctx := c.t.Context()
	standing, err := c.repo.LearnerFiles(ctx, revision)
	if err != nil {
		c.t.Fatal(err)
	}
	q := history.Question{
		Program: program, Prefix: head.prefix, Standing: standing,
		Files: func(commit string) ([]git.File, error) { return c.repo.LearnerFiles(ctx, commit) },
		Leads: func(commit, to string) (bool, error) { return c.repo.IsAncestor(ctx, commit, to) },
	}
	return c.repo.Edges(ctx, git.Walk{Revision: revision, Since: since, Learners: true, Definitions: true}), q
}
