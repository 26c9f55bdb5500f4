package verify

import (
	"slices"
	"time"

	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/sshsig"
)

// anchors holds signatures by keys that came into other hands to what a thief cannot make (INTEGRITY
// 3): `at` proves nothing, since whoever has the key can back-date. Such a record counts if it was
// there before: its digest is in a checkpoint from before, or somebody else signed, before, a record
// that was written after it. The learner is not somebody else: it is the learner whom it serves.
func (s *subject) anchors() {
	if !slices.ContainsFunc(s.proofs, func(p proof) bool { return !p.by.Compromised.IsZero() }) {
		return
	}
	witnesses := s.witnesses()
	for _, p := range s.proofs {
		r, since := p.record, p.by.Compromised
		if since.IsZero() {
			continue
		}
		what := "signed at %s with the key %s of %s, which others may have had since %s"
		args := []any{instant(r.At), sshsig.Fingerprint(p.key), r.By, instant(since)}
		switch {
		case !p.by.Sole(r.At):
			s.found(diag.Error, CodeKey, r, "sig", what, args...).Hint = s.cure(r)
		case witnessed(witnesses[r.Digest], p):
		case s.remembered(r, since):
			s.counts.anchored++
		default:
			s.stolen[r.Digest] = true
			s.found(diag.Error, CodeKey, r, "sig", what+", and nothing shows that the record was there before", args...).
				Hint = s.again(r)
		}
	}
}

// again is what mends a record that a stolen key could have made.
func (s *subject) again(r *signoff.Record) string {
	const checkpoint = "--checkpoint FILE with one from before then; else "
	if r.Type == signoff.Signoff {
		return checkpoint + "sign off anew: sojt signoff " + r.Learner + " " + r.Competency + " --all-criteria --reaffirms " + r.ID
	}
	return checkpoint + s.cure(r)
}

// remembered reports whether a checkpoint from before a moment holds a record.
func (j *judge) remembered(r *signoff.Record, moment time.Time) bool {
	return j.past[r.Digest] && j.Checkpoint.At.Before(moment)
}

// witnessed reports whether somebody else proves that a record was there before its key came into
// other hands, given who signed what was written after it and when first. A key is one person's alone,
// so that theirs is another one.
func witnessed(first map[string]time.Time, p proof) bool {
	for by, at := range first {
		if by != p.record.By && by != p.record.Learner && p.by.Sole(at) {
			return true
		}
	}
	return false
}

// witnesses gives for each record those who signed one that was written after it, each with the
// earliest time of theirs. A signature counts here as it does elsewhere: one by a key that came into
// other hands only if it has witnesses of its own, or a checkpoint.
func (s *subject) witnesses() map[string]map[string]time.Time {
	proofs := map[string][]proof{}
	for _, p := range s.proofs {
		proofs[p.record.Digest] = append(proofs[p.record.Digest], p)
	}
	all := map[string]map[string]time.Time{}
	for _, r := range s.newestFirst() {
		here := all[r.Digest]
		passed := map[string]time.Time{}
		note := func(who string, at time.Time) {
			if first, ok := passed[who]; !ok || at.Before(first) {
				passed[who] = at
			}
		}
		for who, at := range here {
			note(who, at)
		}
		for _, p := range proofs[r.Digest] {
			if since := p.by.Compromised; since.IsZero() || p.by.Sole(r.At) && (s.remembered(r, since) || witnessed(here, p)) {
				note(r.By, r.At)
			}
		}
		for _, d := range named(r) {
			if all[d] == nil {
				all[d] = map[string]time.Time{}
			}
			for who, at := range passed {
				if first, ok := all[d][who]; !ok || at.Before(first) {
					all[d][who] = at
				}
			}
		}
	}
	return all
}

// newestFirst orders records so that each stands before those that it names. A digest names only
// what was there before, so that there is such an order.
func (s *subject) newestFirst() []*signoff.Record {
	open := map[string]int{} // those that name a record and are not in the order yet
	for _, r := range s.records {
		for _, d := range named(r) {
			open[d]++
		}
	}
	var order []*signoff.Record
	for _, r := range s.records {
		if open[r.Digest] == 0 {
			order = append(order, r)
		}
	}
	for i := 0; i < len(order); i++ {
		for _, d := range named(order[i]) {
			if open[d]--; open[d] == 0 && s.byDigest[d] != nil {
				order = append(order, s.byDigest[d])
			}
		}
	}
	return order
}
