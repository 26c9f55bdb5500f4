package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sink judges what sojt wrote in one form: out of a hostile program, against what it writes of one that
// is like it but for harmless texts. The error says what of the hostile text became more than text.
type sink struct {
	judge   func(hostile, harmless string) error
	spoiled func(harmless string) string // the harmless one with something hostile in it that was not escaped
}

// sinks are the forms there are, by the name of the format.
func sinks() map[string]sink {
	add := func(text string) func(string) string { return func(out string) string { return out + text } }
	put := func(text string) func(string) string {
		return func(out string) string { return strings.Replace(out, "word 1", text, 1) }
	}
	return map[string]sink{
		"table":    {plainly, add("\x1b[2J\n")},
		"text":     {plainly, add("::error::x\n")},
		"markdown": {markedUp, put("<img src=x>")},
		"csv":      {inCells, put("=1+1")},
		"json":     {asValues, put(`x","more":"x`)},
		"jsonl":    {asLines, put(`x","more":"x`)},
		"html":     {inElements, put("<b>x</b>")},
		"xlsx":     {inWorkbook, func(string) string { return formula() }},
		"github":   {annotated, add("::warning::x\n")},
		"sarif":    {linkless, put("[x](https://example.com)")},
		"junit":    {inXML, put("<b/>")},
		"ics":      {inProperties, put("x\r\nATTACH:https://example.com")},
		"sh":       {plainly, add("\u202e\n")},
	}
}

// plainly: nothing steers a terminal or a CI runner.
func plainly(out, _ string) error {
	for _, r := range out {
		if r != '\n' && r != '\ufe0f' && r != '\ufe0e' && (!unicode.IsPrint(r) || unicode.Is(unicode.Cf, r)) {
			return fmt.Errorf("%U reaches the reader", r)
		}
	}
	for line := range strings.Lines(out) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") || strings.Contains(line, "##vso[") {
			return fmt.Errorf("a CI runner would obey %q", line)
		}
	}
	return nil
}

// same compares what two outputs are made of.
func same(hostile, harmless map[string]int) error {
	for _, counts := range []map[string]int{hostile, harmless} {
		for what := range counts {
			if hostile[what] != harmless[what] {
				return fmt.Errorf("%q occurs %d times, and %d times with harmless texts", what, hostile[what], harmless[what])
			}
		}
	}
	return nil
}

// unmarked is what sojt writes for a mark that is text.
var unmarked = regexp.MustCompile(`\\[!-/:-@\[-` + "`" + `{-~]|<br>|&(amp|lt|gt);`)

// markedUp: no mark of Markdown or HTML that is not sojt's own, and no link.
func markedUp(out, other string) error {
	count := func(s string) map[string]int {
		marks, bare := map[string]int{}, unmarked.ReplaceAllString(s, "")
		for _, r := range bare {
			if strings.ContainsRune("<>|[]`*_~#$@", r) {
				marks[string(r)]++
			}
		}
		marks["links"] = len(regexp.MustCompile(`(?i)\bhttps?://|\bwww\.\w`).FindAllString(bare, -1))
		marks["lines"] = strings.Count(s, "\n")
		return marks
	}
	return errors.Join(plainly(out, ""), same(count(out), count(other)))
}

// inCells: the same rows and columns, and no cell that a spreadsheet computes.
func inCells(out, other string) error {
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		return err
	}
	plain, err := csv.NewReader(strings.NewReader(other)).ReadAll()
	if err != nil || len(rows) != len(plain) {
		return fmt.Errorf("%d rows, and %d with harmless texts: %v", len(rows), len(plain), err)
	}
	number := regexp.MustCompile(`^-([0-9.]+|[A-Za-z0-9_-]{42})$`) // or a digest, which names no function
	for i, row := range rows {
		for _, cell := range row {
			first, _ := utf8.DecodeRuneInString(strings.TrimLeft(cell, " \u00a0"))
			if i > 0 && cell != "" && strings.ContainsRune("=+-@＝＋－＠\t\r", first) && !number.MatchString(cell) {
				return fmt.Errorf("a spreadsheet computes %q", cell)
			}
		}
	}
	return plainly(out, "")
}

// shape writes a value without its texts and numbers.
func shape(v any) map[string]int {
	all := map[string]int{}
	var walk func(at string, v any)
	walk = func(at string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, value := range v {
				walk(at+"."+key, value)
			}
		case []any:
			for _, value := range v {
				walk(at+"[]", value)
			}
		default:
			all[fmt.Sprintf("%s %T", at, v)]++
		}
	}
	walk("", v)
	return all
}

// asValues: the same keys.
func asValues(out, other string) error {
	var hostile, plain any
	if err := errors.Join(json.Unmarshal([]byte(out), &hostile), json.Unmarshal([]byte(other), &plain)); err != nil {
		return err
	}
	return errors.Join(plainly(out, ""), same(shape(hostile), shape(plain)))
}

// asLines: one value a line.
func asLines(out, other string) error {
	array := func(s string) string { return "[" + strings.ReplaceAll(strings.TrimSpace(s), "\n", ",") + "]" }
	return asValues(array(out), array(other))
}

var tag = regexp.MustCompile(`(?s)<(style|script)>.*?</(?:style|script)>|<(!DOCTYPE html)>|<(/?[a-zA-Z0-9]+)((?:\s+[a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)\s*/?>`)

var attributeName = regexp.MustCompile(`\s([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"]*)")?`)

