package signoff

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const keysProgram = `
-- roles/cook.yaml --
role: cook
title: Cook
competencies:
  - {id: knife, title: Cuts}
-- mentors.yaml --
mentors:
  - {id: ana, name: Ana, from: 2020-01-01, until: 2026-06-30, keys: [
      {key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPo/kz3Q5pHRVEmDfVBLJ6JVx4JBfJgKjb9SVdR5cN7", from: 2026-01-01, until: 2026-01-31}]}
  - {id: ana, name: Ana, from: 2026-07-01, keys: [
      {key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPo/kz3Q5pHRVEmDfVBLJ6JVx4JBfJgKjb9SVdR5cN7", compromised: 2026-10-02T00:00:00Z}]}
  - {id: cleo, name: Cleo, coordinator: true, from: 2020-01-01}
  - {id: ben, name: Ben, from: 2020-01-01}
`

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestMentorKeys: the first and last second of a period are inside it, in UTC; another entry of the
// same person has periods of its own.
func TestMentorKeys(t *testing.T) {
	w := newWorld(t, keysProgram)
	keys := w.book.Keys(w.learner("mia"), "ana")
	if len(keys) != 2 {
		t.Fatalf("%d keys", len(keys))
	}
	for _, x := range []struct {
		key           int
		at            string
		covers, signs bool
	}{
		{0, "2025-12-31T23:59:59Z", false, false}, {0, "2026-01-01T00:00:00Z", true, true},
		{0, "2026-01-31T23:59:59Z", true, true}, {0, "2026-02-01T00:00:00Z", false, false},
		{1, "2026-10-01T00:00:00Z", true, false}, // it may count where it is anchored, and makes nothing new
	} {
		k := keys[x.key]
		if at := moment(t, x.at); k.Covers(at) != x.covers || k.Signs(at) != x.signs {
			t.Errorf("key %d at %s: covers %t, signs %t", x.key, x.at, k.Covers(at), k.Signs(at))
		}
	}
	if got := w.book.Keys(w.learner("mia"), "ben"); len(got) != 0 {
		t.Errorf("ben has %v", got)
	}
}

// TestLearnerKeys: who may enter a key, what ends it, and for whom it counts.
func TestLearnerKeys(t *testing.T) {
	for name, x := range map[string]struct{ lines, want string }{
		"entered":                   {"K: 2026-03-01 cleo key AAAAAAAA", "A 2026-03-01T12:00:01Z.."},
		"twice":                     {"2026-03-02 cleo key BBBBBBBB\n2026-03-01 cleo key AAAAAAAA", "A 2026-03-01T12:00:02Z.. B 2026-03-02T12:00:01Z.."},
		"by no coordinator":         {"2026-03-01 ana key AAAAAAAA", ""},
		"by nobody":                 {"2026-03-01 zoe key AAAAAAAA", ""},
		"by the learner":            {"2026-03-01 mia key AAAAAAAA", ""},
		"revoked":                   {"K: 2026-03-01 cleo key AAAAAAAA\n2026-04-01 cleo revoke K", "A 2026-03-01T12:00:01Z..2026-04-01T12:00:01Z"},
		"revoked by the learner":    {"K: 2026-03-01 cleo key AAAAAAAA\n2026-04-01 mia revoke K", "A 2026-03-01T12:00:01Z.."},
		"revoked twice":             {"K: 2026-03-01 cleo key AAAAAAAA\n2026-05-01 cleo revoke K\n2026-04-01 cleo revoke K", "A 2026-03-01T12:00:01Z..2026-04-01T12:00:02Z"},
		"fraud":                     {"K: 2026-03-01 cleo key AAAAAAAA\n2026-04-01 cleo revoke K trigger=fraud", "A 2026-03-01T12:00:01Z..2026-04-01T12:00:01Z !2026-04-01T12:00:02Z"},
		"fraud since":               {"K: 2026-03-01 cleo key AAAAAAAA\n2026-03-20 cleo revoke K trigger=fraud at=2026-04-01T12:00:00", "A 2026-03-01T12:00:01Z..2026-04-01T11:59:59Z !2026-03-20T00:00:00Z"},
		"the revocation taken back": {"K: 2026-03-01 cleo key AAAAAAAA\nR: 2026-04-01 cleo revoke K trigger=fraud\n2026-04-02 cleo revoke R", "A 2026-03-01T12:00:01Z.."},
	} {
		w := newWorld(t, keysProgram)
		w.add(x.lines)
		l := w.learner("mia")
		l.Records = append(l.Records, l.Records...) // repetition carries no meaning
		var said []string
		for _, k := range w.book.Keys(l, "mia") {
			s := k.Key[len("ssh-ed25519 "):][:1] + " " + k.From.Format(time.RFC3339) + ".."
			if !k.Until.IsZero() {
				s += k.Until.Format(time.RFC3339)
			}
			if !k.Compromised.IsZero() {
				s += " !" + k.Compromised.Format(time.RFC3339)
			}
			said = append(said, s)
		}
		if got := strings.Join(said, " "); got != x.want {
			t.Errorf("%s: %q, expected %q", name, got, x.want)
		}
	}
	w := newWorld(t, keysProgram)
	w.add("2026-03-01 cleo key AAAAAAAA")
	w.learner("ben").Records = w.learner("mia").Records
	if got := fmt.Sprint(w.book.Keys(w.learner("mia"), "ben")); got != "[]" {
		t.Errorf("a key record of mia makes ben sign: %s", got)
	}
}
