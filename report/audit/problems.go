package audit

import (
	"strings"

	"sojt/competency/diag"
	"sojt/competency/strictyaml"
)

// Code is a check's code among those of problems: A- and its name.
func (c *Check) Code() string { return "A-" + strings.ToUpper(c.Name) }

// Codes lists the codes of all checks with what they find.
func Codes() []strictyaml.Code {
	var codes []strictyaml.Code
	for _, c := range Checks() {
		codes = append(codes, strictyaml.Code{Code: c.Code(), Doc: c.Finds})
	}
	return codes
}

// Problems gives the findings as problems with their places, in reading order, for formats that hosts
// of repositories read.
func (r Result) Problems() diag.List {
	var list diag.List
	for _, f := range r.Findings {
		p := diag.Problem{Severity: f.Check.Severity, Code: f.Check.Code(), Pos: f.Pos, Message: f.Check.Name + ": " + f.about() + f.Why, Hint: f.Next}
		if f.Record != nil {
			p.Record, p.Digest = f.Record.ID, f.Record.Digest
		}
		list = append(list, p)
	}
	list.Sort()
	return list
}

// about names the learner and the competency or role of a finding.
func (f Finding) about() string {
	words := strings.Join(strings.Fields(f.Learner+" "+what(f)), " ")
	if words == "" {
		return ""
	}
	return words + ", "
}

// Fails reports whether a severity was found: an error, or with strict a warning too.
func (r Result) Fails(strict bool) bool {
	for _, f := range r.Findings {
		if f.Check.Severity == diag.Error || strict && f.Check.Severity == diag.Warning {
			return true
		}
	}
	return false
}
