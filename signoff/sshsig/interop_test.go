//go:build interop

package sshsig

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

var long = flag.Bool("long", false, "5,000 signatures before both judges")

// judge asks ssh-keygen whether an armoured signature is ana's.
func judge(t testing.TB, key string, payload, text []byte) (accepts bool, said string) {
	t.Helper()
	dir := t.TempDir()
	list, sig := filepath.Join(dir, "allowed"), filepath.Join(dir, "sig")
	for path, content := range map[string]string{list: "ana namespaces=\"sojt\" " + key + "\n", sig: string(text)} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("ssh-keygen", "-Y", "verify", "-f", list, "-I", "ana", "-n", "sojt", "-s", sig)
	cmd.Stdin = bytes.NewReader(payload)
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatalf("ssh-keygen: %v", err)
	}
	return err == nil, string(out)
}

func TestInteropOursIsAccepted(t *testing.T) {
	m := someKeys()
	for _, name := range m.names {
		for _, payload := range [][]byte{nil, pinnedPayload, bytes.Repeat([]byte{0, 0xff, '\n'}, 5000)} {
			text := Armour(signed(t, m.signers[name], payload))
			if ok, said := judge(t, keyText(m.signers[name].PublicKey()), payload, text); !ok {
				t.Errorf("%s over %d bytes: %s", name, len(payload), said)
			}
		}
	}
}

// keygen runs ssh-keygen in a folder and gives back what it says.
func keygen(t *testing.T, dir string, environ []string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("ssh-keygen", args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), environ...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("ssh-keygen %q: %v: %s", args, err, out)
	}
	return out
}

// kinds are the keys that ssh-keygen makes without a device, in both forms of file.
var kinds = [][]string{
	{"-t", "ed25519"}, {"-t", "ecdsa", "-b", "256"}, {"-t", "ecdsa", "-b", "384"}, {"-t", "ecdsa", "-b", "521"}, {"-t", "rsa", "-b", "3072"},
	{"-t", "ecdsa", "-b", "256", "-m", "PEM"}, {"-t", "rsa", "-b", "4096", "-m", "PEM"},
}

// TestInteropTheirsIsAccepted: files by ssh-keygen, with and without a passphrase, and its signatures
// by them; armour is the same byte for byte.
func TestInteropTheirsIsAccepted(t *testing.T) {
	for i, kind := range kinds {
		for _, passphrase := range []string{"", "open it"} {
			dir := t.TempDir()
			keygen(t, dir, nil, append([]string{"-q", "-N", passphrase, "-C", "ana@laptop", "-f", "id"}, kind...)...)
			private, err := os.ReadFile(filepath.Join(dir, "id"))
			if err != nil {
				t.Fatal(err)
			}
			s, err := InFile("id", private, typed(passphrase).ask)
			if err != nil {
				t.Errorf("%q: %v", kind, err)
				continue
			}
			if key, err := FileKey(private); err != nil || key != s.Key && i < 5 {
				t.Errorf("%q: the file tells %q, %v", kind, key, err)
			}
			if line, err := os.ReadFile(filepath.Join(dir, "id.pub")); err != nil || !strings.HasPrefix(string(line), s.Key+" ") {
				t.Errorf("%q: the key is %q, the line %q", kind, s.Key, line)
			}
			if got := string(keygen(t, dir, nil, "-l", "-f", "id.pub")); !strings.Contains(got, " "+Fingerprint(s.Key)+" ") {
				t.Errorf("%q: the fingerprint is %q, ssh-keygen says %q", kind, Fingerprint(s.Key), got)
			}
			ours, err := s.Sign(t.Context(), rand.Reader, pinnedPayload)
			if err != nil {
				t.Errorf("%q: %v", kind, err)
				continue
			}
			if ok, said := judge(t, s.Key, pinnedPayload, Armour(ours)); !ok {
				t.Errorf("%q: %s", kind, said)
			}
			if passphrase == "" {
				theirs(t, dir, s.Key, ours)
			}
		}
	}
}

// theirs signs with the program itself, as for a hardware key.
func theirs(t *testing.T, dir, key string, ours []byte) {
	t.Helper()
	k, err := FindKeygen(os.Environ())
	if err != nil {
		t.Fatal(err)
	}
	blob, err := k.Signer(filepath.Join(dir, "id"), key).Sign(t.Context(), rand.Reader, pinnedPayload)
	if err != nil {
		t.Errorf("%.20s: %v", key, err)
	}
	if !strings.HasPrefix(key, "ecdsa-") && !bytes.Equal(blob, ours) {
		t.Errorf("%.20s: ssh-keygen signs otherwise:\n%x\n%x", key, blob, ours)
	}
}

