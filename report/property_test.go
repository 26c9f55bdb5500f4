package report_test

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/report"
	"sojt/report/format"
	"sojt/signoff"
	"sojt/signoff/ledger"
	"sojt/signoff/testkit"
	"sojt/signoff/verify"
)

var long = flag.Bool("long", false, "the properties over many more programs")

// TestAMomentIsJustItsRecords: what is shown as of D as known at K is what a program shows that holds
// only the records with effect by D that were recorded by K, in every view and format.
func TestAMomentIsJustItsRecords(t *testing.T) {
	programs := map[string]*population{
		"kitchen": readPopulation(t, "../examples/kitchen"), "qa-evaluator": readPopulation(t, "../examples/qa-evaluator"),
		"lab": readPopulation(t, "../examples/lab"), "forklift": readPopulation(t, "../examples/forklift"),
		"cloud-engineer": readPopulation(t, "../examples/cloud-engineer"),
	}
	seeds, moments := []uint64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 148}, 6 // 148: what was revoked later
	if testing.Short() {
		seeds, moments = seeds[:3], 2
	}
	for seed := uint64(12); *long && seed < 200; seed++ {
		seeds, moments = append(seeds, seed), 10
	}
	for _, seed := range seeds {
		programs[fmt.Sprintf("seed-%d", seed)] = makePopulation(t, seed)
	}
	for name, p := range programs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(uint64(len(p.people)), 2))
			for i := range moments {
				p.compare(t, p.moment(random), i == 0)
			}
		})
	}
}

// population is a program and its learners.
type population struct {
	program *competency.Program
	people  []*signoff.Learner
}

func makePopulation(t *testing.T, seed uint64) *population {
	g, files := testkit.New(seed), fstest.MapFS{}
	for name, text := range g.Definitions() {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	p, problems := competency.Load(files)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return &population{p, g.People(p, 3, 35)}
}

func readPopulation(t testing.TB, dir string) *population {
	files := os.DirFS(dir)
	p, problems := competency.Load(files)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	all := &population{program: p}
	read := func(l *signoff.Learner, _ diag.List) (*signoff.Learner, error) { return l, nil }
	for l, err := range ledger.Each(t.Context(), ledger.Open(files), p, nil, read) {
		if err != nil {
			t.Fatal(err)
		}
		all.people = append(all.people, l)
	}
	return all
}

// moment is a day around which something took effect, and most often one after which what was
// recorded does not count.
func (p *population) moment(random *rand.Rand) signoff.Moment {
	zone := p.program.Zone
	day := func() calendar.Date {
		l := p.people[random.IntN(len(p.people))]
		r := l.Records[random.IntN(len(l.Records))]
		return r.Effect(zone) + calendar.Date(random.IntN(3)-1)
	}
	m := signoff.Moment{AsOf: day()}
	if random.IntN(4) > 0 {
		m.KnownAt = day().End(zone)
	}
	return m
}

// just is the population with some of the records.
func (p *population) just(counts func(r *signoff.Record) bool) *population {
	some := &population{program: p.program}
	for _, l := range p.people {
		part := *l
		part.Records, part.Lines = nil, nil
		for i, r := range l.Records {
			if counts(r) {
				part.Records, part.Lines = append(part.Records, r), append(part.Lines, l.Lines[i])
			}
		}
		some.people = append(some.people, &part)
	}
	return some
}

func (p *population) find(id string) *signoff.Learner {
	i := slices.IndexFunc(p.people, func(l *signoff.Learner) bool { return l.ID == id })
	if i < 0 {
		return nil
	}
	return p.people[i]
}

// input folds everybody at a moment and shows it as of another.
func (p *population) input(fold, shown signoff.Moment, scope report.Scope) *report.Input {
	book := signoff.NewRulebook(p.program, p.find)
	var all []*signoff.Standings
	for _, l := range p.people {
		all = append(all, book.Fold(l, fold))
	}
	return report.NewInput(book, shown, all, scope)
}

// compare holds every view at a moment against those of the records of that moment: their rows and
// pages, which is all that formats see, and where asked for the bytes in every format.
func (p *population) compare(t *testing.T, m signoff.Moment, inBytes bool) {
	zone := p.program.Zone
	known := func(r *signoff.Record) bool { return m.KnownAt.IsZero() || !r.At.After(m.KnownAt) }
	by := p.just(func(r *signoff.Record) bool { return known(r) && r.Effect(zone) <= m.AsOf })
	for _, scope := range []report.Scope{
		{}, {IncludeLeft: true, Redact: true}, {Filter: report.Filter{Mentor: p.program.Mentors[1].ID}}, {Filter: report.Filter{Role: p.program.Roles[0].ID}},
	} {
		whole, part := p.input(m, m, scope), by.input(signoff.Moment{AsOf: m.AsOf}, m, scope)
		views, wanted := standingViews(whole), standingViews(part)
		for name, view := range views {
			view = asItWas{view}
			place := fmt.Sprintf("%s as of %s known at %s, %+v", name, m.AsOf, m.KnownAt, scope.Filter)
			if got, want := view.Rows(), wanted[name].Rows(); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: rows\n%v\nof just those records\n%v", place, got, want)
			}
			if got, want := view.Page(), wanted[name].Page(); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: page\n%v\nof just those records\n%v", place, got, want)
			}
			if inBytes && scope.Filter == (report.Filter{}) && !scope.Redact {
				sameBytes(t, place, view, wanted[name])
			}
		}
		// The gate also says what of it was taken back with effect later, if that was known.
		all := p.just(known)
		for name, view := range standingViews(all.input(signoff.Moment{AsOf: m.AsOf}, m, scope)) {
			if got, want := views[name].Page(), view.Page(); !reflect.DeepEqual(got, want) {
				t.Errorf("%s as of %s known at %s, %+v: page\n%v\nof just those records\n%v", name, m.AsOf, m.KnownAt, scope.Filter, got, want)
			}
		}
		// A log shows also what had been recorded by D and took effect later.
		then := p.just(func(r *signoff.Record) bool {
			return known(r) && min(r.Effect(zone), calendar.In(r.At, zone)) <= m.AsOf
		})
		one, other := report.NewLog(whole, ""), report.NewLog(then.input(m, signoff.Moment{AsOf: m.AsOf}, scope), "")
		if got, want := one.Rows().Rows, other.Rows().Rows; !reflect.DeepEqual(got, want) {
			t.Errorf("log as of %s known at %s, %+v: rows\n%v\nof just those\n%v", m.AsOf, m.KnownAt, scope.Filter, got, want)
		}
		if got, want := one.Page().Sections, other.Page().Sections; !reflect.DeepEqual(got, want) {
			t.Errorf("log as of %s known at %s, %+v: page\n%v\nof just those\n%v", m.AsOf, m.KnownAt, scope.Filter, got, want)
		}
	}
}

