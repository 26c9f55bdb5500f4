package main

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/signoff"
	"sojt/signoff/line"
)

// objection is a rule that says no, and to which draft; nil is to all of them.
type objection struct {
	draft *signoff.Record
	signoff.Refusal
}

func (d *desk) object(r *signoff.Record, refusal signoff.Refusal) {
	d.refused = append(d.refused, objection{r, refusal})
}

// refusals are all objections so far, once each, in the order of the rules; where drafts differ in learner
// or competency each says which it speaks of.
func (d *desk) refusals() signoff.Refusals {
	several := len(distinct(learnersOf(d.drafts))) > 1 || len(distinct(aboutOf(d.drafts))) > 1
	var all signoff.Refusals
	seen := map[signoff.Refusal]bool{}
	for _, o := range d.refused {
		if several && o.draft != nil {
			o.Message = strings.TrimSpace(o.draft.Learner+" "+cmp.Or(o.draft.Competency, o.draft.Role)) + ": " + o.Message
		}
		if at, ok := d.places[o.draft]; ok {
			o.Message = at.String() + ": " + o.Message
		}
		if !seen[o.Refusal] {
			all, seen[o.Refusal] = append(all, o.Refusal), true
		}
	}
	slices.SortStableFunc(all, func(a, b signoff.Refusal) int { return cmp.Compare(a.Rule, b.Rule) })
	return all
}

// codeRefused is the code of what a rule says no to in a row of a table that has other problems too.
const codeRefused = "E-REFUSED"

// withRefusals is what is wrong with a table, with what the rules say no to in its other rows.
func (d *desk) withRefusals(problems diag.List) error {
	for _, o := range d.refused {
		problems.Errorf(codeRefused, d.places[o.draft], "%s: %s", o.Name, o.Message).Hint = o.Remedy
	}
	problems.Sort()
	return gathered(problems)
}

func aboutOf(drafts []*signoff.Record) []string {
	var all []string
	for _, r := range drafts {
		all = append(all, cmp.Or(r.Competency, r.Role))
	}
	return all
}

// unsealed says what cannot be written into a record. The keys of a record are flags here.
func unsealed(err error) error {
	var wrong *line.Error
	if !errors.As(err, &wrong) {
		return usagef("", "%s", err)
	}
	message := wrong.Message
	if key, is, ok := strings.Cut(strings.TrimPrefix(message, `"`), `" is `); ok && text.IsID(key) {
		message = "--" + key + " is " + is
	}
	return usagef(wrong.Hint, "%s", message)
}
