package signoff_test

import (
	"encoding/json"
	"flag"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

var long = flag.Bool("long", false, "run the long forms of the tests")

// runs is how often a property is tried: a tenth in a short run.
func runs(short, whole int) int {
	switch {
	case *long:
		return whole
	case testing.Short():
		return (short + 9) / 10
	}
	return short
}

// written gives a record's line and fails the test if there is none.
func written(t testing.TB, r *signoff.Record) string {
	t.Helper()
	text, err := r.Line()
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	return text
}

// keys has records compared by what their lines say.
var keys = cmpopts.IgnoreUnexported(signoff.Record{})

func TestEncodeAndDecodeAreInverse(t *testing.T) {
	g := testkit.New(1)
	n := runs(50_000, 1_000_000)
	types := map[string]int{}
	for range n {
		r := g.Record()
		text := written(t, r)
		got, err := signoff.Parse(text)
		if err != nil {
			t.Fatalf("%s\n%v", text, err)
		}
		if !reflect.DeepEqual(got, r) {
			t.Fatalf("%s\n%s", text, cmp.Diff(r, got, keys))
		}
		if again := written(t, got); again != text {
			t.Fatalf("written again:\n%s\n%s", text, again)
		}
		types[r.Type]++
	}
	if len(types) != len(signoff.KnownTypes()) {
		t.Errorf("%d records had only %d types", n, len(types))
	}
	t.Logf("%d records", n)
}

// A byte of a line that is not the line any more: refused, or another record. In the signature it
// is the same record with another signature, which is not the line either.
func TestEachByteFlipIsRefusedOrAnotherRecord(t *testing.T) {
	g := testkit.New(2)
	lines := runs(300, 3000)
	refused, other := 0, 0
	for n := range lines {
		r := g.Record()
		text := written(t, r)
		for i := range len(text) {
			for bit := range 8 {
				if n%10 != 0 && bit != (i+n)%8 {
					continue // all bits of each tenth line, one of each byte of the others
				}
				flipped := []byte(text)
				flipped[i] ^= 1 << bit
				got, err := signoff.Parse(string(flipped))
				switch {
				case err != nil:
					refused++
				case got.Digest == r.Digest && got.Sig == r.Sig:
					t.Fatalf("byte %d bit %d is the same record:\n%s\n%s", i, bit, text, flipped)
				case got.Digest == r.Digest && !strings.Contains(text[:i], `,"sig":"`):
					t.Fatalf("byte %d bit %d outside the signature has the same digest:\n%s\n%s", i, bit, text, flipped)
				default:
					other++
				}
			}
		}
	}
	if refused == 0 || other == 0 {
		t.Errorf("%d refused, %d other records: expected some of each", refused, other)
	}
	t.Logf("%d lines, %d flips refused, %d other records", lines, refused, other)
}

func TestLineIsJSONOfTheSameValues(t *testing.T) {
	g := testkit.New(3)
	for range runs(5_000, 100_000) {
		r := g.Record()
		text := written(t, r)
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.DisallowUnknownFields()
		var m mirror
		if err := decoder.Decode(&m); err != nil {
			t.Fatalf("%s\n%v", text, err)
		}
		if got := m.record(t); !reflect.DeepEqual(got, r) {
			t.Fatalf("%s\n%s", text, cmp.Diff(r, got, keys))
		}
	}
}

func TestKeysOfEachTypeAreThoseOfTheSpecification(t *testing.T) {
	own := map[string]string{
		"enroll":      "role start reason",
		"trained":     "competency date method minutes note",
		"practice":    "competency date method with minutes note",
		"request":     "competency to note",
		"observation": "role competency revision fingerprint date outcome accomplish method criteria errors level equipment place task assessor evidence note action retest late",
		"signoff":     "role competency revision fingerprint date accomplish method criteria level meaning equipment place task assessor evidence note late reaffirms",
		"acknowledge": "record note",
		"waive":       "role competency kind date until reason evidence",
		"transcribe":  "role competency revision date dated signer source outcome accomplish level note",
		"revoke":      "record date reason trigger",
		"qualify":     "role date interim until note",
		"note":        "kind competency record text due done",
		"pause":       "role date reason",
		"resume":      "role date reason",
		"leave":       "role date reason",
		"key":         "key verified",
	}
	if len(own) != len(signoff.KnownTypes()) {
		t.Errorf("%d types, expected %d", len(signoff.KnownTypes()), len(own))
	}
	for name, keys := range own {
		want := "v id at by type program learner " + keys + " override session prev sig"
		typ := signoff.TypeNamed(name)
		if typ == nil || typ.Name != name {
			t.Fatalf("type %q is %v", name, typ)
		}
		if got := strings.Join(typ.Keys(), " "); got != want {
			t.Errorf("%s has the keys\n%s, expected\n%s", name, got, want)
		}
	}
	if signoff.TypeNamed("") != nil || signoff.TypeNamed("Signoff") != nil {
		t.Error("a type that is not known was found")
	}
}

// Each required key is missed, each key is seen when it stands twice or in another place.
func TestEachKeyHasItsPlace(t *testing.T) {
	g := testkit.New(4)
	for _, name := range signoff.KnownTypes() {
		for range 40 {
			text := written(t, g.Of(name))
			parts := members(t, text)
			for i := range parts {
				twice := slices.Insert(slices.Clone(parts), i, parts[i])
				if _, err := signoff.Parse("{" + strings.Join(twice, ",") + "}"); !isCode(err, line.Canon) {
					t.Fatalf("%s twice: %v\n%s", parts[i], err, text)
				}
				if i > 0 {
					swapped := slices.Clone(parts)
					swapped[i-1], swapped[i] = swapped[i], swapped[i-1]
					if _, err := signoff.Parse("{" + strings.Join(swapped, ",") + "}"); err == nil {
						t.Fatalf("%s before %s was accepted\n%s", parts[i], parts[i-1], text)
					}
				}
				unknown := slices.Insert(slices.Clone(parts), i, `"zzzzzz":1`)
				if _, err := signoff.Parse("{" + strings.Join(unknown, ",") + "}"); !isCode(err, line.Type) {
					t.Fatalf("unknown key before %s: %v\n%s", parts[i], err, text)
				}
			}
		}
	}
}

// members cuts an object into its members by the standard library's account of where they end.
func members(t *testing.T, text string) []string {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	if _, err := decoder.Token(); err != nil {
		t.Fatal(err)
	}
	var parts []string
	for decoder.More() {
		start := decoder.InputOffset()
		var value json.RawMessage
		if _, err := decoder.Token(); err != nil {
			t.Fatal(err)
		}
		if err := decoder.Decode(&value); err != nil {
			t.Fatal(err)
		}
		parts = append(parts, strings.TrimPrefix(text[start:decoder.InputOffset()], ","))
	}
	return parts
}

func isCode(err error, code string) bool {
	bad, ok := err.(*line.Error)
	return ok && bad.Code == code
}

func TestRequiredKeys(t *testing.T) {
	required := map[string]string{
		"enroll":      "role start",
		"trained":     "competency date",
		"practice":    "competency date",
		"request":     "competency",
		"observation": "role competency revision fingerprint date outcome",
		"signoff":     "role competency revision fingerprint date meaning",
		"acknowledge": "record",
		"waive":       "role competency kind date reason",
		"transcribe":  "role competency revision date signer source outcome",
		"revoke":      "record date reason",
		"qualify":     "role date",
		"note":        "kind text",
		"pause":       "date reason",
		"resume":      "date",
		"leave":       "date reason",
		"key":         "key verified",
	}
	g := testkit.New(5)
	for name, keys := range required {
		needed := append(strings.Fields(keys), "v", "id", "at", "by", "type", "program", "learner")
		missed := map[string]bool{}
		for range 60 {
			r := g.Of(name)
			r.Interim, r.Done = false, false
			text := written(t, sealed(t, plainly(r)))
			parts := members(t, text)
			for i := range parts {
				key := strings.Split(parts[i], `"`)[1]
				_, err := signoff.Parse("{" + strings.Join(slices.Delete(slices.Clone(parts), i, i+1), ",") + "}")
				if err != nil {
					missed[key] = true
				} else if slices.Contains(needed, key) {
					t.Fatalf("%s without %q was accepted\n%s", name, key, text)
				}
			}
		}
		for key := range missed {
			if !slices.Contains(needed, key) {
				t.Errorf("%s cannot be without %q", name, key)
			}
		}
	}
}

// plainly takes away what makes other keys required, so that only those of every record remain.
func plainly(r *signoff.Record) *signoff.Record {
	if r.Type == signoff.Waive {
		r.Kind = signoff.Equivalent
	}
	if r.Type == signoff.Qualify {
		r.Until = 0
	}
	if r.Type == signoff.Observation {
		r.Outcome = signoff.CompetentOutcome
	}
	return r
}

func sealed(t testing.TB, r *signoff.Record) *signoff.Record {
	t.Helper()
	if err := r.Seal(); err != nil {
		t.Fatalf("%s: %v", r.Type, err)
	}
	return r
}
