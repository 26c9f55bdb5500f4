package vectors_test

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"sojt/competency"
	"sojt/signoff/testkit/vectors"
)

// TestFingerprints holds sojt to the fingerprints.
func TestFingerprints(t *testing.T) {
	program, err := os.ReadFile("fingerprint/sojt.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range read(t, "fingerprint") {
		p, problems := competency.Load(fstest.MapFS{
			"sojt.yaml":       {Data: program},
			"mentors.yaml":    {Data: []byte("mentors: [{id: ana, name: Ana}]\n")},
			"roles/cook.yaml": {Data: v.Body},
		})
		if err := problems.Err(); err != nil {
			t.Errorf("%s: %v", v.Name, err)
			continue
		}
		c := p.Competency("knives")
		if c == nil {
			t.Errorf("%s: no competency", v.Name)
			continue
		}
		got := "ok"
		if c.Fingerprint != v.Value("fingerprint") {
			got = "E-WORDING"
		}
		if got != v.Value("expect") {
			t.Errorf("%s: %s, expected %s: %s", v.Name, got, v.Value("expect"), v.Value("comment"))
		}
	}
}

// fingerprintCase is a competency as a role writes it, and the object that is hashed, written out by hand.
type fingerprintCase struct{ name, comment, keys, wording string }

// whole is a definition with all that is hashed, and its object.
const (
	whole = `title: Cuts vegetables
    kind: knowledge
    accomplish: discuss
    conditions: wet board
    criteria: [{id: size, text: Cuts to size, critical: true}, {id: grip, text: Holds the grip}]
    scale: stars`
	wholeWording = head + `"title":"Cuts vegetables","kind":"knowledge","accomplish":"discuss","conditions":"wet board",` +
		`"criteria":[{"id":"size","text":"Cuts to size","critical":true},{"id":"grip","text":"Holds the grip"}],` +
		`"scale":{"id":"stars","levels":[{"id":2,"name":"Two","means":"helped"},{"id":1,"name":"One"}]}}`
	head  = `{"fingerprint":1,"competency":"knives",`
	short = head + `"title":"Cuts vegetables","kind":"performance","accomplish":"perform"}`
)

func titled(title string) string {
	return head + `"title":"` + title + `","kind":"performance","accomplish":"perform"}`
}

var fingerprintCases = []fingerprintCase{
	{"title-only", "nothing but a title: kind and accomplish have their defaults", "title: Cuts vegetables", short},
	{"whole", "all that is hashed, keys in the order of the object", whole, wholeWording},
	{"defaults", "defaults written out change nothing", "title: Cuts vegetables\n    kind: performance\n    accomplish: perform\n    revision: 1\n    required: true", short},
	{"key-order", "keys of YAML in another order change nothing", "accomplish: perform\n    title: Cuts vegetables", short},
	{"quoted", "quotes of YAML change nothing", `title: "Cuts vegetables"`, short},
	{"folded", "a text folded over lines", "title: Cuts vegetables\n    conditions: >-\n      wet\n      board,\n\n      full  pace", head + `"title":"Cuts vegetables","kind":"performance","accomplish":"perform","conditions":"wet board, full pace"}`},
	{"runs", "runs of blanks are one blank, and none at the ends", `title: "  Cuts \t vegetables "`, short},
	{"no-break", "a no-break space is a blank too", `title: "Cuts\u00a0vegetables"`, short},
	{"guidance", "how and when are left out: practice, why, how, errors, renew, due, tags, certifier, evidence, revision, critical",
		"title: Cuts vegetables\n    practice: 3\n    why: Blood\n    how: [Slowly]\n    errors: [{id: a, text: b}]\n    renew: 1y\n    due: 3d\n    tags: [x]\n    certifier: separate\n    evidence: {passes: 3}\n    revision: 7\n    critical: true", short},
	{"nfc", "text in normal form C, however the file has it", `title: "Sen\u0303al"`, titled("Señal")},
	{"escapes", "the escapes of a record line", `title: "Says \"a\\b\" \U0001F600 \u202e \u200f \ufeff"`, titled(`Says \"a\\b\" 😀 \u202e \u200f \ufeff`)},
	{"no-escapes", "what JSON libraries for web pages escape stands as it is", `title: "<a> & 'b' / \u00a9"`, titled("<a> & 'b' / ©")},
	{"criterion-one", "one criterion", "title: Cuts vegetables\n    criteria: [{id: size, text: 3 mm}]", head + `"title":"Cuts vegetables","kind":"performance","accomplish":"perform","criteria":[{"id":"size","text":"3 mm"}]}`},
	{"criterion-not-critical", "critical: false is the default", "title: Cuts vegetables\n    criteria: [{id: size, text: 3 mm, critical: false}]", head + `"title":"Cuts vegetables","kind":"performance","accomplish":"perform","criteria":[{"id":"size","text":"3 mm"}]}`},
	{"scale-order", "levels keep their order", strings.Replace(whole, "stars", "steps", 1),
		strings.Replace(wholeWording, `"stars","levels":[{"id":2,"name":"Two","means":"helped"},{"id":1,"name":"One"}]`, `"steps","levels":[{"id":1,"name":"One"},{"id":2,"name":"Two","means":"helped"}]`, 1)},
	{"scale-level", "the level that is asked for is no part of the wording: records carry the one reached", whole + "\n    level: 1", wholeWording},
	{"wide", "beyond U+FFFF and right to left", `title: 切る 🔪 עִבְרִית`, titled("切る 🔪 עִבְרִית")},
}

