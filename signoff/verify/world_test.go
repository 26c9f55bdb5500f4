package verify

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/history"
	"sojt/signoff/ledger"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// now is when the tests verify.
var now = time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)

// bistro is a program in which every rule can be broken.
var bistro = map[string]string{
	"sojt.yaml": `format: 1
program: bistro
name: Bistro
departments: [{id: kitchen}, {id: hall}]
policy: {late_after: 7d, late_refuse: 30d}
scales:
  - id: stars
    levels: [{id: 1, name: Aided}, {id: 2, name: Alone, pass: true}, {id: 3, name: Teaches}]
`,
	"mentors.yaml": `mentors:
  - {id: ana, name: Ana, departments: [kitchen], from: 2026-01-01, keys: [{key: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"}, {key: "KEY-ana"}]}
  - {id: ben, name: Ben, departments: [kitchen], from: 2026-01-01, keys: [{key: "KEY-ben", from: 2026-01-10, until: 2026-03-31}]}
  - {id: cleo, name: Cleo, email: cleo@bistro.example, coordinator: true, departments: [kitchen], from: 2026-01-01, keys: [{key: "KEY-cleo"}]}
  - {id: dora, name: Dora, coordinator: true, departments: [hall], from: 2026-01-01}
  - {id: emil, name: Emil, departments: [kitchen], from: 2026-01-01, until: 2026-02-28, keys: [{key: "KEY-emil", compromised: 2026-02-15T00:00:00Z}, {key: "KEY-emil2"}]}
`,
	"roles/cook.yaml": `role: cook
title: Cook
department: kitchen
qualify: coordinator
competencies:
  - {id: wash, title: Washes, criteria: [{id: clean, text: No dirt}, {id: dry, text: No drop}]}
  - {id: cut, title: Cuts, criteria: [{id: size, text: 3 mm}], requires: [wash], practice: 2, scale: stars, level: 2, capture: [equipment]}
  - {id: fry, title: Fries, revision: 2, criteria: [{id: crisp, text: Crisp}], evidence: {passes: 2, consecutive: true}, required: false,
     editorial: [eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee]}
  - {id: bake, title: Bakes, criteria: [{id: gold, text: Golden}], certifier: separate, renew: 1y, replaces: [{id: toast, carry: full}, {id: grill, carry: none}], required: false}
  - {id: toast, title: Toasts, criteria: [{id: brown, text: Brown}], retired: 2026-05-01, required: false}
  - {id: grill, title: Grills, criteria: [{id: marks, text: Marks}], retired: 2026-05-01, required: false}
`,
	"roles/waiter.yaml": "role: waiter\ntitle: Waiter\ndepartment: kitchen\nstatus: retired\ncompetencies: [{id: pour, title: Pours}, {id: tray, title: Trays, retired: 2026-02-02}]\n",
	"roles/porter.yaml": "role: porter\ntitle: Porter\ndepartment: kitchen\nstatus: draft\ncompetencies: [{id: carry, title: Carries}]\n",
}

// world is learner files of the bistro as they grow.
//
// A line is DAY AUTHOR TYPE WHAT key=value ..., made at noon of its day unless it says
// at=DAYTHH:MM:SS, on one day in the order of the lines. WHAT is the role, the competency or the
// record that it is about. It names all heads in prev, as in one clone, unless it says prev=A,B or
// prev=none. sign=ana signs it with the key KEY-ana. "S: " in front names it. "learner ID key=value" goes on with another learner.
type world struct {
	t       testing.TB
	program *competency.Program
	learner string
	headers map[string]string
	records map[string][]*signoff.Record
	named   map[string]*signoff.Record
	made    int
	texts   fstest.MapFS // the definitions
}

// keyNames are keys in definitions and lines: KEY-ana is the ed25519 key of the signer "ana".
var keyNames = regexp.MustCompile("KEY-[a-z0-9]+")

func keyNamed(name string) string {
	return testkit.NewSigner("ed25519", strings.TrimPrefix(name, "KEY-")).Key
}

func newWorld(t testing.TB, changes ...string) *world {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range bistro {
		for i := 0; i+1 < len(changes); i += 2 {
			text = strings.ReplaceAll(text, changes[i], changes[i+1])
		}
		files[name] = &fstest.MapFile{Data: []byte(keyNames.ReplaceAllStringFunc(text, keyNamed))}
	}
	p, problems := competency.Load(files)
	if err := problems.Err(); err != nil {
		t.Fatalf("the test's definitions: %v", err)
	}
	w := &world{t: t, program: p, headers: map[string]string{}, records: map[string][]*signoff.Record{}, named: map[string]*signoff.Record{}, texts: files}
	w.add("learner mia department=kitchen")
	return w
}

