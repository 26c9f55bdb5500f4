package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// recollection is a clone of the scripts' program, with signed records, in which sojt remembers.
type recollection struct {
	t     *testing.T
	dir   string
	home  string
	vars  []string
	clock time.Time
}

func newRecollection(t *testing.T) *recollection {
	t.Helper()
	c := &recollection{t: t, dir: t.TempDir(), home: t.TempDir(), clock: time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)}
	if err := os.CopyFS(c.dir, os.DirFS("testdata/program")); err != nil {
		t.Fatal(err)
	}
	c.vars = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + c.home, "GIT_CONFIG_NOSYSTEM=1", "TZ=UTC"}
	key, err := newKey("dana", "ed25519")
	if err != nil {
		t.Fatal(err)
	}
	if err := writeKey(filepath.Join(c.home, "dana"), key, ""); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"init", "-q", "-b", "main"}, {"config", "user.name", "Dana"}, {"config", "user.email", "dana@harbor.example"},
		{"config", "user.signingkey", filepath.Join(c.home, "dana")}, {"config", "core.fsync", "none"}, {"config", "gc.auto", "0"},
		{"add", "."}, {"commit", "-q", "-m", "the program"},
	} {
		c.git(args...)
	}
	c.do("mentor", "key", "dana", "--key", filepath.Join(c.home, "dana.pub"))
	c.do("enroll", "theo-brandt", "porter", "--start", "2026-11-01")
	c.do("enroll", "aiko-tan", "porter", "--start", "2026-11-01")
	return c
}

func (c *recollection) git(args ...string) string {
	c.t.Helper()
	return strings.TrimSpace(inFolder(c.t, c.dir, c.vars, args...))
}

// sojt runs it, of a build; "" remembers nothing.
func (c *recollection) sojt(build string, args ...string) (code int, out string) {
	var text bytes.Buffer
	e := &env{
		stdin: strings.NewReader(""), stdout: &text, stderr: &text, dir: c.dir, vars: c.vars, rand: randomness(fmt.Sprint(c.clock, args)),
		now: func() time.Time { return c.clock }, build: func() string { return build },
	}
	code = run(c.t.Context(), e, args)
	return code, text.String()
}

func (c *recollection) do(args ...string) {
	c.t.Helper()
	c.clock = c.clock.Add(time.Minute)
	if code, out := c.sojt("", args...); code != exitDone {
		c.t.Fatalf("sojt %q: exit %d\n%s", args, code, out)
	}
}

// edit changes a file and commits it.
func (c *recollection) edit(name string, change func(string) string) {
	c.t.Helper()
	path := filepath.Join(c.dir, filepath.FromSlash(name))
	data, err := os.ReadFile(path)
	if err != nil {
		c.t.Fatal(err)
	}
	text := change(string(data))
	if text == string(data) {
		c.t.Fatalf("nothing changed in %s", name)
	}
	write(c.t, path, text)
	c.git("commit", "-q", "-a", "-m", "an edit")
}

// verdict is all that verify says, in words and for machines.
func (c *recollection) verdict(build string) string {
	code, text := c.sojt(build, "verify")
	again, machines := c.sojt(build, "verify", "--format", "json")
	return fmt.Sprint(code, again, "\n", text, machines)
}

func (c *recollection) cache() string { return filepath.Join(c.home, ".cache", "sojt") }

// remembers gives the files of the cache.
func (c *recollection) remembers() map[string]string {
	files := map[string]string{}
	if _, err := os.Stat(c.cache()); err == nil {
		files = tree(c.t, c.cache())
	}
	return files
}

// remember puts other files in its place.
func (c *recollection) remember(files map[string]string) {
	c.t.Helper()
	if err := os.RemoveAll(c.cache()); err != nil {
		c.t.Fatal(err)
	}
	for name, text := range files {
		write(c.t, filepath.Join(c.cache(), name), text)
	}
}

const theo, aiko = "learners/theo-brandt.yaml", "learners/aiko-tan.yaml"

