package html

import (
	_ "embed"
	"fmt"
	"strings"

	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/safe"
)

//go:embed certificate.css
var certificateStyle string

// Paper is what a certificate or card is printed on.
type Paper string

// The papers.
const (
	A4     Paper = "a4"
	Letter Paper = "letter"
)

// What there is room for. Of a certificate's competencies up to roomy have two lines each, up to most one;
// more are counted, and of names, and of what is deferred, those above named. Where days and names take more
// than plenty letters all of it is smaller, and most is fewer. The back of a card has CardMost of
// two lines, or few of more, its front cardLetters of days and names.
const (
	roomy       = 9
	most        = 30
	fewer       = 18
	named       = 5
	plenty      = 260
	CardMost    = 5
	few         = 3
	cardTight   = 130
	cardLetters = 400
)

// CardFits reports whether the days and names of training and evaluation go onto the front of a card.
func CardFits(c *report.Certificate) bool { return letters(c) <= cardLetters }

func letters(c *report.Certificate) int {
	return safe.Width(span(c.Trained, len(c.Trained.By))) + safe.Width(span(c.Evaluated, len(c.Evaluated.By))) + safe.Width(c.By)
}

// Certificate writes a certificate as a page of one sheet.
func Certificate(c *report.Certificate, paper Paper) []byte {
	w := new(writer)
	w.sheet("Certificate", c, paper, func() {
		w.el("main", func() { w.certificate(c) }, class("frame"))
	}, "sheet ")
	return w.b
}

// Card writes a card of 85.6 by 54 mm (ID-1 of ISO/IEC 7810) as a page of one sheet: front and back beside
// each other, to be cut out along one line and folded along the other. No more than CardMost items are on
// it: which, is the caller's to say.
func Card(c *report.Certificate, paper Paper) []byte {
	w := new(writer)
	w.sheet("Card", c, paper, func() {
		w.el("main", func() {
			w.words("p", "Print at 100 %. Cut along the outer line, fold along the middle.", class("cut"))
			w.el("section", func() { w.front(c) }, class("card"))
			w.el("section", func() { w.back(c) }, class("card"))
		})
	}, "sheet cards ")
	return w.b
}

// sheet is the document around one sheet of paper.
func (w *writer) sheet(what string, c *report.Certificate, paper Paper, body func(), classes name) {
	size, kind := "A4", name("a4")
	if paper == Letter {
		size, kind = "letter", "letter"
	}
	style := "@page{size:" + size + ";margin:0}\n" + certificateStyle
	w.shell(what+": "+c.Learner+", "+c.Role, style, "", func() {
		w.el("div", body, class(classes+kind))
	})
}

func (w *writer) certificate(c *report.Certificate) {
	w.el("p", func() { w.people(c.Program) }, class("org"))
	w.title(c, "Certificate of qualification", "Interim certificate")
	w.person(c.Learner)
	w.words("p", verb(c))
	w.el("p", func() { w.people(c.Role) }, class("role"))
	size, room := name("facts"), most
	if letters(c) > plenty {
		size, room = "facts tight", fewer
	}
	w.el("dl", func() {
		w.fact("Since", c.Since.Human())
		w.fact("Good until", until(c.Until))
		w.fact("Trained", span(c.Trained, named))
		w.fact("Evaluated", span(c.Evaluated, named))
		w.fact("Qualified by", c.By)
		w.fact("Rules overridden", some(c.Overridden, "; ", named))
		w.fact("Without, for now", some(c.Deferred, "; ", named))
	}, class(size))
	w.items(c, room)
	w.el("div", func() {
		w.words("p", "Date and signature, for the organisation")
		w.words("p", "Signature of the holder")
	}, class("sign"))
	w.check(c)
}

func (w *writer) title(c *report.Certificate, final, interim string) {
	if c.Interim {
		w.el("h1", func() { w.people(interim) }, class("interim"))
		return
	}
	w.el("h1", func() { w.people(final) })
}

// person writes the holder's name, smaller where it is long.
func (w *writer) person(who string) {
	size := name("name")
	switch n := safe.Width(who); {
	case n > 52:
		size = "name longer"
	case n > 28:
		size = "name long"
	}
	w.el("p", func() { w.people(who) }, class(size))
}

// fact is a line of a list, where there is anything to say.
func (w *writer) fact(what, value string) {
	if value != "" {
		w.words("dt", what)
		w.el("dd", func() { w.people(value) })
	}
}

