package competency

import (
	"sojt/competency/calendar"
	"sojt/competency/strictyaml"
)

// item is a competency as a role or a set writes it: its own keys, or `use` and what a role may set
// of a shared one. Which of the keys were written is asked of the node beside it.
type item struct {
	Competency
	use       string
	scale     string
	certifier string
}

// shortWindow is how long before its expiry a sign-off can be renewed, unless the file says so.
var defaultWindow = calendar.Period{N: 30, Unit: calendar.Days}

func itemKeys(k *strictyaml.Keys, c *item) {
	c.Competency = Competency{
		Revision: 1, Required: true, Kind: "performance", Accomplish: "perform",
		Evidence: Evidence{Passes: 1, Mentors: 1, Days: 1},
	}
	k.ID("id", &c.ID, "how records name it, for ever").Need("knife-safety")
	k.Line("title", &c.Title, "what one can do, in words people use").Need("Cuts vegetables safely to size")
	k.Line("group", &c.Group, "the heading it stands under on the sheet")
	k.Line("code", &c.Code, "what people call it on paper")
	wordingKeys(k, c)
	askedKeys(k, c)
	evidenceKeys(k, c)
	timeKeys(k, c)
	guideKeys(k, c)
}

// wordingKeys are the history of the wording.
func wordingKeys(k *strictyaml.Keys, c *item) {
	k.Number("revision", &c.Revision, 1, strictyaml.MaxNumber, "the number of this wording; a new one puts earlier sign-offs in doubt")
	k.Day("revised", &c.Revised, "the day this revision came into force")
	k.Day("retired", &c.Retired, "from this day it is neither required nor signed")
	k.Texts("editorial", &c.Editorial, "fingerprints of earlier wordings whose change did not matter")
	strictyaml.Group(k, "replaces", "replacement", "retired competencies whose place it takes", &c.Replaces, replacementKeys)
}

func replacementKeys(k *strictyaml.Keys, r *Replacement) {
	carry := "none"
	k.Competency("id", &r.ID, "the retired competency").Need("knives")
	k.Word("carry", &carry, []string{"full", "none"}, "whether its sign-offs count here")
	r.Full = carry == "full"
}

// askedKeys are what is asked for; the fingerprint covers kind, accomplish, conditions, criteria and scale.
func askedKeys(k *strictyaml.Keys, c *item) {
	k.Truth("required", &c.Required, "false for an optional one")
	k.Truth("critical", &c.Critical, "a failure here is a danger")
	k.Word("kind", &c.Kind, []string{"performance", "knowledge"}, "what is judged")
	k.Word("accomplish", &c.Accomplish, accomplishments, "the least that counts")
	k.Text("conditions", &c.Conditions, "with what, where and how fast it is done")
	strictyaml.Group(k, "criteria", "criterion", "what a mentor can see", &c.Criteria, criterionKeys)
	k.ID("scale", &c.scale, "the scale it is rated on")
	k.Number("level", &c.Level, 0, strictyaml.MaxNumber, "the level to be reached; the first that passes unless stated")
	k.Competencies("requires", &c.Requires, "competencies that must be in place first")
}

func criterionKeys(k *strictyaml.Keys, c *Criterion) {
	k.ID("id", &c.ID, "how records name it").Need("grip")
	k.Text("text", &c.Text, "one output or activity that can be seen").Need("Holds the claw grip for the whole task")
	k.Truth("critical", &c.Critical, "missing it ends the run")
}

