package report_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/format"
	"sojt/signoff"
)

// forklift is a program as it is loaded from files.
func forklift(t *testing.T) *competency.Program {
	t.Helper()
	p, problems := competency.Load(fstest.MapFS{
		"sojt.yaml":    {Data: []byte("format: 1\nprogram: yard-k3v9\nname: Yard\n")},
		"mentors.yaml": {Data: []byte("mentors:\n  - {id: ana, name: Ana Ruiz, email: ana@yard.example, coordinator: true, from: 2026-01-01}\n")},
		"roles/driver.yaml": {Data: []byte(`role: driver
title: Driver
competencies:
  - id: check
    title: Checks the truck
    group: Yard
    tags: [daily]
    due: 7d
    criteria: [{id: brakes, text: Tests the brakes before the first load}]
  - id: drive
    title: Drives a loaded truck
    group: Yard
    practice: 1
    due: 14d
    requires: [check]
    criteria: [{id: forks, text: Keeps the forks low}]
  - id: stack
    title: Stacks to the third level
    group: Yard
    renew: 1y
    criteria: [{id: level, text: Sets the pallet down level}]
  - {id: tow, title: Tows, group: Yard, due: 10d, criteria: [{id: hitch, text: Locks the hitch}]}
  - {id: lift, title: Lifts, group: Yard, tags: [high], due: 12d, criteria: [{id: plumb, text: Lifts plumb}]}
choose: [{id: extra, n: 1, of: [tow, lift]}]
`)},
	})
	if problems.Errors() > 0 {
		t.Fatal(problems)
	}
	return p
}

// drivers are some learners with records drawn from a seed: whatever comes, in any order.
func drivers(p *competency.Program, n int, seed uint64) []*signoff.Learner {
	r := rand.New(rand.NewPCG(seed, 1))
	var learners []*signoff.Learner
	for i := range n {
		l := &signoff.Learner{ID: fmt.Sprintf("driver-%02d", i), Name: fmt.Sprintf("Driver %02d", i)}
		add := func(kind, by string, d calendar.Date, change func(x *signoff.Record)) {
			k := len(l.Records)
			x := &signoff.Record{
				ID: fmt.Sprintf("01KAM0000000000000000%02d%03d", i, k), Digest: fmt.Sprintf("%d-%d", i, k), By: by, Type: kind, Program: p.ID, Learner: l.ID,
				At: d.Start(time.UTC).Add(time.Duration(8*3600+k) * time.Second), Date: d,
			}
			change(x)
			l.Records, l.Lines = append(l.Records, x), append(l.Lines, k+5)
		}
		start := day("2026-09-01") + calendar.Date(r.IntN(30))
		add(signoff.Enroll, "ana", start, func(x *signoff.Record) { x.Role, x.Start, x.Date = "driver", start, 0 })
		for range r.IntN(9) {
			c := p.Role("driver").Entries[r.IntN(5)].Competency
			d := start + calendar.Date(r.IntN(60))
			switch r.IntN(4) {
			case 0:
				add(signoff.Practice, l.ID, d, func(x *signoff.Record) { x.Competency = c.ID })
			case 1:
				add(signoff.Observation, "ana", d, func(x *signoff.Record) {
					x.Role, x.Competency, x.Revision, x.Fingerprint, x.Outcome, x.Note, x.Action = "driver", c.ID, 1, c.Fingerprint, signoff.NotYetOutcome, "n", "a"
				})
			case 2:
				add(signoff.Waive, "ana", d, func(x *signoff.Record) {
					x.Role, x.Competency, x.Kind, x.Reason = "driver", c.ID, signoff.PriorLearning, "license"
				})
			default:
				add(signoff.Signoff, "ana", d, func(x *signoff.Record) {
					x.Role, x.Competency, x.Revision, x.Fingerprint = "driver", c.ID, 1, c.Fingerprint
				})
			}
		}
		learners = append(learners, l)
	}
	return learners
}

func folded(p *competency.Program, learners []*signoff.Learner, scope report.Scope) *report.Input {
	book, m := signoff.NewRulebook(p, nil), signoff.Moment{AsOf: today}
	var all []*signoff.Standings
	for _, l := range learners {
		all = append(all, book.Fold(l, m))
	}
	return report.NewInput(book, m, all, scope)
}

