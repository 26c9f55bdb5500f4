package audit_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/audit"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

var stood = regexp.MustCompile(`as it stood on (\d{1,2} \w+ \d{4})`)

// The examples are programs that are run well: as of the day that their README tells of, an audit finds
// nothing in them. Of all that was ever done in them it finds what the READMEs point out.
func TestNothingInTheExamples(t *testing.T) {
	folders, err := filepath.Glob("../../examples/*/learners")
	if err != nil || len(folders) < 2 {
		t.Fatalf("%d examples with learners, %v", len(folders), err)
	}
	ever := map[string][]string{
		"kitchen": {
			"late-entry|maria-lopez|line-cook|station-setup|ana|01KP5PXZ80TTXWD9K7YGGPM83T",
			"override|maria-lopez|line-cook|service|dana|01KR77RZ70HD1ZRPNTS9PVEPQD",
		},
		"qa-evaluator": {
			"late-entry|priya-nair|evaluator|special-inspection|helen-marsh|01KM5S9RP01X2P9RN575KSAHKE",
			"late-entry|priya-nair|evaluator|verification-inspection|ruth-adeyemi|01KN9XQCC08FXCM1BECGZMFV9N",
			"override|priya-nair|evaluator|special-inspection|helen-marsh|01KM5S9RP01X2P9RN575KSAHKE",
		},
	}
	for _, folder := range folders {
		dir := filepath.Dir(folder)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			c := example(t, dir)
			if got := rows(audit.Run(c).Findings); len(got) > 0 {
				t.Errorf("as of %s an audit finds %q", c.Until, got)
			}
			want, told := ever[filepath.Base(dir)]
			if c.Since = 0; told {
				expect(t, "of all times", rows(audit.Run(c).Findings), want...)
			}
		})
	}
}

// example is an audit of an example with the defaults of the command, on the day of its README.
func example(t *testing.T, dir string) audit.Case {
	readme, err := os.ReadFile(filepath.Join(dir, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	m := stood.FindSubmatch(readme)
	if m == nil {
		t.Fatalf("%s/README.md does not say as of which day it stands: as it stood on 31 October 2026", dir)
	}
	at, err := time.Parse("2 January 2006", string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	fsys := os.DirFS(dir)
	program, problems := competency.Load(fsys)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	records := ledger.Open(fsys)
	read := func(id string) *signoff.Learner {
		l, _, err := records.Read(id, program)
		if err != nil {
			return nil
		}
		return l
	}
	book := signoff.NewRulebook(program, read)
	moment := signoff.Moment{AsOf: calendar.In(at, time.UTC)}
	entries, _, err := records.Entries()
	if err != nil {
		t.Fatal(err)
	}
	var all []*signoff.Standings
	for _, e := range entries {
		all = append(all, book.Fold(read(e.ID), moment))
	}
	return audit.Case{
		In: report.NewInput(book, moment, all, report.Scope{}), Whole: report.NewInput(book, moment, all, report.Scope{IncludeLeft: true}),
		Since: moment.AsOf.Sub(calendar.Period{N: 90, Unit: calendar.Days}), Until: moment.AsOf, Mentors: 2, Burst: 8,
	}
}
