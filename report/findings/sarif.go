package findings

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/report/safe"
)

// hosted is how many results a host takes a run; GitHub refuses a log with more.
const hosted = 25_000

// whole stands for the program where a problem names no file: hosts want a place for each result.
const whole = "sojt.yaml"

// SARIF writes a log of the OASIS standard, version 2.1.0: results worst first, each of a rule that
// says what its code means; what was not checked as a notification of the tool. Paths are relative to
// the top of the repository. A result keeps its fingerprint when lines are added above it.
func SARIF(w io.Writer, r Result) error {
	problems := r.worstFirst()
	notes := r.notifications()
	if n := len(problems) - hosted; n > 0 {
		problems = problems[:hosted]
		notes = append(notes, sarifNote{Level: "warning", Message: sarifText(fmt.Sprintf("%s not listed here", count(n, "more problem")))})
	}
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "sojt", Version: clean(r.Version), Rules: r.rules(problems)}
	run.Invocations = []sarifInvocation{{Successful: true, Notes: notes}}
	repeated := map[string]int{}
	for _, p := range problems {
		run.Results = append(run.Results, r.result(p, repeated))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	log := sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}}
	if err := e.Encode(log); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// rules describes each code that occurs once, by code, from the tables that the reference page is made of.
func (r Result) rules(problems diag.List) []sarifRule {
	rules := []sarifRule{}
	for _, p := range problems {
		if slices.ContainsFunc(rules, func(x sarifRule) bool { return x.ID == clean(p.Code) }) {
			continue
		}
		rule := sarifRule{ID: clean(p.Code), Default: sarifLevel{Level: level(p.Severity)}}
		if doc := r.doc(p.Code); doc != "" {
			rule.Short, rule.Help = sarifText(doc), sarifText(doc+"\ndocs/problems.md lists all codes")
		}
		rules = append(rules, rule)
	}
	slices.SortFunc(rules, func(a, b sarifRule) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return rules
}

// doc says what a code means, "" for one that is in no table. E-RULE-n stands for all rules.
func (r Result) doc(code string) string {
	for _, c := range r.Codes {
		if family, open := strings.CutSuffix(c.Code, "-n"); c.Code == code || open && strings.HasPrefix(code, family+"-") {
			return strings.ReplaceAll(c.Doc, "rule n ", "rule "+strings.TrimPrefix(code, family+"-")+" ")
		}
	}
	return ""
}

func (r Result) notifications() []sarifNote {
	notes := []sarifNote{}
	if r.Verify == nil {
		return notes
	}
	for _, what := range r.Verify.NotChecked {
		notes = append(notes, sarifNote{Level: "warning", Message: sarifText("not checked: " + what)})
	}
	return notes
}

func (r Result) result(p diag.Problem, repeated map[string]int) sarifResult {
	text := p.Message
	if p.Hint != "" {
		text += "\n" + p.Hint
	}
	file := r.inRepository(p.Pos.File)
	if file == "" {
		file = r.inRepository(whole)
	}
	var place sarifPlace
	place.Physical.Artifact.URI = clean(relativeURI(file))
	place.Physical.Region = sarifRegion{Line: max(1, p.Pos.Line), Column: p.Pos.Column}
	return sarifResult{
		Rule: clean(p.Code), Level: level(p.Severity), Message: sarifText(text),
		Places: []sarifPlace{place}, Fingerprints: map[string]string{"sojt/v1": fingerprint(p, repeated)},
	}
}

// fingerprint tells a host which result is the same as yesterday's: by code, file and record, or
// where there is none by what it says; never by its line. Equal ones are numbered.
func fingerprint(p diag.Problem, repeated map[string]int) string {
	what := "record\x00" + p.Record + "\x00" + p.Digest
	if p.Record == "" && p.Digest == "" {
		what = "message\x00" + p.Message
	}
	id := p.Code + "\x00" + p.Pos.File + "\x00" + what
	repeated[id]++
	sum := sha256.Sum256([]byte(fmt.Sprintf("%s\x00%d", id, repeated[id])))
	return hex.EncodeToString(sum[:16])
}

// relativeURI is a path with slashes as RFC 3986 wants it: nothing in it may be taken for a scheme,
// a query or a fragment.
func relativeURI(file string) string {
	parts := strings.Split(file, "/")
	for i, part := range parts {
		parts[i] = strings.ReplaceAll(url.PathEscape(part), ":", "%3A")
	}
	return strings.Join(parts, "/")
}

func level(s diag.Severity) string {
	return [...]string{diag.Error: "error", diag.Warning: "warning", diag.Info: "note"}[s]
}

// clean is text that passes package safe on its way into the log.
type clean string

// MarshalJSON writes the string so that a terminal or a CI log may show the file.
func (c clean) MarshalJSON() ([]byte, error) { return safe.AppendJSON(nil, string(c)), nil }
