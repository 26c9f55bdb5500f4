package sheet

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/signoff"
)

// signature is one electronic signature as a sheet shows it: printed name, date and time, and what
// signing meant (21 CFR 11.50).
type signature struct {
	record     *signoff.Record
	competency string
	meaning    string
}

// contentHash is the beginning of a hash over what a role asks for, in its order.
func contentHash(r *competency.Role) string {
	h := sha256.New()
	for _, e := range r.Entries {
		fmt.Fprintf(h, "%s %d %s\n", e.ID, e.Revision, e.Fingerprint)
	}
	return hex.EncodeToString(h.Sum(nil))[:8]
}

// records are the learner's records that were known and in effect at the moment and that nobody
// took back, by day of effect.
func (w *writer) records() []*signoff.Record {
	if w.learner == nil {
		return nil
	}
	void := map[string]bool{}
	known := make([]*signoff.Record, 0, len(w.learner.Records))
	for _, r := range signoff.Once(w.learner.Records) {
		if w.inForce(r) {
			known = append(known, r)
		}
	}
	signoff.SortRecorded(known)
	for _, r := range slices.Backward(known) {
		if r.Type == signoff.Revoke && !void[r.Digest] {
			void[r.Ref] = true
		}
	}
	known = slices.DeleteFunc(known, func(r *signoff.Record) bool { return r.Digest != "" && void[r.Digest] })
	slices.SortStableFunc(known, func(a, b *signoff.Record) int {
		return cmp.Compare(a.Effect(w.Program.Zone), b.Effect(w.Program.Zone))
	})
	return known
}

func (w *writer) inForce(r *signoff.Record) bool {
	m := w.moment
	return (m.AsOf == 0 || r.Effect(w.Program.Zone) <= m.AsOf) && (m.KnownAt.IsZero() || !r.At.After(m.KnownAt))
}

// last gives the latest record that passes, or nil.
func last(records []*signoff.Record, pass func(*signoff.Record) bool) *signoff.Record {
	for _, r := range slices.Backward(records) {
		if pass(r) {
			return r
		}
	}
	return nil
}

// sign notes a signature and gives its number.
func (w *writer) sign(r *signoff.Record, competency string) int {
	if i := slices.IndexFunc(w.signed, func(s signature) bool { return s.record == r }); i >= 0 {
		return i + 1
	}
	w.signed = append(w.signed, signature{r, competency, meaning(r)})
	return len(w.signed)
}

// meaning is what a record's author attested.
func meaning(r *signoff.Record) string {
	text := r.Meaning
	switch r.Type {
	case signoff.Signoff:
		text = cmp.Or(text, "observed and found competent")
	case signoff.Acknowledge:
		text = "acknowledges the sign-off"
	case signoff.Observation:
		text = "observed one run: " + cmp.Or(r.Outcome, signoff.CompetentOutcome)
	case signoff.Waive:
		text = "waived, " + r.Kind + reason(r)
	case signoff.Transcribe:
		text = transcribed(r)
	case signoff.Revoke:
		text = "revoked" + reason(r)
	case signoff.Qualify:
		text = "qualifies for the role"
		if r.Interim {
			text = "qualifies for the role for the time being"
		}
	}
	if r.Late {
		text += "; entered late"
	}
	if r.Override != "" {
		text += "; rule overridden: " + r.Override
	}
	return text
}

func reason(r *signoff.Record) string {
	if r.Reason == "" {
		return ""
	}
	return ": " + r.Reason
}

// transcribed says that a record was copied, by whom it was signed on paper, and from what.
func transcribed(r *signoff.Record) string {
	parts := []string{"copied from paper: " + cmp.Or(r.Outcome, signoff.CompetentOutcome)}
	if r.Signer != "" {
		parts = append(parts, "signed there by "+r.Signer)
	}
	if r.Dated != "" {
		parts = append(parts, "dated "+r.Dated)
	}
	if r.Source.Document != "" {
		parts = append(parts, "in "+r.Source.Document)
	}
	return strings.Join(parts, ", ")
}

// judge is who judged as a record says, by id, or by the name on a paper that the program does not know.
func (w *writer) judge(r *signoff.Record) string {
	id, name := r.Judge(w.Program)
	return cmp.Or(id, name)
}

// copied marks what was copied from paper, after a name or initials.
func copied(r *signoff.Record) string {
	if r.Type == signoff.Transcribe {
		return "\npaper"
	}
	return ""
}

// author is who judged, and beside that who copied it.
func (w *writer) author(r *signoff.Record) string {
	name := w.people.labelOf(w.judge(r))
	if r.Type == signoff.Transcribe {
		name += " on paper, copied by " + w.people.labelOf(r.By)
	}
	return name
}

// proof says whether a record carries a signature. The sheet repeats what the file holds; whether
// the signature is good is for verify to say.
func proof(r *signoff.Record) string {
	if r.Sig == "" {
		return "not signed with a key"
	}
	return "signed with a key"
}
