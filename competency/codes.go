package competency

import "sojt/competency/strictyaml"

// The codes of what can be wrong with definitions beyond their form, which has those of package
// strictyaml. They are stable: scripts and suppressions depend on them.
const (
	CodeFile      = "E-FILE"
	CodeUnread    = "E-READ"
	CodeFileName  = "E-FILE-NAME"
	CodeTwice     = "E-ID-TWICE"
	CodeReference = "E-REFERENCE"
	CodeCycle     = "E-CYCLE"
	CodeScale     = "E-SCALE"
	CodeCriteria  = "E-CRITERIA"
	CodeEvidence  = "E-EVIDENCE"
	CodeChoose    = "E-CHOOSE"
	CodeRenew     = "E-RENEW"
	CodeOrder     = "E-PERIOD-ORDER"
	CodeOverlap   = "E-PERIOD-OVERLAP"
	CodeShared    = "E-SHARED"
	CodeKeyForm   = "E-KEY-FORM"
	CodeEmail     = "E-EMAIL"
	CodeZone      = "E-ZONE"
	CodePath      = "E-PATH"
	CodeURL       = "E-URL"
	CodeEditorial = "E-EDITORIAL"
	CodePolicy    = "E-POLICY"

	CodeReadiness    = "W-READINESS"
	CodeMentorRole   = "W-MENTOR-ROLE"
	CodeCoordinator  = "W-COORDINATOR"
	CodeScope        = "W-SCOPE"
	CodeInterviews   = "W-INTERVIEWS"
	CodeDepartment   = "W-DEPARTMENT"
	CodeNoCompetency = "W-NO-COMPETENCY"
	CodeWhy          = "W-WHY"
	CodeNoCriteria   = "W-NO-CRITERIA"
	CodeObservable   = "W-OBSERVABLE"
	CodeSigner       = "W-SIGNER"
	CodeWindow       = "W-RENEW-WINDOW"
	CodeReplaces     = "W-REPLACES"
	CodeNoKey        = "W-NO-KEY"
	CodeBlocked      = "W-BLOCKED"
)

// Codes lists the codes of this package beside those of strictyaml, errors first.
func Codes() []strictyaml.Code {
	return []strictyaml.Code{
		{Code: CodeFile, Doc: "a file is missing, or no definition file"},
		{Code: CodeUnread, Doc: "the system does not let a file be read; with nothing else the exit code is 4"},
		{Code: CodeFileName, Doc: "the file says another id than its name"},
		{Code: CodeTwice, Doc: "one id for two things"},
		{Code: CodeReference, Doc: "it names something that does not exist"},
		{Code: CodeCycle, Doc: "competencies that wait for each other"},
		{Code: CodeScale, Doc: "scale and level do not fit"},
		{Code: CodeCriteria, Doc: "an empty list of criteria"},
		{Code: CodeEvidence, Doc: "evidence that can never be complete"},
		{Code: CodeChoose, Doc: "electives that cannot be chosen so"},
		{Code: CodeRenew, Doc: "a renewal that contradicts itself"},
		{Code: CodeOrder, Doc: "an end before its beginning"},
		{Code: CodeOverlap, Doc: "one person designated twice for one day"},
		{Code: CodeShared, Doc: "one key or email under two people"},
		{Code: CodeKeyForm, Doc: "no SSH public key that sojt accepts"},
		{Code: CodeEmail, Doc: "no email address"},
		{Code: CodeZone, Doc: "no time zone"},
		{Code: CodePath, Doc: "no path inside the program, or a pattern that gives none"},
		{Code: CodeURL, Doc: "a link that is not followed"},
		{Code: CodeEditorial, Doc: "no fingerprint"},
		{Code: CodePolicy, Doc: "settings that contradict each other"},
		{Code: CodeReadiness, Doc: "what should be settled before a program starts is not"},
		{Code: CodeMentorRole, Doc: "a regulated program whose mentors nobody prepares"},
		{Code: CodeCoordinator, Doc: "nobody may enrol"},
		{Code: CodeScope, Doc: "a mentor who may sign nothing"},
		{Code: CodeInterviews, Doc: "a role outlined at a desk"},
		{Code: CodeDepartment, Doc: "a role of no department"},
		{Code: CodeNoCompetency, Doc: "nothing to learn"},
		{Code: CodeWhy, Doc: "a competency that does not say why"},
		{Code: CodeNoCriteria, Doc: "a competency judged by its title"},
		{Code: CodeObservable, Doc: "a criterion that nobody can observe"},
		{Code: CodeSigner, Doc: "a competency that no active mentor may sign"},
		{Code: CodeWindow, Doc: "a renewal that is always open"},
		{Code: CodeReplaces, Doc: "a competency replaced while it is still in force"},
		{Code: CodeNoKey, Doc: "a mentor without a key where signatures are required"},
		{Code: CodeBlocked, Doc: "a prerequisite that is no longer signed"},
	}
}
