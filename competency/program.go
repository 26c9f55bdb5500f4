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
	"sojt/competency/strictyaml"
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
	unread       map[string]bool  // files that nothing is known of: what is missing may stand there
	sound        bool             // nothing in the files that were read is an error
	node         *strictyaml.Node // of sojt.yaml, for the places that Lint speaks of
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
