package strictyaml

import (
	"testing"

	"gopkg.in/yaml.v3"
	"pgregory.net/rapid"
)

func TestQuoteIsReadBack(t *testing.T) {
	check := func(t rapid.TB, s string) {
		var got struct{ Name string }
		text := "name: " + Quote(s) + "\n"
		if err := yaml.Unmarshal([]byte(text), &got); err != nil || got.Name != s {
			t.Fatalf("%q is read as %q (%v)", text, got.Name, err)
		}
	}
	for _, s := range []string{"María López", "no", "Null", "12", "a: b", "#x", "O'Brien", "- x", "1e3", "", "\u0085", "a \"b\" \\", "é\u202e", "y"} {
		check(t, s)
	}
	rapid.Check(t, func(t *rapid.T) { check(t, rapid.StringOf(rapid.Rune()).Draw(t, "s")) })
}
