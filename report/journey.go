package report

import (
	"cmp"
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
)

// journey is a learner's way to one competency, up to the first time competent: what views of how people
// learn are made of. It holds no records that were taken back as errors, nor judgements that cannot count
// (signoff.Standings.Told). A learner has one a competency, however many roles ask for it.
type journey struct {
	Learner *signoff.Learner
	Role    *signoff.RoleStanding // the earliest of the roles shown that has the competency
	Entry   *competency.Entry     // as that role asks for it

	Judged  []*signoff.Record // all observations and sign-offs, later ones too, in order of effect
	First   *signoff.Record   // of these the first; nil where nothing was judged before Reached
	Began   calendar.Date     // of the first work on it: shown, practised or observed; zero: none
	Reached *signoff.Record   // what first made competent: a sign-off, transcription or waiver; nil: not yet
	Runs    int               // practice runs before it
	Minutes int               // that were logged for them
	Methods []string          // of practice and of showing before it, sorted; where none is named ""
	Mentors []string          // who showed, judged or practised with the learner before it, the one who signed too; sorted
}

// passed reports whether the first judgement was that it is done right.
func (j *journey) passed() bool { return j.First != nil && j.First.Outcome != signoff.NotYetOutcome }

// signed reports whether competence came by a sign-off: only of that way is known what it took.
func (j *journey) signed() bool { return j.Reached != nil && j.Reached.Type == signoff.Signoff }

// days is how long it took from the first work on it that was recorded; not ok where it was not signed, or
// nothing is recorded before.
func (j *journey) days() (int, bool) {
	if !j.signed() || j.Began == 0 {
		return 0, false
	}
	return int(j.Reached.Date - j.Began), true
}

// fromStart is how long it took from the start in the role; not ok where it was not signed, or was signed
// before the role began.
func (j *journey) fromStart() (int, bool) {
	if !j.signed() || j.Reached.Date < j.Role.Start {
		return 0, false
	}
	return int(j.Reached.Date - j.Role.Start), true
}

// journeys are those of everybody shown, by learner, then in the order of the role. Retired competencies
// are among them as far as anything was recorded.
func (in *Input) journeys() []*journey {
	if in.ways == nil {
		in.ways = []*journey{}
		for _, s := range in.Standings {
			in.ways = append(in.ways, journeysOf(s)...)
		}
	}
	return in.ways
}

func journeysOf(s *signoff.Standings) []*journey {
	told := s.Told()
	roles := slices.SortedFunc(slices.Values(s.Roles), func(a, b *signoff.RoleStanding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Role.ID, b.Role.ID))
	})
	var all []*journey
	there := map[string]bool{}
	for _, r := range roles {
		for i := range r.Cells {
			c := &r.Cells[i]
			if id := c.Entry.ID; !there[id] && (c.Asked || len(told[id]) > 0) {
				there[id] = true
				j := &journey{Learner: s.Learner, Role: r, Entry: c.Entry}
				j.follow(told[id])
				all = append(all, j)
			}
		}
	}
	return all
}

// follow takes in the records of a way, in order.
func (j *journey) follow(records []*signoff.Record) {
	for _, r := range records {
		if r.Type == signoff.Observation || r.Type == signoff.Signoff {
			j.Judged = append(j.Judged, r)
		}
		if j.Reached == nil {
			j.step(r)
		}
	}
	j.Methods, j.Mentors = sortedSet(j.Methods), sortedSet(j.Mentors)
}

// step takes in a record from before competence, and the one that made competent.
func (j *journey) step(r *signoff.Record) {
	switch r.Type {
	case signoff.Trained, signoff.Practice:
		j.Methods = append(j.Methods, r.Method)
		if r.Type == signoff.Practice {
			j.Runs, j.Minutes = j.Runs+1, j.Minutes+r.Minutes.N
		}
	case signoff.Observation, signoff.Signoff:
		if j.First == nil {
			j.First = r
		}
	}
	if j.Began == 0 && (r.Type == signoff.Trained || r.Type == signoff.Practice || r.Type == signoff.Observation) {
		j.Began = r.Date
	}
	for _, who := range []string{r.By, r.With} {
		if who != "" && who != r.Learner && r.Type != signoff.Request && r.Type != signoff.Waive && r.Type != signoff.Transcribe {
			j.Mentors = append(j.Mentors, who)
		}
	}
	if j.reaches(r) {
		j.Reached = r
	}
}

// reaches reports whether a record makes competent in what the role asks for, or takes its place.
func (j *journey) reaches(r *signoff.Record) bool {
	switch r.Type {
	case signoff.Signoff:
		return r.Reaches(j.Entry)
	case signoff.Transcribe:
		return r.Outcome != signoff.NotYetOutcome && r.Reaches(j.Entry)
	case signoff.Waive:
		return r.Kind != signoff.Deferral
	}
	return false
}

// sortedSet sorts what is named, each once.
func sortedSet(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}
