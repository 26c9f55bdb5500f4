package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sojt/competency/text"
	"sojt/signoff"
)

// Rows has one row a thing earned. what is enrolment, competency, revoked, qualified (a time of it; reason says
// why it ended), qualification (a declaration), objective or accomplishment; how is signed, waived or transcribed; done is perform, simulate, observe or discuss; runs and
// minutes are the practice that was logged; until is the last good day, of an enrolment the day of leaving;
// revoked_from, revoked_by and reason tell of what was taken back; by is who recorded it, and signer who judged, where
// that was copied from paper.
func (v transcript) Rows() Rows {
	columns := []string{
		"learner", "what", "role", "competency", "title", "standing", "flags", "date", "until", "level", "level_name", "by", "how", "done", "method", "runs", "minutes", "revision",
		"fingerprint", "record", "signature", "interim", "revoked_from", "revoked_by", "trigger", "reason", "text", "note", "signer",
	}
	var rows [][]Value
	for _, e := range v.list {
		r, back := e.record, e.back
		if r == nil {
			r = &signoff.Record{}
		}
		if back == nil {
			back = &signoff.Record{}
		}
		reason := v.in.text(cmp.Or(back.Reason, r.Reason))
		flags := append([]string{}, e.flags...)
		rows = append(rows, []Value{
			v.s.Learner.ID, e.what, e.role, e.id, v.title(e), e.standing, flags, e.date.String(), e.until.String(), r.Level.N, v.level(e), r.By, earnedBy(r), done(r), r.Method, e.runs, e.minutes, r.Revision,
			r.Fingerprint, r.ID, v.signed(e), e.interim, back.Date.String(), back.By, back.Trigger, cmp.Or(e.ended, reason), v.in.text(e.words()), v.in.text(r.Note), v.in.onPaper(r),
		})
	}
	return v.in.rows("transcript", columns, rows)
}

// earnedBy says by what kind of record something was earned.
func earnedBy(r *signoff.Record) string {
	return map[string]string{signoff.Signoff: "signed", signoff.Waive: "waived", signoff.Transcribe: "transcribed"}[r.Type]
}

// done says in which way the work was done that was signed; "" of what is no judgement of work.
func done(r *signoff.Record) string {
	if r.Type != signoff.Signoff && r.Type != signoff.Transcribe {
		return ""
	}
	return cmp.Or(r.Accomplish, "perform")
}

func (v transcript) signed(e earned) string {
	if e.record == nil {
		return ""
	}
	return v.signature(e.record)
}

// title is what a competency is called; of what the program has no more, the id alone is known.
func (v transcript) title(e earned) string {
	if e.entry != nil {
		return text.Fold(e.entry.Title)
	}
	if c := v.in.Program.Competency(e.id); c != nil {
		return text.Fold(c.Title)
	}
	return ""
}

func (v transcript) level(e earned) string {
	if e.entry == nil || e.entry.Scale == nil || e.record == nil || !e.record.Level.Set {
		return ""
	}
	for _, l := range e.entry.Scale.Levels {
		if l.ID == e.record.Level.N {
			return text.Fold(l.Name)
		}
	}
	return ""
}

// words are what people wrote about an objective or accomplishment.
func (e earned) words() string {
	switch {
	case e.answers != nil:
		return e.answers.Text
	case e.record != nil:
		return e.record.Text
	}
	return ""
}

// Page has a section a role, then what was reached and noted, and last how to check it.
func (v transcript) Page() Page {
	sections := []Section{{Heading: "Transcript of " + v.in.Names.Of(v.s.Learner.ID)}}
	holds := map[string]bool{}
	for _, e := range v.list {
		if e.what == earnedCompetency && (e.standing == signoff.StandsCompetent.String() || e.standing == signoff.StandsWaived.String()) {
			holds[e.id] = true
		}
	}
	for _, r := range v.s.Roles {
		sections = append(sections, v.section(heading(r.Role), r.Role.ID))
	}
	sections = append(sections, v.others()...)
	if len(v.list) == 0 {
		sections[0].Empty = "nothing was earned by then: sojt enroll " + v.s.Learner.ID + " ROLE"
		return v.in.page(sections[:1], v.in.unread()...)
	}
	footer := []string{fmt.Sprintf("%s in place on %s", competencies(len(holds)), v.in.Moment.AsOf.Human())}
	return v.in.page(sections, append(append(footer, v.proof()...), v.in.unread()...)...)
}

