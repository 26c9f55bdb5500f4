package report

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"sojt/competency"
	"sojt/signoff"
	"sojt/signoff/line"
)

func entries(codesAndIDs ...string) []*competency.Entry {
	var all []*competency.Entry
	for _, s := range codesAndIDs {
		code, id, _ := strings.Cut(s, "|")
		all = append(all, &competency.Entry{Competency: &competency.Competency{ID: id, Code: code}})
	}
	return all
}

func TestShortCodes(t *testing.T) {
	for _, c := range []struct{ in, want []string }{
		{[]string{"|hygiene/handwashing", "|knife-safety", "|grill"}, []string{"ha", "kn", "gr"}},
		{[]string{"|grill", "|grease", "|greens"}, []string{"gr", "ge", "gn"}},
		{[]string{"2.1|knives", "2.1|forks", "a long code|spoons"}, []string{"2.1", "fo", "sp"}},
		{[]string{"|ab", "|a-b", "|a"}, []string{"ab", "2", "3"}},
		{[]string{"3|x", "|y", "|z"}, []string{"3", "2", "4"}},
		{[]string{"|plant/c001", "|r1-c002", "|grill"}, []string{"1", "2", "gr"}},
	} {
		if got := shortCodes(entries(c.in...)); strings.Join(got, " ") != strings.Join(c.want, " ") {
			t.Errorf("%q gives %q, want %q", c.in, got, c.want)
		}
	}
}

// Whatever ids and codes a role has, no two columns have one title, and none is empty.
func TestShortCodesAreUnambiguous(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	for range 300 {
		var in []string
		for range r.IntN(80) {
			code := ""
			if r.IntN(3) == 0 {
				code = fmt.Sprint(r.IntN(40))
			}
			in = append(in, fmt.Sprintf("%s|%c%c", code, 'a'+rune(r.IntN(3)), 'a'+rune(r.IntN(3))))
		}
		seen := map[string]bool{}
		for _, code := range shortCodes(entries(in...)) {
			if code == "" || seen[code] {
				t.Fatalf("%q stands twice or is empty, of %q", code, in)
			}
			seen[code] = true
		}
	}
}

// Each standing has a letter that the legend explains, and no two mean the same.
func TestEveryStandingHasALetter(t *testing.T) {
	means := map[string]string{}
	for _, m := range allMarks() {
		if means[m.letter] != "" {
			t.Errorf("%q means both %s and %s", m.letter, means[m.letter], m.means)
		}
		means[m.letter] = m.means
	}
	for s := signoff.StandsNone; s <= signoff.StandsRevoked; s++ {
		c := &signoff.Cell{Entry: entries("|a")[0], Asked: true, Open: true, Standing: s}
		if got, want := means[letter(c)], standingText(s); got != want {
			t.Errorf("%s is shown as %q, which means %q", s, letter(c), got)
		}
	}
	for want, c := range map[string]signoff.Cell{
		"blocked":       {Asked: true, Standing: signoff.StandsReady, Flags: signoff.Blocked},
		"deferred":      {Asked: true, Deferral: &signoff.Record{}},
		"expiring":      {Asked: true, Standing: signoff.StandsCompetent, Flags: signoff.Expiring},
		"competent":     {Standing: signoff.StandsCompetent, Flags: signoff.Blocked}, // a prerequisite that went later changes nothing
		"not asked for": {},
	} {
		c.Entry = entries("|a")[0]
		if got := means[letter(&c)]; got != want {
			t.Errorf("%s is shown as %s", want, got)
		}
	}
}

func TestLevelsStandForLetters(t *testing.T) {
	e := entries("|a")[0]
	e.Scale = &competency.Scale{ID: "s", Levels: []competency.Level{{ID: 0, Name: "Sees"}, {ID: 4, Name: "Teaches"}}}
	m := newMarks()
	for want, c := range map[string]signoff.Cell{
		"0":  {Standing: signoff.StandsCompetent, Level: line.N(0)},
		"4":  {Standing: signoff.StandsCompetent, Level: line.N(4)},
		"4e": {Standing: signoff.StandsCompetent, Level: line.N(4), Flags: signoff.Expiring},
		"C":  {Standing: signoff.StandsCompetent},
		"X":  {Standing: signoff.StandsExpired, Level: line.N(4)},
	} {
		c.Entry, c.Asked = e, true
		if got := m.cell(&c).Text; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := strings.Join(Section{Keys: append([]Key{m.legend()}, scales([]*competency.Entry{e, e})...)}.Notes(), "|"); got != "C competent, e expiring, X expired|s: 0 Sees, 4 Teaches" {
		t.Errorf("the notes are %q", got)
	}
}
