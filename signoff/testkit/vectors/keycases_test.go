package vectors_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
	"sojt/signoff/testkit/vectors"
)

// keyCase is a record, the mentors.yaml by which it is judged, and what else stands in the file.
type keyCase struct {
	name, expect  string
	lax           bool // ssh-keygen, with the keys as sojt exports them, has no objection
	comment       string
	mentors       []string
	before, after []*signoff.Record
	record        *signoff.Record
	policy        string
}

// people are mentors.yaml: ana has the keys given, each with what may follow it.
func people(keys ...string) []string {
	return append(mentor("ana", "", keys...), others...)
}

var others = slices.Concat(
	mentor("ben", "", "ben"),
	mentor("cleo", "coordinator: true", "cleo"),
)

// mentor is an entry of mentors.yaml. A key is the name of its seed, a kind if it is not ed25519, and its
// period: "rsa-3072/ana, from: 2026-01-01".
func mentor(id, more string, keys ...string) []string {
	rows := []string{"  - id: " + id, "    name: " + strings.ToUpper(id[:1]) + id[1:]}
	if more != "" {
		rows = append(rows, "    "+more)
	}
	if len(keys) > 0 {
		rows = append(rows, "    keys:")
	}
	for _, key := range keys {
		name, period, _ := strings.Cut(key, ", ")
		text := name // as it is to stand there
		if !strings.HasPrefix(name, `"`) && !strings.HasPrefix(name, "ssh-") {
			text = fmt.Sprintf("%q", public(name))
		}
		rows = append(rows, "      - key: "+text)
		for p := range strings.SplitSeq(period, ", ") {
			if p != "" {
				rows = append(rows, "        "+p)
			}
		}
	}
	return rows
}

func named(name string) *testkit.Signer {
	kind, seed, ok := strings.Cut(name, "/")
	if !ok {
		kind, seed = "ed25519", name
	}
	return testkit.NewSigner(kind, seed)
}

func public(name string) string { return named(name).Key }

// entry makes a record of maria-lopez, signed by a key or, with "", by none.
func entry(t testing.TB, at, by, key string, fill func(*signoff.Record), after ...*signoff.Record) *signoff.Record {
	t.Helper()
	r := &signoff.Record{By: by, Type: signoff.Note, Program: "harbor-kitchen-k3v9", Learner: "maria-lopez"}
	var err error
	if r.At, err = time.Parse(time.RFC3339, at); err != nil {
		t.Fatal(err)
	}
	seed := sha256.Sum256([]byte(by + " " + key))
	if r.ID, err = line.NewIDs(bytes.NewReader(seed[:])).Next(r.At); err != nil {
		t.Fatal(err)
	}
	for _, before := range after {
		r.Prev = append(r.Prev, before.Digest)
	}
	if fill != nil {
		fill(r)
	} else {
		r.Kind, r.Text = "feedback", "well done"
	}
	if err := r.Seal(); err != nil {
		t.Fatal(err)
	}
	if key != "" {
		named(key).Sign(r)
	}
	return r
}

func lineText(t testing.TB, r *signoff.Record) string {
	t.Helper()
	text, err := r.Line()
	if err != nil {
		t.Fatal(err)
	}
	return line.Bullet + text
}

func keyVectors(t testing.TB) []vectors.Vector {
	var all []vectors.Vector
	for _, c := range slices.Concat(periodCases(t), ownerCases(t), compromisedCases(t), learnerCases(t), keyFormCases(t), policyCases(t)) {
		v := made("key/"+c.name, c.expect, c.comment, []byte("mentors:\n"+strings.Join(c.mentors, "\n")+"\n"))
		add := func(key, value string) { v.Header = append(v.Header, vectors.Field{Key: key, Value: value}) }
		if c.policy != "" {
			add("signatures", c.policy)
		}
		openssh := map[bool]string{true: "accepts", false: "refuses"}[c.expect == "ok" || c.lax]
		if c.record.Sig != "" && (c.expect == "ok" || c.expect == "E-KEY" || c.expect == "E-SIG") {
			add("openssh", openssh)
		}
		add("at", c.record.At.UTC().Format("2006-01-02T15:04:05Z"))
		add("by", c.record.By)
		for _, r := range c.before {
			add("before", lineText(t, r))
		}
		add("record", lineText(t, c.record))
		for _, r := range c.after {
			add("after", lineText(t, r))
		}
		all = append(all, v)
	}
	return all
}

