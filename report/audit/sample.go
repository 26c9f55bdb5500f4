package audit

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/report"
	"sojt/signoff"
)

// Sample draws sign-offs for a spot check: each is a run of work to be watched again by somebody who
// did not sign it. What is drawn depends on the sign-offs, the seed and the moment alone, not on the
// order of lines or of files.
type Sample struct {
	In   *report.Input // those of the filter; what is drawn from stands at its moment
	N    int           // how many to draw
	Seed int

	Mentor string // whose sign-offs to draw from; "": everybody's

	Since, Until calendar.Date // the days on which the sign-offs were recorded; zero: no limit
}

// Drawn is a sign-off of the sample.
type Drawn struct {
	Learner *signoff.Learner
	Role    *signoff.RoleStanding
	Cell    *signoff.Cell   // what rests on it, in that role
	Signed  *signoff.Record // the sign-off
	Again   *signoff.Record // how it was looked at again, by all that is known today; nil: not yet
	Able    []string        // who could: may judge it, and did not sign it

	several bool // the learner is in other roles that have the competency
}

// Draw takes the sample, of each mentor in turn: one sign-off of every mentor before a second one of
// any, so that who signs little is looked at as well as who signs much. The order of mentors, and which
// sign-offs of each come first, is that of SHA-256 over the seed and the mentor's id or the record's
// digest: each is as likely as any other, and a record more or less changes little of the draw.
func (s Sample) Draw() []Drawn {
	strata := map[string][]Drawn{}
	for _, d := range s.population() {
		strata[d.Signed.By] = append(strata[d.Signed.By], d)
	}
	var mentors []string
	for id, of := range strata {
		mentors = append(mentors, id)
		slices.SortFunc(of, func(a, b Drawn) int { return strings.Compare(s.lot(a.Signed.Digest), s.lot(b.Signed.Digest)) })
	}
	slices.SortFunc(mentors, func(a, b string) int { return cmp.Or(strings.Compare(s.lot(a), s.lot(b)), strings.Compare(a, b)) })
	var drawn []Drawn
	for turn := 0; len(drawn) < s.N; turn++ {
		before := len(drawn)
		for _, id := range mentors {
			if turn < len(strata[id]) && len(drawn) < s.N {
				drawn = append(drawn, strata[id][turn])
			}
		}
		if len(drawn) == before {
			break
		}
	}
	bench := s.In.Book.Bench(signoff.Moment{AsOf: s.In.Moment.AsOf})
	for i := range drawn {
		s.complete(&drawn[i], bench)
	}
	return drawn
}

// lot is where something comes in the order that the seed makes.
func (s Sample) lot(of string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d\x00%s", s.Seed, of))
	return string(sum[:])
}

// population is every sign-off that the competence of somebody at work rests on, each once, and that can
// be looked at again: not of what is retired, nor of who is away.
func (s Sample) population() []Drawn {
	var all []Drawn
	seen := map[string]bool{}
	for _, standings := range s.In.Standings {
		for _, role := range standings.Roles {
			if role.Left != 0 || role.Paused || role.Role.Status != competency.Adopted {
				continue
			}
			for i := range role.Cells {
				cell := &role.Cells[i]
				r := cell.Rests
				if cell.Standing != signoff.StandsCompetent || r == nil || r.Type != signoff.Signoff || seen[r.Digest] || !s.within(r) || s.Mentor != "" && r.By != s.Mentor ||
					cell.Entry.Retired != 0 && cell.Entry.Retired <= s.In.Moment.AsOf {
					continue
				}
				seen[r.Digest] = true
				d := Drawn{Learner: standings.Learner, Role: role, Cell: cell, Signed: r}
				d.several = slices.ContainsFunc(standings.Roles, func(other *signoff.RoleStanding) bool {
					return other != role && other.Left == 0 && other.Cell(cell.Entry.ID) != nil
				})
				all = append(all, d)
			}
		}
	}
	return all
}

func (s Sample) within(r *signoff.Record) bool {
	on := calendar.In(r.At, s.In.Program.Zone)
	return s.Since <= on && (s.Until == 0 || on <= s.Until)
}

// complete adds who could look at it again, and how it was.
func (s Sample) complete(d *Drawn, bench *signoff.Bench) {
	d.Able = slices.DeleteFunc(bench.Judges(d.Learner, d.Role.Role.ID, d.Cell.Entry.Competency), func(id string) bool { return id == d.Signed.By })
	for _, r := range s.In.Book.Fold(d.Learner, signoff.Moment{AsOf: forever}).Valid() {
		if d.Again == nil && again(d.Signed, r) {
			d.Again = r
		}
	}
}

// forever is after every day: what was recorded since the day of the sample counts.
const forever = calendar.Date(1 << 30)

// again reports whether a record is somebody else's second look at a sign-off: an observation of the
// same competency that was made after it, whatever its outcome, or a note that answers it.
func again(signed, r *signoff.Record) bool {
	if r.By == signed.By || r.By == r.Learner || !r.At.After(signed.At) {
		return false
	}
	switch r.Type {
	case signoff.Observation:
		return r.Competency == signed.Competency && r.Date >= signed.Date
	case signoff.Note:
		return r.Ref == signed.Digest
	}
	return false
}

// Command is what to type to record the second look where the work was as good as was signed for: with
// the level, and the fields that an observation has to carry, which are left to fill in.
func (d Drawn) Command() []string {
	words := []string{"sojt observe", d.Learner.ID, d.Cell.Entry.ID, "--outcome competent", "--all-criteria"}
	if d.several {
		words = append(words, "--role "+d.Role.Role.ID)
	}
	if d.Signed.Level.Set {
		words = append(words, fmt.Sprintf("--level %d", d.Signed.Level.N))
	}
	if d.Signed.Accomplish != "" {
		words = append(words, "--accomplish "+d.Signed.Accomplish)
	}
	note := `--note "spot check of ` + d.Signed.ID + `"`
	return slices.Concat(words, signoff.Captured(d.Cell.Entry.Competency, slices.Concat(words, []string{note})), []string{note})
}
