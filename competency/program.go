// Package competency holds what can be learned and who may attest it: a program's definitions as
// Go values, read from a file system (a work tree, a git revision, a bundle) by Load, which gives
// either a Program or every problem with its place.
//
// It knows no record, no clock and no terminal. Values are complete after Load: defaults, profile
// and role settings are worked in, references resolved, so that no reader asks twice.
package competency

import (
	"time"

	"sojt/competency/calendar"
	"sojt/competency/diag"
)

// Program is one training program: sojt.yaml with all roles, sets and mentors (SPEC 2).
type Program struct {
	ID           string
	Name         string
	Zone         *time.Location // gives each instant its day; UTC unless stated
	Readiness    Readiness
	Departments  []Department // parents before their children
	Profile      string       // light | regulated
	Policy       Policy
	Scales       []*Scale
	Goals        []Goal
	Metrics      []Metric
	LearnerFiles string    // where a new learner's file goes, such as learners/{department}/{id}.yaml
	Roles        []*Role   // by id
	Sets         []*Set    // by id
	Mentors      []*Mentor // in file order; an id may stand again with another period
	Files        []string  // the definition files that were read, sorted
	competencies map[string]*Competency
}

// Approval is a named person's decision on a day.
type Approval struct {
	By        string
	Date      calendar.Date
	Statement string
}

// Readiness is what must be true before a program starts; nil is missing, and validate warns.
type Readiness struct {
	Agreement, Leadership, Mentors *Approval
}

// Department is a node of the department tree; Parent is "" at the top.
type Department struct {
	ID, Name, Parent string
}

// Goal is what the program wants to achieve; competencies name the goals they serve.
type Goal struct {
	ID, Title string
}

// Metric is a job result kept per learner in a csv file of learner,date,value.
type Metric struct {
	ID, Title, Unit string
	Better          string // lower | higher
	File            string
	Roles           []string
}

// Policy is the profile's settings with the program's own laid over them.
type Policy struct {
	Signatures            string // optional | required
	MentorRole            string // role a mentor must be qualified in before signing; "" is none
	MentorHoldsCompetency bool
	RequestFirst          bool
	Acknowledge           bool            // the default for competencies that do not say
	LateAfter, LateRefuse calendar.Period // zero: never
	DueSoon               calendar.Period
	Transcriptions        string // count | show
}

// Scale is an ordered list of levels; order is list order, not the number.
type Scale struct {
	ID     string
	Levels []Level
}

// Level is one step of a scale.
type Level struct {
	ID           int
	Name, Means  string
	Pass         bool
	Unsupervised bool
	CanTrain     bool
}

// Rank is the place of level id in the scale, from 0, or -1 when it is no level of it.
func (s *Scale) Rank(id int) int {
	for i, l := range s.Levels {
		if l.ID == id {
			return i
		}
	}
	return -1
}

// Role is a job people are trained for: an ordered list of competencies.
type Role struct {
	ID, Title, Summary string
	Department         string
	Status             string // draft | adopted | retired
	CompleteWithin     calendar.Period
	Qualify            string // "" | coordinator
	Next               []string
	Interviews         []Interview
	Entries            []*Entry
	Choose             []Choice
	Pos                diag.Pos
}

// Role status words.
const (
	Draft   = "draft"
	Adopted = "adopted"
	Retired = "retired"
)

// Interview names somebody the role was outlined with.
type Interview struct {
	Who      string
	Relation string // does | oversees | supports | works-with
	Date     calendar.Date
}

// Choice is a group of electives of which N must be met.
type Choice struct {
	ID string
	N  int
	Of []string
}

// Entry is a competency as one role asks for it: due, practice, required and level are the role's
// where it sets them, else the competency's.
type Entry struct {
	*Competency
	Used     bool            // from a shared set, by `use`
	Due      calendar.Period // from the start date; the role's complete_within where nothing is said
	Practice int             // runs before a sign-off may be asked for
	Required bool            // false for optional ones and for those in a Choice
	Choice   string          // the Choice it belongs to, or ""
	Level    int             // the level asked for; meaningless without a Scale
}

// Set is a file of shared competencies; their ids are set/id.
type Set struct {
	ID, Title, Department string
	Competencies          []*Competency
	Pos                   diag.Pos
}

