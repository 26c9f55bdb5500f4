package competency

import (
	"slices"
	"strings"

	"sojt/competency/calendar"
	"sojt/competency/diag"
	"sojt/competency/text"
)

// Lint gives the warnings about what makes a weak program: nothing here is wrong, all of it is worth
// a second look (SPEC 2.2). today decides who is an active mentor and what is retired. It speaks of
// what Load found sound, so a program with errors may gain warnings when they are mended.
func Lint(p *Program, today calendar.Date) diag.List {
	l := &linter{p: p, today: today}
	l.program()
	l.mentors()
	for _, r := range p.Roles {
		if r.Status != Retired {
			l.role(r)
		}
	}
	for _, s := range p.Sets {
		for _, c := range s.Competencies {
			l.competency(c)
		}
	}
	l.out.Sort()
	return l.out
}

type linter struct {
	p     *Program
	today calendar.Date
	out   diag.List
}

func (l *linter) program() {
	for _, item := range []struct {
		key, what, hint string
		approval        *Approval
	}{
		{"agreement", "nobody has agreed that sign-offs count", "agree with those concerned and write who and when", l.p.Readiness.Agreement},
		{"leadership", "no leader stands behind the program", "get a leader's word and write who and when", l.p.Readiness.Leadership},
		{"mentors", "nobody has said that the mentors are ready", "see that the mentors are prepared and write who says so and when", l.p.Readiness.Mentors},
	} {
		if item.approval == nil && l.p.node != nil && !l.p.node.Get("readiness").Has(item.key) {
			l.out.Warnf(CodeReadiness, l.p.node.KeyPlace("readiness"), "readiness has no %s: %s", item.key, item.what).
				Hint = item.hint
		}
	}
	if l.p.Profile == "regulated" && l.p.Policy.MentorRole == "" {
		l.out.Warnf(CodeMentorRole, l.p.node.KeyPlace("profile"), "the program is regulated, but mentors need no preparation").
			Hint = "write a role for mentors and name it: policy: {mentor_role: mentor}"
	}
	if len(l.p.Roles) == 0 && l.p.node != nil && len(l.p.unread) == 0 {
		l.out.Warnf(CodeNoCompetency, l.p.node.Place(), "the program has no role").Hint = "run sojt init ROLE to write one"
	}
}

func (l *linter) active(m *Mentor) bool { return m.Covers(l.today) }

func (l *linter) mentors() {
	coordinator := false
	for _, m := range l.p.Mentors {
		if !l.active(m) {
			continue
		}
		coordinator = coordinator || m.Coordinator
		l.scope(m)
		if l.p.Policy.Signatures == "required" && len(m.Keys) == 0 && !m.node.Has("keys") {
			l.out.Warnf(CodeNoKey, m.Pos, "signatures are required, but %q has no key", m.ID).
				Hint = "add the person's public key: sojt mentor key " + m.ID + " --key FILE"
		}
	}
	if !coordinator && len(l.p.Mentors) > 0 {
		l.out.Warnf(CodeCoordinator, l.p.Mentors[0].Pos, "no active mentor is a coordinator, so nobody may enrol, waive or qualify").
			Hint = "write coordinator: true beside one of them"
	}
}

// scope warns of a designation that covers nothing, where the program has departments.
func (l *linter) scope(m *Mentor) {
	switch {
	case len(l.p.Departments) == 0 || m.node.Has("departments"):
	case m.Coordinator && m.node.Has("signs"):
		l.out.Warnf(CodeScope, m.Pos, "%q is a coordinator of no department, and so may not enrol, waive or qualify", m.ID).
			Hint = "write departments: with those the person coordinates"
	case !m.node.Has("signs"):
		l.out.Warnf(CodeScope, m.Pos, "%q has neither departments nor signs, and so may do nothing", m.ID).
			Hint = "write departments: or signs: with what the person may sign"
	}
}

func (l *linter) role(r *Role) {
	if !r.node.Has("interviews") {
		l.out.Warnf(CodeInterviews, r.Pos, "the role %q was outlined without interviews", r.ID).
			Hint = "ask somebody who does the work and somebody who oversees it, and write them under interviews:"
	}
	if !r.node.Has("department") && len(l.p.Departments) > 0 {
		l.out.Warnf(CodeDepartment, r.Pos, "the role %q belongs to no department", r.ID).
			Hint = "write department: with one of " + text.Join(l.p.departmentIDs(), "and")
	}
	if r.node.Get("competencies").Item(0) == nil && len(r.Entries) == 0 {
		l.out.Warnf(CodeNoCompetency, r.Pos, "the role %q has no competencies", r.ID).
			Hint = "write what a person in it must be able to do under competencies:"
	}
	for _, e := range r.Entries {
		if !e.Used {
			l.competency(e.Competency)
		}
	}
	if r.Status == Adopted && !l.p.MentorsUnread() {
		l.signers(r)
	}
}

