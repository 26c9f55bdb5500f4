package main

import (
	"fmt"
	"strings"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report"
	"sojt/signoff/ledger"
	"sojt/signoff/sshsig"
)

// rosterRow is one thing done to mentors.yaml: an entry added, or a key added, ended or compromised.
type rosterRow struct {
	act, id string
	key     competency.Key // the zero Key of an entry without one
	name    string         // of a new entry
}

// rosterView is what was done to mentors.yaml, or would be.
type rosterView struct {
	program string
	today   calendar.Date
	file    *competency.MentorsFile
	rows    []rosterRow
	receipt *ledger.Receipt
}

func (r *roster) view(receipt *ledger.Receipt) rosterView {
	return rosterView{r.program.ID, r.today, r.file, r.rows, receipt}
}

// Rows has a row a change.
func (v rosterView) Rows() report.Rows {
	rows := report.Rows{
		Program: v.program, View: "roster", AsOf: v.today,
		Columns: []string{"mentor", "change", "key", "from", "until", "compromised", "file", "line", "committed", "commit"},
	}
	for _, r := range v.rows {
		rows.Rows = append(rows.Rows, []report.Value{
			r.id, r.act, sshsig.Fingerprint(r.key.Key), dayOr(r.key.From), dayOr(r.key.Until), instantOr(r.key.Compromised),
			mentorsFile, v.place(r), v.receipt.Committed, v.receipt.Commit,
		})
	}
	return rows
}

// Page is the same for the eye.
func (v rosterView) Page() report.Page { return report.Page{Title: v.program, AsOf: v.today} }

// place is the line that a change stands on: the last one that fits, since what is new comes last.
func (v rosterView) place(r rosterRow) int {
	line := 0
	for _, m := range v.file.Mentors {
		if m.ID != r.id {
			continue
		}
		if r.act == "added" {
			line = m.Pos.Line
			continue
		}
		for i, k := range m.Keys {
			if k.Key == r.key.Key {
				line = m.KeyPlace(i).Line
			}
		}
	}
	return line
}

// line is what is printed for one change.
func (v rosterView) line(r rosterRow) string {
	what := r.name
	switch {
	case r.act == "added":
	case !r.key.Compromised.IsZero():
		what = sshsig.Fingerprint(r.key.Key) + "  since " + instantOr(r.key.Compromised)
	case r.act == "key ended":
		what = sshsig.Fingerprint(r.key.Key) + "  until " + r.key.Until.Human()
	default:
		what = sshsig.Fingerprint(r.key.Key) + "  from " + r.key.From.Human()
	}
	return strings.TrimRight(fmt.Sprintf("%-11s %s  %s  %s:%d  %s", r.act, r.id, what, mentorsFile, v.place(r), v.receipt.Commit), " ")
}

func dayOr(d calendar.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func instantOr(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
