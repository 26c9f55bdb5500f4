package signoff

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/signoff/line"
)

// world is a program and its learners, for tests: definitions as YAML, records in short lines.
//
// A line is DAY AUTHOR TYPE WHAT key=value ..., where DAY is the day of effect and WHAT the role,
// the competency, or the record a line is about. It is recorded at noon of its day unless it says
// at=DAY or at=DAYTHH:MM:SS, on one day in the order of the lines. "S: " in front names the record
// for others (record=S is WHAT in a revocation), "x3" makes it three. A line that begins with
// "learner" sets the header: "learner mia department=kitchen".
type world struct {
	t        testing.TB
	book     *Rulebook
	learners map[string]*Learner
	named    map[string]*Record
	made     int
}

const someProgram = "format: 1\nprogram: bistro\nname: Bistro\n"

const someMentors = `
mentors:
  - {id: ana, name: Ana, from: 2020-01-01}
  - {id: ben, name: Ben, from: 2020-01-01}
  - {id: cleo, name: Cleo, coordinator: true, from: 2020-01-01}
`

// newWorld loads definitions: a list of competencies for the role cook, or files, each under a line
// "-- NAME --"; sojt.yaml and mentors.yaml have a default.
func newWorld(t testing.TB, definitions string) *world {
	t.Helper()
	files := fstest.MapFS{}
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	put("sojt.yaml", someProgram)
	put("mentors.yaml", someMentors)
	if !strings.HasPrefix(strings.TrimSpace(definitions), "-- ") {
		definitions = "-- roles/cook.yaml --\nrole: cook\ntitle: Cook\ncompetencies:\n" + definitions
	}
	for _, part := range strings.Split("\n"+strings.TrimSpace(definitions), "\n-- ")[1:] {
		name, text, _ := strings.Cut(part, " --\n")
		put(name, text+"\n")
	}
	program, problems := competency.Load(files)
	if err := problems.Err(); err != nil {
		t.Fatalf("the test's definitions: %v (%s)", err, problems[0].Hint)
	}
	w := &world{t: t, learners: map[string]*Learner{}, named: map[string]*Record{}}
	w.book = NewRulebook(program, func(id string) *Learner { return w.learners[id] })
	return w
}

// learner gives a learner's file, a new one where there is none yet.
func (w *world) learner(id string) *Learner {
	if w.learners[id] == nil {
		w.learners[id] = &Learner{ID: id, Name: strings.ToUpper(id[:1]) + id[1:], File: "learners/" + id + ".yaml"}
	}
	return w.learners[id]
}

// add puts lines into the learners' files.
func (w *world) add(lines string) {
	w.t.Helper()
	for text := range strings.Lines(lines) {
		for _, r := range w.records(text) {
			l := w.learner(r.Learner)
			l.Records = append(l.Records, r)
		}
	}
}

// records reads one line.
func (w *world) records(text string) []*Record {
	w.t.Helper()
	text, _, _ = strings.Cut(text, " #")
	words := strings.Fields(text)
	if len(words) == 0 {
		return nil
	}
	if words[0] == "learner" {
		w.header(words[1], words[2:])
		return nil
	}
	name := ""
	if before, ok := strings.CutSuffix(words[0], ":"); ok {
		name, words = before, words[1:]
	}
	times := 1
	if n := len(words) - 1; words[n][0] == 'x' {
		times, words = w.number(words[n][1:]), words[:n]
	}
	var all []*Record
	for range times {
		r := w.record(words)
		if err := r.Seal(); err != nil {
			w.t.Fatalf("%s: %v", text, err)
		}
		all = append(all, r)
		w.named[name] = r
	}
	return all
}

func (w *world) header(id string, pairs []string) {
	l := w.learner(id)
	for _, pair := range pairs {
		switch key, value, _ := strings.Cut(pair, "="); key {
		case "department":
			l.Department = value
		case "email":
			l.Email = value
		default:
			w.t.Fatalf("a learner has no %q", key)
		}
	}
}

func (w *world) record(words []string) *Record {
	w.t.Helper()
	if len(words) < 3 {
		w.t.Fatalf("%v: expected a day, an author and a type", words)
	}
	day := w.day(words[0])
	r := &Record{Type: words[2], By: words[1], Program: "bistro", Learner: "mia"}
	w.made++
	r.At = day.Start(time.UTC).Add(12*time.Hour + time.Duration(w.made)*time.Second)
	rest := words[3:]
	for len(rest) > 0 && !strings.Contains(rest[0], "=") {
		w.what(r, rest[0])
		rest = rest[1:]
	}
	w.dated(r, day)
	w.usual(r)
	for _, pair := range rest {
		key, value, _ := strings.Cut(pair, "=")
		w.set(r, key, value)
	}
	r.ID = ulidAt(r.At, w.made)
	return r
}

