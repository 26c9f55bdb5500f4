package main

import (
	"sojt/competency"
	"sojt/competency/strictyaml"
	"sojt/report"
	"sojt/report/audit"
	"sojt/report/results"
	"sojt/report/sheet"
	"sojt/signoff/doctor"
	"sojt/signoff/ledger"
	"sojt/signoff/verify"
)

// codePart is a heading of the reference page with the codes under it.
type codePart struct {
	title string
	codes []strictyaml.Code
}

// codeParts is every code that validate, verify and others give, for the reference page and for formats that
// explain them.
func codeParts() []codePart {
	return []codePart{
		{"Any YAML file", strictyaml.Codes()},
		{"Definitions", competency.Codes()},
		{"Learner files and record lines", ledger.Codes()},
		{"Results of metrics", results.Codes()},
		{"Layouts of the sign-off sheet", sheet.Codes()},
		{"The clone", []strictyaml.Code{
			{Code: codeAttributes, Doc: "git would not merge learner files line by line"},
		}},
		{"verify", verify.Codes()},
		{"doctor", doctor.Codes()},
		{"audit", audit.Codes()},
		{"report --fail-on", report.FailOnCodes()},
	}
}

func allCodes() []strictyaml.Code {
	var all []strictyaml.Code
	for _, part := range codeParts() {
		all = append(all, part.codes...)
	}
	return all
}
