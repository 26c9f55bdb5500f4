//go:build interop

package main

import (
	"path/filepath"
	"testing"
)

// TestInteropSite opens the pages of a site as TestInteropPages does those of single views.
func TestInteropSite(t *testing.T) {
	browser(t)
	dir := siteOf(t, "../../examples/kitchen")
	var pages []browsed
	for _, name := range []string{"index.html", "learners/sam-okafor.html"} {
		p := browsed{Name: "site-" + filepath.Base(name), File: filepath.Join(dir, filepath.FromSlash(name)), Root: dir}
		pages = append(pages, looks(p, true)...)
	}
	for _, s := range browse(t, pages) {
		for _, f := range s.Findings {
			t.Errorf("%s at %d px, dark %v, print %v: %s: %s", s.Name, s.Width, s.Dark, s.Print, f.Kind, f.What)
		}
	}
}
