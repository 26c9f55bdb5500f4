package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"github.com/spf13/cobra"

	"sojt/competency/diag"
	"sojt/report/grid"
	"sojt/report/sheet"
	"sojt/report/written"
)

type paperOptions struct {
	who
	learner, dates string
	skip           bool
}

func newImportSheetCmd(a *app) *cobra.Command {
	var o paperOptions
	cmd := &cobra.Command{
		Use:   "sheet FILE",
		Short: "A filled-in sign-off sheet",
		Long: `Reads the workbook of sojt sheet back, in whatever layout it was made and whichever spreadsheet program
saved it, and says of every row that is filled in what it understood: what is recorded, what is there already,
and what is refused and why. Each row becomes a transcription that names who signed the paper, with the file's
hash; a row that names the mentor who runs the command and signs with a key becomes a sign-off, or a not-yet
with its remark, under all of their rules.

A row is refused that is half filled, whose initials or day are not certain, whose ids are not those of the
program, or whose wording has moved on since it was printed. Initials are looked up in the legend of initials,
filled in on the sheet, then among the mentors. Days may be written in any usual way: 03/04/2026 can be two
days, and --dates says which order is meant. The workbook is read, never changed; keep it, or the scan of the
paper, since the records carry its hash.

Where one row is refused nothing is recorded, unless --skip-refused says that the others are to be. The same
file again is harmless: what it says is there already. --dry-run shows all of it and writes nothing.`,
		Example: `  sojt import sheet maria.xlsx --dry-run
  sojt import sheet maria.xlsx --dates dmy
  sojt import sheet friday.xlsx --skip-refused
  sojt import sheet blank.xlsx --learner theo-brandt`,
		Args: needs("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runImportSheet(cmd.Context(), a, o, args[0])
		},
	}
	cmd.ValidArgsFunction = completeSheets
	f := cmd.Flags()
	f.StringVar(&o.dates, "dates", "", "the `order` of numbers in days that can be read in several ways: dmy, mdy or ymd")
	f.BoolVar(&o.skip, "skip-refused", false, "record the other rows where some are refused")
	f.StringVar(&o.learner, "learner", "", "the `learner` of a sheet that was printed for nobody")
	o.mentorFlag(cmd, a)
	completeWords(cmd, "dates", orders()...)
	cmd.RegisterFlagCompletionFunc("learner", a.completeLearners)
	return cmd
}

func completeSheets(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"xlsx"}, cobra.ShellCompDirectiveFilterFileExt
}

func orders() []string {
	var words []string
	for _, o := range written.Orders() {
		words = append(words, string(o))
	}
	return words
}

func runImportSheet(ctx context.Context, a *app, o paperOptions, name string) error {
	if o.dates != "" {
		if err := oneOf("dates", o.dates, orders()); err != nil {
			return err
		}
	}
	d, err := a.sitDown(ctx, "import sheet")
	if err != nil {
		return err
	}
	if o.learner != "" && !d.there(o.learner) {
		return d.unknownLearner(o.learner)
	}
	filled, sum, err := a.readFilled(name)
	if err != nil {
		return err
	}
	p := &paperwork{
		desk: d, o: o, name: filepath.Base(name), sum: sum, filled: filled, used: map[string]bool{},
		days: written.Days{Today: d.today, Order: written.Order(o.dates)},
	}
	if err := p.seatAll(ctx); err != nil {
		return err
	}
	if err := d.actor(o.who); err != nil {
		return err
	}
	p.read()
	p.draftAll()
	return p.finish(ctx)
}

// readFilled reads the workbook, and the hash of its bytes.
func (a *app) readFilled(name string) (*sheet.Filled, string, error) {
	data, err := beginning(a.path(name), grid.MostBytes+1)
	if err != nil {
		return nil, "", usagef("", "%q cannot be read: %v", name, cause(err))
	}
	file, err := a.grid(name, data)
	if err == nil {
		var filled *sheet.Filled
		if filled, err = sheet.ReadFilled(file); err == nil {
			sum := sha256.Sum256(data)
			return filled, hex.EncodeToString(sum[:]), nil
		}
	}
	return nil, "", diag.List{{Severity: diag.Error, Code: sheet.CodeFilled, Pos: diag.Pos{File: name}, Message: err.Error(),
		Hint: "sojt sheet makes one that can be read back"}}
}
