package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"sojt/cmd/sojt/terminal"
	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
)

// task is one record to make: by whom it was observed stands in the options.
type task struct {
	learner, competency string
	wording             string // the fingerprint that was shown; "" where nothing was
	o                   signoffOptions
}

// asker asks for what is missing on the command line of a sign-off. What it comes to are options, which go
// the way of those that were typed.
type asker struct {
	app    *app
	o      signoffOptions
	manner terminal.Manner
	step   int // of the next question
}

// asks readies the asking, where there is a terminal to ask on; else it is nil.
func (a *app) asks(o signoffOptions) *asker {
	if a.env.question == nil {
		return nil
	}
	kind := a.env.variable("TERM")
	return &asker{app: a, o: o, step: 1, manner: terminal.Manner{
		Plain:  o.plain || kind == "" || kind == "dumb" || runtime.GOOS == "windows",
		Colour: terminal.Colour(a.color, a.env.variable("NO_COLOR"), kind, true),
	}}
}

// ask puts a question. Where nobody can see what they sign nothing is asked.
func (k *asker) ask(ctx context.Context, q terminal.Question) (terminal.Answer, error) {
	if k.app.env.screen == (terminal.Size{}) && !k.o.plain {
		return terminal.Answer{}, usagef("stty rows 24 cols 80 tells it; --plain asks line by line; see: sojt signoff --help",
			"the terminal does not say how large it is, so nothing is asked on it")
	}
	answer, err := k.app.env.question(ctx, k.manner, q)
	if err != nil && ctx.Err() == nil && !errors.Is(err, terminal.ErrInterrupted) {
		return terminal.Answer{}, errUnanswered
	}
	return answer, err
}

// who asks for the learners.
func (k *asker) who(ctx context.Context) ([]string, error) {
	all, err := k.app.candidates(ctx, k.o)
	var problems diag.List
	if errors.As(err, &problems) {
		k.app.tell("the list of learners needs the whole program; of a learner who is named only their own part is read: sojt signoff LEARNER")
	}
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, usagef("sojt enroll LEARNER ROLE", "nobody is enrolled yet, so there is nobody to sign off")
	}
	q := askLearners(all)
	q.Check = noWayBack
	answer, err := k.ask(ctx, q)
	if err != nil {
		return nil, err
	}
	k.step++
	var ids []string
	for _, i := range answer.Items {
		ids = append(ids, q.Items[i].Key)
	}
	return ids, nil
}

// noWayBack refuses to go back from a question that has none before it which could be answered anew.
func noWayBack(a terminal.Answer) string {
	if a.Back {
		return "from here there is no way back; Ctrl-C ends it, and nothing is written"
	}
	return ""
}

// option is a competency that can be chosen for the learners at hand.
type option struct {
	c      *competency.Competency
	note   string
	off    []string // why not, a line each
	due    calendar.Date
	counts bool // in place already
}

// what asks for the competencies.
func (k *asker) what(ctx context.Context, d *desk, learners []string) ([]*competency.Competency, error) {
	all, err := d.options(k.o, learners)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, &refused{"signed off", signoff.Refusals{{Rule: 1, Name: "enrolled",
			Message: fmt.Sprintf("%s is in no role that asks for anything", strings.Join(learners, ", ")), Remedy: fmt.Sprintf("sojt enroll %s ROLE", learners[0])}}}
	}
	q := askCompetencies(all)
	q.Check = noWayBack
	q.Step = fmt.Sprintf("step %d of %d", k.step, k.step+3)
	answer, err := k.ask(ctx, q)
	if err != nil {
		return nil, err
	}
	k.step++
	var chosen []*competency.Competency
	for _, i := range answer.Items {
		chosen = append(chosen, all[i].c)
	}
	return chosen, nil
}

