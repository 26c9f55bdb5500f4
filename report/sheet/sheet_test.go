package sheet

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report/xlsx"
	"sojt/signoff"
)

var update = flag.Bool("update", false, "write the golden files anew")

// filled is a sheet with what is recorded of one learner.
func filled() Input {
	p := kitchen()
	in := input(p)
	in.Results, in.Learners = true, []*signoff.Standings{maria(p)}
	return in
}

func TestGoldens(t *testing.T) {
	guide := input(kitchen())
	guide.Guide = true
	for name, in := range map[string]Input{"blank": input(kitchen()), "guide": guide, "filled": filled()} {
		file := filepath.Join("testdata", name+".txt")
		got := bookText(Build(in))
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs (-want +got):\n%s", name, diff)
		}
	}
}

// bookText is all worksheets with their names.
func bookText(b xlsx.Workbook) string {
	text := ""
	for _, s := range b.Sheets {
		text += "# " + s.Name + "\n" + asText(s)
	}
	return text
}

// asText is a worksheet, a row a line: cells that can be filled in stand in brackets with what they
// accept, hidden ones after a double bar.
func asText(s xlsx.Sheet) string {
	var b strings.Builder
	for r := range s.Rows {
		for i, c := range r.Cells {
			text := cellText(c)
			if s.Columns[i].Hidden {
				if text != "" {
					b.WriteString(" ‖" + text)
				}
			} else if text != "" || c.Style.Open {
				if c.Style.Open {
					text = "[" + text + c.Check.List + map[bool]string{true: "date"}[c.Check.Day] + "]"
				}
				b.WriteString(" | " + strings.ReplaceAll(text, "\n", " / "))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func cellText(c xlsx.Cell) string {
	text := c.Text
	for _, r := range c.Runs {
		if r.Bold {
			text += "*" + r.Text + "*"
		} else {
			text += r.Text
		}
	}
	if c.Kind == xlsx.Day {
		text = c.Day.String()
	}
	return text
}

// entryRows are the rows of competencies, by id.
func entryRows(s xlsx.Sheet) map[string]xlsx.Row {
	first := slices.IndexFunc(s.Columns, func(c xlsx.Column) bool { return c.Hidden })
	at := first + slices.Index(hiddenKeys(), HiddenID)
	rows := map[string]xlsx.Row{}
	for r := range s.Rows {
		if id := r.Cells[at].Text; id != "" && !r.Hidden {
			rows[id] = r
		}
	}
	return rows
}

// A reader finds in every row what it was printed from.
func TestRowsSayWhatTheyWerePrintedFrom(t *testing.T) {
	in := filled()
	s := Build(in).Sheets[0]
	first := slices.IndexFunc(s.Columns, func(c xlsx.Column) bool { return c.Hidden })
	rows := entryRows(s)
	if len(rows) != 5 || rows["fax"].Cells != nil {
		t.Fatalf("%d rows; a retired competency has one: %v", len(rows), rows["fax"].Cells != nil)
	}
	for _, e := range in.Role.Entries[:5] {
		record := ""
		if c := in.Learners[0].Roles[0].Cells[slices.Index(in.Role.Entries, e)]; c.Rests != nil {
			record = c.Rests.ID
		}
		want := []string{"", "", in.Program.ID, in.Role.ID, "maria-lopez", e.ID, fmt.Sprint(e.Revision), e.Fingerprint, record}
		for i, w := range want {
			if got := rows[e.ID].Cells[first+i].Text; got != w {
				t.Errorf("%s: hidden %s is %q, expected %q", e.ID, hiddenKeys()[i], got, w)
			}
		}
	}
}

// What is recorded cannot be typed over; what is open accepts only what its column does.
func TestOnlyInputIsOpen(t *testing.T) {
	in := filled()
	s := Build(in).Sheets[0]
	if !s.Protected {
		t.Error("the sheet is not protected")
	}
	rows := entryRows(s)
	for _, settled := range []string{"hygiene/handwashing", "knife-safety", "rice"} {
		for i, c := range rows[settled].Cells {
			if c.Style.Open {
				t.Errorf("%s: column %d can be typed over", settled, i)
			}
			if !s.Columns[i].Hidden && c.Check != (xlsx.Check{}) {
				t.Errorf("%s: column %d has a check", settled, i)
			}
		}
	}
	var open []string
	for _, c := range rows["allergens"].Cells {
		if c.Style.Open {
			open = append(open, c.Check.List+map[bool]string{true: "date"}[c.Check.Day])
		}
	}
	want := []string{"date", mentorList, "date", resultList, "", mentorList}
	if !slices.Equal(open, want) {
		t.Errorf("open boxes accept %q, expected %q", open, want)
	}
	for r := range s.Rows {
		for i, c := range r.Cells {
			if s.Columns[i].Hidden && c.Style.Open {
				t.Errorf("a hidden id can be typed over: %q", c.Text)
			}
		}
	}
}

// A layout that has columns for the conditions and the marks finds them there and nowhere else.
func TestConditionsAndMarksStandOnce(t *testing.T) {
	in := withLayout(input(kitchen()))
	within := entryRows(Build(in).Sheets[0])["knife-safety"]
	if code, text := within.Cells[0].Text, cellText(within.Cells[1]); code != "2.1\nR C S" ||
		!strings.HasSuffix(text, "\nConditions: 20 cm chef's knife, wet board, full service pace · Standard: Knife card, revision B") {
		t.Errorf("without columns: %q, %q", code, text)
	}
	in.Layout.Columns = slices.Insert(in.Layout.Columns, 2, Column{Key: Conditions, Width: 60}, Column{Key: Marks, Width: 30})
	apart := entryRows(Build(in).Sheets[0])["knife-safety"]
	if code, text := apart.Cells[0].Text, cellText(apart.Cells[1]); code != "2.1" || strings.Contains(text, "Knife card") {
		t.Errorf("with columns: %q, %q", code, text)
	}
	if standard, marks := apart.Cells[2].Text, apart.Cells[3].Text; standard != "20 cm chef's knife, wet board, full service pace\nKnife card, revision B" || marks != "R C S" {
		t.Errorf("the columns have %q, %q", standard, marks)
	}
}

// Rows side by side run down one side and then the other, and none is lost.
func TestBeside(t *testing.T) {
	rows := []blockRow{{text("a"), {}}, {text("b"), {}}, {text("c"), {}}}
	b, got := beside(Block{Columns: []Field{{Key: "name"}, {Key: "date"}}, Beside: 2}, rows)
	if len(b.Columns) != 4 || len(got) != 2 || len(got[0]) != 4 || len(got[1]) != 4 {
		t.Fatalf("%d columns, rows %v", len(b.Columns), got)
	}
	if got[0][0].Text != "a" || got[1][0].Text != "b" || got[0][2].Text != "c" || got[1][2].Text != "" {
		t.Errorf("rows are %v", got)
	}
	if _, same := beside(Block{}, rows); len(same) != 3 {
		t.Errorf("%d rows where none are side by side", len(same))
	}
}

// What is left to write in says in each row whose it is, and no title of the table stands above it.
func TestSignaturesHaveAWorksheetOfTheirOwn(t *testing.T) {
	in := filled()
	in.Learners[0].Learner.Name = "Maximiliana Josefa Featherstonehaugh-Osei"
	book := Build(in)
	if got, want := book.Sheets[1].Name, "Maximiliana Josefa, signatures"; got != want {
		t.Errorf("it is called %q, expected %q", got, want)
	}
	first := slices.IndexFunc(book.Sheets[1].Columns, func(c xlsx.Column) bool { return c.Hidden })
	hidden := func(r xlsx.Row, key string) string { return r.Cells[first+slices.Index(hiddenKeys(), key)].Text }
	seen := map[string]bool{}
	for r := range book.Sheets[1].Rows {
		if r.Repeat {
			t.Error("titles stand again on each page")
		}
		block, _, found := strings.Cut(hidden(r, HiddenFields), ".")
		if !found || r.Hidden {
			continue
		}
		seen[block] = true
		if hidden(r, HiddenLearner) != "maria-lopez" || hidden(r, HiddenRole) != "line-cook" {
			t.Errorf("%s: whose row is it", block)
		}
	}
	if len(seen) != 4 {
		t.Errorf("blocks are %v", seen)
	}
}

func TestListsOfferWhatMayBeChosen(t *testing.T) {
	book := Build(input(kitchen()))
	lists := map[string]xlsx.List{}
	for _, l := range book.Lists {
		lists[l.Name] = l
	}
	if l := lists[mentorList]; !slices.Equal(l.Values, []string{"Ana Ruiz", "Per Lind (per)", "Per Lind (per-2)", "Maximiliana Featherstonehaugh-Osei"}) ||
		!slices.Equal(l.Keys, []string{"ana", "per", "per-2", "osei"}) {
		t.Errorf("mentors are %q %q", l.Values, l.Keys)
	}
	if l := lists[resultList]; !slices.Equal(l.Values, []string{"competent", "not-yet", "N/A"}) {
		t.Errorf("results are %q", l.Values)
	}
	if l := lists[levelListName(0)]; !slices.Equal(l.Values, []string{"1", "2", "3", "4"}) {
		t.Errorf("levels are %q", l.Values)
	}
	for r := range book.Sheets[0].Rows {
		for _, c := range r.Cells {
			if c.Check.List != "" && lists[c.Check.List].Values == nil {
				t.Errorf("list %q does not exist", c.Check.List)
			}
		}
	}
	alone := kitchen()
	alone.Mentors = nil
	for r := range Build(input(alone)).Sheets[0].Rows {
		for _, c := range r.Cells {
			if c.Check.List == mentorList {
				t.Fatal("a list of mentors without any mentor")
			}
		}
	}
}

func TestGroupSheetsHaveNoResults(t *testing.T) {
	p := kitchen()
	in := input(p)
	second := maria(p)
	second.Learner = &signoff.Learner{ID: "theo", Name: "María López", Records: second.Learner.Records}
	in.Learners = []*signoff.Standings{maria(p), second}
	book := Build(in)
	if len(book.Sheets) != 4 {
		t.Fatalf("%d worksheets", len(book.Sheets))
	}
	for i, id := range []string{"maria-lopez", "theo"} {
		text := asText(book.Sheets[2*i]) + asText(book.Sheets[2*i+1])
		if !strings.Contains(text, "| "+id) || !strings.Contains(text, "2026-11-23") || !strings.Contains(text, "‖"+id) {
			t.Errorf("%s: the head lacks the learner or the start", id)
		}
		for _, shown := range []string{"2026-12-08", "AR [", "waived", "forgot celery", "Recorded signatures"} {
			if strings.Contains(text, shown) {
				t.Errorf("%s: the sheet shows %q", id, shown)
			}
		}
	}
}

// Every signature that the rows refer to is shown with printed name, date and time, and meaning.
func TestSignaturesAreManifest(t *testing.T) {
	text := asText(Build(filled()).Sheets[1])
	if table := asText(Build(filled()).Sheets[0]); !strings.Contains(table, "ML [2] | PL [3] | AR [4]") {
		t.Error("the rows do not refer to the signatures")
	}
	for _, want := range []string{
		"| 4 | 2.1 Cuts vegetables safely to size | Ana Ruiz | 2026-12-08 10:31:40 CET | observed and found competent | 01KAN3XQ5R7T9V0W2Y4Z6B8DS1 / signed with a key",
		"| 2 | 2.1 Cuts vegetables safely to size | María López | 2026-12-09 10:31:40 CET | acknowledges the sign-off |",
		"| 6 | 3.1 米を研ぎ、正しい水加減で炊く | K. Tan on paper, copied by Ana Ruiz | 2026-12-10 10:31:40 CET | copied from paper: competent, signed there by K. Tan, dated spring 2019, in binder 3 |",
		"| Ana Ruiz | recorded, see signature 7 | 2026-12-12",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q", want)
		}
	}
}

// What was taken back, recorded later or of later effect than asked for is not shown.
func TestOnlyWhatStoodIsShown(t *testing.T) {
	show := func(change func(s *signoff.Standings)) string {
		in := filled()
		change(in.Learners[0])
		return bookText(Build(in))
	}
	whole := show(func(*signoff.Standings) {})
	for name, change := range map[string]func(s *signoff.Standings){
		"ML [2]": func(s *signoff.Standings) {
			s.Learner.Records = append(s.Learner.Records, &signoff.Record{Type: signoff.Revoke, Ref: "a1", Digest: "r1", By: "ana", Date: calendar.Of(2026, 12, 20)})
		},
		"forgot celery": func(s *signoff.Standings) { s.Moment.AsOf = calendar.Of(2026, 12, 10) },
		"two pieces in five": func(s *signoff.Standings) {
			s.Moment.KnownAt = time.Date(2026, 12, 1, 23, 0, 0, 0, time.UTC)
		},
	} {
		if !strings.Contains(whole, name) {
			t.Errorf("%q is not shown at all", name)
		}
		if strings.Contains(show(change), name) {
			t.Errorf("%q is still shown", name)
		}
	}
}

// The order of lines in a learner's file changes nothing; other input does.
func TestSameInputSameBytes(t *testing.T) {
	write := func(in Input) []byte {
		var b bytes.Buffer
		if err := Build(in).Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	first := write(filled())
	for seed := range uint64(5) {
		in := filled()
		r := in.Learners[0].Learner.Records
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(r), func(i, j int) { r[i], r[j] = r[j], r[i] })
		if !bytes.Equal(first, write(in)) {
			t.Errorf("seed %d: shuffled records give other bytes", seed)
		}
	}
	in := filled()
	in.Commit = "4f1c2ac"
	if bytes.Equal(first, write(in)) {
		t.Error("another commit gives the same bytes")
	}
}

// There is room for a pen, and the table fits the paper.
func TestRoomToWrite(t *testing.T) {
	for _, paper := range []xlsx.Paper{xlsx.A4, xlsx.Letter} {
		in := input(kitchen())
		in.Paper = paper
		w := newWriter(withLayout(in), newPeople(in), nil)
		total := 0.0
		for _, c := range w.columns {
			total += c.Width
			if strings.HasPrefix(c.Key, "initials-") && c.Width < 15*xlsx.Millimetre {
				t.Errorf("%s is %.1f mm wide", c.Key, c.Width/xlsx.Millimetre)
			}
			if c.Key == Competency && c.Width < 90*xlsx.Millimetre {
				t.Errorf("criteria have %.1f mm", c.Width/xlsx.Millimetre)
			}
		}
		if width := w.print().Width(); total > width || total < width*0.95 {
			t.Errorf("columns take %.0f of %.0f points", total, width)
		}
	}
	for id, r := range entryRows(Build(input(kitchen())).Sheets[0]) {
		if r.Height < 24 {
			t.Errorf("%s is %v points high", id, r.Height)
		}
	}
}

func withLayout(in Input) Input {
	in.Layout = Sojt()
	return in
}

// A column that the role never uses is left out, and its room goes to the texts.
func TestUnusedColumnsAreLeftOut(t *testing.T) {
	p := big(3)
	for _, e := range p.Roles[0].Entries {
		e.Separate = false
	}
	w := newWriter(withLayout(input(p)), newPeople(input(p)), nil)
	var keys []string
	for _, c := range w.columns {
		keys = append(keys, c.Key)
	}
	want := []string{Code, Competency, TrainedOn, TrainedBy, AssessedOn, ResultKey, ByLearner, ByMentor, FlagsKey}
	if !slices.Equal(keys, want) {
		t.Errorf("columns are %q", keys)
	}
}

// Boxes of a row cover all columns without overlap, whatever their shares.
func TestSpansCover(t *testing.T) {
	w := newWriter(withLayout(input(kitchen())), newPeople(input(kitchen())), nil)
	rapid.Check(t, func(t *rapid.T) {
		var fields []Field
		for _, share := range rapid.SliceOfN(rapid.Float64Range(0, 100), 1, len(w.columns)).Draw(t, "shares") {
			fields = append(fields, Field{Share: share})
		}
		next := 0
		for _, s := range w.spans(fields) {
			if s.from != next || s.across < 0 {
				t.Fatalf("box at %d with %d more, expected at %d", s.from, s.across, next)
			}
			next = s.from + s.across + 1
		}
		if next != len(w.columns) {
			t.Fatalf("%d of %d columns are covered", next, len(w.columns))
		}
	})
}

// A column wider than a box's share takes nothing from the boxes after it.
func TestHeadHasRoomBesideAWideColumn(t *testing.T) {
	in := withLayout(input(big(3)))
	w := newWriter(in, newPeople(in), nil)
	for _, row := range in.Layout.Head {
		fields := row.Fields
		for i, s := range w.spans(fields) {
			width := 0.0
			for _, c := range w.columns[s.from : s.from+s.across+1] {
				width += c.Width
			}
			if width < 25*xlsx.Millimetre {
				t.Errorf("%s has %.0f mm", fields[i].Key, width/xlsx.Millimetre)
			}
		}
	}
}

func TestInitials(t *testing.T) {
	p := &people{names: map[string]string{}, initials: map[string]string{}}
	seen := map[string]bool{}
	for i := range 25 {
		id := fmt.Sprint("p", i)
		p.names[id] = "Ana Ruiz"
		seen[p.initialsOf(id)] = true
	}
	if len(seen) != 25 || !seen["AR"] || !seen["AR25"] {
		t.Errorf("25 people have %d initials", len(seen))
	}
}

// The hash of a role changes with what it asks for and with its order.
func TestContentHash(t *testing.T) {
	before := contentHash(kitchen().Roles[0])
	for name, change := range map[string]func(r *competency.Role){
		"wording": func(r *competency.Role) { r.Entries[0].Competency.Fingerprint = strings.Repeat("ff", 32) },
		"order":   func(r *competency.Role) { slices.Reverse(r.Entries) },
	} {
		r := kitchen().Roles[0]
		change(r)
		if contentHash(r) == before {
			t.Errorf("another %s has the same hash", name)
		}
	}
	if contentHash(kitchen().Roles[0]) != before {
		t.Error("the hash is not repeatable")
	}
}

func TestEmptyRole(t *testing.T) {
	p := kitchen()
	p.Roles[0].Entries, p.Roles[0].Status = nil, competency.Draft
	text := asText(Build(input(p)).Sheets[0])
	if !strings.Contains(text, "no competencies yet") || !strings.Contains(text, "draft: takes no sign-off") {
		t.Errorf("got\n%s", text)
	}
}

func BenchmarkGroup(b *testing.B) {
	p := big(188)
	in := input(p)
	for i := range 20 {
		in.Learners = append(in.Learners, &signoff.Standings{Learner: &signoff.Learner{ID: fmt.Sprint("learner-", i), Name: fmt.Sprint("Learner ", i)}})
	}
	for b.Loop() {
		if err := Build(in).Write(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
