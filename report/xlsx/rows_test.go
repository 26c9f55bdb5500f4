package xlsx

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func lineTexts(text string, width float64) []string {
	var out []string
	for _, l := range wrap([]Run{{Text: text}}, Style{}, width) {
		out = append(out, text[l.start:l.end])
	}
	return out
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"", 60, []string{""}},
		{"short", 60, []string{"short"}},
		{"one two three", 50, []string{"one two ", "three"}},
		{"a\n\nb", 50, []string{"a", "", "b"}},
		{"well-known fact", 40, []string{"well-", "known ", "fact"}},
		{"unbreakableword", 40, []string{"unbreak", "ablewor", "d"}},
		{"米を研ぐ", 30, []string{"米を", "研ぐ"}},
		{"trailing    ", 45, []string{"trailing    "}},
	} {
		if got := lineTexts(c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("wrap(%q, %v) is %q, expected %q", c.text, c.width, got, c.want)
		}
	}
}

// No line is wider than its cell, and lines joined are the text without its line ends.
func TestWrapFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("abc WmI.-\n米😀é"))).Draw(t, "text")
		width := rapid.Float64Range(30, 300).Draw(t, "width")
		joined := ""
		for _, l := range lineTexts(text, width) {
			joined += l
			if w := Measure(strings.TrimRight(l, " "), defaultSize, false); w > width-Padding {
				t.Fatalf("%q is %v wide in %v", l, w, width)
			}
		}
		if joined != strings.ReplaceAll(text, "\n", "") {
			t.Fatalf("%q became %q", text, joined)
		}
	})
}

func TestRowHeights(t *testing.T) {
	wrapped := Style{Wrap: true}
	f := reopened(t, one(
		Row{Cells: []Cell{{Text: "one line", Style: wrapped}}},
		Row{Cells: []Cell{{Text: strings.Repeat("word ", 40), Style: wrapped}}},
		Row{Cells: []Cell{{Text: strings.Repeat("word ", 40), Across: 2, Style: wrapped}, {}, {}}},
		Row{Cells: []Cell{{Text: "low"}}, Height: 50},
	))
	var heights []float64
	for row := range 4 {
		h, err := f.GetRowHeight("s", row+1)
		if err != nil {
			t.Fatal(err)
		}
		heights = append(heights, h)
	}
	if h := heights; h[0] < 15 || h[0] > 20 || h[1] < 130 || h[2] > h[1]/2 || h[2] < h[1]/4 || h[3] != 50 {
		t.Errorf("heights are %v", h)
	}
}

// Rows have what Excel needs for their lines, and hardly more.
func TestLinesHaveWhatExcelNeeds(t *testing.T) {
	const pitch = 1.22 // of the size, from line to line of Calibri on paper
	for _, size := range []float64{7, 8, 9, 10, 11} {
		for n := 1; n <= 20; n++ {
			lines := wrap([]Run{{Text: strings.Repeat("line\n", n-1) + "line"}}, Style{Size: size}, 100)
			needs, has := pitch*size*float64(n), heightOf(lines)
			if len(lines) != n || has < needs*1.04 || has > needs*1.08+5 {
				t.Errorf("%d lines of %v: %d lines, %v points high, Excel needs %v", n, size, len(lines), has, needs)
			}
		}
	}
}

