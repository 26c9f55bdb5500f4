package outline

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/text"
	"sojt/report/grid"
)

// unitWords are the units of periods as people write them, without accents, by SPEC 2.2's.
func unitWords() map[string][]string {
	return map[string][]string{
		"d":  {"d", "day", "days", "tag", "tage", "tagen", "jour", "jours", "dia", "dias", "giorno", "giorni", "dag", "dagen"},
		"w":  {"w", "week", "weeks", "wk", "wks", "woche", "wochen", "semaine", "semaines", "semana", "semanas", "settimana", "settimane", "weken"},
		"mo": {"mo", "month", "months", "mth", "mths", "monat", "monate", "monaten", "mois", "mes", "meses", "mese", "mesi", "maand", "maanden"},
		"y":  {"y", "year", "years", "yr", "yrs", "jahr", "jahre", "jahren", "an", "ans", "annee", "annees", "ano", "anos", "anno", "anni", "jaar", "jaren"},
	}
}

// everyWords are periods of one word.
func everyWords() map[string][]string {
	return map[string][]string{
		"1w":  {"weekly", "wochentlich", "hebdomadaire", "semanal", "settimanale", "wekelijks"},
		"1mo": {"monthly", "monatlich", "mensuel", "mensuelle", "mensual", "mensile", "mensal", "maandelijks"},
		"3mo": {"quarterly", "vierteljahrlich", "trimestriel", "trimestral", "trimestrale"},
		"6mo": {"halfyearly", "semiannually", "halbjahrlich", "semestriel", "semestral", "semestrale", "halfjaarlijks"},
		"1y":  {"yearly", "annual", "annually", "jahrlich", "annuel", "annuelle", "anual", "annuale", "jaarlijks"},
	}
}

// aroundWords may stand beside a number and say no more than the column does.
func aroundWords() []string {
	return []string{
		"every", "all", "alle", "within", "in", "after", "for", "nach", "innerhalb", "von", "binnen", "bis", "sous", "apres", "tous", "toutes", "les", "des", "de", "cada", "dentro", "tras",
		"entro", "ogni", "dopo", "om", "elke", "na", "depois", "x", "times", "time", "runs", "run", "mal", "fois", "veces", "vez", "volte", "volta", "vezes", "keer", "h", "hr", "hrs", "hour", "hours", "std",
		"stunde", "stunden", "heure", "heures", "hora", "horas", "ora", "ore", "uur", "uren",
	}
}

// noneWords say that there is nothing of the kind.
func noneWords() []string {
	return []string{"", "-", "–", "—", "n/a", "none", "never", "no", "keine", "nie", "unbegrenzt", "jamais", "aucun", "nunca", "mai", "nooit"}
}

// tokens are the numbers and words of a cell, in small letters without accents. A number with a fraction is one.
func tokens(s string) []string {
	var all []string
	kind := func(r rune) int {
		switch {
		case unicode.IsDigit(r):
			return 1
		case unicode.IsLetter(r):
			return 2
		}
		return 0
	}
	last := 0
	runes := []rune(text.Bare(s))
	for i, r := range runes {
		k := kind(r)
		if (r == '.' || r == ',') && last == 1 && i+1 < len(runes) && unicode.IsDigit(runes[i+1]) {
			k = 1
		}
		switch {
		case k == 0:
		case k == last:
			all[len(all)-1] += string(r)
		default:
			all = append(all, string(r))
		}
		last = k
	}
	return all
}

func wordIn(words map[string][]string, w string) string {
	for is, all := range words {
		if slices.Contains(all, w) {
			return is
		}
	}
	return ""
}

// period reads how long something is, in SPEC 2.2's form; header says the unit where the cell has none. Not ok
// where it cannot be told.
func period(cell, header string) (string, bool) {
	if one := strings.Join(tokens(cell), ""); wordIn(everyWords(), one) != "" {
		return wordIn(everyWords(), one), true
	}
	number, unit := "", ""
	for _, w := range tokens(cell) {
		u := wordIn(unitWords(), w)
		switch {
		case whole(w) && number == "":
			number = w
		case u != "" && unit == "":
			unit = u
		case slices.Contains(aroundWords(), w):
		default:
			return "", false
		}
	}
	for _, w := range tokens(header) {
		if u := wordIn(unitWords(), w); u != "" && unit == "" {
			unit = u
		}
	}
	if number == "" && unit != "" && slices.ContainsFunc(tokens(cell), func(w string) bool { return wordIn(unitWords(), w) != "" }) {
		number = "1" // every year
	}
	n, err := strconv.Atoi(number)
	said := strconv.Itoa(n) + unit
	if err != nil || n == 0 || unit == "" {
		return "", false
	}
	_, err = calendar.ParsePeriod(said)
	return said, err == nil
}

func whole(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// count reads how many times or hours, at most most. Not ok where it cannot be told.
func count(cell string, most int) (string, bool) {
	number := ""
	for _, w := range tokens(cell) {
		switch {
		case whole(w) && number == "":
			number = w
		case slices.Contains(aroundWords(), w):
		default:
			return "", false
		}
	}
	n, err := strconv.Atoi(number)
	return strconv.Itoa(n), err == nil && n > 0 && n <= most
}

// amounts reads how often, by when, for how long and how many hours; what cannot be understood is named, and
// the rest of the row is read.
func (t *table) amounts(r grid.Row, item *competency.Listed) {
	for _, f := range []struct {
		name, expected string
		into           *string
		read           func(cell, header string) (string, bool)
	}{
		{"practice", "a number of times, as 3", &item.Practice, func(cell, _ string) (string, bool) { return count(cell, 1000) }},
		{"hours", "whole hours, as 4", &item.Hours, func(cell, _ string) (string, bool) { return count(cell, 10_000) }},
		{"due", "how long after the start, as 14 days", &item.Due, period},
		{"renew", "for how long, as 12 months", &item.Renew, period},
	} {
		at := t.column(f.name)
		cell := r.Cell(at)
		if at < 0 || slices.Contains(noneWords(), strings.ToLower(text.Fold(cell))) || text.Fold(cell) == "0" {
			continue
		}
		said, ok := f.read(cell, t.out.Columns[at].Header)
		if !ok {
			t.out.Notes = append(t.out.Notes, fmt.Sprintf("%s: %s is %q, expected %s: left out", t.sheet.Place(r, at), f.name, shortened(cell), f.expected))
			continue
		}
		*f.into = said
	}
}
