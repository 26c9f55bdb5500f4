package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/text"
	"sojt/report/grid"
	"sojt/report/written"
	"sojt/signoff"
	"sojt/signoff/line"
)

// record is what a row says; ok is false where a problem says why it is none.
func (r *register) record(row grid.Row, learner string) (x *signoff.Record, ok bool) {
	before := len(r.problems)
	day, _ := r.days.read(row, &r.problems)
	signer := r.signer(row, learner)
	outcome := r.outcome(row)
	if learner == "" {
		return nil, false
	}
	c := r.competency(row, learner)
	if c == nil || len(r.problems) > before {
		return nil, false
	}
	day = r.begun(day, learner, c.ID)
	x = r.draft(signoff.Transcribe, learner)
	x.Competency, x.Date, x.Dated, x.Signer, x.Source, x.Outcome = c.ID, day.Date, day.Dated, signer, r.source, outcome
	x.Note = r.value(row, "note")
	x.Role = r.roleOf(row, x, c)
	r.revision(row, x, c)
	r.level(row, x, c)
	r.accomplish(row, x)
	return x, len(r.problems) == before
}

// signer is the name of who signed: that of a mentor where one is meant, else what is written.
func (r *register) signer(row grid.Row, learner string) string {
	said, at := r.value(row, "mentor"), r.list.Cell(row, "mentor")
	if said == "" {
		r.wrong(at, "fill in who signed", "no mentor")
		return ""
	}
	p, err := r.mentors.Signed(said)
	own := learner != "" && (p.ID == learner || text.Bare(said) == text.Bare(r.before[learner].Name))
	switch {
	case own:
		r.wrong(at, "name who judged the work", "%s cannot have signed for themselves", learner)
	case errors.Is(err, written.ErrNobody):
		r.unlisted[said]++
		return said
	case err != nil:
		r.wrong(at, "write the id, or the name", "mentor: %v", err)
	}
	return cmp.Or(p.Name, p.ID)
}

func (r *register) outcome(row grid.Row) string {
	said := r.value(row, "outcome")
	switch competent, known := written.Outcome(said); {
	case said == "" && !r.list.Has("outcome"):
		return signoff.CompetentOutcome // a list of sign-offs
	case said == "":
		r.wrong(r.list.Cell(row, "outcome"), "fill it in, or have the column not read: --map outcome=", "no outcome, and a day or a mentor")
	case !known:
		hint := ""
		if !r.strange {
			r.strange, hint = true, outcomeWords()
		}
		r.wrong(r.list.Cell(row, "outcome"), hint, "outcome is %q", said)
	case competent:
		return signoff.CompetentOutcome
	default:
		return signoff.NotYetOutcome
	}
	return ""
}

// outcomeWords says which words are known for a result.
func outcomeWords() string {
	known := func(words []string) string {
		return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), ", ")
	}
	return fmt.Sprintf("signed is %s; not yet is %s; --map outcome= has every row signed", known(written.CompetentWords()), known(written.NotYetWords()))
}

// competency is what a row is about, by all that it says of it; nil where a problem says why not.
func (r *register) competency(row grid.Row, learner string) *competency.Competency {
	var found *competency.Competency
	var said, by string
	for _, field := range []string{"competency", "code", "title"} {
		v := r.value(row, field)
		if v == "" {
			continue
		}
		said = cmp.Or(said, v)
		fit := r.fitting(row, learner, v)
		switch {
		case len(fit) > 1 && found == nil:
			var ids []string
			for _, c := range fit {
				ids = append(ids, c.ID)
			}
			r.wrong(r.list.Cell(row, field), "write the id", "%s: %q can be %s", field, v, text.Join(ids, "or"))
			return nil
		case len(fit) == 1 && found != nil && found != fit[0]:
			r.wrong(r.list.Cell(row, field), "correct one of them, or have a column not read: --map "+field+"=", "the %s is that of %s, and the %s that of %s", by, found.ID, field, fit[0].ID)
			return nil
		case len(fit) == 1:
			found, by = fit[0], field
		}
	}
	switch {
	case said == "":
		r.wrong(r.list.Place(row), "fill it in, or take the row out", "no competency")
	case found == nil:
		hint := "sojt status " + learner + " lists those of " + learner
		if near := nearest(said, r.sayings()); near != "" {
			hint = "did you mean " + near + "?"
		}
		r.wrong(r.list.Place(row), hint, "there is no competency %q in a role of %s", said, learner)
	}
	return found
}

