package report_test

import (
	"bytes"
	"testing"

	"sojt/report"
	"sojt/report/format"
)

// Views of what was judged, over a house, since they count records.
func TestGoldenJudged(t *testing.T) {
	for name, v := range map[string]report.View{
		"errors-house":     newView("errors", judgedHouse(t).input("2026-11-21", report.Scope{})),
		"mentors-crowd":    newView("mentors", crowd(t, 40).input("2026-11-21", report.Scope{})),
		"mentors-few":      newView("mentors", crowd(t, 3).input("2026-11-21", report.Scope{})),
		"mentors-two":      newView("mentors", disagreeing(t).input("2026-11-21", report.Scope{})),
		"mentors-redacted": newView("mentors", crowd(t, 40).input("2026-11-21", report.Scope{Redact: true})),
		"errors-redacted":  newView("errors", judgedHouse(t).input("2026-11-21", report.Scope{Redact: true})),
	} {
		for ext, f := range map[string]struct {
			as format.Writer
			o  format.Options
		}{
			"80.txt": {format.Table, format.Options{Width: 80}}, "pipe.txt": {format.Table, format.Options{}},
			"md": {format.Markdown, format.Options{}}, "json": {format.JSON, format.Options{}},
		} {
			var b bytes.Buffer
			if err := f.as(&b, v, f.o); err != nil {
				t.Fatal(err)
			}
			harmless(t, b.String())
			golden(t, name+"."+ext, b.Bytes())
		}
	}
}

// disagreeing is a house in which two judged the same.
func disagreeing(t *testing.T) *house {
	h := newHouse(t, judgedKitchen)
	twice(h, 20, 5, 10, 15)
	return h
}