func (w *world) add(lines string) *world {
	w.t.Helper()
	for text := range strings.Lines(lines) {
		text, _, _ = strings.Cut(text, " #")
		words := strings.Fields(text)
		switch {
		case len(words) == 0:
		case words[0] == "learner":
			w.learner = words[1]
			w.headers[w.learner] += strings.ReplaceAll(strings.Join(words[2:], "\n"), "=", ": ") + "\n"
		default:
			w.record(words)
		}
	}
	return w
}

// record makes the record of a line.
func (w *world) record(words []string) {
	w.t.Helper()
	name := ""
	if before, ok := strings.CutSuffix(words[0], ":"); ok {
		name, words = before, words[1:]
	}
	day := w.day(words[0])
	w.made++
	r := &signoff.Record{By: words[1], Type: words[2], Program: "bistro", Learner: w.learner}
	r.At = day.Start(time.UTC).Add(12*time.Hour + time.Duration(w.made)*time.Second)
	r.Prev = signoff.Heads(w.records[w.learner])
	words = words[3:]
	for len(words) > 0 && !strings.Contains(words[0], "=") {
		w.what(r, words[0])
		words = words[1:]
	}
	w.usual(r, day)
	signer := ""
	for _, pair := range words {
		key, value, _ := strings.Cut(pair, "=")
		if key == "sign" {
			signer = value
			continue
		}
		w.set(r, key, value)
	}
	if r.ID == "" {
		r.ID = ulidAt(r.At, w.made)
	}
	if err := r.Seal(); err != nil {
		w.t.Fatalf("%v: %v", words, err)
	}
	if signer != "" {
		testkit.NewSigner("ed25519", signer).Sign(r)
	}
	w.records[w.learner] = append(w.records[w.learner], r)
	w.named[name] = r
}

// what reads what a record is about.
func (w *world) what(r *signoff.Record, word string) {
	switch r.Type {
	case signoff.Enroll, signoff.Pause, signoff.Resume, signoff.Leave, signoff.Qualify:
		r.Role = word
	case signoff.Revoke, signoff.Acknowledge:
		r.Ref = w.digest(word)
	case signoff.KeyRecord:
		if r.Key = "ssh-ed25519 " + word; keyNames.MatchString(word) {
			r.Key = keyNamed(word)
		}
	default:
		if r.Competency == "" {
			r.Competency = word
		} else {
			r.Outcome, r.Kind = word, word
		}
	}
}

// usual fills in what most tests do not care about.
func (w *world) usual(r *signoff.Record, day calendar.Date) {
	switch r.Type {
	case signoff.Enroll:
		r.Start = day
	case signoff.Request, signoff.Acknowledge, signoff.Note, signoff.KeyRecord:
	default:
		r.Date = day
	}
	c := w.program.Competency(r.Competency)
	if c != nil && (r.Type == signoff.Observation || r.Type == signoff.Signoff) {
		r.Revision, r.Fingerprint = c.Revision, c.Fingerprint
		for _, criterion := range c.Criteria {
			r.Criteria = append(r.Criteria, criterion.ID)
		}
		if c.Scale != nil {
			r.Level, r.Equipment = line.N(2), "station 2"
		}
	}
	switch r.Type {
	case signoff.Observation:
		r.Role, r.Kind = "cook", ""
		if r.Outcome == signoff.NotYetOutcome {
			r.Note, r.Action, r.Criteria = "slipped", "again on Monday", nil
		}
	case signoff.Signoff:
		r.Role, r.Meaning = "cook", "observed and found competent"
	case signoff.Transcribe:
		r.Role, r.Revision, r.Signer, r.Kind, r.Outcome = "cook", c.Revision, "A. Nother", "", signoff.CompetentOutcome
		r.Source = line.Source{Document: "binder 3", SHA256: strings.Repeat("5", 64)}
	case signoff.Waive:
		r.Role, r.Reason, r.Outcome = "cook", "known", ""
	case signoff.Revoke, signoff.Pause, signoff.Leave:
		r.Reason = "because"
	case signoff.Note:
		r.Kind, r.Text = "feedback", "well done"
	case signoff.KeyRecord:
		r.Verified = "passport"
	}
}

