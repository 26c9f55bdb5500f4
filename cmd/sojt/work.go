package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/signoff"
	"sojt/signoff/line"
)

// workOptions are the flags of observe and signoff: what was seen, how, where and how well.
type workOptions struct {
	who
	role, date                       string
	criteria, errors, evidence       []string
	allCriteria, levelled            bool
	level                            int
	outcome, accomplish, method      string
	equipment, place, task, assessor string
	note, action, retest             string
}

func (o *workOptions) flags(cmd *cobra.Command, a *app) {
	f := cmd.Flags()
	f.StringVar(&o.role, "role", "", "the `role` it counts in; else the learner's earliest that has the competency")
	f.StringVar(&o.date, "date", "", "the `day` the work was seen; else today")
	f.StringSliceVar(&o.criteria, "criteria", nil, "the criteria that were met, by `ids` with commas")
	f.BoolVar(&o.allCriteria, "all-criteria", false, "every criterion was met")
	f.IntVar(&o.level, "level", 0, "the level reached on the competency's scale")
	f.StringVar(&o.accomplish, "accomplish", "", "the `way` it was done: perform, simulate, observe or discuss; else perform")
	f.StringVar(&o.method, "method", "", "how it was judged: a `word` such as direct-observation")
	f.StringVar(&o.equipment, "equipment", "", "a `text`: what it was done on")
	f.StringVar(&o.place, "place", "", "a `text`: where")
	f.StringVar(&o.task, "task", "", "a `text`: the job at hand")
	f.StringVar(&o.assessor, "assessor", "", "the `name` of an outside examiner")
	f.StringArrayVar(&o.evidence, "evidence", nil, "a `file or address`, repeatable; a file's hash is recorded with it")
	f.StringVar(&o.note, "note", "", "a `text` beside it; a not-yet needs one")
	f.StringArrayVar(&o.errors, "errors", nil, "a mistake that was seen, by `id`, repeatable")
	f.StringVar(&o.action, "action", "", "a `text`: what to do before the retest; a not-yet needs one")
	f.StringVar(&o.retest, "retest", "", "the `day` of the next try")
	o.mentorFlag(cmd, a)
	completeWords(cmd, "accomplish", competency.Accomplishments()...)
	cmd.RegisterFlagCompletionFunc("role", a.completeRoles)
	cmd.RegisterFlagCompletionFunc("criteria", a.completeCriteria)
	cmd.RegisterFlagCompletionFunc("level", a.completeLevels)
}

// missing lists what a command line lacks, so that all of it is said at once.
type missing []string

func (m *missing) args(args []string, names ...string) {
	for i, name := range names {
		m.flag(i >= len(args), name)
	}
}

func (m *missing) flag(lacks bool, what string) {
	if lacks {
		*m = append(*m, what)
	}
}

func (m missing) err(command string) error {
	if len(m) == 0 {
		return nil
	}
	return usagef("see: sojt "+command+" --help", "%s needs: %s", command, strings.Join(m, ", "))
}

// complete refuses what does not exist, and lists what is missing for the competencies at hand.
func (o *workOptions) complete(about []*competency.Competency, command string) error {
	if err := o.known(about); err != nil {
		return err
	}
	return o.lacking(about).err(command)
}

// known checks that what the options name is there in each of the competencies.
func (o *workOptions) known(about []*competency.Competency) error {
	for _, c := range about {
		if err := o.ids(c); err != nil {
			return err
		}
	}
	return nil
}

// lacking lists what is missing: criteria, a level where there is a scale, note and action for a not-yet.
func (o *workOptions) lacking(about []*competency.Competency) missing {
	var m missing
	notYet := o.outcome == signoff.NotYetOutcome
	for _, c := range about {
		if !notYet && len(o.criteria) == 0 && !o.allCriteria {
			m.flag(true, criteriaFlag(c))
		}
		if !notYet && c.Scale != nil && !o.levelled {
			m.flag(true, fmt.Sprintf("--level %s (%s)", levels(c.Scale), c.ID))
		}
	}
	m.flag(notYet && o.note == "", "--note TEXT (what was missing)")
	m.flag(notYet && o.action == "", "--action TEXT (what to do before the retest)")
	slices.Sort(m)
	return slices.Compact(m)
}

