package signoff

// Objective is a note that says what somebody means to reach, and the one that says it is done.
type Objective struct {
	Opened *Record // its Text and, where there is one, its Due
	Closed *Record // the first note with `done` that names it; nil while it is open
}

// Objectives are those of the learner that had been opened by the moment, in the order in which they were. A
// note that was revoked opens and closes nothing, so that revoking the one that closed opens it again.
func (s *Standings) Objectives() []Objective {
	h := s.history
	if h == nil {
		return nil // standings that no fold made
	}
	var all []Objective
	place := map[string]int{}
	for _, r := range h.records {
		if r.Type != Note || h.void[r] {
			continue
		}
		if i, opened := place[r.Ref]; opened && r.Done && all[i].Closed == nil {
			all[i].Closed = r
		}
		if r.Kind == KindObjective && !r.Done {
			place[r.Identify()] = len(all)
			all = append(all, Objective{Opened: r})
		}
	}
	return all
}
