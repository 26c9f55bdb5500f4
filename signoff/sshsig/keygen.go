package sshsig

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Keygen is the ssh-keygen program, which signs with the file of a hardware key: only it speaks to
// the device.
type Keygen struct {
	Program string   // absolute path
	Environ []string // its whole environment
}

// inherited are the variables that ssh-keygen gets: where it shows a question for the PIN, and the
// library that speaks to the device. SSH_AUTH_SOCK is not among them: the agent was asked before.
var inherited = []string{
	"HOME", "PATH", "TERM", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS",
	"SSH_ASKPASS", "SSH_ASKPASS_REQUIRE", "SSH_SK_PROVIDER", "SSH_SK_HELPER",
	"SYSTEMROOT", "SYSTEMDRIVE", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP",
}

// FindKeygen looks ssh-keygen up in the absolute folders of PATH and keeps of environ what it needs.
func FindKeygen(environ []string) (*Keygen, error) {
	k := &Keygen{Environ: []string{"LC_ALL=C"}}
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		if runtime.GOOS == "windows" {
			name = strings.ToUpper(name)
		}
		if name == "PATH" {
			folders := slices.DeleteFunc(filepath.SplitList(value), func(dir string) bool { return !filepath.IsAbs(dir) })
			entry = "PATH=" + strings.Join(folders, string(filepath.ListSeparator))
			k.Program = lookUp(folders)
		}
		if slices.Contains(inherited, name) {
			k.Environ = append(k.Environ, entry)
		}
	}
	if k.Program == "" {
		return nil, errors.New("there is no ssh-keygen in any absolute folder of PATH, which hardware keys need; install OpenSSH 8.9 or newer")
	}
	return k, nil
}

func lookUp(folders []string) string {
	for _, dir := range folders {
		if found, err := exec.LookPath(filepath.Join(dir, "ssh-keygen")); err == nil {
			return found
		}
	}
	return ""
}

// Signer signs with the private key file at path, of the public key that is given. ssh-keygen asks
// for a passphrase or PIN on the terminal by itself; it is told not to ask for the touch.
func (k *Keygen) Signer(path, key string) *Signer {
	s := &Signer{Key: key, From: fmt.Sprintf("the key file %q", path), Touch: strings.HasPrefix(key, "sk-")}
	s.sign = func(ctx context.Context, _ io.Reader, payload []byte) ([]byte, error) {
		return k.sign(ctx, path, payload)
	}
	return s
}

func (k *Keygen) sign(ctx context.Context, path string, payload []byte) ([]byte, error) {
	cmd := exec.CommandContext(ctx, k.Program, "-q", "-Y", "sign", "-n", namespace, "-f", path)
	cmd.Env = slices.Concat([]string{}, k.Environ) // nil would be the environment of this process
	cmd.Stdin = bytes.NewReader(payload)
	cmd.WaitDelay = time.Second
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%w: %s says %q", ErrRefused, k.Program, lastLine(said.String(), err))
	}
	return Dearmour(bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n"))) // Windows builds write CRLF
}

// lastLine is where ssh-keygen says why, or the error where it said nothing.
func lastLine(said string, err error) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	if last := strings.TrimSpace(lines[len(lines)-1]); last != "" {
		return last
	}
	return err.Error()
}
