package outline

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"sojt/competency/diag"
	"sojt/report/grid"
)

// IsPackage reports whether a file is JSON, as packages of competencies are, and no table.
func IsPackage(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n")
	return len(data) > 0 && data[0] == '{'
}

// pack is a CASE 1.0 package (1EdTech Competencies and Academic Standards Exchange, CFPackage) as far as
// a role can be made of it. Times are read as dates alone, so that those without a zone do no harm.
type pack struct {
	CFDocument     packedDocument
	CFItems        []json.RawMessage
	CFAssociations []association
	items          []packed
	unread         []string // keys of items that no role has
}

type packedDocument struct{ Identifier, Title string }

// packed is a CFItem, with its place among the others.
type packed struct {
	Identifier           string   `json:"identifier"`
	URI                  string   `json:"uri"`
	FullStatement        string   `json:"fullStatement"`
	AbbreviatedStatement string   `json:"abbreviatedStatement"`
	HumanCodingScheme    string   `json:"humanCodingScheme"`
	Notes                string   `json:"notes"`
	StatusEndDate        string   `json:"statusEndDate"`
	Keywords             keywords `json:"conceptKeywords"`
	TypeURI              typeURI  `json:"CFItemTypeURI"`

	line    int
	below   []int
	reached bool
}

// keywords are texts, or in some exports one; anything else is none.
type keywords []string

// UnmarshalJSON takes either form.
func (k *keywords) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil && one != "" {
		*k = keywords{one}
	} else if json.Unmarshal(data, (*[]string)(k)) != nil {
		*k = nil
	}
	return nil
}

// typeURI says what an item is, by a link; in any other form it says nothing.
type typeURI struct{ URI string }

// UnmarshalJSON takes what has a uri.
func (t *typeURI) UnmarshalJSON(data []byte) error {
	var l struct {
		URI string `json:"uri"`
	}
	if json.Unmarshal(data, &l) == nil {
		t.URI = l.URI
	}
	return nil
}

// association is what joins an item to another one, or to the document.
type association struct {
	Type        string   `json:"associationType"`
	Origin      link     `json:"originNodeURI"`
	Destination link     `json:"destinationNodeURI"`
	Sequence    sequence `json:"sequenceNumber"`
}

// link is an end of an association: a LinkGenURI, in some exports its identifier alone.
type link string

// UnmarshalJSON takes either form.
func (l *link) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte(`"`)) {
		return json.Unmarshal(data, (*string)(l))
	}
	var whole struct {
		Identifier string `json:"identifier"`
	}
	err := json.Unmarshal(data, &whole)
	*l = link(whole.Identifier)
	return err
}

// sequence is a place among siblings, from 1; 0 for none. Some exports write it as a text.
type sequence int

// UnmarshalJSON takes either form, and anything else for none.
func (s *sequence) UnmarshalJSON(data []byte) error {
	n, err := strconv.ParseFloat(strings.Trim(string(data), `"`), 64)
	if err == nil && n > 0 && n < 1e9 {
		*s = sequence(n)
	}
	return nil
}

// mostCommas and mostItems bound what the JSON unfolds to in memory: no package of so many bytes has more with a purpose.
const (
	mostCommas = 2_000_000
	mostItems  = 100_000
)

// unpack reads the JSON of a package. What is wrong comes back with its line.
func unpack(name string, data []byte) (*pack, diag.List) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	var problems diag.List
	wrong := func(line int, format string, args ...any) *diag.Problem {
		return problems.Errorf(CodeTable, diag.Pos{File: name, Line: line}, format, args...)
	}
	p := &pack{}
	switch {
	case len(data) > grid.MostBytes:
		wrong(1, "it has more than %d MiB; take a part of it", grid.MostBytes>>20)
	case bytes.Count(data, []byte(",")) > mostCommas:
		wrong(1, "it has more than %d values; take a part of it", mostCommas)
	default:
		p.decode(data, wrong)
	}
	if len(problems) == 0 && p.CFItems == nil {
		wrong(1, "this JSON is no CASE package").Hint = "expected an object with CFDocument, CFItems and CFAssociations"
	}
	return p, problems
}

// decode reads the package, and its items with their lines.
func (p *pack) decode(data []byte, wrong func(line int, format string, args ...any) *diag.Problem) {
	if err := json.Unmarshal(data, p); err != nil {
		refuse(data, 1, err, wrong)
		return
	}
	if len(p.CFItems) > mostItems {
		wrong(1, "it has more than %d items; take a part of it", mostItems)
		return
	}
	at, line, keys := 0, 1, map[string]json.RawMessage{}
	for _, raw := range p.CFItems {
		ahead := bytes.Index(data[at:], raw)
		line += bytes.Count(data[at:at+ahead], []byte("\n"))
		at += ahead
		item := packed{line: line}
		if err := json.Unmarshal(raw, &item); err != nil {
			refuse(raw, line, err, wrong)
			continue
		}
		p.items = append(p.items, item)
		var all map[string]json.RawMessage
		if json.Unmarshal(raw, &all) == nil {
			maps.Copy(keys, all)
		}
	}
	for _, known := range []string{"identifier", "uri", "fullStatement", "abbreviatedStatement", "humanCodingScheme", "notes", "statusEndDate"} {
		delete(keys, known)
	}
	p.unread = slices.Sorted(maps.Keys(keys))
}

// refuse says what is wrong with JSON that begins on a line.
func refuse(data []byte, line int, err error, wrong func(line int, format string, args ...any) *diag.Problem) {
	var syntax *json.SyntaxError
	var other *json.UnmarshalTypeError
	below := func(offset int64) int { return line + bytes.Count(data[:min(int(offset), len(data))], []byte("\n")) }
	switch {
	case errors.As(err, &syntax):
		wrong(below(syntax.Offset), "this is no JSON: %v", syntax)
	case errors.As(err, &other) && other.Field != "":
		wrong(below(other.Offset), "%s is of another kind than CASE has it: %s", other.Field, other.Value)
	default:
		wrong(line, "an item is of another kind than CASE has it")
	}
}
