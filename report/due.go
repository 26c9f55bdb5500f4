package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sojt/competency/calendar"
	"sojt/competency/text"
	"sojt/signoff"
)

// due is the view of days: what is overdue and what has ended, then what is due and what ends, in the
// order of the days, up to Until of the filter, else as far ahead as the policy warns.
type due struct{ in *Input }

func newDue(in *Input) View { return due{in} }

// deadline is a day that matters. Without a cell it is the role's, and without a role the learner's.
type deadline struct {
	learner   *signoff.Learner
	role      *signoff.RoleStanding
	cell      *signoff.Cell
	objective *signoff.Record
	day       calendar.Date // the last good one
	what      string        // due, expires, complete (the role is to be complete), interim, qualified (each ends), objective
	over      bool          // the day is past
}

// word is what a deadline is as of the day of the report.
func (d deadline) word() string {
	past := map[string]string{"due": "overdue", "expires": "expired", "complete": "incomplete"}
	if word := past[d.what]; d.over && word != "" {
		return word
	}
	return d.what
}

// Rows has one row a day that matters. what is overdue, expired, due or expires, of a competency; of a role,
// whose competency is "", complete (by when it is to be), incomplete (it was to be), interim or qualified
// (when either ends); of an objective, whose role is "", objective and its record. next and signers are those
// of status.
func (v due) Rows() Rows {
	columns := []string{"day", "days_left", "days_late", "what", "learner", "role", "competency", "standing", "flags", "next", "signers", "record"}
	var rows [][]Value
	for _, d := range v.shown() {
		role, competency, standing, flags, next, able := "", "", "", []string{}, "", []string{}
		if d.role != nil {
			role = d.role.Role.ID
		}
		switch c := d.cell; {
		case c != nil:
			step := v.in.bench().Next(d.learner, d.role, c)
			competency, standing, flags = c.Entry.ID, c.Standing.String(), c.Flags.Words()
			next, able = nextAct(c, step), v.in.signers(d.learner, d.role, c, step)
		case d.objective != nil:
			competency, next = d.objective.Competency, "note"
		case d.what != "complete":
			able = append(able, v.in.bench().Coordinators(d.learner, d.role.Role.ID)...)
		}
		rows = append(rows, []Value{
			d.day.String(), max(0, int(d.day-v.in.Moment.AsOf)), max(0, int(v.in.Moment.AsOf-d.day)), d.word(), d.learner.ID, role, competency, standing, flags, next, able, recordID(d.objective),
		})
	}
	return v.in.rows("due", columns, rows)
}

// all gathers every day that matters, in order.
func (v due) all() []deadline {
	var all []deadline
	for _, s := range v.standings() {
		there := false
		for _, r := range s.Roles {
			if r.Left != 0 {
				continue
			}
			there = true
			all = append(all, v.ofRole(s.Learner, r)...)
			for i := range r.Cells {
				if d := v.ofCell(&r.Cells[i]); d.day != 0 {
					d.learner, d.role, d.cell = s.Learner, r, &r.Cells[i]
					d.over = d.day < v.in.Moment.AsOf && (d.what != "due" || d.cell.Flags.Has(signoff.Overdue))
					all = append(all, d)
				}
			}
		}
		if there {
			all = append(all, v.ofLearner(s)...)
		}
	}
	all = slices.DeleteFunc(all, func(d deadline) bool { return !v.concerns(d) })
	slices.SortStableFunc(all, func(a, b deadline) int {
		return cmp.Or(cmp.Compare(a.day, b.day), strings.Compare(a.learner.ID, b.learner.ID))
	})
	return all
}

// standings are those of the filter, and for a mentor of everybody: whom they may sign is no question of who
// supervises or recorded something.
func (v due) standings() []*signoff.Standings {
	if v.in.Mentor == "" {
		return v.in.Standings
	}
	var all []*signoff.Standings
	for _, s := range v.in.everybody {
		if narrowed := v.in.narrow(s); v.in.admits(s) && len(narrowed.Roles) > 0 {
			all = append(all, narrowed)
		}
	}
	return all
}

