package written

import (
	"strings"
	"sync"

	"sojt/competency/text"
)

// CompetentWords are what people write where work was good enough, as plainWord has them: in English, German,
// French, Spanish, Italian, Portuguese and Dutch, and the marks that are made in a box.
func CompetentWords() []string {
	return []string{
		"competent", "c", "pass", "passed", "p", "yes", "y", "x", "✓", "✔", "√", "☑", "1", "true", "signed", "signed off", "complete", "completed", "done", "ok",
		"okay", "satisfactory", "s", "sat", "met", "achieved", "qualified",
		"ja", "j", "bestanden", "kompetent", "erfüllt", "erledigt", "io", "in ordnung",
		"oui", "réussi", "acquis", "validé", "compétent", "sí", "si", "apto", "aprobado", "competente",
		"idoneo", "superato", "sim", "aprovado", "geslaagd", "voldoende", "bekwaam",
	}
}

// NotYetWords are what people write where it was not.
func NotYetWords() []string {
	return []string{
		"not yet", "not yet competent", "ny", "nyc", "not competent", "nc", "fail", "failed", "f", "no", "n", "0", "false", "unsatisfactory", "u", "unsat",
		"not met", "not achieved", "not passed", "✗", "✘",
		"nein", "nicht", "nicht bestanden", "noch nicht", "noch nicht kompetent", "nicht erfüllt", "nio", "nicht in ordnung",
		"non", "non acquis", "pas encore", "échoué", "non validé", "no apto", "aún no", "todavía no", "suspenso", "reprobado",
		"non idoneo", "non superato", "non ancora", "não", "ainda não", "reprovado", "nee", "nog niet", "gezakt", "onvoldoende",
	}
}

// Outcome reads the word for a result; known is false where it is none of those that are listed here.
func Outcome(said string) (competent, known bool) {
	word := plainWord(said)
	competent, known = outcomes()[word]
	return competent, known && word != ""
}

// outcomes are the words as they are compared, made when a result is first read.
var outcomes = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, w := range NotYetWords() {
		all[plainWord(w)] = false
	}
	for _, w := range CompetentWords() {
		all[plainWord(w)] = true
	}
	return all
})

// plainWord is a word without case, accents, full stops, and what joins or ends words.
func plainWord(s string) string {
	s = strings.NewReplacer(".", "", "-", " ", "_", " ", "!", "", "/", "").Replace(text.Bare(text.Fold(s)))
	return strings.Join(strings.Fields(s), " ")
}
