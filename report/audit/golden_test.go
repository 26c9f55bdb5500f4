package audit_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"unicode"

	"sojt/report"
	"sojt/report/audit"
	"sojt/report/findings"
	"sojt/report/format"
	"sojt/signoff"
)

var update = flag.Bool("update", false, "write the goldens anew")

// views are an audit that finds everything, one that finds nothing, and draws.
func views(t *testing.T) map[string]report.View {
	all := planted()
	var changes []func(map[string]string)
	for _, check := range audit.Checks() {
		changes = append(changes, all[check.Name].changes()...)
	}
	b := newBed(t, changes...)
	for _, check := range audit.Checks() {
		all[check.Name].plant(b)
	}
	b.learner("ria").Name = "::error::Ria | \x1b[31m<b>"
	inspect := func(scope report.Scope, roster bool) report.View {
		c := b.inspection(scope)
		if !roster {
			c.Roster = nil
		}
		return audit.NewView(c, audit.Run(c))
	}
	clean := newBed(t)
	empty := clean.inspection(report.Scope{})
	empty.Roster = nil
	staff := staffed(t)
	drawn := func(b *bed, n int, scope report.Scope) report.View {
		in, _ := b.inputs(scope)
		return audit.NewSampleView(audit.Sample{In: in, N: n, Seed: 7})
	}
	sample, _ := draw(staff, 3, 7)
	again(staff, sample[0])
	return map[string]report.View{
		"audit": inspect(report.Scope{}, true), "audit-redacted": inspect(report.Scope{Redact: true}, false),
		"audit-clean":     audit.NewView(empty, audit.Run(empty)),
		"sample":          drawn(staff, 3, report.Scope{}),
		"sample-redacted": drawn(staff, 1, report.Scope{Redact: true}),
		"sample-none":     drawn(clean, 1, report.Scope{Filter: report.Filter{Mentor: "nobody"}}),
	}
}

// again records that a sign-off, written as draw does, was looked at again by cal.
func again(b *bed, line string) {
	words := bytes.Fields([]byte(line))
	b.observe(string(words[0]), string(words[1]), "cal", "2026-11-03", signoff.CompetentOutcome)
}

func TestGolden(t *testing.T) {
	for name, v := range views(t) {
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
				golden(t, name+"."+f.ext, b.Bytes())
			})
		}
	}
}

// TestGoldenProblems shows what hosts of repositories are given.
func TestGoldenProblems(t *testing.T) {
	b := newBed(t)
	for _, name := range []string{"request-waiting", "override", "deferral-ran-out"} {
		planted()[name].plant(b)
	}
	found := audit.Run(b.inspection(report.Scope{}))
	for _, f := range findings.Formats() {
		if f.Name == "text" || f.Name == "json" {
			continue // of these an audit has its own
		}
		var out bytes.Buffer
		if err := f.Write(&out, findings.Result{Problems: found.Problems(), Codes: audit.Codes(), Version: "test"}); err != nil {
			t.Fatal(err)
		}
		golden(t, "problems."+f.Name, out.Bytes())
	}
	if !found.Fails(false) || !found.Fails(true) {
		t.Error("a deferral that ran out is an error")
	}
	found.Findings = found.Findings[1:]
	if found.Fails(false) || !found.Fails(true) {
		t.Error("what is left are warnings, which fail with strict alone")
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	for _, r := range string(got) {
		if r != '\n' && !unicode.IsPrint(r) {
			t.Errorf("%s holds %U", name, r)
		}
	}
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
		t.Errorf("%s is\n%s\nwant\n%s", file, got, want)
	}
}
