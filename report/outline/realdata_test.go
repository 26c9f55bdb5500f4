package outline_test

import (
	"os"
	"path/filepath"
	"testing"

	"sojt/report/grid"
	"sojt/report/outline"
)

// TestRealLists reads lists that nobody made for it: what comes in is counted by hand.
func TestRealLists(t *testing.T) {
	dir := os.Getenv("SOJT_REALDATA")
	if dir == "" {
		t.Skip("SOJT_REALDATA is not set: the lists are not here")
	}
	for _, x := range []struct {
		file                string
		sheet               int
		competencies, heads int
	}{
		{"usaf-sojt/derived/afjqs8u000.csv", 0, 188, 62},
		{"apprenticeship-standards/WPS 2023-50 Jr Cloud Engineer.tables.csv", 0, 46, 6},
		{"case-opensalt/children.csv", 0, 4, 0},
		{"case-opensalt/sample_case.csv", 0, 5, 5},
		{"case-opensalt/test_items.csv", 0, 99, 0},
		{"case-opensalt/spreadsheet_import_sample.xlsx", 1, 2, 2},
	} {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(x.file)))
		if err != nil {
			t.Fatal(err)
		}
		f, err := grid.Read(x.file, data)
		if err != nil {
			t.Errorf("%s: %v", x.file, err)
			continue
		}
		o, problems := outline.Read(&f.Sheets[x.sheet], nil)
		if o == nil || len(o.Items) != x.competencies || o.Headings != x.heads || o.Rows != len(o.Items)+o.Headings+len(o.Left) {
			t.Errorf("%s: %+v %v", x.file, o, problems)
		}
	}
}