// evidenceKeys are what must be seen, by whom, before it can be signed off.
func evidenceKeys(k *strictyaml.Keys, c *item) {
	k.Number("practice", &c.Practice, 0, 1000, "runs before a sign-off may be asked for")
	k.Mapping("evidence", "what must be seen before a sign-off", func(k *strictyaml.Keys) {
		k.Number("passes", &c.Evidence.Passes, 1, 100, "competent runs, the sign-off among them")
		k.Number("mentors", &c.Evidence.Mentors, 1, 100, "different mentors among them")
		k.Number("days", &c.Evidence.Days, 1, 100, "different days among them")
		k.Truth("consecutive", &c.Evidence.Consecutive, "no not-yet between them")
		k.IDs("methods", &c.Evidence.Methods, "methods that must each occur among them")
	})
	k.Word("certifier", &c.certifier, []string{"separate"}, "separate: who trained or observed may not sign it off")
	k.Truth("acknowledge", &c.Acknowledge, "the learner countersigns; the policy decides unless stated")
	k.Words("capture", &c.Capture, captures, "fields a sign-off must carry")
	k.Mapping("hours", "logged practice time", func(k *strictyaml.Keys) {
		k.Number("min", &c.Hours, 1, 10_000, "hours that must be reached").Need("4")
	})
	k.IDs("mentors", &c.Mentors, "the only mentors who may sign it")
}

// timeKeys are when it is due and how long it lasts.
func timeKeys(k *strictyaml.Keys, c *item) {
	c.Renew.Window = defaultWindow
	k.Period("due", &c.Due, "from the start; the role's complete_within unless stated")
	k.PeriodOr("renew", &c.Renew.Every, "how long a sign-off lasts", func(k *strictyaml.Keys) {
		k.Period("every", &c.Renew.Every, "how long a sign-off lasts").Need("1y")
		k.Period("window", &c.Renew.Window, "how long before its end it can be renewed; 30d unless stated")
		k.Period("first", &c.Renew.First, "how long the first ones last")
		k.Period("until", &c.Renew.Until, "for how long after the first sign-off first holds")
	})
	k.Mapping("currency", "how it lapses without use", func(k *strictyaml.Keys) {
		k.Period("performed_within", &c.Currency, "the longest time without doing it").Need("90d")
	})
	k.Number("minutes", &c.Minutes, 1, 100_000, "what one run takes, for planning")
}

// guideKeys help people; nothing is decided by them.
func guideKeys(k *strictyaml.Keys, c *item) {
	k.Text("why", &c.Why, "why it matters")
	k.Texts("how", &c.How, "the mentor's guide")
	strictyaml.Group(k, "references", "reference", "documents the work rests on", &c.References, func(k *strictyaml.Keys, r *Reference) {
		k.Line("title", &r.Title, "what it is called").Need("Knife card")
		k.Line("url", &r.URL, "where it is")
		k.Line("revision", &r.Revision, "which edition")
	})
	k.Texts("examples", &c.Examples, "tasks it can be shown with; never signed")
	strictyaml.Group(k, "errors", "error", "common mistakes, for observations", &c.Errors, func(k *strictyaml.Keys, m *Mistake) {
		k.ID("id", &m.ID, "how records name it").Need("lifted-thumb")
		k.Text("text", &m.Text, "what goes wrong").Need("Thumb in front of the blade")
	})
	strictyaml.Group(k, "resources", "resource", "what to learn it from", &c.Resources, func(k *strictyaml.Keys, r *Resource) {
		k.Line("title", &r.Title, "what it is called").Need("Knife skills course")
		k.Line("url", &r.URL, "where it is")
		k.ID("method", &r.Method, "what kind of training it is")
	})
	k.IDs("goals", &c.Goals, "goals of the program that it serves")
	strictyaml.Group(k, "align", "alignment", "where it stands in outside frameworks", &c.Align, func(k *strictyaml.Keys, a *Alignment) {
		k.Line("framework", &a.Framework, "the framework").Need(`"O*NET 18.1"`)
		k.Line("code", &a.Code, "its code there").Need(`"35-2014.00"`)
		k.Line("url", &a.URL, "its page there")
	})
	k.Texts("tags", &c.Tags, "words to filter reports by")
}

// captures are the fields of a sign-off that a competency can ask for. Not among them is what every
// sign-off says anyway (criteria, level, meaning), and accomplish, whose absence says perform.
var captures = []string{"assessor", "equipment", "evidence", "method", "note", "place", "task"}

// Captures lists the fields of a sign-off that `capture` may name.
func Captures() []string { return append([]string(nil), captures...) }
