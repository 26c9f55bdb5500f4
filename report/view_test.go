package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sojt/report"
	"sojt/report/format"
	"sojt/report/safe"
	"sojt/signoff"
)

// The keys that SPEC 7.2 promises come first, in its order; every other column is ours.
func TestKeys(t *testing.T) {
	for name, promised := range map[string]string{
		"progress": "learner, role, required, competent, waived, percent, qualified, next_due, overdue, expiring, last",
		"matrix":   "learner, role, competency, standing, flags, level, date, by, until, record",
	} {
		columns := views()[name].Rows().Columns
		want := strings.Split(promised, ", ")
		if len(columns) < len(want) || !slices.Equal(columns[:len(want)], want) {
			t.Errorf("%s has columns %q, want %q first", name, columns, want)
		}
	}
	if n := len(views()["matrix"].Rows().Columns); n != 10 {
		t.Errorf("matrix has %d columns, want the 10 of SPEC", n)
	}
}

// JSON of every view: the envelope of SPEC 7.2, flat rows, every key always there, never null.
func TestJSONOfEveryView(t *testing.T) {
	for name, v := range views() {
		var b bytes.Buffer
		if err := format.JSON(&b, v, format.Options{}); err != nil {
			t.Fatal(err)
		}
		var doc struct {
			FormatVersion int              `json:"format_version"`
			Program       string           `json:"program"`
			View          string           `json:"view"`
			AsOf          string           `json:"as_of"`
			KnownAt       *string          `json:"known_at"`
			Rows          []map[string]any `json:"rows"`
		}
		d := json.NewDecoder(&b)
		d.DisallowUnknownFields()
		if err := d.Decode(&doc); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if doc.FormatVersion != 1 || doc.Program != "harbor-kitchen" || doc.AsOf != "2026-11-21" || doc.KnownAt == nil || doc.Rows == nil ||
			!strings.HasPrefix(name, doc.View) {
			t.Errorf("%s: envelope is %+v", name, doc)
		}
		rows := v.Rows()
		if len(doc.Rows) != len(rows.Rows) {
			t.Errorf("%s: %d rows, want %d", name, len(doc.Rows), len(rows.Rows))
		}
		for i, row := range doc.Rows {
			if len(row) != len(rows.Columns) {
				t.Errorf("%s: row %d has %d keys, want %d", name, i, len(row), len(rows.Columns))
			}
			for k, key := range rows.Columns {
				if got, want := row[key], plain(rows.Rows[i][k]); !reflect.DeepEqual(got, want) {
					t.Errorf("%s: row %d: %s is %#v, want %#v", name, i, key, got, want)
				}
			}
		}
	}
}

// plain is a value as encoding/json reads it.
func plain(v report.Value) any {
	switch v := v.(type) {
	case int:
		return float64(v)
	case []string:
		set := []any{}
		for _, s := range v {
			set = append(set, s)
		}
		return set
	default:
		return v
	}
}

// A csv is read back by encoding/csv, no cell begins a formula, and what was only defused returns.
func TestCSVIsReadBack(t *testing.T) {
	for name, v := range views() {
		var b bytes.Buffer
		if err := format.CSV(&b, v, format.Options{}); err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		rows := v.Rows()
		if !slices.Equal(lines[0], rows.Columns) || len(lines) != len(rows.Rows)+1 {
			t.Fatalf("%s: header %q, %d lines", name, lines[0], len(lines))
		}
		for i, line := range lines[1:] {
			for k, cell := range line {
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
					t.Errorf("%s: cell %q begins a formula", name, cell)
				}
				if want, ok := rows.Rows[i][k].(string); ok && safe.Text(want) == want && safe.FromCSV(cell) != want {
					t.Errorf("%s: %q came back as %q", name, want, safe.FromCSV(cell))
				}
			}
		}
	}
}

