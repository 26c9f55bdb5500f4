package competency

import (
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
)

// Set is a file of shared competencies; their ids are set/id.
type Set struct {
	ID, Title, Department string
	Competencies          []*Competency
	Pos                   diag.Pos
}

// setKeys walks competencies/<set>.yaml; items gets what stands under competencies.
func setKeys(k *strictyaml.Keys, s *Set, items *[]item) {
	k.ID("set", &s.ID, "the set's id, the same as the file's name").Need("hygiene")
	k.Line("title", &s.Title, "what people call it").Need("Hygiene")
	k.ID("department", &s.Department, "who looks after it")
	strictyaml.Group(k, "competencies", "competency", "the shared competencies", items, itemKeys)
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
	node        *strictyaml.Node
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