// concerns reports whether a day is one of the mentor of the filter, if there is one: of a learner whom they
// supervise, their own, of what they may judge as the inbox has it, and as a coordinator of a role and of
// what is deferred.
func (v due) concerns(d deadline) bool {
	mentor := v.in.Mentor
	if mentor == "" || d.learner.Supervisor == mentor || d.learner.ID == mentor {
		return true
	}
	if d.role == nil {
		return false
	}
	bench := v.in.bench()
	if c := d.cell; c != nil && (slices.Contains(bench.Signers(d.learner, d.role, c), mentor) || slices.Contains(bench.Next(d.learner, d.role, c).By, mentor)) {
		return true
	}
	return (d.cell == nil || d.cell.Deferral != nil || d.cell.RanOut != nil) && slices.Contains(bench.Coordinators(d.learner, d.role.Role.ID), mentor)
}

func (v due) ofCell(c *signoff.Cell) deadline {
	switch {
	case c.Standing.Counts() && (c.Asked || c.Entry.Required):
		return deadline{day: c.Until, what: "expires"}
	case c.Open && (c.Standing == signoff.StandsExpired || c.Standing == signoff.StandsLapsed):
		return deadline{day: c.Until, what: "expires"}
	case c.Open:
		return deadline{day: c.Due, what: "due"}
	}
	return deadline{}
}

// ofRole gives the days of a role as a whole; of a part of one there are none.
func (v due) ofRole(l *signoff.Learner, r *signoff.RoleStanding) []deadline {
	if v.in.partial() {
		return nil
	}
	var all []deadline
	add := func(day calendar.Date, what string) {
		if day != 0 {
			all = append(all, deadline{learner: l, role: r, day: day, what: what, over: day < v.in.Moment.AsOf})
		}
	}
	if r.InPlace == 0 && !v.in.inTime(l, r) {
		add(r.DueBy, "complete")
	}
	if r.Interim {
		add(r.InterimTo, "interim")
	}
	if r.Qualified && r.Qualifying != nil {
		add(r.Qualifying.Until, "qualified")
	}
	return all
}

// ofLearner gives the days of what a learner means to reach.
func (v due) ofLearner(s *signoff.Standings) []deadline {
	var all []deadline
	for _, r := range v.in.openObjectives(s) {
		if r.Due != 0 {
			all = append(all, deadline{learner: s.Learner, objective: r, day: r.Due, what: "objective", over: r.Due < v.in.Moment.AsOf})
		}
	}
	return all
}

// ahead is the last day that is looked at.
func (v due) ahead() calendar.Date {
	return cmp.Or(v.in.Until, v.in.Moment.AsOf.Add(v.in.Program.Policy.DueSoon))
}

func (v due) shown() []deadline { return v.among(v.all()) }

// among keeps the days that are looked at.
func (v due) among(all []deadline) []deadline {
	return slices.DeleteFunc(slices.Clone(all), func(d deadline) bool { return d.day > v.ahead() || d.day < v.in.Since })
}

// Page is one list, what is past first.
func (v due) Page() Page {
	s := Section{
		Columns: []Column{{Title: "day"}, {Title: "what"}, {Title: "learner", Wide: true}, {Title: "competency", Wide: true}, {Title: "can sign", Wide: true}},
		Empty:   v.nothing(),
	}
	all, past, paused := v.all(), 0, 0
	shown := v.once(v.among(all))
	for _, d := range shown {
		word := Cell{Text: d.word(), Tone: Soon}
		if d.over {
			word.Tone = Bad
		}
		if d.day < v.in.Moment.AsOf {
			past++
			if d.role != nil && d.role.Paused {
				paused++
			}
		}
		s.Rows = append(s.Rows, []Cell{{Text: v.in.day(d.day), Date: d.day}, word, v.in.Person(d.learner.ID), v.what(d), {Text: v.able(d, byIDs), Full: v.able(d, d.called())}})
	}
	v.byLearner(&s, shown)
	var footer []string
	later := 0
	for _, d := range all {
		if d.day > v.ahead() {
			later++
		}
	}
	if len(shown) > 0 {
		sum := fmt.Sprintf("%s up to %s, %d of them past", dated(len(shown)), v.ahead().Human(), past)
		if paused > 0 {
			sum += fmt.Sprintf(" (%d paused)", paused)
		}
		footer = append(footer, sum)
	}
	if later > 0 {
		footer = append(footer, fmt.Sprintf("%d later, the last on %s: sojt report due --until %s", later, all[len(all)-1].day.Human(), all[len(all)-1].day))
	}
	return v.in.page([]Section{s}, append(footer, v.in.unread()...)...)
}

