package signoff_test

import (
	"testing"
	"time"

	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
)

// mirror is a record as other people's decoders see it, for JSON and YAML.
type mirror struct {
	V           int              `json:"v" yaml:"v"`
	ID          string           `json:"id" yaml:"id"`
	At          string           `json:"at" yaml:"at"`
	By          string           `json:"by" yaml:"by"`
	Type        string           `json:"type" yaml:"type"`
	Program     string           `json:"program" yaml:"program"`
	Learner     string           `json:"learner" yaml:"learner"`
	Role        string           `json:"role" yaml:"role"`
	Competency  string           `json:"competency" yaml:"competency"`
	Revision    int              `json:"revision" yaml:"revision"`
	Fingerprint string           `json:"fingerprint" yaml:"fingerprint"`
	Date        string           `json:"date" yaml:"date"`
	Start       string           `json:"start" yaml:"start"`
	Until       string           `json:"until" yaml:"until"`
	Due         string           `json:"due" yaml:"due"`
	Retest      string           `json:"retest" yaml:"retest"`
	Outcome     string           `json:"outcome" yaml:"outcome"`
	Accomplish  string           `json:"accomplish" yaml:"accomplish"`
	Method      string           `json:"method" yaml:"method"`
	Criteria    []string         `json:"criteria" yaml:"criteria"`
	Errors      []string         `json:"errors" yaml:"errors"`
	Level       *int             `json:"level" yaml:"level"`
	Minutes     *int             `json:"minutes" yaml:"minutes"`
	Meaning     string           `json:"meaning" yaml:"meaning"`
	Equipment   string           `json:"equipment" yaml:"equipment"`
	Place       string           `json:"place" yaml:"place"`
	Task        string           `json:"task" yaml:"task"`
	Assessor    string           `json:"assessor" yaml:"assessor"`
	Evidence    []mirrorEvidence `json:"evidence" yaml:"evidence"`
	With        string           `json:"with" yaml:"with"`
	To          string           `json:"to" yaml:"to"`
	Reason      string           `json:"reason" yaml:"reason"`
	Note        string           `json:"note" yaml:"note"`
	Action      string           `json:"action" yaml:"action"`
	Text        string           `json:"text" yaml:"text"`
	Kind        string           `json:"kind" yaml:"kind"`
	Trigger     string           `json:"trigger" yaml:"trigger"`
	Ref         string           `json:"record" yaml:"record"`
	Reaffirms   string           `json:"reaffirms" yaml:"reaffirms"`
	Dated       string           `json:"dated" yaml:"dated"`
	Signer      string           `json:"signer" yaml:"signer"`
	Source      mirrorSource     `json:"source" yaml:"source"`
	Key         string           `json:"key" yaml:"key"`
	Verified    string           `json:"verified" yaml:"verified"`
	Late        bool             `json:"late" yaml:"late"`
	Interim     bool             `json:"interim" yaml:"interim"`
	Done        bool             `json:"done" yaml:"done"`
	Override    string           `json:"override" yaml:"override"`
	Session     string           `json:"session" yaml:"session"`
	Prev        []string         `json:"prev" yaml:"prev"`
	Sig         string           `json:"sig" yaml:"sig"`
}

type mirrorEvidence struct {
	URI    string `json:"uri" yaml:"uri"`
	SHA256 string `json:"sha256" yaml:"sha256"`
	Note   string `json:"note" yaml:"note"`
}

type mirrorSource struct {
	Document string `json:"document" yaml:"document"`
	SHA256   string `json:"sha256" yaml:"sha256"`
}

// record gives the Record of the same values.
func (m *mirror) record(t testing.TB) *signoff.Record {
	t.Helper()
	at, err := time.Parse(time.RFC3339, m.At)
	if err != nil || m.V != 1 {
		t.Fatalf("v %d, at %q: %v", m.V, m.At, err)
	}
	day := func(s string) calendar.Date {
		if s == "" {
			return 0
		}
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return calendar.Of(d.Date())
	}
	number := func(n *int) line.Int {
		if n == nil {
			return line.Int{}
		}
		return line.N(*n)
	}
	r := &signoff.Record{
		ID: m.ID, At: at, By: m.By, Type: m.Type, Program: m.Program, Learner: m.Learner,
		Role: m.Role, Competency: m.Competency, Revision: m.Revision, Fingerprint: m.Fingerprint,
		Date: day(m.Date), Start: day(m.Start), Until: day(m.Until), Due: day(m.Due), Retest: day(m.Retest),
		Outcome: m.Outcome, Accomplish: m.Accomplish, Method: m.Method, Criteria: m.Criteria, Errors: m.Errors,
		Level: number(m.Level), Minutes: number(m.Minutes), Meaning: m.Meaning, Equipment: m.Equipment,
		Place: m.Place, Task: m.Task, Assessor: m.Assessor, With: m.With, To: m.To, Reason: m.Reason,
		Note: m.Note, Action: m.Action, Text: m.Text, Kind: m.Kind, Trigger: m.Trigger, Ref: m.Ref,
		Reaffirms: m.Reaffirms, Dated: m.Dated, Signer: m.Signer, Source: line.Source(m.Source), Key: m.Key,
		Verified: m.Verified, Late: m.Late, Interim: m.Interim, Done: m.Done, Override: m.Override,
		Session: m.Session, Prev: m.Prev, Sig: m.Sig,
	}
	for _, e := range m.Evidence {
		r.Evidence = append(r.Evidence, line.Evidence(e))
	}
	payload, err := r.Payload()
	if err != nil {
		t.Fatal(err)
	}
	r.Digest = line.Digest(payload)
	return r
}