// periodCases are the first and last second of a key's days, which are those of UTC.
func periodCases(t testing.TB) []keyCase {
	var all []keyCase
	add := func(name, expect, at, comment string, keys ...string) {
		all = append(all, keyCase{name: name, expect: expect, comment: comment, mentors: people(keys...), record: entry(t, at, "ana", "ana", nil)})
	}
	const from, until = "ana, from: 2026-03-01", "ana, until: 2026-10-31"
	add("open", "ok", "2026-05-01T12:00:00Z", "a key without a period", "ana")
	add("from-first", "ok", "2026-03-01T00:00:00Z", "the first second of the first day, in UTC", from)
	add("from-before", "E-KEY", "2026-02-28T23:59:59Z", "the second before", from)
	add("from-after", "ok", "2028-03-01T00:00:00Z", "long after, and there is no last day", from)
	add("until-last", "ok", "2026-10-31T23:59:59Z", "the last second of the last day, in UTC", until)
	add("until-after", "E-KEY", "2026-11-01T00:00:00Z", "the second after", until)
	add("until-before", "ok", "2020-01-01T00:00:00Z", "long before, and there is no first day", until)
	const day = "ana, from: 2026-06-30, until: 2026-06-30"
	add("day-first", "ok", "2026-06-30T00:00:00Z", "a key of one day", day)
	add("day-last", "ok", "2026-06-30T23:59:59Z", "a key of one day", day)
	add("day-before", "E-KEY", "2026-06-29T23:59:59Z", "a key of one day", day)
	add("day-after", "E-KEY", "2026-07-01T00:00:00Z", "a key of one day", day)
	add("leap-last", "ok", "2028-02-29T23:59:59Z", "a leap day is the last", "ana, until: 2028-02-29")
	add("leap-after", "E-KEY", "2028-03-01T00:00:00Z", "the second after a leap day", "ana, until: 2028-02-29")
	add("zone-first", "ok", "2026-03-01T00:00:00Z", "noon or later of that day where the program is", from)
	add("zone-before", "E-KEY", "2026-02-28T11:00:00Z", "midnight of the first day where the program is: days of keys are those of UTC", from)
	rotated := []string{"old, until: 2026-06-30", "ana, from: 2026-07-01"}
	add("rotated-new", "ok", "2026-07-01T00:00:00Z", "the new key in its first second", rotated...)
	add("rotated-new-early", "E-KEY", "2026-06-30T23:59:59Z", "the new key in the last second of the old one", rotated...)
	old := func(name, expect, at, comment string) {
		all = append(all, keyCase{name: name, expect: expect, comment: comment, mentors: people(rotated...), record: entry(t, at, "ana", "old", nil)})
	}
	old("rotated-old", "ok", "2026-06-30T23:59:59Z", "the old key in its last second")
	old("rotated-old-late", "E-KEY", "2026-07-01T00:00:00Z", "the old key in the first second of the new one")
	twice := slices.Concat(mentor("ana", "until: 2026-03-31", "ana, until: 2026-03-31"), mentor("ana", "from: 2026-06-01", "ana, from: 2026-06-01"), others)
	for name, at := range map[string]string{"two-entries-first": "2026-03-31T23:59:59Z", "two-entries-second": "2026-06-01T00:00:00Z", "two-entries-between": "2026-05-01T00:00:00Z"} {
		expect := map[bool]string{true: "E-KEY", false: "ok"}[name == "two-entries-between"]
		all = append(all, keyCase{name: name, expect: expect, comment: "one key in two entries of one person, with a gap between", mentors: twice, record: entry(t, at, "ana", "ana", nil)})
	}
	return all
}