// asItWas is a view without what it says of later days.
type asItWas struct{ report.View }

func (v asItWas) Page() report.Page {
	p := v.View.Page()
	p.Sections = slices.DeleteFunc(p.Sections, func(s report.Section) bool { return strings.HasPrefix(s.Heading, "Taken back later") })
	return p
}

// standingViews are the views of standings, with what verify finds where it is asked.
func standingViews(in *report.Input) map[string]report.View {
	views := map[string]report.View{"status": report.NewStatus(in)}
	for _, k := range report.Views() {
		views[k.Name] = k.New(in)
	}
	for _, role := range in.Program.Roles {
		var questions []report.Question
		for _, s := range in.Standings {
			judge := &verify.Case{Book: in.Book, Now: at("2026-10-31T12:00:00Z")}
			found := judge.Learner(in.Book.Then(s.Learner, in.Moment), nil)
			for _, target := range []string{role.ID, role.Entries[0].ID} {
				questions = append(questions, report.Question{Learner: s.Learner.ID, Target: target, Moment: in.Moment, Standings: s, Problems: found.Problems})
			}
		}
		views["qualified "+role.ID] = report.NewQualified(in, questions)
	}
	return views
}

// sameBytes compares two views in every format; on a terminal, at two widths.
func sameBytes(t *testing.T, name string, got, want report.View) {
	t.Helper()
	for _, f := range format.Formats() {
		for _, width := range []int{0, 60} {
			if width > 0 && f.Name != "table" {
				continue
			}
			var one, other bytes.Buffer
			if err := f.Write(&one, got, format.Options{Width: width}); err != nil {
				t.Fatal(err)
			}
			if err := f.Write(&other, want, format.Options{Width: width}); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(one.Bytes(), other.Bytes()) {
				t.Errorf("%s in %s at %d is\n%.1500s\nof just those records\n%.1500s", name, f.Name, width, one.Bytes(), other.Bytes())
				return
			}
		}
	}
}
