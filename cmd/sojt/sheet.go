package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency/calendar"
	"sojt/report/sheet"
	"sojt/report/xlsx"
	"sojt/signoff"
)

type sheetOptions struct {
	learners            []string
	group, guide        bool
	paper, organisation string
	layout              string
}

func newSheetCmd(a *app) *cobra.Command {
	var o sheetOptions
	cmd := &cobra.Command{
		Use:   "sheet ROLE",
		Short: "Make the printable sign-off sheet",
		Long: `Makes an Excel workbook that prints well on A4 or Letter as it opens: blank, for one learner with what
is recorded filled in, or for a group of learners without results. The ids in hidden columns say
later which wording a filled-in sheet was made from.

--layout arranges it as people know such sheets: sojt layout lists those there are, and a program can
have its own in layouts/.`,
		Example: `  sojt sheet line-cook -o line-cook.xlsx
  sojt sheet line-cook --learner maria-lopez -o maria.xlsx
  sojt sheet line-cook --learner maria-lopez --learner theo-brandt --group --paper letter -o friday.xlsx
  sojt sheet line-cook --guide -o mentor-copy.xlsx
  sojt sheet line-cook --layout task-book -o task-book.xlsx`,
		Args:              needs("ROLE"),
		ValidArgsFunction: a.completeArgs(roleArg),
		RunE:              func(cmd *cobra.Command, args []string) error { return runSheet(cmd.Context(), a, o, args[0]) },
	}
	f := cmd.Flags()
	f.StringSliceVar(&o.learners, "learner", nil, "the `learner` it is for, repeatable; a worksheet for each, and one for its signatures")
	f.BoolVar(&o.group, "group", false, "leave results empty, for a session with a group")
	f.BoolVar(&o.guide, "guide", false, "the mentor's copy: why, how and common mistakes beneath each competency")
	f.StringVar(&o.paper, "paper", "a4", "the `paper`: a4 or letter")
	f.StringVar(&o.layout, "layout", "sojt", "the layout, by its `id`: sojt, jqs, laboratory, nursing, task-book or the program's own")
	f.StringVar(&o.organisation, "organisation", "", "the `name` at its head; else the program's")
	cmd.RegisterFlagCompletionFunc("learner", a.completeLearners)
	completeWords(cmd, "paper", "a4", "letter")
	cmd.RegisterFlagCompletionFunc("layout", a.completeLayouts)
	return cmd
}

func runSheet(ctx context.Context, a *app, o sheetOptions, role string) error {
	if a.format != "" && a.format != "xlsx" {
		return usagef("a sheet is always xlsx", "--format is %q", a.format)
	}
	if ext := filepath.Ext(a.output); ext != "" && ext != ".xlsx" && a.writesFile() {
		return usagef("name it .xlsx, open it and print it, to paper or as pdf", "a sheet is a workbook, and %q is the ending of none", ext)
	}
	if err := oneOf("paper", o.paper, []string{"a4", "letter"}); err != nil {
		return err
	}
	r, release, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer release()
	in := sheet.Input{
		Program: r.program, Results: !o.group, Guide: o.guide,
		Organisation: o.organisation, Commit: r.revision(ctx),
		Printed: calendar.In(a.env.reportTime(), r.program.Zone),
		Paper:   paper(o.paper), Document: strings.Join([]string{r.program.ID, role}, "/"),
	}
	if in.Layout, err = a.layout(o.layout); err != nil {
		return err
	}
	if in.Role, err = roleNamed(r.program, role); err != nil {
		return err
	}
	for _, id := range distinct(o.learners) {
		s, problems, err := r.one(id)
		if err != nil {
			return err
		}
		if err := problems.Err(); err != nil {
			return err
		}
		if s.Role(role) == nil {
			return &refused{"made", signoff.Refusals{{Rule: 1, Name: "enrolled",
				Message: fmt.Sprintf("%s is not enrolled in %s", id, role), Remedy: fmt.Sprintf("sojt enroll %s %s", id, role)}}}
		}
		in.Learners = append(in.Learners, s)
	}
	var out bytes.Buffer
	if err := sheet.Build(in).Write(&out); err != nil {
		return err
	}
	return a.put(out.Bytes(), true, fmt.Sprintf("-o %s.xlsx", role))
}

func paper(name string) xlsx.Paper {
	if name == "letter" {
		return xlsx.Letter
	}
	return xlsx.A4
}

// revision is the short commit that is printed in the footer; "" where there is none.
func (p *place) revision(ctx context.Context) string {
	repo, err := p.clone(ctx)
	if err != nil {
		return ""
	}
	short, err := repo.Short(ctx, "HEAD")
	if err != nil {
		return ""
	}
	return short
}
