package html

import (
	"cmp"
	"io"
	"strings"

	"sojt/report"
)

// Page writes a view's page as one file that needs nothing else.
func Page(out io.Writer, p report.Page) error {
	title := cmp.Or(p.Title, "sojt")
	if p.View != "" {
		title += ": " + p.View
	}
	w := writer{about: title}
	w.document(title, func() {
		w.el("h1", func() { w.people(title) })
		w.moment(p)
		if p.About != "" {
			w.words("p", p.About)
		}
	}, func() {
		w.filter(p.Sections, "s")
		w.sections(p.Sections, "s", 2)
		w.footer(p.Footer)
	})
	_, err := out.Write(w.b)
	return err
}

// moment says for which day the page stands, and by what was known when.
func (w *writer) moment(p report.Page) {
	if p.AsOf == 0 {
		return
	}
	text := "as of " + p.AsOf.Human()
	if p.KnownAt != "" {
		text += ", by what was known on " + p.KnownAt
	}
	w.words("p", text, class("when"))
}

// footer is what the page comes to.
func (w *writer) footer(lines []string) {
	if len(lines) > 0 {
		w.el("div", func() { w.paragraphs(lines) }, class("sum"))
	}
}

func (w *writer) paragraphs(lines []string, attributes ...attribute) {
	for _, l := range lines {
		w.el("p", func() { w.people(l) }, attributes...)
	}
}

// oneLine is a heading where its parts cannot be set apart by gaps.
func oneLine(heading string) string { return strings.ReplaceAll(heading, "   ", ", ") }
