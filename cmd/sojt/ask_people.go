package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"sojt/cmd/sojt/terminal"
	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// candidate is a learner who can be chosen, with what who acts can sign off today.
type candidate struct {
	id, name string
	ready    []string
	paused   bool
	since    calendar.Date // it has waited since; zero: nothing is ready
}

// askLearners asks who was observed: first those with something ready, of these who has waited longest.
func askLearners(all []candidate) terminal.Question {
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(orNever(a.since), orNever(b.since)), cmp.Compare(a.id, b.id))
	})
	q := terminal.Question{Kind: terminal.Some, Title: "learner", Step: "step 1 of 5", Prompt: "who:"}
	for _, c := range all {
		q.Items = append(q.Items, terminal.Item{Key: c.id, Text: c.name, Note: c.note()})
	}
	return q
}

func orNever(d calendar.Date) calendar.Date {
	if d == 0 {
		return 1 << 30
	}
	return d
}

// note says what is ready.
func (c *candidate) note() string {
	switch n := len(c.ready); {
	case c.paused:
		return "paused"
	case n == 0:
		return "nothing ready"
	case n > 3:
		return fmt.Sprintf("%s and %d more ready", strings.Join(c.ready[:2], ", "), n-2)
	default:
		return strings.Join(c.ready, ", ") + " ready"
	}
}

// candidates looks at everybody who is enrolled, as the mentor who acts finds them today.
func (a *app) candidates(ctx context.Context, o signoffOptions) ([]candidate, error) {
	r, release, err := a.read(ctx)
	if err != nil {
		return nil, err
	}
	defer release()
	r.moment = signoff.Moment{AsOf: calendar.In(a.env.now(), r.program.Zone)}
	var scope report.Scope
	everybody, _, err := r.everybody(ctx, &scope) // a file that cannot be read is refused where it is chosen
	if err != nil {
		return nil, err
	}
	by, err := a.mentorAmong(ctx, o.who, r, everybody)
	if err != nil {
		return nil, err
	}
	var all []candidate
	bench := r.book.Bench(r.moment)
	for _, s := range everybody {
		if c := candidateOf(s, bench, by, o.role, r.program.Zone); c != nil {
			all = append(all, *c)
		}
	}
	return all, nil
}

// mentorAmong settles who acts, and refuses who is no mentor, before anybody is asked anything; so it does
// where nothing may be written.
func (a *app) mentorAmong(ctx context.Context, w who, r *reader, everybody []*signoff.Standings) (string, error) {
	d, err := a.sitDown(ctx, "signoff")
	if err != nil {
		return "", err
	}
	for _, s := range everybody {
		d.people[s.Learner.ID] = &ledger.File{Learner: s.Learner}
	}
	if err := d.actor(w); err != nil {
		return "", err
	}
	if r.program.Designation(d.by, r.moment.AsOf) == nil {
		return "", &refused{"signed off", signoff.Refusals{{Rule: 3, Name: "scope", Message: d.by + " is no mentor today",
			Remedy: "a mentor signs off; a coordinator designates one: sojt mentor add"}}}
	}
	return d.by, nil
}

// candidateOf is one learner, nil where the learner is in no role.
func candidateOf(s *signoff.Standings, bench *signoff.Bench, by, role string, zone *time.Location) *candidate {
	c, in := &candidate{id: s.Learner.ID, name: s.Learner.Name, paused: true}, false
	for _, r := range s.Roles {
		if r.Left != 0 || role != "" && r.Role.ID != role {
			continue
		}
		in, c.paused = true, c.paused && r.Paused
		for i := range r.Cells {
			cell := &r.Cells[i]
			step := bench.Next(s.Learner, r, cell)
			if step.Act != signoff.ActSignoff || step.From != 0 || !slices.Contains(step.By, by) || slices.Contains(c.ready, cell.Entry.ID) {
				continue
			}
			since := cmp.Or(cell.Ready, r.Start)
			if cell.Request != nil {
				since = calendar.In(cell.Request.At, zone)
			}
			c.ready, c.since = append(c.ready, cell.Entry.ID), min(orNever(c.since), since)
		}
	}
	if !in {
		return nil
	}
	return c
}

// aside is a desk beside this one with one learner's file on it: what is drafted there is judged and forgotten.
func (d *desk) aside(learners ...string) *desk {
	other := *d
	other.people = map[string]*ledger.File{}
	for _, id := range learners {
		file, l := *d.people[id], *d.people[id].Learner
		file.Learner = &l
		other.people[id] = &file
	}
	other.refused, other.drafts, other.notes = slices.Clone(d.refused), nil, nil
	return &other
}

// hindrances are what the rules say no to before anything is judged: the refusals of a sign-off, or of a
// not-yet, that goes as well as it can.
func (d *desk) hindrances(o signoffOptions, learner string, c *competency.Competency) ([]objection, error) {
	aside := d.aside(learner)
	err := aside.best(o, learner, c)
	return aside.refused, err
}

// best drafts a record with all that is not known yet as the rules would have it.
func (d *desk) best(o signoffOptions, learner string, c *competency.Competency) error {
	if o.notYet {
		o.note, o.action = cmp.Or(o.note, "-"), cmp.Or(o.action, "-")
	} else if len(o.criteria) == 0 {
		o.allCriteria = true
	}
	for _, key := range c.Capture {
		if field := o.field(key); field != nil && *field == "" && key != "method" {
			*field = "-"
		}
	}
	if len(o.evidence) == 0 && slices.Contains(c.Capture, "evidence") {
		o.evidence = []string{"https://example.org/"}
	}
	if c.Scale != nil && !o.levelled && !o.notYet {
		level, err := d.levelAsked(o, learner, c)
		if err != nil {
			return err
		}
		o.level, o.levelled = level, true
	}
	return d.leastRefused(o, learner, c)
}

// levelAsked is the level that the role a record would belong to asks for.
func (d *desk) levelAsked(o signoffOptions, learner string, c *competency.Competency) (int, error) {
	day, err := d.dateOr("date", o.date)
	if err != nil {
		return 0, err
	}
	role, err := d.roleFor(learner, o.role, c, day)
	if err != nil {
		return 0, err
	}
	if r := d.program.Role(role); r != nil && r.Entry(c.ID) != nil {
		return r.Entry(c.ID).Level, nil
	}
	return c.Level, nil
}

// leastRefused drafts the record by the one of the competency's methods that the rules object to least, where
// it asks for methods and none is named.
func (d *desk) leastRefused(o signoffOptions, learner string, c *competency.Competency) error {
	methods := c.Evidence.Methods
	if len(methods) == 0 && slices.Contains(c.Capture, "method") {
		methods = []string{"seen"}
	}
	if o.method != "" || len(methods) == 0 {
		return d.sign(o, learner, c)
	}
	method, least := "", -1
	for _, m := range methods {
		o.method = m
		try := d.aside(learner)
		if err := try.sign(o, learner, c); err != nil {
			return err
		}
		if n := len(try.refused); least < 0 || n < least {
			method, least = m, n
		}
	}
	o.method = method
	return d.sign(o, learner, c)
}
