package main

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sojt/competency/text"
	"sojt/signoff/git"
)

// initOptions are what init is told besides the role.
type initOptions struct {
	title, template string
	mentorPrep      bool
}

func newInitCmd(a *app) *cobra.Command {
	var o initOptions
	cmd := &cobra.Command{
		Use:   "init [ROLE]",
		Short: "Scaffold a program, or a role in it",
		Long: `Makes a training program of the folder you stand in: sojt.yaml, mentors.yaml with you as the first
coordinator and, where git's user.signingkey is an SSH key, that key, a first role, the git
attributes that let learner files merge, and the schemas that editors check definitions by; then commits
that. Inside a program it adds a role. Files that are there are never overwritten. Where there is no git
repository it makes one.

--template begins with the role of a trade that is there already, written out with criteria, figures and
the sources they rest on: to be cut to your own work, not to be taken as it is. Inside a program it adds
the role, the sets it uses, and the scales and goals that sojt.yaml lacks for it.

--mentor-prep adds the role in which your mentors are prepared. In a new program nobody signs without it,
and you are the founding mentor; in one that is there you are told what to write when you are ready.`,
		Example: `  mkdir harbor-kitchen && cd harbor-kitchen && sojt init line-cook
  sojt init sous-chef --title "Sous-chef"
  sojt init --template forklift
  sojt init night-nurse --template nursing --title "Ward nurse, nights"
  sojt init --mentor-prep`,
		Args: needs("[ROLE]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runInit(cmd.Context(), a, append(args, "")[0], o)
		},
	}
	cmd.Flags().StringVar(&o.title, "title", "", "the role's `title`; else its id in words")
	cmd.Flags().StringVar(&o.template, "template", "", "begin with the role of a `trade`: "+strings.Join(templateNames(), ", "))
	cmd.Flags().BoolVar(&o.mentorPrep, "mentor-prep", false, "add the role in which mentors are prepared")
	cmd.RegisterFlagCompletionFunc("template", completeTemplates)
	return cmd
}

func runInit(ctx context.Context, a *app, role string, o initOptions) error {
	if err := o.check(a, role); err != nil {
		return err
	}
	s := scaffold{app: a, dir: a.start(), role: role, prep: o.mentorPrep}
	if o.template != "" {
		s.template = openTemplate(o.template)
		s.role = cmp.Or(role, s.template.role().ID)
	}
	if s.title = text.Fold(o.title); s.title == "" && s.template == nil {
		s.title = words(role)
	}
	inside, err := a.find()
	if err == nil {
		s.dir = inside
	} else if info, err := os.Stat(s.dir); err != nil || !info.IsDir() {
		return usagef("make it first: mkdir "+a.dir, "there is no folder %q", a.dir)
	}
	s.fresh = inside == ""
	if !s.fresh && s.role == "" && !s.prep {
		return usagef("sojt init ROLE adds a role to it", "there is a program here already: %s", filepath.Join(inside, programFile))
	}
	if s.who, err = git.Identity(ctx, s.dir, a.env.vars); err != nil {
		return err
	}
	if s.fresh {
		s.prep = s.prep || s.template != nil && s.template.program.Policy.MentorRole == mentorRole
		s.key = s.signingKey(ctx)
		if err := s.program(); err != nil {
			return err
		}
	}
	if role == mentorRole && s.prep {
		return usagef("name another role, or none", "the role %q is the one in which mentors are prepared", role)
	}
	return s.write(ctx)
}

// check finds what is wrong with the command line alone.
func (o *initOptions) check(a *app, role string) error {
	if err := a.speaks("init"); err != nil {
		return err
	}
	if o.template != "" {
		if err := oneOf("template", o.template, templateNames()); err != nil {
			return err
		}
	}
	if role == "" && o.template == "" && o.title != "" {
		return usagef("sojt init ROLE --title TITLE", "--title is a role's, and no role is named")
	}
	if role != "" && !text.IsID(role) {
		return usagef("a role's id is "+text.IDGrammar+suggestID(role), "%q is no id", role)
	}
	return nil
}

func suggestID(s string) string {
	if id := text.IDFrom(s); text.IsID(id) {
		return "\nfor example " + id
	}
	return ""
}

// words turns an id into a title: line-cook is Line cook.
func words(id string) string {
	s := strings.ReplaceAll(id, "-", " ")
	return strings.ToUpper(s[:min(1, len(s))]) + s[min(1, len(s)):]
}
