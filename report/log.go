package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"sojt/competency/calendar"
	"sojt/competency/text"
	"sojt/signoff"
)

type log struct {
	in         *Input
	competency string
}

// NewLog makes the view of every record of the people that the filter lets through, of one
// competency or ("") of all, in the order in which they were recorded. Records that were neither
// recorded nor in effect by the day of the report are left out, and those not known by then.
func NewLog(in *Input, competency string) View { return log{in, competency} }

// Rows has one row a record. reason, note, override, action and text are people's own words;
// by is who recorded it, and signer who judged, where that was copied from paper: a mentor's id, or the name there.
func (v log) Rows() Rows {
	columns := []string{
		"record", "at", "date", "by", "type", "learner", "role", "competency", "outcome", "level", "kind", "reason", "note", "late", "override", "signed",
		"about", "with", "method", "minutes", "until", "action", "retest", "text", "trigger", "interim", "errors", "criteria", "signer",
	}
	var rows [][]Value
	for _, e := range v.events() {
		r, own := e.Record, v.in.text
		rows = append(rows, []Value{
			r.ID, r.At.UTC().Format(time.RFC3339), r.Effect(v.in.Program.Zone).String(), r.By, r.Type, e.learner.ID, r.Role, r.Competency,
			r.Outcome, r.Level.N, r.Kind, own(r.Reason), own(r.Note), r.Late, own(r.Override), r.Sig != "",
			recordID(e.about), r.With, r.Method, r.Minutes.N, r.Until.String(), own(r.Action), r.Retest.String(), own(r.Text), r.Trigger, r.Interim, append([]string{}, r.Errors...), append([]string{}, r.Criteria...), v.in.onPaper(r),
		})
	}
	return v.in.rows("log", columns, rows)
}

// event is a record of a learner, with the one that it speaks of.
type event struct {
	*signoff.Record
	learner *signoff.Learner
	about   *signoff.Record
}

func (v log) events() []event {
	var events []event
	for _, l := range v.in.People {
		byDigest := map[string]*signoff.Record{}
		for _, r := range l.Records {
			if r.Digest != "" && v.in.there(r) {
				byDigest[r.Digest] = r
			}
		}
		for _, r := range signoff.Once(l.Records) {
			if e := (event{r, l, byDigest[r.Ref]}); v.shows(e) {
				events = append(events, e)
			}
		}
	}
	slices.SortStableFunc(events, func(a, b event) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Digest, b.Digest))
	})
	return events
}

// shows applies the moment and the filter; what a record speaks of counts as its own.
func (v log) shows(e event) bool {
	in, day := v.in, e.Effect(v.in.Program.Zone)
	if !in.there(e.Record) {
		return false
	}
	if in.Since != 0 && day < in.Since || in.Until != 0 && day > in.Until {
		return false
	}
	if in.Mentor != "" && e.By != in.Mentor && e.With != in.Mentor {
		return false
	}
	role, competency := e.Role, e.Competency
	if e.about != nil {
		role, competency = cmp.Or(role, e.about.Role), cmp.Or(competency, e.about.Competency)
	}
	if v.competency != "" && competency != v.competency || in.Role != "" && role != "" && role != in.Role {
		return false
	}
	if in.Tag == "" && in.Group == "" {
		return true
	}
	c := in.Program.Competency(competency)
	return c != nil && in.covers(c)
}

// Page is one list, with what was recorded in words.
func (v log) Page() Page {
	events := v.events()
	s := Section{
		Columns: []Column{{Title: "day"}, {Title: "what", Wide: true}, {Title: "record"}},
		Empty:   v.nothing(),
		Latest:  true,
	}
	signed := 0
	for _, e := range events {
		if e.Sig != "" {
			signed++
		}
		day := e.Effect(v.in.Program.Zone)
		s.Rows = append(s.Rows, []Cell{{Text: day.Human(), Date: day}, Text(v.words(e)), Text(e.ID)})
	}
	month := func(i int) string {
		year, month, _ := s.Rows[i][0].Date.Split()
		return fmt.Sprint(month, " ", year)
	}
	s.Fold(-1, -1, month, func(rows []int) string { return count(len(rows), "record") })
	var footer []string
	if len(events) > 0 {
		footer = []string{fmt.Sprintf("%s, %d signed.  Details: sojt show %s", count(len(events), "record"), signed, events[len(events)-1].ID)}
	}
	return v.in.page([]Section{s}, append(footer, v.in.unread()...)...)
}

func (v log) nothing() string {
	switch {
	case len(v.in.People) == 0:
		return v.in.nobody("")
	case v.in.Filter == Filter{} && v.competency == "":
		return "nothing was recorded by then"
	default:
		return "nothing was recorded that fits the filter"
	}
}

// words says in a sentence what a record says, then what is to be known about it, with people's own
// words beneath.
func (v log) words(e event) string {
	lines := []string{v.in.sentence(e)}
	if marks := v.marks(e); len(marks) > 0 {
		lines[0] += " (" + strings.Join(marks, ", ") + ")"
	}
	add := func(title, words string) {
		if own := text.Fold(v.in.text(words)); own != "" { // on one line, so that it cannot pass for ours
			lines = append(lines, title+": "+own)
		}
	}
	add("reason", e.Reason)
	add("note", e.Note)
	add("text", e.Text)
	add("action", e.Action)
	add("override", e.Override)
	return strings.Join(lines, "\n")
}

func (v log) marks(e event) []string {
	var marks []string
	if e.Sig != "" {
		marks = append(marks, "signed")
	} else if v.in.Book.WantsSignature(e.learner, e.Record, &v.in.Program.Policy) {
		marks = append(marks, "unsigned")
	}
	if on := calendar.In(e.At, v.in.Program.Zone); on != e.Effect(v.in.Program.Zone) {
		marks = append(marks, "recorded "+on.Human())
	}
	if e.Late {
		marks = append(marks, "late")
	}
	if e.Override != "" {
		marks = append(marks, "override")
	}
	return marks
}
