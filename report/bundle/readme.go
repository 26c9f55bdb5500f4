package bundle

import (
	"fmt"
	"io/fs"
	"strings"

	"sojt/report/safe"
)

// readme tells the auditor what is here and how to check it.
func (c *Content) readme() []byte {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("# %s: training records for an audit\n", safe.Markdown(c.Title))
	p("Program `%s`, as commit `%s` has it.", c.Program, c.Commit)
	p("Reports are as of the end of %s. %s", c.AsOf.Human(), c.about())
	p(`
## Check it

    sh verify.sh

It needs a POSIX shell with coreutils and sed, git (2.30 or newer) and ssh-keygen (OpenSSH 8.9 or newer), as
Linux, macOS and Git for Windows have them, and nothing of sojt. It changes nothing here. Exit code 0: nothing
wrong; 1: something is; 4: something could not be checked, and it says what. Some hundred signatures take seconds,
ten thousand some minutes.

Before that, compare the sha256 of the archive, and the commit above, with what you were told by another way than
the archive itself: whoever could change the archive could make all sums in it anew, and change verify.sh. Keys too
prove what the people whose keys they are say they prove: if you have everybody's public keys from somewhere else,
give them with --signers FILE.

One record alone, with the command that checks it (OpenSSH 9.1 or newer). Its bytes and its signature are written
where you stand, from within this folder beside it; exit code 0 too where it has no signature, which is said:

    sh verify.sh --record ID

## What is here

| file | |
| --- | --- |
| program/ | the program's definitions and learner files, byte for byte; a record is a line of a learner's file |
| transcripts/ | what each learner has earned, in words: sojt transcript |
| records.csv | every record, a row each: sojt log |
| allowed_signers | everybody's public keys, and from when to when each counts |
| SHA256SUMS | of every file here |
| manifest.txt | which program, which commit |
| verify.txt, verify.json | what sojt verify found when this was exported |`)
	if len(c.Compromised) > 0 {
		p("| compromised_keys | keys that came into other hands |")
	}
	if c.Digests != nil {
		p("| digests | the digest of every record: keep it, and check a later archive with --checkpoint FILE |")
	}
	if c.History != nil {
		p("| history.bundle | every commit that leads to this one: git -c advice.detachedHead=false clone history.bundle FOLDER |")
	}
	p(`
## What verify.sh shows

- Each file is as it was exported, and none is more or less.
- Each signature fits its record, every byte of it, by a key that counted for its author at the record's own time.
- Each record is of this program and of the learner in whose file it stands, and what it refers to is there. A
  record that is missing from the middle is noticed.`)
	if c.History != nil {
		p(`- The files are those of the commit, and no record that any commit before it ever held, on any branch that was
  merged, was changed or dropped since.`)
	}
	p(`
## What it does not show
`)
	for _, line := range c.limits() {
		p("- %s", line)
	}
	return []byte(b.String())
}

func (c *Content) about() string {
	if c.Learners == nil {
		return "It is about everybody."
	}
	return "It is about " + strings.Join(c.Learners, ", ") + " alone."
}

// limits is what checking the archive does not prove.
func (c *Content) limits() []string {
	lines := []string{
		"That the mentor really watched, or that a text is true. A signature says who claims what.",
		"That each author was allowed to sign, by the program's own rules, and that policy asked for no signature where there is none: sojt verify checks that, and verify.txt has what it found.",
		"That a time in a record is true: clocks are set by who has them.",
		"That a hardware key was touched, and that an RSA key has 3072 bits: ssh-keygen does not ask, sojt verify does.",
		"That nobody removed records by making the history anew before this archive, or another copy, was made: the digests of an earlier archive show it.",
	}
	if c.History == nil {
		lines = append(lines, "That no record was changed or dropped, such as the last ones of a file, or lost its signature: the history is not here, "+c.NoHistory+".")
	}
	if c.Learners != nil {
		lines = append(lines, "Anything about people who are not here, mentors' own training among it.")
	}
	return lines
}

// mode is 0644, or 0755 for what can be run.
func mode(name string) fs.FileMode {
	if name == "verify.sh" {
		return 0o755
	}
	return 0o644
}
