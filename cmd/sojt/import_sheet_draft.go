package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/text"
	"sojt/report/sheet"
	"sojt/report/written"
	"sojt/signoff"
	"sojt/signoff/line"
)

// draftAll makes a draft of every row that is understood, in the order of days, so that each is judged
// after those before it.
func (p *paperwork) draftAll() {
	rows := slices.DeleteFunc(slices.Clone(p.rows), func(r *paperRow) bool { return r.state != "" })
	slices.SortStableFunc(rows, func(a, b *paperRow) int { return cmp.Compare(a.judged.Day.Date, b.judged.Day.Date) })
	for _, r := range rows {
		p.make(r)
	}
}

// make drafts what a row says, unless it is there already or a rule says no.
func (p *paperwork) make(r *paperRow) {
	x := p.transcription(r)
	if p.recorded(r, x); r.state != "" {
		return
	}
	if p.own(r) {
		x = p.judgement(r)
	}
	if r.state != "" {
		return
	}
	found, err := p.judge(x)
	if err != nil {
		r.refuse(p.hintOf(err, ""), "it cannot be recorded: %v", err)
		return
	}
	if x.Type == signoff.Transcribe {
		found = append(found, p.signer(x, r)...)
	}
	for _, f := range found {
		r.state = rowRefused
		r.why = append(r.why, objectedTo{f.Rule, f.Name, f.Message, remedyOnPaper(f, x)})
	}
	if r.state != "" {
		return
	}
	r.state, r.draft = rowRecords, x
	p.keep(x)
}

// remedyOnPaper is what satisfies a rule, for somebody who has a sheet and no flags of a sign-off.
func remedyOnPaper(f signoff.Refusal, x *signoff.Record) string {
	command := fmt.Sprintf("sojt signoff %s %s --date %s", x.Learner, x.Competency, x.Date)
	switch {
	case f.Name == "already":
		return "if it is to be renewed: " + command + " --renew"
	case f.Name == "date":
		return "correct the day on the sheet"
	case strings.HasPrefix(f.Remedy, "--") && x.Type != signoff.Transcribe:
		return command + " " + f.Remedy + "; or keep it as a transcription: --unsigned"
	}
	return f.Remedy
}

// own reports whether the row names the mentor who runs the command and has a key to sign with; then the
// record is that mentor's own.
func (p *paperwork) own(r *paperRow) bool {
	return !p.app.unsigned && r.judged.Signer.ID == p.by && r.judged.Day.Dated == "" &&
		len(p.program.Designations(p.by)) > 0 && len(p.signing(p.people[r.learner].Learner)) > 0
}

// transcription is a row as somebody else's judgement, copied from paper.
func (p *paperwork) transcription(r *paperRow) *signoff.Record {
	j := r.judged
	x := p.draft(signoff.Transcribe, r.learner)
	x.Role, x.Competency, x.Revision = r.Role, r.entry.ID, r.entry.Revision
	x.Date, x.Dated = j.Day.Date, j.Day.Dated
	x.Signer = cmp.Or(j.Signer.Name, j.Signer.ID)
	x.Source = line.Source{Document: p.name, SHA256: p.sum}
	x.Outcome = j.Outcome
	if j.Levelled {
		x.Level = line.N(j.Level)
	}
	x.Note = j.Note()
	if r.remark != nil {
		x.Note = joined(r.remark.Text(), x.Note)
	}
	return x
}

// joined is what is not empty of some texts, in one line.
func joined(parts ...string) string {
	return text.Fold(strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "; "))
}

// judgement is a row as the judgement of the mentor who runs the command: a sign-off, or a not-yet.
func (p *paperwork) judgement(r *paperRow) *signoff.Record {
	j := r.judged
	x := p.draft(signoff.Signoff, r.learner)
	x.Role, x.Competency, x.Revision, x.Fingerprint, x.Date = r.Role, r.entry.ID, r.entry.Revision, r.Fingerprint, j.Day.Date
	x.Late = p.book.Late(x.Date, p.today)
	if len(j.Runs) == 1 {
		x.Method = j.Runs[0].Method
	}
	if j.Levelled {
		x.Level = line.N(j.Level)
	}
	x.Evidence = []line.Evidence{{URI: p.name, SHA256: p.sum}}
	x.Note = text.Fold(j.Note())
	if j.Outcome == signoff.CompetentOutcome {
		x.Criteria, x.Meaning = distinct(criteria(r.entry.Competency)), meaning
		return x
	}
	x.Type, x.Outcome = signoff.Observation, j.Outcome
	if r.remark == nil || r.remark.Note == "" || r.remark.Action == "" {
		r.refuse("write what was not met, and what is done about it, among the remarks; or keep it as a transcription: --unsigned",
			"a not-yet says what was not met and what is done about it")
		return x
	}
	x.Note, x.Action = joined(r.remark.Note, x.Note), r.remark.Action
	if r.remark.Retest != "" {
		days := p.days
		days.Zero = r.remark.Zero()
		day, err := days.Read(r.remark.Retest)
		if err != nil {
			r.refuse("", "the day of the retest: %v", err)
		}
		x.Retest = day.Date
	}
	return x
}

