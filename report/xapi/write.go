package xapi

import (
	"bytes"
	"encoding/json"
	"io"

	"sojt/report/safe"
)

// Write writes statements as a JSON array, one a line, as a store takes them in one request; as lines
// without the array where lines is set.
func Write(out io.Writer, all []Statement, lines bool) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	for i, s := range all {
		if err := encoder.Encode(s); err != nil { // which ends it with a line end
			return err
		}
		if !lines && i < len(all)-1 {
			b.Truncate(b.Len() - 1)
			b.WriteString(",\n")
		}
	}
	text := b.String()
	if !lines {
		text = "[" + text + "]\n"
	}
	_, err := out.Write(safe.AppendJSONText(nil, text))
	return err
}
