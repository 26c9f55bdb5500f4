package findings

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/report/safe"
)

// JUnit writes one suite with a case for each file that was looked at: it fails where it has errors,
// with Strict also where it has warnings, and else passes with what was found as its output. What was
// not checked is a skipped case. There is no time of day in it, so that equal results give equal bytes.
func JUnit(w io.Writer, r Result) error {
	var cases bytes.Buffer
	failed, files, found := 0, r.everyFile(), map[string]diag.List{}
	for _, p := range r.worstFirst() {
		found[p.Pos.File] = append(found[p.Pos.File], p)
	}
	for _, file := range files {
		if r.writeCase(&cases, file, found[file]) {
			failed++
		}
	}
	var skipped []string
	if r.Verify != nil {
		skipped = r.Verify.NotChecked
	}
	for i, what := range skipped {
		fmt.Fprintf(&cases, "    <testcase classname=\"sojt\" name=\"not checked %d\">\n      <skipped message=\"%s\"/>\n    </testcase>\n", i+1, attribute(what))
	}
	var b bytes.Buffer
	sum := fmt.Sprintf("tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\"", len(files)+len(skipped), failed, len(skipped))
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"sojt\" " + sum + ">\n")
	b.Write(cases.Bytes())
	b.WriteString("  </testsuite>\n</testsuites>\n")
	_, err := w.Write(b.Bytes())
	return err
}

// everyFile lists the files that were looked at and those with a problem, sorted; "" for a problem
// that names none.
func (r Result) everyFile() []string {
	all := slices.Clone(r.Files)
	for _, p := range r.Problems {
		all = append(all, p.Pos.File)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// writeCase writes what was found in a file, worst first, and reports whether that makes it fail.
func (r Result) writeCase(b *bytes.Buffer, file string, found diag.List) (failed bool) {
	name := r.inRepository(file)
	if file == "" {
		name = "the program"
	}
	fmt.Fprintf(b, "    <testcase classname=\"sojt\" name=\"%s\"", attribute(name))
	if file != "" {
		fmt.Fprintf(b, " file=\"%s\"", attribute(name))
	}
	if len(found) == 0 {
		b.WriteString("/>\n")
		return false
	}
	first := found[0]
	failed = first.Severity == diag.Error || r.Strict && first.Severity == diag.Warning
	tag := "system-out"
	if failed {
		tag = "failure"
		fmt.Fprintf(b, ">\n      <failure message=\"%s\" type=\"%s\">", attribute(first.Message), attribute(first.Code))
	} else {
		b.WriteString(">\n      <system-out>")
	}
	for _, p := range found {
		b.WriteString(element(line(p)) + "\n")
		for _, hint := range hints(p) {
			b.WriteString("    " + element(hint) + "\n")
		}
	}
	fmt.Fprintf(b, "</%s>\n    </testcase>\n", tag)
	return failed
}

// attribute is text in double quotes, on one line.
func attribute(s string) string { return element(safe.Text(s)) }

// element escapes text that package safe has made printable.
func element(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}
