package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sojt/competency/diag"
	"sojt/signoff"
)

// Shown is one record as `show` presents it.
type Shown struct {
	Learner   *signoff.Learner
	Record    *signoff.Record
	Place     diag.Pos // where the record stands
	Signature string   // what was found out about the signature; "" says only whether there is one
}

type show struct {
	in *Input
	e  event
	Shown
}

// NewShow makes the view of one record in words.
func NewShow(in *Input, s Shown) View {
	e := event{Record: s.Record, learner: s.Learner}
	for _, r := range s.Learner.Records {
		if r.Digest != "" && r.Digest == s.Record.Ref {
			e.about = r
		}
	}
	if s.Signature == "" {
		s.Signature = "unsigned"
		if s.Record.Sig != "" {
			s.Signature = "signed"
		}
	}
	return show{in, e, s}
}

// Rows has one row a key that the record holds, and then what follows from it:
// effect (its day), about (the record it speaks of), file (its place), signature and digest.
func (v show) Rows() Rows {
	var rows [][]Value
	for _, f := range v.fields() {
		rows = append(rows, []Value{f[0], f[1]})
	}
	return v.in.rows("show", []string{"key", "value"}, rows)
}

// Page has the record in a sentence, and its keys beneath.
func (v show) Page() Page {
	s := Section{Columns: []Column{{}, {Wide: true}}}
	for _, f := range v.fields() {
		s.Rows = append(s.Rows, []Cell{{Text: f[0], Tone: Quiet}, Text(f[1])})
	}
	return v.in.page([]Section{{Heading: v.in.sentence(v.e)}, s})
}

// fields lists the keys that are there, and their values as text; of people's words only what may
// be shown.
func (v show) fields() [][2]string {
	r, own := v.Record, v.in.text
	var level, minutes string
	if r.Level.Set {
		level = strconv.Itoa(r.Level.N)
	}
	if r.Minutes.Set {
		minutes = strconv.Itoa(r.Minutes.N)
	}
	all := [][2]string{
		{"id", r.ID}, {"at", r.At.UTC().Format(time.RFC3339)}, {"by", r.By}, {"type", r.Type}, {"program", r.Program}, {"learner", v.Learner.ID},
		{"role", r.Role}, {"competency", r.Competency}, {"revision", number(r.Revision)}, {"fingerprint", r.Fingerprint}, {"wording", v.wording()},
		{"start", r.Start.String()}, {"date", r.Date.String()}, {"until", r.Until.String()}, {"outcome", r.Outcome}, {"accomplish", r.Accomplish},
		{"method", r.Method}, {"minutes", minutes}, {"with", r.With}, {"to", r.To}, {"kind", r.Kind}, {"trigger", r.Trigger},
		{"criteria", strings.Join(r.Criteria, " ")}, {"errors", strings.Join(r.Errors, " ")}, {"level", level}, {"meaning", own(r.Meaning)},
		{"equipment", own(r.Equipment)}, {"place", own(r.Place)}, {"task", own(r.Task)}, {"assessor", own(r.Assessor)}, {"evidence", own(evidence(r))},
		{"dated", own(r.Dated)}, {"signer", own(r.Signer)}, {"source", own(strings.TrimSpace(r.Source.Document + " " + r.Source.SHA256))},
		{"reason", own(r.Reason)}, {"note", own(r.Note)}, {"text", own(r.Text)}, {"action", own(r.Action)}, {"retest", r.Retest.String()}, {"due", r.Due.String()},
		{"late", yes(r.Late)}, {"interim", yes(r.Interim)}, {"done", yes(r.Done)}, {"record", r.Ref}, {"reaffirms", r.Reaffirms},
		{"key", own(r.Key)}, {"verified", own(r.Verified)}, {"override", own(r.Override)}, {"session", r.Session}, {"prev", strings.Join(r.Prev, " ")},
		{"effect", r.Effect(v.in.Program.Zone).String()}, {"about", recordID(v.e.about)}, {"revoked", v.revoked()},
		{"file", v.Place.String()}, {"signature", v.Signature}, {"digest", r.Digest},
	}
	var there [][2]string
	for _, f := range all {
		if f[1] != "" {
			there = append(there, f)
		}
	}
	return there
}

// wording says where a record's wording is not today's of its competency; "" where it is.
func (v show) wording() string {
	r := v.Record
	c := v.in.Program.Competency(r.Competency)
	switch {
	case c == nil || r.Fingerprint == "" || r.Revision == c.Revision && r.Fingerprint == c.Fingerprint:
		return ""
	case r.Revision != c.Revision:
		return fmt.Sprintf("of revision %d, and today it is %d", r.Revision, c.Revision)
	case c.Says(r.Fingerprint):
		return "an earlier wording, declared to ask for the same"
	}
	return "another wording than today's"
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func yes(b bool) string {
	if b {
		return "true"
	}
	return ""
}

func evidence(r *signoff.Record) string {
	var lines []string
	for _, e := range r.Evidence {
		lines = append(lines, strings.Join(strings.Fields(e.URI+" "+e.SHA256+" "+e.Note), " "))
	}
	return strings.Join(lines, "\n")
}

// revoked lists the revocations that name the record, with the days from which they hold.
func (v show) revoked() string {
	var said []string
	for _, r := range v.Learner.Records {
		if r.Type == signoff.Revoke && r.Ref != "" && r.Ref == v.Record.Digest {
			said = append(said, r.ID+" from "+r.Date.String())
		}
	}
	return strings.Join(said, ", ")
}
