package sshsig

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// keyring serves an agent at a socket in a folder of its own, until the test ends. Where the test has
// it, before is called ahead of each signature.
type keyring struct {
	agent.ExtendedAgent
	socket string
	before func(key ssh.PublicKey, flags agent.SignatureFlags) error
	listen net.Listener

	mu    sync.Mutex
	conns []net.Conn
}

func newKeyring(t *testing.T, keys ...any) *keyring {
	t.Helper()
	dir, err := os.MkdirTemp("", "a") // a socket's path is short
	if err != nil {
		t.Fatal(err)
	}
	r := &keyring{ExtendedAgent: agent.NewKeyring().(agent.ExtendedAgent), socket: filepath.Join(dir, "s")}
	for _, key := range keys {
		if err := r.Add(agent.AddedKey{PrivateKey: key}); err != nil {
			t.Fatal(err)
		}
	}
	if r.listen, err = net.Listen("unix", r.socket); err != nil {
		t.Fatal(err)
	}
	var served sync.WaitGroup
	served.Go(func() {
		for {
			conn, err := r.listen.Accept()
			if err != nil {
				return
			}
			r.mu.Lock()
			r.conns = append(r.conns, conn)
			r.mu.Unlock()
			served.Go(func() { agent.ServeAgent(r, conn); conn.Close() })
		}
	})
	t.Cleanup(func() { r.die(); served.Wait(); os.RemoveAll(dir) })
	return r
}

func (r *keyring) SignWithFlags(key ssh.PublicKey, data []byte, flags agent.SignatureFlags) (*ssh.Signature, error) {
	if r.before != nil {
		if err := r.before(key, flags); err != nil {
			return nil, err
		}
	}
	return r.ExtendedAgent.SignWithFlags(key, data, flags)
}

// die ends the agent and its conversations.
func (r *keyring) die() {
	r.listen.Close()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, conn := range r.conns {
		conn.Close()
	}
}

func TestAgentListsAndSigns(t *testing.T) {
	m := someKeys()
	r := newKeyring(t)
	var want []string
	for _, name := range m.names {
		if key, ok := m.raw[name]; ok {
			if err := r.Add(agent.AddedKey{PrivateKey: key, Comment: name + " of ana"}); err != nil {
				t.Fatal(err)
			}
			want = append(want, keyText(m.signers[name].PublicKey()))
		}
	}
	short, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Add(agent.AddedKey{PrivateKey: short, Comment: "too short"}); err != nil {
		t.Fatal(err)
	}
	got, err := AgentKeys(t.Context(), r.socket)
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("the agent lists %q, %v; expected %q", got, err, want)
	}
	for _, key := range want {
		s := InAgent(r.socket, key)
		blob, err := s.Sign(t.Context(), rand.Reader, pinnedPayload)
		if err != nil {
			t.Errorf("%.20s: %v", key, err)
			continue
		}
		if err := Verify(key, pinnedPayload, blob); err != nil || s.Key != key || s.Touch {
			t.Errorf("%.20s: %v", key, err)
		}
	}
}

// TestAgentIsAskedForSHA2 by an agent that would else sign with SHA-1, and by one that does so all
// the same.
func TestAgentIsAskedForSHA2(t *testing.T) {
	m := someKeys()
	r := newKeyring(t, m.raw["rsa"])
	var asked agent.SignatureFlags
	r.before = func(_ ssh.PublicKey, flags agent.SignatureFlags) error { asked = flags; return nil }
	s := InAgent(r.socket, keyText(m.signers["rsa"].PublicKey()))
	if _, err := s.Sign(t.Context(), rand.Reader, pinnedPayload); err != nil || asked != agent.SignatureFlagRsaSha512 {
		t.Errorf("asked for %d, %v", asked, err)
	}
	r.ExtendedAgent = deaf{r.ExtendedAgent}
	_, err := s.Sign(t.Context(), rand.Reader, pinnedPayload)
	if reasonOf(t, unwrapError(err)) != Algorithm {
		t.Errorf("a signature with SHA-1 is given back: %v", err)
	}
}

// deaf does not heed flags.
type deaf struct{ agent.ExtendedAgent }

func (d deaf) SignWithFlags(key ssh.PublicKey, data []byte, _ agent.SignatureFlags) (*ssh.Signature, error) {
	return d.ExtendedAgent.SignWithFlags(key, data, 0)
}

func unwrapError(err error) error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return err
}

