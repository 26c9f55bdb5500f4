package line

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/oklog/ulid/v2"
	"golang.org/x/text/unicode/norm"

	"sojt/competency/calendar"
)

// all is a walk over one key of every kind.
type all struct {
	id, competency, ulid, digest, sha256, sig, word, text string
	number                                                Int
	count                                                 int
	mark                                                  bool
	day                                                   calendar.Date
	at                                                    time.Time
	set, digests                                          []string
	evidence                                              []Evidence
	source                                                Source
}

var words = []string{"one", "two"}

func (a *all) walk(f *Fields) {
	f.Version("v", 1)
	f.ID("id", &a.id)
	f.Competency("competency", &a.competency)
	f.ULID("ulid", &a.ulid)
	f.Digest("digest", &a.digest)
	f.SHA256("sha256", &a.sha256)
	f.Word("word", &a.word, words)
	f.MustIf(a.word == "two", "two needs it").Text("text", &a.text)
	f.Number("number", &a.number)
	f.Count("count", &a.count)
	f.True("mark", &a.mark)
	f.Date("day", &a.day)
	f.Time("at", &a.at)
	f.IDs("set", &a.set)
	f.Digests("digests", &a.digests)
	f.Evidence("evidence", &a.evidence)
	f.Source("source", &a.source)
	f.Signature("sig", &a.sig)
}

func filled() *all {
	return &all{
		id: "ana", competency: "hygiene/soap", ulid: "01KJPWD6M1BTPERVPVJJ70W4N3",
		digest: Digest("x"), sha256: strings.Repeat("0a", 32), sig: "U1NI", word: "two", text: "é \" \\ \n",
		number: N(0), count: 1, mark: true, day: calendar.Of(2026, 1, 2), at: time.Unix(0, 0).UTC(),
		set: []string{"a", "b"}, digests: []string{Digest("y")},
		evidence: []Evidence{{URI: "u", SHA256: strings.Repeat("f", 64), Note: "n"}, {URI: "u"}},
		source:   Source{Document: "d", SHA256: strings.Repeat("1", 64)},
	}
}

const filledText = `{"v":1,"id":"ana","competency":"hygiene/soap","ulid":"01KJPWD6M1BTPERVPVJJ70W4N3",` +
	`"digest":"LXEWQrcmsEQBYnyp-6wy9chTD7GQPMTbAiWHF5IaSIE","sha256":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a",` +
	`"word":"two","text":"é \" \\ \u000a","number":0,"count":1,"mark":true,"day":"2026-01-02","at":"1970-01-01T00:00:00Z",` +
	`"set":["a","b"],"digests":["ofzkNjhU_4iM_0uOeHXWAMJoI5BBKoz3mzfQsRFIsPo"],` +
	`"evidence":[{"uri":"u","sha256":"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff","note":"n"},{"uri":"u"}],` +
	`"source":{"document":"d","sha256":"1111111111111111111111111111111111111111111111111111111111111111"},"sig":"U1NI"}`

func TestEachKindIsWrittenInItsOneForm(t *testing.T) {
	got, err := Encode(filled().walk)
	if err != nil {
		t.Fatal(err)
	}
	if got != filledText {
		t.Errorf("written\n%s, expected\n%s", got, filledText)
	}
	var back all
	if err := Decode(got, back.walk); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(filled(), &back, cmp.AllowUnexported(all{})); diff != "" {
		t.Error(diff)
	}
	if got, err := Encode((&all{}).walk); got != `{"v":1}` || err != nil {
		t.Errorf("absent values are written %s, %v", got, err)
	}
}

