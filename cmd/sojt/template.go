package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/examples"
	"sojt/report/safe"
	"sojt/signoff/disk"
	"sojt/signoff/ledger"
)

// mentorRole is the role that --mentor-prep writes, and the template it stands in.
const mentorRole = "mentor"

// template is a role of a trade, with the shared sets it uses and the settings it rests on.
type template struct {
	name    string
	files   fs.FS
	program *competency.Program
}

// templateNames lists the trades there are templates for.
func templateNames() []string {
	entries, err := fs.ReadDir(examples.Templates, "templates")
	if err != nil {
		panic(err) // they are compiled in
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != mentorRole {
			names = append(names, e.Name())
		}
	}
	return names
}

// openTemplate reads a template; its people are the user's to name, and so it has no mentors.yaml.
func openTemplate(name string) *template {
	files, err := fs.Sub(examples.Templates, path.Join("templates", name))
	if err != nil {
		panic(err) // the name is one of templateNames, or mentorRole
	}
	program, _ := competency.Load(files)
	return &template{name: name, files: files, program: program}
}

// role is the one role of a template.
func (t *template) role() *competency.Role { return t.program.Roles[0] }

func (t *template) text(file string) string {
	data, err := fs.ReadFile(t.files, file)
	if err != nil {
		panic(err) // it is compiled in
	}
	return string(data)
}

// definitions are the files of roles and sets, the role under the id and title the user gave it; ""
// leaves its own.
func (t *template) definitions(role, title string) []ledger.Text {
	own := t.role().ID
	text := t.text("roles/" + own + ".yaml")
	if role != "" {
		text = with(text, "role", role)
	}
	if title != "" {
		text = with(text, "title", title)
	}
	files := []ledger.Text{{Path: "roles/" + cmp.Or(role, own) + ".yaml", Data: text}}
	for _, s := range t.program.Sets {
		file := "competencies/" + s.ID + ".yaml"
		files = append(files, ledger.Text{Path: file, Data: t.text(file)})
	}
	return files
}

// with puts another value behind a key at the left edge of a text, and leaves a comment after it.
func with(text, key, value string) string {
	line := regexp.MustCompile(`(?m)^` + key + `:.*$`)
	return line.ReplaceAllStringFunc(text, func(old string) string {
		comment := ""
		if i := strings.Index(old, " #"); i >= 0 {
			comment = "   " + old[i+1:]
		}
		return key + ": " + strictyaml.Quote(value) + comment
	})
}

// clashes refuses a template whose competencies the program has already, by id: they would be two
// things under one name.
func (t *template) clashes(held *competency.Program) error {
	var both []string
	for _, e := range t.role().Entries {
		if c := held.Competency(e.ID); c != nil && !e.Used {
			both = append(both, fmt.Sprintf("%s (%s)", c.ID, c.Pos.File))
		}
	}
	if len(both) == 0 {
		return nil
	}
	what := "competencies"
	if len(both) == 1 {
		what = "a competency"
	}
	return usagef("what two roles share belongs into competencies/; a role takes it from there with use:",
		"the program has %s of the template %s already: %s", what, t.name, strings.Join(both, ", "))
}

// settings adds to a program's sojt.yaml what the template's role rests on and the program has not:
// scales and goals. A scale of the same name with other levels would mean something else.
func (t *template) settings(root *disk.Root, held *competency.Program) (*ledger.Text, error) {
	data, err := root.ReadFile(programFile)
	if err != nil {
		return nil, err
	}
	own, _ := strictyaml.Read(programFile, []byte(t.text(programFile)))
	text := data
	for _, key := range []string{"scales", "goals"} {
		for i := 0; own.Root.Get(key).Item(i) != nil; i++ {
			item := own.Root.Get(key).Item(i)
			if here, err := t.settled(held, key, item.Get("id").Text()); here || err != nil {
				if err != nil {
					return nil, err
				}
				continue
			}
			source, problems := strictyaml.Read(programFile, text)
			if source == nil {
				return nil, problems.Err()
			}
			added, problem := source.Append(source.Root, key, item)
			if problem != nil {
				return nil, diag.List{*problem}.Err()
			}
			text = added
		}
	}
	if string(text) == string(data) {
		return nil, nil
	}
	return &ledger.Text{Path: programFile, Seen: ledger.See(data), Data: string(text)}, nil
}

// settled reports whether the program has a scale or goal of the template already.
func (t *template) settled(held *competency.Program, key, id string) (bool, error) {
	if key == "goals" {
		return slices.ContainsFunc(held.Goals, func(g competency.Goal) bool { return g.ID == id }), nil
	}
	mine, theirs := scaleOf(t.program, id), scaleOf(held, id)
	if theirs == nil {
		return false, nil
	}
	if !slices.EqualFunc(mine.Levels, theirs.Levels, func(a, b competency.Level) bool { return a.ID == b.ID && a.Pass == b.Pass }) {
		return true, usagef("give the one in sojt.yaml, and what is rated on it, another id first",
			"the scale %q in sojt.yaml has other levels than that of the template %s", id, t.name)
	}
	return true, nil
}

func scaleOf(p *competency.Program, id string) *competency.Scale {
	if i := slices.IndexFunc(p.Scales, func(s *competency.Scale) bool { return s.ID == id }); i >= 0 {
		return p.Scales[i]
	}
	return nil
}

// completeTemplates offers the templates with what each is about.
func completeTemplates(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var words []string
	for _, name := range templateNames() {
		words = append(words, offer(name, safe.Text(openTemplate(name).role().Title)))
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}
