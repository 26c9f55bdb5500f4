package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"path"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sojt/report/bundle"
)

type bundleOptions struct {
	learners []string
	history  string
}

func newBundleCmd(a *app) *cobra.Command {
	var o bundleOptions
	cmd := &cobra.Command{
		Use:   "bundle",
		Short: "An archive for an auditor, with all that it takes to check it",
		Long: `Writes an archive of the program as the commit at HEAD has it: definitions and learner files, everybody's
public keys, the history as a git bundle, what verify finds, each learner's transcript (sojt transcript),
every record as a table (sojt log), sums, and verify.sh, with which an auditor checks signatures,
references and history without sojt: it needs a shell, git, ssh-keygen and sha256sum.

The ending of the file decides: .tar, .tar.gz or .zip. The sha256 that is printed goes to the auditor by
another way than the archive: who can change an archive can make its sums anew.

The history holds all that was ever committed, other folders of the repository and notes that were
erased later among it. Where the program is a part of a larger repository --history=all says that this
is meant; --history=skip leaves it out, and then nobody can check that no record was dropped. With
--learner the archive is of these people alone, and has no history. Nothing is redacted: a signature
covers every word. sojt log --redact shows records without words.

The archive is written and the exit code is 1 where verify finds an error.`,
		Example: `  sojt export bundle -o audit.tar.gz
  sojt export bundle --learner maria-lopez -o maria.zip
  sojt export bundle --history=skip -o audit.tar`,
		Args: needs(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runBundle(cmd.Context(), a, o, cmd.Flags().Changed)
		},
	}
	cmd.Flags().StringSliceVar(&o.learners, "learner", nil, "only this `learner`, repeatable; without the history")
	cmd.Flags().StringVar(&o.history, "history", "", "`all` or skip: whether the repository's history goes along")
	cmd.RegisterFlagCompletionFunc("learner", a.completeLearners)
	completeWords(cmd, "history", "all", "skip")
	return cmd
}

// check refuses flags that say nothing.
func (o bundleOptions) check(a *app, given func(string) bool) error {
	if given("history") {
		if err := oneOf("history", o.history, []string{"all", "skip"}); err != nil {
			return err
		}
	}
	switch {
	case a.format != "":
		return usagef("the ending of -o decides: .tar, .tar.gz or .zip", "--format is %q, and a bundle is an archive", a.format)
	case a.knownAt != "":
		return usagef("leave it out, or check out the commit of that day", "--known-at leaves records out, and a bundle holds all of them")
	case o.history == "all" && len(o.learners) > 0:
		return usagef("leave one of the two out", "the history holds everybody, and --learner asks for %s alone", strings.Join(o.learners, ", "))
	case !a.toStdout() && a.writesFile():
		if _, ok := bundle.FormOf(a.output); !ok {
			return usagef("one of .tar, .tar.gz, .zip", "%q is the ending of no archive", path.Ext(a.output))
		}
	}
	return nil
}

func runBundle(ctx context.Context, a *app, o bundleOptions, given func(string) bool) error {
	if err := o.check(a, given); err != nil {
		return err
	}
	c, release, err := a.readCommitted(ctx, "a bundle is made of a commit")
	if err != nil {
		return err
	}
	defer release()
	content, err := c.bundle(ctx, a, o)
	if err != nil {
		return err
	}
	files, err := content.Layout()
	if err != nil {
		return err
	}
	form, ok := bundle.FormOf(a.output)
	if !ok {
		form = bundle.Forms()[0]
	}
	var out bytes.Buffer
	if err := form.Write(&out, content.Name(), c.moment.AsOf.Start(time.UTC), files); err != nil {
		return err
	}
	if err := a.put(out.Bytes(), true, "-o "+content.Name()+".tar.gz"); err != nil {
		return err
	}
	a.tell("sha256  %x", sha256.Sum256(out.Bytes()))
	a.tell("commit  %s", content.Commit)
	a.tell("tell the auditor both by another way than the archive itself; there: sh verify.sh")
	if content.Errors > 0 {
		a.tell("verify found %s: verify.txt lists what it found", counted(content.Errors, "error"))
		return silent(exitFindings)
	}
	return nil
}
