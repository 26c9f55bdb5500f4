//go:build interop

package competency

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestInteropKeys compares what is taken for a public key with ssh-keygen: keys that it makes are
// taken and have its fingerprint, and nothing is taken that it does not read as the same key.
func TestInteropKeys(t *testing.T) {
	var lines []string
	for _, kind := range []struct {
		args, why string
	}{
		{"-t ed25519", ""}, {"-t rsa -b 3072", ""}, {"-t rsa -b 4096", ""},
		{"-t ecdsa -b 256", ""}, {"-t ecdsa -b 384", ""}, {"-t ecdsa -b 521", ""},
		{"-t rsa -b 2048", "the RSA key has 2048 bits, at least 3072 are needed"}, {"-t dsa", "DSA keys are too weak"},
	} {
		line := newKey(t, kind.args)
		key, err := ParseKey(line)
		if kind.why != "" {
			if err == nil || !strings.HasPrefix(err.Error(), kind.why) {
				t.Errorf("%s: %v, expected %q", kind.args, err, kind.why)
			}
			continue
		}
		if err != nil || key != strings.Join(strings.Fields(line)[:2], " ") {
			t.Errorf("%s: %q is taken as %q, %v", kind.args, line, key, err)
		}
		if said := keygen(t, line)[""]; said != thumb(t, key) {
			t.Errorf("%s: ssh-keygen has the fingerprint %s, sojt reads a key with %s", kind.args, said, thumb(t, key))
		}
		lines = append(lines, key)
	}
	checkBroken(t, lines)
}

func newKey(t *testing.T, args string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "key")
	if out, err := exec.Command("ssh-keygen", append(strings.Fields(args), "-q", "-N", "", "-C", "a comment", "-f", path)...).CombinedOutput(); err != nil {
		t.Fatalf("ssh-keygen %s: %v\n%s", args, err, out)
	}
	private, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ParseKey(string(private)); err == nil || strings.Contains(err.Error(), string(private[40:80])) {
		t.Errorf("%s: of a private key it says %v", args, err)
	}
	public, err := os.ReadFile(path + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(public))
}

// checkBroken damages keys in every way that a slip of the hand or of an attacker might.
func checkBroken(t *testing.T, keys []string) {
	random, all := rand.New(rand.NewPCG(1, 2)), map[string]string{} // number -> line
	add := func(line string) {
		number := fmt.Sprintf("n%d", len(all))
		all[number] = line + " " + number
	}
	for i, key := range keys {
		kind, blob, _ := strings.Cut(key, " ")
		other, _, _ := strings.Cut(keys[(i+1)%len(keys)], " ")
		add(key)
		add(other + " " + blob)
		add(strings.ToUpper(kind) + " " + blob)
		add(kind + " " + blob + "=")
		add(kind + " " + strings.TrimRight(blob, "="))
		add(kind + " " + blob + blob)
		raw, err := base64.StdEncoding.DecodeString(blob)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{0, 1, 2, 4, 17, len(raw) / 2} {
			add(kind + " " + base64.StdEncoding.EncodeToString(raw[:len(raw)-n-1]))
			add(kind + " " + base64.StdEncoding.EncodeToString(append(raw[:len(raw):len(raw)], make([]byte, n+1)...)))
		}
		for at := range raw {
			flipped := append([]byte(nil), raw...)
			flipped[at] ^= 1 << random.IntN(8)
			add(kind + " " + base64.StdEncoding.EncodeToString(flipped))
		}
		for at := range blob {
			add(kind + " " + blob[:at] + string("AZaz09+/=-_ "[random.IntN(12)]) + blob[at+1:])
		}
	}
	var file strings.Builder
	for _, line := range all {
		file.WriteString(line + "\n")
	}
	read, taken, refused := keygen(t, file.String()), 0, 0
	for number, line := range all {
		key, err := ParseKey(line)
		switch {
		case err != nil:
			refused++
		case read[number] == "":
			t.Errorf("%q is taken, and ssh-keygen does not read it", line)
		case read[number] != thumb(t, key):
			t.Errorf("%q is read by ssh-keygen as another key", line)
		default:
			taken++
		}
	}
	t.Logf("%d of %d damaged lines are still keys for both, ssh-keygen reads %d", taken, len(all), len(read))
	if taken < len(keys) || refused < len(all)/4 || len(read) < taken {
		t.Errorf("%d taken, %d refused, ssh-keygen reads %d: the test shows too little", taken, refused, len(read))
	}
}

// keygen has ssh-keygen read a file of keys and gives the fingerprints of those it can read, by comment,
// or under "" of the only one.
func keygen(t *testing.T, lines string) map[string]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "keys.pub")
	if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("ssh-keygen", "-l", "-f", path).Output()
	if err != nil {
		t.Fatalf("ssh-keygen -l: %v", err)
	}
	read := map[string]string{}
	for l := range strings.Lines(string(out)) {
		fields := strings.Fields(l) // 256 SHA256:... comment (ED25519)
		read[fields[2]] = fields[1]
		if strings.Count(lines, "\n") == 0 {
			read[""] = fields[1]
		}
	}
	return read
}

// thumb is the fingerprint of a key as ParseKey gives it.
func thumb(t *testing.T, key string) string {
	t.Helper()
	_, blob, _ := strings.Cut(key, " ")
	raw, err := base64.StdEncoding.DecodeString(blob)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(raw)
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}
