package main

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sojt/competency/calendar"
	"sojt/competency/strictyaml"
	"sojt/competency/text"
	"sojt/report/safe"
	"sojt/signoff/disk"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// scaffolds are the files that init writes, with {placeholders}.
//
//go:embed scaffold
var scaffolds embed.FS

// mergeRule lets git merge learner files line by line, with one line end everywhere (SPEC 2).
const mergeRule = "*.yaml text eol=lf\n" + ledger.MergeRule + "\n"

func newInitCmd(a *app) *cobra.Command {
	var title string
	cmd := &cobra.Command{
		Use:   "init [ROLE]",
		Short: "Scaffold a program, or a role in it",
		Long: `Makes a training program of the folder you stand in: sojt.yaml, mentors.yaml with you as the first
coordinator and, where git's user.signingkey is an SSH key, that key, a first role, and the git
attributes that let learner files merge; then commits that. Inside a program it adds a role. Files that
are there are never overwritten. Where there is no git repository it makes one.`,
		Example: `  mkdir harbor-kitchen && cd harbor-kitchen && sojt init line-cook
  sojt init sous-chef --title "Sous-chef"`,
		Args: needs("[ROLE]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runInit(cmd.Context(), a, append(args, "")[0], title)
		},
	}
	cmd.Flags().StringVar(&title, "title", "", "the role's `title`; else its id in words")
	return cmd
}

func runInit(ctx context.Context, a *app, role, title string) error {
	if err := a.writes("init"); err != nil {
		return err
	}
	if role == "" && title != "" {
		return usagef("sojt init ROLE --title TITLE", "--title is a role's, and no role is named")
	}
	if role != "" && !text.IsID(role) {
		return usagef("a role's id is "+text.IDGrammar+suggestID(role), "%q is no id", role)
	}
	dir := a.start()
	inside, err := a.find()
	if err == nil {
		dir = inside
	} else if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return usagef("make it first: mkdir "+a.dir, "there is no folder %q", a.dir)
	}
	if inside != "" && role == "" {
		return usagef("sojt init ROLE adds a role to it", "there is a program here already: %s", filepath.Join(inside, programFile))
	}
	who, err := git.Identity(ctx, dir, a.env.vars)
	if err != nil {
		return err
	}
	s := scaffold{app: a, dir: dir, role: role, who: who}
	s.title = cmp.Or(title, words(role))
	if inside == "" {
		s.key = s.signingKey(ctx)
		if err := s.program(); err != nil {
			return err
		}
	}
	return s.write(ctx, inside == "")
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

// scaffold is what init is about to write.
type scaffold struct {
	app                   *app
	dir, role, title, who string
	id, key               string // of a new program; its first coordinator's key, or ""
	files                 []ledger.Text
}

// program takes the values that a new program's files are filled with.
func (s *scaffold) program() error {
	suffix := make([]byte, 4)
	if _, err := s.app.env.rand.Read(suffix); err != nil {
		return err
	}
	const letters = "abcdefghijkmnpqrstuvwxyz23456789" // 32, without those that look alike
	for i, b := range suffix {
		suffix[i] = letters[b%32]
	}
	base := text.IDFrom(filepath.Base(s.dir))
	if base == "" {
		base = "program"
	}
	s.id = strings.Trim(base[:min(len(base), text.MaxID-5)], "-") + "-" + string(suffix)
	return nil
}

// fill puts values in place of the {placeholders} of a scaffold file.
func (s *scaffold) fill(name string) string {
	data, err := scaffolds.ReadFile("scaffold/" + name)
	if err != nil {
		panic(err) // it is compiled in
	}
	person, email, _ := strings.Cut(strings.TrimSuffix(s.who, ">"), " <")
	zone := zoneName(s.app.env.variable("TZ"))
	return strings.NewReplacer(
		"{program}", s.id, "{name}", strictyaml.Quote(text.Normal(filepath.Base(s.dir))+" training"), "{zone}", zone,
		"{keys}", s.keys(mentorID(person)), "{id}", mentorID(person), "{person}", quoted(person), "{email}", strictyaml.Quote(email),
		"{role}", cmp.Or(s.role, "my-role"), "{title}", strictyaml.Quote(s.title),
		"{today}", calendar.In(s.app.env.now(), loadZone(zone)).String(),
	).Replace(string(data))
}

// keys are the lines of mentors.yaml that say what the first coordinator signs with.
func (s *scaffold) keys(id string) string {
	if s.key == "" {
		return "    # keys: what records are signed with; sojt mentor key " + id + " --key FILE adds one"
	}
	return fmt.Sprintf("    keys:\n      - {key: %q, from: %s}   # git's user.signingkey", s.key, calendar.In(s.app.env.now(), time.UTC))
}

