package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The shape of the program, as docs/architecture.md describes it, held by tests.

// onlyImporter says for each module of others which one package imports it, so that its traps are met
// once.
var onlyImporter = map[string]string{
	"github.com/spf13/cobra":                   "sojt/cmd/sojt",
	"github.com/spf13/pflag":                   "sojt/cmd/sojt",
	"golang.org/x/term":                        "sojt/cmd/sojt/terminal",
	"gopkg.in/yaml.v3":                         "sojt/competency/strictyaml",
	"golang.org/x/text":                        "sojt/competency/text",
	"github.com/oklog/ulid/v2":                 "sojt/signoff/line",
	"golang.org/x/crypto":                      "sojt/signoff/sshsig",
	"github.com/hiddeco/sshsig":                "sojt/signoff/sshsig",
	"github.com/gofrs/flock":                   "sojt/signoff/disk",
	"golang.org/x/sync":                        "sojt/signoff/ledger",
	"github.com/olekukonko/tablewriter":        "sojt/report/format",
	"github.com/clipperhouse/displaywidth":     "sojt/report/safe",
	"github.com/xuri/excelize/v2":              "sojt/report/xlsx",
	"github.com/google/go-cmp":                 "",
	"github.com/rogpeppe/go-internal":          "",
	"github.com/santhosh-tekuri/jsonschema/v6": "",
	"pgregory.net/rapid":                       "",
}

// folders may import those before them, never those behind.
var folders = []string{"examples", "competency", "signoff", "report", "examples/corpus", "examples/bench", "cmd"}

// roots are the packages that the small ones beside them must not know.
var roots = []string{"sojt/competency", "sojt/signoff", "sojt/report"}

// leaves are those small ones.
var leaves = []string{
	"sojt/competency/calendar", "sojt/competency/text", "sojt/competency/diag", "sojt/competency/sshkey", "sojt/competency/strictyaml",
	"sojt/signoff/line", "sojt/signoff/progress", "sojt/signoff/git", "sojt/signoff/disk", "sojt/signoff/sshsig", "sojt/report/safe", "sojt/report/xlsx", "sojt/cmd/sojt/terminal",
}

// listed is what go list says of a package.
type listed struct {
	ImportPath, Dir, Name string
	Standard              bool
	Imports               []string
	GoFiles               []string
}

// goList lists packages for each system the program is built for, so that files of other systems
// count too.
func goList(t *testing.T, args ...string) map[string]*listed {
	t.Helper()
	all := map[string]*listed{}
	for _, system := range []string{"linux", "windows"} {
		cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Dir,Name,Standard,Imports"}, args...)...)
		cmd.Dir, cmd.Env = "../..", append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		for d := json.NewDecoder(bytes.NewReader(out)); ; {
			var p listed
			if err := d.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			if known := all[p.ImportPath]; known != nil {
				p.Imports = append(p.Imports, known.Imports...)
			}
			all[p.ImportPath] = &p
		}
	}
	return all
}

func TestImportsGoOneWay(t *testing.T) {
	t.Parallel()
	for _, p := range goList(t, "./...") {
		mine := folderOf(p.ImportPath)
		if mine < 0 {
			t.Errorf("%s is in none of %s", p.ImportPath, folders)
		}
		for _, i := range p.Imports {
			if strings.HasPrefix(i, "sojt/") && folderOf(i) > mine {
				t.Errorf("%s imports %s, which stands above it", p.ImportPath, i)
			}
			if slices.Contains(leaves, p.ImportPath) && slices.Contains(roots, i) {
				t.Errorf("%s imports %s; it is to know nothing but bytes and values", p.ImportPath, i)
			}
		}
	}
}

// folderOf gives the place of the package's folder among them, that of the longest name that fits.
func folderOf(importPath string) int {
	_, rest, _ := strings.Cut(importPath, "/")
	found := -1
	for i, folder := range folders {
		if (rest == folder || strings.HasPrefix(rest, folder+"/")) && (found < 0 || len(folder) > len(folders[found])) {
			found = i
		}
	}
	return found
}

func TestEachModuleHasOneImporter(t *testing.T) {
	t.Parallel()
	importers := map[string][]string{}
	for _, p := range goList(t, "./...") {
		for _, i := range p.Imports {
			if !strings.Contains(strings.Split(i, "/")[0], ".") {
				continue
			}
			if m := moduleOf(i); m == "" {
				t.Errorf("%s imports %s, of a module that is not in the table", p.ImportPath, i)
			} else if !slices.Contains(importers[m], p.ImportPath) {
				importers[m] = append(importers[m], p.ImportPath)
			}
		}
	}
	for m, want := range onlyImporter {
		var wanted []string
		if want != "" {
			wanted = []string{want}
		}
		if got := importers[m]; !slices.Equal(got, wanted) {
			t.Errorf("%s is imported by %q, expected %q", m, got, wanted)
		}
	}
}

func moduleOf(importPath string) string {
	for m := range onlyImporter {
		if importPath == m || strings.HasPrefix(importPath, m+"/") {
			return m
		}
	}
	return ""
}

// reaches says which packages may import what reaches out of the process, and why.
var reaches = map[string][]string{
	"net/http": nil,
	"net":      {"sojt/signoff/sshsig"}, // the ssh-agent listens at a unix socket; nothing else is dialled
	"os/exec": {
		"sojt/signoff/git",    // the git program
		"sojt/signoff/sshsig", // ssh-keygen, which alone signs with the file of a hardware key
		"sojt/examples/bench", // what it measures, which is no part of sojt
	},
}

// TestNothingSpeaksToTheNetwork holds for all that is linked; other programs are run by two packages.
func TestNothingSpeaksToTheNetwork(t *testing.T) {
	t.Parallel()
	all := goList(t, "-deps", "./cmd/sojt")
	if len(all) < 100 || all["os/exec"] == nil {
		t.Fatalf("only %d packages", len(all))
	}
	for name, p := range all {
		if name == "net/http" || name == "testing" || name == "sojt/signoff/testkit" {
			t.Errorf("%s is linked", name)
		}
		if !p.Standard && slices.Contains(p.Imports, "os/exec") && !slices.Contains(reaches["os/exec"], name) {
			t.Errorf("%s imports os/exec", name)
		}
		if !p.Standard && slices.Contains(p.Imports, "os/signal") && name != "sojt/cmd/sojt" {
			t.Errorf("%s imports os/signal", name)
		}
	}
	for name, p := range goList(t, "./...") {
		for _, i := range p.Imports {
			if may, reaching := reaches[i]; reaching && !slices.Contains(may, name) {
				t.Errorf("%s imports %s", name, i)
			}
		}
	}
}

// TestEveryCommandHasAScript: at least one, named after it.
func TestEveryCommandHasAScript(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range commandNames() {
		if !slices.ContainsFunc(scripts, func(s string) bool { return strings.HasPrefix(filepath.Base(s), name+"-") }) {
			t.Errorf("sojt %s has no testdata/script/%s-*.txtar", name, name)
		}
	}
}
