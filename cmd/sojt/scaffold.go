package main

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"sojt/competency"
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

// Files that init writes.
const mentorsFile = "mentors.yaml"

const attributesFile = ledger.AttributesFile

// scaffold is what init is about to write.
type scaffold struct {
	app                   *app
	dir, role, title, who string
	fresh                 bool      // there is no program yet
	template              *template // what the role begins with; nil for the ordinary scaffold
	prep                  bool      // the role mentors are prepared in as well
	id, key               string    // of a new program; its first coordinator's key, or ""
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

// name is what a new program is called.
func (s *scaffold) name() string { return text.Normal(filepath.Base(s.dir)) + " training" }

// fill puts values in place of the {placeholders} of a scaffold file.
func (s *scaffold) fill(name string) string {
	data, err := scaffolds.ReadFile("scaffold/" + name)
	if err != nil {
		panic(err) // it is compiled in
	}
	person, email, _ := strings.Cut(strings.TrimSuffix(s.who, ">"), " <")
	zone := zoneName(s.app.env.variable("TZ"))
	today := calendar.In(s.app.env.now(), loadZone(zone)).String()
	prepared := ""
	if s.prep {
		prepared = "    prepared: {by: {person}, date: {today}}   # the founding mentor: write who prepared you\n"
	}
	return strings.NewReplacer(
		"{program}", s.id, "{name}", strictyaml.Quote(s.name()), "{zone}", zone,
		"{keys}", strings.NewReplacer("{person}", quoted(person), "{today}", today).Replace(prepared)+s.keys(mentorID(person)),
		"{id}", mentorID(person), "{person}", quoted(person), "{email}", strictyaml.Quote(email),
		"{role}", cmp.Or(s.role, "my-role"), "{title}", strictyaml.Quote(s.title), "{today}", today,
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
func (s *scaffold) write(ctx context.Context) error {
	root, err := disk.Open(s.dir)
	if err != nil {
		return fmt.Errorf("%s: %w", s.dir, err)
	}
	defer root.Close()
	if err := s.plan(root); err != nil {
		return err
	}
	if err := s.schemas(root); err != nil {
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
	about := s.role
	if about == "" && s.prep {
		about = mentorRole
	}
	receipt, err := w.Write(ctx, &ledger.Batch{Texts: s.files, Subject: "init: " + cmp.Or(about, s.id)})
	if err != nil {
		return err
	}
	for _, name := range withoutSchemas(receipt.Files) {
		fmt.Fprintf(s.app.env.stdout, "wrote      %s\n", name)
	}
	if receipt.Committed {
		fmt.Fprintf(s.app.env.stdout, "committed  %s in the repository %s\n", receipt.Commit, safe.Text(repo.Top))
	}
	s.next()
	return nil
}

// plan lists the files, and looks that none of them is there and nothing would have two meanings.
func (s *scaffold) plan(root *disk.Root) error {
	s.definitions()
	if s.fresh {
		s.files = append(s.files,
			ledger.Text{Path: programFile, Data: s.settings()},
			ledger.Text{Path: mentorsFile, Data: s.fill(mentorsFile)})
	}
	for _, f := range s.files {
		if _, err := root.Lstat(f.Path); err == nil {
			return usagef("init never overwrites", "there is a %s already", f.Path)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if s.fresh {
		return s.attributes(root)
	}
	for _, t := range s.templates() {
		if err := s.join(root, t); err != nil {
			return err
		}
	}
	return nil
}

// definitions plans the roles and sets.
func (s *scaffold) definitions() {
	if s.template == nil && s.role != "" {
		role := s.fill("role.yaml")
		if !s.fresh { // ids are unique in the program, and the first role may have kept those of its scaffold
			role = strings.NewReplacer("first-task", s.role+"-first", "second-task", s.role+"-second").Replace(role)
		}
		s.files = append(s.files, ledger.Text{Path: "roles/" + s.role + ".yaml", Data: role})
	}
	for _, t := range s.templates() {
		role, title := s.role, s.title
		if t != s.template {
			role, title = "", ""
		}
		s.files = append(s.files, t.definitions(role, title)...)
	}
}

// templates are those that definitions come from.
func (s *scaffold) templates() []*template {
	var all []*template
	if s.template != nil {
		all = append(all, s.template)
	}
	if s.prep {
		all = append(all, openTemplate(mentorRole))
	}
	return all
}

// join looks that a template fits into the program that is there, and plans what sojt.yaml lacks for it.
func (s *scaffold) join(root *disk.Root, t *template) error {
	held, _ := competency.Load(root.FS())
	if err := t.clashes(held); err != nil {
		return err
	}
	settings, err := t.settings(root, held)
	if settings != nil {
		s.files = append(s.files, *settings)
	}
	return err
}

// settings are those of a new program: its template's, under its own id and name.
func (s *scaffold) settings() string {
	text := ""
	if s.template == nil {
		text = s.fill(programFile)
	} else {
		text = with(s.template.text(programFile), "program", s.id)
		text = with(text, "name", s.name())
		text = with(text, "zone", zoneName(s.app.env.variable("TZ")))
	}
	if s.prep && (s.template == nil || s.template.program.Policy.MentorRole == "") {
		text = strings.Replace(text, "\n# policy:\n", "\npolicy:\n", 1)
		text = strings.Replace(text, "\npolicy:\n", "\npolicy:\n"+preparedFirst, 1)
	}
	return text
}

// preparedFirst is the rule that goes with the mentor role, the first of a policy that may be only a comment so far.
const preparedFirst = "  mentor_role: mentor    # who signs is qualified in this role first, or `prepared` in mentors.yaml\n"

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
func (s *scaffold) next() {
	tell := s.app.tell
	if s.role == "" && !s.prep {
		tell("next: sojt init ROLE, or from a list that is there: sojt import role FILE --role ID")
		return
	}
	if s.role != "" {
		what := "write what makes somebody competent into roles/%s.yaml, then"
		if s.template != nil {
			what = "cut roles/%s.yaml to your own work, with people who do it, then"
		}
		tell("next: "+what, s.role)
		tell("  sojt validate")
		tell("  sojt enroll LEARNER %s", s.role)
	}
	if s.fresh {
		tell("  sojt mentor add ID --name NAME")
		tell("mentors.yaml names you as the first coordinator%s", s.signs())
	}
	s.nextSigning()
	s.nextPrepared()
}

// nextSigning says what a template written for signed records asks for.
func (s *scaffold) nextSigning() {
	switch {
	case s.template == nil || s.template.program.Policy.Signatures != "required":
	case !s.fresh:
		s.app.tell("this template is written for profile: regulated; your sojt.yaml decides, and was left as it is")
	case s.key == "":
		person, _, _ := strings.Cut(s.who, " <")
		s.app.tell("records are signed here, and you have no key listed: sojt mentor key %s --key FILE", mentorID(person))
	}
}

// nextPrepared says how mentors come to sign.
func (s *scaffold) nextPrepared() {
	switch {
	case !s.prep:
	case s.fresh:
		s.app.tell("you are the founding mentor; whoever else signs is qualified first: sojt enroll MENTOR %s", mentorRole)
	default:
		s.app.tell("roles/%s.yaml prepares mentors: sojt enroll MENTOR %[1]s", mentorRole)
		s.app.tell("to make it a rule, write into sojt.yaml: policy: {mentor_role: %s}", mentorRole)
		s.app.tell("from then on only those sign who are qualified in it, or have prepared: {by: NAME, date: DAY} in mentors.yaml")
	}
}