func TestAgentRefuses(t *testing.T) {
	m := someKeys()
	key := keyText(m.signers["ed25519"].PublicKey())
	no := errors.New("the person said no")
	for name, c := range map[string]struct {
		then func(t *testing.T, r *keyring)
		want error
	}{
		"locked between": {func(t *testing.T, r *keyring) {
			if err := r.Lock([]byte("x")); err != nil {
				t.Fatal(err)
			}
		}, ErrNotHeld},
		"removed between": {func(_ *testing.T, r *keyring) { r.RemoveAll() }, ErrNotHeld},
		"gone between":    {func(_ *testing.T, r *keyring) { r.die() }, ErrNoAgent},
		"dies while it signs": {func(_ *testing.T, r *keyring) {
			r.before = func(ssh.PublicKey, agent.SignatureFlags) error { r.die(); return no }
		}, ErrAgentGone},
		"locked while it signs": {func(t *testing.T, r *keyring) {
			r.before = func(ssh.PublicKey, agent.SignatureFlags) error { return r.Lock([]byte("x")) }
		}, ErrNotHeld},
		"not confirmed": {func(_ *testing.T, r *keyring) {
			r.before = func(ssh.PublicKey, agent.SignatureFlags) error { return no }
		}, ErrRefused},
	} {
		t.Run(name, func(t *testing.T) {
			r := newKeyring(t, m.raw["ed25519"])
			if keys, err := AgentKeys(t.Context(), r.socket); err != nil || !slices.Equal(keys, []string{key}) {
				t.Fatalf("lists %q, %v", keys, err)
			}
			c.then(t, r)
			blob, err := InAgent(r.socket, key).Sign(t.Context(), rand.Reader, pinnedPayload)
			if !errors.Is(err, c.want) || blob != nil {
				t.Errorf("it gives %x, %v; expected %v", blob, err, c.want)
			}
			if err != nil && !strings.Contains(err.Error(), Fingerprint(key)) {
				t.Errorf("%q does not name the key", err)
			}
		})
	}
}

func TestAgentLockedListsNothing(t *testing.T) {
	r := newKeyring(t, someKeys().raw["ed25519"])
	if err := r.Lock([]byte("x")); err != nil {
		t.Fatal(err)
	}
	if keys, err := AgentKeys(t.Context(), r.socket); err != nil || keys != nil {
		t.Errorf("a locked agent lists %q, %v", keys, err)
	}
}

func TestNoAgent(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, socket := range []string{"", "nowhere", file, `\\.\pipe\nowhere`} {
		if keys, err := AgentKeys(t.Context(), socket); !errors.Is(err, ErrNoAgent) || keys != nil {
			t.Errorf("at %q: %q, %v", socket, keys, err)
		}
	}
}

// TestAgentWaits until the caller's patience ends, where a person does not answer.
func TestAgentWaits(t *testing.T) {
	m := someKeys()
	r := newKeyring(t, m.raw["ed25519"])
	ctx, cancel := context.WithCancelCause(t.Context())
	enough, answer := errors.New("interrupted"), make(chan struct{})
	r.before = func(ssh.PublicKey, agent.SignatureFlags) error {
		cancel(enough)
		<-answer
		return nil
	}
	began := time.Now()
	_, err := InAgent(r.socket, keyText(m.signers["ed25519"].PublicKey())).Sign(ctx, rand.Reader, pinnedPayload)
	close(answer)
	if !errors.Is(err, enough) || time.Since(began) > 10*time.Second {
		t.Errorf("after %s: %v", time.Since(began), err)
	}
}

// TestAgentOfAnother gives back no signature by another key, or none at all.
func TestAgentOfAnother(t *testing.T) {
	m := someKeys()
	_, other, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	r := newKeyring(t, m.raw["ed25519"])
	wrong, err := ssh.NewSignerFromKey(other)
	if err != nil {
		t.Fatal(err)
	}
	r.ExtendedAgent = liar{r.ExtendedAgent, wrong}
	blob, err := InAgent(r.socket, keyText(m.signers["ed25519"].PublicKey())).Sign(t.Context(), rand.Reader, pinnedPayload)
	if reasonOf(t, unwrapError(err)) != Bytes || blob != nil {
		t.Errorf("it gives %x, %v", blob, err)
	}
}

// liar signs with a key of its own.
type liar struct {
	agent.ExtendedAgent
	own ssh.Signer
}

func (l liar) SignWithFlags(_ ssh.PublicKey, data []byte, _ agent.SignatureFlags) (*ssh.Signature, error) {
	return l.own.Sign(rand.Reader, data)
}
