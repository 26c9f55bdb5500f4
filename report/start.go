package report

import (
	"cmp"
	"fmt"
	"slices"

	"sojt/competency/calendar"
	"sojt/signoff"
)

// Only is the input of one learner among those there are: what the filter lets through of them, with
// everybody's names.
func (in *Input) Only(learner string) *Input {
	in.bench() // made once for all of them
	one := *in
	one.Learner, one.Standings, one.People, one.roles, one.ways = learner, nil, nil, nil, nil
	for _, s := range in.Standings {
		if s.Learner.ID == learner {
			one.Standings = append(one.Standings, s)
		}
	}
	for _, l := range in.People {
		if l.ID == learner {
			one.People = append(one.People, l)
		}
	}
	return &one
}

// Attention lists in sentences what has to be known of a program first: who is stalled, late, lost what was
// signed off, has something due in two weeks, is about to lose it or is paused, what hangs on one person or one mentor, by coverage, and which
// mentor signs unlike the others.
func Attention(in *Input) Section {
	s := Section{Columns: []Column{{}}, Empty: "nothing: nobody is stalled, late or paused, nothing has ended, is in doubt, due in two weeks or about to end, and nothing hangs on one person"}
	if len(in.Standings) == 0 {
		s.Empty = in.nobody(in.Role)
		return s
	}
	for _, role := range in.Program.Roles {
		for _, line := range slices.Concat(in.stalledOrLate(role, in.shown(role), entitled), in.lost(role.ID), in.falling(role.ID), in.ending(role.ID), in.paused(role.ID)) {
			s.Rows = append(s.Rows, []Cell{Text(heading(role) + ": " + line)})
		}
	}
	thin := coverage{in}
	for _, line := range append(thin.lead(thin.all()), in.unlike()...) {
		s.Rows = append(s.Rows, []Cell{Text(line)})
	}
	return s
}

// losses are the standings of what was in place once, in the order in which pages count them.
func losses() []signoff.Standing {
	return []signoff.Standing{signoff.StandsExpired, signoff.StandsLapsed, signoff.StandsSuspect, signoff.StandsRevoked}
}

// isLoss reports whether a standing is one of them.
func isLoss(s signoff.Standing) bool {
	switch s {
	case signoff.StandsExpired, signoff.StandsLapsed, signoff.StandsSuspect, signoff.StandsRevoked:
		return true
	}
	return false
}

// lostIn counts what a role asks for by how it was lost, for somebody who is there.
func lostIn(r *signoff.RoleStanding) map[signoff.Standing]int {
	n := map[signoff.Standing]int{}
	for i := range r.Cells {
		if c := &r.Cells[i]; c.Open && r.Left == 0 && isLoss(c.Standing) {
			n[c.Standing]++
		}
	}
	return n
}

// lost names who in a role lost what: it expired or lapsed, is for another wording, or was revoked.
func (in *Input) lost(role string) []string {
	var lines []string
	words := map[signoff.Standing]string{
		signoff.StandsExpired: "Expired", signoff.StandsLapsed: "Lapsed, not done for too long",
		signoff.StandsSuspect: "Suspect, signed off for another wording", signoff.StandsRevoked: "Revoked",
	}
	for _, standing := range losses() {
		lines = append(lines, in.naming(words[standing], role, func(c *signoff.Cell) calendar.Date {
			switch {
			case !c.Open || c.Standing != standing:
				return 0
			case standing == signoff.StandsSuspect:
				return max(c.Date, c.Entry.Revised)
			default:
				return cmp.Or(c.Until, c.Date)
			}
		})...)
	}
	return lines
}

// falling names who in a role has something due in the next week and in the one after.
func (in *Input) falling(role string) []string {
	within := func(words string, from, to calendar.Date) []string {
		return in.naming(words, role, func(c *signoff.Cell) calendar.Date {
			if !c.Open || c.Due < from || c.Due > to {
				return 0
			}
			return c.Due
		})
	}
	today := in.Moment.AsOf
	return append(within("Due in the next 7 days", today, today+7), within("Due in the 7 days after", today+8, today+14)...)
}

// ending names who in a role holds something that is about to expire, or a qualification that ends.
func (in *Input) ending(role string) []string {
	lines := in.naming("Expiring soon", role, func(c *signoff.Cell) calendar.Date {
		if !c.Flags.Has(signoff.Expiring) {
			return 0
		}
		return c.Until
	})
	ends := func(words string, end func(r *signoff.RoleStanding) calendar.Date) {
		all := in.gather(role, func(r *signoff.RoleStanding) behind {
			if until := end(r); r.Left == 0 && in.soon(until) {
				return behind{since: until}
			}
			return behind{}
		})
		lines = append(lines, in.named(words, all, func(s behind) string { return in.day(s.since) })...)
	}
	ends("Interim qualification ends", func(r *signoff.RoleStanding) calendar.Date {
		if !r.Interim {
			return 0
		}
		return r.InterimTo
	})
	ends("Qualification ends", func(r *signoff.RoleStanding) calendar.Date {
		if !r.Qualified || r.Qualifying == nil {
			return 0
		}
		return r.Qualifying.Until
	})
	return lines
}

// paused names who in a role is.
func (in *Input) paused(role string) []string {
	all := in.gather(role, func(r *signoff.RoleStanding) behind {
		if r.Left != 0 || !r.Paused {
			return behind{}
		}
		return behind{since: r.Start}
	})
	return in.named("Paused", all, func(behind) string { return "" })
}

// naming names who in a role has a competency with a day, the earliest first: with the competency and its
// day, or how many and the earliest day.
func (in *Input) naming(words, role string, day func(c *signoff.Cell) calendar.Date) []string {
	which := map[*signoff.RoleStanding]string{}
	all := in.gather(role, func(r *signoff.RoleStanding) behind {
		var found behind
		for i := range r.Cells {
			d := day(&r.Cells[i])
			if d == 0 || r.Left != 0 {
				continue
			}
			if found.n++; found.since == 0 || d < found.since {
				found.since, which[r] = d, entitled(r.Cells[i].Entry)
			}
		}
		return found
	})
	return in.named(words, all, func(s behind) string {
		text := which[s.role] + ", " + in.day(s.since)
		if s.n > 1 {
			text = fmt.Sprintf("%s, and %d more", text, s.n-1)
		}
		if s.role.Paused {
			text += ", paused"
		}
		return text
	})
}

// named is a sentence that counts and names people, each with what more there is to say.
func (in *Input) named(words string, all []behind, more func(s behind) string) []string {
	if len(all) == 0 {
		return nil
	}
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = in.Names.Of(s.id)
		if text := more(s); text != "" {
			names[i] += " (" + text + ")"
		}
	}
	return []string{fmt.Sprintf("%s%s: %s.", words, counted(len(all), "learner"), first(names, "and"))}
}

// soon reports whether a last good day lies within the time in which the program warns, or is over.
func (in *Input) soon(until calendar.Date) bool {
	return until != 0 && in.Moment.AsOf >= until.Sub(in.Program.Policy.DueSoon)
}

// unlike names the mentors of whom the view of mentors says that they sign unlike the others.
func (in *Input) unlike() []string {
	var names []string
	for _, m := range (mentors{in}).gather().shown {
		if m.unlike() {
			names = append(names, in.Names.Of(m.id))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("Signs unlike the other mentors: %s. A reason to watch beside them and no verdict; what it is stands under Mentors.", first(names, "and"))}
}
