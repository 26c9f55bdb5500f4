package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/text"
	"sojt/signoff"
)

// coverage is the view of competencies: whether enough people can do each, and whether anybody can sign.
type coverage struct{ in *Input }

func newCoverage(in *Input) View { return coverage{in} }

// covered is one competency over all roles of the filter that ask for it on the day.
type covered struct {
	id       string
	title    string
	roles    []string
	learners map[string]bool // who is asked for it, not gone; true: competent in it
	waived   int
	expiring int
	able     []string // who can sign it for some of them, in the order of mentors.yaml
}

// called is its title on one line, or its id where it has none.
func (c *covered) called() string { return cmp.Or(text.Fold(c.title), c.id) }

// competent lists who is, sorted.
func (c *covered) competent() []string {
	ids := []string{}
	for id, able := range c.learners {
		if able {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// gaps names what is thin: few are competent, one-mentor, no-mentor.
func (c *covered) gaps(least int) []string {
	gaps := []string{}
	if len(c.competent()) < least {
		gaps = append(gaps, "few")
	}
	switch len(c.able) {
	case 0:
		gaps = append(gaps, "no-mentor")
	case 1:
		gaps = append(gaps, "one-mentor")
	}
	return gaps
}

// least is how many should be competent: one person alone is a single point of failure.
func (v coverage) least() int {
	if v.in.Least > 0 {
		return v.in.Least
	}
	return fewest
}

// all gathers the competencies that adopted roles ask for, in the program's order; each person and each
// competency counts once.
func (v coverage) all() []*covered {
	var all []*covered
	byID := map[string]*covered{}
	for _, role := range v.in.Program.Roles {
		for _, e := range role.Entries {
			if !v.in.wants(role, e) {
				continue
			}
			c := byID[e.ID]
			if c == nil {
				c = &covered{id: e.ID, title: e.Title, learners: map[string]bool{}}
				byID[e.ID] = c
				all = append(all, c)
			}
			c.roles = append(c.roles, role.ID)
			v.count(c, role, e)
		}
	}
	return all
}

// count adds the learners of a role, and who can sign for them: for somebody of the role where there is
// nobody yet.
func (v coverage) count(c *covered, role *competency.Role, e *competency.Entry) {
	departments := map[string]bool{}
	for _, s := range v.in.members(role.ID) {
		if s.role.Left != 0 {
			continue
		}
		cell := s.role.Cell(e.ID)
		if cell == nil || !cell.Asked && cell.Standing == signoff.StandsNone {
			continue
		}
		departments[v.in.Book.Department(s.Learner, role.ID)] = true
		if was, seen := c.learners[s.Learner.ID]; !seen || !was {
			able := cell.Standing == signoff.StandsCompetent
			c.learners[s.Learner.ID] = able
			if !seen && cell.Standing == signoff.StandsWaived {
				c.waived++
			}
			if able && cell.Flags.Has(signoff.Expiring) {
				c.expiring++
			}
		}
	}
	if len(departments) == 0 {
		c.able = append(c.able, v.in.bench().Cover(role, e.Competency)...)
	}
	for department := range departments {
		c.able = append(c.able, v.in.bench().Scope(department, role.ID, e.Competency)...)
	}
	c.able = v.inOrder(c.able)
}

// inOrder puts mentors in the order of mentors.yaml, each once.
func (v coverage) inOrder(ids []string) []string {
	var ordered []string
	for _, m := range v.in.Program.Mentors {
		if slices.Contains(ids, m.ID) && !slices.Contains(ordered, m.ID) {
			ordered = append(ordered, m.ID)
		}
	}
	return ordered
}

// Rows has one row a competency that an adopted role asks for: how many are asked for it (learners), are
// competent and will not be much longer (expiring), were waived, who is competent (people), how many can
// sign it and who. gaps is few, with fewer than min competent; one-mentor or no-mentor.
func (v coverage) Rows() Rows {
	columns := []string{"competency", "roles", "learners", "competent", "min", "expiring", "waived", "mentors", "gaps", "people", "signers"}
	var rows [][]Value
	for _, c := range v.all() {
		people := c.competent()
		rows = append(rows, []Value{
			c.id, c.roles, len(c.learners), len(people), v.least(), c.expiring, c.waived, len(c.able), c.gaps(v.least()), people, append([]string{}, c.able...),
		})
	}
	return v.in.rows("coverage", columns, rows)
}

// Page is one list in the program's order, and names what is thin beneath it.
func (v coverage) Page() Page {
	s := Section{
		Columns: []Column{
			{Title: "competency", Wide: true}, {Title: "competent", Right: true}, {Title: "of", Right: true}, {Title: "expiring", Right: true}, {Title: "gaps", Wide: true}, {Title: "can sign", Wide: true},
		},
		Empty: v.nothing(),
	}
	few, alone, idle, all := 0, 0, 0, v.all()
	s.Lead = v.lead(all)
	for _, c := range all {
		n, gaps := len(c.competent()), c.gaps(v.least())
		number := func(n int) Cell { return Cell{Text: fmt.Sprint(n), Number: n, IsNumber: true} }
		able := number(n)
		switch {
		case len(c.learners) == 0:
			idle++
		case slices.Contains(gaps, "few"):
			able.Tone = Bad
			few++
		}
		if len(c.able) < 2 {
			alone++
		}
		s.Rows = append(s.Rows, []Cell{{Text: c.id, Full: c.called(), ID: c.id}, able, number(len(c.learners)), number(c.expiring), {Text: v.words(c), Tone: gapTone(gaps)}, Text(v.some(c.able))})
	}
	var footer []string
	if len(s.Rows) > 0 {
		footer = []string{fmt.Sprintf("%s, %d with fewer than %d competent, %d with one mentor or none", competencies(len(s.Rows)), few, v.least(), alone)}
		if idle > 0 {
			footer[0] += fmt.Sprintf(", %d that nobody learns yet", idle)
		}
		s.Legend = []string{"each learner counts once over all roles: competent on the day of those whom a role asks for it. Waived is not competent"}
	}
	return v.in.page([]Section{s}, append(footer, v.in.unread()...)...)
}

// some names the first of them, and how many more there are.
func (v coverage) some(ids []string) string {
	const most = 4
	if len(ids) <= most {
		return v.in.anyOf(ids)
	}
	names := make([]string, most-1)
	for i := range names {
		names[i] = v.in.Names.Of(ids[i])
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names, ", "), len(ids)-len(names))
}

func competencies(n int) string {
	if n == 1 {
		return "1 competency"
	}
	return fmt.Sprintf("%d competencies", n)
}

func gapTone(gaps []string) Tone {
	if len(gaps) > 0 {
		return Soon
	}
	return Plain
}

// words says what is thin, with the name where it hangs on one person.
func (v coverage) words(c *covered) string {
	var words []string
	for _, g := range c.gaps(v.least()) {
		people := c.competent()
		switch {
		case len(c.learners) == 0 && g == "few":
			words = append(words, "nobody learns it yet")
		case g == "few" && len(people) == 0:
			words = append(words, "nobody is competent")
		case g == "few" && len(people) == 1:
			words = append(words, "only "+v.in.Names.Of(people[0])+" is competent")
		case g == "few":
			words = append(words, fmt.Sprintf("fewer than %d are competent", v.least()))
		case g == "one-mentor":
			words = append(words, "only "+v.in.Names.Of(c.able[0])+" can sign")
		default:
			words = append(words, "nobody can sign")
		}
	}
	return strings.Join(words, "; ")
}

// lead names what hangs on one person, and what nobody can do or sign.
func (v coverage) lead(all []*covered) []string { return append(v.people(all), v.mentors(all)...) }

// people names in what one person alone is competent, in what nobody is, and in what fewer are than there should
// be. Where nobody learns it, that is no news.
func (v coverage) people(all []*covered) []string {
	var one, none, few []string
	for _, c := range all {
		switch people := c.competent(); {
		case len(c.learners) == 0:
		case len(people) == 0:
			none = append(none, c.called())
		case len(people) == 1:
			one = append(one, c.called()+" ("+v.in.Names.Of(people[0])+")")
		case len(people) < v.least():
			few = append(few, fmt.Sprintf("%s (%d)", c.called(), len(people)))
		}
	}
	return slices.Concat(thinly("One person alone is competent in", one), thinly("Nobody is competent in", none),
		thinly(fmt.Sprintf("More than one and fewer than %d are competent in", v.least()), few))
}

// mentors names what one mentor alone can sign, and what none can.
func (v coverage) mentors(all []*covered) []string {
	var one, none []string
	for _, c := range all {
		switch len(c.able) {
		case 0:
			none = append(none, c.called())
		case 1:
			one = append(one, c.called()+" ("+v.in.Names.Of(c.able[0])+")")
		}
	}
	return append(thinly("One mentor alone can sign", one), thinly("No mentor can sign", none)...)
}

func thinly(words string, ids []string) []string {
	if len(ids) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s %s: %s.", words, these(len(ids)), parted(ids))}
}

func (v coverage) nothing() string {
	if v.in.Filter != (Filter{}) {
		return "no adopted role asks for a competency that fits the filter"
	}
	return "no adopted role asks for a competency yet: sojt init ROLE"
}
