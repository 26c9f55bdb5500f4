//go:build interop

package vectors_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"sojt/signoff/testkit/vectors"
)

// stock asks ssh-keygen whether an armoured signature of a payload is ana's, by a file of allowed
// signers.
func stock(t *testing.T, allowed, payload, text, options string) (accepts bool, said string) {
	t.Helper()
	dir := t.TempDir()
	list, sig := filepath.Join(dir, "allowed"), filepath.Join(dir, "sig")
	for path, content := range map[string]string{list: allowed, sig: text} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	args := []string{"-Y", "verify", "-f", list, "-I", "ana", "-n", "sojt", "-s", sig}
	if options != "" {
		args = append(args, options)
	}
	cmd := exec.Command("ssh-keygen", args...)
	cmd.Stdin = bytes.NewReader([]byte(payload))
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatalf("ssh-keygen: %v", err)
	}
	return err == nil, string(out)
}

// TestInteropSSHSIG holds what the vectors say of OpenSSH to the ssh-keygen that is here.
func TestInteropSSHSIG(t *testing.T) {
	for _, v := range read(t, "sshsig") {
		accepts, said := stock(t, "ana namespaces=\"sojt\" "+v.Value("key")+"\n", v.Value("payload"), armoured(v), "")
		if want := v.Value("openssh") == "accepts"; accepts != want {
			t.Errorf("%s: accepted is %v, expected %v: %s", v.Name, accepts, want, said)
		}
	}
}

// armoured is a signature as a .sig file, the text of a record between its two lines.
func armoured(v vectors.Vector) string {
	if v.Value("form") == "armour" {
		return string(v.Body)
	}
	return "-----BEGIN SSH SIGNATURE-----\n" + string(v.Body) + "\n-----END SSH SIGNATURE-----\n"
}
