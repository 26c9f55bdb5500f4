package main

import (
	"fmt"
	"slices"
	"strings"

	"sojt/cmd/sojt/terminal"
)

// askLast is the last look: what will stand in the record, and at the end, where every screen shows it, the
// sentence that the signature means and what it is signed with.
func (j *judging) askLast() terminal.Question {
	return terminal.Question{Title: "last look", Keep: true, Text: append(j.details(), j.sentence()...), Prompt: "type yes to " + j.act + ", no to leave it out:"}
}

// details are the parts of the record that the sentence does not say.
func (j *judging) details() []terminal.Note {
	var all []terminal.Note
	add := func(label, text string) {
		if text != "" {
			all = append(all, terminal.Note{Label: label, Text: text})
		}
	}
	met, open := j.split()
	add("met", strings.Join(met, "; "))
	add("not met", strings.Join(open, "; "))
	var seen []string
	for _, e := range j.c.Errors {
		if slices.Contains(j.o.errors, e.ID) {
			seen = append(seen, e.Text)
		}
	}
	add("seen", strings.Join(seen, "; "))
	add("done as", j.o.accomplish)
	for _, key := range []string{"method", "equipment", "place", "task", "assessor"} {
		add(key, *j.o.field(key))
	}
	add("evidence", strings.Join(j.o.evidence, ", "))
	add("note", j.o.note)
	add("action", j.o.action)
	add("retest", j.o.retest)
	add("override", j.o.override)
	return append(all, terminal.Note{})
}

// split parts the criteria into those that are met and the others, in the author's words.
func (j *judging) split() (met, open []string) {
	for _, c := range j.criteria() {
		if j.o.allCriteria || slices.Contains(j.o.criteria, c.ID) {
			met = append(met, c.Text)
		} else {
			open = append(open, c.Text)
		}
	}
	return met, open
}

// sentence is the exact meaning of the record.
func (j *judging) sentence() []terminal.Note {
	what := fmt.Sprintf("%s, revision %d: %s", j.c.ID, j.c.Revision, j.c.Title)
	judgement := "and found them competent in"
	if j.o.notYet {
		judgement = "and found them not yet competent in"
	}
	all := []terminal.Note{
		{Text: fmt.Sprintf("I, %s, observed %s on %s %s", j.mentor, j.name, j.day.Human(), judgement)},
		{Label: " ", Text: what},
	}
	if j.o.levelled {
		l := j.c.Scale.Levels[j.c.Scale.Rank(j.o.level)]
		all = append(all, terminal.Note{Label: " ", Text: strings.TrimSuffix(fmt.Sprintf("level %d, %s: %s", l.ID, l.Name, l.Means), ": ")})
	}
	return append(all, terminal.Note{Text: j.key})
}

// takeLast: nothing but a typed yes signs.
func (j *judging) takeLast(a terminal.Answer) string {
	switch strings.ToLower(a.Text) {
	case "yes":
		return ""
	case "no":
		j.left = true
		return ""
	default:
		return "nothing is signed without the word yes"
	}
}
