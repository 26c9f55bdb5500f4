package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestIdsAreRefused gives what is no id to every command that takes one, wherever it takes one: a
// usage error before a path is built of it, and nothing changed, here or beside.
func TestIdsAreRefused(t *testing.T) {
	t.Parallel()
	k := newKitchen(t)
	k.sojt(t, 0, "enroll", "theo-brandt", "line-cook")
	before := tree(t, filepath.Dir(k.dir))
	for i, id := range noIDs() {
		for j, command := range takesIDs() {
			if i > 3 && !*long && (i+j)%12 != 0 { // each with each in the long form
				continue
			}
			var args []string
			for _, word := range strings.Fields(command) {
				args = append(args, strings.ReplaceAll(word, "ID", id))
			}
			if id == "" && strings.Contains(command, "=ID") {
				continue // an empty flag is one that was not given
			}
			k.sojt(t, exitUsage, args...)
		}
	}
	if after := tree(t, filepath.Dir(k.dir)); !maps.Equal(before, after) {
		t.Error("something was changed")
	}
}

// noIDs are paths, options, names that Windows keeps for itself, and what only looks like an id.
func noIDs() []string {
	return []string{
		"../x", "/etc/x", "C:x", "con", "nul.txt", "A", "a b", "-n", "é", "",
		"..", ".", "./x", "x/..", "a\\b", "\\\\host\\x", "//x", "~", "~root", "x/../../y", "learners/x", "%2e%2e", "..%2fx", "file:///x", "\\x",
		"-", "---", "--force", "-c", "--upload-pack=x", "-C/x", "@", "HEAD", ":x", ":(top)x", "*", "?", "[a]", "{a}", "$x", "`x`", ";x", "|x", "&x", ">x",
		"prn", "aux", "nul", "com0", "com1", "com9", "lpt0", "lpt9", "aux.", "x.", "x ", " x", "x:y", "nul:", "Theo-Brandt", "the\u0301o", "x\u200b", "\u202ex", "x\x00", "x\ny", "a_b",
		strings.Repeat("a", 65),
	}
}

// takesIDs lists every place of every command that takes an id.
func takesIDs() []string {
	return []string{
		"init ID", "enroll ID line-cook", "enroll theo-brandt ID", "enroll aiko-tan line-cook --department=ID", "enroll aiko-tan line-cook --supervisor=ID",
		"trained ID grill", "trained theo-brandt ID", "trained theo-brandt grill --mentor=ID",
		"practice ID grill", "practice theo-brandt ID", "practice theo-brandt grill --with=ID", "practice theo-brandt grill --by=ID",
		"request ID grill", "request theo-brandt ID", "request theo-brandt grill --to=ID",
		"observe ID grill --outcome=competent --all-criteria", "observe theo-brandt ID --outcome=competent --all-criteria",
		"observe theo-brandt grill --outcome=not-yet --note=x --action=x --errors=ID",
		"signoff ID grill --all-criteria", "signoff theo-brandt,ID grill --all-criteria", "signoff theo-brandt ID --all-criteria",
		"signoff theo-brandt grill --all-criteria --role=ID", "signoff theo-brandt grill --all-criteria --mentor=ID",
		"signoff theo-brandt grill --all-criteria --reaffirms=ID", "signoff theo-brandt grill --criteria=ID",
		"acknowledge ID", "acknowledge theo-brandt ID",
		"waive ID grill --kind=equivalent --reason=x", "waive theo-brandt ID --kind=equivalent --reason=x", "waive theo-brandt grill --kind=equivalent --reason=x --role=ID",
		"revoke ID --reason=x", "qualify ID line-cook", "qualify theo-brandt ID",
		"pause ID --reason=x", "pause theo-brandt --reason=x --role=ID", "resume ID", "leave ID --reason=x",
		"note ID --kind=feedback --text=x", "note theo-brandt ID --kind=feedback --text=x", "note theo-brandt --kind=feedback --text=x --record=ID",
		"status ID", "report ID", "report --learner=ID", "report --role=ID", "report --mentor=ID", "report --department=ID",
		"log ID", "log theo-brandt ID", "show ID", "qualified ID line-cook", "qualified theo-brandt ID",
		"sheet ID", "sheet line-cook --learner=ID",
		"mentor add ID --name=x", "mentor add ivo --name=x --departments=ID", "mentor add ivo --name=x --signs=ID", "mentor key ID --end=SHA256:abcdefgh",
		"gap ID line-cook", "transcript ID", "certificate ID line-cook", "certificate theo-brandt ID", "card ID line-cook", "layout ID", "import role a.csv --role=ID", "import sheet a.xlsx --learner=ID",
		"import learners a.csv --role=ID", "import records a.csv --role=ID",
		"export ics --learner=ID", "export xapi --learner=ID", "export bundle --learner=ID", "export case ID",
		"learner key ID --key=x.pub --verified=x", "learner key theo-brandt --key=x.pub --verified=x --mentor=ID",
	}
}

// kitchen is a clone of testdata/program, for tests that are no scripts: Dana's.
type kitchen struct {
	dir string
	env []string
	now time.Time // of the next command; each is a minute later
}

func newKitchen(t *testing.T) *kitchen {
	home := t.TempDir()
	k := &kitchen{now: time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC), dir: filepath.Join(t.TempDir(), "kitchen"), env: []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "TZ=UTC", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + filepath.Join(home, "gitconfig"),
	}}
	if err := writeIdentity(home, "dana@harbor.example"); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(k.dir, os.DirFS("testdata/program")); err != nil {
		t.Fatal(err)
	}
	inFolder(t, k.dir, k.env, "init", "-q")
	inFolder(t, k.dir, k.env, "add", "-A")
	inFolder(t, k.dir, k.env, "commit", "-q", "-m", "program")
	return k
}

// sojt runs a command in this process, and fails the test where it ends with another code or lays a
// fault bare.
func (k *kitchen) sojt(t *testing.T, want int, args ...string) (stdout, stderr string) {
	t.Helper()
	out, talk, code := k.try(args...)
	if code != want || strings.Contains(talk, "fault in sojt") {
		t.Errorf("sojt %q: exit code %d, expected %d\n%s%s", args, code, want, out, talk)
	}
	return out, talk
}

// try runs a command in this process, a minute after the last.
func (k *kitchen) try(args ...string) (stdout, stderr string, code int) {
	var out, talk bytes.Buffer
	now := k.now
	k.now = now.Add(time.Minute)
	code = run(context.Background(), &env{
		stdin: strings.NewReader(""), stdout: &out, stderr: &talk, dir: k.dir, vars: k.env,
		now: func() time.Time { return now }, rand: randomness(fmt.Sprint(args)),
	}, args)
	return out.String(), talk.String(), code
}
