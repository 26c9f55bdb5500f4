package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sojt/competency"
	"sojt/signoff/progress"
	"sojt/signoff/testkit"
)

// crowdedHouse is a repository with learners who have so many records each.
func crowdedHouse(t *testing.T, learners, records int) *kitchen {
	t.Helper()
	k, g := newKitchen(t), testkit.New(1)
	if err := os.RemoveAll(filepath.Join(k.dir, "learners")); err != nil {
		t.Fatal(err)
	}
	for _, old := range []string{"roles", "competencies"} {
		if err := os.RemoveAll(filepath.Join(k.dir, old)); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range g.Definitions() {
		put(t, k.dir, name, text)
	}
	program, problems := competency.Load(os.DirFS(k.dir))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	for _, l := range g.People(program, learners, records) {
		put(t, k.dir, l.File, testkit.File(l))
	}
	inFolder(t, k.dir, k.env, "add", "-A")
	inFolder(t, k.dir, k.env, "commit", "-q", "-m", "people")
	return k
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestInterrupted stops every command that takes long while it works, at the very step that it tells of: it
// ends as one that was interrupted, and every file is as it was, those that -o names among them. It prints how
// long the end took.
func TestInterrupted(t *testing.T) {
	k := crowdedHouse(t, 24, 12)
	put(t, k.dir, "old.xlsx", "as it was")
	put(t, k.dir, "people.csv", "learner,role,name\n"+strings.Repeat("zoe,cook,Zoe\n", 3))
	before := tree(t, k.dir)
	home := tree(t, filepath.Dir(k.dir))
	for _, c := range []struct{ line, at string }{
		{"report", "reading learners"}, {"report matrix --format csv", "working out matrix"}, {"report matrix -o old.xlsx", "writing old.xlsx"},
		{"report trend -o new.html", "writing new.html"}, {"report mentors", "reading learners"}, {"report errors", "reading learners"},
		{"report site -o pages", "reading learners"}, {"report --fail-on overdue", "reading learners"},
		{"validate", "reading learners"}, {"verify", "reading the history"}, {"verify", "walking the history"}, {"verify", "checking records of learners"},
		{"audit", "reading learners"}, {"audit", "checking how the program is run"}, {"doctor", "walking the history"},
		{"inbox", "reading learners"}, {"log", "reading learners"}, {"export events -o events", "reading learners"},
		{"export xapi -o all.json", "reading learners"}, {"export ics -o due.ics", "reading learners"},
		{"export bundle -o all.zip", "checking records of learners"}, {"export case -o c.json", ""}, {"diff", ""},
		{"import learners people.csv", "reading people.csv"}, {"import role people.csv --role extra", "reading people.csv"},
	} {
		t.Run(c.line, func(t *testing.T) {
			out, talk, code, took := k.interrupted(t, c.at, strings.Fields(c.line)...)
			if code != exitInterrupted || talk != "sojt: interrupted, nothing was written\n" || out != "" {
				t.Errorf("exit code %d, and\n%s%s", code, out, talk)
			}
			if after := tree(t, k.dir); !maps.Equal(before, after) {
				t.Errorf("not as it was: %s", otherFiles(before, after))
			}
			t.Logf("it took %s to end", took.Round(100*time.Microsecond))
		})
	}
	if after := tree(t, filepath.Dir(k.dir)); !maps.Equal(home, after) {
		t.Errorf("something is left: %s", otherFiles(home, after))
	}
	put(t, k.dir, "left", "behind")
	if maps.Equal(before, tree(t, k.dir)) {
		t.Error("checker is broken")
	}
}

// interrupted runs a command in this process until it tells of a step, "" for the first moment, which is where
// somebody ends it.
func (k *kitchen) interrupted(t *testing.T, at string, args ...string) (stdout, stderr string, code int, took time.Duration) {
	t.Helper()
	var out, talk bytes.Buffer
	var stopped time.Time
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	end := func() {
		if stopped.IsZero() {
			stopped = time.Now()
			stop()
		}
	}
	if at == "" {
		end()
	}
	ctx = progress.With(ctx, func(s progress.Step) {
		if at != "" && s.Doing == at {
			end()
		}
	})
	code = run(ctx, &env{
		stdin: strings.NewReader(""), stdout: &out, stderr: &talk, dir: k.dir, vars: k.env,
		now: func() time.Time { return k.now }, rand: randomness(fmt.Sprint(args)),
	}, args)
	if stopped.IsZero() {
		t.Errorf("it never told of %q; exit code %d\n%s%s", at, code, out.String(), talk.String())
	}
	return out.String(), talk.String(), code, time.Since(stopped)
}

func otherFiles(a, b map[string]string) string {
	var names []string
	for name := range a {
		if b[name] != a[name] {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, there := a[name]; !there {
			names = append(names, name)
		}
	}
	return strings.Join(distinct(names), ", ")
}