func (l *linter) retired(c *Competency) bool { return c.Retired != 0 && c.Retired <= l.today }

func (l *linter) competency(c *Competency) {
	if l.retired(c) {
		return
	}
	if !c.node.Has("why") {
		l.out.Warnf(CodeWhy, c.Pos, "%q does not say why it matters", c.ID).
			Hint = "add why: and what goes wrong where it is not done well"
	}
	if !c.node.Has("criteria") {
		l.out.Warnf(CodeNoCriteria, c.Pos, "%q has no criteria, so its title is what is judged", c.ID).
			Hint = "add criteria: and what a mentor can see when it is done well"
	}
	for i, criterion := range c.Criteria {
		if words := unobservable(criterion.Text); words != "" {
			l.out.Warnf(CodeObservable, c.node.Get("criteria").Item(i).At("text"), "nobody can observe %q", words).
				Hint = `write what can be seen or heard: "names the three signs of a spoiled oyster" instead of "knows oysters"`
		}
	}
	if !c.Renew.Every.IsZero() && !longer(c.Renew.Every, c.Renew.Window) && !c.node.Get("renew").Has("window") {
		l.out.Warnf(CodeWindow, c.node.At("renew"), "renew %s is not longer than the window of %s in which it can be renewed, so it always can", c.Renew.Every, c.Renew.Window).
			Hint = "add a shorter window, such as renew: {every: " + c.Renew.Every.String() + ", window: 1d}"
	}
	for i, replaced := range c.Replaces {
		if r := l.p.Competency(replaced.ID); r != nil && r.Retired == 0 {
			l.out.Warnf(CodeReplaces, c.node.Get("replaces").Item(i).At("id"), "replaces %q, which is not retired", replaced.ID).
				Hint = "write retired: and the day beside " + replaced.ID + ", or remove it here"
		}
	}
	for i, id := range c.Requires {
		if r := l.p.Competency(id); r != nil && l.retired(r) {
			l.out.Warnf(CodeBlocked, c.node.Get("requires").Item(i).Place(), "requires %q, which is retired and is no longer signed", id).
				Hint = "require what took its place"
		}
	}
}

// signers warns where fewer active mentors may sign a competency of the role than it takes.
func (l *linter) signers(r *Role) {
	if !slices.ContainsFunc(r.Entries, func(e *Entry) bool { return !l.retired(e.Competency) }) {
		return
	}
	someone := false
	var lacking diag.List
	list := r.node.Get("competencies")
	for i := 0; list.Item(i) != nil; i++ {
		item := list.Item(i)
		id := item.Get("use")
		if id == nil {
			id = item.Get("id")
		}
		e := r.Entry(id.Text())
		if e == nil || l.retired(e.Competency) {
			continue
		}
		names := l.p.Signers(r, e.Competency, l.today)
		someone = someone || len(names) > 0
		switch {
		case len(names) == 0:
			lacking.Warnf(CodeSigner, id.Place(), "no active mentor may sign %q", e.ID).
				Hint = "name it, its role or its department in mentors.yaml"
		case len(names) < e.Evidence.Mentors:
			lacking.Warnf(CodeSigner, id.Place(), "%q takes %d mentors, but of the active ones only %s may sign it", e.ID, e.Evidence.Mentors, text.Join(names, "and")).
				Hint = "name it, its role or its department beside more people in mentors.yaml"
		}
	}
	if someone {
		l.out = append(l.out, lacking...)
		return
	}
	l.out.Warnf(CodeSigner, r.Pos, "no active mentor may sign anything in the role %q", r.ID).
		Hint = "name the role or its department beside somebody in mentors.yaml"
}

// What happens inside a head: alone at the beginning of a criterion, or as a phrase anywhere.
var (
	innerVerbs   = []string{"knows", "know", "learns", "learn", "appreciates", "appreciate", "realises", "realizes", "grasps", "feels", "believes", "remembers"}
	innerPhrases = []string{"understands", "understand", "understanding of", "familiar with", "aware of", "awareness of", "knowledge of", "comfortable with"}
)

// unobservable gives the words of a criterion that speak of what nobody can see, or "".
func unobservable(criterion string) string {
	words := strings.FieldsFunc(strings.ToLower(criterion), func(r rune) bool { return strings.ContainsRune(" \n,.;:()\"", r) })
	for i, w := range words {
		if i < 3 && slices.Contains(innerVerbs, w) {
			return w
		}
		for _, phrase := range innerPhrases {
			first, second, pair := strings.Cut(phrase, " ")
			if w == first && (!pair || i+1 < len(words) && words[i+1] == second) {
				return phrase
			}
		}
	}
	return ""
}
