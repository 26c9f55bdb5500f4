package report

import (
	"cmp"
	"maps"
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/text"
)

// The kinds of rows of the view of mistakes.
const (
	mistakeError      = "error"      // a common mistake of the competency, ticked in an observation
	mistakeUnnamed    = "unnamed"    // not-yets in which nobody ticked one
	mistakeCriterion  = "criterion"  // not met in a not-yet
	mistakeCompetency = "competency" // its not-yets
)

// mistakes is the view of what goes wrong, the most frequent first: the vital few that Pareto charts look
// for (Juran, Quality Control Handbook, 1951).
type mistakes struct{ in *Input }

func newErrors(in *Input) View { return mistakes{in} }

// mistake is something that went wrong, and how often.
type mistake struct {
	kind, competency, id string
	text                 string // of its definition, as it is now
	count                int
	judgements           int // of the competency, in which it could have been seen
	learners, mentors    map[string]bool
	last                 calendar.Date
	together             int // count of this and all before it in the list
}

// seen is what the observations come to: three lists, each with its own whole.
type seen struct {
	errors     []*mistake // errors and unnamed
	criteria   []*mistake
	by         []*mistake // competencies
	notYets    int
	unnamed    int // not-yets that name no mistake
	untold     int // not-yets in which no criterion was ticked: which were not met is not known
	reworded   int // not-yets by an earlier wording, whose criteria are not known any more
	judgements int
}

// gather counts what was observed.
func (v mistakes) gather() seen {
	var all seen
	rows := map[[3]string]*mistake{}
	judgements := map[string]int{}
	add := func(j verdict, kind, id string) {
		key := [3]string{kind, j.Competency, id}
		m := rows[key]
		if m == nil {
			m = &mistake{kind: kind, competency: j.Competency, id: id, text: v.words(kind, j.Competency, id), learners: map[string]bool{}, mentors: map[string]bool{}}
			rows[key] = m
		}
		m.count++
		m.learners[j.Learner], m.mentors[j.By] = true, true
		m.last = max(m.last, j.Date)
	}
	for _, j := range v.in.judgements() {
		if v.in.Mentor != "" && j.By != v.in.Mentor {
			continue
		}
		judgements[j.Competency]++
		all.judgements++
		for _, id := range j.Errors {
			add(j, mistakeError, id)
		}
		if j.passed() {
			continue
		}
		all.notYets++
		add(j, mistakeCompetency, "")
		if len(j.Errors) == 0 {
			all.unnamed++
			add(j, mistakeUnnamed, "")
		}
		v.unmet(&all, j, add)
	}
	for _, m := range rows {
		m.judgements = judgements[m.competency]
		switch m.kind {
		case mistakeCriterion:
			all.criteria = append(all.criteria, m)
		case mistakeCompetency:
			all.by = append(all.by, m)
		default:
			all.errors = append(all.errors, m)
		}
	}
	for _, list := range [][]*mistake{all.errors, all.criteria, all.by} {
		mostFirst(list)
	}
	return all
}

// unmet counts the criteria that a not-yet left unticked, as far as that can be told.
func (v mistakes) unmet(all *seen, j verdict, add func(verdict, string, string)) {
	c := v.in.Program.Competency(j.Competency)
	switch {
	case c == nil || len(c.Criteria) == 0:
	case len(j.Criteria) == 0:
		all.untold++
	case !c.Says(j.Fingerprint):
		all.reworded++
	default:
		for _, criterion := range c.Criteria {
			if !slices.Contains(j.Criteria, criterion.ID) {
				add(j, mistakeCriterion, criterion.ID)
			}
		}
	}
}

// words is how the definitions put it; nothing where they no longer have it.
func (v mistakes) words(kind, id, part string) string {
	c := v.in.Program.Competency(id)
	if c == nil {
		return ""
	}
	switch kind {
	case mistakeError:
		if i := slices.IndexFunc(c.Errors, func(m competency.Mistake) bool { return m.ID == part }); i >= 0 {
			return c.Errors[i].Text
		}
	case mistakeCriterion:
		if i := slices.IndexFunc(c.Criteria, func(m competency.Criterion) bool { return m.ID == part }); i >= 0 {
			return c.Criteria[i].Text
		}
	case mistakeCompetency:
		return c.Title
	}
	return ""
}

// mostFirst puts the most frequent first, then what more learners did, and adds up.
func mostFirst(list []*mistake) {
	slices.SortFunc(list, func(a, b *mistake) int {
		return cmp.Or(b.count-a.count, len(b.learners)-len(a.learners), cmp.Compare(a.competency, b.competency), cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id))
	})
	together := 0
	for _, m := range list {
		together += m.count
		m.together = together
	}
}

// whole is what the counts of a list add up to.
func whole(list []*mistake) int {
	if len(list) == 0 {
		return 0
	}
	return list[len(list)-1].together
}

// Rows has one row a mistake. kind is error (ticked in an observation), unnamed (not-yets in which nobody
// ticked one), criterion (not met in a not-yet) or competency (its not-yets); error is the id of the first
// and third. share and cumulative are of errors and unnamed together, of criteria, and of not-yets; rate is count
// of judgements, which are those of the competency, whatever they came to; people are the learners, by id.
func (v mistakes) Rows() Rows {
	columns := []string{"kind", "competency", "error", "text", "count", "judgements", "learners", "mentors", "share", "cumulative", "rate", "last", "people"}
	var rows [][]Value
	all := v.gather()
	for _, list := range [][]*mistake{all.errors, all.criteria, all.by} {
		for _, m := range list {
			rows = append(rows, []Value{
				m.kind, m.competency, m.id, v.in.text(m.text), m.count, m.judgements, len(m.learners), len(m.mentors),
				ratio(m.count, whole(list)), ratio(m.together, whole(list)), ratio(m.count, m.judgements), m.last.String(), m.people(),
			})
		}
	}
	return v.in.rows("errors", columns, rows)
}

// people are the ids of who made a mistake.
func (m *mistake) people() []string { return slices.Sorted(maps.Keys(m.learners)) }

// ratio writes a share with two decimals, the percentage of a page as a part of one, "" of nothing.
func ratio(part, whole int) string {
	if whole == 0 {
		return ""
	}
	return fixed(float64(percentage(part, whole))/100, 2)
}

// named is how a mistake is called on a page.
func (v mistakes) named(m *mistake) string {
	switch m.kind {
	case mistakeUnnamed:
		return m.competency + ": no mistake named"
	case mistakeCompetency:
		return m.competency
	}
	name := m.competency + ": " + m.id
	if text := text.Fold(v.in.text(m.text)); text != "" {
		name += "\n" + text
	}
	return name
}
