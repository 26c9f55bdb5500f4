package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// trap is one way in which the configuration of a clone makes git run a program: CANARY in it is one
// that leaves a trace. Control is a plain git command that runs it, which shows that the trap works.
type trap struct {
	name    string
	config  [][2]string
	files   map[string]string // more files of the clone
	missing bool              // the blob of the learner's file is not there: the clone is a partial one
	signed  string            // the kind of a signature on HEAD, worthless
	control []string          // arguments of git
	stdin   string
}

// promisor makes a clone that looks for what it lacks at a place.
func promisor(url string, more ...[2]string) [][2]string {
	return append([][2]string{
		{"core.repositoryFormatVersion", "1"}, {"extensions.partialClone", "origin"}, {"remote.origin.promisor", "true"}, {"remote.origin.url", url},
	}, more...)
}

// traps lists them all (INTEGRITY T14).
func traps() []trap {
	status, blob := []string{"status"}, []string{"cat-file", "-p", "HEAD:learners/theo.yaml"}
	through := func(option string) []string { return []string{"cat-file", option, "HEAD:learners/theo.yaml"} }
	clean := []string{"hash-object", "--path=learners/theo.yaml", "learners/theo.yaml"}
	between := []string{"diff", "HEAD~1", "HEAD"}
	plan := "ssh://evil.example/x"
	fsmonitor := "[core]\n\tfsmonitor = CANARY\n"
	hooks := map[string]string{}
	for _, hook := range []string{"post-index-change", "reference-transaction", "pre-auto-gc", "post-checkout", "fsmonitor-watchman", "pre-commit"} {
		hooks[hook] = "#!/bin/sh\nexec CANARY\n"
	}
	under := func(folder string) map[string]string {
		files := map[string]string{}
		for name, text := range hooks {
			files[folder+name] = text
		}
		return files
	}
	return []trap{
		{name: "fsmonitor", config: [][2]string{{"core.fsmonitor", "CANARY"}}, control: status},
		{name: "hooks", files: under(".git/hooks/"), control: []string{"update-ref", "refs/heads/x", "HEAD"}},
		{name: "hooksPath", config: [][2]string{{"core.hooksPath", "evil"}}, files: under("evil/"), control: []string{"read-tree", "HEAD"}},
		{name: "filter clean", config: [][2]string{{"filter.evil.clean", "CANARY"}}, control: clean},
		{name: "filter smudge", config: [][2]string{{"filter.evil.smudge", "CANARY"}}, control: through("--filters")},
		{name: "filter process", config: [][2]string{{"filter.evil.process", "CANARY"}}, control: clean},
		{name: "filter by attributesFile", config: [][2]string{{"filter.far.clean", "CANARY"}, {"core.attributesFile", "DIR/far"}},
			files: map[string]string{"far": "* filter=far\n"}, control: []string{"hash-object", "--path=far", "far"}},
		{name: "filter by info/attributes", config: [][2]string{{"filter.far.clean", "CANARY"}},
			files: map[string]string{".git/info/attributes": "* filter=far\n"}, control: clean},
		{name: "textconv", config: [][2]string{{"diff.evil.textconv", "CANARY"}}, control: through("--textconv")},
		{name: "diff driver", config: [][2]string{{"diff.evil.command", "CANARY"}}, control: between},
		{name: "diff external", config: [][2]string{{"diff.external", "CANARY"}}, control: between},
		{name: "merge driver", config: [][2]string{{"merge.evil.driver", "CANARY"}}, control: []string{"merge", "--no-commit", "side"}},
		{name: "sshCommand", missing: true, config: promisor(plan, [2]string{"core.sshCommand", "CANARY"}, [2]string{"protocol.ssh.allow", "always"}), control: blob},
		{name: "gitProxy", missing: true, config: promisor("git://evil.example/x", [2]string{"core.gitProxy", "CANARY"}, [2]string{"protocol.git.allow", "always"}), control: blob},
		{name: "uploadpack", missing: true, config: promisor("DIR", [2]string{"remote.origin.uploadpack", "CANARY"}), control: blob},
		{name: "ext", missing: true, config: promisor("ext::CANARY", [2]string{"protocol.ext.allow", "always"}), control: blob},
		{name: "gpg", signed: "PGP SIGNATURE", config: [][2]string{{"gpg.program", "CANARY"}, {"log.showSignature", "true"}}, control: []string{"log", "-1"}},
		{name: "gpg x509", signed: "SIGNED MESSAGE", config: [][2]string{{"gpg.x509.program", "CANARY"}, {"log.showSignature", "true"}}, control: []string{"log", "-1"}},
		{name: "gpg ssh", signed: "SSH SIGNATURE", config: [][2]string{{"gpg.ssh.program", "CANARY"}, {"gpg.ssh.allowedSignersFile", "DIR/far"}, {"log.showSignature", "true"}},
			files: map[string]string{"far": "ana ssh-ed25519 AAAA\n"}, control: []string{"log", "-1"}},
		{name: "ssh key command", config: [][2]string{{"gpg.format", "ssh"}, {"gpg.ssh.defaultKeyCommand", "CANARY"}, {"commit.gpgSign", "true"}},
			control: []string{"commit", "--allow-empty", "-m", "x"}},
		{name: "pager", config: [][2]string{{"core.pager", "CANARY"}, {"pager.log", "CANARY"}, {"pager.cat-file", "CANARY"}, {"pager.config", "CANARY"}},
			control: []string{"grep", "--open-files-in-pager", "knife"}},
		{name: "editor", config: [][2]string{{"core.editor", "CANARY"}}, control: []string{"config", "--local", "--edit"}},
		{name: "sequence editor", config: [][2]string{{"sequence.editor", "CANARY"}}, control: []string{"rebase", "--interactive", "HEAD~1"}},
		{name: "alias", config: aliases(), control: []string{"harmless"}},
		{name: "credential helper", config: [][2]string{{"credential.helper", "CANARY"}}, control: []string{"credential", "fill"}, stdin: "protocol=https\nhost=evil.example\n\n"},
		{name: "askPass", config: [][2]string{{"core.askPass", "CANARY"}}, control: []string{"credential", "fill"}, stdin: "protocol=https\nhost=evil.example\n\n"},
		{name: "alternates", config: [][2]string{{"core.alternateRefsCommand", "CANARY"}},
			files: map[string]string{".git/objects/info/alternates": "DIR/other/objects\n", "other/objects/x": "", "other/refs/x": ""}, control: []string{"rev-list", "--alternate-refs"}},
		{name: "trailer", config: [][2]string{{"trailer.sojt-record.command", "CANARY"}}, control: []string{"interpret-trailers"}, stdin: "x\n"},
		{name: "include", config: [][2]string{{"include.path", "DIR/evil"}}, files: map[string]string{"evil": fsmonitor}, control: status},
		{name: "includeIf", config: [][2]string{{"includeIf.gitdir:**/.git.path", "DIR/evil"}}, files: map[string]string{"evil": fsmonitor}, control: status},
		{name: "config of the worktree", config: [][2]string{{"core.repositoryFormatVersion", "1"}, {"extensions.worktreeConfig", "true"}},
			files: map[string]string{".git/config.worktree": fsmonitor}, control: status},
	}
}

