package xapi

import (
	"time"

	"sojt/report/iri"
	"sojt/signoff"
)

// extensions are what a record says that xAPI has no place for, so that each statement leads back to its
// record, which is what can be verified.
func (w *writer) extensions(r *signoff.Record) map[string]any {
	all := map[string]any{}
	add := func(key, value string) {
		if value != "" {
			all[iri.Extension(key)] = value
		}
	}
	list := func(key string, values []string) {
		if len(values) > 0 {
			all[iri.Extension(key)] = values
		}
	}
	truth := func(key string, holds bool) {
		if holds {
			all[iri.Extension(key)] = true
		}
	}
	add("record", r.ID)
	add("digest", r.Digest)
	add("type", r.Type)
	add("recorded", r.At.UTC().Format(time.RFC3339))
	add("recorded-by", r.By)
	add("date", r.Date.String())
	add("start", r.Start.String())
	add("fingerprint", r.Fingerprint)
	list("criteria", r.Criteria)
	list("errors", r.Errors)
	if r.Level.Set {
		all[iri.Extension("level")] = r.Level.N
	}
	add("accomplish", r.Accomplish)
	add("method", r.Method)
	add("kind", r.Kind)
	add("trigger", r.Trigger)
	add("to", r.To)
	add("until", r.Until.String())
	add("retest", r.Retest.String())
	add("due", r.Due.String())
	if about, ok := w.ref(r.Reaffirms); ok {
		add("reaffirms", about.ID)
	}
	truth("signed", r.Sig != "")
	truth("late", r.Late)
	truth("overridden", r.Override != "")
	truth("transcribed", r.Type == signoff.Transcribe)
	add("source-sha256", r.Source.SHA256)
	if r.Until != 0 && (r.Type == signoff.Waive || r.Type == signoff.Qualify) {
		all[expiresKey] = r.Until.End(w.in.Program.Zone).UTC().Format(time.RFC3339)
	}
	if !w.in.Redact {
		w.words(r, add)
	}
	return all
}

// words are people's own.
func (w *writer) words(r *signoff.Record, add func(key, value string)) {
	add("note", r.Note)
	add("action", r.Action)
	add("reason", r.Reason)
	add("text", r.Text)
	add("override", r.Override)
	add("meaning", r.Meaning)
	add("equipment", r.Equipment)
	add("place", r.Place)
	add("task", r.Task)
	add("assessor", r.Assessor)
	add("signer", r.Signer)
	add("source", r.Source.Document)
	add("dated", r.Dated)
}
