package report_test

import (
	"fmt"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report"
	"sojt/signoff"
	"sojt/signoff/line"
)

// The people of the fixture are called what an attacker would call them.
const (
	ansiName    = "Theo \u202eBrandt\x1b[31m"
	formulaName = "=cmd|' /C calc'!A0"
	markupName  = "::error::Sam</script><b>|`*"
	wideName    = "陈 Aiko 👩\u200d🍳"
)

func day(s string) calendar.Date {
	d, err := calendar.Parse(s)
	if err != nil {
		panic(s + ": " + err.Error())
	}
	return d
}

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

func days(n int) calendar.Period { return calendar.Period{N: n, Unit: calendar.Days} }

// kitchen is a small program: a role with a shared competency, a rated one, a choice and an optional
// one, and a role nobody is in.
func kitchen() *competency.Program {
	scale := &competency.Scale{ID: "entrustment", Levels: []competency.Level{
		{ID: 1, Name: "Observes"}, {ID: 2, Name: "Direct"}, {ID: 3, Name: "Indirect", Pass: true},
	}}
	entry := func(c competency.Competency, choice string, required bool) *competency.Entry {
		c.Revision, c.Evidence = 1, competency.Evidence{Passes: 1, Mentors: 1, Days: 1}
		return &competency.Entry{
			Competency: &c, Used: c.ID == "hygiene/handwashing", Due: c.Due, Practice: c.Practice,
			Required: required, Choice: choice, Level: c.Level,
		}
	}
	cook := &competency.Role{
		ID: "line-cook", Title: "Line cook", Department: "kitchen", Status: competency.Adopted, CompleteWithin: days(90),
		Entries: []*competency.Entry{
			entry(competency.Competency{ID: "hygiene/handwashing", Title: "Washes hands", Group: "Safety", Due: days(1)}, "", true),
			entry(competency.Competency{
				ID: "knife-safety", Title: "Cuts | vegetables\nsafely", Group: "Safety", Practice: 3, Due: days(14), Tags: []string{"station"},
				Criteria: []competency.Criterion{
					{ID: "grip", Text: "Holds the claw grip for the whole task"},
					{ID: "size", Text: "1 kg of carrots in 3 mm julienne within 10 min, 19 of 20 in size", Critical: true},
				},
				Resources: []competency.Resource{{Title: "Knife skills", URL: "https://example.com/c"}},
			}, "", true),
			entry(competency.Competency{ID: "grill", Title: "Grills to order", Scale: scale, Level: 3, Tags: []string{"station"}}, "", true),
			entry(competency.Competency{ID: "plating", Code: "4.1", Title: "Plates", Requires: []string{"knife-safety"}, Due: days(60)}, "", true),
			entry(competency.Competency{ID: "pastry", Title: "Bakes"}, "sweet", false),
			entry(competency.Competency{ID: "pasta", Title: "Boils"}, "sweet", false),
			entry(competency.Competency{ID: "wine", Title: "Pairs wine"}, "", false),
		},
		Choose: []competency.Choice{{ID: "sweet", N: 1, Of: []string{"pastry", "pasta"}}},
	}
	barista := &competency.Role{
		ID: "barista", Title: "Barista", Status: competency.Adopted, Qualify: "coordinator",
		Entries: []*competency.Entry{entry(competency.Competency{ID: "espresso", Title: "Pulls a shot"}, "", true)},
	}
	return &competency.Program{
		ID: "harbor-kitchen", Name: "Harbor & Kitchen", Zone: time.UTC,
		Departments: []competency.Department{{ID: "operations"}, {ID: "kitchen", Parent: "operations"}, {ID: "bar", Parent: "operations"}},
		Policy:      competency.Policy{Signatures: "optional", DueSoon: days(30)},
		Roles:       []*competency.Role{barista, cook},
		Mentors: []*competency.Mentor{
			{ID: "ana", Name: "Ana Ruiz", Departments: []string{"operations"}, Coordinator: true},
			{ID: "per", Name: formulaName, Departments: []string{"kitchen"}, From: day("2026-01-01")},
			{ID: "old", Name: "Olga", Departments: []string{"kitchen"}, Until: day("2026-06-01")},
		},
	}
}

var today = day("2026-11-21")

// cells are a line cook's, as changed by the functions, which are called in role order.
func cells(p *competency.Program, change ...func(c *signoff.Cell)) []signoff.Cell {
	all := make([]signoff.Cell, 7)
	for i, e := range p.Role("line-cook").Entries {
		all[i] = signoff.Cell{Entry: e, Asked: e.ID != "wine"}
		if i < len(change) && change[i] != nil {
			change[i](&all[i])
		}
	}
	sweet := all[4].Standing.Counts() || all[5].Standing.Counts() // one of the two will do
	for i := range all {
		c := &all[i]
		c.Open = c.Asked && !c.Standing.Counts() && (c.Entry.Choice == "" || !sweet)
	}
	return all
}

