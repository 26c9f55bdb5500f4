package audit

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report"
)

// view is an audit's result for machines and for people.
type view struct {
	c Case
	Result
}

// NewView makes the view of an audit.
func NewView(c Case, r Result) report.View { return view{c, r} }

// Rows has one row a finding, the checks in their order, the oldest first in each.
func (v view) Rows() report.Rows {
	rows := frame(v.c.In, "audit")
	rows.Columns = []string{"check", "severity", "learner", "role", "competency", "mentor", "date", "record", "why", "next", "file", "line", "reason"}
	for _, f := range v.Findings {
		record := ""
		if f.Record != nil {
			record = f.Record.ID
		}
		rows.Rows = append(rows.Rows, []report.Value{
			f.Check.Name, f.Check.Severity.String(), f.Learner, f.Role, f.Competency, f.Mentor, f.Date.String(), record,
			f.Why, f.Next, f.Pos.File, f.Pos.Line, f.Check.Reason,
		})
	}
	return rows
}

// Page has a section for each check that found something, then what was checked; where nothing was
// found, the checks that found nothing.
func (v view) Page() report.Page {
	p := page(v.c.In)
	for _, check := range v.Checked {
		if s := v.section(check); len(s.Rows) > 0 {
			p.Sections = append(p.Sections, s)
		}
	}
	if len(v.Findings) == 0 {
		p.Sections = []report.Section{v.clean()}
	}
	p.Footer = v.footer()
	return p
}

func (v view) section(check *Check) report.Section {
	s := report.Section{
		Heading: check.Name + "   " + check.Finds,
		Columns: []report.Column{{Title: "who", Wide: true}, {Title: "what", Wide: true}, {Title: check.Severity.String(), Wide: true}},
		Legend:  []string{"why it matters: " + check.Reason},
	}
	tone := report.Soon
	if check.Severity == diag.Error {
		tone = report.Bad
	}
	for _, f := range v.Findings {
		if f.Check == check {
			s.Rows = append(s.Rows, []report.Cell{report.Text(v.who(f)), report.Text(what(f)), report.Toned(text.Fold(f.Why)+"\n"+text.Fold(f.Next), tone)})
		}
	}
	s.Fold(0, -1, func(i int) string { return s.Rows[i][0].Text }, func(rows []int) string { return fmt.Sprintf("%d findings", len(rows)) })
	return s
}

// who is the learner a finding is about, else the mentor.
func (v view) who(f Finding) string {
	if f.Learner != "" {
		return v.c.name(f.Learner)
	}
	var names []string
	for _, id := range strings.Fields(f.Mentor) {
		names = append(names, v.c.name(id))
	}
	return strings.Join(names, ", ")
}

// what is the competency, else the role.
func what(f Finding) string {
	if f.Competency != "" {
		return f.Competency
	}
	return f.Role
}

// clean lists what was checked where nothing was found.
func (v view) clean() report.Section {
	s := report.Section{
		Heading: "nothing found",
		Columns: []report.Column{{Title: "checked"}, {Title: "for"}, {Title: "whether there is", Wide: true}},
		Empty:   "no check was made",
	}
	for _, check := range v.Checked {
		s.Rows = append(s.Rows, []report.Cell{report.Text(check.Name), report.Text(check.After.String()), report.Text(check.Finds)})
	}
	return s
}

func (v view) footer() []string {
	var lines []string
	if len(v.Findings) > 0 {
		lines = append(lines, v.sum())
	}
	if quiet := v.quiet(); len(v.Findings) > 0 && len(quiet) > 0 {
		lines = append(lines, "nothing found by "+strings.Join(quiet, ", "))
	}
	for _, check := range v.NotChecked {
		lines = append(lines, "not checked: "+check.Name+", which needs "+check.Needs)
	}
	if slices.ContainsFunc(v.Checked, func(c *Check) bool { return c.Acts }) {
		lines = append(lines, fmt.Sprintf("what was done counts from %s on, as recorded; --since DAY looks further back", v.c.Since.Human()))
	}
	if founders := Founders(v.c.In); len(founders) > 0 {
		lines = append(lines, "founding mentors, prepared by name and not qualified as "+v.c.In.Program.Policy.MentorRole+": "+v.c.allOf(founders))
	}
	return append(lines, unread(v.c.In)...)
}

// unread names whose file could not be read in full.
func unread(in *report.Input) []string {
	var lines []string
	for _, l := range in.People {
		if n := in.Unread[l.ID]; n > 0 {
			lines = append(lines, fmt.Sprintf("%s of %s could not be read, so this may be incomplete: sojt validate", count(n, "line"), l.ID))
		}
	}
	return lines
}

// sum says how much was found, by how many of the checks.
func (v view) sum() string {
	errors, hit := 0, len(v.Checked)-len(v.quiet())
	for _, f := range v.Findings {
		if f.Check.Severity == diag.Error {
			errors++
		}
	}
	words := count(len(v.Findings), "finding")
	switch warnings := len(v.Findings) - errors; {
	case errors == 0:
		words += " (" + count(warnings, "warning") + ")"
	case warnings == 0:
		words += " (" + count(errors, "error") + ")"
	default:
		words += " (" + count(errors, "error") + ", " + count(warnings, "warning") + ")"
	}
	return fmt.Sprintf("%s, by %d of %s", words, hit, count(len(v.Checked), "check"))
}

// quiet lists the checks that found nothing.
func (v view) quiet() []string {
	var names []string
	for _, check := range v.Checked {
		if !slices.ContainsFunc(v.Findings, func(f Finding) bool { return f.Check == check }) {
			names = append(names, check.Name)
		}
	}
	return names
}
