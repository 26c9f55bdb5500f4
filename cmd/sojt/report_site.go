package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/report/html"
)

func newReportSiteCmd(a *app) *cobra.Command {
	var o scopeFlags
	cmd := &cobra.Command{
		Use:   "site",
		Short: "Write the program as pages for a browser",
		Long: `Writes a folder of pages that need no server and no network: index.html with what needs attention,
progress, the matrix, the trend, what is due, coverage and mentors; a page each for errors, needs, goals,
methods and impact; and learners/ID.html for each learner, linked both ways.

The folder is written beside the old one and takes its place when it is whole: learners who are gone
are gone from it. A folder that sojt did not make is left alone: it is known by the file sojt-site.txt,
which names the program, and has nothing in it but pages. The same records give the same bytes.`,
		Example: `  sojt report site -o public
  sojt report site -o public --role line-cook --redact
  sojt report site -o june --as-of 2026-06-30`,
		Args: needs(),
		RunE: func(cmd *cobra.Command, _ []string) error { return runReportSite(cmd.Context(), a, o) },
	}
	o.flags(cmd, a)
	return cmd
}

func runReportSite(ctx context.Context, a *app, o scopeFlags) error {
	if a.format != "" && a.format != "html" {
		return usagef("leave it out", "--format is %q, and a site is html", a.format)
	}
	if a.toStdout() {
		return usagef("sojt report site -o DIR", "say which folder to write")
	}
	r, release, err := a.readWithin(ctx, &o)
	if err != nil {
		return err
	}
	defer release()
	dir := a.path(a.output)
	if err := a.spare(dir); err != nil {
		return err
	}
	old, err := a.oldSite(dir, r.program.ID)
	if err != nil {
		return err
	}
	wrong, err := r.results(&o.Scope)
	if err != nil {
		return err
	}
	in, problems, err := r.input(ctx, &o.Scope)
	if err != nil {
		return err
	}
	problems = append(problems, wrong...)
	files := append(html.Site(in), html.File{Name: siteFile, Data: siteMark(r.program.ID)})
	if err := a.putSite(dir, files, old); err != nil {
		return err
	}
	return a.shown(problems)
}

// siteFile is the file by which a folder is known as a site of ours.
const siteFile = "sojt-site.txt"

func siteMark(program string) []byte {
	return []byte("pages of the program " + program + ", written by sojt report site, which replaces this folder as a whole\n")
}

// oldSite lists the files of a site that is to be replaced. What is there and is no site of this program, or
// has anything else in it, is refused, since it would be lost.
func (a *app) oldSite(dir, program string) ([]string, error) {
	refuse := func(why string, args ...any) error {
		return usagef("name a folder that is not there yet", "%q %s", a.output, fmt.Sprintf(why, args...))
	}
	info, err := os.Lstat(dir)
	switch {
	case os.IsNotExist(err):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w", a.output, cause(err))
	case !info.IsDir():
		return nil, refuse("is no folder")
	}
	var files []string
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && path == dir {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if name = filepath.ToSlash(name); !d.IsDir() {
			files = append(files, name)
		}
		if err == nil && !ofSite(name, d) {
			return refuse("holds %q, which is no page of a site", name)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		return nil, err
	}
	mark, err := os.ReadFile(filepath.Join(dir, siteFile))
	switch {
	case os.IsNotExist(err):
		return nil, refuse("is no folder that sojt made: it has no %s", siteFile)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", a.output, cause(err))
	case string(mark) != string(siteMark(program)):
		return nil, refuse("is the site of another program than %q", program)
	}
	return files, nil
}

// ofSite reports whether a file or folder is one that a site has.
func ofSite(name string, d fs.DirEntry) bool {
	switch {
	case d.IsDir():
		return name == "learners"
	case !d.Type().IsRegular():
		return false
	case slices.Contains(html.Fixed(), name), name == siteFile:
		return true
	}
	folder, file, found := strings.Cut(name, "/")
	return found && folder == "learners" && strings.HasSuffix(file, ".html") && !strings.Contains(file, "/")
}

// putSite writes the files into a new folder beside the old one, which then takes its place.
func (a *app) putSite(dir string, files []html.File, old []string) error {
	gone := 0
	for _, name := range old {
		if !slices.ContainsFunc(files, func(f html.File) bool { return f.Name == name }) {
			gone++
		}
	}
	size := 0
	for _, f := range files {
		size += len(f.Data)
	}
	what := fmt.Sprintf("%s: %s, %d kB", a.output, counted(len(files)-1, "page"), (size+999)/1000)
	if gone > 0 {
		what += fmt.Sprintf("; %s no longer there", counted(gone, "page"))
	}
	if a.dryRun {
		a.tell("would write %s", what)
		return nil
	}
	if err := replaceFolder(dir, files); err != nil {
		return fmt.Errorf("%s: %w", a.output, cause(err))
	}
	a.tell("wrote %s", what)
	return nil
}

// replaceFolder puts a folder in place when all of it is written, and the old one back if that cannot be.
func replaceFolder(dir string, files []html.File) error {
	dir = filepath.Clean(dir)
	work, err := os.MkdirTemp(filepath.Dir(dir), ".sojt-site-*")
	if err != nil {
		return err
	}
	keep := false
	defer func() {
		if !keep {
			os.RemoveAll(work)
		}
	}()
	whole, before := filepath.Join(work, "new"), filepath.Join(work, "old")
	if err := os.MkdirAll(filepath.Join(whole, "learners"), 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(whole, filepath.FromSlash(f.Name)), f.Data, 0o644); err != nil {
			return err
		}
	}
	had := true
	if err := os.Rename(dir, before); os.IsNotExist(err) {
		had = false
	} else if err != nil {
		return err
	}
	if err = os.Rename(whole, dir); err != nil && had {
		if back := os.Rename(before, dir); back != nil {
			keep = true
			return fmt.Errorf("%w; what was there is in %s", err, before)
		}
	}
	return err
}
