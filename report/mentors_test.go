package report_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/report"
	"sojt/signoff"
)

// crowd is a house in which three mentors judge learners in six competencies for the first time, and pass
// seven of ten, at level 3 or 4; but rui passes everybody at level 4, within seconds and all on one day.
func crowd(t *testing.T, learners int) *house {
	var b strings.Builder
	b.WriteString("-- sojt.yaml --\nformat: 1\nprogram: house-k3v9\nname: House\nscales: [{id: alone, levels: [{id: 2, name: Together}, {id: 3, name: Alone, pass: true}, {id: 4, name: Teaches}]}]\n")
	b.WriteString("-- roles/cook.yaml --\nrole: cook\ntitle: Cook\ncompetencies:\n")
	for c := range 6 {
		fmt.Fprintf(&b, "  - {id: task-%d, title: Task %d, scale: alone, level: 3, criteria: [{id: one, text: One}, {id: two, text: Two}]}\n", c, c)
	}
	h := newHouse(t, b.String())
	r := rand.New(rand.NewPCG(11, 4))
	mentors := []string{"ana", "per", "rui"}
	hasty := at("2026-05-02T09:00:00Z")
	for l := range learners {
		var lines strings.Builder
		lines.WriteString("2026-02-01 dana enroll cook\n")
		for c := range 6 {
			mentor, day := mentors[r.IntN(3)], fmt.Sprintf("2026-03-%02d", 1+r.IntN(28))
			passed, level := r.Float64() < 0.7, 3+r.IntN(2)
			if mentor == "rui" {
				hasty = hasty.Add(40 * time.Second)
				fmt.Fprintf(&lines, "2026-05-02 rui signoff task-%d level=4 criteria=one,two at=%s\n", c, hasty.Format(time.RFC3339))
				continue
			}
			if !passed {
				fmt.Fprintf(&lines, "%s %s observation task-%d outcome=not-yet criteria=one\n2026-04-%s %s signoff task-%d level=3 criteria=one,two\n", day, mentor, c, day[8:], mentor, c)
				continue
			}
			fmt.Fprintf(&lines, "%s %s signoff task-%d level=%d criteria=one,two at=%sT%02d:30:00Z\n", day, mentor, c, level, day, r.IntN(24))
		}
		h.person(fmt.Sprintf("learner-%02d", l), lines.String())
	}
	return h
}

func TestMentorsFindsWhoSignsUnlikeTheOthers(t *testing.T) {
	h := crowd(t, 40)
	in := h.input("2026-11-21", report.Scope{})
	want := []string{"dana -", "ana -", "per -", "rui burst-signing+everybody-passes+one-level+passes-more+within-a-minute"}
	if got := ofKind(newView("mentors", in), "mentor", "mentor", "signs"); !slices.Equal(got, want) {
		t.Errorf("checker is broken: got %q, want %q", got, want)
	}
	lead := newView("mentors", in).Page().Sections[0].Lead
	if len(lead) != 3 || !strings.Contains(lead[2], "no verdict") || lead[0] != "Rui Costa signs unlike the others (5 signs below)." || lead[1] != "No colleague judged the same work as Rui Costa, so it is not known whether they agree." {
		t.Errorf("the page begins with %q", lead)
	}
	attention := func(learners int) string {
		return fmt.Sprint(report.Attention(crowd(t, learners).input("2026-11-21", report.Scope{})).Rows)
	}
	if got := attention(40); !strings.Contains(got, "Signs unlike the other mentors: Rui Costa. ") {
		t.Errorf("what needs attention does not name who signs unlike the others: %s", got)
	}
	if got := attention(19); strings.Contains(got, "Signs unlike") {
		t.Errorf("of 19 learners: %s", got)
	}
	alone := newView("mentors", h.input("2026-11-21", report.Scope{Filter: report.Filter{Mentor: "per"}}))
	figures := []string{"mentor", "first", "passed", "expected", "q", "colleagues"}
	all := ofKind(newView("mentors", in), "mentor", figures...)
	if got := ofKind(alone, "mentor", figures...); len(got) != 1 || got[0] != all[2] {
		t.Errorf("beside colleagues per is %q, shown alone %q", all[2], got)
	}
	if lead := alone.Page().Sections[0].Lead; len(lead) != 1 || lead[0] != "Per Lind does not sign unlike the others, as far as that can be told" {
		t.Errorf("per alone begins with %q", lead)
	}
	for _, row := range newView("mentors", h.input("2026-11-21", report.Scope{Redact: true})).Page().Sections[0].Lead[:1] {
		if strings.Contains(row, "Costa") || !strings.Contains(row, "rui ") {
			t.Errorf("redacted: %q", row)
		}
	}
}

