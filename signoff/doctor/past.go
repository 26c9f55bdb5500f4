package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"sojt/signoff/git"
	"sojt/signoff/history"
	"sojt/signoff/ledger"
)

// past is what commits before HEAD had of one learner, and HEAD has not.
type past struct {
	lines []string // canonical record lines, the one that was lost first first
	path  string   // of the file that held the last of them, in the program's folder
	blob  string   // that file
}

// pasts walks the history for lines that some commit held and HEAD lost, by learner (INTEGRITY 6.13).
// Where a part of the history cannot be read, HEAD alone is compared with, and that is noted.
func (d *Doctor) pasts(ctx context.Context, held []ledger.Entry) (map[string]*past, error) {
	repo := d.Writer.Repo
	head, err := repo.Head(ctx)
	if err != nil || head.Commit == "" || d.Program.ID == "" {
		return nil, err
	}
	lines, err := d.recordsOf(ctx, head.Commit, held)
	if err != nil {
		return nil, err
	}
	reader := repo.Reader(ctx)
	defer reader.Close()
	edges := history.Watched(ctx, repo.Edges(ctx, git.Walk{Revision: head.Commit, Learners: true}))
	h, err := history.Read(edges, reader.Blob, history.Question{Program: d.Program.ID, Prefix: repo.Prefix, Lines: lines})
	if errors.Is(err, git.ErrObject) {
		if d.Writer.Note != nil {
			d.Writer.Note("a part of the history is not here, so lines that were lost before HEAD were not looked for: " + firstLine(err))
		}
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("history: %w", err)
	}
	all := map[string]*past{}
	for _, loss := range slices.Backward(h.Lost) {
		p := all[loss.Learner]
		if p == nil {
			p = &past{}
			all[loss.Learner] = p
		}
		p.lines = append(p.lines, "- "+loss.Object)
		if own, inside := ownPath(repo.Prefix, loss.Path); inside {
			p.path, p.blob = own, loss.Blob
		}
	}
	return all, nil
}

// recordsOf gives the records of a commit, each from the file of its own learner.
func (d *Doctor) recordsOf(ctx context.Context, revision string, held []ledger.Entry) (history.Lines, error) {
	all := history.Lines{}
	if len(held) == 0 {
		return all, nil
	}
	tree, err := d.Writer.Repo.Tree(ctx, revision)
	if err != nil {
		return nil, err
	}
	defer tree.Close()
	for _, e := range held {
		data, err := fs.ReadFile(tree, e.Path)
		if err != nil {
			return nil, err
		}
		c := &chart{id: e.ID, program: d.Program.ID}
		for _, line := range recordLines(string(data)) {
			if c.own(line) != nil {
				all.Add(strings.TrimPrefix(line, "- "))
			}
		}
	}
	return all, nil
}

// ownPath is a path from the work tree's top as one of the program's folder.
func ownPath(prefix, name string) (string, bool) {
	if prefix == "" {
		return name, true
	}
	return strings.CutPrefix(name, prefix+"/")
}

// lostFiles lists the files of learners whom neither disk nor HEAD has, and earlier commits had.
func lostFiles(pasts map[string]*past, p *places) []ledger.Entry {
	var all []ledger.Entry
	for id, was := range pasts {
		if p.work[id] == "" && p.head[id] == "" && was.path != "" {
			all = append(all, ledger.Entry{ID: id, Path: was.path})
		}
	}
	return all
}
