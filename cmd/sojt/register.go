package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/report/grid"
	"sojt/report/written"
	"sojt/signoff"
	"sojt/signoff/line"
)

// register is a list of past sign-offs while it is transcribed.
type register struct {
	*desk
	list     *grid.List
	problems diag.List
	days     dayColumn
	source   line.Source
	role     string // of rows that name none; "" is the learner's earliest that has the competency
	whose    []string
	mentors  *written.People
	about    map[string][]*competency.Competency // by id, code and title, as text.Bare has them
	before   map[string]*signoff.Learner         // without the drafts
	in       map[learnerDay]*signoff.Standings   // of before
	unlisted map[string]int                      // signers who are not in mentors.yaml, with how many rows
	strange  bool                                // whether it was said which words are known for a result
	unrated  int                                 // rows without the level that is asked for
	there    int
	left     int
}

type learnerDay struct {
	learner string
	day     calendar.Date
}

func (r *register) wrong(at diag.Pos, hint, format string, args ...any) {
	r.problems.Errorf(grid.CodeTable, at, format, args...).Hint = hint
}

func (r *register) value(row grid.Row, field string) string {
	return text.Fold(r.list.Value(row, field))
}

func (r *register) name(row grid.Row) string {
	return fullName(func(field string) string { return r.value(row, field) })
}

// seatAll finds whose each row is, and reads their files.
func (r *register) seatAll(ctx context.Context) error {
	all, err := r.everyoneThere(ctx)
	if err != nil {
		return err
	}
	mentors := len(r.program.Mentors)
	r.mentors = written.NewPeople(all[:mentors])
	learners, names := written.NewPeople(all[mentors:]), []string{}
	for _, p := range all[mentors:] {
		names = append(names, p.ID, p.Name)
	}
	known := map[string]string{}
	for _, row := range r.list.Rows {
		id, problem := "", len(r.problems)
		key := strings.Join([]string{r.list.Value(row, "learner"), r.name(row), r.list.Value(row, "email")}, "\x00")
		if said, ok := known[key]; ok && said != "" {
			id = said
		} else {
			id = r.learnerOf(row, learners, names)
		}
		if r.whose = append(r.whose, id); len(r.problems) == problem {
			known[key] = id
		}
	}
	return r.seat(ctx, distinct(r.whose))
}

// seat reads the files of learners, and what is there to be signed for them.
func (r *register) seat(ctx context.Context, ids []string) error {
	if err := r.load(ids); err != nil {
		return r.unwritable(ctx, err)
	}
	if err := r.writer().Check(ctx, r.paths(), nil); err != nil {
		return err
	}
	if r.role != "" {
		if err := r.desk.role(r.role); err != nil {
			return err
		}
	}
	r.before, r.in = map[string]*signoff.Learner{}, map[learnerDay]*signoff.Standings{}
	for _, id := range ids {
		l := *r.people[id].Learner
		r.before[id] = &l
	}
	r.about = map[string][]*competency.Competency{}
	for _, role := range r.program.Roles {
		for _, e := range role.Entries {
			c := e.Competency
			_, short, _ := strings.Cut(c.ID, "/")
			for _, said := range []string{c.ID, short, c.Code, c.Title, c.Code + " " + c.Title} {
				if key := text.Bare(text.Fold(said)); key != "" && !slices.Contains(r.about[key], c) {
					r.about[key] = append(r.about[key], c)
				}
			}
		}
	}
	return nil
}

