package report

import (
	"cmp"
	"fmt"
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
)

// Comparison is what is known of two versions of the definitions.
type Comparison struct {
	From, To string // what is compared, for the eye: "4f1c2ab (HEAD)", "the work tree"
	Before   *competency.Program
	Changes  []competency.Change
	Effects  []Effect
}

// Changes is the view of what changed definitions do to existing sign-offs (SPEC 4, diff).
type Changes struct {
	in *Input
	Comparison
}

// NewChanges makes the view. The input is of the definitions after the change; its filter lets effects
// through by learner, department, role, tag and group.
func NewChanges(in *Input, c Comparison) *Changes {
	v := &Changes{in: in, Comparison: c}
	people := map[string]*signoff.Learner{}
	for _, l := range in.People {
		people[l.ID] = l
	}
	dead := map[*signoff.Record]bool{}
	for _, e := range c.Effects {
		dead[e.Record] = dead[e.Record] || e.Change == "unauthorised"
	}
	v.Effects = slices.DeleteFunc(slices.Clone(c.Effects), func(e Effect) bool {
		return !v.shows(e, people) || e.Change == "condemned" && dead[e.Record]
	})
	order := map[string]int{}
	for i, word := range ChangeWords() {
		order[word] = i
	}
	slices.SortStableFunc(v.Effects, func(a, b Effect) int {
		return cmp.Or(cmp.Compare(order[a.Change], order[b.Change]), cmp.Compare(a.On, b.On), cmp.Compare(a.Mentor, b.Mentor),
			cmp.Compare(a.Competency, b.Competency), cmp.Compare(a.Learner, b.Learner), cmp.Compare(a.Role, b.Role))
	})
	return v
}

// shows applies the filter.
func (v *Changes) shows(e Effect, people map[string]*signoff.Learner) bool {
	in, l := v.in, people[e.Learner]
	switch {
	case e.Learner != "" && l == nil, in.Role != "" && e.Role != in.Role:
		return false
	case e.Learner == "" && (in.Learner != "" || in.Mentor != "" && e.Mentor != in.Mentor):
		return false
	case in.Department != "" && !v.beneath(e, l):
		return false
	case in.Tag == "" && in.Group == "":
		return true
	}
	return slices.ContainsFunc([]*competency.Program{v.Before, in.Program}, func(p *competency.Program) bool {
		c := p.Competency(e.Competency)
		return c != nil && in.covers(c)
	})
}

func (v *Changes) beneath(e Effect, l *signoff.Learner) bool {
	if l == nil {
		l = &signoff.Learner{}
	}
	return v.in.Program.Beneath(v.in.Book.Department(l, e.Role), v.in.Department)
}

// Rows has a row for each key of the definitions that differs (change is definition), then one for each
// effect.
func (v *Changes) Rows() Rows {
	columns := []string{"change", "learner", "role", "competency", "mentor", "key", "on", "before", "after", "record"}
	var rows [][]Value
	for _, c := range v.Changes {
		before, after := c.Before, c.After
		if c.Mentor != "" {
			before, after = v.in.text(before), v.in.text(after)
		}
		rows = append(rows, []Value{"definition", "", c.Role, c.Competency, c.Mentor, c.Key, "", before, after, ""})
	}
	for _, e := range v.Effects {
		rows = append(rows, []Value{e.Change, e.Learner, e.Role, e.Competency, e.Mentor, "", e.On.String(), e.Before, e.After, recordID(e.Record)})
	}
	return v.in.rows("diff", columns, rows)
}

// Hits lists the effects that any of the words of ChangeWords asks for.
func (v *Changes) Hits(words []string) []Hit {
	var hits []Hit
	for _, e := range v.Effects {
		if slices.Contains(words, e.Change) {
			hits = append(hits, Hit{Word: e.Change, Learner: cmp.Or(e.Learner, e.Mentor), Role: e.Role, Competency: e.Competency, Why: v.why(e)})
		}
	}
	return hits
}

// why says of one effect what it is, and since when.
func (v *Changes) why(e Effect) string {
	text := ChangeDoc(e.Change)
	if was, is := v.value(e.Before), v.value(e.After); was != "" || is != "" {
		text += fmt.Sprintf(": %s, was %s", cmp.Or(is, "none"), cmp.Or(was, "none"))
	}
	if e.On > v.in.Moment.AsOf {
		text += ", from " + e.On.Human()
	}
	return text
}

// value writes a value of an effect for the eye: dates as people write them.
func (v *Changes) value(s string) string {
	if d, err := calendar.Parse(s); err == nil {
		return v.in.day(d)
	}
	return s
}

// Page has what the definitions say differently, then what that does.
func (v *Changes) Page() Page {
	sections := []Section{v.definitions()}
	if len(v.Changes) > 0 {
		sections = append(sections, v.consequences())
	}
	return v.in.page(sections, append(v.footer(), v.in.unread()...)...)
}
