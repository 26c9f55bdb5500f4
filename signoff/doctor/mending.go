package doctor

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/disk"
	"sojt/signoff/ledger"
)

// mending is one run of Mend, with the lock held.
type mending struct {
	*Doctor
	report  *Report
	charted []*chart
	spared  bool   // objects without a byte were removed
	held    string // why nothing can be committed now, as a hint; "" if it can
}

func (m *mending) done(p diag.Problem, did, commit string) {
	m.report.Mended = append(m.report.Mended, Mended{p, did, commit})
}

// files writes each file as it should be and commits what HEAD does not have.
func (m *mending) files(ctx context.Context) error {
	if err := m.hold(ctx); err != nil {
		return err
	}
	var commits []*chart
	for _, c := range m.charted {
		switch {
		case c.operation != "" && !c.union, m.held != "" && c.operation == "" && c.commits():
			m.leave(c, m.held)
		case c.commits() && c.operation == "":
			commits = append(commits, c)
		default:
			if err := m.write(ctx, c); err != nil {
				return err
			}
		}
	}
	for _, group := range together(commits) {
		if err := m.commit(ctx, group); err != nil {
			return err
		}
	}
	return nil
}

// hold finds out whether something stands against every commit.
func (m *mending) hold(ctx context.Context) error {
	if op := m.Writer.Repo.Operation(); op.Name != "" {
		m.held = op.Name + " in progress: end it first (" + op.End + "), then run sojt doctor --fix again"
		return nil
	}
	head, err := m.Writer.Repo.Head(ctx)
	if err == nil && head.Ref == "" && !m.Writer.NoCommit {
		m.held = `HEAD is detached: go to a branch ("git switch main"), then run sojt doctor --fix again`
	}
	return err
}

// leave reports a file that is not touched; the hint says why, where the findings do not.
func (m *mending) leave(c *chart, hint string) {
	for _, f := range c.found {
		if f.mends && hint != "" {
			f.Hint = hint
		}
		m.report.Problems = append(m.report.Problems, f.Problem)
	}
}

// write puts a file right on disk alone: HEAD has it so, or what is wrong with the rest of it is for
// a person. In the middle of a merge it is staged, which settles it for git.
func (m *mending) write(ctx context.Context, c *chart) error {
	if c.changed() {
		if err := m.keep(c); err != nil {
			return err
		}
		if c.text == "" {
			if err := m.Writer.Root.Remove(c.path); err != nil {
				return err
			}
		} else if _, err := m.onDisk().Mend(ctx, &ledger.Batch{Texts: []ledger.Text{c.whole()}, Subject: "doctor"}); err != nil {
			return err
		}
	}
	repo := m.Writer.Repo
	switch {
	case c.union && !c.refused && !m.Writer.NoCommit:
		if err := repo.Stage(ctx, c.path); err != nil {
			return fmt.Errorf("%s: it could not be staged: %w", c.path, err)
		}
	case c.head.Found && !c.differs() && !c.moved && c.staged.Found && c.staged.ID != c.head.ID:
		if err := repo.Unstage(ctx, c.path); err != nil {
			return fmt.Errorf("%s: the index could not be refreshed: %w", c.path, err)
		}
	}
	m.tell(c, "")
	return nil
}

// onDisk is the writer that commits nothing.
func (m *mending) onDisk() *ledger.Writer {
	w := *m.Writer
	w.NoCommit = true
	return &w
}

// commit writes files and commits them together.
func (m *mending) commit(ctx context.Context, group []*chart) error {
	b := &ledger.Batch{}
	var records []*signoff.Record
	repaired := false
	for _, c := range group {
		if err := m.keep(c); err != nil {
			return err
		}
		b.Texts = append(b.Texts, c.whole())
		for _, line := range ledger.Lacking(recordLines(c.text), lines(string(c.head.Data))) {
			if r := c.own(line); r != nil {
				records = append(records, r)
				b.Records = append(b.Records, r.ID)
			}
		}
		repaired = repaired || slices.ContainsFunc(c.found, func(f found) bool { return f.mends && f.Code != CodeUncommitted })
	}
	b.Definitions = ledger.Wordings(m.Program, records)
	b.Subject = subject(group, records, repaired)
	receipt, err := m.Writer.Mend(ctx, b)
	if err != nil {
		return err
	}
	for _, c := range group {
		m.tell(c, receipt.Commit)
	}
	return nil
}

