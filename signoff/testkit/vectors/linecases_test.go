package vectors_test

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sojt/signoff"
	"sojt/signoff/testkit/vectors"
)

const (
	lineHead  = `- {"v":1,"id":"01M7YSFSK8K0M1N2P3Q4R5S6T7","at":"2026-11-21T10:12:33Z","by":"ana","type":"TYPE","program":"harbor-kitchen-k3v9","learner":"maria-lopez"`
	hex64     = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0bcd2a9fd5f7c0e1a2b3c4"
	digest1   = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
	digest2   = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg"
	tail      = `,"override":"the coordinator agreed","session":"01M7YSFSK8ZZZZZZZZZZZZZZZZ","prev":["` + digest1 + `","` + digest2 + `"],"sig":"U1NIU0lH"`
	wording   = `,"role":"line-cook","competency":"hygiene/handwashing","revision":2,"fingerprint":"` + hex64 + `"`
	around    = `,"equipment":"station 2","place":"galley","task":"lunch","assessor":"Dr A. Nother"`
	evidence  = `,"evidence":[{"uri":"https://example.com/a","sha256":"` + hex64 + `","note":"the film"},{"uri":"binder 3"}]`
	plainNote = `,"kind":"feedback","text":"well done"`
)

// typeKeys are the keys of each type: those that it cannot be without, one by one, each as it follows the
// key before it; and a line with all of them.
var typeKeys = []struct{ kind, least, all string }{
	{"enroll", `,"role":"line-cook"|,"start":"2026-11-21"`, `,"role":"line-cook","start":"2026-11-21","reason":"new here"`},
	{"trained", `,"competency":"knife-safety"|,"date":"2026-11-20"`, `,"competency":"knife-safety","date":"2026-11-20","method":"demo","minutes":90,"note":"twice"`},
	{"practice", `,"competency":"knife-safety"|,"date":"2026-11-20"`, `,"competency":"knife-safety","date":"2026-11-20","method":"job","with":"ben","minutes":0,"note":"slowly"`},
	{"request", `,"competency":"knife-safety"`, `,"competency":"knife-safety","to":"ben","note":"ready"`},
	{"observation", wording + `|,"date":"2026-11-20"|,"outcome":"competent"`,
		wording + `,"date":"2026-11-20","outcome":"not-yet","accomplish":"simulate","method":"job","criteria":["grip","size"],"errors":["slips"],"level":0` + around + evidence + `,"note":"slipped","action":"again on Monday","retest":"2026-11-27","late":true`},
	{"signoff", wording + `|,"date":"2026-11-20"|,"meaning":"observed and found competent"`,
		wording + `,"date":"2026-11-20","accomplish":"perform","method":"job","criteria":["grip","size"],"level":3,"meaning":"observed and found competent"` + around + evidence + `,"note":"no slip","late":true,"reaffirms":"` + digest1 + `"`},
	{"acknowledge", `,"record":"` + digest1 + `"`, `,"record":"` + digest1 + `","note":"agreed"`},
	{"waive", `,"role":"line-cook"|,"competency":"knife-safety"|,"kind":"prior-learning"|,"date":"2026-11-20"|,"reason":"a diploma"`,
		`,"role":"line-cook","competency":"knife-safety","kind":"deferral","date":"2026-11-20","until":"2027-11-20","reason":"a broken hand"` + evidence},
	{"transcribe", `,"role":"line-cook"|,"competency":"knife-safety"|,"revision":1|,"date":"2019-05-04"|,"signer":"A. Nother"|,"source":{"document":"binder 3","sha256":"` + hex64 + `"}|,"outcome":"competent"`,
		`,"role":"line-cook","competency":"knife-safety","revision":1,"date":"2019-05-04","dated":"spring 2019","signer":"A. Nother","source":{"document":"binder 3","sha256":"` + hex64 + `"},"outcome":"competent","accomplish":"perform","level":2,"note":"hard to read"`},
	{"revoke", `,"record":"` + digest1 + `"|,"date":"2026-11-20"|,"reason":"the wrong learner"`, `,"record":"` + digest1 + `","date":"2026-11-20","reason":"an accident","trigger":"incident"`},
	{"qualify", `,"role":"line-cook"|,"date":"2026-11-20"`, `,"role":"line-cook","date":"2026-11-20","interim":true,"until":"2027-02-28","note":"on nights"`},
	{"note", `,"kind":"feedback"|,"text":"well done"`, `,"kind":"objective","competency":"knife-safety","record":"` + digest1 + `","text":"faster","due":"2026-12-31","done":true`},
	{"pause", `,"date":"2026-11-20"|,"reason":"leave"`, `,"role":"line-cook","date":"2026-11-20","reason":"leave"`},
	{"resume", `,"date":"2026-11-20"`, `,"role":"line-cook","date":"2026-11-20","reason":"back again"`},
	{"leave", `,"date":"2026-11-20"|,"reason":"moved"`, `,"role":"line-cook","date":"2026-11-20","reason":"moved"`},
	{"key", `,"key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"|,"verified":"by passport"`,
		`,"key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f","verified":"by passport"`},
}

