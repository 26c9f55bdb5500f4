package verify

import (
	"fmt"
	"slices"

	"sojt/signoff"
)

// broken gives the rules that a record breaks, as judge judges it. An override
// counts by the signature of the coordinator who gives it (INTEGRITY 6.11): where that coordinator had
// a key and there is no signature, what was overridden is broken after all. One without a key, as
// `signatures: optional` allows, overrides by name.
func (s *subject) broken(r *signoff.Record, judge func(*signoff.Record) signoff.Refusals) signoff.Refusals {
	found := judge(r)
	if r.Override == "" || s.signed[r.Digest] || !s.couldSign(r) {
		return found
	}
	plain := *r
	plain.Override = ""
	all := judge(&plain)
	for i, f := range all {
		if !among(found, f) {
			all[i].Message = fmt.Sprintf("%s; the override does not count, since %s, who has a key, did not sign it", f.Message, r.By)
		}
	}
	for _, f := range found { // that this author may override nothing
		if !among(all, f) {
			all = append(all, f)
		}
	}
	return all
}

// couldSign reports whether the author of a record had a key at its time.
func (s *subject) couldSign(r *signoff.Record) bool {
	return slices.ContainsFunc(s.keys[r.By], func(k signoff.Key) bool {
		return k.Covers(r.At) && k.Sole(r.At)
	})
}

// among reports whether a rule is broken in the same way in a list.
func among(list signoff.Refusals, f signoff.Refusal) bool {
	return slices.ContainsFunc(list, func(g signoff.Refusal) bool { return g.Rule == f.Rule && g.Name == f.Name })
}
