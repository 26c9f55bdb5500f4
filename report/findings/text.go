package findings

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"sojt/competency/diag"
	"sojt/report/safe"
)

// Text writes a problem a line, its hint indented beneath it, and last what it comes to. A proof
// begins with what was checked and what was not, and names the code of each problem.
func Text(w io.Writer, r Result) error {
	var b bytes.Buffer
	if r.Verify != nil {
		writeProof(&b, r)
	} else {
		writeProblems(&b, r)
	}
	_, err := w.Write(b.Bytes())
	return err
}

func writeProblems(b *bytes.Buffer, r Result) {
	for _, p := range r.Problems {
		b.WriteString(line(p) + "\n")
		for _, hint := range hints(p) {
			b.WriteString("    " + hint + "\n")
		}
	}
	if len(r.Problems) > 0 {
		b.WriteByte('\n')
	}
	b.WriteString(sum(r) + "\n")
}

// line is file:line:column: message; what is no error says so.
func line(p diag.Problem) string {
	text := p.Message
	if p.Severity != diag.Error {
		text = p.Severity.String() + ": " + text
	}
	if at := p.Pos.String(); at != "" {
		text = at + ": " + text
	}
	return safe.Text(text)
}

func hints(p diag.Problem) []string {
	if p.Hint == "" {
		return nil
	}
	return safe.Lines(p.Hint)
}

// sum is the last line: 3 problems (1 warning) in 1 of 9 files.
func sum(r Result) string {
	if len(r.Problems) == 0 {
		return "no problems in " + count(len(r.Files), "file")
	}
	text := count(len(r.Problems), "problem") + others(r)
	if len(r.Files) > 0 && r.faulty() > 0 {
		text += fmt.Sprintf(" in %d of %s", r.faulty(), count(len(r.Files), "file"))
	}
	return text
}

// others says how many of the problems are no errors.
func others(r Result) string {
	n := r.severities()
	var parts []string
	if n[diag.Warning] > 0 {
		parts = append(parts, count(n[diag.Warning], "warning"))
	}
	if n[diag.Info] > 0 {
		parts = append(parts, strconv.Itoa(n[diag.Info])+" for information")
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

func writeProof(b *bytes.Buffer, r Result) {
	var checked []string
	for _, c := range r.Verify.Checked {
		noun := c.Noun
		if c.N == 1 {
			noun = strings.TrimSuffix(noun, "s")
		}
		checked = append(checked, Thousands(c.N)+" "+safe.Text(noun))
	}
	if len(checked) == 0 {
		checked = []string{"nothing"}
	}
	fmt.Fprintf(b, "checked      %s\n", strings.Join(checked, ", "))
	for i, what := range r.Verify.NotChecked {
		label := "not checked"
		if i > 0 {
			label = ""
		}
		fmt.Fprintf(b, "%-11s  %s\n", label, safe.Text(what))
	}
	if len(r.Problems) == 0 {
		b.WriteString("found        no problem\n")
		return
	}
	fmt.Fprintf(b, "found        %s%s\n", count(len(r.Problems), "problem"), others(r))
	place, code := 0, 0
	for _, p := range r.Problems {
		place, code = max(place, safe.Width(safe.Text(p.Pos.String()))), max(code, safe.Width(safe.Text(p.Code)))
	}
	for i, p := range r.Problems {
		head := "  " + safe.Pad(safe.Text(p.Pos.String()), place) + "  " + safe.Pad(safe.Text(p.Code), code) + "  "
		b.WriteString(head + line(diag.Problem{Severity: p.Severity, Message: p.Message}) + "\n")
		indent := strings.Repeat(" ", safe.Width(head))
		if commit := r.origin(i).Commit; commit != "" {
			b.WriteString(indent + "commit " + safe.Text(commit) + "\n")
		}
		for _, hint := range hints(p) {
			b.WriteString(indent + hint + "\n")
		}
	}
}

func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return Thousands(n) + " " + noun
}

// Thousands writes a number as people read it: 1,204.
func Thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
