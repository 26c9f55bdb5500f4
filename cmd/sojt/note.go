package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/signoff"
)

type noteOptions struct {
	who
	kind, record, text, due string
	done                    bool
}

// noteKinds are the words of SPEC 2.5 for a note.
func noteKinds() []string {
	return []string{"feedback", "reflection", "objective", "accomplishment", "coaching"}
}

func newNoteCmd(a *app) *cobra.Command {
	var o noteOptions
	cmd := &cobra.Command{
		Use:   "note LEARNER [COMPETENCY] --kind KIND --text TEXT",
		Short: "Add feedback, a reflection, an objective",
		Long: `Adds a note to a learner's file: feedback, a reflection, an objective with its due day, an
accomplishment, or coaching. --record names the record it answers; with --done it closes the
objective it names.`,
		Example: `  sojt note theo-brandt knife-safety --kind feedback --text "steady hands, mind the thumb"
  sojt note theo-brandt --kind objective --text "run the grill alone" --due 2026-12-15
  sojt note theo-brandt --kind objective --record 01KAN3 --done --text "ran it on Friday"`,
		Args:              needs("LEARNER", "[COMPETENCY]"),
		ValidArgsFunction: a.completeArgs(learnerArg, competencyArg),
		RunE:              func(cmd *cobra.Command, args []string) error { return runNote(cmd.Context(), a, o, args) },
	}
	f := cmd.Flags()
	f.StringVar(&o.kind, "kind", "", "the `kind`: feedback, reflection, objective, accomplishment, coaching")
	f.StringVar(&o.text, "text", "", "the `text`")
	f.StringVar(&o.record, "record", "", "the `record` it answers or closes, by id")
	f.StringVar(&o.due, "due", "", "the `day` an objective is due")
	f.BoolVar(&o.done, "done", false, "the objective that --record names is reached")
	o.byFlag(cmd, a)
	completeWords(cmd, "kind", noteKinds()...)
	return cmd
}

func runNote(ctx context.Context, a *app, o noteOptions, args []string) error {
	var m missing
	m.flag(o.kind == "", "--kind KIND")
	m.flag(o.text == "", "--text TEXT")
	m.flag(o.done && o.record == "", "--record ID (the objective that is done)")
	if err := m.err("note"); err != nil {
		return err
	}
	if err := oneOf("kind", o.kind, noteKinds()); err != nil {
		return err
	}
	d, c, err := a.begin(ctx, "note", o.who, args[0], append(args, "")[1])
	if err != nil {
		return err
	}
	r := d.draft(signoff.Note, args[0])
	r.Kind, r.Text, r.Done = o.kind, o.text, o.done
	if c != nil {
		r.Competency = c.ID
	}
	if o.record != "" {
		answered, err := recordOf(d.people[args[0]].Learner, o.record)
		if err != nil {
			return err
		}
		if o.done && (answered.Type != signoff.Note || answered.Kind != "objective") {
			return usagef("sojt log "+args[0]+" lists the records", "%s is no objective that could be done", answered.ID)
		}
		r.Ref = answered.Digest
	}
	if r.Due, err = parseDate("due", o.due); err != nil {
		return err
	}
	if err := d.add(r); err != nil {
		return err
	}
	return d.write(ctx, "noted")
}
