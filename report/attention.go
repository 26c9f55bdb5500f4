package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
)

// named is how many people or things a sentence names before it counts the rest.
const named = 5

// behind is somebody in a role with whom nothing happened, or something late.
type behind struct {
	id    string
	role  *signoff.RoleStanding
	since calendar.Date // the last day anything happened, or the earliest day that was missed
	n     int           // how many are late
}

// standstills lists who is stalled, in a role or in any where none is given, the longest first.
func (in *Input) standstills(role string) []behind {
	return in.gather(role, func(r *signoff.RoleStanding) behind { return behind{since: stalled(r, in.Moment.AsOf)} })
}

// late lists who has something overdue, since when at the earliest and how much, the longest first.
func (in *Input) late(role string) []behind {
	return in.gather(role, func(r *signoff.RoleStanding) behind {
		var found behind
		for i := range r.Cells {
			if c := &r.Cells[i]; r.Left == 0 && c.Flags.Has(signoff.Overdue) {
				if found.n++; found.since == 0 || c.Due < found.since {
					found.since = c.Due
				}
			}
		}
		return found
	})
}

// gather asks about each role of each learner and keeps those with a day.
func (in *Input) gather(role string, ask func(r *signoff.RoleStanding) behind) []behind {
	var all []behind
	look := func(s *signoff.Standings, r *signoff.RoleStanding) {
		if found := ask(r); found.since != 0 {
			found.id, found.role = s.Learner.ID, r
			all = append(all, found)
		}
	}
	if role != "" {
		for _, m := range in.members(role) {
			look(m.Standings, m.role)
		}
	} else {
		for _, s := range in.Standings {
			for _, r := range s.Roles {
				look(s, r)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b behind) int { return cmp.Compare(a.since, b.since) })
	return all
}

// eachOnce keeps the first of each person, who may be in several roles.
func eachOnce(all []behind) []behind {
	ids := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(all), func(s behind) bool {
		again := ids[s.id]
		ids[s.id] = true
		return again
	})
}

// attention says in sentences what a mentor has to know of a role first: who is stalled, who is late, and
// what hangs on one person or none. entries are the competencies that are shown, and called names one.
func (in *Input) attention(role *competency.Role, entries []*competency.Entry, called func(*competency.Entry) string) []string {
	return append(in.stalledOrLate(role, entries, called), in.hangsOn(role, entries, called)...)
}

func (in *Input) stalledOrLate(role *competency.Role, entries []*competency.Entry, called func(*competency.Entry) string) []string {
	lines := in.standingStill(role.ID)
	if all := in.late(role.ID); len(all) > 0 {
		lines = append(lines, fmt.Sprintf("Overdue%s: %s.%s", counted(len(all), "learner"), in.name(all), in.mostlyLate(role, entries, len(all), called)))
	}
	return lines
}

// standingStill names in a sentence who is stalled in a role, or in any where none is given.
func (in *Input) standingStill(role string) []string {
	all := eachOnce(in.standstills(role))
	if len(all) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("Stalled, nothing recorded for 30 days or more%s: %s.", counted(len(all), "learner"), in.name(all))}
}

// mostlyLate names what at least half of those wait for who have something overdue.
func (in *Input) mostlyLate(role *competency.Role, entries []*competency.Entry, learners int, called func(*competency.Entry) string) string {
	late := map[string]int{}
	for _, m := range in.members(role.ID) {
		for i := range m.role.Cells {
			if c := &m.role.Cells[i]; m.role.Left == 0 && c.Flags.Has(signoff.Overdue) {
				late[c.Entry.ID]++
			}
		}
	}
	most, what := 0, (*competency.Entry)(nil)
	for _, e := range entries {
		if n := late[e.ID]; n > most {
			most, what = n, e
		}
	}
	if learners < fewest || 2*most < learners {
		return ""
	}
	switch {
	case most == learners && most == 2:
		return fmt.Sprintf(" Both wait for: %s.", called(what))
	case most == learners:
		return fmt.Sprintf(" All %d wait for: %s.", most, called(what))
	}
	return fmt.Sprintf(" %d of them wait for: %s.", most, called(what))
}

