package signoff

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/competency/calendar"
)

const (
	firstDay   = "2026-01-01"
	spanOfDays = 120
)

// seeds is how many programs each property is tried on. A short run, as under the race detector, has
// too few of them for what each test has to have seen, and leaves that out.
func seeds() uint64 {
	if testing.Short() {
		return 20
	}
	return 200
}

// chance makes programs and records out of a seed. The records are not what people would do: they
// come in any order, by anybody, about anything, which is what the promises below must hold for.
type chance struct{ *rand.Rand }

func (c chance) of(options ...string) string { return options[c.IntN(len(options))] }

func (c chance) day() string {
	first, _ := calendar.Parse(firstDay)
	return (first + calendar.Date(c.IntN(spanOfDays))).String()
}

// competencyOf writes the i-th competency, with some of the keys that standings and rules look at.
func (c chance) competencyOf(i int) string {
	keys := []string{
		c.of("", "", "practice: 1", "practice: 2"),
		c.of("", "hours: {min: 1}"),
		c.of("", "renew: 30d", "renew: {every: 40d, window: 10d, first: 20d, until: 50d}"),
		c.of("", "currency: {performed_within: 25d}"),
		c.of("", "evidence: {passes: 2, consecutive: true}", "evidence: {passes: 2, mentors: 2, days: 2}"),
		c.of("", "certifier: separate"),
		c.of("", "acknowledge: true"),
		c.of("", "due: 20d"),
		c.of("", "capture: [place]"),
		c.of("", "mentors: [ana, cleo]"),
		c.of("", "required: false"),
		c.of("", "", "accomplish: simulate"),
		c.of("", "", "scale: trust, level: 2"),
		c.of("", "", "revised: 2026-02-01", "revision: 2, revised: 2026-02-01"),
		c.of("", "", "retired: 2026-03-15"),
		"criteria: [{id: grip, text: Claw grip}]",
	}
	if i > 0 {
		keys = append(keys, c.of("", fmt.Sprintf("requires: [c%d]", i-1)), c.of("", "", fmt.Sprintf("replaces: [{id: c%d, carry: full}]", i-1)))
	}
	keys = slices.DeleteFunc(keys, func(s string) bool { return s == "" })
	return fmt.Sprintf("  - {id: c%d, title: C%d, %s}\n", i, i, strings.Join(keys, ", "))
}

// program writes two roles that share a competency.
func (c chance) program() string {
	text := fmt.Sprintf(`-- sojt.yaml --
format: 1
program: bistro
name: Bistro
zone: %s
policy: {transcriptions: %s, request_first: %s, late_refuse: %s, signatures: %s}
scales: [{id: trust, levels: [{id: 1, name: Helps}, {id: 2, name: Alone, pass: true}, {id: 3, name: Teaches}]}]
-- competencies/shared.yaml --
set: shared
title: Shared
competencies: [{id: wash, title: Washes, scale: trust, practice: 1}]
-- mentors.yaml --
mentors:
  - {id: ana, name: Ana, until: 2026-03-20}
  - {id: ben, name: Ben, email: mia@bistro.example}
  - {id: cleo, name: Cleo, coordinator: true}
-- roles/cook.yaml --
role: cook
title: Cook
complete_within: 60d
%scompetencies:
  - use: shared/wash
`, c.of("UTC", "America/New_York"), c.of("count", "show"), c.of("true", "false"), c.of("7d", "40d"), c.of("optional", "required"), c.of("", "qualify: coordinator\n"))
	for i := range 4 {
		text += c.competencyOf(i)
	}
	text += "choose: [{id: some, n: 1, of: [c2, c3]}]\n"
	text += "-- roles/chef.yaml --\nrole: chef\ntitle: Chef\nstatus: " + c.of("adopted", "adopted", "draft", "retired") +
		"\ncompetencies: [{use: shared/wash, level: 3}, {id: shout, title: Shouts}]\n"
	return text
}

