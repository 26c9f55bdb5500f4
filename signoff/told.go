package signoff

import "sojt/competency"

// Told gives, by competency, the records that tell how the learner came to it, in order of effect: what
// was shown, practised and asked for, and the judgements that can count (SPEC 6), waivers among them. What
// a revocation takes back altogether is not there, nor are revocations; a judgement that was revoked for
// another reason did hold, and is. A record about a competency that another one replaced with carry: full
// is told of that one too. It is nil for standings that no fold made.
func (s *Standings) Told() map[string][]*Record {
	h := s.history
	if h == nil {
		return nil
	}
	told := map[string][]*Record{}
	for _, r := range h.records {
		if h.void[r] || !h.tells(r) {
			continue
		}
		for _, t := range h.tracksOf(r.Competency) {
			told[t.competency.ID] = append(told[t.competency.ID], r)
		}
	}
	return told
}

// tells reports whether a record is part of the way to a competency.
func (h *history) tells(r *Record) bool {
	switch r.Type {
	case Trained, Practice, Request:
		return true
	case Transcribe:
		return h.authorised(r) && h.book.Program.Policy.Transcriptions != "show"
	case Observation, Signoff, Waive:
		return h.authorised(r)
	}
	return false
}

// Reaches reports whether a sign-off or transcription is of the level and way of working that a role asks
// for. One of an older revision is: levels of that time are not known any more.
func (r *Record) Reaches(e *competency.Entry) bool {
	return reaches(r, e) || r.Revision < e.Revision
}
