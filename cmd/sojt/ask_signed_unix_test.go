//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// lastLook is the shortest way to a last look.
func lastLook(columns, rows int) visit {
	return visit{name: "last look", columns: columns, rows: rows, args: []string{"signoff", "theo-brandt", "fire-drill", "--all-criteria", "--note", "x"}, steps: []move{{askFire, "", "pan 3" + enter}}}
}

// toLook goes to the last look and waits there.
func (sc visit) toLook(t *testing.T, k *kitchen, prompt string) *seat {
	t.Helper()
	s := sit(t, k, sc.columns, sc.rows, sc.vars, sc.args...)
	for _, st := range sc.steps {
		s.until(st.on, st.also)
		s.types(st.keys)
	}
	s.until(prompt)
	return s
}

// TestSignedLastLook: it names the key, and what it said is what happens, or nothing does: not where the wording
// changed meanwhile, nor where another key would sign.
func TestSignedLastLook(t *testing.T) {
	const prompt = "type yes to sign, no to leave it out:"
	k := kitchenAtWork(t)
	home := strings.TrimPrefix(k.env[1], "HOME=")
	var publics [2]string
	for i, name := range []string{"ana", "ana's other"} {
		key, err := newKey(name, "ed25519")
		if err == nil {
			err = writeKey(filepath.Join(home, fmt.Sprintf("key%d", i)), key, "")
		}
		if err != nil {
			t.Fatal(err)
		}
		public, err := os.ReadFile(filepath.Join(home, fmt.Sprintf("key%d.pub", i)))
		if err != nil {
			t.Fatal(err)
		}
		publics[i] = string(bytes.TrimSpace(public))
	}
	edit := func(name, old, new string) {
		t.Helper()
		path := filepath.Join(k.dir, name)
		text, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(path, bytes.Replace(text, []byte(old), []byte(new), 1), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		inFolder(t, k.dir, k.env, "commit", "-qam", "edit")
	}
	edit("mentors.yaml", "  - id: ana\n", fmt.Sprintf("  - id: ana\n    keys: [{key: %q}, {key: %q}]\n", publics[0], publics[1]))
	inFolder(t, k.dir, k.env, "config", "user.signingkey", filepath.Join(home, "key0"))
	sc := lastLook(120, 24)

	for what, meanwhile := range map[string]func(){
		"the wording of fire-drill changed": func() { edit("roles/line-cook.yaml", "within 10 s", "within 15 s") },
		"you were told":                     func() { inFolder(t, k.dir, k.env, "config", "user.signingkey", filepath.Join(home, "key1")) },
	} {
		s := sc.toLook(t, k, prompt)
		if !regexp.MustCompile(`Signed with ssh-ed25519 SHA256:\S+ \(key file`).MatchString(s.text()) {
			t.Errorf("it does not say what signs:\n%s", s.text())
		}
		meanwhile()
		before := k.everything(t)
		s.types("yes" + enter)
		if code, _ := s.ends(); code != exitWorld || !strings.Contains(s.text(), what) {
			t.Errorf("exit code %d:\n%s", code, s.text())
		}
		if strings.Contains(s.text(), "is not lost") {
			t.Errorf("it gives a command that signs what was not shown:\n%s", s.text())
		}
		k.same(t, before, sc.args, what)
	}

	s := sc.toLook(t, k, prompt)
	s.types("yes" + enter)
	if code, asItWas := s.ends(); code != exitDone || !asItWas || !strings.Contains(s.text(), "signed with ssh-ed25519") {
		t.Errorf("exit code %d:\n%s", code, s.text())
	}
	k.now = k.now.AddDate(0, 0, 1)
	k.sojt(t, exitDone, "verify", "--history=skip")
}

// TestOneAsking: the records of one asking share a session, one alone has none; names that
// would steer a log, or are wide, are shown as text.
func TestOneAsking(t *testing.T) {
	k := kitchenAtWork(t)
	path := filepath.Join(k.dir, "learners/theo-brandt.yaml")
	text, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, bytes.Replace(text, []byte("name: Theo Brandt"), []byte(`name: "::error::Théo 世界 e\u0301 ##[x]"`), 1), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	inFolder(t, k.dir, k.env, "commit", "-qam", "a name")
	session := regexp.MustCompile(`"session":"([0-9A-Z]{26})"`)
	for _, c := range []struct {
		sc       visit
		sessions int
	}{
		{lastLook(80, 24), 0},
		{visit{args: []string{"signoff", "sam-okafor,maria-lopez", "fire-drill", "--note", "x", "--equipment", "pan", "--not-yet", "--action", "more", "--retest", "2026-12-01", "--all-criteria"}}, 0},
		{visit{columns: 60, rows: 15, args: []string{"signoff", "sam-okafor,maria-lopez", "fire-drill", "--note", "x", "--equipment", "pan"},
			steps: []move{{askMet, "record 1", "1-2" + enter}, {askYes, "María", "yes" + enter}, {askMet, "record 2", "1-2" + enter}}}, 2},
	} {
		if c.sc.columns == 0 {
			k.sojt(t, exitDone, append(c.sc.args, "--mentor", "dana")...)
		} else {
			s := c.sc.toLook(t, k, askYes)
			s.types("yes" + enter)
			if code, _ := s.ends(); code != exitDone || len(s.seen.wrong) > 0 {
				t.Errorf("exit code %d, sent %q:\n%s", code, s.seen.wrong, s.text())
			}
		}
		found := session.FindAllStringSubmatch(inFolder(t, k.dir, k.env, "show", "--format="), -1)
		if len(found) != c.sessions || c.sessions == 2 && found[0][1] != found[1][1] {
			t.Errorf("sojt %q wrote the sessions %q", c.sc.args, found)
		}
	}
	k.now = k.now.AddDate(0, 0, 1)
	k.sojt(t, exitDone, "verify", "--history=skip")
}
