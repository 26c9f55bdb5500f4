package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"sojt/competency"
	"sojt/signoff/ledger"
)

func (t *listing) writer() *ledger.Writer {
	return &ledger.Writer{
		Root: t.root, Repo: t.repo, Committer: t.repo, Command: "import role",
		NoCommit: t.app.noCommit, Now: t.app.env.now,
		Note: func(text string) { t.app.tell("%s", text) },
	}
}

// write commits the files, or says what would be in them. Where nothing changes, nothing is written.
func (t *listing) write(ctx context.Context) error {
	t.talk()
	subject := listImported + t.name() + ", " + t.sum()
	var texts []ledger.Text
	for _, p := range t.files() {
		if string(p.list.Now) != string(p.out.Text) {
			text := ledger.Text{Path: p.list.File(), Data: string(p.out.Text)}
			if p.list.Now != nil {
				text.Seen = ledger.See(p.list.Now)
			}
			texts = append(texts, text)
		}
	}
	where := fmt.Sprintf("%d files", len(texts))
	if text, changed := t.memory.text(); changed {
		texts = append(texts, text)
	}
	if len(texts) == 1 || where == "1 files" {
		where = texts[0].Path
	}
	receipt := &ledger.Receipt{}
	switch {
	case len(texts) == 0:
		return t.said(receipt, "nothing new: all of it is there already")
	case t.app.dryRun:
		t.app.tell("nothing was written: this was a dry run")
		return t.said(receipt, "commit: "+subject)
	}
	receipt, err := t.writer().Write(ctx, &ledger.Batch{Texts: texts, Subject: subject})
	if err != nil {
		return err
	}
	if err := t.said(receipt, strings.TrimSpace(fmt.Sprintf("recorded    %s: %s  %s  %s", t.name(), t.sum(), where, receipt.Commit))); err != nil {
		return err
	}
	if !receipt.Committed {
		t.app.tell("recorded, not committed")
	}
	t.next()
	return nil
}

// next says what people do then.
func (t *listing) next() {
	role := "ROLE"
	if len(t.parts) == 1 {
		role = t.parts[0].list.Role
	}
	for _, p := range t.parts {
		if p.list.Now != nil {
			t.app.tell("next: sojt diff HEAD~1 shows what that does to sign-offs")
			return
		}
	}
	t.app.tell("next: sojt enroll LEARNER %s, then sojt sheet %[1]s --learner LEARNER", role)
}

// name is what was imported, for people.
func (t *listing) name() string {
	if len(t.parts) == 1 {
		return t.parts[0].list.Role
	}
	return fmt.Sprintf("%d roles", len(t.parts))
}

// talk says how the list was read, and what was left.
func (t *listing) talk() {
	if t.memory.before != nil {
		t.app.tell("read as %s remembers it", t.memory.file)
	}
	for _, n := range t.common.Notes {
		t.app.tell("%s", n)
	}
	var ignored []string
	source := "the column "
	if t.common.Package {
		source = ""
	}
	for _, c := range t.common.Columns {
		if c.Field != "" {
			t.app.tell("  %-11s from %s%q", c.Field, source, c.Header)
		} else if c.Header != "" && c.Marks == 0 {
			ignored = append(ignored, c.Header)
		}
	}
	switch {
	case len(ignored) == 0:
	case t.common.Package:
		t.app.tell("  not read: %s", strings.Join(ignored, ", "))
	default:
		t.app.tell("  not read: %s", columnsNamed(ignored))
	}
	if said := persons(t.common.Columns); said != "" {
		t.app.tell("%s", said)
	}
	for _, l := range t.common.Left {
		t.app.tell("left        %s", l)
	}
	for _, p := range t.files() {
		t.tellOf(p)
	}
}

// tellOf says what of one file was left, and what stays in it.
func (t *listing) tellOf(p *listedRole) {
	of := ""
	if len(t.files()) > 1 {
		of = p.list.Role + ": "
	}
	if p.outline != nil {
		for _, n := range p.outline.Notes {
			if t.several {
				t.app.tell("%s%s", of, n)
			}
		}
		for _, l := range p.outline.Left {
			t.app.tell("left        %s", l)
		}
	}
	for _, k := range p.out.Kept {
		t.app.tell("kept        %s%s", of, k)
	}
}

// mostChanges is how many entries are named one by one, a screenful: --format json has all.
const mostChanges = 20

func cutAt(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// changes names the entries that are new or do not stay as they are: first what touches records that may be
// there, then what is new.
func (t *listing) changes() []string {
	var old, fresh []string
	for _, p := range t.files() {
		of := ""
		if len(t.files()) > 1 {
			of = p.list.Role + ": "
		}
		for _, c := range p.out.Changes {
			line := fmt.Sprintf("%-12s%s%s", c.Kind, of, cutAt(c.String(), 300))
			if c.Kind == "new" {
				fresh = append(fresh, line)
			} else {
				old = append(old, line)
			}
		}
	}
	all := append(old, fresh...)
	if more := len(all) - mostChanges; more > 1 {
		all = append(all[:mostChanges], fmt.Sprintf("and %d more: --format json has all of them", more))
	}
	return all
}

// counted adds up what became of all entries; of a role that uses a set they are in the set's file too.
func (t *listing) counted() (rows, competencies, headings, left int, out competency.Listing) {
	rows, left = t.common.Rows, len(t.common.Left)
	for _, p := range t.parts {
		rows += p.outline.Rows
		competencies += len(p.outline.Items)
		headings += p.outline.Headings
		left += len(p.outline.Left)
		out.Added += p.out.Added
		out.Updated += p.out.Updated
		out.Same += p.out.Same
		out.Retired += p.out.Retired
		out.Own += p.out.Own
	}
	return rows, competencies, headings, left, out
}

// sum says in words what becomes of the files.
func (t *listing) sum() string {
	_, _, _, _, out := t.counted()
	s := changesOf(&out)
	if t.set != nil {
		s += "; set " + t.set.list.Role + ", " + changesOf(t.set.out)
	}
	return s
}

func changesOf(out *competency.Listing) string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{out.Added, "new"}, {out.Updated, "changed"}, {out.Retired, "retired"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	return cmp.Or(strings.Join(parts, ", "), "nothing new")
}

func outLine(title string, out *competency.Listing) string {
	s := fmt.Sprintf("%-12s%d new, %d changed, %d the same; %d retired", title, out.Added, out.Updated, out.Same, out.Retired)
	if out.Own > 0 {
		s += fmt.Sprintf("; %d not in the list, written by a person", out.Own)
	}
	return s
}

func (t *listing) said(receipt *ledger.Receipt, line string) error {
	rows, competencies, headings, left, out := t.counted()
	what := "rows"
	if t.common.Package {
		what = "items"
	}
	in := fmt.Sprintf("in          %d %s: %d competencies, %d headings, %d left", rows, what, competencies, headings, left)
	if t.several {
		in += fmt.Sprintf("; %d roles", len(t.parts))
	}
	lines := append(t.changes(), in, outLine("out", &out))
	if t.set != nil {
		lines = append(lines, outLine("set "+t.set.list.Role, t.set.out))
	}
	return t.app.receipt(listingView{t, receipt}, append(lines, line))
}