// rewordings are changes to whole, each of which is another wording.
var rewordings = [][3]string{
	{"title", "Cuts vegetables", "Cuts fruit"}, {"title-case", "Cuts vegetables", "cuts vegetables"}, {"kind", "kind: knowledge", "kind: performance"},
	{"accomplish", "discuss", "observe"}, {"conditions", "wet board", "dry board"}, {"conditions-none", "\n    conditions: wet board", ""},
	{"criterion-id", "id: size", "id: sizes"}, {"criterion-text", "Cuts to size", "Cuts in size"}, {"criterion-critical", ", critical: true", ""},
	{"criteria-order", "{id: size, text: Cuts to size, critical: true}, {id: grip, text: Holds the grip}", "{id: grip, text: Holds the grip}, {id: size, text: Cuts to size, critical: true}"},
	{"criterion-more", "{id: grip, text: Holds the grip}", "{id: grip, text: Holds the grip}, {id: end, text: Cleans up}"},
	{"criterion-less", ", {id: grip, text: Holds the grip}", ""}, {"scale", "stars", "spans"}, {"scale-none", "\n    scale: stars", ""},
}

func fingerprintVectors(t testing.TB) []vectors.Vector {
	var all []vectors.Vector
	add := func(name, expect, comment, keys, fingerprint, wording string) {
		role := "role: cook\ntitle: Cook\ncompetencies:\n  - id: knives\n    " + keys + "\n"
		v := made("fingerprint/"+name, expect, comment, []byte(role), "fingerprint", fingerprint)
		if wording != "" {
			v.Header = append(v.Header, vectors.Field{Key: "wording", Value: wording})
		}
		all = append(all, v)
	}
	hash := func(wording string) string {
		sum := sha256.Sum256([]byte(wording))
		return hex.EncodeToString(sum[:])
	}
	for _, c := range fingerprintCases {
		add(c.name, "ok", c.comment, c.keys, hash(c.wording), c.wording)
	}
	for _, r := range rewordings {
		if strings.Count(whole, r[1]) != 1 {
			t.Fatalf("%s: %q stands %d times", r[0], r[1], strings.Count(whole, r[1]))
		}
		add("reworded-"+r[0], "E-WORDING", "the fingerprint is that of whole, and the wording is another", strings.Replace(whole, r[1], r[2], 1), hash(wholeWording), "")
	}
	return all
}
