//go:build interop

package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sojt/signoff"
	"sojt/signoff/line"
)

var shots = flag.String("shots", "", "the `folder` for a picture of every page that TestInteropPages looks at")

// What a page may cost: it is to be opened within a second, which depends on the machine, so that what a browser
// has to make of it is held.
const (
	pageBytes    = 3_000_000
	pageElements = 70_000
	judgeable    = 250_000 // bytes of a page that axe judges in the short form too
)

// bottling makes the program of 500 learners and 100 competencies.
func bottling(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "plant")
	cmd := exec.Command("go", "run", "sojt/examples/corpus", "-learners", "500", "-records", "100", "-seed", "1", "-git=false", "-out", dir, "-stamp", "mentor-4")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return dir
}

// pagesOf writes a page of each of some views of a program into a folder, or of every view.
func pagesOf(t *testing.T, program, into string, views []string) []browsed {
	t.Helper()
	w := world{files: tree(t, program)}
	learner := learnerOf(w.learners()[0])
	var of *signoff.Record
	var records []*signoff.Record
	for _, l := range w.records(w.learners()[0]) {
		r, err := signoff.Parse(strings.TrimPrefix(l, line.Bullet))
		if err != nil {
			t.Fatal(err)
		}
		if records = append(records, r); of == nil && r.Type == signoff.Signoff {
			of = r
		}
	}
	var pages []browsed
	for _, line := range viewLines(learner, of.Role, of.Competency, of.By, of.ID) {
		if views != nil && !slices.Contains(views, line) {
			continue
		}
		name := filepath.Base(program) + "-" + strings.NewReplacer(" ", "-", "/", "-").Replace(line)
		file := filepath.Join(into, name+".html")
		if got, said := inProcess(program, 0, append(strings.Fields(line), "--as-of", "2026-10-31", "-o", file)...); got.code > exitFindings {
			t.Errorf("sojt %s of %s: exit code %d\n%s", line, program, got.code, said)
			continue
		}
		pages = append(pages, browsed{Name: name, File: file, Root: into})
	}
	return pages
}

// sitePages writes the site of a program and gives its start and the page of one learner; in the long form all
// pages of learners.
func sitePages(t *testing.T, program, into string) []browsed {
	t.Helper()
	if got, said := inProcess(program, 0, "report", "site", "--as-of", "2026-10-31", "-o", into); got.code > exitFindings {
		t.Fatalf("sojt report site of %s: exit code %d\n%s", program, got.code, said)
	}
	var pages []browsed
	learners := 0
	for name := range tree(t, into) {
		if filepath.Ext(name) != ".html" {
			continue
		}
		if name != "index.html" {
			if learners++; learners > 1 && !*long || learners > 5 {
				continue
			}
		}
		pages = append(pages, browsed{Name: filepath.Base(program) + "-site-" + strings.ReplaceAll(strings.TrimSuffix(name, ".html"), "/", "-"), File: filepath.Join(into, name), Root: into})
	}
	return pages
}

// looks are the ways in which a page is looked at: light on a desk, dark on a phone, and print; in the long form
// in both sizes and shades, with every control. Judged is what is not large.
func looks(p browsed) []viewing {
	rules := wcag()
	if size(p.File) > judgeable && !*long {
		rules = nil
	}
	if !*long {
		dark := viewing{Width: 390, Dark: true}
		if rules != nil {
			dark.Axe = contrast()
		}
		return []viewing{{Width: 1280, Axe: rules, Tabs: 40, Filter: true}, dark, {Width: 390, Print: true}}
	}
	var all []viewing
	for _, width := range []int{1280, 390} {
		for _, dark := range []bool{false, true} {
			all = append(all, viewing{Width: width, Dark: dark, Axe: rules, Tabs: 3000, Filter: true})
		}
		all = append(all, viewing{Width: width, Print: true})
	}
	return all
}

// pictured says where pictures of a page go, if any are asked for.
func pictured(name string, looks []viewing) []viewing {
	for i, l := range looks {
		if *shots != "" {
			looks[i].Shot = filepath.Join(*shots, fmt.Sprintf("%s-%d%s%s.png", name, l.Width, map[bool]string{true: "-dark"}[l.Dark], map[bool]string{true: "-print"}[l.Print]))
		}
	}
	return looks
}

// report names what was found of a page.
func (s seen) report(t *testing.T) {
	t.Helper()
	for _, f := range s.Findings {
		t.Errorf("%s at %s: %s: %s", s.Name, f.Look, f.Kind, f.What)
	}
}

func size(file string) int {
	info, err := os.Stat(file)
	if err != nil {
		return 0
	}
	return int(info.Size())
}

