package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"
	"unicode/utf8"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/examples"
	"sojt/signoff"
)

// usersToFill are the warnings that a fresh program keeps, as only its people can answer them.
var usersToFill = []string{competency.CodeReadiness, competency.CodeInterviews, competency.CodeNoKey}

// TestTemplates holds each template, and the mentor role, to what it promises: no problem, no warning but
// the people's own, sources named, and criteria that somebody can see, many with a figure.
func TestTemplates(t *testing.T) {
	names := templateNames()
	if want := []string{"apprenticeship", "forklift", "kitchen", "lab", "nursing", "on-call"}; !slices.Equal(names, want) {
		t.Fatalf("the templates are %q, expected %q", names, want)
	}
	seen := map[string]string{}
	for _, name := range append(names, mentorRole) {
		files := fstest.MapFS{mentorsFile: {Data: []byte("mentors: [{id: dana, name: Dana, from: 2026-01-01, coordinator: true, prepared: {by: Ines, date: 2026-01-01}}]\n")}}
		for _, folder := range []string{name, mentorRole} {
			addFolder(t, files, "templates/"+folder, folder == name)
		}
		program, problems := competency.Load(files)
		problems = append(problems, competency.Lint(program, calendar.Of(2026, 2, 1))...)
		for _, p := range problems {
			if !slices.Contains(usersToFill, p.Code) {
				t.Errorf("%s: %s: %s %s", name, p.Pos, p.Code, p.Message)
			}
		}
		role := openTemplate(name).role()
		if text := openTemplate(name).text("roles/" + role.ID + ".yaml"); !strings.Contains(text, "# Where it comes from: ") {
			t.Errorf("%s: the role does not say where it comes from", name)
		}
		figures, criteria, sources := 0, 0, 0
		for _, e := range role.Entries {
			if len(e.How) == 0 || len(e.Criteria) < 3 {
				t.Errorf("%s: %s has %d lines of how and %d criteria", name, e.ID, len(e.How), len(e.Criteria))
			}
			for _, how := range e.How {
				if first, _ := utf8.DecodeRuneInString(how); unicode.IsLower(first) {
					t.Errorf("%s: %s: %q is no line of how by itself: put one with a comma in quotes", name, e.ID, how)
				}
			}
			for _, c := range e.Criteria {
				criteria++
				if strings.ContainsAny(c.Text, "0123456789") {
					figures++
				}
			}
			if len(e.References) > 0 {
				sources++
			}
			if other := seen[e.Fingerprint]; other != "" {
				t.Errorf("%s and %s/%s ask for the same", other, name, e.ID)
			}
			seen[e.Fingerprint] = name + "/" + e.ID
		}
		if name == mentorRole {
			continue
		}
		if len(role.Entries) < 6 || 3*figures < criteria || 2*sources < len(role.Entries) {
			t.Errorf("%s: %d competencies, %d with sources; %d of %d criteria have a figure", name, len(role.Entries), sources, figures, criteria)
		}
	}
}

// TestTemplatesPrepareMentors holds a new program of each template to what --mentor-prep promises, whether its
// policy is a comment, says other things, or asks for prepared mentors anyway.
func TestTemplatesPrepareMentors(t *testing.T) {
	for _, name := range templateNames() {
		for _, prep := range []bool{false, true} {
			s := scaffold{app: &app{env: &env{}}, dir: "harbor", id: "harbor-k3v9", fresh: true, prep: prep, template: openTemplate(name)}
			own := s.template.program.Policy
			want := own
			if prep {
				want.MentorRole = mentorRole
			}
			files := fstest.MapFS{programFile: {Data: []byte(s.settings())}}
			addFolder(t, files, "templates/"+mentorRole, false)
			program, problems := competency.Load(files)
			for _, p := range problems {
				if p.Pos.File == programFile && p.Severity == diag.Error {
					t.Errorf("%s, prepared %t: %s: %s", name, prep, p.Pos, p.Message)
				}
			}
			if !reflect.DeepEqual(program.Policy, want) {
				t.Errorf("%s, prepared %t: the policy is %+v, expected %+v", name, prep, program.Policy, want)
			}
		}
	}
}

