package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// hostileTable is a file made to exhaust whoever reads it; all is for every command in the short form too.
type hostileTable struct {
	path string
	all  bool
}

// hostileTables writes tables in text, packages and workbooks that are larger than they look, larger than
// anybody's, or no tables.
func hostileTables(t *testing.T) (all []hostileTable) {
	t.Helper()
	dir := t.TempDir()
	add := func(name string, f func(w io.Writer) error) {
		path := filepath.Join(dir, name)
		streamed(t, path, f)
		all = append(all, hostileTable{path: path, all: name == "columns.csv" || name == "unknown.csv" || name == "unfolds-lying.xlsx"})
	}
	size := int64(1 << 30)
	rows := filepath.Join(dir, "gigabyte.csv") // 20 MiB of it are text
	sparse(t, rows, csvHead+strings.Repeat("maria-lopez,line-cook,2026-11-20,3,Washes the floor\n", 400_000), size)
	line := filepath.Join(dir, "line.csv")
	sparse(t, line, csvHead, size)
	all = append(all, hostileTable{rows, true}, hostileTable{line, false})
	texts, books := hostileTexts(), hostileBooks()
	for _, name := range slices.Sorted(maps.Keys(texts)) { // in one order, since the short form pairs by place
		add(name, func(w io.Writer) error { _, err := io.WriteString(w, texts[name]()); return err })
	}
	for _, name := range slices.Sorted(maps.Keys(books)) {
		add(name, books[name].write)
	}
	return all
}

const csvHead = "learner,role,date,value,title\n"

// hostileTexts are tables and packages in text.
func hostileTexts() map[string]func() string {
	good := csvHead + "maria-lopez,line-cook,2026-11-20,3,Washes the floor\n"
	most := 16<<20 - len(csvHead)
	wide := func(mark string, order binary.AppendByteOrder) func() string {
		return func() string {
			data := []byte(mark)
			for _, u := range utf16.Encode([]rune(good)) {
				data = order.AppendUint16(data, u)
			}
			return string(data)
		}
	}
	return map[string]func() string{
		"columns.csv":   func() string { return strings.Repeat(",", 10_000_000) + "title\n" },
		"unknown.csv":   func() string { return strings.Repeat(strings.Repeat("Wort,", 1990)+"Wort\n", 1000) },
		"nul.csv":       func() string { return strings.Replace(good, "floor", "fl\x00or", 1) },
		"utf16le.csv":   wide("\xff\xfe", binary.LittleEndian),
		"utf16be.csv":   wide("\xfe\xff", binary.BigEndian),
		"utf16.csv":     wide("", binary.LittleEndian),
		"utf16odd.csv":  func() string { return wide("\xff\xfe", binary.LittleEndian)() + "x" },
		"utf16half.csv": func() string { return "\xff\xfe\x00\xd8" + strings.Repeat("\x00\xd8", 1<<20) },
		"cells.csv":     func() string { return csvHead + strings.Repeat(strings.Repeat("x,", 1990)+"x\n", most/3982) },
		"empties.csv":   func() string { return csvHead + strings.Repeat(strings.Repeat(",", 1990)+"x\n", most/1992) },
		"lines.csv":     func() string { return csvHead + strings.Repeat("\n", most) },
		"returns.csv":   func() string { return csvHead + strings.Repeat("\r", most) },
		"rows.csv":      func() string { return csvHead + strings.Repeat("x\n", most/2) },
		"short.csv":     func() string { return "title,value\n" + strings.Repeat("x,1\n", most/4) },
		"quote.csv":     func() string { return csvHead + `"` + strings.Repeat("a,b\n", most/4-1) },
		"quotes.csv":    func() string { return csvHead + strings.Repeat(`"`, most) },
		"quoted.csv":    func() string { return csvHead + `"` + strings.Repeat(`""`, most/2-1) + `"` },
		"cell.csv":      func() string { return csvHead + strings.Repeat("x", most) },
		"cp1252.csv":    func() string { return csvHead + strings.Repeat("\xe9", most) },
		"empty.csv":     func() string { return "" },
		"mark.csv":      func() string { return "\xef\xbb\xbf" },
		"rubbish.xlsx":  func() string { return "PK\x03\x04" + strings.Repeat("\xff\x00", 1<<20) },
		"old.xls":       func() string { return "\xd0\xcf\x11\xe0" + strings.Repeat("\x00", 1<<20) },
		"gzip.csv":      func() string { return "\x1f\x8b\x08\x00" + strings.Repeat("\x00", 1<<20) },
		"deep.json":     func() string { return strings.Repeat("[", 16<<20) },
		"deeper.json":   func() string { return strings.Repeat(`{"CFItems":`, 1<<20) },
		"items.json": func() string {
			return `{"CFDocument":{"title":"A"},"CFItems":[{}` + strings.Repeat(",{}", 5<<20) + `],"CFAssociations":[]}`
		},
		"links.json": func() string {
			return `{"CFDocument":{"title":"A"},"CFItems":[],"CFAssociations":[{}` + strings.Repeat(",{}", 5<<20) + `]}`
		},
	}
}