// what reads what a record is about.
func (w *world) what(r *Record, word string) {
	switch r.Type {
	case Enroll, Pause, Resume, Leave, Qualify:
		r.Role = word
	case Revoke, Acknowledge:
		if w.named[word] == nil {
			w.t.Fatalf("no record is named %q", word)
		}
		r.Ref = w.named[word].Digest
	case KeyRecord:
		r.Key = "ssh-ed25519 " + word
	default:
		switch {
		case r.Competency == "":
			r.Competency = word
		case r.Type == Waive:
			r.Kind = word
		default:
			r.Outcome = word
		}
	}
}

func (w *world) dated(r *Record, day calendar.Date) {
	switch r.Type {
	case Enroll:
		r.Start = day
	case Request, Acknowledge, Note, KeyRecord:
	default:
		r.Date = day
	}
}

// usual fills in what most tests do not care about.
func (w *world) usual(r *Record) {
	c := w.book.Program.Competency(r.Competency)
	switch r.Type {
	case Observation, Signoff:
		r.Role = "cook"
		r.Revision, r.Fingerprint = 1, strings.Repeat("0", 64)
		if c != nil {
			r.Revision, r.Fingerprint = c.Revision, c.Fingerprint
			for _, criterion := range c.Criteria {
				r.Criteria = append(r.Criteria, criterion.ID)
			}
		}
		if r.Type == Signoff {
			r.Meaning = "observed and found competent"
		} else if r.Outcome == "" {
			r.Outcome = CompetentOutcome
		}
		if r.Outcome == NotYetOutcome {
			r.Note, r.Action, r.Criteria = "slipped", "again on Monday", nil
		}
	case Transcribe:
		r.Role, r.Revision, r.Signer = "cook", 1, "A. Nother"
		r.Source = line.Source{Document: "binder 3", SHA256: strings.Repeat("5", 64)}
		if r.Outcome == "" {
			r.Outcome = CompetentOutcome
		}
	case Waive:
		r.Role, r.Reason = "cook", "known"
		if r.Kind == "" {
			r.Kind = PriorLearning
		}
	case Revoke, Pause, Leave:
		r.Reason = "because"
	case Note:
		r.Kind, r.Text = "feedback", "well done"
	case KeyRecord:
		r.Verified = "passport"
	}
}

func (w *world) set(r *Record, key, value string) {
	w.t.Helper()
	switch key {
	case "at":
		r.At = w.instant(value)
	case "learner":
		r.Learner = value
	case "level":
		r.Level = line.N(w.number(value))
	case "minutes":
		r.Minutes = line.N(w.number(value))
	case "revision":
		r.Revision = w.number(value)
	case "wording": // one that the competency does not have now
		r.Fingerprint = strings.Repeat(value, 64)
	case "criteria":
		r.Criteria = slices.DeleteFunc(strings.Split(value, ","), func(s string) bool { return s == "" })
	case "until":
		r.Until = w.day(value)
	case "reaffirms":
		r.Reaffirms = w.named[value].Digest
	case "late":
		r.Late = true
	case "interim":
		r.Interim = true
	case "closes":
		r.Ref, r.Done = w.named[value].Digest, true
	default:
		text := map[string]*string{
			"role": &r.Role, "accomplish": &r.Accomplish, "method": &r.Method, "with": &r.With, "to": &r.To,
			"trigger": &r.Trigger, "override": &r.Override, "sig": &r.Sig, "equipment": &r.Equipment,
			"place": &r.Place, "task": &r.Task, "assessor": &r.Assessor, "note": &r.Note, "kind": &r.Kind, "text": &r.Text,
		}[key]
		if text == nil {
			w.t.Fatalf("%q is no key of a test's record", key)
		}
		*text = value
	}
}

func (w *world) day(s string) calendar.Date {
	w.t.Helper()
	d, err := calendar.Parse(s)
	if err != nil {
		w.t.Fatalf("%q: %v", s, err)
	}
	return d
}

// instant reads a day, which means its noon, or a full time without zone, which means UTC.
func (w *world) instant(s string) time.Time {
	w.t.Helper()
	if len(s) == len("2026-01-02") {
		return w.day(s).Start(time.UTC).Add(12*time.Hour + time.Duration(w.made)*time.Second)
	}
	at, err := time.Parse("2006-01-02T15:04:05", s)
	if err != nil {
		w.t.Fatalf("%q is no time", s)
	}
	return at
}

func (w *world) number(s string) int {
	w.t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		w.t.Fatalf("%q is no number", s)
	}
	return n
}

// ulidAt makes the n-th id of a test, in the second of at.
func ulidAt(at time.Time, n int) string {
	const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	id := make([]byte, 26)
	for i, rest := 9, at.UnixMilli(); i >= 0; i-- {
		id[i], rest = digits[rest&31], rest>>5
	}
	for i := 25; i >= 10; i-- {
		id[i], n = digits[n&31], n>>5
	}
	return string(id)
}
