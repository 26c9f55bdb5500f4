package report

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/signoff"
)

// FailOnWords lists what --fail-on knows.
func FailOnWords() []string { return []string{"overdue", "expired", "suspect", "unsigned", "coverage"} }

// Hit is a row that --fail-on was asked to find. Learner is empty for coverage. Pos is the line of the
// record that it is about, else of the enrolment; for coverage the place of the competency's definition.
type Hit struct {
	Word, Learner, Role, Competency string
	Why                             string
	Record                          string // its id, or ""
	Pos                             diag.Pos
}

// FailOnCode is the code of a word of --fail-on among those of problems: R- and the word.
func FailOnCode(word string) string { return "R-" + strings.ToUpper(word) }

// FailOnCodes lists the codes of all words with what they find.
func FailOnCodes() []strictyaml.Code {
	return []strictyaml.Code{
		{Code: FailOnCode("overdue"), Doc: "asked for, past its due day, and not in place"},
		{Code: FailOnCode("expired"), Doc: "signed off once, and no longer good: expired, or not done for too long"},
		{Code: FailOnCode("suspect"), Doc: "signed off for another wording than there is now"},
		{Code: FailOnCode("unsigned"), Doc: "counts by a record without a signature"},
		{Code: FailOnCode("coverage"), Doc: "fewer are competent than there should be"},
	}
}

// HitProblems gives hits as problems with their places, in reading order, for formats that hosts of
// repositories read.
func HitProblems(hits []Hit) diag.List {
	var list diag.List
	for _, h := range hits {
		list = append(list, diag.Problem{
			Severity: diag.Error, Code: FailOnCode(h.Word), Pos: h.Pos, Record: h.Record, Message: h.String(),
			Hint: h.next(),
		})
	}
	list.Sort()
	return list
}

// String is the hit in one line: learner, role, competency and why.
func (h Hit) String() string {
	return strings.Join(strings.Fields(strings.Join([]string{h.Word + ":", h.Learner, h.Role, h.Competency}, " ")), " ") + ", " + h.Why
}

// next is the command that shows more of it.
func (h Hit) next() string {
	switch {
	case h.Learner == "":
		return "sojt report coverage"
	case h.Word == "unsigned":
		return "sojt show " + h.Record
	default:
		return "sojt status " + h.Learner
	}
}

// FailOn finds what any of the words asks for among the standings of the input: asked competencies
// that are overdue, expired (or lapsed) or suspect; competence that rests on an unsigned record; and
// competencies in which fewer than least people are competent.
func FailOn(in *Input, words []string, least int) []Hit {
	f := &Finder{in: in, words: distinctWords(words), found: map[string]finds{}}
	for _, s := range in.Standings {
		f.look(s)
	}
	return f.Hits(in, least)
}

// Finder does what FailOn does, while the standings that it looks at may be lent: each learner's before they are
// pared (Kind.Pare).
type Finder struct {
	in    *Input
	words []string
	mu    sync.Mutex
	found map[string]finds // by learner
}

// finds are what was found of one learner, and what of the roles the learner is competent in.
type finds struct {
	hits []Hit
	able []string
}

// NewFinder makes one for the words of --fail-on and for what Input will be made of.
func NewFinder(book *signoff.Rulebook, m signoff.Moment, scope Scope, words []string) *Finder {
	return &Finder{in: within(book, m, scope), words: distinctWords(words), found: map[string]finds{}}
}

func distinctWords(words []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(words)))
}

// Look keeps what is to be found of a learner; it is safe for concurrent use.
func (f *Finder) Look(s *signoff.Standings) { f.look(f.in.narrow(s)) }

func (f *Finder) look(s *signoff.Standings) {
	var got finds
	for _, r := range s.Roles {
		if r.Left != 0 {
			continue
		}
		for i := range r.Cells {
			c := &r.Cells[i]
			for _, w := range f.words {
				if why := f.in.fails(w, c); why != "" {
					got.hits = append(got.hits, hit(s.Learner, r, c, w, why))
				}
			}
			if c.Standing == signoff.StandsCompetent {
				got.able = append(got.able, c.Entry.ID)
			}
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.found[s.Learner.ID] = got
}

// Hits lists what was found of those whom the input shows, then what too few of them are competent in.
func (f *Finder) Hits(in *Input, least int) []Hit {
	var hits []Hit
	able := map[string]int{}
	for _, s := range in.Standings {
		got := f.found[s.Learner.ID]
		hits = append(hits, got.hits...)
		for _, id := range sortedSet(got.able) {
			able[id]++
		}
	}
	if slices.Contains(f.words, "coverage") {
		hits = append(hits, in.thin(able, least)...)
	}
	return hits
}

// hit is a learner's, at the record that the standing rests on, else at the latest enrolment in the role.
func hit(l *signoff.Learner, r *signoff.RoleStanding, c *signoff.Cell, word, why string) Hit {
	h := Hit{Word: word, Learner: l.ID, Role: r.Role.ID, Competency: c.Entry.ID, Why: why, Record: strings.Clone(c.RestsID()), Pos: diag.Pos{File: l.File}}
	for i, other := range l.Records {
		if i < len(l.Lines) && (other == c.Rests || c.Rests == nil && other.Type == signoff.Enroll && other.Role == r.Role.ID) {
			h.Pos.Line = l.Lines[i]
		}
	}
	return h
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
		return "record " + c.RestsID() + " is not signed"
	}
	return ""
}

// thin lists what adopted roles ask for and fewer than least people are competent in, each person
// and each competency counted once.
func (in *Input) thin(able map[string]int, least int) []Hit {
	var hits []Hit
	seen := map[string]bool{}
	for _, role := range in.Program.Roles {
		for _, e := range role.Entries {
			if n := able[e.ID]; n < least && !seen[e.ID] && in.wants(role, e) {
				seen[e.ID] = true
				hits = append(hits, Hit{Word: "coverage", Role: role.ID, Competency: e.ID, Pos: e.Pos, Why: fmt.Sprintf("%d of at least %d competent", n, least)})
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
