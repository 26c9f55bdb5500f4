package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"sojt/signoff/git"
	"sojt/signoff/verify"
)

// checkpoint is the file of --checkpoint, as it was when verify began.
type checkpoint struct {
	name, path string
	data       []byte             // nil: there was none
	known      *verify.Checkpoint // what it says
}

// checkpoint reads the file of --checkpoint, which may not be there yet.
func (a *app) checkpoint(name, program string) (*checkpoint, error) {
	c := &checkpoint{name: name, path: a.path(name)}
	if err := a.spare(c.path); err != nil {
		return nil, err
	}
	var err error
	if c.data, err = c.read(); err != nil || c.data == nil {
		return c, err
	}
	c.known, err = verify.ParseCheckpoint(name, program, c.data)
	return c, err
}

func (c *checkpoint) read() ([]byte, error) {
	info, err := os.Stat(c.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%s: %w", c.name, cause(err))
	case !info.Mode().IsRegular():
		return nil, usagef("name a file", "--checkpoint is %q, which is no regular file", c.name)
	}
	data, err := os.ReadFile(c.path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.name, cause(err))
	}
	return data, nil
}

// missed makes part of what was not checked that there was nothing to compare with: it was asked for.
func (c *checkpoint) missed(result *verify.Result) {
	for i := range result.NotChecked {
		if n := &result.NotChecked[i]; n.Code == verify.CodeCheckpoint && c.known == nil {
			n.Why, n.Fails = c.name+" was not there before", true
		}
	}
}

// keep writes what is known now, once nothing was found that is an error.
func (c *checkpoint) keep(a *app, result verify.Result, program, commit string, now time.Time) error {
	switch {
	case result.Problems.Errors() > 0:
		a.tell("%s was not written: there are errors", c.name)
		return nil
	case result.Anchored > 0:
		a.tell("%s stays as it is: records there by a key that came into other hands rest on it: %d", c.name, result.Anchored)
		return nil
	case c.known != nil && slices.ContainsFunc(result.NotChecked, func(n verify.NotChecked) bool { return n.Code == verify.CodeCheckpoint }):
		a.tell("%s stays as it is: what it says could not be compared in full", c.name)
		return nil
	case a.dryRun:
		a.tell("would write %s", c.name)
		return nil
	}
	next := verify.Checkpoint{Program: program, At: now.UTC().Truncate(time.Second), Commit: commit, Digests: result.Digests}
	data, err := next.Bytes()
	if err != nil {
		return err
	}
	if again, err := c.read(); err != nil {
		return err
	} else if !bytes.Equal(again, c.data) {
		return fmt.Errorf("%s: it was changed while this command was at work: run the command again", c.name)
	}
	if err := replace(c.path, data); err != nil {
		return fmt.Errorf("%s: %w", c.name, cause(err))
	}
	a.tell("wrote %s: %d records", c.name, len(result.Digests))
	return nil
}

// behind tells whether a commit lies behind HEAD, for a clone that holds its whole history.
func behind(repo *git.Repo) func(context.Context, string) (bool, error) {
	return func(ctx context.Context, commit string) (bool, error) {
		yes, err := repo.IsAncestor(ctx, commit, "HEAD")
		if err == nil && yes {
			return true, nil
		}
		shallow, asked := repo.Shallow(ctx)
		switch {
		case asked != nil:
			return false, asked
		case shallow:
			return false, errors.New("this clone holds only a part of its history: git fetch --unshallow")
		}
		return false, ctx.Err() // a whole clone without the commit has another history
	}
}
