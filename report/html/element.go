package html

import "sojt/report/safe"

// name is the name of an element, an attribute or a class. Only constants become one, so that nothing
// people wrote is ever markup; a test over the source holds that.
type name string

// attribute is one of an element, its value still as people wrote it.
type attribute struct {
	key   name
	value string
	class name // instead of value: a constant
}

// a makes an attribute of a value that is text. Addresses go through to and within.
func a(key name, value string) attribute {
	switch key {
	case "href", "src", "style", "srcdoc", "action":
		panic("an attribute " + string(key) + " is no text")
	}
	return attribute{key: key, value: value}
}

// on makes an attribute whose value is ours.
func on(key, value name) attribute { return attribute{key: key, class: value} }

// class makes the attribute class.
func class(names name) attribute { return on("class", names) }

// within makes a link to an id of the same page.
func within(id string) attribute { return attribute{key: "href", value: "#" + id} }

// writer collects a page. Elements are closed by construction: what stands in one is written by the
// function that is handed to el.
type writer struct {
	b      []byte
	headed string                 // the heading above a picture, which need not be said twice
	above  string                 // ids of the headings above, a blank behind each: with its own they name a region
	about  string                 // of what is being written, to name what has no heading
	pageOf func(id string) string // the page about a learner, "" for none; nil where there are no such pages
}

// el writes an element and what inside writes, nil for nothing.
func (w *writer) el(tag name, inside func(), attributes ...attribute) {
	w.begin(tag, attributes)
	if inside != nil {
		inside()
	}
	w.end(tag)
}

// words writes an element with text.
func (w *writer) words(tag name, text string, attributes ...attribute) {
	w.begin(tag, attributes)
	w.text(text)
	w.end(tag)
}

// void writes an element that has no inside.
func (w *writer) void(tag name, attributes ...attribute) {
	w.begin(tag, attributes)
	w.b = append(w.b[:len(w.b)-1], "/>"...)
}

func (w *writer) begin(tag name, attributes []attribute) {
	w.b = append(append(w.b, '<'), tag...)
	for _, at := range attributes {
		w.b = append(append(append(w.b, ' '), at.key...), `="`...)
		w.b = append(w.b, at.class...)
		w.b = append(safe.AppendHTML(w.b, at.value), '"')
	}
	w.b = append(w.b, '>')
}

func (w *writer) end(tag name) { w.b = append(append(append(w.b, "</"...), tag...), '>') }

// text writes text of the program's or of people's.
func (w *writer) text(s string) { w.b = safe.AppendHTML(w.b, s) }

// people writes text that may be of people, in a direction of its own, so that a name written from right
// to left turns nothing around it. Its lines are kept.
func (w *writer) people(s string) {
	w.begin("bdi", nil)
	for i, l := range safe.Lines(s) {
		if i > 0 {
			w.void("br")
		}
		w.text(l)
	}
	w.end("bdi")
}

// raw writes what is ours to the last byte: the style and the script.
func (w *writer) raw(own string) { w.b = append(w.b, own...) }

// newline keeps lines short enough for people who look at the source, and diffs small.
func (w *writer) newline() { w.b = append(w.b, '\n') }
