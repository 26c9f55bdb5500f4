//go:build interop

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// pipe runs a shell pipeline in a folder over some input.
func pipe(t *testing.T, dir, input, commands string) string {
	t.Helper()
	cmd := exec.Command("bash", "-euo", "pipefail", "-c", commands)
	var stderr bytes.Buffer
	cmd.Dir, cmd.Stdin, cmd.Stderr = dir, strings.NewReader(input), &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", commands, err, stderr.String())
	}
	return string(out)
}

// worlds are the examples and some made programs, each in a folder.
func worlds(t *testing.T) map[string]*world {
	all := map[string]*world{"kitchen": readWorld(t, "../../examples/kitchen"), "qa-evaluator": readWorld(t, "../../examples/qa-evaluator")}
	for seed := range uint64(3) {
		all[fmt.Sprintf("seed-%d", seed)] = makeWorld(t, testkit.New(100+seed), seed == 0)
	}
	return all
}

// specKeys are the keys of SPEC 7.2: of the whole, and those that rows begin with.
var specKeys = map[string]string{
	"":         `["format_version","program","view","as_of","known_at","rows"]`,
	"matrix":   `["learner","role","competency","standing","flags","level","date","by","until","record"]`,
	"progress": `["learner","role","required","competent","waived","percent","qualified","next_due","overdue","expiring","last"]`,
}

// problemKeys are the keys of what finds problems: of the whole, and of each.
var problemKeys = map[string][2]string{
	"validate": {`["format_version","problems"]`, `["severity","code","file","line","column","record","message","hint"]`},
	"verify": {
		`["format_version","checked","not_checked","problems"]`,
		`["severity","code","file","line","column","record","message","hint","digest","commit"]`,
	},
}

// TestInteropJSON has jq read every view.
func TestInteropJSON(t *testing.T) {
	for name, w := range worlds(t) {
		dir := w.put(t)
		shelf := newShelf(t)
		shelf.dir = dir
		shelf.commit(t)
		for _, ask := range w.asked {
			if ask[0] == "sheet" {
				continue // a workbook only
			}
			t.Run(name+" "+strings.Join(ask, " "), func(t *testing.T) {
				got := sojt(t, dir, 0, append(slices.Clone(ask), "--format", "json", "--as-of", w.day)...)
				checkJSON(t, got.out)
			})
		}
		for command, keys := range problemKeys {
			code, got, said := shelf.run(command, "--format", "json")
			for filter, want := range map[string]string{
				`keys_unsorted`: keys[0],
				`[.problems[] | keys_unsorted] | unique - [` + keys[1] + `]`: "[]",
				`[.. | nulls] | length`: "0",
			} {
				if is := jq(t, got, filter); is != want {
					t.Errorf("%s: sojt %s (exit code %d, %s): jq %s says %s, expected %s", name, command, code, said, filter, is, want)
				}
			}
			if n := jq(t, got, `.problems | length`); n == "0" && name == "seed-0" {
				t.Errorf("%s of a world with an id that stands twice found nothing", command)
			}
		}
	}
}

func jq(t *testing.T, input, filter string) string {
	t.Helper()
	cmd := exec.Command("jq", "-c", filter)
	cmd.Stdin = strings.NewReader(input)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("jq %s: %v\n%s", filter, err, out)
	}
	return strings.TrimSuffix(string(out), "\n")
}

func checkJSON(t *testing.T, text string) {
	view := strings.Trim(jq(t, text, ".view"), `"`)
	checks := map[string]string{
		`keys_unsorted`:         specKeys[""],
		`.format_version`:       "1",
		`[.. | nulls] | length`: "0",
		`[.rows[] | keys_unsorted] | unique | length | . <= 1`:                                                      "true",
		`[.rows[][] | type] | unique - ["string","number","boolean","array"]`:                                       "[]",
		`[.rows[][] | numbers | . == floor] | all`:                                                                  "true",
		`[.rows[] | .flags? // [] | . == (sort | unique)] | all`:                                                    "true",
		`[.rows[] | .record? // "" | test("^([0-7][0-9A-HJKMNP-TV-Z]{25})?$")] | all`:                               "true",
		`[.rows[] | .percent? // 0 | . >= 0 and . <= 100] | all`:                                                    "true",
		`[.rows[] | .qualified? // true | type == "boolean"] | all`:                                                 "true",
		`[.rows[] | .date?, .until?, .next_due?, .last? | strings | test("^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")] | all`: "true",
	}
	if keys := specKeys[view]; keys != "" {
		checks[fmt.Sprintf(`[.rows[] | keys_unsorted[0:%d]] | unique`, strings.Count(keys, ",")+1)] = "[" + keys + "]"
	}
	filters := slices.Sorted(maps.Keys(checks))
	var got []json.RawMessage
	if err := json.Unmarshal([]byte(jq(t, text, "[("+strings.Join(filters, "), (")+")]")), &got); err != nil || len(got) != len(filters) {
		t.Fatal(err, len(got))
	}
	for i, filter := range filters {
		if want := checks[filter]; string(got[i]) != want {
			t.Errorf("%s: jq %s says %s, expected %s", view, filter, got[i], want)
		}
	}
}

