package terminal

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func TestReadSecret(t *testing.T) {
	for typed, want := range map[string]string{
		"open it\r": "open it", "open it\n": "open it", "\r": "", "opem\x7fn\r": "open", "wrong\x15right\r": "right",
		"\x08\x7fa\x04b\r": "ab", "größer\r": "größer", strings.Repeat("x", 2000) + "\r": strings.Repeat("x", maxSecret),
	} {
		if got, err := readSecret(strings.NewReader(typed)); err != nil || string(got) != want {
			t.Errorf("%q gives %q, %v", typed, got, err)
		}
	}
	for typed, want := range map[string]error{"": io.EOF, "\x04": io.EOF, "half": io.EOF, "half\x03": ErrInterrupted, "\x03": ErrInterrupted} {
		if got, err := readSecret(strings.NewReader(typed)); len(got) > 0 || !errors.Is(err, want) {
			t.Errorf("%q gives %q, %v", typed, got, err)
		}
	}
}
