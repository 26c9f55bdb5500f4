package sshsig

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// AgentKeys lists the keys that the ssh-agent behind a socket holds and that are of a type that is
// accepted, in its order. A locked agent holds none. On Windows the socket may be a named pipe.
func AgentKeys(ctx context.Context, socket string) ([]string, error) {
	var keys []string
	err := ask(ctx, socket, func(client agent.ExtendedAgent) error {
		held, err := client.List()
		if err != nil {
			return ErrAgentGone
		}
		for _, k := range held {
			if public, refused := acceptKey(k.Blob); refused == nil {
				keys = append(keys, keyText(public))
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("listing keys: %w", err)
	}
	return keys, nil
}

// InAgent signs with a key that an ssh-agent holds. The agent is asked anew each time, so that
// nothing stays open between.
func InAgent(socket, key string) *Signer {
	s := &Signer{Key: key, From: "the key " + Fingerprint(key) + " in the ssh-agent", Touch: strings.HasPrefix(key, "sk-")}
	s.sign = func(ctx context.Context, random io.Reader, payload []byte) (blob []byte, err error) {
		err = ask(ctx, socket, func(client agent.ExtendedAgent) error {
			blob, err = signInAgent(client, key, random, payload)
			return err
		})
		return blob, err
	}
	return s
}

func signInAgent(client agent.ExtendedAgent, key string, random io.Reader, payload []byte) ([]byte, error) {
	held, err := find(client, key)
	if err != nil {
		return nil, err
	}
	blob, err := signWith(held, random, payload)
	if err == nil {
		return blob, nil
	}
	// An agent says no more than no. Asked again, it tells a refusal from a lock, and both from its death.
	if _, err := find(client, key); err != nil {
		return nil, err
	}
	return nil, fmt.Errorf("%w: the ssh-agent refused, or nobody confirmed or touched it", ErrRefused)
}

// find looks a key up among those the agent holds now.
func find(client agent.ExtendedAgent, key string) (ssh.Signer, error) {
	held, err := client.Signers()
	if err != nil {
		return nil, ErrAgentGone
	}
	i := slices.IndexFunc(held, func(s ssh.Signer) bool { return keyText(s.PublicKey()) == key })
	if i < 0 {
		return nil, ErrNotHeld
	}
	return held[i], nil
}

// ask connects to an agent for one conversation. The end of ctx ends it.
func ask(ctx context.Context, socket string, talk func(agent.ExtendedAgent) error) error {
	if socket == "" {
		return fmt.Errorf("%w: SSH_AUTH_SOCK does not say where", ErrNoAgent)
	}
	conn, err := dial(ctx, socket)
	if err != nil {
		return fmt.Errorf("%w at %q: %w", ErrNoAgent, socket, err)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	if err := talk(agent.NewClient(conn)); ctx.Err() == nil {
		return err
	}
	return context.Cause(ctx)
}

func dial(ctx context.Context, socket string) (io.ReadWriteCloser, error) {
	if strings.HasPrefix(socket, `\\.\pipe\`) {
		return os.OpenFile(socket, os.O_RDWR, 0)
	}
	return new(net.Dialer).DialContext(ctx, "unix", socket)
}

// Fingerprint is the short form of a public key that ssh-add -l and ssh-keygen -l show, "SHA256:"
// and 43 characters; of what is no key it is "".
func Fingerprint(key string) string {
	_, text, _ := strings.Cut(key, " ")
	blob, err := decode64(text)
	if err != nil {
		return ""
	}
	public, err := ssh.ParsePublicKey(blob)
	if err != nil {
		return ""
	}
	return ssh.FingerprintSHA256(public)
}
