package schema_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/schema"
	"sojt/competency/strictyaml"
)

var update = flag.Bool("update", false, "write which mistakes no schema sees")

var long = flag.Bool("long", false, "change files more often")

// The promise: what a schema refuses, the validator refuses, in the same file. What the validator
// accepts, a schema therefore accepts. The other way round a schema may be laxer, and testdata/unseen.txt
// lists by how much.

// schemas are the compiled schemas by kind of file.
func schemas(t testing.TB) map[string]*jsonschema.Schema {
	t.Helper()
	all := map[string]*jsonschema.Schema{}
	for _, f := range competency.FileReference() {
		text := schema.Document(f.File, schema.Mapping(f.Keys))
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(f.Kind, value); err != nil {
			t.Fatal(err)
		}
		if all[f.Kind], err = c.Compile(f.Kind); err != nil {
			t.Fatalf("%s is no schema: %v", f.Kind, err)
		}
	}
	return all
}

// kindOf is the kind of a definition file by its path, "" for another file.
func kindOf(name string) string {
	switch dir := path.Dir(name); {
	case name == "sojt.yaml":
		return "program"
	case name == "mentors.yaml":
		return "mentors"
	case dir == "roles" && path.Ext(name) == ".yaml":
		return "role"
	case dir == "competencies" && path.Ext(name) == ".yaml":
		return "set"
	}
	return ""
}

// judged is what the two say of a file: the schema's objection, and the validator's errors.
type judged struct {
	name       string
	schema     error
	errors     diag.List
	unreadable bool
}

// judge asks schema and validator about definition files of a program, all unless some are named. A file
// that is no YAML to begin with has nothing that a schema could judge.
func judge(t testing.TB, all map[string]*jsonschema.Schema, program fstest.MapFS, names ...string) []judged {
	t.Helper()
	_, problems := competency.Load(program)
	if len(names) == 0 {
		names = slices.Sorted(maps.Keys(program))
	}
	var verdicts []judged
	for _, name := range names {
		if kindOf(name) == "" {
			continue
		}
		j := judged{name: name}
		for _, p := range problems {
			if p.Pos.File == name && p.Severity == diag.Error {
				j.errors = append(j.errors, p)
			}
		}
		root, problems := strictyaml.Parse(name, program[name].Data)
		if j.unreadable = problems.Errors() > 0; !j.unreadable {
			j.schema = all[kindOf(name)].Validate(instance(root))
		}
		verdicts = append(verdicts, j)
	}
	return verdicts
}

// instance is a node as a JSON value, as any reader of YAML 1.2 sees it.
func instance(n *strictyaml.Node) any {
	switch n.Kind {
	case strictyaml.Text:
		return n.Value
	case strictyaml.Whole, strictyaml.Number:
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
		return 0.5
	case strictyaml.Truth:
		return n.Value == "true"
	case strictyaml.List:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = instance(item)
		}
		return list
	case strictyaml.Mapping:
		object := map[string]any{}
		for _, p := range n.Pairs {
			object[p.Name] = instance(p.Value)
		}
		return object
	}
	return nil
}

