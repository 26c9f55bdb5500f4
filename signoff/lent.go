package signoff

import (
	"slices"
	"strings"
	"unique"
)

// This file is for whoever looks at standings that are lent (Folder.Fold) and keeps a part of them: a copy
// that leads to no record and no memory of theirs, and to no string that keeps a whole file in memory.

// Bare is the role with those of its cells that keep lets through, without their records: of the one that a
// cell rests on the id stays (Cell.RestsID), and in place of each record there is an empty one, so that whether
// there is one can still be asked. Passes and Barred are left out. The tally is that of all cells.
func (s *RoleStanding) Bare(keep func(c *Cell) bool) *RoleStanding {
	bare, none := *s, new(Record)
	bare.Cells = nil
	n := 0
	for i := range s.Cells {
		n += one(keep(&s.Cells[i]))
	}
	if n > 0 {
		bare.Cells = make([]Cell, 0, n)
	}
	for i := range s.Cells {
		if c := &s.Cells[i]; n > 0 && keep(c) {
			bare.Cells = append(bare.Cells, c.bare(none))
		}
	}
	if s.Qualifying != nil {
		bare.Qualifying = &Record{Until: s.Qualifying.Until}
	}
	return &bare
}

func (c *Cell) bare(none *Record) Cell {
	bare := *c
	bare.restsID = strings.Clone(c.RestsID())
	bare.By = unique.Make(c.By).Value() // a few mentors write many records
	for _, r := range []**Record{&bare.Rests, &bare.Request, &bare.Deferral, &bare.LastNo, &bare.RanOut} {
		if *r != nil {
			*r = none
		}
	}
	bare.Passes, bare.Barred, bare.Blocking = nil, nil, slices.Clone(c.Blocking)
	return bare
}

// RestsID is the id of the record that the standing rests on, or "".
func (c *Cell) RestsID() string {
	if c.Rests == nil || c.restsID != "" {
		return c.restsID
	}
	return c.Rests.ID
}

// Clone is the record with its digest, apart from the line and the file that it was read from.
func (r *Record) Clone() *Record {
	r.Identify()
	c := *r
	for _, s := range []*string{
		&c.ID, &c.By, &c.Type, &c.Program, &c.Learner, &c.Role, &c.Competency, &c.Fingerprint, &c.Outcome, &c.Accomplish, &c.Method,
		&c.Meaning, &c.Equipment, &c.Place, &c.Task, &c.Assessor, &c.With, &c.To, &c.Reason, &c.Note, &c.Action, &c.Text, &c.Kind, &c.Trigger,
		&c.Ref, &c.Reaffirms, &c.Dated, &c.Signer, &c.Source.Document, &c.Source.SHA256, &c.Key, &c.Verified, &c.Override, &c.Session, &c.Sig, &c.Digest,
	} {
		*s = strings.Clone(*s)
	}
	c.Criteria, c.Errors, c.Prev = apart(r.Criteria), apart(r.Errors), apart(r.Prev)
	c.Evidence = slices.Clone(r.Evidence)
	for i := range c.Evidence {
		for _, s := range []*string{&c.Evidence[i].URI, &c.Evidence[i].SHA256, &c.Evidence[i].Note} {
			*s = strings.Clone(*s)
		}
	}
	return &c
}

// apart clones a list and what is in it.
func apart(list []string) []string {
	list = slices.Clone(list)
	for i := range list {
		list[i] = strings.Clone(list[i])
	}
	return list
}
