package findings

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"sojt/competency/diag"
	"sojt/report/safe"
)

// shown is how many annotations of one kind a GitHub step shows; more are dropped in silence there.
const shown = 10

// GitHub writes a workflow command for each problem, worst first and at most ten of a kind, so that
// the ones that are shown are those that matter; then how many more there are, and what was not
// checked.
func GitHub(w io.Writer, r Result) error {
	var b bytes.Buffer
	var seen [3]int
	for _, p := range r.worstFirst() {
		if seen[p.Severity]++; seen[p.Severity] <= shown {
			b.WriteString(annotation(r, p) + "\n")
		}
	}
	for s, n := range seen {
		if n > shown {
			fmt.Fprintf(&b, "%s not shown here\n", count(n-shown, "more "+diag.Severity(s).String()))
		}
	}
	if r.Verify != nil {
		for _, what := range r.Verify.NotChecked {
			b.WriteString("::warning title=not checked::" + safe.Message(what) + "\n")
		}
	}
	if len(r.Problems) == 0 {
		b.WriteString(sum(r) + "\n")
	}
	_, err := w.Write(b.Bytes())
	return err
}

func annotation(r Result, p diag.Problem) string {
	command := [...]string{diag.Error: "error", diag.Warning: "warning", diag.Info: "notice"}[p.Severity]
	var properties []string
	add := func(key, value string) { properties = append(properties, key+"="+safe.Property(value)) }
	if p.Pos.File != "" {
		add("file", r.inRepository(p.Pos.File))
	}
	if p.Pos.Line > 0 {
		add("line", fmt.Sprint(p.Pos.Line))
	}
	if p.Pos.Column > 0 {
		add("col", fmt.Sprint(p.Pos.Column))
	}
	if p.Code != "" {
		add("title", p.Code)
	}
	text := p.Message
	if p.Hint != "" {
		text += "\n" + p.Hint
	}
	head := "::" + command
	if len(properties) > 0 {
		head += " " + strings.Join(properties, ",")
	}
	return head + "::" + safe.Message(text)
}
