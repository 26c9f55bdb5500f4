package sheet

import (
	"fmt"
	"strings"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
)

// kitchen is a small program with everything a sheet can show.
func kitchen() *competency.Program {
	scale := &competency.Scale{ID: "entrustment", Levels: []competency.Level{
		{ID: 1, Name: "Observes", Means: "watches, does not act"},
		{ID: 2, Name: "Direct", Means: "acts with the mentor in the room"},
		{ID: 3, Name: "Indirect", Means: "acts alone, mentor on call", Pass: true},
		{ID: 4, Name: "Teaches", Means: "may train others", CanTrain: true},
	}}
	one := competency.Evidence{Passes: 1, Mentors: 1, Days: 1}
	wash := &competency.Competency{
		ID: "hygiene/handwashing", Title: "Washes hands", Code: "1.1", Revision: 1, Required: true, Evidence: one,
		Criteria:    []competency.Criterion{{ID: "time", Text: "Washes for 20 s up to the wrist"}, {ID: "dry", Text: "Dries with paper and closes the tap with it"}},
		Fingerprint: strings.Repeat("a1", 32), Why: "Most outbreaks begin at the hands.",
	}
	knife := &competency.Competency{
		ID: "knife-safety", Title: "Cuts vegetables safely to size", Group: "Safety", Code: "2.1", Revision: 2,
		Revised: calendar.Of(2026, 11, 1), Required: true, Critical: true, Separate: true, Acknowledge: true,
		Criteria: []competency.Criterion{
			{ID: "grip", Text: "Holds the claw grip for the whole task"},
			{ID: "size", Text: "1 kg of carrots in 3 mm julienne within 10 min, 19 of 20 pieces in size", Critical: true},
			{ID: "equals", Text: "=SUM(A1) written on the board is read as text, and so is @home"},
		},
		Conditions: "20 cm chef's knife, wet board, full service pace",
		References: []competency.Reference{{Title: "Knife card", Revision: "B"}},
		Practice:   3, Evidence: competency.Evidence{Passes: 2, Mentors: 2, Days: 2, Consecutive: true},
		Scale: scale, Level: 3, Requires: []string{"hygiene/handwashing"}, Capture: []string{"equipment"}, Hours: 4,
		Renew: competency.Renew{Every: calendar.Period{N: 1, Unit: calendar.Years}}, Fingerprint: strings.Repeat("b2", 32),
		Why:       "A cut stops the line and a contaminated board closes it.",
		How:       []string{"Claw grip before speed", "Show it, do it together, let them do it"},
		Errors:    []competency.Mistake{{ID: "lifted-thumb", Text: "Thumb in front of the blade"}, {ID: "hurry", Text: "Speed before grip"}},
		Resources: []competency.Resource{{Title: "Knife skills course", URL: "https://example.com/c"}},
		Examples:  []string{"carrot julienne", "onion brunoise"},
	}
	long := &competency.Competency{
		ID: "allergens", Title: "Answers a guest's question about allergens", Group: "Safety", Code: "2.2", Revision: 1,
		Required: true, Critical: true, Evidence: one, Practice: 25, Fingerprint: strings.Repeat("c3", 32),
		Why: strings.Repeat("A wrong answer can kill, and it is the one mistake that nobody in the dining room can see or repair. ", 6),
	}
	for i := range 30 {
		long.Criteria = append(long.Criteria, competency.Criterion{
			ID: fmt.Sprint("c", i), Critical: i%11 == 3,
			Text: fmt.Sprintf("Criterion %02d: names every one of the fourteen allergens that the dish may hold, says what the kitchen can and cannot leave out, and asks the chef where the card does not say (END%02d)", i, i),
		})
	}
	cjk := &competency.Competency{
		ID: "rice", Title: "米を研ぎ、正しい水加減で炊く", Group: "Station", Code: "3.1", Revision: 1, Evidence: one,
		Criteria: []competency.Criterion{
			{ID: "a", Text: "水が透明になるまで三回から四回すすぎ、手のひらで優しく研ぐことができる（END米）"},
			{ID: "b", Text: "炊き上がりは芯がなく、粒が立っていて、鍋底に焦げがないこと。蒸らしは十分間守る", Critical: true},
		},
		Scale: scale, Level: 2, Fingerprint: strings.Repeat("d4", 32), Accomplish: "simulate",
	}
	title := &competency.Competency{ID: "tasting", Title: "Tastes before it leaves the pass", Group: "Station", Code: "3.2", Revision: 1, Evidence: one, Fingerprint: strings.Repeat("e5", 32)}
	gone := &competency.Competency{ID: "fax", Title: "Orders by fax", Group: "Station", Revision: 1, Evidence: one, Retired: calendar.Of(2026, 1, 1)}
	role := &competency.Role{ID: "line-cook", Title: "Line cook", Department: "kitchen", Status: competency.Adopted, Qualify: "coordinator"}
	for _, c := range []*competency.Competency{wash, knife, long, cjk, title, gone} {
		role.Entries = append(role.Entries, &competency.Entry{Competency: c, Practice: c.Practice, Required: c.Required, Level: c.Level})
	}
	role.Entries[4].Choice = "one-station"
	role.Choose = []competency.Choice{{ID: "one-station", N: 1, Of: []string{"tasting"}}}
	zone, err := time.LoadLocation("Europe/Madrid")
	if err != nil {
		panic(err)
	}
	return &competency.Program{
		ID: "harbor-kitchen", Name: "Harbor Kitchen onboarding", Zone: zone, Profile: "regulated",
		Policy: competency.Policy{
			Signatures: "required", LateAfter: calendar.Period{N: 3, Unit: calendar.Days},
			LateRefuse: calendar.Period{N: 30, Unit: calendar.Days}, Transcriptions: "show",
		},
		Departments: []competency.Department{{ID: "operations", Name: "Operations"}, {ID: "kitchen", Name: "Kitchen", Parent: "operations"}},
		Scales:      []*competency.Scale{scale},
		Sets:        []*competency.Set{{ID: "hygiene", Title: "Hygiene", Competencies: []*competency.Competency{wash}}},
		Roles:       []*competency.Role{role},
		Mentors: []*competency.Mentor{
			{ID: "ana", Name: "Ana Ruiz", Departments: []string{"operations"}, Coordinator: true},
			{ID: "per", Name: "Per Lind", Signs: []string{"line-cook"}},
			{ID: "per-2", Name: "Per Lind", Signs: []string{"line-cook"}},
			{ID: "osei", Name: "Maximiliana Featherstonehaugh-Osei", Signs: []string{"knife-safety"}},
			{ID: "gone", Name: "Gone Before", Signs: []string{"line-cook"}, Until: calendar.Of(2025, 1, 1)},
			{ID: "other", Name: "Other Place", Signs: []string{"barista"}},
		},
	}
}

