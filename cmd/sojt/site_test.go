package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sojt/report"
)

// siteOf writes the pages of an example into a folder.
func siteOf(t *testing.T, program string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	if got, said := inProcess(program, 0, "report", "site", "--left", "--as-of", "2026-10-31", "-o", dir); got.code != exitDone {
		t.Fatalf("exit code %d\n%s", got.code, said)
	}
	return dir
}

var linked = regexp.MustCompile(`(?:href|aria-labelledby)="([^"]*)"`)

// Every view is on the site: on its first page, or on a page of its own that the first leads to and that leads back.
func TestSiteHasEveryView(t *testing.T) {
	dir := siteOf(t, "../../examples/kitchen")
	first, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range report.Views() {
		if strings.Contains(string(first), `<h2 id="`+k.Name+`">`) {
			continue
		}
		page, err := os.ReadFile(filepath.Join(dir, k.Name+".html"))
		if err != nil || !strings.Contains(string(first), `href="`+k.Name+`.html"`) || !strings.Contains(string(page), `href="index.html"`) || !strings.Contains(string(page), "Shows "+k.Description[:12]) {
			t.Errorf("nothing on the site leads to %s and back: %v", k.Name, err)
		}
	}
	if strings.Contains(string(first), `<h2 id="errors">`) || !strings.Contains(string(first), `<h2 id="mentors">`) {
		t.Error("checker is broken")
	}
}

// Whatever a page of a site leads to is there: other pages, and ids of its own.
func TestSiteLeadsSomewhere(t *testing.T) {
	dir := siteOf(t, "../../examples/kitchen")
	pages, learners := 0, 0
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".html" {
			return err
		}
		pages++
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for _, m := range linked.FindAllStringSubmatch(string(data), -1) {
			to := m[1]
			switch {
			case strings.HasPrefix(m[0], "aria"):
				for id := range strings.FieldsSeq(to) {
					if !strings.Contains(string(data), `id="`+id+`"`) {
						t.Errorf("%s: nothing is called %q", file, id)
					}
				}
			case strings.HasPrefix(to, "#"):
				if !strings.Contains(string(data), `id="`+to[1:]+`"`) {
					t.Errorf("%s leads to %s, which is not there", file, to)
				}
			case strings.HasSuffix(to, ".html") && !strings.Contains(to, ":"):
				learners++
				if _, err := os.Stat(filepath.Join(filepath.Dir(file), filepath.FromSlash(path.Clean(to)))); err != nil {
					t.Errorf("%s leads to %s: %v", file, to, err)
				}
			}
		}
		return nil
	})
	if err != nil || pages < 4 || learners < 10 {
		t.Errorf("%d pages, %d links between them: %v", pages, learners, err)
	}
}