func TestMentorsSaysWhereThereAreTooFew(t *testing.T) {
	for learners, want := range map[int]string{
		0:  "",
		3:  "3 learners were judged, too few to compare mentors: 20 are needed",
		19: "19 learners were judged, too few to compare mentors: 20 are needed",
	} {
		v := newView("mentors", crowd(t, learners).input("2026-11-21", report.Scope{}))
		if got := strings.Join(v.Page().Sections[0].Lead, "\n"); !strings.HasPrefix(got, want) || learners == 0 && v.Page().Sections[0].Empty == "" {
			t.Errorf("%d learners: %q", learners, got)
		}
		if got := ofKind(v, "mentor", "rate", "rate_low", "expected", "p", "q"); slices.ContainsFunc(got, func(s string) bool { return s != "- - - - -" }) {
			t.Errorf("%d learners are compared: %q", learners, got)
		}
	}
	if got := ofKind(newView("mentors", crowd(t, 20).input("2026-11-21", report.Scope{})), "mentor", "rate", "expected"); strings.Contains(strings.Join(got[1:], ""), "-") {
		t.Errorf("20 learners are not compared: %q", got)
	}
}

// ofKind gives some columns of the rows of one kind.
func ofKind(v report.View, what string, columns ...string) []string {
	var all []string
	for _, l := range lines(v, append([]string{"what"}, columns...)...) {
		if rest, ok := strings.CutPrefix(l, what+" "); ok {
			all = append(all, rest)
		}
	}
	return all
}