// big is a role of n competencies in groups, with texts of ordinary length.
func big(n int) *competency.Program {
	p := kitchen()
	role := &competency.Role{ID: "craftsman", Title: "R&D craftsman, \"7-level\" <tools>", Department: "kitchen", Status: competency.Adopted}
	for i := range n {
		c := &competency.Competency{
			ID: fmt.Sprintf("task-%03d", i), Code: fmt.Sprintf("%d.%d", i/8+1, i%8+1), Title: fmt.Sprintf("Task %03d: inspects, adjusts and returns the component to service", i),
			Group: fmt.Sprintf("Duty %d: component care", i/8+1), Revision: 1, Required: true, Critical: i%9 == 0, Separate: i%9 == 0,
			Evidence: competency.Evidence{Passes: 1, Mentors: 1, Days: 1}, Fingerprint: fmt.Sprintf("%064x", i),
			Conditions: "With the technical order open at the step, tools signed out, in normal light",
		}
		for j := range i%5 + 1 {
			c.Criteria = append(c.Criteria, competency.Criterion{ID: fmt.Sprint("k", j), Text: fmt.Sprintf("Finishes step %d within the time of the card and without a prompt [T%03dK%d]", j+1, i, j)})
		}
		role.Entries = append(role.Entries, &competency.Entry{Competency: c, Required: true})
	}
	p.Roles = []*competency.Role{role}
	return p
}

// deep is a role of n competencies six levels down, with numbers and headings to match.
func deep(n int) *competency.Program {
	p := big(n)
	p.Roles[0].Title = "Unit deployment manager"
	for i, e := range p.Roles[0].Entries {
		e.Code = fmt.Sprintf("%d.%d.4.2.%d.%d", i/40+1, i/8%5+1, i/4%2+1, i%4+1)
		e.Group = fmt.Sprintf("%d Integrated deployment systems / %d.%d Logistics module / 1.4 Role of the manager in it / 1.4.2 Manages the unit's cargo / Identifies accurate forms of transport and what they control (%d)", i/40+1, i/40+1, i/8%5+1, i/4)
		e.Why = "What is loaded wrong is found where nobody can mend it."
		if i%47 == 0 {
			e.Conditions = strings.Repeat("With the order open at the step, the tools signed out and the light as it is at night. ", 12)
		}
	}
	return p
}

