package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"sojt/competency/diag"
	"sojt/report"
	"sojt/report/format"
	"sojt/signoff"
)

var update = flag.Bool("update", false, "write the goldens anew")

// views are all views of the package over the fixture.
func views() map[string]report.View {
	in := input(report.Scope{Unread: map[string]int{"sam-okafor": 2}})
	views := map[string]report.View{}
	for _, k := range report.Views() {
		views[k.Name] = k.New(in)
	}
	for name, scope := range map[string]report.Scope{
		"empty":    {Filter: report.Filter{Role: "barista"}},
		"redacted": {Redact: true, IncludeLeft: true},
		"station":  {Filter: report.Filter{Tag: "station"}},
	} {
		for _, k := range []string{"progress", "matrix", "due", "coverage"} {
			views[k+"-"+name] = kind(k).New(input(scope))
		}
	}
	for _, id := range []string{"theo-brandt", "sam-okafor", "aiko-tan", "zed", "ana"} {
		views["status-"+id] = report.NewStatus(input(report.Scope{Filter: report.Filter{Learner: id}}))
	}
	views["log"] = report.NewLog(in, "")
	views["log-grill"] = report.NewLog(in, "grill")
	views["log-redacted"] = report.NewLog(input(report.Scope{Redact: true}), "")
	views["log-empty"] = report.NewLog(input(report.Scope{Filter: report.Filter{Learner: "aiko-tan"}}), "")
	for _, id := range []string{"ana", "per", "old", "theo-brandt"} {
		views["inbox-"+id] = report.NewInbox(in, id)
	}
	views["inbox-redacted"] = report.NewInbox(input(report.Scope{Redact: true}), "ana")
	theo := in.People[slices.IndexFunc(in.People, func(l *signoff.Learner) bool { return l.ID == "theo-brandt" })]
	place := diag.Pos{File: "learners/theo-brandt.yaml", Line: 14}
	views["show-signoff"] = report.NewShow(in, report.Shown{Learner: theo, Record: theo.Records[6], Place: place, Signature: "good, ssh-ed25519 of ana"})
	views["show-enroll"] = report.NewShow(in, report.Shown{Learner: theo, Record: theo.Records[0], Place: place})
	for name, v := range changes(in) {
		views["diff-"+name] = v
	}
	for name, questions := range questions(in) {
		views["qualified-"+name] = report.NewQualified(in, questions)
	}
	brief := report.NewQualified(in, questions(in)["roster"])
	brief.Brief = true
	views["qualified-brief"] = brief
	return views
}

func kind(name string) report.Kind {
	all := report.Views()
	return all[slices.IndexFunc(all, func(k report.Kind) bool { return k.Name == name })]
}

func questions(in *report.Input) map[string][]report.Question {
	ask := func(learner, target string) report.Question {
		q := report.Question{Learner: learner, Target: target, Moment: in.Moment}
		if i := slices.IndexFunc(in.Standings, func(s *signoff.Standings) bool { return s.Learner.ID == learner }); i >= 0 {
			q.Standings = in.Standings[i]
		}
		return q
	}
	forged := ask("aiko-tan", "line-cook")
	forged.Problems = diag.List{{Severity: diag.Error, Code: "E-SIG", Record: "01KAN00000000000000000000B", Message: "signature does not match"}}
	unchecked := ask("aiko-tan", "line-cook")
	unchecked.NotChecked = []string{"N-HISTORY: whether a record was changed (shallow clone)", "N-TRUST: mentors.yaml (no trusted copy)"}
	return map[string][]report.Question{
		"yes":        {unchecked},
		"no":         {ask("theo-brandt", "line-cook")},
		"competency": {ask("theo-brandt", "grill")},
		"forged":     {forged},
		"roster":     {ask("aiko-tan", "line-cook"), ask("theo-brandt", "knife-safety"), ask("sam-okafor", "line-cook"), ask("nobody", "barista")},
	}
}

// Every view in every text format, on a terminal of two widths and in a pipe.
func TestGolden(t *testing.T) {
	for name, v := range views() {
		for _, f := range []struct {
			ext string
			as  format.Writer
			o   format.Options
		}{
			{"80.txt", format.Table, format.Options{Width: 80}},
			{"40.txt", format.Table, format.Options{Width: 40}},
			{"pipe.txt", format.Table, format.Options{}},
			{"md", format.Markdown, format.Options{}},
			{"csv", format.CSV, format.Options{}},
			{"json", format.JSON, format.Options{}},
		} {
			t.Run(name+"."+f.ext, func(t *testing.T) {
				var b bytes.Buffer
				if err := f.as(&b, v, f.o); err != nil {
					t.Fatal(err)
				}
				harmless(t, b.String())
				golden(t, name+"."+f.ext, b.Bytes())
			})
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (write it with -update, and read it)", err)
	}
	if !bytes.Equal(got, want) {
		is, was := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
		for i := range min(len(is), len(was)) {
			if !bytes.Equal(is[i], was[i]) {
				t.Fatalf("%s differs in line %d:\n%s\nwant:\n%s", file, i+1, is[i], was[i])
			}
		}
		t.Errorf("%s has %d lines, want %d", file, len(is), len(was))
	}
}

// harmless fails for anything that would steer a terminal or a CI runner (INTEGRITY T8, T11).
func harmless(t *testing.T, out string) {
	t.Helper()
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		for _, r := range line {
			if !unicode.IsPrint(r) {
				t.Errorf("%q holds %U", line, r)
			}
		}
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
			t.Errorf("%q is a runner's command", line)
		}
	}
}
