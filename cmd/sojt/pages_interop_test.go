//go:build interop

package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sojt/signoff"
	"sojt/signoff/line"
)

var shots = flag.String("shots", "", "the `folder` for a picture of every page that TestInteropPages looks at")

// What a page may cost: PERFORMANCE's limits are a second and 3 MB; a busy machine takes longer, so that
// only what is grossly slow fails.
const (
	pageBytes = 3_000_000
	pageLoad  = 5000 // ms
	judgeable = 250_000
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

// pagesOf writes a page of every view of a program into a folder.
func pagesOf(t *testing.T, program, into string) []browsed {
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
		if line == "log" && len(w.learners()) > 100 {
			continue // every record of everybody is for other programs to read
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

// looks are the ways in which a page is looked at. In the short form every page of the kitchen is seen in
// two of them, and what is large or much like it in one.
func looks(p browsed, full bool) []browsed {
	large := size(p.File) > judgeable
	look := func(width int, dark, print bool) browsed {
		q := p
		q.Width, q.Dark, q.Print = width, dark, print
		q.Axe, q.Filter, q.Tabs = (!large || *long) && !print, !print, 40
		if *long {
			q.Tabs = 3000
		}
		if *shots != "" {
			q.Shot = filepath.Join(*shots, fmt.Sprintf("%s-%d%s%s.png", p.Name, width, map[bool]string{true: "-dark"}[dark], map[bool]string{true: "-print"}[print]))
		}
		return q
	}
	if !*long && !full {
		return []browsed{look(390, true, false)}
	}
	all := []browsed{look(1280, false, false), look(390, true, false)}
	if *long {
		all = append(all, look(1280, true, false), look(390, false, false), look(1280, false, true), look(390, false, true))
	}
	return all
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
	for i, program := range []string{bottling(t), "../../examples/kitchen", "../../examples/forklift", "../../examples/lab", "../../examples/qa-evaluator"} {
		for j, p := range append(sitePages(t, program, filepath.Join(t.TempDir(), "site")), pagesOf(t, program, t.TempDir())...) {
			if !*long && i > 1 && j%3 != i-2 { // these share the views out among them
				continue
			}
			pages = append(pages, looks(p, strings.HasSuffix(program, "kitchen"))...)
		}
	}
	slowest, largest := seen{}, seen{}
	for _, s := range browse(t, pages) {
		for _, f := range s.Findings {
			t.Errorf("%s at %d px, dark %v, print %v: %s: %s", s.Name, s.Width, s.Dark, s.Print, f.Kind, f.What)
		}
		if s.Bytes > pageBytes {
			t.Errorf("%s has %d bytes", s.Name, s.Bytes)
		}
		if s.Load > pageLoad {
			t.Errorf("%s took %.0f ms to load", s.Name, s.Load)
		}
		if s.Drawn > slowest.Drawn {
			slowest = s
		}
		if s.Bytes > largest.Bytes {
			largest = s
		}
	}
	t.Logf("%d looks; slowest %s: loaded after %.0f ms, drawn after %.0f; largest %s: %d bytes", len(pages), slowest.Name, slowest.Load, slowest.Drawn, largest.Name, largest.Bytes)
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
				pages = append(pages, browsed{Name: line, File: file, Root: into, Width: 1280})
			}
		}
	}
	// Scripts of people are put in to show that one would be seen, and an element.
	bad := filepath.Join(into, "bad.html")
	write(t, bad, `<!DOCTYPE html><title>x</title><link rel="icon" href="data:,"><p>word</p><img alt="" src=x onerror=canary=1>`)
	all := browse(t, append(pages, browsed{Name: "bad", File: bad, Root: into, Width: 1280}))
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
