package xapi

// The verbs. Those of the xAPI Learner Competency profile say that competence was gained or lost; for
// what it has no verb there are ADL's own and those of cmi5.
var (
	achieved = Verb{"https://w3id.org/xapi/tla/verbs/achieved", said("achieved")}
	planned  = Verb{"https://w3id.org/xapi/tla/verbs/planned", said("planned")}
	revoked  = Verb{"https://w3id.org/xapi/tla/verbs/revoked", said("revoked")}

	waived    = Verb{"https://w3id.org/xapi/adl/verbs/waived", said("waived")}
	satisfied = Verb{"https://w3id.org/xapi/adl/verbs/satisfied", said("satisfied")}

	registered = Verb{"http://adlnet.gov/expapi/verbs/registered", said("registered")}
	attended   = Verb{"http://adlnet.gov/expapi/verbs/attended", said("attended")}
	attempted  = Verb{"http://adlnet.gov/expapi/verbs/attempted", said("attempted")}
	asked      = Verb{"http://adlnet.gov/expapi/verbs/asked", said("asked")}
	passed     = Verb{"http://adlnet.gov/expapi/verbs/passed", said("passed")}
	notYet     = Verb{"http://adlnet.gov/expapi/verbs/failed", said("did not yet pass")}
	responded  = Verb{"http://adlnet.gov/expapi/verbs/responded", said("responded")}
	suspended  = Verb{"http://adlnet.gov/expapi/verbs/suspended", said("suspended")}
	resumed    = Verb{"http://adlnet.gov/expapi/verbs/resumed", said("resumed")}
	exited     = Verb{"http://adlnet.gov/expapi/verbs/exited", said("exited")}
	voided     = Verb{"http://adlnet.gov/expapi/verbs/voided", said("voided")}
)

func said(word string) map[string]string { return map[string]string{"en": word} }

const (
	competencyType = "https://w3id.org/xapi/tla/activity-types/competency"
	courseType     = "http://adlnet.gov/expapi/activities/course"
	profile        = "https://w3id.org/xapi/learnercompetency"
	expiresKey     = "https://w3id.org/xapi/comp/contextextensions/expires"

	activity     = "Activity"
	agent        = "Agent"
	statementRef = "StatementRef"
)

// Why a record has no statement.
const (
	toldBetween  = "notes, which people write to each other"
	noLearning   = "keys, which are no learning"
	nothingMet   = "waivers that put off or leave out, by which nothing was met"
	onlyInterim  = "interim qualifications, which are none yet"
	onlyShown    = "transcriptions, which the policy shows and does not count"
	cannotCount  = "records that cannot count: by the learner, by nobody designated, or without an enrolment"
	speaksOfNone = "records that speak of one that is left out or not there"
	sameID       = "records with the id of another one: sojt verify names them"
)