// inPlace names who of a role is qualified, and who is not though all is in place, and why.
func (in *Input) inPlace(role *competency.Role) []string {
	var done, wanting []string
	learners := 0
	for _, s := range in.members(role.ID) {
		r := s.role
		if r.Left != 0 {
			continue
		}
		learners++
		switch {
		case r.Qualified:
			done = append(done, in.Names.Of(s.Learner.ID))
		case len(steps(r)) == 0 && !in.partial():
			wanting = append(wanting, in.Names.Of(s.Learner.ID)+", "+progress{in}.wanting(r).Words())
		}
	}
	if learners == 0 {
		return nil
	}
	lines := []string{fmt.Sprintf("Qualified, %d of %s.", len(done), count(learners, "learner"))}
	if len(done) > 0 {
		lines[0] = fmt.Sprintf("Qualified, %d of %s: %s.", len(done), count(learners, "learner"), first(done, "and"))
	}
	if len(wanting) > 0 {
		lines = append(lines, fmt.Sprintf("Nothing left to do and not qualified: %s.", first(wanting, "and")))
	}
	return lines
}

// name lists the first of those who wait, with the day since when.
func (in *Input) name(all []behind) string {
	days := make([]calendar.Date, len(all))
	for i, s := range all {
		days[i] = s.since
	}
	day := in.days(days[:min(len(days), named+1)])
	words := make([]string, len(all))
	for i, s := range all {
		words[i] = in.Names.Of(s.id) + " (since " + day(s.since) + ")"
	}
	return first(words, "and")
}

// hangsOn names in what one learner alone is competent, with the learner, and in what none is, of what a role requires.
// Of a role with one learner it says nothing: there it is always so.
func (in *Input) hangsOn(role *competency.Role, entries []*competency.Entry, called func(*competency.Entry) string) []string {
	able, learners := in.able(role)
	if learners < fewest {
		return nil
	}
	var one, none []string
	for _, e := range entries {
		switch ids := able[e.ID]; {
		case !in.wants(role, e):
		case len(ids) == 0:
			none = append(none, called(e))
		case len(ids) == 1:
			one = append(one, called(e)+": "+in.Names.Of(ids[0]))
		}
	}
	var lines []string
	if len(one) > 0 {
		lines = append(lines, fmt.Sprintf("One learner alone is competent in %s: %s.", these(len(one)), parted(one)))
	}
	if len(none) > 0 {
		lines = append(lines, fmt.Sprintf("No learner is competent in %s: %s.", these(len(none)), parted(none)))
	}
	return lines
}

// able lists who in a role is competent in what, and counts who is there.
func (in *Input) able(role *competency.Role) (able map[string][]string, learners int) {
	able = map[string][]string{}
	for _, s := range in.members(role.ID) {
		r := s.role
		if r.Left != 0 {
			continue
		}
		learners++
		for i := range r.Cells {
			if c := &r.Cells[i]; c.Standing == signoff.StandsCompetent {
				able[c.Entry.ID] = append(able[c.Entry.ID], s.Learner.ID)
			}
		}
	}
	return able, learners
}

// first joins the first of some words as a sentence does, and counts the rest.
func first(words []string, last string) string {
	if over := len(words) - named; over > 1 {
		words = append(slices.Clone(words[:named]), fmt.Sprintf("%d more", over))
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + last + " " + words[len(words)-1]
}

// parted joins words that have colons or commas of their own, and counts the rest.
func parted(words []string) string {
	if over := len(words) - named; over > 1 {
		words = append(slices.Clone(words[:named]), fmt.Sprintf("%d more", over))
	}
	return strings.Join(words, "; ")
}

// counted is how many there are, where it is more than one.
func counted(n int, noun string) string {
	if n < 2 {
		return ""
	}
	return ", " + count(n, noun)
}

func these(n int) string {
	if n == 1 {
		return "this"
	}
	return fmt.Sprintf("these %d", n)
}
