package report

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"sojt/competency/calendar"
	"sojt/report/stamp"
	"sojt/signoff"
)

// mentors is the view of those who judge: how much, how they do beside colleagues on the same competencies,
// and how far two who judged the same agree.
type mentors struct{ in *Input }

func newMentors(in *Input) View { return mentors{in} }

// mentoring is what one mentor did, as far as the filter lets it through.
type mentoring struct {
	id                     string
	judged                 []verdict // in order of recording
	signed, notYets        int
	learners, competencies map[string]bool
	outside                int // judgements that name an outside examiner
	transcribed            int // copied from paper: judged by somebody else, and not in judged
	unauthorised           int // judgements that cannot count, and are not in judged
	revoked                int // of judged, and of what was taken back as an error
	first                  *stamp.Beside
	pace                   pace
	levels                 map[string]stamp.Levels // by scale
	same                   []string                // scales on which one level was always given, beyond chance
	signs                  []sign
}

// judging is everything the view shows.
type judging struct {
	all      []*mentoring // in the order of mentors.yaml, then who is not there any more
	shown    []*mentoring // all, or the one of the filter
	learners int          // who was judged
	agreed   agreement
}

// few reports whether too few learners were judged to set one mentor beside another.
func (j judging) few() bool { return j.learners < stamp.Learners }

// gather puts together what was judged, whoever is shown: colleagues are the measure.
func (v mentors) gather() judging {
	by := map[string]*mentoring{}
	of := func(id string) *mentoring {
		if by[id] == nil {
			by[id] = &mentoring{id: id, learners: map[string]bool{}, competencies: map[string]bool{}, first: &stamp.Beside{}}
		}
		return by[id]
	}
	for _, m := range v.in.Program.Mentors {
		of(m.ID)
	}
	learners := map[string]bool{}
	var runs []stamp.Run
	for _, j := range v.in.judgements() {
		of(j.By).take(j)
		learners[j.Learner] = true
		if j.first {
			runs = append(runs, stamp.Run{Mentor: j.By, Learner: j.Learner, Competency: j.Competency, Passed: j.passed()})
		}
	}
	for id, beside := range stamp.Compare(runs) {
		of(id).first = beside
	}
	v.beside(of)
	found := judging{learners: len(learners), agreed: v.agreement()}
	for _, id := range v.order(by) {
		m := by[id]
		m.pace = v.in.pace(m.judged)
		m.levels = v.in.levels(m.judged)
		found.all = append(found.all, m)
	}
	v.in.sign(found.all, found.few())
	for _, m := range found.all {
		if v.in.Mentor == "" || m.id == v.in.Mentor {
			found.shown = append(found.shown, m)
		}
	}
	return found
}

// take counts a judgement.
func (m *mentoring) take(j verdict) {
	m.judged = append(m.judged, j)
	m.learners[j.Learner], m.competencies[j.Competency] = true, true
	if j.Type == signoff.Signoff {
		m.signed++
	}
	if !j.passed() {
		m.notYets++
	}
	if j.Assessor != "" {
		m.outside++
	}
}

// beside counts what is no judgement of a mentor, or does not stand: copies from paper, what its author was
// not allowed to judge, and what was taken back.
func (v mentors) beside(of func(string) *mentoring) {
	for _, s := range v.in.everybody {
		if !v.in.admits(s) {
			continue
		}
		taken := map[string]bool{}
		for _, r := range s.Valid() {
			target := s.Record(r.Ref)
			switch {
			case r.Type == signoff.Revoke && target != nil && !taken[r.Ref] && v.in.revokes(r):
				if (target.Type == signoff.Observation || target.Type == signoff.Signoff) && v.in.fits(s, target) {
					taken[r.Ref] = true
					of(target.By).revoked++
				}
			case r.Competency == "" || !v.in.fits(s, r):
			case r.Type == signoff.Transcribe:
				of(r.By).transcribed++
			case (r.Type == signoff.Observation || r.Type == signoff.Signoff) && !s.Authorised(r):
				of(r.By).unauthorised++
			}
		}
	}
}

