package html

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/competency/calendar"
	"sojt/report"
)

var update = flag.Bool("update", false, "write the goldens anew")

// sample is a page of every kind of section, with a word of people wherever one can stand.
func sample(word string) report.Page {
	text := func(s string) report.Cell { return report.Text(s + word) }
	heat := report.Section{
		Heading: "Matrix" + word, Lead: []string{"Stuck: " + word},
		Columns: []report.Column{{Wide: true}, {Title: "kn" + word, Means: "Knife" + word}, {Title: "gr", Means: "Grill"}},
		Legend:  []string{"C competent" + word},
	}
	for i := range 9 {
		heat.Rows = append(heat.Rows, []report.Cell{
			{Text: fmt.Sprint("Person ", i, word), Person: "p"},
			{Text: "C", Means: "competent", Tone: report.Good}, {Text: "r!" + word, Means: "ready, overdue" + word, Tone: report.Bad},
		})
	}
	heat.Rows = append(heat.Rows, []report.Cell{{Text: "competent of 9", Strong: true}, {Text: "9", Number: 9, IsNumber: true, Strong: true}, {Text: "0", IsNumber: true}})
	point := func(v float64) report.Point { return report.Point{Value: v, Low: v - 1, High: v + 1, Known: true} }
	chart := func(kind report.ChartKind) report.Section {
		return report.Section{
			Heading: fmt.Sprint("Chart ", kind, word), Columns: []report.Column{{Title: "month" + word}, {Title: "n", Right: true}},
			Rows: [][]report.Cell{{text("Jan"), {Text: "3", Number: 3, IsNumber: true}}, {text("Feb"), {Text: "5", Number: 5, IsNumber: true}}},
			Chart: &report.Chart{Kind: kind, Title: "Figures" + word, Unit: "days" + word, X: []string{"Jan" + word, "Feb", "Mar"}, Series: []report.Series{
				{Name: "first" + word, Points: []report.Point{point(3), point(5), {}}}, {Name: "second, %", Points: []report.Point{point(20), {}, point(40)}},
			}},
		}
	}
	return report.Page{
		Title: "Kitchen" + word, AsOf: calendar.Of(2026, time.November, 21), KnownAt: "20 Nov 2026",
		Sections: []report.Section{
			heat,
			{Heading: "Only a heading" + word},
			{Heading: "Beneath" + word, Columns: []report.Column{{}}, Rows: [][]report.Cell{{text("item")}, {report.Toned("late"+word, report.Bad)}}},
			{Columns: []report.Column{{Title: "what" + word}, {Title: "note", Wide: true}}, Rows: [][]report.Cell{
				{{Text: "Card" + word, Link: "https://example.com/" + word}, {Text: "one" + word + "\ntwo", Tone: report.Soon, Strong: true}},
				{{Text: "Script", Link: "javascript:alert(1)" + word}, {Text: "21 Nov", Date: calendar.Of(2026, time.November, 21)}},
			}},
			{Heading: "Nothing" + word, Empty: "nobody" + word},
			chart(report.Lines), chart(report.Bars), chart(report.Ranges),
			folded(word),
		},
		Footer: []string{"that is all" + word},
	}
}

// folded is a list in two groups, of which the first has two rows that differ in one column.
func folded(word string) report.Section {
	row := func(who, what, by string) []report.Cell {
		return []report.Cell{report.Toned("late"+word, report.Bad), report.Text(who + word), {Text: what + word, Full: "Title of " + what + word, ID: what}, report.Text(by + word)}
	}
	return report.Section{
		Heading: "List" + word, Columns: []report.Column{{Title: "day"}, {Title: "who"}, {Title: "what", Wide: true}, {Title: "can sign", Wide: true}},
		Rows: [][]report.Cell{row("ana", "knife", "rui"), row("bo", "grill", "rui"), row("ana", "wash", "rui"), row("ana", "plate", "per")},
		Groups: &report.Groups{Said: 1, Join: 2, All: []report.Group{
			{Title: "Ana" + word, Brief: "3 overdue", Rows: []int{0, 2, 3}}, {Title: "Bo" + word, Brief: "1 overdue", Rows: []int{1}},
		}},
	}
}

func written(t *testing.T, p report.Page) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Page(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// skeleton reads a page as strict XML and gives its elements with their attributes, without values that
// hold text of people, and without text. Whatever browsers and XML readers would not agree on is an error.
func skeleton(page []byte) (string, error) {
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(page, []byte("<!DOCTYPE html>\n"))))
	d.Strict = true
	texts := []string{"aria-label", "content", "href", "value", "viewBox", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "d", "cx", "cy"}
	var b strings.Builder
	ids := map[string]bool{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.StartElement:
			fmt.Fprintf(&b, "<%s", e.Name.Local)
			for _, at := range e.Attr {
				name := at.Name.Local
				switch {
				case strings.HasPrefix(name, "on"), name == "style", name == "src":
					return "", fmt.Errorf("an attribute %s", name)
				case name == "href" && !regexp.MustCompile(`^(#|data:,$|https://|\.\./index\.html$|learners/|[a-z0-9-]+\.html$)`).MatchString(at.Value):
					return "", fmt.Errorf("a link to %q", at.Value)
				case name == "id" && ids[at.Value]:
					return "", fmt.Errorf("id %q twice", at.Value)
				case name == "id":
					ids[at.Value] = true
				}
				if slices.Contains(texts, name) {
					fmt.Fprintf(&b, " %s", name)
				} else {
					fmt.Fprintf(&b, " %s=%q", name, at.Value)
				}
			}
			b.WriteString(">\n")
		case xml.EndElement:
			fmt.Fprintf(&b, "</%s>\n", e.Name.Local)
		case xml.Comment, xml.ProcInst, xml.Directive:
			return "", fmt.Errorf("%T", e)
		}
	}
}

