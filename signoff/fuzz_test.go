package signoff_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sojt/signoff"
	"sojt/signoff/testkit"
)

// FuzzLine holds for any text: it is refused with a place inside it, or it is what would be written
// for the record it is, Quick takes it, and encoding/json reads the same values.
func FuzzLine(f *testing.F) {
	g := testkit.New(9)
	for _, name := range signoff.KnownTypes() {
		for range 4 {
			f.Add(written(f, g.Of(name)))
		}
	}
	for _, s := range []string{"", "{", "{}", "null", `{"v":1}`, `{"v":1,"id":"`, `{"v":1,"v":1}`, "\xff", `{"v":1,"id":"\u202`} {
		f.Add(s)
	}
	var p signoff.Parser
	f.Fuzz(func(t *testing.T, text string) {
		if why := disagrees(p.Quick, text, new(signoff.Record)); why != "" {
			t.Fatal(why)
		}
		r := canonical(t, text)
		if r == nil {
			return
		}
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.DisallowUnknownFields()
		var m mirror
		if err := decoder.Decode(&m); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if got := m.record(t); !reflect.DeepEqual(got, r) {
			t.Fatalf("%q\n%s", text, cmp.Diff(r, got, keys))
		}
	})
}
