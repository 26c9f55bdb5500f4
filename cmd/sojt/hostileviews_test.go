package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sojt/report/findings"
	"sojt/report/format"
	"sojt/signoff"
	"sojt/signoff/line"
)

// twins are a program whose texts are hostile and one that differs from it in them alone, each in a
// folder, and the command lines that show both.
type twins struct {
	hostile, harmless string
	lines             []string
}

// newTwins makes pairs of programs that share the texts out among them; in the long form one has all.
func newTwins(t *testing.T) []twins {
	t.Helper()
	parts := 4
	if *long {
		parts = 1
	}
	shares := make([][]string, parts)
	for i, s := range allHostileWords(t) {
		shares[i%parts] = append(shares[i%parts], s)
	}
	var all []twins
	for _, words := range shares {
		evil, good := wordy(t, words), wordy(t, harmless(words))
		record := ""
		for _, l := range evil.records("learners/l3.yaml") {
			if r, err := signoff.Parse(strings.TrimPrefix(l, line.Bullet)); err == nil && r.Type == signoff.Signoff {
				record = r.ID
			}
		}
		all = append(all, twins{evil.put(t), good.put(t), viewLines("l3", "r3", "c3", "m3", record)})
	}
	return all
}

// said is what a command says of a program in a format.
func said(t *testing.T, dir, line, format string) string {
	t.Helper()
	got, talk := inProcess(dir, 0, append(strings.Fields(line), "--as-of", hostileDay, "--format", format, "-o", "-")...)
	if got.code > exitFindings || strings.Contains(talk, "fault in sojt") {
		t.Fatalf("sojt %s --format %s: exit code %d\n%.500s", line, format, got.code, talk)
	}
	if err := plainly(talk, ""); err != nil {
		t.Errorf("sojt %s --format %s: on stderr: %v", line, format, err)
	}
	return got.out
}

// TestHostileWordsInEveryView: in every view and every format nothing that people wrote becomes an element,
// a formula, an escape sequence, a link or an annotation. Each sink shows on output of the harmless program
// that it would find one. In the short form each text meets each view and each format, and in the long form
// each pair of both.
func TestHostileWordsInEveryView(t *testing.T) {
	t.Parallel()
	pairs, judges := newTwins(t), sinks()
	for i, f := range format.Formats() {
		s, ok := judges[f.Name]
		if !ok {
			t.Errorf("format %s has no sink: what would become of hostile text in it?", f.Name)
			continue
		}
		found := 0
		for j, line := range pairs[0].lines {
			w := pairs[(i+j)%len(pairs)]
			plain := said(t, w.harmless, line, f.Name)
			if err := s.judge(plain, plain); err != nil {
				t.Errorf("checker is broken: sojt %s --format %s, harmless: %v", line, f.Name, err)
			}
			if spoiled := s.spoiled(plain); spoiled != plain {
				if found++; s.judge(spoiled, plain) == nil {
					t.Errorf("checker is broken: sojt %s --format %s: what was put in is not found", line, f.Name)
				}
			}
			if err := s.judge(said(t, w.hostile, line, f.Name), plain); err != nil {
				t.Errorf("sojt %s --format %s: %v", line, f.Name, err)
			}
		}
		if found < 3 { // rows hold ids for the most part
			t.Errorf("checker is broken: %s was spoiled in %d of %d views", f.Name, found, len(pairs[0].lines))
		}
	}
}

// mistakes is a program in which each text stands where something is wrong: as a key, as an id, as what does not exist.
func mistakes(t *testing.T, words []string) string {
	t.Helper()
	q := func(s string) string { return fmt.Sprintf("%q", asLine(s)) }
	var b strings.Builder
	b.WriteString("role: cook\ntitle: Cook\ncompetencies:\n")
	for i, s := range words {
		fmt.Fprintf(&b, "  - {id: c%d, title: x, requires: [%s], tags: [%s], kind: %s, criteria: [{id: a, text: x}], \"k%d %s\": 1}\n", i, q("- "+s), q("! "+s), q("k"+s), i, strings.Trim(q(s), `"`))
	}
	w := world{files: map[string]string{
		"sojt.yaml":       "format: 1\nprogram: wordy-0000\nname: x\n",
		"mentors.yaml":    "mentors:\n  - {id: ana, name: Ana}\n",
		"roles/cook.yaml": b.String(),
	}}
	return w.put(t)
}

