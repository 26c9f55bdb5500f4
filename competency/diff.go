package competency

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sojt/competency/calendar"
	"sojt/competency/diag"
)

// Change is one key that two versions of a program's definitions say differently. Exactly one of Role,
// Competency and Mentor is set, or Role and Competency for what a role asks of a shared competency, or
// none for the program itself.
type Change struct {
	Role, Competency, Mentor string
	Key                      string // such as level, criteria.grip, policy.signatures; "" where all of it was added or removed
	Before, After            string // effective values in words; "" for none
	Pos                      diag.Pos
}

// Diff lists what the definitions say differently, in the order of program, roles, competencies, mentors,
// and within one in the order of the files. Pos is the place in the newer version, or in the older one
// of what is gone.
func Diff(before, after *Program) []Change {
	d := &differ{}
	d.program(before, after)
	for _, id := range union(before.roleIDs(), after.roleIDs()) {
		d.role(before.Role(id), after.Role(id))
	}
	for _, id := range union(slices.Collect(maps.Keys(before.competencies)), slices.Collect(maps.Keys(after.competencies))) {
		d.competency(before.Competency(id), after.Competency(id))
	}
	for _, id := range union(before.mentorIDs(), after.mentorIDs()) {
		d.mentor(before.Designations(id), after.Designations(id))
	}
	return d.found
}

type differ struct {
	found []Change
	at    Change // whom the facts are of
}

// facts adds what two lists of facts, of the same keys, say differently.
func (d *differ) facts(prefix string, before, after []Fact) {
	for i := range after {
		d.fact(prefix+after[i].Key, before[i].Value, after[i].Value)
	}
}

func (d *differ) fact(key, before, after string) {
	if before != after {
		c := d.at
		c.Key, c.Before, c.After = key, before, after
		d.found = append(d.found, c)
	}
}

func (d *differ) program(before, after *Program) {
	d.at = Change{Pos: diag.Pos{File: programFile}}
	d.facts("", []Fact{{"program", before.ID}, {"name", before.Name}, {"zone", before.Zone.String()}, {"departments", before.Tree()}, {"profile", before.Profile}},
		[]Fact{{"program", after.ID}, {"name", after.Name}, {"zone", after.Zone.String()}, {"departments", after.Tree()}, {"profile", after.Profile}})
	d.facts("policy.", before.Policy.Facts(), after.Policy.Facts())
	for _, id := range union(before.scaleIDs(), after.scaleIDs()) {
		d.fact("scales."+id, before.scale(id).text(), after.scale(id).text())
	}
}

// text writes the levels of a scale; "" where there is none.
func (s *Scale) text() string {
	if s == nil {
		return ""
	}
	return words(s.Levels, func(l Level) string {
		return strings.Join(strings.Fields(strings.Join([]string{strconv.Itoa(l.ID), l.Name, l.Means, yesText(l.Pass, "(pass)")}, " ")), " ")
	})
}

func (d *differ) role(before, after *Role) {
	switch {
	case before == nil:
		d.at = Change{Role: after.ID, Pos: after.Pos}
		d.fact("", "", after.Title)
		return
	case after == nil:
		d.at = Change{Role: before.ID, Pos: before.Pos}
		d.fact("", before.Title, "")
		return
	}
	d.at = Change{Role: after.ID, Pos: after.Pos}
	d.facts("", before.facts(), after.facts())
	for _, id := range union(before.entryIDs(), after.entryIDs()) {
		d.at = Change{Role: after.ID, Competency: id, Pos: after.Pos}
		d.entry(before.Entry(id), after.Entry(id))
	}
}

func (r *Role) facts() []Fact {
	return []Fact{
		{"title", r.Title}, {"summary", r.Summary}, {"department", r.Department}, {"status", r.Status},
		{"complete_within", r.CompleteWithin.String()}, {"qualify", r.Qualify}, {"next", strings.Join(r.Next, " ")},
		{"choose", words(r.Choose, func(c Choice) string { return c.ID + " " + strconv.Itoa(c.N) + " of " + strings.Join(c.Of, " ") })},
	}
}

func (r *Role) entryIDs() []string {
	ids := make([]string, len(r.Entries))
	for i, e := range r.Entries {
		ids[i] = e.ID
	}
	return ids
}

// entry compares what a role asks of a competency, as far as that is not the competency's own doing.
func (d *differ) entry(before, after *Entry) {
	switch {
	case before == nil:
		d.fact("", "", after.Title)
	case after == nil:
		d.fact("", before.Title, "")
	case before.Used && after.Used:
		d.facts("", before.own(), after.own())
	}
}

