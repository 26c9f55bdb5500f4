package audit

import (
	"fmt"
	"strings"

	"sojt/competency/calendar"
	"sojt/report"
	"sojt/signoff"
)

// sampleView is what was drawn, and what to type for each.
type sampleView struct {
	Sample
	drawn []Drawn
}

// NewSampleView draws the sample and shows it.
func NewSampleView(s Sample) report.View { return sampleView{s, s.Draw()} }

// Rows has one row a sign-off, in the order in which they were drawn. again and the keys after it say
// how it was looked at since; outcome is competent, not-yet or noted.
func (v sampleView) Rows() report.Rows {
	rows := frame(v.In, "sample")
	rows.Columns = []string{
		"learner", "role", "competency", "mentor", "date", "record", "seed", "again", "again_by", "outcome", "again_record", "able", "command",
	}
	for _, d := range v.drawn {
		again, by, outcome, id := "", "", "", ""
		if r := d.Again; r != nil {
			again, by, outcome, id = r.Effect(v.In.Program.Zone).String(), r.By, verdict(r), r.ID
		}
		rows.Rows = append(rows.Rows, []report.Value{
			d.Learner.ID, d.Role.Role.ID, d.Signed.Competency, d.Signed.By, d.Signed.Date.String(), d.Signed.ID, v.Seed,
			again, by, outcome, id, append([]string{}, d.Able...), strings.Join(d.Command(), " "),
		})
	}
	return rows
}

func verdict(r *signoff.Record) string {
	if r.Type == signoff.Note {
		return "noted"
	}
	return r.Outcome
}

// Page lists the sign-offs, then who can look at those that nobody did yet, and what to type.
func (v sampleView) Page() report.Page {
	p := page(v.In)
	list := report.Section{
		Heading: "drawn for a spot check",
		Columns: []report.Column{{Title: "learner", Wide: true}, {Title: "competency", Wide: true}, {Title: "signed off", Wide: true}, {Title: "looked at again", Wide: true}},
		Empty:   "nobody's competence rests on a sign-off that fits",
	}
	todo := report.Section{Heading: "to record what is seen", Columns: []report.Column{{Wide: true}}}
	for _, d := range v.drawn {
		list.Rows = append(list.Rows, []report.Cell{
			report.Text(v.In.Names.Of(d.Learner.ID)), report.Text(d.Signed.Competency),
			report.Text(d.Signed.Date.Human() + ", " + v.In.Names.Of(d.Signed.By)), v.again(d),
		})
		if d.Again == nil {
			todo.Rows = append(todo.Rows, []report.Cell{report.Text(v.In.Names.Of(d.Learner.ID) + ", " + d.Signed.Competency + ": " + v.who(d) + "\n" + fold(d.Command(), 76))})
		}
	}
	p.Sections = []report.Section{list}
	if len(todo.Rows) > 0 {
		todo.Legend = []string{
			"where it was not as it should be: --outcome not-yet --note TEXT --action TEXT",
			"where it cannot be watched: sojt note LEARNER COMPETENCY --kind feedback --record RECORD --text TEXT",
		}
		p.Sections = append(p.Sections, todo)
	}
	p.Footer = v.footer()
	return p
}

func (v sampleView) again(d Drawn) report.Cell {
	r := d.Again
	if r == nil {
		return report.Toned("not yet", report.Open)
	}
	word, tone := verdict(r), report.Good
	if word == signoff.NotYetOutcome {
		word, tone = "not yet competent", report.Bad
	}
	return report.Toned(r.Effect(v.In.Program.Zone).Human()+", "+v.In.Names.Of(r.By)+": "+word, tone)
}

// who says who can look at a sign-off again.
func (v sampleView) who(d Drawn) string {
	c := Case{In: v.In}
	if len(d.Able) == 0 {
		return "nobody else may judge " + d.Signed.Competency + ": designate another mentor first"
	}
	return c.anyOf(d.Able)
}

// fold breaks a command so that a shell takes it as one.
func fold(words []string, width int) string {
	var b strings.Builder
	column := 0
	for i, w := range words {
		switch {
		case i == 0:
		case column+1+len(w) > width-2:
			b.WriteString(" \\\n    ")
			column = 4
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(w)
		column += len(w)
	}
	return b.String()
}

func (v sampleView) footer() []string {
	mentors, looked := map[string]bool{}, 0
	all := v.population()
	for _, d := range all {
		mentors[d.Signed.By] = true
	}
	for _, d := range v.drawn {
		if d.Again != nil {
			looked++
		}
	}
	if len(v.drawn) == 0 {
		return unread(v.In)
	}
	by := count(len(mentors), "mentor") + ", from each mentor in turn"
	if v.Mentor != "" {
		by = v.In.Names.Of(v.Mentor)
	}
	return append([]string{
		fmt.Sprintf("%d of %s by %s; %d looked at again", len(v.drawn), count(len(all), "sign-off"), by, looked),
		fmt.Sprintf("seed %d draws the same: sojt audit --sample %d --seed %d --as-of %s", v.Seed, v.N, v.Seed, v.In.Moment.AsOf) + v.flags(),
	}, unread(v.In)...)
}

// flags are those of the draw beside its number, seed and day, as they are typed.
func (v sampleView) flags() string {
	f, words := v.In.Filter, ""
	for _, flag := range []struct{ name, value string }{
		{"role", f.Role}, {"department", f.Department}, {"learner", f.Learner}, {"mentor", v.Mentor}, {"tag", f.Tag}, {"group", f.Group},
		{"since", v.Since.String()}, {"until", v.Until.String()}, {"known-at", frame(v.In, "").KnownAt},
	} {
		switch {
		case flag.value == "":
		case strings.ContainsFunc(flag.value, special):
			words += " --" + flag.name + " '" + strings.ReplaceAll(flag.value, "'", `'\''`) + "'"
		default:
			words += " --" + flag.name + " " + flag.value
		}
	}
	return words
}

// special reports whether a shell might take a letter for something else than itself.
func special(r rune) bool {
	return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '/' || r == '.')
}

// frame is an empty table of rows.
func frame(in *report.Input, view string) report.Rows {
	known := ""
	if at := in.Moment.KnownAt; !at.IsZero() {
		known = calendar.In(at, in.Program.Zone).String()
	}
	return report.Rows{Program: in.Program.ID, View: view, AsOf: in.Moment.AsOf, KnownAt: known}
}

// page is an empty page.
func page(in *report.Input) report.Page {
	p := report.Page{Title: in.Program.Name, AsOf: in.Moment.AsOf}
	if at := in.Moment.KnownAt; !at.IsZero() {
		p.KnownAt = calendar.In(at, in.Program.Zone).Human()
	}
	return p
}