// aliases stand for every git command that reading may use, and for one that is none.
func aliases() (config [][2]string) {
	for _, name := range []string{"harmless", "rev-parse", "rev-list", "cat-file", "ls-tree", "log", "merge-base", "for-each-ref", "hash-object", "config", "var", "check-attr", "symbolic-ref"} {
		config = append(config, [2]string{"alias." + name, "!CANARY"})
	}
	return config
}

// TestReadingAHostileCloneRunsNothing runs every reading command in a clone with each trap, and then
// plain git, which must fall into it.
func TestReadingAHostileCloneRunsNothing(t *testing.T) {
	t.Parallel()
	clean, record := staffed(t)
	for _, x := range traps() {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			k := clean.copy(t)
			log := x.set(t, k)
			for _, args := range readings(t, record) {
				out, _ := k.any(t, args...)
				if ran := traces(log); ran != "" {
					t.Fatalf("sojt %q ran %q\n%s", args, ran, out)
				}
			}
			cmd := exec.Command("git", x.control...)
			cmd.Dir, cmd.Env, cmd.Stdin = k.dir, append(k.env, "GIT_TERMINAL_PROMPT=0"), strings.NewReader(x.stdin)
			out, err := cmd.CombinedOutput() // most fail, since what they ran does
			if traces(log) == "" {
				t.Errorf("checker is broken: git %q ran nothing: %v\n%s", x.control, err, out)
			}
		})
	}
}

