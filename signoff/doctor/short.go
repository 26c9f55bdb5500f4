package doctor

import (
	"bytes"
	"slices"
	"strings"

	"sojt/signoff/ledger"
)

// nul is a file with NUL bytes, as a power cut leaves them where a write had not arrived.
func (c *chart) nul() {
	at := strings.IndexByte(c.text, 0)
	if at < 0 {
		return
	}
	number := strings.Count(c.text[:at], "\n") + 1
	var whole []string
	for _, line := range lines(c.text) {
		if !strings.Contains(line, "\x00") {
			whole = append(whole, line)
		}
	}
	c.text = join(whole)
	if c.head.Found {
		c.rebase()
	}
	c.mend(CodeNUL, number, c.rebaseWould(), c.rebaseDid(), "the line holds NUL bytes, as a power cut leaves them")
}

// short is a file that is gone, or ends before HEAD's does.
func (c *chart) short() {
	gone := c.work == nil
	if !c.head.Found && gone && c.last != nil && c.earlierOnly() {
		c.text = join(slices.Concat(lines(headerOf(string(c.last))), c.standing))
		c.rebuilt = true
		c.mend(CodeShort, 0, "puts the file back, with every record that a commit had", "put the file back, with every record that a commit had",
			"the file is gone from HEAD too, and %s with it", count(len(c.standing), "record"))
		return
	}
	if !c.head.Found {
		return
	}
	switch {
	case gone && c.moved:
		return // it was moved, which is nobody's mistake
	case gone:
		c.rebase()
		c.mend(CodeShort, 0, c.rebaseWould(), c.rebaseDid(), "the file is gone, and HEAD has it")
	case len(c.text) < len(c.head.Data) && bytes.HasPrefix(c.head.Data, []byte(c.text)),
		!strings.Contains("\n"+c.text, "\n"+recordsKey+"\n"):
		number := strings.Count(c.text, "\n")
		c.rebase()
		c.mend(CodeShort, number, c.rebaseWould(), c.rebaseDid(), "the file ends here, before HEAD's does")
	}
}

// earlierOnly reports whether the last file that a commit had is one that can be put back.
func (c *chart) earlierOnly() bool {
	id, _ := headerID(string(c.last))
	return id == c.id && strings.HasSuffix(headerOf(string(c.last)), recordsKey+"\n")
}

func (c *chart) rebaseWould() string {
	if !c.head.Found {
		return "saves the file and keeps its whole lines: git has no copy of it"
	}
	return "takes HEAD's lines, then the whole records here that HEAD lacks"
}

func (c *chart) rebaseDid() string {
	if !c.head.Found {
		return "kept its whole lines: git has no copy of it"
	}
	return "took HEAD's lines, then the whole records that HEAD lacked"
}

// rebase makes the text HEAD's lines, then the canonical ones that HEAD lacks. One that states the
// id of a committed record and is not that record is no such line: it is saved.
func (c *chart) rebase() {
	held := lines(string(c.head.Data))
	ids := map[string]bool{}
	for _, line := range c.standing {
		ids[ledger.RecordID(line)] = true
	}
	for _, line := range ledger.Lacking(recordLines(c.text), held) {
		if r := c.own(line); r != nil && !ids[r.ID] {
			held = append(held, line)
		}
	}
	c.text, c.rebuilt = join(held), true
}
