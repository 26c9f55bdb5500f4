package xlsx

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// Each limit of a part is found just past it and not just before.
func TestWeighed(t *testing.T) {
	const sheet, other = "xl/worksheets/sheet1.xml", "xl/styles.xml"
	tag := func(n int) string { return "<" + strings.Repeat("a", n-1) + ">" }
	for _, c := range []struct{ part, text, want string }{
		{sheet, strings.Repeat("<c/>", 1_000_000), ""},
		{sheet, strings.Repeat("<c/>", mostTags+1), "more in it than anybody writes"},
		{"XL\\sharedStrings.xml", strings.Repeat("<t/>", mostStrings+1), "more in it than anybody writes"},
		{other, strings.Repeat("<f/>", mostTagsOf), ""},
		{other, strings.Repeat("<f/>", mostTagsOf+1), "more in it than anybody writes"},
		{other, strings.Repeat("<f>"+strings.Repeat("x", 1_000)+"</f>", 9_000), "unfolds to more than 8 MiB"},
		{sheet, strings.Repeat("<f>"+strings.Repeat("x", 1_000)+"</f>", 9_000), ""},
		{sheet, "<t>" + strings.Repeat("x", mostRun) + "</t>", ""},
		{sheet, "<t>" + strings.Repeat("x", mostRun+1) + "</t>", "a piece of more than 256 KiB"},
		{sheet, tag(mostTag), ""},
		{sheet, tag(mostTag + 2), "a piece of more than 256 KiB"},
		{"xl/media/a.png", strings.Repeat("<", 10<<20), ""},
		{"xl/media/a.png", strings.Repeat("<", mostUnzipped+1), "unfolds to more than 32 MiB"},
	} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create(c.part)
		if err == nil {
			_, err = w.Write([]byte(c.text))
		}
		if err == nil {
			err = z.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch err := bounded(b.Bytes()); {
		case c.want == "" && err != nil:
			t.Errorf("%s of %d bytes: %v", c.part, len(c.text), err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s of %d bytes: said %v, expected %q", c.part, len(c.text), err, c.want)
		}
	}
}