// evilAttributes have every driver applied where sojt looks; learner files are still merged as they must be.
const evilAttributes = "learners/** filter=evil diff=evil text eol=lf merge=union\nboth filter=evil diff=evil merge=evil\n"

// set puts the trap into a clone and gives the log of what it ran.
func (x trap) set(t *testing.T, k *kitchen) string {
	t.Helper()
	canary := filepath.Join(t.TempDir(), "canary")
	log := canary + ".log"
	program(t, canary, "#!/bin/sh\necho \"$0 $*\" >>"+log+"\nexit 1\n")
	fill := strings.NewReplacer("CANARY", canary, "DIR", k.dir).Replace
	git := func(args ...string) string { return strings.TrimSpace(inFolder(t, k.dir, k.env, args...)) }
	write(t, filepath.Join(k.dir, ".gitattributes"), evilAttributes)
	git("checkout", "-q", "-b", "side")
	write(t, filepath.Join(k.dir, "both"), "one\n")
	git("add", "-A")
	git("commit", "-q", "-m", "side")
	git("checkout", "-q", "-")
	write(t, filepath.Join(k.dir, ".gitattributes"), evilAttributes)
	write(t, filepath.Join(k.dir, "both"), "two\n")
	git("add", "-A")
	git("commit", "-q", "-m", "attributes")
	if x.signed != "" {
		head, message, _ := strings.Cut(git("cat-file", "commit", "HEAD"), "\n\n")
		file := filepath.Join(t.TempDir(), "commit")
		write(t, file, fmt.Sprintf("%s\ngpgsig -----BEGIN %s-----\n \n x\n -----END %s-----\n\n%s\n", head, x.signed, x.signed, message))
		git("update-ref", "HEAD", git("hash-object", "-t", "commit", "-w", file))
	}
	if x.missing {
		id := git("rev-parse", "HEAD:learners/theo.yaml")
		if err := os.Remove(filepath.Join(k.dir, ".git/objects", id[:2], id[2:])); err != nil {
			t.Fatal(err)
		}
	}
	learner := filepath.Join(k.dir, "learners/theo.yaml")
	text, err := os.ReadFile(learner)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(learner); err != nil {
		t.Fatal(err)
	}
	write(t, learner, string(text)) // another inode and time: git has to look into it
	for name, text := range x.files {
		program(t, filepath.Join(k.dir, name), fill(text))
	}
	for _, c := range x.config {
		git("config", c[0], fill(c[1]))
	}
	_ = os.Remove(log) // setting it may have run it
	return log
}

// program writes a file that can be run.
func program(t *testing.T, path, text string) {
	t.Helper()
	write(t, path, text)
	if err := os.Chmod(path, 0o755); err != nil {
		t.Fatal(err)
	}
}

func traces(log string) string {
	data, _ := os.ReadFile(log)
	return string(data)
}

// any runs a command in this process, whatever its exit code; a fault laid bare fails the test.
func (k *kitchen) any(t *testing.T, args ...string) (out string, code int) {
	t.Helper()
	out, talk, code := k.try(args...)
	if strings.Contains(talk, "fault in sojt") {
		t.Errorf("sojt %q: %s", args, talk)
	}
	return out + talk, code
}
