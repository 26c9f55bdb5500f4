package report

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"sojt/competency/calendar"
	"sojt/report/stamp"
	"sojt/signoff"
)

// The signs by which a mentor signs unlike the others, or as a rubber stamp would. Those that audit looks
// for too are called as they are there.
const (
	passesMore    = "passes-more"
	passesFewer   = "passes-fewer"
	everyPasses   = "everybody-passes"
	oneLevel      = "one-level"
	burstSigning  = "burst-signing"
	withinAMinute = "within-a-minute"
)

// title is a sign in words, for the eye.
func (s sign) title() string {
	words := map[string]string{
		passesMore: "passes more than colleagues", passesFewer: "passes fewer than colleagues", everyPasses: "never a not-yet",
		oneLevel: "always one level", burstSigning: "many in a short time", withinAMinute: "within a minute",
	}
	return words[s.word]
}

// From so many sign-offs with all ticked within a minute on, and from that share of all of them, they are a
// sign: a command line that was ready twice is none.
const (
	quickest = 5
	quickly  = 0.2
)

// sign is something to look at together with a mentor, in words.
type sign struct {
	word   string
	why    string
	unlike bool // colleagues do it otherwise
}

// sign looks for signs in what all of them judged; where there are few learners, only for those that make no
// comparison with colleagues, or that audit makes of judgements alone.
func (in *Input) sign(all []*mentoring, few bool) {
	lenient, tallies := in.lenient(all)
	scales := map[string]map[string]stamp.Levels{}
	for _, m := range all {
		for scale, levels := range m.levels {
			if scales[scale] == nil {
				scales[scale] = map[string]stamp.Levels{}
			}
			scales[scale][m.id] = levels
		}
	}
	same := map[string]map[string]stamp.Same{}
	for scale, by := range scales {
		same[scale] = stamp.OneLevel(by)
	}
	for _, m := range all {
		m.apart()
		if others, found := lenient[m.id]; found {
			m.add(sign{everyPasses, fmt.Sprintf("%s%s and no not-yet (colleagues in the same competencies: %d in %d)", count(tallies[m.id].N(), "judgement"), in.lately(), others.Other, others.N), others.Other > 0 && !few})
		}
		for _, scale := range slices.Sorted(maps.Keys(same)) {
			if s, found := same[scale][m.id]; found && !few {
				m.same = append(m.same, scale)
				m.add(sign{oneLevel, fmt.Sprintf("always level %d on the scale %s, %d times (colleagues in the same competencies: another one %d times in %d)", s.Level, scale, m.levels[scale].N(), s.Other, s.N), true})
			}
		}
		m.hurried(in.Program.Zone)
	}
}

// lenient finds who never gives a not-yet, as audit does: in the year before the day, or between the days
// that were asked for.
func (in *Input) lenient(all []*mentoring) (map[string]stamp.Against, map[string]stamp.Tally) {
	since := in.Moment.AsOf.Sub(calendar.Period{N: 1, Unit: calendar.Years})
	tallies := map[string]stamp.Tally{}
	for _, m := range all {
		t := stamp.NewTally()
		for _, j := range m.judged {
			if in.Since == 0 && in.Until == 0 && j.Date <= since {
				continue
			}
			if t.All[j.Competency]++; !j.passed() {
				t.Other[j.Competency]++
			}
		}
		tallies[m.id] = t
	}
	return stamp.Lenient(tallies), tallies
}

// lately says which days lenient looks at, where nobody asked for any.
func (in *Input) lately() string {
	if in.Since == 0 && in.Until == 0 {
		return " in a year"
	}
	return ""
}

// always reports whether a mentor gave one level of a scale only, beyond chance.
func (m *mentoring) always(scale string) bool { return slices.Contains(m.same, scale) }

func (m *mentoring) add(s sign) { m.signs = append(m.signs, s) }

// apart looks at the first judgements beside those of colleagues.
func (m *mentoring) apart() {
	more, fewer := m.first.Apart()
	why := fmt.Sprintf("%d of %d passed at first (%d%%) where colleagues pass %d%% on the same competencies", m.first.Hits, m.first.Compared, hundredths(m.first.Rate()), hundredths(m.first.Expected))
	if more {
		m.add(sign{passesMore, why, true})
	}
	if fewer {
		m.add(sign{passesFewer, why, true})
	}
}

// hurried looks at how fast sign-offs follow each other.
func (m *mentoring) hurried(zone *time.Location) {
	var at []time.Time
	for _, j := range m.judged {
		if j.Type == signoff.Signoff {
			at = append(at, j.At)
		}
	}
	if bursts := stamp.Bursts(at, stamp.Burst); len(bursts) > 0 {
		most := slices.MaxFunc(bursts, func(a, b [2]int) int { return cmp.Compare(a[1]-a[0], b[1]-b[0]) })
		took := at[most[1]-1].Sub(at[most[0]])
		why := fmt.Sprintf("%d sign-offs within %s on %s", most[1]-most[0], count(max(1, int(math.Ceil(took.Minutes()))), "minute"), calendar.In(at[most[0]], zone).Human())
		if more := len(bursts) - 1; more > 0 {
			why += " and " + count(more, "more burst")
		}
		m.add(sign{burstSigning, why, false})
	}
	if p := m.pace; p.quick >= quickest && float64(p.quick) >= quickly*float64(p.criteria) {
		m.add(sign{withinAMinute, fmt.Sprintf("%d of %d sign-offs with every criterion ticked within a minute of the judgement before", p.quick, p.criteria), false})
	}
}

// hundredths rounds a share to a whole number of a hundred.
func hundredths(share float64) int { return int(math.Round(100 * share)) }
