package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/ledger"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// TestExamples drives the commands through the history of each example, with a clock and randomness
// of its own, and compares the learner files with those in examples/. With -update it writes them,
// where no line goes that stands: the examples are programs whose history verify reads.
func TestExamples(t *testing.T) {
	steps, err := filepath.Glob("testdata/examples/*.steps")
	if err != nil || len(steps) == 0 {
		t.Fatal("no steps", err)
	}
	for _, file := range steps {
		name := strings.TrimSuffix(filepath.Base(file), ".steps")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := newExample(t, filepath.Join("../../examples", name))
			for i, l := range readLines(t, file) {
				if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
					x.step(fmt.Sprintf("%s:%d", file, i+1), l)
				}
			}
			x.compare()
		})
	}
}

// example is a copy of an example's definitions in a repository of its own.
type example struct {
	t      *testing.T
	source string
	dir    string
	home   string
	env    []string
	names  map[string]string // of records
}

func newExample(t *testing.T, source string) *example {
	x := emptyExample(t)
	x.source = source
	err := fs.WalkDir(os.DirFS(source), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(p, "learners/") {
			return err
		}
		data, err := os.ReadFile(filepath.Join(source, p))
		if err != nil {
			return err
		}
		x.write(filepath.Join(x.dir, p), string(data))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	x.giveKeys(filepath.Join(x.home, ".ssh"))
	x.begin()
	return x
}

// emptyExample is a folder, and a git of its own.
func emptyExample(t *testing.T) *example {
	x := &example{t: t, dir: t.TempDir(), home: t.TempDir(), names: map[string]string{}}
	config := filepath.Join(x.home, "gitconfig")
	x.env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + x.home, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + config, "TZ=UTC"}
	x.write(config, "[user]\n\tname = Example\n\temail = nobody@example.com\n[core]\n\tfsync = none\n")
	return x
}

// begin commits the definitions.
func (x *example) begin() {
	inFolder(x.t, x.dir, x.env, "init", "-q")
	inFolder(x.t, x.dir, x.env, "add", "-A")
	inFolder(x.t, x.dir, x.env, "commit", "-q", "-m", "definitions")
}

// giveKeys writes the private keys of the mentors to where sojt looks for keys. They follow from the
// names, so that each run makes the same signatures, and are worth nothing: everybody can make them.
func (x *example) giveKeys(dir string) {
	program, problems := competency.Load(os.DirFS(x.dir))
	if err := problems.Err(); err != nil {
		x.t.Fatal(err)
	}
	for _, m := range program.Mentors {
		var listed []string
		for _, k := range signoff.MentorKeys(program, m.ID) {
			if !slices.Contains(listed, k.Key) {
				listed = append(listed, k.Key)
			}
		}
		for i, key := range listed {
			seed := fmt.Sprintf("%s of examples/%s, key %d", m.ID, filepath.Base(x.source), i+1)
			if made := testkit.NewSigner("ed25519", seed); made.Key != key {
				x.t.Fatalf("%s/mentors.yaml lists another key of %s than that of %q, which is\n%s", x.source, m.ID, seed, made.Key)
			}
			private, err := newKey(seed, "ed25519")
			if err == nil {
				err = writeKey(filepath.Join(dir, fmt.Sprintf("%s-%d", m.ID, i+1)), private, "")
			}
			if err != nil {
				x.t.Fatal(err)
			}
		}
	}
}

func (x *example) write(path, text string) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		x.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		x.t.Fatal(err)
	}
}

var recordID = regexp.MustCompile(`\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b`)

// define writes definitions as they were once, from a folder beside the steps, over those there are; the
// example's own without a folder. Records are judged by what was in force when they came.
func (x *example) define(folder string) {
	from := x.source
	if folder != "" {
		from = filepath.Join("testdata/examples", filepath.Base(x.source), folder)
	}
	for name, text := range tree(x.t, from) {
		if !strings.HasPrefix(name, "learners/") {
			x.write(filepath.Join(x.dir, name), text)
		}
	}
	inFolder(x.t, x.dir, x.env, "add", "-A")
	inFolder(x.t, x.dir, x.env, "commit", "-q", "--allow-empty", "-m", "definitions")
}

// step runs one line: TIME EMAIL ARGS... [=> CODE] [-> NAME]. CODE may be the names of the rules that
// refuse instead, with commas. DAY definitions [FOLDER] is a change of the definitions on that day.
func (x *example) step(place, text string) {
	words, err := splitWords(text)
	if err == nil && len(words) > 1 && words[1] == "definitions" {
		x.define(strings.Join(words[2:], "/"))
		return
	}
	if err != nil || len(words) < 3 {
		x.t.Fatalf("%s: expected TIME EMAIL COMMAND ...: %v", place, err)
	}
	at, err := time.Parse(time.RFC3339, words[0])
	if err != nil {
		x.t.Fatalf("%s: %v", place, err)
	}
	args, want, rules, name := words[2:], 0, "", ""
	for n := len(args); n > 2 && (args[n-2] == "=>" || args[n-2] == "->"); n = len(args) {
		if args[n-2] == "->" {
			name = args[n-1]
		} else if want, err = strconv.Atoi(args[n-1]); err != nil {
			want, rules = exitRefused, args[n-1]
		}
		args = args[:n-2]
	}
	for i, a := range args {
		if id, ok := strings.CutPrefix(a, "$"); ok {
			if args[i] = x.names[id]; args[i] == "" {
				x.t.Fatalf("%s: no record is named %s", place, id)
			}
		}
	}
	inFolder(x.t, x.dir, x.env, "config", "user.email", words[1])
	// Committing each step would only cost time here; the scripts show that.
	code, stdout, stderr := x.run(at, place+text, append([]string{"--no-commit"}, args...)...)
	if got := refusedBy(stderr); code != want || rules != "" && got != rules {
		x.t.Errorf("%s: exit code %d %s, expected %d %s\n%s\n%s", place, code, got, want, rules, text, stderr)
	}
	if name != "" {
		x.names[name] = recordID.FindString(stdout)
	}
}

