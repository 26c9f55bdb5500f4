package competency

import (
	"sojt/competency/calendar"
	"sojt/competency/strictyaml"
)

// draft is sojt.yaml as written, before defaults and references.
type draft struct {
	format   int
	id, name string
	zone     string
	profile  string
	ready    Readiness
	branches []branch
	policy   Policy
	scales   []Scale
	goals    []Goal
	metrics  []Metric
	files    string
}

// profilePolicy is the policy that a program has where it says nothing (SPEC 2.1).
func profilePolicy(profile string) Policy {
	days := func(n int) calendar.Period { return calendar.Period{N: n, Unit: calendar.Days} }
	if profile == "regulated" {
		return Policy{
			Signatures: "required", MentorHoldsCompetency: true, Acknowledge: true,
			LateAfter: days(3), LateRefuse: days(30), DueSoon: days(30), Transcriptions: "show",
		}
	}
	return Policy{Signatures: "optional", LateAfter: days(7), DueSoon: days(30), Transcriptions: "count"}
}

func programDefaults(d *draft) {
	d.profile, d.zone, d.files = "light", "UTC", "learners/{id}.yaml"
	d.policy = profilePolicy(d.profile)
}

func programKeys(k *strictyaml.Keys, d *draft) {
	programDefaults(d)
	k.Number("format", &d.format, 1, 1, "the version of this file format").Need("1")
	k.ID("program", &d.id, "the program's id; records carry it").Need("harbor-kitchen-k3v9")
	k.Line("name", &d.name, "what people call it; its id unless stated")
	k.Line("zone", &d.zone, "the time zone that gives each instant its day; UTC unless stated")
	k.Mapping("readiness", "what must be true before a program starts", func(k *strictyaml.Keys) {
		approval(k, "agreement", &d.ready.Agreement, "sign-offs are agreed on")
		approval(k, "leadership", &d.ready.Leadership, "leadership backs the program")
		approval(k, "mentors", &d.ready.Mentors, "the mentors are ready")
	})
	strictyaml.Group(k, "departments", "department", "a tree: authority over one covers those beneath", &d.branches, branchKeys)
	k.Word("profile", &d.profile, []string{"light", "regulated"}, "a named set of policy defaults")
	d.policy = profilePolicy(d.profile)
	k.Mapping("policy", "what differs from the profile", func(k *strictyaml.Keys) { policyKeys(k, &d.policy) })
	strictyaml.Group(k, "scales", "scale", "what competencies are rated on", &d.scales, scaleKeys)
	strictyaml.Group(k, "goals", "goal", "what the program wants to achieve", &d.goals, func(k *strictyaml.Keys, g *Goal) {
		k.ID("id", &g.ID, "how competencies name it").Need("food-safety")
		k.Line("title", &g.Title, "what is to be reached").Need("No critical violation in any inspection")
	})
	strictyaml.Group(k, "metrics", "metric", "job results kept for each learner", &d.metrics, metricKeys)
	k.Line("learner_files", &d.files, "where a new learner's file goes; learners/{id}.yaml unless stated")
}

func policyKeys(k *strictyaml.Keys, p *Policy) {
	k.Word("signatures", &p.Signatures, []string{"optional", "required"}, "whether records must be signed")
	k.ID("mentor_role", &p.MentorRole, "the role a mentor must be qualified in before signing")
	k.Truth("mentor_holds_competency", &p.MentorHoldsCompetency, "a mentor must be competent in what is signed")
	k.Truth("request_first", &p.RequestFirst, "a sign-off needs an open request")
	k.Truth("acknowledge", &p.Acknowledge, "learners countersign, where a competency does not say")
	k.PeriodOrNone("late_after", &p.LateAfter, "from the day observed to the signing; later is flagged late")
	k.PeriodOrNone("late_refuse", &p.LateRefuse, "later than this is refused")
	k.Period("due_soon", &p.DueSoon, "how long before its day something is due soon")
	k.Word("transcriptions", &p.Transcriptions, []string{"count", "show"}, "whether a transcription makes competent")
}

func metricKeys(k *strictyaml.Keys, m *Metric) {
	k.ID("id", &m.ID, "how reports name it").Need("ticket-time")
	k.Line("title", &m.Title, "what people call it").Need("Ticket time")
	k.Line("unit", &m.Unit, "what it is measured in")
	k.Word("better", &m.Better, []string{"lower", "higher"}, "which way is good").Need("lower")
	k.Line("file", &m.File, "the csv file of learner,date,value; metrics/ID.csv unless stated")
	k.IDs("roles", &m.Roles, "the roles it says something about; all unless stated")
}
