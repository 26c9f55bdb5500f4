package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/report"
	"sojt/report/bundle"
	"sojt/report/findings"
	"sojt/report/format"
	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
	"sojt/signoff/verify"
)

// bundle gathers what an archive of the commit is made of.
func (c *committed) bundle(ctx context.Context, a *app, o bundleOptions) (*bundle.Content, error) {
	info, _ := debug.ReadBuildInfo()
	content := &bundle.Content{
		Program: c.program.ID, Title: c.program.Name, Commit: c.commit(), Folder: c.repo.Prefix,
		AsOf: c.moment.AsOf, Version: built(version, info), Learners: distinct(o.learners),
	}
	entries, err := c.chosen(content.Learners)
	if err != nil {
		return nil, err
	}
	for _, step := range []func() error{
		func() error { return c.past(ctx, o, content) },
		func() error { return c.enclose(entries, content) },
		func() error { return c.owners(ctx, a, content) },
		func() error { return c.verdict(ctx, a, entries, content) },
		func() error { return c.told(ctx, entries, content) },
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return content, nil
}

// chosen lists the learner files of those who were asked for, of everybody where nobody was.
func (c *committed) chosen(learners []string) ([]ledger.Entry, error) {
	entries, _, err := c.ledger.Entries()
	if err != nil || len(learners) == 0 {
		return entries, err
	}
	var some []ledger.Entry
	for _, id := range learners {
		one, err := c.only(entries, id)
		if err != nil {
			return nil, err
		}
		some = append(some, one...)
	}
	return some, nil
}

// past encloses the history, or says why it is not there.
func (c *committed) past(ctx context.Context, o bundleOptions, content *bundle.Content) error {
	ground, err := c.repo.Ground(ctx)
	if err != nil {
		return err
	}
	content.Objects = ground.Format
	switch {
	case len(o.learners) > 0:
		content.NoHistory = "it holds everybody's records"
		return nil
	case o.history == "skip":
		content.NoHistory = "it was left out when this was exported"
		return nil
	case !ground.Whole():
		return errors.New("this clone does not hold its whole history, which a bundle proves that nothing was dropped by:\ngit fetch --unshallow, clone it again, or leave it out with --history=skip")
	case o.history == "" && c.repo.Prefix != "":
		return usagef("--history=all encloses it as it is, --history=skip leaves it out",
			"the program is the folder %q of a larger repository, whose history holds the other folders too", c.repo.Prefix)
	}
	content.History, err = c.repo.Bundle(ctx, content.Commit)
	if errors.Is(err, git.ErrTooLarge) {
		return fmt.Errorf("the history is larger than %d MiB: --history=skip leaves it out, and git bundle makes a file of it: %w", git.MaxHistory>>20, err)
	}
	return err
}

// enclose takes the program's files out of the commit, of other folders than learners' all of them.
func (c *committed) enclose(entries []ledger.Entry, content *bundle.Content) error {
	wanted := map[string]bool{}
	for _, e := range entries {
		wanted[e.Path] = true
	}
	for name := range c.tree.Blobs() {
		top, _, _ := strings.Cut(name, "/")
		switch top {
		case programFile, mentorsFile, attributesFile, "roles", "competencies":
		case ledger.Folder:
			if content.Learners != nil && !wanted[name] {
				continue
			}
		default:
			continue
		}
		data, err := fs.ReadFile(c.tree, name)
		if err != nil {
			return err
		}
		content.Files = append(content.Files, bundle.File{Name: name, Data: data})
	}
	return nil
}

// owners encloses the keys of mentors and of the learners who are there.
func (c *committed) owners(ctx context.Context, a *app, content *bundle.Content) error {
	owned, _, err := c.everyKey(ctx)
	if err != nil {
		return err
	}
	owned = slices.DeleteFunc(owned, func(k ownedKey) bool {
		return k.Record != nil && content.Learners != nil && !slices.Contains(content.Learners, k.who)
	})
	if err := shared(owned).Err(); err != nil {
		return err
	}
	content.Signers = []byte(strings.Join(append(allowedSigners(owned, func(left string) { a.tell("%s", left) }), ""), "\n"))
	var taken []string
	for _, k := range owned {
		if !k.Compromised.IsZero() {
			taken = append(taken, k.Key.Key)
		}
	}
	for _, key := range distinct(taken) {
		content.Compromised = append(content.Compromised, key+"\n"...)
	}
	return nil
}

// verdict encloses what verify finds: of everybody, or of those who are there.
func (c *committed) verdict(ctx context.Context, a *app, entries []ledger.Entry, content *bundle.Content) error {
	judge, err := c.inquiry(ctx, a, verifyOptions{})
	if err != nil {
		return err
	}
	files := checked(nil, entries)
	var result verify.Result
	if content.Learners == nil {
		judge.Digests = true
		result, err = judge.All(ctx)
		content.Digests = result.Digests
	} else {
		judge.Uncommitted = slices.DeleteFunc(judge.Uncommitted, func(path string) bool {
			return strings.HasPrefix(path, ledger.Folder+"/") && !slices.Contains(files, path)
		})
		result, err = c.ofSome(ctx, judge, entries)
	}
	if err != nil {
		return err
	}
	content.Errors = result.Problems.Errors()
	said := c.said(ctx, result, files)
	said.Version = content.Version
	for name, write := range map[string]findings.Writer{"verify.txt": findings.Text, "verify.json": findings.JSON} {
		var out bytes.Buffer
		if err := write(&out, said); err != nil {
			return err
		}
		content.Reports = append(content.Reports, bundle.File{Name: name, Data: out.Bytes()})
	}
	return nil
}

// ofSome has verify look at the learners of some files alone: what it says of everybody together names
// others.
func (c *committed) ofSome(ctx context.Context, judge *verify.Case, entries []ledger.Entry) (verify.Result, error) {
	var all verify.Result
	for one, err := range ledger.Each(ctx, c.ledger, c.program, entries, func(l *signoff.Learner, found diag.List) (verify.Result, error) {
		return judge.Alone(l, found), nil
	}) {
		if err != nil {
			return verify.Result{}, err
		}
		all.Problems = append(all.Problems, one.Problems...)
		all.Checked.Learners += one.Checked.Learners
		all.Checked.Records += one.Checked.Records
		all.Checked.Signatures += one.Checked.Signatures
		all.Checked.Commits = one.Checked.Commits
		for _, open := range one.NotChecked {
			if !slices.Contains(all.NotChecked, open) {
				all.NotChecked = append(all.NotChecked, open)
			}
		}
	}
	all.Problems.Sort()
	return all, nil
}

// told encloses what the records say in words: a transcript a learner, and every record as a table.
func (c *committed) told(ctx context.Context, entries []ledger.Entry, content *bundle.Content) error {
	var all []*signoff.Standings
	for s, err := range ledger.Each(ctx, c.ledger, c.program, entries, func(l *signoff.Learner, _ diag.List) (*signoff.Standings, error) {
		return c.book.Fold(l, c.moment), nil
	}) {
		if err != nil {
			return err
		}
		all = append(all, s)
	}
	input := func(people ...*signoff.Standings) *report.Input {
		return report.NewInput(c.book, c.moment, people, report.Scope{IncludeLeft: true})
	}
	enclose := func(name string, write format.Writer, view report.View) error {
		var out bytes.Buffer
		err := write(&out, view, format.Options{})
		content.Reports = append(content.Reports, bundle.File{Name: name, Data: out.Bytes()})
		return err
	}
	for _, s := range all {
		view := report.NewTranscript(input(s), s, content.Commit, c.seal(s.Learner))
		if err := enclose("transcripts/"+s.Learner.ID+".md", format.Markdown, view); err != nil {
			return err
		}
	}
	return enclose("records.csv", format.CSV, report.NewLog(input(all...), ""))
}
