package verify

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// remembering verifies with a set of signatures, and says how many were known and how many new.
func (w *world) remembering(files fstest.MapFS, s *Signatures) (result Result, known, fresh int) {
	w.t.Helper()
	c := w.judge(files)
	var mu sync.Mutex
	c.Known = func(digest, key, sig string) bool {
		ok := s.Known(digest, key, sig)
		mu.Lock()
		defer mu.Unlock()
		if ok {
			known++
		}
		return ok
	}
	c.Remember = func(digest, key, sig string) {
		s.Remember(digest, key, sig)
		mu.Lock()
		defer mu.Unlock()
		fresh++
	}
	result, err := c.All(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return result, known, fresh
}

// TestRememberedSignatures: each is worked out once, and what is found is the same.
func TestRememberedSignatures(t *testing.T) {
	w := signedLives(t, "ina", "joe")
	files := w.files(nil)
	var s Signatures
	first, known, fresh := w.remembering(files, &s)
	if known != 0 || fresh != first.Checked.Signatures || !s.Grown() {
		t.Fatalf("%d known, %d new of %d", known, fresh, first.Checked.Signatures)
	}
	again, err := DecodeSignatures(s.Encode())
	if err != nil {
		t.Fatal(err)
	}
	second, known, fresh := w.remembering(files, again)
	if known != first.Checked.Signatures || fresh != 0 || again.Grown() {
		t.Errorf("checker is broken: %d known, %d new of %d", known, fresh, first.Checked.Signatures)
	}
	if !reflect.DeepEqual(first, second) {
		t.Errorf("remembered, it says something else\n%s", report(second.Problems))
	}
	for _, data := range [][]byte{{1}, s.Encode()[1:]} {
		if _, err := DecodeSignatures(data); err == nil {
			t.Errorf("%d bytes are signatures", len(data))
		}
	}
}

// TestRememberedSignaturesAreOfOneRecord changes signed lines: nothing that is remembered of the true
// ones makes a difference to what is found.
func TestRememberedSignaturesAreOfOneRecord(t *testing.T) {
	w := signedLives(t, "ina", "joe")
	var s Signatures
	w.remembering(w.files(nil), &s)
	var sigs []string
	for _, r := range w.records["ina"] {
		sigs = append(sigs, r.Sig)
	}
	tried := 0
	for i, r := range w.records["ina"] {
		object, err := r.Line()
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{
			"the signature of another record": strings.Replace(object, r.Sig, sigs[(i+1)%len(sigs)], 1),
			"a bit of the signature":          strings.Replace(object, r.Sig, flipLast(r.Sig), 1),
			"a second later":                  strings.Replace(object, `:0`, `:1`, 1),
			"another author":                  strings.Replace(object, `"by":"`, `"by":"b`, 1),
		} {
			if text == object {
				continue
			}
			tried++
			content := "learner: ina\nname: N\ndepartment: kitchen\nrecords:\n- " + text + "\n"
			files := fstest.MapFS{"learners/ina.yaml": {Data: []byte(content)}}
			with, _, _ := w.remembering(files, &s)
			if without := w.verify(files); !slices.Equal(with.Problems, without.Problems) || !caught(with.Problems) {
				t.Errorf("checker is broken: record %d with %s: found\n%s\nexpected\n%s", i, name, report(with.Problems), report(without.Problems))
			}
		}
	}
	if tried < 40 {
		t.Errorf("only %d tried", tried)
	}
}

// flipLast changes a bit of what base64 says, and leaves it canonical.
func flipLast(sig string) string {
	data := []byte(sig)
	i := len(data) - 8
	if data[i]++; !strings.Contains("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", string(data[i])) {
		data[i] = 'A'
	}
	return string(data)
}

// TestFewSignaturesAreKeptOfMany: beyond a million only those that were asked for go on.
func TestFewSignaturesAreKeptOfMany(t *testing.T) {
	var s Signatures
	for i := range maxSignatures {
		s.Remember(fmt.Sprint(i), "k", "s")
	}
	later, err := DecodeSignatures(s.Encode())
	if err != nil {
		t.Fatal(err)
	}
	if !later.Known("7", "k", "s") {
		t.Error("a known one is not")
	}
	later.Remember("new", "k", "s")
	last, err := DecodeSignatures(later.Encode())
	if err != nil || !last.Known("7", "k", "s") || !last.Known("new", "k", "s") || last.Known("8", "k", "s") {
		t.Errorf("what was asked for went, or what was not stayed: %v", err)
	}
}
