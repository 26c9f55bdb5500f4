package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// common is a folder for what tests make once for all of them.
var common string

// sharing are the tests with that folder around them.
type sharing struct{ *testing.M }

func (m sharing) Run() int {
	dir, err := os.MkdirTemp("", "tests-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	common = dir
	return m.M.Run()
}

// shipped is the program as it is shipped.
var shipped = sync.OnceValues(func() (string, error) {
	path := filepath.Join(common, "sojt")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return path, nil
})

func buildProgram(t *testing.T) string {
	t.Helper()
	path, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// gitEnvironment is an environment with a git configuration of its own.
func gitEnvironment(t *testing.T, email string) []string {
	home := t.TempDir()
	config := filepath.Join(home, "gitconfig")
	write(t, config, "[user]\n\tname = Somebody\n\temail = "+email+"\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n")
	return []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + config, "TZ=UTC"}
}

// workplace is a clone of a small program in which the built sojt works, by the real clock: nothing in
// it has a date.
type workplace struct {
	t       *testing.T
	program string // the built sojt
	dir     string
	env     []string
}

// staff are the learners of a workplace.
var staff = []string{"aiko-tan", "maria-lopez", "theo-brandt"}

// workplaceFiles are its definitions.
var workplaceFiles = map[string]string{
	"sojt.yaml":         "format: 1\nprogram: back-kitchen-0000\nname: Back kitchen\n",
	"mentors.yaml":      "mentors:\n  - {id: dana, name: Dana Cole, email: dana@harbor.example, coordinator: true}\n",
	"roles/porter.yaml": "role: porter\ntitle: Kitchen porter\ncompetencies:\n  - {id: pot-wash, title: Runs the pot wash, criteria: [{id: shelf, text: No station waits for a pan}]}\n",
	".gitattributes":    "*.yaml text eol=lf\nlearners/** text eol=lf merge=union\n",
}

// newWorkplace enrols the staff as porters and leaves foreign work staged and unstaged.
func newWorkplace(t *testing.T, program, dir string) *workplace {
	t.Helper()
	w := &workplace{t: t, program: program, dir: dir, env: gitEnvironment(t, "dana@harbor.example")}
	for name, text := range workplaceFiles {
		write(t, filepath.Join(dir, name), text)
	}
	w.git("init", "-q")
	w.git("add", "-A")
	w.git("commit", "-q", "-m", "program")
	for _, id := range staff {
		w.must("enroll", id, "porter")
	}
	write(t, filepath.Join(dir, "staged.txt"), "staged\n")
	w.git("add", "staged.txt")
	write(t, filepath.Join(dir, "loose.txt"), "loose\n")
	return w
}

// git runs git and gives what it prints.
func (w *workplace) git(args ...string) string {
	w.t.Helper()
	return inFolder(w.t, w.dir, w.env, args...)
}

// command prepares the program.
func (w *workplace) command(args ...string) *exec.Cmd {
	cmd := exec.Command(w.program, args...)
	cmd.Dir, cmd.Env = w.dir, w.env
	return cmd
}

// run runs the program; -1 when it did not end by itself.
func (w *workplace) run(args ...string) (code int, stdout, stderr string) {
	w.t.Helper()
	return finish(w.t, w.command(args...))
}

// must runs the program, which has to succeed.
func (w *workplace) must(args ...string) string {
	w.t.Helper()
	code, out, talk := w.run(args...)
	if code != exitDone {
		w.t.Fatalf("sojt %q: exit %d\n%s%s", args, code, out, talk)
	}
	return out
}

// finish runs a command to its end.
func finish(t *testing.T, cmd *exec.Cmd) (code int, stdout, stderr string) {
	t.Helper()
	var out, talk strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &talk
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), talk.String()
}

// world is what a refusal has to leave as it was: files, index and HEAD.
func (w *workplace) world() string {
	w.t.Helper()
	var all strings.Builder
	err := fs.WalkDir(os.DirFS(w.dir), ".", func(name string, d fs.DirEntry, err error) error {
		if name == ".git" {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() {
			fmt.Fprintln(&all, name)
			return err
		}
		data, err := os.ReadFile(filepath.Join(w.dir, name))
		fmt.Fprintf(&all, "%s %q\n", name, data)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	all.WriteString(w.git("rev-parse", "HEAD") + w.git("ls-files", "--stage", "-v"))
	return all.String()
}

// inHead lists the ids of all records in HEAD.
func (w *workplace) inHead() map[string]bool {
	w.t.Helper()
	ids := map[string]bool{}
	for _, m := range lineID.FindAllStringSubmatch(w.git("grep", "-h", "^- {", "HEAD", "--", "learners"), -1) {
		ids[m[1]] = true
	}
	return ids
}

var lineID = regexp.MustCompile(`(?m)^- \{"v":1,"id":"([0-9A-Z]{26})"`)

// holds fails the test unless HEAD and the work tree hold every acknowledged record.
func (w *workplace) holds(acknowledged []string, after string) {
	w.t.Helper()
	head, disk := w.inHead(), strings.Builder{}
	for name, text := range tree(w.t, filepath.Join(w.dir, "learners")) {
		if strings.HasSuffix(name, ".yaml") {
			disk.WriteString(text)
		}
	}
	for _, id := range acknowledged {
		if !head[id] {
			w.t.Fatalf("%s: record %s was acknowledged and HEAD has it not", after, id)
		}
		if !strings.Contains(disk.String(), `"id":"`+id+`"`) {
			w.t.Fatalf("%s: record %s was acknowledged and the work tree has it not", after, id)
		}
	}
}

// sound fails the test unless all is as after any finished command: nothing uncommitted but the
// foreign work, everything valid, the repository whole, and the next sign-off works. It gives the
// sign-off's id.
func (w *workplace) sound(after string) string {
	w.t.Helper()
	if status := w.git("status", "--porcelain"); status != "A  staged.txt\n?? loose.txt\n" {
		w.t.Fatalf("%s: git status says\n%s", after, status)
	}
	out := w.must("signoff", staff[0], "pot-wash", "--all-criteria", "--renew")
	if code, found, talk := w.run("validate"); code != exitDone {
		w.t.Fatalf("%s: validate: exit %d\n%s%s", after, code, found, talk)
	}
	if said := w.git("fsck", "--strict", "--no-dangling"); said != "" {
		w.t.Fatalf("%s: git fsck says\n%s", after, said)
	}
	return recordID.FindString(out)
}

// work lists some of the commands that write: one record, several, several files in one commit, a new
// file. n tells new learners apart.
func work(n int) [][]string {
	return [][]string{
		{"signoff", staff[0], "pot-wash", "--all-criteria", "--renew"},
		{"signoff", strings.Join(staff, ","), "pot-wash", "--all-criteria", "--renew"},
		{"practice", staff[1], "pot-wash", "--times", "3", "--by", staff[1]},
		{"note", staff[2], "--kind", "feedback", "--text", strings.Repeat("steady hands ", 3)},
		{"enroll", fmt.Sprintf("new-%d", n), "porter"},
	}
}
