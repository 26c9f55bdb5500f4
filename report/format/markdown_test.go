package format

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sojt/report"
)

var moreRows = regexp.MustCompile(`(?m)^(\d+) more (row|section)s?, left out to stay below (\d+) bytes$`)

// cutWell says what is wrong with a page that was cut to so many bytes: every line of it is a whole one of
// the page as it was, or tells how much is left out; what is left out and what is there are all rows; and it
// ends as it did.
func cutWell(whole, cut string, most int) string {
	if len(cut) > most {
		return fmt.Sprintf("it has %d bytes", len(cut))
	}
	if cut == whole {
		return ""
	}
	lines, told := strings.Split(whole, "\n"), 0
	shown := 0
	for i, line := range strings.Split(cut, "\n") {
		if m := moreRows.FindStringSubmatch(line); m != nil {
			n, _ := strconv.Atoi(m[1])
			told++
			if m[2] == "row" {
				shown += n
			}
			if m[3] != strconv.Itoa(most) || n == 0 {
				return "it tells " + line
			}
			if before := strings.Split(cut, "\n"); i > 0 && before[i-1] != "" {
				return "what is left out is told as a row"
			}
			continue
		}
		if !slices.Contains(lines, line) {
			return "a line is in two: " + line
		}
		if strings.HasPrefix(line, "| r") {
			shown++
		}
	}
	if told == 0 {
		return "nothing says that it was cut"
	}
	if !strings.Contains(cut, "more section") && shown != strings.Count(whole, "\n| r") {
		return fmt.Sprintf("%d rows are there or told", shown)
	}
	return ""
}

// rowsOf is a page with sections of so many rows.
func rowsOf(rows ...int) page {
	p := report.Page{Title: "Kitchen", Footer: []string{"the last line"}}
	for i, n := range rows {
		s := report.Section{
			Heading: fmt.Sprintf("section %d", i), Columns: []report.Column{{Title: "a"}, {Title: "b"}}, Legend: []string{"what it means"}, Empty: "nobody yet",
		}
		for j := range n {
			s.Rows = append(s.Rows, text(fmt.Sprintf("r%d-%d", i, j), strings.Repeat("| 陈", j%7)))
		}
		p.Sections = append(p.Sections, s)
	}
	return page{p: p}
}

func TestMarkdownWithin(t *testing.T) {
	v := rowsOf(2, 40)
	whole := render(t, Markdown, v, Options{})
	got := render(t, Markdown, v, Options{MaxBytes: 600})
	if !strings.HasSuffix(got, " more rows, left out to stay below 600 bytes\n\nwhat it means\n\nthe last line\n") || cutWell(whole, got, 600) != "" {
		t.Errorf("%s\n%s", cutWell(whole, got, 600), got)
	}
	if render(t, Markdown, v, Options{MaxBytes: len(whole)}) != whole {
		t.Error("what fits is cut")
	}
	for name, broken := range map[string]string{
		"too long": strings.Replace(got, "r0-0", strings.Repeat("r0-0", 200), 1), "a row in two": strings.Replace(got, "| r1-1 |", "| r1-1", 1),
		"a row lost": strings.Replace(got, "| r0-1 | \\| 陈 |\n", "", 1), "not told": moreRows.ReplaceAllString(got, ""),
	} {
		if broken == got || cutWell(whole, broken, 600) == "" {
			t.Errorf("checker is broken: %s", name)
		}
	}
}

// TestMarkdownIsCutAnywhere: whatever the page and the limit.
func TestMarkdownIsCutAnywhere(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for range 60 {
		var rows []int
		for range 1 + random.IntN(5) {
			rows = append(rows, random.IntN(30))
		}
		v := rowsOf(rows...)
		whole := render(t, Markdown, v, Options{})
		for range 40 {
			most := 60 + random.IntN(len(whole))
			cut := render(t, Markdown, v, Options{MaxBytes: most})
			if wrong := cutWell(whole, cut, most); wrong != "" {
				t.Fatalf("%v cut at %d: %s\n%s", rows, most, wrong, cut)
			}
			if most > 300 && !strings.HasSuffix(cut, "\nthe last line\n") {
				t.Fatalf("%v cut at %d: the last line is gone\n%s", rows, most, cut)
			}
		}
	}
}