// kinds and keysOf are what sojt knows, to hold these tables complete.
func kinds() []string             { return signoff.KnownTypes() }
func keysOf(kind string) []string { return signoff.TypeNamed(kind).Keys() }

func lineOf(kind, keys string) string {
	return strings.Replace(lineHead, "TYPE", kind, 1) + keys + "}\n"
}

// lines collects vectors of the family.
type lines struct {
	t   testing.TB
	all []vectors.Vector
}

// good adds a line that is accepted, with the digest of its payload.
func (l *lines) good(name, comment, text string) {
	object := strings.TrimSuffix(strings.TrimPrefix(text, "- "), "\n")
	if at := strings.LastIndex(object, `,"sig":"`); at >= 0 {
		object = object[:at] + "}"
	}
	sum := sha256.Sum256([]byte(object))
	l.all = append(l.all, made("line/"+name, "ok", comment, []byte(text), "digest", base64.RawURLEncoding.EncodeToString(sum[:])))
}

func (l *lines) bad(name, code, comment, text string) {
	l.all = append(l.all, made("line/"+name, code, comment, []byte(text)))
}

// not adds a line in which something stands in the place of something else.
func (l *lines) not(name, code, comment, base, old, new string) {
	l.t.Helper()
	if strings.Count(base, old) != 1 {
		l.t.Fatalf("%s: %q stands %d times in %s", name, old, strings.Count(base, old), base)
	}
	l.bad(name, code, comment, strings.Replace(base, old, new, 1))
}

// and adds a line in which something good stands in the place of something else.
func (l *lines) and(name, comment, base, old, new string) {
	l.t.Helper()
	l.good(name, comment, strings.Replace(base, old, new, 1))
}

func lineVectors(t testing.TB) []vectors.Vector {
	l := &lines{t: t}
	l.types()
	l.forms()
	l.values()
	l.escapes()
	l.limits()
	l.ends()
	slices.SortFunc(l.all, func(a, b vectors.Vector) int { return strings.Compare(a.Name, b.Name) })
	return l.all
}

