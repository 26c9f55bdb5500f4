package report

import (
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
)

// Authority compares who may sign the competencies of adopted roles on a day: mentors who may sign more
// or less of what was there before, and what no active mentor may sign.
func Authority(before, after *competency.Program, day calendar.Date) []Effect {
	var found []Effect
	for _, role := range after.Roles {
		if role.Status != competency.Adopted {
			continue
		}
		old := before.Role(role.ID)
		for _, e := range role.Entries {
			if e.Retired != 0 && e.Retired <= day {
				continue
			}
			add := func(change, mentor, was string) {
				found = append(found, Effect{Change: change, Role: role.ID, Competency: e.ID, Mentor: mentor, On: day, Before: was})
			}
			now := after.Signers(role, e.Competency, day)
			var then []string
			known := old != nil && old.Entry(e.ID) != nil
			if known {
				then = before.Signers(old, old.Entry(e.ID).Competency, day)
				for _, m := range missing(now, then) {
					add("gains", m, "")
				}
				for _, m := range missing(then, now) {
					add("loses", m, "")
				}
			}
			if len(now) == 0 && (!known || len(then) > 0) {
				add("uncovered", "", strings.Join(then, " "))
			}
		}
	}
	return found
}

// missing lists what stands in all and not in there.
func missing(all, there []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(id string) bool { return slices.Contains(there, id) })
}

// Condemned lists the records of a learner that their authors had the authority to make by the mentors and
// departments of before, and not by those of after: verify judges who may sign by what mentors.yaml says
// today, so an entry that is narrowed in place condemns what was signed under it (INTEGRITY 3). The
// authors asked about are those given; nil are all.
func Condemned(before *signoff.Rulebook, after *competency.Program, l *signoff.Learner, authors []string, day calendar.Date) []Effect {
	program := *before.Program
	program.Mentors, program.Departments = after.Mentors, after.Departments
	changed := signoff.NewRulebook(&program, before.Person)
	var found []Effect
	for _, r := range l.Records {
		if authors != nil && !slices.Contains(authors, r.By) {
			continue
		}
		if authorised(before, l, r) && !authorised(changed, l, r) {
			found = append(found, Effect{Change: "condemned", Learner: l.ID, Role: r.Role, Competency: r.Competency, Mentor: r.By,
				On: day, Record: r})
		}
	}
	return found
}

func authorised(b *signoff.Rulebook, l *signoff.Learner, r *signoff.Record) bool {
	return !slices.ContainsFunc(b.Judge(l, r), func(f signoff.Refusal) bool {
		return f.Rule == 3 && (f.Name == "author" || f.Name == "scope")
	})
}
