package outline

import (
	"slices"
	"strings"

	"sojt/competency/text"
	"sojt/report/grid"
)

var (
	initials = text.Pattern(`^\p{Lu}{2,4}$`)
	dayLike  = text.Pattern(`^\d{1,4}[-/. ](?:\d{1,2}|\p{L}{3,9})[-/. ]\d{1,4}(?:[ T].*)?$`)
)

// persons counts the marks in columns that are not read: ticks, initials or days and nothing else are what
// people get, each in a column of their own. A column of days that says so is none.
func (t *table) persons(rows []grid.Row) {
	for i := range t.out.Columns {
		c := &t.out.Columns[i]
		if c.Field != "" || c.Header == "" || slices.Contains(strings.Fields(plain(c.Header)), "date") {
			continue
		}
		n := 0
		for _, r := range rows {
			switch said := r.Cell(i); {
			case said == "" || said == c.Header:
			case said != "1" && slices.Contains(tickWords, strings.ToLower(said)), initials().MatchString(said), dayLike().MatchString(said):
				n++
			default:
				n = -len(rows) - 1
			}
		}
		c.Marks = max(n, 0)
	}
}
