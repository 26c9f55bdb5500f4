package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sojt/report/events"
)

const analyticsPage = "../../docs/analytics.md"

// engine is how one of the engines is told of a table.
type engine struct {
	block   string
	types   map[events.Type]string
	column  string // a column and its type, printed
	table   string // name, folder, columns
	between string // columns of the path, where they are listed with the others
	after   string // what follows the tables
}

func engines() []engine {
	duckdb := map[events.Type]string{events.Text: "VARCHAR", events.Day: "DATE", events.Moment: "TIMESTAMP", events.Number: "BIGINT", events.Truth: "BOOLEAN"}
	spark := map[events.Type]string{events.Text: "STRING", events.Day: "DATE", events.Moment: "TIMESTAMP", events.Number: "BIGINT", events.Truth: "BOOLEAN"}
	clickhouse := map[events.Type]string{
		events.Text: "Nullable(String)", events.Day: "Nullable(Date32)", events.Moment: "Nullable(DateTime)", events.Number: "Nullable(Int64)", events.Truth: "Bool",
	}
	bigquery := map[events.Type]string{events.Text: "STRING", events.Day: "DATE", events.Moment: "TIMESTAMP", events.Number: "INT64", events.Truth: "BOOL"}
	return []engine{
		{
			"duckdb", duckdb, "%s: '%s'",
			"CREATE VIEW %[1]s AS SELECT * FROM read_json('warehouse/%[2]s/*/*/%[1]s.jsonl', format = 'newline_delimited',\n" +
				"  hive_partitioning = true, hive_types = {program: VARCHAR, month: VARCHAR}, columns = {\n%[3]s});\n", "",
			"CREATE VIEW mistakes AS\n  SELECT *, unnest(string_split(errors, ' ')) AS mistake FROM records WHERE errors IS NOT NULL;\n",
		},
		{
			"duckdb csv", duckdb, "%s: '%s'",
			"CREATE VIEW %[1]s AS SELECT * FROM read_csv('warehouse/%[2]s/*/*/%[1]s.csv', header = true, auto_detect = false,\n" +
				"  delim = ',', quote = '\"', escape = '\"', nullstr = '', hive_partitioning = true,\n" +
				"  hive_types = {program: VARCHAR, month: VARCHAR}, columns = {\n%[3]s});\n", "",
			"CREATE VIEW mistakes AS\n  SELECT *, unnest(string_split(errors, ' ')) AS mistake FROM records WHERE errors IS NOT NULL;\n",
		},
		{
			"spark", spark, "%s %s",
			"CREATE TEMPORARY VIEW %[1]s (\n%[3]s)\n  USING json OPTIONS (path 'warehouse/%[2]s');\n", "program STRING, month STRING",
			"CREATE TEMPORARY VIEW mistakes AS\n  SELECT *, explode(split(errors, ' ')) AS mistake FROM records WHERE errors IS NOT NULL;\n",
		},
		{
			"clickhouse", clickhouse, "%s %s",
			"CREATE VIEW %[1]s AS SELECT *, extract(_path, 'program=([^/]+)') AS program, extract(_path, 'month=([^/]+)') AS month\n" +
				"  FROM file('warehouse/%[2]s/*/*/%[1]s.jsonl', 'JSONEachRow', '\n%[3]s')\n" +
				"  SETTINGS date_time_input_format = 'best_effort', use_hive_partitioning = 0;\n", "",
			"CREATE VIEW mistakes AS\n  SELECT *, arrayJoin(splitByChar(' ', assumeNotNull(errors))) AS mistake FROM records WHERE errors IS NOT NULL;\n",
		},
		{
			"bigquery", bigquery, "%s %s",
			"CREATE EXTERNAL TABLE training.%[1]s (\n%[3]s)\n  WITH PARTITION COLUMNS (program STRING, month STRING)\n" +
				"  OPTIONS (format = 'NEWLINE_DELIMITED_JSON', uris = ['gs://BUCKET/%[2]s/*'], hive_partition_uri_prefix = 'gs://BUCKET/%[2]s');\n", "",
			"CREATE VIEW training.mistakes AS\n  SELECT r.*, mistake FROM training.records AS r CROSS JOIN UNNEST(SPLIT(r.errors, ' ')) AS mistake WHERE r.errors IS NOT NULL;\n",
		},
	}
}

// setup is the SQL that tells the engine of the tables.
func (e engine) setup() string {
	var b strings.Builder
	for _, t := range events.Tables() {
		var columns []string
		for _, c := range t.Columns {
			columns = append(columns, fmt.Sprintf(e.column, c.Name, e.types[c.Type]))
		}
		if e.between != "" {
			columns = append(columns, e.between)
		}
		fmt.Fprintf(&b, e.table, t.Name, t.Folder, filled(columns))
	}
	return b.String() + e.after
}

// filled puts as many things in a line as look well.
func filled(things []string) string {
	lines := []string{"   "}
	for i, x := range things {
		if i < len(things)-1 {
			x += ","
		}
		if last := &lines[len(lines)-1]; len(*last)+len(x) < 110 {
			*last += " " + x
		} else {
			lines = append(lines, "    "+x)
		}
	}
	return strings.Join(lines, "\n")
}

