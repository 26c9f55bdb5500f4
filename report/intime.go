package report

import (
	"slices"

	"sojt/competency/calendar"
	"sojt/signoff"
)

// inTime reports whether a role whose day of completion is past was complete on some day up to it: all of it
// in place, whatever was lost since. Days are looked at only where all that is open now was judged by then.
func (in *Input) inTime(l *signoff.Learner, r *signoff.RoleStanding) bool {
	if r.DueBy == 0 || r.DueBy >= in.Moment.AsOf || r.InPlace != 0 {
		return false
	}
	judged, days := map[string]bool{}, []calendar.Date{r.DueBy}
	for _, x := range l.Records {
		if day := x.Effect(in.Program.Zone); in.counts(x) && day >= r.Start && day <= r.DueBy {
			judged[x.Competency] = true
			days = append(days, day)
		}
	}
	for i := range r.Cells {
		if c := &r.Cells[i]; c.Open && c.Entry.Required && !judged[c.Entry.ID] {
			return false
		}
	}
	slices.Sort(days)
	for _, day := range slices.Backward(slices.Compact(days)) {
		then := in.Book.Fold(l, signoff.Moment{AsOf: day, KnownAt: in.Moment.KnownAt}).Role(r.Role.ID)
		if then != nil && then.Left == 0 && (then.Qualified || then.InPlace != 0) {
			return true
		}
	}
	return false
}
