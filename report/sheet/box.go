package sheet

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/report/xlsx"
	"sojt/signoff"
)

// box fills the boxes of one competency's row.
type box struct {
	*writer
	entry   *competency.Entry
	records []*signoff.Record
	cell    *signoff.Cell // nil: nothing is shown as recorded
}

// settled reports whether something that counts is recorded, so that the row is not for writing.
func (b *box) settled() bool { return b.cell != nil && b.cell.Rests != nil && b.cell.Standing.Counts() }

// rests is the record that settles the row, or nil.
func (b *box) rests() *signoff.Record {
	if b.settled() {
		return b.cell.Rests
	}
	return nil
}

// fill makes the box of a column.
func (b *box) fill(c Column) xlsx.Cell {
	cell := b.content(c)
	s := &cell.Style
	s.Wrap, s.Frame = true, xlsx.Grid
	switch c.Key {
	case Code, Competency, Conditions:
		s.Rise = xlsx.Top
	default:
		s.Rise, s.Align = xlsx.Middle, xlsx.Centre
	}
	if s.Size == 0 {
		s.Size = smallSize
	}
	kind, _ := kindOf(c.Key)
	if kind == Printed {
		return cell
	}
	switch {
	case !applies(b.Role, b.entry, c) && cell.Text == "" && cell.Day == 0:
		cell.Text, s.Fill, s.Ink = notApplicable, faint, soft
	case b.settled() && cell.Text == "" && cell.Day == 0:
		cell.Text, s.Fill, s.Ink = notRecorded, faint, soft
	case b.settled(), b.cell != nil && (cell.Text != "" || cell.Day != 0):
		s.Fill = faint // recorded, and not to be typed over
	default:
		s.Open = true
		cell.Check = b.check(kind, c)
	}
	return cell
}

func (b *box) check(k Kind, c Column) xlsx.Check {
	switch k {
	case Day:
		return xlsx.Check{Day: true}
	case Result:
		return xlsx.Check{List: resultList}
	case Person:
		if len(b.people.mentors) > 0 {
			return xlsx.Check{List: mentorList}
		}
	case Chosen:
		if len(c.Choices) > 0 {
			return xlsx.Check{List: choiceListName(c)}
		}
		return b.check(Level, c)
	case Level:
		if i := slices.Index(scales(b.Role), b.entry.Scale); i >= 0 {
			return xlsx.Check{List: levelListName(i)}
		}
	}
	return xlsx.Check{}
}

// content is what stands in a column's box, before its look.
func (b *box) content(c Column) xlsx.Cell {
	switch c.Key {
	case Code:
		return xlsx.Cell{Text: b.code(), Again: true, Style: xlsx.Style{Size: bodySize, Bold: b.entry.Critical}}
	case Competency:
		runs := competencyRuns(b.entry, b.met())
		if !b.has(Conditions) {
			runs = append(runs, conditionsRun(b.entry)...)
		}
		return xlsx.Cell{Runs: runs, Style: xlsx.Style{Size: bodySize}}
	case Conditions:
		return xlsx.Cell{Text: strings.Join(conditions(b.entry), "\n")}
	case Marks:
		return xlsx.Cell{Text: marks(b.entry), Style: xlsx.Style{Size: bodySize, Bold: true}}
	case Practice:
		return b.practice()
	case TrainedOn, TrainedBy:
		return b.trained(c.Key)
	case ByMethod:
		return b.byMethod(c.Method)
	case FlagsKey:
		return xlsx.Cell{Text: b.flags(), Style: xlsx.Style{Size: tinySize}}
	}
	return b.result(c.Key)
}

// code is the competency's number and, where the layout has no column for them, its marks.
func (b *box) code() string {
	if b.has(Marks) {
		return b.entry.Code
	}
	return strings.TrimPrefix(b.entry.Code+"\n"+marks(b.entry), "\n")
}

// met are the criteria that a recorded judgement says were met.
func (b *box) met() []string {
	if r := b.rests(); r != nil {
		return r.Criteria
	}
	return nil
}

func (b *box) practice() xlsx.Cell {
	if b.entry.Practice == 0 {
		return xlsx.Cell{}
	}
	runs := 0
	if b.cell != nil {
		runs = b.cell.Runs
	}
	return xlsx.Cell{Text: practice(runs, b.entry.Practice), Style: xlsx.Style{Size: 11}}
}

func (b *box) trained(key string) xlsx.Cell {
	if b.cell == nil {
		return xlsx.Cell{}
	}
	r := last(b.records, func(r *signoff.Record) bool {
		return r.Type == signoff.Trained && r.Competency == b.entry.ID
	})
	switch {
	case r == nil:
		return xlsx.Cell{}
	case key == TrainedOn:
		return xlsx.Cell{Kind: xlsx.Day, Day: r.Date}
	}
	return xlsx.Cell{Text: b.people.labelOf(r.By)}
}

