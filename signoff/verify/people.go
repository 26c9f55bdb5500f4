package verify

import (
	"context"
	"slices"
	"strings"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// person is what of a learner is compared with other people. It holds on to no record.
type person struct {
	id    string
	file  string
	email string
	ids   []mark
	keys  []mark // of key records that are not revoked
}

// mark is an id or a public key in a record.
type mark struct {
	id     [26]byte // of the record
	digest string
	line   int
	column int
	key    string
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
		m := mark{digest: r.Digest, line: s.lines[r]}
		copy(m.id[:], r.ID)
		p.ids = append(p.ids, m)
		if r.Type == signoff.KeyRecord && s.revokedBy(r.Digest) == nil {
			m.column, m.key = column(r, "key"), strings.Clone(blob(r.Key))
			p.keys = append(p.keys, m)
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
	ids    map[[26]byte]place
	keys   map[string]place
	emails map[string]string // whose, by the address in lower case
	shared bool              // an address is that of two people
	others []string          // digests of records whose id another record has
}

func newPeople(program *competency.Program) *people {
	p := &people{ids: map[[26]byte]place{}, keys: map[string]place{}, emails: map[string]string{}}
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
	var problems diag.List
	for _, m := range one.ids {
		here := place{mark: m, who: one.id, file: one.file}
		here.column = len(`- {"v":1,"id":`) + 1
		first, ok := p.ids[m.id]
		if ok && first.digest != m.digest {
			p.others = append(p.others, m.digest)
		}
		switch {
		case !ok:
			p.ids[m.id] = here
		case first.who != one.id:
			problems = append(problems, here.twice(first), first.twice(here))
		}
	}
	for _, m := range one.keys {
		here := place{mark: m, who: one.id, file: one.file}
		switch first, ok := p.keys[m.key]; {
		case !ok:
			p.keys[m.key] = here
		case first.who != one.id:
			x := here.problem(CodeKey, "this key of "+one.id+" is also one of "+first.who)
			x.Hint = "a key proves who signed only while one person has it: revoke the record, and enter a key of their own"
			problems = append(problems, x)
		}
	}
	return problems
}

// digests lists the digests of all records met, sorted, each once.
func (p *people) digests() []string {
	all := make([]string, 0, len(p.ids))
	for _, m := range p.ids {
		all = append(all, m.digest)
	}
	all = append(all, p.others...)
	slices.Sort(all)
	return slices.Compact(all)
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
		Pos: diag.Pos{File: p.file, Line: p.line, Column: p.column}, Record: string(p.id[:]), Digest: p.digest,
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
