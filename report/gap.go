package report

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/signoff"
)

// fewestTimes is how many earlier learners a median is made of at least: fewer say nothing of the next.
const fewestTimes = 3

// What of a competency carries over to another role.
const (
	carriesFull  = "full"  // competent or waived, as the role asks
	carriesRenew = "renew" // it was signed off, and expired, lapsed or was reworded
	carriesPart  = "part"  // a lower level, a lesser way, some runs or passes
	carriesNone  = "none"
)

// gap is the view of one learner and a role to come: what carries over, and what remains, with the time
// it took others (SPEC 4).
type gap struct {
	in      *Input
	s       *signoff.Standings
	role    *competency.Role
	r       *signoff.RoleStanding
	others  []*signoff.Standings
	already bool // enrolled in it
}

// NewGap makes the view of a learner and a role. Everybody's standings are what the medians are made of;
// the learner's own do not count.
func NewGap(in *Input, learner *signoff.Standings, role *competency.Role, everybody []*signoff.Standings) View {
	v := gap{in: in, s: learner, role: role, r: learner.As(role)}
	if r := learner.Role(role.ID); r != nil && r.Left == 0 {
		v.already = true
	}
	for _, s := range everybody {
		if s.Learner.ID != learner.Learner.ID {
			v.others = append(v.others, s)
		}
	}
	return v
}

func carries(c *signoff.Cell) string {
	switch c.Standing {
	case signoff.StandsCompetent, signoff.StandsWaived:
		return carriesFull
	case signoff.StandsSuspect, signoff.StandsExpired, signoff.StandsLapsed:
		return carriesRenew
	}
	if c.Begun() {
		return carriesPart
	}
	return carriesNone
}

// median is the middle of the numbers, or the mean of the middle two, rounded up.
func median(numbers []int) int {
	slices.Sort(numbers)
	n := len(numbers)
	return (numbers[(n-1)/2] + numbers[n/2] + 1) / 2
}

// Rows has one row a competency of the role that is in force. carries is full, renew, part or none; open is
// whether it remains to be done; median_days and median_runs are 0 where fewer than 3 (times) are known.
func (v gap) Rows() Rows {
	columns := []string{
		"learner", "role", "competency", "carries", "open", "required", "choice", "standing", "flags", "level", "level_asked", "date", "until",
		"runs", "practice", "minutes", "blocking", "times", "median_days", "median_runs",
	}
	var rows [][]Value
	for i := range v.r.Cells {
		c := &v.r.Cells[i]
		asked := 0
		if c.Entry.Scale != nil {
			asked = c.Entry.Level
		}
		t := timesOf(v.others, c.Entry.ID)
		rows = append(rows, []Value{
			v.s.Learner.ID, v.role.ID, c.Entry.ID, carries(c), c.Open, c.Entry.Required, c.Entry.Choice, c.Standing.String(), c.Flags.Words(), c.Level.N, asked,
			c.Date.String(), c.Until.String(), c.Runs, c.Entry.Practice, c.Entry.Minutes, append([]string{}, c.Blocking...), t.n, t.days, t.runs,
		})
	}
	return v.in.rows("gap", columns, rows)
}

// Page has what carries over, then what remains in the order in which to take it up, then the choices.
func (v gap) Page() Page {
	there := Section{Heading: v.in.Names.Of(v.s.Learner.ID) + "   to " + heading(v.role), Columns: []Column{{Title: "carries over"}, {Wide: true}}}
	for i := range v.r.Cells {
		if c := &v.r.Cells[i]; carries(c) == carriesFull {
			there.Rows = append(there.Rows, []Cell{{Text: c.Entry.ID, Tone: tone(c)}, Text(v.held(c))})
		}
	}
	there.Empty = "nothing carries over to " + v.role.ID + " yet"
	rest := Section{
		Columns: []Column{{Title: "remains"}, {Title: "what is there", Wide: true}, {Title: "days", Right: true}, {Title: "runs", Right: true}, {Title: "of", Right: true}, {Title: "after", Wide: true}},
		Empty:   "nothing remains",
	}
	few := false
	for _, c := range steps(v.r) {
		t := timesOf(v.others, c.Entry.ID)
		few = few || t.n < fewestTimes
		rest.Rows = append(rest.Rows, []Cell{{Text: c.Entry.ID, Tone: tone(c)}, Text(v.missing(c)), usual(t, t.days), usual(t, t.runs), {Text: fmt.Sprint(t.n), Number: t.n, IsNumber: true}, Text(strings.Join(c.Blocking, ", "))})
	}
	if len(rest.Rows) > 0 {
		rest.Legend = []string{"days and runs: medians of so many earlier learners, from the first work on it to the sign-off"}
	}
	if few {
		rest.Legend = append(rest.Legend, fmt.Sprintf("-: known of fewer than %d, too few to tell", fewestTimes))
	}
	return v.in.page([]Section{there, rest, v.choices()}, append(v.footer(), v.in.unread()...)...)
}

