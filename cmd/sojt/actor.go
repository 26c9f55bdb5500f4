package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/text"
	"sojt/signoff"
)

// who is how a command learns who acts: a mentor by --mentor, a learner by --by, else git's
// user.email.
type who struct {
	flag string // the flag's name
	id   string // its value, "" where it was not given
}

// mentorFlag adds --mentor.
func (w *who) mentorFlag(cmd *cobra.Command, a *app) {
	w.flag = "mentor"
	unsignedFlag(cmd, a)
	cmd.Flags().StringVar(&w.id, "mentor", "", "who acts, by `id`; else whoever git's user.email belongs to")
	cmd.RegisterFlagCompletionFunc("mentor", a.completeMentors)
}

// byFlag adds --by, for a desk that several people share.
func (w *who) byFlag(cmd *cobra.Command, a *app) {
	w.flag = "by"
	unsignedFlag(cmd, a)
	cmd.Flags().StringVar(&w.id, "by", "", "who records this, by `id`; else whoever git's user.email belongs to")
	cmd.RegisterFlagCompletionFunc("by", a.completePeople)
}

// unsignedFlag adds --unsigned to a command that makes records.
func unsignedFlag(cmd *cobra.Command, a *app) {
	cmd.Flags().BoolVar(&a.unsigned, "unsigned", false, "record without a signature, where policy leaves that open")
}

// begin opens the desk for one learner and settles who acts and which competency it is about; ""
// is none.
func (a *app) begin(ctx context.Context, verb string, w who, learner, id string) (*desk, *competency.Competency, error) {
	d, err := a.sitDown(ctx, verb, learner)
	if err != nil {
		return nil, nil, err
	}
	if err := d.actor(w); err != nil || id == "" {
		return d, nil, err
	}
	c, err := d.competency(id)
	return d, c, err
}

// actor settles who acts at the desk. Somebody whose email is not git's is a guest at this clone, whose
// signature takePen asks for; a learner cannot act for a mentor even so.
func (d *desk) actor(w who) error {
	email, err := d.email()
	if err != nil {
		return err
	}
	if w.id == "" {
		if d.by = d.byEmail(email); d.by == "" {
			return usagef(fmt.Sprintf("say who acts with --%s ID, or let mentors.yaml or the learner's file carry this address", w.flag),
				"git's user.email is %q, which belongs to nobody here", email)
		}
		return nil
	}
	if !d.listed(w.id) {
		return unknown("person", w.id, d.everyone(), "mentors.yaml lists the mentors")
	}
	d.by = w.id
	if d.hasEmail(w.id, email) {
		return nil
	}
	d.guest = email
	if learner := d.learnerByEmail(email); learner != "" && w.flag == "mentor" {
		d.object(nil, signoff.Refusal{Rule: 4, Name: "self",
			Message: fmt.Sprintf("git's user.email %s is that of the learner %s, who cannot act for %s", email, learner, w.id),
			Remedy:  fmt.Sprintf("let %s do it from a clone of their own", w.id)})
	}
	return nil
}

// byEmail finds whom an address belongs to: a mentor, or a learner at hand.
func (d *desk) byEmail(email string) string {
	if email == "" {
		return ""
	}
	for _, m := range d.program.Mentors {
		if strings.EqualFold(m.Email, email) {
			return m.ID
		}
	}
	return d.learnerByEmail(email)
}

// learnerByEmail finds the learner at hand whose header has an address.
func (d *desk) learnerByEmail(email string) string {
	for id, f := range d.people {
		if email != "" && strings.EqualFold(f.Learner.Email, email) {
			return id
		}
	}
	return ""
}

func (d *desk) hasEmail(id, email string) bool {
	for _, m := range d.program.Designations(id) {
		if strings.EqualFold(m.Email, email) {
			return true
		}
	}
	f := d.people[id]
	return f != nil && f.Learner.Email != "" && strings.EqualFold(f.Learner.Email, email)
}

// listed reports whether somebody is a mentor or a learner at hand.
func (d *desk) listed(id string) bool {
	return len(d.program.Designations(id)) > 0 || d.people[id] != nil
}

// people lists the ids of mentors and the learners at hand.
func (d *desk) everyone() []string {
	var ids []string
	for _, m := range d.program.Mentors {
		ids = append(ids, m.ID)
	}
	for id := range d.people {
		ids = append(ids, id)
	}
	return distinct(ids)
}

// known checks a person named in a flag: a mentor, or a learner with a file.
func (d *desk) known(flag, id string) error {
	if id == "" || d.listed(id) {
		return nil
	}
	if text.IsID(id) && d.ledger.Has(id, d.program) {
		return nil
	}
	return unknown("person", id, d.everyone(), "--"+flag+" takes the id of a mentor or learner")
}
