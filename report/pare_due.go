package report

import (
	"slices"
	"strings"
	"unique"

	"sojt/signoff"
)

// pareForDue keeps the cells that have a day, with what tells who can sign them, and of the records those that
// due asks the standings about: objectives and keys. Where there are objectives it keeps all cells, since one is
// of a role that has its competency. A role that was complete in time has no day any more.
func pareForDue(in *Input, s *signoff.Standings) *signoff.Standings {
	open := in.openObjectives(s)
	pared := in.bare(s, func(*signoff.RoleStanding) func(*signoff.Cell) bool {
		return func(c *signoff.Cell) bool { return len(open) > 0 || due{in}.ofCell(c).day != 0 }
	})
	for i, r := range s.Roles {
		short := pared.Roles[i]
		for j := range short.Cells {
			c := r.Cell(short.Cells[j].Entry.ID)
			short.Cells[j].Barred, short.Cells[j].Passes = mentorsOf(c.Barred), passes(c.Passes)
		}
		if in.inTime(s.Learner, r) {
			short.DueBy = 0
		}
	}
	for _, r := range s.Learner.Records {
		if r.Type == signoff.KeyRecord || len(open) > 0 && (r.Type == signoff.Note || r.Type == signoff.Revoke) {
			pared.Learner.Records = append(pared.Learner.Records, r.Clone())
		}
	}
	if len(open) > 0 {
		roles := pared.Roles
		pared = in.Book.Fold(pared.Learner, in.Moment)
		pared.Roles = roles
	}
	return pared
}

// passes are what evidence asks of them: by whom, when and how.
func passes(records []*signoff.Record) []*signoff.Record {
	var some []*signoff.Record
	for _, r := range records {
		some = append(some, &signoff.Record{By: strings.Clone(r.By), Date: r.Date, Method: strings.Clone(r.Method)})
	}
	return some
}

// mentorsOf gives ids of mentors, of whom there are few, as texts that keep nothing else in memory.
func mentorsOf(ids []string) []string {
	ids = slices.Clone(ids)
	for i, id := range ids {
		ids[i] = unique.Make(id).Value()
	}
	return ids
}
