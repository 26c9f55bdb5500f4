package verify

import (
	"strconv"

	"sojt/competency/strictyaml"
)

// The codes of this package's findings; those of what ledger finds pass through as they are. They
// are stable. E: the outcome fails; W and N beside a record: it does not.
const (
	CodeAuthority  = "E-AUTHORITY"  // who wrote it may not (rule 3)
	CodeRef        = "E-REF"        // it speaks of a record that it cannot speak of
	CodeTime       = "E-TIME"       // it was made in the future
	CodeDuplicate  = "E-DUPID"      // one id, in the files of two learners
	CodeKey        = "E-KEY"        // one key, two people
	CodeClock      = "W-TIME"       // it was made long before one that it was written after
	CodeConcurrent = "W-CONCURRENT" // a rule is broken only by what its author could not know of
	CodeLate       = "W-LATE"       // the flag late is not what today's policy says
	CodeRevoked    = "W-REVOKED"    // a rule was broken, and the record is revoked
	CodeRule       = "N-RULE"       // a rule is broken by definitions that may be newer than the record

	rulePrefix = "E-RULE-" // and the number of the rule, 1 to 10
)

// The codes of what was not checked; N-RULE is one of them too.
const (
	CodeHistory    = "N-HISTORY"
	CodeSignatures = "N-SIG"
	CodeWording    = "N-WORDING"
	CodeTrust      = "N-TRUST"
	CodeCheckpoint = "N-CHECKPOINT"
)

// ruleCode gives the code of a finding that a rule of SPEC 3 makes.
func ruleCode(rule int) string {
	if rule == 3 {
		return CodeAuthority
	}
	return rulePrefix + strconv.Itoa(rule)
}

// Codes lists the codes of this package's findings and of what was not checked, with what they say;
// E-RULE-n stands for each rule but the third.
func Codes() []strictyaml.Code {
	return []strictyaml.Code{
		{Code: CodeAuthority, Doc: "who recorded it may not (rule 3)"},
		{Code: rulePrefix + "n", Doc: "rule n of signing off is broken (rules.md)"},
		{Code: CodeRef, Doc: "it speaks of a record that it cannot speak of"},
		{Code: CodeTime, Doc: "it was made in the future"},
		{Code: CodeDuplicate, Doc: "one id in the files of two learners"},
		{Code: CodeKey, Doc: "one key, two people"},
		{Code: CodeClock, Doc: "it was made long before one that it was written after"},
		{Code: CodeConcurrent, Doc: "a rule is broken only by what its author could not know of"},
		{Code: CodeLate, Doc: "the flag late is not what today's policy says"},
		{Code: CodeRevoked, Doc: "a rule was broken, and the record is revoked"},
		{Code: CodeRule, Doc: "a rule is broken by definitions that may be newer than the record; or: rules were judged by today's definitions"},
		{Code: CodeHistory, Doc: "not checked: the repository's history"},
		{Code: CodeSignatures, Doc: "not checked: signatures and keys"},
		{Code: CodeWording, Doc: "not checked: records of an earlier wording"},
		{Code: CodeTrust, Doc: "not checked: mentors.yaml and policy, taken as they stand"},
		{Code: CodeCheckpoint, Doc: "not checked: whether anything is gone that was known before"},
	}
}
