//go:build interop

package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/html"
)

// certificates are the least and the most that a page has to hold.
func certificates() map[string]*report.Certificate {
	day := calendar.Of(2026, 12, 23)
	make := func(name, word string, items int, people ...string) *report.Certificate {
		c := &report.Certificate{
			Program: word, ProgramID: "harbor-kitchen-k3v9", Learner: name, LearnerID: strings.Repeat("a", 64), Role: word, RoleID: strings.Repeat("b", 64), Commit: "812527942acf",
			On: day, Since: day, Until: day + 300, By: people[0], Record: "01KFGMHG00WGTQF3Y5ZWYJT6SJ",
			Trained: report.Span{First: day, Last: day + 1, By: people}, Evaluated: report.Span{First: day, Last: day + 1, By: people},
		}
		for i := range items {
			c.Items = append(c.Items, report.Certified{Code: "2.1", Title: fmt.Sprint(word, i), Date: day, Until: day + 300, By: people[i%len(people)], How: "signed off", Record: c.Record})
		}
		return c
	}
	long := strings.Repeat("Evaluated at work under the conditions of a full shift ", 5)
	var crew []string
	for i := range 40 {
		crew = append(crew, fmt.Sprintf("Maximiliana Featherstonehaugh-Cholmondeley %d", i))
	}
	full := make(strings.Repeat("Wolfeschlegelsteinhausenbergerdorff ", 6), long, 18, crew...)
	for range 40 {
		full.Deferred = append(full.Deferred, "the machine")
	}
	full.Interim = true
	return map[string]*report.Certificate{
		"least": make("Li", "Cook", 1, "Bo"), "rtl": make("عبد الرحمن بن محمد الأنصاري", "طباخ", 3, "مريم"),
		"two-lines": make(strings.Repeat("Ñandú ", 12), long, 9, "Ana Ruiz"), "full": full,
		"dense": make("Ana Ruiz", "Line cook", 30, "Dana Cole", "Theo Brandt"),
		"word":  make(strings.Repeat("x", 200), strings.Repeat("y", 200), 9, strings.Repeat("z", 60)),
	}
}

// TestInteropCertificatePages: what has to be on the sheet and on the card is within its edges when printed, at
// its least and at its most, and the page is one like the others on a screen.
func TestInteropCertificatePages(t *testing.T) {
	browser(t)
	dir := t.TempDir()
	var pages []browsed
	add := func(name string, page []byte) {
		file := filepath.Join(dir, name+".html")
		write(t, file, string(page))
		looks := []viewing{{Width: 1280, Print: true}}
		if *long || strings.HasSuffix(name, "rtl-a4") {
			looks = append(looks, viewing{Width: 1280, Axe: wcag()}, viewing{Width: 390, Dark: true})
		}
		pages = append(pages, browsed{Name: name, File: file, Root: dir, Looks: pictured(name, looks)})
	}
	for name, c := range certificates() {
		for _, paper := range []html.Paper{html.A4, html.Letter} {
			add(fmt.Sprintf("certificate-%s-%s", name, paper), html.Certificate(c, paper))
			card := *c
			card.Items = c.Items[:min(len(c.Items), html.CardMost)]
			card.Trained.By, card.Evaluated.By = c.Trained.By[:min(3, len(c.Trained.By))], c.Evaluated.By[:min(3, len(c.Evaluated.By))]
			if !html.CardFits(&card) {
				t.Errorf("the card %s is said not to fit", name)
			}
			add(fmt.Sprintf("card-%s-%s", name, paper), html.Card(&card, paper))
		}
	}
	for _, s := range browse(t, 2, pages) {
		s.report(t)
	}
}
