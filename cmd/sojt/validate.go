package main

import (
	"bytes"
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/report/findings"
)

// The codes of what validate itself finds.
const (
	codeAttributes = "E-ATTRIBUTES"
	codeSignatures = "W-SIGNATURES"
)

func newValidateCmd(a *app) *cobra.Command {
	var strict bool
	cmd := &cobra.Command{
		Use:   "validate [PATH...]",
		Short: "Check definitions and records",
		Long: `Checks every definition file and every record line, and reports all problems of all files at once, each
with file, line and column, what was expected, and a hint. With paths only the problems of those
files are shown. Errors make the exit code 1; warnings say what makes a program weak and do so only
with --strict.`,
		Example: `  sojt validate
  sojt validate roles/line-cook.yaml
  sojt validate --strict --format github`,
		RunE: func(cmd *cobra.Command, args []string) error { return runValidate(cmd.Context(), a, args, strict) },
	}
	cmd.Args = notEmpty
	cmd.Flags().BoolVar(&strict, "strict", false, "warnings count as errors")
	return cmd
}

func runValidate(ctx context.Context, a *app, paths []string, strict bool) error {
	p, err := a.open()
	if err != nil {
		return err
	}
	release := p.share(ctx)
	defer release()
	program, problems := competency.Load(p.files)
	if program.Zone != nil {
		problems = append(problems, competency.Lint(program, calendar.In(a.env.reportTime(), program.Zone))...)
	}
	inRecords, err := p.ledger.Check(ctx, program)
	if err != nil {
		return err
	}
	entries, _, err := p.ledger.Entries()
	if err != nil {
		return err
	}
	problems = append(problems, inRecords...)
	problems = append(problems, p.attributes(ctx)...)
	if program.Policy.Signatures == "required" {
		problems.Warnf(codeSignatures, diag.Pos{File: programFile}, "policy wants signatures, which this release of sojt cannot make: only practice, requests, notes and acknowledgements can be recorded").
			Hint = "say `signatures: optional` under `policy:` until it can"
	}
	problems.Sort()
	files := len(program.Files) + len(entries)
	if len(paths) > 0 {
		if problems, files, err = a.within(p, problems, paths); err != nil {
			return err
		}
	}
	return a.findings(findings.Result{Problems: problems, Files: files, Folder: p.folder(ctx)}, strict)
}

// within keeps the problems of the files that were named; a path that is no file of the program is
// a usage error, a folder stands for the files in it.
func (a *app) within(p *place, problems diag.List, paths []string) (diag.List, int, error) {
	var names []string
	for _, path := range paths {
		name, err := filepath.Rel(p.dir, a.path(path))
		if err != nil || !filepath.IsLocal(name) {
			return nil, 0, usagef("", "%q is not in the program's folder %s", path, p.dir)
		}
		if _, err := p.root.Lstat(filepath.ToSlash(name)); err != nil && name != "." {
			return nil, 0, usagef("", "there is no %q", name)
		}
		names = append(names, filepath.ToSlash(name))
	}
	kept := slices.DeleteFunc(slices.Clone(problems), func(x diag.Problem) bool {
		return !slices.ContainsFunc(names, func(n string) bool {
			return n == "." || x.Pos.File == n || strings.HasPrefix(x.Pos.File, n+"/")
		})
	})
	return kept, len(names), nil
}

// attributes checks that git merges learner files line by line.
func (p *place) attributes(ctx context.Context) diag.List {
	repo, err := p.clone(ctx)
	if err != nil {
		return nil
	}
	const probe = "learners/x/x.yaml"
	var problems diag.List
	merge, err := repo.Attribute(ctx, "merge", probe)
	eol, err2 := repo.Attribute(ctx, "eol", probe)
	if err == nil && err2 == nil && (merge[0] != "union" || eol[0] != "lf") {
		problems.Errorf(codeAttributes, diag.Pos{File: ".gitattributes"}, "learner files have merge=%s and eol=%s, expected union and lf", merge[0], eol[0]).
			Hint = "add the line: learners/** text eol=lf merge=union"
	}
	return problems
}

// findings writes what a check found in the format asked for, and ends with exit code 1 where there
// are errors, or warnings with strict.
func (a *app) findings(r findings.Result, strict bool) error {
	name := a.format
	if name == "" && strings.HasSuffix(a.output, ".json") {
		name = "json"
	}
	f, ok := findings.Named(cmp.Or(name, findings.Formats()[0].Name))
	if !ok {
		var names []string
		for _, x := range findings.Formats() {
			names = append(names, x.Name)
		}
		return oneOf("format", name, names)
	}
	var out bytes.Buffer
	if err := f.Write(&out, r); err != nil {
		return err
	}
	if err := a.put(out.Bytes(), false, ""); err != nil {
		return err
	}
	warned := slices.ContainsFunc(r.Problems, func(p diag.Problem) bool { return p.Severity == diag.Warning })
	if r.Problems.Errors() > 0 || (strict && warned) {
		return silent(exitFindings)
	}
	return nil
}

// folder is where the program lies in its repository, "" at the top or outside of one.
func (p *place) folder(ctx context.Context) string {
	repo, err := p.clone(ctx)
	if err != nil {
		return ""
	}
	return repo.Prefix
}
