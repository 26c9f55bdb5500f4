package report

import "sojt/signoff"

// Told is a record as exports tell it: whose it is, and the record that it speaks of, nil where it
// speaks of none or that is not known.
type Told struct {
	*signoff.Record
	Learner *signoff.Learner
	About   *signoff.Record
}

// Told lists the records that the filter lets through, in the order in which they were recorded, as the
// log does.
func (in *Input) Told() []Told {
	var told []Told
	for _, e := range (log{in, ""}).events() {
		told = append(told, Told{e.Record, e.learner, e.about})
	}
	return told
}
