package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
)

// options say how large the program is and what is hidden in it.
type options struct {
	Out  string
	Keys string // the folder of private keys; beside Out unless stated
	Seed uint64

	Learners     int
	Records      int // of a learner, on average; learners differ by up to half of it
	Mentors      int
	Roles        int
	Competencies int     // of a role
	Signed       float64 // share of what mentors record that is signed; 1: policy requires it
	Folders      int     // sub-folders of learners/; 0: none
	Git          bool

	Effect float64 // how strong the planted effects are, in standard deviations; 0: there is none
	Stamp  string  // id of the mentor who lets everybody pass; "": nobody does
}

// parse reads the command line. What cannot be made is an error that says what was expected.
func parse(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("corpus", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.Out, "out", "", "the `folder` to make; it must not exist, or be empty")
	flags.StringVar(&o.Keys, "keys", "", "the `folder` for the mentors' private keys (default: the value of -out and \"-keys\")")
	flags.Uint64Var(&o.Seed, "seed", 1, "what chance follows from")
	flags.IntVar(&o.Learners, "learners", 500, "how many learners")
	flags.IntVar(&o.Records, "records", 100, "records a learner, on average")
	flags.IntVar(&o.Mentors, "mentors", 12, "how many mentors; the first two are coordinators")
	flags.IntVar(&o.Roles, "roles", 1, "how many roles")
	flags.IntVar(&o.Competencies, "competencies", 100, "competencies a role; every fifth is shared by all roles")
	flags.Float64Var(&o.Signed, "signed", 0, "share of the mentors' records that are signed, 0 to 1; 1: the policy requires it")
	flags.IntVar(&o.Folders, "folders", 0, "sub-folders of learners/ (default none)")
	flags.BoolVar(&o.Git, "git", true, "make it a git repository with one commit")
	flags.Float64Var(&o.Effect, "effect", 0, "plant effects of so many standard deviations: who is rated high in r1-c001 has a better output, and practice by simulator passes more often")
	flags.StringVar(&o.Stamp, "stamp", "", "the `mentor` (mentor-1, mentor-2, ...) who lets everybody pass, many at once")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if o.Keys == "" {
		o.Keys = o.Out + "-keys"
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q: expected flags only", flags.Arg(0))
	}
	return o, o.check()
}

func (o *options) check() error {
	if o.Out == "" {
		return errors.New("-out is missing: the folder to make")
	}
	if entries, err := os.ReadDir(o.Out); err == nil && len(entries) > 0 {
		return fmt.Errorf("-out %q is not empty: name a folder that is not there yet", o.Out)
	}
	for _, n := range []struct {
		flag           string
		is, least, max int
	}{
		{"learners", o.Learners, 0, 10_000_000}, {"records", o.Records, 1, 60_000}, {"mentors", o.Mentors, 3, 10_000},
		{"roles", o.Roles, 1, 100_000}, {"competencies", o.Competencies, 1, 10_000}, {"folders", o.Folders, 0, 100_000},
	} {
		if n.is < n.least || n.is > n.max {
			return fmt.Errorf("-%s %d: expected %d to %d", n.flag, n.is, n.least, n.max)
		}
	}
	if o.Signed < 0 || o.Signed > 1 {
		return fmt.Errorf("-signed %g: expected 0 to 1", o.Signed)
	}
	if o.Stamp == "" {
		return nil
	}
	for i := range o.Mentors {
		if mentorID(i) == o.Stamp && !leaves(i) {
			return nil
		}
	}
	return fmt.Errorf("-stamp %q: expected one of the %d mentors who has not left, such as %s", o.Stamp, o.Mentors, mentorID(2))
}
