package verify

import (
	"fmt"
	"slices"
	"testing"

	"sojt/signoff"
)

// TestManySignatures: of one learner with very many, which are shared out, each gets its own verdict.
func TestManySignatures(t *testing.T) {
	w := signedLives(t, "ina")
	var signed []*signoff.Record
	for _, r := range w.records["ina"] {
		if r.Sig != "" {
			signed = append(signed, r)
		}
	}
	if len(signed) < 2 {
		t.Fatal("the test has too few signatures")
	}
	var many []*signoff.Record
	for i := range 2*share + 7 {
		r := *signed[i%len(signed)]
		if i%101 == 0 {
			r.Note += "changed"
		}
		many = append(many, &r)
	}
	j := w.judge(w.files(nil)).prepare()
	var alone []fitting
	for _, r := range many {
		key, err := j.fits(r)
		alone = append(alone, fitting{key, err})
	}
	same := func(a, b fitting) bool { return a.key == b.key && fmt.Sprint(a.err) == fmt.Sprint(b.err) }
	if got := j.fit(many); !slices.EqualFunc(got, alone, same) {
		t.Error("verdicts differ, or are those of other records")
	}
	if bad := slices.IndexFunc(alone[share:], func(f fitting) bool { return f.err != nil }); bad < 0 {
		t.Error("checker is broken: no signature beyond the first share is bad")
	}
}

// BenchmarkSignatures checks ed25519 signatures of one learner, on all processors.
func BenchmarkSignatures(b *testing.B) {
	w := signedLives(b, "ina")
	const size = 232 // of one in base64
	plain := slices.DeleteFunc(slices.Clone(w.records["ina"]), func(r *signoff.Record) bool { return len(r.Sig) != size })
	if len(plain) == 0 {
		b.Fatal("no record is signed by ed25519")
	}
	many := slices.Repeat(plain, 2000/len(plain)+1)
	j := w.judge(w.files(nil)).prepare()
	for b.Loop() {
		for _, f := range j.fit(many) {
			if f.err != nil {
				b.Fatal(f.err)
			}
		}
	}
	b.ReportMetric(float64(b.N*len(many))/b.Elapsed().Seconds(), "signatures/s")
}
