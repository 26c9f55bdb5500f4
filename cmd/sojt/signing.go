package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sojt/signoff"
	"sojt/signoff/sshsig"
)

// demand says how much the drafts at a desk want a signature.
type demand int

const (
	leave demand = iota // the user left it out
	may                 // what learners claim, and notes: signed where that asks nobody anything
	shall               // signed by whoever has a key
	must                // policy requires it
)

// demand works out what policy and the command line ask for. Somebody else than git's user speaks only
// by a signature, whatever the type.
func (d *desk) demand() demand {
	wants := d.guest != "" || slices.ContainsFunc(d.drafts, func(r *signoff.Record) bool {
		return d.book.Signable(d.people[r.Learner].Learner, r)
	})
	switch {
	case wants && d.program.Policy.Signatures == "required":
		return must
	case d.app.unsigned:
		return leave
	case wants:
		return shall
	default:
		return may
	}
}

// ownKeys lists the keys that may sign every draft now.
func (d *desk) ownKeys() []string {
	var keys []string
	for i, id := range distinct(learnersOf(d.drafts)) {
		own := d.signing(d.people[id].Learner)
		if i == 0 {
			keys = own
		}
		keys = slices.DeleteFunc(keys, func(k string) bool { return !slices.Contains(own, k) })
	}
	return keys
}

// signing lists the keys by which who acts may sign in a learner's file now.
func (d *desk) signing(l *signoff.Learner) []string {
	var keys []string
	for _, k := range d.book.Keys(l, d.by) {
		if k.Signs(d.now) {
			keys = append(keys, k.Key)
		}
	}
	return keys
}

// takePen settles which key signs the drafts, if any does: rule 11. The error is the world's.
func (d *desk) takePen(ctx context.Context) error {
	keys := d.ownKeys()
	want := d.demand()
	switch {
	case want == must && d.app.unsigned:
		d.lacks("--unsigned leaves it out", "leave --unsigned out")
		return nil
	case want == leave && len(keys) > 0:
		d.overrideUnsigned()
	}
	if want == leave || len(keys) == 0 {
		d.noPen(want)
		return nil
	}
	f, err := d.app.lookForPen(ctx, d.repo, keys)
	if err != nil {
		return err
	}
	if want == may {
		f.try = slices.DeleteFunc(f.try, func(c sshsig.Candidate) bool { return strings.HasPrefix(c.Key, "sk-") })
	}
	if len(f.try) > 0 {
		d.pen = d.app.newPen(ctx, d.repo, f.try[0], want)
		return nil
	}
	if want == may {
		return nil
	}
	return d.notAtHand(f, want)
}

// noPen says what follows from having no key that counts.
func (d *desk) noPen(want demand) {
	switch {
	case want == must && len(d.program.Designations(d.by)) > 0:
		d.lacks(fmt.Sprintf("mentors.yaml lists no key of %s that counts now", d.by),
			fmt.Sprintf("sojt mentor key %s --key FILE", d.by))
	case want == must:
		d.lacks(fmt.Sprintf("there is no key record of %s that counts now", d.by),
			fmt.Sprintf("a coordinator enters one: sojt learner key %s --key FILE --verified TEXT", d.by))
	case d.guest != "":
		d.notes = append(d.notes, fmt.Sprintf("recorded for %s under git's user.email %s, without a signature of %s", d.by, d.guest, d.by))
	}
}

// lacks objects that a signature is asked for and cannot be made.
func (d *desk) lacks(what, remedy string) {
	why := "policy asks for a signature"
	if d.guest != "" {
		why = fmt.Sprintf("%s is not whom git's user.email %s belongs to, and has to sign", d.by, d.guest)
	}
	d.object(nil, signoff.Refusal{Rule: 11, Name: "signature", Message: why + ": " + what, Remedy: remedy})
}

// notAtHand refuses where keys are listed and none is here: a rule's no, or the world's where the
// ssh-agent that should have had one is gone, or locked, which looks like empty.
func (d *desk) notAtHand(f found, want demand) error {
	what := fmt.Sprintf("no key that is listed for %s is at hand", d.by)
	remedy := "load it with ssh-add, or name it in git's user.signingkey"
	if want == shall {
		remedy += "; or record without a signature: --unsigned"
	}
	if f.agent != nil {
		return fmt.Errorf("not recorded: %s: %w\n%s", what, f.agent, remedy)
	}
	if n := len(f.passed); n > 0 {
		what += " (" + strings.Join(f.passed[:min(n, 2)], "; ")
		if n > 2 {
			what += fmt.Sprintf("; and %d more", n-2)
		}
		what += ")"
	}
	if want == must {
		d.lacks(what, remedy)
		return nil
	}
	d.object(nil, signoff.Refusal{Rule: 11, Name: "signature", Message: what, Remedy: remedy})
	return nil
}

// overrideUnsigned objects to an override without the signature of the coordinator who gives it, who
// has a key.
func (d *desk) overrideUnsigned() {
	if slices.ContainsFunc(d.drafts, func(r *signoff.Record) bool { return r.Override != "" }) {
		d.object(nil, signoff.Refusal{Rule: 11, Name: "signature",
			Message: "an override counts by the signature of the coordinator who gives it, and --unsigned leaves it out",
			Remedy:  "leave --unsigned out"})
	}
}

// signDrafts signs every draft, all or none. What need not be signed is left unsigned where the key
// cannot do it without a word to anybody.
func (d *desk) signDrafts(ctx context.Context) error {
	if d.pen == nil {
		return nil
	}
	want := d.pen.demand
	err := d.signWith(ctx, d.pen)
	switch {
	case err == nil:
		d.notes = append([]string{fmt.Sprintf("signed with %s", d.pen)}, d.notes...)
		return nil
	case ctx.Err() != nil, errors.Is(err, errUnanswered) && want != may:
		return err
	case want == may:
		for _, r := range d.drafts {
			r.Sig = ""
		}
		d.pen = nil
		return nil
	}
	remedy := ""
	if want == shall {
		remedy = "\nto record without a signature: --unsigned"
	}
	return fmt.Errorf("nothing was recorded: %w%s", err, remedy)
}

func (d *desk) signWith(ctx context.Context, p *pen) error {
	signer, err := p.means.Open(p.Candidate)
	if err != nil {
		return err
	}
	for i, r := range d.drafts {
		if signer.Touch {
			d.app.tell("touch the security key that holds %s: record %d of %d", keyName(signer.Key), i+1, len(d.drafts))
		}
		if err := d.app.sign(ctx, signer, r); err != nil {
			return err
		}
	}
	return nil
}
