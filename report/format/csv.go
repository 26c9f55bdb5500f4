package format

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"sojt/report"
	"sojt/report/safe"
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

// csvText is a row's value as the text of a csv cell; a set is joined by spaces.
func csvText(v report.Value) string {
	switch v := v.(type) {
	case string:
		return safe.CSV(v)
	case int:
		return strconv.Itoa(v)
	case bool:
		return strconv.FormatBool(v)
	case []string:
		return safe.CSV(strings.Join(v, " "))
	default:
		panic("report.Value is none of string, int, bool and []string")
	}
}
