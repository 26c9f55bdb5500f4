package competency

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
)

// vectors pair a competency, as a file writes it, with the canonical object of INTEGRITY 2.5 written
// out by hand. The hash is taken of the hand-written text.
var vectors = []struct{ name, keys, canonical string }{
	{
		"title only", "title: Cuts vegetables",
		`{"fingerprint":1,"competency":"knives","title":"Cuts vegetables","kind":"performance","accomplish":"perform"}`,
	},
	{
		"all of it", `title: Cuts vegetables
    kind: knowledge
    accomplish: discuss
    conditions: wet board
    criteria: [{id: size, text: Cuts to size, critical: true}, {id: grip, text: Holds the grip}]
    scale: stars`,
		`{"fingerprint":1,"competency":"knives","title":"Cuts vegetables","kind":"knowledge","accomplish":"discuss","conditions":"wet board",` +
			`"criteria":[{"id":"size","text":"Cuts to size","critical":true},{"id":"grip","text":"Holds the grip"}],` +
			`"scale":{"id":"stars","levels":[{"id":2,"name":"Two","means":"helped"},{"id":1,"name":"One"}]}}`,
	},
	{
		"defaults written out", "title: Cuts vegetables\n    kind: performance\n    accomplish: perform\n    revision: 1\n    required: true",
		`{"fingerprint":1,"competency":"knives","title":"Cuts vegetables","kind":"performance","accomplish":"perform"}`,
	},
	{
		"folded", "title: Cuts   vegetables\n    conditions: >-\n      wet\n      board,\n\n      full  pace",
		`{"fingerprint":1,"competency":"knives","title":"Cuts vegetables","kind":"performance","accomplish":"perform","conditions":"wet board, full pace"}`,
	},
	{
		"left out", "title: Cuts vegetables\n    practice: 3\n    why: Blood\n    how: [Slowly]\n    errors: [{id: a, text: b}]\n    renew: 1y\n    due: 3d\n    tags: [x]\n    certifier: separate\n    evidence: {passes: 3}\n    revision: 7\n    critical: true",
		`{"fingerprint":1,"competency":"knives","title":"Cuts vegetables","kind":"performance","accomplish":"perform"}`,
	},
	{
		"escapes", `title: "Says \"a\\b\" \U0001F600 \u202e \u200f \ufeff"`,
		`{"fingerprint":1,"competency":"knives","title":"Says \"a\\b\" 😀 \u202e \u200f \ufeff","kind":"performance","accomplish":"perform"}`,
	},
	{
		"normal form", "title: \"Sen\\u0303al\"",
		`{"fingerprint":1,"competency":"knives","title":"Señal","kind":"performance","accomplish":"perform"}`,
	},
	{
		"not escaped", "title: \"<a> & 'b' / \u00a9\"",
		`{"fingerprint":1,"competency":"knives","title":"<a> & 'b' / ©","kind":"performance","accomplish":"perform"}`,
	},
}

func TestFingerprint(t *testing.T) {
	for _, v := range vectors {
		t.Run(v.name, func(t *testing.T) {
			c := read(t, v.keys)
			if got := string(wording(c)); got != v.canonical {
				t.Errorf("hashed is\n%s, want\n%s", got, v.canonical)
			}
			if want := sha256.Sum256([]byte(v.canonical)); c.Fingerprint != hex.EncodeToString(want[:]) {
				t.Errorf("the fingerprint is %s, want %x", c.Fingerprint, want)
			}
			if !isFingerprint(c.Fingerprint) {
				t.Errorf("%s is not taken for a fingerprint", c.Fingerprint)
			}
		})
	}
}

// The canonical object is JSON, and says to a JSON reader what the definition says.
func TestWordingIsJSON(t *testing.T) {
	for _, v := range vectors {
		var got struct {
			Fingerprint                                     int
			Competency, Title, Kind, Accomplish, Conditions string
		}
		decoder := json.NewDecoder(bytes.NewReader(wording(read(t, v.keys))))
		if err := decoder.Decode(&got); err != nil {
			t.Errorf("%s: %v", v.name, err)
		}
		c := read(t, v.keys)
		if got.Fingerprint != 1 || got.Competency != c.ID || got.Title != strings.Join(strings.Fields(c.Title), " ") {
			t.Errorf("%s: a JSON reader has %+v", v.name, got)
		}
	}
}

// Each part that is asked for changes the fingerprint; each is changed in turn.
func TestFingerprintSeesEachPart(t *testing.T) {
	const whole = `title: Cuts vegetables
    kind: performance
    accomplish: perform
    conditions: wet board
    criteria: [{id: size, text: Cuts to size}, {id: grip, text: Holds the grip}]
    scale: stars`
	seen := map[string]string{read(t, whole).Fingerprint: "nothing"}
	for old, new := range map[string]string{
		"Cuts vegetables": "Cuts fruit", "kind: performance": "kind: knowledge", "accomplish: perform": "accomplish: observe",
		"wet board": "dry board", "id: size": "id: sizes", "Cuts to size": "Cuts in size", "Cuts to size}": "Cuts to size, critical: true}",
		"scale: stars": "scale: stripes", "{id: size, text: Cuts to size}, {id: grip, text: Holds the grip}": "{id: grip, text: Holds the grip}, {id: size, text: Cuts to size}",
	} {
		print := read(t, strings.Replace(whole, old, new, 1)).Fingerprint
		if other := seen[print]; other != "" {
			t.Errorf("changing %q gives the fingerprint of changing %q", old, other)
		}
		seen[print] = old
	}
}

// read gives the competency "knives" with keys as a role writes them.
func read(t *testing.T, keys string) *Competency {
	t.Helper()
	p, problems := Load(fstest.MapFS{
		"sojt.yaml": {Data: []byte(`format: 1
program: p
scales:
  - {id: stars, levels: [{id: 2, name: Two, means: helped}, {id: 1, name: One, pass: true}]}
  - {id: stripes, levels: [{id: 1, name: One, pass: true}]}
`)},
		"mentors.yaml":    {Data: []byte("mentors: [{id: ana, name: Ana}]\n")},
		"roles/cook.yaml": {Data: []byte("role: cook\ntitle: Cook\ncompetencies:\n  - id: knives\n    " + keys + "\n")},
	})
	if problems.Errors() > 0 {
		t.Fatal(problems)
	}
	return p.Competency("knives")
}