// tell reports what became of a file, and what verify still finds in one that was touched.
func (m *mending) tell(c *chart, commit string) {
	touched := false
	for _, f := range c.found {
		if !f.mends {
			m.report.Problems = append(m.report.Problems, f.Problem)
			continue
		}
		m.done(f.Problem, f.done, commit)
		touched = true
	}
	if !touched || c.text == "" || c.unfit || c.operation != "" {
		return
	}
	if m.Judge == nil {
		if m.Writer.Note != nil {
			m.Writer.Note(c.path + ": what was mended was not verified: the definitions have problems, which sojt validate lists")
		}
		return
	}
	for _, p := range c.judge(c) {
		if p.Severity == diag.Error {
			m.report.Problems = append(m.report.Problems, p)
		}
	}
}

// keep copies a file of which something is left out.
func (m *mending) keep(c *chart) error {
	if c.work == nil || !c.leavesOut(c.work) {
		return nil
	}
	return m.save(c.path, c.work)
}

// save puts a copy into <common-dir>/sojt/saved-<time>, synced before anything is changed.
func (m *mending) save(name string, data []byte) error {
	folder := "sojt/saved-" + m.Now().UTC().Format("20060102T150405Z")
	root, err := disk.Open(m.Writer.Repo.Common)
	if err != nil {
		return err
	}
	defer root.Close()
	to := folder + "/" + name
	for n := 2; ; n++ {
		if _, err := root.Lstat(to); err != nil {
			break
		}
		to = fmt.Sprintf("%s/%s.%d", folder, name, n)
	}
	edit, err := root.Create(to)
	if err != nil {
		return fmt.Errorf("saving %s: %w", name, err)
	}
	defer edit.Close()
	if err := edit.Append(data); err != nil {
		return fmt.Errorf("saving %s: %w", name, err)
	}
	m.report.Saved = filepath.Join(m.Writer.Repo.Common, filepath.FromSlash(folder))
	return edit.Sync()
}

// whole is the file as it should be.
func (c *chart) whole() ledger.Text {
	t := ledger.Text{Path: c.path, Data: c.text}
	if c.work != nil {
		t.Seen = ledger.See(c.work)
	}
	return t
}

// commits reports whether what the file should be is to be committed.
func (c *chart) commits() bool {
	mends := slices.ContainsFunc(c.found, func(f found) bool { return f.mends })
	return mends && !c.refused && !c.unfit && c.differs() && c.text != ""
}

// together groups files that one command left uncommitted, by who made the records and when; any
// other file is by itself.
func together(all []*chart) [][]*chart {
	var groups [][]*chart
	at := map[string]int{}
	for _, c := range all {
		key := c.sitting()
		if i, ok := at[key]; ok && key != "" {
			groups[i] = append(groups[i], c)
			continue
		}
		at[key] = len(groups)
		groups = append(groups, []*chart{c})
	}
	return groups
}

// sitting names the command that left a file's new records: "" where they are of several, or where
// the file had other ailments.
func (c *chart) sitting() string {
	key := ""
	for _, line := range c.new {
		r := c.own(line)
		this := r.Type + " " + r.By + " " + r.At.String()
		if key != "" && this != key {
			return ""
		}
		key = this
	}
	if len(c.found) > len(c.new) {
		return ""
	}
	return key
}

// subject is the commit's: that of the command whose records these are, or doctor's own.
func subject(group []*chart, records []*signoff.Record, repaired bool) string {
	verb, by := "", ""
	for _, r := range records {
		if v := verbOf(r.Type); verb != "" && v != verb || by != "" && r.By != by {
			verb = "doctor"
			break
		} else {
			verb, by = v, r.By
		}
	}
	if repaired || verb == "doctor" || verb == "" {
		var ids []string
		for _, c := range group {
			ids = append(ids, c.id)
		}
		return "doctor: " + strings.Join(ids, ",")
	}
	return ledger.Subject(verb, by, records)
}

// verbOf is the command that makes records of a type.
func verbOf(kind string) string {
	switch kind {
	case signoff.Observation:
		return "observe"
	case signoff.Transcribe:
		return "import"
	case signoff.KeyRecord:
		return "learner key"
	}
	return kind
}
