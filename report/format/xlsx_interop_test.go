//go:build interop

package format

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sojt/report"
	"sojt/report/xlsx"
)

// Reports as a printer gets them. SOJT_PRINTS names a folder that keeps the workbooks and PDFs, to
// be looked at.
func TestInteropXLSXPrints(t *testing.T) {
	for name, page := range map[string]report.Page{
		"progress": progressPage(12), "matrix": matrixPage(25, 30), "long": progressPage(300), "wide": matrixPage(12, 188), "texts": textsPage(),
	} {
		for _, paper := range []xlsx.Paper{xlsx.A4, xlsx.Letter} {
			label := "report-" + name + map[xlsx.Paper]string{xlsx.A4: "-a4", xlsx.Letter: "-letter"}[paper]
			t.Run(label, func(t *testing.T) { checkReportPrint(t, label, page, paper) })
		}
	}
}

func checkReportPrint(t *testing.T, label string, page report.Page, paper xlsx.Paper) {
	pdf := toPDF(t, label, page, paper)
	info := output(t, "pdfinfo", pdf)
	sizes := map[xlsx.Paper]string{xlsx.A4: `(595\S* x 841|841\S* x 595)`, xlsx.Letter: `(612 x 792|792 x 612)`}
	if !regexp.MustCompile(`Page size: +` + sizes[paper]).MatchString(info) {
		t.Errorf("other paper:\n%s", info)
	}
	pages := strings.Split(strings.TrimSuffix(output(t, "pdftotext", "-layout", pdf, "-"), "\f"), "\f")
	for i, p := range pages {
		if want := fmt.Sprintf("Page %d of %d", i+1, len(pages)); !strings.Contains(p, want) {
			t.Errorf("page %d lacks %q", i+1, want)
		}
		if first := page.Sections[0].Columns[0].Title; !strings.Contains(p, first) {
			t.Errorf("page %d does not repeat the header", i+1)
		}
		if len(strings.Fields(p)) < 20 {
			t.Errorf("page %d is nearly empty", i+1)
		}
	}
	onPaper := counts(strings.Join(pages, ""))
	for r, n := range counts(pageText(page)) {
		if onPaper[r] < n {
			t.Errorf("%d of %d %q are on paper", onPaper[r], n, r)
		}
	}
	t.Logf("%d pages", len(pages))
}

// pageText is all text that a page has to show.
func pageText(p report.Page) string {
	var b strings.Builder
	for _, s := range p.Sections {
		for _, row := range s.Rows {
			for _, c := range row {
				if c.Date != 0 {
					c.Text = c.Date.String()
				}
				b.WriteString(c.Text)
			}
		}
		b.WriteString(strings.Join(s.Legend, ""))
	}
	return b.String() + strings.Join(p.Footer, "")
}

// counts says how often each character occurs: what is cut off or covered is missing, in whatever
// order the text is read.
func counts(s string) map[rune]int {
	n := map[rune]int{}
	for _, r := range strings.Join(strings.Fields(s), "") {
		n[r]++
	}
	return n
}

func toPDF(t *testing.T, label string, page report.Page, paper xlsx.Paper) string {
	t.Helper()
	dir := os.Getenv("SOJT_PRINTS")
	if dir == "" {
		dir = t.TempDir()
	}
	var b bytes.Buffer
	if err := pageWorkbook(page, paper).Write(&b); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, label+".xlsx")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	output(t, "soffice", "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", dir, file)
	return filepath.Join(dir, label+".pdf")
}

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
