//go:build interop

package sheet

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sojt/report/xlsx"
	"sojt/signoff"
)

// The sheets as a printer gets them. SOJT_PRINTS names a folder that keeps the workbooks and PDFs,
// to be looked at.
func TestInteropPrints(t *testing.T) {
	small, forty, many := kitchen(), big(40), big(188)
	profile := t.TempDir() // of the office, which takes longer to make than a sheet
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
				checkPrint(t, profile, label, in)
			})
		}
	}
}

func checkPrint(t *testing.T, profile, label string, in Input) {
	pdf := toPDF(t, profile, label, Build(in))
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
		table := strings.Contains(page, "criteria, conditions and standard") && strings.Contains(page, "certifier")
		blocks := slices.ContainsFunc(Sojt().Foot, func(b Block) bool { return strings.Contains(page, b.Title) })
		if table == blocks {
			t.Errorf("page %d has titles of the table: %v, blocks: %v", i+1, table, blocks)
		}
		if want := fmt.Sprintf("Page %d of %d", i+1, count); !strings.Contains(page, want) {
			t.Errorf("page %d lacks %q", i+1, want)
		}
		if n := len(strings.Fields(page)); n < 50 {
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
	criteria := columnText(t, pdf, w, Competency)
	for _, e := range in.Role.Entries {
		if e.Retired != 0 {
			continue
		}
		missing(t, criteria, e.Title)
		for _, c := range e.Criteria {
			missing(t, criteria, c.Text)
		}
		for _, c := range conditions(e) {
			missing(t, criteria, c)
		}
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
	const side, top, bottom = 8 * xlsx.Millimetre, 11 * xlsx.Millimetre, 12 * xlsx.Millimetre
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

func toPDF(t *testing.T, profile, label string, book xlsx.Workbook) string {
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
	output(t, "soffice", "-env:UserInstallation=file://"+profile, "--headless", "--convert-to", "pdf", "--outdir", dir, file)
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
