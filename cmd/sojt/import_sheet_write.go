package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sojt/report"
	"sojt/report/format"
	"sojt/report/safe"
	"sojt/report/sheet"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// finish says what becomes of every row, and records those that may be: all, or none where one is refused
// and nobody said to leave it.
func (p *paperwork) finish(ctx context.Context) error {
	if n := p.count(rowRefused); n > 0 && (!p.o.skip || n == len(p.rows)) {
		return p.nothing()
	}
	if len(p.drafts) == 0 {
		if err := p.show(paperView{paperwork: p, receipt: &ledger.Receipt{}}); err != nil {
			return err
		}
		p.app.tell("nothing new: %s", cmp.Or(p.summary(), "nothing is filled in"))
		return nil
	}
	batch, err := p.ready(ctx, "recorded")
	if err != nil {
		return err
	}
	if p.app.dryRun {
		return p.rehearseRows(batch)
	}
	receipt, err := p.writer().Write(ctx, batch)
	if err != nil {
		return err
	}
	p.done = true
	if err := p.show(paperView{p, batch, receipt}); err != nil {
		return err
	}
	p.app.tell("%s", p.summary())
	if !receipt.Committed {
		p.app.tell("recorded, not committed")
	}
	p.remarks()
	p.opened()
	return nil
}

// nothing says what is refused, and that nothing was recorded for it.
func (p *paperwork) nothing() error {
	if err := p.show(paperView{paperwork: p, receipt: &ledger.Receipt{}}); err != nil {
		return err
	}
	p.app.tell("nothing was recorded: %s", p.summary())
	if n := p.count(rowRecords); n > 0 {
		p.app.tell("to record the other %d: --skip-refused", n)
	}
	return silent(exitRefused)
}

func (p *paperwork) rehearseRows(b *ledger.Batch) error {
	if err := p.show(paperView{p, b, &ledger.Receipt{}}); err != nil {
		return err
	}
	if p.app.format != "json" {
		fmt.Fprintf(p.app.env.stdout, "commit: %s\n", safe.Text(b.Subject))
	}
	if p.pen != nil {
		p.app.tell("would be signed with %s", p.pen)
	}
	p.app.tell("%s", p.summary())
	p.app.tell("nothing was written: this was a dry run")
	return nil
}

func (p *paperwork) count(state string) int {
	return len(slices.DeleteFunc(slices.Clone(p.rows), func(r *paperRow) bool { return r.state != state }))
}

// verdict says what becomes of the rows that may be recorded.
func (p *paperwork) verdict() string {
	if p.done {
		return "recorded"
	}
	return "to record"
}

// summary says in words what becomes of the rows; "" where none is filled in.
func (p *paperwork) summary() string {
	var parts []string
	for _, s := range []struct{ state, words string }{
		{rowRecords, p.verdict()}, {rowThere, "there already"}, {rowRefused, "refused"}, {rowLeft, "left"},
	} {
		if n := p.count(s.state); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, s.words))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	filled := fmt.Sprintf("of %d rows that are filled in", len(p.rows))
	if len(p.rows) == 1 {
		filled = "of the one row that is filled in"
	}
	return filled + " " + strings.Join(parts, ", ")
}

