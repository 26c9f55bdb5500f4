package doctor

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/signoff/disk"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// atOnce is how many files are looked at together: their bytes are held in memory.
const atOnce = 64

// charts gathers what is at hand of every learner's file and keeps those with an ailment, in the
// order of their paths. The second value is the paths of all.
func (d *Doctor) charts(ctx context.Context) ([]*chart, []string, error) {
	work, _, err := ledger.Open(d.Writer.Root.FS()).Entries()
	if err != nil {
		return nil, nil, err
	}
	held, err := d.inHead(ctx)
	if err != nil {
		return nil, nil, err
	}
	earlier, err := d.pasts(ctx, held)
	if err != nil {
		return nil, nil, err
	}
	p := &places{work: byID(work), head: byID(held)}
	staged, err := d.stagedAlone(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	var all []*chart
	var paths []string
	for _, e := range p.entries(work, held, lostFiles(earlier, p), staged) {
		paths = append(paths, e.Path)
		c := &chart{id: e.ID, path: e.Path, program: d.Program.ID, operation: d.Writer.Repo.Operation().Name, first: d.first(ctx), judge: d.judge}
		if was := earlier[e.ID]; was != nil {
			c.earlier, c.lastBlob = was.lines, was.blob
		}
		all = append(all, c)
	}
	var ill []*chart
	for some := range slices.Chunk(all, atOnce) {
		if err := d.fill(ctx, some, p); err != nil {
			return nil, nil, err
		}
		for _, c := range some {
			if c.examine(); len(c.found) > 0 || c.behind || c.ahead {
				ill = append(ill, c)
			}
		}
	}
	return ill, paths, nil
}

// inHead lists the learner files that HEAD has.
func (d *Doctor) inHead(ctx context.Context) ([]ledger.Entry, error) {
	head, err := d.Writer.Repo.Head(ctx)
	if err != nil || head.Commit == "" {
		return nil, err
	}
	tree, err := d.Writer.Repo.Tree(ctx, head.Commit)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer tree.Close()
	entries, _, err := ledger.Open(tree).Entries()
	return entries, err
}

// stagedAlone lists the files of learners whom neither disk nor HEAD has, and the index has.
func (d *Doctor) stagedAlone(ctx context.Context, p *places) ([]ledger.Entry, error) {
	paths, err := d.Writer.Repo.Indexed(ctx, ledger.Folder)
	var all []ledger.Entry
	for _, name := range paths {
		if id, ok := ledger.LearnerOf(name); ok && p.work[id] == "" && p.head[id] == "" {
			all = append(all, ledger.Entry{ID: id, Path: name})
		}
	}
	return all, err
}

// places says where each learner's file is, on disk and in HEAD.
type places struct {
	work, head map[string]string // path by id
	claimed    map[string]bool   // ids that files of other names have in their headers; nil until it is asked
}

func byID(entries []ledger.Entry) map[string]string {
	paths := map[string]string{}
	for _, e := range entries {
		paths[e.ID] = e.Path
	}
	return paths
}

// entries lists every path, on disk or in HEAD, once and sorted.
func (p *places) entries(lists ...[]ledger.Entry) []ledger.Entry {
	all := slices.Concat(lists...)
	slices.SortFunc(all, func(a, b ledger.Entry) int { return strings.Compare(a.Path, b.Path) })
	return slices.Compact(all)
}

// fill reads what the disk, HEAD and the index hold of some files.
func (d *Doctor) fill(ctx context.Context, some []*chart, p *places) error {
	repo := d.Writer.Repo
	var paths, froms []string
	for _, c := range some {
		from := c.path
		if p.head[c.id] != c.path && p.work[c.id] == c.path && p.head[c.id] != "" {
			from, c.moved = p.head[c.id], true
		}
		paths, froms = append(paths, c.path), append(froms, from)
	}
	held, err := repo.Blobs(ctx, "HEAD", froms...)
	if err != nil {
		return err
	}
	staged, err := repo.Blobs(ctx, "", paths...)
	if err != nil {
		return err
	}
	for i, c := range some {
		c.head, c.staged = held[i], staged[i]
		if !c.staged.Found {
			if err := d.stages(ctx, c); err != nil {
				return err
			}
		}
		c.work, err = d.Writer.Root.ReadFile(c.path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			c.work = nil
			c.moved = p.work[c.id] != "" && p.work[c.id] != c.path || d.renamed(c, p)
		case errors.Is(err, disk.ErrIrregular):
			c.refused = true // validate says what it is; nothing is written there
		case err != nil:
			return err
		}
		if c.work == nil && !c.head.Found && !c.moved && c.lastBlob != "" {
			if c.last, err = blobOf(ctx, repo, c.lastBlob); err != nil {
				return err
			}
		}
		c.behind, c.ahead = d.isBehind(ctx, c, p), c.isAhead()
	}
	return nil
}

// blobOf gives the bytes of a blob by its id.
func blobOf(ctx context.Context, repo *git.Repo, id string) ([]byte, error) {
	reader := repo.Reader(ctx)
	defer reader.Close()
	return reader.Blob(id)
}

// stages reads the sides of a path that git could not merge.
func (d *Doctor) stages(ctx context.Context, c *chart) error {
	for n := range c.stages {
		side, err := d.Writer.Repo.Blobs(ctx, fmt.Sprintf(":%d", n+1), c.path)
		if err != nil {
			return err
		}
		c.stages[n] = side[0]
	}
	return nil
}

// renamed reports whether a file that is gone stands on disk under another id: its header says so,
// and misplaced tells the way back.
func (d *Doctor) renamed(c *chart, p *places) bool {
	if p.claimed == nil {
		p.claimed = map[string]bool{}
		for id, path := range p.work {
			if data, err := d.Writer.Root.ReadFile(path); err == nil {
				if other, _ := headerID(string(data)); other != id {
					p.claimed[other] = true
				}
			}
		}
	}
	return p.claimed[c.id]
}

// isBehind reports whether the index lacks a record line that HEAD has: the next commit, of whatever,
// would delete it (L2). A file that was moved in the index lacks nothing; in the middle of a merge
// the index is git's business.
func (d *Doctor) isBehind(ctx context.Context, c *chart, p *places) bool {
	unmerged := c.stages[0].Found || c.stages[1].Found || c.stages[2].Found
	if !c.head.Found || unmerged || c.operation != "" || c.moved && c.work != nil {
		return false
	}
	if c.moved && !c.staged.Found {
		there, err := d.Writer.Repo.Blobs(ctx, "", cmp.Or(p.work[c.id], c.path))
		return err == nil && there[0].Found && len(ledger.Lacking(recordLines(string(c.head.Data)), recordLines(string(there[0].Data)))) > 0
	}
	return len(ledger.Lacking(recordLines(string(c.head.Data)), recordLines(string(c.staged.Data)))) > 0
}

// isAhead reports whether the index holds a record line that neither HEAD nor the disk has: that of a
// record that was given up, where git could not take it out of its index again. Where the file is not
// what HEAD has, somebody may be at work with it.
func (c *chart) isAhead() bool {
	asHead := c.head.Found == (c.work != nil) && bytes.Equal(c.head.Data, c.work)
	if !asHead || c.operation != "" || c.moved || c.refused {
		return false
	}
	return len(ledger.Lacking(recordLines(string(c.staged.Data)), recordLines(string(c.head.Data)))) > 0
}

// judge gives what reading and verify find in a chart's text.
func (d *Doctor) judge(c *chart) diag.List {
	learner, problems, err := ledger.Open(d.Writer.Root.FS()).Of(ledger.Entry{ID: c.id, Path: c.path}, []byte(c.text), d.Program)
	switch {
	case err != nil:
		return diag.List{problem(CodeUncommitted, c.path, 0, "", "%v", err)}
	case d.Judge == nil:
		return diag.List{problem(CodeUncommitted, c.path, 0, "mend the definitions first: sojt validate lists what is wrong",
			"the definitions have problems, so no record can be judged by them")}
	}
	return d.Judge(learner, problems)
}
