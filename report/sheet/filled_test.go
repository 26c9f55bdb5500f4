package sheet

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"sojt/competency/calendar"
	"sojt/report/grid"
	"sojt/report/written"
	"sojt/report/xlsx"
	"sojt/signoff"
)

// everyLayout are those that sojt brings, and one of a program's own with a box for a day in another place.
func everyLayout(t *testing.T) []Layout {
	var all []Layout
	for _, id := range BuiltinNames() {
		l, _ := Builtin(id)
		all = append(all, l)
	}
	own, problems := ReadLayout("layouts/ours.yaml", []byte(`layout: ours
title: Card
head: [{boxes: [{key: learner, title: Name}, {key: x-shift, title: Shift}, {key: learner-id, title: Id}]}]
columns:
  - {key: initials-mentor, title: Mentor, width: 250}
  - {key: x-remark, title: Remark, width: 400}
  - {key: competency, title: What}
  - {key: assessed-on, title: Day, width: 200}
foot:
  - {key: signatures, title: Signatures, columns: [{key: number, title: No.}, {key: name, title: Name}]}
  - {key: remarks, title: Remarks, rows: 3, empty: 2, columns: [{key: note, title: What}, {key: action, title: Then}, {key: competency, title: Of}, {key: mentor, title: Who}, {key: date, title: When}]}
  - {key: initials, title: Initials, empty: 3, beside: 3, columns: [{key: initials, title: Initials}, {key: name, title: Name}]}
  - {key: x-visits, title: Visits, rows: 4, columns: [{key: date, title: Day}, {key: x-who, title: Who came}]}
`))
	if problems.Errors() > 0 {
		t.Fatal(problems)
	}
	return append(all, own)
}

// pencilled writes into every open box of a workbook what write gives for its worksheet, row and column.
func pencilled(b xlsx.Workbook, write func(sheet, row, column int, c xlsx.Cell) string) xlsx.Workbook {
	for i := range b.Sheets {
		rows := slices.Collect(b.Sheets[i].Rows)
		for r := range rows {
			rows[r].Cells = slices.Clone(rows[r].Cells)
			for c := range rows[r].Cells {
				cell := &rows[r].Cells[c]
				if !cell.Style.Open || cell.Text != "" {
					continue
				}
				if text := write(i, r, c, *cell); text != "" {
					cell.Kind, cell.Text = xlsx.Text, text
				}
			}
		}
		b.Sheets[i].Rows = slices.Values(rows)
	}
	return b
}