func columnTable(columns []events.Column) string {
	var b strings.Builder
	b.WriteString("| column | type | |\n| --- | --- | --- |\n")
	for _, c := range columns {
		doc := c.Doc
		if c.Own {
			doc = strings.TrimSuffix(doc+"; left out by `--redact`", "; ")
			doc = strings.TrimPrefix(doc, "; ")
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", c.Name, c.Type, doc)
	}
	return b.String()
}

// TestDocsAnalytics: the page has the columns that an export has, and every engine is told of them.
func TestDocsAnalytics(t *testing.T) {
	page, err := os.ReadFile(analyticsPage)
	if err != nil {
		t.Fatal(err)
	}
	text := string(page)
	for _, table := range events.Tables() {
		text = replaceBlock(t, text, "columns of "+table.Name, columnTable(table.Columns))
	}
	for _, e := range engines() {
		text = replaceBlock(t, text, e.block, "\n```sql\n"+e.setup()+"```\n")
	}
	compareDoc(t, analyticsPage, text)
	if n := len(questions(t)); n < 9 {
		t.Errorf("%d questions found", n)
	}
}

// question is a query of the page.
type question struct{ title, sql string }

// questions are the queries below the heading Questions.
func questions(t *testing.T) []question {
	t.Helper()
	page, err := os.ReadFile(analyticsPage)
	if err != nil {
		t.Fatal(err)
	}
	_, below, ok := strings.Cut(string(page), "\n## Questions\n")
	if !ok {
		t.Fatal("no questions")
	}
	var all []question
	for _, part := range strings.Split(below, "\n### ")[1:] {
		title, rest, _ := strings.Cut(part, "\n")
		blocks := fenced(rest)
		if len(blocks) != 1 || blocks[0].language != "sql" {
			t.Fatalf("%q has %d blocks, expected one of sql", title, len(blocks))
		}
		all = append(all, question{title, blocks[0].text})
	}
	return all
}

// TestColumnsNeedNoQuotes: no column is called what one of the engines reserves, nor is any name that a
// query makes up; so that one text of a query does for all.
func TestColumnsNeedNoQuotes(t *testing.T) {
	wrong := func(name string) bool {
		return slices.Contains(reservedWords(), strings.ToUpper(name)) || !regexp.MustCompile(`^[a-z][a-z0-9_]*$`).MatchString(name)
	}
	if !wrong("by") || !wrong("With") || wrong("learner") {
		t.Fatal("checker is broken")
	}
	for _, table := range events.Tables() {
		seen := map[string]bool{"program": true, "month": true}
		for _, c := range table.Columns {
			if wrong(c.Name) || seen[c.Name] {
				t.Errorf("%s.%s is reserved or stands twice", table.Name, c.Name)
			}
			seen[c.Name] = true
			if c.Type != events.Text && c.Own {
				t.Errorf("%s.%s is people's words and no text", table.Name, c.Name)
			}
		}
	}
	for _, q := range questions(t) {
		for _, m := range regexp.MustCompile(`(?i)\bAS (\w+)(?: \(|[,\n]|$)`).FindAllStringSubmatch(q.sql, -1) {
			if wrong(m[1]) {
				t.Errorf("%s: %s is reserved", q.title, m[1])
			}
		}
	}
}

// reservedWords are those that BigQuery, DuckDB (as PostgreSQL), Spark (ANSI) and ClickHouse keep for
// themselves where a column could stand.
func reservedWords() []string {
	return strings.Fields(`ALL ANALYSE ANALYZE AND ANTI ANY ARRAY AS ASC ASOF ASSERT_ROWS_MODIFIED ASYMMETRIC AT AUTHORIZATION
		BETWEEN BOTH BY CASE CAST CHECK COLLATE COLUMN CONSTRAINT CONTAINS CREATE CROSS CUBE CURRENT CURRENT_DATE CURRENT_TIME
		CURRENT_TIMESTAMP CURRENT_USER DEFAULT DEFERRABLE DEFINE DESC DESCRIBE DISTINCT DO ELSE END ENUM ESCAPE EXCEPT EXCLUDE EXISTS
		EXTRACT FALSE FETCH FILTER FOLLOWING FOR FOREIGN FORMAT FROM FULL FUNCTION GLOB GLOBAL GRANT GROUP GROUPING GROUPS HASH HAVING
		IF IGNORE ILIKE IN INITIALLY INNER INTERSECT INTERVAL INTO IS ISNULL JOIN KEY LAMBDA LATERAL LEADING LEFT LIKE LIMIT LOCAL
		LOOKUP MERGE MINUS NATURAL NEW NO NOT NOTNULL NULL NULLS OF OFFSET ON ONLY OR ORDER OUTER OVER OVERLAPS PARTITION PIVOT
		PLACING POSITIONAL PRECEDING PREWHERE PRIMARY PROTO QUALIFY RANGE RECURSIVE REFERENCES RESPECT RETURNING RIGHT ROLLUP ROWS
		SAMPLE SELECT SEMI SESSION_USER SET SETTINGS SHOW SIMILAR SOME STRUCT SUMMARIZE SYMMETRIC TABLE TABLESAMPLE THEN TIME TO
		TRAILING TREAT TRUE UNBOUNDED UNION UNIQUE UNKNOWN UNNEST UNPIVOT USER USING VARIADIC VERBOSE WHEN WHERE WINDOW WITH WITHIN`)
}
