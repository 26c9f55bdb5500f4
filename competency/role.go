package competency

import (
	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
)

// Role is a job people are trained for: an ordered list of competencies.
type Role struct {
	ID, Title, Summary string
	Department         string
	Status             string // draft | adopted | retired
	CompleteWithin     calendar.Period
	Qualify            string // "" | coordinator
	Next               []string
	Interviews         []Interview
	Entries            []*Entry
	Choose             []Choice
	Pos                diag.Pos
	node               *strictyaml.Node
}

// Role status words.
const (
	Draft   = "draft"
	Adopted = "adopted"
	Retired = "retired"
)

// Interview names somebody the role was outlined with.
type Interview struct {
	Who      string
	Relation string // does | oversees | supports | works-with
	Date     calendar.Date
}

// Choice is a group of electives of which N must be met.
type Choice struct {
	ID string
	N  int
	Of []string
}

// Entry is a competency as one role asks for it: due, practice, required and level are the role's
// where it sets them, else the competency's.
type Entry struct {
	*Competency
	Used     bool            // from a shared set, by `use`
	Due      calendar.Period // from the start date; the role's complete_within where nothing is said
	Practice int             // runs before a sign-off may be asked for
	Required bool            // false for optional ones and for those in a Choice
	Choice   string          // the Choice it belongs to, or ""
	Level    int             // the level asked for; meaningless without a Scale
}

// Entry finds a competency in the role; nil if the role does not have it.
func (r *Role) Entry(competency string) *Entry {
	for _, e := range r.Entries {
		if e.ID == competency {
			return e
		}
	}
	return nil
}

// roleKeys walks roles/<role>.yaml; items gets what stands under competencies, element by element.
func roleKeys(k *strictyaml.Keys, r *Role, items *[]item) {
	r.Status = Adopted
	k.ID("role", &r.ID, "the role's id, the same as the file's name").Need("line-cook")
	k.Line("title", &r.Title, "what people call it").Need("Line cook")
	k.Text("summary", &r.Summary, "what somebody in it does")
	k.ID("department", &r.Department, "where its people work")
	k.Word("status", &r.Status, []string{Draft, Adopted, Retired}, "a draft takes no sign-off")
	k.Period("complete_within", &r.CompleteWithin, "when all of it is due, from the start")
	k.Word("qualify", &r.Qualify, []string{"coordinator"}, "coordinator: a final act makes the learner qualified")
	k.IDs("next", &r.Next, "the roles it leads to")
	strictyaml.Group(k, "interviews", "interview", "whom it was outlined with", &r.Interviews, interviewKeys)
	strictyaml.Choice(k, "competencies", "competency", "what must be learned, in order", items, used, itemKeys, useKeys)
	strictyaml.Group(k, "choose", "choice", "electives", &r.Choose, choiceKeys)
}

func interviewKeys(k *strictyaml.Keys, i *Interview) {
	k.Line("who", &i.Who, "the person").Need(`"M. Osei, head chef"`)
	k.Word("relation", &i.Relation, []string{"does", "oversees", "supports", "works-with"}, "how the person knows the work").Need("oversees")
	k.Day("date", &i.Date, "when")
}

func choiceKeys(k *strictyaml.Keys, c *Choice) {
	k.ID("id", &c.ID, "how reports name it").Need("pastry-or-grill")
	k.Number("n", &c.N, 1, 1000, "how many of them are required").Need("1")
	k.Competencies("of", &c.Of, "the competencies to choose from").Need("[pastry, grill]")
}

// used says which walk reads an entry of a role.
func used(n *strictyaml.Node) int {
	if n.Has("use") {
		return 1
	}
	return 0
}

// useKeys walks an entry that takes a shared competency.
func useKeys(k *strictyaml.Keys, c *item) {
	k.Competency("use", &c.use, "the shared competency, as set/id").Need("hygiene/handwashing")
	k.Period("due", &c.Due, "from the start")
	k.Number("practice", &c.Practice, 0, 1000, "runs before a sign-off may be asked for")
	k.Truth("required", &c.Required, "false for an optional one")
	k.Number("level", &c.Level, 0, strictyaml.MaxNumber, "the level to be reached")
	k.Elsewhere("use", func() []strictyaml.Key {
		return strictyaml.Describe(func(k *strictyaml.Keys) { itemKeys(k, new(item)) })
	})
}
