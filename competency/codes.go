package competency

// The codes of what can be wrong with definitions beyond their form, which has those of package
// strictyaml. They are stable: scripts and suppressions depend on them.
const (
	CodeFile      = "E-FILE"           // a file is missing, unreadable, or no definition file
	CodeFileName  = "E-FILE-NAME"      // the file says another id than its name
	CodeTwice     = "E-ID-TWICE"       // one id for two things
	CodeReference = "E-REFERENCE"      // it names something that does not exist
	CodeCycle     = "E-CYCLE"          // competencies that wait for each other
	CodeScale     = "E-SCALE"          // scale and level do not fit
	CodeCriteria  = "E-CRITERIA"       // an empty list of criteria
	CodeEvidence  = "E-EVIDENCE"       // evidence that can never be complete
	CodeChoose    = "E-CHOOSE"         // electives that cannot be chosen so
	CodeRenew     = "E-RENEW"          // a renewal that contradicts itself
	CodeOrder     = "E-PERIOD-ORDER"   // an end before its beginning
	CodeOverlap   = "E-PERIOD-OVERLAP" // one person designated twice for one day
	CodeShared    = "E-SHARED"         // one key or email under two people
	CodeKeyForm   = "E-KEY-FORM"       // no SSH public key that sojt accepts
	CodeKeySecret = "E-KEY-SECRET"     // a private key
	CodeEmail     = "E-EMAIL"          // no email address
	CodeZone      = "E-ZONE"           // no time zone
	CodePath      = "E-PATH"           // no path inside the program, or a pattern that gives none
	CodeURL       = "E-URL"            // a link that is not followed
	CodeEditorial = "E-EDITORIAL"      // no fingerprint
	CodePolicy    = "E-POLICY"         // settings that contradict each other

	CodeReadiness    = "W-READINESS"     // what should be settled before a program starts is not
	CodeMentorRole   = "W-MENTOR-ROLE"   // a regulated program whose mentors nobody prepares
	CodeCoordinator  = "W-COORDINATOR"   // nobody may enrol
	CodeScope        = "W-SCOPE"         // a mentor who may sign nothing
	CodeInterviews   = "W-INTERVIEWS"    // a role outlined at a desk
	CodeDepartment   = "W-DEPARTMENT"    // a role of no department
	CodeNoCompetency = "W-NO-COMPETENCY" // nothing to learn
	CodeWhy          = "W-WHY"           // a competency that does not say why
	CodeNoCriteria   = "W-NO-CRITERIA"   // a competency judged by its title
	CodeObservable   = "W-OBSERVABLE"    // a criterion that nobody can observe
	CodeSigner       = "W-SIGNER"        // a competency that no active mentor may sign
	CodeWindow       = "W-RENEW-WINDOW"  // a renewal that is always open
	CodeBlocked      = "W-BLOCKED"       // a prerequisite that is no longer signed
)
