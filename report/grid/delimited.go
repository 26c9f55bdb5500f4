package grid

import (
	"fmt"
	"strings"
)

// delimiters that tables in text use, the most usual first, with their names for people.
var delimiters = []struct {
	mark byte
	name string
}{{',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {'|', "pipes"}}

const sniffed = 64 // rows by which a delimiter is chosen

func delimited(name string, data []byte) (*File, error) {
	text, note, err := decoded(data)
	if err != nil {
		return nil, err
	}
	f := &File{}
	if note != "" {
		f.Notes = append(f.Notes, note)
	}
	best, most := delimiters[0], 0
	for _, d := range delimiters {
		if n := agreement(text, d.mark); n > most {
			best, most = d, n
		}
	}
	if best.mark != ',' {
		f.Notes = append(f.Notes, "its columns are divided by "+best.name)
	}
	sheet := Sheet{File: name}
	p := scanner{text: text, mark: best.mark, line: 1}
	cells := 0
	for !p.done() {
		row, err := p.row()
		if err != nil {
			return nil, err
		}
		if row.Empty() {
			continue
		}
		if sheet.Rows = append(sheet.Rows, row); len(sheet.Rows) > MostRows {
			return nil, fmt.Errorf("it has more than %d rows; take a part of it", MostRows)
		}
		if cells += len(row.Cells); cells > MostCells {
			return nil, fmt.Errorf("line %d: the file has more than %d cells; take a part of it", row.Line, MostCells)
		}
	}
	f.Sheets = []Sheet{sheet}
	return f, nil
}

// agreement says how well a delimiter explains the first rows: how many of them have the number of
// columns that most of them have, and by how many columns; 0 where it divides nothing.
func agreement(text string, mark byte) int {
	p := scanner{text: text, mark: mark, line: 1}
	counts := map[int]int{}
	for n := 0; n < sniffed && !p.done(); n++ {
		row, err := p.row()
		if err != nil {
			break
		}
		counts[len(row.Cells)]++
	}
	best := 0
	for columns, rows := range counts {
		if columns > 1 {
			best = max(best, rows*1000+min(columns, 999))
		}
	}
	return best
}

// scanner reads rows of RFC 4180 with any delimiter: a cell in quotes may hold delimiters, line ends and
// doubled quotes; quotes inside a cell without them are text.
type scanner struct {
	text string
	mark byte
	at   int
	line int
}

func (p *scanner) done() bool { return p.at >= len(p.text) }

func (p *scanner) row() (Row, error) {
	row := Row{Line: p.line}
	for {
		cell, err := p.cell()
		if err != nil {
			return row, err
		}
		row.Cells = append(row.Cells, cell)
		switch {
		case len(cell) > MostCell:
			return row, fmt.Errorf("line %d: a cell has more than %d bytes", row.Line, MostCell)
		case len(row.Cells) > MostColumns:
			return row, fmt.Errorf("line %d: it has more than %d columns", row.Line, MostColumns)
		case p.done():
			row.Cells = trimmed(row.Cells)
			return row, nil
		case p.text[p.at] == p.mark:
			p.at++
			continue
		}
		p.at++ // the line end
		p.line++
		row.Cells = trimmed(row.Cells)
		return row, nil
	}
}

// cell reads up to the delimiter or line end after a cell.
func (p *scanner) cell() (string, error) {
	if p.done() || p.text[p.at] != '"' {
		return p.plain(), nil
	}
	begun := p.line
	var b strings.Builder
	for p.at++; ; {
		end := strings.IndexByte(p.text[p.at:], '"')
		if end < 0 {
			return "", fmt.Errorf(`line %d: a quote is opened and never closed; a quote within quotes is written twice: ""`, begun)
		}
		inside := p.text[p.at : p.at+end]
		p.line += strings.Count(inside, "\n")
		b.WriteString(inside)
		if p.at += end + 1; p.done() || p.text[p.at] != '"' {
			return b.String() + p.plain(), nil
		}
		b.WriteByte('"')
		p.at++
	}
}

func (p *scanner) plain() string {
	rest := p.text[p.at:]
	end := strings.IndexAny(rest, string(p.mark)+"\n")
	if end < 0 {
		end = len(rest)
	}
	p.at += end
	return rest[:end]
}
