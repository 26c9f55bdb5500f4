// Package schema writes JSON Schema out of key walks, so that an editor completes, explains and checks
// definition files while they are written. What it says is the walk's word: nothing is listed twice.
//
// It is draft-07, the newest that yaml-language-server (VS Code, Neovim, Helix, Emacs) checks files by,
// and every fragment stands in place: beside a $ref draft-07 knows no description. Patterns are in the
// part of regular expressions that ECMA-262 and RE2 share.
//
// A schema sees one file and no further: it is laxer than sojt validate, and never stricter.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf16"

	"sojt/competency/strictyaml"
)

// Object is a JSON object whose members keep their order.
type Object []Member

// Member is a name and a value that encoding/json can write.
type Member struct {
	Name  string
	Value any
}

// MarshalJSON writes the members in their order.
func (o Object) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, m := range o {
		if i > 0 {
			out = append(out, ',')
		}
		value, err := plain(m.Value)
		if err != nil {
			return nil, err
		}
		out = append(strconv.AppendQuote(out, m.Name), ':')
		out = append(out, value...)
	}
	return append(out, '}'), nil
}

// plain is json.Marshal without the escapes for web pages.
func plain(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// Of is an object of one member.
func Of(name string, value any) Object { return Object{{name, value}} }

// With gives the object with one member more.
func (o Object) With(name string, value any) Object {
	return append(slices.Clip(o), Member{name, value})
}

// Document is the text of a schema for a whole file, in ASCII, with a line end.
func Document(title string, value Object) []byte {
	whole := append(Object{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}}, value...)
	text, err := plain(whole)
	var b bytes.Buffer
	if err == nil {
		err = json.Indent(&b, text, "", " ")
	}
	if err != nil {
		panic(err) // nothing but strings, numbers and lists of them was put in
	}
	return append(ascii(b.Bytes()), '\n')
}

// ascii writes what is not ASCII as \uxxxx: patterns name white space that nobody sees.
func ascii(text []byte) []byte {
	var out []byte
	for _, r := range string(text) {
		switch {
		case r < 0x80:
			out = append(out, byte(r))
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
	}
	return out
}

// Mapping is the schema of a mapping with these keys and no others.
func Mapping(keys []strictyaml.Key) Object { return mapping("#", keys) }

// mapping writes keys; at is the place of the mapping in the document, for what repeats itself.
func mapping(at string, keys []strictyaml.Key) Object {
	return Closed(properties(at, keys), Required(keys))
}

// Properties are the schemas of keys that stand at the top of a file.
func Properties(keys []strictyaml.Key) Object { return properties("#", keys) }

func properties(at string, keys []strictyaml.Key) Object {
	var o Object
	for _, k := range keys {
		o = append(o, Member{k.Name, described(at, k)})
	}
	return o
}

// Required are the names of the keys that cannot be left out.
func Required(keys []strictyaml.Key) []string {
	var names []string
	for _, k := range keys {
		if k.Required {
			names = append(names, k.Name)
		}
	}
	return names
}

// Closed is the schema of an object with these properties and no others.
func Closed(properties Object, required []string) Object {
	o := Object{{"type", "object"}, {"properties", properties}}
	if len(required) > 0 {
		o = o.With("required", required)
	}
	return o.With("additionalProperties", false)
}

// described is a key with what it is for.
func described(at string, k strictyaml.Key) Object {
	o := Object{}
	if k.Doc != "" {
		o = o.With("description", k.Doc)
	}
	if k.Default != "" {
		o = o.With("default", defaultOf(k))
	}
	here := at + "/properties/" + k.Name
	switch {
	case k.Kind == "again":
		return append(o, Object{{"type", "array"}, {"items", Object{{"$ref", at}}}}...)
	case k.List:
		return append(o, Object{{"type", "array"}, {"items", value(here+"/items", k)}}...)
	}
	return append(o, value(here, k)...)
}

// defaultOf is what an absent key means, as JSON.
func defaultOf(k strictyaml.Key) any {
	switch k.Kind {
	case "number", "truth":
		return json.RawMessage(k.Default)
	}
	return k.Default
}

// value is what one value of a key may be. Of several shapes the file's decides which it is.
func value(at string, k strictyaml.Key) Object {
	switch k.Kind {
	case "number":
		if k.Min == k.Max {
			return Object{{"const", k.Min}}
		}
		return Object{{"type", "integer"}, {"minimum", k.Min}, {"maximum", k.Max}}
	case "word":
		return Object{{"enum", k.Words}}
	case "mapping":
		return shapes(at, k.Shapes)
	case "period or mapping":
		return either(Kind("period"), shapes(at+"/anyOf/1", k.Shapes))
	case "period or none":
		return either(Kind("period"), Object{{"enum", k.Words}})
	}
	return Kind(k.Kind)
}

func shapes(at string, all [][]strictyaml.Key) Object {
	if len(all) == 1 {
		return mapping(at, all[0])
	}
	var any []Object
	for i, keys := range all {
		any = append(any, mapping(fmt.Sprintf("%s/anyOf/%d", at, i), keys))
	}
	return either(any...)
}

func either(any ...Object) Object { return Object{{"anyOf", any}} }
