package report

import "fmt"

// vital is the share of what was seen that the vital few make up, in percent.
const vital = 80

// longest is how many rows a list of a page has before it names the command that shows the rest.
const longest = 25

// Page has what was ticked, then the criteria that were not met, then the competencies.
func (v mistakes) Page() Page {
	all := v.gather()
	if all.notYets == 0 && len(all.errors) == 0 {
		return v.in.page([]Section{{Empty: v.nothing(all.judgements)}}, v.in.unread()...)
	}
	seen := v.list(Section{Heading: "Mistakes seen", Columns: v.columns("mistake", "seen")}, all.errors)
	if all.unnamed > 0 {
		seen.Legend = append(seen.Legend, "no mistake named: a not-yet in which nobody ticked one; sojt observe --errors names them")
	}
	unmet := v.list(Section{Heading: "Criteria not met in a not-yet", Columns: v.columns("criterion", "not met"), Empty: "of no not-yet is it known which criteria were not met"}, all.criteria)
	if all.untold > 0 {
		unmet.Legend = append(unmet.Legend, fmt.Sprintf("not in it: %s without a criterion ticked: which were met is not known", count(all.untold, "not-yet")))
	}
	if all.reworded > 0 {
		unmet.Legend = append(unmet.Legend, fmt.Sprintf("not in it: %s by an earlier wording with other criteria", count(all.reworded, "not-yet")))
	}
	return v.in.page([]Section{seen, unmet, v.competencies(all.by)}, append(v.footer(all), v.in.unread()...)...)
}

func (v mistakes) columns(what, often string) []Column {
	return []Column{
		{Title: what, Wide: true}, {Title: often, Right: true}, {Title: "share", Right: true}, {Title: "together", Right: true},
		{Title: "learners", Right: true}, {Title: "mentors", Right: true}, {Title: "last"},
	}
}

// list fills a section with what went wrong, and draws it.
func (v mistakes) list(s Section, list []*mistake) Section {
	total := whole(list)
	if over := len(list) - longest; over > 1 {
		list = list[:longest]
		s.Legend = append(s.Legend, fmt.Sprintf("%d more: sojt report errors --format csv", over))
	}
	for _, m := range list {
		name := v.named(m)
		if !v.in.Redact {
			name += "\n" + v.in.few(m.people())
		}
		s.Rows = append(s.Rows, []Cell{
			Text(name), amount(m.count), share(m.count, total), share(m.together, total),
			amount(len(m.learners)), amount(len(m.mentors)), {Text: v.in.day(m.last), Date: m.last},
		})
	}
	s.Chart = pareto(s.Heading, list, total)
	return s
}

func (v mistakes) competencies(list []*mistake) Section {
	s := Section{
		Heading: "By competency",
		Columns: []Column{
			{Title: "competency", Wide: true}, {Title: "not yet", Right: true}, {Title: "of", Right: true}, {Title: "rate", Right: true},
			{Title: "learners", Right: true}, {Title: "mentors", Right: true}, {Title: "last"},
		},
		Legend: []string{"of: all that was judged in it (sign-offs and observations); rate: the part of it that was not yet"},
		Empty:  "no not-yet was given",
	}
	for _, m := range list {
		s.Rows = append(s.Rows, []Cell{
			Text(v.named(m)), amount(m.count), amount(m.judgements), share(m.count, m.judgements),
			amount(len(m.learners)), amount(len(m.mentors)), {Text: v.in.day(m.last), Date: m.last},
		})
	}
	return s
}

// pareto draws the most frequent with the share that they make up together.
func pareto(title string, list []*mistake, total int) *Chart {
	const most = 12
	if len(list) < 2 {
		return nil
	}
	c := &Chart{Kind: Bars, Title: title, Unit: "times"}
	often, together := Series{Name: "times"}, Series{Name: "together, % of all"}
	for _, m := range list[:min(most, len(list))] {
		c.X = append(c.X, m.label())
		often.Points = append(often.Points, Point{Value: float64(m.count), Known: true})
		together.Points = append(together.Points, Point{Value: float64(percentage(m.together, total)), Known: true})
	}
	c.Series = []Series{often, together}
	return c
}

// label is a mistake in ids.
func (m *mistake) label() string {
	if m.kind == mistakeUnnamed {
		return m.competency + ": none named"
	}
	return m.competency + ": " + m.id
}

// footer says which few make up most of it, and how much of it says nothing.
func (v mistakes) footer(all seen) []string {
	var lines []string
	if few, total := vitalFew(all.errors), whole(all.errors); len(few)*2 <= len(all.errors) {
		lines = append(lines, fmt.Sprintf("%d of %d make up %d%% of what was seen; the most frequent: %s", len(few), len(all.errors), percentage(few[len(few)-1].together, total), few[0].label()))
	}
	line := fmt.Sprintf("%s among %s", count(all.notYets, "not-yet"), count(all.judgements, "judgement"))
	if all.unnamed > 0 {
		line += fmt.Sprintf(", %d without a mistake named", all.unnamed)
	}
	return append(lines, line+".  What was written beside them: sojt log")
}

// vitalFew are the first that make up most of a list.
func vitalFew(list []*mistake) []*mistake {
	for i, m := range list {
		if m.together*100 >= vital*whole(list) {
			return list[:i+1]
		}
	}
	return list
}

func (v mistakes) nothing(judgements int) string {
	switch {
	case judgements > 0:
		return fmt.Sprintf("no mistake and no not-yet in %s", count(judgements, "judgement"))
	case v.in.Filter != Filter{}:
		return "nothing was judged that fits the filter"
	default:
		return "nothing was judged yet: sojt observe LEARNER COMPETENCY"
	}
}

// amount is a cell of a number.
func amount(n int) Cell { return Cell{Text: fmt.Sprint(n), Number: n, IsNumber: true} }

// share is a part as a percentage, or a dash of nothing.
func share(part, whole int) Cell {
	if whole == 0 {
		return Toned("-", Quiet)
	}
	percent := percentage(part, whole)
	return Cell{Text: fmt.Sprintf("%d%%", percent), Number: percent, IsNumber: true, Percent: true}
}

// percentage is a part of a hundred, to the nearest: all of it only where it is, and none only where there is none.
func percentage(part, whole int) int {
	switch n := (200*part + whole) / (2 * whole); {
	case n >= 100 && part < whole:
		return 99
	case n == 0 && part > 0:
		return 1
	default:
		return n
	}
}