// TestInteropAgentOfOpenSSH lists, signs, and says what is wrong once it is locked or gone.
func TestInteropAgentOfOpenSSH(t *testing.T) {
	dir, err := os.MkdirTemp("", "a")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	socket := filepath.Join(dir, "s")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	server := exec.CommandContext(ctx, "ssh-agent", "-D", "-a", socket)
	ready, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := ready.Read(make([]byte, 64)); err != nil { // it speaks once it listens
		t.Fatal(err)
	}
	add := func(args ...string) {
		cmd := exec.Command("ssh-add", args...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "SSH_AUTH_SOCK="+socket)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("ssh-add %q: %v: %s", args, err, out)
		}
	}
	var want []string
	for i, kind := range kinds[:5] {
		name := fmt.Sprint("id", i)
		keygen(t, dir, nil, append([]string{"-q", "-N", "", "-f", name}, kind...)...)
		add("-q", name)
		line, err := os.ReadFile(filepath.Join(dir, name+".pub"))
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, strings.Join(strings.Fields(string(line))[:2], " "))
	}
	got, err := AgentKeys(t.Context(), socket)
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("it lists %q, %v; expected %q", got, err, want)
	}
	for _, key := range got {
		blob, err := InAgent(socket, key).Sign(t.Context(), rand.Reader, pinnedPayload)
		if err != nil {
			t.Errorf("%.20s: %v", key, err)
			continue
		}
		if ok, said := judge(t, key, pinnedPayload, Armour(blob)); !ok {
			t.Errorf("%.20s: %s", key, said)
		}
	}
	add("-q", "-d", "id1")
	if _, err := InAgent(socket, want[1]).Sign(t.Context(), rand.Reader, pinnedPayload); !strings.Contains(fmt.Sprint(err), ErrNotHeld.Error()) {
		t.Errorf("a key that was removed: %v", err)
	}
	stop()
	server.Wait()
	if _, err := InAgent(socket, want[0]).Sign(t.Context(), rand.Reader, pinnedPayload); !strings.Contains(fmt.Sprint(err), ErrNoAgent.Error()) {
		t.Errorf("an agent that is gone: %v", err)
	}
}

// stricter are the refusals of sojt's that ssh-keygen does not share, by a part of "what was done: what
// sojt says", and why.
var stricter = map[string]string{
	"its reserved field holds":         "bytes that nothing signs, where something can be hidden",
	"signature of version 0":           "nothing signs the version: another way to write the same signature",
	`made for the namespace "sojt\x00`: "ssh-keygen reads a namespace up to its first NUL",
	"not in the one form":              "another way to write the same signature",
	"S+L: the signature does not fit":  "another signature, which anybody can make out of a good one",
	"without being touched":            "nobody was there",
	`the algorithm "rsa-sha2-256"`:     "one hash for all",
	`a hash of the kind "sha256"`:      "one hash for all",
	"the RSA key has":                  "too short",
	"anybody can make signatures":      "such a key says nothing of who signed",
	"the armoured signature is not":    "another way to write the same text",
	"no armoured SSH signature":        "another way to write the same text",
}

// verdicts counts what both judges say.
type verdicts struct {
	both, neither int
	ours          map[string]int // refused by sojt alone
}

func (v *verdicts) hold(t *testing.T, name, key string, payload, text []byte) {
	t.Helper()
	theirs, _ := judge(t, key, payload, text)
	blob, err := Dearmour(text)
	if err == nil {
		err = Verify(key, payload, blob)
	}
	switch {
	case err == nil && !theirs:
		t.Errorf("%s: sojt accepts what ssh-keygen refuses: %s\n%s", name, key, text)
	case err == nil:
		v.both++
	case !theirs:
		v.neither++
	default:
		v.stricter(t, name+": "+err.Error())
	}
}

// log tells how the judges agree, and by how many cases each reason of sojt's own was met.
func (v *verdicts) log(t *testing.T) {
	t.Helper()
	t.Logf("accepted by both %d, by neither %d, by ssh-keygen alone:", v.both, v.neither)
	for _, known := range slices.Sorted(maps.Keys(v.ours)) {
		t.Logf("%5d  %s: %s", v.ours[known], known, stricter[known])
	}
}

func (v *verdicts) stricter(t *testing.T, said string) {
	for known := range stricter {
		if strings.Contains(said, known) {
			v.ours[known]++
			return
		}
	}
	t.Errorf("ssh-keygen accepts, sojt does not: %s", said)
}

// TestInteropPinned holds each corruption before both judges.
func TestInteropPinned(t *testing.T) {
	m, v := someKeys(), &verdicts{ours: map[string]int{}}
	for _, name := range m.names {
		key, text := m.signers[name], keyText(m.signers[name].PublicKey())
		blob := signed(t, key, pinnedPayload)
		for _, c := range corruptions(name) {
			v.hold(t, c.name, text, pinnedPayload, Armour(c.make(t, m, apart(t, blob))))
		}
		v.hold(t, "another namespace", text, pinnedPayload, Armour(elsewhere(t, key, pinnedPayload, "git", "sha512")))
		v.hold(t, "sha256", text, pinnedPayload, Armour(elsewhere(t, key, pinnedPayload, "sojt", "sha256")))
		if lazy, ok := key.(hardware); ok {
			lazy.flags = 0
			v.hold(t, "not touched", text, pinnedPayload, Armour(signed(t, lazy, pinnedPayload)))
		}
	}
	good := signed(t, m.signers["ed25519"], pinnedPayload)
	for name, text := range otherTexts(string(Armour(good))) {
		v.hold(t, "armour, "+name, keyText(m.signers["ed25519"].PublicKey()), pinnedPayload, []byte(text))
	}
	raw, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	short, err := ssh.NewSignerFromKey(raw)
	if err != nil {
		t.Fatal(err)
	}
	v.hold(t, "RSA of 2048 bits", keyText(short.PublicKey()), pinnedPayload, Armour(signed(t, short, pinnedPayload)))
	for _, y := range smallOrder {
		payload, forged := forge([]byte(y))
		p := apart(t, good)
		p.PublicKey, p.inner.Blob = wireOf("ssh-ed25519", y), forged
		v.hold(t, "weak key", "ssh-ed25519 "+Base64([]byte(p.PublicKey)), payload, Armour(p.together()))
	}
	if v.both < 9 || v.neither < 50 {
		t.Errorf("the judges agree on too little: %+v", v)
	}
	for known := range stricter {
		if v.ours[known] == 0 {
			t.Errorf("%q is no reason for anything", known)
		}
	}
	v.log(t)
}