// types are each type with all keys, with those it needs, and without each of these.
func (l *lines) types() {
	for _, k := range typeKeys {
		l.good(k.kind+"-all", "every key of the type", lineOf(k.kind, k.all+tail))
		parts := strings.Split(k.least, "|")
		l.good(k.kind+"-least", "no key that can be left out", lineOf(k.kind, strings.Join(parts, "")))
		for i, part := range parts {
			if strings.HasPrefix(part, `,"role":"line-cook","comp`) {
				continue // several keys, below
			}
			key, _, _ := strings.Cut(part[2:], `"`)
			l.bad(k.kind+"-without-"+key, "E-TYPE", "a key that the type cannot be without is missing", lineOf(k.kind, strings.Join(slices.Delete(slices.Clone(parts), i, i+1), "")))
		}
	}
	least := lineOf("signoff", wording+`,"date":"2026-11-20","meaning":"observed and found competent"`)
	for _, part := range []string{`,"role":"line-cook"`, `,"competency":"hygiene/handwashing"`, `,"revision":2`, `,"fingerprint":"` + hex64 + `"`} {
		key, _, _ := strings.Cut(part[2:], `"`)
		l.not("signoff-without-"+key, "E-TYPE", "a key that the type cannot be without is missing", least, part, "")
	}
	note := lineOf("note", plainNote)
	for _, part := range []string{`"v":1,`, `"id":"01M7YSFSK8K0M1N2P3Q4R5S6T7",`, `"at":"2026-11-21T10:12:33Z",`, `"by":"ana",`, `"type":"note",`, `"program":"harbor-kitchen-k3v9",`, `"learner":"maria-lopez",`} {
		key, _, _ := strings.Cut(part[1:], `"`)
		l.not("without-"+key, "E-TYPE", "a key that every record has is missing", note, part, "")
	}
	l.not("version-0", "E-TYPE", "an older version than there is", note, `"v":1`, `"v":0`)
	l.not("version-2", "E-TYPE", "a version that nobody knows yet: never passed over", note, `"v":1`, `"v":2`)
	l.not("type-unknown", "E-TYPE", "a type that nobody knows: never passed over", note, `"type":"note"`, `"type":"memo"`)
	l.not("type-case", "E-TYPE", "a type in other letters", note, `"type":"note"`, `"type":"Note"`)
	l.not("key-unknown", "E-TYPE", "a key that nobody knows", note, `"kind"`, `"mood":"good","kind"`)
	l.not("key-of-another-type", "E-TYPE", "a key of another type", note, `,"text"`, `,"minutes":3,"text"`)
	l.not("word-unknown", "E-TYPE", "a word that is none of the list", note, "feedback", "praise")
	l.not("word-case", "E-TYPE", "a word in other letters", note, "feedback", "Feedback")
	l.and("word-other", "another word of the list", note, "feedback", "coaching")
	observation := lineOf("observation", wording+`,"date":"2026-11-20","outcome":"not-yet","note":"slipped","action":"again"`)
	l.good("not-yet", "not yet, with what was seen and what comes next", observation)
	l.not("not-yet-without-note", "E-TYPE", "not yet, and nothing says what was seen", observation, `,"note":"slipped"`, "")
	l.not("not-yet-without-action", "E-TYPE", "not yet, and nothing says what comes next", observation, `,"action":"again"`, "")
	l.not("retest-before", "E-TYPE", "a retest before the day of what was seen", observation, `"again"`, `"again","retest":"2026-11-19"`)
	l.and("retest-same-day", "a retest on the day", observation, `"again"`, `"again","retest":"2026-11-20"`)
	waive := lineOf("waive", `,"role":"line-cook","competency":"knife-safety","kind":"deferral","date":"2026-11-20","until":"2026-11-20","reason":"ill"`)
	l.good("deferral", "until the day itself", waive)
	l.not("deferral-without-until", "E-TYPE", "a deferral that never ends", waive, `,"until":"2026-11-20"`, "")
	l.not("until-before", "E-TYPE", "an end before the beginning", waive, `"until":"2026-11-20"`, `"until":"2026-11-19"`)
	l.not("done-without-record", "E-TYPE", "something is done, and it is not said what", note, `"text":"well done"`, `"text":"well done","done":true`)
}

