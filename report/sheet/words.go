package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report/xlsx"
	"sojt/signoff"
)

// The glyphs are those that the font of the sheet has, so that they print everywhere.
const (
	openBox   = "□"
	tickedBox = "√"
	openRun   = "○"
	doneRun   = "●"
)

const notApplicable = "N/A"

// notRecorded stands where something could have been recorded for what is signed, and was not.
const notRecorded = "–"

func itoa(n int) string { return strconv.Itoa(n) }

// competencyRuns are the title, what has to be in place for a sign-off, and the criteria, each on
// its own line with a box to tick; critical ones come first and bold, since failing one ends the run.
func competencyRuns(e *competency.Entry, met []string) []xlsx.Run {
	runs := []xlsx.Run{{Text: e.Title, Bold: true, Size: 10}}
	if asked := asked(e); asked != "" {
		runs = append(runs, xlsx.Run{Text: "\n" + asked, Size: smallSize, Ink: soft})
	}
	criteria := slices.Clone(e.Criteria)
	slices.SortStableFunc(criteria, func(a, b competency.Criterion) int { return cmp.Compare(order(a), order(b)) })
	for _, c := range criteria {
		mark := openBox
		if slices.Contains(met, c.ID) {
			mark = tickedBox
		}
		runs = append(runs, xlsx.Run{Text: "\n" + mark + " "}, xlsx.Run{Text: c.Text, Bold: c.Critical})
	}
	return runs
}

// conditionsRun is the standard the work is judged by as a paragraph beneath the criteria, or none.
func conditionsRun(e *competency.Entry) []xlsx.Run {
	lines := conditions(e)
	if len(lines) == 0 {
		return nil
	}
	label := "Standard: "
	if e.Conditions != "" {
		label = "Conditions: "
		if len(lines) > 1 {
			lines[1] = "Standard: " + lines[1]
		}
	}
	return []xlsx.Run{{Text: "\n" + label + strings.Join(lines, " · "), Size: smallSize, Ink: soft}}
}

func order(c competency.Criterion) int {
	if c.Critical {
		return 0
	}
	return 1
}

// conditions are the standard the work is judged by, a line each.
func conditions(e *competency.Entry) []string {
	var lines []string
	if e.Conditions != "" {
		lines = append(lines, e.Conditions)
	}
	for _, r := range e.References {
		lines = append(lines, r.Title+prefixed(", revision ", r.Revision))
	}
	return lines
}

// asked is what has to be in place for a sign-off, beside the criteria.
func asked(e *competency.Entry) string {
	parts := evidence(e.Evidence)
	add := func(yes bool, format string, args ...any) {
		if yes {
			parts = append(parts, fmt.Sprintf(format, args...))
		}
	}
	if e.Scale != nil {
		add(true, "level %s or above", levelName(e))
	}
	add(e.Accomplish != "" && e.Accomplish != "perform", "at the least: %s", e.Accomplish)
	add(e.Hours > 0, "%d h of practice", e.Hours)
	add(len(e.Requires) > 0, "after %s", strings.Join(e.Requires, ", "))
	add(len(e.Capture) > 0, "note the %s", strings.Join(e.Capture, ", "))
	add(!e.Renew.Every.IsZero(), "renew after %s", periodWords(e.Renew.Every))
	add(!e.Currency.IsZero(), "done at least once in %s", periodWords(e.Currency))
	return strings.Join(parts, " · ")
}

// evidence is what has to be seen before a sign-off, where that is more than one run.
func evidence(v competency.Evidence) []string {
	var parts []string
	if v.Passes > 1 {
		text := fmt.Sprintf("%d competent runs", v.Passes)
		if v.Consecutive {
			text += " in a row"
		}
		parts = append(parts, text)
	}
	if v.Mentors > 1 {
		parts = append(parts, fmt.Sprintf("%d mentors", v.Mentors))
	}
	if v.Days > 1 {
		parts = append(parts, fmt.Sprintf("%d days", v.Days))
	}
	if len(v.Methods) > 0 {
		parts = append(parts, "by "+strings.Join(v.Methods, " and "))
	}
	return parts
}

// levelName is the level a competency asks for, with its name.
func levelName(e *competency.Entry) string {
	if i := e.Scale.Rank(e.Level); i >= 0 {
		return strings.TrimSpace(itoa(e.Level) + " " + e.Scale.Levels[i].Name)
	}
	return itoa(e.Level)
}

// periodWords is a period as people say it.
func periodWords(p calendar.Period) string {
	unit := map[calendar.Unit]string{
		calendar.Days: "day", calendar.Weeks: "week", calendar.Months: "month", calendar.Years: "year",
	}[p.Unit]
	if p.N != 1 {
		unit += "s"
	}
	return itoa(p.N) + " " + unit
}

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

// marks are the letters of a competency; marksKey says what they mean.
func marks(e *competency.Entry) string {
	var letters []string
	add := func(yes bool, letter string) {
		if yes {
			letters = append(letters, letter)
		}
	}
	add(e.Required, "R")
	add(e.Choice != "", "E")
	add(!e.Required && e.Choice == "", "O")
	add(e.Critical, "C")
	add(e.Separate, "S")
	return strings.Join(letters, " ")
}

// glued keeps a sign and what it means on one line.
const glued = "\u00a0"

// pause parts two things that a legend explains. A line may end behind it and not before.
const pause = glued + glued + glued + "·   "

