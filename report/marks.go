package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/signoff"
	"sojt/signoff/line"
)

// mark is a letter of the matrix that can be told apart read aloud, with what it means, and more of that
// where there is room.
type mark struct{ letter, means, more string }

// allMarks lists the letters in the order of the legend.
func allMarks() []mark {
	return []mark{
		{"C", "competent", ""}, {"e", "expiring", "competent, and it expires soon"}, {"W", "waived", ""},
		{"r", "ready", "ready to be signed off"}, {"q", "requested", "requested: the learner asks for a sign-off"},
		{"p", "practising", ""}, {"h", "partial", "partial: some of the evidence, or a lower level than is asked for"},
		{"n", "not yet", "not yet, says the latest judgement"}, {"b", "blocked", "blocked by what has to come before it"}, {"d", "deferred", ""},
		{"X", "expired", "expired: its last good day has passed"}, {"L", "lapsed", "lapsed: not done for too long"},
		{"S", "suspect", "suspect: the wording changed since"}, {"V", "revoked", ""},
		{".", "not begun", ""}, {"-", "not asked for", ""}, {"!", "overdue", ""}, {"?", "unauthorised", "signed by somebody who may not"},
	}
}

// letter says where a cell stands.
func letter(c *signoff.Cell) string {
	switch c.Standing {
	case signoff.StandsCompetent:
		if c.Flags.Has(signoff.Expiring) {
			return "e"
		}
		return "C"
	case signoff.StandsWaived:
		return "W"
	case signoff.StandsSuspect:
		return "S"
	case signoff.StandsExpired:
		return "X"
	case signoff.StandsLapsed:
		return "L"
	case signoff.StandsRevoked:
		return "V"
	}
	switch {
	case c.Deferral != nil:
		return "d"
	case c.Flags.Has(signoff.Blocked):
		return "b"
	}
	switch c.Standing {
	case signoff.StandsPractising:
		return "p"
	case signoff.StandsReady:
		return "r"
	case signoff.StandsRequested:
		return "q"
	case signoff.StandsNotYet:
		return "n"
	case signoff.StandsPartial:
		return "h"
	}
	if !c.Open {
		return "-"
	}
	return "."
}

// marks remembers which letters and levels a section uses, since its legend explains no others.
type marks struct {
	used  map[string]bool
	cells map[look]Cell // of a million cells there are a few dozen that differ
}

// look is all that a mark follows from.
type look struct {
	standing  signoff.Standing
	flags     signoff.Flags
	open, put bool
	level     line.Int
	scale     *competency.Scale
}

func newMarks() marks { return marks{map[string]bool{}, map[look]Cell{}} }

// cell is the mark of a cell.
func (m marks) cell(c *signoff.Cell) Cell {
	l := look{c.Standing, c.Flags, c.Open, c.Deferral != nil, c.Level, c.Entry.Scale}
	made, known := m.cells[l]
	if !known {
		made = m.make(c)
		m.cells[l] = made
	}
	return made
}

// make is a letter, or the scale's level where the competence is rated, with what it means in words. What
// is late, and who had no authority, is a mark of its own behind it, since a colour alone would tell it to
// some readers only.
func (m marks) make(c *signoff.Cell) Cell {
	text := letter(c)
	means := []string{meaning(text)}
	if c.Level.Set && c.Entry.Scale != nil && c.Standing == signoff.StandsCompetent {
		means = append(means, levelText(c))
		if text == "C" {
			text = ""
		}
		m.used[text] = text != ""
		text = fmt.Sprint(c.Level.N) + text
	} else {
		m.used[text] = true
	}
	switch {
	case c.Flags.Has(signoff.Overdue):
		m.used["!"], text, means = true, text+"!", append(means, meaning("!"))
	case c.Flags.Has(signoff.Unauthorised):
		m.used["?"], text, means = true, text+"?", append(means, meaning("?"))
	}
	return Cell{Text: text, Means: strings.Join(means, ", "), Tone: tone(c)}
}

// meaning is what a letter stands for.
func meaning(letter string) string {
	for _, k := range allMarks() {
		if k.letter == letter {
			return k.means
		}
	}
	return ""
}

