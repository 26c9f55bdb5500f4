package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/report/findings"
	"sojt/report/safe"
	"sojt/signoff/exchange"
	"sojt/signoff/ledger"
)

func newSyncCmd(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "sync",
		Short: "Send what is here, take in what others sent",
		Long: `Fetches what others recorded, merges it with what is recorded here, checks the result and sends it.
Records of both sides are kept, always: of two versions of a learner's file the result is every record
of both. What two people changed differently in a role, in mentors.yaml or in a learner's header is
named with both sides, and nothing is changed here until they agree.

Only what is committed is sent. Nothing is ever forced; if others send at the same time it tries again.
What your own changes would break is not sent (exit 1); what is broken already is named.
With --dry-run it fetches and says what would be sent and what would come.`,
		Example: `  sojt sync
  sojt sync --dry-run`,
		Args: needs(),
		RunE: func(cmd *cobra.Command, _ []string) error { return runSync(cmd.Context(), a) },
	}
}

func runSync(ctx context.Context, a *app) error {
	switch {
	case a.noCommit:
		return usagef("leave it out; to look first: sojt sync --dry-run", "--no-commit has no meaning for sync, which sends what is committed")
	case a.format != "":
		return usagef("leave it out: sync says what it did", "--format is for reading")
	}
	if err := a.writes("sync"); err != nil {
		return err
	}
	p, err := a.open()
	if err != nil {
		return err
	}
	repo, err := p.clone(ctx)
	if err != nil {
		return err
	}
	x := &exchange.Exchange{
		Writer: &ledger.Writer{
			Root: p.root, Repo: repo, Committer: repo, Command: "sync", Now: a.env.now,
			Note: func(text string) { a.tell("%s", text) },
		},
		Check: a.checkTree, Jitter: a.env.jitter, DryRun: a.dryRun, Begin: a.step,
	}
	result, err := x.Run(ctx)
	if err != nil {
		return a.notSynced(err)
	}
	a.synced(result)
	if !a.dryRun {
		if err := a.vouched(ctx, p, result); err != nil {
			return err
		}
	}
	if len(result.Conflicts) > 0 {
		a.conflicts(&exchange.ConflictError{Upstream: result.Upstream, Items: result.Conflicts})
		return silent(exitFindings)
	}
	return nil
}

// checkTree is validate for a program that lies in a commit, without what only makes it weak.
func (a *app) checkTree(ctx context.Context, files fs.FS) (diag.List, error) {
	program, problems := competency.Load(files)
	inRecords, err := ledger.Open(files).Check(ctx, program, a.today(program))
	return append(problems, inRecords...), err
}

// jitter is a pause that two who met are unlikely to share: up to a quarter of a second more each time.
func (e *env) jitter(try int) time.Duration {
	var random [8]byte
	if _, err := io.ReadFull(e.rand, random[:]); err != nil {
		return time.Second
	}
	return time.Duration(binary.LittleEndian.Uint64(random[:]) % uint64(time.Duration(try)*time.Second/4))
}

// step tells somebody at a terminal what takes its time.
func (a *app) step(s exchange.Step) error {
	if a.env.asks && (s == exchange.Fetching || s == exchange.Pushing) {
		a.tell("%s ...", s)
	}
	return nil
}

// notSynced explains what keeps two sides apart where people have to settle it.
func (a *app) notSynced(err error) error {
	var conflict *exchange.ConflictError
	var blocked *exchange.BlockedError
	switch {
	case errors.As(err, &conflict):
		a.conflicts(conflict)
		return silent(exitFindings)
	case errors.As(err, &blocked):
		say(a.env.stderr, fmt.Sprintf("not sent to %s, and nothing was changed here: these problems would come with it", blocked.Upstream), "")
		findings.Text(a.env.stderr, findings.Result{Problems: blocked.Problems, Files: files(blocked.Problems)})
		a.tell("mend them, commit that, then run sojt sync again")
		return silent(exitFindings)
	}
	return &stopped{"what is committed here is safe here, and sojt sync goes on from where it was", err}
}

// conflicts shows both sides of what they do not agree on, and what to do.
func (a *app) conflicts(e *exchange.ConflictError) {
	w := a.env.stderr
	say(w, fmt.Sprintf("%s changed here and, differently, on %s", counted(len(e.Items), "file"), e.Upstream), "")
	var authors []string
	for _, c := range e.Items {
		by := ""
		if c.Author != "" {
			by = "; there by " + c.Author
			authors = append(authors, c.Author)
		}
		fmt.Fprintf(w, "  %s: %s%s\n", safe.Text(c.Path), safe.Text(c.What), safe.Text(by))
		for _, p := range c.Places {
			showPlace(w, p)
		}
		if c.Hint != "" {
			fmt.Fprintf(w, "    %s\n", safe.Text(c.Hint))
		}
	}
	fmt.Fprintln(w, "nothing was changed here and nothing was sent; what is committed here is safe")
	who := "whoever changed it there"
	if len(authors) > 0 {
		who = strings.Join(distinct(authors), ", ")
	}
	fmt.Fprintf(w, "ask %s which of the two is meant; write that here, commit it, and have it written there too, then run sojt sync again\n", safe.Text(who))
}

// showPlace shows a few lines of both sides.
func showPlace(w io.Writer, p exchange.Place) {
	switch {
	case p.Key != "":
		fmt.Fprintf(w, "    %s\n", safe.Text(p.Key))
	case p.Line > 0:
		fmt.Fprintf(w, "    line %d\n", p.Line)
	}
	for _, side := range []struct {
		name  string
		lines []string
	}{{"here ", p.Ours}, {"there", p.Theirs}} {
		const most = 5
		for i, l := range side.lines {
			if i == most {
				fmt.Fprintf(w, "      %s  and %s more\n", side.name, counted(len(side.lines)-most, "line"))
				break
			}
			fmt.Fprintf(w, "      %s  %s\n", side.name, safe.Text(strings.TrimSpace(l)))
		}
		if len(side.lines) == 0 || len(side.lines) == 1 && side.lines[0] == "" {
			fmt.Fprintf(w, "      %s  (nothing)\n", side.name)
		}
	}
}
