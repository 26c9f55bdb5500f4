package report

import "strings"

// found is a view whose page begins with what --fail-on found.
type found struct {
	View
	in   *Input
	hits []Hit
}

// WithHits puts what --fail-on found at the head of a view's page, which may be read where nobody sees
// what was said on stderr, as in the summary of a CI job. Its rows are as they were.
func WithHits(in *Input, v View, hits []Hit) View {
	if len(hits) == 0 {
		return v
	}
	return found{v, in, hits}
}

func (v found) Page() Page {
	s := Section{
		Heading: "Found by --fail-on",
		Columns: []Column{{Title: "found"}, {Title: "learner"}, {Title: "role"}, {Title: "competency", Wide: true}, {Title: "why", Wide: true}},
	}
	words := map[string]int{}
	for _, h := range v.hits {
		words[h.Word]++
		who := Text("")
		if h.Learner != "" {
			who = v.in.Person(h.Learner)
		}
		s.Rows = append(s.Rows, []Cell{Toned(h.Word, Bad), who, Text(h.Role), Text(h.Competency), Text(h.Why)})
	}
	var counts []string
	for _, w := range FailOnWords() {
		if words[w] > 0 {
			counts = append(counts, w+" "+count(words[w], "row"))
		}
	}
	s.Lead = []string{strings.Join(counts, ", ")}
	page := v.View.Page()
	page.Sections = append([]Section{s}, page.Sections...)
	return page
}