// proof says of what this was made, and how it can be checked, here and by whom it is shown to.
func (v transcript) proof() []string {
	from := "program " + v.in.Program.ID
	if v.commit != "" {
		from += ", commit " + v.commit
	}
	return []string{
		from,
		"to check it: sojt verify; one record: sojt show RECORD, its signature: sojt show RECORD --signature",
		"whoever is shown this and has no sojt asks for an archive that is checked without it (sojt export bundle --learner " + v.s.Learner.ID + "), or signed badges (sojt export openbadges)",
	}
}

// section is what was earned in a role.
func (v transcript) section(title, role string) Section {
	s := Section{Heading: title, Columns: earnedColumns(), Empty: "nothing was signed off, waived or transcribed"}
	for _, e := range v.list {
		switch {
		case e.role != role || e.what == earnedRevoked || e.entry == nil && e.what == earnedCompetency:
		case e.what == earnedEnrolment && e.until != 0:
			s.Lead = append(s.Lead, "from "+e.date.Human()+" to "+e.until.Human()+", left")
		case e.what == earnedEnrolment:
			s.Lead = append(s.Lead, "since "+e.date.Human())
		case e.what == earnedQualified && e.until != 0:
			s.Lead = append(s.Lead, "qualified from "+e.date.Human()+" to "+e.until.Human()+", until "+e.ended)
		case e.what == earnedQualified:
			s.Lead = append(s.Lead, "qualified since "+e.date.Human())
		case e.what == earnedQualification:
			s.Lead = append(s.Lead, v.qualification(e))
		default:
			s.Rows = append(s.Rows, v.line(e))
		}
	}
	if len(s.Rows) > 0 {
		s.Legend = v.legend(s.Rows)
	}
	return s
}

// legend says what the words about signatures mean.
func (v transcript) legend(rows [][]Cell) []string {
	var lines []string
	for _, word := range [][2]string{
		{"signature good", "it fits the record, by the key of whom it names"},
		{"signature " + UncheckedSignature, "sojt transcript " + v.s.Learner.ID + " and sojt verify check it"},
		{"no signature", "nothing but the history of the program says who wrote it"},
	} {
		if slices.ContainsFunc(rows, func(row []Cell) bool { return strings.Contains(row[3].Text, word[0]) }) {
			lines = append(lines, word[0]+": "+word[1])
		}
	}
	return lines
}

func earnedColumns() []Column {
	return []Column{{Title: "competency", Wide: true}, {Title: "day"}, {Title: "by", Wide: true}, {Title: "how", Wide: true}, {Title: "record"}}
}

// qualification says in words who declared whom qualified, and until when.
func (v transcript) qualification(e earned) string {
	words := "declared qualified "
	if e.interim {
		words = "interim qualified "
	}
	words += e.date.Human() + " by " + v.in.Names.Of(e.record.By) + ", record " + shortID(v.s.Learner, e.record)
	switch {
	case e.back != nil:
		words += ", revoked from " + e.back.Date.Human()
	case e.until != 0:
		words += ", until " + e.until.Human()
	case e.standing == "" && !e.interim:
		words += ", no longer in place on " + v.in.Moment.AsOf.Human()
	}
	return words
}

// line is a competency with what is to be known of how it was earned, in words.
func (v transcript) line(e earned) []Cell {
	tone := Plain
	name := cmp.Or(v.title(e), e.id)
	if name != e.id {
		name += "\n" + e.id
	}
	if e.what == earnedRevoked || e.standing != "" && e.standing != "competent" && e.standing != "waived" {
		tone = Bad
	}
	return []Cell{Text(name), {Text: e.date.Human(), Date: e.date}, Text(v.in.Judge(e.record)), {Text: strings.Join(v.facts(e), "\n"), Tone: tone}, Text(shortID(v.s.Learner, e.record))}
}