// ownerCases are about whose key it is.
func ownerCases(t testing.TB) []keyCase {
	const at = "2026-05-01T12:00:00Z"
	one := func(name, expect, comment string, mentors []string, by, key string) keyCase {
		return keyCase{name: name, expect: expect, comment: comment, mentors: mentors, record: entry(t, at, by, key, nil)}
	}
	spoiled := entry(t, at, "ana", "ana", nil)
	spoiled.Text = "well dune"
	if err := spoiled.Seal(); err != nil {
		t.Fatal(err)
	}
	all := []keyCase{
		one("owner-other", "E-KEY", "signed with the key of another mentor", people("ana"), "ana", "ben"),
		one("owner-nobody", "E-KEY", "signed with a key that nobody has", people("ana"), "ana", "nobody"),
		one("owner-none-listed", "E-KEY", "the author has no key", people(), "ana", "ana"),
		one("owner-second", "ok", "the second of two keys", people("first", "ana"), "ana", "ana"),
		one("owner-stranger", "E-KEY", "the author is not in mentors.yaml", people("ana"), "zoe", "ana"),
		one("owner-commented", "ok", "a key with a comment behind it, as a .pub file has it", people(fmt.Sprintf("%q", public("ana")+" ana@laptop")), "ana", "ana"),
		one("shared", "E-SHARED", "one key under two people", append(people("ana"), mentor("dora", "", "ana")...), "ana", "ana"),
		one("shared-commented", "E-SHARED", "one key under two people, with different comments", append(people("ana"), mentor("dora", "", fmt.Sprintf("%q", public("ana")+" dora@desk"))...), "ana", "ana"),
		one("shared-ended", "E-SHARED", "one key under two people, one after the other: who signed would rest on a date", append(people("ana, until: 2026-05-31"), mentor("dora", "", "ana, from: 2026-06-01")...), "ana", "ana"),
		one("key-twice", "E-ID-TWICE", "one key twice under one person", people("ana", "ana"), "ana", "ana"),
		{name: "payload-changed", expect: "E-SIG", comment: "a letter changed behind the signature", mentors: people("ana"), record: spoiled},
	}
	for _, kind := range []string{"ecdsa-256", "ecdsa-384", "ecdsa-521", "rsa-3072"} {
		all = append(all, one("kind-"+kind, "ok", "a key of this kind", people(kind+"/ana"), "ana", kind+"/ana"))
	}
	return all
}

// compromisedCases are of a key that others may have had since noon of 1 July.
func compromisedCases(t testing.TB) []keyCase {
	const stolen, since = "ana, compromised: 2026-07-01T12:00:00Z", "2026-07-01T12:00:00Z"
	early := entry(t, "2026-06-01T12:00:00Z", "ana", "ana", nil)
	note := func(at, by, key string, after ...*signoff.Record) *signoff.Record {
		return entry(t, at, by, key, nil, after...)
	}
	step := note("2026-06-02T12:00:00Z", "ben", "", early)
	one := func(name, expect, comment string, record *signoff.Record, after ...*signoff.Record) keyCase {
		return keyCase{name: name, expect: expect, comment: comment, mentors: people(stolen, "spare"), record: record, after: after, lax: record == early}
	}
	last := note("2026-07-01T11:59:58Z", "ana", "ana")
	all := []keyCase{
		one("stolen-since", "E-KEY", "in the second since which others may have it", note(since, "ana", "ana")),
		one("stolen-alone", "E-KEY", "before, and nothing shows that it was there: the time is what the signer says", early),
		one("stolen-witness", "ok", "before, and somebody else signed, before, a record that names it in prev", early, note("2026-06-02T12:00:00Z", "ben", "ben", early)),
		one("stolen-witness-last", "ok", "the same in the last two seconds before", last, note("2026-07-01T11:59:59Z", "ben", "ben", last)),
		one("stolen-witness-late", "E-KEY", "somebody else signed only then", early, note(since, "ben", "ben", early)),
		one("stolen-witness-unsigned", "E-KEY", "somebody else named it and did not sign", early, step),
		one("stolen-witness-steps", "ok", "somebody else signed a record that names one that names it", early, step, note("2026-06-03T12:00:00Z", "cleo", "cleo", step)),
		one("stolen-witness-beside", "E-KEY", "somebody else signed a record that does not name it", early, note("2026-06-02T12:00:00Z", "ben", "ben")),
		one("stolen-witness-self", "E-KEY", "the same person signed with another key", early, note("2026-06-02T12:00:00Z", "ana", "spare", early)),
		one("stolen-witness-foreign", "E-KEY", "somebody else signed with a key of nobody", early, note("2026-06-02T12:00:00Z", "ben", "nobody", early)),
		one("stolen-other-key", "ok", "another key of that person", note(since, "ana", "spare")),
	}
	other := one("stolen-witness-stolen", "E-KEY", "the key of somebody else was in other hands by then", early, note("2026-06-02T12:00:00Z", "ben", "ben", early))
	other.mentors = slices.Concat(mentor("ana", "", stolen), mentor("ben", "", "ben, compromised: 2026-05-01T00:00:00Z"), mentor("cleo", "coordinator: true", "cleo"))
	first := note("2026-07-01T00:00:00Z", "ana", "ana")
	for name, since := range map[string]string{"stolen-first-second": "2026-07-01T00:00:01Z", "stolen-second-second": "2026-07-01T00:00:02Z"} {
		c := one(name, "ok", "in the first of two seconds in which the key was its author's alone, with a witness", first, note("2026-07-01T00:00:00Z", "ben", "ben", first))
		c.mentors = people("ana, from: 2026-07-01, compromised: " + since)
		if name == "stolen-first-second" {
			c.expect, c.comment = "E-KEY", "in the only second in which the key was its author's alone: no line of allowed signers can say it"
		}
		all = append(all, c)
	}
	return append(all, other)
}

