package signoff

// Then gives a learner with just the records that had taken effect and were known at a moment (SPEC 6):
// a record that was taken back later was not taken back then.
func (b *Rulebook) Then(l *Learner, m Moment) *Learner {
	then := *l
	then.Records, then.Lines = nil, nil
	for i, r := range l.Records {
		if r.Effect(b.Program.Zone) > m.AsOf || !m.KnownAt.IsZero() && r.At.After(m.KnownAt) {
			continue
		}
		then.Records = append(then.Records, r)
		if i < len(l.Lines) {
			then.Lines = append(then.Lines, l.Lines[i])
		}
	}
	return &then
}
