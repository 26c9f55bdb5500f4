package competency

import (
	"fmt"
	"strconv"
	"strings"
)

// Fact is a key of a definition with its effective value in words; "" is none.
type Fact struct {
	Key, Value string
}

// facts are what a competency says, in the order of the files, but for its criteria and its scale's
// levels. Roles may set due, practice, required and level anew.
func (c *Competency) facts() []Fact {
	return []Fact{
		{"title", c.Title}, {"group", c.Group}, {"code", c.Code},
		{"revision", strconv.Itoa(c.Revision)}, {"revised", c.Revised.String()}, {"retired", c.Retired.String()},
		{"editorial", strings.Join(c.Editorial, " ")}, {"replaces", words(c.Replaces, func(r Replacement) string { return r.ID + " " + carry(r.Full) })},
		{"required", strconv.FormatBool(c.Required)}, {"critical", strconv.FormatBool(c.Critical)},
		{"kind", c.Kind}, {"accomplish", c.Accomplish}, {"conditions", c.Conditions},
		{"scale", c.scaleID()}, {"level", c.LevelText(c.Level)}, {"requires", strings.Join(c.Requires, " ")},
		{"practice", strconv.Itoa(c.Practice)}, {"evidence", c.Evidence.String()},
		{"certifier", yesText(c.Separate, "separate")}, {"acknowledge", strconv.FormatBool(c.Acknowledge)}, {"capture", strings.Join(c.Capture, " ")},
		{"hours", numberText(c.Hours)}, {"mentors", strings.Join(c.Mentors, " ")},
		{"due", c.Due.String()}, {"renew", c.Renew.String()}, {"currency", c.Currency.String()}, {"minutes", numberText(c.Minutes)},
		{"why", c.Why}, {"how", strings.Join(c.How, "; ")},
		{"references", words(c.References, func(r Reference) string { return r.Title + " " + r.URL + " " + r.Revision })},
		{"examples", strings.Join(c.Examples, "; ")},
		{"errors", words(c.Errors, func(m Mistake) string { return m.ID + ": " + m.Text })},
		{"resources", words(c.Resources, func(r Resource) string { return r.Title + " " + r.URL + " " + r.Method })},
		{"goals", strings.Join(c.Goals, " ")}, {"align", words(c.Align, func(a Alignment) string { return a.Framework + " " + a.Code + " " + a.URL })},
		{"tags", strings.Join(c.Tags, " ")},
	}
}

// Guides reports whether nothing is decided by a key of a competency: it only helps people.
func Guides(key string) bool {
	switch key {
	case "group", "code", "minutes", "why", "how", "references", "examples", "errors", "resources", "goals", "align", "tags":
		return true
	}
	return false
}

func (c *Competency) scaleID() string {
	if c.Scale == nil {
		return ""
	}
	return c.Scale.ID
}

// LevelText writes a level asked for; "" where the competency is not rated.
func (c *Competency) LevelText(level int) string {
	if c.Scale == nil {
		return ""
	}
	return strconv.Itoa(level)
}

// String writes what must be seen, as in "2 passes, 2 mentors, consecutive"; "" for one pass alone.
func (e Evidence) String() string {
	var parts []string
	if e.Passes > 1 {
		parts = append(parts, fmt.Sprintf("%d passes", e.Passes))
	}
	if e.Mentors > 1 {
		parts = append(parts, fmt.Sprintf("%d mentors", e.Mentors))
	}
	if e.Days > 1 {
		parts = append(parts, fmt.Sprintf("%d days", e.Days))
	}
	if e.Consecutive {
		parts = append(parts, "consecutive")
	}
	return strings.Join(append(parts, e.Methods...), ", ")
}

// String writes how long a sign-off lasts, as in "1y, window 60d, first 6mo until 1y"; "" for ever.
func (r Renew) String() string {
	if r.Every.IsZero() {
		return ""
	}
	text := r.Every.String()
	if r.Window != defaultWindow {
		text += ", window " + r.Window.String()
	}
	if !r.First.IsZero() {
		text += ", first " + r.First.String() + " until " + r.Until.String()
	}
	return text
}

// Facts are what a policy says after its profile was laid under it.
func (p *Policy) Facts() []Fact {
	return []Fact{
		{"signatures", p.Signatures}, {"mentor_role", p.MentorRole},
		{"mentor_holds_competency", fmt.Sprint(p.MentorHoldsCompetency)}, {"request_first", fmt.Sprint(p.RequestFirst)},
		{"acknowledge", fmt.Sprint(p.Acknowledge)}, {"late_after", p.LateAfter.String()},
		{"late_refuse", p.LateRefuse.String()}, {"due_soon", p.DueSoon.String()}, {"transcriptions", p.Transcriptions},
	}
}

// Facts are what an entry of mentors.yaml says, its keys aside.
func (m *Mentor) Facts() []Fact {
	return []Fact{
		{"name", m.Name}, {"email", m.Email}, {"coordinator", fmt.Sprint(m.Coordinator)},
		{"departments", strings.Join(m.Departments, " ")}, {"signs", strings.Join(m.Signs, " ")},
		{"from", m.From.String()}, {"until", m.Until.String()},
		{"designated_by", m.DesignatedBy.String()}, {"prepared", m.Prepared.String()},
	}
}

// String writes who approved and when; "" for nobody.
func (a *Approval) String() string {
	if a == nil {
		return ""
	}
	return fmt.Sprintf("%q on %s", a.By, a.Date)
}

// Tree writes the departments, each below the one it lies beneath: "operations operations/kitchen".
func (p *Program) Tree() string {
	return words(p.Departments, func(d Department) string {
		if d.Parent != "" {
			return d.Parent + "/" + d.ID
		}
		return d.ID
	})
}

func words[T any](list []T, word func(T) string) string {
	all := make([]string, len(list))
	for i, x := range list {
		all[i] = strings.TrimSpace(word(x))
	}
	return strings.Join(all, ", ")
}

func carry(full bool) string {
	if full {
		return "full"
	}
	return "none"
}

func yesText(yes bool, word string) string {
	if yes {
		return word
	}
	return ""
}

func numberText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
