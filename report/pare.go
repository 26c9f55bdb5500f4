package report

import (
	"slices"

	"sojt/signoff"
)

// Pare gives what this view looks at of one learner's standings, or nil where it is to be given all of them.
// Whoever gathers standings can then let go of a learner's records as soon as they are folded, and a report
// of a million records takes the memory of its own rows. What is shown is the same.
func (k Kind) Pare(scope Scope) func(*signoff.Standings) *signoff.Standings {
	if k.Name != "progress" || scope.Tag != "" || scope.Group != "" || scope.Mentor != "" {
		return nil // those filters look at cells and records
	}
	return pareForProgress
}

// pareForProgress leaves out the records, and of the cells all but what is next, what is due soonest, what was
// lost and what waits for the learner.
func pareForProgress(s *signoff.Standings) *signoff.Standings {
	learner := *s.Learner
	learner.Records, learner.Lines = nil, nil
	pared := &signoff.Standings{Learner: &learner, Moment: s.Moment}
	for _, r := range s.Roles {
		short := *r
		short.Cells, short.Qualifying = nil, nil
		open := steps(r)
		soonest := soonestDue(open)
		for i := range r.Cells {
			c := &r.Cells[i]
			lost := c.Open && slices.Contains(losses(), c.Standing)
			waits := c.Standing.Counts() && c.Flags.Has(signoff.Unacknowledged)
			if len(open) > 0 && c == open[0] || c == soonest || lost || waits {
				short.Cells = append(short.Cells, pareCell(c))
			}
		}
		pared.Roles = append(pared.Roles, &short)
	}
	return pared
}

// pareCell is a cell without its records. That it is put off decides its turn.
func pareCell(c *signoff.Cell) signoff.Cell {
	pared := signoff.Cell{Entry: c.Entry, Standing: c.Standing, Flags: c.Flags, Asked: c.Asked, Open: c.Open, Until: c.Until, Due: c.Due, Blocking: c.Blocking}
	if c.Deferral != nil {
		pared.Deferral = new(signoff.Record)
	}
	return pared
}
