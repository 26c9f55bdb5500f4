package signoff_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"sojt/signoff"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// chained gives n records, each naming in prev what the one before left as heads.
func chained(t *testing.T, g *testkit.Generator, records []*signoff.Record, n int) []*signoff.Record {
	t.Helper()
	records = slices.Clone(records)
	for range n {
		r := g.Of(signoff.Practice)
		r.Prev = signoff.Heads(records)
		records = append(records, sealed(t, r))
	}
	return records
}

func TestHeads(t *testing.T) {
	g := testkit.New(20)
	if got := signoff.Heads(nil); got != nil {
		t.Errorf("heads of no records are %q", got)
	}
	one := chained(t, g, nil, 5)
	if got := signoff.Heads(one); !slices.Equal(got, []string{one[4].Digest}) {
		t.Errorf("heads of a chain are %q", got)
	}
	// two clones write after the same record, and then one of them sees both
	left, right := chained(t, g, one, 2), chained(t, g, one, 3)
	both := append(slices.Clone(left), right[5:]...)
	want := []string{left[6].Digest, right[7].Digest}
	slices.Sort(want)
	random := rand.New(rand.NewPCG(7, 7))
	for range 10 {
		mixed := append(slices.Clone(both), both[random.IntN(len(both))])
		random.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if got := signoff.Heads(mixed); !slices.Equal(got, want) {
			t.Fatalf("heads of two branches are %q, expected %q", got, want)
		}
	}
	if joined := chained(t, g, both, 1); !slices.Equal(joined[len(joined)-1].Prev, want) || len(signoff.Heads(joined)) != 1 {
		t.Error("the next record does not join the branches")
	}
}

// Of more heads than a record may name the newest are named.
func TestHeadsAreTheNewest(t *testing.T) {
	g := testkit.New(21)
	var records []*signoff.Record
	var newest []string
	for i := range line.MaxPrev + 10 {
		r := g.Of(signoff.Practice)
		r.Prev = nil
		records = append(records, sealed(t, r))
		if i >= 10 {
			newest = append(newest, r.Digest)
		}
	}
	slices.Sort(newest)
	if got := signoff.Heads(records); !slices.Equal(got, newest) {
		t.Errorf("%d heads, expected the newest %d", len(got), len(newest))
	}
	next := g.Of(signoff.Practice)
	next.Prev = signoff.Heads(records)
	sealed(t, next)
}

// What Seal gives is what will be read: canonical whatever the writer put in, with its digest.
func TestSealMakesADraftARecord(t *testing.T) {
	r := testkit.New(22).Of(signoff.Signoff)
	r.Note, r.Criteria, r.Sig = "cafe\u0301", []string{"size", "grip", "size"}, ""
	sealed(t, r)
	got, err := signoff.Parse(written(t, r))
	if err != nil {
		t.Fatal(err)
	}
	if got.Note != "café" || !slices.Equal(got.Criteria, []string{"grip", "size"}) || got.Digest != r.Digest {
		t.Errorf("sealed as %q, %q, %s", got.Note, got.Criteria, got.Digest)
	}
	before := r.Digest
	r.Sig = "U1NI"
	if sealed(t, r); r.Digest != before {
		t.Error("a signature changes the digest")
	}
	payload, err := r.Payload()
	if err != nil || strings.Contains(payload, "U1NI") || line.Payload(written(t, r), r.Sig) != payload {
		t.Errorf("payload is %s, %v", payload, err)
	}
	r.Note = "x\u0378"
	if r.Seal() == nil {
		t.Error("a code point that nobody knows was sealed")
	}
	r.Note, r.Meaning = "x", ""
	if r.Seal() == nil {
		t.Error("a sign-off without meaning was sealed")
	}
}

// The column "by" of SPEC 2.5.
func TestWhoMayWriteEachType(t *testing.T) {
	want := map[signoff.Author][]string{
		signoff.ByCoordinator:         {"enroll", "waive", "qualify", "pause", "resume", "leave", "key"},
		signoff.ByMentor:              {"trained", "observation", "signoff"},
		signoff.ByLearner:             {"request", "acknowledge"},
		signoff.ByLearnerOrMentor:     {"practice"},
		signoff.ByMentorOrCoordinator: {"transcribe"},
		signoff.ByAuthorOrCoordinator: {"revoke"},
		signoff.ByAnyone:              {"note"},
	}
	n := 0
	for who, names := range want {
		for _, name := range names {
			n++
			if got := signoff.TypeNamed(name).By; got != who {
				t.Errorf("%s is written by %s, expected %s", name, got, who)
			}
		}
		if who.String() == "" {
			t.Errorf("%v has no words", names)
		}
	}
	if n != len(signoff.KnownTypes()) {
		t.Errorf("%d types have an author, %d exist", n, len(signoff.KnownTypes()))
	}
}