// TestMistakes lays each file of the catalogue over its base. Every mistake that the validator finds is
// seen by a schema too, or listed.
func TestMistakes(t *testing.T) {
	all := schemas(t)
	names, err := filepath.Glob("../testdata/mistakes/*.txtar")
	if err != nil || len(names) < 130 {
		t.Fatalf("%d files of mistakes: %v", len(names), err)
	}
	var unseen strings.Builder
	unseen.WriteString("# Mistakes in files that are YAML which a schema does not see, with the codes of the validator. Written by\n# -update; a line that comes is to be looked at: could the schema see it?\n")
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		name = strings.TrimSuffix(filepath.Base(name), ".txtar")
		seen := strings.Contains(string(a.Comment), "unquote: ")
		var codes []string
		for _, j := range judge(t, all, overlaid(t, a)) {
			if j.schema != nil && len(j.errors) == 0 {
				t.Errorf("%s: the schema refuses %s, which the validator accepts: %v", name, j.name, j.schema)
			}
			seen = seen || j.schema != nil || j.unreadable
			for _, p := range j.errors {
				codes = append(codes, p.Code)
			}
		}
		if slices.Sort(codes); !seen && len(codes) > 0 {
			fmt.Fprintf(&unseen, "%s: %s\n", name, strings.Join(slices.Compact(codes), " "))
		}
	}
	if *update {
		if err := os.WriteFile("testdata/unseen.txt", []byte(unseen.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if held, err := os.ReadFile("testdata/unseen.txt"); err != nil || string(held) != unseen.String() {
		t.Errorf("testdata/unseen.txt lists other mistakes (%v); go test ./competency/schema -update writes\n%s", err, unseen.String())
	}
}

// overlaid is the program of a mistake: its files over those of the base.
func overlaid(t testing.TB, a *txtar.Archive) fstest.MapFS {
	t.Helper()
	program := folder(t, "../testdata/base")
	for line := range strings.Lines(string(a.Comment)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for name := range program {
			if key == "remove" && (name == value || strings.HasPrefix(name, value+"/")) {
				delete(program, name)
			}
		}
	}
	for _, f := range a.Files {
		if f.Name != "want" {
			program[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return program
}

func folder(t testing.TB, dir string) fstest.MapFS {
	t.Helper()
	program := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || kindOf(name) == "" {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		program[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// TestSoundFiles: of programs without an error the schemas refuse nothing.
func TestSoundFiles(t *testing.T) {
	all := schemas(t)
	programs, err := filepath.Glob("../../examples/*/sojt.yaml")
	if err != nil || len(programs) == 0 {
		t.Fatal("no examples", err)
	}
	for _, name := range append(programs, "../testdata/base/sojt.yaml") {
		for _, j := range judge(t, all, folder(t, filepath.Dir(name))) {
			if j.schema != nil || len(j.errors) > 0 {
				t.Errorf("%s/%s: %v %v", filepath.Dir(name), j.name, j.schema, j.errors)
			}
		}
	}
}

// TestChangedFiles changes one value or key at a time of sound files, by chance but the same each
// time, and holds the two to the promise.
func TestChangedFiles(t *testing.T) {
	all, base := schemas(t), folder(t, "../testdata/base")
	maps.Copy(base, fstest.MapFS{"roles/all.yaml": {Data: []byte(everyKey(t, "role"))}, "competencies/all.yaml": {Data: []byte(everyKey(t, "set"))}})
	r := rand.New(rand.NewPCG(1, 2))
	names := slices.Sorted(maps.Keys(base))
	refused, accepted := 0, 0
	rounds := 500
	switch {
	case *long:
		rounds = 50_000
	case testing.Short():
		rounds = 150
	}
	for range rounds {
		name := names[r.IntN(len(names))]
		program := maps.Clone(base)
		program[name] = &fstest.MapFile{Data: []byte(changed(r, string(base[name].Data)))}
		for _, j := range judge(t, all, program, name) {
			switch {
			case j.schema != nil && len(j.errors) == 0:
				t.Errorf("the schema refuses %s, which the validator accepts: %v\n%s", j.name, j.schema, program[j.name].Data)
			case j.schema != nil:
				refused++
			case len(j.errors) == 0:
				accepted++
			}
		}
	}
	if refused < rounds/10 || accepted < rounds/10 {
		t.Errorf("checker is broken: %d files were refused and %d accepted", refused, accepted)
	}
}

// values are what people write where something else belongs, and some that do.
var values = []string{
	"true", "False", "yes", "0", "1", "3", "-2", "2.5", "010", "1e3", "2147483648", `"7"`, "~", "", `""`, `" "`, "[]", "{}", "[a, b]", "{a: b}",
	"knife-safety", "Knife", "con", "con/lpt1", "hygiene/handwashing", "a/b/c", strings.Repeat("x", 64), strings.Repeat("x", 65), "2026-02-29", "2026-02-30", "2028-02-29", "2026-2-3",
	"2026-10-02T00:00:00Z", "2026-10-02T24:00:00Z", "30d", "1y", "6mo", "0d", "36501d", "1 y", "none", "full", "light", "regulated", "required", "coordinator", "separate",
	`"one\ntwo"`, `"\n\n one \n "`, `"\u00a0\n one"`, `"\u2028"`, `"a\u2028b"`, `"\u0085 a"`, `"\ufeff"`, `"\t"`, "ana@harbor.example", "Europe/Madrid",
}

// changed gives a text in which one line's value, or its key, is another, or which lacks the line.
func changed(r *rand.Rand, text string) string {
	lines := strings.Split(text, "\n")
	i := r.IntN(len(lines))
	key, _, found := strings.Cut(lines[i], ": ")
	switch n := r.IntN(10); {
	case n == 0:
		lines = slices.Delete(lines, i, i+1)
	case n == 1:
		lines[i] = strings.Replace(lines[i], ":", "x:", 1)
	case found:
		lines[i] = key + ": " + values[r.IntN(len(values))]
	}
	return strings.Join(lines, "\n")
}

// everyKey is a file of a kind in which every key stands on a line of its own, most of them with a value
// that cannot be meant: what is changed is then judged beside much else, and each key is come to.
func everyKey(t testing.TB, kind string) string {
	t.Helper()
	for _, f := range competency.FileReference() {
		if f.Kind == kind {
			var b strings.Builder
			writeKeys(&b, "", f.Keys)
			return b.String()
		}
	}
	t.Fatalf("no kind %q", kind)
	return ""
}

func writeKeys(b *strings.Builder, indent string, keys []strictyaml.Key) {
	for _, k := range keys {
		if len(k.Shapes) == 0 {
			fmt.Fprintf(b, "%s%s: %s\n", indent, k.Name, sample(k))
			continue
		}
		fmt.Fprintf(b, "%s%s:\n", indent, k.Name)
		if !k.List {
			writeKeys(b, indent+"  ", k.Shapes[0])
			continue
		}
		for _, shape := range k.Shapes {
			fmt.Fprintf(b, "%s  -\n", indent)
			writeKeys(b, indent+"    ", shape)
		}
	}
}

// sample is a value that a key takes.
func sample(k strictyaml.Key) string {
	s := map[string]string{
		"line": "words", "text": "words", "id": "an-id", "competency": "a-set/an-id", "number": strconv.Itoa(max(1, k.Min)), "truth": "true",
		"day": "2026-09-01", "instant": "2026-10-02T00:00:00Z", "period": "30d",
	}[k.Kind]
	if len(k.Words) > 0 {
		s = k.Words[0]
	}
	if k.List {
		return "[" + s + "]"
	}
	return s
}