// What Decode does not accept Encode does not write: each value is refused on its way out too.
func TestEncodeRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*all){
		"id":           func(a *all) { a.id = "Ana" },
		"competency":   func(a *all) { a.competency = "a/b/c" },
		"ulid":         func(a *all) { a.ulid = "01kjpwd6m1btpervpvjj70w4n3" },
		"digest":       func(a *all) { a.digest += "=" },
		"sha256":       func(a *all) { a.sha256 = "00" },
		"sig":          func(a *all) { a.sig = "U1NI\n" },
		"word":         func(a *all) { a.word = "three" },
		"missing":      func(a *all) { a.text = "" },
		"not normal":   func(a *all) { a.text = "e\u0301" },
		"not UTF-8":    func(a *all) { a.text = "\xff" },
		"too long":     func(a *all) { a.text = strings.Repeat("x", MaxString+1) },
		"negative":     func(a *all) { a.number = N(-1) },
		"huge":         func(a *all) { a.count = MaxNumber + 1 },
		"day":          func(a *all) { a.day = calendar.Of(10000, 1, 1) },
		"part seconds": func(a *all) { a.at = time.Unix(1, 1) },
		"before 1970":  func(a *all) { a.at = time.Unix(-1, 0) },
		"unsorted":     func(a *all) { a.set = []string{"b", "a"} },
		"twice":        func(a *all) { a.set = []string{"a", "a"} },
		"in a set":     func(a *all) { a.set = []string{""} },
		"65 digests":   func(a *all) { a.digests = manyDigests(MaxPrev + 1) },
		"evidence":     func(a *all) { a.evidence[0].URI = "" },
		"source":       func(a *all) { a.source.SHA256 = "" },
		"a long line": func(a *all) {
			a.evidence = slices.Repeat([]Evidence{{URI: strings.Repeat("u", MaxString)}}, 4)
		},
	} {
		a := filled()
		spoil(a)
		got, err := Encode(a.walk)
		var bad *Error
		if !errors.As(err, &bad) || bad.Column != 0 || bad.Message == "" {
			t.Errorf("%s: written as %.80s, %v", name, got, err)
		}
	}
}

func manyDigests(n int) []string {
	var all []string
	for i := range n {
		all = append(all, Digest(fmt.Sprint(i)))
	}
	slices.Sort(all)
	return all
}

func TestLimitsHoldToTheByte(t *testing.T) {
	a := &all{text: strings.Repeat("é", MaxString/2)}
	if _, err := Encode(a.walk); err != nil {
		t.Errorf("a string of %d bytes: %v", len(a.text), err)
	}
	a.digests = manyDigests(MaxPrev)
	text, err := Encode(a.walk)
	if err != nil {
		t.Fatal(err)
	}
	room := MaxText - len(text) - len(`,"evidence":[{"uri":"","note":""},{"uri":""}]`)
	full := strings.Repeat("u", MaxString)
	a.evidence = []Evidence{{URI: full, Note: full}, {URI: strings.Repeat("u", room-2*MaxString)}}
	if text, err = Encode(a.walk); err != nil || len(text) != MaxText {
		t.Fatalf("a line of %d bytes with its bullet and end: %v", len(text)+3, err)
	}
	if err := Decode(text, new(all).walk); err != nil {
		t.Errorf("a line of %d bytes: %v", len(text)+3, err)
	}
	if err := Decode(strings.Replace(text, `"u`, `"uu`, 1), new(all).walk); err == nil || err.(*Error).Code != Size {
		t.Errorf("a line of one byte more: %v", err)
	}
	a.evidence[1].URI += "u"
	if _, err := Encode(a.walk); err == nil || err.(*Error).Code != Size {
		t.Errorf("a line of one byte more was written: %v", err)
	}
}

// The table of INTEGRITY 2.2, code point by code point.
func TestEscapes(t *testing.T) {
	short := map[rune]string{'"': `\"`, '\\': `\\`}
	ranges := [][2]rune{
		{0, 0x1f}, {0x7f, 0x9f}, {0x61c, 0x61c}, {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069}, {0xfeff, 0xfeff}, {0xfff0, 0xffff},
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if r >= 0xd800 && r < 0xe000 || r > 0x3000 && r%61 != 0 && (r < 0xfe00 || r > 0x10100) {
			continue // beyond the table one of 61 will do
		}
		want := string(r)
		if s, ok := short[r]; ok {
			want = s
		}
		for _, x := range ranges {
			if r >= x[0] && r <= x[1] {
				want = fmt.Sprintf(`\u%04x`, r)
			}
		}
		a := &all{text: "a" + string(r) + "b"}
		if !norm.NFC.IsNormalString(a.text) {
			continue
		}
		text, err := Encode(a.walk)
		if err != nil || text != `{"v":1,"text":"a`+want+`b"}` {
			t.Fatalf("U+%04X is written %s, %v; expected %s", r, text, err, want)
		}
		var back all
		if err := Decode(text, back.walk); err != nil || back.text != a.text {
			t.Fatalf("U+%04X is read back as %q: %v", r, back.text, err)
		}
		var other struct{ Text string }
		if err := json.Unmarshal([]byte(text), &other); err != nil || other.Text != a.text {
			t.Fatalf("U+%04X is %q to encoding/json: %v", r, other.Text, err)
		}
	}
}

