package main

import (
	"cmp"
	"errors"
	"slices"
	"strings"

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
	for _, o := range d.refused {
		if several && o.draft != nil {
			o.Message = strings.TrimSpace(o.draft.Learner+" "+cmp.Or(o.draft.Competency, o.draft.Role)) + ": " + o.Message
		}
		if !slices.Contains(all, o.Refusal) {
			all = append(all, o.Refusal)
		}
	}
	slices.SortStableFunc(all, func(a, b signoff.Refusal) int { return cmp.Compare(a.Rule, b.Rule) })
	return all
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
