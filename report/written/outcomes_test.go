package written_test

import (
	"slices"
	"testing"

	"sojt/report/written"
)

func TestOutcome(t *testing.T) {
	for said, want := range map[string]string{
		"Competent": "yes", "JA": "yes", " oui ": "yes", "SÍ": "yes", "si": "yes", "x": "yes", "✓": "yes", "OK!": "yes", "O.K.": "yes", "pass": "yes", "bestanden": "yes", "C": "yes",
		"i.O.": "yes", "n.i.O.": "no", "Réussi": "yes", "signed-off": "yes", "not-yet": "no", "NOT_YET": "no", "nein": "no", "non": "no", "NY": "no", "nicht bestanden": "no", "no apto": "no", "não": "no",
		"": "", "perhaps": "", "2": "", ".": "", "✓ ✗": "",
	} {
		competent, known := written.Outcome(said)
		if got := map[bool]string{true: map[bool]string{true: "yes", false: "no"}[competent]}[known]; got != want {
			t.Errorf("%q is %q, expected %q", said, got, want)
		}
	}
	for _, w := range written.NotYetWords() {
		if competent, _ := written.Outcome(w); competent || slices.Contains(written.CompetentWords(), w) {
			t.Errorf("%q says both", w)
		}
	}
}
