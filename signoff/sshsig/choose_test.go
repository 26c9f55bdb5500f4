package sshsig

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
)

// Keys as they stand everywhere, and the files they come from.
type chosen struct {
	key   map[string]string
	files map[string][]byte
}

func choices(t *testing.T) *chosen {
	t.Helper()
	m := someKeys()
	c := &chosen{key: map[string]string{}, files: map[string][]byte{
		"/h/locked":   sealed(t, m.raw["p256"], "x"),
		"/h/open":     sealed(t, m.raw["ed25519"], ""),
		"/h/sk":       m.signers["sk-p256"].(hardware).file(),
		"/h/old":      olden(t, m.raw["rsa"], "x"),
		"/h/older":    olden(t, m.raw["rsa"], "x"),
		"/h/text.pub": []byte("good morning\n"),
		"/h/word":     []byte("good"),
		"/h/dsa.pub":  []byte("ssh-dss " + Base64([]byte(wireOf("ssh-dss", "x"))) + " ana\n"),
		"/h/torn":     []byte("-----BEGIN OPENSSH PRIVATE KEY-----\n"),
	}}
	for _, name := range m.names {
		c.key[name] = keyText(m.signers[name].PublicKey())
	}
	for file, name := range map[string]string{"/h/locked": "p256", "/h/open": "ed25519", "/h/sk": "sk-p256", "/h/old": "rsa", "/h/alone": "p384"} {
		c.files[file+".pub"] = []byte(c.key[name] + " ana@laptop\n")
	}
	return c
}

func (c *chosen) read(path string) ([]byte, error) {
	if content, ok := c.files[path]; ok {
		return content, nil
	}
	return nil, fs.ErrNotExist
}

