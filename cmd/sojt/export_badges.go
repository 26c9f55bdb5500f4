package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency/strictyaml"
	"sojt/report/badge"
	"sojt/signoff/sshsig"
)

type badgeOptions struct {
	learner, role, competency string
	key                       string
	base, issuer, issuerName  string
	redact                    bool
	check                     string
}

func newBadgesCmd(a *app) *cobra.Command {
	var o badgeOptions
	cmd := &cobra.Command{
		Use:   "openbadges",
		Short: "Signed Open Badges 3.0 of what a learner is competent in",
		Long: `Writes an Open Badge 3.0 for the role in which a learner is qualified, or the competency in which the
learner is competent, or without --role and --competency for each of them: a credential that the holder can
show elsewhere, as a JWT signed by --key. What is asked is what sojt qualified asks, verification
of the records included; what is waived or copied from paper gets no badge of its own. Several badges are
written one a line, or into a folder (-o FOLDER/) a file each. --format json writes what would be
signed, also without --key: the issuer is then https://sojt.invalid/issuer.

The key is the issuer's, not a mentor's: an Ed25519 key of your organisation, made once with
ssh-keygen -t ed25519. --key names its file, or its .pub where the ssh-agent holds it. Without
--issuer the issuer is the key itself (did:key), so that anybody can check the badge without asking
anyone; with it, who checks has to get the key from there.

A badge says what held when it was written, until its validUntil. Nothing calls it back when a sign-off
is revoked: docs/exchange.md.

--check FILE checks badges instead: signature, form and time. It needs no program. Anybody can make a key
and a badge under any name: --key names the issuer's public key, had another way than the badge, and
without it the exit code is 4.`,
		Example: `  sojt export openbadges --learner maria-lopez --role line-cook --key badge-key -o maria.jwt
  sojt export openbadges --learner maria-lopez --key badge-key.pub -o badges/
  sojt export openbadges --check maria.jwt --key badge-key.pub`,
		Args:        needs(),
		Annotations: map[string]string{ownFormats: "jwt json"},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.check != "" {
				return runBadgeCheck(a, o)
			}
			return runBadges(cmd.Context(), a, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.learner, "learner", "", "whose badges: a `learner`")
	f.StringVar(&o.role, "role", "", "only of this `role`")
	f.StringVar(&o.competency, "competency", "", "only of this `competency`")
	f.StringVar(&o.key, "key", "", "the issuer's Ed25519 key: a `file`, or its .pub where the ssh-agent holds it; with --check its public key")
	f.StringVar(&o.issuer, "issuer", "", "the issuer's `url`, in place of the key itself")
	f.StringVar(&o.issuerName, "issuer-name", "", "what the issuer is called: a `name`, that of the program unless given")
	f.StringVar(&o.base, "base", "", "the `url` that the names of roles and competencies begin with")
	f.BoolVar(&o.redact, "redact", false, "the holder by id in place of a hashed email, mentors by their ids")
	f.StringVar(&o.check, "check", "", "check the badges in this `file` instead")
	cmd.RegisterFlagCompletionFunc("learner", a.completeLearners)
	cmd.RegisterFlagCompletionFunc("role", a.completeRoles)
	cmd.RegisterFlagCompletionFunc("competency", a.completeArgs(learnerArg, competencyArg))
	cmd.RegisterFlagCompletionFunc("check", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveDefault
	})
	return cmd
}

func runBadges(ctx context.Context, a *app, o badgeOptions) error {
	form, err := a.ownFormat("jwt", "json")
	if err != nil {
		return err
	}
	var m missing
	m.flag(o.learner == "", "--learner")
	m.flag(o.key == "" && form == "jwt", "--key")
	if err := m.err("export openbadges"); err != nil {
		return err
	}
	if o.role != "" && o.competency != "" {
		return usagef("a badge is of one of them; ask twice", "--role and --competency are both given")
	}
	r, release, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer release()
	for _, target := range []string{o.role, o.competency} {
		if target != "" {
			if err := r.badgeTarget(o, target); err != nil {
				return err
			}
		}
	}
	var key *sshsig.Plain // none: a draft, of an issuer who is not known yet
	if o.key != "" {
		if key, err = a.issuerKey(ctx, o.key); err != nil {
			return err
		}
	}
	maker, err := o.maker(r, key)
	if err != nil {
		return err
	}
	badges, err := a.earned(ctx, r, maker, o)
	if err != nil {
		return err
	}
	files := make([]badgeFile, len(badges))
	for i, b := range badges {
		text, err := sealed(ctx, key, b.credential, form)
		if err != nil {
			return err
		}
		files[i] = badgeFile{o.learner + "." + strings.ReplaceAll(b.target, "/", ".") + "." + form, text + "\n"} // no id has a dot: none is another's
	}
	return a.putBadges(files)
}

