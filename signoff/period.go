package signoff

import (
	"cmp"
	"slices"

	"sojt/competency"
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

// stay is the periods of a learner in a role.
type stay struct {
	role    *competency.Role
	periods []period // at least one
}

// last gives the latest period.
func (s *stay) last() *period { return &s.periods[len(s.periods)-1] }

// enrolments folds enroll, pause, resume and leave, in order of effect, into periods by role. Without a role, the last
// three mean every role the learner is in.
func (h *history) enrolments(records []*Record) {
	for _, r := range records {
		switch r.Type {
		case Enroll:
			if !h.void[r] && h.open(r.Role) == nil && h.book.roles[r.Role] != nil {
				h.enrol(r)
			}
		case Pause, Resume, Leave:
			for i := range h.stays {
				if s := &h.stays[i]; !h.void[r] && s.last().left == 0 && (r.Role == "" || r.Role == s.role.ID) {
					s.last().apply(r)
				}
			}
		}
	}
}

// enrol begins a period in a role.
func (h *history) enrol(r *Record) {
	s := h.stay(r.Role)
	if s == nil {
		s = h.newStay(h.book.roles[r.Role])
	}
	s.periods = append(s.periods, period{enrol: r, start: r.Start})
}

// stay finds what there was of a role, or nil.
func (h *history) stay(role string) *stay {
	for i := range h.stays {
		if s := &h.stays[i]; s.role.ID == role {
			return s
		}
	}
	return nil
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
	if s := h.stay(role); s != nil {
		return s.last()
	}
	return nil
}

// covers reports whether work seen on a day fell into the enrolment. The day of leaving is the last
// one that does.
func (p *period) covers(day calendar.Date) bool {
	return p.start <= day && (p.left == 0 || day <= p.left)
}

func (s *stay) covering(day calendar.Date) *period {
	for i := range s.periods {
		if p := &s.periods[i]; p.covers(day) {
			return p
		}
	}
	return nil
}

// covering gives the enrolment in a role that covers a day, or nil.
func (h *history) covering(role string, day calendar.Date) *period {
	if s := h.stay(role); s != nil {
		return s.covering(day)
	}
	return nil
}

// enrolled reports whether any enrolment covered a day.
func (h *history) enrolled(day calendar.Date) bool {
	for i := range h.stays {
		if h.stays[i].covering(day) != nil {
			return true
		}
	}
	return false
}

// due gives the last good day of what is due some time after the start, as seen on a day; zero where
// nothing is asked.
func (p *period) due(within calendar.Period, today calendar.Date) calendar.Date {
	if within.IsZero() {
		return 0
	}
	return p.extended(p.start.Add(within), today)
}

// extended moves a due day by the paused time that lay before it, as seen on a day: paused time
// stops due dates, not expiry.
func (p *period) extended(due, today calendar.Date) calendar.Date {
	for _, pause := range p.pauses {
		to := pause.to
		if to == 0 {
			to = today + 1 // still paused: the due day keeps moving
		}
		if pause.from <= due {
			due += to - pause.from
		}
	}
	return due
}

// rolesFor lists the learner's roles that a record of a type about a competency can belong to on a
// day: those that can take it first, then by the start of the enrolment, then by id.
func (h *history) rolesFor(kind, id string, day calendar.Date) []*competency.Role {
	var roles []*competency.Role
	for i := range h.stays {
		if s := &h.stays[i]; s.role.Entry(id) != nil && s.covering(day) != nil {
			roles = append(roles, s.role)
		}
	}
	slices.SortFunc(roles, func(a, b *competency.Role) int {
		p, q := h.covering(a.ID, day), h.covering(b.ID, day)
		return cmp.Or(one(!p.takes(a, kind))-one(!q.takes(b, kind)), cmp.Compare(p.start, q.start), cmp.Compare(a.ID, b.ID))
	})
	return roles
}

// takes reports whether a record of a type can be made in a role: a pause stops all, and a draft
// takes practice only.
func (p *period) takes(r *competency.Role, kind string) bool {
	return !p.paused() && (r.Status == competency.Adopted || r.Status == competency.Draft && kind == Practice)
}

// RoleFor is the role a sign-off of a competency belongs to when none is named: the earliest
// enrolment that has the competency on the day of the standings, "" if there is none (SPEC 6). One
// that takes no sign-off that day, since it is paused, a draft or retired, comes after one that does.
func (s *Standings) RoleFor(competency string) string {
	if roles := s.history.rolesFor(Signoff, competency, s.Moment.AsOf); len(roles) > 0 {
		return roles[0].ID
	}
	return ""
}
