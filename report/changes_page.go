package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/text"
)

// mostNamed is how many people a line of the page names; the rows name all.
const mostNamed = 12

// definitions is a line for each thing that differs, with what to do where sign-offs are at stake.
func (v *Changes) definitions() Section {
	s := Section{
		Heading: fmt.Sprintf("Definitions: %s, against %s", v.To, v.From),
		Columns: []Column{{Title: "of"}, {Title: "changed", Wide: true}},
		Empty:   fmt.Sprintf("no definition differs between %s and %s", v.From, v.To),
	}
	for _, group := range chunk(v.Changes, func(a, b competency.Change) bool { return subject(a) == subject(b) }) {
		var parts, guides []string
		for _, c := range group {
			if c.Competency != "" && competency.Guides(c.Key) {
				guides = append(guides, c.Key)
				continue
			}
			parts = append(parts, v.said(c))
		}
		if len(guides) > 0 {
			parts = append(parts, "guidance ("+strings.Join(guides, ", ")+")")
		}
		lines := []string{strings.Join(parts, "; ")}
		if c := group[0]; c.Competency != "" && c.Role == "" {
			lines = append(lines, v.advice(c)...)
		}
		s.Rows = append(s.Rows, []Cell{{Text: subject(group[0]), Strong: true}, Text(strings.Join(lines, "\n"))})
	}
	return s
}

// subject names what a change is of.
func subject(c competency.Change) string {
	switch {
	case c.Role != "" && c.Competency != "":
		return c.Role + ": " + c.Competency
	case c.Competency+c.Role+c.Mentor == "":
		return "program"
	}
	return c.Role + c.Competency + c.Mentor
}

// chunk parts a list where two neighbours are not of one kind.
func chunk[T any](list []T, same func(a, b T) bool) [][]T {
	var all [][]T
	for i, x := range list {
		if i == 0 || !same(list[i-1], x) {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], x)
	}
	return all
}

// said is one change in words; what is long is only named.
func (v *Changes) said(c competency.Change) string {
	if id, ok := strings.CutPrefix(c.Key, "criteria."); ok {
		return "criterion " + id + " " + fate(c, "reworded")
	}
	switch c.Key {
	case "":
		return fate(c, "")
	case "criteria":
		return "criteria in another order"
	case "editorial":
		return "an earlier wording declared editorial"
	case "title", "conditions", "summary", "scale.levels", "keys", "name", "email", "choose", "designated_by", "prepared", "editorial.":
		return c.Key + " " + fate(c, "changed")
	}
	key := strings.ReplaceAll(c.Key, ".", " ")
	was, is := text.Fold(v.value(c.Before)), text.Fold(v.value(c.After))
	switch {
	case len(was)+len(is) > 60:
		return key + " " + fate(c, "changed")
	case is == "":
		return key + " removed, was " + was
	case was == "":
		return key + " " + is
	}
	return key + " " + is + ", was " + was
}

func fate(c competency.Change, otherwise string) string {
	switch {
	case c.Before == "":
		return "added"
	case c.After == "":
		return "removed"
	}
	return otherwise
}

// advice says what to write where a change puts sign-offs in doubt that may not be meant, or leaves
// records without what they name, and what is easily overlooked.
func (v *Changes) advice(change competency.Change) []string {
	b, a := v.Before.Competency(change.Competency), v.in.Program.Competency(change.Competency)
	switch {
	case b == nil:
		return nil
	case a == nil:
		return v.gone(b)
	case b.Fingerprint != a.Fingerprint && a.Revision == b.Revision && !a.Says(b.Fingerprint):
		return []string{
			"another wording, and still revision " + fmt.Sprint(a.Revision) + ": if it asks for something else now, write",
			fmt.Sprintf("revision: %d", a.Revision+1), "revised: " + v.in.Moment.AsOf.String(),
			"if it asks for the same:", "editorial: [" + strings.Join(append(slices.Clone(a.Editorial), b.Fingerprint), ", ") + "]",
		}
	case a.Revision < b.Revision:
		return []string{"a revision that goes back puts in doubt what was signed in between"}
	case a.Revision > b.Revision:
		return revised(a)
	case b.Renew != a.Renew, b.LevelText(b.Level) != a.LevelText(a.Level):
		return []string{"level and renew hold for all days, also those that have passed"}
	}
	return nil
}

// revised is what is easily overlooked where a revision was raised.
func revised(c *competency.Competency) []string {
	var lines []string
	if c.Revised == 0 {
		lines = append(lines, "without revised: and a day, earlier sign-offs are in doubt for days before it too")
	}
	for _, r := range c.Replaces {
		if r.Full {
			lines = append(lines, "sign-offs of "+r.ID+" are carried over to this revision too: carry: none ends that")
		}
	}
	return lines
}

// gone says what to do about a competency that is not there any more.
func (v *Changes) gone(b *competency.Competency) []string {
	short := b.ID[strings.LastIndex(b.ID, "/")+1:]
	advice := "records that name it have nothing to stand on: put it back, with retired: " + v.in.Moment.AsOf.String()
	for _, c := range v.Changes {
		heir := v.in.Program.Competency(c.Competency)
		if heir == nil || v.Before.Competency(c.Competency) != nil || heir.ID[strings.LastIndex(heir.ID, "/")+1:] != short && heir.Title != b.Title {
			continue
		}
		return []string{advice, "and beside " + heir.ID + ", where its sign-offs are to count:", "replaces: [{id: " + b.ID + ", carry: full}]"}
	}
	return []string{advice}
}

