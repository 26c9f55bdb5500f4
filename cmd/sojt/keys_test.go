package main

import (
	"crypto"
	"crypto/ed25519"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"sojt/signoff/testkit"
)

// Keys and agents for scripts, without the programs of OpenSSH.

// scriptSSHKey writes a private key file, .ssh/NAME in the script's home, and its .pub beside it; with a
// passphrase it is locked. TYPE is one of testkit's kinds, else ed25519: sshkey NAME [TYPE [PASSPHRASE]]
func scriptSSHKey(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 3 {
		ts.Fatalf("usage: sshkey NAME [TYPE [PASSPHRASE]]")
	}
	kind, passphrase := "ed25519", ""
	if len(args) > 1 {
		kind = args[1]
	}
	if len(args) > 2 {
		passphrase = args[2]
	}
	key, err := newKey(args[0], kind)
	ts.Check(err)
	ts.Check(writeKey(filepath.Join(ts.Getenv("HOME"), ".ssh", args[0]), key, passphrase))
}

// newKey makes a key of one of testkit's kinds; it depends on the name alone.
func newKey(name, kind string) (crypto.Signer, error) {
	key, err := ssh.ParseRawPrivateKey(testkit.NewSigner(kind, name).PEM)
	if err != nil {
		return nil, err
	}
	if key, ok := key.(*ed25519.PrivateKey); ok {
		return *key, nil
	}
	return key.(crypto.Signer), nil
}

func writeKey(path string, key crypto.Signer, passphrase string) error {
	block, err := ssh.MarshalPrivateKey(key, "")
	if passphrase != "" {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(key, "", []byte(passphrase))
	}
	if err != nil {
		return err
	}
	public, err := ssh.NewPublicKey(key.Public())
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
		return err
	}
	return os.WriteFile(path+".pub", ssh.MarshalAuthorizedKey(public), 0o644)
}

// scriptLists enters keys under a person's first entry in mentors.yaml and commits that. After a colon
// a key may have a period: lists ana ana-key 'old-key:until: 2026-10-31'
func scriptLists(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: lists PERSON KEY[:PERIOD]...")
	}
	var keys []string
	for _, arg := range args[1:] {
		name, period, _ := strings.Cut(arg, ":")
		if period != "" {
			period = ", " + period
		}
		public := strings.TrimSpace(ts.ReadFile(filepath.Join(ts.Getenv("HOME"), ".ssh", name+".pub")))
		keys = append(keys, fmt.Sprintf("{key: %q%s}", public, period))
	}
	file := ts.MkAbs("mentors.yaml")
	entry := "  - id: " + args[0] + "\n"
	before, after, found := strings.Cut(ts.ReadFile(file), entry)
	if !found {
		ts.Fatalf("mentors.yaml has no %s", args[0])
	}
	ts.Check(os.WriteFile(file, []byte(before+entry+"    keys: ["+strings.Join(keys, ", ")+"]\n"+after), 0o644))
	ts.Check(ts.Exec("git", "commit", "-q", "-m", "a key", "mentors.yaml"))
}

// scriptAgent starts an ssh-agent with keys of .ssh, which are moved away from there, and says in
// SSH_AUTH_SOCK where it is. Before the keys it may be said how it fails: "locked", "dies" once it is
// asked to sign, "refuses" to sign, "loses" its keys once it has listed them: agent [dies] KEY...
func scriptAgent(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: agent [locked|dies|refuses|loses] KEY...")
	}
	a := &testAgent{Agent: agent.NewKeyring()}
	for _, name := range args {
		path := filepath.Join(ts.Getenv("HOME"), ".ssh", name)
		content, err := os.ReadFile(path)
		if err != nil {
			a.fault = name
			continue
		}
		key, err := ssh.ParseRawPrivateKey(content)
		ts.Check(err)
		ts.Check(a.Add(agent.AddedKey{PrivateKey: key}))
		ts.Check(os.Remove(path))
	}
	if a.fault == "locked" {
		ts.Check(a.Lock([]byte("x")))
	}
	dir, err := os.MkdirTemp("", "agent") // the name of a socket must be short
	ts.Check(err)
	socket := filepath.Join(dir, "s")
	listener, err := net.Listen("unix", socket)
	ts.Check(err)
	ts.Defer(func() { listener.Close(); os.RemoveAll(dir) })
	ts.Setenv("SSH_AUTH_SOCK", socket)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go a.serve(conn)
		}
	}()
}

// testAgent is an ssh-agent that may fail when it comes to signing.
type testAgent struct {
	agent.Agent
	fault string
	lists atomic.Int32
}

func (a *testAgent) serve(conn net.Conn) {
	agent.ServeAgent(&talk{a, conn}, conn)
	conn.Close()
}

// talk is one conversation with it.
type talk struct {
	*testAgent
	conn net.Conn
}

func (t *talk) List() ([]*agent.Key, error) {
	if n := t.lists.Add(1); t.fault == "loses" && n > 1 {
		return nil, nil
	}
	return t.Agent.List()
}

func (t *talk) Sign(key ssh.PublicKey, data []byte) (*ssh.Signature, error) {
	return t.SignWithFlags(key, data, 0)
}

func (t *talk) SignWithFlags(key ssh.PublicKey, data []byte, flags agent.SignatureFlags) (*ssh.Signature, error) {
	switch t.fault {
	case "dies":
		t.conn.Close()
		return new(ssh.Signature), nil
	case "refuses":
		return nil, errors.New("refused, as the script says")
	}
	return t.Agent.(agent.ExtendedAgent).SignWithFlags(key, data, flags)
}

func (t *talk) Extension(string, []byte) ([]byte, error) { return nil, agent.ErrExtensionUnsupported }
