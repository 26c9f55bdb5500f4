package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report/sheet"
	"sojt/report/written"
	"sojt/signoff"
)

// paperwork is a desk at which the rows of a filled-in workbook become drafts.
type paperwork struct {
	*desk
	o      paperOptions
	name   string // of the file, as records call the document
	sum    string // its SHA-256, in hexadecimal
	filled *sheet.Filled
	days   written.Days
	rows   []*paperRow
	used   map[string]bool // remarks that belong to a row, by place
	left   map[string]int  // boxes that make no record, by key
	done   bool            // the records are written
}

// What becomes of a row.
const (
	rowRecords = "records"
	rowThere   = "there"
	rowRefused = "refused"
	rowLeft    = "left"
)

// paperRow is a row that somebody filled in: what it says, and what becomes of it.
type paperRow struct {
	sheet.FilledRow
	judged  sheet.Judged
	learner string // whose it is; "" where that is not known
	entry   *competency.Entry
	place   diag.Pos
	state   string
	says    string // why it is left, or what is there
	why     []objectedTo
	remark  *sheet.Remark
	draft   *signoff.Record // of a row that records
}

// objectedTo is one reason why a row is refused; rule is 0 where it is none of the rules.
type objectedTo struct {
	rule                  int
	name, message, remedy string
}

func (r *paperRow) refuse(remedy, format string, args ...any) {
	r.state = rowRefused
	r.why = append(r.why, objectedTo{message: fmt.Sprintf(format, args...), remedy: remedy})
}

// whose is the learner that a row is about: printed in it, else written at the head, else named on the
// command line.
func (p *paperwork) whose(r sheet.FilledRow) string {
	return cmp.Or(r.Learner, r.Head["learner-id"], p.o.learner)
}

// seatAll reads the files of the learners that the workbook names, as far as they are there.
func (p *paperwork) seatAll(ctx context.Context) error {
	for _, r := range p.filled.Rows {
		id := p.whose(r)
		if p.people[id] != nil || !p.there(id) {
			continue
		}
		roles, err := p.ledger.Roles(id, p.program)
		if err != nil {
			return err
		}
		if err := p.define(append(roles, p.known(r.Role)...)...); err != nil {
			return err
		}
		if p.people[id], err = p.desk.learner(id, p.program); err != nil {
			return p.unwritable(ctx, err)
		}
	}
	return p.writer().Check(ctx, p.paths(), nil)
}

// known is a role that there is a file of.
func (p *paperwork) known(role string) []string {
	return slices.DeleteFunc([]string{role}, func(id string) bool { return !slices.Contains(competency.RoleNames(p.files), id) })
}

// there reports whether there is a learner of an id, which may be anything.
func (d *desk) there(id string) bool { return text.IsID(id) && d.ledger.Has(id, d.program) }

// read understands every row that somebody filled in.
func (p *paperwork) read() {
	hands := map[string]sheet.Hands{}
	p.left = map[string]int{}
	for _, r := range p.filled.Rows {
		row := &paperRow{FilledRow: r, learner: p.whose(r), place: r.Place(sheet.Competency)}
		if !p.origin(row) {
			if r.Begun() {
				p.rows = append(p.rows, row)
			}
			continue
		}
		h, ok := hands[r.Learner]
		if !ok {
			l := p.people[row.learner].Learner
			h = p.filled.Hands(p.program, r.Learner, written.Person{ID: l.ID, Name: l.Name, Email: l.Email})
			hands[r.Learner] = h
		}
		row.judged = r.Read(row.entry, h, p.days)
		row.judged.Day = p.begun(row.judged.Day, row.learner, row.entry.ID)
		p.findRemark(row)
		p.understand(row)
		p.leave(row)
		if row.judged.Filled || row.judged.None {
			p.rows = append(p.rows, row)
		}
	}
	p.fromRemarks(hands)
	p.twice()
}

// origin checks what a row was printed from, and finds the competency; false refuses it.
func (p *paperwork) origin(r *paperRow) bool {
	id := r.learner
	visible := r.Head["learner-id"]
	switch role := p.program.Role(r.Role); {
	case r.FilledRow.Competency == "":
		r.refuse("print the sheet again and fill in that one", "the row has no ids: it was added, or what is hidden was deleted")
	case r.Program != p.program.ID:
		r.refuse("read it in the program that printed it", "it was printed by the program %q, and this is %s", r.Program, p.program.ID)
	case id == "":
		r.refuse("write the learner's id into the head of the sheet, or say whose it is: --learner ID", "the sheet was printed for nobody, and names no learner")
	case r.Learner != "" && (visible != "" && visible != r.Learner || p.o.learner != "" && p.o.learner != r.Learner):
		r.refuse("print one for each learner", "it was printed for %s, and is to be of %s", r.Learner, cmp.Or(p.o.learner, visible))
	case p.people[id] == nil:
		r.refuse(p.hintOf(p.unknownLearner(id), "sojt enroll "+id+" "+r.Role), "there is no learner %q", id)
	case role == nil:
		r.refuse(p.hintOf(unknown("role", r.Role, competency.RoleNames(p.files), ""), ""), "there is no role %q", r.Role)
	default:
		r.entry = role.Entry(r.FilledRow.Competency)
		return p.hasCompetency(r, role)
	}
	return false
}

// hintOf is the hint of a usage error.
func (p *paperwork) hintOf(err error, otherwise string) string {
	var usage *usageError
	if errors.As(err, &usage) && usage.hint != "" {
		return usage.hint
	}
	return otherwise
}