func TestMendMakesValuesCanonical(t *testing.T) {
	a := filled()
	a.text, a.source.Document, a.evidence[1].URI = "e\u0301", "o\u0308", "\u212b"
	a.set = []string{"b", "a", "b"}
	a.at = time.Date(2026, 1, 2, 3, 4, 5, 6, time.FixedZone("", 3600))
	if err := Mend(a.walk); err != nil {
		t.Fatal(err)
	}
	if a.text != "é" || a.source.Document != "ö" || a.evidence[1].URI != "Å" {
		t.Errorf("texts are %q, %q, %q", a.text, a.source.Document, a.evidence[1].URI)
	}
	if !slices.Equal(a.set, []string{"a", "b"}) {
		t.Errorf("the set is %q", a.set)
	}
	if want := time.Date(2026, 1, 2, 2, 4, 5, 0, time.UTC); a.at != want {
		t.Errorf("the time is %s", a.at)
	}
	if _, err := Encode(a.walk); err != nil {
		t.Error(err)
	}
}

// Whatever a writer may give has one normal form for ever: unknown code points are refused, and the
// tables that know them are no newer than those that normalise.
func TestMendRefusesUnknownCodePoints(t *testing.T) {
	if unicode.Version > norm.Version {
		t.Errorf("characters of Unicode %s, normal forms of %s", unicode.Version, norm.Version)
	}
	for _, s := range []string{"\u0378", "\U0001fffe", "\ufdd0", "a\U000e0fff", "\xff", "a\xc3"} {
		if err := Mend((&all{text: s}).walk); err == nil {
			t.Errorf("%q was taken", s)
		}
	}
	if err := Mend((&all{text: "\ue000 \u00ad \U0001f52a"}).walk); err != nil {
		t.Errorf("known code points: %v", err)
	}
}

func TestKeysAreListedInOrder(t *testing.T) {
	got := strings.Join(Keys((&all{}).walk), " ")
	if want := "v id competency ulid digest sha256 word text number count mark day at set digests evidence source sig"; got != want {
		t.Errorf("keys are %s", got)
	}
}

func TestPayloadIsTheObjectWithoutItsSignature(t *testing.T) {
	text, _ := Encode(filled().walk)
	unsigned := filled()
	unsigned.sig = ""
	want, _ := Encode(unsigned.walk)
	if got := Payload(text, "U1NI"); got != want {
		t.Errorf("payload is %s", got)
	}
	if got := Payload(want, ""); got != want {
		t.Errorf("payload of an unsigned object is %s", got)
	}
	// printf '{"v":1}' | sha256sum | cut -c1-64 | xxd -r -p | base64 | tr '+/' '-_'
	if got := Digest(`{"v":1}`); got != "r7-dDzVgsP13legcQqCnnua2_GfgZPd4Jq7mQsrSjZE" {
		t.Errorf("digest is %s", got)
	}
}

func TestValueFindsWhereAValueBegins(t *testing.T) {
	a := filled()
	a.text = `,"sig":"x` // quotes inside are escaped and are no key
	text, err := Encode(a.walk)
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"id": `"ana"`, "sig": `"U1NI"`, "number": "0,", "set": "["} {
		if got := text[Value(text, key):]; !strings.HasPrefix(got, want) {
			t.Errorf("the value of %q begins %.20q", key, got)
		}
	}
	if Value(text, "nothing") != 0 {
		t.Error("a key that is not there was found")
	}
}

func TestIDsIncreaseAndKeepTheirSecond(t *testing.T) {
	at := time.Date(2026, 12, 8, 9, 31, 40, 999e6, time.UTC)
	ids := NewIDs(rand.Reader)
	before := ""
	for range 10_000 {
		id, err := ids.Next(at)
		if err != nil {
			t.Fatal(err)
		}
		if id <= before || !IsULID(id) || Second(id) != at.Unix() {
			t.Fatalf("%s after %s, second %d", id, before, Second(id))
		}
		before = id
	}
	one, _ := NewIDs(bytes.NewReader(make([]byte, 64))).Next(at)
	if two, _ := NewIDs(bytes.NewReader(make([]byte, 64))).Next(at); one != two || one != "01M9AFX6270000000000000000" {
		t.Errorf("ids of the same randomness are %s and %s", one, two)
	}
	if _, err := NewIDs(bytes.NewReader(nil)).Next(at); err == nil {
		t.Error("an id without randomness")
	}
	if _, err := ids.Next(time.Unix(-1, 0)); err == nil {
		t.Error("an id before 1970")
	}
}