// TestInteropRecordLines has the documented pipeline read learner files: sed takes the record lines,
// jq the values, which are those that sojt reads, in text that other programs stumble over too.
func TestInteropRecordLines(t *testing.T) {
	for name, w := range worlds(t) {
		t.Run(name, func(t *testing.T) {
			checkLines(t, w.put(t))
		})
	}
	t.Run("hostile", func(t *testing.T) {
		g, dir := testkit.New(77), t.TempDir()
		l := &signoff.Learner{ID: g.Learner, Name: "- \"x\": {\n- y"}
		for range 3000 {
			l.Records = append(l.Records, g.Record())
		}
		write(t, filepath.Join(dir, "learners", "a", g.Learner+".yaml"), testkit.File(l))
		checkLines(t, dir)
	})
}

func checkLines(t *testing.T, dir string) {
	out := pipe(t, dir, "", `shopt -s globstar; sed -n 's/^- //p' learners/**/*.yaml | jq -c .`)
	held := pipe(t, dir, "", `shopt -s globstar; cat learners/**/*.yaml`)
	read := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	n := 0
	for l := range strings.Lines(held) {
		object, ok := strings.CutPrefix(strings.TrimSuffix(l, "\n"), line.Bullet)
		if !ok {
			continue
		}
		r, err := signoff.Parse(object)
		if err != nil {
			t.Fatal(err)
		}
		if n >= len(read) {
			t.Fatalf("jq gave %d values", n)
		}
		var got map[string]any
		if err := json.Unmarshal([]byte(read[n]), &got); err != nil {
			t.Fatal(err)
		}
		for key, want := range texts(r) {
			if is, _ := got[key].(string); is != want {
				t.Errorf("%s: jq reads %s as %q, sojt as %q", r.ID, key, is, want)
			}
		}
		if level, ok := got["level"].(float64); ok != r.Level.Set || int(level) != r.Level.N {
			t.Errorf("%s: jq reads the level as %v, sojt as %v", r.ID, got["level"], r.Level)
		}
		if e, _ := got["evidence"].([]any); len(e) != len(r.Evidence) {
			t.Errorf("%s: %d pieces of evidence, sojt reads %d", r.ID, len(e), len(r.Evidence))
		}
		n++
	}
	if n != len(read) || n < 50 {
		t.Errorf("jq gave %d values of %d lines", len(read), n)
	}
}

// texts are a record's words by their keys.
func texts(r *signoff.Record) map[string]string {
	return map[string]string{
		"id": r.ID, "at": r.At.UTC().Format(time.RFC3339), "by": r.By, "type": r.Type, "program": r.Program, "learner": r.Learner,
		"role": r.Role, "competency": r.Competency, "fingerprint": r.Fingerprint, "date": r.Date.String(), "start": r.Start.String(),
		"until": r.Until.String(), "meaning": r.Meaning, "equipment": r.Equipment, "place": r.Place, "task": r.Task, "assessor": r.Assessor,
		"note": r.Note, "action": r.Action, "text": r.Text, "reason": r.Reason, "override": r.Override, "dated": r.Dated, "signer": r.Signer,
		"verified": r.Verified, "record": r.Ref, "reaffirms": r.Reaffirms, "sig": r.Sig,
	}
}

// TestInteropDigests: the digests that records name are what openssl and sha256sum make of the bytes
// that `show --payload` gives.
func TestInteropDigests(t *testing.T) {
	program := buildProgram(t)
	for _, name := range []string{"kitchen", "seed-0"} {
		w := worlds(t)[name]
		dir, path := w.put(t), w.learners()[0]
		byDigest, named, signed := map[string]*signoff.Record{}, map[string]bool{}, false
		for _, l := range w.records(path) {
			r, err := signoff.Parse(strings.TrimPrefix(l, line.Bullet))
			if err != nil {
				t.Fatal(err)
			}
			byDigest[r.Digest] = r
			for _, d := range append(slices.Clone(r.Prev), r.Ref) {
				named[d] = true
			}
		}
		delete(named, "")
		for _, digest := range slices.Sorted(maps.Keys(named))[:12] {
			r := byDigest[digest]
			if r == nil {
				t.Fatalf("%s: no record has the digest %s", name, digest)
			}
			signed = signed || r.Sig != ""
			show := fmt.Sprintf("%q -C . show %s --payload", program, r.ID)
			if got := pipe(t, dir, "", show+` | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=\n'`); got != digest {
				t.Errorf("%s: openssl makes %s of %s, records name %s", name, got, r.ID, digest)
			}
			if got := pipe(t, dir, "", show+` | sha256sum | cut -d' ' -f1 | tr a-f A-F | basenc --base16 -d | basenc --base64url | tr -d '=\n'`); got != digest {
				t.Errorf("%s: sha256sum makes %s of %s, records name %s", name, got, r.ID, digest)
			}
		}
		if name != "kitchen" && !signed {
			t.Error("none of the records was signed")
		}
	}
}
