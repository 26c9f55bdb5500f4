package report_test

import (
	"fmt"
	"strings"
	"testing"

	"sojt/report"
)

const statusKitchen = `
-- roles/cook.yaml --
role: cook
title: Cook
competencies:
  - {id: knife, title: Cuts, practice: 2, resources: [{title: Knife course, url: "https://example.com/k", method: course}]}
  - {id: grill, title: Grills, renew: {every: 90d, window: 20d}}
`

// cut is somebody who took so many days and two runs to learn to cut.
func cut(h *house, id string, days int) {
	h.person(id, fmt.Sprintf("2026-03-01 dana enroll cook\n2026-03-02 %s practice knife\n2026-03-03 %s practice knife\n2026-03-%02d ana signoff knife\n", id, id, 2+days))
}

// A status says how long the others took once three are known, with how many they are, and of what.
func TestStatusSaysHowLongOthersTook(t *testing.T) {
	h := newHouse(t, statusKitchen)
	h.person("mia", "2026-04-01 dana enroll cook\n")
	only := report.Scope{Filter: report.Filter{Learner: "mia"}}
	for i, want := range []string{"0 0 0", "1 0 0", "2 0 0", "3 5 2", "4 6 2"} {
		in := h.input("2026-04-02", only)
		if got := lines(report.NewStatus(in), "times", "median_days", "median_runs")[0]; got != want {
			t.Errorf("of %d others: %s, want %s", i, got, want)
		}
		page := text(t, report.NewStatus(in))
		if says := strings.Contains(page, "others took"); says != (i >= 3) {
			t.Errorf("of %d others:\n%s", i, page)
		}
		if !strings.Contains(page, "Knife course (course) https://example.com/k") {
			t.Errorf("no resource in\n%s", page)
		}
		cut(h, fmt.Sprintf("other-%d", i), []int{3, 9, 5, 7, 1}[i])
	}
	if page := text(t, report.NewStatus(h.input("2026-04-02", only))); !strings.Contains(page, "others took 5 days and 2 runs (medians of 5 learners)") {
		t.Errorf("of five others:\n%s", page)
	}
}

// To mentors a status names the sign-off, to the learner who reads it what the learner can do: practise,
// then ask for it, once.
func TestStatusNamesWhatItsReaderCanDo(t *testing.T) {
	h := newHouse(t, statusKitchen)
	mia := h.person("mia", "2026-04-01 dana enroll cook\n2026-04-02 ana signoff grill\n2026-04-02 mia practice knife\n")
	only := report.Scope{Filter: report.Filter{Learner: "mia"}}
	says := func(when, mentor, own string) {
		t.Helper()
		in := h.input("2026-04-05", only)
		for reader, want := range map[string]string{"": mentor, "zoe": mentor, "mia": own} {
			page, acts := text(t, report.NewOwnStatus(in, reader)), []string(nil)
			for line := range strings.Lines(page) {
				if _, act, ok := strings.Cut(line, " sojt "); ok {
					acts = append(acts, strings.TrimSpace(act))
				}
			}
			if got := strings.Join(acts, ", "); got != want {
				t.Errorf("%s, read by %q: %q, want %q in\n%s", when, reader, got, want, page)
			}
		}
	}
	says("practising", "practice mia knife", "practice mia knife")
	mia.Records = append(mia.Records, h.record("mia", strings.Fields("2026-04-03 mia practice knife")))
	says("ready", "signoff mia knife --all-criteria", "request mia knife")
	mia.Records = append(mia.Records, h.record("mia", strings.Fields("2026-04-04 mia request knife")))
	says("requested", "signoff mia knife --all-criteria", "")
}

// What can be renewed is a next step on every day on which the inbox lists it, and before that it is not.
func TestStatusNamesRenewals(t *testing.T) {
	h := newHouse(t, statusKitchen)
	h.person("mia", "2026-04-01 dana enroll cook\n2026-04-02 ana signoff grill\n2026-04-02 mia practice knife\n2026-04-03 mia practice knife\n2026-04-04 ana signoff knife\n")
	for _, c := range []struct {
		day  string
		want string
	}{
		{"2026-05-31", "nothing: all that the role requires is in place"}, // holds to 1 July, and 30 days are due soon
		{"2026-06-01", "competent until 1 Jul, to be renewed"},
		{"2026-06-11", "sojt signoff mia grill --all-criteria"},
		{"2026-07-01", "sojt signoff mia grill --all-criteria"},
		{"2026-07-02", "expired since 2 Jul"},
	} {
		in := h.input(c.day, report.Scope{Filter: report.Filter{Learner: "mia"}})
		page := text(t, report.NewStatus(in))
		if !strings.Contains(page, c.want) {
			t.Errorf("on %s %q is not in\n%s", c.day, c.want, page)
		}
		waits := len(report.NewInbox(in, "ana").Rows().Rows) > 0
		if waits && !strings.Contains(page, "sojt signoff mia grill") {
			t.Errorf("on %s the inbox has it and the status has not:\n%s", c.day, page)
		}
	}
}

// What is late or was lost comes first, however far it got, with what is missing and the command, and of
// what has no day there may be more than is shown in full; what is late and blocked waits for what blocks it.
func TestStatusBeginsWithWhatIsLate(t *testing.T) {
	competencies := "role: cook\ntitle: Cook\ncompetencies:\n"
	for i := range 6 {
		competencies += fmt.Sprintf("  - {id: free-%d, title: Free}\n", i)
	}
	for i := range 7 {
		competencies += fmt.Sprintf("  - {id: late-%d, title: Late, practice: 3, due: %dd}\n", i, 9-i)
	}
	h := newHouse(t, "-- roles/cook.yaml --\n"+competencies+"  - {id: stuck, title: Stuck, requires: [late-0], due: 1d, practice: 2}\n")
	h.person("mia", "2026-04-01 dana enroll cook\n2026-04-02 mia practice stuck\n")
	page := report.NewStatus(h.input("2026-05-01", report.Scope{Filter: report.Filter{Learner: "mia"}})).Page()
	var order []string
	for i, row := range page.Sections[1].Rows {
		id, step := row[0].Text, row[1].Text
		order = append(order, id)
		if late := strings.HasPrefix(id, "late-"); late != (i < 7) {
			t.Errorf("%s stands at %d", id, i)
		} else if late && !(strings.Contains(step, "not begun, due") && strings.Contains(step, "0 of 3 practice runs") && strings.HasSuffix(step, "sojt practice mia "+id)) {
			t.Errorf("%s: %s", id, step)
		}
		if id == "stuck" && !strings.HasPrefix(step, "Stuck: blocked: after late-0, due 2 Apr (29 days late)") {
			t.Errorf("blocked: %s", step)
		}
	}
	if len(order) != 14 || order[0] != "late-6" || order[6] != "late-0" || order[13] != "stuck" {
		t.Errorf("the order is %q", order)
	}
}
