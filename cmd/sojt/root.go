package main

// House rules of output. Data goes to stdout, all else to stderr. A verb, what happened, where it
// stands; then what is open now. Lower case, no full stop, no exclamation mark, "not yet" and never
// "failed". Numbers with their whole ("3 of 9"); dates as people write them on screen, ISO in files.
// Ids where they are typed again, names where people read. Text from people passes package safe.
// Only run prints errors; only main exits.

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/cmd/sojt/terminal"
	"sojt/report/safe"
)

// app is one run of the program: the world and the flags that every command has.
type app struct {
	env *env
	globals
	ctx   context.Context // until somebody wants the run to end, for what is made out of memory at its end
	began bool            // a command's own work has begun: errors before that are misuse of the command line
}

// globals are the flags of every command (SPEC 4).
type globals struct {
	dir      string
	format   string
	output   string
	asOf     string
	knownAt  string
	noCommit bool
	dryRun   bool
	quiet    bool
	unsigned bool // of commands that make records alone
	maxBytes int  // of commands that show a page alone; 0: as many as it takes
	color    string
}

// group is a heading in help with the commands under it.
type group struct {
	id, title string
	commands  []command
}

// command is a row of the table of commands.
type command struct {
	name  string
	build func(*app) *cobra.Command
}

// groups is the table of commands, in the order of help.
func groups() []group {
	return []group{
		{"program", "The program", []command{
			{"init", newInitCmd}, {"validate", newValidateCmd}, {"diff", newDiffCmd}, {"schema", newSchemaCmd},
		}},
		{"people", "People", []command{
			{"enroll", newEnrollCmd}, {"pause", newPauseCmd}, {"resume", newResumeCmd}, {"leave", newLeaveCmd},
			{"mentor", newMentorCmd}, {"learner", newLearnerCmd},
		}},
		{"training", "Training", []command{
			{"trained", newTrainedCmd}, {"practice", newPracticeCmd}, {"request", newRequestCmd}, {"note", newNoteCmd},
		}},
		{"signoff", "Signing off", []command{
			{"observe", newObserveCmd}, {"signoff", newSignoffCmd}, {"acknowledge", newAcknowledgeCmd},
			{"waive", newWaiveCmd}, {"revoke", newRevokeCmd}, {"qualify", newQualifyCmd},
		}},
		{"see", "Seeing where things stand", []command{
			{"status", newStatusCmd}, {"inbox", newInboxCmd}, {"gap", newGapCmd}, {"transcript", newTranscriptCmd},
			{"report", newReportCmd}, {"qualified", newQualifiedCmd}, {"log", newLogCmd}, {"show", newShowCmd},
		}},
		{"prove", "Proof", []command{
			{"verify", newVerifyCmd}, {"audit", newAuditCmd}, {"doctor", newDoctorCmd},
		}},
		{"together", "Working together", []command{
			{"sync", newSyncCmd},
		}},
		{"exchange", "Paper and other programs", []command{
			{"sheet", newSheetCmd}, {"layout", newLayoutCmd}, {"certificate", newCertificateCmd}, {"card", newCardCmd},
			{"import", newImportCmd}, {"export", newExportCmd},
		}},
		{"tool", "The tool", []command{
			{"completion", newCompletionCmd}, {"man", newManCmd}, {"version", newVersionCmd},
		}},
	}
}

// run is the program: it gives the exit code, and alone prints errors. A fault of our own becomes
// one plain line.
func run(ctx context.Context, e *env, args []string) (code int) {
	defer func() {
		if fault := recover(); fault != nil {
			fmt.Fprintf(e.stderr, "sojt: a fault in sojt itself, nothing more was done: %s\n    please report it with the command you ran\n", safe.Text(plain(fault)))
			code = exitWorld
		}
	}()
	own := *e
	a := &app{env: &own}
	ctx, shown := lookedAt(ctx, &own, func() bool { return a.quiet })
	defer shown()
	out := &printed{to: own.stdout}
	own.stdout, a.ctx = out, ctx
	root := newRootCmd(a, wanted(args))
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !a.began {
		err = misuse(cmd, err)
	}
	shown()
	return explain(e.stderr, out.orLost(err), ctx.Err() != nil)
}

// plain keeps a fault to its first line.
func plain(fault any) string {
	first, _, _ := strings.Cut(fmt.Sprint(fault), "\n")
	return first
}

// wanted is the command that alone has to be built for these arguments, since building them all takes longer
// than most things that one is asked for; "" where any of them may be looked at. Only a command that stands
// first is told from the value of a flag without knowing the flags, and man shows them all.
func wanted(args []string) string {
	if len(args) > 2 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd) {
		args = args[1:]
	}
	if len(args) == 0 || args[0] == "man" || !slices.Contains(commandNames(), args[0]) {
		return ""
	}
	return args[0]
}

