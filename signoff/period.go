package signoff

import (
	"slices"

	"sojt/competency/calendar"
)

// period is one enrolment in a role, from its start to leaving, with the times that did not count.
type period struct {
	enrol  *Record
	start  calendar.Date
	left   calendar.Date // the day of leaving; zero: still enrolled
	pauses []pause
}

type pause struct {
	from calendar.Date
	to   calendar.Date // the day of resuming; zero: still paused
}

// enrolments folds enroll, pause, resume and leave into periods by role. Without a role, the last
// three mean every role the learner is in.
func (h *history) enrolments() {
	h.periods = map[string][]period{}
	for _, r := range h.records {
		if h.void[r.Digest] {
			continue
		}
		switch r.Type {
		case Enroll:
			if h.open(r.Role) == nil && h.book.Program.Role(r.Role) != nil {
				h.periods[r.Role] = append(h.periods[r.Role], period{enrol: r, start: r.Start})
			}
		case Pause, Resume, Leave:
			for role := range h.periods {
				if p := h.open(role); p != nil && (r.Role == "" || r.Role == role) {
					p.apply(r)
				}
			}
		case Acknowledge:
			if r.By == r.Learner {
				h.acked[r.Ref] = true
			}
		}
	}
}

func (p *period) apply(r *Record) {
	switch r.Type {
	case Pause:
		if !p.paused() {
			p.pauses = append(p.pauses, pause{from: r.Date})
		}
	case Resume:
		if p.paused() {
			p.pauses[len(p.pauses)-1].to = r.Date
		}
	case Leave:
		p.left = r.Date
	}
}

func (p *period) paused() bool {
	return len(p.pauses) > 0 && p.pauses[len(p.pauses)-1].to == 0
}

// open gives the present period of a role, or nil when the learner never was in it or has left.
func (h *history) open(role string) *period {
	if p := h.last(role); p != nil && p.left == 0 {
		return p
	}
	return nil
}

// last gives the latest period of a role, or nil.
func (h *history) last(role string) *period {
	if n := len(h.periods[role]); n > 0 {
		return &h.periods[role][n-1]
	}
	return nil
}

// covers reports whether work seen on a day fell into the enrolment. The day of leaving is the last
// one that does.
func (p *period) covers(day calendar.Date) bool {
	return p.start <= day && (p.left == 0 || day <= p.left)
}

// enrolled reports whether any enrolment covered a day.
func (h *history) enrolled(day calendar.Date) bool {
	for _, periods := range h.periods {
		if slices.ContainsFunc(periods, func(p period) bool { return p.covers(day) }) {
			return true
		}
	}
	return false
}

// extended moves a due day by the paused time that lay before it, as seen on a day: paused time
// stops due dates, not expiry.
func (p *period) extended(due, today calendar.Date) calendar.Date {
	for _, pause := range p.pauses {
		to := pause.to
		if to == 0 {
			to = today + 1 // still paused: the due day keeps moving
		}
		if due != 0 && pause.from <= due {
			due += to - pause.from
		}
	}
	return due
}

// earliest gives the open enrolment with the earliest start, by id where two are equal, in a role
// that has the competency; "" if there is none.
func (h *history) earliest(competency string) string {
	best := ""
	for _, r := range h.book.Program.Roles {
		p := h.open(r.ID)
		if p == nil || r.Entry(competency) == nil {
			continue
		}
		if best == "" || p.start < h.open(best).start {
			best = r.ID
		}
	}
	return best
}

// RoleFor is the role a record about a competency belongs to when none is named: the earliest open
// enrolment that has the competency (SPEC 6), or "".
func (s *Standings) RoleFor(competency string) string { return s.history.earliest(competency) }
