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
	word       string
	own        string // what was recorded
	colleagues string // what of it colleagues did
	unlike     bool   // colleagues do it otherwise
}

// why is all of a sign, in a row of figures.
func (s sign) why() string { return s.own + " (colleagues: " + s.colleagues + ")" }

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
			m.add(sign{
				everyPasses, fmt.Sprintf("%s%s, of them 0 not-yets", count(tallies[m.id].N(), "judgement"), in.lately()),
				fmt.Sprintf("%s in the same competencies, of them %s", count(others.N, "judgement"), count(others.Other, "not-yet")), others.Other > 0 && !few,
			})
		}
		for _, scale := range slices.Sorted(maps.Keys(same)) {
			if s, found := same[scale][m.id]; found && !few {
				m.same = append(m.same, scale)
				m.add(sign{
					oneLevel, fmt.Sprintf("%s of a level on the scale %s, all of level %d", count(m.levels[scale].N(), "judgement"), scale, s.Level),
					fmt.Sprintf("%s in the same competencies, %d of another level", count(s.N, "judgement"), s.Other), true,
				})
			}
		}
	}
	for _, m := range all {
		m.hurried(in.Program.Zone, all)
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
	own := fmt.Sprintf("%d of %s in competencies that colleagues judged too passed (%s)", m.first.Hits, count(m.first.Compared, "first judgement"), percent(m.first.Rate()))
	colleagues := fmt.Sprintf("%s would pass, at the rates of their %s in these", percent(m.first.Expected), count(m.first.Colleague, "first judgement"))
	if more {
		m.add(sign{passesMore, own, colleagues, true})
	}
	if fewer {
		m.add(sign{passesFewer, own, colleagues, true})
	}
}

// hurried looks at how fast sign-offs follow each other, beside those of all.
func (m *mentoring) hurried(zone *time.Location, all []*mentoring) {
	signed, bursts, ticked, quick := 0, 0, 0, 0
	for _, other := range all {
		if other != m {
			signed, bursts = signed+other.signed, bursts+len(other.pace.bursts)
			ticked, quick = ticked+other.pace.criteria, quick+other.pace.quick
		}
	}
	if p := m.pace; len(p.bursts) > 0 {
		most := slices.MaxFunc(p.bursts, func(a, b burst) int { return cmp.Compare(a.n, b.n) })
		own := fmt.Sprintf("%d of %s within %s on %s", most.n, count(m.signed, "sign-off"), count(max(1, int(math.Ceil(most.took.Minutes()))), "minute"), calendar.In(most.from, zone).Human())
		if more := len(p.bursts) - 1; more > 0 {
			own += " and " + count(more, "more burst")
		}
		m.add(sign{burstSigning, own, fmt.Sprintf("%s among their %s", count(bursts, "burst"), count(signed, "sign-off")), false})
	}
	if p := m.pace; p.quick >= quickest && float64(p.quick) >= quickly*float64(p.criteria) {
		m.add(sign{
			withinAMinute, fmt.Sprintf("%d of %d sign-offs with every criterion ticked came within a minute of the judgement before", p.quick, p.criteria),
			fmt.Sprintf("%d of their %d with every criterion ticked", quick, ticked), false,
		})
	}
}
