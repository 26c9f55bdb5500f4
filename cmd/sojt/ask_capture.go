package main

import (
	"slices"
	"strings"

	"sojt/cmd/sojt/terminal"
	"sojt/competency"
	"sojt/competency/text"
)

// field is the option in which a field that a competency can ask for is given; nil for those that are no text.
func (o *signoffOptions) field(key string) *string {
	switch key {
	case "equipment":
		return &o.equipment
	case "place":
		return &o.place
	case "task":
		return &o.task
	case "assessor":
		return &o.assessor
	case "method":
		return &o.method
	case "note":
		return &o.note
	default:
		return nil
	}
}

// captures are the questions for the fields that a record of the competency has to carry (rule 9), and for
// the method where the evidence rule asks for certain ones (rule 7).
func captures() []part {
	captured := func(key string) func(*judging) bool {
		return func(j *judging) bool { return slices.Contains(j.c.Capture, key) }
	}
	all := []part{
		{"method", 1, (*judging).wantsMethod, (*judging).askMethod, (*judging).takeMethod},
		{"evidence", 1, captured("evidence"), func(*judging) terminal.Question {
			return terminal.Question{Title: "evidence", Prompt: "evidence, a file or an address:"}
		}, (*judging).takeEvidence},
	}
	for key, prompt := range map[string]string{
		"equipment": "equipment it was done on:", "place": "place:", "task": "task, the job at hand:", "assessor": "assessor, the outside examiner's name:",
	} {
		all = append(all, part{key, 1, captured(key), func(*judging) terminal.Question {
			return terminal.Question{Title: key, Prompt: prompt}
		}, takeText(key+" has to be given for this competency", func(o *signoffOptions) *string { return o.field(key) })})
	}
	// A note that has to be there is asked for as one; the ordinary note asks nobody.
	all = append(all, part{"note", 1, captured("note"), func(*judging) terminal.Question {
		return terminal.Question{Title: "note", Prompt: "note:"}
	}, takeText("a note has to be given for this competency", func(o *signoffOptions) *string { return &o.note })})
	order := competency.Captures()
	slices.SortStableFunc(all, func(a, b part) int { return slices.Index(order, a.name) - slices.Index(order, b.name) })
	return all
}

func (j *judging) wantsMethod() bool {
	return slices.Contains(j.c.Capture, "method") || !j.o.notYet && len(j.c.Evidence.Methods) > 0
}

func (j *judging) askMethod() terminal.Question {
	if len(j.c.Evidence.Methods) == 0 {
		return terminal.Question{Title: "method", Prompt: "method, a word such as direct-observation:"}
	}
	q := terminal.Question{Kind: terminal.One, Title: "method", Prompt: "method:"}
	for _, m := range j.c.Evidence.Methods {
		q.Items = append(q.Items, terminal.Item{Key: m})
	}
	return q
}

func (j *judging) takeMethod(a terminal.Answer) string {
	if len(j.c.Evidence.Methods) > 0 {
		j.o.method = j.c.Evidence.Methods[a.Items[0]]
		return ""
	}
	if !text.IsID(a.Text) {
		return "a method is a word such as direct-observation: " + text.IDGrammar
	}
	j.o.method = a.Text
	return ""
}

func (j *judging) takeEvidence(a terminal.Answer) string {
	if strings.TrimSpace(a.Text) == "" {
		return "evidence has to be given for this competency"
	}
	if j.there != nil {
		if err := j.there(a.Text); err != nil {
			return err.Error()
		}
	}
	j.o.evidence = []string{a.Text}
	return ""
}
