package report

import (
	"fmt"
	"slices"
)

// trend is the view of months: what was judged in each, how everybody stood at its end, and how long it
// took (SPEC 7.1).
type trend struct {
	in     *Input
	months []month
}

func newTrend(in *Input) View {
	v := trend{in: in, months: in.months()}
	in.happened(v.months)
	in.stands(v.months)
	return v
}

// Rows has one row a month, those in which nothing happened among them. from and until are the days of it
// that are looked at, transcribed is what was judged elsewhere on a day of it and is not among signoffs, whole is false for a month that is not over or not looked at as a whole; enrolled,
// qualified, stalled, open and overdue are those at the end of until. The medians are 0 where fewer than 3
// (times, ways) are known.
func (v trend) Rows() Rows {
	columns := []string{
		"month", "from", "until", "whole", "signoffs", "not_yets", "revocations", "enrolled", "qualified", "newly_qualified", "no_longer_qualified",
		"open", "overdue", "stalled", "times", "median_days", "ways", "median_days_to_qualified", "transcribed",
	}
	var rows [][]Value
	for _, m := range v.months {
		rows = append(rows, []Value{
			m.from.String()[:len("2026-01")], m.from.String(), m.until.String(), m.whole, m.signoffs, m.notYets, m.revocations, m.enrolled, m.qualified, m.fresh, m.ended,
			m.open, m.overdue, m.stalled, len(m.took), usually(m.took), len(m.way), usually(m.way), m.transcribed,
		})
	}
	return v.in.rows("trend", columns, rows)
}

// usually is the median of the days, or 0 where too few are known to tell.
func usually(days []int) int {
	if len(days) < fewestTimes {
		return 0
	}
	return median(slices.Clone(days))
}

// Page has what happened, how it stood, how long it took, and who is stalled on the day of the report.
func (v trend) Page() Page {
	if len(v.months) == 0 {
		return v.in.page([]Section{{Empty: v.nothing()}}, v.in.unread()...)
	}
	return v.in.page([]Section{v.stood(), v.remained(), v.judged(), v.lasted(), v.standing()}, v.in.unread()...)
}

func (v trend) nothing() string {
	if len(v.in.People) == 0 {
		return v.in.nobody(v.in.Role)
	}
	return "nothing was recorded by then that fits the filter"
}

// label names a month, and says where it is not all of it.
func (v trend) label(m month) string {
	first, last := monthOf(m.from)
	text := first.Human()[len("1 "):]
	switch {
	case m.until == v.in.Moment.AsOf && m.until <= last && !m.whole:
		return text + " so far"
	case !m.whole:
		return text + " in part"
	}
	return text
}

// figure is a column of a trend, and a line of its chart where it is drawn.
type figure struct {
	title string
	of    func(m month) (n int, known bool)
	drawn bool
}

func always(of func(m month) int) func(month) (int, bool) {
	return func(m month) (int, bool) { return of(m), true }
}

// table is a section with a line a month, the newest first, and its chart in the order of time.
func (v trend) table(heading, unit string, figures []figure) Section {
	s := Section{Heading: heading, Columns: []Column{{Title: "month"}}, Chart: &Chart{Kind: Lines, Title: heading, Unit: unit}}
	for _, m := range v.months {
		s.Chart.X = append(s.Chart.X, v.label(m))
		s.Rows = append(s.Rows, []Cell{Text(v.label(m))})
	}
	for _, f := range figures {
		s.Columns = append(s.Columns, Column{Title: f.title, Right: true})
		line := Series{Name: f.title}
		for i, m := range v.months {
			n, known := f.of(m)
			cell := Toned("-", Quiet)
			if known {
				cell = Cell{Text: fmt.Sprint(n), Number: n, IsNumber: true}
			}
			s.Rows[i] = append(s.Rows[i], cell)
			line.Points = append(line.Points, Point{Value: float64(n), Known: known})
		}
		if f.drawn {
			s.Chart.Series = append(s.Chart.Series, line)
		}
	}
	slices.Reverse(s.Rows)
	return s
}