// line writes the i-th record.
func (c chance) line(i int) string {
	day := c.day()
	words := []string{fmt.Sprintf("R%d:", i), day, c.of("ana", "ana", "ben", "cleo", "cleo", "cleo", "mia", "zoe")}
	about := c.of("shared/wash", "c0", "c1", "c2", "c3", "shout", "gone")
	role := c.of("cook", "cook", "cook", "chef")
	kind := c.of(Enroll, Trained, Practice, Practice, Request, Observation, Observation, Signoff, Signoff, Signoff, Signoff,
		Acknowledge, Waive, Transcribe, Revoke, Revoke, Qualify, Note, Pause, Resume, Leave)
	target := fmt.Sprintf("R%d", c.IntN(max(1, i)))
	switch {
	case i < 2:
		words = []string{fmt.Sprintf("R%d:", i), firstDay, "cleo", Enroll, []string{"cook", "chef"}[i]}
		return strings.Join(words, " ")
	case kind == Acknowledge || kind == Revoke:
		words = append(words, kind, target, c.of("", "trigger=error", "trigger=incident"))
		if kind == Acknowledge {
			words[2], words[5] = "mia", ""
		}
	case kind == Enroll || kind == Qualify:
		words = append(words, kind, role)
	case kind == Pause || kind == Resume || kind == Leave:
		words = append(words, kind, c.of("", role))
	case kind == Waive:
		words = append(words, kind, about, c.of(PriorLearning, Equivalent, Deferral, NotApplicable), "until=2026-05-01")
	case kind == Practice:
		words = append(words, kind, about, "minutes=40", c.of("", "with=ana"))
	case kind == Observation || kind == Transcribe:
		words = append(words, kind, about, c.of(CompetentOutcome, CompetentOutcome, NotYetOutcome), "role="+role)
	case kind == Signoff:
		words = append(words, kind, about, "role="+role, c.of("level=1", "level=2", "level=3"), c.of("", "", "wording=a"),
			c.of("", "place=kitchen"), c.of("", "override=flood"), c.of("", "reaffirms="+target), c.of("", "sig=c2lnbmVk"))
	default:
		words = append(words, kind, about)
	}
	at, _ := calendar.Parse(day)
	switch c.IntN(4) {
	case 0:
		words = append(words, "at="+(at+calendar.Date(c.IntN(12))-1).String())
	case 1:
		words = append(words, "at="+day+"T23:30:00")
	}
	return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), " ")
}

// somebody makes a world out of a seed. If a test fails, what it prints is enough to make the case
// a row of a table.
func somebody(t *testing.T, seed uint64) (*world, string) {
	c := chance{rand.New(rand.NewPCG(seed, 7))}
	definitions := c.program()
	w := newWorld(t, definitions)
	w.add("learner mia email=MIA@bistro.example")
	story := definitions
	for i := range 2 + c.IntN(40) {
		text := c.line(i)
		w.add(text)
		story += "\n" + text
	}
	return w, story
}

// everything writes all that Standings say.
func everything(w *world, s *Standings) string {
	digest := func(r *Record) string {
		if r == nil {
			return "-"
		}
		return r.ID + r.Sig
	}
	var b strings.Builder
	for _, r := range s.Roles {
		fmt.Fprintln(&b, r.Role.ID, showRole(r), r.Start, r.LastSeen, digest(r.Qualifying), r.InPlace, r.ButFor)
		for i := range r.Cells {
			c := &r.Cells[i]
			fmt.Fprintln(&b, " ", c.Entry.ID, showCell(c), c.Asked, c.Level, c.Date, c.By, digest(c.Rests), digest(c.Request),
				digest(c.Deferral), c.Runs, c.Worked, digest(c.LastNo), c.Blocking, s.RoleFor(c.Entry.ID),
				c.Trained, c.Ready, c.InARow, c.RenewFrom, digest(c.RanOut))
			for _, p := range c.Passes {
				fmt.Fprintln(&b, "    pass", p.ID)
			}
		}
	}
	return b.String()
}

// moments are days around which something may change, with and without a limit of what was known.
func moments(w *world, c chance) []Moment {
	var all []Moment
	for range 6 {
		all = append(all, Moment{AsOf: w.day(c.day())}, Moment{AsOf: w.day(c.day()), KnownAt: w.day(c.day()).End(time.UTC)})
	}
	return all
}

func TestOrderAndRepetitionCarryNoMeaning(t *testing.T) {
	for seed := range seeds() {
		w, story := somebody(t, seed)
		c := chance{rand.New(rand.NewPCG(seed, 8))}
		l := w.learner("mia")
		mixed := *l
		mixed.Records = slices.Clone(l.Records)
		for range 5 {
			r := *l.Records[c.IntN(len(l.Records))] // one that was read from another file is another value
			mixed.Records = append(mixed.Records, &r)
		}
		c.Shuffle(len(mixed.Records), func(i, j int) { mixed.Records[i], mixed.Records[j] = mixed.Records[j], mixed.Records[i] })
		for _, m := range moments(w, c) {
			if got, want := everything(w, w.book.Fold(&mixed, m)), everything(w, w.book.Fold(l, m)); got != want {
				t.Fatalf("seed %d, %s known %s: shuffled\n%s\nin order\n%s\n%s", seed, m.AsOf, m.KnownAt, got, want, story)
			}
		}
		for _, r := range l.Records {
			if got, want := w.book.Judge(&mixed, r).Error(), w.book.Judge(l, r).Error(); got != want {
				t.Fatalf("seed %d, %s: shuffled %q, in order %q\n%s", seed, r.ID, got, want, story)
			}
		}
	}
}

