package main

import (
	"github.com/spf13/cobra"
)

func newImportCmd(a *app) *cobra.Command {
	return family(&cobra.Command{
		Use:   "import WHAT",
		Short: "Take in what other programs hold",
		Long: `Takes files of other programs into this one: role makes a role of a checklist or spreadsheet that is there
already; learners enrols the people of a list; records are past sign-offs out of another system or a register;
sheet reads a sign-off sheet back that people filled in; metrics are job results, such as tickets an hour or
reworked parts, by which sojt report impact tells which competencies matter for them. What is wrong in a file
is said with its place, all of it at once, and then nothing is taken in.`,
		Example: `  sojt import role checklist.csv --role line-cook
  sojt import learners people.csv --dry-run
  sojt import records signoffs-2019.csv --dry-run
  sojt import sheet maria.xlsx --dry-run
  sojt import metrics october.csv --metric ticket-time`,
	}, newImportLearnersCmd(a), newImportRecordsCmd(a), newImportMetricsCmd(a), newImportRoleCmd(a), newImportSheetCmd(a))
}
