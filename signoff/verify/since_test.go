package verify

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// past is a repository in which records came by commits of their own, some on branches; files were moved,
// lines dropped and put back, definitions changed.
type past struct {
	*world
	*rand.Rand
	dir     string
	env     []string
	stream  bytes.Buffer
	mark    int
	now     map[string]string // files, by path
	learned map[string]string // path by learner
}

// wrongs are records that break a rule, to be added to a usual life.
const wrongs = `
      2026-01-23 ME signoff wash
      2026-02-04 ben note prev=LOST
      2026-02-05 dora observation wash competent
      2026-02-24 ben observation wash competent wording=a
      2026-03-07 ana practice cut
`

func newPast(t *testing.T, seed uint64) *past {
	p := &past{
		world: newWorld(t), Rand: rand.New(rand.NewPCG(seed, 11)), dir: t.TempDir(), now: map[string]string{}, learned: map[string]string{},
		env: []string{"HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH"), "GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1"},
	}
	p.git("init", "--quiet", "--initial-branch=main")
	for _, id := range []string{"ina", "joe", "kim", "lou", "mo"} {
		p.add("learner " + id + " department=kitchen").add(strings.ReplaceAll(usualLife+wrongs, "ME", id))
	}
	delete(p.headers, "mia")
	delete(p.records, "mia")
	for name, text := range bistro {
		p.now[name] = keyNames.ReplaceAllStringFunc(text, keyNamed)
	}
	for id, header := range p.headers {
		p.learned[id] = "learners/" + id + ".yaml"
		p.now[p.learned[id]] = "learner: " + id + "\nname: " + id + "\n" + strings.TrimLeft(header, "\n") + "records:\n"
	}
	p.grow()
	cmd := exec.Command("git", "fast-import", "--quiet")
	cmd.Dir, cmd.Env, cmd.Stdin = p.dir, p.env, &p.stream
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return p
}

