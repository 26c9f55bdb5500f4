package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report/format"
	"sojt/report/safe"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// roster is mentors.yaml while a command changes it: what it held, what it will hold, and what was
// done to it. Who may change it is for the review of the repository to say (INTEGRITY 11); a command
// says who did.
type roster struct {
	*place
	app     *app
	verb    string
	repo    *git.Repo
	program *competency.Program
	file    *competency.MentorsFile // by now
	before  []byte
	after   []byte
	now     time.Time
	today   calendar.Date // in the program's zone, which designations count in
	utc     calendar.Date // the days of keys are those of UTC (INTEGRITY 3)
	by      string        // whom git's user.email belongs to, or ""
	rows    []rosterRow
}

// openRoster reads mentors.yaml and the program about it. What is wrong in roles and sets is no
// matter here; what is wrong in sojt.yaml or mentors.yaml has to be mended first.
func (a *app) openRoster(ctx context.Context, verb string) (*roster, error) {
	if err := a.writes(verb); err != nil {
		return nil, err
	}
	p, err := a.open()
	if err != nil {
		return nil, err
	}
	repo, err := p.clone(ctx)
	if err != nil {
		return nil, err
	}
	r := &roster{place: p, app: a, verb: verb, repo: repo, now: a.env.now()}
	if err := r.writer().Check(ctx, []string{mentorsFile}, nil); err != nil {
		return nil, err
	}
	release := p.share(ctx)
	defer release()
	return r, r.read(ctx)
}

func (r *roster) read(ctx context.Context) error {
	var err error
	if r.before, err = r.root.ReadFile(mentorsFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", mentorsFile, err)
	}
	var problems diag.List
	r.after = r.before
	if r.file, problems = competency.ReadMentors(r.before); problems.Errors() > 0 {
		return problems
	}
	r.program, problems = competency.Load(r.files)
	problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { return p.Pos.File != programFile })
	if problems.Errors() > 0 {
		return problems
	}
	r.today, r.utc = calendar.In(r.now, r.program.Zone), calendar.In(r.now, time.UTC)
	email, err := r.repo.Config(ctx, "user.email")
	for _, m := range r.file.Mentors {
		if email != "" && strings.EqualFold(m.Email, email) {
			r.by = m.ID
		}
	}
	return err
}

// changed takes over a text and notes what was done.
func (r *roster) changed(text []byte, problems diag.List) error {
	if len(problems) > 0 {
		return problems
	}
	r.after = text
	r.file, problems = competency.ReadMentors(text)
	return problems.Err()
}

// entries are those of one person, in file order.
func (r *roster) entries(id string) []*competency.Mentor {
	return slices.DeleteFunc(slices.Clone(r.file.Mentors), func(m *competency.Mentor) bool { return m.ID != id })
}

// known gives the entries of a mentor who has to be there.
func (r *roster) known(id string) ([]*competency.Mentor, error) {
	if !text.IsID(id) {
		return nil, usagef("a mentor's id is "+text.IDGrammar, "%q is no id", id)
	}
	if found := r.entries(id); len(found) > 0 {
		return found, nil
	}
	var ids []string
	for _, m := range r.file.Mentors {
		ids = append(ids, m.ID)
	}
	return nil, unknown("mentor", id, ids, "sojt mentor add makes an entry in mentors.yaml; a learner's key is a record: sojt learner key")
}

func (r *roster) writer() *ledger.Writer {
	return &ledger.Writer{
		Root: r.root, Repo: r.repo, Committer: r.repo, Command: r.verb,
		NoCommit: r.app.noCommit, Now: r.app.env.now,
		Note: func(text string) { r.app.tell("%s", text) },
	}
}

// write commits the new text, or shows what would change.
func (r *roster) write(ctx context.Context) error {
	var who []string
	for _, row := range r.rows {
		who = append(who, row.id)
	}
	subject := fmt.Sprintf("%s: %s", r.verb, strings.Join(distinct(who), " "))
	if r.by != "" {
		subject += " by " + r.by
	}
	seen := ledger.See(r.before)
	if r.before == nil {
		seen = ledger.Seen{}
	}
	batch := &ledger.Batch{Texts: []ledger.Text{{Path: mentorsFile, Seen: seen, Data: string(r.after)}}, Subject: subject}
	if r.app.dryRun {
		return r.rehearse(subject)
	}
	receipt, err := r.writer().Write(ctx, batch)
	if err != nil {
		return err
	}
	view := r.view(receipt)
	var lines []string
	for _, row := range view.rows {
		lines = append(lines, view.line(row))
	}
	if err := r.app.receipt(view, lines); err != nil {
		return err
	}
	if !receipt.Committed {
		r.app.tell("written, not committed")
	}
	r.witness()
	return nil
}

// witness says what reviewers of mentors.yaml will want to know of who wrote it.
func (r *roster) witness() {
	day := r.program.Designation(r.by, r.today)
	self := !slices.ContainsFunc(r.rows, func(row rosterRow) bool { return row.id != r.by || row.act == "added" })
	if r.by == "" || !self && (day == nil || !day.Coordinator) {
		r.app.tell("         written by %s, who is no coordinator today: whoever reviews mentors.yaml decides", cmp.Or(r.by, "somebody whom mentors.yaml does not know"))
	}
}

// rehearse shows the lines that would change.
func (r *roster) rehearse(subject string) error {
	if r.app.format == "json" {
		r.app.tell("nothing was written: this was a dry run")
		return format.JSON(r.app.env.stdout, r.view(&ledger.Receipt{}), format.Options{})
	}
	fmt.Fprintln(r.app.env.stdout, mentorsFile)
	for _, line := range differing(string(r.before), string(r.after)) {
		fmt.Fprintln(r.app.env.stdout, safe.Text(line))
	}
	fmt.Fprintf(r.app.env.stdout, "commit: %s\n", safe.Text(subject))
	r.app.tell("nothing was written: this was a dry run")
	return nil
}

// differing are the lines between those that two texts have in common at both ends, - before and +
// after.
func differing(before, after string) []string {
	a, b := strings.SplitAfter(before, "\n"), strings.SplitAfter(after, "\n")
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	var lines []string
	for _, x := range []struct {
		sign string
		of   []string
	}{{"-", a}, {"+", b}} {
		for _, line := range x.of {
			if line != "" {
				lines = append(lines, x.sign+strings.TrimRight(line, "\r\n"))
			}
		}
	}
	return lines
}
