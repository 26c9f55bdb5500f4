package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/report"
	"sojt/report/safe"
	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

type diffOptions struct {
	scopeFlags
	to     string
	exact  bool
	failOn []string
}

func newDiffCmd(a *app) *cobra.Command {
	var o diffOptions
	var words strings.Builder
	for _, w := range report.ChangeWords() {
		fmt.Fprintf(&words, "  %-14s %s\n", w, report.ChangeDoc(w))
	}
	cmd := &cobra.Command{
		Use:   "diff [REV]",
		Short: "Show what changed definitions do to existing sign-offs",
		Long: `Compares the definitions of the work tree, or of --to, with those of a revision (HEAD unless one is
named), and says what the difference does to the records that are there: whose sign-offs come into
doubt, expire sooner or gain a requirement, who is no longer qualified, and what nobody may sign any
more. Where the revision has gone on since the work tree's branch left it, the comparison is with the
commit that they have in common, so that only this side's changes are shown; --exact takes the
revision as it is.

What takes effect on a later day, by revised: or retired:, is shown with that day. --fail-on makes the
exit code 1 for what it names:

` + words.String(),
		Example: `  sojt diff
  sojt diff origin/main --format markdown
  sojt diff origin/main --fail-on suspect,disqualified,uncovered
  sojt diff --to origin/main`,
		Args:              needs("[REV]"),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.to == "" && cmd.Flags().Changed("to") { // a variable that is not set must not become another question
				return usagef("name a branch, a tag or a commit, or leave --to out for the work tree", "--to is empty")
			}
			return runDiff(cmd.Context(), a, o, args)
		},
	}
	o.flags(cmd, a)
	f := cmd.Flags()
	f.StringVar(&o.to, "to", "", "compare the definitions and records of this `revision`, not of the work tree")
	f.BoolVar(&o.exact, "exact", false, "compare with REV itself, not with the commit both sides have in common")
	f.StringSliceVar(&o.failOn, "fail-on", nil, "exit 1 on `what`, with commas: see above")
	completeWords(cmd, "fail-on", report.ChangeWords()...)
	cmd.RegisterFlagCompletionFunc("to", cobra.NoFileCompletions)
	return cmd
}

func runDiff(ctx context.Context, a *app, o diffOptions, args []string) error {
	for _, word := range o.failOn {
		if err := oneOf("fail-on", word, report.ChangeWords()); err != nil {
			return err
		}
	}
	revision := "HEAD"
	if len(args) > 0 {
		revision = args[0]
	}
	p, err := a.open()
	if err != nil {
		return err
	}
	release := p.share(ctx)
	defer release()
	c := &changed{place: p, o: o}
	defer c.close()
	if err := c.find(ctx, revision); err != nil {
		return err
	}
	if err := c.load(a); err != nil {
		return err
	}
	if err := o.check(c.after); err != nil {
		return err
	}
	view, problems, err := c.compare(ctx)
	if err != nil {
		return err
	}
	if err := a.show(view); err != nil {
		return err
	}
	if err := a.shown(problems); err != nil {
		return err
	}
	hits := view.Hits(o.failOn)
	for _, h := range hits {
		fmt.Fprintln(a.env.stderr, safe.Text(h.String()))
	}
	if len(hits) > 0 {
		return silent(exitFindings)
	}
	return nil
}

// changed are two versions of a program's definitions: before of a revision, after of the work tree or of
// another revision, whose records are looked at by both.
type changed struct {
	*place
	o        diffOptions
	repo     *git.Repo
	trees    []*git.Tree
	from, to string // for the eye
	old      *place
	before   *signoff.Rulebook
	after    *reader
}

func (c *changed) close() {
	for _, t := range c.trees {
		t.Close()
	}
}

// find settles what is compared with what.
func (c *changed) find(ctx context.Context, revision string) error {
	repo, err := c.clone(ctx)
	if err != nil {
		return err
	}
	c.repo, c.to = repo, "the work tree"
	here := "HEAD"
	if c.o.to != "" {
		here = c.o.to
	}
	tip, err := c.commit(ctx, "--to", here)
	if err != nil {
		return err
	}
	then, err := c.commit(ctx, "REV", revision)
	if err != nil {
		return err
	}
	c.from = revision
	if !c.o.exact {
		if then, err = c.common(ctx, then, tip, revision); err != nil {
			return err
		}
	}
	at := *c.place
	if c.o.to != "" {
		tree, err := c.tree(ctx, tip, here)
		if err != nil {
			return err
		}
		at.files, at.ledger = tree, ledger.Open(tree)
		if c.to, err = c.named(ctx, tip, here); err != nil {
			return err
		}
	}
	c.after = &reader{place: &at}
	tree, err := c.tree(ctx, then, revision)
	if err != nil {
		return err
	}
	old := *c.place
	old.files, old.ledger = tree, ledger.Open(tree)
	c.old = &old
	c.from, err = c.named(ctx, then, c.from)
	return err
}

