//go:build interop

package main

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// auditor is a signed program with some history, and what an auditor has: stock tools alone.
type auditor struct {
	*kitchen
	path string // of the auditor's machine
}

// stockTools are all that verify.sh may need beside a shell.
var stockTools = []string{
	"cat", "cut", "dirname", "head", "mkdir", "mktemp", "paste", "rm", "sha256sum", "sort", "tr", "uniq", "wc", // coreutils
	"sed", "git", "ssh-keygen",
}

// newAudit makes a repository of an example, with the learners that are named (nil: all): the second half of
// each file came by a branch that was merged.
func newAudit(t *testing.T, example string, learners ...string) *auditor {
	a := &auditor{&kitchen{dir: filepath.Join(t.TempDir(), "program"), env: gitEnvironment(t, "dana@harbor.example"), now: time.Date(2026, 10, 31, 12, 0, 0, 0, time.UTC)}, t.TempDir()}
	if err := os.CopyFS(a.dir, os.DirFS(filepath.Join("../../examples", example))); err != nil {
		t.Fatal(err)
	}
	whole := map[string]string{}
	for _, path := range a.learnerFiles(t) {
		if learners != nil && !slices.Contains(learners, strings.TrimSuffix(filepath.Base(path), ".yaml")) {
			a.remove(t, path)
			continue
		}
		whole[path] = read(t, path)
		lines := strings.SplitAfter(whole[path], "\n")
		write(t, path, strings.Join(lines[:len(lines)-3], ""))
	}
	a.git(t, "init", "-q")
	a.commit(t, "first")
	a.git(t, "switch", "-q", "-c", "side")
	for path, text := range whole {
		write(t, path, text)
	}
	a.commit(t, "side")
	a.git(t, "switch", "-q", "main")
	a.git(t, "commit", "-q", "--allow-empty", "-m", "main")
	a.git(t, "merge", "-q", "--no-ff", "-m", "merge", "side")
	for _, tool := range stockTools {
		a.tool(t, tool)
	}
	return a
}

