// Package results is what the csv file of a metric holds: job results, learner,date,value a line. It reads
// them strictly, each problem with its place, takes new ones in as a set, and writes them in one form, so
// that the same results are the same bytes.
package results

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/competency/text"
)

// The limits of a metric's file, and of one that is taken in.
const (
	MostBytes = 16 << 20
	MostRows  = 500_000
)

// Header is the first line of a metric's file.
const Header = "learner,date,value"

// The codes of what can be wrong with a metric's file.
const (
	CodeForm    = "E-METRIC"
	CodeLearner = "W-METRIC-LEARNER"
)

// Codes lists them.
func Codes() []strictyaml.Code {
	return []strictyaml.Code{
		{Code: CodeForm, Doc: "a metric's file that is no learner,date,value, or a line of it"},
		{Code: CodeLearner, Doc: "results of somebody who is no learner here"},
	}
}

// Result is one value of one learner on one day.
type Result struct {
	Learner string
	Date    calendar.Date
	Value   string // as Number gives it: decimal and exact
	Line    int    // it was read from
}

// Float is the value for arithmetic.
func (r Result) Float() float64 {
	x, _ := strconv.ParseFloat(r.Value, 64) // Number lets nothing else through
	return x
}

// mostDigits is how many digits a number has before its point, and after it.
const mostDigits = 15

// Number gives a decimal number in its shortest form, as text: 7.50 is 7.5. It takes up to 15 digits before
// and after a point, and no exponent, sign of plus or thousands mark.
func Number(s string) (string, bool) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, part, pointed := strings.Cut(digits, ".")
	if !isDigits(whole) || pointed && !isDigits(part) {
		return "", false
	}
	begin, end := min(len(whole)-len(strings.TrimLeft(whole, "0")), len(whole)-1), len(whole)
	if part = strings.TrimRight(part, "0"); part != "" {
		end += len(".") + len(part)
	}
	if len(whole)-begin > mostDigits || len(part) > mostDigits {
		return "", false
	}
	switch out := digits[begin:end]; {
	case !negative || out == "0":
		return out, true
	case begin == 0:
		return s[:len("-")+end], true
	default:
		return "-" + out, true
	}
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// Parse reads a metric's file: the header, then a result a line, in any order. A line that stands twice is
// one result; two values for one learner and day are a problem.
func Parse(file string, data []byte) ([]Result, diag.List) {
	var problems diag.List
	wrong := func(line, column int, hint, format string, args ...any) {
		problems.Errorf(CodeForm, diag.Pos{File: file, Line: line, Column: column}, format, args...).Hint = hint
	}
	if len(data) > MostBytes || !utf8.Valid(data) {
		wrong(0, 0, "sojt import metrics writes it", "expected UTF-8 text of at most 16 MiB")
		return nil, problems
	}
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	if lines[0] != Header {
		wrong(1, 0, "sojt import metrics takes other csv files in", "the first line is %q, expected %q", clip(lines[0]), Header)
		return nil, problems
	}
	if len(lines)-1 > MostRows {
		wrong(0, 0, "keep older years in a file elsewhere", "%d results, expected at most %d", len(lines)-1, MostRows)
		return nil, problems
	}
	all, seen := make([]Result, 0, len(lines)-1), make(map[key]int, len(lines)-1)
	for i, line := range lines[1:] {
		r, column, hint, err := result(line)
		if err != nil {
			wrong(i+2, column, hint, "%v", err)
			continue
		}
		r.Line = i + 2
		if at, twice := seen[r.key()]; !twice {
			seen[r.key()] = len(all)
			all = append(all, r)
		} else if before := all[at]; before.Value != r.Value {
			wrong(r.Line, 0, "one value a learner and day: take one of the two out", "%s on %s is %s here, and %s in line %d", r.Learner, r.Date, r.Value, before.Value, before.Line)
		}
	}
	return all, problems
}

// result reads one line; of one that is wrong, column is where and hint what to do.
func result(line string) (r Result, column int, hint string, err error) {
	if n := strings.Count(line, ",") + 1; n != 3 {
		return r, 0, "a line is like: maria-lopez,2026-12-02,14.5", fmt.Errorf("%q has %d fields, expected %s", clip(line), n, Header)
	}
	learner, rest, _ := strings.Cut(line, ",")
	date, number, _ := strings.Cut(rest, ",")
	if !text.IsID(learner) {
		return r, 1, "a learner's id is " + text.IDGrammar, fmt.Errorf("%q is no id", clip(learner))
	}
	day, err := calendar.Parse(date)
	if err != nil {
		return r, len(learner) + 2, "a day is like 2026-12-02", fmt.Errorf("the date is %q, %v", clip(date), err)
	}
	value, ok := Number(number)
	if !ok {
		return r, len(learner) + len(date) + 3, "a number is like 14.5", fmt.Errorf("the value is %q, expected a decimal number", clip(number))
	}
	return Result{Learner: learner, Date: day, Value: value}, 0, "", nil
}

func clip(s string) string {
	if len(s) > 60 {
		return strings.ToValidUTF8(s[:60], "") + "..."
	}
	return s
}

// key is what stands once in a file.
type key struct {
	learner string
	date    calendar.Date
}

func (r Result) key() key { return key{r.Learner, r.Date} }

// Write writes a metric's file: the days in their order, and on one day the learners in theirs, so that what
// is new mostly stands at the end.
func Write(all []Result) []byte {
	sorted := slices.SortedFunc(slices.Values(all), func(a, b Result) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), strings.Compare(a.Learner, b.Learner))
	})
	var out bytes.Buffer
	out.WriteString(Header + "\n")
	for _, r := range sorted {
		fmt.Fprintf(&out, "%s,%s,%s\n", r.Learner, r.Date, r.Value)
	}
	return out.Bytes()
}

// Merge takes results in beside those there are: what is there already is the same again, and another value
// for a learner and day is told to clash, which says whether it takes the place of the one there was.
func Merge(there, fresh []Result, clash func(was, is Result) bool) (all []Result, added, replaced int) {
	at := map[key]int{}
	for _, r := range there {
		at[r.key()] = len(all)
		all = append(all, r)
	}
	for _, r := range fresh {
		i, known := at[r.key()]
		switch {
		case !known:
			at[r.key()] = len(all)
			all, added = append(all, r), added+1
		case all[i].Value != r.Value && clash(all[i], r):
			all[i], replaced = r, replaced+1
		}
	}
	return all, added, replaced
}

// Read gives the results of a program by metric, and what is wrong with their files; a metric without a
// file has none yet. learner says who is a learner of the program.
func Read(files fs.FS, p *competency.Program, learner func(id string) bool) (map[string][]Result, diag.List) {
	all := map[string][]Result{}
	var problems diag.List
	for _, m := range p.Metrics {
		if _, err := fs.Stat(files, m.File); err != nil {
			continue // optional (SPEC 2)
		}
		data, err := fs.ReadFile(files, m.File)
		if err != nil {
			problems.Errorf(competency.CodeUnread, diag.Pos{File: m.File}, "cannot be read: %v", err)
			continue
		}
		read, wrong := Parse(m.File, data)
		all[m.ID], problems = read, append(problems, wrong...)
		strangers := map[string]bool{}
		for _, r := range read {
			if !learner(r.Learner) && !strangers[r.Learner] {
				strangers[r.Learner] = true
				problems.Warnf(CodeLearner, diag.Pos{File: m.File, Line: r.Line, Column: 1}, "%q is no learner here", r.Learner).
					Hint = "reports leave these results out; take them out, or enrol the learner"
			}
		}
	}
	problems.Sort()
	return all, problems
}
