//go:build interop

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestInteropManualPages has the two programs that show manual pages look at every page of ours: they find
// nothing to warn of, and what a reader sees is what was meant.
func TestInteropManualPages(t *testing.T) {
	k := newKitchen(t)
	k.env = append(k.env, "SOURCE_DATE_EPOCH=1795000000")
	dir := t.TempDir()
	k.sojt(t, exitDone, "man", "-o", dir, "-q")
	pages, err := filepath.Glob(filepath.Join(dir, "*.1"))
	if err != nil || len(pages) < 30 {
		t.Fatalf("%d pages: %v", len(pages), err)
	}
	wrong := filepath.Join(t.TempDir(), "wrong.1")
	write(t, wrong, ".TH WRONG 1 someday\n.SH NAME\n.nosuch \\[nosuch]\n.TE\n")
	for _, checker := range [][]string{{"groff", "-man", "-Tutf8", "-ww", "-z"}, {"mandoc", "-Tlint", "-Wwarning"}} {
		if _, err := exec.LookPath(checker[0]); err != nil {
			t.Errorf("%v: .ci/run installs it", err)
			continue
		}
		if said, _ := exec.Command(checker[0], append(checker[1:], wrong)...).CombinedOutput(); len(said) == 0 {
			t.Errorf("checker is broken: %s finds nothing in a page that is wrong", checker[0])
		}
		for _, page := range pages {
			if said, err := exec.Command(checker[0], append(checker[1:], page)...).CombinedOutput(); err != nil || len(said) > 0 {
				t.Errorf("%s: %v\n%s", filepath.Base(page), err, said)
			}
		}
	}
	for _, show := range [][]string{{"groff", "-man", "-Tascii", "-P-c", "-P-b", "-P-u", "-P-o"}, {"mandoc", "-Tutf8", "-Owidth=78"}} {
		out, err := exec.Command(show[0], append(show[1:], filepath.Join(dir, "sojt-mentor-add.1"))...).Output()
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(string(out)), " ")
		for _, part := range []string{"sojt-mentor-add", "sojt mentor add ana --name", "--designated-by", "sojt-mentor(1)"} {
			if !strings.Contains(withoutOverstrikes(text), part) {
				t.Errorf("%s does not show %q in\n%s", show[0], part, out)
			}
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "sojt.1")); err != nil {
		t.Error(err)
	}
}

// withoutOverstrikes takes out how mandoc marks what is bold or underlined: a letter, a backspace, a letter.
func withoutOverstrikes(s string) string {
	var out []rune
	for _, r := range s {
		switch {
		case r == '\b' && len(out) > 0:
			out = out[:len(out)-1]
		case r == '‐':
			out = append(out, '-')
		default:
			out = append(out, r)
		}
	}
	return string(out)
}