func TestULIDsAreThoseOfTheLibrary(t *testing.T) {
	good := "01KBYXN4D7BTPERVPVJJ70W4N3"
	for i := range len(good) {
		for c := range 256 {
			s := good[:i] + string([]byte{byte(c)}) + good[i+1:]
			id, err := ulid.ParseStrict(s)
			want := err == nil && id.String() == s
			if IsULID(s) != want {
				t.Fatalf("%q: %v, expected %v", s, !want, want)
			}
			if want && Second(s) != int64(id.Time()/1000) {
				t.Fatalf("%q is of second %d, expected %d", s, Second(s), id.Time()/1000)
			}
		}
	}
	for _, s := range []string{"", good[1:], good + "0", "80000000000000000000000000"} {
		if IsULID(s) {
			t.Errorf("%q was taken", s)
		}
	}
}

// What is taken for base64 is, to the last bit, what the standard library writes.
func TestBase64HasOneForm(t *testing.T) {
	alphabet := "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_= \n"
	for _, body := range []string{"", "AB/9"} {
		for _, a := range alphabet {
			for _, b := range alphabet {
				for _, c := range "Ag8=" {
					for _, d := range alphabet {
						s := body + string([]rune{a, b, c, d})
						raw, err := base64.StdEncoding.DecodeString(s)
						if want := err == nil && base64.StdEncoding.EncodeToString(raw) == s; isBase64(s) != want {
							t.Fatalf("%q: %v, expected %v", s, !want, want)
						}
					}
				}
			}
		}
	}
	digest := Digest("")
	for i := range len(digest) {
		for _, c := range alphabet {
			s := digest[:i] + string(c) + digest[i+1:]
			raw, err := base64.RawURLEncoding.DecodeString(s)
			if want := err == nil && base64.RawURLEncoding.EncodeToString(raw) == s; IsDigest(s) != want {
				t.Fatalf("%q: %v, expected %v", s, !want, want)
			}
		}
	}
}

func TestTimesAreThoseOfTheLibrary(t *testing.T) {
	for _, s := range []string{
		"1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "9999-12-31T23:59:59Z", "2000-01-01T12:30:45Z",
	} {
		want, err := time.Parse(time.RFC3339, s)
		if got, ok := parseTime(s); err != nil || !ok || !got.Equal(want) {
			t.Errorf("%s is %s", s, got)
		}
	}
	for _, s := range []string{
		"", "1969-12-31T23:59:59Z", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
		"2026-01-01 00:00:00Z", "2026-01-01T00:00:00z", "2026-01-01T0a:00:00Z", "2026-01-01T00:00:00+", "2026-1-01T00:00:000Z",
	} {
		if got, ok := parseTime(s); ok {
			t.Errorf("%q is %s", s, got)
		}
	}
}

// The two forms that are read most often are checked by hand; they are what the encoders write, no more and
// no less, whatever character stands at whatever place.
func TestDigestsAndULIDsAreWhatTheirEncodersWrite(t *testing.T) {
	const crockfords = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	for range 200 {
		digest, id := Digest(rand.Text()), ""
		for range 26 {
			id += string(crockfords[int(rand.Text()[0])%32])
		}
		id = "0" + id[1:]
		for i := range 43 {
			for c := range 256 {
				other := digest[:i] + string([]byte{byte(c)}) + digest[i+1:]
				sum, err := base64.RawURLEncoding.Strict().DecodeString(other)
				if want := err == nil && len(sum) == 32 && c != '\n' && c != '\r'; IsDigest(other) != want {
					t.Fatalf("%q: %t", other, !want)
				}
				if i == 0 || i > 25 {
					continue
				}
				other = id[:i] + string([]byte{byte(c)}) + id[i+1:]
				if want := strings.IndexByte(crockfords, byte(c)) >= 0; IsULID(other) != want {
					t.Fatalf("%q: %t", other, !want)
				}
			}
		}
	}
	if IsDigest("") || IsDigest(Digest("")[1:]) || IsDigest(Digest("")+"A") || IsULID("") || IsULID("8"+strings.Repeat("0", 25)) {
		t.Error("a length or a first character that no encoder writes")
	}
	id, err := NewIDs(rand.Reader).Next(time.Unix(1_700_000_000, 0))
	if at := int64(ulid.MustParse(id).Time() / 1000); err != nil || Second(id) != at {
		t.Errorf("%s was made in %d, not in %d: %v", id, at, Second(id), err)
	}
}
