package doctor

import (
	"bytes"
	"context"
	"slices"

	"sojt/signoff/git"
)

// settle works out which committed lines are to stand. Of several records with one id the original is
// the one that was committed first; the others are edits of it.
func (c *chart) settle() {
	byID := map[string][]string{}
	all := union(c.earlier, recordLines(string(c.head.Data)))
	for _, line := range all {
		if r := c.own(line); r != nil {
			byID[r.ID] = append(byID[r.ID], line)
		}
	}
	for _, line := range all {
		r := c.own(line)
		if r == nil {
			continue
		}
		original, ok := byID[r.ID][0], true
		if c.twoContents(byID[r.ID]) != "" {
			if original, ok = c.first(byID[r.ID]); !ok {
				original, ok = c.inHead(byID[r.ID])
			}
			if !ok {
				c.undecided = r.ID
			}
		}
		if ok && c.own(original).Digest == r.Digest { // two signatures of one record: verify says which is good
			c.standing = append(c.standing, line)
		}
	}
}

// inHead gives the one content that HEAD has of a record whose contents have no first.
func (c *chart) inHead(contents []string) (string, bool) {
	var held []string
	for _, line := range recordLines(string(c.head.Data)) {
		if slices.Contains(contents, line) {
			held = append(held, line)
		}
	}
	if len(held) == 0 || c.twoContents(held) != "" {
		return "", false
	}
	return held[0], true
}

// first gives a function that finds, of several lines, the one that was committed before all others:
// whose first commit the first commits of the others descend from. It is false where there is none:
// the lines came on two branches, or at once.
func (d *Doctor) first(ctx context.Context) func(lines []string) (string, bool) {
	return func(lines []string) (string, bool) {
		came := d.introduced(ctx, lines)
		for _, line := range lines {
			before := came[line] != ""
			for _, other := range lines {
				if other == line || !before {
					continue
				}
				is, err := d.Writer.Repo.IsAncestor(ctx, came[line], came[other])
				before = err == nil && is && came[line] != came[other]
			}
			if before {
				return line, true
			}
		}
		return "", false
	}
}

// introduced gives, for each line, the commit that had it first: the last one that the walk from HEAD
// back meets. A line for which there is none is not in the map; where the history cannot be read, none is.
func (d *Doctor) introduced(ctx context.Context, lines []string) map[string]string {
	came := map[string]string{}
	reader := d.Writer.Repo.Reader(ctx)
	defer reader.Close()
	for e, err := range d.Writer.Repo.Edges(ctx, git.Walk{Revision: "HEAD", Learners: true}) {
		if err != nil {
			return nil
		}
		for _, change := range e.Changes {
			if !change.New.IsFile() {
				continue
			}
			data, err := reader.Blob(change.New.ID)
			if err != nil {
				return nil
			}
			for _, line := range lines {
				if bytes.Contains(data, []byte(line+"\n")) || bytes.Contains(data, []byte(line+"\r\n")) {
					came[line] = e.Commit
				}
			}
		}
	}
	return came
}