func (p *paperwork) hasCompetency(r *paperRow, role *competency.Role) bool {
	if r.entry != nil {
		return true
	}
	id, hint := r.FilledRow.Competency, ""
	if near := nearest(id, competencies(p.program)); near != "" {
		hint = "did you mean " + near + "? "
	}
	r.refuse(hint+"the sheet was altered, or the competency renamed: print it again", "%s has no competency %q", role.ID, id)
	return false
}

// understand refuses what is not certain, and finds what is there already.
func (p *paperwork) understand(r *paperRow) {
	switch {
	case r.judged.None && !r.judged.Filled:
		r.state = rowLeft
		r.says = fmt.Sprintf("N/A: where it does not apply a coordinator says so: sojt waive %s %s --kind not-applicable --reason TEXT", r.learner, r.entry.ID)
	case !r.judged.Filled:
	case p.printed(r):
	case p.worded(r):
		for _, d := range r.judged.Doubts {
			r.refuse(d.Hint, "%s", d.Message)
			r.place = r.Place(d.Key)
		}
	}
}

// printed finds the record that a row shows as it was printed; such a row is not for writing.
func (p *paperwork) printed(r *paperRow) bool {
	if r.Record == "" || !r.Printed() {
		return false
	}
	for _, x := range p.people[r.learner].Learner.Records {
		same := r.judged.Day.Date == 0 || r.judged.Day.Date == x.Date
		if x.ID == r.Record && x.Competency == r.entry.ID && (same || !r.Has(sheet.AssessedOn)) {
			r.state, r.says = rowThere, "printed from "+x.ID
			return true
		}
	}
	r.refuse("what is recorded is not changed on paper: sojt revoke, then print the sheet again",
		"it was printed from the record %s of another day, or of none that is there", r.Record)
	return true
}

// worded checks that what the row asks for is what the competency asks for today.
func (p *paperwork) worded(r *paperRow) bool {
	e := r.entry
	revision, err := strconv.Atoi(r.Revision)
	if err == nil && revision == e.Revision && e.Says(r.Fingerprint) {
		altered := r.Fingerprint == e.Fingerprint && !r.Shows(e.Title)
		if altered {
			r.refuse("print the sheet again and fill in that one", "its hidden ids are those of %s, and it shows something else: the sheet was altered", e.ID)
		}
		return !altered
	}
	again := fmt.Sprintf("judge the work by today's wording: sojt sheet %s --learner %s prints it", r.Role, r.learner)
	for _, id := range competencies(p.program) {
		if id != e.ID && p.program.Competency(id).Fingerprint == r.Fingerprint {
			r.refuse("print the sheet again and fill in that one", "its id is that of %s and its wording that of %s: the sheet was altered", e.ID, id)
			return false
		}
	}
	switch {
	case err != nil || len(r.Fingerprint) != len(e.Fingerprint):
		r.refuse("print the sheet again and fill in that one", "what is hidden about its wording was altered")
	case revision < e.Revision:
		r.refuse(again, "it was printed as revision %d, and %s is revision %d now", revision, e.ID, e.Revision)
	case revision > e.Revision:
		r.refuse("sojt sync, if this clone is behind", "it was printed as revision %d, and %s is revision %d here", revision, e.ID, e.Revision)
	default:
		r.refuse(again+fmt.Sprintf("\nwhere the change asks for nothing else, list it under editorial: %s", r.Fingerprint),
			"the wording of %s was changed after it was printed (sojt diff says what)", e.ID)
	}
	return false
}

// leave counts what stands in a row and makes no record, but for what the sheet itself printed there.
func (p *paperwork) leave(r *paperRow) {
	if r.state == rowThere {
		return
	}
	for _, key := range r.judged.Left {
		printed := strings.HasPrefix(key, "trained-") && p.trained(r) || key == sheet.ByLearner && strings.Contains(r.Box(key), "[") ||
			key == sheet.Practice && p.practised(r)
		if !printed {
			p.left[key]++
		}
	}
}

// practised reports whether no more circles are filled in than runs of practice are recorded.
func (p *paperwork) practised(r *paperRow) bool {
	filled, other := r.Runs()
	for _, x := range p.people[r.learner].Learner.Records {
		if x.Type == signoff.Practice && x.Competency == r.entry.ID && p.takenBack(x) == nil {
			filled--
		}
	}
	return filled <= 0 && !other
}

// trained reports whether the training of a row is recorded, so that the sheet shows it.
func (p *paperwork) trained(r *paperRow) bool {
	return slices.ContainsFunc(p.people[r.learner].Learner.Records, func(x *signoff.Record) bool {
		return x.Type == signoff.Trained && x.Competency == r.entry.ID
	})
}

// twice refuses rows about one thing that say different things.
func (p *paperwork) twice() {
	said := map[string]*paperRow{}
	for _, r := range p.rows {
		if r.state != "" || !r.judged.Filled {
			continue
		}
		key := r.learner + " " + r.entry.ID + " " + r.judged.Outcome
		first := said[key]
		if first == nil {
			said[key] = r
			continue
		}
		if first.judged.Day.Date != r.judged.Day.Date || first.judged.Signer != r.judged.Signer {
			r.refuse("clear one of the two", "%s stands twice in the file, and says something else in %s", r.entry.ID, first.place)
			first.refuse("clear one of the two", "%s stands twice in the file, and says something else in %s", r.entry.ID, r.place)
		}
	}
}