// marksKey explains the marks and signs that the role's rows show; practised where runs stand among them.
func marksKey(r *competency.Role, practised bool) string {
	parts := []string{"R required", "O optional", "C critical", "S a separate certifier signs: not who trained or observed"}
	for _, c := range r.Choose {
		parts = append(parts, fmt.Sprintf("E elective, %d of %s", c.N, strings.Join(c.Of, ", ")))
	}
	parts = append(parts,
		openBox+glued+"to be ticked when met, without help", tickedBox+glued+"met", "bold criterion: failing it ends the run")
	if practised {
		parts = append(parts, doneRun+glued+"practice run logged", openRun+glued+"still to do")
	}
	parts = append(parts, notRecorded+glued+"nothing recorded")
	return strings.Join(parts, pause)
}

// resultsKey says what is written under result, as its list offers it.
func resultsKey() string {
	return strings.Join([]string{
		signoff.CompetentOutcome + ": every criterion was met", signoff.NotYetOutcome + ": with a remark on what was not met and what comes next",
		notApplicable + ": it does not apply",
	}, pause)
}

// flagsKey explains the words under flags that are used.
func flagsKey(used map[string]bool) string {
	var parts []string
	for _, w := range [][2]string{
		{"practising", "work on it has begun"}, {"ready", "nothing is missing before it is judged"}, {"requested", "the learner asked for the judgement"},
		{"not-yet", "judged, and not met"}, {"partial", "some of the competent runs that are asked for"}, {"suspect", "to be judged again, for what happened"},
		{"expired", "ran out on that day"}, {"lapsed", "not done for too long"}, {"revoked", "taken back"},
		{"blocked", "another competency comes first"}, {"deferred", "put off by a coordinator"}, {"expiring", "runs out soon"},
		{"late", "entered late"}, {"overdue", "was due on that day"}, {"overridden", "signed although a rule said no"},
		{"transcribed", "copied from paper, which somebody else signed"}, {"unacknowledged", "the learner has not countersigned"},
		{"unauthorised", "judged by somebody who may not"}, {"unsigned", "without a key"},
	} {
		if used[w[0]] {
			parts = append(parts, w[0]+": "+w[1])
		}
	}
	return strings.Join(parts, pause)
}

// scaleKey explains the levels of a scale.
func scaleKey(s *competency.Scale) string {
	parts := make([]string, len(s.Levels))
	for i, l := range s.Levels {
		parts[i] = strings.TrimSpace(itoa(l.ID) + " " + l.Name)
		if l.Pass {
			parts[i] += " (passes)"
		}
		parts[i] += prefixed(": ", l.Means)
	}
	return strings.Join(parts, pause)
}

// wordsKey explains the words that may be chosen in a column.
func wordsKey(words []Word) string {
	parts := make([]string, len(words))
	for i, w := range words {
		parts[i] = w.Word + " " + w.Means
	}
	return strings.Join(parts, pause)
}

const mostRuns = 12 // shown one by one

// practice shows runs as circles, five in a line, or as figures where there are many.
func practice(runs, asked int) string {
	if asked > mostRuns {
		return fmt.Sprintf("%d of %d", runs, asked)
	}
	var b strings.Builder
	for i := range asked {
		if i > 0 && i%4 == 0 {
			b.WriteByte('\n')
		}
		if i < runs {
			b.WriteString(doneRun)
		} else {
			b.WriteString(openRun)
		}
	}
	return b.String()
}

// guide is what a mentor's copy has beneath a competency: why, how, and what goes wrong; nil where
// there is nothing to say.
func (w *writer) guide(e *competency.Entry) []xlsx.Run {
	if !w.Guide {
		return nil
	}
	mistakes := make([]string, len(e.Errors))
	for i, m := range e.Errors {
		mistakes[i] = m.Text
	}
	var resources []string
	for _, r := range e.Resources {
		resources = append(resources, r.Title+prefixed(", ", r.URL))
	}
	var runs []xlsx.Run
	add := func(label string, texts ...string) {
		if len(texts) == 0 || texts[0] == "" {
			return
		}
		if len(runs) > 0 {
			label = "\n" + label
		} else if e.Code != "" { // the guide may begin a page
			label = e.Code + "  " + label
		}
		runs = append(runs, xlsx.Run{Text: label + "  ", Bold: true}, xlsx.Run{Text: numbered(texts)})
	}
	add("Why", e.Why)
	add("How", e.How...)
	add("Common mistakes", mistakes...)
	add("Examples", strings.Join(e.Examples, "; "))
	add("To learn from", strings.Join(resources, "; "))
	return runs
}

// numbered joins texts on one line, with numbers where there are several.
func numbered(texts []string) string {
	if len(texts) == 1 {
		return texts[0]
	}
	parts := make([]string, len(texts))
	for i, t := range texts {
		parts[i] = itoa(i+1) + ". " + t
	}
	return strings.Join(parts, "   ")
}

// mistakes are the texts of the mistakes seen, joined.
func mistakes(known []competency.Mistake, seen []string) string {
	var texts []string
	for _, id := range seen {
		i := slices.IndexFunc(known, func(m competency.Mistake) bool { return m.ID == id })
		if i >= 0 {
			texts = append(texts, known[i].Text)
		} else {
			texts = append(texts, id)
		}
	}
	return strings.Join(texts, "; ")
}