// TestHostileWordsInProblems is the same for the formats of problems: of validate, and those that audit has.
func TestHostileWordsInProblems(t *testing.T) {
	t.Parallel()
	judges := sinks()
	words := hostileWords()
	evil, good := mistakes(t, words), mistakes(t, harmless(words))
	w := newTwins(t)[0]
	for _, f := range findings.Formats() {
		s, ok := judges[f.Name]
		if !ok {
			t.Errorf("format %s has no sink: what would become of hostile text in it?", f.Name)
			continue
		}
		for _, c := range []struct{ line, evil, good string }{{"validate", evil, good}, {"audit", w.hostile, w.harmless}} {
			if c.line == "audit" && (f.Name == "text" || f.Name == "json") {
				continue // a view's
			}
			args := append(strings.Fields(c.line), "--format", f.Name)
			hostile, _ := inProcess(c.evil, 0, args...)
			plain, _ := inProcess(c.good, 0, args...)
			if len(plain.out) < 1000 {
				t.Errorf("checker is broken: %v says %q", args, plain.out)
			}
			spoiled := s.spoiled(plain.out)
			if s.judge(plain.out, plain.out) != nil || (spoiled != plain.out || c.line == "validate") && s.judge(spoiled, plain.out) == nil {
				t.Errorf("checker is broken: %v", args)
			}
			if err := s.judge(hostile.out, plain.out); err != nil {
				t.Errorf("%v: %v", args, err)
			}
		}
	}
}

// exports are command lines that write files of a program, by their forms; OUT is a folder. Those that are
// not here have tests of their own: bundle of the names in the archive, openbadges and allowed-signers of what
// they quote.
func exports() []string {
	return []string{
		"report site -o OUT", "export ics -o OUT/a.ics", "export events -o OUT", "export events --format csv -o OUT/csv",
		"export xapi --names -o OUT/a.json", "export xapi --names --format jsonl -o OUT/a.jsonl", "export case -o OUT/b.json",
	}
}

// TestEveryExportIsJudged: an export either stands in exports or is known to have tests of its own.
func TestEveryExportIsJudged(t *testing.T) {
	known := []string{"bundle", "openbadges", "allowed-signers"}
	for _, line := range exports() {
		known = append(known, strings.Fields(line)[1])
	}
	for _, c := range newExportCmd(&app{}).Commands() {
		if !slices.Contains(known, c.Name()) {
			t.Errorf("what becomes of hostile text in sojt export %s? add a line to exports", c.Name())
		}
	}
}

// TestHostileWordsInExports is the same for what other programs read.
func TestHostileWordsInExports(t *testing.T) {
	t.Parallel()
	judges := sinks()
	for _, w := range newTwins(t) {
		for _, line := range exports() {
			written := func(program string) map[string]string {
				out := t.TempDir()
				args := strings.Fields(strings.ReplaceAll(line, "OUT", out))
				if args[1] != "case" { // which is of no day
					args = append(args, "--as-of", hostileDay)
				}
				got, talk := inProcess(program, 0, args...)
				if got.code > exitFindings {
					t.Fatalf("sojt %s: exit code %d\n%s", line, got.code, talk)
				}
				return tree(t, out)
			}
			hostile, plain := written(w.hostile), written(w.harmless)
			if len(plain) == 0 || len(plain) != len(hostile) {
				t.Fatalf("sojt %s: %d files, and %d of the harmless program", line, len(hostile), len(plain))
			}
			for name, text := range plain {
				if name == siteFile {
					continue
				}
				s, ok := judges[strings.TrimPrefix(filepath.Ext(name), ".")]
				if !ok {
					t.Errorf("%s has no sink: what would become of hostile text in it?", name)
					continue
				}
				spoiled := s.spoiled(text)
				if err := s.judge(text, text); err != nil || spoiled != text && s.judge(spoiled, text) == nil {
					t.Errorf("checker is broken: sojt %s, %s: %v", line, name, err)
				}
				if err := s.judge(hostile[name], text); err != nil {
					t.Errorf("sojt %s, %s: %v", line, name, err)
				}
			}
		}
	}
}
