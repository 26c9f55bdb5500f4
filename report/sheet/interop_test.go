//go:build interop

package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sojt/report/xlsx"
	"sojt/signoff"
)

var long = flag.Bool("long", false, "print every sheet in every layout on both papers")

// printed is a workbook for a printer, and what has to stand at its foot and in its rows.
type printed struct {
	data []byte
	foot [][]string // one of each group
	says []string
}

func toPrint(t *testing.T, in Input) printed {
	t.Helper()
	var b bytes.Buffer
	if err := Build(in).Write(&b); err != nil {
		t.Fatal(err)
	}
	learners := in.Learners
	if len(learners) == 0 {
		learners = []*signoff.Standings{nil}
	}
	var codes []string
	for _, s := range learners {
		codes = append(codes, newWriter(in, newPeople(in), s).code().String())
	}
	p := printed{data: b.Bytes(), foot: [][]string{{in.Document}, {"commit " + in.Commit}, {"printed 31 Dec 2026"}, codes}}
	for _, e := range in.Role.Entries {
		if e.Retired != 0 {
			continue
		}
		p.says = append(append(p.says, e.Title), conditions(e)...)
		for _, c := range e.Criteria {
			p.says = append(p.says, c.Text)
		}
		if in.Guide {
			p.says = append(append(p.says, e.Why), e.How...)
		}
	}
	return p
}

// kinds are the sheets there are of a small program and of a role of 188 competencies at a depth of 6.
func kinds() map[string]func() Input {
	small := func(change func(*Input)) func() Input {
		return func() Input { in := input(kitchen()); change(&in); return in }
	}
	return map[string]func() Input{
		"blank":  small(func(*Input) {}),
		"guide":  small(func(in *Input) { in.Guide = true }),
		"filled": filled,
		"group": small(func(in *Input) {
			theo := maria(in.Program)
			theo.Learner = &signoff.Learner{ID: "theo-brandt", Name: "Theo Brandt"}
			in.Learners = []*signoff.Standings{maria(in.Program), theo}
		}),
		"deep":       func() Input { return input(deep(188)) },
		"deep-guide": func() Input { in := input(deep(188)); in.Guide = true; return in },
	}
}

// The sheets as a printer gets them: each layout on one of the papers, and with -long all kinds of sheets
// in all layouts on both. SOJT_PRINTS names a folder that keeps workbooks and PDFs, to be looked at.
func TestInteropPrints(t *testing.T) {
	all := map[string]printed{}
	for i, layout := range BuiltinNames() {
		for j, kind := range slices.Sorted(maps.Keys(kinds())) {
			for _, paper := range []xlsx.Paper{xlsx.A4, xlsx.Letter} {
				turn := (i+j)%len(kinds()) < 2 && paper == xlsx.Paper((i+j)%2) // each layout twice, each kind, both papers
				if !*long && !turn {
					continue
				}
				in := kinds()[kind]()
				in.Paper = paper
				in.Layout, _ = Builtin(layout)
				all[fmt.Sprintf("%s-%s-%s", layout, kind, []string{"a4", "letter"}[paper])] = toPrint(t, in)
			}
		}
	}
	for name, pages := range printAll(t, all) {
		for _, wrong := range judgePaper(all[name].data, pages, all[name].foot) {
			t.Errorf("%s: %s", name, wrong)
		}
		if a4 := strings.HasSuffix(name, "-a4"); a4 != (pages[0].width > 800) {
			t.Errorf("%s: pages are %.0f points wide", name, pages[0].width)
		}
		book, err := readPaper(all[name].data)
		if err != nil {
			t.Fatal(err)
		}
		whole := book.column(1) + book.column(0) // what is asked, and the guide
		for _, want := range all[name].says {
			if !strings.Contains(whole, squeeze(want)) {
				t.Errorf("%s: nowhere whole: %q", name, want)
			}
		}
		t.Logf("%s: %d pages", name, len(pages))
	}
}

