package main

import (
	"context"
	"strings"

	"sojt/report"
	"sojt/report/sheet"
)

// runShowSheet says what the code of a printed sheet stands for.
func runShowSheet(ctx context.Context, a *app, typed string, o showOptions) error {
	if o.payload || o.signature {
		return usagef("sojt log lists the records", "%q is the code of a printed sheet, and that has no payload or signature", typed)
	}
	code, err := sheet.ParseCode(typed)
	if err != nil {
		return usagef("it is the last but the page number at the foot of a sheet, such as 7K3Q-M2XA-9TBD-4F1C-H; a record's id has no hyphens",
			"%q is not the code of a sheet: %s", typed, err)
	}
	r, release, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer release()
	shown := report.PrintedSheet{Code: code.String(), Blank: code.Blank(), Wording: "not known: its role is none of this program", Commit: r.printed(ctx, code)}
	for _, role := range r.program.Roles {
		if sheet.RolePart(r.program, role) != code.Role {
			continue
		}
		shown.Role = append(shown.Role, role.ID)
		shown.Wording = "another than today's: sojt diff says what changed since the commit"
		if sheet.WordingPart(role) == code.Wording {
			shown.Wording = "today's"
		}
	}
	entries, _, err := r.ledger.Entries()
	if err != nil {
		return err
	}
	for _, e := range entries {
		if sheet.LearnerPart(r.program, e.ID) == code.Learner {
			shown.Learner = append(shown.Learner, e.ID)
		}
	}
	in := report.NewInput(r.book, r.moment, nil, report.Scope{Redact: o.redact})
	return a.show(report.NewShowSheet(in, shown))
}

// printed says which commit a sheet was made from.
func (p *place) printed(ctx context.Context, code sheet.PrintedCode) string {
	prefix := code.CommitPrefix()
	if prefix == "" {
		return "none"
	}
	repo, err := p.clone(ctx)
	if err != nil {
		return prefix + "..., and there is no clone to look in"
	}
	id, err := repo.Resolve(ctx, prefix)
	if err != nil || !strings.HasPrefix(id, prefix) {
		return prefix + "..., which this clone does not have, or not once"
	}
	return id
}
