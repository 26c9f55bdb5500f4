package findings

import (
	"encoding/xml"
	"strings"
	"testing"

	"sojt/competency/diag"
)

func TestJUnit(t *testing.T) {
	r := Result{
		Problems: problems(), Files: []string{"mentors.yaml", "roles/line-cook.yaml", "learners/a,b:c.yaml"}, Folder: "kitchen",
		Verify: &Verify{NotChecked: []string{"N-HISTORY: <history> \"whole\"\x1b"}},
	}
	want := `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="sojt" tests="5" failures="2" errors="0" skipped="1">
    <testcase classname="sojt" name="the program">
      <system-out>info: a record is repeated
</system-out>
    </testcase>
    <testcase classname="sojt" name="kitchen/learners/a,b:c.yaml" file="kitchen/learners/a,b:c.yaml">
      <failure message="note is ::error:: #\u{23}[error]\u{1b}[31m 100%" type="E-SIG">learners/a,b:c.yaml: note is ::error:: #\u{23}[error]\u{1b}[31m 100%
    two
    lines
</failure>
    </testcase>
    <testcase classname="sojt" name="kitchen/mentors.yaml" file="kitchen/mentors.yaml"/>
    <testcase classname="sojt" name="kitchen/roles/line-cook.yaml" file="kitchen/roles/line-cook.yaml">
      <failure message="unknown key &quot;critera&quot;" type="E-KEY-UNKNOWN">roles/line-cook.yaml:14:5: unknown key &quot;critera&quot;
    did you mean criteria?
roles/line-cook.yaml:20: warning: has no why
</failure>
    </testcase>
    <testcase classname="sojt" name="not checked 1">
      <skipped message="N-HISTORY: &lt;history&gt; &quot;whole&quot;\u{1b}"/>
    </testcase>
  </testsuite>
</testsuites>
`
	if got := render(t, JUnit, r); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestJUnitWarnings(t *testing.T) {
	var l diag.List
	l.Warnf("W-WHY", diag.Pos{File: "roles/a.yaml", Line: 2}, "has no why")
	for strict, want := range map[bool]string{false: `failures="0"`, true: `failures="1"`} {
		got := render(t, JUnit, Result{Problems: l, Strict: strict})
		if !strings.Contains(got, want) || !strings.Contains(got, "has no why") || strings.Contains(got, "<failure") != strict {
			t.Errorf("strict %v:\n%s", strict, got)
		}
	}
}

// Whatever people write, the file is XML with as many cases as it says, and no text has become an element.
func TestJUnitIsXML(t *testing.T) {
	for _, s := range []string{"</failure>", "]]>", "<!--", "<?x", "&amp;", "&#0;", "\x00\x0b\ufffe\ud7ff", "\xff", `" onload="x`, "::error::x", "\u0085\u2028"} {
		var l diag.List
		l.Errorf("E-X"+s, diag.Pos{File: "learners/" + s + ".yaml", Line: 1}, "%s", s).Hint = s
		out := render(t, JUnit, Result{Problems: l, Verify: &Verify{NotChecked: []string{s}}})
		var in struct {
			Suite struct {
				Tests int `xml:"tests,attr"`
				Cases []struct {
					Failure *struct {
						Text    string `xml:",chardata"`
						Inner   string `xml:",innerxml"`
						Message string `xml:"message,attr"`
					} `xml:"failure"`
				} `xml:"testcase"`
			} `xml:"testsuite"`
		}
		if err := xml.Unmarshal([]byte(out), &in); err != nil {
			t.Errorf("%q: %v in\n%s", s, err, out)
			continue
		}
		if len(in.Suite.Cases) != 2 || in.Suite.Tests != 2 || in.Suite.Cases[0].Failure == nil || strings.Contains(in.Suite.Cases[0].Failure.Inner, "<") {
			t.Errorf("%q: %+v", s, in)
		}
	}
}
