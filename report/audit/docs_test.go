package audit_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"sojt/report/audit"
)

// TestDocsOfChecks holds the table of docs/audit.md to the checks: their order, severity and how long.
func TestDocsOfChecks(t *testing.T) {
	page, err := os.ReadFile("../../docs/audit.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "## The checks")
	for _, c := range audit.Checks() {
		row := fmt.Sprintf("| %s | %s | %s | ", c.Name, c.Severity, c.After)
		if c.After.IsZero() {
			row = fmt.Sprintf("| %s | %s | | ", c.Name, c.Severity)
		}
		_, after, ok := strings.Cut(rest, row)
		if !ok {
			t.Errorf("docs/audit.md lacks, or has in another order, the row %s", row)
			continue
		}
		rest = after
	}
}