// newRootCmd is sojt with one command beneath it, or with all of them where only is "".
func newRootCmd(a *app, only string) *cobra.Command {
	root := &cobra.Command{
		Use:   "sojt",
		Short: "Structured on-the-job training, signed off in git",
		Long: `sojt runs a Structured On-the-Job Training program from plain text in a git repository.
A training lead writes what makes someone competent, mentors watch learners do the work and sign
off each competency, and everybody sees progress.

Exit codes: 0 done; 1 findings (problems, not qualified, a --fail-on hit); 2 usage;
3 refused by a rule; 4 git, disk or a lock said no, or a check could not be made; 130 interrupted.`,
		Example: `  sojt init line-cook
  sojt signoff maria-lopez knife-safety --all-criteria --level 3
  sojt report`,
		SilenceErrors: true, SilenceUsage: true,
		Args: func(_ *cobra.Command, args []string) error { return unknownCommand(args) },
	}
	asked := root.Flags().Bool("version", false, "say which sojt this is")
	root.RunE = a.work(func(cmd *cobra.Command, _ []string) error {
		if *asked {
			return runVersion(a)
		}
		return runOverview(cmd, a)
	})
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetOut(a.env.stdout)
	root.SetErr(a.env.stderr)
	root.SetHelpCommand(newHelpCmd(root))
	root.SetHelpCommandGroupID("tool")
	a.globalFlags(root)
	for _, g := range groups() {
		root.AddGroup(&cobra.Group{ID: g.id, Title: g.title + ":"})
		for _, c := range g.commands {
			if only != "" && only != c.name {
				continue
			}
			cmd := c.build(a)
			cmd.GroupID = g.id
			a.wrap(cmd)
			noFilesBelow(cmd)
			root.AddCommand(cmd)
		}
	}
	return root
}

func (a *app) globalFlags(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringVarP(&a.dir, "dir", "C", "", "the program's `folder`; else the nearest one upwards with a sojt.yaml")
	f.StringVar(&a.format, "format", "", "output `format`: table, markdown, csv, json, html, xlsx; text, json, github, sarif, junit for problems")
	f.StringVarP(&a.output, "output", "o", "", "write to a `file` instead of stdout; its extension decides the format")
	f.StringVar(&a.asOf, "as-of", "", "standings at the end of this `date` (YYYY-MM-DD), by everything known today")
	f.StringVar(&a.knownAt, "known-at", "", "leave out what was recorded after this `date`")
	f.BoolVar(&a.noCommit, "no-commit", false, "record, but leave the commit to you")
	f.BoolVar(&a.dryRun, "dry-run", false, "say what would be written and committed, and write nothing")
	f.BoolVarP(&a.quiet, "quiet", "q", false, "no talk on stderr but problems")
	f.StringVar(&a.color, "color", "auto", "colour: `when` is auto, always or never")
	completeWords(root, "color", "auto", "always", "never")
	root.RegisterFlagCompletionFunc("format", completeFormats)
	root.RegisterFlagCompletionFunc("as-of", cobra.NoFileCompletions)
	root.RegisterFlagCompletionFunc("known-at", cobra.NoFileCompletions)
}

// wrap makes every command note that its work began, and refuse arguments it has no use for.
func (a *app) wrap(cmd *cobra.Command) {
	if cmd.RunE != nil {
		cmd.RunE = a.work(cmd.RunE)
	}
	for _, child := range cmd.Commands() {
		a.wrap(child)
	}
}

func (a *app) work(f func(*cobra.Command, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if err := a.checkGlobals(); err != nil {
			return err
		}
		a.began = true
		return f(cmd, args)
	}
}

func (a *app) checkGlobals() error {
	if a.maxBytes != 0 {
		if err := a.checkMost(); err != nil {
			return err
		}
	}
	return oneOf("color", a.color, []string{"auto", "always", "never"})
}

// colour reports whether stdout takes colour.
func (a *app) colour() bool {
	return a.output == "" && terminal.Colour(a.color, a.env.variable("NO_COLOR"), a.env.variable("TERM"), a.env.out != terminal.Size{})
}

// tell prints a line of talk: what was done and what is next. Never data.
func (a *app) tell(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintln(a.env.stderr, safe.Text(fmt.Sprintf(format, args...)))
	}
}

// unknownCommand refuses a word that is no command, with the one that was meant.
func unknownCommand(args []string) error {
	if len(args) == 0 {
		return nil
	}
	return unknown("command", args[0], commandNames(), "sojt --help lists the commands")
}

func commandNames() []string {
	var names []string
	for _, g := range groups() {
		for _, c := range g.commands {
			names = append(names, c.name)
		}
	}
	return names
}

// newHelpCmd is cobra's help with one difference: help on what does not exist is a usage error.
func newHelpCmd(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:    "help [COMMAND]",
		Short:  "Help about a command",
		Hidden: true, ValidArgsFunction: completeCommands,
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			switch {
			case err == nil && cmd.HasParent() && cmd.HasSubCommands() && len(rest) > 0:
				return cmd.Args(cmd, rest)
			case err != nil || len(rest) > 0:
				return unknownCommand(args)
			}
			return cmd.Help()
		},
	}
}
