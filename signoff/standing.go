package signoff

import (
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff/line"
)

// Standing is where a learner is with one competency on a day (SPEC 6).
type Standing uint8

// The standings, from nothing to everything that can go wrong afterwards.
const (
	StandsNone Standing = iota
	StandsPractising
	StandsReady
	StandsRequested
	StandsNotYet
	StandsPartial
	StandsCompetent
	StandsWaived
	StandsSuspect
	StandsExpired
	StandsLapsed
	StandsRevoked
)

var standingWords = [...]string{
	"none", "practising", "ready", "requested", "not-yet", "partial",
	"competent", "waived", "suspect", "expired", "lapsed", "revoked",
}

// String gives SPEC's word.
func (s Standing) String() string { return standingWords[s] }

// Counts reports whether the standing counts towards progress: competent and waived do.
func (s Standing) Counts() bool { return s == StandsCompetent || s == StandsWaived }

// Flags are what stands beside a standing, a set.
type Flags uint16

// The flags, in the alphabetical order in which they are shown.
const (
	Blocked Flags = 1 << iota
	Deferred
	Expiring
	IsLate
	Overdue
	Overridden
	IsTranscribed
	Unacknowledged
	Unauthorised
	Unsigned
)

var flagWords = [...]string{
	"blocked", "deferred", "expiring", "late", "overdue", "overridden",
	"transcribed", "unacknowledged", "unauthorised", "unsigned",
}

// Words lists the flags in alphabetical order; never nil.
func (f Flags) Words() []string {
	words := []string{}
	for i, w := range flagWords {
		if f&(1<<i) != 0 {
			words = append(words, w)
		}
	}
	return words
}

// Has reports whether all of the given flags are set.
func (f Flags) Has(g Flags) bool { return f&g == g }

// Moment is what a standing is asked for: the end of the day AsOf, by what was recorded up to and
// with KnownAt. A zero KnownAt is everything known.
type Moment struct {
	AsOf    calendar.Date
	KnownAt time.Time
}

// Learner is one person's file: the header and the records, in file order.
type Learner struct {
	ID, Name, Email string
	Department      string
	Supervisor      string
	File            string    // slash-separated, relative to the program
	Records         []*Record // of this program and learner; repeats are harmless
	Lines           []int     // the line each record stands on, beside Records
}

// Standings is what a learner's records come to at a moment.
type Standings struct {
	Learner *Learner
	Moment  Moment
	Roles   []*RoleStanding // by role id, one for each role ever enrolled in that has begun by then

	history *history
}

// RoleStanding is a learner in one role.
type RoleStanding struct {
	Role       *competency.Role
	Start      calendar.Date // of the present period, or of the last one when Left
	Left       calendar.Date // zero: enrolled
	Paused     bool
	DueBy      calendar.Date // complete_within from the start, shifted by pauses; zero: none
	Cells      []Cell        // beside Role.Entries
	Tally      Tally
	Qualified  bool          // finally qualified
	Since      calendar.Date // of Qualified or Interim: the day all was in place
	Interim    bool          // an interim qualification holds
	InterimTo  calendar.Date // its last good day; zero: open
	LastSeen   calendar.Date // the last day anything took effect in this role; zero: nothing since enrolment
	NextDue    calendar.Date // of the earliest open required competency; zero: none
	Qualifying *Record       // the qualify record Qualified or Interim rests on, if the role asks for one
	InPlace    calendar.Date // since when all that the role requires has been in place and acknowledged; zero: it is not
	ButFor     bool          // nothing is missing but what is deferred, so that an interim qualification can be given
}

// Tally counts a role's entries; see SPEC 6 on choose, optional and not-applicable.
type Tally struct {
	Required, Competent, Waived        int // required ones and those of choices, so Competent+Waived <= Required
	Optional, OptionalDone             int
	Deferred, Transcribed, NotRequired int // NotRequired: not applicable, retired, or not yet in force
	Overdue, Expiring                  int
}

// Percent is done of required, rounded down; of nothing it is 100.
func (t Tally) Percent() int {
	if t.Required == 0 {
		return 100
	}
	return (t.Competent + t.Waived) * 100 / t.Required
}

// Cell is a learner with one competency as one role asks for it.
type Cell struct {
	Entry    *competency.Entry
	Standing Standing
	Flags    Flags
	Asked    bool          // required on this day (or elective); false: optional, retired, not yet in force, not applicable
	Open     bool          // asked for and not in place; never once the choice is met or the learner left
	Level    line.Int      // reached, of the record the standing rests on
	Date     calendar.Date // day of effect of that record
	By       string        // its author
	Until    calendar.Date // last good day of what stands; zero: for ever, or nothing stands
	Due      calendar.Date // when it is due; zero: no due date
	Rests    *Record       // the record the standing rests on: sign-off, transcription, waiver, not-yet, revocation, request
	Request  *Record       // the open request, if any
	Deferral *Record       // the deferral that holds, if any
	Runs     int           // practice runs so far
	Worked   int           // minutes of practice so far
	Passes   []*Record     // competent observations that count towards the next sign-off, in order
	LastNo   *Record       // the last not-yet, if any
	Barred   []string      // who may not certify it (rule 8), sorted
	Blocking []string      // prerequisites that are not in place, sorted

	Trained   bool          // it was shown and explained
	Ready     calendar.Date // since when practice, hours and prerequisites have been as the role asks; zero: they are not
	InARow    int           // competent observations since the last not-yet, for evidence's consecutive
	RenewFrom calendar.Date // the first day on which what stands can be renewed before it expires; zero: it is not renewed
	RanOut    *Record       // the deferral that no longer holds, where nothing came in its place

	since   calendar.Date // the day from which it has been complete without a break, acknowledgement included
	restsID string        // the id of Rests, where that is not the record itself: see RoleStanding.Bare
}