// recorded finds the judgement of a row among what is recorded: by an earlier reading of the file, of
// another copy, or by the mentor. What was taken back is not recorded once more.
func (p *paperwork) recorded(r *paperRow, x *signoff.Record) {
	for _, old := range p.people[r.learner].Learner.Records {
		if !sameJudgement(old, x, r.judged.Signer) {
			continue
		}
		if back := p.takenBack(old); back != nil {
			r.refuse("where it is right after all, that revocation is taken back by a coordinator: sojt revoke "+back.ID,
				"it was recorded as %s, and revoked by %s on %s: %s", old.ID, back.By, back.Date.Human(), back.Reason)
			return
		}
		r.state, r.says = rowThere, "recorded as "+old.ID
		if slices.Contains(p.drafts, old) {
			r.says = "the same as another row of the file"
		}
		return
	}
}

// sameJudgement reports whether a record is of the same judgement: of one competency, day and result, by
// one person.
func sameJudgement(old, x *signoff.Record, signer written.Person) bool {
	if old.Competency != x.Competency || old.Date != x.Date {
		return false
	}
	competent := x.Outcome != signoff.NotYetOutcome
	switch old.Type {
	case signoff.Signoff:
		return competent && old.By == signer.ID
	case signoff.Observation:
		return !competent && old.Outcome == signoff.NotYetOutcome && old.By == signer.ID
	case signoff.Transcribe:
		same := strings.EqualFold(old.Signer, cmp.Or(signer.Name, signer.ID))
		return same && (old.Outcome != signoff.NotYetOutcome) == competent
	}
	return false
}

// begun is a month or a year of which a learner was there for a part alone, as the first day of that part: nothing
// was judged before.
func (d *desk) begun(day written.Day, learner, id string) written.Day {
	first := calendar.Date(0)
	for _, x := range d.people[learner].Learner.Records {
		role := d.program.Role(x.Role)
		if x.Type == signoff.Enroll && role != nil && role.Entry(id) != nil && (first == 0 || x.Start < first) && d.takenBack(x) == nil {
			first = x.Start
		}
	}
	return day.Since(first)
}

// signer is what the rules have against the one who signed the paper: who may sign was to be so on the day,
// a certifier is somebody else, and what stands already is not signed once more. The rules of a
// transcription are about who copies it.
func (p *paperwork) signer(x *signoff.Record, r *paperRow) signoff.Refusals {
	l := p.people[x.Learner].Learner
	as := *x
	as.Type, as.By, as.Fingerprint, as.Revision = signoff.Signoff, r.judged.Signer.ID, r.entry.Fingerprint, r.entry.Revision
	found := only(p.book.Judge(l, &as), "certifier", "already")
	if x.Outcome == signoff.NotYetOutcome {
		found = nil
	}
	if end := x.Date.End(p.program.Zone).UTC(); end.Before(as.At) {
		as.At = end.Truncate(time.Second)
	}
	if as.By == "" { // the paper names somebody who is not in mentors.yaml, by whom the rules of a mentor are not to be judged
		return found
	}
	return append(only(p.book.Judge(l, &as), "scope", "self"), found...)
}

func only(all signoff.Refusals, names ...string) signoff.Refusals {
	return slices.DeleteFunc(all, func(f signoff.Refusal) bool { return !slices.Contains(names, f.Name) })
}

// findRemark finds what the sheet remarks about a row's not-yet.
func (p *paperwork) findRemark(r *paperRow) {
	if r.judged.Outcome != signoff.NotYetOutcome || r.remark != nil {
		return
	}
	for _, m := range p.filled.Remarks(r.Learner) {
		if m.About(r.entry) && m.On(r.judged.Day, p.days) {
			r.remark = &m
			p.used[m.Place("note").String()] = true
			return
		}
	}
}

// fromRemarks makes rows of remarks where the table has no box for a result: a not-yet stands nowhere else.
func (p *paperwork) fromRemarks(hands map[string]sheet.Hands) {
	done := map[string]bool{}
	for _, r := range p.filled.Rows {
		role := p.program.Role(r.Role)
		h, known := hands[r.Learner]
		if r.Has(sheet.ResultKey) || role == nil || !known {
			continue
		}
		e := role.Entry(r.Competency)
		for _, m := range p.filled.Remarks(r.Learner) {
			place := m.Place("note")
			if e == nil || !m.About(e) || done[place.String()] || p.noted(p.whose(r), e, m) {
				continue
			}
			done[place.String()] = true
			p.used[place.String()] = true
			row := &paperRow{FilledRow: r, learner: p.whose(r), place: place, entry: e, remark: &m}
			row.judged = m.Read(h, p.days)
			row.judged.Day = p.begun(row.judged.Day, row.learner, e.ID)
			p.understand(row)
			p.rows = append(p.rows, row)
		}
	}
}

// noted reports whether a remark was printed from what is recorded.
func (p *paperwork) noted(learner string, e *competency.Entry, m sheet.Remark) bool {
	return slices.ContainsFunc(p.people[learner].Learner.Records, func(x *signoff.Record) bool {
		return x.Competency == e.ID && m.PrintedFrom(x)
	})
}
