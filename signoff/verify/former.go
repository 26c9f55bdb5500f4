package verify

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/signoff/git"
	"sojt/signoff/history"
	"sojt/signoff/line"
)

// former is a program id that sojt.yaml had before, and the records under it that are gone: whoever
// changes the id and every line with it would else have edited records that no longer are this program's.
type former struct {
	program string
	lost    []history.Loss
}

// formerly looks for records of the ids that this folder's program had before. What stands anywhere in
// the repository, as where one program made room for another, is not gone.
func (from Source) formerly(ctx context.Context, p *Past, blob func(string) ([]byte, error), q history.Question) ([]former, error) {
	var ids []string
	for _, d := range p.History.Definitions {
		if !slices.Contains(d.Paths, path.Join(p.Prefix, "sojt.yaml")) {
			continue
		}
		id, err := from.id(ctx, d.Commit)
		if err != nil {
			return nil, err
		}
		if id != "" && id != from.Program.ID && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	lines, err := standing(q.Standing, blob)
	if err != nil {
		return nil, err
	}
	var all []former
	for _, id := range ids {
		q := history.Question{Program: id, Prefix: p.Prefix, Lines: lines, Files: q.Files, Leads: q.Leads}
		h, err := history.Read(from.edges(ctx, from.Since), blob, q)
		if err != nil {
			return nil, err
		}
		all = append(all, former{id, h.Lost})
	}
	return all, nil
}

// id gives the program's id at a commit, "" where it has none.
func (from Source) id(ctx context.Context, commit string) (string, error) {
	tree, err := from.Repo.Tree(ctx, commit)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	defer tree.Close()
	program, _ := competency.LoadRoles(tree)
	return program.ID, nil
}

// standing gathers the record lines of learner files, whosever they are.
func standing(files []git.File, blob func(string) ([]byte, error)) (history.Lines, error) {
	all := history.Lines{}
	for _, f := range files {
		if !f.IsFile() {
			continue
		}
		data, err := blob(f.ID)
		if err != nil {
			return nil, err
		}
		for text := range strings.Lines(string(data)) {
			if object, ok := strings.CutPrefix(strings.TrimRight(text, "\r\n"), line.Bullet); ok {
				all.Add(object)
			}
		}
	}
	return all, nil
}
