package xlsx

import (
	"strings"
	"unicode/utf16"
)

// Paper is a paper size.
type Paper uint8

// The papers.
const (
	A4 Paper = iota
	Letter
)

// PaperNamed gives the paper called a4 or letter.
func PaperNamed(name string) (Paper, bool) {
	switch name {
	case "a4":
		return A4, true
	case "letter":
		return Letter, true
	}
	return A4, false
}

// Print is how a sheet comes out of a printer. It is always fitted to the width of Across pages.
type Print struct {
	Paper        Paper
	Portrait     bool
	Across       int    // pages side by side; 0 is 1
	TitleColumns int    // leading columns that stand again on each page to the right
	HeadLeft     string // from the second page on: the first has a heading of its own
	HeadRight    string
	FootLeft     string
	FootCentre   string
	FootRight    string // before "Page x of y"
	Breaks       bool   // page breaks are set where they keep together what Row.Keep asks for
}

// Margins in points.
const (
	marginSide   = 8 * Millimetre
	marginTop    = 11 * Millimetre
	marginBottom = 12 * Millimetre
	marginBand   = 6 * Millimetre // from the edge of the paper to header and footer
)

// size gives the width and height of a paper, upright.
func (p Paper) size() (width, height float64) {
	if p == Letter {
		return 612, 792
	}
	return 595.3, 841.9
}

// code is the number the format has for a paper.
func (p Paper) code() int {
	if p == Letter {
		return 1
	}
	return 9
}

// Width is what one page has between its margins.
func (p Print) Width() float64 {
	width, height := p.Paper.size()
	if !p.Portrait {
		width = height
	}
	return width - 2*marginSide
}

// height is what one page surely has between its margins, whichever of the papers it is printed
// on: breaks that are set must not leave a short page behind when somebody has the other one.
func (p Print) height() float64 {
	a4Width, a4Height := A4.size()
	letterWidth, letterHeight := Letter.size()
	height := min(a4Width, letterWidth)
	if p.Portrait {
		height = min(a4Height, letterHeight)
	}
	return height - marginTop - marginBottom
}

const maxBand = 255 // UTF-16 units of a header or footer with its codes

// footer is the footer with its codes.
func (p Print) footer() string {
	pages := "&R&8 Page &P of &N"
	if p.FootRight != "" {
		pages = "&R&8 " + bandText(p.FootRight, maxBand/3) + "   Page &P of &N"
	}
	return band("&L&8 ", p.FootLeft, "&C&8 ", p.FootCentre, maxBand-len(pages)) + pages
}

// header is the header with its codes, or "".
func (p Print) header() string {
	if p.HeadLeft == "" && p.HeadRight == "" {
		return ""
	}
	return band("&L&8 ", p.HeadLeft, "&R&8 ", p.HeadRight, maxBand)
}

// band joins two texts with the codes before them, shortened to fit into so many UTF-16 units. The
// blank after a size keeps a text that begins with a digit from being read as part of it.
func band(code1, text1, code2, text2 string, room int) string {
	room -= len(code1) + len(code2)
	second := bandText(text2, room/2)
	first := bandText(text1, room-units(second))
	return code1 + first + code2 + second
}

// bandText is text as it stands in a header: one line, & doubled, at most room UTF-16 units.
func bandText(text string, room int) string {
	escape := func(s string) string { return strings.ReplaceAll(s, "&", "&&") }
	text = strings.Join(strings.Fields(Clean(text)), " ")
	if units(escape(text)) <= room {
		return escape(text)
	}
	runes := []rune(text)
	for len(runes) > 0 && units(escape(string(runes)))+1 > room {
		runes = runes[:len(runes)-1]
	}
	return escape(string(runes)) + "…"
}

// units is the length of a text as spreadsheets count it.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}
