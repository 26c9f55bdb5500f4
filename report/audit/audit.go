// Package audit inspects how a program is run (SPEC 7.3): named checks over the standings and records
// of everybody, each with a reason and the rows that it found, and the draw of sign-offs for a spot
// check. What breaks the form of a file is for validate to find, and what breaks a rule or a signature
// for verify; audit looks for what is allowed and should not stay so.
//
// It is pure: standings go in, findings come out. Two kinds of things are looked at. States are how
// things are at the moment of the standings, and most are findings only once they lasted: an audit
// asks for what is left lying, and not for what lies on everybody's desk today. Acts are records made
// within the audit's period, since what was looked at in the last audit need not come up for ever.
package audit

import (
	"cmp"
	"slices"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/report"
	"sojt/signoff"
)

// Check is a row of the table of checks. Its name is stable: scripts depend on it.
type Check struct {
	Name     string
	Finds    string          // what it finds, in a few words
	Reason   string          // why that matters, in one line
	Severity diag.Severity   // Error: somebody may work or sign without what the program asks for; Warning: worth a look
	After    calendar.Period // how long a state may last before it is a finding; zero: not at all
	Acts     bool            // it looks at the records of the audit's period
	Needs    string          // the flag without which it is not made; "" for none
	find     func(*Case) []Finding
}

// Finding is one row that a check found. What does not apply is empty.
type Finding struct {
	Check                             *Check
	Learner, Role, Competency, Mentor string
	Record                            *signoff.Record
	Date                              calendar.Date // since when it is so, or when it was done
	Why                               string        // what is the case, in names of the report
	Next                              string        // what to do about it, a command where there is one
	Pos                               diag.Pos
}

// Case is what is audited, and how.
type Case struct {
	In    *report.Input // what the filter lets through
	Whole *report.Input // the same without the filter, which checks that compare people need

	Since, Until calendar.Date              // the days on which acts were recorded that count
	After        map[string]calendar.Period // by check: instead of its own
	Only, Skip   []string                   // names of checks; no Only is all
	Mentors      int                        // how many should be able to sign each competency
	Burst        int                        // how many sign-offs within ten minutes are a burst
	Roster       []Shift                    // who works where and when; nil: no roster was given

	check     *Check // that is being made
	shown     map[string]bool
	everybody map[string]*signoff.Learner
	bench     *signoff.Bench
	records   map[*signoff.Learner][]*signoff.Record
	fit       map[dayOf]bool
}

// Result is what was checked and what was found.
type Result struct {
	Checked    []*Check
	NotChecked []*Check // for lack of what they need
	Findings   []Finding
}

// Checks lists all checks, in the order in which they are shown: errors first.
func Checks() []*Check {
	all := slices.Concat(endedChecks(), authorityChecks(), waitingChecks(), stalledChecks(), actChecks(), pairChecks(), definitionChecks())
	slices.SortStableFunc(all, func(a, b *Check) int { return cmp.Compare(a.Severity, b.Severity) })
	return all
}

// Names lists the names of all checks.
func Names() []string {
	var names []string
	for _, c := range Checks() {
		names = append(names, c.Name)
	}
	return names
}

// Run makes the checks that are asked for.
func Run(c Case) Result {
	var r Result
	c.gather()
	for _, check := range Checks() {
		if len(c.Only) > 0 && !slices.Contains(c.Only, check.Name) || slices.Contains(c.Skip, check.Name) {
			continue
		}
		if check.Needs != "" && c.Roster == nil {
			r.NotChecked = append(r.NotChecked, check)
			continue
		}
		if after, set := c.After[check.Name]; set {
			check.After = after
		}
		c.check = check
		found := slices.DeleteFunc(check.find(&c), func(f Finding) bool { return !c.shows(&f) })
		for i := range found {
			found[i].Check = check
			c.place(&found[i])
		}
		sort(found)
		r.Checked, r.Findings = append(r.Checked, check), append(r.Findings, found...)
	}
	return r
}
