// Package stamp tells from counts and times of sign-offs what a rubber stamp would leave: never a not-yet,
// always one level, many within minutes. It is pure and knows no record; audit and the view of mentors both
// ask it, so that they say the same. What it finds is a reason to watch beside somebody, and no more: good
// teachers send people late.
package stamp

import (
	"maps"
	"slices"
	"time"

	"sojt/report/stats"
)

// Somebody who never gives a not-yet is found where chance hardly explains it: by Fisher's exact test,
// one-sided, against what colleagues gave in the same competencies, each for itself, at 5 percent shared out
// among the mentors tested (Bonferroni); or, where colleagues give none either, from sixty judgements on,
// since by the rule of three (Hanley and Lippman-Hand, JAMA 1983;249:1743) their own rate is then below 5
// percent with 95 percent confidence. Below twenty judgements nothing is said.
const (
	Enough  = 20
	Without = 60
	Chance  = 0.05
)

// Tally counts one mentor's judgements by competency, and those of them that somebody who watches gives now
// and then: not-yets, or other levels than the one that this mentor always gives.
type Tally struct {
	All, Other map[string]int
}

// NewTally makes an empty one.
func NewTally() Tally { return Tally{map[string]int{}, map[string]int{}} }

// N is how many judgements are counted.
func (t Tally) N() int { return total(t.All) }

// Never reports whether all of Enough judgements or more came out the same.
func (t Tally) Never() bool { return t.N() >= Enough && total(t.Other) == 0 }

// Against is what colleagues gave in the competencies that a mentor judged: how many judgements, and how
// many others, with the chance that none of those would fall on the mentor.
type Against struct {
	N, Other int
	P        float64
}

// Against compares a mentor with the tallies of all colleagues.
func (t Tally) Against(colleagues ...Tally) Against {
	var a Against
	var strata []stats.Stratum
	for _, id := range slices.Sorted(maps.Keys(t.All)) {
		s := stats.Stratum{Hits: t.Other[id], N: t.All[id]}
		for _, c := range colleagues {
			s.OtherN, s.OtherHits = s.OtherN+c.All[id], s.OtherHits+c.Other[id]
		}
		a.N, a.Other, strata = a.N+s.OtherN, a.Other+s.OtherHits, append(strata, s)
	}
	a.P = stats.StratifiedNone(strata)
	return a
}

// Lenient finds the mentors who never give a not-yet where chance hardly explains it, and what their
// colleagues gave.
func Lenient(by map[string]Tally) map[string]Against {
	tested := 0
	for _, t := range by {
		if t.N() >= Enough {
			tested++
		}
	}
	found := map[string]Against{}
	for mentor, t := range by {
		if !t.Never() {
			continue
		}
		var colleagues []Tally
		for id, other := range by {
			if id != mentor {
				colleagues = append(colleagues, other)
			}
		}
		if a := t.Against(colleagues...); a.P < Chance/float64(tested) || t.N() >= Without {
			found[mentor] = a
		}
	}
	return found
}

// Window is how close together the sign-offs of a burst are, and Burst how many there are at least.
const (
	Window = 10 * time.Minute
	Burst  = 8
)

// Bursts finds runs of so many sign-offs or more, each no more than the window after the first of its run.
// Times are in order; each burst is the places of its first and of the one after its last.
func Bursts(at []time.Time, many int) [][2]int {
	var found [][2]int
	for from := 0; from < len(at); {
		to := from + 1
		for to < len(at) && at[to].Sub(at[from]) <= Window {
			to++
		}
		if to-from < many {
			from++
			continue
		}
		found = append(found, [2]int{from, to})
		from = to
	}
	return found
}

func total[K comparable](counts map[K]int) int {
	n := 0
	for c := range maps.Values(counts) {
		n += c
	}
	return n
}
