package xlsx

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"
)

// Write writes the workbook. Equal workbooks give equal bytes, on any machine and at any time.
func (b Workbook) Write(w io.Writer) (err error) {
	if len(b.Sheets) == 0 {
		panic("xlsx: a workbook without a sheet")
	}
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	names, err := b.prepare(f)
	if err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	s := &styles{file: f, ids: map[look]int{}}
	for i := range b.Sheets {
		if err := writeSheet(f, s, names[i], i, &b.Sheets[i]); err != nil {
			return fmt.Errorf("worksheet %q: %w", names[i], err)
		}
	}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &packer{to: w} })
	return f.Write(io.Discard)
}

// prepare makes the worksheets, the properties and the lists, all that must be there before rows.
func (b Workbook) prepare(f *excelize.File) ([]string, error) {
	wanted := make([]string, 0, len(b.Sheets)+1)
	for _, s := range b.Sheets {
		wanted = append(wanted, s.Name)
	}
	names := sheetNames(append(wanted, listSheet))
	if err := f.SetSheetName("Sheet1", names[0]); err != nil {
		return nil, err
	}
	for _, n := range names[1:len(b.Sheets)] {
		if _, err := f.NewSheet(n); err != nil {
			return nil, err
		}
	}
	if err := b.properties(f); err != nil {
		return nil, err
	}
	if len(b.Lists) == 0 {
		return names, nil
	}
	hidden := names[len(b.Sheets)]
	if _, err := f.NewSheet(hidden); err != nil {
		return nil, err
	}
	if err := f.SetSheetVisible(hidden, false, true); err != nil {
		return nil, err
	}
	return names, writeLists(f, hidden, b.Lists)
}

func (b Workbook) properties(f *excelize.File) error {
	made := b.Created.UTC().Format(time.RFC3339)
	author := Clean(b.Author)
	return errors.Join(
		f.SetDocProps(&excelize.DocProperties{
			Title: Clean(b.Title), Subject: Clean(b.Subject), Creator: author, LastModifiedBy: author,
			Created: made, Modified: made,
		}),
		f.SetAppProps(&excelize.AppProperties{Application: "sojt"}),
	)
}
