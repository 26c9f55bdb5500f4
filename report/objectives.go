package report

import (
	"cmp"
	"fmt"
	"strings"

	"sojt/competency/calendar"
	"sojt/competency/text"
	"sojt/signoff"
)

// openObjectives are the objectives of a learner that nobody closed, of the competencies shown: one that
// names no competency is shown where a learner's whole roles are.
func (in *Input) openObjectives(s *signoff.Standings) []*signoff.Record {
	var open []*signoff.Record
	for _, o := range s.Objectives() {
		if o.Closed == nil && in.concern(s, o.Opened) {
			open = append(open, o.Opened)
		}
	}
	return open
}

// concern reports whether a note is about a competency of the roles and cells shown, or about the learner.
func (in *Input) concern(s *signoff.Standings, note *signoff.Record) bool {
	if note.Competency == "" {
		return !in.partial()
	}
	for _, r := range s.Roles {
		if r.Cell(note.Competency) != nil {
			return true
		}
	}
	return in.Role == "" && !in.partial()
}

// stated is an objective in its author's words, or what it is about where those are not to be shown.
func (in *Input) stated(r *signoff.Record) string {
	return cmp.Or(text.Fold(in.text(r.Text)), strings.TrimSpace("an objective "+r.Competency))
}

// objectives is the section of a status that has those that are open, and how to close them.
func (v status) objectives(s *signoff.Standings) Section {
	section := Section{Columns: []Column{{}, {Wide: true}}}
	for _, r := range v.in.openObjectives(s) {
		var about []string
		if r.Competency != "" {
			about = append(about, r.Competency)
		}
		cell := Text("")
		if r.Due != 0 {
			about = append(about, "due "+v.in.day(r.Due)+v.in.ago(r.Due))
			if r.Due < v.in.Moment.AsOf {
				cell.Tone = Bad
			}
		}
		lines := []string{v.in.stated(r)}
		if len(about) > 0 {
			lines = append(lines, strings.Join(about, ", "))
		}
		lines = append(lines, fmt.Sprintf("sojt note %s --kind objective --record %s --done --text TEXT", s.Learner.ID, shortID(s.Learner, r)))
		cell.Text = strings.Join(lines, "\n")
		section.Rows = append(section.Rows, []Cell{{Text: "Objective", Strong: true}, cell})
	}
	return section
}

// ago says how late a due day is, in brackets; "" where it is not past.
func (in *Input) ago(due calendar.Date) string {
	if late := int(in.Moment.AsOf - due); late > 0 {
		return " (" + count(late, "day") + " late)"
	}
	return ""
}

// shortest is how much of a record's id is shown where all of it is too long to be read: the time of it and
// a little more.
const shortest = 12

// shortID is the beginning of a record's id, long enough to be the only one in the learner's file.
func shortID(l *signoff.Learner, r *signoff.Record) string {
	for n := shortest; n < len(r.ID); n++ {
		again := false
		for _, x := range l.Records {
			again = again || x.ID != r.ID && strings.HasPrefix(x.ID, r.ID[:n])
		}
		if !again {
			return r.ID[:n]
		}
	}
	return r.ID
}
