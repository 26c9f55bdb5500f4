//go:build interop

package sheet

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sojt/report/xlsx"
	"sojt/signoff"
)

// The sheets as a printer gets them. SOJT_PRINTS names a folder that keeps the workbooks and PDFs,
// to be looked at.
func TestPrints(t *testing.T) {
	small, forty, many := kitchen(), big(40), big(188)
	cases := map[string]func() Input{
		"blank": func() Input { return input(small) },
		"guide": func() Input { in := input(small); in.Guide = true; return in },
		"filled": func() Input {
			in := input(small)
			in.Results, in.Learners = true, []*signoff.Standings{maria(small)}
			return in
		},
		"group": func() Input {
			in := input(small)
			theo := maria(small)
			theo.Learner = &signoff.Learner{ID: "theo-brandt", Name: "Theo Brandt"}
			in.Learners = []*signoff.Standings{maria(small), theo}
			return in
		},
		"forty": func() Input { return input(forty) },
		"many":  func() Input { return input(many) },
	}
	for name, in := range cases {
		for _, paper := range []xlsx.Paper{xlsx.A4, xlsx.Letter} {
			label := name + map[xlsx.Paper]string{xlsx.A4: "-a4", xlsx.Letter: "-letter"}[paper]
			t.Run(label, func(t *testing.T) {
				in := in()
				in.Paper = paper
				checkPrint(t, label, in)
			})
		}
	}
}

func checkPrint(t *testing.T, label string, in Input) {
	pdf := toPDF(t, label, Build(in))
	width := map[xlsx.Paper]string{xlsx.A4: "841.", xlsx.Letter: "792"}[in.Paper]
	info := output(t, "pdfinfo", pdf)
	if !regexp.MustCompile(`Page size: +` + regexp.QuoteMeta(width)).MatchString(info) {
		t.Errorf("pages are not %s points wide:\n%s", width, info)
	}
	count, err := strconv.Atoi(regexp.MustCompile(`Pages: +(\d+)`).FindStringSubmatch(info)[1])
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(output(t, "pdftotext", "-layout", pdf, "-"), "\f"), "\f")
	if len(pages) != count {
		t.Fatalf("%d pages of text, pdfinfo counts %d", len(pages), count)
	}
	for i, page := range pages {
		if !strings.Contains(page, "Competency and criteria") || !strings.Contains(page, "certifier") {
			t.Errorf("page %d does not repeat the header", i+1)
		}
		if want := fmt.Sprintf("Page %d of %d", i+1, count); !strings.Contains(page, want) {
			t.Errorf("page %d lacks %q", i+1, want)
		}
		if n := len(strings.Fields(page)); n < 60 {
			t.Errorf("page %d is nearly empty: %d words", i+1, n)
		}
		for _, want := range []string{in.Document, in.Commit, "printed 31 Dec 2026"} {
			if !strings.Contains(page, want) {
				t.Errorf("page %d lacks %q", i+1, want)
			}
		}
	}
	checkTexts(t, pdf, in)
	t.Logf("%d pages", count)
}

// checkTexts finds every text in its own column, so that what is cut off or covered is missed.
func checkTexts(t *testing.T, pdf string, in Input) {
	in.Layout = Sojt()
	w := newWriter(in, newPeople(in), nil)
	criteria, standards := columnText(t, pdf, w, Competency), columnText(t, pdf, w, Conditions)
	for _, e := range in.Role.Entries {
		if e.Retired != 0 {
			continue
		}
		missing(t, criteria, e.Title)
		for _, c := range e.Criteria {
			missing(t, criteria, c.Text)
		}
		missing(t, standards, e.Conditions)
	}
	whole := squeeze(output(t, "pdftotext", pdf, "-"))
	missing(t, whole, Sojt().Closing)
	for _, e := range in.Role.Entries {
		if in.Guide && e.Retired == 0 {
			missing(t, whole, e.Why)
			for _, h := range e.How {
				missing(t, whole, h)
			}
		}
	}
}

// columnText is what stands in one column of the table, on all pages. The table fills the width
// between the margins, so that shares of the width are places on paper.
func columnText(t *testing.T, pdf string, w *writer, key string) string {
	width, height := 841.9, 595.3
	if w.Paper == xlsx.Letter {
		width, height = 792, 612
	}
	const side, top, bottom = 8 * xlsx.Millimetre, 12 * xlsx.Millimetre, 14 * xlsx.Millimetre
	total, from, own, title := 0.0, 0.0, 0.0, ""
	for _, c := range w.columns {
		if c.Key == key {
			from, own, title = total, c.Width, c.Title
		}
		total += c.Width
	}
	scale := (width - 2*side) / total
	left, right := int(side+from*scale), int(side+(from+own)*scale-1.5) // the printer rounds widths
	text := output(t, "pdftotext", "-x", strconv.Itoa(left), "-y", fmt.Sprintf("%.0f", top),
		"-W", strconv.Itoa(right-left), "-H", strconv.Itoa(int(height-top-bottom)), pdf, "-")
	return strings.ReplaceAll(squeeze(text), squeeze(title), "")
}

// missing reports a text of which a word is not on paper in its order.
func missing(t *testing.T, whole, text string) {
	t.Helper()
	if !strings.Contains(whole, squeeze(text)) {
		t.Errorf("not whole on paper: %q", text)
	}
}

// squeeze leaves out white space, so that where lines were broken does not matter.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func toPDF(t *testing.T, label string, book xlsx.Workbook) string {
	t.Helper()
	dir := os.Getenv("SOJT_PRINTS")
	if dir == "" {
		dir = t.TempDir()
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
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