// run is the program at a time.
func (x *example) run(at time.Time, seed string, args ...string) (code int, stdout, stderr string) {
	var out, said bytes.Buffer
	e := &env{
		stdin: strings.NewReader(""), stdout: &out, stderr: &said, dir: x.dir, vars: x.env,
		now: func() time.Time { return at }, rand: randomness(seed),
	}
	code = run(context.Background(), e, args)
	return code, out.String(), said.String()
}

var refusal = regexp.MustCompile(`(?m)^  ([a-z]+) {2,}\S`)

// refusedBy gives the names of the rules that a message says refused, in its order, with commas.
func refusedBy(stderr string) string {
	var names []string
	for _, m := range refusal.FindAllStringSubmatch(stderr, -1) {
		names = append(names, m[1])
	}
	return strings.Join(names, ",")
}

// splitWords splits a line at blanks outside double quotes.
func splitWords(s string) ([]string, error) {
	var words []string
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		if s[0] == '"' {
			word, err := strconv.QuotedPrefix(s)
			if err != nil {
				return nil, err
			}
			plain, err := strconv.Unquote(word)
			if err != nil {
				return nil, err
			}
			words, s = append(words, plain), s[len(word):]
			continue
		}
		word, rest, _ := strings.Cut(s, " ")
		words, s = append(words, word), rest
	}
	return words, nil
}

func (x *example) compare() {
	made := tree(x.t, filepath.Join(x.dir, "learners"))
	held := tree(x.t, filepath.Join(x.source, "learners"))
	if *update && !x.t.Failed() {
		x.keeps(held, made)
		if err := os.RemoveAll(filepath.Join(x.source, "learners")); err != nil {
			x.t.Fatal(err)
		}
		for name, text := range made {
			x.write(filepath.Join(x.source, "learners", name), text)
		}
		return
	}
	for name, text := range made {
		if held[name] != text {
			x.t.Errorf("%s/learners/%s is not what the steps make; run with -update", x.source, name)
		}
	}
	for name := range held {
		if made[name] == "" {
			x.t.Errorf("%s/learners/%s is made by no step", x.source, name)
		}
	}
}

// keeps stops an update in which record lines go that are nowhere else in the repository, as records do
// not: changed wording of a step, say, where a step at the end would do.
func (x *example) keeps(held, made map[string]string) {
	if file, l := goes(held, made, tree(x.t, "testdata/older")); l != "" {
		x.t.Fatalf("%s/learners/%s would lose a record: add steps at the end, or copy the example to testdata/older and give it a new program id\n%s", x.source, file, l)
	}
}

// goes gives a record line of some files that no other files have, with its file; "" where there is none.
func goes(held map[string]string, others ...map[string]string) (file, text string) {
	stands := map[string]bool{}
	for _, files := range others {
		for _, data := range files {
			for l := range strings.Lines(data) {
				stands[l] = true
			}
		}
	}
	for name, data := range held {
		for l := range strings.Lines(data) {
			if strings.HasPrefix(l, line.Bullet) && !stands[l] {
				return name, l
			}
		}
	}
	return "", ""
}

// TestExamplesKeepTheirRecords plants what an update of the examples has to refuse, and what it may do.
func TestExamplesKeepTheirRecords(t *testing.T) {
	held := map[string]string{"ana.yaml": "learner: ana\nrecords:\n- {1}\n- {2}\n"}
	for _, c := range []struct {
		name, want  string
		made, older map[string]string
	}{
		{"one more", "", map[string]string{"ana.yaml": "learner: ana\nname: Ana\nrecords:\n- {1}\n- {2}\n- {3}\n"}, nil},
		{"moved", "", map[string]string{"bar/ana.yaml": held["ana.yaml"]}, nil},
		{"one changed", "- {2}\n", map[string]string{"ana.yaml": "records:\n- {1}\n- {2a}\n"}, nil},
		{"changed, and kept as it was", "", map[string]string{"ana.yaml": "records:\n- {1}\n- {2a}\n"}, held},
	} {
		if _, got := goes(held, c.made, c.older); got != c.want {
			t.Errorf("%s: %q goes, expected %q", c.name, got, c.want)
		}
	}
}

func tree(t *testing.T, dir string) map[string]string {
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, p))
		files[p] = string(data)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}

func readLines(t *testing.T, file string) []string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(data), "\n")
}

// TestExamplesAreClean holds for the files in examples/ as they stand: no error in definitions or
// records, and all times before November 2026, so that what shows them with --as-of does not rot.
func TestExamplesAreClean(t *testing.T) {
	for _, name := range []string{"kitchen", "qa-evaluator", "lab", "forklift", "cloud-engineer"} {
		files := os.DirFS(filepath.Join("../../examples", name))
		program, problems := competency.Load(files)
		records, err := ledger.Open(files).Check(t.Context(), program, calendar.Of(2026, 11, 1))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range append(problems, records...) {
			if p.Severity == 0 {
				t.Errorf("%s: %s: %s", name, p.Pos, p.Message)
			}
		}
		n := 0
		for l, err := range ledger.Each(t.Context(), ledger.Open(files), program, nil, asRead) {
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range l.Records {
				n++
				if !r.At.Before(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)) {
					t.Errorf("%s: %s is of %s", name, r.ID, r.At)
				}
			}
		}
		if n < 100 {
			t.Errorf("%s: %d records", name, n)
		}
	}
}

func asRead(l *signoff.Learner, _ diag.List) (*signoff.Learner, error) { return l, nil }
