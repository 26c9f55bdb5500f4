package verify

import (
	"fmt"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
)

// NotChecked is a check that could not be made.
type NotChecked struct {
	Code string // stable, such as N-HISTORY
	What string // what was not checked
	Why  string

	// Fails: the check is on by default or needed here, so that verify ends with exit code 4 for it
	// where there is no finding (INTEGRITY 6). What only the history could tell (N-RULE, N-WORDING)
	// goes with N-HISTORY, which is always there with it, and does not fail once more.
	Fails bool
}

// String is code, what and why in one line.
func (n NotChecked) String() string { return fmt.Sprintf("%s: %s (%s)", n.Code, n.What, n.Why) }

// Unchecked gives what was not checked, a line each.
func (r Result) Unchecked() []string {
	lines := make([]string, len(r.NotChecked))
	for i, n := range r.NotChecked {
		lines[i] = n.String()
	}
	return lines
}

// counts is what adds up over learners.
type counts struct {
	learners, records int
	signed            int // lines with a signature
	unsigned          int // records that want one where policy requires it, and have none
	wordings          int // records of another wording than today's
}

func (c *counts) add(d counts) {
	c.learners += d.learners
	c.records += d.records
	c.signed += d.signed
	c.unsigned += d.unsigned
	c.wordings += d.wordings
}

// signature counts a line. Practice, requests and notes are never required to be signed.
func (c *counts) signature(r *signoff.Record) {
	switch {
	case r.Sig != "":
		c.signed++
	case r.Type != signoff.Practice && r.Type != signoff.Request && r.Type != signoff.Note:
		c.unsigned++
	}
}

// result puts everything into order.
func (c counts) result(problems diag.List, policy competency.Policy) Result {
	problems.Sort()
	return Result{
		Problems:   problems,
		Checked:    Checked{Records: c.records, Learners: c.learners},
		NotChecked: c.notChecked(policy),
	}
}

const later = "this release of sojt does not do it"

func (c counts) notChecked(policy competency.Policy) []NotChecked {
	list := []NotChecked{{
		Code: CodeHistory, Fails: true, Why: later,
		What: "the repository's history: whether a record was changed or dropped since it was committed, and whether the clone is whole",
	}}
	if c.signed > 0 || policy.Signatures == "required" {
		what := fmt.Sprintf("signatures and keys of %d records", c.signed)
		if policy.Signatures == "required" {
			what += fmt.Sprintf("; %d more are unsigned, where policy now requires a signature", c.unsigned)
		}
		list = append(list, NotChecked{Code: CodeSignatures, Fails: true, What: what, Why: later})
	}
	if c.records > 0 {
		list = append(list, NotChecked{Code: CodeRule,
			What: "rules and authority by the definitions in force when each record was made; today's were used", Why: "they are in the history"})
	}
	if c.wordings > 0 {
		list = append(list, NotChecked{Code: CodeWording,
			What: fmt.Sprintf("%d records of another wording than today's: that it was the competency's, and its criteria", c.wordings),
			Why:  "earlier wordings are in the history"})
	}
	return append(list,
		NotChecked{Code: CodeTrust, What: "mentors.yaml and policy, taken as they stand here", Why: "no trusted copy to compare with"},
		NotChecked{Code: CodeCheckpoint, What: "whether anything is gone that was known before", Why: "no checkpoint to compare with"})
}
