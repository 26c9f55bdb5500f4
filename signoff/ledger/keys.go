package ledger

import (
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/sshsig"
)

// signers reports keys that records here were signed with and that are the author's no more: without
// them nobody can check those records again. Each is told once, at the first of its records. What is
// revoked needs no key.
func (f *file) signers(book *signoff.Rulebook) {
	if f.program.MentorsUnread() {
		return
	}
	revoked := map[string]bool{}
	for _, r := range f.learner.Records {
		if r.Type == signoff.Revoke {
			revoked[r.Ref] = true
		}
	}
	type signer struct{ by, key string }
	listed := map[string][]signoff.Key{}
	var order []signer
	first, times := map[signer]int{}, map[signer]int{}
	for i, r := range f.learner.Records {
		key := madeWith(r)
		if key == "" || revoked[r.Digest] {
			continue
		}
		keys, asked := listed[r.By]
		if !asked {
			keys = book.Keys(f.learner, r.By)
			listed[r.By] = keys
		}
		if slices.ContainsFunc(keys, func(k signoff.Key) bool { return k.Key == key }) {
			continue
		}
		s := signer{r.By, key}
		if times[s]++; times[s] == 1 {
			first[s] = i
			order = append(order, s)
		}
	}
	for _, s := range order {
		p := f.at(first[s], CodeKey, "sig", "%s signed %s here with the key %s, which is not listed for them", s.by, count(times[s], "record"), sshsig.Fingerprint(s.key))
		if p.Hint = "a key that records need stays in mentors.yaml: put it back, with until: and its last day"; s.by == f.id && len(f.program.Designations(s.by)) == 0 {
			p.Hint = "a learner's key is a record of a coordinator's: sojt learner key; one that was never theirs signed what has to be revoked"
		}
	}
}

// madeWith is the key that a record says it is signed with, "" where it says none that can be read:
// whether it is, is for verify to say.
func madeWith(r *signoff.Record) string {
	if r.Sig == "" {
		return ""
	}
	blob, err := sshsig.FromBase64(r.Sig)
	if err != nil {
		return ""
	}
	key, err := sshsig.KeyOf(blob)
	if err != nil {
		return ""
	}
	return key
}

// owned is a key, whose it is, and where that stands.
type owned struct {
	key, who string
	pos      diag.Pos
	record   string // the key record's id
}

// keys gives the learner's keys that are not revoked, and reports those that prove nothing. They outlive the
// file, which may be lent.
func (f *file) keys(book *signoff.Rulebook) []owned {
	var all []owned
	for _, k := range book.LearnerKeys(f.learner) {
		if !k.Until.IsZero() {
			continue
		}
		i := slices.Index(f.learner.Records, k.Record)
		if _, err := competency.ParseKey(k.Key); err != nil {
			f.at(i, CodeKey, "key", "the key cannot be used: %s", err).Hint = "revoke it, and enter another: sojt learner key"
			continue
		}
		object, _ := k.Record.Line() // it was parsed from this very text
		pos := diag.Pos{File: f.path, Line: f.learner.Lines[i], Column: column(object, "key")}
		all = append(all, owned{strings.Clone(k.Key), f.id, pos, strings.Clone(k.Record.ID)})
	}
	return all
}

// sharedKeys reports learners' keys that somebody else has. Mentors among themselves are checked with
// the definitions.
func sharedKeys(program *competency.Program, learners []owned, problems *diag.List) {
	first := map[string]string{}
	for _, m := range program.Mentors {
		for _, k := range m.Keys {
			first[k.Key] = m.ID
		}
	}
	for _, k := range learners {
		switch who, known := first[k.key]; {
		case !known:
			first[k.key] = k.who
		case who != k.who:
			p := problems.Errorf(CodeShared, k.pos, "this key of %s is also one of %s", k.who, who)
			p.Record, p.Hint = k.record, "a key proves who signed only while one person has it: revoke the record, and enter a key of their own"
		}
	}
}
