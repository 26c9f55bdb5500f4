package signoff

import "testing"

func TestPresence(t *testing.T) {
	const due = `-- roles/cook.yaml --
role: cook
title: Cook
complete_within: 30d
competencies: [{id: knife, title: Cuts, due: 10d, renew: 60d}]
-- roles/barista.yaml --
role: barista
title: Barista
complete_within: 30d
competencies: [{id: brew, title: Brews}]
-- roles/sommelier.yaml --
role: sommelier
title: Sommelier
status: draft
competencies: [{id: taste, title: Tastes, practice: 1}]`
	runFold(t, []foldCase{{
		"paused time stops due dates",
		due,
		`2026-01-01 cleo enroll cook
		 2026-01-05 cleo pause cook
		 2026-01-25 cleo resume cook`,
		`2026-01-04 cook: 0+0/1 0% by 2026-01-31 next 2026-01-11
		 2026-01-05 cook: 0+0/1 0% paused by 2026-02-01 next 2026-01-12
		 2026-01-24 cook: 0+0/1 0% paused by 2026-02-20 next 2026-01-31
		 2026-01-25 cook: 0+0/1 0% by 2026-02-20 next 2026-01-31
		 2026-01-31 knife: ready due 2026-01-31
		 2026-02-01 knife: ready [overdue] due 2026-01-31`,
	}, {
		"but not expiry, and a pause after the due day moves nothing",
		due,
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana signoff knife
		 2026-02-05 cleo pause cook
		 2026-02-25 cleo resume cook`,
		`2026-02-10 knife: competent [expiring] until 2026-03-06
		 2026-02-26 cook: 1+0/1 100% expiring 1 by 2026-01-31 qualified 2026-01-05
		 2026-03-07 knife: expired until 2026-03-06`,
	}, {
		"two pauses add up, and a second pause or resume changes nothing",
		due,
		`2026-01-01 cleo enroll cook
		 2026-01-05 cleo pause cook
		 2026-01-06 cleo pause cook
		 2026-01-08 cleo resume cook
		 2026-01-09 cleo resume cook
		 2026-01-12 cleo pause cook
		 2026-01-14 cleo resume cook`,
		"2026-01-15 knife: ready due 2026-01-16",
	}, {
		"without role they are about all roles, with one about that one",
		due,
		`2026-01-01 cleo enroll cook
		 2026-01-01 cleo enroll barista
		 2026-01-05 cleo pause
		 2026-01-07 cleo resume cook
		 2026-01-09 cleo leave barista`,
		`2026-01-06 cook: 0+0/1 0% paused by 2026-02-02 next 2026-01-13
		 2026-01-06 barista: 0+0/1 0% paused by 2026-02-02 next 2026-02-02
		 2026-01-08 cook: 0+0/1 0% by 2026-02-02 next 2026-01-13
		 2026-01-08 barista: 0+0/1 0% paused by 2026-02-04 next 2026-02-04
		 2026-01-10 cook: 0+0/1 0% by 2026-02-02 next 2026-01-13`,
	}, {
		"enrolling again after leave opens a new period in which earlier sign-offs count",
		due,
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana signoff knife
		 2026-01-10 cleo leave cook
		 2026-02-01 cleo enroll cook`,
		`2026-01-09 cook: 1+0/1 100% by 2026-01-31 qualified 2026-01-05
		 2026-01-10 cook: 1+0/1 100% left 2026-01-10 by 2026-01-31
		 2026-02-01 cook: 1+0/1 100% by 2026-03-03 qualified 2026-02-01
		 2026-02-01 knife: competent until 2026-03-06`,
	}, {
		"in the new period what is due counts from the new start, and qualifying begins again",
		`-- roles/cook.yaml --
role: cook
title: Cook
qualify: coordinator
competencies: [{id: knife, title: Cuts}, {id: song, title: Sings, required: false, due: 10d}]`,
		`2026-01-01 cleo enroll cook
		 2026-01-05 ana signoff knife
		 2026-01-06 cleo qualify cook
		 2026-01-10 cleo leave
		 2026-02-01 cleo enroll cook
		 2026-02-03 cleo qualify cook`,
		`2026-01-06 cook: 1+0/1 100% optional 0/1 qualified 2026-01-06
		 2026-01-10 cook: 1+0/1 100% optional 0/1 left 2026-01-10
		 2026-02-01 cook: 1+0/1 100% optional 0/1
		 2026-02-01 song: ready due 2026-02-11
		 2026-02-03 cook: 1+0/1 100% optional 0/1 qualified 2026-02-03`,
	}, {
		"a second enrolment in an open period changes nothing",
		due,
		`2026-01-01 cleo enroll cook
		 2026-01-09 cleo enroll cook`,
		"2026-01-09 knife: ready due 2026-01-11",
	}, {
		"a draft role takes practice",
		due,
		`2026-01-01 cleo enroll sommelier
		 2026-01-05 mia practice taste`,
		`2026-01-04 sommelier/taste: none
		 2026-01-05 sommelier/taste: ready`,
	}})
}

