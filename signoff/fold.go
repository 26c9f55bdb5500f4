package signoff

import (
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
)

// standings lays the history out by role.
func (b *Rulebook) standings(h *history) *Standings {
	s := &Standings{Learner: h.learner, Moment: h.moment, history: h}
	for _, role := range b.Program.Roles {
		if h.last(role.ID) != nil {
			s.Roles = append(s.Roles, h.role(role))
		}
	}
	return s
}

func (h *history) role(role *competency.Role) *RoleStanding {
	p := h.last(role.ID)
	s := &RoleStanding{
		Role: role, Start: p.start, Left: p.left, Paused: p.paused(),
		DueBy: p.extended(p.start.Add(role.CompleteWithin), h.moment.AsOf),
		Cells: make([]Cell, len(role.Entries)),
	}
	for i, e := range role.Entries {
		s.Cells[i] = h.cell(e, p)
	}
	s.LastSeen = h.lastSeen(role)
	h.count(s)
	h.qualify(s, p)
	return s
}

// lastSeen is the last day on which anything happened in a role but enrolling.
func (h *history) lastSeen(role *competency.Role) calendar.Date {
	for _, r := range slices.Backward(h.records) {
		id := r.Competency
		if target := h.byDigest[r.Ref]; id == "" && target != nil {
			id = target.Competency
		}
		if successor := h.book.carried[id]; successor != "" {
			id = successor
		}
		if role.Entry(id) != nil || (r.Type == Qualify && r.Role == role.ID) {
			return h.day(r)
		}
	}
	return 0
}

// cell is one competency as one role asks for it.
func (h *history) cell(e *competency.Entry, p *period) Cell {
	t := h.tracks[e.ID]
	if t == nil {
		t = &track{competency: e.Competency}
	}
	today := h.moment.AsOf
	t.expire(today)
	c := Cell{
		Entry: e, Runs: t.runs, Worked: t.worked, Passes: t.passes, LastNo: t.lastNo,
		Request: t.request, Flags: t.flags,
		Standing: h.standing(t, e),
	}
	h.rest(&c, t)
	h.due(&c, t, p)
	c.Blocking = h.blocking(e.Competency)
	c.flag(len(c.Blocking) > 0, Blocked)
	retired := e.Retired != 0 && today >= e.Retired
	tooEarly := e.Revision == 1 && e.Revised != 0 && today < e.Revised
	na := c.Standing == StandsWaived && c.Rests.Kind == NotApplicable
	c.Asked = (e.Required || e.Choice != "") && !retired && !tooEarly && !na
	return c
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
	case !reaches(r, e):
		return StandsPartial
	case t.suspect(today):
		return StandsSuspect
	case t.until != 0 && today > t.until:
		return StandsExpired
	case t.current() != 0 && today > t.current():
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

// reaches reports whether a sign-off's level and way of doing it are what a role asks for.
func reaches(r *Record, e *competency.Entry) bool {
	if !competency.Reaches(r.Accomplish, e.Accomplish) {
		return false
	}
	return e.Scale == nil || (r.Level.Set && e.Scale.Rank(r.Level.N) >= e.Scale.Rank(e.Level))
}

// inPlace reports whether a competency is competent or waived by its own measure, whatever role it
// is asked for in: what prerequisites and mentors' own competence are judged by.
func (h *history) inPlace(c *competency.Competency) bool {
	t := h.tracks[c.ID]
	return t != nil && h.standing(t, &competency.Entry{Competency: c, Practice: c.Practice, Level: c.Level}).Counts()
}

func (h *history) blocking(c *competency.Competency) []string {
	var missing []string
	for _, id := range c.Requires {
		if r := h.book.Program.Competency(id); r != nil && !h.inPlace(r) {
			missing = append(missing, id)
		}
	}
	slices.Sort(missing)
	return missing
}

// rest fills in the record that the standing rests on and what follows from it alone.
func (h *history) rest(c *Cell, t *track) {
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
	c.flag(r.Late, IsLate)
	c.flag(r.Override != "", Overridden)
	if t.stands == nil {
		return
	}
	c.Until = t.lastGoodDay()
	policy := h.book.Program.Policy
	c.flag(c.Standing.Counts() && c.Until != 0 && h.moment.AsOf >= c.Until.Sub(policy.DueSoon), Expiring)
	c.flag(policy.Signatures == "required" && r.Sig == "", Unsigned)
	c.flag(c.Entry.Acknowledge && r.Type == Signoff && !h.acked[r.Digest], Unacknowledged)
}

// due works out when the cell is due: from the start of the enrolment, moved by pauses and by a
// deferral. What was achieved once is no longer due: from then on it expires.
func (h *history) due(c *Cell, t *track, p *period) {
	today := h.moment.AsOf
	c.Due = p.extended(p.start.Add(c.Entry.Due), today)
	if c.Entry.Due.IsZero() {
		c.Due = 0
	}
	if d := t.deferral; d != nil && !c.Standing.Counts() {
		c.Due = d.Until
		if today <= d.Until {
			c.Deferral = d
			c.flag(true, Deferred)
		}
	}
	switch c.Standing {
	case StandsCompetent, StandsWaived, StandsSuspect, StandsExpired, StandsLapsed:
		c.Due = 0
	}
}

func (c *Cell) flag(on bool, f Flags) {
	if on {
		c.Flags |= f
	}
}
