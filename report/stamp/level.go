package stamp

import "slices"

// Levels counts the levels of one scale that a mentor gave, by competency.
type Levels map[string]map[int]int

// Add counts one.
func (l Levels) Add(competency string, level int) {
	if l[competency] == nil {
		l[competency] = map[int]int{}
	}
	l[competency][level]++
}

// N is how many were given.
func (l Levels) N() int {
	n := 0
	for _, given := range l {
		n += total(given)
	}
	return n
}

// Tally counts, by competency, all that were given, and those at another level.
func (l Levels) Tally(level int) Tally {
	t := NewTally()
	for id, given := range l {
		t.All[id] = total(given)
		t.Other[id] = t.All[id] - given[level]
	}
	return t
}

// seen lists the levels that were given, in order.
func (l Levels) seen() []int {
	var levels []int
	for _, given := range l {
		for level := range given {
			levels = append(levels, level)
		}
	}
	slices.Sort(levels)
	return slices.Compact(levels)
}

// Same is a level that a mentor always gave, and what colleagues gave instead.
type Same struct {
	Level int
	Against
}

// OneLevel finds the mentors who gave one level of a scale only where chance hardly explains it: the test of
// Lenient, at 5 percent shared out among the mentors tested and the levels given.
func OneLevel(by map[string]Levels) map[string]Same {
	tested, levels := 0, map[int]bool{}
	for _, l := range by {
		if l.N() >= Enough {
			tested++
		}
		for _, level := range l.seen() {
			levels[level] = true
		}
	}
	found := map[string]Same{}
	for mentor, l := range by {
		seen := l.seen()
		if len(seen) != 1 || l.N() < Enough {
			continue
		}
		var colleagues []Tally
		for id, other := range by {
			if id != mentor {
				colleagues = append(colleagues, other.Tally(seen[0]))
			}
		}
		if a := l.Tally(seen[0]).Against(colleagues...); a.P < Chance/float64(tested*len(levels)) {
			found[mentor] = Same{seen[0], a}
		}
	}
	return found
}