// dropLast takes the last line away.
func dropLast(text string) string {
	lines := strings.SplitAfter(text, "\n")
	return strings.Join(lines[:len(lines)-2], "")
}

func (c *recollection) branch(name string, from string, acts func()) {
	c.git("switch", "-q", "-c", name, from)
	acts()
	c.git("switch", "-q", "main")
}

// events are what may happen between two runs, each with what the verdict then has to say.
func (c *recollection) events() []struct {
	name string
	act  func()
	says string
} {
	practise := func(who, note string) { c.do("practice", who, "pot-wash", "--by", "ana", "--note", note) }
	sign := func(who string) { c.do("signoff", who, "pot-wash", "--all-criteria", "--renew", "--mentor", "dana") }
	return []struct {
		name string
		act  func()
		says string
	}{
		{"records", func() { practise("theo-brandt", "one"); sign("theo-brandt"); practise("theo-brandt", "two") }, "3 signatures"},
		{"nothing", func() {}, "3 signatures"},
		{"a branch merged", func() {
			c.branch("side", "HEAD~1", func() { practise("aiko-tan", "three") })
			sign("theo-brandt")
			c.git("merge", "-q", "--no-edit", "side")
		}, "4 signatures"},
		{"definitions", func() {
			c.edit("roles/porter.yaml", func(s string) string { return strings.Replace(s, "Kitchen porter", "Porter", 1) })
			sign("aiko-tan")
		}, "5 signatures"},
		{"a record dropped", func() { c.edit(theo, dropLast) }, "E-HISTORY"},
		{"and more on top", func() { practise("aiko-tan", "four") }, "E-HISTORY"},
		{"put back", func() { c.do("doctor", "--fix") }, "I-RESTORED"},
		{"an edit", func() {
			c.edit(theo, func(s string) string { return strings.Replace(s, `"note":"two"`, `"note":"2"`, 1) })
		}, "E-HISTORY"},
		{"and its cure", func() { c.do("doctor", "--fix"); practise("theo-brandt", "five") }, "an edit of record"},
		{"the cured edit again", func() {
			c.edit(theo, func(s string) string { return strings.Replace(s, `"note":"two"`, `"note":"2"`, 1) })
		}, "E-HISTORY"},
		{"an evil merge", func() {
			c.git("reset", "-q", "--hard", "HEAD~1")
			c.branch("lost", "HEAD", func() { practise("aiko-tan", "six") })
			practise("theo-brandt", "seven")
			c.git("merge", "-q", "-s", "ours", "--no-edit", "lost")
		}, "E-HISTORY"},
		{"back to before it", func() { c.git("reset", "-q", "--hard", "HEAD~1") }, "5 signatures"},
		{"another line of first parents", func() {
			c.branch("other", "HEAD~2", func() { practise("aiko-tan", "eight") })
			c.git("switch", "-q", "other")
			c.git("merge", "-q", "--no-edit", "main")
			c.git("switch", "-q", "main")
			c.git("reset", "-q", "--hard", "other")
		}, "5 signatures"},
		{"a mode", func() { c.git("update-index", "--chmod=+x", aiko); c.git("commit", "-q", "-m", "mode") }, "E-MODE"},
		{"no mode", func() { c.git("update-index", "--chmod=-x", aiko); c.git("commit", "-q", "-m", "no mode") }, "I-RESTORED"},
		{"a file moved", func() {
			write(c.t, filepath.Join(c.dir, "learners/north/x"), "")
			c.git("mv", aiko, "learners/north/aiko-tan.yaml")
			c.git("commit", "-q", "-m", "move")
			practise("aiko-tan", "nine")
		}, "5 signatures"},
		{"a signature of something else", func() {
			c.edit(theo, func(s string) string {
				return strings.Replace(s, `,"sig":"U1NIU0lH`, `,"session":"01KAM000000000000000000000","sig":"U1NIU0lH`, 1)
			})
		}, "E-SIG"},
		{"a broken header", func() {
			c.git("reset", "-q", "--hard", "HEAD~1")
			c.edit(theo, func(s string) string { return "nonsense: 1\n" + s })
		}, "E-"},
		{"a header mended", func() { c.edit(theo, func(s string) string { return strings.TrimPrefix(s, "nonsense: 1\n") }) }, "5 signatures"},
		{"the file deleted", func() { c.git("rm", "-q", theo); c.git("commit", "-q", "-m", "gone") }, "E-HISTORY"},
		{"and there again", func() { c.git("revert", "--no-edit", "HEAD") }, "I-RESTORED"},
	}
}