func until(d calendar.Date) string {
	if d == 0 {
		return "no end is set"
	}
	return d.Human()
}

// span says when and by whom, so many at most by name; "" where nothing is known.
func span(s report.Span, most int) string {
	if s.First == 0 {
		return ""
	}
	days := s.First.Human()
	if s.Last != s.First {
		days += " to " + s.Last.Human()
	}
	return days + ", by " + some(s.By, ", ", most)
}

// some names the first so many, and counts the others.
func some(all []string, between string, most int) string {
	if len(all) <= most {
		return strings.Join(all, between)
	}
	return fmt.Sprintf("%s and %d more", strings.Join(all[:most], between), len(all)-most)
}

// items is the list of what it rests on, where there is room.
func (w *writer) items(c *report.Certificate, room int) {
	if len(c.Items) > room {
		w.words("p", fmt.Sprintf("It rests on %d competencies, which the command below lists.", len(c.Items)))
		return
	}
	kind := name("items")
	if len(c.Items) > roomy {
		kind = "items dense"
	}
	w.words("h2", "It rests on")
	w.el("table", func() {
		w.el("tr", func() {
			w.words("th", "competency", class("what"), on("scope", "col"))
			w.words("th", "date", class("day"), on("scope", "col"))
			w.words("th", "by", on("scope", "col"))
			w.words("th", "good until", class("day"), on("scope", "col"))
			w.words("th", "record", class("id"), on("scope", "col"))
		})
		for _, i := range c.Items {
			w.el("tr", func() {
				w.field(strings.TrimSpace(i.Code + " " + i.Title))
				w.field(i.Date.Human())
				w.field(i.By + note(i))
				w.field(i.Until.Human())
				w.el("td", func() { w.words("code", i.Record) })
			})
		}
	}, class(kind))
}

// note marks what was not signed off, or against a rule.
func note(i report.Certified) string {
	switch {
	case i.Override:
		return " (" + i.How + " by override)"
	case i.How == "signed off":
		return ""
	}
	return " (" + i.How + ")"
}

func (w *writer) field(text string) {
	w.el("td", func() { w.el("div", func() { w.people(text) }, class("two")) })
}

// check says how to see whether it is so.
func (w *writer) check(c *report.Certificate) {
	w.el("footer", func() {
		w.el("p", func() {
			w.text("As of " + c.On.Human() + ", by the records of program ")
			w.words("code", c.ProgramID)
			w.text(" in commit ")
			w.words("code", c.Commit)
			if c.Record != "" {
				w.text(", record ")
				w.words("code", c.Record)
			}
			w.text(". ")
			w.words("code", "sojt show RECORD")
			w.text(" shows a record. Whether it still holds is told by the records, not by this page: ")
			w.words("code", fmt.Sprintf("sojt qualified %s %s", c.LearnerID, c.RoleID))
		})
	}, class("check"))
}

func (w *writer) front(c *report.Certificate) {
	w.el("p", func() { w.people(c.Program) }, class("org"))
	w.title(c, c.Role, c.Role+" (interim)")
	w.person(c.Learner)
	size := name("facts")
	if letters(c) > cardTight {
		size = "facts tight"
	}
	w.el("dl", func() {
		w.fact("Good until", until(c.Until))
		w.fact("Trained", span(c.Trained, len(c.Trained.By)))
		w.fact("Evaluated", span(c.Evaluated, len(c.Evaluated.By)))
		w.fact("Qualified by", c.By)
	}, class(size))
}

func (w *writer) back(c *report.Certificate) {
	kind := name("items")
	if len(c.Items) <= few {
		kind = "items few"
	}
	w.el("table", func() {
		w.el("tr", func() {
			w.words("th", "evaluated in", class("what"), on("scope", "col"))
			w.words("th", "date", class("day"), on("scope", "col"))
			w.words("th", "by", on("scope", "col"))
			w.words("th", "good until", class("day"), on("scope", "col"))
		})
		for _, i := range c.Items {
			w.el("tr", func() {
				w.field(i.Title)
				w.field(i.Date.Human())
				w.field(i.By + note(i))
				w.field(i.Until.Human())
			})
		}
	}, class(kind))
	w.check(c)
}

func verb(c *report.Certificate) string {
	if c.Interim {
		return "is qualified in the interim, under the conditions that go with it, as"
	}
	return "is qualified as"
}
