// Package signoff holds what was attested and what follows from it: the record types of SPEC 2.5,
// the rules of SPEC 3, and standing, SPEC 6. It is pure: definitions, records and a moment go in,
// standings and refusals come out. It knows no clock, file, process or terminal.
package signoff

import (
	"time"

	"sojt/competency/calendar"
	"sojt/signoff/line"
)

// Record is one line of a learner's file. All types share the struct; which keys a type has, in
// which order, and which it cannot be without, stands in the file of that type. A key that is
// absent is its zero value. Level and Minutes carry their own presence, since 0 is a real level.
type Record struct {
	ID      string    // ULID
	At      time.Time // when it was recorded: UTC, whole seconds
	By      string    // the person who recorded it
	Type    string
	Program string
	Learner string

	Role        string
	Competency  string // id or set/id
	Revision    int    // from 1
	Fingerprint string // lower-case hex SHA-256
	Date        calendar.Date
	Start       calendar.Date
	Until       calendar.Date
	Due         calendar.Date
	Retest      calendar.Date
	Outcome     string // competent | not-yet
	Accomplish  string // "" is perform
	Method      string
	Criteria    []string // met; sorted
	Errors      []string // seen; sorted
	Level       line.Int
	Minutes     line.Int
	Meaning     string
	Equipment   string
	Place       string
	Task        string
	Assessor    string // an outside examiner
	Evidence    []line.Evidence
	With        string
	To          string
	Reason      string
	Note        string
	Action      string
	Text        string
	Kind        string
	Trigger     string
	Ref         string // key "record": digest of the record this one speaks of
	Reaffirms   string // digest
	Dated       string
	Signer      string
	Source      line.Source
	Key         string
	Verified    string
	Late        bool
	Interim     bool
	Done        bool

	Override string
	Session  string
	Prev     []string // digests of the learner's latest records that the writer saw; sorted
	Sig      string

	Digest string // identity: digest of the line without sig (INTEGRITY 2.4); set by Parse and Seal
	unread string // the line, where the digest of it was not worked out: see Identify
}

// The words of the key "outcome".
const (
	CompetentOutcome = "competent"
	NotYetOutcome    = "not-yet"
)

// The words of the key "kind" of a waiver.
const (
	PriorLearning = "prior-learning"
	Equivalent    = "equivalent"
	Deferral      = "deferral"
	NotApplicable = "not-applicable"
)

// The record types, in the order of SPEC 2.5.
const (
	Enroll      = "enroll"
	Trained     = "trained"
	Practice    = "practice"
	Request     = "request"
	Observation = "observation"
	Signoff     = "signoff"
	Acknowledge = "acknowledge"
	Waive       = "waive"
	Transcribe  = "transcribe"
	Revoke      = "revoke"
	Qualify     = "qualify"
	Note        = "note"
	Pause       = "pause"
	Resume      = "resume"
	Leave       = "leave"
	KeyRecord   = "key"
)

// Effect is the day a record takes effect: the day the work was seen or the act holds from, the
// start of an enrolment, or the day of At in zone where the record has no date (SPEC 6).
func (r *Record) Effect(zone *time.Location) calendar.Date {
	switch {
	case r.Type == Enroll:
		return r.Start
	case r.Date != 0:
		return r.Date
	default:
		return calendar.In(r.At, zone)
	}
}
