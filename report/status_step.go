package report

import (
	"fmt"
	"strings"

	"sojt/competency"
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
	step := v.in.bench().Next(l, r, c)
	lines = append(lines, v.where(c))
	if words := v.evidence(l, r, c, step); words != "" {
		lines = append(lines, words)
	}
	for _, k := range criteriaFirst(c.Entry.Criteria) {
		line := "· " + text.Fold(k.Text)
		if k.Critical {
			line += " (critical)"
		}
		lines = append(lines, line)
	}
	for _, res := range c.Entry.Resources {
		lines = append(lines, resource(res))
	}
	if took := v.in.times(l, c.Entry.ID).text(); took != "" {
		lines = append(lines, took)
	}
	if act := v.command(l, c, step); act != "" {
		lines = append(lines, act)
	}
	return strings.Join(lines, "\n")
}

// pressing is a step that is late or was lost: what it is, what is missing, and the command.
func (v status) pressing(l *signoff.Learner, r *signoff.RoleStanding, c *signoff.Cell) string {
	step := v.in.bench().Next(l, r, c)
	lines := []string{v.brief(c)}
	for _, words := range []string{v.evidence(l, r, c, step), v.command(l, c, step)} {
		if words != "" {
			lines = append(lines, words)
		}
	}
	return strings.Join(lines, "\n")
}

// renewal is what is in place and can be renewed: how long it holds, who can renew it, and how.
func (v status) renewal(l *signoff.Learner, r *signoff.RoleStanding, c *signoff.Cell) string {
	step := v.in.bench().Next(l, r, c)
	lines := []string{v.brief(c), v.who(l, r, c, step)}
	if act := v.command(l, c, step); act != "" {
		lines = append(lines, act)
	}
	return strings.Join(lines, "\n")
}

// resource names something to learn from, what it is and where.
func resource(r competency.Resource) string {
	words := r.Title
	if r.Method != "" {
		words += " (" + r.Method + ")"
	}
	return strings.TrimSpace(text.Fold(words + " " + r.URL))
}

// where says the standing, what blocks it, and when it is due and how late that is.
func (v status) where(c *signoff.Cell) string {
	words := stateText(c)
	blocked := words == meaning("b")
	if blocked {
		words += ": after " + strings.Join(c.Blocking, ", ")
	}
	if c.Standing == signoff.StandsRequested && !blocked {
		words = v.request(c)
	}
	if c.Standing == signoff.StandsSuspect {
		words += ": signed off " + v.in.day(c.Date) + " in another wording or revision"
	}
	if c.Standing.Counts() && c.Until != 0 {
		words += " " + v.in.until(c.Until) + ", to be renewed"
	}
	words += v.short(c)
	if c.Flags.Has(signoff.Unauthorised) {
		words += ", signed without authority"
	}
	if c.Until != 0 && (c.Standing == signoff.StandsExpired || c.Standing == signoff.StandsLapsed) {
		words += " since " + v.in.day(c.Until+1)
	}
	if c.Request != nil && (blocked || c.Standing != signoff.StandsRequested) {
		words += ", " + v.request(c)
	}
	if len(c.Blocking) > 0 && !blocked {
		words += ", blocked: after " + strings.Join(c.Blocking, ", ")
	}
	if c.Due != 0 {
		words += ", due " + v.in.day(c.Due)
	}
	if late := v.in.daysLate(c); late > 0 {
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
func (v status) evidence(l *signoff.Learner, r *signoff.RoleStanding, c *signoff.Cell, step signoff.Step) string {
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
	if who := v.who(l, r, c, step); who != "" {
		parts = append(parts, who)
	}
	return strings.Join(parts, " · ")
}

// who says who can take the next step, or who could sign in the end where it is not a mentor's turn yet.
func (v status) who(l *signoff.Learner, r *signoff.RoleStanding, c *signoff.Cell, step signoff.Step) string {
	able, can, day := step.By, "sign", ""
	switch {
	case step.Act == "":
		return idle(r)
	case !judged(step):
		able = v.in.bench().Signers(l, r, c)
	case step.Act == signoff.ActObserve:
		can = "observe"
	}
	if step.From != 0 {
		day = " from " + v.in.day(step.From)
	}
	if len(able) > 0 {
		return v.in.anyOf(able) + " can " + can + day
	}
	if len(v.in.bench().Judges(l, r.Role.ID, c.Entry.Competency)) > 0 {
		return "nobody can " + can + " this: another mentor has to"
	}
	return "nobody is designated to sign this"
}

// idle says why a role takes no step; "" where that is not for the role.
func idle(r *signoff.RoleStanding) string {
	switch {
	case r.Paused:
		return "paused"
	case r.Role.Status == competency.Draft:
		return "the role is a draft and takes no sign-off yet"
	case r.Role.Status == competency.Retired:
		return "the role is retired"
	}
	return ""
}

// command is what to type for the next act: of a mentor's, the learner who reads this can only ask for it,
// once.
func (v status) command(l *signoff.Learner, c *signoff.Cell, step signoff.Step) string {
	switch {
	case v.reader != l.ID || !judged(step):
		return stepCommand(l, c, step)
	case c.Request != nil:
		return ""
	}
	return fmt.Sprintf("sojt request %s %s", l.ID, c.Entry.ID)
}

// stepCommand is what to type for the next act; "" where it is another competency's turn.
func stepCommand(l *signoff.Learner, c *signoff.Cell, step signoff.Step) string {
	line := fmt.Sprintf("sojt %s %s %s", step.Act, l.ID, c.Entry.ID)
	switch step.Act {
	case signoff.ActRequest, signoff.ActPractice:
		return line
	case signoff.ActObserve:
		return line + " --outcome competent" + asAsked(c, step)
	case signoff.ActSignoff:
		return line + asAsked(c, step)
	default:
		return "" // what blocks it is named beside the standing
	}
}

// asAsked are the flags with which a run is judged as the role asks.
func asAsked(c *signoff.Cell, step signoff.Step) string {
	flags := []string{"", "--all-criteria"}
	if c.Entry.Scale != nil {
		flags = append(flags, fmt.Sprintf("--level %d", c.Entry.Level))
	}
	if step.Method != "" {
		flags = append(flags, "--method "+step.Method)
	}
	return strings.Join(append(flags, signoff.Captured(c.Entry.Competency, flags)...), " ")
}

// short says in what a sign-off that stands is less than this role asks for; "" where none is.
func (v status) short(c *signoff.Cell) string {
	if c.Standing != signoff.StandsPartial || c.Rests == nil || c.Rests.Type == signoff.Observation {
		return ""
	}
	text := ": signed off " + v.in.day(c.Date)
	if !competency.Reaches(c.Rests.Accomplish, c.Entry.Accomplish) {
		return text + " as " + c.Rests.Accomplish + ", " + c.Entry.Accomplish + " is asked for"
	}
	if !c.Rests.Level.Set {
		return text + " without a level, " + c.Entry.LevelText(c.Entry.Level) + " is asked for"
	}
	return text + fmt.Sprintf(" at level %d, ", c.Rests.Level.N) + c.Entry.LevelText(c.Entry.Level) + " is asked for"
}