// forms are the ways in which a line can say the same otherwise.
func (l *lines) forms() {
	note := lineOf("note", plainNote)
	sign := lineOf("signoff", wording+`,"date":"2026-11-20","criteria":["grip","size"],"level":3,"meaning":"seen","late":true`+tail)
	l.good("note", "what the next ones say otherwise", note)
	l.good("signoff", "what the next ones say otherwise", sign)
	for _, c := range [][4]string{
		{"blank-colon", "a blank behind a colon", `"by":"ana"`, `"by": "ana"`},
		{"blank-comma", "a blank behind a comma", `,"type"`, `, "type"`},
		{"blank-open", "a blank behind the brace", `- {"`, `- { "`},
		{"blank-end", "a blank at the end of the line", "}\n", "} \n"},
		{"tab", "a tab between keys", `,"type"`, ",\t\"type\""},
		{"key-twice", "a key twice, with one value", `"by":"ana",`, `"by":"ana","by":"ana",`},
		{"key-twice-other", "a key twice, with two values, of which many parsers take the last", `"by":"ana",`, `"by":"ben","by":"ana",`},
		{"key-order", "two keys in the other order", `"by":"ana","type":"note"`, `"type":"note","by":"ana"`},
		{"null", "null in the place of a key that is left out", `"kind"`, `"kind":null,"kind"`},
		{"empty-text", "an empty text", `"well done"`, `""`},
		{"comma-last", "a comma behind the last key", `"well done"`, `"well done",`},
		{"single-quotes", "other quotes", `"well done"`, `'well done'`},
		{"bare-word", "no quotes", `"well done"`, `well`},
		{"text-is-number", "a number for a text", `"well done"`, `3`},
		{"array", "a list around the record", "- {", "- [{"},
		{"trailing-object", "another object behind it", "}\n", "}{}\n"},
		{"trailing-comment", "a comment behind it", "}\n", "} # ok\n"},
		{"key-escaped", "a key in escapes", `"by":"ana"`, `"\u0062y":"ana"`},
	} {
		code := "E-CANON"
		if c[0] == "null" || c[0] == "key-escaped" {
			code = "E-TYPE"
		}
		if c[0] == "null" {
			l.not(c[0], "E-CANON", c[1], note, `"feedback","text"`, `"feedback","competency":null,"text"`)
			continue
		}
		l.not(c[0], code, c[1], note, c[2], c[3])
	}
	l.not("key-case", "E-TYPE", "a key in other letters, which some parsers take for it", note, `"by"`, `"By"`)
	l.not("set-order", "E-CANON", "a set that is not sorted", sign, `["grip","size"]`, `["size","grip"]`)
	l.not("set-twice", "E-CANON", "a set with an entry twice", sign, `["grip","size"]`, `["grip","grip"]`)
	l.not("set-empty", "E-CANON", "an empty set", sign, `["grip","size"]`, `[]`)
	l.and("set-one", "a set of one", sign, `["grip","size"]`, `["grip"]`)
	l.not("prev-order", "E-CANON", "prev that is not sorted", sign, `["`+digest1+`","`+digest2+`"]`, `["`+digest2+`","`+digest1+`"]`)
	l.not("false", "E-CANON", "false is never written", sign, `"late":true`, `"late":false`)
	l.not("true-as-text", "E-CANON", "true in quotes", sign, `"late":true`, `"late":"true"`)
	l.not("evidence-empty-object", "E-TYPE", "evidence that names nothing", sign, `,"late"`, `,"evidence":[{}],"late"`)
	l.not("evidence-key-order", "E-CANON", "keys of evidence in the other order", sign, `,"late"`, `,"evidence":[{"note":"n","uri":"u"}],"late"`)
	l.and("evidence-order", "evidence is a list: its order is kept", sign, `,"late"`, `,"evidence":[{"uri":"b"},{"uri":"a"}],"late"`)
}

