package doctor

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/signoff/ledger"
)

// attributes says where git would not merge learner files line by line.
func (d *Doctor) attributes(ctx context.Context) (diag.List, error) {
	merge, eol, err := ledger.Attributes(ctx, d.Writer.Repo)
	if err != nil || merge == "union" && eol == "lf" {
		return nil, err
	}
	return diag.List{problem(CodeAttributes, ledger.AttributesFile, 0, doctorFix+"adds the line "+ledger.MergeRule+" and commits it",
		"learner files have merge=%s and eol=%s, expected union and lf", merge, eol)}, nil
}

// rule writes the merge rule, unless somebody is editing the file or has it overruled elsewhere.
func (m *mending) rule(ctx context.Context) error {
	lacks, err := m.attributes(ctx)
	if err != nil || len(lacks) == 0 {
		return err
	}
	leave := func(hint string) error {
		lacks[0].Hint = hint
		m.report.Problems = append(m.report.Problems, lacks...)
		return nil
	}
	held, err := m.Writer.Root.ReadFile(ledger.AttributesFile)
	there := !errors.Is(err, fs.ErrNotExist)
	if err != nil && there {
		return err
	}
	head, err := m.Writer.Repo.Blobs(ctx, "HEAD", ledger.AttributesFile)
	if err != nil {
		return err
	}
	staged, err := m.Writer.Repo.Blobs(ctx, "", ledger.AttributesFile)
	if err != nil {
		return err
	}
	switch {
	case slices.Contains(lines(string(held)), ledger.MergeRule):
		return leave("the rule is there, and another attributes file overrules it: look with git check-attr -a learners/x.yaml")
	case m.held != "":
		return leave(m.held)
	case head[0].Found != there || !bytes.Equal(head[0].Data, held) || staged[0].ID != head[0].ID:
		return leave("it has changes that are not committed: commit or put them back, then run sojt doctor --fix again")
	}
	text := ledger.Text{Path: ledger.AttributesFile, Data: string(held)}
	if there {
		text.Seen = ledger.See(held)
	}
	if text.Data != "" && !strings.HasSuffix(text.Data, "\n") {
		text.Data += "\n"
	}
	text.Data += ledger.MergeRule + "\n"
	receipt, err := m.Writer.Mend(ctx, &ledger.Batch{Texts: []ledger.Text{text}, Subject: "doctor: merge rule for learner files"})
	if err != nil {
		return err
	}
	m.done(lacks[0], "added the line "+ledger.MergeRule, receipt.Commit)
	return nil
}