// TestInteropPages opens a page of every view: it asks for nothing, says nothing on the console, stays
// within the window, is reached by keyboard throughout, and axe has nothing against it.
func TestInteropPages(t *testing.T) {
	browser(t)
	var pages []browsed
	for i, program := range []string{"../../examples/kitchen", "../../examples/forklift", "../../examples/lab", "../../examples/qa-evaluator"} {
		for j, p := range append(sitePages(t, program, filepath.Join(t.TempDir(), "site")), pagesOf(t, program, t.TempDir(), nil)...) {
			if !*long && i > 0 && j%3 != i-1 { // these share the views out among them
				continue
			}
			p.Looks = pictured(p.Name, looks(p))
			pages = append(pages, p)
		}
	}
	for _, s := range browse(t, 2, pages) {
		s.report(t)
	}
	t.Logf("%d pages", len(pages))
}

// TestInteropPagesLarge opens the pages of 500 learners and 100 competencies, which are small enough to be opened
// within a second; in the long form all of them, each in every way. With -figures it prints how long each takes,
// the median of five:
//
//	go test -tags interop ./cmd/sojt -run InteropPagesLarge -figures -v
func TestInteropPagesLarge(t *testing.T) {
	browser(t)
	program := bottling(t)
	views := []string{"report progress", "report matrix", "report due", "audit", "log"}
	if *long {
		views = nil
	}
	var pages []browsed
	for _, p := range append(sitePages(t, program, filepath.Join(t.TempDir(), "site")), pagesOf(t, program, t.TempDir(), views)...) {
		p.Looks = pictured(p.Name, looks(p))
		pages = append(pages, p)
	}
	for _, s := range browse(t, 2, pages) {
		s.report(t)
		if s.Bytes > pageBytes || s.elements() > pageElements {
			t.Errorf("%s has %d bytes and %d elements, expected at most %d and %d", s.Name, s.Bytes, s.elements(), pageBytes, pageElements)
		}
	}
	if *printFigures {
		loadTimes(t, pages)
	}
}

// loadTimes prints the medians of five loads of each page, one after the other.
func loadTimes(t *testing.T, pages []browsed) {
	const rounds = 5
	var all []browsed
	for range rounds {
		for _, p := range pages {
			p.Looks = []viewing{{Width: 1280}}
			all = append(all, p)
		}
	}
	seen := browse(t, 1, all)
	for i, p := range pages {
		var load, drawn, cpu []float64
		for round := range rounds {
			s := seen[round*len(pages)+i]
			load, drawn, cpu = append(load, s.Load), append(drawn, s.Drawn), append(cpu, s.CPU)
		}
		middle := func(of []float64) float64 { slices.Sort(of); return of[rounds/2] }
		t.Logf("%-40s %8d bytes %6d elements; loaded after %4.0f ms, drawn after %4.0f, of which it worked %4.0f",
			p.Name, seen[i].Bytes, seen[i].elements(), middle(load), middle(drawn), middle(cpu))
	}
}

// TestInteropHostilePages opens pages of a program with hostile texts: no script of theirs runs, nothing is
// asked for, and the document has the elements and attributes that it has with harmless texts.
func TestInteropHostilePages(t *testing.T) {
	browser(t)
	into := t.TempDir()
	var pages []browsed
	for i, w := range newTwins(t) {
		for j, line := range w.lines {
			if !*long && j%4 != i { // each view once
				continue
			}
			for k, program := range []string{w.hostile, w.harmless} {
				file := filepath.Join(into, fmt.Sprintf("%d-%d-%d.html", i, j, k))
				write(t, file, said(t, program, line, "html"))
				pages = append(pages, browsed{Name: line, File: file, Root: into, Looks: []viewing{{Width: 1280}}})
			}
		}
	}
	// Scripts of people are put in to show that one would be seen, and an element.
	bad := filepath.Join(into, "bad.html")
	write(t, bad, `<!DOCTYPE html><title>x</title><link rel="icon" href="data:,"><p>word</p><img alt="" src=x onerror=canary=1>`)
	all := browse(t, 2, append(pages, browsed{Name: "bad", File: bad, Root: into, Looks: []viewing{{Width: 1280}}}))
	if last := all[len(all)-1]; last.Canary != "1" {
		t.Errorf("checker is broken: a script that ran is not seen: %+v", last)
	}
	for i := 0; i+1 < len(all)-1; i += 2 {
		hostile, plain := all[i], all[i+1]
		if hostile.Canary != "" || len(hostile.Findings)+len(plain.Findings) > 0 {
			t.Errorf("sojt %s: canary %q, %v %v", hostile.Name, hostile.Canary, hostile.Findings, plain.Findings)
		}
		if err := same(hostile.Census, plain.Census); err != nil || len(plain.Census) < 10 {
			t.Errorf("sojt %s: %v", hostile.Name, err)
		}
	}
}
