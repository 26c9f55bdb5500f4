//go:build interop

package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh/agent"
)

// stock is the scripts' program in a clone, with a home whose keys ssh-keygen makes, and a clock.
type stock struct {
	t    *testing.T
	dir  string
	vars []string
	at   time.Time
}

func newStock(t *testing.T) *stock {
	for _, program := range []string{"ssh-keygen", "ssh-agent", "ssh-add"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatalf("this test holds the stock programs against sojt, and there is no %s", program)
		}
	}
	s := &stock{t: t, dir: t.TempDir(), at: time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)}
	home := t.TempDir()
	s.vars = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "GIT_CONFIG_NOSYSTEM=1", "TZ=America/New_York"}
	if err := os.CopyFS(s.dir, os.DirFS("testdata/program")); err != nil {
		t.Fatal(err)
	}
	s.pipe(`git init -q -b main; git config user.name Dana; git config user.email dana@harbor.example; git config core.fsync none; mkdir -m 700 ~/.ssh`)
	return s
}

// pipe runs a shell pipeline in the clone with the home.
func (s *stock) pipe(commands string) string {
	s.t.Helper()
	out, err := s.try(commands)
	if err != nil {
		s.t.Fatalf("%s: %v\n%s", commands, err, out)
	}
	return out
}

func (s *stock) try(commands string) (string, error) {
	cmd := exec.Command("bash", "-euo", "pipefail", "-c", commands)
	cmd.Dir, cmd.Env = s.dir, s.vars
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// sojt runs a command that has to be done, a minute after the one before.
func (s *stock) sojt(args ...string) string {
	s.t.Helper()
	var stdout, stderr strings.Builder
	s.at = s.at.Add(time.Minute)
	e := &env{
		stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, dir: s.dir, vars: s.vars,
		now: func() time.Time { return s.at }, rand: randomness(fmt.Sprint(s.at)),
	}
	if code := run(s.t.Context(), e, args); code != exitDone {
		s.t.Fatalf("sojt %q: exit code %d\n%s", args, code, stderr.String())
	}
	return stdout.String()
}

// list gives a person a key of ~/.ssh in mentors.yaml, with a period.
func (s *stock) list(person, name, period string) {
	s.t.Helper()
	public := strings.TrimSpace(s.pipe("cat ~/.ssh/" + name + ".pub"))
	path := filepath.Join(s.dir, "mentors.yaml")
	text, err := os.ReadFile(path)
	entry := "  - id: " + person + "\n"
	before, after, found := strings.Cut(string(text), entry)
	if err != nil || !found {
		s.t.Fatal(err, found)
	}
	text = []byte(before + entry + fmt.Sprintf("    keys: [{key: %q%s}]\n", public, period) + after)
	if err := os.WriteFile(path, text, 0o644); err != nil {
		s.t.Fatal(err)
	}
	s.pipe("git add -A && git commit -q -m key")
}

// verified checks a record with ssh-keygen alone, from what show and export write.
func (s *stock) verified(record, person, options string) (string, error) {
	s.t.Helper()
	s.sojt("show", record, "--payload", "-o", "p")
	s.sojt("show", record, "--signature", "-o", "p.sig")
	s.sojt("export", "allowed-signers", "-o", "s")
	return s.try("ssh-keygen -Y verify -f s -I " + person + " -n sojt " + options + " -s p.sig <p")
}

// TestInteropStockCheck: what sojt signs with a key of each kind, out of a file and out of the real
// ssh-agent, stock ssh-keygen finds good, as of the record's own time; and nothing else.
func TestInteropStockCheck(t *testing.T) {
	for kind, make := range map[string]string{
		"ed25519": "-t ed25519", "ecdsa-256": "-t ecdsa -b 256", "ecdsa-384": "-t ecdsa -b 384", "ecdsa-521": "-t ecdsa -b 521", "rsa": "-t rsa -b 3072",
	} {
		for _, where := range []string{"file", "agent"} {
			t.Run(kind+" in a "+where, func(t *testing.T) {
				t.Parallel()
				s := newStock(t)
				s.pipe("ssh-keygen -q " + make + " -N '' -C dana@laptop -f ~/.ssh/work")
				s.list("dana", "work", ", from: 2026-01-01, until: 2026-11-30")
				if where == "agent" {
					s.agent("work")
				}
				s.sojt("enroll", "theo-brandt", "line-cook", "--name", "Théo <Brandt>", "--start", "2026-11-01")
				record := recordID.FindString(s.sojt("signoff", "theo-brandt", "hygiene/handwashing", "--all-criteria", "--note", "größer als \"11\" \t\\ ☕"))
				now := "-Overify-time=" + stamp(s.at)
				if out, err := s.verified(record, "dana", now); err != nil || !strings.Contains(out, `Good "sojt" signature for dana with `) {
					t.Errorf("ssh-keygen: %v %s", err, out)
				}
				for _, x := range []struct{ what, person, options string }{
					{"another person", "ana", now},
					{"a time before the key", "dana", "-Overify-time=20251231235959Z"},
					{"a time after its last second", "dana", "-Overify-time=20261201000000Z"},
				} {
					if out, err := s.verified(record, x.person, x.options); err == nil {
						t.Errorf("%s passes: %s", x.what, out)
					}
				}
				for _, good := range []string{"20260101000000Z", "20261130235959Z"} {
					if out, err := s.verified(record, "dana", "-Overify-time="+good); err != nil {
						t.Errorf("as of %s: %s", good, out)
					}
				}
				if out, err := s.try("sed -i s/11/12/ p; ssh-keygen -Y verify -f s -I dana -n sojt " + now + " -s p.sig <p"); err == nil {
					t.Errorf("another note passes: %s", out)
				}
			})
		}
	}
}

// agent starts the real ssh-agent with a key of ~/.ssh, which is taken away from there.
func (s *stock) agent(name string) {
	s.t.Helper()
	dir, err := os.MkdirTemp("", "agent") // the name of a socket must be short
	if err != nil {
		s.t.Fatal(err)
	}
	socket := filepath.Join(dir, "s")
	cmd := exec.Command("ssh-agent", "-D", "-a", socket)
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		os.RemoveAll(dir)
	})
	s.vars = append(s.vars, "SSH_AUTH_SOCK="+socket)
	s.pipe(`for i in $(seq 500); do test -S "$SSH_AUTH_SOCK" && break; read -t 0.01 <> <(:) || true; done; ssh-add -q ~/.ssh/` + name + "; rm ~/.ssh/" + name)
}

