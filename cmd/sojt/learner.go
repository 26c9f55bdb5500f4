package main

import (
	"context"

	"github.com/spf13/cobra"

	"sojt/signoff"
	"sojt/signoff/sshsig"
)

func newLearnerCmd(a *app) *cobra.Command {
	return family(&cobra.Command{
		Use:   "learner COMMAND",
		Short: "Enter the key that a learner signs with",
		Long: `A learner's SSH key is a record in the learner's file, written by a coordinator who says how they made
sure whose it is. sojt enroll makes the file, and its header is edited by hand.`,
		Example: `  sojt learner key maria-lopez --key maria.pub --verified "passport, in person"`,
	}, newLearnerKeyCmd(a))
}

type learnerKeyOptions struct {
	who
	key, verified string
}

func newLearnerKeyCmd(a *app) *cobra.Command {
	var o learnerKeyOptions
	cmd := &cobra.Command{
		Use:   "key LEARNER --key FILE --verified TEXT",
		Short: "Enter a learner's SSH key",
		Long: `A coordinator records the learner's own public key, with which the learner signs practice, requests and
acknowledgements from now on. --verified says how you made sure whose key it is. To end a key revoke
its record; with --trigger fraud it counts as compromised from the day of the revocation.`,
		Example: `  sojt learner key maria-lopez --key maria.pub --verified "passport, in person"
  sojt learner key maria-lopez --key "ssh-ed25519 AAAA…" --verified "read out on the telephone"`,
		Args:              needs("LEARNER"),
		ValidArgsFunction: a.completeArgs(learnerArg),
		RunE:              func(cmd *cobra.Command, args []string) error { return runLearnerKey(cmd.Context(), a, o, args[0]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.key, "key", "", "the public key: a .pub `file`, - for stdin, or the key itself in quotes")
	f.StringVar(&o.verified, "verified", "", "how you made sure whose it is: a `text`")
	o.mentorFlag(cmd, a)
	return cmd
}

func runLearnerKey(ctx context.Context, a *app, o learnerKeyOptions, learner string) error {
	var m missing
	m.flag(o.key == "", "--key FILE")
	m.flag(o.verified == "", "--verified TEXT (how you made sure whose key it is)")
	if err := m.err("learner key"); err != nil {
		return err
	}
	d, _, err := a.begin(ctx, "learner key", o.who, learner, "")
	if err != nil {
		return err
	}
	key, err := a.publicKey(o.key)
	if err != nil {
		return err
	}
	for _, k := range d.book.LearnerKeys(d.people[learner].Learner) {
		if k.Key == key && k.Signs(d.now) {
			return usagef("there is nothing to do", "%s has the key %s already", learner, sshsig.Fingerprint(key))
		}
	}
	if err := d.soleOwner(ctx, key, learner, d.program); err != nil {
		return err
	}
	r := d.draft(signoff.KeyRecord, learner)
	r.Key, r.Verified = key, o.verified
	if err := d.add(r); err != nil {
		return err
	}
	if err := d.write(ctx, "key added"); err != nil || a.dryRun {
		return err
	}
	a.tell("next: %s signs with it once the ssh-agent of their clone holds it (ssh-add), or git's user.signingkey names it", learner)
	return nil
}
