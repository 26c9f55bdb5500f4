package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/report/findings"
	"sojt/report/safe"
	"sojt/signoff"
	"sojt/signoff/doctor"
	"sojt/signoff/ledger"
	"sojt/signoff/verify"
)

func newDoctorCmd(a *app) *cobra.Command {
	var fix, yes bool
	cmd := &cobra.Command{
		Use:   "doctor [--fix]",
		Short: "Find and mend what a crash, a bad merge or an editor left",
		Long: `Looks at git's index and lock files and at every learner's file beside what HEAD and earlier commits have,
lists what is wrong, each with its place and what --fix would do, and changes nothing. The exit code is 1 if
something is wrong.

With --fix it takes the lock and mends: cut-off lines, NUL bytes, records that a crash left uncommitted, conflict
markers, second headers, CR LF, edited and deleted lines, git's index, the merge rule. What it mends is verified
and committed. No record line is ever dropped: a file of which something is left out is copied into git's folder
first, and doctor says where. Lock files of git are removed only after a yes on the terminal, or with -y, and
never while git is at work. Where a person has to decide, it says what between and leaves the file alone.`,
		Example: `  sojt doctor
  sojt doctor --fix
  sojt doctor --fix -y`,
		Args: needs(),
		RunE: func(cmd *cobra.Command, _ []string) error { return runDoctor(cmd.Context(), a, fix, yes) },
	}
	cmd.Flags().BoolVar(&fix, "fix", false, "mend what can be mended, and commit it")
	cmd.Flags().BoolVarP(&yes, "yes", "y", false, "remove lock files of git that nobody holds without asking")
	showsProblems(cmd)
	return cmd
}

func runDoctor(ctx context.Context, a *app, fix, yes bool) error {
	switch {
	case a.asOf != "" || a.knownAt != "":
		return usagef("leave them out", "--as-of and --known-at are for reports, and doctor looks at what is there now")
	case yes && !fix:
		return usagef("sojt doctor --fix -y", "-y agrees to what --fix does, and --fix is not given")
	}
	p, err := a.open()
	if err != nil {
		return err
	}
	if _, err := p.clone(ctx); err != nil {
		return err
	}
	d, err := a.doctor(ctx, p, yes)
	if err != nil {
		return err
	}
	if !fix || a.dryRun {
		release := p.share(ctx)
		defer release()
		found, err := d.Examine(ctx)
		if err != nil {
			return err
		}
		return a.findings(findings.Result{Problems: found.Problems, Files: looked(found, found.Problems), Folder: p.folder(ctx)}, false)
	}
	report, err := d.Mend(ctx)
	if report == nil {
		return err
	}
	if shown := a.mended(ctx, p, report); err == nil {
		return shown
	}
	return &stopped{"what is listed above was mended, and sojt doctor says what is left", err}
}

// doctor readies the doctor for a program, whose definitions may be broken themselves.
func (a *app) doctor(ctx context.Context, p *place, yes bool) (*doctor.Doctor, error) {
	repo, err := p.clone(ctx)
	if err != nil {
		return nil, err
	}
	program, problems := competency.Load(p.files)
	d := &doctor.Doctor{
		Writer: &ledger.Writer{
			Root: p.root, Repo: repo, Committer: repo, Command: "doctor", NoCommit: a.noCommit, Now: a.env.now,
			Note: func(text string) { a.tell("%s", text) },
		},
		Program: program, Now: a.env.now, Yes: yes,
	}
	if problems.Errors() == 0 {
		judge := &verify.Case{Ledger: p.ledger, Book: signoff.NewRulebook(program, p.person(program)), Now: a.env.now(), Unread: "sojt verify reads it"}
		d.Judge = func(l *signoff.Learner, found diag.List) diag.List { return judge.Learner(l, found).Problems }
	}
	if a.env.asks {
		d.Confirm = a.confirm
	}
	return d, nil
}

// confirm asks on the terminal; nothing but a typed yes is one.
func (a *app) confirm(question string) bool {
	fmt.Fprintf(a.env.stderr, "%s type yes: ", safe.Text(question))
	answer, _ := bufio.NewReader(a.env.stdin).ReadString('\n')
	return strings.TrimSpace(answer) == "yes"
}

// looked lists the files that doctor looked at: learners', and what else it found something in.
func looked(r *doctor.Report, problems diag.List) []string {
	return distinct(append(files(problems), r.Files...))
}

// mended says what was done, then what is left. For programs, what was done is for information.
func (a *app) mended(ctx context.Context, p *place, r *doctor.Report) error {
	problems := r.Problems
	for _, m := range r.Mended {
		m.Severity, m.Hint = diag.Info, m.Did
		m.Message = "mended: " + m.Message
		if m.Commit != "" {
			m.Hint += " (commit " + m.Commit + ")"
		}
		problems = append(problems, m.Problem)
	}
	problems.Sort()
	result := findings.Result{Problems: problems, Files: looked(r, problems), Folder: p.folder(ctx)}
	if r.Saved != "" {
		at := r.Saved
		if rel, err := filepath.Rel(p.dir, at); err == nil {
			at = rel
		}
		a.tell("what was left out is saved: %s", cmp.Or(at, r.Saved))
	}
	return a.findings(result, false)
}