// fitting are the competencies that words can mean: of the role that the row names, else of those that the
// learner is or was in, else of any that is read.
func (r *register) fitting(row grid.Row, learner, said string) []*competency.Competency {
	all := r.about[text.Bare(said)]
	if i := slices.IndexFunc(all, func(c *competency.Competency) bool { return c.ID == said }); i >= 0 {
		return all[i : i+1]
	}
	named := cmp.Or(r.value(row, "role"), r.role)
	var own []*competency.Competency
	for _, c := range all {
		for _, s := range r.standing(learner, r.today).Roles {
			if s.Role.Entry(c.ID) != nil && (named == "" || r.isRole(s.Role, named)) && !slices.Contains(own, c) {
				own = append(own, c)
			}
		}
	}
	if len(own) > 0 {
		return own
	}
	return all
}

func (r *register) isRole(role *competency.Role, said string) bool {
	return role.ID == said || text.Bare(role.Title) == text.Bare(said)
}

// sayings are what competencies can be called, for the nearest of them.
func (r *register) sayings() []string {
	var all []string
	for _, id := range competencies(r.program) {
		all = append(all, id, r.program.Competency(id).Title)
	}
	return all
}

// standing is that of a learner on a day before the list is taken in.
func (r *register) standing(learner string, day calendar.Date) *signoff.Standings {
	key := learnerDay{learner, day}
	if r.in[key] == nil {
		r.in[key] = r.book.Fold(r.before[learner], signoff.Moment{AsOf: day})
	}
	return r.in[key]
}

// roleOf is the role a record belongs to: the one named, else the learner's earliest that has the competency,
// else any, which the rules refuse.
func (r *register) roleOf(row grid.Row, x *signoff.Record, c *competency.Competency) string {
	if said := cmp.Or(r.value(row, "role"), r.role); said != "" {
		var ids []string
		for _, role := range r.program.Roles {
			if r.isRole(role, said) {
				return role.ID
			}
			ids = append(ids, role.ID)
		}
		hint := "the learners of the list are in " + strings.Join(ids, ", ")
		if near := nearest(said, ids); near != "" {
			hint = "did you mean " + near + "?"
		}
		r.wrong(r.list.Cell(row, "role"), hint, "none of the learners is in a role %q", said)
		return ""
	}
	if role := r.standing(x.Learner, x.Date).RoleFor(c.ID); role != "" {
		return role
	}
	for _, s := range r.standing(x.Learner, r.today).Roles {
		if s.Role.Entry(c.ID) != nil {
			return s.Role.ID
		}
	}
	for _, role := range r.program.Roles {
		if role.Entry(c.ID) != nil {
			return role.ID
		}
	}
	return ""
}

// revision is the one of the wording that was judged: as the row says, else the one that was in force.
func (r *register) revision(row grid.Row, x *signoff.Record, c *competency.Competency) {
	said, at := r.value(row, "revision"), r.list.Cell(row, "revision")
	x.Revision = c.Revision
	switch n, err := strconv.Atoi(said); {
	case said != "" && (err != nil || n < 1 || n > c.Revision):
		r.wrong(at, "", "revision is %q, expected a number from 1 to %d, which %s has now", said, c.Revision, c.ID)
	case said != "":
		x.Revision = n
	case c.Revision > 1 && c.Revised == 0:
		r.wrong(at, fmt.Sprintf("write `revised:` into %s, or a column revision into the list", c.Pos.File), "%s is revision %d, and nobody wrote since when", c.ID, c.Revision)
	case x.Date < c.Revised:
		x.Revision = max(1, c.Revision-1)
	}
}

// level is the one reached, by number or name.
func (r *register) level(row grid.Row, x *signoff.Record, c *competency.Competency) {
	said, at := r.value(row, "level"), r.list.Cell(row, "level")
	switch {
	case said == "" && c.Scale != nil && x.Outcome == signoff.CompetentOutcome:
		r.unrated++
		return
	case said == "":
		return
	case c.Scale == nil:
		r.wrong(at, "take it out, or have the column not read: --map level=", "the level is %q, and %s is not rated on a scale", said, c.ID)
		return
	}
	if l := c.Scale.Named(said); l != nil {
		x.Level = line.N(l.ID)
		return
	}
	r.wrong(at, "it has "+levels(c.Scale), "%q is no level of %s", said, c.Scale.ID)
}

func (r *register) accomplish(row grid.Row, x *signoff.Record) {
	x.Accomplish = strings.ToLower(r.value(row, "accomplish"))
	if x.Accomplish != "" && !slices.Contains(competency.Accomplishments(), x.Accomplish) {
		r.wrong(r.list.Cell(row, "accomplish"), "expected "+text.Join(competency.Accomplishments(), "or"), "accomplish is %q", x.Accomplish)
	}
}