// badgeTarget checks that what is to be badged is what the flag says.
func (r *reader) badgeTarget(o badgeOptions, target string) error {
	switch {
	case target == o.role:
		_, err := roleNamed(r.program, target)
		return err
	case target == o.competency && r.program.Competency(target) == nil:
		return unknown("competency", target, competencies(r.program), "sojt status LEARNER lists a learner's")
	case target == o.competency && r.program.Role(target) != nil:
		return usagef("give one of them another id first", "%q is a role too, and sojt qualified answers about that", target)
	}
	return nil
}

// noIssuer stands in a draft in the place of the key that is not chosen yet.
const noIssuer = "https://sojt.invalid/issuer"

// maker knows in whose name badges are made.
func (o badgeOptions) maker(r *reader, key *sshsig.Plain) (badge.Maker, error) {
	base, err := baseOf(o.base, r)
	if err != nil {
		return badge.Maker{}, err
	}
	issuer := badge.Issuer{ID: noIssuer, Name: cmp.Or(o.issuerName, r.program.Name, r.program.ID)}
	if key != nil {
		issuer.ID = badge.DID(key.Public)
	}
	if o.issuer != "" {
		if !strings.HasPrefix(o.issuer, "https://") {
			return badge.Maker{}, usagef("leave it out to be known by the key alone", "--issuer is %q, expected a URL that begins with https://", o.issuer)
		}
		if _, err := baseOf(o.issuer, r); err != nil {
			return badge.Maker{}, usagef("leave it out to be known by the key alone", "--issuer is %q, expected a URL without ?, # and user name", o.issuer)
		}
		issuer.ID = o.issuer
	}
	return badge.Maker{Base: base, Issuer: issuer}, nil
}

// issuerKey makes ready to sign with a private key file, or with a public one whose private one the
// ssh-agent holds.
func (a *app) issuerKey(ctx context.Context, name string) (*sshsig.Plain, error) {
	const hint = "make one for badges alone: ssh-keygen -t ed25519 -f badge-key"
	data, err := keyReader("")(a.path(name))
	if err != nil {
		return nil, usagef(hint, "the key file %q cannot be read: %v", name, cause(err))
	}
	if strictyaml.IsSecret(string(data)) {
		return sshsig.PlainInFile(name, data, a.ask(ctx, name))
	}
	public, err := parsePublic(fmt.Sprintf("%q", name), string(data))
	if err != nil {
		return nil, err
	}
	return sshsig.PlainInAgent(a.env.variable("SSH_AUTH_SOCK"), public)
}

// sealed is a badge in a form: signed, or what would be signed.
func sealed(ctx context.Context, key *sshsig.Plain, c badge.Credential, form string) (string, error) {
	if form == "json" {
		text, err := c.JSON()
		return string(text), err
	}
	return badge.Seal(ctx, badge.Key{Public: key.Public, Sign: key.Sign}, c)
}

// badgeFile is a badge as it is written.
type badgeFile struct{ name, text string }

// putBadges writes badges one a line, or a file each where -o names a folder.
func (a *app) putBadges(files []badgeFile) error {
	info, err := os.Stat(a.path(a.output))
	folder := !a.toStdout() && (strings.HasSuffix(a.output, "/") || err == nil && info.IsDir())
	if !folder {
		var all strings.Builder
		for _, f := range files {
			all.WriteString(f.text)
		}
		return a.put([]byte(all.String()), false, "")
	}
	if err := a.spare(filepath.Join(a.path(a.output), files[0].name)); err != nil {
		return err
	}
	if !a.dryRun {
		if err := os.MkdirAll(a.path(a.output), 0o755); err != nil {
			return fmt.Errorf("%s: %w", a.output, cause(err))
		}
	}
	for _, f := range files {
		one := *a
		one.output = filepath.Join(a.output, f.name)
		if err := one.put([]byte(f.text), false, ""); err != nil {
			return err
		}
	}
	return nil
}
