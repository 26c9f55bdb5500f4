package outline

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"sojt/competency/text"
	"sojt/report/grid"
)

const headerWithin = 40 // rows from the top, in which a header is looked for

// plain is a header as it is compared: small letters and digits, words apart. FullStatement, full_statement
// and "Full statement:" are one.
func plain(header string) string {
	if header == "#" {
		return header
	}
	var b strings.Builder
	before := ' '
	for _, r := range header {
		switch {
		case unicode.IsUpper(r) && unicode.IsLower(before):
			b.WriteByte(' ')
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
		before = r
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// guess is the field that a header names, with how likely it is: its place among the aliases, 0 the
// likeliest. A note in brackets, and what follows the first words of a long header, is no matter.
func guess(header string) (field string, rank int) {
	bare, _, _ := strings.Cut(header, "(")
	for _, said := range []string{plain(header), plain(bare)} {
		if said == "" {
			continue
		}
		if named, ok := headers().own[said]; ok {
			return named.field, named.rank
		}
		if named, ok := headers().foreign[text.Bare(said)]; ok {
			return named.field, named.rank
		}
	}
	return "", 0
}

// naming is the field that a header names, and how likely it is.
type naming struct {
	field string
	rank  int
}

// index finds the field of a header: our own words, and those of other languages, which are looked at last.
type index struct{ own, foreign map[string]naming }

// headers are made when a table is first read. A header that two fields could have is the first one's.
var headers = sync.OnceValue(func() index {
	all := index{map[string]naming{}, map[string]naming{}}
	add := func(to map[string]naming, header string, n naming) {
		if _, there := to[header]; !there {
			to[header] = n
		}
	}
	for _, f := range Fields() {
		for i, alias := range f.aliases {
			add(all.own, alias, naming{f.Name, i})
		}
		for i, header := range foreign(f.Name) {
			add(all.foreign, header, naming{f.Name, len(f.aliases) + i})
		}
	}
	return all
})

// header finds the row that names the columns: the one, near the top, in which most are known, with how
// many these are. -1 where there is none with a title.
func header(rows []grid.Row, called map[string]string) (at, known int) {
	at = -1
	for i, r := range rows[:min(len(rows), headerWithin)] {
		n, titled := 0, false
		for _, c := range columns(r, called) {
			if c.Field != "" {
				n++
			}
			titled = titled || c.Field == "title"
		}
		if titled && n > known {
			at, known = i, n
		}
	}
	return at, known
}

// columns says what each cell of a header row is read as. called gives headers that somebody named, by
// field; a field that is called nothing is not read. Where two headers would do, the likelier is taken.
func columns(r grid.Row, called map[string]string) []Column {
	all := make([]Column, len(r.Cells))
	ranks := map[string]int{}
	taken := map[string]int{}
	for i, h := range r.Cells {
		all[i].Header = text.Fold(h)
		for field, name := range called {
			if _, there := taken[field]; name != "" && !there && strings.EqualFold(all[i].Header, text.Fold(name)) {
				all[i].Field, taken[field], ranks[field] = field, i, -1
			}
		}
	}
	for i := range all {
		field, rank := guess(all[i].Header)
		if _, said := called[field]; field == "" || said || all[i].Field != "" {
			continue
		}
		if before, ok := taken[field]; ok {
			if ranks[field] <= rank {
				continue
			}
			all[before].Field = ""
		}
		all[i].Field, all[i].Guessed, taken[field], ranks[field] = field, true, i, rank
	}
	return all
}

// likeHeader is the row near the top that looks most like a header: in which most columns are known, else most
// cells are filled.
func likeHeader(rows []grid.Row) grid.Row {
	best, most := rows[0], [2]int{-1, -1}
	for _, r := range rows[:min(len(rows), headerWithin)] {
		known, filled := 0, 0
		for _, c := range columns(r, nil) {
			if c.Field != "" {
				known++
			}
			if c.Header != "" {
				filled++
			}
		}
		if known > most[0] || known == most[0] && filled > most[1] {
			best, most = r, [2]int{known, filled}
		}
	}
	return best
}

// mapLine is what to say to have a column of a row read as the title: the first of which nothing else is known.
func mapLine(r grid.Row) string {
	header := "HEADER"
	for _, c := range columns(r, nil) {
		if c.Header != "" && (header == "HEADER" || c.Field == "" && !strings.ContainsAny(c.Header, "\"\n")) {
			header = c.Header
			if c.Field == "" {
				break
			}
		}
	}
	return fmt.Sprintf("--map title=%q", header)
}

// Known says how many columns of a worksheet are known by its header row; 0 where it is no list.
func Known(s *grid.Sheet, called map[string]string) int {
	_, known := header(s.Rows, called)
	return known
}
