// Package schema writes JSON Schema for a learner's file, out of the walks that read its header and its
// records. Records are never edited, so it serves other programs more than editors.
package schema

import (
	"slices"

	js "sojt/competency/schema"
	"sojt/signoff"
	"sojt/signoff/ledger"
	"sojt/signoff/line"
)

// recordsName is the last key of a header.
const recordsName = "records"

// Learner is what one can know of a learner's file: its header, and for each record type the keys
// it has. That records are canonical lines, in one form, no schema says.
func Learner() js.Object {
	keys := ledger.HeaderKeys()
	return js.Closed(js.Properties(keys).With(recordsName, records()), append(js.Required(keys), recordsName))
}

// records is a list in which a record's type says which keys the record has.
func records() js.Object {
	types := signoff.KnownTypes()
	common := signoff.TypeNamed(types[0]).Describe()
	common = slices.DeleteFunc(common, func(k line.Key) bool { return !shared(k.Name) })
	var cases []js.Object
	for _, name := range types {
		is := js.Of("properties", js.Of("type", js.Of("const", name)))
		cases = append(cases, js.Of("if", is).With("then", own(signoff.TypeNamed(name), common)))
	}
	record := js.Of("type", "object").With("properties", properties(common)).With("required", required(common)).With("allOf", cases)
	return js.Of("description", "the records, one a line, written by sojt: to correct one, revoke it").
		With("type", []string{"array", "null"}).With("items", record)
}

// shared reports whether every record type has a key.
func shared(name string) bool {
	return !slices.ContainsFunc(signoff.KnownTypes(), func(t string) bool {
		return !slices.Contains(signoff.TypeNamed(t).Keys(), name)
	})
}

// own is a type's keys; of those that all types have it says only that they may stand there.
func own(t *signoff.Type, common []line.Key) js.Object {
	keys := slices.DeleteFunc(t.Describe(), func(k line.Key) bool { return shared(k.Name) })
	all := properties(keys)
	for _, k := range common {
		all = all.With(k.Name, true)
	}
	o := js.Of("title", t.Name).With("description", "written by "+t.By.String())
	return append(o, js.Closed(all, required(keys))...)
}

func properties(keys []line.Key) js.Object {
	var all js.Object
	for _, k := range keys {
		all = all.With(k.Name, value(k))
	}
	return all
}

func required(keys []line.Key) []string {
	var names []string
	for _, k := range keys {
		if k.Required {
			names = append(names, k.Name)
		}
	}
	return names
}

// value is what a key of a record may be.
func value(k line.Key) js.Object {
	if !k.List {
		return single(k)
	}
	list := js.Of("type", "array").With("items", single(k)).With("minItems", 1)
	if k.Kind != "object" {
		list = list.With("uniqueItems", true)
	}
	if k.Most > 0 {
		list = list.With("maxItems", k.Most)
	}
	return list
}

func single(k line.Key) js.Object {
	switch k.Kind {
	case "version":
		return js.Of("const", k.Most)
	case "mark":
		return js.Of("const", true)
	case "number":
		return whole(0)
	case "count":
		return whole(1)
	case "word":
		return js.Of("enum", k.Words)
	case "object":
		return js.Closed(properties(k.Keys), required(k.Keys))
	case "text":
		return js.Of("type", "string").With("minLength", 1).With("maxLength", line.MaxString)
	case "ulid":
		return matching("^[0-7][0-9A-HJKMNP-TV-Z]{25}$")
	case "digest":
		return matching("^[A-Za-z0-9_-]{43}$")
	case "sha256":
		return matching("^[0-9a-f]{64}$")
	case "base64":
		return matching("^[A-Za-z0-9+/]+={0,2}$")
	}
	return js.Kind(k.Kind)
}

func whole(least int) js.Object {
	return js.Of("type", "integer").With("minimum", least).With("maximum", line.MaxNumber)
}

func matching(pattern string) js.Object { return js.Of("type", "string").With("pattern", pattern) }