// own are the facts that a role sets anew for a shared competency.
func (e *Entry) own() []Fact {
	set := func(differs bool, text string) string { return yesText(differs, text) }
	c := e.Competency
	return []Fact{
		{"required", set(e.Choice == "" && e.Required != c.Required, strconv.FormatBool(e.Required))},
		{"level", set(e.Level != c.Level, c.LevelText(e.Level))},
		{"practice", set(e.Practice != c.Practice, strconv.Itoa(e.Practice))},
		{"due", set(e.Due != c.Due, e.Due.String())},
	}
}

func (d *differ) competency(before, after *Competency) {
	switch {
	case before == nil:
		d.at = Change{Competency: after.ID, Pos: after.Pos}
		d.fact("", "", after.Title)
		return
	case after == nil:
		d.at = Change{Competency: before.ID, Pos: before.Pos}
		d.fact("", before.Title, "")
		return
	}
	d.at = Change{Competency: after.ID, Pos: after.Pos}
	d.facts("", before.facts(), after.facts())
	d.criteria(before.Criteria, after.Criteria)
	if before.Scale != nil && after.Scale != nil && before.Scale.ID == after.Scale.ID {
		d.fact("scale.levels", before.Scale.text(), after.Scale.text())
	}
}

// criteria compares them one by one, and the order of those that stay.
func (d *differ) criteria(before, after []Criterion) {
	text := func(list []Criterion, id string) string {
		i := slices.IndexFunc(list, func(c Criterion) bool { return c.ID == id })
		if i < 0 {
			return ""
		}
		return list[i].Text + yesText(list[i].Critical, " (critical)")
	}
	ids := func(list, other []Criterion) string {
		var stay []string
		for _, c := range list {
			if slices.ContainsFunc(other, func(x Criterion) bool { return x.ID == c.ID }) {
				stay = append(stay, c.ID)
			}
		}
		return strings.Join(stay, " ")
	}
	for _, c := range before {
		d.fact("criteria."+c.ID, text(before, c.ID), text(after, c.ID))
	}
	for _, c := range after {
		if text(before, c.ID) == "" {
			d.fact("criteria."+c.ID, "", text(after, c.ID))
		}
	}
	d.fact("criteria", ids(before, after), ids(after, before))
}

func (d *differ) mentor(before, after []*Mentor) {
	switch {
	case len(before) == 0:
		d.at = Change{Mentor: after[0].ID, Pos: after[0].Pos}
		d.fact("", "", cmp.Or(after[0].Name, after[0].ID))
		return
	case len(after) == 0:
		d.at = Change{Mentor: before[0].ID, Pos: before[0].Pos}
		d.fact("", cmp.Or(before[0].Name, before[0].ID), "")
		return
	}
	d.at = Change{Mentor: after[0].ID, Pos: after[0].Pos}
	d.fact("entries", strconv.Itoa(len(before)), strconv.Itoa(len(after)))
	for i := range min(len(before), len(after)) {
		d.at.Pos = after[i].Pos
		d.facts("", before[i].Facts(), after[i].Facts())
		d.fact("keys", keyText(before[i].Keys), keyText(after[i].Keys))
	}
}

// keyText names keys by the end of their blob, which tells them apart, with their periods.
func keyText(keys []Key) string {
	return words(keys, func(k Key) string {
		text := k.Key[max(0, len(k.Key)-8):]
		for _, f := range []Fact{{"from", k.From.String()}, {"until", k.Until.String()}} {
			text += yesText(f.Value != "", " "+f.Key+" "+f.Value)
		}
		return text + yesText(!k.Compromised.IsZero(), " compromised")
	})
}

// union lists what stands in either, sorted, each once.
func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// Turns lists the days after a day on which changed definitions take effect: a revision that comes into
// force, or a competency that retires, in either version. Sorted, each once.
func Turns(before, after *Program, changes []Change, day calendar.Date) []calendar.Date {
	var turns []calendar.Date
	for _, x := range changes {
		for _, p := range []*Program{before, after} {
			c := p.Competency(x.Competency)
			if c == nil {
				continue
			}
			for _, d := range []calendar.Date{c.Revised, c.Retired} {
				if d > day && !slices.Contains(turns, d) {
					turns = append(turns, d)
				}
			}
		}
	}
	slices.Sort(turns)
	return turns
}