// TestRemembering: whatever happened since, and whichever earlier run the cache is of, verify says the
// same, byte for byte, as without one.
func TestRemembering(t *testing.T) {
	t.Parallel()
	c := newRecollection(t)
	caches := []map[string]string{{}}
	for _, event := range c.events() {
		event.act()
		want := c.verdict("")
		if !strings.Contains(want, event.says) {
			t.Fatalf("%s: expected %q in\n%s", event.name, event.says, want)
		}
		latest := caches[len(caches)-1]
		for i := len(caches) - 1; i >= 0; i -= 1 + i/2 { // more of the latest
			c.remember(caches[i])
			if got := c.verdict("1"); got != want {
				t.Errorf("checker is broken: %s, remembering run %d: got\n%s\nexpected\n%s", event.name, i, got, want)
			}
			if i == len(caches)-1 {
				latest = c.remembers()
			}
		}
		if len(latest) == 0 {
			t.Errorf("%s: nothing is remembered", event.name)
		}
		caches = append(caches, latest)
	}
}

// TestRememberingSavesWork: what is remembered is used. An earlier blob that is gone stops a walk of all.
func TestRememberingSavesWork(t *testing.T) {
	c := newRecollection(t)
	id := c.git("rev-parse", "HEAD:"+theo) // which the next version does not begin with
	c.edit(theo, func(s string) string { return strings.Replace(s, "records:", "name: Theo\nrecords:", 1) })
	c.do("practice", "theo-brandt", "pot-wash", "--by", "ana")
	want := c.verdict("1")
	if err := os.Remove(filepath.Join(c.dir, ".git", "objects", id[:2], id[2:])); err != nil {
		t.Fatal(err)
	}
	if got := c.verdict("1"); got != want {
		t.Errorf("the history was walked again\n%s", got)
	}
	if got := c.verdict("2"); !strings.Contains(got, "N-HISTORY") {
		t.Errorf("checker is broken: another build takes what is remembered\n%s", got)
	}
	other := t.TempDir()
	inFolder(t, other, c.vars, "clone", "-q", "--no-hardlinks", c.dir, "there")
	c.dir = filepath.Join(other, "there")
	if got := c.verdict("1"); !strings.Contains(got, "N-HISTORY") {
		t.Errorf("checker is broken: another clone takes what is remembered\n%s", got)
	}
}

