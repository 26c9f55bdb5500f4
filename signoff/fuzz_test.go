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

func benchmarked(b *testing.B) (records []*signoff.Record, lines []string, bytes int64) {
	g := testkit.New(10)
	for _, name := range []string{signoff.Enroll, signoff.Practice, signoff.Request, signoff.Observation, signoff.Signoff, signoff.Acknowledge} {
		for range 20 {
			r := g.Of(name)
			text := written(b, r)
			records, lines, bytes = append(records, r), append(lines, text), bytes+int64(len(text))
		}
	}
	b.SetBytes(bytes / int64(len(lines)))
	b.ReportAllocs()
	b.ResetTimer()
	return records, lines, bytes
}

func BenchmarkParse(b *testing.B) {
	_, lines, _ := benchmarked(b)
	for i := range b.N {
		if _, err := signoff.Parse(lines[i%len(lines)]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParsePlain is the sign-off of an ordinary day: no text beyond ASCII, no signature.
func BenchmarkParsePlain(b *testing.B) {
	r := testkit.New(11).Of(signoff.Signoff)
	r.Meaning, r.Note, r.Equipment = "observed and found competent", "no slip in 10 min", "station 2"
	r.Place, r.Task, r.Assessor, r.Override, r.Sig, r.Evidence = "", "", "", "", "", nil
	text := written(b, sealed(b, r))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := signoff.Parse(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLine(b *testing.B) {
	records, _, _ := benchmarked(b)
	for i := range b.N {
		if _, err := records[i%len(records)].Line(); err != nil {
			b.Fatal(err)
		}
	}
}
