package report

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/text"
	"sojt/signoff"
)

// goals is the view of what the program wants to achieve: which competencies serve each goal, and how far
// the learners are with them (SPEC 7.1). It says nothing of whether the goal is reached.
type goals struct {
	in   *Input
	list []*served
}

// served is a goal with what serves it. The zero Goal gathers what serves none.
type served struct {
	competency.Goal
	ids    []string       // of competencies, in the program's order
	roles  []string       // that ask for them
	able   map[string]int // competency -> how many are competent in it today
	all    int            // learners who have all of it that their roles ask for
	part   int            // some
	none   int            // nothing
	waived int            // of what they have, how many are waived
}

func newGoals(in *Input) View {
	v := goals{in: in}
	for _, g := range in.Program.Goals {
		v.list = append(v.list, v.of(g, func(c *competency.Competency) bool { return slices.Contains(c.Goals, g.ID) }))
	}
	if rest := v.of(competency.Goal{}, func(c *competency.Competency) bool { return len(c.Goals) == 0 }); len(rest.ids) > 0 {
		v.list = append(v.list, rest)
	}
	return v
}

// of gathers the competencies of adopted roles that serve a goal, and counts each learner once.
func (v goals) of(g competency.Goal, serves func(*competency.Competency) bool) *served {
	s := &served{Goal: g, able: map[string]int{}}
	for _, role := range v.in.Program.Roles {
		for _, e := range role.Entries {
			if !v.in.wants(role, e) || !serves(e.Competency) {
				continue
			}
			if !slices.Contains(s.ids, e.ID) {
				s.ids = append(s.ids, e.ID)
			}
			if !slices.Contains(s.roles, role.ID) {
				s.roles = append(s.roles, role.ID)
			}
		}
	}
	for _, st := range v.in.Standings {
		s.count(st, serves)
	}
	return s
}

// count adds a learner: what two roles ask for counts once, as the better of the two.
func (s *served) count(st *signoff.Standings, serves func(*competency.Competency) bool) {
	has := map[string]signoff.Standing{}
	for _, r := range st.Roles {
		if r.Left != 0 {
			continue
		}
		for i := range r.Cells {
			c := &r.Cells[i]
			if !c.Asked || !serves(c.Entry.Competency) || !slices.Contains(s.ids, c.Entry.ID) {
				continue
			}
			if was, seen := has[c.Entry.ID]; !seen || !was.Counts() {
				has[c.Entry.ID] = c.Standing
			}
		}
	}
	counts := 0
	for id, standing := range has {
		counts += one(standing.Counts())
		s.waived += one(standing == signoff.StandsWaived)
		s.able[id] += one(standing == signoff.StandsCompetent)
	}
	switch {
	case len(has) == 0:
	case counts == len(has):
		s.all++
	case counts > 0:
		s.part++
	default:
		s.none++
	}
}

// thin lists what serves a goal and fewer than enough people are competent in.
func (v goals) thin(s *served) []string {
	thin := []string{}
	for _, id := range s.ids {
		if s.able[id] < (coverage{v.in}).least() {
			thin = append(thin, id)
		}
	}
	return thin
}

// metrics lists what the roles that serve a goal are measured by.
func (v goals) metrics(s *served) []string {
	all := []string{}
	for _, m := range v.in.Program.Metrics {
		if s.ID != "" && slices.ContainsFunc(s.roles, func(id string) bool { return len(m.Roles) == 0 || slices.Contains(m.Roles, id) }) {
			all = append(all, m.ID)
		}
	}
	return all
}

// Rows has one row a goal; that of what serves none, if there is such, has goal "". learners are those of
// whom something is asked that serves it: all, part and none of it is in place. few are the competencies with
// fewer than min competent people, metrics what the same roles are measured by.
func (v goals) Rows() Rows {
	columns := []string{"goal", "title", "competencies", "roles", "learners", "all", "part", "none", "waived", "min", "few", "metrics"}
	var rows [][]Value
	for _, s := range v.list {
		rows = append(rows, []Value{
			s.ID, s.Title, append([]string{}, s.ids...), append([]string{}, s.roles...), s.all + s.part + s.none, s.all, s.part, s.none, s.waived, (coverage{v.in}).least(), v.thin(s), v.metrics(s),
		})
	}
	return v.in.rows("goals", columns, rows)
}