// Nothing in a redacted report says who anybody is, or what they wrote.
func TestRedact(t *testing.T) {
	in := input(report.Scope{Redact: true, IncludeLeft: true})
	theo := in.People[slices.IndexFunc(in.People, func(l *learner) bool { return l.ID == "theo-brandt" })]
	all := map[string]report.View{
		"progress": kind("progress").New(in), "matrix": kind("matrix").New(in), "status": report.NewStatus(in), "log": report.NewLog(in, ""),
		"qualified": report.NewQualified(in, questions(in)["roster"]),
	}
	for _, r := range theo.Records {
		all["show-"+r.ID] = report.NewShow(in, report.Shown{Learner: theo, Record: r})
	}
	secrets := []string{
		"Theo", "Aiko", "Sam<", "Zed", "Ruiz", "calc", "Olga", "M. Osei", "hire", "too early", "two more runs", "rush", "photo", "wrong person",
		"turn later", "passport", "aGk=", "observed and found",
	}
	for name, v := range all {
		for _, f := range []format.Writer{format.Table, format.Markdown, format.CSV, format.JSON, format.HTML} {
			var b bytes.Buffer
			if err := f(&b, v, format.Options{}); err != nil {
				t.Fatal(err)
			}
			for _, s := range secrets {
				if strings.Contains(b.String(), s) {
					t.Errorf("%s tells %q:\n%s", name, s, b.String())
				}
			}
		}
	}
	var open bytes.Buffer // the same words are there when nothing is redacted
	for _, v := range []report.View{kind("progress").New(input(report.Scope{IncludeLeft: true})), report.NewLog(input(report.Scope{}), "")} {
		if err := format.Table(&open, v, format.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range []string{"Theo", "Zed", "Ruiz", "too early", "wrong person"} {
		if !strings.Contains(open.String(), s) {
			t.Errorf("%q is not in an open report: the test proves nothing", s)
		}
	}
}

func learners(in *report.Input) string {
	var ids []string
	for _, s := range in.Standings {
		ids = append(ids, s.Learner.ID)
	}
	return strings.Join(ids, " ")
}

func TestFilter(t *testing.T) {
	for _, c := range []struct {
		name  string
		scope report.Scope
		want  string
	}{
		{"everybody", report.Scope{}, "aiko-tan sam-okafor theo-brandt"},
		{"left", report.Scope{IncludeLeft: true}, "aiko-tan sam-okafor theo-brandt zed"},
		{"one who left, by name", report.Scope{Filter: report.Filter{Learner: "zed"}}, "zed"},
		{"role", report.Scope{Filter: report.Filter{Role: "barista"}}, ""},
		{"department", report.Scope{Filter: report.Filter{Department: "kitchen"}}, "sam-okafor theo-brandt"}, // Sam by the role's
		{"department and those beneath", report.Scope{Filter: report.Filter{Department: "operations"}}, "aiko-tan sam-okafor theo-brandt"},
		{"another department", report.Scope{Filter: report.Filter{Department: "bar"}}, "aiko-tan"},
		{"mentor by record", report.Scope{Filter: report.Filter{Mentor: "per"}}, "theo-brandt"},
		{"mentor who did nothing", report.Scope{Filter: report.Filter{Mentor: "old"}}, ""},
		{"tag", report.Scope{Filter: report.Filter{Tag: "station"}}, "aiko-tan sam-okafor theo-brandt"},
		{"group", report.Scope{Filter: report.Filter{Group: "Desserts"}}, ""},
	} {
		if got := learners(input(c.scope)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A part of the competencies is counted anew; the whole is as Fold counted it.
func TestFilterByTagCountsAnew(t *testing.T) {
	full, part := input(report.Scope{}), input(report.Scope{Filter: report.Filter{Tag: "station"}})
	for i, s := range part.Standings {
		r := s.Roles[0]
		if len(r.Cells) != 2 || r.Tally.Required != 2 || r.Tally.Optional != 0 {
			t.Errorf("%s: %d cells, tally %+v", s.Learner.ID, len(r.Cells), r.Tally)
		}
		if len(full.Standings[i].Roles[0].Cells) != 7 {
			t.Errorf("%s: filtering changed the original", s.Learner.ID)
		}
	}
	theo := part.Standings[2].Roles[0]
	if theo.Tally.Competent != 1 || theo.Tally.Overdue != 1 || theo.NextDue != day("2026-11-19") {
		t.Errorf("theo: %+v, next due %s", theo.Tally, theo.NextDue)
	}
}

// Filtering by a group that holds everything gives what Fold gives: choices included.
func TestRecountAgreesWithFold(t *testing.T) {
	p := kitchen()
	for _, e := range p.Role("line-cook").Entries {
		e.Group = "all"
	}
	whole := newInput(p, report.Scope{})
	part := newInput(p, report.Scope{Filter: report.Filter{Group: "all"}})
	for i, s := range part.Standings {
		if got, want := s.Roles[0].Tally, whole.Standings[i].Roles[0].Tally; got != want {
			t.Errorf("%s: counted %+v, want %+v", s.Learner.ID, got, want)
		}
	}
}

func TestFailOn(t *testing.T) {
	in := input(report.Scope{})
	for word, want := range map[string]string{
		"overdue":  "overdue: theo-brandt line-cook knife-safety, due 19 Nov 2026",
		"expired":  "expired: sam-okafor line-cook grill, expired, good until 1 Nov 2026",
		"suspect":  "suspect: sam-okafor line-cook pastry, the sign-off of 5 Jan 2026 is for another wording",
		"unsigned": "unsigned: theo-brandt line-cook wine, record 01KAM000000000000000000009 is not signed",
		"coverage": "coverage: barista espresso, 0 of at least 2 competent\n" +
			"coverage: line-cook knife-safety, 1 of at least 2 competent\n" +
			"coverage: line-cook plating, 1 of at least 2 competent\n" +
			"coverage: line-cook pastry, 0 of at least 2 competent\n" +
			"coverage: line-cook pasta, 0 of at least 2 competent",
	} {
		hits := report.FailOn(in, []string{word}, 2)
		var lines []string
		for _, h := range hits {
			lines = append(lines, h.String())
		}
		if got := strings.Join(lines, "\n"); got != want {
			t.Errorf("%s gives\n%s\nwant\n%s", word, got, want)
		}
	}
	if hits := report.FailOn(in, report.FailOnWords(), 0); len(hits) != 4 {
		t.Errorf("all with no least: %d hits, want 4", len(hits))
	}
	if hits := report.FailOn(in, nil, 2); len(hits) != 0 {
		t.Errorf("nothing asked: %v", hits)
	}
}

func TestQualified(t *testing.T) {
	in := input(report.Scope{})
	for name, want := range map[string]bool{"yes": true, "no": false, "competency": true, "forged": false, "roster": false} {
		q := report.NewQualified(in, questions(in)[name])
		if q.Holds() != want {
			t.Errorf("%s holds: %v, want %v", name, q.Holds(), want)
		}
		if first := q.Rows().Rows[0][3]; name != "roster" && first != want {
			t.Errorf("%s: the first row says %v", name, first)
		}
	}
}

// Who was let off as not applicable was never judged, and a qualification ends on its own last day.
func TestTheGateIsNotOpenForWhatNobodyJudged(t *testing.T) {
	in := input(report.Scope{})
	aiko := in.Standings[0]
	ask := func(target string) []report.Value {
		return report.NewQualified(in, []report.Question{{Learner: "aiko-tan", Target: target, Moment: in.Moment, Standings: aiko}}).Rows().Rows[0]
	}
	pastry := aiko.Roles[0].Cell("pastry")
	pastry.Rests = &signoff.Record{ID: "w", Kind: signoff.PriorLearning}
	if row := ask("pastry"); row[3] != true {
		t.Errorf("prior learning: %v", row)
	}
	pastry.Rests.Kind = signoff.NotApplicable
	if row := ask("pastry"); row[3] != false || row[14] != "waived as not applicable, so nobody has judged it" {
		t.Errorf("not applicable: %v", row)
	}
	if row := ask("line-cook"); row[3] != true || row[8] != "2026-12-03" {
		t.Errorf("line-cook: %v", row)
	}
	aiko.Roles[0].Qualifying = &signoff.Record{ID: "q", By: "ana", Until: day("2026-11-30")}
	if row := ask("line-cook"); row[3] != true || row[8] != "2026-11-30" {
		t.Errorf("line-cook, qualified until 30 November: %v", row)
	}
}

// Who left is shown when asked for, has nothing to do, and is nobody to count on.
func TestWhoLeftIsNotCountedOn(t *testing.T) {
	in := input(report.Scope{IncludeLeft: true})
	for _, s := range in.Standings {
		if s.Learner.ID == "zed" {
			signed("2026-02-01", "ana", "z", 0)(&s.Roles[0].Cells[1])
		}
	}
	rows := kind("matrix").New(in).Page().Sections[0].Rows
	zed, sum := rows[3], rows[4]
	if zed[0].Text != "Zed Gone (left)" || zed[2].Text != "C" || sum[0].Text != "competent of 3" || sum[2].Text != "1" {
		t.Errorf("zed: %v, sum: %v", zed, sum)
	}
}

// A request for a renewal does not hide what the standing is.
func TestRequestBesideAStanding(t *testing.T) {
	in := input(report.Scope{Filter: report.Filter{Learner: "sam-okafor"}})
	in.Standings[0].Roles[0].Cell("grill").Request = &signoff.Record{At: at("2026-11-21T09:00:00Z"), To: "ana"}
	if words, want := report.NewStatus(in).Page().Sections[1].Rows[0][1].Text, "expired since 2 Nov, requested 21 Nov from Ana Ruiz\n"; !strings.Contains(words, want) {
		t.Errorf("got %q, want %q in it", words, want)
	}
}

// Each record type of SPEC 2.5 is put in words of its own.
func TestEveryTypeHasWords(t *testing.T) {
	said := map[string]bool{}
	for _, row := range views()["log"].Page().Sections[0].Rows {
		words := row[1].Text
		if strings.Contains(words, "recorded \"") {
			t.Errorf("%q is said without words of its own", words)
		}
		said[words] = true
	}
	types := map[any]bool{}
	for _, row := range views()["log"].Rows().Rows {
		types[row[4]] = true
	}
	for _, name := range knownTypes() {
		if !types[name] && name != "leave" {
			t.Errorf("the fixture has no record of type %s", name)
		}
	}
}

// A report of what was known on an earlier day says so, in rows and on the page.
func TestKnownAt(t *testing.T) {
	v := kind("progress").New(newInputAt(kitchen(), "2026-11-21", "2026-10-01T14:00:00Z", report.Scope{}))
	if r := v.Rows(); r.KnownAt != "2026-10-01" || r.AsOf != day("2026-11-21") {
		t.Errorf("rows are of %s, known at %q", r.AsOf, r.KnownAt)
	}
	var b bytes.Buffer
	if err := format.Table(&b, v, format.Options{}); err != nil {
		t.Fatal(err)
	}
	if want := "Line cook   as of 21 Nov 2026, by what was known on 1 Oct 2026\n"; !strings.HasPrefix(b.String(), want) {
		t.Errorf("the page begins %.80q, want %q", b.String(), want)
	}
}

func TestLogShowsWhatWasKnownAndWhen(t *testing.T) {
	p := kitchen()
	count := func(asOf, knownAt string, scope report.Scope) int {
		return len(report.NewLog(newInputAt(p, asOf, knownAt, scope), "").Rows().Rows)
	}
	for _, c := range []struct {
		name          string
		asOf, knownAt string
		filter        report.Filter
		want          int
	}{
		{"all", "2026-11-21", "", report.Filter{}, 17},
		{"known after the fifth", "2026-11-21", "2026-10-01T14:00:00Z", report.Filter{}, 5},
		{"recorded by the first day", "2026-10-01", "", report.Filter{}, 14},
		{"before", "2026-09-30", "", report.Filter{}, 0},
		{"since", "2026-11-21", "", report.Filter{Since: day("2026-10-05")}, 5},
		{"until", "2026-11-21", "", report.Filter{Until: day("2026-10-02")}, 5},
		{"mentor", "2026-11-21", "", report.Filter{Mentor: "per"}, 3},
	} {
		if got := count(c.asOf, c.knownAt, report.Scope{Filter: c.filter}); got != c.want {
			t.Errorf("%s: %d records, want %d", c.name, got, c.want)
		}
	}
}
