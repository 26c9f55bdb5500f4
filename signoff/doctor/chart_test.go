package doctor

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

var long = flag.Bool("long", false, "run the long forms of the tests")

// damage is one thing that happens to a file.
type damage struct {
	name string
	do   func(r *rand.Rand, text string) string
}

func damages() []damage {
	pick := func(r *rand.Rand, text string) (all []string, at int) {
		all = lines(text)
		return all, r.IntN(max(1, len(all)))
	}
	return []damage{
		{"cut", func(r *rand.Rand, s string) string { return s[:r.IntN(len(s)+1)] }},
		{"nul tail", func(r *rand.Rand, s string) string { return s + strings.Repeat("\x00", 1+r.IntN(90)) }},
		{"nul inside", func(r *rand.Rand, s string) string {
			if s == "" {
				return "\x00"
			}
			from := r.IntN(len(s))
			to := from + r.IntN(min(200, len(s)-from))
			return s[:from] + strings.Repeat("\x00", to-from) + s[to:]
		}},
		{"half a record", func(_ *rand.Rand, s string) string { return s + `- {"v":1,"id":"01KA` }},
		{"crlf", func(_ *rand.Rand, s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }},
		{"bom", func(_ *rand.Rand, s string) string { return "\ufeff" + s }},
		{"deleted line", func(r *rand.Rand, s string) string {
			all, at := pick(r, s)
			if len(all) == 0 || !isRecord(all[at]) {
				return s
			}
			return join(slices.Delete(all, at, at+1))
		}},
		{"edited line", func(r *rand.Rand, s string) string {
			all, at := pick(r, s)
			if len(all) > 0 && isRecord(all[at]) {
				all[at] = strings.Replace(all[at], `"by":"`, `"by":"x`, 1)
			}
			return join(all)
		}},
		{"markers", func(r *rand.Rand, s string) string {
			all, at := pick(r, s)
			to := at + r.IntN(max(1, len(all)-at))
			return join(slices.Concat(all[:at], []string{"<<<<<<< HEAD"}, all[at:to], []string{"=======", ">>>>>>> side"}, all[to:]))
		}},
		{"second header", func(r *rand.Rand, s string) string {
			all, at := pick(r, s)
			return join(slices.Concat(all[:at], lines(headerOf(s)), all[at:]))
		}},
		{"repeats", func(_ *rand.Rand, s string) string { return s + join(recordLines(s)) }},
		{"shuffled records", func(r *rand.Rand, s string) string {
			all := recordLines(s)
			r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			return headerOf(s) + join(all)
		}},
	}
}

// chartOf is a chart of a file with some records, the last of them in no commit.
func chartOf(head, work string) *chart {
	return &chart{
		id: "maria-lopez", path: "learners/maria-lopez.yaml", work: []byte(work),
		head:  git.Blob{Found: true, ID: "1", Data: []byte(head)},
		judge: read,
		first: func([]string) (string, bool) { return "", false },
	}
}

// someFile is a learner's file with n records.
func someFile(t *testing.T, seed uint64, n int) string {
	t.Helper()
	text, g := "# one a line\nlearner: maria-lopez\nname: María\nrecords:\n", testkit.New(seed)
	for range n {
		line, err := g.Record().Line()
		if err != nil {
			t.Fatal(err)
		}
		text += "- " + line + "\n"
	}
	return text
}

// read gives what reading a chart's text finds in its lines' form: what a record may name is not asked.
func read(c *chart) diag.List {
	_, problems, err := ledger.Open(os.DirFS(".")).Of(ledger.Entry{ID: c.id, Path: c.path}, []byte(c.text), &competency.Program{ID: "harbor-kitchen-k3v9"})
	if err != nil {
		panic(err)
	}
	return slices.DeleteFunc(problems, func(p diag.Problem) bool {
		return !slices.Contains([]string{line.Canon, line.Type, line.Size, ledger.CodeForm, ledger.CodeTorn, ledger.CodeConflict, ledger.CodeDuplicate}, p.Code)
	})
}

// TestDamageIsMended damages a file at random, up to three times over: a chart that is not refused
// makes of it a file that has every line of HEAD and nothing new but whole records, and finds nothing
// more in it; what is left out is to be saved.
func TestDamageIsMended(t *testing.T) {
	runs := 1500
	if *long {
		runs = 300_000
	}
	mended := map[string]int{}
	for seed := range runs {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		whole := someFile(t, uint64(seed), 1+r.IntN(6))
		head, work := whole, whole
		if all := lines(whole); r.IntN(2) == 0 && len(recordLines(whole)) > 1 {
			head = join(all[:len(all)-1])
		}
		var names []string
		for range 1 + r.IntN(3) {
			d := damages()[r.IntN(len(damages()))]
			names = append(names, d.name)
			work = d.do(r, work)
		}
		c := chartOf(head, work)
		c.examine()
		for _, f := range c.found {
			mended[f.Code]++
		}
		if c.refused || c.unfit { // a person is told; what is left out is saved all the same
			continue
		}
		if wrong := unsound(c, head, work); wrong != "" {
			t.Fatalf("seed %d, %s: %s\nHEAD:\n%s\nwork:\n%q\ntext:\n%s", seed, strings.Join(names, ", "), wrong, head, work, c.text)
		}
	}
	for _, code := range []string{CodeTorn, CodeNUL, CodeShort, CodeEOL, CodeConflict, CodeHeader, CodeEdited, CodeMissing, CodeUncommitted} {
		if mended[code] == 0 {
			t.Errorf("%s was never found in %d runs", code, runs)
		}
	}
}

// unsound says what is wrong with what a chart made of a file.
func unsound(c *chart, head, work string) string {
	if lost := ledger.Lacking(lines(head), lines(c.text)); len(lost) > 0 {
		return fmt.Sprintf("the line %.60q of HEAD is lost", lost[0])
	}
	held := map[string]bool{}
	for _, line := range lines(work) {
		held[strings.TrimPrefix(line, "\ufeff")] = true
		if record := c.own(line); record != nil && !strings.Contains("\n"+c.text, "\n"+line+"\n") && !c.leavesOut([]byte(work)) {
			return fmt.Sprintf("record %s is neither kept nor saved", record.ID)
		}
	}
	for _, line := range recordLines(c.text) {
		record, err := signoff.Parse(strings.TrimPrefix(line, "- "))
		if err != nil {
			return fmt.Sprintf("the line %.60q is no record", line)
		}
		if again, err := record.Line(); err != nil || "- "+again != line {
			return fmt.Sprintf("the line %.60q is not canonical", line)
		}
	}
	again := chartOf(c.text, c.text) // committed
	again.examine()
	if len(again.found) > 0 {
		return fmt.Sprintf("a second look finds %s: %s", again.found[0].Code, again.found[0].Message)
	}
	return ""
}

// TestUnsoundIsNoticed plants what the property must not let pass.
func TestUnsoundIsNoticed(t *testing.T) {
	whole := someFile(t, 1, 3)
	all := lines(whole)
	for name, text := range map[string]string{
		"a line of HEAD lost": join(all[:len(all)-1]),
		"half a record":       whole + "- {\"v\":1}\n",
		"conflict markers":    whole + "<<<<<<< HEAD\n",
	} {
		c := chartOf(whole, whole)
		c.text = text
		if unsound(c, whole, whole) == "" {
			t.Errorf("checker is broken: %s passes", name)
		}
	}
}