// levelText is the level of a sign-off, with its name.
func levelText(c *signoff.Cell) string {
	text := fmt.Sprintf("level %d", c.Level.N)
	if i := c.Entry.Scale.Rank(c.Level.N); i >= 0 {
		text += " " + c.Entry.Scale.Levels[i].Name
	}
	return text
}

// legend explains the letters that were used.
func (m marks) legend() Key {
	k := Key{Title: "What the letters mean"}
	for _, mark := range allMarks() {
		if m.used[mark.letter] {
			k.Signs = append(k.Signs, Sign{Text: mark.letter, Means: cmp.Or(mark.more, mark.means), Brief: mark.means})
		}
	}
	return k
}

// scales explains the numbers of each scale in use, once.
func scales(entries []*competency.Entry) []Key {
	var seen []string
	var keys []Key
	for _, e := range entries {
		if e.Scale == nil || slices.Contains(seen, e.Scale.ID) {
			continue
		}
		seen = append(seen, e.Scale.ID)
		k := Key{Title: "A digit is competent too, with the level that was signed off on the scale " + e.Scale.ID, Brief: e.Scale.ID}
		for _, l := range e.Scale.Levels {
			k.Signs = append(k.Signs, Sign{Text: fmt.Sprint(l.ID), Means: l.Name})
		}
		keys = append(keys, k)
	}
	return keys
}

// shortCodes gives each competency a column title that no other has: the code people use on paper
// where it is short, else two letters of its id where it is made of letters, else its number in the list.
func shortCodes(entries []*competency.Entry) []string {
	const longest = 5
	codes, taken := make([]string, len(entries)), map[string]bool{}
	take := func(i int, code string) bool {
		if code == "" || len(code) > longest || taken[code] {
			return false
		}
		codes[i], taken[code] = code, true
		return true
	}
	for i, e := range entries {
		take(i, e.Code)
	}
	for i, e := range entries {
		for _, code := range candidates(e.ID) {
			if codes[i] != "" || take(i, code) {
				break
			}
		}
		for n := i + 1; codes[i] == ""; n++ {
			take(i, fmt.Sprint(n))
		}
	}
	return codes
}

// candidates are the pairs of a first and a later letter of an id, without its set. An id with digits is a
// number itself, and letters of it say nothing.
func candidates(id string) []string {
	letters := strings.ReplaceAll(id[strings.LastIndex(id, "/")+1:], "-", "")
	if strings.ContainsAny(letters, "0123456789") {
		return nil
	}
	var codes []string
	for i := 1; i < len(letters); i++ {
		codes = append(codes, letters[:1]+letters[i:i+1])
	}
	return codes
}

// coded gives the column titles of each role's competencies by their ids. All roles share them, so that a
// title means one thing on a page, unless two competencies have one code on paper, or there are more than two
// digits can number.
func (in *Input) coded() map[string]map[string]string {
	const most = 99
	var all []*competency.Entry
	of, seen, paper, clash := map[string][]*competency.Entry{}, map[string]bool{}, map[string]bool{}, false
	for _, role := range in.Program.Roles {
		if len(in.members(role.ID)) == 0 {
			continue
		}
		of[role.ID] = in.shown(role)
		for _, e := range of[role.ID] {
			if !seen[e.ID] {
				all, seen[e.ID] = append(all, e), true
				clash = clash || e.Code != "" && paper[e.Code]
				paper[e.Code] = true
			}
		}
	}
	codes, shared := map[string]map[string]string{}, byID(all)
	for role, entries := range of {
		if codes[role] = shared; clash || len(all) > most {
			codes[role] = byID(entries)
		}
	}
	return codes
}

// byID gives short codes by the ids of competencies.
func byID(entries []*competency.Entry) map[string]string {
	codes := map[string]string{}
	for i, code := range shortCodes(entries) {
		codes[entries[i].ID] = code
	}
	return codes
}

// shown lists what of a role the filter lets through.
func (in *Input) shown(role *competency.Role) []*competency.Entry {
	var entries []*competency.Entry
	for _, e := range role.Entries {
		if in.covers(e.Competency) {
			entries = append(entries, e)
		}
	}
	return entries
}
