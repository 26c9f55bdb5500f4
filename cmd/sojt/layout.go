package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"sojt/report/sheet"
)

func newLayoutCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "layout [ID]",
		Short: "The layouts of the sign-off sheet",
		Long: `Lists the layouts that sojt sheet --layout can use: those that sojt brings, and the program's own, one a
file in ` + sheet.LayoutFolder + `/. With the ID of one it writes its file, to be copied and changed; a program's layout that has
the id of one that sojt brings takes its place. docs/sheets.md says what the keys mean.`,
		Example: `  sojt layout
  sojt layout jqs -o layouts/our-standard.yaml`,
		Args:              needs("[ID]"),
		ValidArgsFunction: a.completeLayouts,
		RunE:              func(_ *cobra.Command, args []string) error { return runLayout(a, append(args, "")[0]) },
	}
}

func runLayout(a *app, id string) error {
	switch {
	case a.format != "":
		return usagef("leave --format out", "--format is %q, and layouts are always yaml", a.format)
	case a.asOf != "" || a.knownAt != "":
		return usagef("leave them out", "--as-of and --known-at have no meaning here")
	case id != "":
		return a.putLayout(id)
	}
	var out strings.Builder
	for _, id := range sheet.LayoutNames(a.programFiles()) {
		about := ""
		if l, _, err := sheet.FindLayout(a.programFiles(), id); err == nil {
			about = l.About
		}
		fmt.Fprintln(&out, strings.TrimSpace(fmt.Sprintf("%-12s %s", id, about)))
	}
	return a.put([]byte(out.String()), false, "")
}

// putLayout writes the file of a layout.
func (a *app) putLayout(id string) error {
	data, err := sheet.LayoutText(a.programFiles(), id)
	if err != nil {
		return a.noLayout(id, err)
	}
	return a.put(data, false, "")
}

// layout is the layout id, of the program or of sojt.
func (a *app) layout(id string) (sheet.Layout, error) {
	l, problems, err := sheet.FindLayout(a.programFiles(), id)
	if err != nil {
		return l, a.noLayout(id, err)
	}
	return l, problems.Err()
}

func (a *app) noLayout(id string, err error) error {
	if errors.Is(err, sheet.ErrNoLayout) {
		return unknown("layout", id, sheet.LayoutNames(a.programFiles()), "sojt layout lists them; your own is "+sheet.LayoutFolder+"/<id>.yaml in the program")
	}
	return fmt.Errorf("layout %s: %w", id, cause(err))
}

// programFiles are the files of the program here; nil where there is none.
func (a *app) programFiles() fs.FS {
	p, err := a.open()
	if err != nil {
		return nil
	}
	return p.files
}

func (a *app) completeLayouts(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	files := a.programFiles()
	var words []string
	for _, id := range sheet.LayoutNames(files) {
		l, _, err := sheet.FindLayout(files, id)
		if err != nil {
			l.About = ""
		}
		words = append(words, offer(id, l.About))
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}
