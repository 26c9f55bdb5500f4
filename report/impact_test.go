package report_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"sojt/report"
	"sojt/report/format"
)

// view makes a view of a school at the end of October.
func (s school) view(t *testing.T, name string, scope report.Scope) report.View {
	h, found := s.house(t)
	scope.Results = found
	return kind(name).New(h.input("2026-10-31", scope))
}

func words(t *testing.T, v report.View) string {
	t.Helper()
	var b bytes.Buffer
	if err := format.Table(&b, v, format.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Where learners are too few to compare there are counts all the same, and whose results they are of.
func TestFewLearnersAreCounted(t *testing.T) {
	text := strings.Join(strings.Fields(words(t, school{learners: 3, seed: 5, grill: 3, works: 0.4}.view(t, "impact", report.Scope{}))), " ")
	for _, want := range []string{"3 learners, too few to tell: 20 are needed; until then there are counts alone", "competency high low", "of 3 of 3 learners in the role, from ", "learner results median from to"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if many := words(t, school{learners: 20, seed: 5, grill: 3, works: 0.4}.view(t, "impact", report.Scope{})); strings.Contains(many, "counts alone") {
		t.Errorf("20 learners are counted only:\n%s", many)
	}
}

// Below 20 learners words stand in place of figures that compare; at 20 the figures are there.
func TestFewLearners(t *testing.T) {
	for _, c := range []struct {
		learners int
		says     string
		figures  bool
	}{{3, "3 learners, too few to tell: 20 are needed", false}, {19, "19 learners, too few to tell: 20 are needed", false}, {20, "", true}, {2000, "", true}} {
		for _, name := range []string{"impact", "methods"} {
			v := school{learners: c.learners, seed: 5, grill: 3, works: 0.4}.view(t, name, report.Scope{})
			text := words(t, v)
			if !strings.Contains(text, c.says) || strings.Contains(text, "too few to tell: 20 are needed") == c.figures {
				t.Errorf("%s of %d learners:\n%s", name, c.learners, text)
			}
			rows, there := v.Rows(), false
			for _, row := range rows.Rows {
				for i, column := range rows.Columns {
					figure := slices.Contains([]string{"rho", "rate", "p", "p_adjusted", "difference", "median_days"}, column)
					there = there || figure && row[i] != ""
					if text := fmt.Sprint(row[i]); strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
						t.Errorf("%s of %d learners: %s is %v", name, c.learners, column, text)
					}
				}
			}
			if there != c.figures {
				t.Errorf("%s of %d learners has figures: %v", name, c.learners, there)
			}
			if charts := v.Page().Sections[0].Chart != nil; charts != c.figures {
				t.Errorf("%s of %d learners is drawn: %v", name, c.learners, charts)
			}
		}
	}
}

// What is planted is found, and said: that who is signed off in grill has the better output, and that
// practice by simulation passes more often.
func TestPlantedEffectsAreFound(t *testing.T) {
	s := school{learners: 80, seed: 1, grill: 1.5, works: 0.4}
	text := words(t, s.view(t, "impact", report.Scope{}))
	if !strings.Contains(text, "grill: who is signed off does better, median ") || strings.Contains(text, "plate: who") {
		t.Errorf("impact:\n%s", text)
	}
	text = words(t, s.view(t, "methods", report.Scope{}))
	if !strings.Contains(text, "simulation: ") || !strings.Contains(text, " points more first passes than by others") || !strings.Contains(text, "hands-on: ") {
		t.Errorf("methods:\n%s", text)
	}
	s.grill = -1.5
	if text = words(t, s.view(t, "impact", report.Scope{})); !strings.Contains(text, "grill: who is signed off does worse, median ") {
		t.Errorf("impact turned round:\n%s", text)
	}
	s.grill, s.works = 0, 0
	if text = words(t, s.view(t, "impact", report.Scope{})); !strings.Contains(text, "no competency goes with it by more than chance explains (8 comparisons)") {
		t.Errorf("impact of nothing:\n%s", text)
	}
	if text = words(t, s.view(t, "methods", report.Scope{})); !strings.Contains(text, "no method differs from the others by more than chance explains (6 comparisons)") {
		t.Errorf("methods of nothing:\n%s", text)
	}
}

// Where nothing is planted, something is found in no more than one program of twenty: of a program in which
// all is chance each finding is false, so that is the false discovery rate.
func TestNothingIsFoundInNoise(t *testing.T) {
	seeds := 60
	if *long {
		seeds = 1000
	}
	false1 := map[string]int{}
	for seed := range seeds {
		s := school{learners: 24 + seed%40, seed: uint64(seed)}
		h, found := s.house(t)
		in := h.input("2026-10-31", report.Scope{Results: found})
		for _, name := range []string{"impact", "methods"} {
			if v := kind(name).New(in).Page(); slices.ContainsFunc(v.Sections, func(s report.Section) bool {
				return len(s.Lead) > 0 && !strings.HasPrefix(s.Lead[0], "no ")
			}) {
				false1[name]++
			}
		}
	}
	for _, name := range []string{"impact", "methods"} {
		rate := float64(false1[name]) / float64(seeds)
		t.Logf("%s: something found in %.3f of %d programs without an effect", name, rate, seeds)
		if rate > 0.05+3*math.Sqrt(0.05*0.95/float64(seeds)) {
			t.Errorf("%s: something found in %.3f of %d programs without an effect, stated is 0.05", name, rate, seeds)
		}
	}
}

// What limits a figure is said where it applies.
func TestLimitsOfImpact(t *testing.T) {
	usual := words(t, school{learners: 40, seed: 2, left: true}.view(t, "impact", report.Scope{}))
	for _, want := range []string{"39 of 39 learners in the role have results", "results from before a sign-off are among them", "who left is not among them, and who does badly may leave: --left adds them"} {
		if !strings.Contains(usual, want) {
			t.Errorf("%q is not said:\n%s", want, usual)
		}
	}
	if strings.Contains(usual, "how one mentor judges") {
		t.Errorf("three mentors are one:\n%s", usual)
	}
	one := words(t, school{learners: 40, seed: 2, one: true, left: true}.view(t, "impact", report.Scope{Filter: report.Filter{}, IncludeLeft: true}))
	if !strings.Contains(one, "ratings may say more of how one mentor judges than of the learners") || strings.Contains(one, "who left is not among them") {
		t.Errorf("one mentor, and who left:\n%s", one)
	}
}

// The same records in another order of learners and lines give the same bytes.
func TestImpactIsTheSameAgain(t *testing.T) {
	h, found := school{learners: 40, seed: 3}.house(t)
	write := func(name string) string {
		var b bytes.Buffer
		if err := format.JSON(&b, kind(name).New(h.input("2026-10-31", report.Scope{Results: found})), format.Options{}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	impact, methods := write("impact"), write("methods")
	slices.Reverse(h.learners)
	for _, l := range h.learners {
		slices.Reverse(l.Records)
	}
	for _, list := range found {
		slices.Reverse(list)
	}
	if write("impact") != impact || write("methods") != methods {
		t.Error("another order gives another report")
	}
}
