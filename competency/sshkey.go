package competency

import (
	"crypto/ecdh"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"sojt/competency/sshkey"
	"sojt/competency/strictyaml"
	"sojt/competency/text"
)

// maxExponent is the greatest length of an RSA key's exponent in bits that whoever checks signatures
// takes: golang.org/x/crypto/ssh refuses longer ones. Usual is 65537, of 17 bits.
const maxExponent = 24

// keyTypes are the SSH keys that sojt accepts.
var keyTypes = []string{
	"ssh-ed25519", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
	"ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa",
}

// KeyError says why a line is no key that sojt accepts. It never repeats the key.
type KeyError struct {
	Message, Hint string
	secret        bool
}

// Error gives message and hint.
func (e *KeyError) Error() string { return e.Message + ": " + e.Hint }

const pubHint = "paste the one line of the .pub file, as ssh-keygen -t ed25519 writes it"

// ParseKey reads an SSH public key as a .pub file has it and gives its type and base64, without
// comment: two lines are the same key when what it gives is equal. The error is a *KeyError.
func ParseKey(line string) (string, error) {
	key, err := parseKey(line)
	if err != nil {
		return "", err
	}
	return key, nil
}

func parseKey(line string) (string, *KeyError) {
	if strictyaml.IsSecret(line) {
		return "", &KeyError{
			Message: "this is a private key; it must never stand in a file that others read",
			Hint:    "remove it, make a new key with ssh-keygen -t ed25519, and paste the line of its .pub file", secret: true,
		}
	}
	fields := strings.Fields(line)
	if strings.Contains(strings.TrimSpace(line), "\n") || len(fields) < 2 {
		return "", &KeyError{Message: "this is no SSH public key", Hint: pubHint}
	}
	kind := fields[0]
	switch {
	case strings.Contains(kind, "-cert-v01@"):
		return "", &KeyError{Message: "this is a certificate, expected a plain public key", Hint: "paste the line of the .pub file, not of -cert.pub"}
	case kind == "ssh-dss":
		return "", &KeyError{Message: "DSA keys are too weak", Hint: "make a new key with ssh-keygen -t ed25519"}
	case !slices.Contains(keyTypes, kind):
		hint := "a key begins with its type: " + text.Join(keyTypes, "or")
		if near := text.Nearest(kind, keyTypes); near != "" {
			hint = "did you mean " + near + "?"
		}
		return "", &KeyError{Message: "the line does not begin with a type of SSH key that is accepted", Hint: hint}
	}
	blob, err := base64.StdEncoding.Strict().DecodeString(fields[1])
	if err != nil {
		return "", &KeyError{Message: "the part after the key's type is no base64: a letter is missing or changed", Hint: pubHint}
	}
	if why := checkBlob(kind, blob); why != "" {
		return "", &KeyError{Message: why, Hint: pubHint}
	}
	return kind + " " + fields[1], nil
}

// checkBlob reads a key's wire form (RFC 4253 6.6, RFC 5656 3.1, PROTOCOL.u2f of OpenSSH) and says
// what is wrong with it, or "".
func checkBlob(kind string, blob []byte) string {
	const cut = "the key is cut off or has been changed"
	w := wire{blob, true}
	inner := string(w.next())
	if !w.ok {
		return cut
	}
	if inner != kind {
		return "the line says one type of key, the key itself another"
	}
	good := true
	switch kind {
	case "ssh-ed25519", "sk-ssh-ed25519@openssh.com":
		y := w.next()
		good = len(y) == 32 && (kind == "ssh-ed25519" || len(w.next()) > 0)
		if good && w.ok && len(w.rest) == 0 && sshkey.Weak(y) {
			return "the key is one for which anybody can make signatures"
		}
	case "sk-ecdsa-sha2-nistp256@openssh.com":
		good = w.point("nistp256", ecdh.P256()) && len(w.next()) > 0
	case "ecdsa-sha2-nistp256":
		good = w.point("nistp256", ecdh.P256())
	case "ecdsa-sha2-nistp384":
		good = w.point("nistp384", ecdh.P384())
	case "ecdsa-sha2-nistp521":
		good = w.point("nistp521", ecdh.P521())
	case "ssh-rsa":
		e, n := w.number(), w.number()
		if w.ok && len(w.rest) == 0 && n.BitLen() < sshkey.MinRSA {
			return fmt.Sprintf("the RSA key has %d bits, at least %d are needed", n.BitLen(), sshkey.MinRSA)
		}
		good = n.Bit(0) == 1 && e.Bit(0) == 1 && e.BitLen() > 1 && e.BitLen() <= maxExponent
	}
	if !good || !w.ok || len(w.rest) > 0 {
		return cut
	}
	return ""
}

// wire reads the length-prefixed parts of a key; ok turns false where one is cut off.
type wire struct {
	rest []byte
	ok   bool
}

func (w *wire) next() []byte {
	if !w.ok || len(w.rest) < 4 {
		w.ok = false
		return nil
	}
	n := binary.BigEndian.Uint32(w.rest)
	if uint64(n) > uint64(len(w.rest)-4) {
		w.ok = false
		return nil
	}
	part := w.rest[4 : 4+n]
	w.rest = w.rest[4+n:]
	return part
}

// number reads a positive number in the only way it can be written.
func (w *wire) number() *big.Int {
	b := w.next()
	if len(b) == 0 || b[0] >= 0x80 || b[0] == 0 && (len(b) == 1 || b[1] < 0x80) {
		w.ok = false
	}
	return new(big.Int).SetBytes(b)
}

func (w *wire) point(name string, curve ecdh.Curve) bool {
	if string(w.next()) != name {
		return false
	}
	_, err := curve.NewPublicKey(w.next())
	return err == nil
}
