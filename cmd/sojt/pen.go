package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"sojt/report/safe"
	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/sshsig"
	"sojt/signoff/verify"
)

// pen is the key that a command signs with, and what the world lends to do so.
type pen struct {
	sshsig.Candidate
	means  sshsig.Means
	demand demand // how much its signature is wanted
}

// String names the key as ssh-add -l does, and where it is.
func (p *pen) String() string {
	where := "agent"
	if p.Path != "" {
		where = fmt.Sprintf("key file %q", p.Path)
	}
	return fmt.Sprintf("%s (%s)", keyName(p.Key), where)
}

// newPen makes ready to sign with a candidate. Where nobody may be asked anything, a locked key file
// stays locked.
func (a *app) newPen(ctx context.Context, repo *git.Repo, c sshsig.Candidate, want demand) *pen {
	ask := a.ask(ctx, c.Path)
	if want == may {
		ask = func(string, int) ([]byte, error) { return nil, errUnanswered }
	}
	return &pen{c, sshsig.Means{
		Socket: a.env.variable("SSH_AUTH_SOCK"), Environ: a.env.vars, Read: keyReader(repo.Top), Ask: ask,
	}, want}
}

// keyName is a public key's type and short form.
func keyName(key string) string {
	kind, _, _ := strings.Cut(key, " ")
	return kind + " " + sshsig.Fingerprint(key)
}

// found is what there is to sign with at this machine.
type found struct {
	try    []sshsig.Candidate
	passed []string // what was found and is not used, in words
	agent  error    // why the ssh-agent gave no key; nil where there is none to ask
}

// lookForPen looks for the listed keys as git finds keys: user.signingkey, the ssh-agent, ~/.ssh.
func (a *app) lookForPen(ctx context.Context, repo *git.Repo, listed []string) (found, error) {
	configured, err := repo.ConfigPath(ctx, "user.signingkey")
	if err != nil {
		return found{}, fmt.Errorf("git's user.signingkey: %w", err)
	}
	var f found
	var held []string
	if socket := a.env.variable("SSH_AUTH_SOCK"); socket != "" {
		if held, f.agent = agentKeys(ctx, socket); f.agent == nil && len(held) == 0 {
			f.agent = errors.New("the ssh-agent holds no key: it is locked, or empty")
		}
	}
	f.try, f.passed = sshsig.Candidates(sshsig.Choice{
		SigningKey: configured, Listed: listed, Agent: held, Files: a.keyFiles(), Read: keyReader(repo.Top),
	})
	return f, ctx.Err()
}

// agentPatience is how long an ssh-agent may take to say which keys it holds, which asks nobody.
const agentPatience = 10 * time.Second

func agentKeys(ctx context.Context, socket string) ([]string, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, agentPatience, sshsig.ErrAgentGone)
	defer cancel()
	return sshsig.AgentKeys(ctx, socket)
}

// keyFiles lists the private key files of ~/.ssh: those that ssh tries by default, then every file
// that has its .pub beside it, by name.
func (a *app) keyFiles() []string {
	home := a.env.variable("HOME")
	if home == "" && runtime.GOOS == "windows" {
		home = a.env.variable("USERPROFILE")
	}
	if home == "" {
		return nil
	}
	dir := filepath.Join(home, ".ssh")
	names := []string{"id_ed25519", "id_ecdsa", "id_rsa", "id_ed25519_sk", "id_ecdsa_sk"}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if name, public := strings.CutSuffix(e.Name(), ".pub"); public && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for i := range names {
		names[i] = filepath.Join(dir, names[i])
	}
	return names
}

// maxKeyFile is far above what a key of any type takes.
const maxKeyFile = 64 << 10

// keyReader reads key files: regular ones of a sane size, so that no device or pipe holds a command
// up. A relative path counts from the clone's top, where git signs.
func keyReader(top string) func(string) ([]byte, error) {
	return func(path string) ([]byte, error) {
		if !filepath.IsAbs(path) {
			path = filepath.Join(top, path)
		}
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.Mode().IsRegular() || info.Size() > maxKeyFile {
			return nil, fmt.Errorf("the key file %q: expected a regular file of at most %d bytes", path, maxKeyFile)
		}
		return os.ReadFile(path)
	}
}

// errUnanswered ends a command whose question got the end of input for an answer: nobody signed.
var errUnanswered = errors.New("the question was not answered")

// ask asks for the passphrase of a key file on the terminal.
func (a *app) ask(ctx context.Context, path string) sshsig.Ask {
	return func(_ string, try int) ([]byte, error) {
		if a.env.secret == nil {
			return nil, fmt.Errorf("it is locked, and there is no terminal to ask for its passphrase on; load it first: ssh-add %s", path)
		}
		prompt := fmt.Sprintf("passphrase of %s: ", path)
		if try > 1 {
			prompt = fmt.Sprintf("that does not open it; passphrase, try %d of 3: ", try)
		}
		secret, err := a.env.secret(ctx, safe.Text(prompt))
		if err != nil && ctx.Err() == nil {
			return nil, errUnanswered
		}
		return secret, err
	}
}

// sign writes the signature of the pen's key under a record, and believes it only after reading the
// line back as verify does (INTEGRITY 4, step 4).
func (a *app) sign(ctx context.Context, signer *sshsig.Signer, r *signoff.Record) error {
	payload, err := r.Payload()
	if err != nil {
		return unsealed(err)
	}
	blob, err := signer.Sign(ctx, a.env.rand, []byte(payload))
	if err != nil {
		return err
	}
	r.Sig = sshsig.Base64(blob)
	text, err := r.Line()
	if err != nil {
		return unsealed(err)
	}
	read, err := signoff.Parse(text)
	if err != nil {
		return fmt.Errorf("the signed record does not read back: %w", err)
	}
	if read.Digest != r.Digest {
		return errors.New("the signed record reads back as another one")
	}
	key, err := verify.Signature(read)
	if err == nil && key != signer.Key {
		err = errors.New("the signed record is signed with another key")
	}
	return err
}