func dated(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

// byLearner folds a long list: what is past of whom is what is looked for first.
func (v due) byLearner(s *Section, shown []deadline) {
	past := func(rows []int) (n int) {
		for _, i := range rows {
			if shown[i].day < v.in.Moment.AsOf {
				n++
			}
		}
		return n
	}
	s.Fold(2, 3, func(i int) string { return v.in.Names.Of(shown[i].learner.ID) }, func(rows []int) string {
		return v.brief(shown, rows[:past(rows)], rows[past(rows):])
	})
	if s.Groups != nil {
		s.Groups.most(past)
		s.Groups.Order = "By learner: who has most that is past stands first."
	}
}

// brief counts what is past, by what it is, and what is to come.
func (v due) brief(shown []deadline, past, ahead []int) string {
	times := map[string]int{}
	for _, i := range past {
		times[shown[i].word()]++
	}
	var parts []string
	for _, word := range []string{"overdue", "expired", "incomplete", "objective", "interim", "qualified"} {
		if n := times[word]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, word))
		}
	}
	if len(past) > 0 {
		parts = append(parts, "since "+v.in.day(shown[past[0]].day))
	}
	if len(ahead) > 0 {
		parts = append(parts, fmt.Sprintf("%d to come from %s on", len(ahead), v.in.day(shown[ahead[0]].day)))
	}
	return strings.Join(parts, ", ")
}

// once keeps one line where two roles of a learner ask for a competency: that in which it can be signed.
func (v due) once(shown []deadline) []deadline {
	type thing struct {
		learner          *signoff.Learner
		day              calendar.Date
		what, competency string
	}
	var kept []deadline
	place := map[thing]int{}
	for _, d := range shown {
		if d.cell == nil {
			kept = append(kept, d)
			continue
		}
		about := thing{d.learner, d.day, d.what, d.cell.Entry.ID}
		switch i, again := place[about]; {
		case !again:
			place[about] = len(kept)
			kept = append(kept, d)
		case v.in.bench().Next(kept[i].learner, kept[i].role, kept[i].cell).Act == "":
			kept[i] = d
		}
	}
	return kept
}

// called calls the competencies of a deadline by their titles.
func (d deadline) called() func(id string) string {
	if d.role == nil {
		return byIDs
	}
	return inRole(d.role)
}

// what is what a deadline is about, by id and in words.
func (v due) what(d deadline) Cell {
	cell := Text(v.about(d, byIDs))
	switch {
	case d.cell != nil:
		cell.Full, cell.ID = v.about(d, d.called()), d.cell.Entry.ID
	case d.objective == nil:
		cell.Full, cell.ID = cmp.Or(text.Fold(d.role.Role.Title), d.role.Role.ID)+" as a whole", d.role.Role.ID
	}
	return cell
}

func (v due) about(d deadline, called func(id string) string) string {
	if d.objective != nil {
		return v.in.stated(d.objective)
	}
	if d.cell == nil {
		return d.role.Role.ID + " as a whole"
	}
	text := called(d.cell.Entry.ID)
	if words := stateText(d.cell); !d.cell.Standing.Counts() && words != d.word() && d.cell.Standing != signoff.StandsNone {
		text += " (" + words + ")"
	}
	return text
}

// able names who can take the next step, or what it is where it is nobody's to sign yet.
func (v due) able(d deadline, called func(id string) string) string {
	if d.objective != nil {
		return ""
	}
	if d.cell == nil {
		switch {
		case d.what == "complete" && d.role.Paused:
			return "paused"
		case d.what == "complete":
			return ""
		}
		return v.in.anyOf(v.in.bench().Coordinators(d.learner, d.role.Role.ID))
	}
	switch step := v.in.bench().Next(d.learner, d.role, d.cell); {
	case judged(step) && len(step.By) > 0:
		return v.in.anyOf(step.By)
	case judged(step):
		return "nobody"
	case step.Act == signoff.ActPrerequisite:
		return "after " + calling(d.cell.Blocking, called)
	case step.Act == "":
		return idle(d.role)
	default:
		return "after " + step.Act
	}
}

func (v due) nothing() string {
	if len(v.standings()) == 0 {
		return v.in.nobody(v.in.Role)
	}
	return "nothing is overdue, due or ends up to " + v.ahead().Human()
}
