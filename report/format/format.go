// Package format turns a view into bytes: the flat rows as json or csv for machines, the page as a
// table for a terminal, as Markdown, as a page for a browser or as a workbook. All text goes through package safe on its way out. Nothing
// is written before it is whole, and write errors are always reported. It knows no single view.
// Only importer of tablewriter.
package format

import (
	"io"
	"slices"
	"strings"

	"sojt/report"
)

// Options are what a writer may be told; each uses what concerns it.
type Options struct {
	Width    int  // of the terminal in columns; 0: no terminal, so nothing is wrapped or split
	Color    bool // repeat the tones as colours (table)
	MaxBytes int  // how long the text may be (markdown); 0: as long as it is
}

// Writer writes a view in one format.
type Writer func(w io.Writer, v report.View, o Options) error

// Format is a row of the table of formats, which help and completion read.
type Format struct {
	Name        string
	Description string   // one line, lower case
	Extensions  []string // of file names that ask for it, with the dot
	Binary      bool     // never written to a terminal
	Write       Writer
}

// Formats lists every format, the default first.
func Formats() []Format {
	return []Format{
		{"table", "columns for the eye", []string{".txt"}, false, Table},
		{"markdown", "for a pull request or a CI job summary", []string{".md", ".markdown"}, false, Markdown},
		{"csv", "the rows for a spreadsheet, formulas defused", []string{".csv"}, false, CSV},
		{"json", "the rows for programs, with stable keys", []string{".json"}, false, JSON},
		{"html", "a page for a browser, in one file", []string{".html", ".htm"}, false, HTML},
		{"xlsx", "a workbook that prints as it opens", []string{".xlsx"}, true, XLSX},
	}
}

// Named finds a format by its name.
func Named(name string) (Format, bool) {
	return find(func(f Format) bool { return f.Name == name })
}

// ForFile finds the format that a file's extension asks for, in any case.
func ForFile(name string) (Format, bool) {
	lower := strings.ToLower(name)
	return find(func(f Format) bool {
		return slices.ContainsFunc(f.Extensions, func(e string) bool { return strings.HasSuffix(lower, e) })
	})
}

func find(match func(Format) bool) (Format, bool) {
	all := Formats()
	i := slices.IndexFunc(all, match)
	if i < 0 {
		return Format{}, false
	}
	return all[i], true
}
