package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/signoff"
	"sojt/signoff/disk"
	"sojt/signoff/ledger"
	"sojt/signoff/sshsig"
)

// publicKey is the public key that a person named: in a file, on stdin (-), or the key itself as a
// .pub file has it, with git's key:: before it or without. No message repeats what was read.
func (a *app) publicKey(value string) (string, error) {
	switch literal, marked := strings.CutPrefix(value, "key::"); {
	case marked, strings.Contains(value, " AAAA"), strictyaml.IsSecret(value):
		return parsePublic("--key", literal)
	case value == "-":
		data, err := io.ReadAll(io.LimitReader(a.env.stdin, maxKeyFile+1))
		if err != nil {
			return "", fmt.Errorf("the key on stdin: %w", cause(err))
		}
		return parsePublic("stdin", string(data))
	}
	data, err := a.keyText(value)
	if err != nil {
		return "", err
	}
	return parsePublic(fmt.Sprintf("%q", value), data)
}

// keyText reads a file that should hold a public key: never a pipe or a device, which could hold the
// command up, and never much.
func (a *app) keyText(name string) (string, error) {
	const hint = "give the .pub file that ssh-keygen wrote, or its one line in quotes"
	path := a.path(name)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", usagef(hint, "there is no file %q", name)
	case err != nil:
		return "", fmt.Errorf("%q: %w", name, cause(err))
	case !info.Mode().IsRegular():
		return "", usagef(hint, "%q is %s, expected a file with a public key", name, disk.Kind(info.Mode()))
	case info.Size() > maxKeyFile:
		return "", usagef(hint, "%q has %d bytes, a public key is one line", name, info.Size())
	}
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("%q: %w", name, cause(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxKeyFile+1))
	if err != nil {
		return "", fmt.Errorf("%q: %w", name, cause(err))
	}
	return string(data), nil
}

// parsePublic finds the one public key in a text; where says in messages where that is.
func parsePublic(where, text string) (string, error) {
	const one = `give the line itself: --key "ssh-ed25519 AAAA…"`
	if strictyaml.IsSecret(text) {
		return "", usagef("give the .pub file beside it; the private key stays where it is, and is shown to nobody",
			"%s holds a private key, expected the public one", where)
	}
	if strings.Contains(text, "BEGIN SSH2 PUBLIC KEY") {
		return "", usagef("ssh-keygen -i -f FILE writes it as one line", "%s holds a public key in the form of RFC 4716, expected that of OpenSSH", where)
	}
	var lines []string
	for line := range strings.SplitSeq(strings.TrimPrefix(text, "\ufeff"), "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines = append(lines, line)
		}
	}
	switch {
	case len(text) > maxKeyFile:
		return "", usagef(one, "%s holds more than %d bytes, a public key is one line", where, maxKeyFile)
	case len(lines) == 0:
		return "", usagef(one, "%s holds no key", where)
	case len(lines) > 1:
		return "", usagef(one, "%s holds %d lines, expected one key", where, len(lines))
	}
	key, err := competency.ParseKey(lines[0])
	var wrong *competency.KeyError
	switch {
	case err == nil:
		return key, nil
	case hasOptions(lines[0]):
		return "", usagef("leave them out: sojt knows no options of keys", "%s has options before the key", where)
	case errors.As(err, &wrong):
		return "", usagef(wrong.Hint, "%s: %s", where, wrong.Message)
	}
	return "", err
}

// hasOptions reports whether a key follows later in the line, as in authorized_keys and
// allowed_signers.
func hasOptions(line string) bool {
	words := strings.Fields(line)
	for i := 1; i+1 < len(words); i++ {
		if _, err := competency.ParseKey(words[i] + " " + words[i+1]); err == nil {
			return true
		}
	}
	return false
}

// agentKey is the one key that the ssh-agent holds.
func (a *app) agentKey(ctx context.Context) (string, error) {
	socket := a.env.variable("SSH_AUTH_SOCK")
	if socket == "" {
		return "", usagef("name the key's file: --key FILE", "there is no ssh-agent: SSH_AUTH_SOCK is not set")
	}
	keys, err := agentKeys(ctx, socket)
	switch {
	case err != nil:
		return "", err
	case len(keys) == 1:
		return competency.ParseKey(keys[0])
	case len(keys) == 0:
		return "", usagef("load one with ssh-add, or name its file: --key FILE", "the ssh-agent holds no key that is accepted: it is locked, or empty")
	}
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = keyName(k)
	}
	return "", usagef("name the file of the one meant: --key FILE\n"+strings.Join(names, "\n"), "the ssh-agent holds %d keys", len(keys))
}

// belongsTo finds another person who has a key, in mentors.yaml or by a key record, "" where nobody
// has: one key is one person (INTEGRITY 3), also after it was taken back.
func (p *place) belongsTo(ctx context.Context, key, id string, program *competency.Program) (string, error) {
	for _, m := range program.Mentors {
		for _, k := range m.Keys {
			if m.ID != id && k.Key == key {
				return m.ID, nil
			}
		}
	}
	for who, err := range ledger.Each(ctx, p.ledger, program, nil, func(l *signoff.Learner, _ diag.List) (string, error) {
		return holder(l, key), nil
	}) {
		if err != nil {
			return "", err
		}
		if who != "" && who != id {
			return who, nil
		}
	}
	return "", nil
}

// holder is the learner if one of the key records enters a key, else "".
func holder(l *signoff.Learner, key string) string {
	for _, r := range l.Records {
		if r.Type == signoff.KeyRecord && r.Key == key {
			return l.ID
		}
	}
	return ""
}

// soleOwner refuses a key that somebody else has.
func (p *place) soleOwner(ctx context.Context, key, id string, program *competency.Program) error {
	switch other, err := p.belongsTo(ctx, key, id, program); {
	case err != nil:
		return err
	case other != "":
		return usagef("a key proves who signed only while one person has it: make a new one with ssh-keygen -t ed25519",
			"the key %s is one of %s already", sshsig.Fingerprint(key), other)
	}
	return nil
}
