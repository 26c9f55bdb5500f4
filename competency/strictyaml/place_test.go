package strictyaml_test

import "testing"

func TestInsert(t *testing.T) {
	for name, c := range map[string]struct {
		before string
		at     int
		after  string
	}{
		"first":             {"m:\n  - id: x\n", 0, "m:\n" + block(2, 2) + "  - id: x\n"},
		"first, comment":    {"m: # a\n  # of x\n  - id: x\n\n  - id: y\n", 0, "m: # a\n" + block(2, 2) + "\n  # of x\n  - id: x\n\n  - id: y\n"},
		"between":           {"m:\n- id: x\n  n: 1\n- id: y\n", 1, "m:\n- id: x\n  n: 1\n" + block(0, 2) + "- id: y\n"},
		"between, comments": {"m:\n  - id: x # a\n    # b\n\n  # of y\n  - id: y\n", 1, "m:\n  - id: x # a\n    # b\n\n" + block(2, 2) + "\n  # of y\n  - id: y\n"},
		"comment at once":   {"m:\n  - id: x\n  # of y\n  - id: y\n", 1, "m:\n  - id: x\n" + block(2, 2) + "  # of y\n  - id: y\n"},
		"wide":              {"m:\n  -   id: x\n  -   id: y\n", 1, "m:\n  -   id: x\n" + block(2, 4) + "  -   id: y\n"},
		"a line each":       {"m:\n  - {id: x}\n  - {id: y}\n", 1, "m:\n  - {id: x}\n  - " + asFlow + "\n  - {id: y}\n"},
		"text of lines":     {"m:\n  - id: x\n    t: |\n      a\n\n      # b\n\n  - id: y\n", 1, "m:\n  - id: x\n    t: |\n      a\n\n      # b\n\n" + block(2, 2) + "\n  - id: y\n"},
		"last":              {"m:\n  - id: x\n", 1, "m:\n  - id: x\n" + block(2, 2)},
		"in brackets":       {"m: [{id: x}]\n", 0, ""},
	} {
		s := read(t, c.before)
		got, problem := s.Insert(s.Root, "m", c.at, person("ana"))
		if string(got) != c.after || (problem == nil) != (c.after != "") {
			t.Errorf("%s: %v\n%s\nexpected\n%s", name, problem, got, c.after)
		}
	}
}

func TestRemove(t *testing.T) {
	for name, c := range map[string]struct {
		before string
		at     int
		after  string
	}{
		"first":              {"m:\n  - id: x\n    n: 1\n  - id: y\n", 0, "m:\n  - id: y\n"},
		"last":               {"m:\n  - id: x\n\n  - id: y\n    n: [\n    1]\nz: 1\n", 1, "m:\n  - id: x\nz: 1\n"},
		"last, no line end":  {"m:\n  - id: x\n  - id: y", 1, "m:\n  - id: x\n"},
		"between":            {"m:\n  - id: x\n\n  - id: y\n\n  # of z\n  - id: z\n", 1, "m:\n  - id: x\n\n  # of z\n  - id: z\n"},
		"the only one":       {"m:\n  - id: x\n", 0, ""},
		"with a comment":     {"m:\n  - id: x # a\n  - id: y\n", 0, ""},
		"below a comment":    {"m:\n  - id: x\n  # of y\n  - id: y\n", 1, ""},
		"in brackets":        {"m: [{id: x}, {id: y}]\n", 0, ""},
		"dash alone, one by": {"m:\n  -\n    id: x\n  - id: y\n", 0, ""},
	} {
		s := read(t, c.before)
		got, problem := s.Remove(s.Root, "m", c.at)
		if string(got) != c.after || (problem == nil) != (c.after != "") {
			t.Errorf("%s: %v\n%s\nexpected\n%s", name, problem, got, c.after)
		}
	}
}
