package main

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report"
	"sojt/report/audit"
	"sojt/signoff"
)

// runRoster answers for each row of a roster.
func runRoster(ctx context.Context, a *app, o qualifiedOptions) error {
	if err := o.day(a); err != nil {
		return err
	}
	r, release, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer release()
	shifts, problems, err := readShifts(a, o.roster, r.program, r.moment.AsOf)
	if err != nil {
		return err
	}
	if err := problems.Err(); err != nil {
		return err
	}
	questions, everybody, err := r.questions(ctx, a, shifts)
	if err != nil {
		return err
	}
	view := report.NewQualified(report.NewInput(r.book, r.moment, everybody, report.Scope{Redact: o.redact, IncludeLeft: true}), questions)
	view.Brief = true
	if err := a.show(view); err != nil {
		return err
	}
	if !view.Holds() {
		return silent(exitFindings)
	}
	return nil
}

// questions asks about each shift. Somebody without a learner file is not qualified, and is named, since
// it may be a mistake.
func (r *reader) questions(ctx context.Context, a *app, shifts []audit.Shift) ([]report.Question, []*signoff.Standings, error) {
	asked := make([]report.Question, len(shifts))
	found, wrong := map[string]*signoff.Learner{}, map[string]diag.List{}
	for i, s := range shifts {
		asked[i] = report.Question{Learner: s.Learner, Target: s.Target, Moment: r.moment}
		asked[i].Moment.AsOf = s.Date
		if _, seen := found[s.Learner]; seen {
			continue
		}
		var l *signoff.Learner
		err := fs.ErrNotExist
		if text.IsID(s.Learner) {
			l, wrong[s.Learner], err = r.ledger.Read(s.Learner, r.program)
		}
		switch {
		case errors.Is(err, fs.ErrNotExist):
			l = nil
			a.tell("%s: there is no learner %q%s", s.Pos, s.Learner, r.meant(s.Learner))
		case err != nil:
			return nil, nil, err
		}
		found[s.Learner] = l
	}
	everybody, err := r.answer(ctx, a, asked, found, wrong)
	return asked, everybody, err
}

// answer folds and verifies each learner for each day that is asked about, once.
func (r *reader) answer(ctx context.Context, a *app, asked []report.Question, found map[string]*signoff.Learner, wrong map[string]diag.List) ([]*signoff.Standings, error) {
	var learners []*signoff.Learner
	for _, l := range found {
		if l != nil {
			learners = append(learners, l)
		}
	}
	judge, err := a.judge(ctx, r.place, r.book, "HEAD", learners...)
	if err != nil {
		return nil, err
	}
	type one struct {
		learner string
		day     calendar.Date
	}
	done, shown := map[one]report.Question{}, map[string]bool{}
	var everybody []*signoff.Standings
	for i := range asked {
		q := &asked[i]
		l, key := found[q.Learner], one{q.Learner, q.Moment.AsOf}
		if l == nil {
			continue
		}
		was, seen := done[key]
		if !seen {
			result, err := a.examine(ctx, r.place, judge, r.book.Then(l, q.Moment), wrong[q.Learner])
			if err != nil {
				return nil, err
			}
			was = report.Question{Standings: r.book.Fold(l, q.Moment), Problems: result.Problems, NotChecked: result.Unchecked()}
			done[key] = was
		}
		q.Standings, q.Problems, q.NotChecked = was.Standings, was.Problems, was.NotChecked
		if !shown[q.Learner] {
			shown[q.Learner] = true
			everybody = append(everybody, q.Standings)
		}
	}
	return everybody, nil
}

// meant names the learner who was meant, as the end of a message.
func (r *reader) meant(id string) string {
	var usage *usageError
	if errors.As(r.unknownLearner(id), &usage) && strings.HasPrefix(usage.hint, "did you mean") {
		return ", " + usage.hint
	}
	return ""
}
