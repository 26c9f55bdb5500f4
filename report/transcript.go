package report

import (
	"cmp"
	"slices"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff"
)

// What a line of a transcript is.
const (
	earnedEnrolment      = "enrolment"      // a time in a role
	earnedCompetency     = "competency"     // a sign-off, waiver or transcription that stands, or ran out
	earnedRevoked        = "revoked"        // one that was taken back
	earnedQualified      = "qualified"      // a time in which all that a role requires was in place
	earnedQualification  = "qualification"  // that a coordinator declared, final or interim
	earnedObjective      = "objective"      // that was reached
	earnedAccomplishment = "accomplishment" // in the words of whoever noted it
)

// transcript is the view of all that a learner has earned, to carry into the next role (SPEC 4).
type transcript struct {
	in        *Input
	s         *signoff.Standings
	signature func(*signoff.Record) string
	commit    string
	spells    map[string][]spell // by role
	list      []earned
}

// earned is a line of a transcript.
type earned struct {
	what     string
	role     string
	entry    *competency.Entry // nil where it is about no competency of the role
	id       string            // of the competency
	date     calendar.Date
	until    calendar.Date // the last good day, or the day of leaving
	record   *signoff.Record
	standing string
	flags    []string
	runs     int
	minutes  int
	back     *signoff.Record // the revocation that took it back
	interim  bool
	answers  *signoff.Record // the objective that was reached
	ended    string          // why a time of qualification did
}

// NewTranscript makes the view of one learner, who may have left; signature says what was found out about the
// signature of a record, and commit is the id of the one that holds what is read, "" where none does.
func NewTranscript(in *Input, s *signoff.Standings, commit string, signature func(*signoff.Record) string) View {
	v := transcript{in: in, s: s, commit: commit, signature: signature, spells: in.qualifiedTimes(s.Learner)}
	for _, r := range s.Roles {
		v.role(r)
	}
	v.elsewhere()
	v.notes()
	return v
}

// role gathers what was earned in a role: the times in it, what stands, what was taken back, and what it came
// to.
func (v *transcript) role(r *signoff.RoleStanding) {
	for _, e := range v.s.Enrolments(r.Role.ID) {
		v.list = append(v.list, earned{what: earnedEnrolment, role: r.Role.ID, date: e.Start, until: e.Left})
	}
	for i := range r.Cells {
		c := &r.Cells[i]
		if c.Rests == nil || !c.Rests.Grants() {
			continue
		}
		v.list = append(v.list, earned{
			what: earnedCompetency, role: r.Role.ID, entry: c.Entry, id: c.Entry.ID, date: c.Date, until: c.Until, record: c.Rests, standing: c.Standing.String(),
			flags: c.Flags.Words(), runs: c.Runs, minutes: c.Worked, back: v.s.TakenBack(c.Rests.Digest),
		})
	}
	v.revoked(func(x *signoff.Record) bool {
		return r.Role.Entry(x.Competency) != nil && (x.Role == "" || x.Role == r.Role.ID)
	}, r.Role)
	v.qualified(r)
}

// revoked gathers what was taken back of the records that belong to a role.
func (v *transcript) revoked(belongs func(*signoff.Record) bool, role *competency.Role) {
	for _, x := range signoff.Once(v.s.Learner.Records) {
		if !x.Grants() || !v.in.counts(x) || !v.s.Authorised(x) || !belongs(x) || v.stands(x) {
			continue
		}
		if back := v.s.TakenBack(x.Digest); back != nil {
			v.list = append(v.list, earned{
				what: earnedRevoked, role: role.ID, entry: role.Entry(x.Competency), id: x.Competency, date: x.Effect(v.in.Program.Zone), until: x.Until, record: x, back: back,
			})
		}
	}
}

// stands reports whether a record is among what is gathered already.
func (v *transcript) stands(r *signoff.Record) bool {
	return slices.ContainsFunc(v.list, func(e earned) bool { return e.record == r && e.what == earnedCompetency })
}

// qualified gathers the times of qualification, and what coordinators declared.
func (v *transcript) qualified(r *signoff.RoleStanding) {
	for _, x := range v.spells[r.Role.ID] {
		standing := ""
		if x.until == 0 {
			standing = "holds"
		}
		v.list = append(v.list, earned{what: earnedQualified, role: r.Role.ID, date: x.from, until: x.until, standing: standing, ended: x.ended})
	}
	for _, x := range signoff.Once(v.s.Learner.Records) {
		if x.Type == signoff.Qualify && x.Role == r.Role.ID && v.in.counts(x) && v.s.Authorised(x) {
			standing, back := "", v.s.TakenBack(x.Digest)
			if r.Qualifying == x && (r.Qualified || r.Interim) {
				standing = "holds"
			}
			v.list = append(v.list, earned{what: earnedQualification, role: r.Role.ID, date: x.Date, until: x.Until, record: x, interim: x.Interim, standing: standing, back: back})
		}
	}
}

// elsewhere gathers sign-offs of competencies that no role of the learner has any more.
func (v *transcript) elsewhere() {
	for _, x := range signoff.Once(v.s.Learner.Records) {
		asked := slices.ContainsFunc(v.s.Roles, func(r *signoff.RoleStanding) bool { return r.Role.Entry(x.Competency) != nil })
		if x.Grants() && !asked && v.in.counts(x) && v.s.Authorised(x) {
			e := earned{what: earnedCompetency, role: x.Role, id: x.Competency, date: x.Effect(v.in.Program.Zone), until: x.Until, record: x, back: v.s.TakenBack(x.Digest)}
			if e.back != nil {
				e.what = earnedRevoked
			}
			v.list = append(v.list, e)
		}
	}
}

// notes gathers the objectives that were reached and the accomplishments, in the order of their days.
func (v *transcript) notes() {
	var all []earned
	for _, o := range v.s.Objectives() {
		if o.Closed != nil {
			all = append(all, earned{what: earnedObjective, id: o.Opened.Competency, record: o.Closed, answers: o.Opened})
		}
	}
	for _, x := range signoff.Once(v.s.Learner.Records) {
		if x.Type == signoff.Note && x.Kind == signoff.KindAccomplishment && !x.Done && v.in.counts(x) && v.s.TakenBack(x.Digest) == nil {
			all = append(all, earned{what: earnedAccomplishment, id: x.Competency, record: x})
		}
	}
	for i := range all {
		all[i].date = all[i].record.Effect(v.in.Program.Zone)
	}
	slices.SortStableFunc(all, func(a, b earned) int { return cmp.Compare(a.date, b.date) })
	v.list = append(v.list, all...)
}