// What the views count over a group that holds everything is what Fold counts over the whole.
func TestRecountAgreesWithRealStandings(t *testing.T) {
	p := forklift(t)
	learners := drivers(p, 60, 3)
	whole, part := folded(p, learners, report.Scope{}), folded(p, learners, report.Scope{Filter: report.Filter{Group: "Yard"}})
	done := 0
	for i, s := range part.Standings {
		want := whole.Standings[i].Roles[0]
		if got := s.Roles[0]; got.Tally != want.Tally || got.NextDue != want.NextDue {
			t.Errorf("%s: counted %+v, next due %s, Fold counts %+v, %s", s.Learner.ID, got.Tally, got.NextDue, want.Tally, want.NextDue)
		}
		done += want.Tally.Competent + want.Tally.Waived
	}
	if len(part.Standings) != 60 || done == 0 {
		t.Errorf("%d learners, %d done: the draw proves nothing", len(part.Standings), done)
	}
}

// An elective that the filter shows is not asked for when its choice is met by one that it hides.
func TestPartOfAChoiceThatIsMet(t *testing.T) {
	p := forklift(t)
	learners := drivers(p, 60, 3)
	whole, part := folded(p, learners, report.Scope{}), folded(p, learners, report.Scope{Filter: report.Filter{Tag: "high"}})
	met := 0
	for i, s := range part.Standings {
		tow, lift := whole.Standings[i].Roles[0].Cell("tow"), s.Roles[0].Cell("lift")
		required, overdue := 1, lift.Flags.Has(signoff.Overdue)
		if tow.Standing.Counts() && !lift.Standing.Counts() {
			required, overdue = 0, false
			met++
		}
		if got := s.Roles[0].Tally; got.Required != required || (got.Overdue > 0) != overdue || lift.Open != (required == 1 && !lift.Standing.Counts()) {
			t.Errorf("%s: lift %+v, counted %+v", s.Learner.ID, lift, got)
		}
	}
	if met == 0 {
		t.Error("nobody met the choice elsewhere: the draw proves nothing")
	}
}

// Neither the order of lines nor repeated ones change a byte of any view.
func TestReportsDoNotDependOnLineOrder(t *testing.T) {
	p := forklift(t)
	learners := drivers(p, 20, 7)
	all := func() map[string]report.View {
		in := folded(p, learners, report.Scope{})
		return map[string]report.View{
			"progress": kind("progress").New(in), "matrix": kind("matrix").New(in), "status": report.NewStatus(in), "log": report.NewLog(in, ""),
		}
	}
	bytesOf := func(v report.View) string {
		var b bytes.Buffer
		for _, f := range []format.Writer{format.Table, format.JSON} {
			if err := f(&b, v, format.Options{}); err != nil {
				t.Fatal(err)
			}
		}
		return b.String()
	}
	before := map[string]string{}
	for name, v := range all() {
		before[name] = bytesOf(v)
	}
	r := rand.New(rand.NewPCG(5, 5))
	for _, l := range learners {
		l.Records, l.Lines = append(l.Records, l.Records[0]), append(l.Lines, 99)
		r.Shuffle(len(l.Records), func(i, k int) {
			l.Records[i], l.Records[k] = l.Records[k], l.Records[i]
			l.Lines[i], l.Lines[k] = l.Lines[k], l.Lines[i]
		})
	}
	slices.Reverse(learners)
	for name, v := range all() {
		if after := bytesOf(v); after != before[name] {
			t.Errorf("%s depends on the order of lines", name)
		}
	}
}

func TestLogByTag(t *testing.T) {
	p := forklift(t)
	learners := drivers(p, 20, 9)
	all := report.NewLog(folded(p, learners, report.Scope{}), "").Rows()
	daily := report.NewLog(folded(p, learners, report.Scope{Filter: report.Filter{Tag: "daily"}}), "").Rows()
	want := 0
	for _, row := range all.Rows {
		if row[7] == "check" {
			want++
		}
	}
	for _, row := range daily.Rows {
		if row[7] != "check" {
			t.Errorf("a record of %v has the tag", row[7])
		}
	}
	if len(daily.Rows) != want || want == 0 {
		t.Errorf("%d records with the tag, want %d", len(daily.Rows), want)
	}
}

// A page says the same as the rows: what is next, and that what is blocked comes after its reason.
func TestStatusOfRealStandings(t *testing.T) {
	p := forklift(t)
	l := drivers(p, 1, 1)[0]
	l.Records, l.Lines = l.Records[:1], l.Lines[:1]
	in := folded(p, []*signoff.Learner{l}, report.Scope{})
	var b bytes.Buffer
	if err := format.Table(&b, report.NewStatus(in), format.Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"check", "Checks the truck", "· Tests the brakes before the first load", "Ana Ruiz can sign", "sojt signoff driver-00 check", "blocked: after check"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
	for _, row := range report.NewStatus(in).Rows().Rows {
		next := map[any]string{"check": "signoff", "drive": "prerequisite", "stack": "signoff", "tow": "signoff", "lift": "signoff"}[row[2]]
		if row[13] != next {
			t.Errorf("%v: next is %v, want %s", row[2], row[13], next)
		}
	}
}