// inElements: the same elements with the same attributes, and no address that runs anything. An own
// reader, which takes nothing but what sojt writes, so that what it cannot read is found too.
func inElements(out, other string) error {
	count := func(s string) (map[string]int, error) {
		all := map[string]int{}
		for _, m := range tag.FindAllStringSubmatch(s, -1) {
			key := m[1] + m[2] + strings.ToLower(m[3])
			for _, a := range attributeName.FindAllStringSubmatch(m[4], -1) {
				key += " " + a[1]
				if (a[1] == "href" || a[1] == "src" || a[1] == "action") && !regexp.MustCompile(`^(#|data:,$|https?://|mailto:|[\w./-]+\.html|[\w./-]+\.xlsx)`).MatchString(a[2]) {
					return nil, fmt.Errorf("an address is %q", a[2])
				}
			}
			all[key]++
		}
		if rest := tag.ReplaceAllString(s, ""); strings.ContainsAny(rest, "<>") {
			i := strings.IndexAny(rest, "<>")
			return nil, fmt.Errorf("markup in %.160q", rest[max(0, i-80):])
		}
		return all, nil
	}
	return asMany(count, out, other)
}

// asMany: plain text, and as many of each thing that count finds as among harmless texts.
func asMany(count func(string) (map[string]int, error), out, other string) error {
	hostile, err := count(out)
	if err != nil {
		return err
	}
	plain, err := count(other)
	if err != nil {
		return err
	}
	return errors.Join(plainly(out, ""), same(hostile, plain))
}

// inXML: the same elements.
func inXML(out, other string) error {
	count := func(s string) (map[string]int, error) {
		all := map[string]int{}
		for d := xml.NewDecoder(strings.NewReader(s)); ; {
			token, err := d.Token()
			if err == io.EOF {
				return all, nil
			}
			if err != nil {
				return nil, err
			}
			switch e := token.(type) {
			case xml.StartElement:
				key := e.Name.Local
				for _, a := range e.Attr {
					key += " " + a.Name.Local
				}
				all[key]++
			case xml.Directive, xml.ProcInst:
				all[fmt.Sprintf("%T", e)]++
			}
		}
	}
	return asMany(count, out, other)
}

// inWorkbook: well-formed parts without formulas and links, and no part more.
func inWorkbook(out, other string) error {
	parts := func(s string) (map[string]int, error) {
		z, err := zip.NewReader(strings.NewReader(s), int64(len(s)))
		if err != nil {
			return nil, err
		}
		all := map[string]int{}
		for _, f := range z.File {
			all[f.Name]++
			in, err := f.Open()
			if err != nil {
				return nil, err
			}
			data, err := io.ReadAll(in)
			if err != nil {
				return nil, err
			}
			if err := noFormula(data); err != nil {
				return nil, fmt.Errorf("%s: %w", f.Name, err)
			}
		}
		return all, nil
	}
	hostile, err := parts(out)
	if err != nil {
		return err
	}
	plain, err := parts(other)
	if err != nil {
		return err
	}
	return same(hostile, plain)
}

func noFormula(part []byte) error {
	for d := xml.NewDecoder(bytes.NewReader(part)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := token.(xml.StartElement)
		if ok && slices.Contains([]string{"f", "hyperlink", "oleObject", "externalReference", "ddeLink"}, e.Name.Local) {
			return fmt.Errorf("an element <%s>", e.Name.Local)
		}
		for _, a := range e.Attr {
			if ok && a.Value == "External" {
				return fmt.Errorf("a relationship leads out of the file")
			}
		}
	}
}

// formula is a workbook with one.
func formula() string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("xl/worksheets/sheet1.xml")
	if err == nil {
		_, err = io.WriteString(w, "<sheetData><row><c><f>1+1</f></c></row></sheetData>")
	}
	if err = errors.Join(err, z.Close()); err != nil {
		panic(err) // it is all in memory
	}
	return b.String()
}

// annotated: as many annotations, each a line, and nothing else.
func annotated(out, other string) error {
	count := func(s string) map[string]int {
		all := map[string]int{}
		for line := range strings.Lines(s) {
			command, _, _ := strings.Cut(line, " ")
			if !strings.HasPrefix(command, "::") {
				command = "text"
			}
			all[command]++
		}
		return all
	}
	if strings.Contains(out, "##[") || strings.Contains(out, "##vso[") {
		return errors.New("a runner would obey ##")
	}
	for _, r := range out {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			return fmt.Errorf("%U reaches the reader", r)
		}
	}
	hostile, plain := count(out), count(other)
	delete(hostile, "text") // how many more there are is told in words
	delete(plain, "text")
	return same(hostile, plain)
}

// linkless: as asValues, and no link in a message, which SARIF 2.1.0 (3.11.6) has in plain text too.
func linkless(out, other string) error {
	if link := regexp.MustCompile(`[^\\]\[[^\]\\]*\]\([^)]*\)`).FindString(out); link != "" {
		return fmt.Errorf("a link: %q", link)
	}
	return asValues(out, other)
}

// inProperties: the same properties, each a content line of RFC 5545.
func inProperties(out, other string) error {
	count := func(s string) map[string]int {
		all := map[string]int{}
		unfolded := strings.NewReplacer("\r\n ", "", "\r\n\t", "").Replace(s)
		for line := range strings.SplitSeq(strings.TrimSuffix(unfolded, "\r\n"), "\r\n") {
			name := regexp.MustCompile(`^[A-Z-]+([;:]|$)`).FindString(line)
			if name == "BEGIN:" || name == "END:" || name == "" {
				name = line
			}
			all[name]++
		}
		return all
	}
	return errors.Join(plainly(strings.ReplaceAll(out, "\r\n", "\n"), ""), same(count(out), count(other)))
}
