package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/report"
	"sojt/signoff/ledger"
)

func (t *listing) writer() *ledger.Writer {
	return &ledger.Writer{
		Root: t.root, Repo: t.repo, Committer: t.repo, Command: "import role",
		NoCommit: t.app.noCommit, Now: t.app.env.now,
		Note: func(text string) { t.app.tell("%s", text) },
	}
}

// merge works the list into the role, and refuses what would not be valid.
func (t *listing) merge(o roleOptions) error {
	title := o.title
	if len(t.versions) == 0 {
		title = cmp.Or(title, t.outline.Title, words(t.role))
	}
	l := competency.RoleList{
		Role: t.role, Title: title, Source: t.source, List: t.outline.Items, Taken: t.taken(),
		Versions: t.versions, Today: t.today, Replace: o.replace,
	}
	var problems diag.List
	if t.out, problems = l.Merge(); problems.Errors() > 0 {
		return problems
	}
	_, after := competency.LoadWithRole(t.files, t.role, t.out.Text)
	after = slices.DeleteFunc(after, func(p diag.Problem) bool {
		return p.Severity != diag.Error || p.Pos.File != t.file && slices.ContainsFunc(t.before, func(b diag.Problem) bool { return b.Pos == p.Pos && b.Message == p.Message })
	})
	return after.Err()
}

// taken are the ids that something outside this role has.
func (t *listing) taken() map[string]bool {
	taken := map[string]bool{}
	for _, r := range t.program.Roles {
		taken[r.ID] = true
		for _, e := range r.Entries {
			if r.ID != t.role {
				taken[e.ID] = true
			}
		}
	}
	return taken
}

// write commits the file, or says what would be in it. Where nothing changes, nothing is written.
func (t *listing) write(ctx context.Context) error {
	t.talk()
	subject := importedRole(t.role) + t.sum()
	receipt := &ledger.Receipt{}
	seen, same := ledger.Seen{}, false
	if n := len(t.versions); n > 0 {
		now := t.versions[n-1].Text
		seen, same = ledger.See(now), string(now) == string(t.out.Text)
	}
	switch {
	case same:
		return t.said(receipt, "nothing new: all of it is there already")
	case t.app.dryRun:
		t.app.tell("nothing was written: this was a dry run")
		return t.said(receipt, "commit: "+subject)
	}
	receipt, err := t.writer().Write(ctx, &ledger.Batch{
		Texts: []ledger.Text{{Path: t.file, Seen: seen, Data: string(t.out.Text)}}, Subject: subject,
	})
	if err != nil {
		return err
	}
	line := strings.TrimSpace(fmt.Sprintf("recorded    %s: %s  %s  %s", t.role, t.sum(), t.file, receipt.Commit))
	if err := t.said(receipt, line); err != nil {
		return err
	}
	if !receipt.Committed {
		t.app.tell("recorded, not committed")
	}
	if len(t.versions) > 0 {
		t.app.tell("next: sojt diff HEAD~1 shows what that does to sign-offs")
	} else {
		t.app.tell("next: sojt enroll LEARNER %s, then sojt sheet %[1]s --learner LEARNER", t.role)
	}
	return nil
}

// talk says how the list was read, and what was left.
func (t *listing) talk() {
	for _, n := range t.notes {
		t.app.tell("%s", n)
	}
	var ignored []string
	source := "the column "
	if t.outline.Package {
		source = ""
	}
	for _, c := range t.outline.Columns {
		if c.Field != "" {
			t.app.tell("  %-11s from %s%q", c.Field, source, c.Header)
		} else if c.Header != "" {
			ignored = append(ignored, c.Header)
		}
	}
	switch {
	case len(ignored) == 0:
	case t.outline.Package:
		t.app.tell("  not read: %s", strings.Join(ignored, ", "))
	default:
		t.app.tell("  not read: %s", columnsNamed(ignored))
	}
	for _, l := range t.outline.Left {
		t.app.tell("left        %s", l)
	}
	for _, k := range t.out.Kept {
		t.app.tell("kept        %s", k)
	}
}

// sum says in words what becomes of the file.
func (t *listing) sum() string {
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{t.out.Added, "new"}, {t.out.Updated, "changed"}, {t.out.Retired, "retired"}} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.what))
		}
	}
	return cmp.Or(strings.Join(parts, ", "), "nothing new")
}

func (t *listing) said(receipt *ledger.Receipt, line string) error {
	o := t.outline
	what := "rows"
	if o.Package {
		what = "items"
	}
	in := fmt.Sprintf("in          %d %s: %d competencies, %d headings, %d left", o.Rows, what, len(o.Items), o.Headings, o.Rows-len(o.Items)-o.Headings)
	out := fmt.Sprintf("out         %d new, %d changed, %d the same; %d retired", t.out.Added, t.out.Updated, t.out.Same, t.out.Retired)
	if t.out.Own > 0 {
		out += fmt.Sprintf("; %d not in the list, written by a person", t.out.Own)
	}
	return t.app.receipt(listingView{t, receipt}, []string{in, out, line})
}

// listingView is what a list made of a role, or would.
type listingView struct {
	*listing
	receipt *ledger.Receipt
}

// Rows has a row a count, and one for each column, row left and value kept.
func (v listingView) Rows() report.Rows {
	rows := report.Rows{
		Program: v.program.ID, View: "listing", AsOf: v.today,
		Columns: []string{"role", "kind", "n", "place", "text", "file", "committed", "commit"},
	}
	add := func(kind string, n int, place, text string) {
		rows.Rows = append(rows.Rows, []report.Value{v.role, kind, n, place, text, v.file, v.receipt.Committed, v.receipt.Commit})
	}
	o := v.outline
	for _, c := range []struct {
		kind string
		n    int
	}{{"rows", o.Rows}, {"competencies", len(o.Items)}, {"headings", o.Headings}, {"new", v.out.Added}, {"changed", v.out.Updated}, {"same", v.out.Same}, {"retired", v.out.Retired}, {"own", v.out.Own}} {
		add(c.kind, c.n, "", "")
	}
	for _, c := range o.Columns {
		if c.Field != "" {
			add("column "+c.Field, 1, "", c.Header)
		} else if c.Header != "" {
			add("column not read", 1, "", c.Header)
		}
	}
	for _, l := range o.Left {
		add("left", 1, l.Place.String(), l.Why)
	}
	for _, k := range v.out.Kept {
		add("kept", 1, "", k)
	}
	return rows
}

// Page is the same for the eye.
func (v listingView) Page() report.Page { return report.Page{Title: v.program.ID, AsOf: v.today} }
