package stamp

import (
	"maps"
	"slices"

	"sojt/report/stats"
)

// How much there has to be before a mentor is compared with colleagues, and what is then told apart: at
// most 5 percent of those who are told apart are so by chance (Benjamini and Hochberg), and a difference of
// less than ten in a hundred is told of nobody: no two mentors judge quite alike, and where there are thousands
// of judgements chance explains none of that.
const (
	Learners = 20 // judged by the mentor or colleagues in the same competencies
	Own      = 5  // of these, judged by the mentor
	Far      = 0.10
)

// Run is the first judgement of a learner in a competency: by whom, and whether it was competent.
type Run struct {
	Mentor, Learner, Competency string
	Passed                      bool
}

// Beside is a mentor's first judgements beside those that colleagues gave in the same competencies.
type Beside struct {
	N, Passed int
	Within    stats.Interval // of the share of N that passed, learner by learner
	Compared  int            // of N, in competencies in which colleagues gave some too
	Hits      int            // of Compared, passed
	Colleague int            // first judgements of colleagues in these
	Own       int            // learners of Compared
	Learners  int            // of the mentor and colleagues in these
	Expected  float64        // share of Compared that passes at the rates of colleagues; meaningless where Compared is 0
	Told      bool           // there is enough to compare
	P, Q      float64        // where Told: the chance of as much difference or more, and that corrected for all mentors told
}

// Rate is the share of Compared that passed.
func (b *Beside) Rate() float64 { return float64(b.Hits) / float64(max(b.Compared, 1)) }

// Apart reports whether the mentor passes more, or fewer, than colleagues, by more than chance explains.
func (b *Beside) Apart() (more, fewer bool) {
	apart := b.Told && b.Q <= Chance
	return apart && b.Rate()-b.Expected >= Far, apart && b.Expected-b.Rate() >= Far
}

// Compare puts each mentor beside colleagues: what would pass of the mentor's first judgements at the
// colleagues' rates, competency by competency (indirect standardisation), and the exact test of whether
// what passed is more or less than that. A learner who is strong passes with whoever judges, so that the
// judgements of one learner are not worth as much as those of many: how far they go together among
// colleagues widens what chance may do.
//
// Who is told apart is no measure for the others, who would look strict beside somebody who passes everybody:
// the one furthest off is set aside and the rest compared anew, until nobody is, or two are left, of whom
// it cannot be said who is unlike the other.
func Compare(runs []Run) map[string]*Beside {
	f := newField(runs)
	for {
		all := f.besides()
		furthest, told := -1, 0
		for m, b := range all {
			more, fewer := b.Apart()
			if !b.Told || f.aside[m] {
				continue
			}
			if told++; (more || fewer) && (furthest < 0 || b.P < all[furthest].P) {
				furthest = m
			}
		}
		if furthest < 0 || told < 3 {
			found := map[string]*Beside{}
			for m, id := range f.mentors {
				found[id] = all[m]
			}
			return found
		}
		f.setAside(furthest)
	}
}

// besides are all mentors beside those who are not set aside.
func (f *field) besides() []*Beside {
	var all, told []*Beside
	var p []float64
	for m := range f.mentors {
		b := f.beside(m)
		if all = append(all, b); b.Told {
			told, p = append(told, b), append(p, b.P)
		}
	}
	for i, q := range stats.BenjaminiHochberg(p) {
		told[i].Q = q
	}
	return all
}

// setAside takes a mentor out of what others are compared with.
func (f *field) setAside(m int) {
	f.aside[m] = true
	for c, own := range f.tallies[m] {
		f.together[c].n -= own.n
		f.together[c].hits -= own.hits
	}
}

// field is all first judgements, by number: mentors in order of their ids.
type field struct {
	mentors  []string
	all      []run   // by learner
	tallies  [][]hit // by mentor, then competency
	together []hit   // by competency, of those who are not set aside
	aside    []bool  // by mentor
}

type run struct {
	mentor, learner, competency int
	passed                      bool
}

type hit struct{ n, hits int }

func (h *hit) add(passed bool) {
	h.n++
	if passed {
		h.hits++
	}
}