func TestCandidates(t *testing.T) {
	c := choices(t)
	const agentWords = "a listed key that the ssh-agent holds"
	for _, test := range []struct {
		name                 string
		setting              string
		listed, agent, files []string    // by the names of keys
		want                 [][3]string // key, path, why
		passed               []string    // a part of each
	}{
		{name: "nothing"},
		{name: "nothing set, agent", listed: []string{"p256", "rsa"}, agent: []string{"ed25519", "rsa", "p256"},
			want: [][3]string{{"rsa", "", agentWords}, {"p256", "", agentWords}}},
		{name: "literal in the agent comes first", setting: "key::{p256} ana@laptop", listed: []string{"rsa", "p256"}, agent: []string{"rsa", "p256"},
			want: [][3]string{{"p256", "", "user.signingkey, held by the ssh-agent"}, {"rsa", "", agentWords}}},
		{name: "literal of old", setting: "{ed25519}", listed: []string{"ed25519"}, agent: []string{"ed25519"},
			want: [][3]string{{"ed25519", "", "user.signingkey, held by the ssh-agent"}}},
		{name: "literal, not in the agent", setting: "key::{p256}", listed: []string{"p256"},
			passed: []string{"user.signingkey is a key that the ssh-agent does not hold"}},
		{name: "literal of nothing", setting: "key::", passed: []string{"user.signingkey is no SSH public key"}},
		{name: "literal, not listed", setting: "key::{p256}", listed: []string{"rsa"}, agent: []string{"p256", "rsa"},
			want: [][3]string{{"rsa", "", agentWords}}, passed: []string{"user.signingkey is a key that is not listed, SHA256:"}},
		{name: "public file, agent", setting: "/h/locked.pub", listed: []string{"p256"}, agent: []string{"p256"},
			want: [][3]string{{"p256", "", "user.signingkey, held by the ssh-agent"}}},
		{name: "public file, private beside", setting: "/h/locked.pub", listed: []string{"p256", "rsa"}, agent: []string{"rsa"},
			want: [][3]string{{"p256", "/h/locked", "user.signingkey"}, {"rsa", "", agentWords}}},
		{name: "public file alone", setting: "/h/alone.pub", listed: []string{"p384"},
			passed: []string{"no private key lies beside it"}},
		{name: "private file", setting: "/h/locked", listed: []string{"p256"}, want: [][3]string{{"p256", "/h/locked", "user.signingkey"}}},
		{name: "private file, agent", setting: "/h/locked", listed: []string{"p256"}, agent: []string{"p256"},
			want: [][3]string{{"p256", "", "user.signingkey, held by the ssh-agent"}}},
		{name: "old private file", setting: "/h/old", listed: []string{"rsa"}, want: [][3]string{{"rsa", "/h/old", "user.signingkey"}}},
		{name: "old private file without public", setting: "/h/older", listed: []string{"rsa"}, passed: []string{"user.signingkey does not tell its public key"}},
		{name: "hardware file", setting: "/h/sk.pub", listed: []string{"sk-p256"}, want: [][3]string{{"sk-p256", "/h/sk", "user.signingkey"}}},
		{name: "gpg key", setting: "3AA5C34371567BD2", listed: []string{"rsa"}, agent: []string{"rsa"},
			want: [][3]string{{"rsa", "", agentWords}}, passed: []string{`user.signingkey is "3AA5C34371567BD2", where no SSH key can be read`}},
		{name: "text", setting: "/h/text.pub", passed: []string{"user.signingkey cannot be used"}},
		{name: "word", setting: "/h/word", passed: []string{"user.signingkey is no SSH public key"}},
		{name: "DSA", setting: "/h/dsa.pub", passed: []string{"user.signingkey cannot be used"}},
		{name: "torn", setting: "/h/torn", passed: []string{"user.signingkey cannot be used"}},
		{name: "files come last, each key once", setting: "/h/open", listed: []string{"ed25519", "p256", "sk-p256"}, agent: []string{"sk-p256"},
			files:  []string{"/h/none", "/h/open", "/h/locked", "/h/old", "/h/sk"},
			want:   [][3]string{{"ed25519", "/h/open", "user.signingkey"}, {"sk-p256", "", agentWords}, {"p256", "/h/locked", `the key file "/h/locked"`}},
			passed: []string{`the key file "/h/old" is a key that is not listed`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			in := Choice{SigningKey: test.setting, Listed: c.keys(test.listed), Agent: c.keys(test.agent), Files: test.files, Read: c.read}
			for name, key := range c.key {
				in.SigningKey = strings.ReplaceAll(in.SigningKey, "{"+name+"}", key)
			}
			try, passed := Candidates(in)
			var got [][3]string
			for _, candidate := range try {
				for name, key := range c.key {
					if candidate.Key == key {
						got = append(got, [3]string{name, candidate.Path, candidate.Why})
					}
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("it tries %q, expected %q", got, test.want)
			}
			if len(passed) != len(test.passed) {
				t.Fatalf("it passes over %q, expected %q", passed, test.passed)
			}
			for i := range passed {
				if !strings.Contains(passed[i], test.passed[i]) {
					t.Errorf("it says %q, expected %q in it", passed[i], test.passed[i])
				}
			}
		})
	}
}

func (c *chosen) keys(names []string) []string {
	var keys []string
	for _, name := range names {
		keys = append(keys, c.key[name])
	}
	return keys
}

func TestOpenSignsWithTheCandidate(t *testing.T) {
	c, m := choices(t), someKeys()
	r := newKeyring(t, m.raw["rsa"])
	p := typed("x")
	means := Means{Socket: r.socket, Read: c.read, Ask: p.ask}
	for _, candidate := range []Candidate{{Key: c.key["rsa"]}, {Key: c.key["ed25519"], Path: "/h/open"}, {Key: c.key["p256"], Path: "/h/locked"}} {
		s, err := means.Open(candidate)
		if err != nil {
			t.Fatal(err)
		}
		blob, err := s.Sign(t.Context(), rand.Reader, pinnedPayload)
		if err != nil || Verify(candidate.Key, pinnedPayload, blob) != nil {
			t.Errorf("%+v: %v", candidate, err)
		}
	}
	if _, err := means.Open(Candidate{Key: c.key["rsa"], Path: "/h/open"}); !errors.Is(err, ErrFile) {
		t.Errorf("a file of another key: %v", err)
	}
	if _, err := means.Open(Candidate{Key: c.key["rsa"], Path: "/h/none"}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is gone: %v", err)
	}
	if _, err := means.Open(Candidate{Key: c.key["sk-p256"], Path: "/h/sk"}); err == nil {
		t.Error("a hardware key without ssh-keygen opens")
	}
	means.Environ = []string{"PATH=" + fakeKeygen(t)}
	if s, err := means.Open(Candidate{Key: c.key["sk-p256"], Path: "/h/sk"}); err != nil || !s.Touch {
		t.Errorf("a hardware key: %v", err)
	}
}