// signingKey is the public key that git's user.signingkey names, itself or by a file, "" where it is
// none that could be listed: then there is nothing to say, the key can be added later.
func (s *scaffold) signingKey(ctx context.Context) string {
	value, err := git.ConfigPath(ctx, s.dir, s.app.env.vars, "user.signingkey")
	if err != nil || value == "" || value == "-" {
		return ""
	}
	for _, name := range []string{value, value + ".pub"} {
		if key, err := s.app.publicKey(name); err == nil {
			return key
		}
	}
	return ""
}

// quoted is a name that also stands inside {braces}.
func quoted(s string) string {
	if q := strictyaml.Quote(s); q != s {
		return q
	}
	return `"` + s + `"`
}

func mentorID(person string) string {
	if id := text.IDFrom(person); text.IsID(id) {
		return id
	}
	return "coordinator"
}

// write plans the files, then commits them: all that are new, none that is there.
func (s *scaffold) write(ctx context.Context, fresh bool) error {
	root, err := disk.Open(s.dir)
	if err != nil {
		return fmt.Errorf("%s: %w", s.dir, err)
	}
	defer root.Close()
	if err := s.plan(root, fresh); err != nil {
		return err
	}
	if s.app.dryRun {
		for _, f := range s.files {
			fmt.Fprintf(s.app.env.stdout, "%s\n", f.Path)
		}
		s.app.tell("nothing was written: this was a dry run")
		return nil
	}
	repo, err := git.Init(ctx, s.dir, s.app.env.vars)
	if err != nil {
		return err
	}
	w := &ledger.Writer{
		Root: root, Repo: repo, Committer: repo, Command: "init", NoCommit: s.app.noCommit, Now: s.app.env.now,
		Note: func(text string) { s.app.tell("%s", text) },
	}
	receipt, err := w.Write(ctx, &ledger.Batch{Texts: s.files, Subject: "init: " + cmp.Or(s.role, s.id)})
	if err != nil {
		return err
	}
	for _, f := range receipt.Files {
		fmt.Fprintf(s.app.env.stdout, "wrote      %s\n", f.Path)
	}
	if receipt.Committed {
		fmt.Fprintf(s.app.env.stdout, "committed  %s in the repository %s\n", receipt.Commit, safe.Text(repo.Top))
	}
	s.next(fresh)
	return nil
}

func (s *scaffold) plan(root *disk.Root, fresh bool) error {
	if s.role != "" {
		role := s.fill("role.yaml")
		if !fresh { // ids are unique in the program, and the first role may have kept those of its scaffold
			role = strings.NewReplacer("first-task", s.role+"-first", "second-task", s.role+"-second").Replace(role)
		}
		s.files = append(s.files, ledger.Text{Path: "roles/" + s.role + ".yaml", Data: role})
	}
	if fresh {
		s.files = append(s.files,
			ledger.Text{Path: programFile, Data: s.fill("sojt.yaml")},
			ledger.Text{Path: mentorsFile, Data: s.fill("mentors.yaml")})
		if err := s.attributes(root); err != nil {
			return err
		}
	}
	for _, f := range s.files {
		if _, err := root.Lstat(f.Path); err == nil && f.Path != attributesFile {
			return usagef("init never overwrites", "there is a %s already", f.Path)
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Files that init writes.
const mentorsFile = "mentors.yaml"

const attributesFile = ledger.AttributesFile

// attributes adds the merge rule to what is there.
func (s *scaffold) attributes(root *disk.Root) error {
	held, err := root.ReadFile(attributesFile)
	if errors.Is(err, fs.ErrNotExist) {
		s.files = append(s.files, ledger.Text{Path: attributesFile, Data: mergeRule})
		return nil
	}
	if err != nil {
		return err
	}
	if strings.Contains(string(held), mergeRule) {
		return nil
	}
	text := string(held)
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	s.files = append(s.files, ledger.Text{Path: attributesFile, Seen: ledger.See(held), Data: text + mergeRule})
	return nil
}

// signs says what the first coordinator signs with.
func (s *scaffold) signs() string {
	if s.key == "" {
		return ""
	}
	return ", with the key of git's user.signingkey: " + keyName(s.key)
}

// next says what to do now.
func (s *scaffold) next(fresh bool) {
	if s.role == "" {
		s.app.tell("next: sojt init ROLE")
		return
	}
	s.app.tell("next: write what makes somebody competent into roles/%s.yaml, then", s.role)
	s.app.tell("  sojt validate")
	s.app.tell("  sojt enroll LEARNER %s", s.role)
	if fresh {
		s.app.tell("  sojt mentor add ID --name NAME")
		s.app.tell("mentors.yaml names you as the first coordinator%s", s.signs())
	}
}
