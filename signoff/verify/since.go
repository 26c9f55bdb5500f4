package verify

import (
	"context"
	"fmt"
	"path"
	"strings"

	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
	"sojt/signoff/line"
)

// What --since leaves out. A learner whose file is at the commit under check as it was at Since has no record
// that is new, and is not read. All records of the others are, since a new one is judged by those before it:
// what is found of a new record is what is found without Since. What stays open is said (Case.unread).

// before notes which learner files the revision of Since held, and the digests of the records in those that
// have changed since, whatever folder they were in.
func (from Source) before(ctx context.Context, p *Past, blob func(id string) ([]byte, error)) error {
	if from.Since == "" {
		return nil
	}
	files, err := from.Repo.LearnerFiles(ctx, from.Since)
	if err != nil {
		return err
	}
	p.then, p.before = make(map[string]git.Version, len(files)), map[string]bool{}
	for _, f := range files {
		p.then[f.Path] = f.Version
	}
	for _, f := range files {
		if p.same(f.Path) || !f.IsFile() {
			continue
		}
		data, err := blob(f.ID)
		if err != nil {
			return fmt.Errorf("%q: %w", f.Path, err)
		}
		id := strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path))
		for text := range strings.Lines(string(data)) {
			object, ok := strings.CutPrefix(strings.TrimRight(text, "\r\n"), line.Bullet)
			if !ok {
				continue
			}
			if r, err := signoff.Parse(object); err == nil && r.Program == from.Program.ID && r.Learner == id {
				p.before[r.Digest] = true
			}
		}
	}
	return nil
}

// same reports whether a path of the repository holds the learner's file that it held at Since.
func (p *Past) same(name string) bool {
	then, was := p.then[name]
	return was && then == p.files[name]
}

// Same reports whether a learner's file, a path in the program's folder, is the one that was there at Since, so
// that nothing in it is new; false where everything is asked.
func (p *Past) Same(name string) bool { return p != nil && p.same(path.Join(p.Prefix, name)) }

// asked gives the learners who are to be looked at, and how many are left out. A checkpoint asks for all.
func (c *Case) asked(entries []ledger.Entry) (asked []ledger.Entry, same int) {
	if c.Past == nil || c.Past.then == nil || c.Checkpoint != nil {
		return entries, 0
	}
	asked = []ledger.Entry{}
	for _, e := range entries {
		if !c.Past.Same(e.Path) {
			asked = append(asked, e)
		}
	}
	return asked, len(entries) - len(asked)
}
