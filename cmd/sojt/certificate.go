package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/report"
	"sojt/report/html"
	"sojt/report/safe"
	"sojt/signoff"
)

type certificateOptions struct {
	interim bool
	paper   string
	of      []string // a card's competencies; nil: what ends, else what there is
	card    bool
}

func newCertificateCmd(a *app) *cobra.Command {
	var o certificateOptions
	cmd := &cobra.Command{
		Use:   "certificate LEARNER ROLE",
		Short: "A certificate of qualification, on one page to print",
		Long: `Makes a page of one sheet, a html file that any browser prints: who is qualified in which role, since when
and until when, who trained, evaluated and qualified them, what it rests on, and how to check it against
the records of the commit at HEAD.

It asks the same gate as sojt qualified. Where that says no, where something it rests on was revoked since
the day of --as-of, or where the learner or somebody who signed has no name, there is none: what is missing
is said, and the exit code is 1. Of an interim qualification --interim makes one that
says so.`,
		Example: `  sojt certificate maria-lopez line-cook -o maria.html
  sojt certificate maria-lopez line-cook --paper letter --as-of 2026-06-30 -o maria.html`,
		Args:              needs("LEARNER", "ROLE"),
		ValidArgsFunction: a.completeArgs(learnerArg, roleArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runCertificate(cmd.Context(), a, o, args[0], args[1])
		},
	}
	o.flags(cmd)
	return cmd
}

func newCardCmd(a *app) *cobra.Command {
	o := certificateOptions{card: true}
	cmd := &cobra.Command{
		Use:   "card LEARNER ROLE",
		Short: "A wallet card of 85.6 x 54 mm, to print and fold",
		Long: `Makes a card, front and back, as a html file that any browser prints: the name, the role, when and by whom
trained and evaluated, until when it is good, and how to check it. Those are the fields that 29 CFR
1910.178(l)(6) asks of the certification of a truck operator; the employer certifies, the card shows it.

There is none where sojt qualified says no, where a name is missing, where no mentor recorded training
(sojt trained, or practice by the mentor) or where nothing was signed off: what is missing is said, and the
exit code is 1. The back has room for ` + fmt.Sprint(html.CardMost) + ` competencies that were signed off: those that --of names, else those that
have to be renewed, else all.`,
		Example: `  sojt card jess-tran forklift-operator -o jess.html
  sojt card jess-tran forklift-operator --of evaluate-counterbalance --paper letter -o jess.html`,
		Args:              needs("LEARNER", "ROLE"),
		ValidArgsFunction: a.completeArgs(learnerArg, roleArg),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runCertificate(cmd.Context(), a, o, args[0], args[1])
		},
	}
	o.flags(cmd)
	cmd.Flags().StringSliceVar(&o.of, "of", nil, "the `competency` to name on the back, repeatable")
	cmd.RegisterFlagCompletionFunc("of", func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		return a.completeCompetencies(args)
	})
	return cmd
}

func (o *certificateOptions) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&o.interim, "interim", false, "one of an interim qualification will do, and says that it is one")
	cmd.Flags().StringVar(&o.paper, "paper", "a4", "the `paper`: a4 or letter")
	completeWords(cmd, "paper", "a4", "letter")
}

func (o *certificateOptions) check(a *app) error {
	if a.format != "" && a.format != "html" {
		return usagef("leave it out", "--format is %q, and this is always html", a.format)
	}
	if ext := filepath.Ext(a.output); ext != "" && ext != ".html" && ext != ".htm" && a.writesFile() {
		return usagef("name it .html, open it in a browser and print it, to paper or as pdf", "this is a html page, and %q is the ending of none", ext)
	}
	return oneOf("paper", o.paper, []string{"a4", "letter"})
}

func runCertificate(ctx context.Context, a *app, o certificateOptions, learner, role string) error {
	if err := o.check(a); err != nil {
		return err
	}
	c, release, err := a.readCommitted(ctx, "this certifies what a commit holds")
	if err != nil {
		return err
	}
	defer release()
	if _, err := roleNamed(c.program, role); err != nil {
		return err
	}
	q, err := c.asks(ctx, a, learner, role)
	if err != nil {
		return err
	}
	certificate, lacks := report.NewCertificate(q, report.Certify{Commit: c.commit()[:12], Interim: o.interim, Card: o.card})
	if len(lacks) > 0 {
		a.lacking(lacks, learner, role, o)
		return silent(exitFindings)
	}
	page := html.Certificate
	if o.card {
		if err := o.back(certificate); err != nil {
			return err
		}
		page = html.Card
	}
	return a.put(page(certificate, html.Paper(o.paper)), false, "")
}

// asks puts the question of the gate to the commit.
func (c *committed) asks(ctx context.Context, a *app, learner, target string) (*report.Qualified, error) {
	s, problems, err := c.one(learner)
	if err != nil {
		return nil, err
	}
	judge, err := a.judge(ctx, c.place, c.book, "HEAD", s.Learner)
	if err != nil {
		return nil, err
	}
	found, err := a.examine(ctx, c.place, judge, c.book.Then(s.Learner, c.moment), problems)
	if err != nil {
		return nil, err
	}
	in := report.NewInput(c.book, c.moment, []*signoff.Standings{s}, report.Scope{IncludeLeft: true})
	return report.NewQualified(in, []report.Question{{
		Learner: learner, Target: target, Moment: c.moment, Standings: s, Problems: found.Problems, NotChecked: found.Unchecked(),
	}}), nil
}

// lacking says why there is none, and what would mend it.
func (a *app) lacking(lacks []report.Lack, learner, role string, o certificateOptions) {
	what := "certificate"
	if o.card {
		what = "card"
	}
	fmt.Fprintf(a.env.stderr, "sojt: no %s of %s as %s: %s missing\n", what, safe.Text(learner), safe.Text(role), counted(len(lacks), "thing"))
	for _, l := range lacks {
		fmt.Fprintf(a.env.stderr, "  %s\n", safe.Text(l.What))
		if l.Next != "" {
			fmt.Fprintf(a.env.stderr, "    %s\n", safe.Text(l.Next))
		}
	}
}

// back leaves on a card what its back names: its evaluations are those.
func (o *certificateOptions) back(c *report.Certificate) error {
	var signed []string
	items := slices.DeleteFunc(c.Items, func(i report.Certified) bool { return i.How != "signed off" })
	renewed := slices.ContainsFunc(items, func(i report.Certified) bool { return i.Until != 0 })
	for _, i := range items {
		signed = append(signed, i.ID)
	}
	for _, id := range o.of {
		if !slices.Contains(signed, id) {
			return unknown("competency that was signed off", id, signed, choices(signed))
		}
	}
	c.Items = slices.DeleteFunc(items, func(i report.Certified) bool {
		if o.of != nil {
			return !slices.Contains(o.of, i.ID)
		}
		return renewed && i.Until == 0
	})
	c.Evaluated = report.Span{}
	for _, i := range c.Items {
		c.Evaluated.Add(i.Date, i.By)
	}
	if n := len(c.Items); n > html.CardMost {
		return usagef("--of names those that matter: "+strings.Join(signed, ", "), "the back of a card has room for %d competencies, and there are %d", html.CardMost, n)
	}
	if !html.CardFits(c) {
		return usagef("--of leaves some out, and sojt certificate has room for them", "the days and names of training and evaluation are more than a card has room for")
	}
	return nil
}
