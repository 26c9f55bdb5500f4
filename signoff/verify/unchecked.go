package verify

import (
	"fmt"
	"strings"

	"sojt/competency/diag"
	"sojt/signoff/git"
)

// NotChecked is a check that could not be made.
type NotChecked struct {
	Code string // stable, such as N-HISTORY
	What string // what was not checked
	Why  string

	// Fails: the check is on by default or needed here, so that verify ends with exit code 4 for it
	// where there is no finding (INTEGRITY 6). What only the history could tell (N-RULE, N-WORDING)
	// fails where all of that was read and did not tell; else N-HISTORY stands beside it, and says enough.
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
	same              int // learners left out, since nothing in their files is new
	old               int // records that were there before what is asked about
	undated           int // records judged by today's definitions, for want of those of their time
	wordings          int // records of a wording that nothing read so far has
}

func (c *counts) add(d counts) {
	c.learners += d.learners
	c.records += d.records
	c.signatures += d.signatures
	c.anchored += d.anchored
	c.same += d.same
	c.old += d.old
	c.undated += d.undated
	c.wordings += d.wordings
}

// result puts everything into order.
func (j *judge) result(c counts, problems diag.List, open ...NotChecked) Result {
	problems.Sort()
	checked := Checked{Records: c.records, Signatures: c.signatures, Learners: c.learners}
	if j.Past != nil {
		checked.Commits = j.Past.History.Commits
	}
	return Result{Problems: problems, Checked: checked, NotChecked: append(j.notChecked(c), open...), Anchored: c.anchored}
}

// unread gives what of the history was not looked at, and what in it was not believed.
func (c *Case) unread(same, old int) []NotChecked {
	const what = "whether a record was changed or dropped since it was committed"
	var list []NotChecked
	switch {
	case c.Past == nil:
		list = append(list, NotChecked{Code: CodeUnread, Fails: true, What: "the repository's history: " + what, Why: c.Unread})
	case !c.Past.Ground.Whole():
		list = append(list, NotChecked{Code: CodeUnread, Fails: true, What: "the history beyond this clone: " + what,
			Why: "the clone is not whole: git fetch --unshallow, or clone it again, without --filter"})
	case !c.Past.Whole:
		left := ""
		if same > 0 {
			left = fmt.Sprintf("; %s", files(same))
		}
		list = append(list, NotChecked{Code: CodeUnread, Why: "as asked with --since",
			What: fmt.Sprintf("what came before: %s%s; signatures, rules and authority of %d records", what, left, old)})
	}
	if c.Past != nil {
		if ignored := ignored(c.Past.Ground); ignored != "" {
			list = append(list, NotChecked{Code: CodeGround, What: ignored + ": they would show another history, and were not believed", Why: "of this clone alone"})
		}
	}
	if n := len(c.Uncommitted); n > 0 {
		list = append(list, NotChecked{Code: CodeWorkTree, What: "what is not committed: " + some(c.Uncommitted), Why: "the commit at HEAD is verified"})
	}
	return list
}

func records(n int) string {
	if n == 1 {
		return "1 record"
	}
	return fmt.Sprintf("%d records", n)
}

// files says how many learners are left out whose files did not change.
func files(same int) string {
	if same == 1 {
		return "1 learner whose file did not change"
	}
	return fmt.Sprintf("%d learners whose files did not change", same)
}

// some names the first few.
func some(names []string) string {
	const few = 3
	if len(names) <= few {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:few], ", "), len(names)-few)
}

func (j *judge) notChecked(c counts) []NotChecked {
	list := j.unread(c.same, c.old)
	read := j.Past != nil && j.Past.Whole
	if c.undated > 0 {
		list = append(list, NotChecked{Code: CodeRule, Fails: read,
			What: "rules and authority by the definitions of their time, of " + records(c.undated) + "; today's were used",
			Why:  "those of their time are not in what was read of the history, or have errors"})
	}
	if c.wordings > 0 {
		list = append(list, NotChecked{Code: CodeUnworded, Fails: read,
			What: "that the wording was the competency's, and its criteria, of " + records(c.wordings),
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

// ignored names what a clone holds to change how git shows its history.
func ignored(g git.Ground) string {
	var found []string
	if g.Grafts {
		found = append(found, "grafts")
	}
	if n := len(g.Replaced); n > 0 {
		found = append(found, fmt.Sprintf("replace refs (%d)", n))
	}
	return strings.Join(found, " and ")
}
