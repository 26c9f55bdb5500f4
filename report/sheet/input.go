// Package sheet lays out sign-off sheets (SPEC 8): what a mentor and a learner carry, blank, filled
// with what is recorded, or one for each of a group. It turns a program, a role and standings into
// a workbook of package xlsx; which fields, columns and blocks there are is a Layout, data.
//
// A sheet says in hidden columns what each row was printed from, so that a filled-in one can be
// read back and refused where the program has moved on. It reads no clock, file or git.
package sheet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report/written"
	"sojt/report/xlsx"
	"sojt/signoff"
)

// Input is all a sheet is made from.
type Input struct {
	Program      *competency.Program
	Role         *competency.Role
	Learners     []*signoff.Standings // none: one blank sheet; else two worksheets for each
	Results      bool                 // fill in what is recorded; false leaves results empty
	Names        map[string]string    // printed names by id; mentors.yaml and learner headers give the others
	Organisation string               // "" is the program's name
	Commit       string               // short; "" where there is none
	Printed      calendar.Date
	Document     string // the document's id; "" is program and role
	Paper        xlsx.Paper
	Guide        bool   // the mentor's copy: why, how and common mistakes beneath each competency
	Layout       Layout // zero: Sojt
}

// Build lays the sheet out. It panics on an Input without program or role.
func Build(in Input) xlsx.Workbook {
	if in.Layout.ID == "" {
		in.Layout = Sojt()
	}
	in.Organisation = cmp.Or(in.Organisation, in.Program.Name, in.Program.ID)
	in.Document = cmp.Or(in.Document, in.Program.ID+"/"+in.Role.ID)
	people := newPeople(in)
	book := xlsx.Workbook{
		Title: in.Layout.Title + ": " + roleTitle(in.Role), Subject: in.Document, Author: in.Organisation,
		Created: in.Printed.Start(in.Program.Zone), Lists: lists(in, people),
	}
	learners := in.Learners
	if len(learners) == 0 {
		learners = []*signoff.Standings{nil}
	}
	for _, s := range learners {
		book.Sheets = append(book.Sheets, newWriter(in, people, s).sheets()...)
	}
	return book
}

func roleTitle(r *competency.Role) string { return cmp.Or(r.Title, r.ID) }

// people are the names and initials of those who may stand on the sheet.
type people struct {
	names    map[string]string
	mentors  []string          // ids of those who may sign something of the role, in file order
	labels   map[string]string // what drop-downs and cells call a mentor: the name, with the id where two have it
	initials map[string]string
}

func newPeople(in Input) *people {
	p := &people{names: map[string]string{}, labels: map[string]string{}, initials: map[string]string{}}
	for _, m := range in.Program.Mentors {
		p.names[m.ID] = cmp.Or(m.Name, m.ID)
	}
	for _, s := range in.Learners {
		p.names[s.Learner.ID] = cmp.Or(s.Learner.Name, s.Learner.ID)
	}
	for id, name := range in.Names {
		p.names[id] = name
	}
	p.mentors = signers(in)
	p.label()
	return p
}

// signers are the mentors designated on the day of printing who may sign a competency of the role.
func signers(in Input) []string {
	var ids []string
	for _, m := range in.Program.Mentors {
		if (in.Printed == 0 || m.Covers(in.Printed)) && !slices.Contains(ids, m.ID) && signsSome(in, m) {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

func signsSome(in Input, m *competency.Mentor) bool {
	departments := []string{in.Role.Department}
	for _, s := range in.Learners {
		if d := s.Learner.Department; d != "" && !slices.Contains(departments, d) {
			departments = append(departments, d)
		}
	}
	return slices.ContainsFunc(in.Role.Entries, func(e *competency.Entry) bool {
		return slices.ContainsFunc(departments, func(d string) bool {
			return in.Program.MaySign(m, d, in.Role.ID, e.Competency)
		})
	})
}

// label gives mentors a label and initials of their own.
func (p *people) label() {
	count := map[string]int{}
	for _, id := range p.mentors {
		count[p.name(id)]++
	}
	for _, id := range p.mentors {
		p.labels[id] = p.name(id)
		if count[p.name(id)] > 1 {
			p.labels[id] += " (" + id + ")"
		}
		p.initialsOf(id)
	}
}

func (p *people) name(id string) string { return cmp.Or(p.names[id], id) }

func (p *people) labelOf(id string) string { return cmp.Or(p.labels[id], p.name(id)) }

// initialsOf gives a person's initials, those of the second with the same ones numbered.
func (p *people) initialsOf(id string) string {
	if known, ok := p.initials[id]; ok {
		return known
	}
	base := written.Initials(p.name(id))
	mine := base
	for n := 2; p.taken(mine); n++ {
		mine = base + strconv.Itoa(n)
	}
	p.initials[id] = mine
	return mine
}

func (p *people) taken(initials string) bool {
	for _, i := range p.initials {
		if i == initials {
			return true
		}
	}
	return false
}

const (
	resultList = "sojt_results"
	mentorList = "sojt_mentors"
	levelList  = "sojt_levels_" // and the scale's place in the program, from 1
)

// lists are what the drop-downs offer.
func lists(in Input, p *people) []xlsx.List {
	all := []xlsx.List{{Name: resultList, Values: []string{signoff.CompetentOutcome, signoff.NotYetOutcome, notApplicable}}}
	if len(p.mentors) > 0 {
		l := xlsx.List{Name: mentorList, Keys: p.mentors}
		for _, id := range p.mentors {
			l.Values = append(l.Values, p.labelOf(id))
		}
		all = append(all, l)
	}
	for i, s := range scales(in.Role) {
		l := xlsx.List{Name: levelListName(i)}
		for _, level := range s.Levels {
			l.Values = append(l.Values, strconv.Itoa(level.ID))
			l.Keys = append(l.Keys, level.Name)
		}
		all = append(all, l)
	}
	for _, c := range in.Layout.Columns {
		if len(c.Choices) == 0 {
			continue
		}
		l := xlsx.List{Name: choiceListName(c)}
		for _, w := range c.Choices {
			l.Values, l.Keys = append(l.Values, w.Word), append(l.Keys, w.Means)
		}
		all = append(all, l)
	}
	return all
}

// choiceListName is the list of a column with words of its own; a layout has one column of a key.
func choiceListName(c Column) string { return "sojt_" + strings.ReplaceAll(c.Key, "-", "_") }

func levelListName(i int) string { return levelList + strconv.Itoa(i+1) }

// scales are those the role rates with, in order of first use.
func scales(r *competency.Role) []*competency.Scale {
	var found []*competency.Scale
	for _, e := range r.Entries {
		if e.Scale != nil && len(e.Scale.Levels) > 0 && !slices.Contains(found, e.Scale) {
			found = append(found, e.Scale)
		}
	}
	return found
}