// book is a workbook to be written: its parts by name, as they are or as they come out of a repetition.
type book struct {
	parts map[string]bookPart
	more  func(z *zip.Writer) error
}

// bookPart is begin, so many times what is repeated, and end. Where claims is not 0, the archive lies about its size.
type bookPart struct {
	begin, repeated, end string
	times                int
	claims               uint64
}

const sheetHead = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row>`

const sheetEnd = `</sheetData></worksheet>`

func plainParts() map[string]bookPart {
	return map[string]bookPart{
		"[Content_Types].xml":        {begin: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>`, end: `</Types>`},
		"_rels/.rels":                {begin: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>`, end: `</Relationships>`},
		"xl/workbook.xml":            {begin: `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/>`, end: `</sheets></workbook>`},
		"xl/_rels/workbook.xml.rels": {begin: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>`, end: `</Relationships>`},
		"xl/worksheets/sheet1.xml":   {begin: sheetHead + `<row r="2"><c r="A2" t="inlineStr"><is><t>Washes the floor</t></is></c></row>`, end: sheetEnd},
	}
}

// with is a plain workbook with one part in place of its own.
func withPart(name string, p bookPart) book {
	parts := plainParts()
	parts[name] = p
	return book{parts: parts}
}

// more is a plain workbook of which a part says something more, so many times.
func withMore(name, text string, times int) book {
	p := plainParts()[name]
	p.repeated, p.times = text, times
	return withPart(name, p)
}

const firstSheet = "xl/worksheets/sheet1.xml"

