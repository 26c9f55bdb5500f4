package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/report/safe"
)

// Completion never fails, prints, locks or writes: where something cannot be read it offers less.
// Each offer is one clean line, the word and its title.

type argKind uint8

const (
	learnerArg    argKind = iota
	learnersArg           // several, with commas
	competencyArg         // of the learner before it; the last kind repeats
	roleArg
)

// completeArgs completes a command's arguments by what each one is.
func (a *app) completeArgs(kinds ...argKind) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= len(kinds) && !(kinds[len(kinds)-1] == competencyArg && kinds[0] == learnersArg) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		switch kinds[min(len(args), len(kinds)-1)] {
		case learnerArg:
			return a.completeLearners(nil, args, toComplete)
		case learnersArg:
			return a.completeLearnerList(toComplete)
		case roleArg:
			return a.completeRoles(nil, args, toComplete)
		default:
			return a.completeCompetencies(args)
		}
	}
}

// offer makes one completion.
func offer(word, title string) string {
	if title = safe.Text(title); title == "" {
		return word
	}
	return word + "\t" + title
}

// completeLearners offers every learner. Titles are names, for which each header would have to be
// read; with many learners the id has to do.
func (a *app) completeLearners(_ *cobra.Command, _ []string, toComplete string) ([]string, cobra.ShellCompDirective) {
	p, err := a.open()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	entries, _, err := p.ledger.Entries()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var words []string
	if len(entries) > mostNames {
		for _, e := range entries {
			if strings.HasPrefix(e.ID, toComplete) { // else the shell leaves them out, after reading them all
				words = append(words, e.ID)
			}
		}
		return words, cobra.ShellCompDirectiveNoFileComp
	}
	base, _ := competency.LoadRoles(p.files)
	for _, e := range entries {
		name := ""
		if l, _, err := p.ledger.Read(e.ID, base); err == nil {
			name = l.Name
		}
		words = append(words, offer(e.ID, name))
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}

const mostNames = 300 // learners whose headers completion reads for their names

func (a *app) completeLearnerList(toComplete string) ([]string, cobra.ShellCompDirective) {
	before := ""
	if i := strings.LastIndex(toComplete, ","); i >= 0 {
		before = toComplete[:i+1]
	}
	words, directive := a.completeLearners(nil, nil, toComplete[len(before):])
	taken := strings.Split(before, ",")
	words = slices.DeleteFunc(words, func(w string) bool {
		id, _, _ := strings.Cut(w, "\t")
		return slices.Contains(taken, id)
	})
	for i := range words {
		words[i] = before + words[i]
	}
	return words, directive
}

// completeCompetencies offers the competencies of the roles of the learner in args.
func (a *app) completeCompetencies(args []string) ([]string, cobra.ShellCompDirective) {
	_, roles := a.roles(args)
	var words []string
	for _, r := range roles {
		for _, e := range r.Entries {
			if w := offer(e.ID, e.Title); !slices.Contains(words, w) && !slices.Contains(args, e.ID) {
				words = append(words, w)
			}
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}

// roles loads the roles that the learner in args is in, or none.
func (a *app) roles(args []string) (*competency.Program, []*competency.Role) {
	p, err := a.open()
	if err != nil || len(args) == 0 {
		return nil, nil
	}
	base, _ := competency.LoadRoles(p.files)
	learner, _, _ := strings.Cut(args[0], ",")
	in, err := p.ledger.Roles(learner, base)
	if err != nil {
		return base, nil
	}
	program, _ := competency.LoadRoles(p.files, in...)
	var roles []*competency.Role
	for _, id := range in {
		if r := program.Role(id); r != nil {
			roles = append(roles, r)
		}
	}
	return program, roles
}

// offers completes with names out of the definitions, each once.
func (a *app) offers(names func(p *competency.Program, add func(id, title string))) ([]string, cobra.ShellCompDirective) {
	var words []string
	if p, err := a.open(); err == nil {
		program, _ := competency.Load(p.files)
		names(program, func(id, title string) {
			if w := offer(id, title); !slices.Contains(words, w) {
				words = append(words, w)
			}
		})
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}

func (a *app) completeRoles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return a.offers(func(p *competency.Program, add func(string, string)) {
		for _, r := range p.Roles {
			add(r.ID, r.Title)
		}
	})
}

func (a *app) completeMentors(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return a.offers(func(p *competency.Program, add func(string, string)) {
		for _, m := range p.Mentors {
			add(m.ID, m.Name)
		}
	})
}

func (a *app) completeDepartments(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return a.offers(func(p *competency.Program, add func(string, string)) {
		for _, d := range p.Departments {
			add(d.ID, d.Name)
		}
	})
}

func (a *app) completeSigns(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return a.offers(func(p *competency.Program, add func(string, string)) {
		for _, r := range p.Roles {
			add(r.ID, r.Title)
		}
		for _, id := range competencies(p) {
			add(id, p.Competency(id).Title)
		}
	})
}

// first offers words for the first argument alone.
func first(offers cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return offers(cmd, args, toComplete)
	}
}

// several offers words for a flag that takes more than one, with commas: those not written yet.
func several(offers cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
		before := toComplete[:strings.LastIndex(toComplete, ",")+1]
		all, directive := offers(cmd, args, "")
		var words []string
		for _, w := range all {
			if id, _, _ := strings.Cut(w, "\t"); !slices.Contains(strings.Split(before, ","), id) {
				words = append(words, before+w)
			}
		}
		return words, directive | cobra.ShellCompDirectiveNoSpace
	}
}

// completePeople offers mentors and the learner the command is about.
func (a *app) completePeople(cmd *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
	words, directive := a.completeMentors(cmd, args, toComplete)
	if len(args) > 0 {
		words = append([]string{args[0]}, words...)
	}
	return words, directive
}

// about finds the competency that the arguments so far name.
func (a *app) about(args []string) *competency.Competency {
	if len(args) < 2 {
		return nil
	}
	program, _ := a.roles(args)
	if program == nil {
		return nil
	}
	return program.Competency(args[1])
}

func (a *app) completeCriteria(_ *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
	before := ""
	if i := strings.LastIndex(toComplete, ","); i >= 0 {
		before = toComplete[:i+1]
	}
	var words []string
	if c := a.about(args); c != nil {
		for _, x := range c.Criteria {
			if !slices.Contains(strings.Split(before, ","), x.ID) {
				words = append(words, offer(before+x.ID, x.Text))
			}
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

func (a *app) completeLevels(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var words []string
	if c := a.about(args); c != nil && c.Scale != nil {
		for i, l := range c.Scale.Levels {
			words = append(words, offer(strings.Split(levels(c.Scale), "|")[i], l.Name))
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