// usual writes a median, or a dash where too few are known.
func usual(t times, median int) Cell {
	if t.n < fewestTimes {
		return Toned("-", Quiet)
	}
	return Cell{Text: fmt.Sprint(median), Number: median, IsNumber: true}
}

// held says what stands, and for how long.
func (v gap) held(c *signoff.Cell) string {
	words := []string{c.Standing.String()}
	if c.Level.Set && c.Entry.Scale != nil {
		words = append(words, fmt.Sprintf("level %d", c.Level.N))
	}
	if c.Date != 0 {
		words = append(words, "of "+v.in.day(c.Date))
	}
	if c.Until != 0 {
		words = append(words, v.in.until(c.Until))
	}
	return strings.Join(words, ", ")
}

// missing says what is there of a competency that remains.
func (v gap) missing(c *signoff.Cell) string {
	var words []string
	switch carries(c) {
	case carriesRenew:
		words = append(words, standingText(c.Standing))
	case carriesPart:
		if c.Standing == signoff.StandsPartial && c.Rests != nil && c.Rests.Type != signoff.Observation {
			words = append(words, v.short(c))
		} else {
			words = append(words, standingText(c.Standing))
		}
	}
	if c.Entry.Practice > 0 {
		words = append(words, fmt.Sprintf("%d of %s", min(c.Runs, c.Entry.Practice), count(c.Entry.Practice, "run")))
	}
	if c.Entry.Choice != "" {
		words = append(words, "choice "+c.Entry.Choice)
	}
	return strings.Join(words, ", ")
}

// short says by what a sign-off falls short of the role: the level, or the way it was done.
func (v gap) short(c *signoff.Cell) string {
	if c.Entry.Scale != nil && c.Entry.Scale.Rank(c.Level.N) < c.Entry.Scale.Rank(c.Entry.Level) {
		return fmt.Sprintf("level %d of %d", c.Level.N, c.Entry.Level)
	}
	done := c.Rests.Accomplish
	if done == "" {
		done = "perform"
	}
	return fmt.Sprintf("done as %s, to %s", done, c.Entry.Accomplish)
}

// choices says of each choice how many it asks for, and of what.
func (v gap) choices() Section {
	s := Section{Columns: []Column{{Title: "choice"}, {Wide: true}}}
	for _, choice := range v.role.Choose {
		done := 0
		for _, id := range choice.Of {
			if c := v.r.Cell(id); c != nil && c.Standing.Counts() {
				done++
			}
		}
		s.Rows = append(s.Rows, []Cell{Text(choice.ID), Text(fmt.Sprintf("%d of %d: %s", min(done, choice.N), choice.N, strings.Join(choice.Of, ", ")))})
	}
	return s
}

// footer sums up, and says where the role lies on the career ladder.
func (v gap) footer() []string {
	t := v.r.Tally
	lines := []string{fmt.Sprintf("%d of %d carry over", t.Competent+t.Waived, t.Required)}
	for _, r := range v.s.Roles {
		if r.Left == 0 && slices.Contains(r.Role.Next, v.role.ID) {
			lines = append(lines, fmt.Sprintf("%s leads to %s", r.Role.ID, v.role.ID))
		}
	}
	if len(v.role.Next) > 0 {
		lines = append(lines, fmt.Sprintf("%s leads to %s", v.role.ID, strings.Join(v.role.Next, " and ")))
	}
	switch {
	case v.role.Status == competency.Retired:
		lines = append(lines, "the role is retired")
	case v.already:
		lines = append(lines, "enrolled since "+v.r.Start.Human()+": sojt status "+v.s.Learner.ID)
	default:
		lines = append(lines, fmt.Sprintf("to begin: sojt enroll %s %s", v.s.Learner.ID, v.role.ID))
	}
	return lines
}