// hostileBooks are workbooks. The numbers are such that what the archive says unfolds to less than a
// reader may bear, but for those that lie.
func hostileBooks() map[string]book {
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	inSheet := func(text string, times int) book {
		return withPart(firstSheet, bookPart{sheetHead, text, sheetEnd, times, 0})
	}
	one := sheetHead + `<row r="2"><c r="A2" t="inlineStr"><is><t>`
	long := strings.Repeat("long text ", 3_000)
	shared := inSheet(`<row><c t="s"><v>0</v></c></row>`, 99_000)
	shared.parts["xl/sharedStrings.xml"] = bookPart{begin: `<sst ` + main + `><si><t>` + long + `</t></si>`, end: `</sst>`}
	rich := inSheet(`<row><c t="s"><v>0</v></c></row>`, 99_000)
	rich.parts["xl/sharedStrings.xml"] = bookPart{begin: `<sst ` + main + `><si>`, repeated: `<r><t>long text </t></r>`, times: 3_000, end: `</si></sst>`}
	return map[string]book{
		"plain.xlsx":         {parts: plainParts()},
		"unfolds-lying.xlsx": withPart(firstSheet, bookPart{one, strings.Repeat("x", 1<<20), `</t></is></c></row>` + sheetEnd, 1 << 10, 1_000}),
		"unfolds.xlsx":       withPart(firstSheet, bookPart{one, strings.Repeat("x", 1<<20), `</t></is></c></row>` + sheetEnd, 1 << 10, 0}),
		"types-lying.xlsx":   withPart("[Content_Types].xml", bookPart{plainParts()["[Content_Types].xml"].begin, strings.Repeat(" ", 1<<20), "</Types>", 1 << 10, 1_000}),
		"cell-60MB.xlsx":     withPart(firstSheet, bookPart{one, strings.Repeat("x", 1<<20), `</t></is></c></row>` + sheetEnd, 60, 0}),
		"entries.xlsx":       {parts: plainParts(), more: func(z *zip.Writer) error { return entries(z, 70_000) }},
		"shared-long.xlsx":   shared,
		"shared-rich.xlsx":   rich,
		"wide-rows.xlsx":     inSheet(`<row><c r="BXW1"><v>1</v></c></row>`, 99_000),
		"widest-rows.xlsx":   inSheet(`<row><c r="XFD1"><v>1</v></c></row>`, 99_000),
		"wide-idle.xlsx":     inSheet(`<row><c r="XFD1"/></row>`, 99_000),
		"last-row.xlsx":      inSheet(`<row r="1048576"><c r="A1048576"><v>1</v></c></row>`, 1),
		"no-row.xlsx":        inSheet(`<row r="999999999999"><c r="A1"><v>1</v></c></row>`, 1),
		"negative-row.xlsx":  inSheet(`<row r="-5"><c r="A-5"><v>1</v></c></row>`, 10),
		"idle-rows.xlsx":     inSheet(`<row/>`, 9_000_000),
		"idle-cells.xlsx":    inSheet(`<row>`+strings.Repeat(`<c/>`, 16_000)+`</row>`, 900),
		"cells.xlsx":         inSheet(`<row>`+strings.Repeat(`<c><v>1</v></c>`, 1_900)+`</row>`, 2_000),
		"one-row.xlsx":       withPart(firstSheet, bookPart{sheetHead + `<row r="2">`, `<c><v>1</v></c>`, `</row>` + sheetEnd, 4_000_000, 0}),
		"deep.xlsx":          inSheet(`<row>`, 9_000_000),
		"attributes.xlsx":    withPart(firstSheet, bookPart{sheetHead + `<row r="2" `, `a="" `, `></row>` + sheetEnd, 12_000_000, 0}),
		"merges.xlsx":        withPart(firstSheet, bookPart{sheetHead + `</sheetData><mergeCells>`, `<mergeCell ref="A1:XFD1048576"/>`, `</mergeCells></worksheet>`, 1_500_000, 0}),
		"columns.xlsx":       withPart(firstSheet, bookPart{`<worksheet ` + main + `><cols>`, `<col min="1" max="16384"/>`, `</cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row>` + sheetEnd, 2_000_000, 0}),
		"types.xlsx":         withMore("[Content_Types].xml", `<Override PartName="/x" ContentType="x"/>`, 1_400_000),
		"relations.xlsx":     withMore("xl/_rels/workbook.xml.rels", `<Relationship Id="a" Type="b" Target="c"/>`, 1_400_000),
		"sheets.xlsx":        withMore("xl/workbook.xml", `<sheet name="B" sheetId="1" r:id="rId1"/>`, 1_400_000),
		"same-sheets.xlsx":   withMore("xl/workbook.xml", `<sheet name="B" sheetId="1" r:id="rId1"/>`, 5_000),
		"styles.xlsx":        withPart("xl/styles.xml", bookPart{`<styleSheet ` + main + `><cellXfs>`, `<xf/>`, `</cellXfs></styleSheet>`, 12_000_000, 0}),
		"formats.xlsx":       withPart("xl/styles.xml", bookPart{`<styleSheet ` + main + `><numFmts>`, `<numFmt numFmtId="200" formatCode="0"/>`, `</numFmts></styleSheet>`, 1_500_000, 0}),
		"strings.xlsx":       withPart("xl/sharedStrings.xml", bookPart{`<sst ` + main + `>`, `<si/>`, `</sst>`, 12_000_000, 0}),
		"strings-lying.xlsx": withPart("xl/sharedStrings.xml", bookPart{`<sst ` + main + `>`, strings.Repeat(`<si><t>x</t></si>`, 1<<10), `</sst>`, 30_000, 1_000}),
		"string-runs.xlsx":   withPart("xl/sharedStrings.xml", bookPart{`<sst ` + main + `><si>`, `<r/>`, `</si></sst>`, 15_000_000, 0}),
		"no-sheet.xlsx":      {parts: map[string]bookPart{"[Content_Types].xml": plainParts()["[Content_Types].xml"]}},
		"path.xlsx":          {parts: plainParts(), more: func(z *zip.Writer) error { _, err := z.Create("../../../../tmp/sojt-was-here"); return err }},
		"format-deep.xlsx":   withPart(firstSheet, bookPart{one, `<a>`, `</t></is></c></row>` + sheetEnd, 9_000_000, 0}),
	}
}