// askCompetencies asks what was observed: what is ready first, then what is blocked, then what is in place.
func askCompetencies(all []option) terminal.Question {
	rank := func(o option) int {
		switch {
		case len(o.off) == 0:
			return 0
		case !o.counts:
			return 1
		default:
			return 2
		}
	}
	slices.SortStableFunc(all, func(a, b option) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(orNever(a.due), orNever(b.due)))
	})
	q := terminal.Question{Kind: terminal.Some, Title: "competency", Prompt: "what:"}
	for _, o := range all {
		q.Items = append(q.Items, terminal.Item{Key: o.c.ID, Text: o.c.Title, Note: o.note, Off: strings.Join(o.off, "\n")})
	}
	return q
}

// options are the competencies of the roles that the learners are in, with what the rules say of each.
func (d *desk) options(o signoffOptions, learners []string) ([]option, error) {
	var all []option
	for _, learner := range learners {
		for _, r := range d.standings(learner, d.today).Roles {
			if r.Left != 0 || o.role != "" && r.Role.ID != o.role {
				continue
			}
			for i := range r.Cells {
				cell := &r.Cells[i]
				if slices.ContainsFunc(all, func(o option) bool { return o.c.ID == cell.Entry.ID }) || cell.Entry.Retired != 0 && cell.Entry.Retired <= d.today {
					continue
				}
				one, err := d.option(o, learners, cell)
				if err != nil {
					return nil, err
				}
				all = append(all, one)
			}
		}
	}
	return all, nil
}

func (d *desk) option(o signoffOptions, learners []string, cell *signoff.Cell) (option, error) {
	one := option{c: cell.Entry.Competency, due: cell.Due, counts: cell.Standing.Counts()}
	for _, learner := range learners {
		no, err := d.hindrances(o, learner, one.c)
		if err != nil {
			return option{}, err
		}
		for _, objection := range no {
			line := objection.Name + ": " + objection.Message
			if len(learners) > 1 {
				line = learner + ": " + line
			}
			if objection.Remedy != "" {
				line += " (" + objection.Remedy + ")"
			}
			one.off = append(one.off, line)
			if one.note == "" {
				one.note = "blocked: " + objection.Message
			}
		}
	}
	switch {
	case len(one.off) > 0 && one.counts:
		one.note = cell.Standing.String() + " since " + cell.Date.Human()
	case len(one.off) > 0:
	case cell.Request != nil:
		one.note = "ready, requested " + calendar.In(cell.Request.At, d.program.Zone).Human()
	case cell.Flags.Has(signoff.Overdue):
		one.note = "ready, was due " + cell.Due.Human()
	case cell.Due != 0:
		one.note = "ready, due " + cell.Due.Human()
	default:
		one.note = "ready"
	}
	return one, nil
}

// records asks what was seen of each learner in each competency, one after the other. The rules are asked
// before the mentor is; each record is looked at, and confirmed, by itself. The records are made at a desk that
// is laid when all is answered, so that they are of the time, and judged by the files, of then.
func (k *asker) records(ctx context.Context, d *desk, learners []string, about []*competency.Competency) (*desk, []task, error) {
	o := k.o
	day, err := d.dateOr("date", o.date)
	if err != nil {
		return nil, nil, err
	}
	o.date = day.String() // the day that is shown, should midnight pass
	pen, err := d.foresee(ctx, o, learners, about)
	if err != nil {
		return nil, nil, err
	}
	var tasks []task
	n := len(learners) * len(about)
	for i := range n {
		learner, c := learners[i/len(about)], about[i%len(about)]
		if no, err := d.hindrances(o, learner, c); err != nil {
			return nil, nil, err
		} else if len(no) > 0 {
			k.app.tell("%s %s is left out: %s", learner, c.ID, no[0].Message)
			continue
		}
		j, err := d.judging(o, learner, c, day)
		if err != nil {
			return nil, nil, err
		}
		j.key, j.step, j.steps = pen, k.step, k.step+2
		if j.act = "record it"; strings.HasPrefix(pen, signedWith) {
			j.act = "sign"
		}
		if k.app.dryRun {
			j.key += ". This is a dry run: nothing will be written"
		}
		if n > 1 {
			j.which = fmt.Sprintf("record %d of %d, %s %s", i+1, n, learner, c.ID)
		}
		if err := k.through(ctx, j); err != nil {
			return nil, nil, err
		}
		if j.left {
			continue
		}
		tasks = append(tasks, task{learner, c.ID, c.Fingerprint, j.o})
		if err := d.sign(j.o, learner, c); err != nil { // so that what comes next is judged after it
			return nil, nil, err
		}
	}
	if len(tasks) == 0 {
		return nil, nil, errLeftOut
	}
	again := k.app.repeat(tasks)
	fresh, err := k.app.sitDown(ctx, "signoff", learners...)
	if err == nil {
		err = fresh.actor(o.who)
	}
	if err != nil {
		return nil, nil, &unrecorded{err, again}
	}
	fresh.told, fresh.again = pen, again
	if len(tasks) > 1 {
		fresh.session, err = fresh.ids.Next(fresh.now)
	}
	return fresh, tasks, err
}

