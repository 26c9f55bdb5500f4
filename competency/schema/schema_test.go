package schema_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"sojt/competency"
	"sojt/competency/schema"
)

func TestDocumentIsASCII(t *testing.T) {
	for _, f := range competency.FileReference() {
		text := schema.Document(f.File, schema.Mapping(f.Keys))
		if !json.Valid(text) || bytes.ContainsFunc(text, func(r rune) bool { return r > 0x7e }) {
			t.Errorf("%s: %s", f.Kind, text)
		}
	}
	got := schema.Document("a", schema.Of("b", "<é\u2028😀>").With("c", 1))
	want := `{
 "$schema": "http://json-schema.org/draft-07/schema#",
 "title": "a",
 "b": "<\u00e9\u2028\ud83d\ude00>",
 "c": 1
}
`
	if string(got) != want {
		t.Errorf("%s", got)
	}
}
