// Command bench measures sojt against what the same work costs otherwise: reading the files with cat,
// committing with git, checking with git fsck, adding up with another program. Each job is run in turns
// with its yardstick, A B A B, and what is shown is the median of the ratios of the pairs, which says the
// same on a fast machine and on a slow one. It needs Go and git; other programs are compared with where
// they are installed, and named where they are not.
//
//	go run ./examples/bench -quick
//	go run ./examples/bench -dir /var/tmp/bench -only report
//
// It makes its corpora with examples/corpus, and measures sojt as it is built from the folder it is run in.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options say how large the corpora are, how often things are run, and what is run.
type options struct {
	dir      string
	only     string
	learners int
	records  int
	commits  int
	pairs    int
	quick    bool
	check    bool
	growth   bool
}

func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.dir, "dir", "", "the `folder` for programs and corpora, which are used again (default: a new one, removed afterwards)")
	flags.StringVar(&o.only, "only", "", "run only the jobs with one of these `words` in their names, with commas")
	flags.IntVar(&o.learners, "learners", 10_000, "learners of the large corpus")
	flags.IntVar(&o.records, "records", 100, "records a learner")
	flags.IntVar(&o.commits, "commits", 50_000, "commits of the history, one a record")
	flags.IntVar(&o.pairs, "pairs", 7, "pairs of which the median is taken")
	flags.BoolVar(&o.quick, "quick", false, "a tenth of learners and commits, and 3 pairs: minutes instead of an hour, figures that say less")
	flags.BoolVar(&o.check, "check", false, "fail where a figure is beyond twice its target")
	flags.BoolVar(&o.growth, "growth", false, "instead of the table the curves: each job among a tenth of the learners, among as many, and among ten times as many, and in 10, 100 and 1,000 roles")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if o.quick {
		o.learners, o.commits, o.pairs = o.learners/10, o.commits/10, 3
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("%q: expected flags only", flags.Arg(0))
	case o.learners < 100 || o.records < 10 || o.commits < 100 || o.pairs < 1:
		return o, errors.New("expected at least 100 learners, 10 records, 100 commits and 1 pair (-quick takes a tenth)")
	}
	return o, nil
}

// wants reports whether a job is among those that were asked for.
func (o options) wants(job string) bool {
	for word := range strings.SplitSeq(o.only, ",") {
		if strings.Contains(job, word) {
			return true
		}
	}
	return false
}

// run measures and writes the table.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if o.dir == "" {
		if o.dir, err = os.MkdirTemp("", "sojt-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(o.dir)
	}
	w, err := open(ctx, o, stderr)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s\n\n", machine(ctx, w, runtime.NumCPU()))
	if o.growth {
		return w.grow(ctx, stdout)
	}
	return w.compete(ctx, stdout)
}

// compete writes the table, row after row as it is measured.
func (w *world) compete(ctx context.Context, stdout io.Writer) error {
	fmt.Fprint(stdout, head)
	beyond := 0
	for _, c := range w.contests() {
		if !w.wants(c.job) {
			continue
		}
		fmt.Fprintf(w.stderr, "%s ...\n", c.job)
		r := c.measure(ctx, w.pairs)
		if err := ctx.Err(); err != nil {
			return err
		}
		fmt.Fprint(stdout, r)
		if r.gross() {
			beyond++
		}
	}
	if w.check && beyond > 0 {
		return fmt.Errorf("%d figures are beyond twice their targets, or could not be measured", beyond)
	}
	return nil
}