func (w *world) set(r *signoff.Record, key, value string) {
	w.t.Helper()
	text := map[string]*string{
		"role": &r.Role, "competency": &r.Competency, "accomplish": &r.Accomplish, "method": &r.Method, "with": &r.With,
		"trigger": &r.Trigger, "override": &r.Override, "sig": &r.Sig, "equipment": &r.Equipment, "note": &r.Note,
		"id": &r.ID, "program": &r.Program,
	}[key]
	switch key {
	case "at":
		at, err := time.Parse("2006-01-02T15:04:05", value)
		if err != nil {
			w.t.Fatal(err)
		}
		r.At = at
	case "date":
		r.Date = w.day(value)
	case "start":
		r.Start = w.day(value)
	case "until":
		r.Until = w.day(value)
	case "level":
		r.Level.N = w.number(value)
	case "minutes":
		r.Minutes = line.N(w.number(value))
	case "revision":
		r.Revision = w.number(value)
	case "wording":
		r.Fingerprint = strings.Repeat(value, 64)
	case "criteria":
		r.Criteria = slices.DeleteFunc(strings.Split(value, ","), func(s string) bool { return s == "" })
	case "late":
		r.Late = true
	case "reaffirms":
		r.Reaffirms = w.digest(value)
	case "prev":
		r.Prev = nil
		for _, name := range strings.Split(value, ",") {
			if name != "none" {
				r.Prev = append(r.Prev, w.digest(name))
			}
		}
	case "same": // the id of another record
		r.ID, r.At = w.named[value].ID, w.named[value].At
	default:
		if text == nil {
			w.t.Fatalf("%q is no key of a test's record", key)
		}
		*text = value
	}
}

func (w *world) digest(name string) string {
	w.t.Helper()
	if name == "LOST" {
		return line.Digest("a record that nobody has")
	}
	if w.named[name] == nil {
		w.t.Fatalf("no record is named %q", name)
	}
	return w.named[name].Digest
}

func (w *world) day(s string) calendar.Date {
	w.t.Helper()
	d, err := calendar.Parse(s)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

func (w *world) number(s string) int {
	w.t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		w.t.Fatal(err)
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

// files writes the learner files, lines in the order given by order, which may be nil.
func (w *world) files(order func([]string)) fstest.MapFS {
	files := fstest.MapFS{}
	for id, header := range w.headers {
		var lines []string
		for _, r := range w.records[id] {
			object, err := r.Line()
			if err != nil {
				w.t.Fatal(err)
			}
			lines = append(lines, "- "+object+"\n")
		}
		if order != nil {
			order(lines)
		}
		text := "learner: " + id + "\nname: " + id + "\n" + strings.TrimLeft(header, "\n") + "records:\n" + strings.Join(lines, "")
		files["learners/"+id+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// verify reads the files as they stand and checks them all.
func (w *world) verify(files fstest.MapFS) Result {
	w.t.Helper()
	result, err := w.judge(files).All(context.Background())
	if err != nil {
		w.t.Fatal(err)
	}
	return result
}

// judge is the case of the files as they stand.
func (w *world) judge(files fstest.MapFS) *Case {
	l := ledger.Open(files)
	book := signoff.NewRulebook(w.program, func(id string) *signoff.Learner {
		one, _, err := l.Read(id, w.program)
		if err != nil {
			return nil
		}
		return one
	})
	c := &Case{Ledger: l, Book: book, Now: now, Digests: true}
	if w.program.Policy.Signatures == "required" {
		c.Past = &Past{History: &history.History{}, Whole: true} // none of it is committed: the policy is that of its time
	}
	return c
}

// shown is problems as tests state them: code and the record's name, sorted by place.
func (w *world) shown(problems diag.List) []string {
	names := map[string]string{}
	for name, r := range w.named {
		names[r.Digest] = name
		names[r.ID] = name
	}
	var all []string
	for _, p := range problems {
		name := names[p.Digest]
		if name == "" {
			name = names[p.Record]
		}
		all = append(all, strings.TrimSpace(p.Code+" "+name))
	}
	return all
}

func report(problems diag.List) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "  %s %s: %s\n      %s\n", p.Pos, p.Code, p.Message, p.Hint)
	}
	return b.String()
}
