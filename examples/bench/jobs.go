package main

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// contests is the table of what is measured, in the order in which it is shown.
func (w *world) contests() []contest {
	whole := size{learners: w.learners, records: w.records}
	all := w.reading(whole)
	all = append(all, w.peers(whole)...)
	all = append(all, w.writing(whole)...)
	all = append(all, w.proving()...)
	all = append(all, w.starting(whole)...)
	all = append(all, w.workbooks(whole)...)
	return append(all, w.html()...)
}

// cat is the yardstick of what reads everything: all learners' files through cat into wc -l.
const cat = "cat learners/** | wc -l"

// reading is what reads all records.
func (w *world) reading(whole size) []contest {
	yardstick := w.over(whole, func(dir string) trial {
		return w.command(dir, "sh", "-c", "find learners -name '*.yaml' -exec cat {} + | wc -l")
	})
	report := []string{"report", "--format", "csv", "--as-of", asOf}
	few, many := whole, size{learners: w.learners, records: 10 * w.records}
	empty := size{learners: 0, records: w.records}
	cats := missing("sh", "find", "cat", "wc")
	return []contest{
		row("report", cat, w.run(whole, report...), yardstick, byWall, 0.8, 0.5, cats),
		row("report: memory", "a program without learners", w.run(whole, report...), w.run(empty, report...), byMemory, 48, 0, ""),
		row("report: memory, 10 × the records", "the same learners", w.run(many, report...), w.run(few, report...), byPeak, 1.1, 0, ""),
		row("validate", cat, w.run(whole, "validate"), yardstick, byWall, 1.5, 1, cats),
		row("validate: memory", "a program without learners", w.run(whole, "validate"), w.run(empty, "validate"), byMemory, 160, 64, ""),
	}
}

// writing is a sign-off beside what git takes to commit a line, and in a program of a hundredth.
func (w *world) writing(whole size) []contest {
	small := size{learners: max(w.learners/100, 100), records: w.records}
	large, little := w.signer(whole), w.signer(small)
	return []contest{
		row("signoff", "git add -- p && git commit --only -- p", large.signoff, large.bare, byWall, 1.35, 1.2, missing("sh")),
		row(fmt.Sprintf("signoff among %d learners", whole.learners), fmt.Sprintf("among %d", small.learners), large.signoff, little.signoff, byWall, 1.5, 0, ""),
	}
}

// proving is verify: the history, the signatures, and what is new.
func (w *world) proving() []contest {
	signed, twin := size{learners: w.learners / 10, records: w.records, signed: true}, size{learners: w.learners / 10, records: w.records}
	skip := []string{"verify", "--history=skip"}
	cold := w.forget(w.run(signed, skip...))
	history := func(args ...string) trial {
		return w.past(func(dir string) trial { return w.command(dir, w.sojt, args...) })
	}
	return []contest{
		row(fmt.Sprintf("verify: history of %d commits", w.commits), "git fsck",
			difference(w.forget(history("verify")), w.forget(history(skip...))),
			w.past(func(dir string) trial { return w.command(dir, "git", "fsck", "--no-progress") }), byWall, 0.5, 0.25, ""),
		row("verify: signatures", "ed25519, all cores", difference(cold, w.forget(w.run(twin, skip...))), w.curve(signed), byWall, 1/0.9, 0, ""),
		row("verify: a second run", "the first", w.run(signed, skip...), cold, byWall, 0.05, 0, ""),
		row("verify --since, 20 commits", "git --version", history("verify", "--since", "HEAD~20"), w.command(w.dir, "git", "--version"), byWall, 50, 0, ""),
	}
}

// starting is what nobody should wait for.
func (w *world) starting(whole size) []contest {
	return []contest{
		row("version", "git --version", w.command(w.dir, w.sojt, "version"), w.command(w.dir, "git", "--version"), byCPU, 5, 0, ""),
		row("completion of a learner", "", w.run(whole, "__complete", "status", "a"), nil, byTime, 30, 0, ""),
	}
}

// workbooks is what a workbook of everybody takes over a report of everybody, beside a bare loop over as many cells
// with the library that writes it.
func (w *world) workbooks(whole size) []contest {
	args := func(view, form string) []string { return []string{"report", view, "--format", form, "--as-of", asOf} }
	ours := difference(w.run(whole, args("matrix", "xlsx")...), w.run(whole, args("progress", "csv")...))
	theirs := w.command(w.dir, w.bare, "-test.run", "^$", "-test.bench", "^BenchmarkBare$", "-test.benchtime", "1x", "-rows", strconv.Itoa(whole.learners))
	job := fmt.Sprintf("xlsx of %d × 100", whole.learners)
	return []contest{
		row(job, "a bare StreamWriter", ours, theirs, byCPU, 1.1, 0, ""),
		row(job+": memory", "a bare StreamWriter", ours, theirs, byPeak, 1.1, 0, ""),
	}
}

// curve checks as many ed25519 signatures as a corpus holds in this process, on one core, and gives what
// that takes on all of them.
func (w *world) curve(s size) trial {
	return w.over(s, func(dir string) trial {
		return func(ctx context.Context) (cost, error) {
			n, err := signatures(dir)
			if err != nil {
				return cost{}, err
			}
			public, private, err := ed25519.GenerateKey(nil)
			if err != nil {
				return cost{}, err
			}
			message := []byte("a message of the length of what a signature of a record covers: a preamble and a hash")
			sig := ed25519.Sign(private, message)
			took := own()
			for i := 0; i < n && ctx.Err() == nil; i++ {
				if !ed25519.Verify(public, message, sig) {
					return cost{}, fmt.Errorf("signature %d of this process does not hold", i)
				}
			}
			took = own() - took
			return cost{wall: took / time.Duration(runtime.NumCPU()), cpu: took}, nil
		}
	})
}

// signatures counts the signed records of a corpus.
func signatures(dir string) (n int, err error) {
	err = filepath.WalkDir(filepath.Join(dir, "learners"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		n += strings.Count(string(text), `,"sig":"`)
		return err
	})
	return n, err
}