func readBack(t *testing.T, b xlsx.Workbook) *Filled {
	t.Helper()
	f, err := ReadFilled(saved(t, b))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// saved is a workbook as a reader has it.
func saved(t *testing.T, b xlsx.Workbook) *grid.File {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	file, err := grid.Read("a.xlsx", out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// TestEveryLayoutComesBack fills in every open box of every layout, blank, for a learner and for a group,
// with a text of its own, and finds each of them once, beneath the ids it was printed with.
func TestEveryLayoutComesBack(t *testing.T) {
	p := kitchen()
	theo := maria(p)
	theo.Learner = &signoff.Learner{ID: "theo-brandt", Name: "Theo Brandt"}
	for _, l := range everyLayout(t) {
		for name, change := range map[string]func(*Input){
			"blank":  func(*Input) {},
			"filled": func(in *Input) { in.Results, in.Learners = true, []*signoff.Standings{maria(p)} },
			"group":  func(in *Input) { in.Learners, in.Guide = []*signoff.Standings{maria(p), theo}, true },
		} {
			in := input(p)
			in.Layout = l
			change(&in)
			want := map[string]bool{}
			book := pencilled(Build(in), func(sheet, row, column int, _ xlsx.Cell) string {
				text := fmt.Sprintf("w%d r%d c%d", sheet, row, column)
				want[text] = true
				return text
			})
			f := readBack(t, book)
			found := map[string]bool{}
			take := func(s Source) {
				for key := range s.columns {
					if text := s.Box(key); want[text] {
						if found[text] {
							t.Errorf("%s %s: %q stands in two boxes", l.ID, name, text)
						}
						found[text] = true
					}
				}
			}
			whose := map[string]int{}
			heads := map[string]bool{}
			for _, r := range f.Rows {
				take(r.Source)
				whose[r.Learner]++
				e := in.Role.Entry(r.Competency)
				if e == nil || r.Fingerprint != e.Fingerprint || r.Revision != itoa(e.Revision) || r.Program != p.ID || r.Role != in.Role.ID {
					t.Fatalf("%s %s: the row says %+v", l.ID, name, r)
				}
				for _, text := range r.Head {
					heads[text] = true
				}
			}
			for text := range heads {
				found[text] = found[text] || want[text]
			}
			for _, b := range f.Blocks {
				take(b.Source)
				if b.Learner != f.Rows[0].Learner && len(in.Learners) < 2 {
					t.Errorf("%s %s: a box of %q on the sheet of %q", l.ID, name, b.Learner, f.Rows[0].Learner)
				}
			}
			owner := 0 // boxes at the head of the worksheet of signatures say what those of the table say
			for text := range want {
				if !found[text] {
					owner++
				}
			}
			if most := 4 * max(1, len(in.Learners)); owner > most {
				t.Errorf("%s %s: %d of %d boxes do not come back", l.ID, name, owner, len(want))
			}
			if len(whose) != max(1, len(in.Learners)) || len(f.Rows) != 5*len(whose) {
				t.Errorf("%s %s: rows by learner are %v", l.ID, name, whose)
			}
		}
	}
}

// judgedRow is what a competency's row says with texts in some of its boxes, by key.
func judgedRow(t *testing.T, file *grid.File, id string, boxes map[string]string) Judged {
	t.Helper()
	p := kitchen()
	in := input(p)
	f, err := ReadFilled(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := range f.Rows {
		if f.Rows[i].Competency == id {
			write(t, &f.Rows[i].Source, boxes)
		}
	}
	hands := f.Hands(p, "maria-lopez", written.Person{ID: "maria-lopez", Name: "María López"})
	for _, r := range f.Rows {
		if r.Competency == id {
			return r.Read(in.Role.Entry(id), hands, written.Days{Today: in.Printed})
		}
	}
	t.Fatalf("no row %s", id)
	return Judged{}
}

func write(t *testing.T, s *Source, boxes map[string]string) {
	t.Helper()
	s.row.Cells = slices.Clone(s.row.Cells)
	for key, text := range boxes {
		i, ok := s.columns[key]
		if !ok {
			t.Fatalf("there is no box %q", key)
		}
		for len(s.row.Cells) <= i {
			s.row.Cells = append(s.row.Cells, "")
		}
		s.row.Cells[i] = text
	}
}

// TestJudged reads rows as people fill them in: what is meant, or why it is not certain.
func TestJudged(t *testing.T) {
	type boxes = map[string]string
	sheets := map[string]*grid.File{}
	for _, l := range everyLayout(t) {
		p := kitchen()
		in := input(p)
		in.Layout, in.Learners = l, []*signoff.Standings{maria(p)}
		sheets[l.ID] = saved(t, Build(in))
	}
	for _, x := range []struct {
		layout, id string
		boxes      boxes
		want       string // outcome day level signer note left, or doubts
	}{
		{"sojt", "allergens", boxes{}, "empty"},
		{"sojt", "allergens", boxes{AssessedOn: "2026-12-08", ResultKey: "competent", ByMentor: "AR"}, "competent 2026-12-08 Ana Ruiz"},
		{"sojt", "allergens", boxes{AssessedOn: " 8/12/26 ", ResultKey: "Competent ", ByMentor: "a. r."}, "the day is not certain"},
		{"sojt", "allergens", boxes{AssessedOn: "8 Dec '26", ResultKey: "NOT YET", ByMentor: "ana ruiz"}, "not-yet 2026-12-08 Ana Ruiz"},
		{"sojt", "allergens", boxes{AssessedOn: "46364", ResultKey: "not-yet", ByMentor: "ana"}, "not-yet 2026-12-08 Ana Ruiz"},
		{"sojt", "allergens", boxes{AssessedOn: "Dec 2026", ResultKey: "competent", ByMentor: "Ruiz, Ana"}, `competent 2026-12-01 "Dec 2026" Ana Ruiz`},
		{"sojt", "allergens", boxes{AssessedOn: "2026-12-08", ResultKey: "competent", ByMentor: "PL"}, `"PL" can be Per Lind (per) or Per Lind (per-2)`},
		{"sojt", "allergens", boxes{AssessedOn: "2026-12-08", ResultKey: "competent", ByMentor: "Per Lind (per-2)"}, "competent 2026-12-08 Per Lind"},
		{"sojt", "allergens", boxes{AssessedOn: "2026-12-08", ResultKey: "competent", ByMentor: "XQ"}, `nobody is known by "XQ"`},
		{"sojt", "allergens", boxes{AssessedOn: "2026-12-08", ResultKey: "perhaps", ByMentor: "AR"}, `the result is "perhaps"`},
		{"sojt", "allergens", boxes{AssessedOn: "08.12.2026", ResultKey: "ja", ByMentor: "AR"}, "competent 2026-12-08 Ana Ruiz"},
		{"sojt", "allergens", boxes{AssessedOn: "08.12.2026", ResultKey: "nicht bestanden", ByMentor: "AR"}, "not-yet 2026-12-08 Ana Ruiz"},
		{"sojt", "knife-safety", boxes{Practice: "●●○"}, "empty left practice"},
		{"sojt", "knife-safety", boxes{Practice: "○○○"}, "empty"},
		{"sojt", "allergens", boxes{AssessedOn: "2026-13-08", ResultKey: "competent", ByMentor: "AR"}, `"2026-13-08" is no day`},
		{"sojt", "allergens", boxes{ByMentor: "AR"}, "half filled: no result and no day"},
		{"sojt", "allergens", boxes{AssessedOn: "2026-12-08"}, "half filled: no result and no initials of a mentor"},
		{"sojt", "allergens", boxes{ResultKey: "N/A"}, "N/A"},
		{"sojt", "allergens", boxes{TrainedOn: "2026-12-01", ByLearner: "ml", Practice: "○○○ 3x"}, "empty left initials-learner,practice,trained-on"},
		{"sojt", "knife-safety", boxes{AssessedOn: "2026-12-08", ResultKey: "competent", ByMentor: "AR", ByCertify: "MFO", LevelMet: "3"}, "competent 2026-12-08 level 3 Maximiliana Featherstonehaugh-Osei observed by Ana Ruiz"},
		{"sojt", "knife-safety", boxes{AssessedOn: "2026-12-08", ResultKey: "competent", ByMentor: "AR", ByCertify: "AR", LevelMet: "3"}, "Ana Ruiz is mentor and certifier in one"},
		{"sojt", "knife-safety", boxes{AssessedOn: "2026-12-08", ResultKey: "competent", ByMentor: "AR"}, "half filled: no level and no initials of a certifier"},
		{"sojt", "knife-safety", boxes{AssessedOn: "2026-12-08", ResultKey: "competent", ByMentor: "AR", ByCertify: "MFO", LevelMet: "7"}, `"7" is no level of entrustment`},
		{"sojt", "knife-safety", boxes{AssessedOn: "2026-12-08", ResultKey: "not-yet", ByMentor: "AR"}, "not-yet 2026-12-08 Ana Ruiz"},
		{"jqs", "allergens", boxes{AssessedOn: "8 December 2026", ByMentor: "AR"}, "competent 2026-12-08 Ana Ruiz"},
		{"task-book", "allergens", boxes{AssessedOn: "12/25/2026", ByMentor: "AR", "x-record": "3"}, "competent 2026-12-25 Ana Ruiz left x-record"},
		{"nursing", "allergens", boxes{AssessedOn: "2026-12-08", ResultKey: "competent", ByMentor: "AR", MethodKey: "D", SelfKey: "2"}, "competent 2026-12-08 Ana Ruiz method D left self-assessment"},
		{"laboratory", "allergens", boxes{ByMethod + ":direct-observation": "AR 2026-12-08", ByMethod + ":blind-sample": "9 Dec 2026\nar", ResultKey: "competent", ByMentor: "AR"}, "competent 2026-12-09 Ana Ruiz direct-observation by Ana Ruiz on 2026-12-08; blind-sample by Ana Ruiz on 2026-12-09"},
		{"laboratory", "allergens", boxes{ByMethod + ":direct-observation": "AR", ResultKey: "competent", ByMentor: "AR"}, `the box for direct-observation has "AR", expected initials and a day`},
		{"laboratory", "allergens", boxes{ResultKey: "competent", ByMentor: "AR"}, "half filled: no day"},
		{"ours", "allergens", boxes{AssessedOn: "2026-12-08", ByMentor: "AR", "x-remark": "well done"}, "competent 2026-12-08 Ana Ruiz left x-remark"},
	} {
		got := inWords(judgedRow(t, sheets[x.layout], x.id, x.boxes))
		if got != x.want && (!strings.Contains(got, x.want) || !strings.HasPrefix(got, "doubt")) {
			t.Errorf("%s %s %q: %q, expected %q", x.layout, x.id, x.boxes, got, x.want)
		}
	}
}

func inWords(j Judged) string {
	var words []string
	add := func(yes bool, word string) {
		if yes {
			words = append(words, word)
		}
	}
	for _, d := range j.Doubts {
		add(true, "doubt "+d.Message)
	}
	if len(words) > 0 {
		return strings.Join(words, ", ")
	}
	add(j.None, "N/A")
	add(!j.Filled && !j.None, "empty")
	add(j.Filled, j.Outcome+" "+j.Day.String())
	add(j.Day.Dated != "", fmt.Sprintf("%q", j.Day.Dated))
	add(j.Levelled, "level "+itoa(j.Level))
	add(j.Signer.Name != "", j.Signer.Name)
	add(j.Note() != "", j.Note())
	add(len(j.Left) > 0, "left "+strings.Join(j.Left, ","))
	return strings.Join(words, " ")
}

// TestLegend has the legend on the sheet go before the initials of mentors, and its doubts be said.
func TestLegend(t *testing.T) {
	p := kitchen()
	in := input(p)
	in.Learners = []*signoff.Standings{maria(p)}
	f := readBack(t, Build(in))
	rows := [][2]string{{"AR", "Per Lind (per-2)"}, {"X.Y.", "Ana Ruiz"}, {"zz", "Zoe Zander"}, {"QQ", "ana"}, {"qq", "osei"}}
	n := 0
	for i := range f.Blocks {
		if b := &f.Blocks[i]; b.Block == "initials" && b.Box("name") == "" && n < len(rows) {
			write(t, &b.Source, map[string]string{"initials": rows[n][0], "name": rows[n][1]})
			n++
		}
	}
	for ; n < len(rows); n++ { // more than there are empty rows
		s := f.Blocks[0].Source
		s.columns = map[string]int{"initials": 0, "name": 1}
		write(t, &s, map[string]string{"initials": rows[n][0], "name": rows[n][1]})
		f.Blocks = append(f.Blocks, FilledBox{Source: s, Block: "initials", Learner: "maria-lopez"})
	}
	hands := f.Hands(p, "maria-lopez", written.Person{ID: "maria-lopez", Name: "María López"})
	for said, want := range map[string]string{
		"ar": "per-2", "xy": "ana", "zz": "Zoe Zander", "qq": "can be", "ML": "maria-lopez", "AR [12]": "per-2", "Ana Ruiz": "ana",
	} {
		who, doubt := hands.Who(said)
		switch {
		case doubt != nil && !strings.Contains(doubt.Message, want), doubt == nil && cmp.Or(who.ID, who.Name) != want:
			t.Errorf("%q is %q %v, expected %q", said, who.ID, doubt, want)
		}
	}
	other := f.Hands(p, "theo-brandt", written.Person{})
	if who, _ := other.Who("AR"); who.ID != "ana" {
		t.Errorf("another sheet's legend was used: AR is %q", who.ID)
	}
}

// TestNoSheet refuses what is no sheet, and one of a later form.
func TestNoSheet(t *testing.T) {
	p := kitchen()
	b := Build(input(p))
	for i := range b.Sheets {
		rows := slices.Collect(b.Sheets[i].Rows)
		for r := range rows {
			for c := range rows[r].Cells {
				cell := &rows[r].Cells[c]
				cell.Text = strings.ReplaceAll(cell.Text, HiddenMarker+"/1", HiddenMarker+"/2")
			}
		}
		b.Sheets[i].Rows = slices.Values(rows)
	}
	if _, err := ReadFilled(saved(t, b)); !errors.Is(err, ErrNewer) {
		t.Errorf("a later form: %v", err)
	}
	file, _ := grid.Read("a.csv", []byte("competency-id,date\nknife-safety,2026-12-08\n"))
	if _, err := ReadFilled(file); !errors.Is(err, ErrNoSheet) {
		t.Errorf("a table of something else: %v", err)
	}
}

// TestJunk puts anything into any cell, hidden ones too: what is read may be refused, and nothing panics.
// What is understood is a day that exists and somebody who is known.
func TestJunk(t *testing.T) {
	p := kitchen()
	rng := rand.New(rand.NewPCG(6, 8))
	words := []string{
		"", " ", "N/A", "AR", "ar", "2026-12-08", "03/04/2026", "99999999999", "-1", "competent", "not-yet", "sojt-sheet/1", "=1+1", "\x00", "\u202e", "√", "[7]", "hygiene/handwashing",
		"maria-lopez", "line-cook", strings.Repeat("x", 5000), "Ünïcödé ÿ", "\xff\xfe", "46364", "8 Dec 2026 AR", "initials.name remarks.note", "0000-00-00", "competency-id", "remarks.", ".", "{}",
	}
	read := 0
	for _, l := range everyLayout(t) {
		in := input(p)
		in.Layout, in.Learners, in.Results = l, []*signoff.Standings{maria(p)}, true
		clean := saved(t, Build(in))
		for range 100 {
			file := &grid.File{Sheets: slices.Clone(clean.Sheets)}
			for i := range file.Sheets {
				file.Sheets[i].Rows = slices.Clone(file.Sheets[i].Rows)
				for r := range file.Sheets[i].Rows {
					file.Sheets[i].Rows[r].Cells = slices.Clone(file.Sheets[i].Rows[r].Cells)
				}
			}
			for range 1 + rng.IntN(200) {
				s := &file.Sheets[rng.IntN(len(file.Sheets))]
				row := &s.Rows[rng.IntN(len(s.Rows))]
				if n := rng.IntN(len(row.Cells) + 1); n < len(row.Cells) {
					row.Cells[n] = words[rng.IntN(len(words))]
				} else {
					row.Cells = row.Cells[:rng.IntN(len(row.Cells)+1)]
				}
			}
			f, err := ReadFilled(file)
			if err != nil {
				continue
			}
			hands := f.Hands(p, "maria-lopez", written.Person{ID: "maria-lopez", Name: "María López"})
			for _, r := range f.Rows {
				e := in.Role.Entry(r.Competency)
				if e == nil {
					continue
				}
				j := r.Read(e, hands, written.Days{Today: in.Printed})
				if !j.Filled || len(j.Doubts) > 0 {
					continue
				}
				read++
				if j.Day.Date < calendar.Of(1900, 1, 1) || j.Signer.ID == "" {
					t.Fatalf("understood as %+v", j)
				}
			}
			for _, m := range f.Remarks("maria-lopez") {
				m.About(in.Role.Entries[0])
				m.Read(hands, written.Days{})
				m.Text()
			}
		}
	}
	if read < 100 {
		t.Errorf("only %d rows were understood: the test shows too little", read)
	}
}