// TestRememberingDamaged: a cache in whatever state changes nothing, is no error, and is put right.
func TestRememberingDamaged(t *testing.T) {
	t.Parallel()
	c := newRecollection(t)
	c.do("signoff", "theo-brandt", "pot-wash", "--all-criteria", "--mentor", "dana")
	want := c.verdict("1")
	whole := c.remembers()
	if len(whole) != 3 {
		t.Fatalf("remembered: %q", slices.Sorted(maps.Keys(whole)))
	}
	app := &app{env: &env{vars: c.vars, dir: c.dir, build: func() string { return "1" }}}
	p, err := app.open()
	if err != nil {
		t.Fatal(err)
	}
	repo, err := p.clone(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	program, err := p.program()
	if err != nil {
		t.Fatal(err)
	}
	all := func(m *remembered) bool {
		return m.walked != nil && len(m.signatures.Encode()) > 0 && len(m.verdicts.Encode()) > 0
	}
	if !all(app.remembers(repo, program.ID)) {
		t.Fatal("nothing is remembered")
	}
	check := func(what string, name, text string) {
		t.Helper()
		files := maps.Clone(whole)
		files[name] = text
		c.remember(files)
		if got := c.verdict("1"); got != want {
			t.Errorf("checker is broken: %s: got\n%s\nexpected\n%s", what, got, want)
		}
		if m := app.remembers(repo, program.ID); m.walked == nil || len(m.verdicts.Encode()) == 0 { // signatures are looked at where files are not known
			t.Errorf("%s: it was not put right", what)
		}
	}
	for name, text := range whole {
		for n := range text {
			damaged := []byte(text)
			damaged[n] ^= 1 << (n % 8)
			write(t, filepath.Join(c.cache(), name), string(damaged))
			if all(app.remembers(repo, program.ID)) {
				t.Errorf("checker is broken: byte %d of %d does not matter", n, len(text))
			}
			if n%(len(text)/4) == 0 {
				check(fmt.Sprintf("byte %d", n), name, string(damaged))
				check(fmt.Sprintf("the first %d bytes", n), name, text[:n])
			}
		}
		write(t, filepath.Join(c.cache(), name), text)
	}
	names := slices.Sorted(maps.Keys(whole))
	check("the other file's bytes", names[0], whole[names[1]])
}

// TestRememberedFiles: the files in which nothing was found are not judged again, and each state of the clone
// in which one of them would be judged otherwise gets the verdict that it gets without a cache.
func TestRememberedFiles(t *testing.T) {
	t.Parallel()
	c := newRecollection(t)
	c.do("signoff", "theo-brandt", "pot-wash", "--all-criteria", "--mentor", "dana")
	c.do("practice", "aiko-tan", "pot-wash", "--by", "ana")
	verdict := func(build string) string {
		_, skip := c.sojt(build, "verify", "--history=skip")
		return c.verdict(build) + skip
	}
	sound := verdict("")
	id := c.git("rev-parse", "HEAD:"+theo)
	object := filepath.Join(c.dir, ".git", "objects", id[:2], id[2:])
	whole, err := os.ReadFile(object)
	if err != nil {
		t.Fatal(err)
	}
	other := c.git("rev-parse", "HEAD:"+aiko)
	planted, err := os.ReadFile(filepath.Join(c.dir, ".git", "objects", other[:2], other[2:]))
	if err != nil {
		t.Fatal(err)
	}
	put := func(data []byte) {
		if err := os.Remove(object); err != nil {
			t.Fatal(err)
		}
		if data != nil {
			write(t, object, string(data))
		}
	}
	text, err := os.ReadFile(filepath.Join(c.dir, theo))
	if err != nil {
		t.Fatal(err)
	}
	clock := c.clock
	for _, one := range []struct {
		name     string
		act, end func()
	}{
		{"another blob in its place", func() { put(planted) }, func() { put(whole) }},
		{"its blob gone", func() { put(nil) }, func() { write(t, object, string(whole)) }},
		{"the clock set back", func() { c.clock = clock.AddDate(0, 0, -2) }, func() { c.clock = clock }},
		{"a file changed and not committed", func() { write(t, filepath.Join(c.dir, theo), dropLast(string(text))) },
			func() { write(t, filepath.Join(c.dir, theo), string(text)) }},
		{"a scope narrowed", func() {
			c.edit("mentors.yaml", func(s string) string { return strings.Replace(s, "id: dana", "id: dora", 1) })
		}, func() { c.git("reset", "-q", "--hard", "HEAD~1") }},
		{"landed in another commit", func() {
			c.git("reset", "-q", "--soft", "HEAD~2")
			c.git("-c", "user.email=x@elsewhere.example", "commit", "-q", "-m", "as one", "--author", "X <x@elsewhere.example>")
		}, func() { c.git("reset", "-q", "--hard", "HEAD@{1}") }},
	} {
		c.remember(nil)
		for range 2 {
			if got := verdict("1"); got != sound {
				t.Fatalf("before %s: got\n%s\nexpected\n%s", one.name, got, sound)
			}
		}
		one.act()
		want := verdict("")
		if want == sound {
			t.Fatalf("the test is broken: %s makes no difference", one.name)
		}
		for range 2 {
			if got := verdict("1"); got != want {
				t.Errorf("checker is broken: %s: got\n%s\nexpected\n%s", one.name, got, want)
			}
		}
		one.end()
	}
}

// TestRememberingNowhere: where nothing can be kept, nothing is, and nothing is said of it.
func TestRememberingNowhere(t *testing.T) {
	t.Parallel()
	c := newRecollection(t)
	c.do("signoff", "theo-brandt", "pot-wash", "--all-criteria", "--mentor", "dana")
	want := c.verdict("")
	vars := c.vars
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "x")
	for name, places := range map[string][]string{
		"no home":                 {"HOME="},
		"a relative folder":       {"XDG_CACHE_HOME=cache"},
		"a file":                  {"XDG_CACHE_HOME=" + file},
		"the clone":               {"XDG_CACHE_HOME=" + c.dir},
		"a folder in the clone":   {"XDG_CACHE_HOME=" + filepath.Join(c.dir, ".cache", "deep")},
		"the git directory":       {"XDG_CACHE_HOME=" + filepath.Join(c.dir, ".git", "x")},
		"a link into the clone":   {"XDG_CACHE_HOME=" + link(t, c.dir)},
		"a home inside the clone": {"HOME=" + c.dir},
		"what the system forbids": {"XDG_CACHE_HOME=/proc/self"},
	} {
		t.Run(name, func(t *testing.T) {
			c.vars = append(slices.Clone(vars), places...)
			before := everyFile(t, c.dir)
			for range 2 {
				if got := c.verdict("1"); got != want {
					t.Errorf("got\n%s\nexpected\n%s", got, want)
				}
			}
			if after := everyFile(t, c.dir); !slices.Equal(before, after) {
				t.Errorf("files of the clone were %q, are %q", before, after)
			}
		})
	}
	c.vars = vars
	if _, out := c.sojt("1", "verify", "--dry-run"); len(c.remembers()) > 0 {
		t.Errorf("--dry-run left something: %s", out)
	}
}

