package events

import (
	"slices"
	"strings"

	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
)

// recordRow is a record with what others say of it.
type recordRow struct {
	*signoff.Record
	day, on          calendar.Date // of effect; on which it was recorded
	about, reaffirms string        // ids of records that it names by digest
	counts, mentor   bool
}

const own = true

// recordColumns are the keys of SPEC 2.5, all types in one table, but for v, program, which is in the path,
// and sig, which no query asks for. date and start are day.
func recordColumns() []column[recordRow] {
	return []column[recordRow]{
		{"record", Text, false, "the record's id, a ULID", func(r *recordRow) any { return r.ID }},
		{"digest", Text, false, "what the record is, whatever its id: SHA-256 of the line without its signature", func(r *recordRow) any { return r.Digest }},
		{"day", Day, false, "when it takes effect: the day the work was seen, the start of an enrolment, else when it was recorded", func(r *recordRow) any { return r.day }},
		{"recorded_at", Moment, false, "when it was recorded (`at`)", func(r *recordRow) any { return r.At }},
		{"recorded_on", Day, false, "the day of that in the program's zone", func(r *recordRow) any { return r.on }},
		{"recorded_by", Text, false, "who recorded it (`by`), an id", func(r *recordRow) any { return r.By }},
		{"type", Text, false, "enroll, trained, practice, request, observation, signoff, acknowledge, waive, transcribe, revoke, qualify, note, pause, resume, leave, key", func(r *recordRow) any { return r.Type }},
		{"learner", Text, false, "whom it is about, an id", func(r *recordRow) any { return r.Learner }},
		{"role", Text, false, "", func(r *recordRow) any { return r.Role }},
		{"competency", Text, false, "", func(r *recordRow) any { return r.Competency }},
		{"revision", Number, false, "of the competency's wording", func(r *recordRow) any { return orNull(r.Revision) }},
		{"fingerprint", Text, false, "of what the competency asked for", func(r *recordRow) any { return r.Fingerprint }},
		{"outcome", Text, false, "competent, not-yet", func(r *recordRow) any { return r.Outcome }},
		{"accomplish", Text, false, "simulate, observe, discuss; null is perform", func(r *recordRow) any { return r.Accomplish }},
		{"method", Text, false, "", func(r *recordRow) any { return r.Method }},
		{"criteria", Text, false, "ids of criteria that were met, with a blank between", func(r *recordRow) any { return ids(r.Criteria) }},
		{"errors", Text, false, "ids of mistakes that were seen, with a blank between", func(r *recordRow) any { return ids(r.Errors) }},
		{"level", Number, false, "", func(r *recordRow) any { return r.Level }},
		{"minutes", Number, false, "", func(r *recordRow) any { return r.Minutes }},
		{"practised_with", Text, false, "`with`", func(r *recordRow) any { return r.With }},
		{"asked_of", Text, false, "`to`", func(r *recordRow) any { return r.To }},
		{"until", Day, false, "the last good day", func(r *recordRow) any { return r.Until }},
		{"due", Day, false, "", func(r *recordRow) any { return r.Due }},
		{"retest", Day, false, "", func(r *recordRow) any { return r.Retest }},
		{"kind", Text, false, "of a waiver or note", func(r *recordRow) any { return r.Kind }},
		{"trigger", Text, false, "of a revocation", func(r *recordRow) any { return r.Trigger }},
		{"about", Text, false, "the record that this one acknowledges, revokes, answers or closes", func(r *recordRow) any { return r.about }},
		{"reaffirms", Text, false, "the sign-off that this one renews or says again", func(r *recordRow) any { return r.reaffirms }},
		{"late", Truth, false, "recorded later than the policy allows", func(r *recordRow) any { return r.Late }},
		{"interim", Truth, false, "", func(r *recordRow) any { return r.Interim }},
		{"done", Truth, false, "of an objective", func(r *recordRow) any { return r.Done }},
		{"overridden", Truth, false, "a coordinator set a rule aside, for `override_reason`", func(r *recordRow) any { return r.Override != "" }},
		{"signed", Truth, false, "it carries a signature; whether that is good is for sojt verify to say", func(r *recordRow) any { return r.Sig != "" }},
		{"counts", Truth, false, "it is in effect on the day of the export, and no revocation takes it back altogether", func(r *recordRow) any { return r.counts }},
		{"by_mentor", Truth, false, "its author was designated a mentor on the day it was recorded, and is not the learner", func(r *recordRow) any { return r.mentor }},
		{"session", Text, false, "shared by records made together", func(r *recordRow) any { return r.Session }},
		{"prev", Text, false, "digests of the learner's latest records that the author saw, with a blank between", func(r *recordRow) any { return ids(r.Prev) }},
		{"source_sha256", Text, false, "of the paper or older system's document", func(r *recordRow) any { return r.Source.SHA256 }},
		{"source_document", Text, own, "", func(r *recordRow) any { return r.Source.Document }},
		{"dated", Text, own, "a partial date in the paper's own words", func(r *recordRow) any { return r.Dated }},
		{"signer", Text, own, "the name on the paper", func(r *recordRow) any { return r.Signer }},
		{"assessor", Text, own, "an outside examiner", func(r *recordRow) any { return r.Assessor }},
		{"meaning", Text, own, "of the signature", func(r *recordRow) any { return r.Meaning }},
		{"equipment", Text, own, "", func(r *recordRow) any { return r.Equipment }},
		{"place", Text, own, "", func(r *recordRow) any { return r.Place }},
		{"task", Text, own, "", func(r *recordRow) any { return r.Task }},
		{"note", Text, own, "", func(r *recordRow) any { return r.Note }},
		{"action", Text, own, "what to do after a not-yet", func(r *recordRow) any { return r.Action }},
		{"reason", Text, own, "", func(r *recordRow) any { return r.Reason }},
		{"text", Text, own, "of a note", func(r *recordRow) any { return r.Text }},
		{"override_reason", Text, own, "`override`", func(r *recordRow) any { return r.Override }},
		{"verified", Text, own, "how the identity behind a key was checked", func(r *recordRow) any { return r.Verified }},
		{"public_key", Text, own, "`key`", func(r *recordRow) any { return r.Key }},
		{"evidence", Text, own, "a JSON array of uri, sha256, note", func(r *recordRow) any { return evidence(r.Evidence) }},
	}
}

// orNull is a number of which 0 is none.
func orNull(n int) line.Int { return line.Int{Set: n != 0, N: n} }

func ids(list []string) string { return strings.Join(list, " ") }

// records makes the rows of a learner, in the order in which they were recorded.
func (x Export) records(l *signoff.Learner, s *signoff.Standings) []recordRow {
	zone, counting := x.Book.Program.Zone, map[string]bool{}
	for _, r := range s.Valid() {
		counting[r.Digest] = true
	}
	named := func(digest string) string {
		if r := s.Record(digest); r != nil {
			return r.ID
		}
		return ""
	}
	var rows []recordRow
	all := slices.Clone(signoff.Once(l.Records))
	signoff.SortRecorded(all)
	for _, r := range all {
		day, on := r.Effect(zone), calendar.In(r.At, zone)
		switch {
		case min(day, on) > x.Moment.AsOf, !x.Moment.KnownAt.IsZero() && r.At.After(x.Moment.KnownAt):
		case x.Since != 0 && day < x.Since, x.Until != 0 && day > x.Until:
		default:
			mentor := r.By != r.Learner && x.Book.Program.Designation(r.By, on) != nil
			rows = append(rows, recordRow{r, day, on, named(r.Ref), named(r.Reaffirms), counting[r.Digest], mentor})
		}
	}
	return rows
}