// consequences is a line for each kind of effect and competency, with the people it concerns.
func (v *Changes) consequences() Section {
	s := Section{
		Heading: "What it does",
		Columns: []Column{{Title: "what"}, {Title: "of"}, {Title: "", Right: true}, {Title: "who", Wide: true}, {Title: "from"}},
		Empty:   v.nothing(),
	}
	for _, group := range chunk(v.Effects, v.together) {
		first := group[0]
		who, n := v.who(group)
		from := Text("now")
		if first.On > v.in.Moment.AsOf {
			from = Cell{Text: v.in.day(first.On), Date: first.On}
		}
		kind := kindOf(first.Change)
		s.Rows = append(s.Rows, []Cell{
			Toned(kind.title, kind.tone), Text(v.about(first)), {Text: fmt.Sprint(n), Number: n, IsNumber: true}, Text(who), from,
		})
	}
	return s
}

// together reports whether two effects share a line: those of one competency over all roles, those of a
// role as a whole, and all competencies that a mentor may sign in a role or may not.
func (v *Changes) together(a, b Effect) bool {
	if a.Change != b.Change || a.On != b.On || a.Mentor != b.Mentor || (a.Learner == "") != (b.Learner == "") {
		return false
	}
	if ofMentor(a) || a.Competency == "" {
		return a.Role == b.Role && (b.Competency == "" || ofMentor(b))
	}
	return a.Competency == b.Competency
}

// ofMentor reports whether an effect is about what a mentor may sign.
func ofMentor(e Effect) bool { return e.Learner == "" && e.Mentor != "" }

func kindOf(word string) changeKind {
	all := changeKinds()
	return all[slices.IndexFunc(all, func(k changeKind) bool { return k.word == word })]
}

// about is what an effect is of: a competency, a role, or a mentor's authority.
func (v *Changes) about(e Effect) string {
	switch {
	case ofMentor(e):
		return v.in.Names.Of(e.Mentor) + " in " + e.Role
	case e.Change == "condemned":
		return cmp.Or(e.Competency, e.Role, e.Record.Type) + " by " + v.in.Names.Of(e.Mentor)
	}
	return cmp.Or(e.Competency, e.Role)
}

// who names the people of a line, or the roles, or what a mentor may sign, each once with what is to be
// known of it, and counts them.
func (v *Changes) who(group []Effect) (string, int) {
	var names []string
	details := map[string]string{}
	same := true
	for _, e := range group {
		name, detail := v.name(e), v.detail(e)
		if _, known := details[name]; !known {
			names, details[name] = append(names, name), detail
		}
		same = same && detail == v.detail(group[0])
	}
	n, more := len(names), ""
	if n > mostNamed {
		names, more = names[:mostNamed], fmt.Sprintf(", and %d more", n-mostNamed)
	}
	if same {
		return strings.Join(names, ", ") + more + inBrackets(details[names[0]], n), n
	}
	for i, name := range names {
		names[i] += inBrackets(details[name], 1)
	}
	return strings.Join(names, ", ") + more, n
}

func inBrackets(detail string, n int) string {
	switch {
	case detail == "":
		return ""
	case n > 1:
		return " (each " + detail + ")"
	}
	return " (" + detail + ")"
}

func (v *Changes) name(e Effect) string {
	switch {
	case ofMentor(e):
		return e.Competency
	case e.Learner == "":
		return e.Role
	}
	return v.in.Names.Of(e.Learner)
}

// detail is what is to be known of one person beside what the line says.
func (v *Changes) detail(e Effect) string {
	switch e.Change {
	case "due-sooner", "due-later":
		return "due " + cmp.Or(v.value(e.After), "on no day") + ", was " + cmp.Or(v.value(e.Before), "due on no day")
	case "sooner", "later":
		return "until " + cmp.Or(v.value(e.After), "no day") + ", was " + cmp.Or(v.value(e.Before), "no day")
	case "passes":
		return e.After + ", was " + e.Before
	case "moved", "lost", "regained":
		return standingWord(e.After) + ", was " + standingWord(e.Before)
	case "disqualified", "qualified":
		if e.After == "interim" {
			return e.After
		}
	case "blocked":
		return "after " + e.After
	case "required", "carried":
		return e.After
	case "retired", "not-required":
		return "was " + standingWord(e.Before)
	case "condemned":
		return e.Record.Type + " of " + v.in.day(e.Record.Effect(v.in.Program.Zone))
	}
	return ""
}

func (v *Changes) nothing() string {
	if v.in.Filter != (Filter{}) {
		return "nothing that fits the filter stands otherwise by that"
	}
	if len(v.in.People) == 0 {
		return "there is no learner yet whom it could concern"
	}
	return fmt.Sprintf("no sign-off, requirement or due day of %s stands otherwise by that", count(len(v.in.People), "learner"))
}

// footer sums up: the sign-offs that no longer count, and who is qualified no more.
func (v *Changes) footer() []string {
	lost, learners, out, long := map[string]bool{}, map[string]bool{}, map[string]bool{}, false
	perLine := 0
	for i, e := range v.Effects {
		if perLine++; i > 0 && !v.together(v.Effects[i-1], e) {
			perLine = 1
		}
		long = long || perLine > mostNamed
		switch e.Change {
		case "suspect", "partial", "expired", "lapsed", "unauthorised", "orphaned", "lost":
			lost[recordID(e.Record)], learners[e.Learner] = true, true
		case "disqualified":
			out[e.Learner] = true
		}
	}
	if len(v.Effects) == 0 {
		return nil
	}
	sum := fmt.Sprintf("%s of %s would no longer count, %s no longer be qualified.", count(len(lost), "sign-off"), count(len(learners), "learner"), count(len(out), "learner"))
	if long {
		sum += "  Everybody: sojt diff --format csv"
	}
	return []string{sum}
}
