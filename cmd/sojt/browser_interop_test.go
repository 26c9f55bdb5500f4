//go:build interop

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// browsed is a page and how it is to be looked at. It is opened once.
type browsed struct {
	Name  string    `json:"name"`
	File  string    `json:"file"`
	Root  string    `json:"root"` // the folder whose files it may ask for
	Looks []viewing `json:"looks"`
}

// viewing is one way of looking at a page.
type viewing struct {
	Width  int      `json:"width"`
	Dark   bool     `json:"dark"`
	Print  bool     `json:"print"`
	Axe    []string `json:"axe,omitempty"`  // tags or rules by which axe judges it
	Tabs   int      `json:"tabs"`           // how many controls are visited with Tab at most; 0: none
	Filter bool     `json:"filter"`         // type into its filter
	Shot   string   `json:"shot,omitempty"` // where a picture goes
}

// wcag are all the rules that axe has and that pages are held to, and contrast what differs in the dark.
func wcag() []string {
	return []string{"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"}
}
func contrast() []string { return []string{"color-contrast"} }

// seen is what the browser says of one; see testdata/browser/pages.mjs.
type seen struct {
	Name     string
	Findings []struct{ Kind, What, Look string }
	Census   map[string]int // of elements, by name and attributes
	Canary   string
	Load     float64 // ms until the page was loaded, until it was drawn, and of work until then
	Drawn    float64
	CPU      float64
	Bytes    int
}

// elements counts those of a page.
func (s seen) elements() (n int) {
	for _, times := range s.Census {
		n += times
	}
	return n
}

// kinds lists what was found of a page, each kind once, sorted.
func (s seen) kinds() string {
	var kinds []string
	for _, f := range s.Findings {
		kinds = append(kinds, f.Kind)
	}
	slices.Sort(kinds)
	return strings.Join(slices.Compact(kinds), " ")
}

// browser gives the Chromium to open pages with. Without the modules of .ci/run the test skips.
func browser(t *testing.T) string {
	t.Helper()
	if os.Getenv("SOJT_NODE") == "" {
		t.Skip("SOJT_NODE does not name a folder with the modules that .ci/run installs")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("no Chromium on the PATH")
	return ""
}

// browse opens pages in as many headless Chromiums; what they say stands beside them.
func browse(t *testing.T, browsers int, pages []browsed) []seen {
	t.Helper()
	job, err := json.Marshal(map[string]any{"chromium": browser(t), "browsers": browsers, "pages": pages})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", filepath.Join("testdata", "browser", "pages.mjs"))
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(job), &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var all []seen
	for line := range strings.Lines(string(out)) {
		var s seen
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		all = append(all, s)
	}
	if len(all) != len(pages) {
		t.Fatalf("%d of %d pages were looked at", len(all), len(pages))
	}
	return all
}

// spoilt are pages with one defect each, by the kinds that have to be found; those of none are sound.
var spoilt = []struct{ kinds, head, body string }{
	{"", "", `<p>All is well. <a href="#main">Here</a> or <button>there</button></p>`},
	{"console request", "", `<img alt="A picture" src="https://example.com/x.png">`},
	{"console request", "", `<img alt="A picture" src="../outside.png">`},
	{"console", "", `<script>console.error("x")</script>`},
	{"console", "", `<script>nothing.there()</script>`},
	{"console policy", `<meta http-equiv="Content-Security-Policy" content="img-src 'none'">`, `<img alt="A picture" src="https://example.com/x.png">`},
	{"sideways", "", `<div style="width:3000px">wide</div>`},
	{"spills", "", `<div class="card" style="height:3px;overflow:hidden">more than there is room for</div>`},
	{"unreachable", "", `<p><button tabindex="-1">No</button><button>Yes</button></p><p onclick="x()">Neither</p>`},
	{"axe order", "", `<p><a href="#main" tabindex="0">First</a> <a href="#main" tabindex="2">Second</a></p>`},
	{"focus", `<style>a:focus{outline:none}</style>`, `<p>It is <a href="#main">here</a></p>`},
	{"axe", "", `<p style="color:#bbb;background:#fff">Hard to read</p>`},
	{"axe", "", `<input type="text">`},
	{"filter", "", filtering("")},
	{"filter", "", filtering(`const f = document.forms[0]; f.oninput = () => { document.querySelector("tr").hidden = true; f.querySelector("p").textContent = "1 row" }`)},
	{"", "", filtering(`const f = document.forms[0], show = h => () => setTimeout(() => { document.querySelector("tr").hidden = h; f.querySelector("p").textContent = h ? "1 row" : "" })
		f.oninput = () => { show(true)(); document.querySelector("tr").hidden = true; f.querySelector("p").textContent = "1 row" }; f.onreset = show(false); f.onsubmit = e => e.preventDefault()`)},
}

// filtering is a page with a filter, and a script that is to make it work.
func filtering(script string) string {
	return `<form class="filter"><label>Rows <input name="text"></label> <button type="reset">All</button><p role="status"></p></form>` +
		`<table><tbody><tr><td>one</td></tr><tr><td>two</td></tr></tbody></table><script>` + script + `</script>`
}

// TestInteropBrowserFinds: every kind of defect of a page is found.
func TestInteropBrowserFinds(t *testing.T) {
	dir := t.TempDir()
	var pages []browsed
	for _, x := range spoilt {
		file := filepath.Join(dir, "page"+string(rune('a'+len(pages)))+".html")
		write(t, file, `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">`+x.head+
			`</head><body><main id="main"><h1>A page</h1>`+x.body+`</main></body></html>`)
		how := viewing{Width: 1280, Axe: wcag(), Tabs: 50, Print: x.kinds == "spills", Filter: x.kinds != "spills"}
		if x.kinds == "axe" && strings.Contains(x.body, "color") {
			how.Axe = contrast()
		}
		pages = append(pages, browsed{Name: x.body, File: file, Root: dir, Looks: []viewing{{Width: 1280}, how}})
	}
	for i, s := range browse(t, 2, pages) {
		if s.kinds() != spoilt[i].kinds {
			t.Errorf("checker is broken: %s\nfound %q, expected %q: %v", s.Name, s.kinds(), spoilt[i].kinds, s.Findings)
		}
	}
}
