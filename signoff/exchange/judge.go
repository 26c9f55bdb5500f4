package exchange

import (
	"context"
	"io/fs"
	"strings"
	"unicode"

	"sojt/competency/diag"
	"sojt/signoff/ledger"
)

// judge checks what both sides would have. Errors that are over there already are named and change
// nothing; those that only what is not sent yet brings in keep it from being sent.
func (r *run) judge(ctx context.Context, next string, ours, theirs *tree, lost map[string]bool) error {
	merged, err := r.errors(ctx, next)
	if err != nil || len(merged) == 0 {
		r.result.Problems = nil
		return err
	}
	if next == r.tip { // nothing of ours is in it
		r.result.Problems = merged
		return nil
	}
	there, err := r.check(ctx, theirs.files())
	if err != nil {
		return err
	}
	here, err := r.check(ctx, ours.files())
	if err != nil {
		return err
	}
	base, err := r.tree(ctx, r.common(ctx))
	if err != nil {
		return err
	}
	defer base.close()
	defined := len(differing(base, ours)) > 0
	old, own := kinds(there), kinds(here)
	var blocking diag.List
	r.result.Problems = nil
	for _, p := range merged {
		if !old[kind(p)] && (own[kind(p)] || blamed(p, defined, lost)) {
			blocking = append(blocking, p)
		} else {
			r.result.Problems = append(r.result.Problems, p)
		}
	}
	if len(blocking) > 0 {
		return &BlockedError{Upstream: r.upstream.String(), Problems: blocking}
	}
	return nil
}

// blamed decides about what neither side has alone. A record says what was seen; that a definition it
// names is gone since is the doing of whoever changed the definitions. Two records with one id are the
// doing of whoever dropped the line that was there.
func blamed(p diag.Problem, defined bool, lost map[string]bool) bool {
	if !strings.HasPrefix(p.Pos.File, ledger.Folder+"/") {
		return defined
	}
	return lost[p.Pos.File] || defined && p.Code == ledger.CodeReference
}

// errors checks a commit.
func (r *run) errors(ctx context.Context, commit string) (diag.List, error) {
	t, err := r.tree(ctx, commit)
	if err != nil {
		return nil, err
	}
	defer t.close()
	return r.check(ctx, t.files())
}

// check gives the problems of a tree that are errors.
func (r *run) check(ctx context.Context, files fs.FS) (diag.List, error) {
	if _, err := fs.Stat(files, programFile); err != nil {
		return nil, nil
	}
	all, err := r.Check(ctx, files)
	var errors diag.List
	for _, p := range all {
		if p.Severity == diag.Error {
			errors = append(errors, p)
		}
	}
	return errors, err
}

// programFile marks a program's folder.
const programFile = "sojt.yaml"

// kind tells problems apart wherever their lines have moved to, and however much a message says after
// a semicolon that it comes to.
func kind(p diag.Problem) string {
	says, _, _ := strings.Cut(p.Message, "; ")
	message := strings.Map(func(c rune) rune {
		if unicode.IsDigit(c) {
			return -1
		}
		return c
	}, says)
	return strings.Join([]string{p.Code, p.Pos.File, p.Record, message}, "\x00")
}

func kinds(all diag.List) map[string]bool {
	known := map[string]bool{}
	for _, p := range all {
		known[kind(p)] = true
	}
	return known
}
