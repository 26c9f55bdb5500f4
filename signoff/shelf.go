package signoff

import "sojt/competency"

// shelf holds tracks by the place of their competency (Rulebook.places). A learner has to do with few of a large
// program's competencies, and those of one role lie side by side, so that what it takes is made in pieces.
type shelf struct {
	pages []*[pageSize]*track
}

const pageSize = 64

// at gives what stands at a place, or nil.
func (s *shelf) at(place int) *track {
	if i := place / pageSize; i < len(s.pages) && s.pages[i] != nil {
		return s.pages[i][place%pageSize]
	}
	return nil
}

// put puts a track, or nil, at a place.
func (s *shelf) put(place int, t *track) {
	i := place / pageSize
	for len(s.pages) <= i {
		s.pages = append(s.pages, nil)
	}
	if s.pages[i] == nil {
		s.pages[i] = new([pageSize]*track)
	}
	s.pages[i][place%pageSize] = t
}

// number gives each competency of a program its place: those of one role side by side.
func (b *Rulebook) number() {
	b.places, b.entries = map[string]int{}, map[*competency.Role][]int{}
	for _, role := range b.Program.Roles {
		for _, e := range role.Entries {
			b.entries[role] = append(b.entries[role], b.place(e.ID))
		}
	}
	for _, set := range b.Program.Sets {
		for _, c := range set.Competencies {
			b.place(c.ID)
		}
	}
}

// place is that of a competency, a new one where it has none.
func (b *Rulebook) place(id string) int {
	place, known := b.places[id]
	if !known {
		place = len(b.places)
		b.places[id] = place
	}
	return place
}
