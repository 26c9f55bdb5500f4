package signoff

import (
	"slices"

	"sojt/competency/calendar"
)

// help is what somebody did for a learner in a competency that keeps them from certifying it, where
// the certifier has to be separate.
type help struct {
	who, did string
	day      calendar.Date
	alone    bool // it was taken back, by nobody but who did it
}

// helped gives the help that a record tells of: that its author trained the learner or observed them
// competent, or that somebody practised with them, by the word of a mentor. Of nobody where it tells of none.
func (h *history) helped(r *Record) help {
	switch {
	case r.Type == Trained:
		return help{who: r.By, did: "trained", day: r.Date}
	case r.Type == Practice && r.With != "" && r.By != r.Learner && h.designation(r) != nil:
		return help{who: r.With, did: "practised with", day: r.Date}
	case r.Type == Observation && r.Outcome == CompetentOutcome && h.authorised(r):
		return help{who: r.By, did: "observed", day: r.Date}
	}
	return help{}
}

// leftBehind is what a record that was taken back leaves behind: whoever is kept by their own record
// from signing off would else only have to revoke it first. A not-yet still breaks the series that
// `consecutive` counts unless a coordinator took it back, who may override that rule too; and help
// stays help unless somebody else took it back.
func (h *history) leftBehind(t *track, r *Record) {
	broke := r.Type == Observation && r.Outcome == NotYetOutcome && h.authorised(r) &&
		!h.takenBack(r, func(x *Record) bool { return h.designation(x).Coordinator })
	if help := h.helped(r); help.who != "" && !h.takenBack(r, func(x *Record) bool { return x.By != help.who }) {
		help.alone = true
		t.helps = append(t.helps, help)
	}
	if broke {
		t.expire(h.day(r))
		t.judged = append(t.judged, r)
	}
}

// takenBack reports whether a revocation of a record stands for which a test holds.
func (h *history) takenBack(r *Record, by func(*Record) bool) bool {
	return slices.ContainsFunc(h.against[r], func(x *Record) bool { return !h.void[x] && by(x) })
}

// certifier is rule 8: where the certifier is separate, whoever trained the learner in it, is named
// by a practice that a mentor recorded, or observed it competent, may not sign it off.
func (j *judgement) certifier() []Refusal {
	did := j.helped(j.r.By)
	if did.who == "" {
		return nil
	}
	back, remedy := "", j.whoSigns()
	if did.alone {
		back = " and took the record of that back alone"
		remedy += "; or another coordinator takes it back too"
	}
	return refuse("certifier", remedy, "%s %s %s in it on %s%s, and the certifier is somebody else",
		j.name(j.r.By), did.did, j.name(j.learner.ID), did.day.Human(), back)
}

// helped is what somebody did that keeps them from certifying the competency; empty for nothing. What
// they did after the day that the record is dated counts too, or an earlier date would be a way around.
func (j *judgement) helped(id string) help {
	if j.c == nil || !j.c.Separate {
		return help{}
	}
	if did := j.track().helper(id); did.who != "" {
		return did
	}
	if t := j.now().lookup(j.c.ID); t != nil {
		return t.helper(id)
	}
	return help{}
}

// helper is what somebody did for the learner that keeps them from certifying the competency, where
// the certifier has to be separate: that they observed it rather than that they trained, and what
// stands rather than what was taken back. Empty for nothing.
func (t *track) helper(id string) help {
	did := help{}
	if !t.competency.Separate {
		return did
	}
	for _, x := range t.helps {
		if x.who == id && (did.who == "" || did.alone || !x.alone && did.did != "observed") {
			did = x
		}
	}
	return did
}

// barred lists who may not certify the competency, each once, sorted.
func (t *track) barred() []string {
	var ids []string
	for _, x := range t.helps {
		if t.competency.Separate && !slices.Contains(ids, x.who) {
			ids = append(ids, x.who)
		}
	}
	slices.Sort(ids)
	return ids
}
