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
	CodeSignature  = "E-SIG"        // a signature that does not fit, or is none that is accepted
	CodeUnsigned   = "E-UNSIGNED"   // no signature, where policy wants one
	CodeKey        = "E-KEY"        // a key that is not the author's, or was not then, or not alone
	CodeGone       = "E-CHECKPOINT" // something that was known before is gone
	CodeUntrusted  = "W-TRUST"      // the program's own mentors or policy are not those trusted
	CodeReaffirmed = "W-REAFFIRMED" // a key came into other hands, and the sign-off was made anew
	CodeClock      = "W-TIME"       // it was made long before one that it was written after
	CodeConcurrent = "W-CONCURRENT" // a rule is broken only by what its author could not know of
	CodeLate       = "W-LATE"       // the flag late is not what today's policy says
	CodeRevoked    = "W-REVOKED"    // a rule was broken, and the record is revoked
	CodeWording    = "E-WORDING"    // it pins what was never the wording of its competency
	CodeHistory    = "E-HISTORY"    // it was committed, and is not there any more
	CodeRestored   = "I-RESTORED"   // it was gone for a while, and stands again
	CodeObject     = "E-OBJECT"     // git hands out other bytes than it should
	CodeAuthor     = "W-AUTHOR"     // unsigned, and committed under somebody else's email
	CodeRule       = "N-RULE"       // a rule is broken by definitions that may be newer than the record

	rulePrefix = "E-RULE-" // and the number of the rule, 1 to 10
)

// The codes of what was not checked; N-RULE is one of them too.
const (
	CodeUnread     = "N-HISTORY"
	CodeUnworded   = "N-WORDING"
	CodeGround     = "N-GROUND"
	CodeWorkTree   = "N-WORKTREE"
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
		{Code: CodeSignature, Doc: "a signature that does not fit what it signs, or is of a kind that is not accepted"},
		{Code: CodeUnsigned, Doc: "no signature, where policy requires one"},
		{Code: CodeKey, Doc: "signed with a key that is not the author's, did not hold then, is another person's too, or came into other hands; or such a key was entered"},
		{Code: CodeGone, Doc: "something is gone that the checkpoint holds"},
		{Code: CodeUntrusted, Doc: "mentors or policy here are not those of the trusted copy"},
		{Code: CodeReaffirmed, Doc: "a key came into other hands, and the sign-off was made anew"},
		{Code: CodeClock, Doc: "it was made long before one that it was written after, or long after the commit that brought it"},
		{Code: CodeConcurrent, Doc: "a rule is broken only by what its author could not know of"},
		{Code: CodeLate, Doc: "the flag late is not what today's policy says"},
		{Code: CodeRevoked, Doc: "a rule was broken, and the record is revoked"},
		{Code: CodeWording, Doc: "it pins what was never the wording of its competency"},
		{Code: CodeHistory, Doc: "it was committed, and is not there any more"},
		{Code: CodeRestored, Doc: "it was gone or changed for a while, and stands again: harmless"},
		{Code: CodeObject, Doc: "git hands out other bytes than it should"},
		{Code: CodeAuthor, Doc: "unsigned, and committed under an email that is not its author's"},
		{Code: CodeRule, Doc: "a rule is broken by definitions that may be newer than the record; or: rules were judged by today's definitions"},
		{Code: CodeUnread, Doc: "not checked: the repository's history"},
		{Code: CodeUnworded, Doc: "not checked: records of an earlier wording"},
		{Code: CodeGround, Doc: "not believed: what changes how git shows the history"},
		{Code: CodeWorkTree, Doc: "not checked: what is not committed"},
		{Code: CodeTrust, Doc: "not checked: mentors.yaml and policy, taken as they stand"},
		{Code: CodeCheckpoint, Doc: "not checked: whether anything is gone that was known before"},
	}
}
