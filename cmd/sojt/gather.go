package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency/diag"
	"sojt/report"
	"sojt/report/results"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// scopeFlags are the filters that reports share (SPEC 7.2).
type scopeFlags struct {
	report.Scope
	since, until string
}

// flags are those of commands that show a page.
func (s *scopeFlags) flags(cmd *cobra.Command, a *app) {
	s.filterFlags(cmd, a)
	f := cmd.Flags()
	f.BoolVar(&s.IncludeLeft, "left", false, "also who has left")
	f.IntVar(&a.maxBytes, "max-bytes", 0, "cut Markdown behind a row, to at most so `many` bytes: 1000000 for a CI job summary")
}

func (s *scopeFlags) filterFlags(cmd *cobra.Command, a *app) {
	f := cmd.Flags()
	f.StringVar(&s.Role, "role", "", "only this `role`")
	f.StringVar(&s.Department, "department", "", "only this `department` and those beneath it")
	f.StringVar(&s.Learner, "learner", "", "only this `learner`")
	f.StringVar(&s.Mentor, "mentor", "", "only learners of this `mentor`")
	f.StringVar(&s.Tag, "tag", "", "only competencies with this `tag`")
	f.StringVar(&s.Group, "group", "", "only competencies of this `group`")
	f.BoolVar(&s.Redact, "redact", false, "ids only: no names, no free text")
	cmd.RegisterFlagCompletionFunc("role", a.completeRoles)
	cmd.RegisterFlagCompletionFunc("learner", a.completeLearners)
	cmd.RegisterFlagCompletionFunc("mentor", a.completeMentors)
	cmd.RegisterFlagCompletionFunc("department", a.completeDepartments)
}

// betweenFlags are the filters of views of records.
func (s *scopeFlags) betweenFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&s.since, "since", "", "only what took effect, or is due, on or after this `day`")
	f.StringVar(&s.until, "until", "", "only what took effect, or is due, on or before this `day`")
}

// readWithin opens the program for reading, as read does, and resolves a filter by it.
func (a *app) readWithin(ctx context.Context, s *scopeFlags) (*reader, func(), error) {
	r, release, err := a.read(ctx)
	if err != nil {
		return nil, nil, err
	}
	if err := s.check(r); err != nil {
		release()
		return nil, nil, err
	}
	return r, release, nil
}

// check resolves the filter's names: one that nothing has is a usage error, never an empty report.
func (s *scopeFlags) check(r *reader) error {
	var roles, departments, mentors, tags, groups []string
	for _, x := range r.program.Roles {
		roles = append(roles, x.ID)
		for _, e := range x.Entries {
			tags, groups = append(tags, e.Tags...), append(groups, e.Group)
		}
	}
	for _, x := range r.program.Departments {
		departments = append(departments, x.ID)
	}
	for _, x := range r.program.Mentors {
		mentors = append(mentors, x.ID)
	}
	for _, x := range []struct {
		what, value string
		known       []string
	}{
		{"role", s.Role, roles}, {"department", s.Department, departments}, {"mentor", s.Mentor, mentors},
		{"tag", s.Tag, distinct(tags)}, {"group", s.Group, distinct(groups)},
	} {
		if x.value != "" && !slices.Contains(x.known, x.value) {
			return unknown(x.what, x.value, x.known, choices(x.known))
		}
	}
	var err error
	if s.Since, err = parseDate("since", s.since); err != nil {
		return err
	}
	if s.Until, err = parseDate("until", s.until); err != nil {
		return err
	}
	if s.Since != 0 && s.Until != 0 && s.Since > s.Until {
		return usagef("no day lies between them", "--since is %s and --until %s, expected one on or after it", s.Since, s.Until)
	}
	return nil
}

// choices lists what there is, for somebody who named what there is not.
func choices(known []string) string {
	if len(known) == 0 {
		return "there is none in this program"
	}
	const most = 24 // what a person looks through
	if more := len(known) - most; more > 0 {
		return fmt.Sprintf("there are %s and %d more", strings.Join(known[:most], ", "), more)
	}
	return "there are " + strings.Join(known, ", ")
}

// everybody folds all learners in parallel. Lines that cannot be read are problems with their place;
// their learners are marked, and nothing is left out in silence.
func (r *reader) everybody(ctx context.Context, scope *report.Scope) ([]*signoff.Standings, diag.List, error) {
	all, _, problems, err := gather(ctx, r, scope, anyProblem, func(l *signoff.Learner) (*signoff.Standings, struct{}) {
		return r.book.Fold(l, r.moment), struct{}{}
	})
	return all, problems, err
}

// gather gives for each learner the standings that fold makes and what it says beside them, in order of
// ids, and the problems that matter. It calls fold in parallel.
func gather[T any](ctx context.Context, r *reader, scope *report.Scope, matters func(diag.Problem) bool, fold func(*signoff.Learner) (*signoff.Standings, T)) ([]*signoff.Standings, []T, diag.List, error) {
	type one struct {
		standings *signoff.Standings
		beside    T
	}
	var all []*signoff.Standings
	var beside []T
	entries, problems, err := r.entries(scope)
	if err != nil {
		return nil, nil, nil, err
	}
	for got, err := range ledger.Each(ctx, r.ledger, r.program, entries, func(l *signoff.Learner, p diag.List) (fromFile[one], error) {
		s, b := fold(l)
		return fromFile[one]{l.ID, one{s, b}, p}, nil
	}) {
		if err != nil {
			return nil, nil, nil, err
		}
		all, beside = append(all, got.made.standings), append(beside, got.made.beside)
		problems = append(problems, got.read(scope, matters)...)
	}
	problems.Sort()
	return all, beside, problems, nil
}

