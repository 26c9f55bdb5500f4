package signoff

import "testing"

// Since when something waits is counted from the day on which the last thing came that it needed.
func TestReady(t *testing.T) {
	const two = "  - {id: knife, title: Cuts, practice: 2, requires: [wash]}\n  - {id: wash, title: Washes, hours: {min: 1}}\n"
	for _, c := range []struct{ name, definitions, records, want string }{
		{"nothing is asked for", knife, "", "2026-01-05"},
		{"the second run, not the third", two, "2026-01-05 cleo waive wash\n2026-01-06 mia practice knife\n2026-01-07 mia practice knife\n2026-01-08 mia practice knife", "2026-01-07"},
		{"the prerequisite came last", two, "2026-01-06 mia practice knife x2\n2026-01-09 cleo waive wash", "2026-01-09"},
		{"a run is missing", two, "2026-01-05 cleo waive wash\n2026-01-06 mia practice knife", ""},
		{"the prerequisite is missing", two, "2026-01-06 mia practice knife x2", ""},
		{"what was practised before the start", knife, "2026-01-06 mia practice knife\n2026-01-08 cleo leave cook\n2026-01-09 cleo enroll cook", "2026-01-09"},
	} {
		w := newWorld(t, c.definitions)
		w.add(enrolled + c.records)
		if got := w.book.Fold(w.learner("mia"), Moment{AsOf: w.day("2026-01-10")}).Role("cook").Cells[0].Ready.String(); got != c.want {
			t.Errorf("%s: ready since %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWhatWaitsForACoordinator(t *testing.T) {
	const role = "-- roles/cook.yaml --\nrole: cook\ntitle: Cook\nqualify: coordinator\ncompetencies: [{id: knife, title: Cuts}, {id: grill, title: Grills, renew: 1y}]"
	const deferred = "2026-01-06 ana signoff knife\nD: 2026-01-06 cleo waive grill deferral until=2026-01-20"
	for _, c := range []struct {
		name, records, day string
		inPlace            string
		butFor, ranOut     bool
	}{
		{"nothing", "", "2026-01-10", "", false, false},
		{"all", "2026-01-06 ana signoff knife\n2026-01-08 ana signoff grill", "2026-01-10", "2026-01-08", false, false},
		{"all, and qualified", "2026-01-06 ana signoff knife\n2026-01-08 ana signoff grill\n2026-01-09 cleo qualify cook", "2026-01-10", "2026-01-08", false, false},
		{"all but what is deferred", deferred, "2026-01-20", "", true, false},
		{"the deferral ran out", deferred, "2026-01-21", "", false, true},
		{"it was signed off, and that expired", deferred + "\n2026-01-15 ana signoff grill", "2027-01-16", "", false, false},
		{"what was signed was an error", deferred + "\nR: 2026-01-15 ana signoff grill\n2026-01-16 ana revoke R", "2026-01-21", "", false, true},
		{"and was made up for", deferred + "\n2026-01-21 ana signoff grill", "2026-01-21", "2026-01-21", false, false},
	} {
		w := newWorld(t, role)
		w.add(enrolled + c.records)
		r := w.book.Fold(w.learner("mia"), Moment{AsOf: w.day(c.day)}).Role("cook")
		if got := r.InPlace.String(); got != c.inPlace || r.ButFor != c.butFor || (r.Cells[1].RanOut != nil) != c.ranOut {
			t.Errorf("%s: in place since %q, but for a deferral %v, ran out %v", c.name, got, r.ButFor, r.Cells[1].RanOut)
		}
	}
}
