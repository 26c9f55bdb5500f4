package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/format"
	"sojt/report/safe"
	"sojt/signoff"
	"sojt/signoff/ledger"
	"sojt/signoff/sshsig"
)

// rehearse shows what a dry run would write: the exact lines and the commit's subject, or the
// receipt that there would be.
func (d *desk) rehearse(act string, b *ledger.Batch) error {
	if d.app.format == "json" {
		d.app.tell("nothing was written: this was a dry run")
		return format.JSON(d.app.env.stdout, d.view(act, b, &ledger.Receipt{}), format.Options{})
	}
	for _, line := range d.heading {
		fmt.Fprintln(d.app.env.stdout, safe.Text(line))
	}
	for _, a := range b.Appends {
		fmt.Fprintf(d.app.env.stdout, "%s\n", a.Path)
		for _, l := range a.Lines {
			fmt.Fprintf(d.app.env.stdout, "- %s\n", l)
		}
	}
	fmt.Fprintf(d.app.env.stdout, "commit: %s\n", safe.Text(b.Subject))
	if d.pen != nil {
		d.app.tell("would be signed with %s", d.pen)
	}
	d.app.tell("nothing was written: this was a dry run")
	return nil
}

// writes refuses the flags that a writing command has no use for, before it writes anything.
func (a *app) writes(verb string) error {
	switch {
	case a.asOf != "" || a.knownAt != "":
		return usagef("did you mean --date?", "--as-of and --known-at are for reading, and %s writes", verb)
	case a.output != "":
		return usagef("leave -o out: what was recorded is said on stdout", "--output is for reading, and %s writes", verb)
	case a.format != "":
		return oneOf("format", a.format, []string{"table", "json"})
	}
	return nil
}

// speaks is writes for a command that says in words alone what it wrote.
func (a *app) speaks(verb string) error {
	if a.format != "" {
		return usagef("leave it out: "+verb+" says what it wrote", "--format is for reading")
	}
	return a.writes(verb)
}

// acknowledge says what was recorded and where it stands, a line a record, then what is open now.
func (d *desk) acknowledge(act string, b *ledger.Batch, receipt *ledger.Receipt) error {
	view := d.view(act, b, receipt)
	lines := slices.Clone(d.heading)
	for _, row := range view.rows {
		lines = append(lines, view.line(row))
	}
	err := d.app.receipt(view, lines)
	if lost := d.app.env.lost(); lost != nil {
		var paths []string
		for _, f := range receipt.Files {
			paths = append(paths, f.Path)
		}
		return fmt.Errorf("it is recorded in %s, but not all could be printed: standard output: %v", strings.Join(paths, ", "), cause(lost))
	}
	if err != nil {
		return err
	}
	if !receipt.Committed {
		d.app.tell("recorded, not committed")
	}
	d.remarks()
	d.opened()
	return nil
}

// receipt writes what was written: the view for programs, else its lines.
func (a *app) receipt(view report.View, lines []string) error {
	if a.format == "json" {
		return format.JSON(a.env.stdout, view, format.Options{})
	}
	for _, line := range lines {
		fmt.Fprintln(a.env.stdout, safe.Text(line))
	}
	return nil
}

// remarks says what stands beside the records: whom they were recorded for, that they are late, and
// what a coordinator overrode.
func (d *desk) remarks() {
	for _, r := range d.drafts {
		if target := d.target(r); target != nil {
			what := cmp.Or(target.Competency, target.Role)
			d.notes = append(d.notes, strings.Join(strings.Fields(fmt.Sprintf("that is the %s %s of %s by %s", target.Type, what, target.Effect(d.program.Zone).Human(), target.By)), " "))
		}
		if r.Late {
			d.notes = append(d.notes, fmt.Sprintf("%s: seen on %s, so it is flagged late", cmp.Or(r.Competency, r.Role), r.Date.Human()))
		}
		if r.Override != "" {
			d.notes = append(d.notes, fmt.Sprintf("%s: a rule was overridden, and the reason is shown with it", r.Competency))
		}
	}
	for _, note := range d.notes {
		d.app.tell("         %s", note)
	}
}

// target is the record that a draft takes back or countersigns, nil for none: its id alone tells a
// person nothing.
func (d *desk) target(r *signoff.Record) *signoff.Record {
	for _, t := range d.people[r.Learner].Learner.Records {
		if r.Ref != "" && t.Digest == r.Ref {
			return t
		}
	}
	return nil
}

