package signoff

import (
	"slices"

	"sojt/competency"
)

// Folder folds one learner after the other, as Rulebook.Fold does, with memory that it uses again. It is for
// whoever looks at a learner's standings and lets go of them: one for each goroutine, not for concurrent use.
// Records need not be identified (see Quick); those are that another one refers to.
type Folder struct {
	history   history
	standings Standings
}

// Folder makes one that has folded nobody yet.
func (b *Rulebook) Folder() *Folder { return &Folder{history: history{book: b}} }

// Fold gives the standings that Rulebook.Fold gives. They are lent: they and all that they lead to hold until
// the next call of Fold, and as long as the learner and its records do.
func (f *Folder) Fold(l *Learner, m Moment) *Standings {
	f.history.gather(l, m)
	room := f.standings.Roles[:0]
	if len(f.history.stays) == 0 {
		room = nil
	}
	f.standings = Standings{Learner: l, Moment: m, Roles: room, history: &f.history}
	f.history.standings(&f.standings)
	for _, spare := range f.history.roles[f.history.rolesMade:] {
		clear(spare.Cells)
		spare.Cells = spare.Cells[:0]
	}
	return &f.standings
}

// scratch is memory that serves a history after the other: what was made for the one before is spare.
type scratch struct {
	spareTracks []*track
	usedTracks  []*track
	roles       []*RoleStanding // the first rolesMade of them are in use
	rolesMade   int
	belong      []*track // what tracksOf gave last
	electives   []elective
}

// reset empties a history; of what it held only memory is left.
func (h *history) reset() {
	if h.docket == nil { // whose lists they are
		h.known, h.records = h.known[:0], h.records[:0]
	}
	h.stays = h.stays[:0]
	h.named.looks = 0
	clear(h.named.of)
	clear(h.against)
	clear(h.void)
	clear(h.acked)
	if h.docket != nil {
		h.acked = nil
	}
	for _, t := range h.usedTracks {
		h.tracks.put(t.place, nil)
		clear(t.helps) // whose names would hold the text of the file that they were cut from
	}
	h.spareTracks, h.usedTracks = append(h.spareTracks, h.usedTracks...), h.usedTracks[:0]
	h.rolesMade = 0
}

// newTrack gives a track about which nothing is known yet.
func (h *history) newTrack(c *competency.Competency, place int) *track {
	n := len(h.spareTracks)
	if n == 0 {
		some := make([]track, 8)
		for i := range some {
			h.spareTracks = append(h.spareTracks, &some[i])
		}
		n = len(some)
	}
	t := h.spareTracks[n-1]
	h.spareTracks = h.spareTracks[:n-1]
	h.usedTracks = append(h.usedTracks, t)
	h.tracks.put(place, t)
	*t = track{
		competency: c, program: h.book.Program, place: place,
		chain: t.chain[:0], passes: t.passes[:0], judged: t.judged[:0], practices: t.practices[:0], helps: t.helps[:0],
	}
	return t
}

// newStay begins what there was of a role.
func (h *history) newStay(role *competency.Role) *stay {
	if n := len(h.stays); n < cap(h.stays) {
		h.stays = h.stays[:n+1]
	} else {
		h.stays = append(h.stays, stay{})
	}
	s := &h.stays[len(h.stays)-1]
	*s = stay{role: role, periods: s.periods[:0]}
	return s
}

// newRole gives a role's standing with as many cells as it has entries; what is in them is old.
func (h *history) newRole(role *competency.Role) *RoleStanding {
	if h.rolesMade == len(h.roles) {
		h.roles = append(h.roles, new(RoleStanding))
	}
	s := h.roles[h.rolesMade]
	h.rolesMade++
	n := len(role.Entries)
	clear(s.Cells[min(n, len(s.Cells)):])
	*s = RoleStanding{Role: role, Cells: slices.Grow(s.Cells[:0], n)[:n]}
	return s
}
