// Package events gives a program's records and standings as tables for engines that analyse data
// (SPEC 9): a row each, flat, the same columns in the same order whatever the program, in files by
// program and month that DuckDB, Spark, ClickHouse and BigQuery read as they are.
//
//	events/program=ID/month=YYYY-MM/records.jsonl       by the month in which a record takes effect
//	standings/program=ID/month=YYYY-MM/standings.jsonl  by the month of the day they are of
//
// The two are folders of their own, since engines take all files beneath a folder for one table.
// program and month stand in the path alone: BigQuery refuses a column that stands in both places.
// Column names need no quotes in any of the four engines. What is not there is null, never "" or 0: an engine
// that is told a column holds dates or numbers reads "" as a mistake, and null as no value.
package events

// SchemaVersion is raised when a column is taken away, renamed or means something else. A new column
// at the end does not raise it.
const SchemaVersion = 1

// Type says what a column holds.
type Type string

// The types. Each engine has one for each of them.
const (
	Text   Type = "text"
	Day    Type = "date"      // ISO, 2026-10-31
	Moment Type = "timestamp" // ISO in UTC to the second, 2026-10-31T09:31:40Z
	Number Type = "integer"
	Truth  Type = "boolean" // never null
)

// Column is a column of a table.
type Column struct {
	Name string
	Type Type
	Own  bool   // people's names and own words, which redacting leaves out
	Doc  string // one line
}

// Table is one of the two tables.
type Table struct {
	Name    string // records, standings
	Folder  string // where its files are: events, standings
	Columns []Column
}

// Tables lists both.
func Tables() []Table {
	return []Table{
		{"records", "events", describe(recordColumns())},
		{"standings", "standings", describe(standingColumns())},
	}
}

// column is a column with the value that a row has in it: a string, calendar.Date, time.Time, int,
// line.Int or bool, whose zero (for line.Int: unset) is null, but for int and bool.
type column[T any] struct {
	name  string
	kind  Type
	own   bool
	doc   string
	value func(*T) any
}

func describe[T any](columns []column[T]) []Column {
	described := make([]Column, len(columns))
	for i, c := range columns {
		described[i] = Column{c.name, c.kind, c.own, c.doc}
	}
	return described
}