// TestInteropEndedKey: a key that has ended by today is no longer good without the time of the record.
func TestInteropEndedKey(t *testing.T) {
	s := newStock(t)
	s.pipe("ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/work")
	s.at = time.Date(2020, 3, 2, 10, 0, 0, 0, time.UTC)
	s.pipe("sed -i 's/from: 2026-01-01/from: 2020-01-01/' mentors.yaml")
	s.list("dana", "work", ", from: 2020-01-01, until: 2020-03-02")
	record := recordID.FindString(s.sojt("enroll", "theo-brandt", "line-cook"))
	when := s.at
	if out, err := s.verified(record, "dana", ""); err == nil {
		t.Errorf("an ended key passes as of now: %s", out)
	}
	if out, err := s.verified(record, "dana", "-Overify-time="+stamp(when)); err != nil {
		t.Errorf("as of the record's time: %s", out)
	}
}

// TestInteropLockedAgent: the real agent, locked, holds nothing; unlocked it signs again.
func TestInteropLockedAgent(t *testing.T) {
	s := newStock(t)
	s.pipe("ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/work")
	s.list("dana", "work", "")
	s.agent("work")
	s.lock(agent.Agent.Lock)
	var stderr strings.Builder
	e := &env{
		stdin: strings.NewReader(""), stdout: &strings.Builder{}, stderr: &stderr, dir: s.dir, vars: s.vars,
		now: func() time.Time { return s.at }, rand: randomness("locked"),
	}
	if code := run(t.Context(), e, []string{"enroll", "theo-brandt", "line-cook"}); code != exitWorld || !strings.Contains(stderr.String(), "the ssh-agent holds no key: it is locked, or empty") {
		t.Errorf("exit code %d: %s", code, stderr.String())
	}
	if out := s.pipe("git status --porcelain --untracked-files=all"); out != "" {
		t.Errorf("something was written: %s", out)
	}
	s.lock(agent.Agent.Unlock)
	s.sojt("enroll", "theo-brandt", "line-cook")
}

// lock locks or unlocks the agent, as ssh-add -x and -X do.
func (s *stock) lock(turn func(agent.Agent, []byte) error) {
	s.t.Helper()
	_, socket, _ := strings.Cut(s.vars[len(s.vars)-1], "=")
	conn, err := net.Dial("unix", socket)
	if err == nil {
		defer conn.Close()
		err = turn(agent.NewClient(conn), []byte("x"))
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// TestInteropDocsByHand runs the commands that docs/integrity.md gives to a reader who has no sojt.
func TestInteropDocsByHand(t *testing.T) {
	page, err := os.ReadFile("../../docs/integrity.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(page), "<!-- by hand -->\n```\n")
	commands, _, closed := strings.Cut(after, "\n```\n")
	if !found || !closed || !strings.Contains(commands, "ssh-keygen") {
		t.Fatal("the page has no such block")
	}
	s := &stock{t: t, dir: t.TempDir(), vars: []string{"PATH=" + os.Getenv("PATH")}}
	if err := os.CopyFS(filepath.Join(s.dir, "examples"), os.DirFS("../../examples")); err != nil {
		t.Fatal(err)
	}
	if out := s.pipe(commands); !strings.Contains(out, `Good "sojt" signature for ana with ED25519 key `) {
		t.Errorf("ssh-keygen says %s", out)
	}
	if !strings.Contains(s.pipe("cat line"), `"type":"signoff"`) {
		t.Error("the record is no sign-off")
	}
	last := commands[strings.LastIndex(commands, "\n")+1:]
	if out, err := s.try(`sed -i 's/"date":"2025-09-16"/"date":"2025-09-15"/' payload; ` + last); err == nil {
		t.Errorf("checker is broken: another day passes: %s", out)
	}
}
