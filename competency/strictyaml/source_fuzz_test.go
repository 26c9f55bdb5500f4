package strictyaml_test

import (
	"testing"

	"sojt/competency/strictyaml"
)

// FuzzSource changes whatever can be read, wherever it can be changed: nothing panics, a text that
// comes back can be read again and holds one member more, and what is refused has a place.
func FuzzSource(f *testing.F) {
	for _, text := range []string{
		"", "a:\n- b\n", "a: [b, {c: d}] # e\n", "a:\n  - b: c\n    d: [\n    e,\n    ]\n", "{a: 'b''', \"c\": {}}", "\ufeff[a]: b\n",
		"a: |\n  b\n\n  # c\nd: >-\n e\n", "? a\n: - b\n", "a: {b: c, ? d, e}\n", "a: [b: c, d]\r\n", "- a\n", "a: \"b\n\n c\"\n...\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, problems := strictyaml.Read("f", []byte(text))
		if s == nil || problems.Errors() > 0 {
			return
		}
		value := strictyaml.Scalar("new one")
		mappings(s.Root, func(m *strictyaml.Node) {
			for _, key := range append(names(m), "new") {
				if after, problem := s.Append(m, key, value); problem == nil {
					reread(t, text, after)
				} else if problem.Pos.Line == 0 {
					t.Fatalf("no place: %v", problem)
				}
				if after, problem := s.Set(m, key, value); problem == nil {
					reread(t, text, after)
				} else if problem.Pos.Line == 0 {
					t.Fatalf("no place: %v", problem)
				}
			}
		})
	})
}

func reread(t *testing.T, before string, after []byte) {
	if s, problems := strictyaml.Read("f", after); s == nil || problems.Errors() > 0 {
		t.Fatalf("%q became %q, which is not read: %v", before, after, problems)
	}
}

func names(m *strictyaml.Node) []string {
	var names []string
	for _, p := range m.Pairs {
		names = append(names, p.Name)
	}
	return names
}

// mappings visits all mappings.
func mappings(n *strictyaml.Node, visit func(*strictyaml.Node)) {
	if n.Kind == strictyaml.Mapping {
		visit(n)
	}
	for _, item := range n.Items {
		mappings(item, visit)
	}
	for _, p := range n.Pairs {
		mappings(p.Value, visit)
	}
}
