package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sojt/competency"
	"sojt/report"
	"sojt/signoff"
)

// changes are views of changed definitions: one with an effect of every kind, one that concerns nobody,
// and one of definitions that do not differ.
func changes(in *report.Input) map[string]report.View {
	theo := in.People[slices.IndexFunc(in.People, func(l *signoff.Learner) bool { return l.ID == "theo-brandt" })]
	known := report.Comparison{From: "4f1c2ab (HEAD)", To: "the work tree", Before: in.Program, Changes: []competency.Change{
		{Key: "policy.signatures", Before: "optional", After: "required"},
		{Role: "line-cook", Competency: "hygiene/handwashing", Key: "practice", After: "2"},
		{Competency: "grill", Key: "level", Before: "2", After: "3"}, {Competency: "grill", Key: "criteria.core", After: "Core at <74> °C | all"},
		{Competency: "grill", Key: "title", Before: "Grills", After: "Grills to order"}, {Competency: "grill", Key: "why", After: "Waste"},
		{Mentor: "ana", Key: "name", Before: "Ana", After: ansiName}, {Mentor: "ana", Key: "departments", Before: "kitchen bar", After: "kitchen"},
	}}
	for i, word := range report.ChangeWords() {
		e := report.Effect{Change: word, Learner: "theo-brandt", Role: "line-cook", Competency: "grill", On: in.Moment.AsOf, Before: "competent", After: "suspect", Record: theo.Records[6]}
		switch word {
		case "sooner", "later", "due-sooner", "due-later":
			e.Before, e.After = "2027-01-31", "2026-12-31"
		case "gains", "loses":
			e.Learner, e.Mentor, e.Record, e.Before, e.After = "", "ana", nil, "", ""
		case "uncovered":
			e.Learner, e.Record, e.Before, e.After = "", nil, "ana", ""
		case "condemned":
			e.Mentor, e.Before, e.After, e.Record = "ana", "", "", theo.Records[5]
		case "disqualified", "qualified", "removed":
			e.Competency, e.Record = "", nil
		}
		if i%3 == 0 {
			e.On += 10
		}
		known.Effects = append(known.Effects, e)
		if e.Learner != "" {
			e.Learner = "sam-okafor"
			known.Effects = append(known.Effects, e)
		}
	}
	harmless, none := known, known
	harmless.Effects, none.Effects, none.Changes = nil, nil, nil
	redacted := input(report.Scope{Redact: true})
	return map[string]report.View{
		"all": report.NewChanges(in, known), "harmless": report.NewChanges(in, harmless), "none": report.NewChanges(in, none),
		"redacted": report.NewChanges(redacted, known),
	}
}

// Each word that --fail-on takes finds the effects of that kind and no others.
func TestChangesHits(t *testing.T) {
	v := changes(input(report.Scope{}))["all"].(*report.Changes)
	for _, word := range report.ChangeWords() {
		hits := v.Hits([]string{word})
		if len(hits) == 0 || slices.ContainsFunc(hits, func(h report.Hit) bool { return h.Word != word }) {
			t.Errorf("%s finds %v", word, hits)
		}
		if report.ChangeDoc(word) == "" {
			t.Errorf("%s does not say what it means", word)
		}
	}
	if hits := v.Hits(nil); hits != nil {
		t.Errorf("nothing was asked for, and %v found", hits)
	}
}

// A line names twelve people and counts the others; the rows have them all.
func TestChangesOfMany(t *testing.T) {
	in := input(report.Scope{})
	c := report.Comparison{From: "a", To: "b", Before: in.Program, Changes: []competency.Change{{Competency: "grill", Key: "level"}}}
	for i := range 40 {
		l := &signoff.Learner{ID: fmt.Sprintf("learner-%02d", i)}
		in.People = append(in.People, l)
		c.Effects = append(c.Effects, report.Effect{Change: "suspect", Learner: l.ID, Role: "line-cook", Competency: "grill", On: in.Moment.AsOf})
	}
	v := report.NewChanges(in, c)
	page := v.Page()
	row := page.Sections[1].Rows[0]
	if who := row[3].Text; row[2].Number != 40 || strings.Count(who, "learner-") != 12 || !strings.HasSuffix(who, ", and 28 more") {
		t.Errorf("got %d: %s", row[2].Number, who)
	}
	if !strings.Contains(page.Footer[0], "sojt diff --format csv") {
		t.Errorf("the footer does not say where all are: %q", page.Footer)
	}
	if n := len(v.Rows().Rows); n != 41 {
		t.Errorf("%d rows", n)
	}
}