// commit is the full id of what was named.
func (c *changed) commit(ctx context.Context, flag, name string) (string, error) {
	head, err := c.repo.Head(ctx)
	switch {
	case err != nil:
		return "", err
	case head.Commit == "":
		return "", errors.New("nothing is committed yet, so there is nothing to compare with")
	case name == "HEAD":
		return head.Commit, nil
	}
	commit, err := c.repo.Named(ctx, name)
	switch {
	case errors.Is(err, git.ErrAmbiguous):
		return "", ambiguous(flag, err)
	case err == nil:
		return commit, nil
	case ctx.Err() != nil:
		return "", ctx.Err()
	}
	hint := "name a branch, a tag or a commit, which may have to be fetched first"
	if shallow, _ := c.repo.Shallow(ctx); shallow {
		hint = "this clone holds only a part of the history: git fetch --unshallow, or in a pipeline fetch-depth: 0"
	}
	return "", usagef(hint, "%s is %q, which is no revision of this clone", flag, name)
}

// common is the commit that two sides have in common: the revision itself, where the other leads on
// from it.
func (c *changed) common(ctx context.Context, then, tip, name string) (string, error) {
	base, err := c.repo.Base(ctx, then, tip)
	if err != nil {
		return "", err
	}
	if base == "" {
		if shallow, _ := c.repo.Shallow(ctx); shallow {
			return "", fmt.Errorf("%s: this clone holds only a part of the history, and not where %s went its own way: git fetch --unshallow, or compare with --exact", name, name)
		}
		return "", usagef("compare with --exact", "%q has no commit in common with what it is compared with", name)
	}
	if base != then {
		c.from = "where " + name + " went another way"
	}
	return base, nil
}

// named writes a commit for the eye.
func (c *changed) named(ctx context.Context, commit, name string) (string, error) {
	short, err := c.repo.Short(ctx, commit)
	if err != nil || strings.HasPrefix(commit, name) {
		return short, err
	}
	return fmt.Sprintf("%s (%s)", short, name), nil
}

// tree is the program's folder at a commit.
func (c *changed) tree(ctx context.Context, commit, name string) (*git.Tree, error) {
	tree, err := c.repo.Tree(ctx, commit)
	if err == nil {
		c.trees = append(c.trees, tree)
		_, err = fs.Stat(tree, programFile)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no program in this folder yet, so there is nothing to compare with", name)
	}
	return tree, err
}

// load reads both definitions. What is wrong with those of before is no finding about the change: nothing
// can be said of it.
func (c *changed) load(a *app) error {
	program, err := c.after.place.program()
	if err != nil {
		return err
	}
	c.after.program, c.after.today = program, a.today(program)
	c.after.book = signoff.NewRulebook(program, c.after.person(program))
	if c.after.moment, err = a.moment(program); err != nil {
		return err
	}
	then, problems := competency.Load(c.old.files)
	if n := problems.Errors(); n > 0 {
		first := slices.IndexFunc(problems, func(p diag.Problem) bool { return p.Severity == diag.Error })
		return fmt.Errorf("the definitions of %s have errors of their own (%d), and nothing can be compared with them: %s: %s",
			c.from, n, problems[first].Pos, problems[first].Message)
	}
	c.before = signoff.NewRulebook(then, c.after.person(then))
	return nil
}

// compare folds everybody by both definitions, today and on the days on which they take effect.
func (c *changed) compare(ctx context.Context) (*report.Changes, diag.List, error) {
	before, after := c.before.Program, c.after.program
	changes := competency.Diff(before, after)
	known := report.Comparison{From: c.from, To: c.to, Before: before, Changes: changes}
	moments := []signoff.Moment{c.after.moment}
	for _, day := range competency.Turns(before, after, changes, c.after.moment.AsOf) {
		moments = append(moments, signoff.Moment{AsOf: day, KnownAt: c.after.moment.KnownAt})
	}
	authors, asked := affected(changes)
	scope := c.o.Scope
	scope.Tag, scope.Group, scope.Role = "", "", "" // of competencies of either version: the view sees to it
	all, effects, problems, err := gather(ctx, c.after, &scope, named, func(l *signoff.Learner) (*signoff.Standings, []report.Effect) {
		if len(changes) == 0 {
			return c.after.book.Fold(l, moments[0]), nil
		}
		b, a := foldAll(c.before, l, moments), foldAll(c.after.book, l, moments)
		effects := report.Effects(after, b, a, scope.IncludeLeft)
		if asked {
			effects = append(effects, report.Condemned(c.before, after, l, authors, moments[0].AsOf)...)
		}
		return a[0], effects
	})
	if err != nil {
		return nil, nil, err
	}
	known.Effects = append(slices.Concat(effects...), report.Authority(before, after, moments[0].AsOf)...)
	in := report.NewInput(c.after.book, c.after.moment, all, scope)
	in.Tag, in.Group, in.Role = c.o.Tag, c.o.Group, c.o.Role
	return report.NewChanges(in, known), problems, nil
}

// named reports whether a problem is another than that a record names what is not there any more: that is
// what the view tells.
func named(p diag.Problem) bool { return p.Code != ledger.CodeReference }

func foldAll(b *signoff.Rulebook, l *signoff.Learner, moments []signoff.Moment) []*signoff.Standings {
	all := make([]*signoff.Standings, len(moments))
	for i, m := range moments {
		all[i] = b.Fold(l, m)
	}
	return all
}

// affected lists the mentors whose entries changed; all of them (nil) where departments did. Nobody is
// asked about where neither did.
func affected(changes []competency.Change) (authors []string, asked bool) {
	for _, c := range changes {
		switch {
		case c.Key == "departments" && c.Role+c.Competency+c.Mentor == "":
			return nil, true
		case c.Mentor != "" && !slices.Contains(authors, c.Mentor):
			authors, asked = append(authors, c.Mentor), true
		}
	}
	return authors, asked
}
