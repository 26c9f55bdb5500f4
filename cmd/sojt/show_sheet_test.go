package main

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var inFooter = regexp.MustCompile(`[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]   Page`)

// codeAtFoot is the code that a workbook prints at its foot.
func codeAtFoot(t *testing.T, file string) string {
	t.Helper()
	book, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	f, err := book.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	code, _, _ := strings.Cut(inFooter.FindString(string(text)), " ")
	return code
}

// TestShowSheet: the code that is printed says what the sheet was made from, also after the wording changed.
func TestShowSheet(t *testing.T) {
	k := newKitchen(t)
	file := filepath.Join(k.dir, "x.xlsx")
	k.sojt(t, exitDone, "enroll", "theo-brandt", "line-cook", "--name", "Theo Brandt", "--start", "2026-11-01")
	head := strings.TrimSpace(inFolder(t, k.dir, k.env, "rev-parse", "HEAD"))
	for _, c := range []struct {
		learner []string
		want    string
	}{{nil, "learner  nobody: a blank sheet"}, {[]string{"--learner=theo-brandt"}, "learner  theo-brandt"}} {
		k.sojt(t, exitDone, append([]string{"sheet", "line-cook", "-o", file}, c.learner...)...)
		code := codeAtFoot(t, file)
		out, _ := k.sojt(t, exitDone, "show", strings.ToLower(code))
		for _, want := range []string{"role     line-cook", "wording  today's", c.want, "commit   " + head} {
			if !strings.Contains(out, want) {
				t.Errorf("%s: lacks %q:\n%s", code, want, out)
			}
		}
	}
	code := codeAtFoot(t, file)
	role := filepath.Join(k.dir, "roles", "line-cook.yaml")
	text, err := os.ReadFile(role)
	if err != nil {
		t.Fatal(err)
	}
	changed := regexp.MustCompile(`(?m)^  - id: knife-safety`).ReplaceAllString(string(text), "  - {id: new-one, title: New one}\n$0")
	if err := os.WriteFile(role, []byte(changed), 0o644); err != nil || changed == string(text) {
		t.Fatal("nothing was changed", err)
	}
	if out, _ := k.sojt(t, exitDone, "show", code); !strings.Contains(out, "another than today's") {
		t.Errorf("after a change:\n%s", out)
	}
	if _, talk := k.sojt(t, exitUsage, "show", code[:len(code)-1]+"U"); !strings.Contains(talk, "without U") {
		t.Errorf("a wrong letter: %s", talk)
	}
	mistyped := code[1:2] + code[:1] + code[2:]
	if mistyped == code {
		mistyped = "Z" + code[1:]
	}
	if _, talk := k.sojt(t, exitUsage, "show", mistyped); !strings.Contains(talk, "have changed places") {
		t.Errorf("mistyped: %s", talk)
	}
	if _, talk := k.sojt(t, exitUsage, "show", code, "--payload"); !strings.Contains(talk, "the code of a printed sheet") {
		t.Errorf("with --payload: %s", talk)
	}
}
