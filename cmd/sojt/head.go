package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/crew"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
	"sojt/signoff/verify"
)

// committed is a program as the commit at HEAD holds it: what is verified. Where no commit holds it,
// it is the folder as it is, and unread says why.
type committed struct {
	*reader
	disk   *place
	repo   *git.Repo // nil where unread says so
	tree   *git.Tree
	unread string
	memory *remembered // nil where nothing is remembered
}

// readHead opens the program as HEAD has it. While somebody writes it waits up to two seconds.
func (a *app) readHead(ctx context.Context) (*committed, func(), error) {
	p, err := a.open()
	if err != nil {
		return nil, nil, err
	}
	release := p.share(ctx)
	c := &committed{disk: p}
	if err := c.find(ctx); err != nil {
		release()
		return nil, nil, err
	}
	done := func() {
		release()
		if c.tree != nil {
			c.tree.Close()
		}
	}
	at := *p
	if c.tree != nil {
		at.files, at.ledger = c.tree, ledger.Open(c.tree)
	}
	program, err := at.program()
	if err != nil {
		if c.tree != nil {
			a.tell("in the commit at HEAD, which is what is verified:")
		}
		done()
		return nil, nil, err
	}
	c.reader = &reader{place: &at, program: program, today: calendar.In(a.env.reportTime(), program.Zone)}
	c.book = signoff.NewRulebook(program, at.person(program))
	return c, done, nil
}

// readCommitted opens the program as HEAD has it, at the moment that --as-of and --known-at name, for what is
// made of a commit alone; why says so where there is none.
func (a *app) readCommitted(ctx context.Context, why string) (*committed, func(), error) {
	c, release, err := a.readHead(ctx)
	if err != nil {
		return nil, nil, err
	}
	if c.tree == nil {
		err = fmt.Errorf("%s, and %s", why, c.unread)
	} else {
		c.moment, err = a.moment(c.program)
	}
	if err != nil {
		release()
		return nil, nil, err
	}
	return c, release, nil
}

// commit is the full id of the commit; "" where there is none.
func (c *committed) commit() string {
	if c.tree == nil {
		return ""
	}
	return c.tree.Commit
}

// find looks for the commit that holds the program.
func (c *committed) find(ctx context.Context) error {
	repo, err := c.disk.clone(ctx)
	switch {
	case errors.Is(err, git.ErrNoRepository):
		c.unread = "the program is in no git repository"
		return nil
	case err != nil:
		return err
	}
	head, err := repo.Head(ctx)
	if err != nil {
		return err
	}
	if head.Commit == "" {
		c.unread = "nothing is committed yet"
		return nil
	}
	tree, err := repo.Tree(ctx, head.Commit)
	if errors.Is(err, fs.ErrNotExist) {
		c.unread = "the program is not committed yet"
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := fs.Stat(tree, programFile); errors.Is(err, fs.ErrNotExist) {
		tree.Close()
		c.unread = "the program is not committed yet"
		return nil
	}
	c.repo, c.tree = repo, tree
	return nil
}

// holds reports whether a file is on disk as the commit has it.
func (c *committed) holds(name string) (bool, error) {
	f, err := c.disk.files.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	return c.tree.Holds(name, f)
}

// uncommitted lists the program's files that are not on disk as the commit has them, by path. A learner's file
// in which nothing is new, by the past that is asked about, is not compared where both have one.
func (c *committed) uncommitted(past *verify.Past) ([]string, error) {
	if c.tree == nil {
		return nil, nil
	}
	here, _, err := c.disk.ledger.Entries()
	if err != nil {
		return nil, err
	}
	program, _ := competency.Load(c.disk.files)
	there, _, err := c.ledger.Entries()
	if err != nil {
		return nil, err
	}
	names := slices.Concat(program.Files, c.program.Files)
	entries, on := slices.Concat(here, there), map[string]int{} // on disk, in the commit, or on both
	for _, e := range entries {
		on[e.Path]++
	}
	for _, e := range entries {
		if on[e.Path] < 2 || !past.Same(e.Path) {
			names = append(names, e.Path)
		}
	}
	return c.different(distinct(names)), nil
}

// different are those of some files that are not on disk as the commit has them, in their order. To hash all of a
// large program's is work for every processor.
func (c *committed) different(names []string) []string {
	differs := make([]bool, len(names))
	crew.Do(len(names), func(i int) {
		same, err := c.holds(names[i])
		differs[i] = err != nil || !same
	})
	var found []string
	for i, name := range names {
		if differs[i] {
			found = append(found, name)
		}
	}
	return found
}

// inquiry is what is asked of the commit.
func (c *committed) inquiry(ctx context.Context, a *app, o verifyOptions) (*verify.Case, error) {
	v := &verify.Case{Ledger: c.ledger, Book: c.book, Now: a.env.now(), Unread: c.unread}
	if c.tree == nil {
		return v, nil
	}
	v.Ancestor = behind(c.repo)
	c.memory = a.remembers(c.repo, c.program.ID)
	v.Known, v.Remember = c.memory.signatures.Known, c.memory.signatures.Remember
	seats := c.repo.Seats()
	v.Memory = &verify.Memory{
		Commit: c.tree, Disk: c.disk.files, Same: c.tree.Same, Known: c.memory.verdicts,
		Seat: func(path string) string { return seats.Of(c.tree.Blob(path)) },
	}
	var err error
	if o.history == "skip" {
		v.Unread = "as asked with --history=skip"
		v.Uncommitted, err = c.uncommitted(nil)
		return v, err
	}
	since, err := c.since(ctx, o.since)
	if err != nil {
		return nil, err
	}
	v.Past, err = verify.Read(ctx, verify.Source{
		Repo: c.repo, Commit: c.tree.Commit, Since: since, Program: c.program, Committed: true, Known: c.memory.walked,
	})
	if errors.Is(err, git.ErrObject) {
		v.Unread, err = err.Error(), nil
	}
	if err == nil {
		v.Uncommitted, err = c.uncommitted(v.Past)
	}
	return v, err
}

// since is the commit that --since names; "" for none.
func (c *committed) since(ctx context.Context, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	commit, err := c.repo.Named(ctx, name)
	switch {
	case errors.Is(err, git.ErrAmbiguous):
		return "", ambiguous("--since", err)
	case err != nil:
		return "", usagef("name a branch, a tag or a commit, which may have to be fetched first", "--since is %q, which is no revision of this clone", name)
	}
	return commit, nil
}
