package doctor

import (
	"fmt"
	"slices"
	"strings"

	"sojt/signoff/ledger"
)

// edited is a line that states the id of a committed record and is not that record: the original is
// put back in its place, and the other one saved (INTEGRITY 5). Whoever meant the change revokes the
// record and makes a new one.
func (c *chart) edited() {
	if id := c.undecided; id != "" {
		c.refuse(CodeEdited, 0, fmt.Sprintf(`look with "git log -S%s -- %s", take out the one that is wrong, and commit that`, id, c.path),
			"record %s was committed with two contents, and neither was there before the other", id)
		return
	}
	originals, committed := map[string]string{}, map[string]bool{}
	for _, line := range c.standing {
		id := c.own(line).ID
		committed[line] = true
		if originals[id] == "" {
			originals[id] = line
		}
	}
	all := lines(c.text)
	var kept []string
	for i, line := range all {
		original, ok := originals[ledger.RecordID(line)]
		if !ok && isRecord(line) && c.own(line) == nil {
			original, ok = cutOff(line, all, c.standing)
		}
		if !isRecord(line) || !ok || committed[line] {
			kept = append(kept, line)
			continue
		}
		if !slices.Contains(all, original) && !slices.Contains(kept, original) {
			kept = append(kept, original)
		}
		c.mend(CodeEdited, i+1, "puts the original back and saves this one; if the change was meant, revoke the record",
			"put the original back; if the change was meant, revoke the record", "record %s is not as it was committed", ledger.RecordID(original))
		c.found[len(c.found)-1].Record = ledger.RecordID(original)
	}
	c.text = join(kept)
}

// cutOff finds the committed line of which another one is the beginning, if that is not there whole.
func cutOff(line string, all, committed []string) (string, bool) {
	for _, original := range committed {
		if len(line) > len(`- {"v":1,"id":"`) && strings.HasPrefix(original, line) && !slices.Contains(all, original) {
			return original, true
		}
	}
	return "", false
}

// missing is a committed line that is not there.
func (c *chart) missing() {
	if c.work == nil {
		return // gone as a whole, or moved
	}
	all := lines(c.text)
	lost := ledger.Lacking(c.standing, all)
	if len(lost) == 0 {
		return
	}
	for _, line := range lost {
		all = slices.Insert(all, c.where(line, all), line)
	}
	c.text = join(all)
	number := slices.Index(all, lost[0]) + 1
	c.mend(CodeMissing, 0, "puts it back; to take a record back, revoke it", "put "+count(len(lost), "record")+" back, at line "+itoa(number)+" first",
		"it lacks %s that a commit has, %s first", count(len(lost), "record"), ledger.RecordID(lost[0]))
	c.found[len(c.found)-1].Record = ledger.RecordID(lost[0])
}

// where is the place of a line that HEAD has: after the nearest line before it that is there, so that
// a file from which it was deleted is again what HEAD has. Others go to the end.
func (c *chart) where(line string, all []string) int {
	held := lines(string(c.head.Data))
	for i := slices.Index(held, line) - 1; i >= 0; i-- {
		if at := slices.Index(all, held[i]); at >= 0 && (isRecord(held[i]) || held[i] == recordsKey) {
			return at + 1
		}
	}
	return len(all)
}
