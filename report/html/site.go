package html

import (
	"cmp"
	"fmt"

	"sojt/report"
	"sojt/signoff"
)

// File is one of a site: its name below the site's folder, with slashes, and what is in it.
type File struct {
	Name string
	Data []byte
}

// mostDays is how many rows of a list the first page has; the rest is counted.
const mostDays = 200

// part is a view on the first page of a site.
type part struct{ id, view, title string }

// parts are those of the first page, in the order of who reads down it: what to do, where everybody is,
// then how it went.
func parts() []part {
	return []part{
		{"progress", "progress", "Progress"}, {"matrix", "matrix", "Matrix"}, {"trend", "trend", "Trend"},
		{"due", "due", "Due"}, {"coverage", "coverage", "Coverage"}, {"mentors", "mentors", "Mentors"},
	}
}

// behind are the views with a page of their own: who wants to know goes there, and the first page stays small.
func behind() []part {
	return []part{
		{"errors", "errors", "Errors"}, {"needs", "needs", "Needs"}, {"goals", "goals", "Goals"},
		{"methods", "methods", "Methods"}, {"impact", "impact", "Impact"},
	}
}

// Fixed are the names of the pages that every site has.
func Fixed() []string {
	names := []string{"index.html"}
	for _, p := range behind() {
		names = append(names, p.file())
	}
	return names
}

// file is the page of a view that has its own.
func (p part) file() string { return p.id + ".html" }

// Site gives a program as pages: index.html, a page for each view that the first has no room for, and
// learners/ID.html for each learner who is shown, linked both ways.
func Site(in *report.Input) []File {
	there := map[string]bool{}
	for _, s := range in.Standings {
		there[s.Learner.ID] = true
	}
	files := []File{{"index.html", index(in, there)}}
	for _, p := range behind() {
		files = append(files, File{p.file(), single(in, there, p)})
	}
	for _, s := range in.Standings {
		files = append(files, File{"learners/" + s.Learner.ID + ".html", learner(in, there, s.Learner.ID)})
	}
	return files
}

// index is the first page.
func index(in *report.Input, there map[string]bool) []byte {
	w := writer{pageOf: pageOf(there, "learners/")}
	title := cmp.Or(in.Program.Name, in.Program.ID)
	all, pages := parts(), map[string]report.Page{}
	for _, k := range report.Views() {
		for _, p := range all {
			if p.view == k.Name {
				pages[p.id] = shortened(k.New(in).Page(), k.Name)
			}
		}
	}
	w.document(title, func() {
		w.el("h1", func() { w.people(title) })
		w.moment(pages["progress"])
		w.el("nav", func() {
			w.el("ul", func() {
				w.item(within("attention"), "What needs attention")
				for _, p := range all {
					if _, there := pages[p.id]; there {
						w.item(within(p.id), p.title)
					}
				}
				for _, p := range behind() {
					w.item(attribute{key: "href", value: p.file()}, p.title)
				}
			})
		}, on("aria-label", "Sections"))
	}, func() {
		s := report.Attention(in)
		s.Heading = "What needs attention"
		w.section(s, "attention", 2)
		for _, p := range all {
			if page, there := pages[p.id]; there {
				w.part(p, page)
			}
		}
	})
	return w.b
}

// single is the page of one view.
func single(in *report.Input, there map[string]bool, p part) []byte {
	w := writer{pageOf: pageOf(there, "learners/"), about: p.title}
	program := cmp.Or(in.Program.Name, in.Program.ID)
	for _, k := range report.Views() {
		if k.Name != p.view {
			continue
		}
		page := k.New(in).Page()
		w.document(p.title+", "+program, func() {
			w.words("h1", p.title)
			w.moment(page)
			w.words("p", page.About)
			w.el("nav", func() {
				w.el("ul", func() { w.item(attribute{key: "href", value: "index.html"}, program) })
			}, on("aria-label", "Pages"))
		}, func() {
			w.filter(page.Sections, p.id)
			w.sections(page.Sections, p.id, 2)
			w.footer(page.Footer)
		})
	}
	return w.b
}

// part writes one view with its own filter.
func (w *writer) part(p part, page report.Page) {
	w.about, w.above = p.title, p.id+" "
	defer func() { w.above = "" }()
	w.el("div", func() {
		w.words("h2", p.title, a("id", p.id))
		w.filter(page.Sections, p.id)
		w.sections(page.Sections, p.id, 3)
		w.footer(page.Footer)
	}, class("part"))
	w.newline()
}

// shortened keeps the first rows of what is a list without end, and says how many there are.
func shortened(p report.Page, view string) report.Page {
	if view != "due" {
		return p
	}
	for i, s := range p.Sections {
		if over := len(s.Rows) - mostDays; over > 0 {
			s.Rows, s.Groups = s.Rows[:mostDays], nil // in the order of the days
			s.Legend = append([]string{fmt.Sprintf("the first %d of them; %d more: sojt report %s", mostDays, over, view)}, s.Legend...)
			p.Sections[i] = s
		}
	}
	return p
}

func (w *writer) item(to attribute, text string) {
	w.el("li", func() { w.el("a", func() { w.people(text) }, to) })
}

// pageOf says where the page of a learner lies who is there, with the way to its folder.
func pageOf(there map[string]bool, folder string) func(id string) string {
	return func(id string) string {
		if !there[id] {
			return ""
		}
		return folder + id + ".html"
	}
}

// learner is the page of one: where they stand, and every record.
func learner(in *report.Input, there map[string]bool, id string) []byte {
	w := writer{pageOf: pageOf(there, "")}
	one := in.Only(id)
	title := in.Names.Of(id)
	type view struct {
		part
		report.View
	}
	views := []view{
		{part{"status", "", "Status"}, report.NewStatus(one)},
	}
	for _, s := range one.Standings {
		views = append(views, view{part{"transcript", "", "Transcript"}, report.NewTranscript(one, s, "", signature)})
	}
	views = append(views, view{part{"log", "", "Every record"}, report.NewLog(one, "")})
	home := attribute{key: "href", value: "../index.html"}
	w.document(title+", "+cmp.Or(in.Program.Name, in.Program.ID), func() {
		w.el("h1", func() { w.people(title) })
		w.moment(views[0].Page())
		w.el("nav", func() {
			w.el("ul", func() {
				w.item(home, cmp.Or(in.Program.Name, in.Program.ID))
				for _, v := range views {
					w.item(within(v.id), v.title)
				}
			})
		}, on("aria-label", "Sections"))
	}, func() {
		for _, v := range views {
			w.part(v.part, v.Page())
		}
	})
	return w.b
}

// signature says of a record what pages say: whether it has one. Whether it is good is for sojt verify, and
// for the transcript of one learner.
func signature(r *signoff.Record) string {
	if r.Sig == "" {
		return report.NoSignature
	}
	return report.UncheckedSignature
}
