package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newManCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "man [COMMAND]",
		Short: "Write manual pages",
		Long: `Writes the manual page of sojt or of one of its commands to stdout; with -o FOLDER the pages of all
commands into that folder, which is made if it is not there. The pages say what --help says.

Their date is that of SOURCE_DATE_EPOCH, else of the commit that sojt was built from, and the same sojt
writes the same bytes: packagers run this at build time.`,
		Example: `  sojt man signoff | man -l -
  sojt man mentor add
  sojt man -o /usr/local/share/man/man1`,
		Args: func(cmd *cobra.Command, args []string) error {
			if err := notEmpty(cmd, args); err != nil {
				return err
			}
			_, err := commandAt(cmd.Root(), args)
			return err
		},
		ValidArgsFunction: completeCommands,
		RunE:              func(cmd *cobra.Command, args []string) error { return runMan(a, cmd.Root(), args) },
	}
}

// commandAt finds a command by its words; none are sojt itself.
func commandAt(root *cobra.Command, words []string) (*cobra.Command, error) {
	cmd := root
	for _, word := range words {
		at := slices.IndexFunc(cmd.Commands(), func(c *cobra.Command) bool { return c.Name() == word && !c.Hidden })
		if at < 0 {
			var known []string
			for _, c := range shownBelow(cmd) {
				known = append(known, c.Name())
			}
			what := "command"
			if cmd != root {
				what = cmd.CommandPath()
			}
			return nil, unknown(what, word, known, cmd.CommandPath()+" --help lists the commands")
		}
		cmd = cmd.Commands()[at]
	}
	return cmd, nil
}

// shownBelow are the commands one level beneath, in the order of help, that people see.
func shownBelow(cmd *cobra.Command) []*cobra.Command {
	return slices.DeleteFunc(slices.Clone(cmd.Commands()), func(c *cobra.Command) bool { return c.Hidden })
}

func completeCommands(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var words []string
	if at, err := commandAt(cmd.Root(), args); err == nil {
		for _, c := range shownBelow(at) {
			words = append(words, offer(c.Name(), c.Short))
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}

func runMan(a *app, root *cobra.Command, args []string) error {
	switch {
	case a.format != "":
		return usagef("leave --format out", "--format is %q, and a manual page has one form", a.format)
	case a.asOf != "" || a.knownAt != "":
		return usagef("SOURCE_DATE_EPOCH sets the date of a page", "--as-of and --known-at have no meaning here")
	}
	info, _ := debug.ReadBuildInfo()
	m := manual{day: manDay(a.env, info), version: "sojt " + built(version, info)}
	if a.toStdout() {
		cmd, err := commandAt(root, args)
		if err != nil {
			return err
		}
		return a.put([]byte(m.page(cmd)), false, "")
	}
	if len(args) > 0 {
		return usagef("sojt man "+strings.Join(args, " ")+" >FILE writes one page", "-o writes the pages of all commands")
	}
	return a.putPages(m, root)
}

// putPages writes the page of every command into the folder of --output.
func (a *app) putPages(m manual, root *cobra.Command) error {
	folder := a.path(a.output)
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		return usagef("sojt man >FILE writes one page", "%q is no folder", a.output)
	}
	if err := a.spare(filepath.Join(folder, "sojt.1")); err != nil {
		return err
	}
	all := []*cobra.Command{root}
	for i := 0; i < len(all); i++ {
		all = append(all, shownBelow(all[i])...)
	}
	if a.dryRun {
		a.tell("would write %d pages into %s", len(all), a.output)
		return nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("%s: %w", a.output, cause(err))
	}
	for _, cmd := range all {
		name := manName(cmd) + ".1"
		if err := replace(filepath.Join(folder, name), []byte(m.page(cmd))); err != nil {
			return fmt.Errorf("%s: %w", filepath.Join(a.output, name), cause(err))
		}
	}
	a.tell("wrote %d pages into %s", len(all), a.output)
	return nil
}

// manDay is the day of the pages, "" where nothing fixes it.
func manDay(e *env, info *debug.BuildInfo) string {
	if e.variable("SOURCE_DATE_EPOCH") != "" {
		return e.reportTime().Format(time.DateOnly)
	}
	if info != nil {
		for _, s := range info.Settings {
			if s.Key == "vcs.time" {
				return s.Value[:min(len(s.Value), len(time.DateOnly))]
			}
		}
	}
	return ""
}

// manual is what all pages of one run share.
type manual struct{ day, version string }

// manName is the name of a command's page, without its section.
func manName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

func (m manual) page(cmd *cobra.Command) string {
	var r roff
	r.head(strings.ToUpper(manName(cmd)), m.day, m.version, "sojt manual")
	r.macro("SH", "NAME")
	r.line(manName(cmd) + " - " + strings.ToLower(cmd.Short[:1]) + cmd.Short[1:])
	r.macro("SH", "SYNOPSIS")
	r.macro("B", cmd.CommandPath())
	r.fill(synopsis(cmd))
	r.macro("SH", "DESCRIPTION")
	r.prose(cmd.Long)
	m.commands(&r, cmd)
	r.flags("OPTIONS", cmd.LocalNonPersistentFlags())
	if cmd.HasParent() {
		r.flags("OPTIONS OF EVERY COMMAND", cmd.InheritedFlags())
	} else {
		r.flags("OPTIONS OF EVERY COMMAND", cmd.PersistentFlags())
	}
	r.macro("SH", "EXAMPLES")
	r.example(unindent(cmd.Example))
	if also := alsoSee(cmd); len(also) > 0 {
		r.macro("SH", "SEE ALSO")
		r.fill(strings.Join(also, ", "))
	}
	return r.String()
}

// synopsis is what is typed behind a command's name.
func synopsis(cmd *cobra.Command) string {
	_, args, _ := strings.Cut(cmd.Use, " ")
	if args == "" && cmd.HasAvailableSubCommands() {
		args = "COMMAND"
	}
	return strings.TrimSpace(args + " [OPTION...]")
}

// commands lists those beneath a command, with the headings of help.
func (m manual) commands(r *roff, cmd *cobra.Command) {
	below := shownBelow(cmd)
	if len(below) == 0 {
		return
	}
	r.macro("SH", "COMMANDS")
	list := func(group string) {
		for _, c := range below {
			if c.GroupID == group {
				r.macro("TP")
				r.macro("B", c.Name())
				r.fill(c.Short)
			}
		}
	}
	for _, g := range cmd.Groups() {
		r.macro("SS", strings.TrimSuffix(g.Title, ":"))
		list(g.ID)
	}
	list("")
}

// flags lists flags with what they do.
func (r *roff) flags(title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	r.macro("SH", title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		r.macro("TP")
		if value == "" {
			r.macro("B", name)
		} else {
			r.macro("BI", name+" ", value)
		}
		r.fill(usage)
	})
}

// alsoSee names the pages above and beneath.
func alsoSee(cmd *cobra.Command) []string {
	var pages []string
	if cmd.HasParent() {
		pages = append(pages, manName(cmd.Parent())+"(1)")
	}
	for _, c := range shownBelow(cmd) {
		pages = append(pages, manName(c)+"(1)")
	}
	slices.SortFunc(pages, cmp.Compare[string])
	return pages
}

// unindent takes the two blanks from the beginning of each line that help shows.
func unindent(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], "  ")
	}
	return strings.Join(lines, "\n")
}