// skim is gather for who keeps nothing of a learner that fold is given (ledger.Skim). It calls folder once
// for each of those that fold in parallel.
func (r *reader) skim(ctx context.Context, scope *report.Scope, folder func() func(*signoff.Learner) *signoff.Standings) ([]*signoff.Standings, diag.List, error) {
	entries, problems, err := r.entries(scope)
	if err != nil {
		return nil, nil, err
	}
	var all []*signoff.Standings
	for got, err := range ledger.Skim(ctx, r.ledger, r.program, entries, func() func(*signoff.Learner, diag.List) (fromFile[*signoff.Standings], error) {
		fold := folder()
		return func(l *signoff.Learner, p diag.List) (fromFile[*signoff.Standings], error) {
			return fromFile[*signoff.Standings]{l.ID, fold(l), p}, nil
		}
	}) {
		if err != nil {
			return nil, nil, err
		}
		all = append(all, got.made)
		problems = append(problems, got.read(scope, anyProblem)...)
	}
	problems.Sort()
	return all, problems, nil
}

// entries are the learner files within a scope, by id, and what is wrong with their names.
func (r *reader) entries(scope *report.Scope) ([]ledger.Entry, diag.List, error) {
	entries, problems, err := r.ledger.Entries()
	if err == nil && scope.Learner != "" {
		entries, err = r.only(entries, scope.Learner)
	}
	return entries, problems, err
}

// fromFile is what was made of one learner's file, and what is wrong with it.
type fromFile[T any] struct {
	id       string
	made     T
	problems diag.List
}

// read gives the problems that matter, and marks a learner of whom not every line could be read.
func (f fromFile[T]) read(scope *report.Scope, matters func(diag.Problem) bool) diag.List {
	own := slices.DeleteFunc(f.problems, func(p diag.Problem) bool { return !matters(p) })
	if n := unread(own); n > 0 {
		if scope.Unread == nil {
			scope.Unread = map[string]int{}
		}
		scope.Unread[f.id] = n
	}
	return own
}

func anyProblem(diag.Problem) bool { return true }

// unread counts the lines of a file that could not be read as records.
func unread(problems diag.List) int {
	lines := map[int]bool{}
	for _, p := range problems {
		if p.Severity == diag.Error {
			lines[p.Pos.Line] = true
		}
	}
	return len(lines)
}

func (r *reader) only(entries []ledger.Entry, id string) ([]ledger.Entry, error) {
	for _, e := range entries {
		if e.ID == id {
			return []ledger.Entry{e}, nil
		}
	}
	return nil, r.unknownLearner(id)
}

// one folds a single learner.
func (r *reader) one(id string) (*signoff.Standings, diag.List, error) {
	l, problems, err := r.ledger.Read(id, r.program)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, r.unknownLearner(id)
	}
	if err != nil {
		return nil, nil, err
	}
	return r.book.Fold(l, r.moment), problems, nil
}

// input is what views are given, of everybody or of the one learner in scope.
func (r *reader) input(ctx context.Context, scope *report.Scope) (*report.Input, diag.List, error) {
	return r.pared(ctx, scope, nil)
}

// pared is input with what pare leaves of each learner's standings, if it is not nil; the records are let go of
// as soon as they are folded.
func (r *reader) pared(ctx context.Context, scope *report.Scope, pare func(*signoff.Standings) *signoff.Standings) (*report.Input, diag.List, error) {
	if pare == nil {
		all, problems, err := r.everybody(ctx, scope)
		if err != nil {
			return nil, nil, err
		}
		return report.NewInput(r.book, r.moment, all, *scope), problems, nil
	}
	all, problems, err := r.skim(ctx, scope, func() func(*signoff.Learner) *signoff.Standings {
		folder := r.book.Folder()
		return func(l *signoff.Learner) *signoff.Standings { return pare(folder.Fold(l, r.moment)) }
	})
	if err != nil {
		return nil, nil, err
	}
	return report.NewInput(r.book, r.moment, all, *scope), problems, nil
}

// results reads the results on the job that impact is made of.
func (r *reader) results(scope *report.Scope) (diag.List, error) {
	entries, _, err := r.ledger.Entries()
	if err != nil {
		return nil, err
	}
	var problems diag.List
	scope.Results, problems = results.Read(r.files, r.program, filed(entries))
	return problems, nil
}

// shown ends a reading command: problems in the files it read are said on stderr, and make the exit
// code 1 although the report was written.
func (a *app) shown(problems diag.List) error {
	if problems.Errors() == 0 {
		return nil
	}
	fmt.Fprintln(a.env.stderr, "sojt: some lines could not be read, so this is not everything:")
	return problems
}
