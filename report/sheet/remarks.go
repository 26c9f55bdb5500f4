package sheet

import (
	"strings"

	"sojt/competency"
	"sojt/competency/calendar"
	words "sojt/competency/text"
	"sojt/report/written"
	"sojt/report/xlsx"
	"sojt/signoff"
)

// Remark is a row of the remarks of a filled-in sheet: what was not met, what is done about it, when it is
// judged again.
type Remark struct {
	FilledBox
	Note, Action, Retest string
}

// Remarks are those of a sheet, whose learner its hidden columns name as printed.
func (f *Filled) Remarks(printed string) []Remark {
	var all []Remark
	for _, b := range f.Blocks {
		if b.Block != "remarks" || b.Learner != printed || b.Box("note") == "" && b.Box("action") == "" {
			continue
		}
		all = append(all, Remark{b, words.Fold(b.Box("note")), words.Fold(b.Box("action")), words.Fold(b.Box("retest"))})
	}
	return all
}

// About reports whether the remark is about a competency, which people call by its code, its title, its id
// or, as a sheet prints it, by code and title.
func (r Remark) About(e *competency.Entry) bool {
	said := words.Bare(r.Box("competency"))
	for _, name := range []string{e.ID, e.Code, e.Title, entryName(e)} {
		if said != "" && said == words.Bare(name) {
			return true
		}
	}
	return false
}

// On reports whether the remark is of a day, as far as it says so.
func (r Remark) On(day written.Day, days written.Days) bool {
	said := r.Box("date")
	if said == "" || said == notApplicable {
		return true
	}
	days.Zero = r.Zero()
	d, err := days.Read(said)
	return err == nil && d.Date == day.Date
}

// Text is the remark in one line, for a record that has one key for it.
func (r Remark) Text() string {
	parts := []string{r.Note}
	if r.Action != "" && r.Action != notApplicable {
		parts = append(parts, "action: "+r.Action)
	}
	if r.Retest != "" && r.Retest != notApplicable {
		parts = append(parts, "retest: "+r.Retest)
	}
	return strings.TrimPrefix(strings.Join(parts, "; "), "; ")
}

// told parts what a record says of a not-yet into note, action and retest: a transcription has them in one line,
// as Text made it.
func told(r *signoff.Record) (note, action string, retest xlsx.Cell) {
	if r.Type != signoff.Transcribe {
		return r.Note, r.Action, day(r.Retest)
	}
	note, said, _ := strings.Cut("; "+r.Note, "; retest: ")
	said, rest, more := strings.Cut(said, "; ")
	note, action, _ = strings.Cut(note, "; action: ")
	note = strings.TrimPrefix(note, "; ")
	if more {
		note = strings.TrimPrefix(note+"; "+rest, "; ")
	}
	if d, err := calendar.Parse(said); err == nil {
		return note, action, day(d)
	}
	return note, action, text(said)
}

// PrintedFrom reports whether the remark stands on the sheet because the record was there when it was printed.
func (r Remark) PrintedFrom(x *signoff.Record) bool {
	note, _, _ := told(x)
	note = words.Fold(note)
	return x.Outcome == signoff.NotYetOutcome && note != "" && strings.HasPrefix(r.Note, note)
}

// Read says what a remark records by itself, where the table has no box for results: a not-yet.
func (r Remark) Read(hands Hands, days written.Days) Judged {
	j := reader{row: FilledRow{Source: r.Source}, hands: hands, dates: days}
	j.dates.Zero = r.Zero()
	j.Filled, j.Outcome = true, signoff.NotYetOutcome
	var missing []string
	if said := j.box("date"); said != "" {
		j.Day = j.day("date", said)
	} else {
		missing = append(missing, "no day")
	}
	if j.box("mentor") != "" {
		j.Signer = j.hand("mentor")
	} else {
		missing = append(missing, "no mentor")
	}
	if len(missing) > 0 {
		j.doubt("note", "fill in the rest of the remark", "half filled: %s", words.Join(missing, "and"))
	}
	return j.Judged
}