func TestMentorsCountsWhatCounts(t *testing.T) {
	h := judgedHouse(t)
	h.person("ida", `
2026-02-01 dana enroll cook
2026-03-01 ana signoff grill criteria=core assessor=M.Osei
2026-03-09 ana signoff knife level=3 criteria=grip,size
2026-04-01 dana revoke digest-21 trigger=incident`)
	got := ofKind(newView("mentors", h.input("2026-11-21", report.Scope{})), "mentor",
		"mentor", "signed", "not_yets", "judgements", "learners", "competencies", "first", "passed", "outside", "transcribed", "unauthorised", "revoked")
	want := []string{
		"dana 0 0 0 0 0 0 0 0 0 0 0",
		"ana 3 1 4 2 2 3 2 1 1 0 2", // one taken back as an error no longer counts, and one for an incident does
		"per 2 3 6 2 2 2 1 0 0 0 0",
		"rui 0 1 1 1 1 1 0 0 0 1 0", // what rui recorded after the designation ended
		"max 0 0 0 0 0 0 0 0 0 1 0", // in the own file
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// twice makes learners whom ana and per judged on one day: so many both passed, only ana, only per, neither.
func twice(h *house, both, ana, per, neither int) {
	n := 0
	for i, times := range []int{both, ana, per, neither} {
		for range times {
			n++
			outcome := func(competent bool) string {
				if competent {
					return signoff.CompetentOutcome
				}
				return signoff.NotYetOutcome
			}
			h.person(fmt.Sprintf("two-%02d", n), fmt.Sprintf("2026-02-01 dana enroll cook\n2026-03-01 ana observation grill outcome=%s\n2026-03-01 per observation grill outcome=%s",
				outcome(i < 2), outcome(i%2 == 0)))
		}
	}
}

// The table of Cohen's kappa that textbooks print: of 50 proposals both say yes to 20 and no to 15, and one
// of them alone to 5 and 10: 0.40.
func TestMentorsAgreementOfTwo(t *testing.T) {
	h := newHouse(t, judgedKitchen)
	twice(h, 20, 5, 10, 15)
	got := ofKind(newView("mentors", h.input("2026-11-21", report.Scope{})), "pair", "mentor", "other", "count", "learners", "agreed", "share", "kappa")
	if want := []string{"ana per 50 50 35 0.70 0.40"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	few := newHouse(t, judgedKitchen)
	twice(few, 10, 2, 2, 5)
	if got := ofKind(newView("mentors", few.input("2026-11-21", report.Scope{})), "pair", "count", "agreed", "kappa"); !slices.Equal(got, []string{"19 15 -"}) {
		t.Errorf("of 19 learners: %q", got)
	}
	one := newHouse(t, judgedKitchen)
	twice(one, 30, 0, 0, 0)
	if got := ofKind(newView("mentors", one.input("2026-11-21", report.Scope{})), "pair", "count", "agreed", "kappa"); !slices.Equal(got, []string{"30 30 -"}) {
		t.Errorf("of one outcome: %q", got)
	}
	all := newHouse(t, judgedKitchen)
	twice(all, 30, 10, 0, 0)
	if got := ofKind(newView("mentors", all.input("2026-11-21", report.Scope{})), "pair", "count", "agreed", "kappa"); !slices.Equal(got, []string{"40 30 -"}) {
		t.Errorf("one lets all pass, so that kappa is 0 whatever the other does: %q", got)
	}
}

// Three who judged the same: of each case the counts are (3, 0), (2, 1), (1, 2) or (0, 3). By Fleiss 1971 with
// 10, 5, 5 and 10 of them the mean agreement is 0.777..., by chance 0.5: kappa is 0.555...
func TestMentorsAgreementOfThree(t *testing.T) {
	h := newHouse(t, judgedKitchen)
	for n, passed := range slices.Concat(slices.Repeat([]int{3}, 10), slices.Repeat([]int{2}, 5), slices.Repeat([]int{1}, 5), slices.Repeat([]int{0}, 10)) {
		lines := "2026-02-01 dana enroll cook\n"
		for i, mentor := range []string{"ana", "per", "rui"} {
			outcome := signoff.NotYetOutcome
			if i < passed {
				outcome = signoff.CompetentOutcome
			}
			lines += fmt.Sprintf("2026-03-0%d %s observation grill outcome=%s\n", 1+i/2, mentor, outcome)
		}
		h.person(fmt.Sprintf("three-%02d", n), lines)
	}
	got := ofKind(newView("mentors", h.input("2026-11-21", report.Scope{})), "panel", "count", "learners", "agreed", "kappa")
	if want := []string{"30 30 20 0.56"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What was learned in between is no disagreement.
func TestMentorsAgreementIsOfTheSame(t *testing.T) {
	for lines, want := range map[string]int{
		"2026-03-01 ana observation grill outcome=not-yet\n2026-03-02 per observation grill":                                                 1,
		"2026-03-01 ana observation grill outcome=not-yet\n2026-03-03 per observation grill":                                                 0,
		"2026-03-01 ana observation grill outcome=not-yet\n2026-03-02 kim practice grill\n2026-03-02 per observation grill":                  0,
		"2026-03-01 ana observation grill outcome=not-yet\n2026-03-02 rui trained grill\n2026-03-02 per observation grill":                   0,
		"2026-03-01 ana observation grill outcome=not-yet retest=2026-03-02\n2026-03-02 per observation grill":                               0,
		"2026-03-01 ana observation grill outcome=not-yet retest=2026-03-03\n2026-03-02 per observation grill":                               1,
		"2026-03-01 ana observation grill\n2026-03-01 ana signoff grill":                                                                     0,
		"2026-03-01 ana observation grill\n2026-03-01 per observation grill\n2026-03-02 ana signoff grill":                                   1,
		"2026-03-01 ana observation grill\n2026-03-01 per observation knife":                                                                 0,
		"2026-03-01 ana observation grill\n2026-03-01 kim observation grill":                                                                 0,
		"2026-03-01 ana observation grill\n2026-03-02 per observation grill\n2026-11-01 rui observation grill":                               1,
		"2026-03-01 ana observation grill\n2026-03-02 per observation grill\n2026-06-01 ana signoff grill\n2026-06-02 per observation grill": 2,
	} {
		h := newHouse(t, judgedKitchen)
		h.person("kim", "2026-02-01 dana enroll cook\n"+lines)
		n := 0
		for _, l := range ofKind(newView("mentors", h.input("2026-11-21", report.Scope{})), "pair", "count") {
			fmt.Sscan(l, &n)
		}
		if n != want {
			t.Errorf("%q: %d cases, want %d", lines, n, want)
		}
	}
}
