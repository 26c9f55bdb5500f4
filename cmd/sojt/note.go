package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"sojt/competency/calendar"
	"sojt/signoff"
)

type noteOptions struct {
	who
	kind, record, text, due string
	done                    bool
}

func newNoteCmd(a *app) *cobra.Command {
	var o noteOptions
	cmd := &cobra.Command{
		Use:   "note LEARNER [COMPETENCY] --kind KIND --text TEXT",
		Short: "Add feedback, a reflection, an objective",
		Long: `Adds a note to a learner's file: feedback, a reflection, an objective with its due day, an
accomplishment, or coaching. --record names the record it answers; with --done it closes the
objective it names. An objective is closed once; status shows those that are open, report due
the days by which they are due, and transcript what came of them.`,
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
	completeWords(cmd, "kind", signoff.NoteKinds()...)
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
	if err := oneOf("kind", o.kind, signoff.NoteKinds()); err != nil {
		return err
	}
	if o.due != "" && (o.done || o.kind != signoff.KindObjective) {
		return usagef("leave it out, or open one with --kind objective", "--due is the day of an objective that is opened")
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
		if o.done {
			if err := d.closes(r, answered); err != nil {
				return err
			}
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

// closes checks that what a note says is done is an objective, and open: one that is closed already, or was
// taken back, is refused.
func (d *desk) closes(draft, answered *signoff.Record) error {
	if answered.Type != signoff.Note || answered.Kind != signoff.KindObjective || answered.Done {
		return usagef("sojt status "+draft.Learner+" lists the objectives that are open", "%s is no objective that could be done", answered.ID)
	}
	refusal := signoff.Refusal{Name: "objective", Message: answered.ID + " was taken back", Remedy: "sojt log " + draft.Learner}
	for _, o := range d.standings(draft.Learner, d.today).Objectives() {
		switch {
		case o.Opened.Digest != answered.Digest:
		case o.Closed == nil:
			return nil
		default:
			day := calendar.In(o.Closed.At, d.program.Zone)
			refusal.Message, refusal.Remedy = fmt.Sprintf("%s was closed on %s by %s", answered.ID, day.Human(), o.Closed.By), "sojt show "+o.Closed.ID
		}
	}
	d.object(draft, refusal)
	return nil
}
