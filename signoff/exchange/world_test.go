package exchange_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/disk"
	"sojt/signoff/exchange"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
	"sojt/signoff/line"
)

// The program of the tests: two learners, who write notes about each other.
var program = map[string]string{
	"sojt.yaml":          "format: 1\nprogram: kitchen-k3v9\nname: Kitchen\n",
	"mentors.yaml":       "mentors:\n  - {id: ana, name: Ana Ruiz, email: ana@example.com, coordinator: true}\n",
	"roles/cook.yaml":    "role: cook\ntitle: Cook\ncompetencies: [{id: knife, title: Cuts, criteria: [{id: cut, text: It is cut}]}]\n",
	".gitattributes":     "learners/** text eol=lf merge=union\n",
	"learners/theo.yaml": "learner: theo\nname: Theo\nrecords:\n",
	"learners/sam.yaml":  "learner: sam\nname: Sam\nrecords:\n",
}

// clone is one person's repository.
type clone struct {
	t    testing.TB
	dir  string
	env  []string
	root *disk.Root
	repo *git.Repo
}

// world is a bare repository, whose path has a blank in it, and clones of it.
func world(t testing.TB, clones int) (origin string, all []*clone) {
	t.Helper()
	home := t.TempDir()
	write(t, filepath.Join(home, "config"), "[user]\n\tname = Ana Ruiz\n\temail = ana@example.com\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n[core]\n\tfsync = none\n")
	env := []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "GIT_CONFIG_GLOBAL=" + filepath.Join(home, "config"), "GIT_CONFIG_NOSYSTEM=1"}
	origin = filepath.Join(t.TempDir(), "our origin.git")
	seed := &clone{t: t, dir: t.TempDir(), env: env}
	for name, text := range program {
		seed.write(name, text)
	}
	seed.git("init", "--quiet")
	seed.git("add", ".")
	seed.git("commit", "--quiet", "-m", "program")
	seed.git("clone", "--quiet", "--bare", seed.dir, origin)
	for range clones {
		c := &clone{t: t, dir: filepath.Join(t.TempDir(), "clone"), env: env}
		seed.git("clone", "--quiet", origin, c.dir)
		c.open()
		all = append(all, c)
	}
	return origin, all
}

func (c *clone) open() {
	c.t.Helper()
	var err error
	if c.root, err = disk.Open(c.dir); err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { c.root.Close() })
	if c.repo, err = git.Open(context.Background(), c.dir, c.env); err != nil {
		c.t.Fatal(err)
	}
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

func (c *clone) write(name, data string) {
	c.t.Helper()
	write(c.t, filepath.Join(c.dir, filepath.FromSlash(name)), data)
}

func (c *clone) git(args ...string) string {
	c.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = c.dir, c.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		c.t.Fatalf("git %q: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// note makes a record line about a learner, which no other is equal to.
func note(learner, text string) string {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	id, err := line.NewIDs(rand.Reader).Next(now)
	if err != nil {
		panic(err)
	}
	r := signoff.Record{ID: id, At: now, By: "ana", Type: signoff.Note, Program: "kitchen-k3v9", Learner: learner, Kind: "feedback", Text: text}
	if err := r.Seal(); err != nil {
		panic(err)
	}
	object, err := r.Line()
	if err != nil {
		panic(err)
	}
	return object
}

func (c *clone) writer() *ledger.Writer {
	return &ledger.Writer{Root: c.root, Repo: c.repo, Committer: c.repo, Command: "sync", Now: time.Now}
}

// record writes and commits a note, as the commands do.
func (c *clone) record(learner, text string) string { return c.records(learner, text)[0] }

// records writes notes about a learner, of one command, and gives their lines.
func (c *clone) records(learner string, texts ...string) []string {
	c.t.Helper()
	path := "learners/" + learner + ".yaml"
	var objects, lines []string
	for _, text := range texts {
		object := note(learner, text)
		objects, lines = append(objects, object), append(lines, "- "+object)
	}
	data, err := c.root.ReadFile(path)
	if err != nil {
		c.t.Fatal(err)
	}
	_, err = c.writer().Write(context.Background(), &ledger.Batch{
		Subject: "note: " + learner, Recheck: func() error { return nil },
		Appends: []ledger.Append{{Path: path, Seen: ledger.See(data), Lines: objects}},
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return lines
}

// check is what the command checks.
func check(ctx context.Context, files fs.FS) (diag.List, error) {
	loaded, problems := competency.Load(files)
	inRecords, err := ledger.Open(files).Check(ctx, loaded, calendar.Of(2026, 11, 21))
	return append(problems, inRecords...), err
}

// exchange prepares an exchange that does not wait between tries.
func (c *clone) exchange() *exchange.Exchange {
	w := c.writer()
	return &exchange.Exchange{Writer: w, Check: check, Jitter: func(int) time.Duration { return 0 }}
}

func (c *clone) sync() *exchange.Result {
	c.t.Helper()
	result, err := c.exchange().Run(context.Background())
	if err != nil {
		c.t.Fatal(err)
	}
	return result
}

// lines are the record lines of all learners at a revision, sorted.
func (c *clone) lines(revision string) []string {
	c.t.Helper()
	var all []string
	for _, learner := range []string{"sam", "theo"} {
		all = append(all, ledger.RecordLines([]byte(c.git("show", revision+":learners/"+learner+".yaml")))...)
	}
	slices.Sort(all)
	return all
}

// holds fails unless HEAD, the index and the work tree hold exactly these records, each once.
func (c *clone) holds(when string, want []string) {
	c.t.Helper()
	want = slices.Sorted(slices.Values(want))
	if got := c.lines("HEAD"); !slices.Equal(got, want) {
		c.t.Errorf("%s: HEAD holds %d records, expected %d", when, len(got), len(want))
	}
	if status := c.git("status", "--porcelain"); status != "" {
		c.t.Errorf("%s: %s", when, status)
	}
	if problems, err := check(context.Background(), os.DirFS(c.dir)); err != nil || problems.Errors() > 0 {
		c.t.Errorf("%s: %v %v", when, err, problems)
	}
	if out := c.git("fsck", "--strict", "--no-dangling"); out != "" {
		c.t.Errorf("%s: fsck: %s", when, out)
	}
}

func name(i int) string { return fmt.Sprintf("clone %d", i) }