func (p *paperwork) show(v paperView) error {
	if p.app.format == "json" {
		return format.JSON(p.app.env.stdout, v, format.Options{})
	}
	at := p.desk.lines(v.receipt)
	for _, r := range p.rows {
		for _, text := range v.lines(r, at[r.draft]) {
			fmt.Fprintln(p.app.env.stdout, safe.Text(text))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(p.left)) {
		p.app.tell("left        the box %s of %s%s", key, rowsOf(p.left[key]), recordedBy(key))
	}
	written := p.filled.WrittenIn()
	for _, block := range slices.Sorted(maps.Keys(written)) {
		p.app.tell("left        %s of the block %s%s", rowsOf(written[block]), block, recordedBy(block))
	}
	for _, r := range p.rows {
		if r.state == rowRecords && r.judged.Signer.ID == "" {
			p.app.tell("as written  %q, who is not in mentors.yaml, signed %s", r.judged.Signer.Name, r.entry.ID)
		}
	}
	for _, m := range p.unused() {
		p.app.tell("left        %s: a remark that goes with no not-yet of the table: %q", m.Place("note"), briefly(cmp.Or(m.Note, m.Action)))
	}
	return nil
}

// briefly is the beginning of a text that somebody wrote.
func briefly(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

func rowsOf(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

// recordedBy is how what a box says can be recorded.
func recordedBy(key string) string {
	switch key {
	case sheet.TrainedOn, sheet.TrainedBy:
		return ": sojt trained, by who trained"
	case sheet.Practice:
		return ": sojt practice"
	case sheet.ByLearner:
		return ": sojt acknowledge, by the learner"
	case sheet.ValidUntil:
		return ": it follows from how the competency is renewed"
	case "final":
		return ": sojt qualify, by who has the authority"
	}
	return ""
}

// unused are the remarks that went into no record and were not printed from one.
func (p *paperwork) unused() []sheet.Remark {
	var all []sheet.Remark
	seen := map[string]bool{}
	for _, r := range p.filled.Rows {
		role, learner := p.program.Role(r.Role), p.people[p.whose(r)]
		if role == nil || learner == nil || seen[r.Learner] {
			continue
		}
		seen[r.Learner] = true
		for _, m := range p.filled.Remarks(r.Learner) {
			printed := slices.ContainsFunc(learner.Learner.Records, func(x *signoff.Record) bool {
				return x.Outcome == signoff.NotYetOutcome && x.Note != "" && strings.HasPrefix(x.Note, m.Note) || m.PrintedFrom(x)
			})
			if !printed && !p.used[m.Place("note").String()] {
				all = append(all, m)
			}
		}
	}
	return all
}

// paperView is what was read from a workbook, row by row. The batch is nil where nothing is to be written.
type paperView struct {
	*paperwork
	batch   *ledger.Batch
	receipt *ledger.Receipt
}

// lines is what is printed for one row: what becomes of it, its place, and what it says or why not. The record
// is the line at of the learner's file, where it is written.
func (v paperView) lines(r *paperRow, at int) []string {
	about := r.FilledRow.Competency
	if r.learner != "" {
		about = r.learner + " " + about
	}
	state := r.state
	if state == rowRecords && v.written() {
		state = "recorded"
	}
	head := fmt.Sprintf("%-11s %s  %s", state, r.place, about)
	switch r.state {
	case rowRecords:
		return []string{strings.TrimRight(head+"  "+v.what(r)+"  "+v.where(r, at), " ")}
	case rowRefused:
		return append([]string{head}, r.reasons()...)
	}
	return []string{head + "  " + r.says}
}

func (r *paperRow) reasons() []string {
	var lines []string
	for _, w := range r.why {
		message := w.message
		if w.name != "" {
			message = w.name + ": " + message
		}
		lines = append(lines, "              "+message)
		for line := range strings.SplitSeq(w.remedy, "\n") {
			if line != "" {
				lines = append(lines, "                "+line)
			}
		}
	}
	return lines
}

// what says what a row records: as what, of which day, by whom.
func (v paperView) what(r *paperRow) string {
	j, x := r.judged, r.draft
	parts := []string{fmt.Sprintf("%s on %s", j.Outcome, j.Day.Human())}
	if j.Day.Dated != "" {
		parts[0] = fmt.Sprintf("%s, dated %q", j.Outcome, j.Day.Dated)
	}
	if j.Levelled {
		parts = append(parts, fmt.Sprintf("level %d", j.Level))
	}
	if x.Type == signoff.Transcribe {
		parts = append(parts, "signed by "+x.Signer)
	} else {
		parts = append(parts, "as your own "+map[string]string{signoff.Signoff: "sign-off", signoff.Observation: "not-yet"}[x.Type])
	}
	return strings.Join(parts, ", ")
}

// written reports whether the records are in their files.
func (v paperView) written() bool { return len(v.receipt.Files) > 0 }

// where is the record's place, where it is written.
func (v paperView) where(r *paperRow, at int) string {
	if !v.written() {
		return ""
	}
	return fmt.Sprintf("%s  %s:%d  %s", r.draft.ID, v.people[r.learner].Learner.File, at, v.receipt.Commit)
}

// Rows has a row a row of the workbook that is filled in.
func (v paperView) Rows() report.Rows {
	rows := report.Rows{
		Program: v.program.ID, View: "sheet", AsOf: v.today,
		Columns: []string{
			"place", "learner", "role", "competency", "state", "type", "outcome", "date", "dated", "level", "signer",
			"message", "hint", "record", "file", "line", "committed", "commit",
		},
	}
	at := v.desk.lines(v.receipt)
	for _, r := range v.rows {
		row := map[string]report.Value{
			"place": r.place.String(), "learner": r.learner, "role": r.Role, "competency": r.FilledRow.Competency, "state": r.state,
			"type": "", "outcome": r.judged.Outcome, "date": r.judged.Day.Date.String(), "dated": r.judged.Day.Dated, "level": "",
			"signer": cmp.Or(r.judged.Signer.ID, r.judged.Signer.Name), "message": r.says, "hint": "", "record": "", "file": "", "line": 0, "committed": false, "commit": "",
		}
		if r.judged.Levelled {
			row["level"] = fmt.Sprint(r.judged.Level)
		}
		var messages, hints []string
		for _, w := range r.why {
			messages, hints = append(messages, w.message), append(hints, w.remedy)
		}
		if len(messages) > 0 {
			row["message"], row["hint"] = strings.Join(messages, "; "), strings.Join(distinct(hints), "; ")
		}
		if r.draft != nil {
			row["type"] = r.draft.Type
		}
		if r.draft != nil && v.batch != nil {
			row["record"], row["file"], row["line"] = r.draft.ID, v.people[r.learner].Learner.File, at[r.draft]
			row["committed"], row["commit"] = v.receipt.Committed, v.receipt.Commit
		}
		var values []report.Value
		for _, c := range rows.Columns {
			values = append(values, row[c])
		}
		rows.Rows = append(rows.Rows, values)
	}
	return rows
}

// Page is the same for the eye.
func (v paperView) Page() report.Page { return report.Page{Title: v.program.ID, AsOf: v.today} }
