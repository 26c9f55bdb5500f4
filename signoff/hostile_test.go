package signoff_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"sojt/competency/text"
	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// realdata gives the files of a glob in the folder of real inputs, and skips the test without it.
func realdata(t *testing.T, glob string) []string {
	t.Helper()
	root := os.Getenv("SOJT_REALDATA")
	if root == "" {
		t.Skip("did not run: SOJT_REALDATA is not set")
	}
	names, err := filepath.Glob(filepath.Join(root, glob))
	if err != nil || len(names) == 0 {
		t.Fatalf("no %s: %v", glob, err)
	}
	return names
}

// canonical fails the test when text is accepted and is not what would be written.
func canonical(t testing.TB, text string) *signoff.Record {
	t.Helper()
	r, err := signoff.Parse(text)
	if err != nil {
		bad, ok := err.(*line.Error)
		if !ok || bad.Column < 3 || bad.Column > 3+utf8.RuneCountInString(text) || bad.Message == "" || strings.ContainsAny(bad.Message, "\r\n") {
			t.Fatalf("%q: no problem with a place: %+v", text, err)
		}
		return nil
	}
	if got := written(t, r); got != text {
		t.Fatalf("%q is written again as %q", text, got)
	}
	return r
}

// noted gives a note that says something, or nil where that cannot be written.
func noted(t testing.TB, said string) *signoff.Record {
	t.Helper()
	r := testkit.New(6).Of(signoff.Note)
	r.Text = said
	if r.Seal() != nil {
		return nil
	}
	got := canonical(t, written(t, r))
	if got == nil || got.Text != text.Normal(said) {
		t.Fatalf("%q was noted as %+v", said, got)
	}
	return r
}

// Each JSON file of the suite as a record, as the value of a key that takes each kind of value, as
// what follows a record, and as a note.
func TestJSONTestSuiteAsRecords(t *testing.T) {
	names := append(realdata(t, "adversarial/JSONTestSuite/test_parsing/*.json"), realdata(t, "adversarial/JSONTestSuite/test_transform/*.json")...)
	values := []string{
		`"v":1`, `"by":"ana"`, `"date":"2026-03-04"`, `"revision":1`, `"criteria":["grip"]`, `"level":3`, `"late":true`,
		`"evidence":[{"uri":"u"}]`, `"note":"n"`,
	}
	base := testkit.New(7).Of(signoff.Signoff)
	base.By, base.Date, base.Revision, base.Criteria, base.Level, base.Late = "ana", 739679, 1, []string{"grip"}, line.N(3), true
	base.Evidence, base.Note = []line.Evidence{{URI: "u"}}, "n"
	sound := written(t, sealed(t, base))
	accepted, notes := 0, 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if canonical(t, string(data)) != nil {
			t.Errorf("%s is a record", name)
		}
		if canonical(t, sound+string(data)) != nil && len(data) > 0 {
			t.Errorf("a record with %s behind it is a record", name)
		}
		for _, member := range values {
			if !strings.Contains(sound, member) {
				t.Fatalf("%s is not in %s", member, sound)
			}
			key, _, _ := strings.Cut(member, ":")
			if canonical(t, strings.Replace(sound, member, key+":"+string(data), 1)) != nil {
				accepted++
			}
		}
		if len(data) > 0 && len(data) <= line.MaxString && noted(t, string(data)) != nil {
			notes++
		}
	}
	if accepted == 0 || notes < 200 {
		t.Errorf("%d values and %d notes were taken", accepted, notes)
	}
	t.Logf("%d files: %d stood as the value of a key, %d as a note", len(names), accepted, notes)
}

// The naughty strings as notes, ids and words.
func TestNaughtyStringsAsRecords(t *testing.T) {
	data, err := os.ReadFile(realdata(t, "adversarial/blns/blns.json")[0])
	if err != nil {
		t.Fatal(err)
	}
	var naughty []string
	if err := json.Unmarshal(data, &naughty); err != nil {
		t.Fatal(err)
	}
	ids := 0
	for _, s := range naughty {
		if s == "" {
			continue
		}
		unknown := strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Cn, r) })
		if (noted(t, s) == nil) != unknown {
			t.Errorf("%q as a note; code points that nobody knows: %v", s, unknown)
		}
		r := testkit.New(8).Of(signoff.Practice)
		r.By, r.With, r.Method = s, s, s
		if err := r.Seal(); (err == nil) != text.IsID(s) {
			t.Errorf("%q as an id: %v", s, err)
		} else if err == nil {
			ids++
		}
		r = testkit.New(8).Of(signoff.Revoke)
		if r.Trigger = s; r.Seal() == nil {
			t.Errorf("%q was taken as a trigger", s)
		}
		canonical(t, s)
	}
	t.Logf("%d strings, %d of them ids", len(naughty), ids)
}
