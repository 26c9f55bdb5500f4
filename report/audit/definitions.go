package audit

import (
	"fmt"

	"sojt/competency"
	"sojt/competency/diag"
)

// definitionChecks look for what definitions do not say and standings depend on.
func definitionChecks() []*Check {
	return []*Check{{
		Name: "revised-missing", Severity: diag.Warning, find: unrevised,
		Finds:  "a revision above 1 that does not say since when",
		Reason: "without `revised` a sign-off of the wording before does not even count for the days before",
	}}
}

func unrevised(c *Case) []Finding {
	var found []Finding
	seen := map[string]bool{}
	look := func(role string, known *competency.Competency) {
		if known.Revision < 2 || known.Revised != 0 || seen[known.ID] {
			return
		}
		seen[known.ID] = true
		found = append(found, Finding{
			Role: role, Competency: known.ID, Pos: known.Pos,
			Why:  fmt.Sprintf("revision %d, without the day on which it came into force", known.Revision),
			Next: "write `revised: YYYY-MM-DD` beside the revision",
		})
	}
	for _, role := range c.In.Program.Roles {
		for _, e := range role.Entries {
			look(role.ID, e.Competency)
		}
	}
	for _, set := range c.In.Program.Sets {
		for _, known := range set.Competencies {
			look("", known)
		}
	}
	return found
}