// values are each kind of value, in its one form and in others.
func (l *lines) values() {
	sign := lineOf("signoff", wording+`,"date":"2026-11-20","level":3,"meaning":"seen"`+tail)
	for i, n := range []string{"0", "7", "2147483647"} {
		l.and(fmt.Sprintf("number-%d", i), "a number", sign, `"level":3`, `"level":`+n)
	}
	for _, c := range [][3]string{
		{"number-negative", "-1", "a number below zero"}, {"number-zero-first", "03", "a zero in front"}, {"number-fraction", "3.0", "a fraction"},
		{"number-exponent", "3e0", "an exponent"}, {"number-plus", "+3", "a plus"}, {"number-large", "2147483648", "more than 2^31-1"},
		{"number-as-text", `"3"`, "a number in quotes"}, {"number-hex", "0x3", "another base"},
	} {
		l.not(c[0], "E-CANON", c[2], sign, `"level":3`, `"level":`+c[1])
	}
	l.not("revision-0", "E-CANON", "revisions begin with 1", sign, `"revision":2`, `"revision":0`)
	l.and("date-leap", "a leap day", sign, "2026-11-20", "2024-02-29")
	l.and("date-first", "the first day there is", sign, "2026-11-20", "0001-01-01")
	for name, day := range map[string]string{"date-no-leap": "2026-02-29", "date-month": "2026-13-01", "date-short": "2026-1-2", "date-zero": "2026-00-10", "date-compact": "20261120", "date-with-time": "2026-11-20T00:00:00Z", "date-leap-1900": "1900-02-29"} {
		l.not(name, "E-CANON", "no day, or not in its one form", sign, "2026-11-20", day)
	}
	for name, at := range map[string]string{"time-offset": "2026-11-21T10:12:33+00:00", "time-fraction": "2026-11-21T10:12:33.0Z", "time-lower": "2026-11-21t10:12:33z", "time-blank": "2026-11-21 10:12:33Z", "time-leap-second": "2026-11-21T10:12:60Z", "time-hour-24": "2026-11-21T24:00:00Z"} {
		l.not(name, "E-CANON", "no second in UTC, or not in its one form", sign, "2026-11-21T10:12:33Z", at)
	}
	l.not("time-not-of-id", "E-CANON", "the next second, which is not that of the id", sign, "2026-11-21T10:12:33Z", "2026-11-21T10:12:34Z")
	const id = "01M7YSFSK8K0M1N2P3Q4R5S6T7"
	l.and("id-end-of-second", "the id of the last millisecond of the second", sign, id, "01M7YSFTJFK0M1N2P3Q4R5S6T7")
	for name, x := range map[string]string{
		"id-next-second": "01M7YSFTJGK0M1N2P3Q4R5S6T7", "id-lower": strings.ToLower(id), "id-short": id[:25], "id-long": id + "0", "id-letter-i": id[:25] + "I", "id-letter-l": id[:25] + "L",
		"id-letter-o": id[:25] + "O", "id-letter-u": id[:25] + "U", "id-too-large": "8" + id[1:],
	} {
		l.not(name, "E-CANON", "no ULID of this second, or not in its one form", sign, `"id":"`+id, `"id":"`+x)
	}
	for name, x := range map[string]string{"by-one-letter": "a", "by-digits": "007", "by-hyphen-inside": "a-b", "by-64": strings.Repeat("a", 64)} {
		l.and(name, "an id of a person", sign, `"by":"ana"`, `"by":"`+x+`"`)
	}
	for name, x := range map[string]string{"by-upper": "Ana", "by-hyphen-first": "-ana", "by-dots": "..", "by-slash": "a/b", "by-device": "con", "by-device-com0": "com0", "by-65": strings.Repeat("a", 65), "by-underscore": "a_b", "by-accent": "aña"} {
		l.not(name, "E-CANON", "no id of a person", sign, `"by":"ana"`, `"by":"`+x+`"`)
	}
	l.not("competency-two-slashes", "E-CANON", "a set, and more", sign, "hygiene/handwashing", "hygiene/hands/washing")
	l.not("competency-no-set", "E-CANON", "a set without a name", sign, "hygiene/handwashing", "/handwashing")
	l.not("sha256-upper", "E-CANON", "hex in capital letters", sign, hex64, strings.ToUpper(hex64))
	l.not("sha256-short", "E-CANON", "a digit missing", sign, hex64, hex64[1:])
	l.not("digest-padded", "E-CANON", "a digest with padding", sign, digest1, digest1+"=")
	l.not("digest-standard", "E-CANON", "a digest in the other alphabet of base64", sign, digest1, strings.NewReplacer("-", "+", "_", "/").Replace(digest1))
	l.not("digest-slack", "E-CANON", "a digest whose last letter has bits that stand for nothing", sign, digest2, digest2[:42]+"h")
	l.not("sig-unpadded", "E-CANON", "a signature without padding", sign, "U1NIU0lH", "U1NIU0k")
	l.and("sig-padded", "a signature with padding", sign, "U1NIU0lH", "U1NIU0k=")
	l.not("sig-slack", "E-CANON", "a signature whose last letter has bits that stand for nothing", sign, "U1NIU0lH", "U1NIU0l=")
	l.not("sig-url", "E-CANON", "a signature in the other alphabet of base64", sign, "U1NIU0lH", "_-__")
	l.and("sig-slash", "a signature with the letters in question", sign, "U1NIU0lH", "/+//")
	l.not("sig-empty", "E-CANON", "an empty signature", sign, "U1NIU0lH", "")
	l.not("sig-first", "E-CANON", "the signature before prev", sign, `,"prev"`, `,"sig":"U1NIU0lH","prev"`)
	note := lineOf("note", plainNote)
	l.not("place-learner", "E-PLACE", "a record of another learner", note, "maria-lopez", "theo-brandt")
	l.not("place-program", "E-PLACE", "a record of another program", note, "harbor-kitchen-k3v9", "harbor-kitchen")
}

