package main

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"sojt/signoff"
	"sojt/signoff/ledger"
)

// batch is what the drafts come to on disk: lines for each learner's file, one commit.
func (d *desk) batch() (*ledger.Batch, error) {
	b := &ledger.Batch{Subject: d.subject(), Definitions: ledger.Wordings(d.program, d.drafts), Recheck: d.recheck}
	lines := map[string][]string{}
	for _, r := range d.drafts {
		text, err := r.Line()
		if err != nil {
			return nil, unsealed(err)
		}
		lines[r.Learner] = append(lines[r.Learner], text)
		b.Records = append(b.Records, r.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(lines)) {
		f := d.people[id]
		b.Appends = append(b.Appends, ledger.Append{
			Path: f.Learner.File, Seen: f.Seen, Header: d.headers[id], Lines: lines[id],
		})
	}
	return b, nil
}

// subject is the commit's: the command, the learner, what it is about, and who did it.
func (d *desk) subject() string { return ledger.Subject(d.verb, d.by, d.drafts) }

func distinct(all []string) []string {
	all = slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == "" })
	slices.Sort(all)
	return slices.Compact(all)
}

// recheck judges the drafts again by what the learners' files hold by now: somebody else wrote
// between reading and locking. A new learner's file that is still not there holds nothing to judge by.
func (d *desk) recheck() error {
	for _, id := range slices.Sorted(maps.Keys(d.people)) {
		if d.headers[id] != "" {
			if d.ledger.Has(id, d.program) {
				return fmt.Errorf("%s: somebody made this learner's file meanwhile; run the command again", d.people[id].Learner.File)
			}
			continue
		}
		file, err := d.learner(id, d.program)
		if err != nil {
			return err
		}
		if err := d.judgeAgain(file.Learner); err != nil {
			return err
		}
		if d.pen != nil && !slices.Contains(d.signing(file.Learner), d.pen.Key) {
			d.lacks("the key that signed was taken back meanwhile", "run the command again")
		}
	}
	if len(d.refused) > 0 {
		return &refused{"recorded", d.refusals()}
	}
	return nil
}

// judgeAgain judges a learner's drafts as if they were made now, after what others wrote: a record is
// judged by what was recorded before it.
func (d *desk) judgeAgain(l *signoff.Learner) error {
	now := d.app.env.now()
	for _, r := range d.drafts {
		if r.Learner != l.ID {
			continue
		}
		id, err := d.ids.Next(now)
		if err != nil {
			return err
		}
		again := *r
		again.ID, again.At = id, now.UTC().Truncate(time.Second)
		for _, refusal := range d.book.Judge(l, &again) {
			d.object(r, refusal)
		}
		l.Records = append(l.Records, &again)
	}
	return nil
}