// entries adds parts that say nothing.
func entries(z *zip.Writer, n int) error {
	for i := range n {
		if _, err := z.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("x/%d.xml", i)}); err != nil {
			return err
		}
	}
	return nil
}

func (b book) write(to io.Writer) error {
	z := zip.NewWriter(to)
	for name, p := range b.parts {
		if err := p.write(z, name); err != nil {
			return err
		}
	}
	if b.more != nil {
		if err := b.more(z); err != nil {
			return err
		}
	}
	return z.Close()
}

// write adds a part, compressed: what is repeated is compressed once and taken so often.
func (p bookPart) write(z *zip.Writer, name string) error {
	again := max(1, min(p.times, 1<<20/max(1, len(p.repeated)))) // repetitions that are compressed together
	chunks := p.times / again
	piece := []byte(strings.Repeat(p.repeated, again))
	rest := []byte(strings.Repeat(p.repeated, p.times-chunks*again))
	sum := crc32.NewIEEE()
	size := uint64(0)
	for i, text := range [][]byte{[]byte(p.begin), piece, rest, []byte(p.end)} {
		n := 1
		if i == 1 {
			n = chunks
		}
		for range n {
			sum.Write(text)
			size += uint64(len(text))
		}
	}
	var packed bytes.Buffer
	for i, text := range [][]byte{[]byte(p.begin), piece, rest, []byte(p.end)} {
		block, err := deflated(text, i == 3)
		if err != nil {
			return err
		}
		n := 1
		if i == 1 {
			n = chunks
		}
		packed.Write(bytes.Repeat(block, n))
	}
	if p.claims > 0 {
		size = p.claims
	}
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Deflate, CRC32: sum.Sum32(), CompressedSize64: uint64(packed.Len()), UncompressedSize64: size,
	})
	if err != nil {
		return err
	}
	_, err = packed.WriteTo(w)
	return err
}

// deflated is a text as a piece of a compressed stream that others may stand before and after, or its end.
func deflated(text []byte, last bool) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if last {
		err = w.Close()
	} else {
		err = w.Flush()
	}
	return b.Bytes(), err
}

// fuzzedWorkbooks are those that Apache POI's fuzzing found, where SOJT_REALDATA names the folder of real inputs.
func fuzzedWorkbooks(t *testing.T) (all []hostileTable) {
	t.Helper()
	root := os.Getenv("SOJT_REALDATA")
	if root == "" {
		t.Log("SOJT_REALDATA is not set: the workbooks of adversarial/poi-xlsx were not read")
		return nil
	}
	books, err := filepath.Glob(filepath.Join(root, "adversarial", "poi-xlsx", "*.xlsx"))
	if err != nil || len(books) == 0 {
		t.Fatalf("SOJT_REALDATA has no adversarial/poi-xlsx: %v", err)
	}
	for _, b := range books {
		all = append(all, hostileTable{path: b})
	}
	return all
}
