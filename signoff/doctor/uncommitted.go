package doctor

import (
	"slices"
	"strconv"

	"sojt/competency/diag"
)

// uncommitted is a record that a crash, or --no-commit, left on disk alone. It is judged by the rules
// as of its own time, as verify would judge it, and committed where nothing speaks against it.
func (c *chart) uncommitted() {
	if c.operation != "" {
		return // what is new may come from the other side
	}
	all, old := lines(c.text), c.known()
	for i, line := range all {
		if !isRecord(line) || old[line] {
			continue
		}
		if r := c.own(line); r == nil {
			c.unfit = true
			c.found = append(c.found, found{Problem: problem(CodeUncommitted, c.path, i+1,
				"sojt validate says what is wrong with it; take it out, or put it right", "a line that is in no commit is no record of this learner")})
		} else {
			c.new = append(c.new, line)
			c.mend(CodeUncommitted, i+1, "checks it as of its time, then commits it", "committed it",
				"record %s (%s by %s) is not in HEAD", r.ID, r.Type, r.By)
			c.found[len(c.found)-1].Record = r.ID
		}
	}
	if !c.differs() || len(c.found) == 0 || c.text == "" {
		return
	}
	against := c.against(all, old)
	if len(against) == 0 {
		return
	}
	c.unfit = true
	for i := range c.found {
		if f := &c.found[i]; f.Code == CodeUncommitted {
			f.mends, f.Hint = false, "left as it is, see the other problem of this file; nothing is committed that verify would not accept"
		}
	}
	for _, p := range against {
		c.found = append(c.found, found{Problem: p})
	}
}

// known are the lines that commits have, whatever they are.
func (c *chart) known() map[string]bool {
	old := map[string]bool{}
	for _, line := range slices.Concat(c.standing, lines(string(c.head.Data))) {
		old[line] = true
	}
	return old
}

// against is what speaks against committing the text: a header that somebody is editing, or what is
// wrong with lines that no commit has.
func (c *chart) against(all []string, old map[string]bool) diag.List {
	if c.head.Found && !c.rebuilt && headerOf(c.text) != headerOf(string(c.head.Data)) {
		return diag.List{problem(CodeUncommitted, c.path, 1,
			`look with "git diff HEAD -- `+c.path+`"; commit the header yourself, or put it back, then run sojt doctor --fix again`,
			"the header is not what HEAD has either, and what you are editing is not committed for you")}
	}
	var against diag.List
	for _, p := range c.judge(c) {
		at := p.Pos.Line
		if p.Severity == diag.Error && (at == 0 || at > len(all) || !old[all[at-1]]) {
			against = append(against, p)
		}
	}
	return against
}

func itoa(n int) string { return strconv.Itoa(n) }
