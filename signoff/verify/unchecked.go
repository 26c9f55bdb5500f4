package verify

import (
	"fmt"

	"sojt/competency/diag"
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
	signatures        int
	anchored          int // records that count because of the checkpoint
	wordings          int // records of another wording than today's
}

func (c *counts) add(d counts) {
	c.learners += d.learners
	c.records += d.records
	c.signatures += d.signatures
	c.anchored += d.anchored
	c.wordings += d.wordings
}

// result puts everything into order.
func (j *judge) result(c counts, problems diag.List, open ...NotChecked) Result {
	problems.Sort()
	return Result{
		Problems:   problems,
		Checked:    Checked{Records: c.records, Signatures: c.signatures, Learners: c.learners},
		NotChecked: append(j.notChecked(c), open...),
		Anchored:   c.anchored,
	}
}

const later = "this release of sojt does not do it"

func (j *judge) notChecked(c counts) []NotChecked {
	list := []NotChecked{{
		Code: CodeHistory, Fails: true, Why: later,
		What: "the repository's history: whether a record was changed or dropped since it was committed, and whether the clone is whole",
	}}
	if c.records > 0 {
		list = append(list, NotChecked{Code: CodeRule,
			What: "rules and authority by the definitions in force when each record was made; today's were used", Why: "they are in the history"})
	}
	if c.wordings > 0 {
		list = append(list, NotChecked{Code: CodeWording,
			What: fmt.Sprintf("%d records of another wording than today's: that it was the competency's, and its criteria", c.wordings),
			Why:  "earlier wordings are in the history"})
	}
	switch {
	case j.Trust == nil:
		list = append(list, NotChecked{Code: CodeTrust, What: "mentors.yaml and policy, taken as they stand here", Why: "no trusted copy to compare with"})
	case !j.Trust.Policy:
		list = append(list, NotChecked{Code: CodeTrust, What: "policy, taken as it stands here", Why: j.Trust.Name + " says only who the mentors are"})
	}
	if j.Checkpoint == nil {
		list = append(list, NotChecked{Code: CodeCheckpoint, What: "whether anything is gone that was known before", Why: "no checkpoint to compare with"})
	}
	return list
}