func newField(runs []Run) *field {
	mentors, learners, competencies := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range runs {
		mentors[r.Mentor], learners[r.Learner], competencies[r.Competency] = 0, 0, 0
	}
	f := &field{mentors: number(mentors), together: make([]hit, len(competencies)), aside: make([]bool, len(mentors))}
	number(learners)
	number(competencies)
	f.tallies = make([][]hit, len(mentors))
	for i := range f.tallies {
		f.tallies[i] = make([]hit, len(competencies))
	}
	for _, r := range runs {
		x := run{mentors[r.Mentor], learners[r.Learner], competencies[r.Competency], r.Passed}
		f.all = append(f.all, x)
		f.together[x.competency].add(x.passed)
		f.tallies[x.mentor][x.competency].add(x.passed)
	}
	slices.SortStableFunc(f.all, func(a, b run) int { return a.learner - b.learner })
	return f
}

// number numbers names in their order, and lists them.
func number(names map[string]int) []string {
	sorted := slices.Sorted(maps.Keys(names))
	for i, name := range sorted {
		names[name] = i
	}
	return sorted
}

func (f *field) beside(m int) *Beside {
	b := &Beside{P: 1, Q: 1, Within: f.within(m)}
	var strata []stats.Stratum
	for c, own := range f.tallies[m] {
		b.N, b.Passed = b.N+own.n, b.Passed+own.hits
		if s := f.stratum(m, c); s.N > 0 && s.OtherN > 0 {
			strata = append(strata, s)
			b.Hits, b.Colleague = b.Hits+s.Hits, b.Colleague+s.OtherN
		}
	}
	expected, n := stats.Expected(strata)
	if b.Compared = n; n == 0 {
		return b
	}
	b.Expected = expected / float64(n)
	own, others := f.clusters(m)
	b.Own, b.Learners = len(own), f.among(m)
	b.Told = b.Compared >= Enough && b.Colleague >= Enough && b.Own >= Own && b.Learners >= Learners
	if b.Told {
		b.P = stats.Stratified(strata, stats.Inflation(own, stats.Intraclass(others)), b.Own)
	}
	return b
}

// within is the interval of what passed of a mentor's judgements. Those of one learner go together.
func (f *field) within(m int) stats.Interval {
	var hits, n []int
	last := -1
	for _, r := range f.all {
		if r.mentor != m {
			continue
		}
		if r.learner != last {
			hits, n, last = append(hits, 0), append(n, 0), r.learner
		}
		at := len(n) - 1
		if n[at]++; r.passed {
			hits[at]++
		}
	}
	return stats.WilsonOver(hits, n)
}

// stratum is a mentor against all others who are not set aside, in one competency.
func (f *field) stratum(m, c int) stats.Stratum {
	own, others := f.tallies[m][c], f.together[c]
	if !f.aside[m] {
		others.n, others.hits = others.n-own.n, others.hits-own.hits
	}
	return stats.Stratum{Hits: own.hits, N: own.n, OtherHits: others.hits, OtherN: others.n}
}

// shared reports whether a mentor and others judged a competency.
func (f *field) shared(m, c int) bool {
	s := f.stratum(m, c)
	return s.N > 0 && s.OtherN > 0
}

// among counts the learners whom the mentor or others judged in competencies that both judged.
func (f *field) among(m int) int {
	n, last := 0, -1
	for _, r := range f.all {
		if r.learner != last && (r.mentor == m || !f.aside[r.mentor]) && f.shared(m, r.competency) {
			n, last = n+1, r.learner
		}
	}
	return n
}

// clusters are the judgements of each learner in competencies that the mentor and others judged: those of
// the mentor at the rate of all, and those of the others at theirs.
func (f *field) clusters(m int) (own, others [][]stats.Trial) {
	var last [2]int
	add := func(clusters [][]stats.Trial, side int, r run, rate float64) [][]stats.Trial {
		if len(clusters) == 0 || last[side] != r.learner {
			clusters = append(clusters, nil)
			last[side] = r.learner
		}
		at := len(clusters) - 1
		clusters[at] = append(clusters[at], stats.Trial{Rate: rate, Hit: r.passed})
		return clusters
	}
	for _, r := range f.all {
		s := f.stratum(m, r.competency)
		switch {
		case s.N == 0 || s.OtherN == 0 || r.mentor != m && f.aside[r.mentor]:
		case r.mentor == m:
			own = add(own, 0, r, float64(s.Hits+s.OtherHits)/float64(s.N+s.OtherN))
		default:
			others = add(others, 1, r, float64(s.OtherHits)/float64(s.OtherN))
		}
	}
	return own, others
}