func link(t *testing.T, target string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(target, name); err != nil {
		t.Skip(err)
	}
	return filepath.Join(name, "cache")
}

func everyFile(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, _ fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestRememberingAtOnce: several runs, while the cache is deleted again and again.
func TestRememberingAtOnce(t *testing.T) {
	t.Parallel()
	c := newRecollection(t)
	c.do("signoff", "theo-brandt", "pot-wash", "--all-criteria", "--mentor", "dana")
	want := c.verdict("")
	var runs sync.WaitGroup
	done := make(chan struct{})
	for range 3 {
		runs.Go(func() {
			for range 4 {
				if got := c.verdict("1"); got != want {
					t.Errorf("got\n%s\nexpected\n%s", got, want)
				}
			}
		})
	}
	go func() {
		runs.Wait()
		close(done)
	}()
	for {
		select {
		case <-done:
			return
		default:
			_ = os.RemoveAll(c.cache()) // files are made meanwhile
		}
	}
}

func TestCacheFolder(t *testing.T) {
	for _, row := range []struct{ system, vars, want string }{
		{"linux", "HOME=/home/ana", "/home/ana/.cache"},
		{"linux", "HOME=/home/ana XDG_CACHE_HOME=/var/ana", "/var/ana"},
		{"linux", "HOME=/home/ana XDG_CACHE_HOME=here", ""},
		{"linux", "", ""},
		{"freebsd", "HOME=/home/ana", "/home/ana/.cache"},
		{"darwin", "HOME=/Users/ana XDG_CACHE_HOME=/x", "/Users/ana/Library/Caches"},
		{"darwin", "", ""},
		{"windows", "HOME=/home/ana", ""},
	} {
		e := &env{vars: strings.Fields(row.vars)}
		if got := filepath.ToSlash(cacheFolder(row.system, e.variable)); got != row.want {
			t.Errorf("%s %q: got %q, expected %q", row.system, row.vars, got, row.want)
		}
	}
}