// facts says how something was earned and what became of it, a line each.
func (v transcript) facts(e earned) []string {
	r := e.record
	first := "signed off"
	switch {
	case r.Type == signoff.Waive:
		first = "waived: " + r.Kind
	case r.Type == signoff.Transcribe:
		first = "transcribed from paper, " + ways(r)
	default:
		first += ", " + ways(r)
	}
	if r.Level.Set {
		first += fmt.Sprintf(", level %d", r.Level.N)
		if name := v.level(e); name != "" {
			first += " " + name
		}
	}
	lines := []string{first}
	if e.runs > 0 {
		words := count(e.runs, "practice run")
		if e.minutes > 0 {
			words += fmt.Sprintf(", %d:%02d hours", e.minutes/60, e.minutes%60)
		}
		lines = append(lines, words)
	}
	switch {
	case e.back != nil:
		lines = append(lines, v.takenBack(e.back))
	case e.standing == signoff.StandsExpired.String() && e.until != 0:
		return append(lines, "expired, was good until "+e.until.Human(), v.seal(e))
	case e.standing != "" && e.standing != "competent" && e.standing != "waived":
		lines = append(lines, e.standing+" on "+v.in.Moment.AsOf.Human())
	}
	if e.until != 0 && e.back == nil {
		lines = append(lines, "until "+e.until.Human())
	}
	return append(lines, v.seal(e))
}

// takenBack says from when a record does not count. Why an error was made is no part of what somebody earned, and
// may be about somebody else: the rows and sojt show have it.
func (v transcript) takenBack(back *signoff.Record) string {
	words := "revoked from " + back.Date.Human()
	if back.Corrects() {
		return words + ": recorded in error"
	}
	if reason := text.Fold(v.in.text(back.Reason)); reason != "" {
		words += ": " + reason
	}
	return words
}

// NoSignature and UncheckedSignature are what is said of a record's signature where there is none, and where
// nobody looked.
const (
	NoSignature        = "none"
	UncheckedSignature = "there, not checked here"
)

// seal says whether a signature is good, and whose key it is; which key that is, the rows say.
func (v transcript) seal(e earned) string {
	state, key, with := strings.Cut(v.signed(e), ", with ")
	if _, whose, more := strings.Cut(key, ", "); with && more {
		state += ", " + whose
	}
	if state == NoSignature {
		return "no signature"
	}
	return "signature " + state
}

// ways are the ways of doing a work, as done.
func ways(r *signoff.Record) string {
	return map[string]string{"perform": "performed", "simulate": "simulated", "observe": "observed", "discuss": "discussed"}[done(r)]
}

// others are what belongs to no role the learner is or was in, and what was reached and noted.
func (v transcript) others() []Section {
	gone := Section{Heading: "No longer asked for", Columns: earnedColumns()}
	back := Section{Heading: "Taken back", Columns: earnedColumns()}
	said := Section{Heading: "Objectives and accomplishments", Columns: []Column{{Title: "day"}, {Title: "what", Wide: true}, {Title: "by", Wide: true}, {Title: "record"}}}
	for _, e := range v.list {
		switch e.what {
		case earnedRevoked:
			back.Rows = append(back.Rows, v.line(e))
		case earnedCompetency:
			if e.entry == nil {
				gone.Rows = append(gone.Rows, v.line(e))
			}
		case earnedObjective, earnedAccomplishment:
			words := []string{e.what + ": " + cmp.Or(text.Fold(v.in.text(e.words())), e.id)}
			if own := text.Fold(v.in.text(e.record.Text)); e.answers != nil && own != "" {
				words = append(words, "reached: "+own)
			}
			said.Rows = append(said.Rows, []Cell{{Text: e.date.Human(), Date: e.date}, Text(strings.Join(words, "\n")), Text(v.in.Names.Of(e.record.By)), Text(shortID(v.s.Learner, e.record))})
		}
	}
	var sections []Section
	for _, s := range []Section{gone, said, back} {
		if len(s.Rows) > 0 {
			sections = append(sections, s)
		}
	}
	return sections
}