func signed(date, by, id string, level int) func(c *signoff.Cell) {
	return func(c *signoff.Cell) {
		c.Standing, c.Date, c.By = signoff.StandsCompetent, day(date), by
		c.Rests = &signoff.Record{ID: id, Type: signoff.Signoff, By: by, Date: day(date), Competency: c.Entry.ID, At: at(date + "T10:00:00Z"), Sig: "U1NI"}
		if level > 0 {
			c.Level = line.N(level)
			c.Rests.Level = c.Level
		}
	}
}

func stands(s signoff.Standing, flags signoff.Flags, due string) func(c *signoff.Cell) {
	return func(c *signoff.Cell) {
		c.Standing, c.Flags = s, flags
		if due != "" {
			c.Due = day(due)
		}
	}
}

func record(n int, kind, by string, change func(r *signoff.Record)) *signoff.Record {
	r := &signoff.Record{
		ID: fmt.Sprintf("01KAM0000000000000000000%02d", n), At: at("2026-10-01T09:00:00Z").Add(time.Duration(n) * time.Hour),
		By: by, Type: kind, Program: "harbor-kitchen", Learner: "theo-brandt", Digest: fmt.Sprintf("digest-%d", n),
	}
	change(r)
	return r
}

// theoRecords has a record of every type, so that each is put in words.
func theoRecords() []*signoff.Record {
	knife := func(r *signoff.Record) { r.Role, r.Competency, r.Date = "line-cook", "knife-safety", day("2026-10-03") }
	return []*signoff.Record{
		record(1, signoff.Enroll, "ana", func(r *signoff.Record) {
			r.Role, r.Start, r.Reason = "line-cook", day("2026-10-01"), "new\n::error::hire"
		}),
		record(2, signoff.Trained, "per", func(r *signoff.Record) { knife(r); r.Method, r.Minutes = "demonstration", line.N(20) }),
		record(3, signoff.Practice, "theo-brandt", func(r *signoff.Record) { knife(r); r.With = "ana" }),
		record(4, signoff.Practice, "per", func(r *signoff.Record) { knife(r); r.Minutes = line.N(1); r.Note = "\x1b]52;c;aGk=\x07" }),
		record(5, signoff.Request, "theo-brandt", func(r *signoff.Record) { r.Competency, r.To = "knife-safety", "ana" }),
		record(6, signoff.Observation, "ana", func(r *signoff.Record) {
			knife(r)
			r.Competency, r.Outcome, r.Note, r.Action, r.Retest, r.Late = "grill", signoff.NotYetOutcome, "=turned | too early", "two more runs", day("2026-10-20"), true
		}),
		record(7, signoff.Signoff, "ana", func(r *signoff.Record) {
			knife(r)
			r.Competency, r.Level, r.Sig, r.Override, r.Meaning = "grill", line.N(3), "U1NI", "rush", "observed and found competent"
			r.Evidence = []line.Evidence{{URI: "https://example.com/e", Note: "photo"}}
		}),
		record(8, signoff.Acknowledge, "theo-brandt", func(r *signoff.Record) { r.Ref = "digest-7" }),
		record(9, signoff.Waive, "ana", func(r *signoff.Record) {
			knife(r)
			r.Competency, r.Kind, r.Until = "wine", "prior-learning", day("2027-10-03")
		}),
		record(10, signoff.Transcribe, "ana", func(r *signoff.Record) {
			knife(r)
			r.Competency, r.Outcome, r.Signer = "pastry", "competent", "M. Osei"
		}),
		record(11, signoff.Revoke, "ana", func(r *signoff.Record) {
			r.Ref, r.Date, r.Trigger, r.Reason = "digest-10", day("2026-10-05"), "error", "wrong person"
		}),
		record(12, signoff.Qualify, "ana", func(r *signoff.Record) {
			r.Role, r.Date, r.Interim, r.Until = "line-cook", day("2026-10-06"), true, day("2026-12-31")
		}),
		record(13, signoff.Note, "per", func(r *signoff.Record) {
			r.Kind, r.Competency, r.Text, r.Due = "coaching", "grill", "turn later", day("2026-12-01")
		}),
		record(14, signoff.Pause, "ana", func(r *signoff.Record) { r.Date = day("2026-10-08") }),
		record(15, signoff.Resume, "ana", func(r *signoff.Record) { r.Date = day("2026-10-12") }),
		record(16, signoff.KeyRecord, "ana", func(r *signoff.Record) { r.Key, r.Verified = "ssh-ed25519 AAAA", "passport" }),
		record(17, signoff.Revoke, "ana", func(r *signoff.Record) { r.Ref, r.Date = "digest-of-nothing", day("2026-10-09") }),
	}
}

