package vectors_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sojt/competency"
	"sojt/signoff/ledger"
)

// formCodes are the codes of a line itself; what a line speaks of is not here.
var formCodes = []string{"E-CANON", "E-TYPE", "E-SIZE", "E-EOL", "E-TORN", "E-PLACE", "E-FORM", "E-CONFLICT", "E-DUPID"}

// TestLines holds sojt to the lines, each below the header that README.md gives.
func TestLines(t *testing.T) {
	program, problems := competency.Load(fstest.MapFS{
		"sojt.yaml":            {Data: []byte("format: 1\nprogram: harbor-kitchen-k3v9\nname: Harbor Kitchen\n")},
		"mentors.yaml":         {Data: []byte("mentors: [{id: ana, name: Ana}]\n")},
		"roles/line-cook.yaml": {Data: []byte("role: line-cook\ntitle: Line cook\ncompetencies: [{id: knife-safety, title: Knife safety}]\n")},
	})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	for _, v := range read(t, "line") {
		file := &fstest.MapFile{Data: append([]byte("learner: maria-lopez\nname: Maria Lopez\nrecords:\n"), v.Body...)}
		l, problems, err := ledger.Open(fstest.MapFS{"learners/maria-lopez.yaml": file}).Read("maria-lopez", program)
		if err != nil {
			t.Fatal(err)
		}
		codes := map[string]bool{}
		said := ""
		for _, p := range problems {
			if slices.Contains(formCodes, p.Code) {
				codes[p.Code] = true
				said = p.Message
				if p.Pos.Line != 4 {
					t.Errorf("%s: a problem on line %d: %s", v.Name, p.Pos.Line, p.Message)
				}
			}
		}
		want := v.Value("expect")
		if want == "ok" {
			if len(codes) > 0 || len(l.Records) != 1 || l.Records[0].Digest != v.Value("digest") {
				t.Errorf("%s: %v %s, %d records", v.Name, codes, said, len(l.Records))
			}
			continue
		}
		if !codes[want] || len(codes) != 1 {
			t.Errorf("%s: %v, expected %s: %s\n%s", v.Name, codes, want, v.Value("comment"), said)
		}
	}
	seen := map[string]bool{} // types, and keys of types, that a good line has
	for _, v := range read(t, "line") {
		if v.Value("expect") == "ok" {
			_, rest, _ := strings.Cut(string(v.Body), `"type":"`)
			kind, _, _ := strings.Cut(rest, `"`)
			for _, key := range keysOf(kind) {
				if strings.Contains(string(v.Body), `"`+key+`":`) {
					seen[kind+" "+key] = true
				}
			}
		}
	}
	for _, kind := range kinds() {
		for _, key := range keysOf(kind) {
			if !seen[kind+" "+key] {
				t.Errorf("no good line of type %s has the key %q", kind, key)
			}
		}
	}
}
