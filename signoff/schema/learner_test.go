package schema_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	js "sojt/competency/schema"
	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/schema"
	"sojt/signoff/testkit"
	"sojt/signoff/testkit/vectors"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(js.Document("a learner's file", schema.Learner())))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("learner", value); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("learner")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// file is a learner's file with these records, as a reader of YAML sees it.
func file(records ...any) map[string]any {
	return map[string]any{"learner": "maria-lopez", "name": "María", "records": records}
}

func object(t *testing.T, text string) map[string]any {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return value.(map[string]any)
}

// TestEveryRecordFits: what sojt writes the schema accepts, of every type with every key, and of each it
// refuses what the walk refuses: a key that is missing, is not known, or has a value of another kind.
func TestEveryRecordFits(t *testing.T) {
	s, g := compiled(t), testkit.New(1)
	for _, name := range signoff.KnownTypes() {
		seen := map[string]bool{}
		for i := range 60 {
			text, err := g.Of(name).Line()
			if err != nil {
				t.Fatal(err)
			}
			record := object(t, text)
			if err := s.Validate(file(record)); err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			for key := range record {
				seen[key] = true
			}
			if i < 5 {
				refusesChanged(t, s, signoff.TypeNamed(name), record)
			}
		}
		for _, key := range signoff.TypeNamed(name).Keys() {
			if !seen[key] {
				t.Errorf("no %s with %q was made: the test shows too little", name, key)
			}
		}
	}
}

func refusesChanged(t *testing.T, s *jsonschema.Schema, kind *signoff.Type, record map[string]any) {
	t.Helper()
	refused := func(what, key string, value any) {
		t.Helper()
		changed := maps.Clone(record)
		if changed[key] = value; what == "missing" {
			delete(changed, key)
		}
		if s.Validate(file(changed)) == nil {
			t.Errorf("checker is broken: %s with %s %s passes", kind.Name, what, key)
		}
	}
	refused("unknown", "colour", "red")
	for _, k := range kind.Describe() {
		if k.Required {
			refused("missing", k.Name, nil)
		}
		refused("a null for", k.Name, nil)
		refused("a number for", k.Name, 2.5)
		if k.Kind != "text" || k.List {
			refused("words for", k.Name, "some words")
		}
	}
}

// TestVectors: the lines that another implementation can hold itself to. None that is good is refused.
func TestVectors(t *testing.T) {
	s := compiled(t)
	names, err := filepath.Glob("../testkit/vectors/line/*")
	if err != nil {
		t.Fatal(err)
	}
	good, refused := 0, 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		v, err := vectors.Parse(filepath.Base(name), data)
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(strings.TrimPrefix(string(v.Body), line.Bullet)))
		if err != nil {
			continue // no JSON to begin with
		}
		switch err := s.Validate(file(value)); {
		case v.Value("expect") == "ok" && err != nil:
			t.Errorf("%s: %v", name, err)
		case v.Value("expect") == "ok":
			good++
		case err != nil:
			refused++
		}
	}
	if good < 30 || refused < 20 {
		t.Errorf("checker is broken: %d good lines, %d refused", good, refused)
	}
}

// TestHeader: the header's keys, and records that may be none.
func TestHeader(t *testing.T) {
	s := compiled(t)
	for _, c := range []struct {
		key   string
		value any
		fits  bool
	}{
		{"records", nil, true}, {"records", []any{}, true}, {"records", "none", false}, {"email", "maria@harbor.example", true},
		{"department", "Kitchen", false}, {"supervisor", "ana", true}, {"nickname", "Mia", false}, {"learner", nil, false},
	} {
		f := file()
		f[c.key] = c.value
		if err := s.Validate(f); (err == nil) != c.fits {
			t.Errorf("%s: %v is %v", c.key, c.value, err)
		}
	}
	for _, key := range []string{"learner", "records"} {
		f := file()
		delete(f, key)
		if s.Validate(f) == nil {
			t.Errorf("checker is broken: a header without %s passes", key)
		}
	}
	if keys := schema.Learner(); !slices.ContainsFunc(keys, func(m js.Member) bool { return m.Name == "additionalProperties" }) {
		t.Error("a header takes any key")
	}
}
