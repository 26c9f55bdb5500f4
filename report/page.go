// Package report is how a program is shown: a view gathers flat rows for machines and lays out a
// page for people; package format turns either into bytes. N views and M formats, never N x M.
package report

import (
	"cmp"
	"slices"
	"strings"

	"sojt/competency/calendar"
)

// View is what every report is: rows with stable keys for json and csv, and a page for the eye.
type View interface {
	Rows() Rows
	Page() Page
}

// Rows are flat records with stable keys. Every row has a value for every column.
type Rows struct {
	Program string
	View    string // progress, matrix, ...
	AsOf    calendar.Date
	KnownAt string // ISO date, or ""
	Columns []string
	Rows    [][]Value // beside Columns
}

// Value is one flat value: exactly one of string, int, bool and []string.
type Value any

// Page is a view laid out for people: a title, tables, and a last line that sums up.
type Page struct {
	Title    string // the program's name
	View     string // the view's name, or "" for a page that is no view of a report
	About    string // a sentence: what the page is for
	AsOf     calendar.Date
	KnownAt  string // "" or, where later records were left out, the last day that counts
	Sections []Section
	Footer   []string // what it comes to, and the command that shows more
}

// Section is one table with its heading. A section without rows shows Empty. A section that is only a
// heading stands above those that follow it.
type Section struct {
	Heading string
	Lead    []string // what the rows come to, a sentence each, above them: a reader may stop there
	Columns []Column
	Rows    [][]Cell // beside Columns
	Legend  []string // what figures and marks mean, a paragraph each
	Keys    []Key    // what codes, letters and levels stand for, a list each
	Chart   *Chart   // the same figures as a picture, or nil
	Groups  *Groups  // how many rows are folded, or nil
	Latest  bool     // the last rows are what is looked for: where there is no room for all, the first go
	Empty   string   // what is empty and why, and the next step
}

// Key is a list of what codes or letters stand for. Where there is room it is a list above its table, and
// else a line below it.
type Key struct {
	Title string // what the list explains, in words
	Brief string // a short title for a line, or ""
	Signs []Sign
}

// Sign is a code or letter with what it stands for.
type Sign struct{ Text, Means, Brief string } // Brief: what a line has instead of Means, or ""

// Notes are the legend and the keys of a section, a line each, for formats that have no lists.
func (s Section) Notes() []string {
	lines := slices.Clone(s.Legend)
	for _, k := range s.Keys {
		words := make([]string, len(k.Signs))
		for i, sign := range k.Signs {
			words[i] = sign.Text + " " + cmp.Or(sign.Brief, sign.Means)
		}
		line := strings.Join(words, ", ")
		if k.Brief != "" {
			line = k.Brief + ": " + line
		}
		lines = append(lines, line)
	}
	return lines
}

// Column is how a column of a page looks. Where a terminal is too narrow for all, the first column is
// repeated beside each group of the others.
type Column struct {
	Title string
	Means string // in full what a Title that is a code stands for, where there is room for it
	Right bool   // numbers
	Wide  bool   // free text: may shrink and wrap on a terminal; the others keep their width
}

// Cell is text with what it means. In a wide column it may have several lines, parted by \n. Tone colours it where there is colour; the text says the same
// without. Number, where IsNumber, is written as a number by formats that have them.
type Cell struct {
	Text     string
	Full     string // Text with titles in place of ids, for formats that have room; "" is Text
	ID       string // what Full names by its title, or ""
	Means    string // in full what a Text that is a letter or a level stands for, for who cannot look at the legend
	Person   string // the id of the learner whom Text names, for formats that lead to pages about people
	Link     string // an address from a definition, as it was written there: formats show or link it by package safe
	Tone     Tone
	Strong   bool
	Number   int
	IsNumber bool
	Percent  bool          // Number is a percentage
	Date     calendar.Date // when not zero, formats that have dates write this as one
}

// Words are the text of a cell where there is room.
func (c Cell) Words() string { return cmp.Or(c.Full, c.Text) }

// Tone is what a cell's text means, for colour and heat.
type Tone uint8

// The tones.
const (
	Plain Tone = iota
	Good       // in place
	Soon       // needs attention shortly
	Bad        // needs attention now
	Open       // under way
	Quiet      // nothing there, or not asked for
)

// Text makes a plain cell.
func Text(s string) Cell { return Cell{Text: s} }

// Toned makes a cell with a tone.
func Toned(s string, t Tone) Cell { return Cell{Text: s, Tone: t} }