// revokes reports whether a revocation counts: nobody revokes in their own file, or without a designation.
func (in *Input) revokes(r *signoff.Record) bool {
	return r.By != r.Learner && in.Program.Designation(r.By, in.on(r)) != nil
}

// order lists who is named in mentors.yaml in its order, then the others by id.
func (v mentors) order(by map[string]*mentoring) []string {
	place := map[string]int{}
	for i, m := range slices.Backward(v.in.Program.Mentors) {
		place[m.ID] = i - len(v.in.Program.Mentors)
	}
	return slices.SortedFunc(maps.Keys(by), func(a, b string) int {
		return cmp.Or(place[a]-place[b], cmp.Compare(a, b))
	})
}

// pace is how sign-offs follow each other.
type pace struct {
	sittings int       // sign-offs recorded by one command are one sitting
	minutes  []float64 // between one sitting and the next
	late     int
	days     int
	busiest  calendar.Date // the day on which most were recorded; the first of several
	most     int           // on that day
	criteria int           // sign-offs with two criteria or more, all of them ticked
	quick    int           // of these, within a minute of the judgement before, in another sitting
	bursts   []burst
}

// burst is many sign-offs in a short time, by when they were recorded.
type burst struct {
	n    int
	from time.Time
	took time.Duration
}

// burstsAmong finds the bursts among what was judged, in order of recording.
func burstsAmong(judged []verdict) []burst {
	var at []time.Time
	for _, j := range judged {
		if j.Type == signoff.Signoff {
			at = append(at, j.At)
		}
	}
	var all []burst
	for _, b := range stamp.Bursts(at, stamp.Burst) {
		all = append(all, burst{b[1] - b[0], at[b[0]], at[b[1]-1].Sub(at[b[0]])})
	}
	return all
}

func (in *Input) pace(judged []verdict) pace {
	p := pace{bursts: burstsAmong(judged)}
	var last, lastSigned *signoff.Record
	days := map[calendar.Date]int{}
	for _, j := range judged {
		apart := last == nil || j.Session == "" || j.Session != last.Session
		if j.Type == signoff.Signoff {
			if lastSigned == nil || j.Session == "" || j.Session != lastSigned.Session {
				p.sittings++
				if lastSigned != nil {
					p.minutes = append(p.minutes, j.At.Sub(lastSigned.At).Minutes())
				}
			}
			lastSigned = j.Record
			on := in.on(j.Record)
			if days[on]++; days[on] > p.most {
				p.busiest, p.most = on, days[on]
			}
			if j.Late {
				p.late++
			}
			if in.allTicked(j.Record) {
				p.criteria++
				if apart && last != nil && j.At.Sub(last.At).Minutes() < 1 {
					p.quick++
				}
			}
		}
		last = j.Record
	}
	p.days = len(days)
	return p
}

// allTicked reports whether a sign-off ticks two criteria or more, and all that there are.
func (in *Input) allTicked(r *signoff.Record) bool {
	c := in.Program.Competency(r.Competency)
	return c != nil && c.Says(r.Fingerprint) && len(c.Criteria) > 1 && len(r.Criteria) == len(c.Criteria)
}

// levels counts what was given on each scale, by its id.
func (in *Input) levels(judged []verdict) map[string]stamp.Levels {
	by := map[string]stamp.Levels{}
	for _, j := range judged {
		c := in.Program.Competency(j.Competency)
		if c == nil || c.Scale == nil || !j.Level.Set || c.Scale.Rank(j.Level.N) < 0 {
			continue
		}
		if by[c.Scale.ID] == nil {
			by[c.Scale.ID] = stamp.Levels{}
		}
		by[c.Scale.ID].Add(j.Competency, j.Level.N)
	}
	return by
}
