package sheet

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	words "sojt/competency/text"
	"sojt/report/written"
	"sojt/report/xlsx"
	"sojt/signoff"
)

// Doubt is why a row is not understood: the box it is about, what is the case, and what would help.
type Doubt struct{ Key, Message, Hint string }

// Run is one judged run of a box for a method: by whom and when.
type Run struct {
	Method string
	Day    written.Day
	By     written.Person
}

// Judged is what a row of a filled-in sheet says. Where there are doubts the rest may be missing.
type Judged struct {
	Filled   bool // somebody judged something; else the row is empty, but for what is Left
	Outcome  string
	Day      written.Day
	Level    int
	Levelled bool
	Signer   written.Person // who answers for it: the certifier, where there has to be one
	Observer written.Person // the mentor beside the certifier
	Runs     []Run          // by method, in order of days
	Method   string
	Left     []string // what stands in the row and makes no record, by the keys of the boxes
	None     bool     // N/A stands in it: it does not apply
	Doubts   []Doubt
}

// Read says what stands in the row of a competency as the role asks for it. The workbook says how it counts
// days.
func (r FilledRow) Read(e *competency.Entry, hands Hands, days written.Days) Judged {
	j := reader{row: r, entry: e, hands: hands, dates: days}
	j.dates.Zero = r.Zero()
	j.left()
	if !j.begun() {
		return j.Judged
	}
	j.Filled = true
	j.outcome()
	j.days()
	j.level()
	j.signers()
	j.methods()
	if len(j.missing) > 0 {
		j.doubt(ByMentor, "fill in the rest, or clear the row", "half filled: no %s", words.Join(j.missing, "and no"))
	}
	return j.Judged
}

type reader struct {
	Judged
	row     FilledRow
	entry   *competency.Entry
	hands   Hands
	dates   written.Days
	missing []string
}

func (j *reader) doubt(key, hint, format string, args ...any) {
	j.Doubts = append(j.Doubts, Doubt{key, fmt.Sprintf(format, args...), hint})
}

// box is what somebody wrote into a box, and not what a sheet prints into one that is not for writing.
func (j *reader) box(key string) string {
	s := strings.TrimSpace(j.row.Box(key))
	if none(s) || s == notRecorded || s == "-" {
		return ""
	}
	return s
}

func none(s string) bool {
	return slices.Contains([]string{"n/a", "na", "n.a."}, strings.ToLower(s))
}

// Begun reports whether somebody judged something in the row, whatever it is of.
func (r FilledRow) Begun() bool {
	j := reader{row: r}
	return j.begun()
}

// Printed reports whether the row is as a sheet prints it where a record settles it: the initials have the
// number of a signature.
func (r FilledRow) Printed() bool {
	return numberedMark().MatchString(r.Box(ByMentor)) || numberedMark().MatchString(r.Box(ByCertify))
}

// Shows reports whether the row shows a title, as far as it can be seen; the fingerprint covers it, so that
// one which says the same goes with one title alone.
func (r FilledRow) Shows(title string) bool {
	seen := words.Fold(r.Box(Competency))
	return seen == "" || strings.HasPrefix(seen, words.Fold(xlsx.Clean(title)))
}

// begun reports whether one of the boxes that say who judged, when and how is filled in.
func (j *reader) begun() bool {
	keys := []string{AssessedOn, ResultKey, LevelMet, ByMentor, ByCertify}
	for key := range j.row.columns {
		if strings.HasPrefix(key, ByMethod+":") {
			keys = append(keys, key)
		}
	}
	if slices.ContainsFunc(keys, func(key string) bool { return j.box(key) != "" }) {
		return true
	}
	j.None = slices.ContainsFunc([]string{AssessedOn, ResultKey, ByMentor}, func(key string) bool { return none(j.row.Box(key)) })
	return false
}

// left lists the boxes that are filled in and make no record here.
func (j *reader) left() {
	for key, i := range j.row.columns {
		switch {
		case slices.Contains(hiddenKeys(), key), slices.Contains([]string{
			Code, Competency, Conditions, Marks, FlagsKey, AssessedOn, ResultKey, LevelMet, ByMentor, ByCertify, MethodKey,
		}, key), strings.HasPrefix(key, ByMethod+":"), j.box(key) == "", i < 0:
		case key == Practice && printedRuns(j.box(key)) && !strings.Contains(j.box(key), doneRun):
		default:
			j.Left = append(j.Left, key)
		}
	}
	slices.Sort(j.Left)
}

// printedRuns reports whether a box for practice has nothing but what a sheet prints there.
func printedRuns(said string) bool {
	return strings.Trim(said, openRun+doneRun+"0123456789of \n") == ""
}

// Runs counts the circles for practice that are filled in, by the sheet or with a pen; other is set where
// something else stands there.
func (r FilledRow) Runs() (n int, other bool) {
	said := r.Box(Practice)
	return strings.Count(said, doneRun), !printedRuns(said)
}

func (j *reader) outcome() {
	said := j.box(ResultKey)
	switch competent, known := written.Outcome(said); {
	case said == "":
		if j.row.Has(ResultKey) {
			j.missing = append(j.missing, "result")
		}
		j.Outcome = signoff.CompetentOutcome // a layout without results has initials for what was met
	case !known:
		j.doubt(ResultKey, "one of competent, not-yet and N/A, or a word for it such as yes or no, ja or nein", "the result is %q", said)
	case competent:
		j.Outcome = signoff.CompetentOutcome
	default:
		j.Outcome = signoff.NotYetOutcome
	}
}