// learnerCases are of a key of the learner's own, which stands in a record.
func learnerCases(t testing.TB) []keyCase {
	const entered = "2026-05-01T12:00:00Z"
	key := func(by string) *signoff.Record {
		return entry(t, entered, by, by, func(r *signoff.Record) {
			r.Type, r.Key, r.Verified = signoff.KeyRecord, public("maria-lopez"), "by passport"
		})
	}
	good := key("cleo")
	revoked := func(at, trigger string) *signoff.Record {
		return entry(t, at, "cleo", "cleo", func(r *signoff.Record) {
			r.Type, r.Ref, r.Reason, r.Trigger, r.Date = signoff.Revoke, good.Digest, "a new laptop", trigger, calendar.In(r.At, time.UTC)
		}, good)
	}
	one := func(name, expect, comment string, before []*signoff.Record, at, by string, after ...*signoff.Record) keyCase {
		return keyCase{name: name, expect: expect, comment: comment, mentors: people("ana"), before: before, record: entry(t, at, by, "maria-lopez", nil), after: after}
	}
	its := []*signoff.Record{good}
	const me, later = "maria-lopez", "2026-06-01T00:00:00Z"
	fraud := one("learner-fraud", "E-KEY", "the key was revoked since for fraud, and nothing shows that this was there", its, later, me, revoked("2026-07-01T12:00:00Z", "fraud"))
	fraud.lax = true
	shared := keyCase{name: "learner-shares-mentor", expect: "E-KEY", comment: "a mentor's key, which the learner has as well", mentors: people("ana"),
		before: []*signoff.Record{entry(t, entered, "cleo", "cleo", func(r *signoff.Record) {
			r.Type, r.Key, r.Verified = signoff.KeyRecord, public("ana"), "by passport"
		})}, record: entry(t, later, "ana", "ana", nil)}
	return []keyCase{
		one("learner", "ok", "a coordinator entered it before", its, later, me),
		one("learner-first", "ok", "in the second in which it was entered", its, "2026-05-01T12:00:00Z", me),
		one("learner-before", "E-KEY", "in the second before it was entered", its, "2026-05-01T11:59:59Z", me),
		one("learner-not-entered", "E-KEY", "nobody entered it", nil, later, me),
		one("learner-by-mentor", "E-KEY", "a mentor who is no coordinator entered it", []*signoff.Record{key("ben")}, later, me),
		one("learner-in-mentors-hand", "E-KEY", "a mentor signed with the learner's key", its, later, "ana"),
		one("learner-revoked", "E-KEY", "in the second in which it was revoked", append(its[:1:1], revoked("2026-05-31T12:00:00Z", "")), "2026-05-31T12:00:00Z", me),
		one("learner-revoked-later", "ok", "in the second before it was revoked", its, "2026-07-01T11:59:59Z", me, revoked("2026-07-01T12:00:00Z", "")),
		one("learner-two-seconds", "ok", "in the first of the two seconds between its entry and its revocation", its, "2026-05-01T12:00:00Z", me, revoked("2026-05-01T12:00:02Z", "")),
		one("learner-one-second", "E-KEY", "revoked in the next second: a period of a single second is none, since no line of allowed signers can say it", its, "2026-05-01T12:00:00Z", me, revoked("2026-05-01T12:00:01Z", "")),
		fraud, shared,
	}
}

