package competency

import (
	"fmt"
	"strings"

	"sojt/competency/calendar"
	"sojt/competency/strictyaml"
)

// competency checks what one competency says of itself.
func (l *loader) competency(u unit) {
	l.criteria(u)
	l.rated(u)
	l.evidence(u)
	l.renewal(u)
	l.links(u)
	for i, print := range u.Editorial {
		if print != "" && !isFingerprint(print) {
			l.out.Errorf(CodeEditorial, u.node.Get("editorial").Item(i).Place(), "editorial is %q, expected a fingerprint of 64 digits and letters a to f", strictyaml.Shorten(print)).
				Hint = "sojt diff prints the line to paste"
		}
	}
	if u.Retired != 0 && u.Retired <= u.Revised {
		l.out.Errorf(CodeOrder, u.node.At("retired"), "retired %s is not after revised %s", u.Retired, u.Revised).
			Hint = "a competency is retired after its last revision"
	}
	l.repeats(u.node, "requires", u.Requires)
	l.repeats(u.node, "mentors", u.Mentors)
	l.repeats(u.node, "goals", u.Goals)
	l.repeats(u.node, "capture", u.Capture)
	l.repeats(u.node.Get("evidence"), "methods", u.Evidence.Methods)
}

func (l *loader) criteria(u unit) {
	n := u.node.Get("criteria")
	if n != nil && n.Kind == strictyaml.List && len(n.Items) == 0 {
		l.out.Errorf(CodeCriteria, n.Place(), "the list of criteria is empty").
			Hint = "write what a mentor can see, or remove the line: then the title is what is judged"
	}
	ids := make([]string, len(u.Criteria))
	for i, c := range u.Criteria {
		ids[i] = c.ID
	}
	l.distinct("criterion", n, ids)
	ids = make([]string, len(u.Errors))
	for i, e := range u.Errors {
		ids[i] = e.ID
	}
	l.distinct("error", u.node.Get("errors"), ids)
}

// rated checks scale and level against each other.
func (l *loader) rated(u unit) {
	level := u.node.Get("level")
	switch {
	case u.scale == "":
		if level != nil && !u.node.Has("scale") {
			l.level(u.Level, level, nil)
		}
	case u.Scale == nil && l.p.SettingsUnread():
	case u.Scale == nil:
		l.unknown("scale is", u.scale, "which sojt.yaml does not define", u.node.Get("scale"), l.p.scaleIDs())
	case level != nil:
		l.level(u.Level, level, u.Scale)
	default:
		if _, ok := u.Scale.passing(); !ok {
			l.out.Errorf(CodeScale, u.node.At("scale"), "no level is asked for, and no level of the scale %q has pass: true", u.scale).
				Hint = "write level: and the number that is enough, or pass: true beside a level of the scale"
		}
	}
}

// level checks a level that a competency or a role asks for.
func (l *loader) level(level int, n *strictyaml.Node, s *Scale) {
	if n.Kind != strictyaml.Whole {
		return
	}
	if s == nil {
		l.out.Errorf(CodeScale, n.Place(), "level is %d, but the competency has no scale", level).
			Hint = "name a scale of sojt.yaml with scale:, or remove the level"
		return
	}
	if s.Rank(level) < 0 {
		numbers := make([]string, len(s.Levels))
		for i, l := range s.Levels {
			numbers[i] = fmt.Sprint(l.ID)
		}
		l.out.Errorf(CodeScale, n.Place(), "level is %d, which the scale %q does not have", level, s.ID).
			Hint = "its levels are " + strings.Join(numbers, ", ")
	}
}

// evidence checks that what is asked for can ever be complete.
func (l *loader) evidence(u unit) {
	e, n := u.Evidence, u.node.Get("evidence")
	impossible := func(key, format string, args ...any) {
		l.out.Errorf(CodeEvidence, n.At(key), format, args...).
			Hint = "raise passes, or ask for less"
	}
	if e.Mentors > e.Passes {
		impossible("mentors", "%d mentors cannot be among %s", e.Mentors, count(e.Passes, "pass", "passes"))
	}
	if e.Days > e.Passes {
		impossible("days", "%d days cannot be among %s", e.Days, count(e.Passes, "pass", "passes"))
	}
	if len(e.Methods) > e.Passes {
		impossible("methods", "%d methods cannot be among %s", len(e.Methods), count(e.Passes, "pass", "passes"))
	}
	if named := len(u.Mentors); named > 0 && named < e.Mentors {
		l.out.Errorf(CodeEvidence, n.At("mentors"), "%d mentors are asked for, but only %d may sign", e.Mentors, named).
			Hint = "name more people under mentors:, or ask for fewer"
	}
	if u.Separate && e.Passes > 1 && len(u.Mentors) == 1 {
		l.out.Errorf(CodeEvidence, u.node.At("certifier"), "one mentor alone cannot observe it %d times and certify it separately", e.Passes).
			Hint = "name more people under mentors:, or remove certifier: separate"
	}
}

// renewal checks the periods of renew against each other.
func (l *loader) renewal(u unit) {
	r, n := u.Renew, u.node.Get("renew")
	if r.Every.IsZero() {
		return
	}
	if r.First.IsZero() != r.Until.IsZero() {
		have, miss := "first", "until"
		if r.First.IsZero() {
			have, miss = miss, have
		}
		if !n.Has(miss) {
			l.out.Errorf(CodeRenew, n.KeyPlace(have), "renew has %s but no %s", have, miss).
				Hint = "first says how long the early sign-offs last, until for how long that holds; write both or neither"
		}
	}
	shortest, name := r.Every, "every"
	if !r.First.IsZero() && longer(r.Every, r.First) {
		shortest, name = r.First, "first"
	}
	if longer(shortest, r.Window) {
		return
	}
	if n.Has("window") {
		l.out.Errorf(CodeRenew, n.At("window"), "window %s is not shorter than %s %s", r.Window, name, shortest).
			Hint = "the window is the last part of the period, in which it can be renewed"
	}
}

// longer reports whether a is longer than b, as counted from a day when all months are ahead.
func longer(a, b calendar.Period) bool {
	day := calendar.Of(2001, 1, 1)
	return day.Add(a) > day.Add(b)
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
