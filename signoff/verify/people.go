package verify

import (
	"context"
	"hash/maphash"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// person is what of a learner is compared with other people. It holds on to no record.
type person struct {
	id      string
	file    string
	email   string
	ids     []uint64 // of the records: a hash of each, by judge.seed
	digests []string // of the records, where they are wanted
	keys    []mark   // of key records that are not revoked
}

// mark is an id or a public key in a record.
type mark struct {
	ID     string // of the record
	Digest string
	Line   int
	Column int
	Key    string
}

// place is a mark and where it stands.
type place struct {
	mark
	who  string
	file string
}

// person gathers what is compared with others, after examination.
func (s *subject) person() person {
	p := person{id: s.learner.ID, file: s.learner.File, email: s.learner.Email}
	for _, r := range s.records {
		p.ids = append(p.ids, maphash.String(s.seed, r.ID))
		if s.wantsDigests() {
			p.digests = append(p.digests, r.Digest)
		}
		if r.Type == signoff.KeyRecord && s.revokedBy(r.Digest) == nil {
			p.keys = append(p.keys, mark{
				ID: strings.Clone(r.ID), Digest: r.Digest, Line: s.lines[r], Column: column(r, "key"), Key: strings.Clone(blob(r.Key)),
			})
		}
	}
	return p
}

// blob is a public key without its type.
func blob(key string) string {
	_, b, _ := strings.Cut(key, " ")
	return b
}

// people is everybody met so far.
type people struct {
	ids     map[uint64]int // hashes of ids, and whose: the number of the person, in the order of meeting
	met     int
	twice   bool // an id may be that of records of two people
	keys    map[string]place
	emails  map[string]string // whose, by the address in lower case
	shared  bool              // an address is that of two people
	digests []string
}

func newPeople(program *competency.Program) *people {
	p := &people{ids: map[uint64]int{}, keys: map[string]place{}, emails: map[string]string{}}
	for _, m := range program.Mentors {
		p.address(m.Email, m.ID)
		for _, k := range m.Keys {
			p.keys[blob(k.Key)] = place{who: m.ID}
		}
	}
	return p
}

// address notes whose an email is.
func (p *people) address(email, who string) {
	email = strings.ToLower(email)
	first, ok := p.emails[email]
	p.shared = p.shared || ok && email != "" && first != who
	p.emails[email] = who
}

// meet compares one more person with those before.
func (p *people) meet(one person) diag.List {
	p.address(one.email, one.id)
	p.met++
	for _, id := range one.ids {
		if first, ok := p.ids[id]; !ok {
			p.ids[id] = p.met
		} else if first != p.met {
			p.twice = true
		}
	}
	p.digests = append(p.digests, one.digests...)
	var problems diag.List
	for _, m := range one.keys {
		here := place{mark: m, who: one.id, file: one.file}
		switch first, ok := p.keys[m.Key]; {
		case !ok:
			p.keys[m.Key] = here
		case first.who != one.id:
			x := here.problem(CodeKey, "this key of "+one.id+" is also one of "+first.who)
			x.Hint = "a key proves who signed only while one person has it: revoke the record, and enter a key of their own"
			problems = append(problems, x)
		}
	}
	return problems
}

// sorted lists the digests of all records met, each once.
func (p *people) sorted() []string {
	slices.Sort(p.digests)
	return slices.Compact(p.digests)
}

// twice says that a record's id is that of another learner's record too.
func (p place) twice(other place) diag.Problem {
	x := p.problem(CodeDuplicate, "a record of "+other.who+" has the same id")
	x.Hint = "ids are made by sojt and never by hand: put the line that was changed back as it was"
	return x
}

func (p place) problem(code, message string) diag.Problem {
	return diag.Problem{
		Severity: diag.Error, Code: code, Message: message,
		Pos: diag.Pos{File: p.file, Line: p.Line, Column: p.Column}, Record: p.ID, Digest: p.Digest,
	}
}

// shared gives the emails that two people have, each with its place in a header: for those the files
// are read again, which is rare.
func shared(ctx context.Context, l *ledger.Ledger, program *competency.Program) (diag.List, error) {
	all, err := l.Check(ctx, program, 0) // of emails no day makes a difference
	if err != nil {
		return nil, err
	}
	var found diag.List
	for _, p := range all {
		if p.Code == ledger.CodeShared {
			found = append(found, p)
		}
	}
	return found, nil
}

// duplicates gives the ids that records of two people have, with both places: for those too the files are
// read again.
func (c *Case) duplicates(ctx context.Context, entries []ledger.Entry) (diag.List, error) {
	var found, said diag.List
	first := map[string]place{}
	for places, err := range ledger.Each(ctx, c.Ledger, c.Book.Program, entries, ids) {
		if err != nil {
			if err := unreadable(err, &said); err != nil {
				return nil, err
			}
			continue
		}
		for _, here := range places {
			if one, ok := first[here.ID]; !ok {
				first[here.ID] = here
			} else if one.who != here.who {
				found = append(found, here.twice(one), one.twice(here))
			}
		}
	}
	return found, nil
}

// ids lists where the ids of a learner's records stand.
func ids(l *signoff.Learner, _ diag.List) ([]place, error) {
	var all []place
	seen := map[string]bool{}
	for i, r := range l.Records {
		if seen[r.Digest] {
			continue // it stands there with another signature too
		}
		seen[r.Digest] = true
		m := mark{ID: strings.Clone(r.ID), Digest: r.Digest, Line: l.Lines[i], Column: len(`- {"v":1,"id":`) + 1}
		all = append(all, place{m, l.ID, l.File})
	}
	return all, nil
}