func (v trend) judged() Section {
	signed, not, copied := 0, 0, 0
	for _, m := range v.months {
		signed, not, copied = signed+m.signoffs, not+m.notYets, copied+m.transcribed
	}
	figures := []figure{
		{"sign-offs", always(func(m month) int { return m.signoffs }), true},
		{"not yet", always(func(m month) int { return m.notYets }), true},
		{"revoked", always(func(m month) int { return m.revocations }), true},
	}
	if copied > 0 {
		figures = append(figures, figure{"transcribed", always(func(m month) int { return m.transcribed }), true})
	}
	s := v.table("What was judged, by month", "records", figures)
	s.Lead = []string{fmt.Sprintf("%s and %d not yet in %s", count(signed, "sign-off"), not, count(len(v.months), "month"))}
	if copied > 0 {
		s.Lead[0] += fmt.Sprintf("; besides %s of what was judged elsewhere", count(copied, "transcription"))
		s.Legend = []string{"transcribed: copied from paper or another program, by the day on which it was judged there; it counts for who is qualified, and not among the sign-offs, since nobody judged it here"}
	}
	s.Legend = append(s.Legend, "by the day on which the work was seen; revoked: sign-offs taken back in that month (they stay counted where they were made)")
	return s
}

func (v trend) stood() Section {
	s := v.table("How it stood at the end of the month", "learners", []figure{
		{"enrolled", always(func(m month) int { return m.enrolled }), true},
		{"qualified", always(func(m month) int { return m.qualified }), true},
		{"newly", always(func(m month) int { return m.fresh }), false},
		{"no longer", always(func(m month) int { return m.ended }), false},
		{"stalled", always(func(m month) int { return m.stalled }), true},
	})
	s.Lead = v.lead()
	s.Legend = []string{
		"enrolled and qualified (in a role at least) and stalled are people; stalled: there is something to do and nothing happened for 30 days",
		"newly and no longer: learners in a role, qualified against the month before",
		"by the definitions of today and everything known now",
	}
	return s
}

func (v trend) remained() Section {
	s := v.table("What was still to be done at the end of the month", "competencies", []figure{
		{"open", always(func(m month) int { return m.open }), true},
		{"overdue", always(func(m month) int { return m.overdue }), true},
	})
	s.Legend = []string{"competencies that are asked for and not in place, of all learners together; overdue: of these"}
	return s
}

func (v trend) lasted() Section {
	days := func(of func(m month) []int) func(month) (int, bool) {
		return func(m month) (int, bool) { return usually(of(m)), len(of(m)) >= fewestTimes }
	}
	took, way := func(m month) []int { return m.took }, func(m month) []int { return m.way }
	s := v.table("How long it took", "days", []figure{
		{"to competence", days(took), true},
		{"of", always(func(m month) int { return len(m.took) }), false},
		{"to qualified", days(way), true},
		{"of", always(func(m month) int { return len(m.way) }), false},
	})
	var all month
	for _, m := range v.months {
		all.took, all.way = append(all.took, m.took...), append(all.way, m.way...)
	}
	s.Lead = []string{"over all these months, medians", v.middle("to competence", all.took), v.middle("to qualified", all.way)}
	s.Legend = []string{
		"medians in days and of how many; to competence: from the first work that was recorded to the first sign-off",
		"to qualified: from the start to the day on which all was in place; only who became qualified for the first time",
		fmt.Sprintf("-: known of fewer than %d and too few to tell", fewestTimes),
	}
	return s
}

// middle says a median of days, and of how many.
func (v trend) middle(what string, days []int) string {
	if len(days) < fewestTimes {
		return fmt.Sprintf("%s: known of %d and too few to tell", what, len(days))
	}
	return fmt.Sprintf("%s: %s (of %d)", what, count(usually(days), "day"), len(days))
}
