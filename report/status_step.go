package report

import (
	"fmt"
	"strings"

	"sojt/competency/text"
	"sojt/signoff"
)

// brief is a next step in a line: what it is, and where it stands.
func (v status) brief(c *signoff.Cell) string {
	if c.Entry.Title == "" {
		return v.where(c)
	}
	return text.Fold(c.Entry.Title) + ": " + v.where(c)
}

// detail is a next step with all that is needed to take it, a line each.
func (v status) detail(l *signoff.Learner, r *signoff.RoleStanding, c *signoff.Cell) string {
	var lines []string
	if c.Entry.Title != "" {
		lines = append(lines, text.Fold(c.Entry.Title))
	}
	lines = append(lines, v.where(c), v.evidence(l, r, c))
	for _, k := range criteriaFirst(c.Entry.Criteria) {
		line := "· " + text.Fold(k.Text)
		if k.Critical {
			line += " (critical)"
		}
		lines = append(lines, line)
	}
	for _, res := range c.Entry.Resources {
		lines = append(lines, text.Fold(res.Title+" "+res.URL))
	}
	if act := v.command(l, r, c); act != "" {
		lines = append(lines, act)
	}
	return strings.Join(lines, "\n")
}

// where says the standing, what blocks it, and when it is due and how late that is.
func (v status) where(c *signoff.Cell) string {
	words := standingText(c.Standing)
	if c.Standing == signoff.StandsRequested {
		words = v.request(c)
	}
	if c.Standing == signoff.StandsSuspect {
		words += ": signed off " + v.in.day(c.Date) + " in another wording or revision"
	}
	if c.Flags.Has(signoff.Unauthorised) {
		words += ", signed without authority"
	}
	if c.Until != 0 && (c.Standing == signoff.StandsExpired || c.Standing == signoff.StandsLapsed) {
		words += " since " + v.in.day(c.Until+1)
	}
	if c.Request != nil && c.Standing != signoff.StandsRequested {
		words += ", " + v.request(c)
	}
	if len(c.Blocking) > 0 {
		words += ", blocked: after " + strings.Join(c.Blocking, ", ")
	}
	if c.Due != 0 {
		words += ", due " + v.in.day(c.Due)
	}
	if late := v.daysLate(c); late > 0 {
		words += " (" + count(late, "day") + " late)"
	}
	return words
}

// request says when the open request was made, of whom, and how long ago that is.
func (v status) request(c *signoff.Cell) string {
	on := v.requested(c)
	words := "requested " + v.in.day(on)
	if c.Request.To != "" {
		words += " from " + v.in.Names.Of(c.Request.To)
	}
	if days := int(v.in.Moment.AsOf - on); days > 0 {
		words += " (" + count(days, "day") + " ago)"
	}
	return words
}

// evidence says how much of what is asked for is there, and who can sign.
func (v status) evidence(l *signoff.Learner, r *signoff.RoleStanding, c *signoff.Cell) string {
	var parts []string
	if n := c.Entry.Practice; n > 0 {
		parts = append(parts, fmt.Sprintf("%d of %s", c.Runs, count(n, "practice run")))
	}
	if h := c.Entry.Hours; h > 0 {
		parts = append(parts, fmt.Sprintf("%d:%02d of %s", c.Worked/60, c.Worked%60, count(h, "hour")))
	}
	if n := c.Entry.Evidence.Passes; n > 1 {
		parts = append(parts, fmt.Sprintf("%d of %d passes before the sign-off", len(c.Passes), n-1))
	}
	able := v.signers(l, r, c)
	if len(able) == 0 {
		parts = append(parts, "nobody is designated to sign this")
	} else {
		parts = append(parts, v.in.anyOf(able)+" can sign")
	}
	return strings.Join(parts, " · ")
}

// command is what to type for the next act.
func (v status) command(l *signoff.Learner, r *signoff.RoleStanding, c *signoff.Cell) string {
	act := v.nextAct(r, c)
	line := fmt.Sprintf("sojt %s %s %s", act, l.ID, c.Entry.ID)
	switch act {
	case "request", "practice":
		return line
	case "observe":
		return line + " --outcome competent" + judged(c)
	case "signoff":
		return line + judged(c)
	default:
		return "" // what blocks it is named beside the standing
	}
}

// judged are the flags with which a run is judged as the role asks.
func judged(c *signoff.Cell) string {
	if c.Entry.Scale == nil {
		return " --all-criteria"
	}
	return fmt.Sprintf(" --all-criteria --level %d", c.Entry.Level)
}
