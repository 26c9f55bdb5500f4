package main

import (
	"bufio"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// corpus is a repository as years of work make it: every commit is a session of ten signed records with
// one of 200 learners, every fiftieth one a merge, every thousandth a change of definitions. It streams
// itself to git fast-import.
type corpus struct {
	t        *testing.T
	dir      string
	env      []string
	commits  int
	program  *competency.Program
	signers  map[string]*testkit.Signer
	ids      *line.IDs
	learners []*trainee
}

// trainee is a learner's file as it grows, by the marks of its blobs.
type trainee struct {
	id       string
	text     strings.Builder
	last     string // digest of the latest record
	sessions int
	marks    []int
}

const (
	corpusLearners = 200
	corpusSession  = 10 // records of a commit
)

var corpusStart = time.Date(2025, 1, 6, 8, 0, 0, 0, time.UTC)

// newCorpus makes one of so many commits, with ten records each, and of some more that the branch
// "later" has.
func newCorpus(t *testing.T, dir string, env []string, commits, later int) *corpus {
	t.Helper()
	c := &corpus{t: t, dir: dir, env: env, commits: commits + later, signers: map[string]*testkit.Signer{}, ids: line.NewIDs(randomness("corpus"))}
	files := fstest.MapFS{}
	for name, text := range c.definitions(0) {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	program, problems := competency.Load(files)
	if problems.Errors() > 0 {
		t.Fatal(problems)
	}
	c.program = program
	inFolder(t, dir, env, "init", "-q", "-b", "main")
	cmd := exec.Command("git", "fast-import", "--quiet", "--force", "--depth=50")
	cmd.Dir, cmd.Env = dir, env
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out := bufio.NewWriterSize(in, 1<<20)
	c.blobs(out)
	c.history(out, commits)
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	in.Close()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	inFolder(t, dir, env, "reset", "-q", "--hard", "main")
	return c
}

// definitions are those of the program as it was changed so many times.
func (c *corpus) definitions(version int) map[string]string {
	var role strings.Builder
	fmt.Fprintf(&role, "role: cook\ntitle: Cook\nsummary: Version %d.\ncompetencies:\n", version)
	for i := range c.commits/corpusLearners + 1 {
		fmt.Fprintf(&role, "  - {id: skill-%d, title: Does the thing number %d, why: It has to be done, practice: 3, evidence: {passes: 2}, criteria: [{id: whole, text: Done without a word of help within 10 min}, {id: safe, text: Nothing falls}]}\n", i, i)
	}
	var mentors strings.Builder
	mentors.WriteString("mentors:\n")
	for i := range 5 {
		id := fmt.Sprintf("mentor-%d", i)
		if c.signers[id] == nil {
			c.signers[id] = testkit.NewSigner("ed25519", id)
		}
		fmt.Fprintf(&mentors, "  - {id: %s, name: Mentor %d, email: m%d@house.example, coordinator: true, from: 2025-01-01, keys: [{key: %q, from: 2025-01-01}]}\n", id, i, i, c.signers[id].Key)
	}
	return map[string]string{
		"sojt.yaml":       "format: 1\nprogram: big-house-0000\nname: Big house\npolicy: {signatures: required}\n",
		"mentors.yaml":    mentors.String(),
		"roles/cook.yaml": role.String(),
		".gitattributes":  "*.yaml text eol=lf\nlearners/** text eol=lf merge=union\n",
	}
}

// who is the learner of a commit, and at when it was made.
func (c *corpus) who(commit int) *trainee { return c.learners[commit%corpusLearners] }
func (c *corpus) at(commit int) time.Time {
	return corpusStart.Add(time.Duration(commit) * 20 * time.Minute)
}
func (c *corpus) blob(learner, n int) int    { return 10_000_000 + learner*100_000 + n }
func (c *corpus) by(commit, n int) string    { return fmt.Sprintf("mentor-%d", (commit+n)%5) }
func (c *corpus) skill(session int) string   { return fmt.Sprintf("skill-%d", session) }
func (c *corpus) path(learner string) string { return "learners/" + learner + ".yaml" }

// blobs writes every version of every learner's file, those of one file after each other: so git finds
// what they have in common.
func (c *corpus) blobs(out io.Writer) {
	for i := range corpusLearners {
		l := &trainee{id: fmt.Sprintf("learner-%d", i)}
		fmt.Fprintf(&l.text, "learner: %s\nname: Learner %d\nrecords:\n", l.id, i)
		c.learners = append(c.learners, l)
		for commit := i; commit < c.commits; commit += corpusLearners {
			c.session(l, commit)
			mark := c.blob(i, l.sessions)
			l.marks = append(l.marks, mark)
			l.sessions++
			fmt.Fprintf(out, "blob\nmark :%d\ndata %d\n%s\n", mark, l.text.Len(), l.text.String())
		}
		l.text = strings.Builder{}
	}
}

// session adds the records of a commit: shown, practised, observed and signed off.
func (c *corpus) session(l *trainee, commit int) {
	skill := c.program.Competency(c.skill(l.sessions))
	at := c.at(commit).Add(-time.Minute)
	day := calendar.In(at, time.UTC)
	for n := range corpusSession {
		r := &signoff.Record{Program: c.program.ID, Learner: l.id, By: c.by(commit, n%2), At: at.Add(time.Duration(n) * time.Second), Competency: skill.ID, Date: day}
		switch {
		case n == 0 && l.sessions == 0:
			r.Type, r.Role, r.Start, r.Competency, r.Date = signoff.Enroll, "cook", day, "", 0
		case n == 0:
			r.Type = signoff.Trained
		case n < 7:
			r.Type = signoff.Practice
		case n == 7:
			r.Type, r.Kind, r.Text, r.Date = signoff.Note, "feedback", "steady hands, look up more often", 0
		case n == 8:
			r.Type, r.Outcome = signoff.Observation, signoff.CompetentOutcome
		default:
			r.Type, r.Meaning = signoff.Signoff, "observed and found competent"
		}
		if n >= 8 {
			r.Role, r.Revision, r.Fingerprint, r.Criteria = "cook", skill.Revision, skill.Fingerprint, []string{"safe", "whole"}
		}
		c.seal(l, r)
	}
}

func (c *corpus) seal(l *trainee, r *signoff.Record) {
	id, err := c.ids.Next(r.At)
	if err != nil {
		c.t.Fatal(err)
	}
	if r.ID = id; l.last != "" {
		r.Prev = []string{l.last}
	}
	if err := r.Seal(); err != nil {
		c.t.Fatal(err)
	}
	c.signers[r.By].Sign(r)
	text, err := r.Line()
	if err != nil {
		c.t.Fatal(err)
	}
	l.last = r.Digest
	l.text.WriteString("- " + text + "\n")
}

// history writes the commits.
func (c *corpus) history(out io.Writer, main int) {
	commit := func(branch string, mark int, at time.Time, from ...int) {
		fmt.Fprintf(out, "commit refs/heads/%s\nmark :%d\ncommitter M <m@house.example> %d +0000\ndata 1\nx\n", branch, mark, at.Unix())
		for i, m := range from {
			fmt.Fprintf(out, "%s :%d\n", []string{"from", "merge"}[min(i, 1)], m)
		}
	}
	put := func(n int) {
		l := c.who(n)
		fmt.Fprintf(out, "M 100644 :%d %s\n", l.marks[n/corpusLearners], c.path(l.id))
	}
	define := func(version int) {
		for name, text := range c.definitions(version) {
			fmt.Fprintf(out, "M 100644 inline %s\ndata %d\n%s\n", name, len(text), text)
		}
	}
	commit("main", 1, corpusStart.Add(-time.Hour))
	define(0)
	tip, branch := 1, "main"
	for n := range c.commits {
		if n == main {
			branch = "later"
		}
		mark := 10 + 3*n
		switch {
		case n%50 == 48 && n+1 < c.commits && n+1 != main: // a branch, and beside it the next
			commit("side", mark, c.at(n), tip)
			put(n)
			continue
		case n%50 == 49 && n != main:
			commit(branch, mark, c.at(n), tip)
			put(n)
			commit(branch, mark+1, c.at(n), mark, mark-3)
			put(n - 1)
			tip = mark + 1
			continue
		case n%1000 == 500:
			commit(branch, mark+2, c.at(n), tip)
			define(n/1000 + 1)
			tip = mark + 2
		}
		commit(branch, mark, c.at(n), tip)
		put(n)
		tip = mark
	}
}
