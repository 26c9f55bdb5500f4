package format

import (
	"encoding/csv"
	"io"

	"sojt/report"
)

// CSV writes the rows under a header of their keys, formulas defused (safe.FromCSV undoes it), sets
// joined by a space.
func CSV(w io.Writer, v report.View, _ Options) error {
	rows := v.Rows()
	out := csv.NewWriter(w)
	if err := out.Write(rows.Columns); err != nil {
		return err
	}
	line := make([]string, len(rows.Columns))
	for _, row := range rows.Rows {
		for i, value := range row {
			line[i] = csvText(value)
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