// day reads a day; a doubt says why it is none.
func (j *reader) day(key, said string) written.Day {
	day, err := j.dates.Read(said)
	var many *written.Ambiguous
	switch {
	case errors.As(err, &many) && many.Asked == "":
		var orders []string
		for _, o := range many.Orders() {
			orders = append(orders, string(o))
		}
		j.doubt(key, "say in which order its numbers stand: --dates "+strings.Join(orders, "|"), "the day is not certain: %v", err)
	case err != nil:
		j.doubt(key, "", "the day: %v", err)
	}
	return day
}

func (j *reader) days() {
	if said := j.box(AssessedOn); said != "" {
		j.Day = j.day(AssessedOn, said)
	}
	j.runs()
	switch {
	case j.box(AssessedOn) != "":
	case len(j.Runs) > 0:
		j.Day = j.Runs[len(j.Runs)-1].Day
	default:
		j.missing = append(j.missing, "day")
	}
}

// runs reads the boxes for methods, each with initials and a day in any order.
func (j *reader) runs() {
	for key := range j.row.columns {
		method, ok := strings.CutPrefix(key, ByMethod+":")
		if said := j.box(key); ok && said != "" {
			j.run(key, method, said)
		}
	}
	slices.SortFunc(j.Runs, func(a, b Run) int {
		return int(a.Day.Date-b.Day.Date)*2 + strings.Compare(a.Method, b.Method)
	})
	for _, m := range j.entry.Evidence.Methods {
		key := ByMethod + ":" + m
		if j.row.Has(key) && j.box(key) == "" && j.Outcome == signoff.CompetentOutcome {
			j.missing = append(j.missing, "run by "+m)
		}
	}
}

func (j *reader) run(key, method, said string) {
	who, when := parted(said, j.dates)
	if when == "" || who == "" {
		j.doubt(key, "write both, such as AR 2026-12-02", "the box for %s has %q, expected initials and a day", method, said)
		return
	}
	r := Run{Method: method, Day: j.day(key, when)}
	hand, doubt := j.hands.Who(who)
	if doubt != nil {
		doubt.Key = key
		j.Doubts = append(j.Doubts, *doubt)
	}
	r.By = hand
	j.Runs = append(j.Runs, r)
}

// parted parts a box of initials and a day; either may stand first.
func parted(said string, days written.Days) (who, when string) {
	parts := strings.Fields(unnumbered(said))
	isDay := func(s string) bool {
		_, err := days.Read(s)
		var many *written.Ambiguous
		return err == nil || errors.As(err, &many)
	}
	for i := 1; i < len(parts); i++ {
		front, back := strings.Join(parts[:i], " "), strings.Join(parts[i:], " ")
		switch {
		case isDay(back):
			return front, back
		case isDay(front):
			return back, front
		}
	}
	return "", ""
}

func (j *reader) level() {
	said := j.box(LevelMet)
	switch {
	case j.entry.Scale == nil || !j.row.Has(LevelMet):
		return
	case said == "" && j.Outcome == signoff.CompetentOutcome:
		j.missing = append(j.missing, "level")
		return
	case said == "":
		return
	}
	if l := j.entry.Scale.Named(said); l != nil {
		j.Level, j.Levelled = l.ID, true
	} else {
		j.doubt(LevelMet, "the levels are in the legend beneath the table", "%q is no level of %s", said, j.entry.Scale.ID)
	}
}

// signers finds who answers for the judgement: the mentor, or with a separate certifier that one. A not-yet
// needs no certifier.
func (j *reader) signers() {
	mentor := j.hand(ByMentor)
	if !j.entry.Separate || !j.row.Has(ByCertify) || j.Outcome == signoff.NotYetOutcome {
		j.Signer = mentor
		if j.box(ByMentor) == "" {
			j.noMentor()
		}
		if !j.entry.Separate && j.box(ByCertify) != "" {
			j.Left = append(j.Left, ByCertify)
		}
		return
	}
	j.Observer, j.Signer = mentor, j.hand(ByCertify)
	if j.box(ByMentor) == "" && j.row.Has(ByMentor) {
		j.missing = append(j.missing, "initials of a mentor")
	}
	if j.box(ByCertify) == "" {
		j.missing = append(j.missing, "initials of a certifier")
	}
	if j.Signer.Name != "" && j.Signer == j.Observer {
		j.doubt(ByCertify, "somebody else than who trained or observed certifies it", "%s is mentor and certifier in one", j.Signer.Name)
	}
}

// noMentor takes whoever saw the last run by a method, where the layout has no box for a mentor.
func (j *reader) noMentor() {
	if n := len(j.Runs); n > 0 && !j.row.Has(ByMentor) {
		j.Signer = j.Runs[n-1].By
		return
	}
	j.missing = append(j.missing, "initials of a mentor")
}

func (j *reader) hand(key string) written.Person {
	said := j.box(key)
	if said == "" {
		return written.Person{}
	}
	hand, doubt := j.hands.Who(said)
	if doubt != nil {
		doubt.Key = key
		j.Doubts = append(j.Doubts, *doubt)
	}
	return hand
}

// methods keeps the word of the method's box.
func (j *reader) methods() { j.Method = j.box(MethodKey) }

// Note is what a record says of the judgement beside its own keys: who observed it, and by which methods.
func (j Judged) Note() string {
	var parts []string
	if j.Observer.Name != "" {
		parts = append(parts, "observed by "+j.Observer.Name)
	}
	if j.Method != "" {
		parts = append(parts, "method "+j.Method)
	}
	for _, r := range j.Runs {
		parts = append(parts, fmt.Sprintf("%s by %s on %s", r.Method, r.By.Name, r.Day.Date))
	}
	return strings.Join(parts, "; ")
}
