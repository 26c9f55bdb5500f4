package framework

import (
	"bytes"
	"encoding/json"

	"sojt/report/safe"
)

// Bytes is the package as JSON, a thing a line, so that two versions of it can be compared.
func (p *Package) Bytes() ([]byte, error) {
	w := &writer{}
	w.text("{\"CFDocument\": ")
	w.value(p.Document)
	list(w, "CFItems", p.Items)
	list(w, "CFAssociations", p.Associations)
	w.text(",\n\"CFDefinitions\": {\"CFConcepts\": [], \"CFSubjects\": [], \"CFLicenses\": []")
	list(w, "CFItemTypes", p.ItemTypes)
	w.text(", \"CFAssociationGroupings\": []}")
	if len(p.Rubrics) > 0 {
		list(w, "CFRubrics", p.Rubrics)
	}
	w.text("}\n")
	return w.out, w.err
}

type writer struct {
	out []byte
	err error
}

func (w *writer) text(s string) { w.out = append(w.out, s...) }

func (w *writer) value(v any) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		w.err = err
	}
	w.out = safe.AppendJSONText(w.out, string(bytes.TrimRight(b.Bytes(), "\n")))
}

func list[T any](w *writer, name string, all []T) {
	w.text(",\n\"" + name + "\": [")
	for i, one := range all {
		if i > 0 {
			w.text(",")
		}
		w.text("\n")
		w.value(one)
	}
	w.text("]")
}
