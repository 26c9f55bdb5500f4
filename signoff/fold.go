package signoff

import (
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
)

// standings lays the history out by role.
func (h *history) standings(s *Standings) {
	slices.SortFunc(h.stays, func(a, b stay) int { return strings.Compare(a.role.ID, b.role.ID) })
	for i := range h.stays {
		s.Roles = append(s.Roles, h.role(h.stays[i].role))
	}
}

func (h *history) role(role *competency.Role) *RoleStanding { return h.roleIn(role, h.last(role.ID)) }

// roleIn is the role as a period of it stands.
func (h *history) roleIn(role *competency.Role, p *period) *RoleStanding {
	s := h.newRole(role)
	s.Start, s.Left, s.Paused = p.start, p.left, p.paused()
	s.DueBy = p.due(role.CompleteWithin, h.moment.AsOf)
	h.cells(s, p)
	s.LastSeen = h.lastSeen(role, p.start)
	h.count(s)
	h.qualify(s)
	return s
}

// cells fills in the role's competencies, each with its track and the day on which it is due by the enrolment.
func (h *history) cells(s *RoleStanding, p *period) {
	places := h.book.entries[s.Role]
	var within calendar.Period
	var due calendar.Date
	for i, e := range s.Role.Entries {
		if e.Due != within { // most are due with the role
			within, due = e.Due, p.due(e.Due, h.moment.AsOf)
		}
		t := h.tracks.at(places[i])
		if t == nil && h.docket != nil {
			t = h.lookup(e.ID)
		}
		if t == nil {
			t = &track{competency: e.Competency}
		}
		c := &s.Cells[i]
		*c = Cell{Entry: e, Due: due}
		h.cell(c, t, p)
	}
}

// lastSeen is the last day since the start on which anything happened in a role but enrolling.
func (h *history) lastSeen(role *competency.Role, start calendar.Date) calendar.Date {
	for _, r := range slices.Backward(h.records) {
		day := h.day(r)
		if day < start {
			break
		}
		id := r.Competency
		if id == "" {
			if target := h.target(r); target != nil {
				id = target.Competency
			}
		}
		if h.book.concerns(id, role) || (r.Type == Qualify && r.Role == role.ID) {
			return day
		}
	}
	return 0
}

// concerns reports whether a role has a competency, or one that carries its sign-offs on.
func (b *Rulebook) concerns(id string, role *competency.Role) bool {
	return role.Entry(id) != nil || slices.ContainsFunc(b.heirs[id], func(heir string) bool { return role.Entry(heir) != nil })
}

// cell fills in one competency as one role asks for it; its Due is that of the enrolment so far.
func (h *history) cell(c *Cell, t *track, p *period) {
	e, today := c.Entry, h.moment.AsOf
	t.expire(today)
	c.Runs, c.Worked, c.LastNo, c.Request, c.Trained = t.runs, t.worked, t.lastNo, t.request, t.trained
	c.Standing, c.InARow = h.standing(t, e), inARow(t.judged)
	if len(t.passes) > 0 {
		c.Passes = t.passes
	}
	c.flag(t.unauthorised, Unauthorised)
	h.rest(c, t)
	h.due(c, t)
	c.Barred = t.barred()
	c.Blocking = h.blocking(e.Competency)
	c.flag(len(c.Blocking) > 0, Blocked)
	if done := t.practisedOn(e); len(c.Blocking) == 0 && t.practised(e) {
		c.Ready = max(done, p.start, h.unblocked(e.Competency))
	}
	na := c.Standing == StandsWaived && c.Rests.Kind == NotApplicable
	c.Asked = (e.Required || e.Choice != "") && inForce(e.Competency, today) && !na
}

// inForce reports whether a competency is asked for at all on a day: not once it is retired, and not
// before its first revision came into force.
func inForce(c *competency.Competency, day calendar.Date) bool {
	retired := c.Retired != 0 && day >= c.Retired
	early := c.Revision == 1 && day < c.Revised
	return !retired && !early
}

// standing is the first true of SPEC 6's two lists: one for a sign-off that stands, one for none.
func (h *history) standing(t *track, e *competency.Entry) Standing {
	today := h.moment.AsOf
	switch r := t.stands; {
	case r == nil:
		return h.without(t, e)
	case r.Type == Waive && t.until != 0 && today > t.until:
		return StandsExpired
	case r.Type == Waive:
		return StandsWaived
	case !t.enough(r, e, today):
		return StandsPartial
	case t.suspect(today):
		return StandsSuspect
	case t.until != 0 && today > t.until:
		return StandsExpired
	case t.lapsed(today):
		return StandsLapsed
	default:
		return StandsCompetent
	}
}

func (h *history) without(t *track, e *competency.Entry) Standing {
	switch {
	case t.request != nil && t.fresh:
		return StandsRequested
	case t.latest != nil && t.latest.Type == Revoke:
		return StandsRevoked
	case t.latest != nil && t.latest.Outcome == NotYetOutcome:
		return StandsNotYet
	case len(t.passes) > 0:
		return StandsPartial
	case t.practised(e) && (!h.book.Program.Policy.RequestFirst || t.request != nil):
		return StandsReady
	case t.runs > 0 || t.trained:
		return StandsPractising
	default:
		return StandsNone
	}
}

// practised reports whether runs and hours are as a role asks for them.
func (t *track) practised(e *competency.Entry) bool {
	return t.runs >= e.Practice && t.worked >= 60*e.Hours
}

// practisedOn is the day on which runs and hours became as a role asks for them; zero where none are.
func (t *track) practisedOn(e *competency.Entry) calendar.Date {
	var log dayLog
	for i, worked := 0, 0; i < len(t.practices) && (i < e.Practice || worked < 60*e.Hours); i++ {
		worked += log.add(t.practices[i])
	}
	return log.day
}

