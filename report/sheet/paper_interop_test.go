//go:build interop

package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sojt/report/xlsx"
)

// paper is a workbook as it has to come out of a printer: worked out of the file alone, from the heights,
// widths, breaks and repeated rows that stand in it, and not from what wrote it.
type paper struct{ sheets []paperSheet }

type paperSheet struct {
	widths []float64 // points; 0 where the column is hidden
	rows   []paperRow
	breaks []int // numbers of rows after which a page ends
	titles [2]int
}

type paperRow struct {
	number int
	height float64
	cells  []paperCell
}

// paperCell is a cell with the columns and rows that it spans beside its own.
type paperCell struct {
	column, across, down int
	text                 string
	figure               bool // a number or day, which the printer writes
}

// box is a place on a page where a text has to stand.
type placed struct {
	left, top, right, bottom float64
	cell                     paperCell
	row                      int
}

// word is a word on a page, in points from the upper left corner.
type word struct {
	left, top, right, bottom float64
	text                     string
}

type page struct {
	width, height float64
	words         []word
}

// Points of a page that are kept free at its edges, and what a printer may round.
const (
	pageTop    = 11 * xlsx.Millimetre
	pageBottom = 12 * xlsx.Millimetre
	pageSide   = 8 * xlsx.Millimetre
	rounding   = 2.5
	leastType  = 6.5 // points
)

// LibreOffice takes a unit of a column's width for a little more than the figure of the file's font, and
// shrinks the page to fit; heights it takes as they are. What it calls the height of a word is more than
// the size of its type.
const (
	officeWidth = 1.057
	wordHeight  = 1.308
)

var merged = regexp.MustCompile(`^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$`)

func columnNumber(letters string) int {
	n := 0
	for _, r := range letters {
		n = n*26 + int(r-'A') + 1
	}
	return n
}

// readPaper reads what of a workbook is printed.
func readPaper(data []byte) (p paper, err error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return p, err
	}
	decode := func(name string, v any) error {
		f, err := z.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		text, err := io.ReadAll(f)
		if err != nil {
			return err
		}
		return xml.Unmarshal(text, v)
	}
	var book struct {
		Sheets []struct {
			State string `xml:"state,attr"`
		} `xml:"sheets>sheet"`
		Names []struct {
			Name  string `xml:"name,attr"`
			Sheet int    `xml:"localSheetId,attr"`
			Text  string `xml:",chardata"`
		} `xml:"definedNames>definedName"`
	}
	if err := decode("xl/workbook.xml", &book); err != nil {
		return p, err
	}
	repeated := regexp.MustCompile(`!\$(\d+):\$(\d+)$`)
	for i, s := range book.Sheets {
		if s.State != "" && s.State != "visible" {
			continue
		}
		var x sheetXML
		if err := decode(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), &x); err != nil {
			return p, err
		}
		sheet := x.sheet()
		for _, n := range book.Names {
			if m := repeated.FindStringSubmatch(n.Text); n.Sheet == i && n.Name == "_xlnm.Print_Titles" && m != nil {
				sheet.titles[0], _ = strconv.Atoi(m[1])
				sheet.titles[1], _ = strconv.Atoi(m[2])
			}
		}
		p.sheets = append(p.sheets, sheet)
	}
	return p, nil
}

type columnXML struct {
	Min    int     `xml:"min,attr"`
	Max    int     `xml:"max,attr"`
	Width  float64 `xml:"width,attr"`
	Hidden bool    `xml:"hidden,attr"`
}

