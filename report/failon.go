package report

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/signoff"
)

// FailOnWords lists what --fail-on knows.
func FailOnWords() []string { return []string{"overdue", "expired", "suspect", "unsigned", "coverage"} }

// Hit is a row that --fail-on was asked to find. Learner is empty for coverage.
type Hit struct {
	Word, Learner, Role, Competency string
	Why                             string
}

// String is the hit in one line: learner, role, competency and why.
func (h Hit) String() string {
	return strings.Join(strings.Fields(strings.Join([]string{h.Word + ":", h.Learner, h.Role, h.Competency}, " ")), " ") + ", " + h.Why
}

// FailOn finds what any of the words asks for among the standings of the input: asked competencies
// that are overdue, expired (or lapsed) or suspect; competence that rests on an unsigned record; and
// competencies in which fewer than least people are competent.
func FailOn(in *Input, words []string, least int) []Hit {
	words = slices.Compact(slices.Sorted(slices.Values(words)))
	var hits []Hit
	for _, s := range in.Standings {
		for _, r := range s.Roles {
			if r.Left != 0 {
				continue
			}
			for i := range r.Cells {
				for _, w := range words {
					if why := in.fails(w, &r.Cells[i]); why != "" {
						hits = append(hits, Hit{w, s.Learner.ID, r.Role.ID, r.Cells[i].Entry.ID, why})
					}
				}
			}
		}
	}
	if slices.Contains(words, "coverage") {
		hits = append(hits, in.thin(least)...)
	}
	return hits
}

// fails says why a cell is a hit for a word, or "".
func (in *Input) fails(word string, c *signoff.Cell) string {
	switch {
	case word == "overdue" && c.Flags.Has(signoff.Overdue):
		return "due " + c.Due.Human()
	case word == "expired" && c.Open && (c.Standing == signoff.StandsExpired || c.Standing == signoff.StandsLapsed):
		return c.Standing.String() + ", good until " + c.Until.Human()
	case word == "suspect" && c.Open && c.Standing == signoff.StandsSuspect:
		return "the sign-off of " + c.Date.Human() + " is for another wording"
	case word == "unsigned" && c.Standing.Counts() && c.Rests != nil && c.Rests.Sig == "":
		return "record " + c.Rests.ID + " is not signed"
	}
	return ""
}

// thin lists what adopted roles ask for and fewer than least people are competent in, each person
// and each competency counted once.
func (in *Input) thin(least int) []Hit {
	able := map[string]map[string]bool{}
	for _, s := range in.Standings {
		for _, r := range s.Roles {
			for _, c := range r.Cells {
				if r.Left == 0 && c.Standing == signoff.StandsCompetent {
					if able[c.Entry.ID] == nil {
						able[c.Entry.ID] = map[string]bool{}
					}
					able[c.Entry.ID][s.Learner.ID] = true
				}
			}
		}
	}
	var hits []Hit
	seen := map[string]bool{}
	for _, role := range in.Program.Roles {
		for _, e := range role.Entries {
			if n := len(able[e.ID]); n < least && !seen[e.ID] && in.wants(role, e) {
				seen[e.ID] = true
				hits = append(hits, Hit{"coverage", "", role.ID, e.ID, fmt.Sprintf("%d of at least %d competent", n, least)})
			}
		}
	}
	return hits
}

// wants reports whether an adopted role of the filter asks for a competency on the day.
func (in *Input) wants(role *competency.Role, e *competency.Entry) bool {
	return role.Status == competency.Adopted && (in.Role == "" || in.Role == role.ID) && in.covers(e.Competency) &&
		(e.Required || e.Choice != "") && (e.Retired == 0 || in.Moment.AsOf < e.Retired)
}
