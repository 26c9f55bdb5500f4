package verify

import "strconv"

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
