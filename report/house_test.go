package report_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sojt/competency"
	"sojt/report"
	"sojt/signoff"
	"sojt/signoff/line"
)

// house is a program as it is loaded from files, and its people's records, for views over standings that
// Fold gives.
type house struct {
	t        testing.TB
	program  *competency.Program
	learners []*signoff.Learner
	made     int
}

const houseMentors = `mentors:
  - {id: dana, name: Dana Cole, email: dana@house.example, coordinator: true, from: 2026-01-01}
  - {id: ana, name: Ana Ruiz, email: ana@house.example, from: 2026-01-01}
  - {id: per, name: Per Lind, email: per@house.example, from: 2026-01-01}
  - {id: rui, name: Rui Costa, email: rui@house.example, from: 2026-01-01, until: 2026-10-31}
`

// newHouse loads files, each under a line "-- NAME --"; sojt.yaml and mentors.yaml have a default.
func newHouse(t testing.TB, definitions string) *house {
	t.Helper()
	files := fstest.MapFS{
		"sojt.yaml":    {Data: []byte("format: 1\nprogram: house-k3v9\nname: House\n")},
		"mentors.yaml": {Data: []byte(houseMentors)},
	}
	for _, part := range strings.Split("\n"+strings.TrimSpace(definitions), "\n-- ")[1:] {
		name, text, _ := strings.Cut(part, " --\n")
		files[name] = &fstest.MapFile{Data: []byte(text + "\n")}
	}
	p, problems := competency.Load(files)
	if err := problems.Err(); err != nil {
		t.Fatalf("%v (%s)", err, problems[0].Hint)
	}
	return &house{t: t, program: p}
}

// person adds a learner with records, one a line: DAY BY TYPE WHAT key=value ...; WHAT is the role or the
// competency.
func (h *house) person(id, lines string) *signoff.Learner {
	h.t.Helper()
	l := &signoff.Learner{ID: id, File: "learners/" + id + ".yaml"}
	for text := range strings.Lines(lines) {
		if words := strings.Fields(text); len(words) > 2 {
			l.Records, l.Lines = append(l.Records, h.record(id, words)), append(l.Lines, len(l.Lines)+5)
		}
	}
	h.learners = append(h.learners, l)
	return l
}

func (h *house) record(learner string, words []string) *signoff.Record {
	h.made++
	d := day(words[0])
	r := &signoff.Record{
		ID: fmt.Sprintf("01KAM000000000000000%06d", h.made), Digest: fmt.Sprintf("digest-%d", h.made), Program: h.program.ID, Learner: learner,
		At: d.Start(time.UTC).Add(9*time.Hour + time.Duration(h.made)*time.Second), By: words[1], Type: words[2],
	}
	switch r.Type {
	case signoff.Enroll:
		r.Role, r.Start = words[3], d
	case signoff.Qualify, signoff.Pause, signoff.Leave:
		r.Role, r.Date = words[3], d
	case signoff.Request:
		r.Competency = words[3]
	case signoff.Revoke:
		r.Ref, r.Date = words[3], d
	default:
		r.Competency, r.Date, r.Revision = words[3], d, 1
		if c := h.program.Competency(r.Competency); c != nil {
			r.Revision, r.Fingerprint = c.Revision, c.Fingerprint
		}
		if r.Type == signoff.Observation {
			r.Outcome = signoff.CompetentOutcome
		}
	}
	for _, pair := range words[4:] {
		key, value, _ := strings.Cut(pair, "=")
		n, _ := strconv.Atoi(value)
		switch key {
		case "to":
			r.To = value
		case "by":
			r.By = value
		case "method":
			r.Method = value
		case "with":
			r.With = value
		case "level":
			r.Level = line.N(n)
		case "minutes":
			r.Minutes = line.N(n)
		case "outcome":
			r.Outcome = value
		case "retest":
			r.Retest = day(value)
		case "until":
			r.Until = day(value)
		case "kind":
			r.Kind = value
		case "errors":
			r.Errors = strings.Split(value, ",")
		case "criteria":
			r.Criteria = strings.Split(value, ",")
		case "session":
			r.Session = value
		case "assessor":
			r.Assessor = value
		case "at":
			r.At = at(value)
		case "trigger":
			r.Trigger = value
		case "accomplish":
			r.Accomplish = value
		case "wording":
			r.Fingerprint = strings.Repeat(value, 64)
		case "interim":
			r.Interim = true
		default:
			h.t.Fatalf("a record has no %q here", key)
		}
	}
	return r
}

// input folds everybody as of a day.
func (h *house) input(asOf string, scope report.Scope) *report.Input {
	book := signoff.NewRulebook(h.program, func(id string) *signoff.Learner {
		for _, l := range h.learners {
			if l.ID == id {
				return l
			}
		}
		return nil
	})
	m := signoff.Moment{AsOf: day(asOf)}
	var all []*signoff.Standings
	for _, l := range h.learners {
		all = append(all, book.Fold(l, m))
	}
	return report.NewInput(book, m, all, scope)
}

// lines gives some columns of a view's rows, parted by blanks; what is empty is a dash.
func lines(v report.View, columns ...string) []string {
	rows := v.Rows()
	var all []string
	for _, row := range rows.Rows {
		var words []string
		for _, want := range columns {
			for i, c := range rows.Columns {
				if c != want {
					continue
				}
				word := fmt.Sprint(row[i])
				if list, ok := row[i].([]string); ok {
					word = strings.Join(list, "+")
				}
				if word == "" {
					word = "-"
				}
				words = append(words, word)
			}
		}
		all = append(all, strings.Join(words, " "))
	}
	return all
}
