package main

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/report/findings"
	"sojt/report/results"
	"sojt/report/sheet"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// codeAttributes is what validate itself finds.
const codeAttributes = "E-ATTRIBUTES"

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
	showsProblems(cmd)
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
	var problems diag.List
	program, err := patiently(ctx, "reading definitions", func() (program *competency.Program, _ error) {
		program, problems = competency.Load(p.files)
		return program, nil
	})
	if err != nil {
		return err
	}
	today := a.today(program)
	if today != 0 {
		problems = append(problems, competency.Lint(program, today)...)
	}
	inRecords, err := p.ledger.Check(ctx, program, today)
	if err != nil {
		return err
	}
	entries, _, err := p.ledger.Entries()
	if err != nil {
		return err
	}
	problems = append(problems, inRecords...)
	_, inResults := results.Read(p.files, program, filed(entries))
	problems = append(problems, inResults...)
	inLayouts, layouts := sheet.CheckLayouts(p.files)
	problems = append(problems, inLayouts...)
	problems = append(problems, p.attributes(ctx)...)
	problems.Sort()
	files := append(checked(program.Files, entries), layouts...)
	if len(paths) > 0 {
		if problems, files, err = a.within(p, problems, files, paths); err != nil {
			return err
		}
	}
	return a.findings(findings.Result{Problems: problems, Files: files, Folder: p.folder(ctx)}, strict)
}

// within keeps the problems of the files that were named; a path that is no file of the program is
// a usage error, a folder stands for the files in it.
func (a *app) within(p *place, problems diag.List, files, paths []string) (diag.List, []string, error) {
	var names []string
	for _, path := range paths {
		name, err := filepath.Rel(p.dir, a.path(path))
		if err != nil || !filepath.IsLocal(name) {
			return nil, nil, usagef("", "%q is not in the program's folder %s", path, p.dir)
		}
		if _, err := p.root.Lstat(filepath.ToSlash(name)); err != nil && name != "." {
			return nil, nil, usagef("", "there is no %q", name)
		}
		names = append(names, filepath.ToSlash(name))
	}
	named := func(file string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return n == "." || file == n || strings.HasPrefix(file, n+"/") })
	}
	problems = slices.DeleteFunc(slices.Clone(problems), func(x diag.Problem) bool { return !named(x.Pos.File) })
	return problems, slices.DeleteFunc(files, func(f string) bool { return !named(f) }), nil
}

// filed says who has a learner file.
func filed(entries []ledger.Entry) func(id string) bool {
	ids := map[string]bool{}
	for _, e := range entries {
		ids[e.ID] = true
	}
	return func(id string) bool { return ids[id] }
}

// checked lists the definition files and those of learners.
func checked(definitions []string, learners []ledger.Entry) []string {
	files := slices.Clone(definitions)
	for _, e := range learners {
		files = append(files, e.Path)
	}
	return files
}

// attributes checks that git merges learner files line by line.
func (p *place) attributes(ctx context.Context) diag.List {
	repo, err := p.clone(ctx)
	if err != nil {
		return nil
	}
	var problems diag.List
	merge, eol, err := ledger.Attributes(ctx, repo)
	switch {
	case errors.Is(err, git.ErrIrregular):
		problems.Errorf(codeAttributes, diag.Pos{File: ledger.AttributesFile}, "it is %v", git.ErrIrregular).
			Hint = "put an ordinary file with the line in its place: " + ledger.MergeRule
	case err == nil && (merge != "union" || eol != "lf"):
		problems.Errorf(codeAttributes, diag.Pos{File: ledger.AttributesFile}, "learner files have merge=%s and eol=%s, expected union and lf", merge, eol).
			Hint = "add the line: " + ledger.MergeRule + "; or run sojt doctor --fix"
	}
	return problems
}

// findings writes what a check found in the format asked for, and ends with exit code 1 where there
// are errors, or warnings with strict.
func (a *app) findings(r findings.Result, strict bool) error {
	f, err := a.findingsFormat()
	if err != nil {
		return err
	}
	info, _ := debug.ReadBuildInfo()
	r.Strict, r.Codes, r.Version = strict, allCodes(), built(version, info)
	var out bytes.Buffer
	if err := f.Write(&out, r); err != nil {
		return err
	}
	if err := a.put(out.Bytes(), false, ""); err != nil {
		return err
	}
	warned := slices.ContainsFunc(r.Problems, func(p diag.Problem) bool { return p.Severity == diag.Warning })
	switch {
	case r.Problems.Errors() > 0 && !(strict && warned):
		return silent(exitOf(r.Problems))
	case strict && warned:
		return silent(exitFindings)
	}
	return nil
}

// findingsFormat is the format of --format, else of the output file's extension, else text.
func (a *app) findingsFormat() (findings.Format, error) {
	all := findings.Formats()
	if a.format == "" {
		if f, ok := findings.ForFile(a.output); ok {
			return f, nil
		}
		return all[0], nil
	}
	if f, ok := findings.Named(a.format); ok {
		return f, nil
	}
	var names []string
	for _, f := range all {
		names = append(names, f.Name)
	}
	return findings.Format{}, oneOf("format", a.format, names)
}

// folder is where the program lies in its repository, "" at the top or outside of one.
func (p *place) folder(ctx context.Context) string {
	repo, err := p.clone(ctx)
	if err != nil {
		return ""
	}
	return repo.Prefix
}
