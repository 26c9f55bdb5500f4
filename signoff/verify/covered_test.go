package verify

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// covered is a change to what a signature covers (INTEGRITY 3), in words of its own. The line that comes
// of it is in the one form, stands in the file and program that it names, and is held by its signature
// alone, but for the version, of which there is one.
var covered = []struct{ field, old, new, code string }{
	{"version", `{"v":1,`, `{"v":2,`, line.Type},
	{"id", `0000000007"`, `0000000008"`, CodeSignature},
	{"time", `"at":"2026-02-03T12:00:07Z"`, `"at":"2026-02-03T12:00:08Z"`, CodeSignature},
	{"author", `"by":"ana"`, `"by":"cleo"`, CodeSignature},
	{"type", `"type":"signoff"`, `"type":"observation"`, CodeSignature},
	{"program", `"program":"bistro"`, `"program":"cafe"`, CodeSignature},
	{"learner", `"learner":"mia"`, `"learner":"joe"`, CodeSignature},
	{"role", `"role":"cook"`, `"role":"waiter"`, CodeSignature},
	{"competency", `"competency":"cut"`, `"competency":"wash"`, CodeSignature},
	{"revision", `"revision":1`, `"revision":2`, CodeSignature},
	{"fingerprint", strings.Repeat("a", 64), strings.Repeat("a", 63) + "b", CodeSignature},
	{"date", `"date":"2026-02-02"`, `"date":"2026-02-01"`, CodeSignature},
	{"result", `"outcome":"competent"`, `"outcome":"not-yet"`, CodeSignature},
	{"level", `"level":2`, `"level":3`, CodeSignature},
	{"criteria, another", `"criteria":["grip","size"]`, `"criteria":["grip","tip"]`, CodeSignature},
	{"criteria, one less", `"criteria":["grip","size"]`, `"criteria":["size"]`, CodeSignature},
	{"note", `"note":"no slip"`, `"note":"no slap"`, CodeSignature},
	{"note, left out", `,"note":"no slip"`, ``, CodeSignature},
	{"evidence hash", strings.Repeat("e", 64), strings.Repeat("e", 63) + "f", CodeSignature},
	{"evidence link", `"uri":"https://example.com/film"`, `"uri":"https://example.com/other"`, CodeSignature},
	{"evidence, one less", `{"uri":"binder 3"},{"uri":"https://example.com/film"`, `{"uri":"https://example.com/film"`, CodeSignature},
	{"override", `"override":"agreed"`, `"override":"refused"`, CodeSignature},
	{"override, left out", `,"override":"agreed"`, ``, CodeSignature},
	{"prev", line.Digest("one"), line.Digest("two"), CodeSignature},
	{"prev, left out", `,"prev":["` + line.Digest("one") + `"]`, ``, CodeSignature},
}

// TestWhatASignatureCovers changes each field in a sign-off or an observation that has them all, by hand.
func TestWhatASignatureCovers(t *testing.T) {
	w := newWorld(t)
	other := newWorld(t, "program: bistro", "program: cafe")
	type base struct{ kind, text string }
	var bases []base
	for _, kind := range []string{"signoff", "observation"} {
		bases = append(bases, base{kind, w.everyField(kind)})
	}
	untouched := func(w *world, learner, text string) []string {
		var codes []string
		for _, p := range w.alone(learner, text) {
			if p.Pos.Line == recordLine && p.Severity == diag.Error && (p.Code == CodeSignature || p.Code == CodeKey || formCode(p.Code)) {
				codes = append(codes, p.Code)
			}
		}
		return codes
	}
	for _, b := range bases {
		if codes := untouched(w, "mia", b.text); len(codes) > 0 {
			t.Fatalf("the untouched %s has %v: %s", b.kind, codes, b.text)
		}
	}
	for _, c := range covered {
		tried := 0
		for _, b := range bases {
			if strings.Count(b.text, c.old) != 1 {
				continue
			}
			text := strings.Replace(b.text, c.old, c.new, 1)
			if c.field == "type" { // it needs what an observation needs
				text = strings.Replace(strings.Replace(text, `"date":"2026-02-02"`, `"date":"2026-02-02","outcome":"competent"`, 1), `,"meaning":"seen"`, "", 1)
			}
			if c.field == "time" { // the second is in the id too
				text = strings.Replace(text, ulidAt(at(t, "2026-02-03T12:00:07Z"), 7), ulidAt(at(t, "2026-02-03T12:00:08Z"), 7), 1)
			}
			world, learner := w, "mia"
			if c.field == "program" {
				world = other
			}
			if c.field == "learner" {
				learner = "joe"
			}
			tried++
			if codes := untouched(world, learner, text); !slices.Equal(codes, []string{c.code}) {
				t.Errorf("checker is broken: %s of a %s changed: %v, expected %s: %s", c.field, b.kind, codes, c.code, text)
			}
		}
		if tried == 0 {
			t.Errorf("%s is in none of the records", c.field)
		}
	}
}

func formCode(code string) bool {
	return slices.Contains([]string{line.Canon, line.Type, line.Size, "E-PLACE", "E-FORM", "E-TORN", "E-EOL", "E-CONFLICT"}, code)
}

// everyField is a signed line of mia's with all that a sign-off or an observation can have.
func (w *world) everyField(kind string) string {
	w.t.Helper()
	r := &signoff.Record{
		At: at(w.t, "2026-02-03T12:00:07Z"), By: "ana", Type: kind, Program: "bistro", Learner: "mia",
		Role: "cook", Competency: "cut", Revision: 1, Fingerprint: strings.Repeat("a", 64), Date: w.day("2026-02-02"),
		Criteria: []string{"grip", "size"}, Level: line.N(2), Note: "no slip", Override: "agreed", Prev: []string{line.Digest("one")},
		Evidence: []line.Evidence{{URI: "binder 3"}, {URI: "https://example.com/film", SHA256: strings.Repeat("e", 64)}},
	}
	r.ID = ulidAt(r.At, 7)
	if kind == signoff.Signoff {
		r.Meaning = "seen"
	} else {
		r.Outcome, r.Action = signoff.CompetentOutcome, "none"
	}
	if err := r.Seal(); err != nil {
		w.t.Fatal(err)
	}
	testkit.NewSigner("ed25519", "ana").Sign(r)
	text, err := r.Line()
	if err != nil {
		w.t.Fatal(err)
	}
	return fmt.Sprintf("- %s\n", text)
}

func at(t testing.TB, text string) time.Time {
	t.Helper()
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}