// A text higher than a page is written over several rows, whole and in order.
func TestTallRowsAreSplit(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(0, 120).Draw(rt, "lines")
		var runs []Run
		for i := range n {
			runs = append(runs, Run{Text: fmt.Sprintf("%d words of a line that has to be wrapped once or twice\n", i), Bold: i%3 == 0})
		}
		row := Row{Cells: []Cell{{Text: "2.1", Again: true}, {Runs: runs, Style: Style{Wrap: true}}, {Text: "x", Style: Style{Open: true}, Check: Check{Day: true}}}, Keep: true}
		var m measured
		m.measure(row, []Column{{Width: 40}, {Width: 120}, {Width: 40}})
		var pieces []Row
		got, checks := "", 0
		err := m.pieces(row, func(r Row, height float64) error {
			if height > maxHeight {
				rt.Fatalf("a row is %v high", height)
			}
			for _, run := range r.Cells[1].Runs {
				got += run.Text
			}
			got += "\n"
			if r.Cells[2].Check.Day && r.Cells[2].Style.Open {
				checks++
			}
			pieces = append(pieces, r)
			return nil
		})
		if err != nil {
			rt.Fatal(err)
		}
		want := ""
		for _, r := range runs {
			want += r.Text
		}
		if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
			rt.Fatalf("text became %q", got)
		}
		if last := len(pieces) - 1; checks != 1 || !pieces[last].Keep || last > 0 && (pieces[0].Keep || pieces[1].Cells[0].Text != "2.1 (cont.)") {
			rt.Fatalf("%d pieces, %d checks, first kept %v", len(pieces), checks, pieces[0].Keep)
		}
	})
}

// Blocks that fit on a page are not broken, and no page is over-full.
func TestBreaks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &Sheet{Columns: []Column{{Width: 700}}, Print: Print{Breaks: true}}
		b := newBreaker(s)
		heights, keeps := []float64{20, 15}, []bool{false, false}
		b.row(1, 20, Row{})
		b.row(2, 15, Row{Repeat: true})
		for range rapid.IntRange(1, 60).Draw(t, "rows") {
			heights = append(heights, rapid.Float64Range(10, maxHeight).Draw(t, "height"))
			keeps = append(keeps, rapid.IntRange(0, 4).Draw(t, "keep") == 0)
			b.row(len(heights), heights[len(heights)-1], Row{Keep: keeps[len(keeps)-1]})
		}
		before := b.finish()
		used := 0.0
		for i, h := range heights {
			if slices.Contains(before, i+1) {
				used = 15
				if i > 1 && keeps[i-1] && blockHeight(heights, keeps, i) <= b.page-15 {
					t.Fatalf("row %d was parted from the one before", i+1)
				}
			}
			if used += h; used > b.page {
				t.Fatalf("page over-full at row %d: %v of %v", i+1, used, b.page)
			}
		}
	})
}

// Rows that are near each other stay together where a page can hold them; else they part where they
// are no more than near, and what is kept together stays so.
func TestNearRowsPartFirst(t *testing.T) {
	before := func(rows ...Row) []int {
		b := newBreaker(&Sheet{Columns: []Column{{Width: 700}}, Print: Print{Breaks: true}})
		for i, r := range rows {
			b.row(i+1, r.Height, r)
		}
		return b.finish()
	}
	top := Row{Height: 300}
	for name, c := range map[string]struct {
		rows []Row
		want []int
	}{
		"fits beneath":    {[]Row{top, {Height: 60, Near: true}, {Height: 60}}, nil},
		"fits on a page":  {[]Row{top, {Height: 150, Near: true}, {Height: 150, Near: true}, {Height: 150}}, []int{2}},
		"parts":           {[]Row{top, {Height: 150, Near: true}, {Height: 200, Keep: true}, {Height: 200}}, []int{3}},
		"higher than one": {[]Row{top, {Height: 150, Near: true}, {Height: 300, Keep: true}, {Height: 300}}, []int{3, 4}},
	} {
		if got := before(c.rows...); !slices.Equal(got, c.want) {
			t.Errorf("%s: pages begin at %v, expected %v", name, got, c.want)
		}
	}
}

// blockHeight is the height of the rows kept together around row i.
func blockHeight(heights []float64, keeps []bool, i int) float64 {
	first, last := i, i
	for first > 2 && keeps[first-1] {
		first--
	}
	for last < len(keeps)-1 && keeps[last] {
		last++
	}
	total := 0.0
	for _, h := range heights[first : last+1] {
		total += h
	}
	return total
}