// learnerOf is whose a row is, by all that it says of them; "" where a problem says why not.
func (r *register) learnerOf(row grid.Row, learners *written.People, names []string) string {
	var said string
	var several error
	ids := map[string]string{}
	for _, v := range []string{r.value(row, "learner"), r.name(row), r.value(row, "email")} {
		if v == "" {
			continue
		}
		said = cmp.Or(said, v)
		p, err := learners.Named(v)
		if err == nil {
			ids[p.ID] = v
		} else if !errors.Is(err, written.ErrNobody) {
			several = err
		}
	}
	at := r.list.Place(row)
	switch fit := slices.Sorted(maps.Keys(ids)); {
	case said == "":
		r.wrong(at, "fill it in, or take the row out", "no learner")
	case len(fit) == 1:
		return fit[0]
	case len(fit) > 1:
		r.wrong(at, "name one", "%q is %s, and %q is %s", ids[fit[0]], fit[0], ids[fit[1]], fit[1])
	case several != nil:
		r.wrong(at, "write the id", "learner: %v", several)
	default:
		hint := "sojt import learners enrols those of a list"
		if near := nearest(said, names); near != "" {
			hint = "did you mean " + near + "?"
		}
		r.wrong(at, hint, "there is no learner %q", said)
	}
	return ""
}

// draftAll drafts a record for each row that says one.
func (r *register) draftAll(ctx context.Context) error {
	r.unlisted = map[string]int{}
	for i, row := range r.list.Rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		if r.value(row, "date") == "" && r.value(row, "mentor") == "" && r.value(row, "outcome") == "" {
			r.left++
			continue
		}
		x, ok := r.record(row, r.whose[i])
		if !ok || r.known(row, x) {
			continue
		}
		found, err := r.judge(x)
		if err != nil {
			r.wrong(r.list.Place(row), "", "it cannot be recorded: %v", err)
			continue
		}
		for _, f := range found {
			f.Remedy = remedyInList(f)
			r.object(x, f)
		}
		r.keep(x)
		r.places[x] = r.list.Place(row)
	}
	return nil
}

// remedyInList is what satisfies a rule, for somebody who has a list and no flags of a sign-off.
func remedyInList(f signoff.Refusal) string {
	if !strings.Contains(f.Remedy, "--date ") || strings.HasPrefix(f.Remedy, "sojt ") {
		return f.Remedy
	}
	remedy := "correct the day in the list"
	if _, more, ok := strings.Cut(f.Remedy, "; "); ok {
		remedy += "; " + more
	}
	return remedy
}

// known reports whether a row is there already, or was and is taken back, which is a problem.
func (r *register) known(row grid.Row, x *signoff.Record) bool {
	signer := written.Person{Name: x.Signer}
	if p, err := r.mentors.Named(x.Signer); err == nil {
		signer.ID = p.ID
	}
	for _, old := range r.people[x.Learner].Learner.Records {
		if !sameJudgement(old, x, signer) {
			continue
		}
		back := r.takenBack(old)
		switch {
		case back != nil:
			r.wrong(r.list.Place(row), "where it is right after all, that revocation is taken back by a coordinator: sojt revoke "+back.ID,
				"it was recorded as %s, and revoked by %s on %s: %s", old.ID, back.By, back.Date.Human(), back.Reason)
		case x.Level.Set && old.Level != x.Level:
			r.wrong(r.list.Cell(row, "level"), "where the new one is right: sojt revoke "+old.ID, "the level is %d here, and another one in the record %s", x.Level.N, old.ID)
		default:
			r.there++
		}
		return true
	}
	return false
}

// talk says what was left, and what is not certain about what is recorded.
func (r *register) talk() {
	if r.left > 0 {
		r.app.tell("left        %s without day, mentor and outcome: not signed", counted(r.left, "row"))
	}
	if r.unrated > 0 {
		r.app.tell("no level    %s of competencies that are rated: they are recorded, and are no more than partial", counted(r.unrated, "row"))
	}
	for _, signer := range slices.Sorted(maps.Keys(r.unlisted)) {
		r.app.tell("as written  %q, who is not in mentors.yaml, signed %s", signer, counted(r.unlisted[signer], "row"))
	}
}

// understood is what a record says, in a line.
func understood(x *signoff.Record) string {
	day := x.Date.Human()
	if x.Dated != "" {
		day = fmt.Sprintf("dated %q", x.Dated)
	}
	level := ""
	if x.Level.Set {
		level = fmt.Sprintf(", level %d", x.Level.N)
	}
	return fmt.Sprintf("%s  %s  %s, %s%s, signed by %s", x.Learner, x.Competency, x.Outcome, day, level, x.Signer)
}
