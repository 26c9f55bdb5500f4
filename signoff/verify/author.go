package verify

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sojt/competency/diag"
)

// stranger is an address under which records were committed whose authors have other ones, unsigned:
// for them git's word is all there is, and it is not theirs (SPEC 5).
type stranger struct {
	records int
	people  map[string]bool
	first   diag.Problem
}

// strangers gathers them by address, in lower case.
func (s *subject) strangers() map[string]*stranger {
	found := map[string]*stranger{}
	for _, r := range s.records {
		t, ok := s.trace(r)
		if !ok || s.signed[r.Digest] || t.Introduced.Author == "" || s.isAddress(r.By, t.Introduced.Author) {
			continue
		}
		address := strings.ToLower(t.Introduced.Author)
		if found[address] == nil {
			found[address] = &stranger{people: map[string]bool{}, first: diag.Problem{
				Severity: diag.Warning, Code: CodeAuthor, Record: r.ID, Digest: r.Digest, Commit: t.Introduced.Commit,
				Pos: diag.Pos{File: s.learner.File, Line: s.lines[r], Column: column(r, "by")},
			}}
		}
		found[address].records++
		found[address].people[r.By] = true
	}
	return found
}

// isAddress reports whether an address is one of a mentor's, or the learner's.
func (s *subject) isAddress(id, email string) bool {
	for _, m := range s.book.Program.Designations(id) {
		if strings.EqualFold(m.Email, email) {
			return true
		}
	}
	return id == s.learner.ID && strings.EqualFold(s.learner.Email, email)
}

// stand adds what another learner's file says of the same addresses.
func stand(all, more map[string]*stranger) {
	for address, s := range more {
		if known := all[address]; known != nil {
			known.records += s.records
			maps.Copy(known.people, s.people)
			continue
		}
		all[address] = s
	}
}

// told is a warning for each address, at the first of the records.
func told(all map[string]*stranger) diag.List {
	var list diag.List
	for _, address := range slices.Sorted(maps.Keys(all)) {
		s := all[address]
		p := s.first
		records := "an unsigned record"
		if s.records > 1 {
			records = fmt.Sprintf("%d unsigned records", s.records)
		}
		p.Message = fmt.Sprintf("%s of %s, committed under %s", records, some(slices.Sorted(maps.Keys(s.people))), address)
		p.Hint = cmp.Or(alone(s.people), "ask them") + " whether that is so; a signature would say it"
		list = append(list, p)
	}
	return list
}

// alone is the next step where one person is concerned.
func alone(people map[string]bool) string {
	if len(people) > 1 {
		return ""
	}
	return "ask " + strings.Join(slices.Collect(maps.Keys(people)), "")
}