// dayLog adds up what was practised, day after day: no day has more than its 24 hours, whatever was typed.
type dayLog struct {
	day     calendar.Date
	minutes int
	lost    bool // of some day more was logged
}

// add gives the minutes of a practice that count; they come in the order of their days.
func (d *dayLog) add(r *Record) int {
	if r.Date != d.day {
		d.day, d.minutes = r.Date, 0
	}
	n := min(r.Minutes.N, 24*60-d.minutes)
	d.minutes += n
	d.lost = d.lost || n < r.Minutes.N
	return n
}

// reaches reports whether a sign-off's level and way of doing it are what a role asks for.
func reaches(r *Record, e *competency.Entry) bool {
	if !competency.Reaches(r.Accomplish, e.Accomplish) {
		return false
	}
	return e.Scale == nil || (r.Level.Set && e.Scale.Rank(r.Level.N) >= e.Scale.Rank(e.Level))
}

// enough reports whether a sign-off is, on a day, what a role asks for. Of an older revision, before the
// day the present one came into force, it was: levels of that time are not known any more. What a role
// asks for on its own account is no part of a revision.
func (t *track) enough(r *Record, e *competency.Entry, day calendar.Date) bool {
	own := e.Scale == nil || e.Level == t.competency.Level
	return reaches(r, e) || own && r.Competency == t.competency.ID && superseded(t.competency, r) && day < t.competency.Revised
}

// inPlace reports whether a competency is competent or waived by its own measure, whatever role it
// is asked for in: what prerequisites and mentors' own competence are judged by.
func (h *history) inPlace(c *competency.Competency) bool {
	t := h.lookup(c.ID)
	return t != nil && h.standing(t, measure(c)).Counts()
}

// measure is a competency as it asks for itself, whatever a role makes of it.
func measure(c *competency.Competency) *competency.Entry {
	return &competency.Entry{Competency: c, Practice: c.Practice, Level: c.Level}
}

// blocking lists the prerequisites that are not in place, sorted. One that is not in force on the day
// blocks nobody: it can no longer, or not yet, be asked for.
func (h *history) blocking(c *competency.Competency) []string {
	var missing []string
	for _, id := range c.Requires {
		if r := h.book.Program.Competency(id); r != nil && inForce(r, h.moment.AsOf) && !h.inPlace(r) {
			missing = append(missing, id)
		}
	}
	slices.Sort(missing)
	return missing
}

// unblocked is the day on which the last prerequisite came into place; zero where there is none.
func (h *history) unblocked(c *competency.Competency) calendar.Date {
	var last calendar.Date
	for _, id := range c.Requires {
		if t := h.lookup(id); t != nil && t.stands != nil {
			last = max(last, t.since(measure(t.competency), h.moment.AsOf))
		}
	}
	return last
}

// rest fills in the record that the standing rests on and what follows from it alone.
func (h *history) rest(c *Cell, t *track) {
	c.flag(t.shown && t.stands == nil, IsTranscribed)
	switch c.Standing {
	case StandsNone, StandsPractising, StandsReady:
		return
	case StandsRequested:
		c.Rests = t.request
	case StandsRevoked, StandsNotYet:
		c.Rests = t.latest
	case StandsPartial:
		if c.Rests = t.stands; c.Rests == nil {
			c.Rests = t.passes[len(t.passes)-1]
		}
	default:
		c.Rests = t.stands
	}
	r := c.Rests
	c.Level, c.Date, c.By = r.Level, h.day(r), r.By
	c.since = t.since(c.Entry, h.moment.AsOf)
	if c.Entry.Acknowledge {
		if acked := h.acknowledged(r); acked > c.Date {
			c.since = max(c.since, acked) // on the same day it left no break
		}
	}
	c.flag(r.Type == Transcribe, IsTranscribed)
	c.flag(r.Late, IsLate)
	c.flag(r.Override != "", Overridden)
	if t.stands == nil {
		return
	}
	c.Until = t.lastGoodDay()
	if c.Standing == StandsCompetent && c.Until == t.until && t.renews() {
		c.RenewFrom = t.until.Sub(t.competency.Renew.Window)
	}
	policy := h.book.Program.Policy
	c.flag(c.Standing.Counts() && c.Until != 0 && h.moment.AsOf >= c.Until.Sub(policy.DueSoon), Expiring)
	c.flag(policy.Signatures == "required" && r.Sig == "", Unsigned)
	c.flag(c.Entry.Acknowledge && r.Type == Signoff && h.acknowledged(r) == 0, Unacknowledged)
}

// due works out when the cell is due: from the start of the enrolment, moved by pauses and by a
// deferral, never to an earlier day. What was achieved once is no longer due: from then on it expires.
func (h *history) due(c *Cell, t *track) {
	today := h.moment.AsOf
	if d := t.deferral; d != nil && !c.Standing.Counts() {
		c.Due = max(c.Due, d.Until)
		if today <= d.Until {
			c.Deferral = d
			c.flag(true, Deferred)
		} else if !h.answered(t, c.Entry, d) {
			c.RanOut = d
		}
	}
	switch c.Standing {
	case StandsCompetent, StandsWaived, StandsSuspect, StandsExpired, StandsLapsed:
		c.Due = 0
	}
}

// answered reports whether something met what a role asks for after it was put off, however that ended.
func (h *history) answered(t *track, e *competency.Entry, deferral *Record) bool {
	return slices.ContainsFunc(t.chain, func(r *Record) bool {
		return h.order(deferral, r) < 0 && (r.Type == Waive || t.enough(r, e, r.Date))
	})
}

func (c *Cell) flag(on bool, f Flags) {
	if on {
		c.Flags |= f
	}
}
