package report

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency/calendar"
	"sojt/signoff"
)

// aYear is how many months lie between a month and the same one a year before.
const aYear = 12

// lead says in sentences what the months come to: who is qualified, against the month and the year before, who
// no longer is, who stands still, and whether more or less was signed.
func (v trend) lead() []string {
	lines := []string{v.nowQualified()}
	if text := v.noLonger(); text != "" {
		lines = append(lines, text)
	}
	if text := v.standStill(); text != "" {
		lines = append(lines, text)
	}
	return append(lines, v.signing()...)
}

// last is the month i before the last one; nil where it is not looked at.
func (v trend) last(i int) *month {
	if i >= len(v.months) {
		return nil
	}
	return &v.months[len(v.months)-1-i]
}

// nowQualified counts people who are qualified in a role at least.
func (v trend) nowQualified() string {
	now := v.last(0)
	text := fmt.Sprintf("%d of %s qualified on %s", now.qualified, count(now.enrolled, "learner"), now.until.Human())
	var words []string
	for _, i := range []int{1, aYear} {
		if m := v.last(i); m != nil {
			words = append(words, fmt.Sprintf("%d of %d on %s", m.qualified, m.enrolled, m.until.Human()))
		}
	}
	if len(words) > 0 {
		text += "; it was " + strings.Join(words, " and ")
	}
	return text + "."
}

// noLonger names who was qualified in a role at the end of the month before the last and is not now, and why.
func (v trend) noLonger() string {
	now, before := v.last(0), v.last(1)
	if len(now.lost) == 0 || before == nil || now.until != v.in.Moment.AsOf {
		return ""
	}
	words := make([]string, len(now.lost))
	for i, p := range now.lost {
		words[i] = v.in.Names.Of(p.learner) + " in " + p.role + " (" + v.why(p) + ")"
	}
	return fmt.Sprintf("No longer qualified since %s%s: %s.", before.until.Human(), counted(len(words), "learner"), parted(words))
}

// why says by what somebody ceased to be qualified in a role from the end of the month before the last to that of
// the last.
func (v trend) why(p place) string {
	i := slices.IndexFunc(v.in.People, func(l *signoff.Learner) bool { return l.ID == p.learner })
	l := v.in.People[i]
	was, is := v.in.foldedAt(l, v.last(1).until).Role(p.role), v.in.foldedAt(l, v.last(0).until).Role(p.role)
	return unqualifiedBy(was, is, inWordsOf)
}

// ended names the first of a role that was in place and no longer is.
func ended(r *signoff.RoleStanding) string {
	c, more := (*signoff.Cell)(nil), 0
	for i := range r.Cells {
		x := &r.Cells[i]
		switch x.Standing {
		case signoff.StandsExpired, signoff.StandsLapsed, signoff.StandsSuspect, signoff.StandsRevoked:
		default:
			continue
		}
		if !x.Open {
			continue
		}
		if more++; c == nil || x.Until > c.Until {
			c = x
		}
	}
	if c == nil {
		return ""
	}
	text := inWordsOf(c)
	if more > 1 {
		text += fmt.Sprintf(", and %d more", more-1)
	}
	return text
}

// inWordsOf says how a cell stands, and since when where it has run out.
func inWordsOf(c *signoff.Cell) string {
	text := entitled(c.Entry) + ": " + standingText(c.Standing)
	if c.Until != 0 && (c.Standing == signoff.StandsExpired || c.Standing == signoff.StandsLapsed) {
		text += " since " + (c.Until + 1).Human()
	}
	return text
}

// standStill counts who is stalled, in people, and names those for whom it lasts longest.
func (v trend) standStill() string {
	now, before := v.last(0), v.last(1)
	if now.stalled == 0 || now.until != v.in.Moment.AsOf {
		return ""
	}
	text := fmt.Sprintf("%s stalled, with something to do and nothing recorded for 30 days or more", count(now.stalled, "learner"))
	if before != nil {
		text += fmt.Sprintf(" (%d on %s)", before.stalled, before.until.Human())
	}
	all := eachOnce(v.in.standstills(""))
	text += ": " + v.in.name(all) + "."
	if len(all) > named+1 {
		text += " All of them: sojt report progress."
	}
	return text
}

// signing compares the sign-offs of the last month with the one before, and of a year with the year before.
func (v trend) signing() []string {
	now, before := v.last(0), v.last(1)
	if before == nil {
		return []string{fmt.Sprintf("%s in %s.", count(now.signoffs, "sign-off"), v.label(*now))}
	}
	lines := []string{fmt.Sprintf("%s in %s, after %d in %s.", count(now.signoffs, "sign-off"), v.label(*now), before.signoffs, v.label(*before))}
	if len(v.months) >= 2*aYear {
		lines[0] += fmt.Sprintf(" In these 12 months %d, in the 12 before %d.", v.signed(0), v.signed(aYear))
	}
	return lines
}

// signed adds up the sign-offs of 12 months, the last of them so many before the last one.
func (v trend) signed(from int) int {
	n := 0
	for i := range aYear {
		n += v.last(from + i).signoffs
	}
	return n
}

// mostStalled is how many who are stalled are listed.
const mostStalled = 100

// standing names who is stalled on the day of the report, the longest first, and why.
func (v trend) standing() Section {
	all := v.in.standstills("")
	s := Section{
		Heading: "Who is stalled on " + v.in.Moment.AsOf.Human(),
		Columns: []Column{{Title: "learner", Wide: true}, {Title: "role"}, {Title: "nothing since"}, {Title: "days", Right: true}, {Title: "done"}, {Title: "next, and why", Wide: true}},
		Empty:   "nobody: something happened with everybody in the last 30 days, or nothing is to do",
	}
	if n := len(eachOnce(all)); n < len(all) {
		s.Lead = []string{fmt.Sprintf("%s, in %d rows: who is in two roles can stand here twice.", count(n, "learner"), len(all))}
	}
	days := make([]calendar.Date, len(all))
	for i, x := range all {
		days[i] = x.since
	}
	day := v.in.days(days)
	for i, x := range all {
		if i == mostStalled {
			s.Legend = []string{fmt.Sprintf("and %d more; all of them: sojt report progress", len(all)-i)}
			break
		}
		n, t := int(v.in.Moment.AsOf-x.since), x.role.Tally
		s.Rows = append(s.Rows, []Cell{
			v.in.Person(x.id), Text(x.role.Role.ID), {Text: day(x.since), Date: x.since, Tone: Bad},
			{Text: fmt.Sprint(n), Number: n, IsNumber: true}, Text(fmt.Sprintf("%d of %d", t.Competent+t.Waived, t.Required)), Text(pending(x.role)),
		})
	}
	return s
}

// pending is what to take up next of a role, and why it is open: what was in place and ended is another case
// than what was never finished.
func pending(r *signoff.RoleStanding) string {
	open := steps(r)
	if gone := ended(r); gone != "" && !slices.ContainsFunc(open, func(c *signoff.Cell) bool { return c.Until == 0 }) {
		return gone + "; all else is in place"
	}
	c := open[0]
	text := entitled(c.Entry) + ": "
	switch {
	case c.Flags.Has(signoff.Blocked):
		text += "after " + strings.Join(c.Blocking, ", ")
	case c.Standing == signoff.StandsNone:
		text += "not begun"
	case c.Until != 0:
		return text + standingText(c.Standing) + " since " + (c.Until + 1).Human()
	default:
		text += standingText(c.Standing)
	}
	return text
}
