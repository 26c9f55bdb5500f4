package report_test

import (
	"slices"
	"strings"
	"testing"

	"sojt/report"
	"sojt/signoff"
)

const transcriptKitchen = `
-- sojt.yaml --
format: 1
program: house-k3v9
name: House
scales:
  - {id: s, levels: [{id: 1, name: Helped}, {id: 2, name: Alone, pass: true}]}
-- roles/cook.yaml --
role: cook
title: Cook
competencies:
  - {id: knife, title: "Cuts | <b>safely</b>", practice: 1}
  - {id: grill, title: Grills, scale: s, accomplish: simulate, renew: 90d}
  - {id: stock, title: Boils stock}
  - {id: wine, title: Pours}
-- roles/baker.yaml --
role: baker
title: Baker
qualify: coordinator
competencies:
  - {id: bake, title: Bakes}
`

func transcriptOf(h *house, asOf string, scope report.Scope) report.View {
	in := h.input(asOf, scope)
	s := in.Book.Fold(h.learners[0], in.Moment)
	return report.NewTranscript(in, s, "c0ffee", func(r *signoff.Record) string { return "good, with ssh-ed25519 SHA256:x, a key of " + r.By })
}

// A transcript worked out by hand: the role that was left, what ran out, was waived, came from paper and was
// taken back, also where that is later than the day asked about.
func TestTranscript(t *testing.T) {
	h := newHouse(t, transcriptKitchen)
	mia := h.person("mia", `
2026-02-01 dana enroll cook
2026-02-02 mia practice knife minutes=90
2026-02-03 ana signoff knife
2026-02-04 ana signoff grill level=2 accomplish=simulate
2026-02-05 dana waive wine kind=prior-learning until=2026-12-31
2026-02-06 dana transcribe stock outcome=competent
2026-02-07 ana observation stock outcome=competent
2026-06-01 dana revoke digest-3 trigger=incident
2026-06-10 dana leave cook
2026-06-10 dana enroll baker
2026-06-11 ana signoff bake
2026-06-12 dana qualify baker interim=1
2026-06-13 mia signoff bake
`)
	mia.Records[7].Reason = "cut | =herself"
	keys := []string{"what", "role", "competency", "standing", "date", "until", "level_name", "by", "how", "done", "runs", "minutes", "revoked_from"}
	july := []string{
		"enrolment baker - - 2026-06-10 - - - - - 0 0 -",
		"competency baker bake competent 2026-06-11 - - ana signed perform 0 0 -",
		"qualification baker - holds 2026-06-12 - - dana - - 0 0 -",
		"enrolment cook - - 2026-02-01 2026-06-10 - - - - 0 0 -",
		"competency cook grill expired 2026-02-04 2026-05-05 Alone ana signed simulate 0 0 -",
		"competency cook stock competent 2026-02-06 - - dana transcribed perform 0 0 -",
		"competency cook wine waived 2026-02-05 2026-12-31 - dana waived - 0 0 -",
		"revoked cook knife - 2026-02-03 - - ana signed perform 0 0 2026-06-01",
		"qualified cook - - 2026-02-06 2026-05-05 - - - - 0 0 -",
	}
	got := lines(transcriptOf(h, "2026-07-01", report.Scope{IncludeLeft: true}), keys...)
	if !slices.Equal(got, july) {
		t.Errorf("transcript is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(july, "\n"))
	}
	// In March nothing was taken back yet, and it is said that it was.
	march := strings.Join(lines(transcriptOf(h, "2026-03-01", report.Scope{}), keys...), "\n")
	if want := "competency cook knife competent 2026-02-03 - - ana signed perform 1 90 2026-06-01"; !strings.Contains(march, want) {
		t.Errorf("in March %q is not in\n%s", want, march)
	}
	page := strings.Join(strings.Fields(text(t, transcriptOf(h, "2026-07-01", report.Scope{}))), " ")
	for _, want := range []string{"from 1 Feb 2026 to 10 Jun 2026, left", "waived: prior-learning", "transcribed from paper", "revoked from 1 Jun 2026", "expired, was good until 5 May 2026", "program house-k3v9, commit c0ffee", "sojt export bundle --learner mia", "signature good: it fits", "Taken back", "interim qualified 12 Jun 2026", "sojt verify"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
	if redacted := text(t, transcriptOf(h, "2026-07-01", report.Scope{Redact: true})); strings.Contains(redacted, "herself") || !strings.Contains(page, "herself") {
		t.Errorf("redacted:\n%s", redacted)
	}
	if mentioned := strings.Index(page, "Taken back"); strings.Contains(page[:mentioned], "revoked") {
		t.Errorf("what was taken back stands among what was earned:\n%s", page)
	}
	if early := text(t, transcriptOf(h, "2026-01-01", report.Scope{})); !strings.Contains(early, "nothing was earned by then") {
		t.Errorf("before anything:\n%s", early)
	}
}

// A qualification that was lost is told with its time and why it ended, worked out by hand: what runs out on a
// day on which nobody recorded anything, what comes back, and what was taken back as an error as if it was never.
func TestTranscriptTellsTimesOfQualification(t *testing.T) {
	h := newHouse(t, `
-- sojt.yaml --
format: 1
program: house-k3v9
name: House
-- roles/baker.yaml --
role: baker
title: Baker
competencies:
  - {id: bake, title: Bakes, renew: 30d}
  - {id: wash, title: Washes}
`)
	h.person("mia", `
2026-02-01 dana enroll baker
2026-02-02 ana signoff wash
2026-02-03 ana signoff bake
2026-04-10 ana signoff bake
2026-04-20 dana revoke digest-2 trigger=incident
2026-04-25 ana signoff wash
2026-04-26 ana signoff wash
2026-04-27 dana revoke digest-7 trigger=error
2026-05-01 dana leave baker
`)
	keys := []string{"what", "date", "until", "standing", "reason"}
	var got []string
	for _, line := range lines(transcriptOf(h, "2026-04-30", report.Scope{IncludeLeft: true}), keys...) {
		if strings.HasPrefix(line, "qualified ") {
			got = append(got, line)
		}
	}
	want := []string{
		"qualified 2026-02-03 2026-03-05 - bake expired",
		"qualified 2026-04-10 2026-04-19 - wash revoked",
		"qualified 2026-04-25 - holds -",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	page := text(t, transcriptOf(h, "2026-06-01", report.Scope{IncludeLeft: true}))
	for _, want := range []string{"qualified from 3 Feb 2026 to 5 Mar 2026, until bake expired", "qualified from 25 Apr 2026 to 30 Apr 2026, until left the role", "recorded in error"} {
		if !strings.Contains(strings.Join(strings.Fields(page), " "), want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
}
