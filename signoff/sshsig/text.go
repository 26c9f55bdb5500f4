package sshsig

import (
	"encoding/base64"
	"errors"
	"strings"
)

const (
	armourBegin = "-----BEGIN SSH SIGNATURE-----\n"
	armourEnd   = "\n-----END SSH SIGNATURE-----\n"
	armourWidth = 70 // as ssh-keygen writes it
)

// Armour writes a binary signature as the text of a .sig file, as ssh-keygen does.
func Armour(blob []byte) []byte {
	var b strings.Builder
	b.WriteString(armourBegin)
	text := Base64(blob)
	for ; len(text) > armourWidth; text = text[armourWidth:] {
		b.WriteString(text[:armourWidth])
		b.WriteByte('\n')
	}
	b.WriteString(text)
	b.WriteString(armourEnd)
	return []byte(b.String())
}

// Dearmour reads what Armour writes, and nothing else. The error is an *Error of reason Form.
func Dearmour(text []byte) ([]byte, error) {
	hint := "it is a text from " + strings.TrimSpace(armourBegin) + " to " + strings.TrimSpace(armourEnd) + " with LF line ends"
	body, begins := strings.CutPrefix(string(text), armourBegin)
	body, ends := strings.CutSuffix(body, armourEnd)
	if !begins || !ends {
		return nil, refuse(Form, hint, "this is no armoured SSH signature")
	}
	blob, err := decode64(strings.ReplaceAll(body, "\n", ""))
	if err != nil || string(Armour(blob)) != string(text) {
		return nil, refuse(Form, hint, "the armoured signature is not as ssh-keygen writes it")
	}
	return blob, nil
}

// Base64 writes a binary signature as it stands in a record: standard base64 with padding.
func Base64(blob []byte) string { return base64.StdEncoding.EncodeToString(blob) }

// FromBase64 reads what Base64 writes, and nothing else. The error is an *Error of reason Form.
func FromBase64(text string) ([]byte, error) {
	blob, err := decode64(text)
	if err != nil {
		return nil, refuse(Form, hintBlob, "the signature is not the base64 that sojt writes")
	}
	return blob, nil
}

// decode64 takes no line ends, which encoding/base64 skips even when it is strict.
func decode64(text string) ([]byte, error) {
	blob, err := base64.StdEncoding.Strict().DecodeString(text)
	if err == nil && strings.ContainsAny(text, "\r\n") {
		err = errors.New("a line end in base64")
	}
	return blob, err
}
