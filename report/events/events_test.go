package events

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report/safe"
	"sojt/signoff"
	"sojt/signoff/testkit"
)

// hostile is what people may write that a file, an engine or a spreadsheet could take for its own.
var hostile = append(testkit.Names(), "a\nb,\"c\"\r\n{\"record\":\"x\"}", "null", "\u202e\x1b[31m", "::error::", `\N`, "NaN")

// people are a made program and its learners, whose words are hostile.
func people(t *testing.T) (*signoff.Rulebook, []*signoff.Learner) {
	t.Helper()
	g, files := testkit.New(5), fstest.MapFS{}
	g.Words = hostile
	for name, text := range g.Definitions() {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	program, problems := competency.Load(files)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return signoff.NewRulebook(program, nil), g.People(program, 3, 25)
}

// exported is all of it by table, as rows of text with null as "\x00".
func exported(t *testing.T, x Export, learners []*signoff.Learner) map[string][]map[string]string {
	t.Helper()
	rows := map[string][]map[string]string{}
	for _, l := range learners {
		for _, p := range x.Learner(l) {
			if !path.MatchString(p.Path) {
				t.Errorf("the path is %s", p.Path)
			}
			table := Tables()[slices.IndexFunc(Tables(), func(t Table) bool { return t.Name == p.Table })]
			var got []map[string]string
			if x.Form == JSONLines {
				got = readLines(t, p.Data, table.Columns)
			} else {
				got = readCells(t, append(x.Form.Header(table.Columns), p.Data...), table.Columns)
			}
			if len(got) != p.Rows {
				t.Errorf("%d rows in %s, which says %d", len(got), p.Path, p.Rows)
			}
			rows[p.Table] = append(rows[p.Table], got...)
		}
	}
	return rows
}

var forms = map[Type]*regexp.Regexp{
	Day: regexp.MustCompile(`^\d{4}-\d\d-\d\d$`), Moment: regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$`),
	Number: regexp.MustCompile(`^\d+$`), Truth: regexp.MustCompile(`^(true|false)$`), Text: regexp.MustCompile(`(?s).`),
}

var (
	path = regexp.MustCompile(`^(events|standings)/program=[a-z0-9-]+/month=\d{4}-\d\d/(records|standings)\.(jsonl|csv)$`)
	pair = regexp.MustCompile(`[{,]"([a-z0-9_]+)":(?:null|true|false|\d+|"(?:[^"\\]|\\.)*")`)
)

// typed says whether a value is one that a column of a type may hold.
func typed(kind Type, value string) bool {
	return forms[kind].MatchString(value) || value == "\x00" && kind != Truth
}

func readLines(t *testing.T, data []byte, columns []Column) []map[string]string {
	t.Helper()
	var rows []map[string]string
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Errorf("a line would steer a terminal: %q", line)
		}
		var keys []string
		var values map[string]json.RawMessage
		if err := json.Unmarshal([]byte(line), &values); err != nil {
			t.Fatalf("%v: %q", err, line)
		}
		for _, m := range pair.FindAllStringSubmatch(line, -1) {
			keys = append(keys, m[1])
		}
		row := map[string]string{}
		for i, c := range columns {
			raw := string(values[c.Name])
			if i >= len(keys) || keys[i] != c.Name {
				t.Fatalf("key %d of %q is not %s", i, line, c.Name)
			}
			switch {
			case raw == "null":
				row[c.Name] = "\x00"
			case strings.HasPrefix(raw, `"`):
				var s string
				json.Unmarshal(values[c.Name], &s)
				row[c.Name] = s
			default:
				row[c.Name] = raw
			}
			if quoted := strings.HasPrefix(raw, `"`); quoted != (c.Type == Text || c.Type == Day || c.Type == Moment) && raw != "null" || !typed(c.Type, row[c.Name]) {
				t.Errorf("%s is %s", c.Name, raw)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func readCells(t *testing.T, data []byte, columns []Column) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(data, []byte("\n")); n != len(all) {
		t.Errorf("%d lines for %d rows", n, len(all))
	}
	var rows []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, c := range columns {
			if all[0][i] != c.Name {
				t.Fatalf("column %d is %s", i, all[0][i])
			}
			if row[c.Name] = cells[i]; cells[i] == "" {
				row[c.Name] = "\x00"
			}
			digest := (c.Name == "digest" || c.Name == "prev") && digests().MatchString(cells[i])
			if !typed(c.Type, row[c.Name]) || !digest && strings.ContainsAny(cells[i][:min(1, len(cells[i]))], "=+-@\t\r") {
				t.Errorf("%s is %q", c.Name, cells[i])
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// TestHostileText: in JSON Lines people's words are there as they were written, in csv on one line and
// defused; a row is a row in both, and all else is the same.
func TestHostileText(t *testing.T) {
	book, learners := people(t)
	x := Export{Book: book, Moment: signoff.Moment{AsOf: calendar.Of(2030, 1, 1)}}
	lines := exported(t, x, learners)
	x.Form = CSV
	cells := exported(t, x, learners)
	notes, n := map[string]string{}, 0
	for _, l := range learners {
		for _, r := range signoff.Once(l.Records) {
			n++
			notes[r.ID] = r.Note
		}
	}
	if len(lines["records"]) != n || len(cells["records"]) != n || n < 60 || len(lines["standings"]) == 0 {
		t.Fatalf("%d and %d rows of %d records, %d standings", len(lines["records"]), len(cells["records"]), n, len(lines["standings"]))
	}
	said := 0
	for table, rows := range lines {
		for i, row := range rows {
			if note, ok := row["note"]; ok && note != "\x00" {
				said++
				if note != notes[row["record"]] {
					t.Errorf("the note is %q, written as %q", note, notes[row["record"]])
				}
			}
			for name, value := range row {
				want := safe.CSV(value)
				if name == "digest" || name == "prev" {
					want = value
				}
				if value != "\x00" && cells[table][i][name] != want {
					t.Errorf("%s is %q in csv, expected %q", name, cells[table][i][name], want)
				}
			}
		}
	}
	if said < 10 {
		t.Errorf("%d notes: the test shows too little", said)
	}
}

// TestDigestsAreFound: a digest that begins with a minus is in csv what it is, nothing else that does is.
func TestDigestsAreFound(t *testing.T) {
	digest := "-" + strings.Repeat("x", 42)
	columns := []Column{{Name: "digest"}, {Name: "prev"}, {Name: "note"}, {Name: "prev"}}
	var b bytes.Buffer
	CSV.row(&b, columns, []any{digest, digest + " " + digest, digest, "-1+cmd|x"})
	if want := digest + "," + digest + " " + digest + ",'" + digest + ",'-1+cmd|x\n"; b.String() != want {
		t.Errorf("%s, expected %s", b.String(), want)
	}
}

// TestRedact: nobody's name and nothing that anybody wrote is left, and all else is as it was.
func TestRedact(t *testing.T) {
	book, learners := people(t)
	x := Export{Book: book, Moment: signoff.Moment{AsOf: calendar.Of(2030, 1, 1)}}
	whole := exported(t, x, learners)
	x.Redact = true
	left, hidden := exported(t, x, learners), 0
	for _, table := range Tables() {
		for i, row := range left[table.Name] {
			for _, c := range table.Columns {
				was := whole[table.Name][i][c.Name]
				switch {
				case c.Own && row[c.Name] != "\x00":
					t.Errorf("%s is %q", c.Name, row[c.Name])
				case c.Own && was != "\x00":
					hidden++
				case !c.Own && row[c.Name] != was:
					t.Errorf("%s is %q and was %q", c.Name, row[c.Name], was)
				}
			}
		}
	}
	if hidden < 50 {
		t.Errorf("%d values are left out: the test shows too little", hidden)
	}
}

// TestBetween: since and until hold for the day of effect, with both days inside, and known-at for the
// moment of recording.
func TestBetween(t *testing.T) {
	book, learners := people(t)
	x := Export{Book: book, Moment: signoff.Moment{AsOf: calendar.Of(2030, 1, 1)}}
	all := exported(t, x, learners)["records"]
	days := make([]string, len(all))
	for i, r := range all {
		days[i] = r["day"]
	}
	slices.Sort(days)
	low, high := days[len(days)/4], days[len(days)*3/4]
	x.Since, _ = calendar.Parse(low)
	x.Until, _ = calendar.Parse(high)
	want := slices.DeleteFunc(days, func(d string) bool { return d < low || d > high })
	if got := exported(t, x, learners)["records"]; len(got) != len(want) || len(got) == len(all) || len(got) == 0 {
		t.Errorf("%d records between %s and %s, expected %d of %d", len(got), low, high, len(want), len(all))
	}
}
