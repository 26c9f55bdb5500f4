package main

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/report/framework"
	"sojt/signoff/git"
)

func newCaseCmd(a *app) *cobra.Command {
	var base string
	cmd := &cobra.Command{
		Use:   "case [ROLE]",
		Short: "Roles and competencies as a CASE framework",
		Long: `Writes what the program asks for as a competency framework in the form of CASE 1.0, a CFPackage, which other
systems for curricula, courses and badges take in: roles, headings, competencies and criteria, one beneath the
other, what must come before what, the levels that are asked for, and what replaces what. With ROLE only that
role, as a framework of its own. No learner and no mentor is in it.

A competency has the same identifier in every export, however it is worded; a shared one stands there once. When
something was changed is the time of the last commit that changed its file, so that the same commit gives the same
bytes; for what is not committed it is now. --base gives the URL under which all of it is named; without it that
is under https://sojt.invalid/, which is nobody's. docs/exchange.md says what becomes what, and what does not.`,
		Example: `  sojt export case -o framework.json
  sojt export case line-cook -o line-cook.json
  sojt export case --base https://train.example.com/kitchen -o framework.json`,
		Args:              needs("[ROLE]"),
		ValidArgsFunction: a.completeArgs(roleArg),
		Annotations:       map[string]string{ownFormats: "json"},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runCase(cmd.Context(), a, base, args)
		},
	}
	cmd.Flags().StringVar(&base, "base", "", "the `url` that all names begin with")
	return cmd
}

func runCase(ctx context.Context, a *app, base string, args []string) error {
	if _, err := a.ownFormat("json"); err != nil {
		return err
	}
	if a.asOf != "" || a.knownAt != "" {
		return usagef("export what an earlier commit had from a work tree of it: git worktree add", "a framework is the definitions as they are: --as-of and --known-at have no meaning here")
	}
	r, release, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer release()
	o := framework.Options{}
	if o.Base, err = baseOf(base, r); err != nil {
		return err
	}
	var role *competency.Role
	if len(args) > 0 {
		if role, err = roleNamed(r.program, args[0]); err != nil {
			return err
		}
	}
	if o.Changed, err = a.changes(ctx, r); err != nil {
		return err
	}
	p, err := framework.Export(r.program, role, o)
	if err != nil {
		return err
	}
	text, err := p.Bytes()
	if err != nil {
		return err
	}
	if err := a.put(text, false, ""); err != nil {
		return err
	}
	if !a.toStdout() {
		a.tell("%s, %s", counted(len(p.Items), "item"), counted(len(p.Associations), "association"))
	}
	return nil
}

// changes says when definition files were last changed: by their last commit, or now where they are not as
// that has them, which is told.
func (a *app) changes(ctx context.Context, r *reader) (func(string) time.Time, error) {
	times, err := r.lastCommits(ctx)
	if err != nil {
		return nil, err
	}
	now := a.env.reportTime()
	var without []string
	for _, f := range r.program.Files {
		if _, ok := times[f]; !ok {
			without = append(without, f)
		}
	}
	if len(without) > 0 {
		a.tell("not as committed, so that now stands for when it was changed: %s", few(without, "file"))
	}
	return func(file string) time.Time {
		if t, ok := times[file]; ok {
			return t
		}
		return now
	}, nil
}

// lastCommits gives the time of the last commit of each definition file that is as HEAD has it.
func (r *reader) lastCommits(ctx context.Context) (map[string]time.Time, error) {
	c := committed{disk: r.place}
	err := c.find(ctx)
	if errors.Is(err, git.ErrNoGit) {
		return nil, nil
	}
	if err != nil || c.tree == nil {
		return nil, err
	}
	defer c.tree.Close()
	var same []string
	for _, name := range r.program.Files {
		if ok, err := c.holds(name); err == nil && ok { // else it went meanwhile
			same = append(same, name)
		}
	}
	return c.repo.LastChanges(ctx, c.commit(), same)
}