type sheetXML struct {
	Columns []columnXML `xml:"cols>col"`
	Rows    []struct {
		Number int     `xml:"r,attr"`
		Height float64 `xml:"ht,attr"`
		Hidden bool    `xml:"hidden,attr"`
		Cells  []struct {
			Ref   string   `xml:"r,attr"`
			Value string   `xml:"v"`
			Text  string   `xml:"is>t"`
			Runs  []string `xml:"is>r>t"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
	Merged []struct {
		Ref string `xml:"ref,attr"`
	} `xml:"mergeCells>mergeCell"`
	Breaks []struct {
		After int `xml:"id,attr"`
	} `xml:"rowBreaks>brk"`
}

func (x sheetXML) sheet() paperSheet {
	var s paperSheet
	slices.SortFunc(x.Columns, func(a, b columnXML) int { return cmp.Compare(a.Min, b.Min) })
	for _, c := range x.Columns {
		for range c.Max - c.Min + 1 {
			width := c.Width * 5.25 // points of a figure of the file's font
			if c.Hidden {
				width = 0
			}
			s.widths = append(s.widths, width)
		}
	}
	spans := map[string]paperCell{}
	for _, m := range x.Merged {
		r := merged.FindStringSubmatch(m.Ref)
		top, _ := strconv.Atoi(r[2])
		bottom, _ := strconv.Atoi(r[4])
		spans[r[1]+r[2]] = paperCell{across: columnNumber(r[3]) - columnNumber(r[1]), down: bottom - top}
	}
	for _, b := range x.Breaks {
		s.breaks = append(s.breaks, b.After)
	}
	for _, r := range x.Rows {
		if r.Hidden {
			continue
		}
		row := paperRow{number: r.Number, height: r.Height}
		for _, c := range r.Cells {
			cell := spans[c.Ref]
			cell.column = columnNumber(strings.TrimRight(c.Ref, "0123456789")) - 1
			cell.text, cell.figure = c.Text+strings.Join(c.Runs, ""), c.Value != ""
			if cell.column < len(s.widths) && s.widths[cell.column] > 0 {
				row.cells = append(row.cells, cell)
			}
		}
		s.rows = append(s.rows, row)
	}
	return s
}

// pages places the rows of a worksheet on pages that leave so much room between their margins.
func (s *paperSheet) pages(width, height float64) [][]placed {
	total := 0.0
	for _, w := range s.widths {
		total += w
	}
	scale := min(1, math.Floor(100*width/(total*officeWidth))/100) // a printer takes whole per cents
	var all [][]placed
	y := height + 1
	for i, r := range s.rows {
		after := i > 0 && slices.ContainsFunc(s.breaks, func(b int) bool { return b >= s.rows[i-1].number && b < r.number })
		if after || len(all) == 0 || y+r.height*scale > height+rounding {
			all, y = append(all, nil), 0
			if len(all) > 1 {
				for j, t := range s.rows {
					if t.number >= s.titles[0] && t.number <= s.titles[1] {
						all[len(all)-1] = append(all[len(all)-1], s.place(j, y, scale)...)
						y += t.height * scale
					}
				}
			}
		}
		all[len(all)-1] = append(all[len(all)-1], s.place(i, y, scale)...)
		y += r.height * scale
	}
	return all
}

func (s *paperSheet) place(i int, y, scale float64) []placed {
	var boxes []placed
	for _, c := range s.rows[i].cells {
		b := placed{cell: c, row: s.rows[i].number, top: pageTop + y, left: pageSide}
		for j := range c.column {
			b.left += s.widths[j] * scale * officeWidth
		}
		b.right = b.left
		for j := c.column; j <= c.column+c.across && j < len(s.widths); j++ {
			b.right += s.widths[j] * scale * officeWidth
		}
		b.bottom = b.top
		for j := i; j <= i+c.down && j < len(s.rows); j++ {
			b.bottom += s.rows[j].height * scale
		}
		boxes = append(boxes, b)
	}
	return boxes
}

// judgePaper gives what is wrong with a print of a workbook: texts that are cut, that stand over others or
// in another box, rows over the edge of a page, pages without their titles, without rows, or without
// their foot, type that nobody can read. Of each group of texts for the foot one has to stand there.
func judgePaper(data []byte, pages []page, foot [][]string) (wrong []string) {
	add := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	book, err := readPaper(data)
	if err != nil {
		return []string{err.Error()}
	}
	if len(pages) == 0 {
		return []string{"nothing was printed"}
	}
	var planned [][]placed
	for i, s := range book.sheets {
		sheet := s.pages(pages[0].width-2*pageSide, pages[0].height-pageTop-pageBottom)
		for j, p := range sheet {
			if j > 0 && s.titles[1] == 0 && i%2 == 0 {
				add("page %d of the worksheet %d has no titles", j+1, i+1)
			}
			below := slices.ContainsFunc(p, func(b placed) bool { return b.row > s.titles[1] && b.cell.text != "" })
			if !below {
				add("page %d of the worksheet %d has no rows", j+1, i+1)
			}
		}
		planned = append(planned, sheet...)
	}
	if len(planned) != len(pages) {
		add("%d pages were printed, planned were %d", len(pages), len(planned))
	}
	for i := range min(len(planned), len(pages)) {
		for _, w := range judgePage(pages[i], planned[i]) {
			add("page %d: %s", i+1, w)
		}
		text := squeeze(pages[i].text(pages[i].height-pageBottom, pages[i].height))
		for _, one := range append(slices.Clone(foot), []string{fmt.Sprintf("Page %d of %d", i+1, len(pages))}) {
			if !slices.ContainsFunc(one, func(want string) bool { return strings.Contains(text, squeeze(want)) }) {
				add("page %d: the foot has none of %q: %q", i+1, one, text)
			}
		}
	}
	return wrong
}

// text is what stands between two heights of a page.
func (p page) text(from, to float64) string {
	var in []word
	for _, w := range p.words {
		if middle := (w.top + w.bottom) / 2; middle >= from && middle < to {
			in = append(in, w)
		}
	}
	return joined(in)
}

// joined is words as they are read: line by line, from left to right.
func joined(words []word) string {
	slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(a.top+a.bottom, b.top+b.bottom) })
	var text strings.Builder
	for i := 0; i < len(words); {
		j := i + 1
		for j < len(words) && math.Abs(words[j].top+words[j].bottom-words[i].top-words[i].bottom) < 6 {
			j++
		}
		line := words[i:j]
		slices.SortStableFunc(line, func(a, b word) int { return cmp.Compare(a.left, b.left) })
		for _, w := range line {
			text.WriteString(w.text + " ")
		}
		i = j
	}
	return text.String()
}

func judgePage(p page, boxes []placed) (wrong []string) {
	add := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	inside := make([][]word, len(boxes))
	for _, w := range p.words {
		x, y := (w.left+w.right)/2, (w.top+w.bottom)/2
		if y < pageTop || y > p.height-pageBottom {
			continue // header and foot
		}
		if w.right > p.width-pageSide && w.left > edge(boxes) {
			continue // of a hidden column: the office writes it into the file, and cuts it off
		}
		if size := (w.bottom - w.top) / wordHeight; size < leastType {
			add("%q is set in %.1f points", w.text, size)
		}
		at := slices.IndexFunc(boxes, func(b placed) bool { return x >= b.left && x < b.right && y >= b.top && y < b.bottom })
		if at < 0 {
			add("%q stands in no box", w.text)
			continue
		}
		if b := boxes[at]; w.left < b.left-rounding || w.right > b.right+rounding || w.top < b.top-rounding || w.bottom > b.bottom+rounding {
			add("%q stands over the edge of the box of row %d", w.text, b.row)
		}
		inside[at] = append(inside[at], w)
	}
	for i, b := range boxes {
		if got := joined(inside[i]); !b.cell.figure && squeeze(got) != squeeze(b.cell.text) {
			add("row %d, column %d should say %q, and says %q", b.row, b.cell.column+1, b.cell.text, got)
		} else if b.cell.figure && got == "" {
			add("row %d, column %d should show a figure, and shows nothing", b.row, b.cell.column+1)
		}
		if b.bottom > p.height-pageBottom+rounding {
			add("row %d is cut by the end of the page", b.row)
		}
	}
	return append(wrong, overlaps(p.words)...)
}

// edge is how far to the right boxes reach.
func edge(boxes []placed) float64 {
	right := 0.0
	for _, b := range boxes {
		right = max(right, b.right-rounding)
	}
	return right
}

// column is all that stands in a column of the workbook, from top to bottom.
func (p paper) column(n int) string {
	var b strings.Builder
	for _, s := range p.sheets {
		for _, r := range s.rows {
			for _, c := range r.cells {
				if c.column == n {
					b.WriteString(squeeze(c.text))
				}
			}
		}
	}
	return b.String()
}

// overlaps names words that stand over each other. Lines that are set closely share what letters need
// above and beneath, so that the middle half of their height counts.
func overlaps(words []word) (wrong []string) {
	core := func(w word) word {
		quarter := (w.bottom - w.top) / 4
		return word{w.left + 0.5, w.top + quarter, w.right - 0.5, w.bottom - quarter, w.text}
	}
	for i, w := range words {
		a := core(w)
		for _, o := range words[i+1:] {
			b := core(o)
			if a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom {
				wrong = append(wrong, fmt.Sprintf("%q stands over %q", w.text, o.text))
			}
		}
	}
	return wrong
}
