package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/report/xlsx"
)

// head adds the title and the boxes that say whose sheet this is.
func (w *writer) head() {
	top := w.across(xlsx.Cell{Text: w.Organisation, Style: xlsx.Style{Size: bodySize, Ink: soft, Wrap: true}})
	half := w.spans([]Field{{Share: 60}, {Share: 40}})
	top[0].Across = half[0].across
	top[half[1].from] = xlsx.Cell{
		Text: w.Document, Across: half[1].across,
		Style: xlsx.Style{Size: bodySize, Ink: soft, Align: xlsx.Right, Wrap: true},
	}
	w.add(xlsx.Row{Cells: top, Height: 14})
	title := roleTitle(w.Role) + ": " + strings.ToLower(w.Layout.Title)
	if w.Guide {
		title += ", mentor's copy"
	}
	title += w.standing()
	w.add(xlsx.Row{Cells: w.across(xlsx.Cell{Text: title, Style: xlsx.Style{Size: 16, Bold: true, Wrap: true, Rise: xlsx.Middle}}), Height: 24})
	for _, row := range w.Layout.Head {
		w.boxes(row.Fields)
	}
	w.add(xlsx.Row{Cells: w.blank(), Height: 6})
}

// boxes adds a row of small labels and, beneath, the row of what they name.
func (w *writer) boxes(fields []Field) {
	labels, values := w.blank(), w.blank()
	keys := make([]string, len(fields))
	for i, s := range w.spans(fields) {
		f := fields[i]
		keys[i] = f.Key
		labels[s.from] = xlsx.Cell{Text: f.Title, Across: s.across, Style: xlsx.Style{Size: tinySize, Ink: soft, Wrap: true}}
		c := w.box(f.Key)
		c.Across = s.across
		c.Style.Size, c.Style.Wrap, c.Style.Rise, c.Style.Frame = cmp.Or(c.Style.Size, 10), true, xlsx.Middle, xlsx.Grid
		values[s.from] = c
	}
	w.hide(values, HiddenFields, strings.Join(keys, " "))
	w.add(xlsx.Row{Cells: labels, Height: 11})
	w.add(xlsx.Row{Cells: values, Height: 20})
}

// box is what stands in a box of the head; one that says nothing is to be filled in.
func (w *writer) box(key string) xlsx.Cell {
	c := xlsx.Cell{}
	switch key {
	case "learner":
		if w.learner != nil {
			c.Text = w.people.name(w.learner.ID)
		}
		c.Style.Bold = true
	case "learner-id":
		if w.learner != nil {
			c.Text = w.learner.ID
		}
	case "role":
		c.Text = roleTitle(w.Role) + " (" + w.Role.ID + ")"
	case "department":
		c.Text = w.department()
	case "start", "target":
		c = w.dayBox(key)
	case "mentors":
		c.Text = w.mentorNames()
		c.Style.Size = bodySize
	case "profile":
		c.Text = profile(w.Program)
		c.Style.Size = smallSize
	}
	c.Style.Open = c.Text == "" && c.Day == 0
	return c
}

func (w *writer) dayBox(key string) xlsx.Cell {
	c := xlsx.Cell{Check: xlsx.Check{Day: true}}
	if w.role == nil {
		return c
	}
	day := w.role.Start
	if key == "target" {
		day = w.role.DueBy
	}
	if day != 0 {
		c = xlsx.Cell{Kind: xlsx.Day, Day: day}
	}
	return c
}

func (w *writer) department() string {
	id := w.Role.Department
	if w.learner != nil {
		id = cmp.Or(w.learner.Department, id)
	}
	for _, d := range w.Program.Departments {
		if d.ID == id {
			return cmp.Or(d.Name, d.ID)
		}
	}
	return id
}

const mostMentors = 6 // named in the head; the legend of initials has all

func (w *writer) mentorNames() string {
	names := make([]string, 0, len(w.people.mentors))
	for _, id := range w.people.mentors {
		names = append(names, w.people.labelOf(id))
	}
	if more := len(names) - mostMentors; more > 0 {
		return strings.Join(names[:mostMentors], ", ") + fmt.Sprintf(" and %d more, named at the end", more)
	}
	return strings.Join(names, ", ")
}

// profile is the profile and what its policy asks for, in words.
func profile(p *competency.Program) string {
	signatures := "signatures required"
	if p.Policy.Signatures != "required" {
		signatures = "signatures optional"
	}
	parts := []string{cmp.Or(p.Profile, "light") + ": " + signatures}
	add := func(yes bool, text string) {
		if yes {
			parts = append(parts, text)
		}
	}
	add(p.Policy.MentorRole != "", "mentors qualified in "+p.Policy.MentorRole)
	add(p.Policy.MentorHoldsCompetency, "mentors competent in what they sign")
	add(p.Policy.RequestFirst, "on the learner's request")
	add(!p.Policy.LateAfter.IsZero(), "late after "+periodWords(p.Policy.LateAfter))
	add(!p.Policy.LateRefuse.IsZero(), "refused after "+periodWords(p.Policy.LateRefuse))
	add(p.Policy.Transcriptions == "show", "paper copies are shown, not counted")
	return strings.Join(parts, ", ")
}

// heading adds the two rows of column titles, which stand again on every page, and gives the
// number of rows so far.
func (w *writer) heading() int {
	upper, lower := w.blank(), w.blank()
	style := xlsx.Style{Size: smallSize, Bold: true, Fill: shade, Frame: xlsx.Grid, Wrap: true, Rise: xlsx.Middle, Align: xlsx.Centre}
	high := 0.0 // what a title over both rows needs
	for i := 0; i < len(w.columns); i++ {
		c := w.columns[i]
		if c.Group == "" {
			upper[i] = xlsx.Cell{Text: c.Title, Style: style, Down: 1}
			high = max(high, xlsx.Height(c.Title, style, c.Width))
			lower[i] = xlsx.Cell{Style: style}
			if slices.Contains([]string{Code, Competency, Conditions}, c.Key) {
				upper[i].Style.Align = xlsx.Left
			}
			continue
		}
		first := i
		for i+1 < len(w.columns) && w.columns[i+1].Group == c.Group {
			i++
		}
		upper[first] = xlsx.Cell{Text: c.Group, Style: style, Across: i - first}
		for j := first; j <= i; j++ {
			lower[j] = xlsx.Cell{Text: w.columns[j].Title, Style: style}
			lower[j].Style.Bold = false
		}
	}
	w.add(xlsx.Row{Cells: upper, Repeat: true, Height: 15})
	w.add(xlsx.Row{Cells: lower, Repeat: true, Height: max(15, high-15)})
	return len(w.rows)
}