// maria is a learner with one of everything recorded.
func maria(p *competency.Program) *signoff.Standings {
	role := p.Roles[0]
	at := func(day, hour int) time.Time { return time.Date(2026, 12, day, hour, 31, 40, 0, time.UTC) }
	rec := func(digest, kind, by, competency string, day int) *signoff.Record {
		return &signoff.Record{
			ID: "01KAN3XQ5R7T9V0W2Y4Z6B8D" + strings.ToUpper(digest), At: at(day, 9), By: by, Type: kind, Program: p.ID, Learner: "maria-lopez",
			Competency: competency, Date: calendar.Of(2026, 12, day), Digest: digest,
		}
	}
	washed := rec("w1", signoff.Waive, "ana", "hygiene/handwashing", 1)
	washed.Kind, washed.Reason = "prior-learning", "food hygiene certificate of 2024, seen"
	trained := rec("t1", signoff.Trained, "per", "knife-safety", 1)
	notYet := rec("n1", signoff.Observation, "per", "knife-safety", 2)
	notYet.Outcome, notYet.Note, notYet.Action = signoff.NotYetOutcome, "two pieces in five over size", "julienne practice, two more runs with Ana"
	notYet.Retest, notYet.Errors = calendar.Of(2026, 12, 5), []string{"hurry"}
	seen := rec("o1", signoff.Observation, "per", "knife-safety", 5)
	seen.Outcome = signoff.CompetentOutcome
	signed := rec("s1", signoff.Signoff, "ana", "knife-safety", 8)
	signed.Criteria, signed.Level, signed.Meaning = []string{"equals", "grip", "size"}, line.N(3), "observed and found competent"
	signed.Sig, signed.Revision = "U1NIU0lH", 2
	ack := rec("a1", signoff.Acknowledge, "maria-lopez", "", 9)
	ack.Ref = "s1"
	paper := rec("p1", signoff.Transcribe, "ana", "rice", 10)
	paper.Signer, paper.Dated, paper.Source = "K. Tan", "spring 2019", line.Source{Document: "binder 3", SHA256: strings.Repeat("0", 64)}
	no := rec("n2", signoff.Observation, "ana", "allergens", 11)
	no.Outcome, no.Note, no.Action, no.Retest = signoff.NotYetOutcome, "forgot celery and lupin", "learn the card, ask the chef", calendar.Of(2026, 12, 20)
	qualify := rec("q1", signoff.Qualify, "ana", "", 12)
	qualify.Role, qualify.Interim = role.ID, true
	l := &signoff.Learner{ID: "maria-lopez", Name: "María López", Department: "kitchen", Records: []*signoff.Record{
		washed, trained, notYet, seen, signed, ack, paper, no, qualify,
	}}
	cells := []signoff.Cell{
		{Standing: signoff.StandsWaived, Rests: washed, Date: washed.Date, By: "ana"},
		{Standing: signoff.StandsCompetent, Rests: signed, Date: signed.Date, By: "ana", Level: line.N(3), Until: calendar.Of(2027, 12, 8), Runs: 3, LastNo: notYet, Flags: signoff.IsLate},
		{Standing: signoff.StandsNotYet, Rests: no, Date: no.Date, By: "ana", Runs: 7, LastNo: no, Flags: signoff.Overdue, Due: calendar.Of(2026, 12, 7)},
		{Standing: signoff.StandsCompetent, Rests: paper, Date: paper.Date, By: "ana", Flags: signoff.IsTranscribed},
		{}, {},
	}
	for i := range cells {
		cells[i].Entry = role.Entries[i]
	}
	return &signoff.Standings{Learner: l, Moment: signoff.Moment{AsOf: calendar.Of(2026, 12, 31)}, Roles: []*signoff.RoleStanding{{
		Role: role, Start: calendar.Of(2026, 11, 23), DueBy: calendar.Of(2027, 2, 21), Cells: cells, Qualifying: qualify, Interim: true,
	}}}
}

// input is a sheet of a program's first role.
func input(p *competency.Program) Input {
	return Input{
		Program: p, Role: p.Roles[0], Organisation: "Harbor Restaurants, S.L.", Commit: "4f1c2ab",
		Printed: calendar.Of(2026, 12, 31), Document: "HK-SOJT-012",
	}
}