func everybody(p *competency.Program) []*signoff.Standings {
	cook := p.Role("line-cook")
	role := func(r signoff.RoleStanding) []*signoff.RoleStanding {
		r.Role = cook
		return []*signoff.RoleStanding{&r}
	}
	moment := signoff.Moment{AsOf: today}
	left := cells(p)
	for i := range left {
		left[i].Open = false
	}
	records := theoRecords()
	return []*signoff.Standings{
		{Learner: &signoff.Learner{ID: "zed", Name: "Zed Gone"}, Moment: moment, Roles: role(signoff.RoleStanding{
			Start: day("2026-01-01"), Left: day("2026-05-01"), Cells: left, Tally: signoff.Tally{Required: 5},
		})},
		{Learner: &signoff.Learner{ID: "theo-brandt", Name: ansiName, Department: "kitchen", Supervisor: "ana", Records: records}, Moment: moment, Roles: role(signoff.RoleStanding{
			Start: day("2026-10-01"), DueBy: day("2026-12-30"), LastSeen: day("2026-11-20"), NextDue: day("2026-11-19"),
			Tally: signoff.Tally{Required: 5, Competent: 2, Overdue: 1, Optional: 1, OptionalDone: 1},
			Cells: cells(p, signed("2026-10-02", "per", "01KAN00000000000000000000A", 0),
				func(c *signoff.Cell) {
					stands(signoff.StandsReady, signoff.Overdue, "2026-11-19")(c)
					c.Runs, c.Request = 3, records[4]
				},
				func(c *signoff.Cell) {
					signed("2026-10-03", "ana", records[6].ID, 3)(c)
					c.LastNo = records[5]
					c.Date = day("2026-10-20")
				},
				func(c *signoff.Cell) {
					stands(signoff.StandsNone, signoff.Blocked, "2026-12-01")(c)
					c.Blocking = []string{"knife-safety"}
				},
				nil, nil,
				func(c *signoff.Cell) {
					stands(signoff.StandsWaived, 0, "")(c)
					c.Rests = records[8]
				}),
		})},
		{Learner: &signoff.Learner{ID: "aiko-tan", Name: wideName, Department: "bar"}, Moment: moment, Roles: role(signoff.RoleStanding{
			Start: day("2026-06-01"), LastSeen: day("2026-10-03"), Qualified: true, Since: day("2026-10-03"),
			Tally: signoff.Tally{Required: 5, Competent: 4, Waived: 1, Expiring: 1, Optional: 1},
			Cells: cells(p, signed("2026-06-02", "ana", "01KAN00000000000000000000B", 0), signed("2026-06-12", "per", "01KAN00000000000000000000C", 0),
				func(c *signoff.Cell) {
					signed("2026-10-03", "ana", "01KAN00000000000000000000D", 2)(c)
					c.Flags, c.Until = signoff.Expiring, day("2026-12-03")
				},
				signed("2026-07-01", "per", "01KAN00000000000000000000E", 0),
				stands(signoff.StandsWaived, 0, "")),
		})},
		{Learner: &signoff.Learner{ID: "sam-okafor", Name: markupName}, Moment: moment, Roles: role(signoff.RoleStanding{
			Start: day("2026-10-10"), NextDue: day("2026-11-22"), Paused: false,
			Tally: signoff.Tally{Required: 5, Deferred: 1, Optional: 1},
			Cells: cells(p, stands(signoff.StandsNone, 0, "2026-11-22"), stands(signoff.StandsPractising, 0, "2026-12-05"),
				func(c *signoff.Cell) {
					stands(signoff.StandsExpired, 0, "")(c)
					c.Until, c.Date, c.By = day("2026-11-01"), day("2025-11-01"), "ana"
				},
				func(c *signoff.Cell) {
					stands(signoff.StandsNone, signoff.Deferred, "2027-01-31")(c)
					c.Deferral = &signoff.Record{Until: day("2027-01-31")}
				},
				func(c *signoff.Cell) {
					stands(signoff.StandsSuspect, signoff.Unauthorised, "")(c)
					c.Date, c.By = day("2026-01-05"), "ana"
				}, stands(signoff.StandsPartial, 0, "")),
		})},
		{Learner: &signoff.Learner{ID: "ana", Name: "Ana Ruiz"}, Moment: moment},
	}
}

func input(scope report.Scope) *report.Input { return newInput(kitchen(), scope) }

func newInput(p *competency.Program, scope report.Scope) *report.Input {
	return newInputAt(p, "2026-11-21", "", scope)
}

func newInputAt(p *competency.Program, asOf, knownAt string, scope report.Scope) *report.Input {
	m := signoff.Moment{AsOf: day(asOf)}
	if knownAt != "" {
		m.KnownAt = at(knownAt)
	}
	return report.NewInput(signoff.NewRulebook(p, nil), m, everybody(p), scope)
}

type learner = signoff.Learner

func knownTypes() []string { return signoff.KnownTypes() }