// result is a box of the judgement that settles the row.
func (b *box) result(key string) xlsx.Cell {
	r := b.rests()
	if r == nil {
		return xlsx.Cell{}
	}
	switch key {
	case AssessedOn:
		return xlsx.Cell{Kind: xlsx.Day, Day: b.cell.Date}
	case LevelMet:
		if b.cell.Level.Set {
			return xlsx.Cell{Kind: xlsx.Number, Number: float64(b.cell.Level.N), Text: itoa(b.cell.Level.N)}
		}
	case ResultKey:
		return xlsx.Cell{Text: resultWord(r)}
	case MethodKey:
		return xlsx.Cell{Text: r.Method}
	case ValidUntil:
		if b.cell.Until != 0 {
			return xlsx.Cell{Kind: xlsx.Day, Day: b.cell.Until}
		}
	case ByLearner:
		return b.acknowledged(r)
	case ByMentor, ByCertify:
		return b.signers(key, r)
	}
	return xlsx.Cell{}
}

// byMethod is the last competent run that was judged by a method: by whom and when.
func (b *box) byMethod(method string) xlsx.Cell {
	if b.cell == nil {
		return xlsx.Cell{}
	}
	r := last(b.records, func(r *signoff.Record) bool {
		competent := r.Type == signoff.Signoff || r.Type == signoff.Observation && r.Outcome == signoff.CompetentOutcome
		return competent && r.Competency == b.entry.ID && r.Method == method
	})
	if r == nil {
		return xlsx.Cell{}
	}
	cell := b.initialled(r)
	cell.Text += "\n" + r.Date.String()
	return cell
}

// resultWord is the result a record stands for on paper.
func resultWord(r *signoff.Record) string {
	switch {
	case r.Type == signoff.Waive && r.Kind == "not-applicable":
		return notApplicable
	case r.Type == signoff.Waive:
		return "waived"
	}
	return signoff.CompetentOutcome
}

// acknowledged is the learner's countersignature.
func (b *box) acknowledged(r *signoff.Record) xlsx.Cell {
	a := last(b.records, func(a *signoff.Record) bool {
		return a.Type == signoff.Acknowledge && a.Ref == r.Digest && a.By == a.Learner
	})
	if a == nil {
		if b.cell.Flags.Has(signoff.Unacknowledged) {
			return xlsx.Cell{Text: "open"}
		}
		return xlsx.Cell{}
	}
	return b.initialled(a)
}

// signers are the mentor and, where the competency asks for one and the layout has a column for it, the
// certifier: then the mentor is who last saw a competent run before.
func (b *box) signers(key string, r *signoff.Record) xlsx.Cell {
	if !b.entry.Separate || r.Type == signoff.Waive || !b.has(ByCertify) {
		if key == ByMentor {
			return b.initialled(r)
		}
		return xlsx.Cell{}
	}
	if key == ByCertify {
		return b.initialled(r)
	}
	seen := last(b.records, func(o *signoff.Record) bool {
		return o.Type == signoff.Observation && o.Competency == r.Competency &&
			o.Outcome == signoff.CompetentOutcome && o.By != r.By && o.Date <= r.Date
	})
	if seen == nil {
		return xlsx.Cell{}
	}
	return b.initialled(seen)
}

// initialled is the initials of who judged and the number of the signature they stand for, with a mark where
// somebody else copied them from paper.
func (b *box) initialled(r *signoff.Record) xlsx.Cell {
	return xlsx.Cell{Text: fmt.Sprintf("%s [%d]%s", b.people.initialsOf(b.judge(r)), b.sign(r, b.title()), copied(r))}
}

// title is how the foot names the competency.
func (b *box) title() string { return entryName(b.entry) }

func entryName(e *competency.Entry) string {
	if e.Code != "" {
		return e.Code + " " + e.Title
	}
	return e.Title
}

// flags are where the learner stands, as far as the other boxes do not say it, and what stands beside it.
func (b *box) flags() string {
	if b.cell == nil {
		return ""
	}
	c := b.cell
	var lines []string
	b.flagged[c.Standing.String()] = true
	switch c.Standing {
	case signoff.StandsNone, signoff.StandsCompetent, signoff.StandsWaived:
	case signoff.StandsPartial:
		lines = append(lines, fmt.Sprintf("partial, %d of %d", len(c.Passes), c.Entry.Evidence.Passes))
	case signoff.StandsExpired, signoff.StandsLapsed:
		lines = append(lines, c.Standing.String()+"\n"+c.Until.String())
	default:
		lines = append(lines, strings.TrimSpace(c.Standing.String()+"\n"+c.Date.String()))
	}
	for _, f := range c.Flags.Words() {
		b.flagged[f] = true
		if f == "overdue" {
			f += "\n" + c.Due.String()
		}
		lines = append(lines, f)
	}
	if !b.settled() {
		b.note()
	}
	return strings.Join(lines, "\n")
}

// note puts what is recorded but does not settle the row among the signatures.
func (b *box) note() {
	for _, r := range append(slices.Clone(b.cell.Passes), b.cell.Rests) {
		if r != nil && r.Type != signoff.Request && r.Type != signoff.Practice {
			b.sign(r, b.title())
		}
	}
}