func TestLastSeen(t *testing.T) {
	w := newWorld(t, knife+"  - {id: grill, title: Grills}")
	w.add(`2026-01-05 cleo enroll cook
		S: 2026-01-06 ana signoff knife
		2026-01-08 mia acknowledge S
		2026-01-09 cleo pause cook
		2026-01-10 cleo leave cook
		2026-02-01 cleo enroll cook
		2026-02-04 mia note grill`)
	for day, want := range map[string]string{
		"2026-01-05": "", "2026-01-06": "2026-01-06", "2026-01-07": "2026-01-06", "2026-01-08": "2026-01-08",
		"2026-01-10": "2026-01-08", "2026-02-03": "", "2026-02-04": "2026-02-04",
	} {
		got := w.book.Fold(w.learner("mia"), Moment{AsOf: w.day(day)}).Role("cook").LastSeen.String()
		if got != want {
			t.Errorf("on %s: last seen %q, want %q", day, got, want)
		}
	}
}

// What happened to a competency happened in the roles that have its successor, and in no other.
func TestLastSeenOfWhatWasReplaced(t *testing.T) {
	w := newWorld(t, `-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{id: knives, title: Old, retired: 2026-03-01}]
-- roles/chef.yaml --
role: chef
title: Chef
competencies: [{id: cut, title: Cuts, replaces: [{id: knives, carry: full}]}]
-- roles/barista.yaml --
role: barista
title: Barista
competencies: [{id: brew, title: Brews}]`)
	w.add(`2026-01-05 cleo enroll cook
		2026-01-05 cleo enroll chef
		2026-01-05 cleo enroll barista
		2026-01-08 ana signoff knives`)
	s := w.book.Fold(w.learner("mia"), Moment{AsOf: w.day("2026-02-01")})
	for role, want := range map[string]string{"cook": "2026-01-08", "chef": "2026-01-08", "barista": ""} {
		if got := s.Role(role).LastSeen.String(); got != want {
			t.Errorf("%s: last seen %q, want %q", role, got, want)
		}
	}
}

func TestRoleFor(t *testing.T) {
	w := newWorld(t, `-- competencies/shared.yaml --
set: shared
title: Shared
competencies: [{id: wash, title: Washes}]
-- roles/cook.yaml --
role: cook
title: Cook
competencies: [{use: shared/wash}]
-- roles/barista.yaml --
role: barista
title: Barista
competencies: [{use: shared/wash}, {id: brew, title: Brews}]
-- roles/apprentice.yaml --
role: apprentice
title: Apprentice
status: draft
competencies: [{use: shared/wash}]`)
	w.add(`2026-01-01 cleo enroll apprentice
		2026-01-03 cleo enroll cook
		2026-01-05 cleo enroll barista
		2026-01-10 cleo pause cook
		2026-01-12 cleo resume cook
		2026-01-20 cleo leave cook
		2026-01-25 cleo leave`)
	for _, c := range []struct{ day, competency, want string }{
		{"2025-12-31", "shared/wash", ""},
		{"2026-01-02", "shared/wash", "apprentice"},
		{"2026-01-03", "shared/wash", "cook"},
		{"2026-01-05", "shared/wash", "cook"},
		{"2026-01-10", "shared/wash", "barista"},
		{"2026-01-12", "shared/wash", "cook"},
		{"2026-01-20", "shared/wash", "cook"},
		{"2026-01-21", "shared/wash", "barista"},
		{"2026-01-25", "brew", "barista"},
		{"2026-01-26", "brew", ""},
		{"2026-01-21", "nothing", ""},
	} {
		got := w.book.Fold(w.learner("mia"), Moment{AsOf: w.day(c.day)}).RoleFor(c.competency)
		if got != c.want {
			t.Errorf("%s on %s: role %q, want %q", c.competency, c.day, got, c.want)
		}
	}
}
