package report

import (
	"fmt"
	"slices"

	"sojt/report/stats"
)

// Page has how it went by each method, then each against the others in the same competencies.
func (v methods) Page() Page {
	return v.in.page([]Section{v.went(), v.others()}, v.in.unread()...)
}

func (v methods) went() Section {
	s := Section{
		Heading: "How it went, by practice method",
		Columns: []Column{
			{Title: "method"}, {Title: "learners", Right: true}, {Title: "journeys", Right: true}, {Title: "first passes", Right: true},
			{Title: "rate", Right: true}, {Title: "95% interval", Right: true}, {Title: "days", Right: true}, {Title: "runs", Right: true},
		},
		Empty: v.nothing(),
	}
	picture := &Chart{Kind: Ranges, Title: "First passes by practice method", Unit: "%"}
	points := Series{Name: "first passes"}
	few := false
	for _, m := range v.all {
		rate, within := "", ""
		if m.tells {
			rate, within = percent(float64(m.passed)/float64(len(m.ways))), percents(m.rate)
			picture.X = append(picture.X, m.title())
			points.Points = append(points.Points, Point{Value: 100 * float64(m.passed) / float64(len(m.ways)), Low: 100 * m.rate.Low, High: 100 * m.rate.High, Known: true})
		}
		few = few || !m.tells
		s.Rows = append(s.Rows, []Cell{Text(m.title()), amount(m.learners), amount(len(m.ways)), amount(m.passed), dash(rate), dash(within), dash(m.median(m.days)), dash(m.median(m.runs))})
	}
	if len(points.Points) > 0 {
		picture.Series = []Series{points}
		s.Chart = picture
	}
	if len(s.Rows) == 0 {
		return s
	}
	if few {
		s.Legend = append(s.Legend, v.few())
	}
	s.Legend = append(s.Legend,
		"journeys: ways of a learner to a competency whose first judgement there is; one by several methods counts for each. first passes: that judgement was competent. days, runs: medians, from the first work recorded to the first sign-off",
		"the rows are of different competencies and learners, so they do not tell which method is better: that is below",
	)
	if !v.in.IncludeLeft {
		s.Legend = append(s.Legend, "who left is not among them; --left adds them")
	}
	return s
}

// few says what a dash means.
func (v methods) few() string {
	if v.learners() < enoughLearners {
		return "-: " + tooFew(v.learners())
	}
	return fmt.Sprintf("-: fewer than %d learners by it, or nothing known of the time, too few to tell", fewestEither)
}

func (v methods) nothing() string {
	if len(v.in.Standings) == 0 {
		return v.in.nobody(v.in.Role)
	}
	return "nothing was judged yet that fits the filter: sojt observe, sojt signoff; sojt practice and sojt trained take a --method"
}

// others sets the methods against each other, or says why that cannot be.
func (v methods) others() Section {
	s := Section{Heading: "Against the others in the same competencies", Empty: v.alone()}
	if len(v.all) == 0 {
		s.Heading = "" // said above
		return s
	}
	for _, m := range v.all {
		for i, a := range m.against {
			if a.ok {
				s.Rows = append(s.Rows, []Cell{
					Text(m.name), Text(measures[i].name), amount(a.With), amount(a.Without), Text(apart(i, a.Difference)), Text(reach(i, a.Within)), {Text: chance(a.adjusted), Strong: a.found()},
				})
			}
			if a.ok && a.found() {
				s.Lead = append(s.Lead, m.title()+": "+inWords(i, a))
			}
		}
	}
	if len(s.Rows) == 0 {
		return s
	}
	if len(s.Lead) == 0 {
		s.Lead = []string{fmt.Sprintf("no method differs from the others by more than chance explains (%s)", count(v.compared, "comparison"))}
	}
	s.Columns = []Column{
		{Title: "method"}, {Title: "of"}, {Title: "with", Right: true}, {Title: "without", Right: true}, {Title: "difference", Right: true}, {Title: "95% interval", Right: true}, {Title: "adjusted p", Right: true},
	}
	s.Legend = []string{
		"with, without: learners by the method and by others only, in the competencies that have both; journeys for which no method was named are not among them",
		fmt.Sprintf("95%% interval: where the difference may well lie; p: how often chance alone would make as much, adjusted for %s made together (Benjamini-Hochberg): of what is %.2f or less, one in twenty is chance", count(v.compared, "comparison"), foundBelow),
		"nobody was given a method by lot, so who learned by it may differ in more than that",
	}
	return s
}

func (a against) found() bool { return a.adjusted <= foundBelow }

// alone says why no method is compared.
func (v methods) alone() string {
	named := slices.ContainsFunc(v.all, func(m *method) bool { return m.name != "" })
	switch {
	case v.learners() < enoughLearners:
		return tooFew(v.learners())
	case !named:
		return "no practice names its method: sojt practice and sojt trained take a --method"
	}
	return fmt.Sprintf("no two methods were used in the same competencies by enough learners to compare: %d are needed, %d on either side", enoughLearners, fewestEither)
}

// apart writes a difference of a measure, with its sign.
func apart(measure int, x float64) string {
	text := fixed(x, 1)
	if measure == 0 {
		text = fixed(100*x, 0)
	}
	if text[0] != '-' && text != "0" && text != "0.0" {
		text = "+" + text
	}
	if measure == 0 {
		text += " points"
	}
	return text
}

func reach(measure int, i stats.Interval) string {
	if measure == 0 {
		return fmt.Sprintf("%s to %s", fixed(100*i.Low, 0), fixed(100*i.High, 0))
	}
	return fmt.Sprintf("%s to %s", fixed(i.Low, 1), fixed(i.High, 1))
}

// inWords says a difference that was found.
func inWords(measure int, a against) string {
	direction := "more"
	x, unit := a.Difference, measures[measure].name
	if x < 0 {
		direction, x = "fewer", -x
	}
	if measure == 0 {
		return fmt.Sprintf("%s points %s first passes than by others, 95%% interval %s, %s against %d", fixed(100*x, 0), direction, reach(0, a.Within), count(a.With, "learner"), a.Without)
	}
	return fmt.Sprintf("%s %s %s to competence than by others, 95%% interval %s, %s against %d", fixed(x, 1), direction, unit, reach(measure, a.Within), count(a.With, "learner"), a.Without)
}
