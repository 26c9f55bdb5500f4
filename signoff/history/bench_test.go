package history_test

import (
	"bytes"
	"fmt"
	"testing"

	"sojt/signoff/git"
	"sojt/signoff/history"
	"sojt/signoff/testkit"
)

// office is a repository of many commits, each of which adds a record to one of 200 learner files;
// every tenth is a merge of a branch.
type office struct {
	*clone
	lines history.Lines
}

func newOffice(b testing.TB, commits int) office {
	const learners = 200
	o := office{clone: newClone(b), lines: history.Lines{}}
	var out bytes.Buffer
	var texts [learners]string
	kit := testkit.New(1)
	kit.Program, kit.Words = program, []string{"no slip in 10 min", "claw grip held for the whole task, 19 of 20 pieces in size"}
	put := func(i int) {
		fmt.Fprintf(&out, "M 100644 inline learners/%d/l%d.yaml\ndata %d\n%s\n", i%10, i, len(texts[i]), texts[i])
	}
	commit := func(mark int, from ...int) {
		fmt.Fprintf(&out, "commit refs/heads/main\nmark :%d\nauthor A <a@x> %d +0000\ncommitter A <a@x> %[2]d +0000\ndata 2\nx\n", mark, 1_700_000_000+60*mark)
		for j, m := range from {
			fmt.Fprintf(&out, "%s :%d\n", []string{"from", "merge"}[min(j, 1)], m)
		}
	}
	record := func(i int) {
		kit.Learner = fmt.Sprintf("l%d", i)
		text, err := kit.Of("signoff").Line()
		if err != nil {
			b.Fatal(err)
		}
		o.lines.Add(text)
		texts[i] += "- " + text + "\n"
	}
	commit(1)
	fmt.Fprintf(&out, "M 100644 inline sojt.yaml\ndata 1\nx\n")
	for i := range learners {
		texts[i] = fmt.Sprintf("learner: l%d\nrecords:\n", i)
		put(i)
	}
	tip := 1
	for mark := 2; mark <= commits; mark++ {
		i := mark * 7919 % learners
		if mark%10 != 0 {
			record(i)
			commit(mark, tip)
			put(i)
			tip = mark
			continue
		}
		j := (i + 1) % learners // a branch from the commit before the tip, and the merge
		record(i)
		side := texts[i]
		commit(mark, tip)
		put(i)
		record(j)
		commit(commits+mark, tip)
		put(j)
		commit(2*commits+mark, commits+mark, mark)
		texts[i] = side
		put(i)
		tip = 2*commits + mark
	}
	o.clone.git(out.Bytes(), "fast-import", "--quiet", "--force")
	return o
}

func (o office) read(since string) *history.History {
	o.t.Helper()
	ctx := o.t.Context()
	edges := o.repo.Edges(ctx, git.Walk{Revision: "main", Since: since, Learners: true, Definitions: true})
	h, err := history.Read(edges, o.reader.Blob, history.Question{Program: program, Lines: o.lines})
	if err != nil {
		o.t.Fatal(err)
	}
	if len(h.Lost)+len(h.Restored) > 0 {
		o.t.Fatalf("lost %d, restored %d", len(h.Lost), len(h.Restored))
	}
	return h
}

// 10,000 commits over 200 learner files: INTEGRITY asks for less than 6 s. Beside it the walk of git
// alone, and the 200 newest commits only.
func BenchmarkHistory(b *testing.B) {
	o := newOffice(b, 8_400) // and two more with every tenth
	for since, name := range map[string]string{"": "whole", "main~170": "since"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				o.read(since)
			}
			b.ReportMetric(float64(len(o.lines)), "records")
		})
	}
	b.Run("edges", func(b *testing.B) {
		edges := 0
		for b.Loop() {
			edges = 0
			for _, err := range o.repo.Edges(b.Context(), git.Walk{Revision: "main", Learners: true, Definitions: true}) {
				if err != nil {
					b.Fatal(err)
				}
				edges++
			}
		}
		b.ReportMetric(float64(edges), "edges")
	})
}

// 200 new commits of 20,000: less than 1 s.
func BenchmarkSince(b *testing.B) {
	o := newOffice(b, 16_800)
	for b.Loop() {
		o.read("main~170")
	}
}