// Page has the goals, then what serves each.
func (v goals) Page() Page {
	if len(v.in.Program.Goals) == 0 {
		return v.in.page([]Section{{Empty: "the program states no goals: goals: [{id: ..., title: ...}] in sojt.yaml, and goals: in competencies"}}, v.in.unread()...)
	}
	number := func(n int) Cell { return Cell{Text: fmt.Sprint(n), Number: n, IsNumber: true} }
	sum := Section{
		Heading: "Who has what serves each goal",
		Columns: []Column{{Title: "goal", Wide: true}, {Title: "competencies", Right: true}, {Title: "learners", Right: true}, {Title: "all", Right: true}, {Title: "part", Right: true}, {Title: "none", Right: true}},
		Legend: []string{
			"learners: of whom something is asked that serves the goal; so many have all of it in place (waived is in place) and so many part of it or none",
			"in place is what people were found able to do; whether the goal is reached this does not say",
		},
		Chart: &Chart{Kind: Bars, Title: "learners who have what serves each goal", Unit: "learners", Series: []Series{{Name: "all"}, {Name: "part"}, {Name: "none"}}},
	}
	by := Section{Heading: "What serves it", Columns: []Column{{Title: "goal"}, {Title: "competencies", Wide: true}}}
	for _, s := range v.list {
		name := text.Fold(s.Title)
		if s.ID == "" {
			name = "(no goal)"
		}
		sum.Rows = append(sum.Rows, []Cell{Text(name), number(len(s.ids)), number(s.all + s.part + s.none), number(s.all), number(s.part), number(s.none)})
		sum.Chart.X = append(sum.Chart.X, name)
		for i, n := range []int{s.all, s.part, s.none} {
			sum.Chart.Series[i].Points = append(sum.Chart.Series[i].Points, Point{Value: float64(n), Known: true})
		}
		by.Rows = append(by.Rows, []Cell{Text(s.label()), v.serving(s)})
	}
	if slices.ContainsFunc(v.list, func(s *served) bool { return len(v.thin(s)) > 0 }) {
		by.Legend = []string{fmt.Sprintf("!: fewer than %d are competent", (coverage{v.in}).least())}
	}
	by.Legend = append(by.Legend, v.measured()...)
	return v.in.page([]Section{sum, by}, append(v.footer(), v.in.unread()...)...)
}

func (s *served) label() string {
	if s.ID == "" {
		return "(no goal)"
	}
	return s.ID
}

func (v goals) serving(s *served) Cell {
	switch {
	case len(s.ids) == 0 && v.in.Filter != Filter{}:
		return Toned("nothing that fits the filter", Quiet)
	case len(s.ids) == 0:
		return Toned("nothing serves it yet", Soon)
	}
	thin, words := v.thin(s), slices.Clone(s.ids)
	for i, id := range words {
		if slices.Contains(thin, id) {
			words[i] += " !"
		}
	}
	return Text(strings.Join(words, ", "))
}

// measured names what the roles are measured by, beside the goals and not as the measure of them.
func (v goals) measured() []string {
	var lines []string
	for _, m := range v.in.Program.Metrics {
		if slices.ContainsFunc(v.list, func(s *served) bool { return slices.Contains(v.metrics(s), m.ID) }) {
			lines = append(lines, "roles that serve a goal are measured by "+text.Fold(m.Title)+": sojt report impact")
		}
	}
	return lines
}

// footer names the goals that nothing serves, and counts the competencies that serve none.
func (v goals) footer() []string {
	var lines, bare []string
	for _, s := range v.list {
		switch {
		case s.ID == "":
			lines = append(lines, competencies(len(s.ids))+" without a goal")
		case len(s.ids) == 0:
			bare = append(bare, s.ID)
		}
	}
	if len(bare) > 0 && v.in.Filter == (Filter{}) {
		lines = append(lines, "nothing serves "+strings.Join(bare, ", ")+": goals: in a competency names it")
	}
	return lines
}
