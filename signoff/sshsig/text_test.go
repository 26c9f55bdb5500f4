package sshsig

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"
)

func TestTextBothWays(t *testing.T) {
	for n := range 200 {
		blob := bytes.Repeat([]byte{0xfb}, n)
		if got, err := Dearmour(Armour(blob)); err != nil || !bytes.Equal(got, blob) {
			t.Errorf("%d bytes come back from armour as %x, %v", n, got, err)
		}
		if got, err := FromBase64(Base64(blob)); err != nil || !bytes.Equal(got, blob) {
			t.Errorf("%d bytes come back from base64 as %x, %v", n, got, err)
		}
		for line := range strings.Lines(string(Armour(blob))) {
			if len(line) > armourWidth+1 || n > 0 && line == "\n" {
				t.Errorf("%d bytes have the line %q", n, line)
			}
		}
	}
}

// otherTexts are ways to write an armoured signature that it is not written in.
func otherTexts(good string) map[string]string {
	body := strings.TrimSuffix(strings.TrimPrefix(good, armourBegin), armourEnd)
	flat := strings.ReplaceAll(body, "\n", "")
	return map[string]string{
		"CRLF":               strings.ReplaceAll(good, "\n", "\r\n"),
		"one line":           armourBegin + flat + armourEnd,
		"64 columns":         armourBegin + flat[:64] + "\n" + flat[64:] + armourEnd,
		"no last line end":   strings.TrimSuffix(good, "\n"),
		"text before":        "x\n" + good,
		"text behind":        good + "x\n",
		"blank line before":  "\n" + good,
		"two":                good + good,
		"a header":           armourBegin + "Comment: x\n\n" + body + armourEnd,
		"blanks in base64":   armourBegin + flat[:4] + " " + flat[4:] + armourEnd,
		"no padding":         armourBegin + strings.TrimRight(body, "=") + armourEnd,
		"base64 after it":    armourBegin + body + "\nAAAA" + armourEnd,
		"other begin":        strings.Replace(good, "SSH SIG", "PGP SIG", 1),
		"other end":          armourBegin + body + strings.Replace(armourEnd, "SSH SIG", "PGP SIG", 1),
		"nothing inside":     armourBegin + armourEnd[1:],
		"base64 alone":       flat,
		"not base64":         armourBegin + "!" + body[1:] + armourEnd,
		"url base64":         armourBegin + base64.RawURLEncoding.EncodeToString(bytes.Repeat([]byte{0xfb}, 99)) + armourEnd,
		"bits in the margin": armourBegin + "QUE9"[:2] + "F=" + armourEnd,
		"empty":              "",
	}
}

func TestTextRefuses(t *testing.T) {
	blob := bytes.Repeat([]byte{0xfb, 1}, 100)
	for name, text := range otherTexts(string(Armour(blob))) {
		if got, err := Dearmour([]byte(text)); reasonOf(t, err) != Form {
			t.Errorf("armour, %s: read as %x, %v", name, got, err)
		}
	}
	flat := Base64(blob)
	for name, text := range map[string]string{
		"newline": flat[:8] + "\n" + flat[8:], "newline at the end": flat + "\n", "carriage return": flat[:8] + "\r" + flat[8:],
		"blank": flat + " ", "no padding": strings.TrimRight(flat, "="), "padding twice": flat + "=",
		"url": strings.NewReplacer("+", "-", "/", "_").Replace(flat), "margin": flat[:len(flat)-3] + "B==",
	} {
		if got, err := FromBase64(text); reasonOf(t, err) != Form {
			t.Errorf("base64, %s: read as %x, %v", name, got, err)
		}
	}
}
