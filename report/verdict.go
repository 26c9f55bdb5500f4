package report

import (
	"cmp"
	"slices"

	"sojt/competency/calendar"
	"sojt/signoff"
)

// verdict is one observation or sign-off that counts: a run that its author watched, or says so.
type verdict struct {
	*signoff.Record
	s     *signoff.Standings
	first bool // nobody judged this learner in this competency before, on paper or otherwise
}

// passed reports whether the judgement was competent.
func (v verdict) passed() bool { return v.Outcome != signoff.NotYetOutcome }

// judgements lists what was judged by the moment and fits the filter, but for its mentor: records that
// count by SPEC 6 and were not taken back altogether. Who left is among them, since leaving undoes nothing.
// What was copied from paper was judged by somebody else and is left out. In order of recording.
func (in *Input) judgements() []verdict {
	var all []verdict
	for _, s := range in.everybody {
		if !in.admits(s) {
			continue
		}
		before := map[string]bool{} // competencies that were judged, or came from paper or by a waiver
		for _, r := range s.Valid() {
			switch {
			case !s.Authorised(r):
			case r.Type == signoff.Observation, r.Type == signoff.Signoff:
				if in.fits(s, r) {
					all = append(all, verdict{r, s, !before[r.Competency]})
				}
				before[r.Competency] = true
			case r.Type == signoff.Transcribe && r.Outcome != signoff.NotYetOutcome, r.Type == signoff.Waive && r.Kind != signoff.Deferral:
				before[r.Competency] = true
			}
		}
	}
	slices.SortStableFunc(all, func(a, b verdict) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Digest, b.Digest))
	})
	return all
}

// fits reports whether a judgement is of the days, the role, the department, the tag and the group asked for.
func (in *Input) fits(s *signoff.Standings, r *signoff.Record) bool {
	switch {
	case !in.between(r.Effect(in.Program.Zone)):
		return false
	case in.Role != "" && r.Role != in.Role:
		return false
	case in.Department != "" && !in.Program.Beneath(in.Book.Department(s.Learner, r.Role), in.Department):
		return false
	case !in.partial():
		return true
	}
	c := in.Program.Competency(r.Competency)
	return c != nil && in.covers(c)
}

// on is the day on which a record was made.
func (in *Input) on(r *signoff.Record) calendar.Date { return calendar.In(r.At, in.Program.Zone) }
