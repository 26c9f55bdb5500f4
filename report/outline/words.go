package outline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sojt/competency/text"
	"sojt/report/grid"
)

// What people write for yes and no. An empty cell is the ordinary case: required, and not critical.
var (
	requiredWords = []string{"", "n/a", "y", "yes", "true", "1", "x", "✓", "✔", "*", "core", "required", "mandatory", "r", "c", "m", "must", "compulsory", "both", "ja", "j", "oui", "si", "sim", "pflicht", "erforderlich", "obligatoire", "obligatorio", "obbligatorio", "obrigatorio", "verplicht"}
	optionalWords = []string{"n", "no", "false", "0", "optional", "elective", "additional", "supplemental", "o", "a", "may", "-", "nein", "non", "nao", "nee", "wahl", "kann", "facultatif", "opcional", "facoltativo", "optioneel"}
	criticalWords = []string{"y", "yes", "true", "1", "x", "*", "✓", "✔", "critical", "c", "crit", "safety", "ja", "j", "oui", "si", "sim", "kritisch", "critique", "critico", "kritiek"}
	tickWords     = []string{"y", "yes", "true", "1", "x", "✓", "✔", "*", "ja", "j", "oui", "si", "sim"}
	ordinaryWords = []string{"", "n", "no", "false", "0", "-", "not critical", "non critical", "nein", "non", "nao", "nee"}
)

// truth reads a yes or no; a row in which it is neither is left, never guessed at. A column that is headed
// Optional says yes where others say no.
func (t *table) truth(r grid.Row, field string, yes, no []string) (value, known bool) {
	column := t.column(field)
	if column < 0 {
		return false, true
	}
	said := text.Bare(text.Fold(r.Cell(column)))
	reversed := slices.Contains(optionalHeads(), text.Bare(plain(t.out.Columns[column].Header)))
	if reversed && !slices.Contains(optionalHeads(), said) && said != "" {
		yes, no = no, yes
	}
	if field == "required" && t.ticked && said == "" {
		return !reversed, true
	}
	switch {
	case slices.Contains(no, said):
		return false, true
	case slices.Contains(yes, said):
		return true, true
	}
	t.left(r, "%s is %q, expected a yes or no; --map %s= has the column not read", field, shortened(r.Cell(column)), field)
	return false, false
}

var bullet = text.Pattern(`^(?:[-*•–·▪◦]|\(?(?:\d{1,2}|[a-z])[.)])\s+`)

// split is a cell with a thing a line, without the bullets and numbers that lines begin with.
func split(cell string) []string {
	var all []string
	for line := range strings.SplitSeq(cell, "\n") {
		if line = text.Fold(bullet().ReplaceAllString(strings.TrimSpace(line), "")); line != "" && !slices.Contains(all, line) {
			all = append(all, line)
		}
	}
	return all
}

// words are the words of a cell, between commas, semicolons and line ends.
func words(cell string) []string {
	return split(strings.NewReplacer(",", "\n", ";", "\n", "|", "\n").Replace(cell))
}

// documents are the references of a cell: one a line or between semicolons; between commas where each
// part has a number, as in "AFI 10-403, AFI 31-401".
func documents(cell string) []string {
	parts := split(strings.ReplaceAll(cell, ";", "\n"))
	if len(parts) != 1 {
		return parts
	}
	listed := words(cell)
	for _, p := range listed {
		if !strings.ContainsFunc(p, unicode.IsDigit) {
			return parts
		}
	}
	return listed
}

func shortened(s string) string {
	if utf8.RuneCountInString(s) <= 60 {
		return s
	}
	return string([]rune(s)[:59]) + "…"
}
