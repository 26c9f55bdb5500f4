package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"sojt/cmd/sojt/terminal"
	"sojt/competency"
	"sojt/competency/diag"
	"sojt/report/findings"
	"sojt/report/safe"
	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// Exit codes (SPEC 4). Scripts depend on them.
const (
	exitDone        = 0
	exitFindings    = 1 // problems, failed verification, --fail-on hit, not qualified
	exitUsage       = 2
	exitRefused     = 3 // by a rule
	exitWorld       = 4 // git, disk, lock, or a check that could not be made
	exitInterrupted = 130
)

// usageError is a command line that cannot be meant: exit 2. Hint is the next step.
type usageError struct {
	message, hint string
}

func (e *usageError) Error() string { return e.message }

func usagef(hint, format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...), hint}
}

// refused is what the rules say no to: exit 3. What is the act, in the past: "signed", "recorded".
type refused struct {
	what  string
	rules signoff.Refusals
}

func (e *refused) Error() string {
	return fmt.Sprintf("not %s: %s", e.what, e.rules.Error())
}

// silent carries an exit code for a command that has said all there is to say.
type silent int

func (s silent) Error() string { return fmt.Sprintf("exit %d", int(s)) }

// stopped is the error of a command that works in several steps. What says how things are where an
// interruption ends it between two of them.
type stopped struct {
	what string
	err  error
}

func (e *stopped) Error() string { return e.err.Error() }

func (e *stopped) Unwrap() error { return e.err }

// explain prints an error once, in plain words, and gives the exit code. The type decides, never the
// text. Anything from people or programs passes the sanitiser. An interruption may show as any error;
// what became of a write is said all the same.
func explain(w io.Writer, err error, interrupted bool) int {
	var (
		quiet    silent
		usage    *usageError
		rules    *refused
		problems diag.List
		halted   *ledger.WriteError
		between  *stopped
		again    *unrecorded
	)
	if errors.As(err, &again) {
		code := explain(w, again.err, interrupted)
		again.print(w)
		return code
	}
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &quiet):
		return int(quiet)
	case errors.As(err, &halted) && interrupted:
		say(w, halted.Error(), "")
		return exitInterrupted
	case errors.As(err, &between) && interrupted:
		say(w, "interrupted: "+between.what, "")
		return exitInterrupted
	case interrupted, errors.Is(err, terminal.ErrInterrupted):
		fmt.Fprintln(w, "sojt: interrupted, nothing was written")
		return exitInterrupted
	case errors.Is(err, errUnanswered):
		fmt.Fprintln(w, "sojt: not answered, nothing was written")
		return exitInterrupted
	case errors.Is(err, errLeftOut):
		fmt.Fprintln(w, "sojt: left out, nothing was written")
		return exitInterrupted
	case errors.As(err, &usage):
		say(w, usage.message, usage.hint)
		return exitUsage
	case errors.As(err, &rules):
		printRefusals(w, rules)
		return exitRefused
	case errors.As(err, &problems):
		findings.Text(w, findings.Result{Problems: problems, Files: files(problems)})
		return exitOf(problems)
	case errors.Is(err, git.ErrNoIdentity):
		say(w, "git does not know who commits, and every record is a commit",
			"git config --global user.name \"Your Name\"\ngit config --global user.email you@example.com")
		return exitWorld
	default:
		say(w, err.Error(), "")
		return exitWorld
	}
}

// exitOf is the exit code that errors among problems have: where the system let nothing be read it is its
// no, and nobody's finding.
func exitOf(problems diag.List) int {
	for _, p := range problems {
		if p.Severity == diag.Error && p.Code != competency.CodeUnread {
			return exitFindings
		}
	}
	return exitWorld
}

// files lists the files that problems are in.
func files(problems diag.List) []string {
	var names []string
	for _, p := range problems {
		names = append(names, p.Pos.File)
	}
	return distinct(names)
}

// say prints an error and what to do next, indented, each line made safe.
func say(w io.Writer, message, hint string) {
	for i, l := range strings.Split(strings.TrimRight(message, "\n"), "\n") {
		if i == 0 {
			fmt.Fprintf(w, "sojt: %s\n", safe.Text(l))
		} else {
			fmt.Fprintf(w, "  %s\n", safe.Text(strings.TrimSpace(l)))
		}
	}
	for l := range strings.SplitSeq(hint, "\n") {
		if l != "" {
			fmt.Fprintf(w, "    %s\n", safe.Text(l))
		}
	}
}

// printRefusals lists every rule by name, what is the case, and what would satisfy it.
func printRefusals(w io.Writer, e *refused) {
	fmt.Fprintf(w, "sojt: not %s: %s\n", e.what, counted(len(e.rules), "rule"))
	for _, r := range e.rules {
		fmt.Fprintf(w, "  %-12s %s\n", r.Name, safe.Text(r.Message))
		if r.Remedy != "" {
			fmt.Fprintf(w, "  %-12s %s\n", "", safe.Text(r.Remedy))
		}
	}
}
