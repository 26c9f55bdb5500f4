package main

import (
	"fmt"
	"strings"

	"sojt/report/findings"
	"sojt/report/safe"
	"sojt/signoff/exchange"
)

// synced says what came and what went, in plain words. With --quiet only what somebody should look
// at.
func (a *app) synced(r *exchange.Result) {
	a.rewritten(r)
	if n := len(r.Problems); n > 0 {
		fmt.Fprintf(a.env.stderr, "sojt: %s on %s already, not from here:\n", counted(n, "problem"), safe.Text(r.Upstream))
		findings.Text(a.env.stderr, findings.Result{Problems: r.Problems, Files: files(r.Problems)})
	}
	if a.quiet {
		return
	}
	came, sent := "received", "sent"
	if a.dryRun {
		came, sent = "would come", "would be sent"
	}
	said := a.side(came, "from "+r.Upstream, r.Received, r.ReceivedFiles, r.Behind)
	toward := "to " + r.Upstream
	if r.First {
		toward += ", which is new there"
	}
	said = a.side(sent, toward, r.Sent, r.SentFiles, r.Ahead) || said
	if !said {
		fmt.Fprintln(a.env.stdout, safe.Text("nothing to do: this clone and "+r.Upstream+" have the same"))
	}
	if a.dryRun {
		a.tell("nothing was changed: this was a dry run")
	}
}

// side says one direction: records by learner, other files, or that there were commits with neither.
func (a *app) side(verb, where string, changes []exchange.Change, others []string, commits int) bool {
	line := func(format string, args ...any) {
		fmt.Fprintln(a.env.stdout, safe.Text(fmt.Sprintf(format, args...)))
	}
	if len(changes) > 0 {
		line("%s  %s %s: %s", verb, counted(exchange.Records(changes), "record"), where, learners(changes))
	}
	if len(others) > 0 {
		line("%s  %s %s: %s", verb, counted(len(others), "changed file"), where, few(others, "file"))
	}
	if len(changes)+len(others) == 0 && commits > 0 {
		line("%s  %s %s, without new records", verb, counted(commits, "commit"), where)
	}
	return len(changes)+len(others)+commits > 0
}

// learners lists changes: "theo-brandt (2 by ana), maria-lopez (1 by per)".
func learners(changes []exchange.Change) string {
	var all []string
	for _, c := range changes {
		by := ""
		if len(c.By) > 0 {
			by = " by " + strings.Join(c.By, ", ")
		}
		all = append(all, fmt.Sprintf("%s (%d%s)", c.Learner, c.Records, by))
	}
	return few(all, "learner")
}

// few lists the first of many.
func few(all []string, noun string) string {
	const most = 8
	if len(all) <= most {
		return strings.Join(all, ", ")
	}
	return strings.Join(all[:most], ", ") + ", and " + counted(len(all)-most, noun) + " more"
}

// rewritten says that a remote took back what it had: what is done about it nobody asked for, so it is
// said loudly.
func (a *app) rewritten(r *exchange.Result) {
	if r.Rewritten {
		say(a.env.stderr, fmt.Sprintf("the history of %s was written anew: it lacks commits that it had", r.Upstream), "")
	}
	verb := "sent again"
	if a.dryRun {
		verb = "would be sent again"
	}
	if n := exchange.Records(r.Kept); n > 0 {
		say(a.env.stderr, fmt.Sprintf("%s dropped %s that it had; kept here, and %s: %s", r.Upstream, counted(n, "record"), verb, learners(r.Kept)),
			"ask whoever looks after it whether that was meant; a record is taken back with sojt revoke, not by deleting it")
	}
	if n := exchange.Records(r.Gone); n > 0 {
		say(a.env.stderr, fmt.Sprintf("%s dropped %s that it had, and nothing here kept: %s", r.Upstream, counted(n, "record"), learners(r.Gone)),
			"sojt doctor --fix puts back what the history still holds")
	}
}
