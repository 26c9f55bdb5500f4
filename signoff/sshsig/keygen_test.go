package sshsig

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestMain lets this program stand in for ssh-keygen with a hardware key.
func TestMain(m *testing.M) {
	if mode := os.Getenv("SSH_SK_PROVIDER"); strings.HasPrefix(mode, "stand-in ") {
		os.Exit(standIn(strings.TrimPrefix(mode, "stand-in ")))
	}
	os.Exit(m.Run())
}

// standIn signs with the key file that it is given, as a hardware key would: the file is a plain one.
func standIn(mode string) int {
	want := []string{"-q", "-Y", "sign", "-n", "sojt", "-f"}
	if len(os.Args) != 8 || !slices.Equal(os.Args[1:7], want) || os.Getenv("SSH_AUTH_SOCK") != "" || os.Getenv("GIT_DIR") != "" {
		fmt.Fprintf(os.Stderr, "called with %q\n", os.Args)
		return 2
	}
	payload, err := io.ReadAll(os.Stdin)
	if err != nil {
		return 3
	}
	file, err := os.ReadFile(os.Args[7])
	if err != nil {
		return 4
	}
	key, err := unlock(file, nil)
	if err != nil {
		return 5
	}
	h := hardware{key: asSigner(key), flags: touched}
	switch mode {
	case "pulled":
		fmt.Fprintln(os.Stderr, "Couldn't sign message: device not found")
		return 255
	case "silent":
		return 255
	case "hangs":
		select {}
	case "untouched":
		h.flags = 0
	}
	blob, err := signWith(h, rand.Reader, payload)
	if err != nil {
		return 6
	}
	text := string(Armour(blob))
	switch mode {
	case "crlf":
		text = strings.ReplaceAll(text, "\n", "\r\n")
	case "noise":
		text = "hello\n" + text
	}
	fmt.Print(text)
	return 0
}

// standingIn makes this program a Keygen, and the file of a hardware key.
func standingIn(t *testing.T, mode string) (k *Keygen, path, key string) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	m := someKeys()
	path = filepath.Join(t.TempDir(), "id_ed25519_sk")
	if err := os.WriteFile(path, sealed(t, m.raw["ed25519"], ""), 0o600); err != nil {
		t.Fatal(err)
	}
	return &Keygen{Program: program, Environ: []string{"SSH_SK_PROVIDER=stand-in " + mode, "GOCOVERDIR=" + t.TempDir()}}, path, keyText(m.signers["sk-ed25519"].PublicKey())
}

func TestKeygenSigns(t *testing.T) {
	t.Setenv("SSH_AUTH_SOCK", "of this process")
	t.Setenv("GIT_DIR", "of this process")
	for _, mode := range []string{"well", "crlf"} {
		k, path, key := standingIn(t, mode)
		s := k.Signer(path, key)
		blob, err := s.Sign(t.Context(), rand.Reader, pinnedPayload)
		if err != nil || !s.Touch {
			t.Fatalf("%s: %v", mode, err)
		}
		if err := Verify(key, pinnedPayload, blob); err != nil {
			t.Errorf("%s: %v", mode, err)
		}
	}
}

func TestKeygenFails(t *testing.T) {
	for mode, want := range map[string]string{
		"pulled": "device not found", "silent": "exit status 255", "untouched": "without being touched", "noise": "no armoured SSH signature",
	} {
		k, path, key := standingIn(t, mode)
		blob, err := k.Signer(path, key).Sign(t.Context(), rand.Reader, pinnedPayload)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), fmt.Sprintf("%q", path)) || blob != nil {
			t.Errorf("%s: %x, %v", mode, blob, err)
		}
		if refused := mode == "pulled" || mode == "silent"; errors.Is(err, ErrRefused) != refused {
			t.Errorf("%s: %v", mode, err)
		}
	}
	k, path, _ := standingIn(t, "well")
	other := keyText(someKeys().signers["sk-p256"].PublicKey())
	if _, err := k.Signer(path, other).Sign(t.Context(), rand.Reader, pinnedPayload); reasonOf(t, unwrapError(err)) != Key {
		t.Errorf("by another key: %v", err)
	}
	k.Program = filepath.Join(t.TempDir(), "gone")
	if _, err := k.Signer(path, other).Sign(t.Context(), rand.Reader, pinnedPayload); !errors.Is(err, ErrRefused) {
		t.Errorf("without a program: %v", err)
	}
	k, path, key := standingIn(t, "hangs")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := k.Signer(path, key).Sign(ctx, rand.Reader, pinnedPayload); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

func TestFindKeygen(t *testing.T) {
	empty, full := t.TempDir(), fakeKeygen(t)
	program := filepath.Join(full, "ssh-keygen")
	t.Chdir(full) // a folder of PATH that is not absolute would find it
	list := strings.Join([]string{".", "", empty, full}, string(filepath.ListSeparator))
	k, err := FindKeygen([]string{
		"PATH=" + list, "HOME=/home/ana", "SSH_AUTH_SOCK=x", "GIT_DIR=x", "LD_PRELOAD=x", "SSH_ASKPASS=/bin/ask", "LC_ALL=de_DE", "EVIL",
	})
	want := []string{"LC_ALL=C", "PATH=" + empty + string(filepath.ListSeparator) + full, "HOME=/home/ana", "SSH_ASKPASS=/bin/ask"}
	if err != nil || k.Program != program || !slices.Equal(k.Environ, want) {
		t.Errorf("found %+v, %v; expected %q", k, err, want)
	}
	for _, list := range []string{"", ".", empty} {
		if k, err := FindKeygen([]string{"PATH=" + list}); err == nil {
			t.Errorf("in %q: %+v", list, k)
		}
	}
}

// fakeKeygen gives a folder with a program of that name.
func fakeKeygen(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "ssh-keygen"), []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}