func (p *past) git(args ...string) string {
	p.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = p.dir, p.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		p.t.Fatalf("git %s: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// commit adds what the files are now, after some parents.
func (p *past) commit(second int64, parents ...int) int {
	p.mark++
	fmt.Fprintf(&p.stream, "commit refs/heads/main\nmark :%d\ncommitter C <c@x> %d +0000\ndata 1\nx\n", p.mark, second)
	for i, parent := range parents {
		fmt.Fprintf(&p.stream, "%s :%d\n", []string{"from", "merge"}[min(i, 1)], parent)
	}
	p.stream.WriteString("deleteall\n")
	for _, name := range slices.Sorted(maps.Keys(p.now)) {
		fmt.Fprintf(&p.stream, "M 100644 inline %s\ndata %d\n%s\n", name, len(p.now[name]), p.now[name])
	}
	return p.mark
}

// grow makes the commits, a record at a time.
func (p *past) grow() {
	var all []*signoff.Record
	for _, records := range p.records {
		all = append(all, records...)
	}
	slices.SortFunc(all, recorded)
	tip := p.commit(all[0].At.Unix() - 60)
	dropped := map[string]string{} // what is to be put back, by path
	for _, r := range all {
		object, err := r.Line()
		if err != nil {
			p.t.Fatal(err)
		}
		second := r.At.Unix()
		before := maps.Clone(p.now)
		at := p.learned[r.Learner]
		for path, text := range dropped {
			p.now[path] += text
			delete(dropped, path)
		}
		switch p.IntN(12) {
		case 0: // moved as the record comes
			to := fmt.Sprintf("learners/%d/%s.yaml", p.IntN(3), r.Learner)
			text := p.now[at]
			delete(p.now, at)
			p.now[to], p.learned[r.Learner], at = text, to, to
		case 1: // a wording changes
			p.now["roles/cook.yaml"] = strings.Replace(p.now["roles/cook.yaml"], "title: Pours", "title: Pours it", 1) + "# more\n"
		case 2: // a line goes: for good, or for a while
			if i := strings.LastIndex(p.now[at], "- {"); i > 0 {
				if p.IntN(4) > 0 {
					dropped[at] = p.now[at][i:]
				}
				p.now[at] = p.now[at][:i]
			}
		}
		if p.IntN(5) > 0 {
			p.now[at] += "- " + object + "\n"
			tip = p.commit(second, tip)
			continue
		}
		ours := maps.Clone(p.now) // beside what the record comes with on a branch
		p.now = before
		p.now[p.pathIn(before, r.Learner)] += "- " + object + "\n"
		side := p.commit(second, tip)
		p.now = ours
		here := p.commit(second, tip)
		p.now[at] += "- " + object + "\n"
		tip = p.commit(second, here, side)
	}
}

// pathIn gives where a learner's file is among some.
func (p *past) pathIn(files map[string]string, learner string) string {
	for path := range files {
		if strings.HasSuffix(path, "/"+learner+".yaml") {
			return path
		}
	}
	return ""
}

// ask verifies a commit, or what of it is new.
func (p *past) ask(commit, since string, spoil func(*Past)) (Result, *Past) {
	p.t.Helper()
	ctx := context.Background()
	repo, err := git.Open(ctx, p.dir, p.env)
	if err != nil {
		p.t.Fatal(err)
	}
	tree, err := repo.Tree(ctx, commit)
	if err != nil {
		p.t.Fatal(err)
	}
	defer tree.Close()
	program, problems := competency.Load(tree)
	if err := problems.Err(); err != nil {
		p.t.Fatal(err)
	}
	past, err := Read(ctx, Source{Repo: repo, Commit: commit, Since: since, Program: program, Committed: true})
	if err != nil {
		p.t.Fatal(err)
	}
	if spoil != nil {
		spoil(past)
	}
	l := ledger.Open(tree)
	book := signoff.NewRulebook(program, func(id string) *signoff.Learner {
		one, _, err := l.Read(id, program)
		if err != nil {
			return nil
		}
		return one
	})
	result, err := (&Case{Ledger: l, Book: book, Now: now, Past: past}).All(ctx)
	if err != nil {
		p.t.Fatal(err)
	}
	return result, past
}

// fresh leaves of problems those that --since promises: with records that were not there, with the files in
// which one is new, and what the commits since lost. Of addresses only the whole says how many records, and
// of a wording that is none, that it never was one: it is N-WORDING.
func fresh(problems diag.List, past *Past, commits []string) (left diag.List) {
	for _, x := range problems {
		switch x.Code {
		case CodeAuthor:
			continue
		case CodeHistory, CodeRestored:
			if !slices.Contains(commits, x.Commit) {
				continue
			}
		default:
			if past.before[x.Digest] || past.Same(x.Pos.File) {
				continue
			}
		}
		left = append(left, x)
	}
	return left
}

// TestSinceFindsOfWhatIsNewWhatTheWholeFinds: the same problems, word by word.
func TestSinceFindsOfWhatIsNewWhatTheWholeFinds(t *testing.T) {
	found, missed, left := map[string]int{}, 0, 0
	for seed := range uint64(2) {
		p := newPast(t, seed)
		commits := strings.Fields(p.git("rev-list", "--topo-order", "main"))
		head := commits[0]
		whole, _ := p.ask(head, "", nil)
		for _, n := range []int{0, 1, 3, 8, 20, len(commits) / 2, len(commits) - 1} {
			since := commits[n]
			newer := strings.Fields(p.git("rev-list", head, "^"+since))
			got, past := p.ask(head, since, nil)
			want := fresh(whole.Problems, past, newer)
			worded := len(want)
			want = slices.DeleteFunc(want, func(x diag.Problem) bool { return x.Code == CodeWording })
			open := slices.ContainsFunc(got.NotChecked, func(n NotChecked) bool { return n.Code == CodeUnworded })
			if worded -= len(want); worded > 0 != open {
				t.Errorf("seed %d, %d commits: %d wordings that are none, and N-WORDING %t", seed, len(newer), worded, open)
			}
			if d := cmp.Diff(want, fresh(got.Problems, past, newer)); d != "" {
				t.Errorf("seed %d, %d commits: %s", seed, len(newer), d)
			}
			if got.Checked.Commits != len(newer) || got.Checked.Learners > whole.Checked.Learners {
				t.Errorf("seed %d, %d commits: checked %+v", seed, len(newer), got.Checked)
			}
			left += whole.Checked.Learners - got.Checked.Learners
			for _, x := range want {
				found[x.Code]++
			}
			blind, _ := p.ask(head, since, func(past *Past) { past.then = past.files })
			if len(fresh(blind.Problems, past, newer)) < len(want) {
				missed++
			}
		}
	}
	for _, code := range []string{CodeHistory, CodeRestored, CodeAuthority, CodeClock} {
		if found[code] == 0 {
			t.Errorf("no %s was there to be found: %v", code, found)
		}
	}
	if missed == 0 || left == 0 {
		t.Errorf("checker is broken: %d missed where no file is read; %d learners left out", missed, left)
	}
}
