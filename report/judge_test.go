package report_test

import (
	"slices"
	"strings"
	"testing"

	"sojt/report"
)

// Whoever copied a paper is nowhere shown as having judged: who signed it is, with who copied it beside that.
func TestWhoJudged(t *testing.T) {
	h := newHouse(t, transcriptKitchen)
	mia := h.person("mia", `
2026-02-01 dana enroll cook
2026-02-06 dana transcribe stock outcome=competent
2026-02-07 dana transcribe knife outcome=competent
2026-02-08 dana transcribe wine outcome=competent
2026-02-09 dana waive grill kind=prior-learning
`)
	mia.Records[1].Signer, mia.Records[2].Signer, mia.Records[3].Signer = h.program.Mentors[1].Name, "Horst  Kaiser", h.program.Mentors[1].ID
	name := h.program.Mentors[1].Name
	dana := h.input("2026-03-01", report.Scope{}).Names.Of("dana")
	views := func(scope report.Scope) map[string]report.View {
		in := h.input("2026-03-01", scope)
		return map[string]report.View{
			"transcript": transcriptOf(h, "2026-03-01", scope), "log": report.NewLog(in, ""), "status": report.NewStatus(in),
			"qualified": report.NewQualified(in, question(h, in)),
		}
	}
	for what, v := range views(report.Scope{}) {
		var signers []string
		for _, line := range lines(v, "by", "signer", "competency") {
			if words := strings.Fields(line); words[1] != "-" {
				signers = append(signers, line)
			}
		}
		slices.Sort(signers)
		id := h.program.Mentors[1].ID
		want := []string{"dana Horst Kaiser knife", "dana " + id + " stock", "dana " + id + " wine"}
		if strings.Join(signers, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s has the signers %q, want %q", what, signers, want)
		}
		if page, says := said(v), name+" on paper, copied by "+dana; slices.Contains([]string{"transcript", "qualified"}, what) &&
			(!strings.Contains(page, says) || !strings.Contains(page, "Horst Kaiser on paper, copied by "+dana)) {
			t.Errorf("%s does not say %q:\n%s", what, says, page)
		}
		if page := said(v); what == "log" && !strings.Contains(page, "Horst Kaiser found mia competent in knife on paper, copied by "+dana) {
			t.Errorf("the log says\n%s", page)
		}
	}
	for what, v := range views(report.Scope{Redact: true}) {
		if all := said(v) + strings.Join(lines(v, "signer"), " "); strings.Contains(all, "Horst") || strings.Contains(all, name) {
			t.Errorf("%s, redacted, names who signed:\n%s", what, all)
		}
	}
}

// said is all that stands in the cells of a page.
func said(v report.View) string {
	var all []string
	for _, s := range v.Page().Sections {
		for _, row := range s.Rows {
			for _, c := range row {
				all = append(all, c.Text)
			}
		}
	}
	return strings.Join(all, "\n")
}

func question(h *house, in *report.Input) []report.Question {
	return []report.Question{{Learner: "mia", Target: "cook", Moment: in.Moment, Standings: in.Book.Fold(h.learners[0], in.Moment)}}
}

// A certificate names who judged.
func TestCertifiedByWhoJudged(t *testing.T) {
	h := newHouse(t, transcriptKitchen)
	mia := h.person("mia", "2026-02-01 dana enroll cook\n2026-02-06 dana transcribe knife outcome=competent\n2026-02-06 dana waive grill kind=equivalent\n2026-02-06 dana waive stock kind=equivalent\n2026-02-06 dana waive wine kind=equivalent\n")
	mia.Name, mia.Records[1].Signer = "Mia", "Horst Kaiser"
	in := h.input("2026-03-01", report.Scope{})
	c, lacks := report.NewCertificate(report.NewQualified(in, question(h, in)), report.Certify{})
	if c == nil {
		t.Fatal(lacks)
	}
	i := slices.IndexFunc(c.Items, func(i report.Certified) bool { return i.ID == "knife" })
	if c.Items[i].By != "Horst Kaiser" || c.Items[i].How != "on paper, copied by "+in.Names.Of("dana") {
		t.Errorf("it is certified as %+v", c.Items[i])
	}
}