// view is what was recorded, or would be: then no line is known.
func (d *desk) view(act string, b *ledger.Batch, receipt *ledger.Receipt) receiptView {
	view := receiptView{program: d.program.ID, asOf: d.today, committed: receipt.Committed, commit: receipt.Commit, act: act}
	if d.pen != nil {
		view.key = keyName(d.pen.Key)
	}
	lines := d.lines(receipt)
	for _, r := range d.drafts {
		view.rows = append(view.rows, receiptRow{r, d.people[r.Learner].Learner.File, lines[r]})
	}
	return view
}

// lines are those that the drafts stand on in their learners' files; 0 where they are not written.
func (d *desk) lines(receipt *ledger.Receipt) map[*signoff.Record]int {
	rest := map[string][]int{} // of the drafts in each file that are still to come
	for _, w := range receipt.Files {
		rest[w.Path] = w.Lines
	}
	lines := map[*signoff.Record]int{}
	for _, r := range d.drafts {
		path := d.people[r.Learner].Learner.File
		if left := rest[path]; len(left) > 0 {
			lines[r], rest[path] = left[0], left[1:]
		}
	}
	return lines
}

// opened tells which competencies the drafts made free to be signed off.
func (d *desk) opened() {
	for _, id := range distinct(learnersOf(d.drafts)) {
		l := *d.people[id].Learner
		after := d.standings(id, d.today)
		l.Records = l.Records[:len(l.Records)-countOf(d.drafts, id)]
		before := d.book.Fold(&l, after.Moment)
		for _, role := range after.Roles {
			was := before.Role(role.Role.ID)
			if was == nil {
				continue
			}
			for i, c := range role.Cells {
				if len(c.Blocking) == 0 && len(was.Cells[i].Blocking) > 0 && !c.Standing.Counts() {
					d.app.tell("         %s is now open for %s", c.Entry.ID, cmp.Or(l.Name, id))
				}
			}
			if role.Qualified && !was.Qualified {
				d.app.tell("         %s is now qualified as %s", cmp.Or(l.Name, id), role.Role.ID)
			}
		}
	}
}

func learnersOf(drafts []*signoff.Record) []string {
	var ids []string
	for _, r := range drafts {
		ids = append(ids, r.Learner)
	}
	return ids
}

func countOf(drafts []*signoff.Record, learner string) int {
	return len(slices.DeleteFunc(slices.Clone(drafts), func(r *signoff.Record) bool { return r.Learner != learner }))
}

// writeAny is write for a table of which all may be there already.
func (d *desk) writeAny(ctx context.Context, act string) error {
	if len(d.drafts)+len(d.refused) > 0 {
		return d.write(ctx, act)
	}
	view := receiptView{program: d.program.ID, asOf: d.today}
	return d.app.receipt(view, append(d.heading, "nothing new: all of it is there already"))
}

// receiptView is what a writing command made, as rows for json.
type receiptView struct {
	program   string
	asOf      calendar.Date
	act       string
	committed bool
	commit    string
	key       string // that signed; "" where the records are unsigned
	rows      []receiptRow
}

type receiptRow struct {
	*signoff.Record
	file string
	line int
}

// Rows has a row a record.
func (v receiptView) Rows() report.Rows {
	rows := report.Rows{
		Program: v.program, View: "receipt", AsOf: v.asOf,
		Columns: []string{"record", "type", "learner", "role", "competency", "digest", "file", "line", "committed", "commit", "key"},
	}
	for _, r := range v.rows {
		rows.Rows = append(rows.Rows, []report.Value{
			r.ID, r.Type, r.Learner, r.Role, r.Competency, r.Digest, r.file, r.line, v.committed, v.commit, v.key,
		})
	}
	return rows
}

// Page is the same for the eye.
func (v receiptView) Page() report.Page {
	return report.Page{Title: v.program, AsOf: v.asOf}
}

// line is what is printed for one record: what happened, about what, for whom, its id, its place,
// the commit.
func (v receiptView) line(r receiptRow) string {
	about := cmp.Or(r.Competency, r.Role, r.Kind, sshsig.Fingerprint(r.Key))
	act := v.act
	if r.Type == signoff.Observation && r.Outcome == signoff.NotYetOutcome && act == "signed off" {
		act = "not yet" // one asking can come to both
	}
	if r.Type == signoff.Revoke && act == "enrolled" {
		act, about = "revoked", "enrolment" // to be made once more
	}
	return strings.TrimRight(fmt.Sprintf("%-10s %s  %s  %s  %s:%d  %s", act, about, r.Learner, r.ID, r.file, r.line, v.commit), " ")
}
