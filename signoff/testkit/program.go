package testkit

import (
	"fmt"
	"strings"

	"sojt/competency/strictyaml"
)

// names are what people and things are called in made programs: what a spreadsheet would compute,
// what a CI runner or a terminal would obey, what Markdown would lay out, and other alphabets.
var names = [...]string{
	"Ana Ruiz", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "＝1+1", "'=1", `=HYPERLINK("https://example.com")`,
	"::error::stop", "a|b `c` *d* <script>alert(1)</script>", "陈 Aiko 👩\u200d🍳", "Søren \"Quote\" O'Neil, Jr.", "1e5", "2026-01-02",
}

// Names lists what people and things are called in made programs.
func Names() []string { return append([]string(nil), names[:]...) }

// Name makes what somebody or something is called: one line.
func (g *Generator) Name() string { return names[g.random.IntN(len(names))] }

// Definitions makes the definition files of a small valid program with the generator's program id:
// two roles that share a set, a scale, a choice, and mentors of every reach. Which keys stand there
// follows from the seed. From path to text.
func (g *Generator) Definitions() map[string]string {
	return map[string]string{
		"sojt.yaml":                 g.programFile(),
		"mentors.yaml":              g.mentorsFile(),
		"competencies/hygiene.yaml": g.setFile(),
		"roles/line-cook.yaml":      g.cookFile(),
		"roles/barista.yaml":        g.baristaFile(),
	}
}

func (g *Generator) programFile() string {
	return lines(
		"format: 1", "program: "+g.Program, "name: "+strictyaml.Quote(g.Name()),
		"zone: "+g.word("UTC", "Europe/Madrid", "America/New_York", "Pacific/Auckland"),
		"departments: [{id: operations, departments: [{id: kitchen}, {id: bar}]}]",
		fmt.Sprintf("policy: {transcriptions: %s, request_first: %s, late_after: %s, signatures: %s}",
			g.word("count", "show"), g.word("true", "false"), g.word("3d", "7d"), g.word("optional", "required")),
		"scales: [{id: trust, levels: [{id: 0, name: Watches}, {id: 1, name: Helps}, {id: 2, name: Alone, pass: true}, {id: 3, name: Teaches}]}]",
	)
}

func (g *Generator) mentorsFile() string {
	return lines("mentors:",
		"  - {id: ana, name: "+strictyaml.Quote(g.Name())+", email: ana@harbor.example, coordinator: true, departments: [operations]}",
		"  - {id: ben, name: "+strictyaml.Quote(g.Name())+", email: ben@harbor.example, departments: [kitchen], until: 2024-09-30}",
		"  - {id: cleo, name: "+strictyaml.Quote(g.Name())+", departments: [operations], signs: [barista, hygiene/handwashing], from: 2024-04-01}",
	)
}

func (g *Generator) setFile() string {
	return lines("set: hygiene", "title: Hygiene", "competencies:", g.entry("handwashing"), g.entry("cold-chain"))
}

func (g *Generator) cookFile() string {
	return lines("role: line-cook", "title: "+strictyaml.Quote(g.Name()), "department: kitchen",
		g.word("complete_within: 90d", "qualify: coordinator", "summary: Runs one station"),
		"competencies:", "  - {use: hygiene/handwashing, due: 1d}", g.word("  - use: hygiene/cold-chain", "  - {use: hygiene/cold-chain, required: false}"),
		g.entry("knife-safety", "tags: [station]"), g.entry("grill", "requires: [knife-safety]", "group: "+strictyaml.Quote(g.Name())),
		g.entry("pastry"), g.entry("pasta"),
		"choose: [{id: sweet, n: 1, of: [pastry, pasta]}]")
}

func (g *Generator) baristaFile() string {
	return lines("role: barista", "title: Barista", "department: bar", "status: "+g.word("adopted", "adopted", "draft", "retired"),
		"competencies:", "  - use: hygiene/handwashing", g.entry("espresso", "group: Bar"))
}

// entry writes a competency with the keys given and some of those that standings and views look at.
func (g *Generator) entry(id string, keys ...string) string {
	keys = append([]string{"id: " + id, "title: " + strictyaml.Quote(g.Name())}, keys...)
	for _, some := range [][]string{
		{"", "", "practice: 1", "practice: 3"},
		{"", "", "hours: {min: 1}"},
		{"", "renew: 60d", "renew: {every: 90d, window: 20d, first: 40d, until: 120d}"},
		{"", "", "currency: {performed_within: 40d}"},
		{"", "", "evidence: {passes: 2, consecutive: true}", "evidence: {passes: 2, mentors: 2, days: 2}"},
		{"", "", "certifier: separate"},
		{"", "", "acknowledge: true"},
		{"", "due: 20d", "due: 3mo"},
		{"", "scale: trust", "scale: trust, level: 3"},
		{"", "", "", "revised: 2024-05-01", "revision: 2, revised: 2024-05-01"},
		{"", "", "", "", "retired: 2024-08-15"},
		{"", "code: '2.1'", "code: '=2+1'"},
		{"", "critical: true"},
	} {
		if key := g.word(some...); key != "" {
			keys = append(keys, key)
		}
	}
	keys = append(keys, "criteria: [{id: grip, text: Claw grip}, {id: size, text: "+strictyaml.Quote(g.Name())+", critical: true}]")
	return "  - {" + strings.Join(keys, ", ") + "}"
}

func lines(all ...string) string { return strings.Join(all, "\n") + "\n" }
