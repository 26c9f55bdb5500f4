package report

import (
	"slices"

	"sojt/signoff"
)

// Pare gives what this view looks at of one learner's standings, or nil where that is all there is. Whoever
// gathers standings can then let go of a learner's records as soon as they are folded, and a report of a million
// records takes the memory of what it shows. What is shown is the same. The standings may be lent: what is given
// holds nothing of them. It is safe for concurrent use.
func (k Kind) Pare(book *signoff.Rulebook, m signoff.Moment, scope Scope) func(*signoff.Standings) *signoff.Standings {
	if k.pare == nil {
		return nil
	}
	in := within(book, m, scope)
	return func(s *signoff.Standings) *signoff.Standings {
		shown := s
		if !in.partial() { // a part is counted anew, and from all cells
			shown = in.narrow(s)
		}
		pared := k.pare(in, shown)
		pared.Learner.Records = append(pared.Learner.Records, in.heard(s.Learner.Records)...)
		return pared
	}
}

// bare is a learner and the roles without records, with those of the cells that keep lets through.
func (in *Input) bare(s *signoff.Standings, keep func(r *signoff.RoleStanding) func(c *signoff.Cell) bool) *signoff.Standings {
	learner := *s.Learner
	learner.Records, learner.Lines = nil, nil
	pared := &signoff.Standings{Learner: &learner, Moment: s.Moment}
	for _, r := range s.Roles {
		kept := allCells
		if !in.partial() {
			kept = keep(r)
		}
		pared.Roles = append(pared.Roles, r.Bare(kept))
	}
	return pared
}

func allCells(*signoff.Cell) bool { return true }

// heard is a record that tells that the mentor of the filter recorded something (Input.concerns): something that
// counts, or else something that is there.
func (in *Input) heard(records []*signoff.Record) []*signoff.Record {
	for _, told := range []func(*signoff.Record) bool{in.counts, in.there} {
		for _, r := range records {
			if in.Mentor != "" && r.By == in.Mentor && told(r) {
				return []*signoff.Record{{Type: signoff.Note, By: in.Mentor, At: r.At, Date: r.Effect(in.Program.Zone)}}
			}
		}
	}
	return nil
}

// pareForMatrix keeps all cells.
func pareForMatrix(in *Input, s *signoff.Standings) *signoff.Standings {
	return in.bare(s, func(*signoff.RoleStanding) func(*signoff.Cell) bool { return allCells })
}

// pareForCoverage keeps what is asked for, and what is there without.
func pareForCoverage(in *Input, s *signoff.Standings) *signoff.Standings {
	return in.bare(s, func(*signoff.RoleStanding) func(*signoff.Cell) bool {
		return func(c *signoff.Cell) bool { return c.Asked || c.Standing != signoff.StandsNone }
	})
}

// pareForGoals keeps what is asked for.
func pareForGoals(in *Input, s *signoff.Standings) *signoff.Standings {
	return in.bare(s, func(*signoff.RoleStanding) func(*signoff.Cell) bool {
		return func(c *signoff.Cell) bool { return c.Asked }
	})
}

// pareForNeeds keeps what is to be taken up now.
func pareForNeeds(in *Input, s *signoff.Standings) *signoff.Standings {
	return in.bare(s, func(r *signoff.RoleStanding) func(*signoff.Cell) bool {
		now := takenUp(r)
		return func(c *signoff.Cell) bool { return slices.Contains(now, c) }
	})
}

// pareForProgress leaves out the records, and of the cells all but what is next, what is due soonest, what was
// lost and what waits for the learner.
func pareForProgress(in *Input, s *signoff.Standings) *signoff.Standings {
	if in.partial() {
		return pareForMatrix(in, s)
	}
	learner := *s.Learner
	learner.Records, learner.Lines = nil, nil
	pared := &signoff.Standings{Learner: &learner, Moment: s.Moment}
	for _, r := range s.Roles {
		short := *r
		short.Cells, short.Qualifying = nil, nil
		next, soonest := ahead(r)
		for i := range r.Cells {
			c := &r.Cells[i]
			lost := c.Open && isLoss(c.Standing)
			waits := c.Standing.Counts() && c.Flags.Has(signoff.Unacknowledged)
			if c == next || c == soonest || lost || waits {
				short.Cells = append(short.Cells, pareCell(c))
			}
		}
		pared.Roles = append(pared.Roles, &short)
	}
	return pared
}

// pareCell is a cell without its records. That it is put off decides its turn.
func pareCell(c *signoff.Cell) signoff.Cell {
	pared := signoff.Cell{Entry: c.Entry, Standing: c.Standing, Flags: c.Flags, Asked: c.Asked, Open: c.Open, Until: c.Until, Due: c.Due, Blocking: slices.Clone(c.Blocking)}
	if c.Deferral != nil {
		pared.Deferral = new(signoff.Record)
	}
	return pared
}
