package verify

import (
	"cmp"
	"flag"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/history"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

var long = flag.Bool("long", false, "the long forms: 100 signed lines bit by bit, 100,000 swaps")

// signedLives are learners with every type of record, each signed with a kind of key in turn.
func signedLives(t testing.TB, learners ...string) *world {
	kinds := testkit.SignerKinds()
	changes := []string{}
	for i, who := range []string{"ana", "ben", "cleo", "emil"} {
		id := fmt.Sprintf("{id: %s, name: %s%s,", who, strings.ToUpper(who[:1]), who[1:])
		keys := ""
		for n, kind := range kinds {
			if n != len(kinds)-1 || i == 0 { // of RSA there is one key
				keys += fmt.Sprintf("{key: %q},", testkit.NewSigner(kind, who).Key)
			}
		}
		changes = append(changes, id, id+" more: ["+keys+"],")
	}
	changes = append(changes, "KEY-", "KEY-not", " more: [", " keys: [")
	w := newWorld(t, append(changes, oneKeysList()...)...)
	delete(w.headers, "mia")
	for _, id := range learners {
		w.add("learner " + id + " department=kitchen").add(strings.ReplaceAll(usualLife, "ME", id))
	}
	n := 0
	for _, id := range learners {
		for _, r := range w.records[id] {
			kind := kinds[n%len(kinds)]
			n++
			switch {
			case r.By == id:
				kind = "ed25519" // the one that was entered
			case kind == "rsa-3072" && r.By != "ana":
				kind = "ed25519"
			}
			testkit.NewSigner(kind, r.By).Sign(r)
		}
	}
	return w
}

// oneKeysList drops the keys that the bistro lists itself: a mapping has one list.
func oneKeysList() []string {
	var changes []string
	for text := range strings.Lines(bistro["mentors.yaml"]) {
		if _, keys, ok := strings.Cut(text, ", keys: [{"); ok {
			changes = append(changes, strings.ReplaceAll(", keys: [{"+strings.TrimSuffix(keys, "}\n"), "KEY-", "KEY-not"), "")
		}
	}
	return changes
}

// TestEveryKindOfKeySigns: what sojt writes, signed with every kind of key, is clean, and counted.
func TestEveryKindOfKeySigns(t *testing.T) {
	w := signedLives(t, "ina", "joe")
	signed := 0
	for _, records := range w.records {
		for _, r := range records {
			if r.Sig != "" {
				signed++
			}
		}
	}
	result := w.verify(w.files(nil))
	if len(result.Problems) > 0 || result.Checked.Signatures != signed || signed < 40 {
		t.Errorf("%d signatures checked of %d\n%s", result.Checked.Signatures, signed, report(result.Problems))
	}
}

// alone verifies a file of one record line.
func (w *world) alone(learner, text string) diag.List {
	w.t.Helper()
	content := "learner: " + learner + "\nname: N\ndepartment: kitchen\nrecords:\n" + text
	return w.verify(fstest.MapFS{"learners/" + learner + ".yaml": {Data: []byte(content)}}).Problems
}

const recordLine = 5 // of alone

// caught reports whether something is wrong with the line itself: with its form, its place or its
// signature, not with what it says, nor with whose key it is.
func caught(problems diag.List) bool {
	codes := []string{CodeSignature, line.Canon, line.Type, line.Size, "E-PLACE", "E-FORM", "E-TORN", "E-EOL", "E-CONFLICT"}
	return slices.ContainsFunc(problems, func(p diag.Problem) bool {
		return p.Pos.Line == recordLine && (slices.Contains(codes, p.Code) || strings.HasPrefix(p.Message, "the signature is not accepted"))
	})
}

// TestEveryBitOfASignedLineMatters flips each (T21, T22).
func TestEveryBitOfASignedLineMatters(t *testing.T) {
	people := []string{"ina", "joe", "kim", "lou", "noa"}
	w := signedLives(t, people...)
	var signed []*signoff.Record
	for _, id := range people {
		for _, r := range w.records[id] {
			if r.Sig != "" {
				signed = append(signed, r)
			}
		}
	}
	tested := []*signoff.Record{signed[0], signed[6]}
	if *long {
		if len(signed) < 100 {
			t.Fatalf("%d signed records", len(signed))
		}
		tested = signed[:100]
	}
	flips := 0
	for _, r := range tested {
		object, err := r.Line()
		if err != nil {
			t.Fatal(err)
		}
		text := "- " + object + "\n"
		if caught(w.alone(r.Learner, text)) {
			t.Fatalf("the untouched line is refused: %s", text)
		}
		for bit := range 8 * len(text) {
			flipped := []byte(text)
			flipped[bit/8] ^= 1 << (bit % 8)
			if flips++; !caught(w.alone(r.Learner, string(flipped))) {
				t.Errorf("checker is broken: bit %d of byte %d of %s %s does not matter: %s", bit%8, bit/8, r.Type, r.ID, flipped)
			}
		}
	}
	t.Logf("%d bits of %d lines flipped, none accepted", flips, len(tested))
}

// TestNoSwapOrMoveIsAccepted gives signed records the values of others, one field or several that go
// together, and moves them (T21).
func TestNoSwapOrMoveIsAccepted(t *testing.T) {
	learners := []string{"ina", "joe", "kim", "lou"}
	w := signedLives(t, learners...)
	var signed []*signoff.Record
	for _, id := range learners {
		for _, r := range w.records[id] {
			if r.Sig != "" {
				signed = append(signed, r)
			}
		}
	}
	random := rand.New(rand.NewPCG(21, 1))
	fields := swaps()
	want, refused := 1000, 0
	if *long {
		want = 100_000
	}
	for n, misses := 0, 0; n < want; {
		if misses++; misses > 10_000 {
			t.Fatalf("%s is in none of the records", fields[n%len(fields)].name)
		}
		x, y := *signed[random.IntN(len(signed))], signed[random.IntN(len(signed))]
		before, err := x.Line()
		if err != nil {
			t.Fatal(err)
		}
		swap := fields[n%len(fields)]
		swap.apply(&x, y)
		after, err := x.Line()
		switch {
		case err != nil: // there is no way to write it
			refused++
			n, misses = n+1, 0
			continue
		case after == before && swap.name != "file":
			continue // they had it in common
		}
		file := x.Learner
		if swap.name == "file" {
			if file = y.Learner; file == x.Learner {
				continue
			}
		}
		n, misses = n+1, 0
		if problems := w.alone(file, "- "+after+"\n"); !caught(problems) {
			t.Fatalf("checker is broken: %s of %s\nbefore %s\nafter  %s\n%s", swap.name, y.ID, before, after, report(problems))
		}
	}
	t.Logf("%d swaps and moves, %d of them in no form that can be written, none accepted", want, refused)
}

// swap makes a record say what another one says.
type swap struct {
	name  string
	apply func(x, y *signoff.Record)
}

// swaps are one for each field, and those of fields that go together.
func swaps() []swap {
	all := []swap{
		{"file", func(x, y *signoff.Record) {}},
		{"file and learner", func(x, y *signoff.Record) { x.Learner = y.Learner }},
		{"time", func(x, y *signoff.Record) { x.ID, x.At = y.ID, y.At }},
		{"wording", func(x, y *signoff.Record) { x.Revision, x.Fingerprint = y.Revision, y.Fingerprint }},
		{"competency", func(x, y *signoff.Record) {
			x.Competency, x.Revision, x.Fingerprint, x.Criteria = y.Competency, y.Revision, y.Fingerprint, y.Criteria
		}},
		{"other program", func(x, y *signoff.Record) { x.Program = "cafe" }},
		{"all but the signature", func(x, y *signoff.Record) { sig := x.Sig; *x = *y; x.Sig = sig }},
		{"signature and author", func(x, y *signoff.Record) { x.Sig, x.By = y.Sig, y.By }},
	}
	record := reflect.TypeFor[signoff.Record]()
	for i := range record.NumField() {
		if name := record.Field(i).Name; name != "Digest" && record.Field(i).IsExported() {
			all = append(all, swap{name, func(x, y *signoff.Record) {
				mine, theirs := reflect.ValueOf(x).Elem().Field(i), reflect.ValueOf(y).Elem().Field(i)
				if reflect.DeepEqual(mine.Interface(), theirs.Interface()) {
					theirs = reflect.ValueOf(madeUp(name, mine.Interface()))
				}
				mine.Set(theirs)
			}})
		}
	}
	return all
}

// madeUp is a value of a field that the lives of the tests do not have.
func madeUp(name string, like any) any {
	switch like.(type) {
	case calendar.Date:
		return calendar.Of(2026, 5, 5)
	case line.Int:
		return line.N(7)
	case bool:
		return true
	case int:
		return 7
	case time.Time:
		return now
	case []string:
		return []string{"x"}
	case []line.Evidence:
		return []line.Evidence{{URI: "https://example.com/x"}}
	case line.Source:
		return line.Source{Document: "binder 9", SHA256: strings.Repeat("9", 64)}
	}
	words := map[string]string{"Accomplish": "simulate", "Trigger": "fraud", "Session": ulidAt(now, 7), "Ref": line.Digest("x"), "Reaffirms": line.Digest("x")}
	return cmp.Or(words[name], "other")
}

// TestTwinsThatDifferInTheSignature: each bad one is a finding at its own line, and one good one makes
// the record count (INTEGRITY 6.6).
func TestTwinsThatDifferInTheSignature(t *testing.T) {
	good, other := testkit.NewSigner("ed25519", "ana"), testkit.NewSigner("ed25519", "nobody")
	for _, c := range []struct {
		name string
		sigs []func(*signoff.Record)
		want string
	}{
		{"bad, good", []func(*signoff.Record){spoil, good.Sign}, "E-SIG 6"},
		{"good, bad", []func(*signoff.Record){good.Sign, spoil}, "E-SIG 7"},
		{"none, good", []func(*signoff.Record){func(*signoff.Record) {}, good.Sign}, ""},
		{"good, none", []func(*signoff.Record){good.Sign, func(*signoff.Record) {}}, ""},
		{"none, bad", []func(*signoff.Record){func(*signoff.Record) {}, spoil}, "E-SIG 7"},
		{"bad, bad", []func(*signoff.Record){spoil, other.Sign}, "E-SIG 6, E-KEY 7"},
		{"foreign, good", []func(*signoff.Record){other.Sign, good.Sign}, "E-KEY 6"},
		{"none, none", []func(*signoff.Record){func(*signoff.Record) {}}, "E-UNSIGNED 6"},
	} {
		w := newWorld(t, required...).add("E: 2026-01-10 cleo enroll cook sign=cleo\nS: 2026-01-13 ana signoff wash")
		record := w.records["mia"][1]
		w.records["mia"] = w.records["mia"][:1]
		for _, sign := range c.sigs {
			twin := *record
			sign(&twin)
			w.records["mia"] = append(w.records["mia"], &twin)
		}
		var got []string
		for _, p := range w.verify(w.files(nil)).Problems {
			if p.Severity == diag.Error {
				got = append(got, fmt.Sprint(p.Code, " ", p.Pos.Line))
			}
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("checker is broken: %s: %q, expected %q", c.name, got, c.want)
		}
	}
}

// spoil gives a record a signature of something else.
func spoil(r *signoff.Record) {
	other := *r
	other.Note, other.Text = "another", "another" // whichever it has
	testkit.NewSigner("ed25519", "ana").Sign(&other)
	r.Sig = other.Sig
}

// TestWhatWasFoundGoodBefore: a verdict is the same with and without it, and only good signatures are
// told.
func TestWhatWasFoundGoodBefore(t *testing.T) {
	w := signedLives(t, "ina")
	w.add("learner ina\nB: 2026-05-01 ana note sig=QUJD")
	spoilt := w.add("T: 2026-05-01 ana note").named["T"]
	spoil(spoilt)
	type triple struct{ digest, key, sig string }
	var mu sync.Mutex
	good, asked := map[triple]bool{}, 0
	hooks := func(c *Case) {
		c.Known = func(digest, key, sig string) bool {
			mu.Lock()
			defer mu.Unlock()
			asked++
			return good[triple{digest, key, sig}]
		}
		c.Remember = func(digest, key, sig string) {
			mu.Lock()
			defer mu.Unlock()
			good[triple{digest, key, sig}] = true
		}
	}
	without := w.judged(func(*Case) {})
	first := w.judged(hooks)
	known := len(good)
	second := w.judged(hooks)
	if known != without.Checked.Signatures-2 || len(good) != known || asked == 0 {
		t.Errorf("%d of %d signatures were good, %d after the second run", known, without.Checked.Signatures, len(good))
	}
	for _, r := range []Result{first, second} {
		if got, want := report(r.Problems), report(without.Problems); got != want || !strings.Contains(want, CodeSignature) {
			t.Errorf("found:\n%s\nwithout it:\n%s", got, want)
		}
	}
}

// TestUnsignedRecordsMayBeOlderThanThePolicy: where the history was not read, nobody knows which came
// first, and a policy that somebody tightened today condemns nothing.
func TestUnsignedRecordsMayBeOlderThanThePolicy(t *testing.T) {
	w := newWorld(t, required...).add("E: 2026-01-10 cleo enroll cook")
	for _, c := range []struct {
		past *Past
		want string
	}{
		{nil, CodeRule},
		{&Past{History: &history.History{}}, CodeRule},
		{&Past{History: &history.History{}, Whole: true}, CodeUnsigned},
	} {
		j := w.judge(w.files(nil))
		j.Past = c.past
		result, err := j.All(t.Context())
		if err != nil || len(result.Problems) != 1 || result.Problems[0].Code != c.want {
			t.Errorf("checker is broken: %v, %v, expected %s", result.Problems, err, c.want)
		}
	}
}