// TestInteropPrintsAreJudged plants what a print may suffer from: the judge of prints has to find it.
func TestInteropPrintsAreJudged(t *testing.T) {
	good := toPrint(t, filled())
	plants := map[string]struct{ part, find, put, want string }{
		"low row":    {"xl/worksheets/sheet1.xml", `(<row r="14" ht=")[0-9.]+`, "${1}20", "stands over"},
		"no titles":  {"xl/workbook.xml", `<definedName [^>]*Print_Titles[^<]*</definedName>`, "", "has no titles"},
		"narrow":     {"xl/worksheets/sheet1.xml", `(<col min="2" max="2" width=")[0-9.]+`, "${1}12", "stands over"},
		"tiny type":  {"xl/styles.xml", `<sz val="[89]"`, `<sz val="5"`, "is set in"},
		"other foot": {"xl/worksheets/sheet1.xml", `commit 4f1c2ab`, "commit", "the foot has none of"},
	}
	books := map[string]printed{"good": good}
	for name, p := range plants {
		data := replaced(t, good.data, p.part, regexp.MustCompile(p.find), p.put)
		books[strings.ReplaceAll(name, " ", "-")] = printed{data: data, foot: good.foot}
	}
	for name, pages := range printAll(t, books) {
		found := strings.Join(judgePaper(books[name].data, pages, books[name].foot), "\n")
		if want := plants[strings.ReplaceAll(name, "-", " ")].want; !strings.Contains(found, want) || name == "good" && found != "" {
			t.Errorf("checker is broken: of %q it says, expected %q:\n%.1500s", name, want, found)
		}
	}
}

// replaced is a workbook of which a part says something else.
func replaced(t *testing.T, data []byte, part string, find *regexp.Regexp, put string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for _, f := range z.File {
		text, err := fs.ReadFile(z, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			changed := find.ReplaceAll(text, []byte(put))
			if bytes.Equal(changed, text) {
				t.Fatalf("%s has nothing like %s", part, find)
			}
			text = changed
		}
		w, err := to.Create(f.Name)
		if err == nil {
			_, err = w.Write(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// printAll prints workbooks, all by one call of LibreOffice, and gives the words on their pages.
func printAll(t *testing.T, books map[string]printed) map[string][]page {
	t.Helper()
	dir := os.Getenv("SOJT_PRINTS")
	if dir == "" {
		dir = t.TempDir()
	}
	args := []string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", dir}
	for _, name := range slices.Sorted(maps.Keys(books)) {
		file := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(file, books[name].data, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	output(t, "soffice", args...)
	all := map[string][]page{}
	for name := range books {
		all[name] = pagesOf(t, filepath.Join(dir, name+".pdf"))
	}
	return all
}

// pagesOf are the words of a PDF with their places.
func pagesOf(t *testing.T, pdf string) (pages []page) {
	t.Helper()
	var doc struct {
		Pages []struct {
			Width  float64 `xml:"width,attr"`
			Height float64 `xml:"height,attr"`
			Words  []struct {
				Left   float64 `xml:"xMin,attr"`
				Top    float64 `xml:"yMin,attr"`
				Right  float64 `xml:"xMax,attr"`
				Bottom float64 `xml:"yMax,attr"`
				Text   string  `xml:",chardata"`
			} `xml:"word"`
		} `xml:"body>doc>page"`
	}
	d := xml.NewDecoder(strings.NewReader(output(t, "pdftotext", "-bbox", pdf, "-")))
	d.Strict, d.Entity = false, xml.HTMLEntity
	if err := d.Decode(&doc); err != nil {
		t.Fatalf("%s: %v", pdf, err)
	}
	for _, p := range doc.Pages {
		q := page{width: p.Width, height: p.Height}
		for _, w := range p.Words {
			q.words = append(q.words, word{w.Left, w.Top, w.Right, w.Bottom, w.Text})
		}
		pages = append(pages, q)
	}
	return pages
}

// squeeze leaves out white space, so that where lines were broken does not matter.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
