package doctor

import (
	"slices"
	"strings"

	"sojt/signoff/ledger"
)

// conflict is a path that git could not merge, or the markers of one that somebody committed. The
// records are a set, so the union of all sides is right (INTEGRITY 5); it is refused where a line
// would be lost or where one id has two contents.
func (c *chart) conflict() {
	marker := slices.IndexFunc(lines(c.text), ledger.IsMarker) + 1
	unmerged := c.stages[1].Found || c.stages[2].Found
	if marker == 0 && !unmerged {
		return
	}
	message := "a merge left conflict markers here"
	if marker == 0 {
		message = "git could not merge this file"
	}
	ours, base, theirs := sides(c.text)
	if unmerged {
		base, ours, theirs = string(c.stages[0].Data), string(c.stages[1].Data), string(c.stages[2].Data)
	}
	plain := join(slices.DeleteFunc(lines(c.text), ledger.IsMarker))
	if i, line := stray(plain); line != "" {
		c.refuse(CodeConflict, marker, "take the line out or put it right, then run sojt doctor --fix again",
			"%s, and the line %.40q below the records (line %d without the markers) is no record, so it would be lost", message, line, i)
		return
	}
	all := union(recordLines(ours), recordLines(theirs), recordLines(base), recordLines(plain))
	if id := c.twoContents(all); id != "" {
		c.refuse(CodeConflict, marker, "keep the line that was committed first, take the other out and remove the markers; to correct a record, revoke it",
			"%s, and record %s stands there with two contents", message, id)
		return
	}
	head, clash := mergeHeaders(fields(headerOf(base)), fields(headerOf(ours)), fields(headerOf(theirs)))
	if marker == 0 && c.text != "" {
		head, clash = mergeHeaders(nil, fields(headerOf(c.text))) // a person settled it already
	}
	if clash != "" {
		c.refuse(CodeConflict, marker, "write the value that is right into the header and remove the other and the markers, then run sojt doctor --fix again",
			"%s, and %s", message, clash)
		return
	}
	c.text, c.union, c.rebuilt = join(slices.Concat(head, []string{recordsKey}, all)), true, true
	did := "kept the record lines of all sides"
	if c.operation != "" {
		did += " and staged it: go on with the " + c.operation
	}
	c.mend(CodeConflict, marker, "keeps the record lines of all sides", did, "%s", message)
}

// sides takes a text with markers apart.
func sides(text string) (ours, base, theirs string) {
	const common, inOurs, inBase, inTheirs = 0, 1, 2, 3
	at := common
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "<<<<<<<") && ledger.IsMarker(line):
			at = inOurs
		case strings.HasPrefix(line, "|||||||") && ledger.IsMarker(line):
			at = inBase
		case ledger.IsMarker(line) && strings.HasPrefix(line, "=======") && at != common:
			at = inTheirs
		case ledger.IsMarker(line):
			at = common
		case at == common:
			ours, base, theirs = ours+line, base+line, theirs+line
		case at == inOurs:
			ours += line
		case at == inBase:
			base += line
		default:
			theirs += line
		}
	}
	return ours, base, theirs
}

// union gives the lines of all lists, each once, in the order in which they come up.
func union(lists ...[]string) []string {
	var all []string
	seen := map[string]bool{}
	for _, list := range lists {
		for _, line := range list {
			if !seen[line] {
				seen[line] = true
				all = append(all, line)
			}
		}
	}
	return all
}

// twoContents gives an id that two records state that say different things; two signatures of one
// record are one content.
func (c *chart) twoContents(all []string) string {
	first := map[string]string{}
	for _, line := range all {
		id := ledger.RecordID(line)
		if id == "" {
			continue
		}
		content := line
		if r := c.own(line); r != nil {
			content = r.Digest
		}
		if held, ok := first[id]; ok && held != content {
			return id
		}
		first[id] = content
	}
	return ""
}