func TestAMomentIsTheRecordsOfThatMoment(t *testing.T) {
	for seed := range seeds() {
		w, story := somebody(t, seed)
		l := w.learner("mia")
		for _, m := range moments(w, chance{rand.New(rand.NewPCG(seed, 9))}) {
			just := *l
			just.Records = slices.DeleteFunc(slices.Clone(l.Records), func(r *Record) bool {
				return r.Effect(w.book.Program.Zone) > m.AsOf || (!m.KnownAt.IsZero() && r.At.After(m.KnownAt))
			})
			got, want := everything(w, w.book.Fold(l, m)), everything(w, w.book.Fold(&just, Moment{AsOf: m.AsOf}))
			if got != want {
				t.Fatalf("seed %d, %s known %s: of all\n%s\nof just those\n%s\n%s", seed, m.AsOf, m.KnownAt, got, want, story)
			}
		}
	}
}

func TestARecordIsJudgedByWhatWasThereBefore(t *testing.T) {
	for seed := range seeds() {
		w, story := somebody(t, seed)
		l := w.learner("mia")
		for _, r := range l.Records {
			before := *l
			before.Records = slices.DeleteFunc(slices.Clone(l.Records), func(o *Record) bool {
				return o.At.After(r.At) || (o.At.Equal(r.At) && o.ID >= r.ID)
			})
			if got, want := w.book.Judge(l, r).Error(), w.book.Judge(&before, r).Error(); got != want {
				t.Fatalf("seed %d, %s: by all %q, by those before %q\n%s", seed, r.ID, got, want, story)
			}
		}
	}
}

// TestWhatIsAcceptedCounts: a sign-off that no rule refuses makes competent, on its day and by what
// was known with it, in the role that it names.
func TestWhatIsAcceptedCounts(t *testing.T) {
	accepted, refused := 0, map[int]int{}
	for seed := range seeds() {
		w, story := somebody(t, seed)
		l := w.learner("mia")
		for _, r := range l.Records {
			if c := w.book.Program.Competency(r.Competency); r.Type != Signoff || c == nil || r.Fingerprint != c.Fingerprint {
				continue
			}
			if found := w.book.Judge(l, r); len(found) > 0 {
				for _, f := range found {
					refused[f.Rule]++
				}
				continue
			}
			accepted++
			known := *l
			known.Records = slices.DeleteFunc(slices.Clone(l.Records), func(o *Record) bool {
				return recorded(o, r) > 0 || (o.Type == Revoke && o.Ref == r.Digest) // one by a clock that went wrong
			})
			cell := w.book.Fold(&known, Moment{AsOf: r.Date}).Role(r.Role).Cell(r.Competency)
			if cell.Standing != StandsCompetent || cell.Rests != r {
				t.Fatalf("seed %d: %s was accepted and is %s\n%s", seed, r.ID, showCell(cell), story)
			}
		}
	}
	t.Logf("%d accepted, refusals by rule %v", accepted, refused)
	if testing.Short() {
		return
	}
	if accepted < int(seeds())/20 {
		t.Errorf("only %d sign-offs were accepted: the test shows too little", accepted)
	}
	for rule := 1; rule <= 10; rule++ {
		if refused[rule] == 0 {
			t.Errorf("rule %d never refused anything", rule)
		}
	}
}

func TestTalliesAddUp(t *testing.T) {
	seen := map[Standing]int{}
	var flags Flags
	for seed := range seeds() {
		w, story := somebody(t, seed)
		for _, m := range moments(w, chance{rand.New(rand.NewPCG(seed, 10))}) {
			for _, r := range w.book.Fold(w.learner("mia"), m).Roles {
				n, asked := r.Tally, 0
				for i := range r.Cells {
					seen[r.Cells[i].Standing]++
					flags |= r.Cells[i].Flags
					asked += one(r.Cells[i].Asked)
				}
				switch {
				case n.Competent+n.Waived > n.Required, n.Required > asked, n.Percent() < 0, n.Percent() > 100,
					n.Optional+n.NotRequired+asked != len(r.Cells), n.OptionalDone > n.Optional,
					r.Qualified && (n.Percent() != 100 || r.Left != 0 || r.Since == 0), r.Qualified && r.Interim,
					r.Since > m.AsOf, r.LastSeen > m.AsOf:
					t.Fatalf("seed %d, %s: %s %s\n%s", seed, m.AsOf, r.Role.ID, showRole(r), story)
				}
			}
		}
	}
	if testing.Short() {
		return
	}
	for s := range Standing(len(standingWords)) {
		if seen[s] == 0 {
			t.Errorf("no record set led to %s: the tests show too little", s)
		}
	}
	if all := Flags(1)<<len(flagWords) - 1; flags != all&^IsLate {
		t.Errorf("flags seen: %v", flags.Words())
	}
}
