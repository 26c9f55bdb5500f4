package findings

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"sojt/competency/diag"
	"sojt/competency/strictyaml"
)

// sarifIn is what a host reads of a log, written apart from the types that write it.
type sarifIn struct {
	Version string
	Runs    []struct {
		Tool struct {
			Driver struct {
				Name, Version string
				Rules         []struct {
					ID                     string
					ShortDescription, Help struct{ Text string }
					DefaultConfiguration   struct{ Level string }
				}
			}
		}
		Invocations []struct {
			ExecutionSuccessful        bool
			ToolExecutionNotifications []struct {
				Level   string
				Message struct{ Text string }
			}
		}
		ColumnKind string
		Results    []struct {
			RuleID, Level string
			Message       struct{ Text string }
			Locations     []struct {
				PhysicalLocation struct {
					ArtifactLocation struct{ URI string }
					Region           struct{ StartLine, StartColumn int }
				}
			}
			PartialFingerprints map[string]string
		}
	}
}

func readSARIF(t *testing.T, r Result) sarifIn {
	t.Helper()
	var in sarifIn
	if err := json.Unmarshal([]byte(render(t, SARIF, r)), &in); err != nil {
		t.Fatal(err)
	}
	if in.Version != "2.1.0" || len(in.Runs) != 1 || in.Runs[0].ColumnKind != "unicodeCodePoints" || in.Runs[0].Results == nil {
		t.Fatalf("no log of one run: %+v", in)
	}
	return in
}

func TestSARIF(t *testing.T) {
	in := readSARIF(t, Result{
		Problems: append(problems(), diag.Problem{Code: "E-RULE-7", Message: "too few"}),
		Folder:   "training/kitchen", Version: "v1.2",
		Codes: []strictyaml.Code{{Code: "E-RULE-n", Doc: "rule n of signing off is broken"}, {Code: "W-WHY", Doc: "no why"}},
	})
	run := in.Runs[0]
	var got []string
	for _, x := range run.Results {
		at := x.Locations[0].PhysicalLocation
		got = append(got, fmt.Sprintf("%s %s %s:%d:%d %s", x.RuleID, x.Level, at.ArtifactLocation.URI, at.Region.StartLine, at.Region.StartColumn, x.Message.Text))
	}
	for i, want := range []string{
		"E-KEY-UNKNOWN error training/kitchen/roles/line-cook.yaml:14:5 unknown key \"critera\"\ndid you mean criteria?",
		"E-SIG error training/kitchen/learners/a%2Cb%3Ac.yaml:1:0 note is ::error::\n##[error]\x1b[31m 100%\ntwo\nlines",
		"E-RULE-7 error training/kitchen/sojt.yaml:1:0 too few",
		"W-WHY warning training/kitchen/roles/line-cook.yaml:20:0 has no why",
		"I-REPEAT note training/kitchen/sojt.yaml:1:0 a record is repeated",
	} {
		if got[i] != want {
			t.Errorf("result %d is\n%q, want\n%q", i, got[i], want)
		}
	}
	rules := map[string]string{}
	for _, rule := range run.Tool.Driver.Rules {
		rules[rule.ID] = rule.DefaultConfiguration.Level + " " + rule.ShortDescription.Text
		if rule.ShortDescription.Text != "" && !strings.HasPrefix(rule.Help.Text, rule.ShortDescription.Text) {
			t.Errorf("the help of %s is %q", rule.ID, rule.Help.Text)
		}
	}
	if len(rules) != 5 || rules["E-RULE-7"] != "error rule 7 of signing off is broken" || rules["W-WHY"] != "warning no why" || run.Tool.Driver.Version != "v1.2" {
		t.Errorf("the tool is %+v", run.Tool.Driver)
	}
}

func TestSARIFSaysWhatWasNotChecked(t *testing.T) {
	run := readSARIF(t, Result{Verify: &Verify{NotChecked: []string{"N-HISTORY: the history"}}}).Runs[0]
	notes := run.Invocations[0].ToolExecutionNotifications
	if len(run.Results) != 0 || len(notes) != 1 || notes[0].Level != "warning" || notes[0].Message.Text != "not checked: N-HISTORY: the history" {
		t.Errorf("%+v", run)
	}
}

// A result stays the same for a host when lines are added above it, and is another one in another file,
// of another code, about another record; two that say the same are two.
func TestSARIFFingerprints(t *testing.T) {
	of := func(l ...diag.Problem) (all []string) {
		for _, x := range readSARIF(t, Result{Problems: l}).Runs[0].Results {
			all = append(all, x.PartialFingerprints["sojt/v1"])
		}
		return all
	}
	p := diag.Problem{Code: "E-A", Pos: diag.Pos{File: "a.yaml", Line: 3, Column: 1}, Message: "m"}
	moved, record := p, p
	moved.Pos.Line, moved.Pos.Column = 30, 4
	record.Record, record.Message = "01KAM", "said in other words"
	base := of(p)[0]
	if base == "" || of(moved)[0] != base {
		t.Errorf("it is another one after it moved: %v", of(p, moved))
	}
	file, code, message := p, p, p
	file.Pos.File, code.Code, message.Message = "b.yaml", "E-B", "n"
	seen := map[string]bool{}
	for _, f := range of(p, p, file, code, message, record) {
		if seen[f] {
			t.Errorf("two results have the fingerprint %s", f)
		}
		seen[f] = true
	}
	other := record
	other.Message = "m"
	if of(record)[0] != of(other)[0] {
		t.Error("a record's finding is another one when its words change")
	}
}

// A host refuses a log that is too long: the worst are kept, and the log says how many are not there.
func TestSARIFKeepsTheWorst(t *testing.T) {
	l := make(diag.List, hosted+2)
	for i := range l {
		l[i] = diag.Problem{Severity: diag.Warning, Code: "W", Pos: diag.Pos{File: "w.yaml", Line: i + 1}, Message: "weak"}
	}
	l[hosted+1].Severity = diag.Error
	run := readSARIF(t, Result{Problems: l}).Runs[0]
	if len(run.Results) != hosted || run.Results[0].Level != "error" {
		t.Errorf("%d results, the first is %+v", len(run.Results), run.Results[0])
	}
	if notes := run.Invocations[0].ToolExecutionNotifications; len(notes) != 1 || notes[0].Message.Text != "2 more problems not listed here" {
		t.Errorf("%+v", notes)
	}
}

// Whatever a file is called, a reader of the URI comes to that name, below the top of the repository.
func TestSARIFPaths(t *testing.T) {
	for _, name := range []string{"a.yaml", "c:x.yaml", "a b/ü.yaml", "a?b#c%41.yaml", "http:/x", "##[error]", "a\nb", "::error::"} {
		uri := relativeURI(name)
		base := &url.URL{Scheme: "https", Host: "host.example", Path: "/top/"}
		u, err := base.Parse(uri)
		if err != nil || u.Path != "/top/"+name || u.RawQuery != "" || u.Fragment != "" {
			t.Errorf("%q is %s, read as %v (%v)", name, uri, u, err)
		}
	}
}
