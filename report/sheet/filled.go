package sheet

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/report/grid"
)

// Filled is what a workbook of sheets says that comes back: each row of its tables by the ids that were
// printed in hidden columns, and the rows of its blocks. Nothing in it is believed yet.
type Filled struct {
	Rows   []FilledRow
	Blocks []FilledBox // rows of the worksheet of signatures
}

// Source is where a text of a filled-in sheet stands.
type Source struct {
	sheet   *grid.Sheet
	row     grid.Row
	columns map[string]int // of the boxes, by key
}

// Place is where the box of a key stands; the row's first box where there is none.
func (s Source) Place(key string) diag.Pos {
	return s.sheet.Place(s.row, s.columns[key])
}

// Box is what stands in the box of a key.
func (s Source) Box(key string) string {
	if i, ok := s.columns[key]; ok {
		return s.row.Cell(i)
	}
	return ""
}

// Has reports whether the sheet has a box for a key.
func (s Source) Has(key string) bool { _, ok := s.columns[key]; return ok }

// Zero is day 0 of the workbook's numbers of days.
func (s Source) Zero() calendar.Date { return s.sheet.Zero }

// FilledRow is a competency's row of a table, with what it was printed from.
type FilledRow struct {
	Source
	Program, Role, Learner            string // Learner is "" on a blank sheet
	Competency, Revision, Fingerprint string
	Record                            string            // id of the record that was printed in the row
	Head                              map[string]string // the boxes above the table, by key
}

// FilledBox is a row of a block at the foot: which, whose, and what stands in it.
type FilledBox struct {
	Source
	Block, Learner string
}

// The reasons why a workbook is no filled-in sheet.
var (
	ErrNoSheet = errors.New("no worksheet of it is a sign-off sheet: the hidden columns with the ids are not there, or it was made by another program")
	ErrNewer   = errors.New("it was made by a later sojt than this one")
)

// ReadFilled finds the sheets in a workbook, by the row of keys that each has: columns may have been moved
// or added, and all that is hidden is there still, whoever saved it.
func ReadFilled(f *grid.File) (*Filled, error) {
	out := &Filled{}
	found := false
	for i := range f.Sheets {
		s := &f.Sheets[i]
		keys, number := keyRow(s)
		if keys == nil {
			continue
		}
		if number != FormatNumber {
			return nil, ErrNewer
		}
		found = true
		r := filledReader{out: out, sheet: s, columns: keys, head: map[string]string{}}
		r.read()
	}
	if !found {
		return nil, ErrNoSheet
	}
	return out, nil
}

// keyRow finds the row that names the columns, and the format's number in it; nil where there is none.
func keyRow(s *grid.Sheet) (map[string]int, int) {
	for _, row := range s.Rows {
		for _, cell := range row.Cells {
			rest, ok := strings.CutPrefix(cell, HiddenMarker+"/")
			if !ok {
				continue
			}
			text, _, _ := strings.Cut(rest, " ")
			number, _ := strconv.Atoi(text)
			return columnsOf(row, cell), number
		}
	}
	return nil, 0
}

func columnsOf(row grid.Row, marker string) map[string]int {
	columns := map[string]int{}
	for i, key := range row.Cells {
		if key == marker {
			key = HiddenMarker
		}
		if _, twice := columns[key]; key != "" && !twice {
			columns[key] = i
		}
	}
	return columns
}

// filledReader reads one worksheet from top to bottom.
type filledReader struct {
	out     *Filled
	sheet   *grid.Sheet
	columns map[string]int
	head    map[string]string
	labels  grid.Row // the last row that names the boxes beneath it
	begun   bool     // the table has begun
}

func (r *filledReader) read() {
	for _, row := range r.sheet.Rows {
		fields := strings.Fields(r.hidden(row, HiddenFields))
		switch id := r.hidden(row, HiddenID); {
		case id == HiddenID: // the keys themselves
		case len(fields) > 0:
			r.boxes(row, fields)
		case id != "" || r.begun && r.written(row):
			r.begun = true
			r.row(row, id)
		default:
			r.labels = row
		}
	}
}

func (r *filledReader) hidden(row grid.Row, key string) string {
	if i, ok := r.columns[key]; ok {
		return row.Cell(i)
	}
	return ""
}

// written reports whether something stands in a box that says who judged, or when: a row of the table
// that has lost its ids, or was added.
func (r *filledReader) written(row grid.Row) bool {
	return slices.ContainsFunc([]string{AssessedOn, ByMentor, ByCertify, ResultKey}, func(key string) bool {
		i, ok := r.columns[key]
		return ok && i > 0 && row.Cell(i) != ""
	})
}

func (r *filledReader) row(row grid.Row, id string) {
	r.out.Rows = append(r.out.Rows, FilledRow{
		Source:  Source{r.sheet, row, r.columns},
		Program: r.hidden(row, HiddenProgram), Role: r.hidden(row, HiddenRole), Learner: r.hidden(row, HiddenLearner),
		Competency: id, Revision: r.hidden(row, HiddenRevision), Fingerprint: r.hidden(row, HiddenFingerprint),
		Record: r.hidden(row, HiddenRecord), Head: r.head,
	})
}

// boxes reads a row of boxes: of the head, or of a block, whose keys are block.key. A box begins where its
// label does, in the last row that has none of these keys.
func (r *filledReader) boxes(row grid.Row, fields []string) {
	last := len(r.labels.Cells)
	for key, i := range r.columns {
		if slices.Contains(hiddenKeys(), key) {
			last = min(last, i)
		}
	}
	at := 0
	sides := map[string]FilledBox{}
	var order []string
	seen := map[string]int{}
	for i := 0; i < last && at < len(fields); i++ {
		if r.labels.Cell(i) == "" {
			continue
		}
		field := fields[at]
		at++
		block, key, of := strings.Cut(field, ".")
		if !of {
			r.head[field] = cmp.Or(row.Cell(i), r.head[field])
			continue
		}
		name := block + " " + strconv.Itoa(seen[field])
		b, known := sides[name]
		if !known {
			b = FilledBox{Block: block, Learner: r.hidden(row, HiddenLearner), Source: Source{r.sheet, row, map[string]int{}}}
			order = append(order, name)
		}
		seen[field]++
		b.columns[key] = i
		sides[name] = b
	}
	for _, name := range order {
		r.out.Blocks = append(r.out.Blocks, sides[name])
	}
}

// WrittenIn counts the rows of blocks that somebody wrote into and that make no record, by block: the final
// verification, and a layout's own blocks.
func (f *Filled) WrittenIn() map[string]int {
	n := map[string]int{}
	for _, b := range f.Blocks {
		final := b.Block == "final" && (b.Box("signature") != "" || b.Box("date") != "") && !strings.HasPrefix(b.Box("signature"), recorded)
		own := own(b.Block) && slices.ContainsFunc(slices.Collect(maps.Keys(b.columns)), func(key string) bool { return b.Box(key) != "" })
		if final || own {
			n[b.Block]++
		}
	}
	return n
}