// hostile words try to end what they stand in, to begin something, or to hide.
var hostile = []string{
	"</script><script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, "<!--", "-->", "]]>", "<![CDATA[",
	"</title><svg onload=alert(1)>", "</style><style>*{display:none}</style>", "&lt;b&gt;", "&#x3c;b&#x3e;", "&amp;amp;", "javascript:alert(1)",
	"\x00", "\x1b[31m", "\u202e\u2066", "\ufeff", "\u2028", "\xff\xfe", "::error::x", "##[error]", "=1+1", "{{.}}", "${x}", "`", `\`, "\r\n<b>", "<b", "a\tb",
	"陈伟", "مريم", "e\u0301", "👩\u200d🍳", strings.Repeat("x", 5000),
}

func TestNothingOfPeopleIsMarkup(t *testing.T) {
	want, err := skeleton(written(t, sample("harmless")))
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range hostile {
		page := written(t, sample(word))
		got, err := skeleton(page)
		if err != nil {
			t.Errorf("%.40q: %v", word, err)
			continue
		}
		if got, want := bare(got), bare(want); got != want {
			t.Errorf("%.40q: the page has other elements: %s", word, differs(want, got))
		}
		if i := bytes.IndexFunc(page, func(r rune) bool { return r < ' ' && r != '\n' || r == 0x202e || r == 0xfeff || r == 0x2028 }); i >= 0 {
			t.Errorf("%q: the page holds %q", word, page[max(0, i-20):i+4])
		}
	}
	for _, bad := range []string{"<p><b></p></b>", "<p onclick='x'/>", "<p style=''/>", "<a href='javascript:x'/>", "<i id='a'/><i id='a'/>", "<p>&nbsp;</p>", "<p a=b/>", "<!-- x --><p/>"} {
		if got, err := skeleton([]byte(bad)); err == nil {
			t.Errorf("checker is broken: %s gives %s", bad, got)
		}
	}
}

// bare leaves out what a word may bring about by itself: a line break, a link where an address is none,
// fewer labels along an axis where they are long.
func bare(skeleton string) string {
	return strings.NewReplacer(
		"<br>\n</br>\n", "", "<a href>\n", "", "</a>\n", "",
		"<line class=\"axis\" x1 y1 x2 y2>\n</line>\n<text class=\"mid\" x y>\n</text>\n", "",
	).Replace(skeleton)
}

func differs(want, got string) string {
	is, was := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(is), len(was)) {
		if is[i] != was[i] {
			return "line " + fmt.Sprint(i) + ": " + is[i] + ", want " + was[i]
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(is), len(was))
}

// What every page has: a language, landmarks, headers with a scope, regions with a name, and a policy that
// holds for its one style and its one script.
func TestEveryPageIsWhole(t *testing.T) {
	page := string(written(t, sample("")))
	for _, want := range []string{
		`<html lang="en">`, `<main id="main" tabindex="-1">`, `<a class="skip" href="#main">`, `<th scope="col">`, `<th scope="row">`, "<caption>",
		`role="region" tabindex="0" aria-labelledby="s1h"`, `name="viewport"`, `<td class="g">C competent</td>`, `<bdi>Knife</bdi>`, `<form class="filter" hidden=""`,
		`<option>overdue</option>`, `<desc id="s6cd">first: least 3 at Jan, most 5 at Feb, last 5 at Feb.`, `<a href="https://example.com/">`,
		`<details class="fold"><summary><b><bdi>Ana</bdi></b> 3 overdue</summary>`, `<bdi>Title of knife, Title of wash</bdi>`, "<bdi>Title of plate</bdi>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, "javascript:") {
		t.Error("an address that runs is in the page")
	}
	for _, element := range []string{"style", "script"} {
		_, rest, _ := strings.Cut(page, "<"+element+">")
		text, _, found := strings.Cut(rest, "</"+element+">")
		if !found || !strings.Contains(page, strings.ReplaceAll(hash(text), "'", "&#39;")) {
			t.Errorf("the policy has no hash of the %s", element)
		}
		if strings.ContainsAny(text, "<&") {
			t.Errorf("the %s holds < or &, which HTML and XML read differently", element)
		}
	}
}

// An axis that does not begin at zero is named as such in the caption, and every axis to who does not see it.
func TestAxisIsNamed(t *testing.T) {
	for _, c := range []struct {
		kind           report.ChartKind
		least, most    float64
		caption, image string
	}{
		{report.Ranges, 82, 95, "(%); the axis begins at 80, not at 0</figcaption>", "The axis runs from 80 to 95."},
		{report.Ranges, 20, 95, "(%)</figcaption>", "The axis runs from 0 to 100."},
		{report.Lines, 82, 95, "(%)</figcaption>", "The axis runs from 0 to 100."},
		{report.Bars, 82, 95, "(%)</figcaption>", "rates: least 82 at a, most 95 at b. The table"},
	} {
		points := []report.Point{{Value: c.least, Known: true}, {Value: c.most, Known: true}}
		chart := &report.Chart{Kind: c.kind, Title: "Rates", Unit: "%", X: []string{"a", "b"}, Series: []report.Series{{Name: "rates", Points: points}}}
		page := strings.ReplaceAll(string(written(t, report.Page{Sections: []report.Section{{Heading: "x", Chart: chart}}})), "<bdi>%</bdi>", "%")
		if !strings.Contains(page, c.caption) || !strings.Contains(page, c.image) {
			t.Errorf("%v from %v to %v: the page lacks %q or %q", c.kind, c.least, c.most, c.caption, c.image)
		}
	}
}

// What a page has no room for is left out from the end where nobody looks first, with a sentence, and groups
// hold no other rows than those that are there.
func TestPagesAreBounded(t *testing.T) {
	for _, latest := range []bool{false, true} {
		s := report.Section{Columns: []report.Column{{Title: "n"}}, Latest: latest, Lead: []string{"lead"}}
		for i := range mostRows + 5 {
			s.Rows = append(s.Rows, []report.Cell{report.Text(fmt.Sprint("row ", i))})
		}
		s.Fold(-1, -1, func(i int) string { return fmt.Sprint("group ", i/4) }, func(rows []int) string { return fmt.Sprint(len(rows)) })
		page := string(written(t, report.Page{Title: "Log", Sections: []report.Section{s}}))
		gone, kept, sentence := "row 10004<", "row 0<", "The first 10000 of 10005 rows are shown."
		if latest {
			gone, kept, sentence = "row 4<", "row 10004<", "The last 10000 of 10005 rows are shown."
		}
		for text, n := range map[string]int{gone: 0, kept: 1, sentence: 1, "<tr><th": mostRows + strings.Count(page, "<thead>"), "<b>": map[bool]int{false: mostRows / 4, true: mostRows/4 + 1}[latest], "group 0<": map[bool]int{false: 1}[latest]} {
			if got := strings.Count(page, text); got != n {
				t.Errorf("latest %v: %q is there %d times, want %d", latest, text, got, n)
			}
		}
	}
}

// Goldens are of the body: a change of the style changes none.
func TestGolden(t *testing.T) {
	_, body, _ := bytes.Cut(written(t, sample("")), []byte("</head>"))
	body, _, _ = bytes.Cut(body, []byte("<script>"))
	file := filepath.Join("testdata", "page.html")
	if *update {
		if err := errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(file, body, 0o644)); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (write it with -update, and read it)", err)
	}
	if !bytes.Equal(body, want) {
		t.Errorf("%s: %s", file, differs(string(want), string(body)))
	}
}

// Only constants become names of elements, attributes and classes.
func TestNamesAreConstants(t *testing.T) {
	conversion := regexp.MustCompile(`\bname\(([^"])`)
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if found := conversion.FindString(string(source)); found != "" && !strings.HasSuffix(file, "_test.go") {
			t.Errorf("%s converts what is no constant: %s", file, found)
		}
	}
	if !conversion.MatchString("x := name(text)") {
		t.Error("checker is broken")
	}
}

// A matrix of 500 by 100 stays below what a phone takes in at once.
func TestLargeMatrix(t *testing.T) {
	page := written(t, large())
	if n := len(page); n > 3_000_000 || n < 1_000_000 {
		t.Errorf("500 by 100 take %d bytes", n)
	}
}

func large() report.Page {
	s := report.Section{Heading: "Line cook", Columns: []report.Column{{Wide: true}}}
	for i := range 100 {
		s.Columns = append(s.Columns, report.Column{Title: fmt.Sprint(i), Means: "Sets up the station and keeps it in order"})
	}
	for i := range 500 {
		row := []report.Cell{{Text: fmt.Sprint("María López ", i), Person: fmt.Sprint("maria-lopez-", i)}}
		for range 100 {
			row = append(row, report.Cell{Text: "3", Means: "competent, level 3 Indirect", Tone: report.Good})
		}
		s.Rows = append(s.Rows, row)
	}
	return report.Page{Title: "Plant", Sections: []report.Section{s}}
}

func BenchmarkLargeMatrix(b *testing.B) {
	p := large()
	for b.Loop() {
		if err := Page(io.Discard, p); err != nil {
			b.Fatal(err)
		}
	}
}
