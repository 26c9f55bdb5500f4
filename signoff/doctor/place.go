package doctor

import (
	"path"
	"strings"

	"sojt/competency/text"
	"sojt/signoff/ledger"
)

// misplaced is a file whose header names another learner: it was renamed, and ids never change.
// Nothing in it is mended, since all of it belongs to somebody else.
func (c *chart) misplaced() {
	id, number := headerID(c.text)
	if id == "" || id == c.id {
		return
	}
	if c.work == nil {
		return
	}
	back := path.Join(path.Dir(c.path), id+ledger.Extension)
	c.refuse(CodePlace, number, "ids never change: git mv "+c.path+" "+back+", or put the header back as it was",
		"this is the file of %q, and its header says %q", c.id, id)
}

// headerID gives the learner that a header names, and its line; "" where it names none.
func headerID(all string) (id string, number int) {
	for line := range strings.Lines(headerOf(all)) {
		number++
		value, ok := strings.CutPrefix(trimEnd(line), "learner:")
		if id := strings.Trim(strings.TrimSpace(value), `"'`); ok && text.IsID(id) {
			return id, number
		}
	}
	return "", 0
}
