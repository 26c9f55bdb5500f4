package signoff

import (
	"slices"

	"sojt/signoff/line"
)

// quick is what a Parser reads by when it reads quickly: forms, made of the walks that Parse walks, so that each key
// stands in one place and each condition too. Records go into one that the forms point to, and are copied from it.
type quick struct {
	record    Record
	beginning *line.Form
	rest      [len(types)]*line.Form // made when the first record of the type comes
}

// Quick reads a record line into a record that is lent: where the answer is true, Parse would accept the line and
// give the same record, except that its Digest waits for Identify. What r was before is forgotten. Where the answer
// is false r is as it was and nothing is said of the line, which Parse may well accept: whoever gets that answer
// asks Parse, which also has the words for what is wrong.
func (p *Parser) Quick(text string, r *Record) bool {
	if p.quick == nil {
		p.quick = new(quick)
		p.quick.beginning = line.NewForm(p.quick.record.beginning)
	}
	if !p.quick.read(text) {
		return false
	}
	*r = p.quick.record
	r.unread = text
	return true
}

func (q *quick) read(text string) bool {
	if len(text) > line.MaxText || text == "" || text[0] != '{' {
		return false
	}
	r := &q.record
	*r = Record{}
	comma := q.beginning.Read(text, len("{"))
	if comma == 0 || text[comma] != ',' || !r.timed() {
		return false
	}
	i := slices.Index(typeWords[:], r.Type)
	form := q.rest[i]
	if form == nil {
		form = line.NewForm(r.rest)
		q.rest[i] = form
	}
	brace := form.Read(text, comma+len(","))
	return brace > 0 && brace == len(text)-len("}") && text[brace] == '}' && (!form.Asks || form.Holds(func(f *line.Fields) { types[i].fields(r, f) }))
}

// Forget lets go of the records that Quick read, which are not to be used any more, and of the text that they were
// cut from: of a rare type the last line may be from long ago, and its whole file would stay in memory.
func (p *Parser) Forget() {
	if p.quick == nil {
		return
	}
	p.quick.record = Record{}
	p.quick.beginning.Forget()
	for _, form := range p.quick.rest {
		if form != nil {
			form.Forget()
		}
	}
}

// Identify works out the Digest of a record that Quick read, once, and gives it; of any other record it gives
// the Digest that is there. It is not safe for concurrent use on one record.
func (r *Record) Identify() string {
	if r.unread != "" {
		var room [64]byte
		r.Digest, r.unread = string(line.AppendDigest(room[:0], r.unread, r.Sig)), ""
	}
	return r.Digest
}
