package main

import (
	"context"
	"fmt"
	"slices"

	"sojt/report"
	"sojt/report/badge"
	"sojt/signoff"
)

// earnedBadge is a badge that a learner has earned, and what it is of: a role or a competency.
type earnedBadge struct {
	target     string
	credential badge.Credential
}

// earned makes the badges that are asked for. What sojt qualified would not say yes to has none: of what was
// named that is the answer, exit code 1, and of the rest it is told.
func (a *app) earned(ctx context.Context, r *reader, m badge.Maker, o badgeOptions) ([]earnedBadge, error) {
	s, problems, err := r.one(o.learner)
	if err != nil {
		return nil, err
	}
	judge, err := a.judge(ctx, r.place, r.book, "HEAD", s.Learner)
	if err != nil {
		return nil, err
	}
	found, err := a.examine(ctx, r.place, judge, r.book.Then(s.Learner, r.moment), problems)
	if err != nil {
		return nil, err
	}
	m.In = report.NewInput(r.book, r.moment, []*signoff.Standings{s}, report.Scope{Redact: o.redact, IncludeLeft: true})
	targets := []string{o.role + o.competency}
	if targets[0] == "" {
		targets = attained(s)
	}
	var all []earnedBadge
	for _, target := range targets {
		gate := report.NewQualified(m.In, []report.Question{{
			Learner: o.learner, Target: target, Moment: r.moment, Standings: s, Problems: found.Problems, NotChecked: found.Unchecked(),
		}})
		c, why := badgeOf(m, s, target, gate.Holds())
		if why == "" {
			all = append(all, earnedBadge{target, c})
		} else {
			say(a.env.stderr, fmt.Sprintf("no badge of %s: %s", target, why), "see: sojt qualified "+o.learner+" "+target)
		}
	}
	switch {
	case len(all) > 0:
		return all, nil
	case len(targets) == 0:
		say(a.env.stderr, fmt.Sprintf("no badge: %s is neither qualified in a role nor competent in a competency on %s", o.learner, r.moment.AsOf.Human()), "see: sojt status "+o.learner)
	}
	return nil, silent(exitFindings)
}

// attained lists the roles in which a learner is qualified, then the competencies that are competent, each
// once.
func attained(s *signoff.Standings) []string {
	var targets, competencies []string
	for _, r := range s.Roles {
		if r.Left != 0 {
			continue
		}
		if r.Qualified {
			targets = append(targets, r.Role.ID)
		}
		for i := range r.Cells {
			if c := &r.Cells[i]; c.Standing == signoff.StandsCompetent && !c.Flags.Has(signoff.IsTranscribed) {
				competencies = append(competencies, c.Entry.ID)
			}
		}
	}
	competencies = slices.DeleteFunc(distinct(competencies), func(id string) bool { return slices.Contains(targets, id) })
	return append(targets, competencies...)
}

// badgeOf makes the badge of a role or competency, or says why there is none. Passed is what the gate
// says.
func badgeOf(m badge.Maker, s *signoff.Standings, target string, passed bool) (badge.Credential, string) {
	if r := s.Role(target); r != nil {
		if !passed {
			return badge.Credential{}, "not qualified in it"
		}
		return m.Role(s.Learner, r), revokedSince(s, badge.Rests(r))
	}
	var waived, copied bool
	for _, r := range s.Roles {
		c := r.Cell(target)
		switch {
		case c == nil || r.Left != 0 || !c.Standing.Counts():
		case c.Standing == signoff.StandsWaived:
			waived = true
		case c.Rests.Type == signoff.Transcribe:
			copied = true
		case passed:
			return m.Competency(s.Learner, c), revokedSince(s, []*signoff.Record{c.Rests})
		}
	}
	switch {
	case waived:
		return badge.Credential{}, "it was waived, and a badge is of work that was seen"
	case copied:
		return badge.Credential{}, "it is copied from an earlier record, whose signer would have to give the badge"
	}
	return badge.Credential{}, "not competent in it"
}

// revokedSince says that something a badge of an earlier day rests on was revoked after that day.
func revokedSince(s *signoff.Standings, rests []*signoff.Record) string {
	for _, r := range rests {
		if by := s.RevokedLater(r.Digest); by != nil {
			return fmt.Sprintf("record %s was revoked on %s", r.ID, by.Date.Human())
		}
	}
	return ""
}