// tool puts a program onto the auditor's machine.
func (a *auditor) tool(t *testing.T, name string) {
	path, err := exec.LookPath(name)
	if err == nil {
		err = os.Symlink(path, filepath.Join(a.path, name))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (a *auditor) git(t *testing.T, args ...string) string {
	t.Helper()
	return strings.TrimSpace(inFolder(t, a.dir, a.env, args...))
}

func (a *auditor) commit(t *testing.T, subject string) {
	t.Helper()
	a.git(t, "add", "-A")
	a.git(t, "commit", "-q", "-m", subject)
}

func (a *auditor) remove(t *testing.T, path string) {
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func (a *auditor) learnerFiles(t *testing.T) []string {
	var all []string
	if err := filepath.WalkDir(filepath.Join(a.dir, "learners"), func(path string, d fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".yaml") {
			all = append(all, path)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// export gives the folder of an archive that was made and unpacked.
func (a *auditor) export(t *testing.T, args ...string) string {
	t.Helper()
	out, talk, code := a.try(append([]string{"export", "bundle"}, args...)...)
	if code > exitFindings {
		t.Fatalf("exit code %d: %s", code, talk)
	}
	return unpack(t, []byte(out))
}

func unpack(t *testing.T, data []byte) (folder string) {
	t.Helper()
	dir := t.TempDir()
	for archive := tar.NewReader(bytes.NewReader(data)); ; {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return folder
		}
		text, readErr := io.ReadAll(archive)
		if err := errors.Join(err, readErr); err != nil {
			t.Fatal(err)
		}
		top, _, _ := strings.Cut(h.Name, "/")
		folder = filepath.Join(dir, top)
		write(t, filepath.Join(dir, h.Name), string(text))
	}
}

// check runs verify.sh with a shell on the auditor's machine, from somewhere else.
func (a *auditor) check(t *testing.T, shell []string, folder string, args ...string) (code int, said string) {
	t.Helper()
	return a.checkFrom(t, t.TempDir(), shell, folder, args...)
}

func (a *auditor) checkFrom(t *testing.T, dir string, shell []string, folder string, args ...string) (code int, said string) {
	t.Helper()
	cmd := exec.Command(shell[0], slices.Concat(shell[1:], []string{filepath.Join(folder, "verify.sh")}, args)...)
	cmd.Dir, cmd.Env = dir, []string{"PATH=" + a.path, "HOME=/nonexistent", "TMPDIR=" + t.TempDir()}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if strings.Contains(string(out), "not found") {
		t.Errorf("it needs more than it says:\n%s", out)
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

// shells are those that are there: POSIX ones of three families.
func shells(t *testing.T) map[string][]string {
	all := map[string][]string{}
	for name, args := range map[string][]string{"dash": nil, "bash": {"--posix"}, "busybox": {"sh"}} {
		if path, err := exec.LookPath(name); err == nil {
			all[name] = append([]string{path}, args...)
		}
	}
	if all["dash"] == nil || all["bash"] == nil {
		t.Fatalf("only the shells %v are here", all)
	}
	return all
}

// TestInteropBundleHolds: the archive of a signed program holds in every shell, with stock tools alone.
func TestInteropBundleHolds(t *testing.T) {
	a := newAudit(t, "qa-evaluator")
	folder := a.export(t)
	holds := func(name string, shell []string, folder string, parts ...string) {
		t.Helper()
		code, said := a.check(t, shell, folder)
		for _, part := range append(parts, "found        nothing wrong") {
			if code != 0 || !strings.Contains(said, part) {
				t.Fatalf("%s: exit code %d, expected 0 and %q in\n%s", name, code, part, said)
			}
		}
	}
	holds("dash", shells(t)["dash"], folder,
		"262 records, 117 good signatures", "4 commits, each beside its parents", "145 records without a signature: 43 acknowledge, 1 note")
	few := smallAudit(t).export(t)
	for name, shell := range shells(t) {
		holds(name, shell, few, "10 records, 7 good signatures", "8 references")
	}
	id := regexp.MustCompile(`"id":"([0-9A-Z]{26})".*"sig"`).FindStringSubmatch(read(t, filepath.Join(folder, "program/learners/warehouse/tom-vance.yaml")))[1]
	if code, said := a.check(t, shells(t)["dash"], folder, "--record", id); code != 0 || !strings.Contains(said, `Good "sojt" signature`) {
		t.Errorf("exit code %d:\n%s", code, said)
	}
	digests := filepath.Join(folder, "digests")
	if code, said := a.check(t, shells(t)["dash"], folder, "--checkpoint", digests, "--signers", filepath.Join(folder, "allowed_signers")); code != 0 {
		t.Errorf("exit code %d:\n%s", code, said)
	}
}

// TestInteropBundleOneRecord: one record alone is written outside of the archive, from wherever it is asked for,
// so that the archive still holds; that it has no signature is said, and nothing wrong. The command that is shown
// checks the signature.
func TestInteropBundleOneRecord(t *testing.T) {
	a := smallAudit(t)
	beside := filepath.Join(t.TempDir(), "an auditor's")
	folder, dash := filepath.Join(beside, "archive"), shells(t)["dash"]
	if err := os.MkdirAll(beside, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(folder, os.DirFS(a.export(t))); err != nil {
		t.Fatal(err)
	}
	signed, unsigned := "", ""
	for _, path := range a.learnerFiles(t) {
		for _, line := range regexp.MustCompile(`(?m)^- \{"v":1,"id":"([0-9A-Z]{26})".*$`).FindAllStringSubmatch(read(t, path), -1) {
			if strings.Contains(line[0], `"sig":`) {
				signed = line[1]
			} else {
				unsigned = line[1]
			}
		}
	}
	for _, dir := range []string{folder, filepath.Join(folder, "program"), beside} {
		code, said := a.checkFrom(t, dir, dash, folder, "--record", signed)
		if code != 0 || !strings.Contains(said, `Good "sojt" signature`) {
			t.Fatalf("from %s: exit code %d:\n%s", dir, code, said)
		}
		command := regexp.MustCompile(`(?m)^ssh-keygen .*$`).FindString(said)
		if out, err := exec.Command(dash[0], "-c", command).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", command, err, out)
		}
		if read(t, filepath.Join(beside, signed+".payload")) == "" {
			t.Error("an empty payload")
		}
		a.remove(t, filepath.Join(beside, signed+".payload"))
	}
	if code, said := a.checkFrom(t, folder, dash, folder, "--record", unsigned); code != 0 || !strings.Contains(said, "it has no signature") {
		t.Errorf("unsigned: exit code %d:\n%s", code, said)
	}
	if code, said := a.check(t, dash, folder); code != 0 {
		t.Errorf("afterwards: exit code %d:\n%s", code, said)
	}
}

// TestInteropBundleKnowsItsTools: where a tool does not do what it should nothing is said to be in order.
func TestInteropBundleKnowsItsTools(t *testing.T) {
	a := smallAudit(t)
	folder, dash := a.export(t), shells(t)["dash"]
	for _, tool := range stockTools {
		path := filepath.Join(a.path, tool)
		a.remove(t, path)
		if tool != "dirname" && tool != "rm" {
			if code, said := a.check(t, dash, folder); code != 4 || !strings.Contains(said, tool+" is missing here") {
				t.Errorf("without %s: exit code %d, expected 4, in\n%s", tool, code, said)
			}
		}
		for _, broken := range []string{"exit 1", "exit 0"} {
			if tool == "rm" || tool == "dirname" || tool == "mkdir" || tool == "mktemp" {
				continue
			}
			write(t, path, "#!"+dash[0]+"\n"+broken+"\n")
			if err := os.Chmod(path, 0o755); err != nil {
				t.Fatal(err)
			}
			if code, said := a.check(t, dash, folder); code == 0 && strings.Contains(said, "nothing wrong") {
				t.Errorf("checker is broken: %s that does nothing (%s): exit code 0 in\n%s", tool, broken, said)
			}
			a.remove(t, path)
		}
		a.tool(t, tool)
	}
}

// TestInteropBundleWithOlderTools: ssh-keygen before 9.1 refuses a Z behind a time, and macOS has had
// shasum in place of sha256sum.
func TestInteropBundleWithOlderTools(t *testing.T) {
	a, dash := smallAudit(t), shells(t)["dash"]
	older := map[string]string{
		"ssh-keygen": `before=
for x; do
	case $x in -Overify-time=*Z) exit 255 ;; esac
	[ "$before" != -f ] || case $(cat "$x") in *[0-9]Z\"*) exit 255 ;; esac
	before=$x
done
exec REAL "$@"`,
		"shasum": `[ "$1 $2" = '-a 256' ] || exit 9
shift 2
exec REAL "$@"`,
	}
	for name, script := range older {
		stock := strings.Replace(name, "shasum", "sha256sum", 1)
		path, err := exec.LookPath(stock)
		if err != nil {
			t.Fatal(err)
		}
		a.remove(t, filepath.Join(a.path, stock))
		write(t, filepath.Join(a.path, name), "#!"+dash[0]+"\n"+strings.Replace(script, "REAL", path, 1)+"\n")
		if err := os.Chmod(filepath.Join(a.path, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	folder := a.export(t)
	if code, said := a.check(t, dash, folder); code != 0 || !strings.Contains(said, "10 records, 7 good signatures") {
		t.Errorf("exit code %d, expected 0, in\n%s", code, said)
	}
	edit("README.md", func(s string) string { return s + "more\n" })(t, folder)
	if code, said := a.check(t, dash, folder); code != 1 || !strings.Contains(said, "README.md: FAILED by SHA256SUMS") {
		t.Errorf("checker is broken: exit code %d, expected 1, in\n%s", code, said)
	}
}

// TestInteropBundleTakesOtherSigners: the keys that an auditor has are theirs to word, and may be of more
// people; with somebody else's nothing is good.
func TestInteropBundleTakesOtherSigners(t *testing.T) {
	a, dash := smallAudit(t), shells(t)["dash"]
	folder, own := a.export(t), filepath.Join(t.TempDir(), "own")
	const foreign = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGZvcmVpZ25mb3JlaWduZm9yZWlnbmZvcmVpZ25mb3Jl\n"
	plain := regexp.MustCompile(` namespaces=\S+`).ReplaceAllString(read(t, filepath.Join(folder, "allowed_signers")), "")
	write(t, own, "# ours\n\n"+plain+"somebody-else "+foreign)
	if code, said := a.check(t, dash, folder, "--signers", own); code != 0 || !strings.Contains(said, "7 good signatures") {
		t.Errorf("exit code %d, expected 0, in\n%s", code, said)
	}
	write(t, own, regexp.MustCompile(`ssh-\S+ \S+\n`).ReplaceAllString(plain, foreign))
	if code, said := a.check(t, dash, folder, "--signers", own); code != 1 || !strings.Contains(said, " 0 good signatures") {
		t.Errorf("checker is broken: exit code %d, expected 1, in\n%s", code, said)
	}
}

// small is a program of two learners, quick to check.
func smallAudit(t *testing.T) *auditor { return newAudit(t, "qa-evaluator", "dario-ferri", "mei-chen") }

const dario, mei = "program/learners/warehouse/dario-ferri.yaml", "program/learners/warehouse/mei-chen.yaml"

// resum is the forger who makes SHA256SUMS anew.
func resum(t *testing.T, folder string) {
	var lines []string
	if err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if name, _ := filepath.Rel(folder, path); err == nil && d.Type().IsRegular() && name != "SHA256SUMS" {
			lines = append(lines, fmt.Sprintf("%x  %s\n", sha256.Sum256([]byte(read(t, path))), name))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(folder, "SHA256SUMS"), strings.Join(lines, ""))
}

// edit changes a file of an archive.
func edit(name string, change func(string) string) func(*testing.T, string) {
	return func(t *testing.T, folder string) {
		t.Helper()
		before := read(t, filepath.Join(folder, name))
		after := change(before)
		if before == after {
			t.Fatalf("checker is broken: %s was not changed", name)
		}
		write(t, filepath.Join(folder, name), after)
	}
}

var (
	signature  = regexp.MustCompile(`,"sig":"[^"]*"`)
	signedLine = regexp.MustCompile(`(?m)^- .*"by":"([a-z-]+)".*,"sig":"[^"]*"}\n`)
)

// TestInteropBundleFindsForgeries plants what somebody could do to an archive: each is found, also where all
// its sums were made anew.
func TestInteropBundleFindsForgeries(t *testing.T) {
	a, dash := smallAudit(t), shells(t)["dash"]
	whole, one := a.export(t), a.export(t, "--learner", "dario-ferri", "--learner", "mei-chen")
	line := signedLine.FindString(read(t, filepath.Join(whole, dario)))
	for _, c := range []struct {
		name  string
		forge func(*testing.T, string)
		sums  bool // made anew
		found string
		there bool // also without the history
	}{
		{"a byte", edit("transcripts/dario-ferri.md", func(s string) string { return strings.Replace(s, "d", "D", 1) }), false, `transcripts/dario-ferri\.md: FAILED by SHA256SUMS`, true},
		{"a file more", func(t *testing.T, f string) { write(t, filepath.Join(f, "program/roles/x.yaml"), "role: x\n") }, false, `program/roles/x\.yaml: it is not among`, true},
		{"a hidden file more", func(t *testing.T, f string) { write(t, filepath.Join(f, "program/.x"), "x\n") }, false, `program/\.x: it is not among`, true},
		{"a file less", func(t *testing.T, f string) { a.remove(t, filepath.Join(f, mei)) }, false, `mei-chen\.yaml: FAILED open or read by SHA256SUMS`, true},
		{"a link", func(t *testing.T, f string) {
			a.remove(t, filepath.Join(f, "README.md"))
			if err := os.Symlink("manifest.txt", filepath.Join(f, "README.md")); err != nil {
				t.Fatal(err)
			}
		}, false, `README\.md: it is a link`, true},
		{"no sums", edit("SHA256SUMS", func(string) string { return "x\n" }), false, `SHA256SUMS has lines that are no sums`, true},
		{"a record's word", edit(dario, func(s string) string { return strings.Replace(s, `"type":"enroll"`, `"type":"leave"`, 1) }), true, `ssh-keygen does not accept its signature`, true},
		{"a signature of another record", edit(mei, func(s string) string {
			all := signature.FindAllString(s, -1)
			return strings.Replace(s, all[1], all[0], 1)
		}), true, `ssh-keygen does not accept its signature`, true},
		{"a signature less", edit(dario, func(s string) string { return strings.Replace(s, signature.FindString(s), "", 1) }), true, `program/learners/warehouse/dario-ferri\.yaml: it is not as commit`, false},
		{"a record less, in the middle", edit(dario, func(s string) string { return strings.Replace(s, line, "", 1) }), true, `dario-ferri: a record is missing that another one names`, true},
		{"a record less, at the end", edit(dario, func(s string) string { return s[:strings.LastIndex(s[:len(s)-1], "\n")+1] }), true, `dario-ferri\.yaml: it is not as commit`, false},
		{"another's record", edit(mei, func(s string) string { return s + line }), true, `its record 7 is none of mei-chen in`, true},
		{"a record of another program", edit("manifest.txt", func(s string) string { return strings.Replace(s, "program northfield", "program southfield", 1) }), true, `is none of dario-ferri in southfield`, true},
		{"the author", edit(dario, func(s string) string {
			return strings.Replace(s, `"by":"helen-marsh"`, `"by":"graham-pike"`, 1)
		}), true, `by graham-pike: ssh-keygen does not accept`, true},
		{"a foreign key", edit("allowed_signers", func(s string) string {
			return s + "helen-marsh namespaces=\"sojt\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGZvcmVpZ25mb3JlaWduZm9yZWlnbmZvcmVpZ25mb3Jl\n"
		}), true, `a key of helen-marsh that neither mentors\.yaml nor`, true},
		{"a learner's key under another's name", func(t *testing.T, folder string) {
			const foreign = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGZvcmVpZ25mb3JlaWduZm9yZWlnbmZvcmVpZ25mb3Jl"
			edit(mei, func(s string) string {
				return s + `- {"v":1,"id":"01KAKZZZZZZZZZZZZZZZZZZZZZ","at":"2026-10-01T10:00:00Z","by":"helen-marsh","type":"key","program":"northfield-qa-5365","learner":"mei-chen","key":"` + foreign + "\"}\n"
			})(t, folder)
			edit("allowed_signers", func(s string) string {
				return s + "mei-chen namespaces=\"sojt\" " + foreign + "\ndario-ferri namespaces=\"sojt\" " + foreign + "\n"
			})(t, folder)
		}, true, `a key of dario-ferri that neither mentors\.yaml nor`, true},
		{"another definition", edit("program/sojt.yaml", func(s string) string { return s + "# more\n" }), true, `program/sojt\.yaml: it is not as commit`, false},
		{"another commit", edit("manifest.txt", func(s string) string {
			return regexp.MustCompile(`commit [0-9a-f]+`).ReplaceAllString(s, "commit "+a.git(t, "rev-parse", "HEAD^"))
		}), true, `it ends in another commit than manifest\.txt names`, false},
		{"a broken history", edit("history.bundle", func(s string) string { return s[:len(s)-100] }), true, `history\.bundle: git cannot read it`, false},
	} {
		for _, folder := range []string{whole, one} {
			if folder == one && !c.there {
				continue
			}
			forged := filepath.Join(t.TempDir(), "archive")
			if err := os.CopyFS(forged, os.DirFS(folder)); err != nil {
				t.Fatal(err)
			}
			c.forge(t, forged)
			if c.sums {
				resum(t, forged)
			}
			code, said := a.check(t, dash, forged)
			if code != 1 || !regexp.MustCompile(c.found).MatchString(said) {
				t.Errorf("checker is broken: %s: exit code %d, expected 1 and %q in\n%s", c.name, code, c.found, said)
			}
		}
	}
	forged := filepath.Join(t.TempDir(), "archive")
	if err := os.CopyFS(forged, os.DirFS(whole)); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(forged, "program/learners/.*.yaml"), read(t, filepath.Join(forged, dario)))
	a.remove(t, filepath.Join(forged, dario))
	id := regexp.MustCompile(`"id":"([0-9A-Z]{26})"`).FindStringSubmatch(line)[1]
	if code, said := a.check(t, dash, forged, "--record", id); code != 1 || !strings.Contains(said, "that is no learner's file") {
		t.Errorf("checker is broken: a record in a file of nobody's: exit code %d in\n%s", code, said)
	}
	code, said := a.check(t, dash, one)
	if code != 4 || !strings.Contains(said, "history: whether a record was changed or dropped") || !strings.Contains(said, "everybody else's records") {
		t.Errorf("of one person: exit code %d, expected 4, in\n%s", code, said)
	}
	if code, said := a.check(t, dash, one, "--history=skip"); code != 0 {
		t.Errorf("--history=skip: exit code %d, expected 0, in\n%s", code, said)
	}
	write(t, filepath.Join(whole, "old"), strings.Repeat("x", 43)+"\n")
	if code, said := a.check(t, dash, whole, "--checkpoint", filepath.Join(whole, "old")); code != 1 || !strings.Contains(said, "a record of the checkpoint is gone") {
		t.Errorf("checker is broken: a checkpoint that knows more: exit code %d in\n%s", code, said)
	}
}

// TestInteropBundleFindsLosses plants what somebody could do to the repository before it is exported.
func TestInteropBundleFindsLosses(t *testing.T) {
	dash := shells(t)["dash"]
	path := strings.TrimPrefix(dario, "program/")
	for _, c := range []struct {
		name string
		do   func(t *testing.T, a *auditor, file, text string)
		code int
		said string
	}{
		{"the last record, dropped", func(t *testing.T, a *auditor, file, text string) {
			write(t, file, text[:strings.LastIndex(text[:len(text)-1], "\n")+1])
			a.commit(t, "drop")
		}, 1, `record [0-9A-Z]{26} was dropped, in commit HEAD`},
		{"a signature, dropped", func(t *testing.T, a *auditor, file, text string) {
			write(t, file, strings.Replace(text, signature.FindString(text), "", 1))
			a.commit(t, "strip")
		}, 1, `record [0-9A-Z]{26} was changed, in commit HEAD`},
		{"a record, dropped and put back", func(t *testing.T, a *auditor, file, text string) {
			write(t, file, strings.Replace(text, signedLine.FindString(text), "", 1))
			a.commit(t, "drop")
			write(t, file, text)
			a.commit(t, "put back")
		}, 0, `1 lines were taken out by a commit and stand again`},
		{"an edit that was undone", func(t *testing.T, a *auditor, file, text string) {
			write(t, file, strings.Replace(text, `"type":"enroll"`, `"type":"leave"`, 1))
			a.commit(t, "edit")
			write(t, file, text)
			a.commit(t, "undo")
		}, 0, `1 edits of lines that were undone`},
		{"a file, dropped", func(t *testing.T, a *auditor, file, text string) {
			a.remove(t, file)
			a.commit(t, "drop")
		}, 1, `record [0-9A-Z]{26} was dropped, in commit HEAD`},
		{"a file, moved", func(t *testing.T, a *auditor, file, text string) {
			a.git(t, "mv", path, "learners/dario-ferri.yaml")
			a.commit(t, "move")
		}, 0, `lines were taken out by a commit and stand again`},
		{"a key that came into other hands", func(t *testing.T, a *auditor, file, text string) {
			mentors := filepath.Join(a.dir, "mentors.yaml")
			write(t, mentors, strings.Replace(read(t, mentors), "from: 2025-08-25}", "from: 2025-08-25, compromised: 2026-10-30T00:00:00Z}", 1))
			a.commit(t, "mark it")
		}, 4, `whether [0-9]+ records count that are signed by a key which came into other hands`},
		{"a branch whose records a merge dropped", func(t *testing.T, a *auditor, file, text string) {
			a.git(t, "switch", "-q", "-c", "other", "HEAD^1")
			write(t, file, read(t, file)+strings.Replace(signedLine.FindString(text), `"id":"01`, `"id":"00`, 1))
			a.commit(t, "other")
			a.git(t, "switch", "-q", "main")
			a.git(t, "merge", "-q", "-s", "ours", "-m", "ours", "other")
		}, 1, `record 00[0-9A-Z]{24} was dropped, in commit HEAD`},
	} {
		a := smallAudit(t)
		file := filepath.Join(a.dir, path)
		c.do(t, a, file, read(t, file))
		code, said := a.check(t, dash, a.export(t))
		want := strings.Replace(c.said, "HEAD", a.git(t, "rev-parse", "HEAD"), 1)
		if code != c.code || !regexp.MustCompile(want).MatchString(said) {
			t.Errorf("checker is broken: %s: exit code %d, expected %d and %q in\n%s", c.name, code, c.code, want, said)
		}
	}
}

// TestInteropBundleRunsNothing: whatever folders, texts and a forged archive are called, verify.sh runs none of
// it, and steers no terminal.
func TestInteropBundleRunsNothing(t *testing.T) {
	a, dash := smallAudit(t), shells(t)["dash"]
	canary := filepath.Join(t.TempDir(), "canary")
	hot := "$(touch " + canary + ")`touch " + canary + "`;touch " + canary + ";' -n *"
	file := filepath.Join(a.dir, strings.TrimPrefix(dario, "program/"))
	text := strings.Replace(read(t, file), "records:\n", "supervisor: nobody-here\nrecords:\n", 1)
	a.remove(t, file)
	write(t, filepath.Join(a.dir, "learners", strings.ReplaceAll(hot, "/", "%"), "dario-ferri.yaml"), text)
	name := "name: \"" + strings.ReplaceAll(hot, "/", "%") + "\"\n"
	write(t, filepath.Join(a.dir, "roles", strings.ReplaceAll(hot, "/", "%")), name)
	a.commit(t, hot)
	folder := a.export(t)
	if code, said := a.check(t, dash, folder); code != 0 {
		t.Errorf("exit code %d in\n%s", code, said)
	}
	for _, c := range []struct {
		file, from, to string
		code           int
	}{
		{"manifest.txt", "program northfield-qa-5365", "program " + hot, 4},
		{"manifest.txt", "\ncommit ", "\ncommit " + hot, 4},
		{"manifest.txt", "\nfolder ", "\nfolder " + hot, 1},
		{"manifest.txt", "\nlearners all", "\nlearners \x1b[31m" + hot, 1},
		{"allowed_signers", "helen-marsh ", hot + "\x1b]52;c;x\a ", 1},
		{mei, `"by":"helen-marsh"`, `"by":"` + hot + `"`, 1},
		{mei, `"id":"0`, `"id":"` + hot + `\c\033`, 1},
		{mei, `"at":"2`, `"at":"` + hot, 1},
		{mei, `"sig":"U`, `"sig":"` + hot, 1},
		{mei, `"prev":["`, `"prev":["` + hot, 1},
		{"SHA256SUMS", "  README.md", "  " + hot, 1},
	} {
		forged := filepath.Join(t.TempDir(), "-n $(touch pwned)")
		if err := os.CopyFS(forged, os.DirFS(folder)); err != nil {
			t.Fatal(err)
		}
		edit(c.file, func(s string) string { return strings.Replace(s, c.from, c.to, 1) })(t, forged)
		code, said := a.check(t, dash, forged)
		if code != c.code {
			t.Errorf("%q in %s: exit code %d, expected %d in\n%s", c.to, c.file, code, c.code, said)
		}
		if i := strings.IndexFunc(said, func(r rune) bool { return r != '\n' && (r < ' ' || r > '~') }); i >= 0 {
			t.Errorf("%q in %s reaches the terminal: %q", c.to, c.file, said[i:])
		}
	}
	if _, err := os.Stat(canary); err == nil {
		t.Error("what a name says was run")
	}
}