// Competency is one activity a person in the role must be able to do (SPEC 2.2).
type Competency struct {
	ID          string // as records and people write it: id, or set/id
	Title       string
	Group       string
	Code        string
	Revision    int // 1 unless stated
	Revised     calendar.Date
	Retired     calendar.Date // from then neither required nor signed; zero: not retired
	Editorial   []string
	Replaces    []Replacement
	Required    bool
	Critical    bool
	Kind        string // performance | knowledge
	Accomplish  string // perform | simulate | observe | discuss
	Why         string
	How         []string
	References  []Reference
	Conditions  string
	Examples    []string
	Criteria    []Criterion
	Errors      []Mistake
	Practice    int
	Evidence    Evidence
	Scale       *Scale // nil: not rated
	Level       int    // the level asked for; meaningless without a Scale
	Requires    []string
	Separate    bool // certifier: separate
	Acknowledge bool
	Capture     []string
	Due         calendar.Period
	Renew       Renew
	Currency    calendar.Period // currency.performed_within; zero: none
	Hours       int             // hours.min; logged practice time to reach
	Minutes     int             // what one run takes
	Mentors     []string        // narrows who may sign; empty: no narrowing
	Resources   []Resource
	Goals       []string
	Align       []Alignment
	Tags        []string
	Fingerprint string // lower-case hex SHA-256 of what is asked for (INTEGRITY 2.5)
	Pos         diag.Pos
}

// Criterion is one specific, observable output or activity that a mentor can verify.
type Criterion struct {
	ID, Text string
	Critical bool
}

// Mistake is a common error, named so that observations can count it.
type Mistake struct {
	ID, Text string
}

// Replacement says what happens to the sign-offs of a retired competency.
type Replacement struct {
	ID   string
	Full bool // carry: full
}

// Evidence is what must be seen before a sign-off; the zero value of Passes never occurs after Load.
type Evidence struct {
	Passes, Mentors, Days int // at least 1 each
	Consecutive           bool
	Methods               []string
}

// Renew says how long a sign-off lasts; a zero Every is for ever.
type Renew struct {
	Every, Window, First, Until calendar.Period // Window is 30d unless stated
}

// Reference is a document the work rests on.
type Reference struct {
	Title, URL, Revision string
}

// Resource is something to learn from.
type Resource struct {
	Title, URL, Method string
}

// Alignment ties a competency to an outside framework.
type Alignment struct {
	Framework, Code, URL string
}

// Mentor is one designation of a person: what they may sign, from when to when.
type Mentor struct {
	ID, Name, Email string
	Coordinator     bool
	Departments     []string
	Signs           []string      // roles or competencies
	From, Until     calendar.Date // inclusive; zero: open
	DesignatedBy    *Approval
	Prepared        *Approval
	Keys            []Key
	Pos             diag.Pos
}

// Key is an SSH public key a mentor signs with.
type Key struct {
	Key         string // type and base64, without comment
	From, Until calendar.Date
	Compromised time.Time // zero: not
}

// Role finds a role by id; nil if there is none.
func (p *Program) Role(id string) *Role {
	for _, r := range p.Roles {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// Competency finds a competency by the id records use; nil if there is none.
func (p *Program) Competency(id string) *Competency { return p.competencies[id] }

// Entry finds a competency in the role; nil if the role does not have it.
func (r *Role) Entry(competency string) *Entry {
	for _, e := range r.Entries {
		if e.ID == competency {
			return e
		}
	}
	return nil
}

// accomplishments from the most to the least demanding way of showing competence (SPEC 3, rule 6).
var accomplishments = []string{"perform", "simulate", "observe", "discuss"}

// Accomplishments lists the words for how something was done, most demanding first.
func Accomplishments() []string { return append([]string(nil), accomplishments...) }

// Reaches reports whether work done in the way `done` satisfies a competency that asks for `asked`;
// "" is perform.
func Reaches(done, asked string) bool { return accomplishRank(done) <= accomplishRank(asked) }

func accomplishRank(word string) int {
	for i, a := range accomplishments {
		if a == word {
			return i
		}
	}
	return 0
}