func criteriaFlag(c *competency.Competency) string {
	if len(c.Criteria) == 0 {
		return fmt.Sprintf("--all-criteria (%s has none written down: its title is what is judged)", c.ID)
	}
	return fmt.Sprintf("--all-criteria, or --criteria with those met of %s (%s)", strings.Join(criteria(c), ","), c.ID)
}

func criteria(c *competency.Competency) []string {
	var ids []string
	for _, x := range c.Criteria {
		ids = append(ids, x.ID)
	}
	return ids
}

func levels(s *competency.Scale) string {
	var ids []string
	for _, l := range s.Levels {
		ids = append(ids, fmt.Sprint(l.ID))
	}
	return strings.Join(ids, "|")
}

// ids checks that criteria, mistakes and the level exist.
func (o *workOptions) ids(c *competency.Competency) error {
	for _, id := range o.criteria {
		if !slices.Contains(criteria(c), id) {
			return unknown("criterion of "+c.ID, id, criteria(c), "it has "+strings.Join(criteria(c), ", "))
		}
	}
	var mistakes []string
	for _, m := range c.Errors {
		mistakes = append(mistakes, m.ID)
	}
	for _, id := range o.errors {
		if !slices.Contains(mistakes, id) {
			return unknown("common mistake of "+c.ID, id, mistakes, "its `errors:` name "+strings.Join(mistakes, ", "))
		}
	}
	switch {
	case o.levelled && c.Scale == nil:
		return usagef("leave --level out", "%s is not rated on a scale", c.ID)
	case o.levelled && c.Scale.Rank(o.level) < 0:
		return usagef("it has "+levels(c.Scale), "%d is no level of %s", o.level, c.Scale.ID)
	case o.accomplish != "" && !slices.Contains(competency.Accomplishments(), o.accomplish):
		return unknown("way of doing it", o.accomplish, competency.Accomplishments(), strings.Join(competency.Accomplishments(), ", "))
	}
	return nil
}

// work drafts what observation and sign-off have in common, with the wording pinned.
func (d *desk) work(kind string, o workOptions, learner string, c *competency.Competency) (*signoff.Record, error) {
	day, err := d.dateOr("date", o.date)
	if err != nil {
		return nil, err
	}
	role, err := d.roleFor(learner, o.role, c, day)
	if err != nil {
		return nil, err
	}
	r := d.draft(kind, learner)
	r.Role, r.Competency, r.Revision, r.Fingerprint, r.Date = role, c.ID, c.Revision, c.Fingerprint, day
	r.Late = d.book.Late(r.Date, d.today)
	r.Criteria = distinct(o.criteria)
	if o.allCriteria {
		r.Criteria = distinct(criteria(c))
	}
	if o.levelled {
		r.Level = line.N(o.level)
	}
	r.Accomplish, r.Method = o.accomplish, o.method
	r.Equipment, r.Place, r.Task, r.Assessor = o.equipment, o.place, o.task, o.assessor
	r.Note = o.note
	r.Evidence, err = d.evidence(o.evidence)
	return r, err
}

// evidence names what there is to look at later: a file of the program with the hash of its bytes,
// or an address.
func (d *desk) evidence(names []string) ([]line.Evidence, error) {
	var list []line.Evidence
	for _, name := range names {
		e := line.Evidence{URI: name}
		path := d.app.path(name)
		if sum, err := hashed(path); err == nil {
			e.SHA256 = sum
			if rel, err := filepath.Rel(d.dir, path); err == nil && filepath.IsLocal(rel) {
				e.URI = filepath.ToSlash(rel)
			}
		} else if !strings.Contains(name, ":") {
			if errors.Is(err, fs.ErrNotExist) {
				return nil, usagef("give a file that is there, or an address such as https://…", "there is no file %q", name)
			}
			return nil, usagef("give a file that can be read, or an address", "%q: %v", name, cause(err))
		}
		list = append(list, e)
	}
	return list, nil
}

// hashed is the SHA-256 of a file, which may be a long film.
func hashed(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
