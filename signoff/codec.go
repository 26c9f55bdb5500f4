package signoff

import (
	"cmp"
	"slices"

	"sojt/signoff/line"
)

// version is the version of the record format, the value of "v".
const version = 1

// walk is all keys of a record in canonical order (SPEC 2.5).
func (r *Record) walk(f *line.Fields) {
	r.beginning(f)
	r.rest(f)
}

// beginning is the keys up to the one that says which come after it.
func (r *Record) beginning(f *line.Fields) {
	f.Version("v", version)
	f.Must().ULID("id", &r.ID)
	f.Must().Time("at", &r.At)
	f.Check(r.ID == "" || r.timed(), line.Canon,
		`"at" is not the second in which the id was made`, "a record's time is never edited: put the line back as it was")
	f.Must().ID("by", &r.By)
	f.Must().Word("type", &r.Type, typeWords[:])
}

// timed reports whether the record's id was made in the second of its time.
func (r *Record) timed() bool { return line.Second(r.ID) == r.At.Unix() }

// rest is the keys that come after it.
func (r *Record) rest(f *line.Fields) {
	f.Must().ID("program", &r.Program)
	f.Must().ID("learner", &r.Learner)
	if t := TypeNamed(r.Type); t != nil {
		t.fields(r, f)
	}
	f.Text("override", &r.Override)
	f.ULID("session", &r.Session)
	f.Digests("prev", &r.Prev)
	f.Signature("sig", &r.Sig)
}

// Parse reads a record line without its leading "- ", strictly: what it accepts is, byte for byte,
// what Line writes. Nothing unknown is kept: a type or key this sojt does not know is an error. The
// error is nil or a *line.Error; the columns count the "- ".
func Parse(text string) (*Record, error) { return new(Parser).Parse(text) }

// Parser reads many record lines, as Parse does. Records come out of pieces of memory that hold several, and
// stay as they are while more are read; a record that is kept keeps its neighbours from being forgotten.
// The zero value is ready; it is not safe for concurrent use.
type Parser struct {
	fields line.Fields
	room   []Record
	ahead  int // how many records the next piece is to hold
	walk   func(*line.Fields)
	record *Record // that walk walks
	quick  *quick  // what Quick reads by; made when it is first asked
}

// Parse reads the next record line; see the function Parse.
func (p *Parser) Parse(text string) (*Record, error) {
	if len(p.room) == 0 {
		p.ahead = min(2*p.ahead+1, 31)
		p.room = make([]Record, p.ahead)
	}
	if p.walk == nil {
		p.walk = func(f *line.Fields) { p.record.walk(f) }
	}
	r := &p.room[0]
	p.record = r
	if err := p.fields.Decode(text, p.walk); err != nil {
		*r = Record{}
		return nil, err
	}
	p.room = p.room[1:]
	r.Digest = line.Digest(line.Payload(text, r.Sig))
	return r, nil
}

// Line writes the record as one canonical object, without "- " and newline. It refuses, with a
// *line.Error without a column, a record that Parse would not accept.
func (r *Record) Line() (string, error) { return line.Encode(r.walk) }

// Seal makes a new record ready to be written: text in normal form C, sets sorted, the time in UTC
// and whole seconds; then it sets Digest. It refuses, with a *line.Error without a column, what
// cannot be written. What is changed in the record afterwards, Sig aside, needs a new Seal.
func (r *Record) Seal() error {
	if err := line.Mend(r.walk); err != nil {
		return err
	}
	payload, err := r.Payload()
	if err != nil {
		return err
	}
	r.Digest, r.unread = line.Digest(payload), ""
	return nil
}

// Payload gives the bytes that a signature covers: the line without sig (INTEGRITY 2.4).
func (r *Record) Payload() (string, error) {
	unsigned := *r
	unsigned.Sig = ""
	return unsigned.Line()
}

// Heads gives what a new record of a learner names in "prev": the digests of the records that no
// other record names, sorted; above line.MaxPrev the newest by (at, id). Repeats are harmless.
func Heads(records []*Record) []string {
	named := map[string]bool{}
	for _, r := range records {
		for _, d := range r.Prev {
			named[d] = true
		}
	}
	var heads []*Record
	for _, r := range records {
		if !named[r.Identify()] {
			named[r.Identify()] = true
			heads = append(heads, r)
		}
	}
	slices.SortFunc(heads, func(a, b *Record) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.ID, a.ID), cmp.Compare(b.Identify(), a.Identify()))
	})
	var prev []string
	for _, r := range heads[:min(len(heads), line.MaxPrev)] {
		prev = append(prev, r.Identify())
	}
	slices.Sort(prev)
	return prev
}
