package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/ledger"
	"sojt/signoff/line"
)

// The three years of the program: its first day, a Monday, and the last day on which something can be
// recorded, give or take a week.
func firstDay() calendar.Date { return calendar.Of(2023, 11, 6) }
func lastDay() calendar.Date  { return calendar.Of(2026, 10, 16) }

// life is a learner's way through the program.
type life struct {
	pen
	o       *options
	program *competency.Program
	staff   []mentor
	role    int

	name     string
	records  int           // how many there will be
	start    calendar.Date // of the enrolment
	days     int           // from it to the last record
	aptitude float64
	skills   []*skill
	at       map[string]*skill // by competency id
	quirks   quirks
	goal     string // digest of the objective that is open
	seen     calendar.Date
	done     calendar.Date // of the latest qualification; zero: none
}

// quirks are what happens to some learners and not to others, each at the record of that number, or
// as soon after it as it can; -1 is never.
type quirks struct {
	waivers, paper int // how many at the beginning
	second         int // enrolled in another role too
	pause, leave   int
	revoke         int
}

// learner makes the life of a learner; it follows from the seed and the learner's number.
func (o *options) learner(program *competency.Program, staff []mentor, index int) *life {
	random := rand.New(rand.NewPCG(o.Seed, 1000+uint64(index)))
	l := &life{o: o, program: program, staff: staff, role: index % o.Roles, at: map[string]*skill{}}
	l.pen = pen{random: random, share: o.Signed, ids: line.NewIDs(numbers{random})}
	l.learner, l.name = name(random, index)
	l.records = o.recordsOf(index)
	most := int(lastDay() - firstDay())
	l.days = min(most, max(1, int(float64(l.records)*(2+3*random.Float64()))))
	idle := random.IntN(20)
	if chance(random, 4) {
		idle = random.IntN(1 + most - l.days)
	}
	l.start = lastDay() - calendar.Date(min(most, l.days+idle))
	l.aptitude = random.NormFloat64()
	l.quirks = o.quirk(random, l.records)
	l.pen.at = l.start.Start(time.UTC).Add(-15 * time.Hour) // enrolled the day before
	return l
}

// recordsOf is how many records a learner has: two who follow each other have twice the average
// together.
func (o *options) recordsOf(index int) int {
	if index == o.Learners-1 && index%2 == 0 {
		return o.Records
	}
	more := rand.New(rand.NewPCG(o.Seed, 2+uint64(index/2)<<32)).IntN(o.Records/2 + 1)
	if index%2 == 0 {
		return o.Records - more
	}
	return o.Records + more
}

func (o *options) quirk(random *rand.Rand, records int) quirks {
	q := quirks{second: -1, pause: -1, leave: -1, revoke: -1}
	some := func(n int, at *int, from, to float64) {
		if chance(random, n) {
			*at = int(float64(records) * (from + (to-from)*random.Float64()))
		}
	}
	if chance(random, 6) {
		q.waivers = 1 + random.IntN(3)
	}
	if chance(random, 20) {
		q.paper = 1 + random.IntN(4)
	}
	some(8, &q.pause, 0.3, 0.8)
	some(12, &q.revoke, 0.4, 0.9)
	if o.Roles > 1 {
		some(10, &q.second, 0.4, 0.6)
	}
	if chance(random, 14) {
		q.leave = records - 1
	}
	return q
}

// live makes all records and gives the learner's file.
func (l *life) live() ([]byte, error) {
	l.file = append(l.file, ledger.Header(&signoff.Learner{ID: l.learner, Name: l.name, Email: email(l.learner)})...)
	if err := l.enrol(l.role); err != nil {
		return nil, err
	}
	for l.count < l.records {
		l.turn()
		if err := l.act(); err != nil {
			return nil, err
		}
	}
	return l.file, nil
}

// turn moves the clock: records come several a day, with days between them.
func (l *life) turn() {
	day := max(l.day(), l.start)
	if chance(l.random, 3) || l.count < 2 {
		day = max(day, l.start+calendar.Date(l.days*l.count/l.records))
	}
	switch (day - firstDay()) % 7 {
	case 5:
		day += 2
	case 6:
		day++
	}
	l.advance(day, 7*60+l.random.IntN(9*60))
}

// date is the day on which what is recorded now was seen: mostly the same day, at times some days
// earlier, and never before what came before it.
func (l *life) date() calendar.Date {
	day := l.day()
	switch lag := l.random.IntN(40); {
	case lag == 0:
		day -= calendar.Date(8 + l.random.IntN(12))
	case lag < 6:
		day -= calendar.Date(1 + l.random.IntN(3))
	}
	l.seen = max(l.seen, day)
	return l.seen
}

func (l *life) enrol(role int) error {
	definition := l.program.Role(roleID(role))
	for i := range definition.Entries {
		e := definition.Entries[i]
		if l.at[e.ID] == nil {
			l.at[e.ID] = &skill{entry: e, role: definition.ID, index: i, method: one(l.random, methods())}
			l.skills = append(l.skills, l.at[e.ID])
		}
	}
	by := l.coordinator()
	l.seen = max(l.start, l.day())
	return l.write(&signoff.Record{Type: signoff.Enroll, By: by.id, Role: definition.ID, Start: l.seen}, by)
}

// coordinator is one of the two.
func (l *life) coordinator() *mentor { return &l.staff[l.random.IntN(2)] }

// mentor picks one who may judge a competency today, but for some; nil if there is none. Who lets
// everybody pass is asked for most.
func (l *life) mentor(s *skill, but []string) *mentor {
	var may []*mentor
	for i := range l.staff {
		m := &l.staff[i]
		if !m.active(l.day()) || !m.covers(l.roleOf(s)) || slices.Contains(but, m.id) || len(s.entry.Mentors) > 0 && !slices.Contains(s.entry.Mentors, m.id) {
			continue
		}
		may = append(may, m)
		if !m.coordinator {
			may = append(may, m, m)
		}
		if m.id == l.o.Stamp {
			may = append(may, m, m, m)
		}
	}
	if len(may) == 0 {
		return nil
	}
	return one(l.random, may)
}

// roleOf is the number of the role that a competency was enrolled for.
func (l *life) roleOf(s *skill) int {
	for i := range l.o.Roles {
		if roleID(i) == s.role {
			return i
		}
	}
	return 0
}

func chance(random *rand.Rand, n int) bool { return random.IntN(n) == 0 }

// pass is whether a run is good enough, in a mentor's eyes: by aptitude, what it is about, who looks,
// and the method of practice where an effect is planted.
func (l *life) pass(s *skill, by *mentor) bool {
	if by.id == l.o.Stamp {
		return true
	}
	hard := 0.8 * math.Sin(float64(s.index)*1.7)
	odds := 1.8 + 0.6*l.aptitude - hard - by.severity + 0.5*float64(s.tried)
	if s.method == "simulator" {
		odds += 1.5 * l.o.Effect
	}
	return l.random.Float64() < 1/(1+math.Exp(-odds))
}