// escapes are the edges of the code points that are escaped, each in its one form and in the other.
func (l *lines) escapes() {
	note := lineOf("note", plainNote)
	for _, r := range []rune{0, 0x09, 0x0a, 0x1f, 0x7f, 0x85, 0x9f, 0x061c, 0x200e, 0x200f, 0x2028, 0x202e, 0x2066, 0x2069, 0xfeff, 0xfff0, 0xfffd, 0xffff} {
		l.and(fmt.Sprintf("escape-%04x", r), "a code point that is escaped", note, "well done", fmt.Sprintf(`a\u%04xb`, r))
		if r != 0x0a {
			l.not(fmt.Sprintf("escape-%04x-raw", r), "E-CANON", "it stands as it is", note, "well done", "a"+string(r)+"b")
		}
	}
	for _, r := range []rune{0x20, 0x7e, 0x2f, 0xa0, 0x061b, 0x200d, 0x2027, 0x202f, 0x2065, 0x206a, 0xfdf0, 0x4e2d} {
		if r != 0x2065 { // which no Unicode has yet
			l.and(fmt.Sprintf("raw-%04x", r), "a code point that stands as it is", note, "well done", "a"+string(r)+"b")
		}
		l.not(fmt.Sprintf("raw-%04x-escaped", r), "E-CANON", "it is escaped", note, "well done", fmt.Sprintf(`a\u%04xb`, r))
	}
	l.and("raw-1f52a", "beyond U+FFFF, as it is", note, "well done", "🔪")
	l.not("surrogates", "E-CANON", "beyond U+FFFF, as two escapes", note, "well done", `\ud83d\udd2a`)
	l.not("surrogate-alone", "E-CANON", "half of a pair", note, "well done", `\ud83d`)
	l.not("escape-upper", "E-CANON", "an escape in capital letters", note, "well done", `\u202E`)
	l.and("escape-quote", "a quote and a backslash", note, "well done", `\"\\`)
	for name, x := range map[string]string{"escape-n": `\n`, "escape-t": `\t`, "escape-slash": `\/`, "escape-u-quote": `\u0022`, "escape-u-backslash": `\u005c`, "escape-x": `\x41`, "escape-cut": `\u12`} {
		l.not(name, "E-CANON", "another escape", note, "well done", x)
	}
	l.and("nfc", "text in normal form C", note, "well done", "é")
	l.not("nfd", "E-CANON", "the same letter in two code points", note, "well done", "e\u0301")
	l.not("nfc-singleton", "E-CANON", "a sign whose normal form is another", note, "well done", "\u2126")
	l.and("nfc-ligature", "a ligature, which normal form C leaves alone", note, "well done", "ﬁ")
	for name, x := range map[string]string{"utf8-broken": "\xff", "utf8-cut": "\xc3", "utf8-overlong": "\xc0\xaf", "utf8-surrogate": "\xed\xa0\xbd", "utf8-beyond": "\xf4\x90\x80\x80"} {
		l.not(name, "E-CANON", "not UTF-8", note, "well done", x)
	}
	l.and("text-of-json", "text that looks like the rest of a record", note, "well done", `\",\"sig\":\"U1NIU0lH\"}`)
	l.and("text-of-yaml", "text that means something in YAML", note, "well done", "- a: [1] # *x &y !!z | > ---")
}