// through goes through the questions of one record.
func (k *asker) through(ctx context.Context, j *judging) error {
	for p := j.next(); p != nil; p = j.next() {
		q := j.question(p)
		answer, err := k.ask(ctx, q)
		if err != nil {
			return err
		}
		j.keep(q, answer)
		j.answer(p, answer)
	}
	return nil
}

// errLeftOut ends a sign-off of which nothing is left.
var errLeftOut = errors.New("nothing is left to record")

// judging readies the questions about one record.
func (d *desk) judging(o signoffOptions, learner string, c *competency.Competency, day calendar.Date) (*judging, error) {
	l := d.people[learner].Learner
	j := &judging{
		learner: learner, name: cmp.Or(l.Name, learner), mentor: d.by, c: c, day: day,
		retest: d.today.Add(calendar.Period{N: 7, Unit: calendar.Days}), judged: judged{o: o},
		there: func(name string) error { _, err := d.evidence([]string{name}); return err },
	}
	if all := d.program.Designations(d.by); len(all) > 0 {
		j.mentor = cmp.Or(all[0].Name, d.by)
	}
	if c.Scale != nil {
		level, err := d.levelAsked(o, learner, c)
		if err != nil {
			return nil, err
		}
		j.asked = level
	}
	for _, r := range d.standings(learner, day).Roles {
		if cell := r.Cell(c.ID); cell != nil && cell.LastNo != nil && !cell.Standing.Counts() {
			j.before = []terminal.Note{{Label: "last time", Text: fmt.Sprintf("not yet on %s: %s", cell.LastNo.Date.Human(), cell.LastNo.Note)}}
		}
	}
	j.given()
	return j, nil
}

// foresee asks the rules, one record after the other, before anything is asked of the mentor, and says in
// a sentence what will sign the records.
func (d *desk) foresee(ctx context.Context, o signoffOptions, learners []string, about []*competency.Competency) (string, error) {
	aside := d.aside(learners...)
	for _, learner := range learners {
		for _, c := range about {
			if err := aside.best(o, learner, c); err != nil {
				return "", err
			}
		}
	}
	err := aside.takePen(ctx)
	if len(aside.refused) > 0 {
		return "", &refused{"signed off", aside.refusals()}
	}
	if err != nil {
		return "", err
	}
	return aside.signed(), nil
}

// signed says in a sentence what signs the drafts.
func (d *desk) signed() string {
	switch {
	case d.pen == nil && d.guest != "":
		return fmt.Sprintf("Recorded for %s under git's user.email %s, without a signature of %s", d.by, d.guest, d.by)
	case d.pen == nil:
		return "Recorded under the name " + d.by + ", without a signature"
	}
	return signedWith + d.pen.String()
}

const signedWith = "Signed with "