// keyFormCases are of keys and days that mentors.yaml may not have.
func keyFormCases(t testing.TB) []keyCase {
	ana := public("ana")
	kind, blob, _ := strings.Cut(ana, " ")
	one := func(name, expect, comment string, keys ...string) keyCase {
		return keyCase{name: name, expect: expect, comment: comment, mentors: people(keys...), record: entry(t, "2026-05-01T12:00:00Z", "ana", "ana", nil)}
	}
	quoted := func(text string) string { return fmt.Sprintf("%q", text) }
	wire := func(parts ...string) string { return quoted(keyText(wireOf(parts...))) }
	return []keyCase{
		one("form-unquoted", "ok", "a key without quotes", ana),
		one("form-no-type", "E-KEY-FORM", "no type", quoted(blob)),
		one("form-other-type", "E-KEY-FORM", "another type than the key is of", quoted("ssh-rsa "+blob)),
		one("form-cut", "E-KEY-FORM", "the last letters missing", quoted(kind+" "+blob[:len(blob)-4])),
		one("form-letter", "E-KEY-FORM", "a letter that is none of base64", quoted(kind+" "+blob[:30]+"*"+blob[31:])),
		one("form-trailing", "E-KEY-FORM", "a byte too much behind the key", quoted(keyText(string(signer(t, raw(t, "ed25519", "ana")).PublicKey().Marshal())+"\x00"))),
		one("form-dsa", "E-KEY-FORM", "a DSA key", wire("ssh-dss", "\x03", "\x05", "\x07", "\x0b")),
		one("form-rsa-2048", "E-KEY-FORM", "an RSA key of 2048 bits", quoted(keyText(string(signer(t, smallRSA(t, 2048)).PublicKey().Marshal())))),
		one("form-certificate", "E-KEY-FORM", "a certificate", quoted(keyText(string(certified(t, signer(t, raw(t, "ed25519", "ana"))).PublicKey().Marshal())))),
		one("form-small-order", "E-KEY-FORM", "a key with which anybody can sign", wire("ssh-ed25519", "\x01"+strings.Repeat("\x00", 31))),
		one("form-y-past-p", "E-KEY-FORM", "a key whose y is written as one past the prime", wire("ssh-ed25519", "\xee"+strings.Repeat("\xff", 30)+"\x7f")),
		one("form-order", "E-PERIOD-ORDER", "a last day before the first", "ana, from: 2026-06-02, until: 2026-06-01"),
		one("form-no-day", "E-VALUE-DATE", "a day that there is not", "ana, from: 2026-02-30"),
		one("form-local-time", "E-VALUE-DATE", "a time without a Z: it would be another one in each place", "ana, compromised: 2026-07-01T12:00:00"),
		one("form-unknown-key", "E-KEY-UNKNOWN", "a key of mentors.yaml that there is not", "ana, untill: 2026-10-31"),
	}
}

// policyCases are of records without a signature.
func policyCases(t testing.TB) []keyCase {
	enrolled := []*signoff.Record{entry(t, "2026-05-01T10:00:00Z", "cleo", "cleo", func(r *signoff.Record) {
		r.Type, r.Role, r.Start = signoff.Enroll, "line-cook", calendar.Of(2026, 5, 1)
	})}
	one := func(name, expect, comment, policy, key string, fill func(*signoff.Record)) keyCase {
		return keyCase{name: name, expect: expect, comment: comment, mentors: people("ana"), before: enrolled, policy: policy, record: entry(t, "2026-05-01T12:00:00Z", "ana", key, fill)}
	}
	return []keyCase{
		one("required-unsigned", "E-UNSIGNED", "the policy wants a signature", "required", "", trained),
		one("required-signed", "ok", "the policy wants a signature", "required", "ana", trained),
		one("required-note", "ok", "notes, requests and practice need none", "required", "", nil),
		one("optional-unsigned", "ok", "the policy wants none", "optional", "", trained),
	}
}