// limits are held to the byte.
func (l *lines) limits() {
	note := lineOf("note", plainNote)
	l.and("string-4096", "a text as long as it may be", note, "well done", strings.Repeat("a", 4096))
	l.not("string-4097", "E-SIZE", "a text that is one byte too long", note, "well done", strings.Repeat("a", 4097))
	l.and("string-4096-wide", "measured in bytes of UTF-8", note, "well done", strings.Repeat("é", 2048))
	l.not("string-4098-wide", "E-SIZE", "measured in bytes of UTF-8", note, "well done", strings.Repeat("é", 2049))
	l.and("string-escaped", "measured before it is escaped", note, "well done", strings.Repeat(`\u0001`, 1000))
	var digests []string
	for i := range 65 {
		sum := sha256.Sum256([]byte{byte(i)})
		digests = append(digests, `"`+base64.RawURLEncoding.EncodeToString(sum[:])+`"`)
	}
	some := slices.Sorted(slices.Values(digests[:64]))
	slices.Sort(digests)
	l.and("prev-64", "as many as prev may name", note, `"well done"`, `"well done","prev":[`+strings.Join(some, ",")+"]")
	l.not("prev-65", "E-SIZE", "one more than prev may name", note, `"well done"`, `"well done","prev":[`+strings.Join(digests, ",")+"]")
	long := lineOf("signoff", wording+`,"date":"2026-11-20","meaning":"M","equipment":"E","place":"P","task":"T"`)
	for _, key := range []string{"M", "E", "P"} {
		long = strings.Replace(long, `"`+key+`"`, `"`+strings.Repeat("x", 4096)+`"`, 1)
	}
	room := 16<<10 - len(long) + 1
	l.and("line-16384", "a line as long as it may be, with its bullet and its end", long, `"T"`, `"`+strings.Repeat("t", room)+`"`)
	l.not("line-16385", "E-SIZE", "a line that is one byte too long", long, `"T"`, `"`+strings.Repeat("t", room+1)+`"`)
}

// ends are the beginning and the end of a line, which a record shares with its file.
func (l *lines) ends() {
	note := lineOf("note", plainNote)
	l.not("end-crlf", "E-EOL", "CR LF at the end", note, "}\n", "}\r\n")
	l.not("end-missing", "E-TORN", "no line end", note, "}\n", "}")
	l.not("end-cut", "E-TORN", "the end cut off", note, "done\"}\n", "")
	l.not("end-nul", "E-TORN", "NULs in the place of the end, as after a power cut", note, "done\"}\n", strings.Repeat("\x00", 16))
	l.not("bullet-two-blanks", "E-CANON", "two blanks behind the bullet", note, "- {", "-  {")
	l.not("bullet-no-blank", "E-FORM", "no blank behind the bullet", note, "- {", "-{")
	l.not("bullet-tab", "E-FORM", "a tab behind the bullet", note, "- {", "-\t{")
	l.not("bullet-indented", "E-FORM", "indented", note, "- {", "  - {")
	l.not("bullet-none", "E-FORM", "no bullet", note, "- {", "{")
	l.not("bullet-bom", "E-FORM", "a byte order mark in front", note, "- {", "\ufeff- {")
	l.bad("empty", "E-FORM", "an empty line", "\n")
	l.bad("comment", "E-FORM", "a comment", "# a note\n")
	l.bad("conflict", "E-CONFLICT", "a marker that a merge left", "<<<<<<< HEAD\n")
	l.bad("bullet-only", "E-CANON", "a bullet with nothing behind it", "- \n")
	l.bad("object-empty", "E-TYPE", "a record of nothing", "- {}\n")
}