// addFolder copies a folder of the templates; without settings its sojt.yaml stays out.
func addFolder(t *testing.T, into fstest.MapFS, folder string, settings bool) {
	t.Helper()
	sub, err := fs.Sub(examples.Templates, folder)
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(sub, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || p == programFile && !settings {
			return err
		}
		data, err := fs.ReadFile(sub, p)
		into[p] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestTemplatesQualify makes a program of each template under another role's id and brings a learner
// to qualified in it, by the commands alone.
func TestTemplatesQualify(t *testing.T) {
	for _, name := range templateNames() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWalker(t)
			w.run("dana@example.com", "init", "my-role", "--template", name, "--title", "My role")
			program, problems := competency.Load(os.DirFS(w.dir))
			if err := problems.Err(); err != nil {
				t.Fatal(err)
			}
			role := program.Role("my-role")
			for i, e := range openTemplate(name).role().Entries {
				if role.Entries[i].Fingerprint != e.Fingerprint {
					t.Errorf("%s has another fingerprint in this program than in the template", e.ID)
				}
			}
			w.run("dana@example.com", "mentor", "add", "ana", "--name", "Ana", "--email", "ana@example.com", "--prepared-by", "Dana", "--key", filepath.Join(w.dir, "..", ".ssh", "ana.pub"))
			w.run("dana@example.com", "enroll", "maria", "my-role", "--no-commit", "--name", "Maria", "--email", "maria@example.com")
			w.want = exitFindings
			w.run("dana@example.com", "qualified", "maria", "my-role")
			w.want = 0
			chosen := map[string]int{}
			for _, e := range role.Entries {
				if c := choiceOf(role, e.ID); c != nil {
					if chosen[c.ID] == c.N {
						continue
					}
					chosen[c.ID]++
				}
				w.learn(program, e)
			}
			if slices.ContainsFunc(role.Entries, func(e *competency.Entry) bool { return e.Acknowledge }) {
				w.run("maria@example.com", "acknowledge", "maria", "--no-commit")
			}
			if role.Qualify != "" {
				w.run("dana@example.com", "qualify", "maria", "my-role", "--no-commit")
			}
			w.run("dana@example.com", "validate")
			w.run("dana@example.com", "qualified", "maria", "my-role")
		})
	}
}

func choiceOf(r *competency.Role, id string) *competency.Choice {
	for i := range r.Choose {
		if slices.Contains(r.Choose[i].Of, id) {
			return &r.Choose[i]
		}
	}
	return nil
}

// walker runs one command after the other as different people, on days that it counts.
type walker struct {
	t    *testing.T
	dir  string
	env  []string
	now  time.Time
	want int
}

func newWalker(t *testing.T) *walker {
	home := t.TempDir()
	w := &walker{t: t, dir: filepath.Join(home, "program"), now: time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)}
	config := filepath.Join(home, "gitconfig")
	w.env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + config, "TZ=UTC"}
	text := "[user]\n\tname = Dana\n\temail = dana@example.com\n\tsigningkey = " + filepath.Join(home, ".ssh", "dana.pub") + "\n[core]\n\tfsync = none\n"
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(w.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"dana", "ana"} {
		key, err := newKey(name, "ed25519")
		if err == nil {
			err = writeKey(filepath.Join(home, ".ssh", name), key, "")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func (w *walker) run(email string, args ...string) {
	w.t.Helper()
	if args[0] != "init" {
		inFolder(w.t, w.dir, w.env, "config", "user.email", email)
	}
	w.now = w.now.Add(time.Minute)
	s := &shelf{w.dir, w.env}
	if code, out, talk := s.at(w.now, args...); code != w.want {
		w.t.Fatalf("sojt %q: exit code %d, expected %d\n%s%s", args, code, w.want, out, talk)
	}
}

// learn takes one competency from practice to the sign-off, each judged run on a day of its own.
func (w *walker) learn(program *competency.Program, e *competency.Entry) {
	w.run("maria@example.com", "practice", "maria", e.ID, "--no-commit", "--times", fmt.Sprint(max(e.Practice, 1)))
	for left := e.Hours; left > 0; left -= 24 { // of a day no more count
		w.run("maria@example.com", "practice", "maria", e.ID, "--no-commit", "--times", "3", "--minutes", "480")
		w.now = w.now.Add(24 * time.Hour)
	}
	if program.Policy.RequestFirst {
		w.run("maria@example.com", "request", "maria", e.ID, "--no-commit")
	}
	for i := range e.Evidence.Passes {
		args := []string{"maria", e.ID, "--no-commit", "--all-criteria", "--accomplish", e.Accomplish}
		if e.Scale != nil {
			args = append(args, "--level", fmt.Sprint(e.Level))
		}
		if i < len(e.Evidence.Methods) {
			args = append(args, "--method", e.Evidence.Methods[i])
		}
		for _, key := range e.Capture {
			if !slices.Contains(args, "--"+key) {
				args = append(args, "--"+key, "https://example.com/"+key)
			}
		}
		w.now = w.now.Add(24 * time.Hour)
		if i < e.Evidence.Passes-1 {
			w.run("ana@example.com", append([]string{"observe", "--outcome", signoff.CompetentOutcome}, args...)...)
		} else {
			w.run("dana@example.com", append([]string{"signoff"}, args...)...)
		}
	}
}
