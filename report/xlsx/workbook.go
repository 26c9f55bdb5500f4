// Package xlsx writes workbooks that print as they open: a neutral model of sheets, rows and cells
// goes in, the same bytes for the same model come out. Rows are as high as their wrapped text needs,
// text is always text, and page breaks fall between rows. Only importer of excelize.
//
// It knows no program, learner or report; it reads no clock. Lengths are points (1/72 inch).
package xlsx

import (
	"iter"
	"time"

	"sojt/competency/calendar"
)

// Millimetre is a millimetre in points.
const Millimetre = 72 / 25.4

// Workbook is a whole file. It needs at least one sheet.
type Workbook struct {
	Title, Subject, Author string    // the document's properties
	Created                time.Time // handed in, so that equal input gives equal bytes
	Sheets                 []Sheet
	Lists                  []List // what drop-downs offer
}

// List is what a drop-down offers. The values live on a sheet nobody sees, each with its key beside
// it, so that a reader can turn a chosen name back into an id.
type List struct {
	Name   string   // letters, digits and underscores, beginning with a letter
	Values []string // at least one
	Keys   []string // beside Values, or nil
}

// Sheet is one worksheet. Its name may be any text: what a sheet may not be called is mended, and
// names that then are equal get a number.
type Sheet struct {
	Name          string
	Columns       []Column
	Rows          iter.Seq[Row] // walked once; a row and its cells may be reused by the next
	Print         Print
	FreezeRows    int // leading rows and columns that stay in sight
	FreezeColumns int
	Protected     bool // only cells with Style.Open can be edited; no password, so a guard against slips alone
}

// Column is a column's width in points. What is hidden is neither shown nor printed.
type Column struct {
	Width  float64
	Hidden bool
}

// Row is one row. A row whose text is higher than a page bears is written as several.
type Row struct {
	Cells  []Cell  // beside the sheet's columns; may be shorter
	Height float64 // the least height; text makes it higher. 0: as high as the text
	Repeat bool    // stands again at the top of every page; such rows are consecutive
	Keep   bool    // stays on one page with the row after it, where Print.Breaks
	Near   bool    // so does this, unless all that is kept together is higher than a page
	Hidden bool
}

// Kind is what a cell holds.
type Kind uint8

// The kinds. Text is written as text whatever it begins with.
const (
	Text    Kind = iota
	Number       // Number
	Percent      // Number, 77 for 77%
	Day          // Day, shown as YYYY-MM-DD
)

// Cell is one value and its look. The zero Cell is empty.
type Cell struct {
	Kind   Kind
	Text   string
	Runs   []Run // in place of Text: pieces with a look of their own
	Number float64
	Day    calendar.Date
	Style  Style
	Across int  // how many further columns it spans; the cells there are ignored
	Down   int  // how many further rows it spans; their cells must be empty
	Again  bool // repeated, marked as continued, where its row is written as several
	Check  Check
}

// Run is a piece of text with its own look; Size 0 and Ink 0 are the cell's.
type Run struct {
	Text         string
	Bold, Italic bool
	Size         float64
	Ink          Colour
}

// Check limits what may be typed into a cell. The zero Check allows all.
type Check struct {
	List string // name of a List whose values are allowed
	Day  bool   // only a date
}

// Style is how a cell looks. The zero Style is 10 points, black, at the left and bottom, no frame.
type Style struct {
	Size         float64 // points; 0 is 10
	Bold, Italic bool
	Ink          Colour // of the text
	Fill         Colour // behind it; 0 is none
	Align        Align
	Rise         Rise
	Wrap         bool
	Turned       bool // reads from bottom to top
	Open         bool // can be edited on a protected sheet
	Frame        Frame
}

// Colour is 0xRRGGBB; black is also what is not set.
type Colour uint32

// Align is where text stands across a cell.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Centre
	Right
)

// Rise is where text stands in the height of a cell.
type Rise uint8

// The heights.
const (
	Bottom Rise = iota
	Middle
	Top
)

// Frame is the lines around a cell.
type Frame uint8

// The frames.
const (
	NoFrame Frame = iota
	Grid          // thin grey lines on all sides
	Under         // a thin grey line beneath
	Line          // a black line beneath, to write on
)
