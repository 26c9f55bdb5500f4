// Command corpus makes a program as three years of work leave it: definitions, mentors, learners'
// files full of records, and results on the job. What it writes follows from its flags alone, byte for
// byte; validate has nothing against it, nor has verify. It is there to try reports, speed and other
// programs on something large.
//
//	go run ./examples/corpus -learners 500 -records 100 -seed 1 -out /tmp/plant
//	go run ./cmd/sojt -C /tmp/plant report --as-of 2026-10-31
//
// The people in it are made up, and so are their keys: anybody can make the private halves.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:], os.Environ(), os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "corpus:", err)
		os.Exit(2)
	}
}

// run makes the program that the arguments describe and says on stderr what is there.
func run(ctx context.Context, args, environ []string, stderr io.Writer) error {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	made, err := write(ctx, o)
	if err != nil {
		return err
	}
	fmt.Fprintf(stderr, "%d records of %d learners, %.1f MB, in %s\n", made.records, o.Learners, float64(made.bytes)/1e6, o.Out)
	if o.Signed > 0 {
		fmt.Fprintf(stderr, "mentors' private keys are in %s\n", o.Keys)
	}
	if !o.Git {
		return nil
	}
	if err := commit(ctx, o.Out, environ); err != nil {
		return err
	}
	fmt.Fprintf(stderr, "all of it is one commit; to act as a coordinator: git -C %s config user.email %s\n", o.Out, email(mentorID(0)))
	return nil
}
