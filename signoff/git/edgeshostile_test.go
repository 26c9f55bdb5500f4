package git_test

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"sojt/signoff/git"
)

// object writes an object as it is given, whatever git thinks of it.
func (c *clone) object(kind, data string) string {
	c.t.Helper()
	cmd := exec.Command("git", "hash-object", "-t", kind, "-w", "--literally", "--stdin")
	cmd.Dir, cmd.Env, cmd.Stdin = c.dir, c.env, bytes.NewReader([]byte(data))
	out, err := cmd.Output()
	if err != nil {
		c.t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// Commits that no git would make. Each stands between two ordinary ones, and all three edges show.
func TestEdgesOfHostileCommits(t *testing.T) {
	c := newClone(t)
	first := c.git("rev-parse", "HEAD")
	c.write("learners/ana.yaml", "learner: ana\n# changed\n")
	c.commit("second")
	changed := c.git("rev-parse", "HEAD^{tree}")
	same := c.git("rev-parse", "HEAD~1^{tree}")
	zero := strings.Repeat("0", 40)
	head := "tree " + changed + "\nparent " + first + "\n"
	who := "author A <ana@example.com> 1700000000 +0000\ncommitter A <c@x> 1700000000 +0000\n"
	for name, text := range map[string]string{
		"garbled by an encoding":       head + who + "encoding UTF-16\n\nx\n",
		"a change in the headers":      head + who + ":100644 000000 " + zero + " " + zero + " D",
		"a change in the message":      head + who + "\n:100644 000000 " + zero + " " + zero + " D\x00learners/x",
		"no message":                   head + who + "\n",
		"a commit in the message":      head + who + "\n\x00commit " + zero + "\n\n:100644 000000 " + zero + " " + zero + " D",
		"a parent after the committer": head + who + "parent " + zero + "\n\nx\n",
		"a parent after the author":    head + "author A <ana@example.com> 1 +0000\nparent " + zero + "\ncommitter A <c@x> 1 +0000\n\nx\n",
		"two authors":                  head + who + strings.ReplaceAll(who, "ana@", "eve@") + "\nx\n",
		"no times":                     head + "author A <ana@example.com>\ncommitter <\n\nx\n",
		"a time beyond all":            head + "author >< <ana@example.com> 99999999999999999999 +0000\ncommitter A <c@x> 99999999999999999 +9999\n\nx\n",
		"invalid names":                head + "author \xff\xfe\x1b[31m <ana@example.com> 1 +0000\ncommitter \u202e <c@x> 1 +0000\n\n\xff\n",
		"a huge message":               head + who + "\n" + strings.Repeat("x\n", 1<<21),
		"huge headers":                 head + who + "gpgsig " + strings.Repeat("x", 2<<20) + "\n\nx\n",
	} {
		hostile := c.object("commit", text)
		last := c.object("commit", "tree "+same+"\nparent "+hostile+"\n"+who+"\nlast\n")
		for _, since := range []string{"", first} {
			var got []string
			for e, err := range c.open().Edges(t.Context(), git.Walk{Revision: last, Since: since, Learners: true}) {
				if err != nil {
					t.Errorf("%s: %v", name, err)
					break
				}
				if len(e.Changes) != 1 || e.Changes[0].Path != "learners/ana.yaml" || e.Author != "ana@example.com" {
					t.Errorf("%s: %+v", name, e)
				}
				got = append(got, e.Commit+" "+strings.Join(e.Parents, ","))
			}
			want := []string{last + " " + hostile, hostile + " " + first, first + " "}
			if since != "" {
				want = want[:2]
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: checker is broken: edges\n\t%s\nexpected\n\t%s", name, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
			}
		}
	}
}

// A tree that names what is not there, or a path twice, is an error or is read, and never hangs.
func TestEdgesOfDamagedHistories(t *testing.T) {
	c := newClone(t)
	gone := c.object("commit", "tree "+strings.Repeat("1", 40)+"\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nx\n")
	orphan := c.object("commit", "tree "+c.git("rev-parse", "HEAD^{tree}")+"\nparent "+strings.Repeat("2", 40)+"\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nx\n")
	for _, revision := range []string{gone, orphan, "nowhere", "--all", "HEAD:learners"} {
		failed := false
		for _, err := range c.open().Edges(t.Context(), git.Walk{Revision: revision, Learners: true}) {
			failed = err != nil
		}
		if !failed {
			t.Errorf("%s: checker is broken: no error", revision)
		}
	}
}

func TestEdgesEnd(t *testing.T) {
	c := newClone(t)
	for range 3 {
		c.write("learners/ana.yaml", c.git("rev-parse", "HEAD"))
		c.commit("again")
	}
	for range c.open().Edges(t.Context(), git.Walk{Revision: "HEAD", Learners: true}) {
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range c.open().Edges(ctx, git.Walk{Revision: "HEAD", Learners: true}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, expected the context's error", err)
		}
	}
	// git dies in the middle of its answer
	id := strings.Repeat("a", 40)
	for says, want := range map[string]string{
		"commit " + id + `\ntree ` + id + `\n\n    x\n\n:100644 100644 ` + id + " " + id + ` M`:           "unexpected EOF",
		"commit " + id + `\ntree ` + id + `\n\n    x\n\n:100644 100644 ` + id + " " + id + ` M\0learners`: "unexpected EOF",
		":100644 100644 " + id + " " + id + ` M\0learners/a.yaml\0`:                                       "expected a commit",
		"commit " + id + `\nx\n\0`: "expected a commit",
		"commit " + id + ` (from ` + strings.Repeat("b", 40) + `)\ntree ` + id + `\n\n`:                 "among its parents",
		"commit " + id + ` (from ` + strings.Repeat("b", 40) + `)\ntree ` + id + `\n\n\0`:               "among its parents",
		"commit " + id + `\ntree ` + id + `\n\n    x\n\n:100644 1006449 ` + id + " " + id + ` M\0l\0\0`: "expected a mode",
		"commit " + id + `\ntree ` + id + `\n\n    x\n\n:100644 100644 ` + id + ` x M\0l\0\0`:           "expected a mode",
		"commit " + id + `\ntree ` + id + `\n\n    x\n\n:100644\0l\0\0`:                                 "expected a change",
	} {
		repo := c.open()
		env := standIn(t, `case "$*" in *" log "*) printf '`+says+`';; *version*) echo git version 2.39.5;;
			*--show-toplevel*) printf '%s\n' "`+repo.Top+`" "`+repo.Dir+`" "`+repo.Common+`" "";; *) echo `+id+`;; esac`)
		broken, err := git.Open(t.Context(), c.dir, env)
		if err != nil {
			t.Fatal(err)
		}
		var got error
		for _, err := range broken.Edges(t.Context(), git.Walk{Revision: "HEAD", Learners: true}) {
			got = err
		}
		if got == nil || !strings.Contains(got.Error(), want) {
			t.Errorf("%q: got %v, expected %q", says, got, want)
		}
	}
}
