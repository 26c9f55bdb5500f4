package signoff

import "sojt/signoff/line"

// Quick reads a record line into a record that is lent: *r is what was read only where the answer is true, and
// then Parse would give the same record, except that its Digest waits for Identify. What r was before is
// forgotten. A false answer says nothing about the line, which Parse may well accept: whoever gets it asks Parse.
func (p *Parser) Quick(text string, r *Record) bool {
	*r = Record{}
	if p.fields.Decode(text, r.walk) != nil {
		return false
	}
	r.unread = text
	return true
}

// Identify works out the Digest of a record that Quick read, once, and gives it; of any other record it gives
// the Digest that is there. It is not safe for concurrent use on one record.
func (r *Record) Identify() string {
	if r.unread != "" {
		r.Digest, r.unread = line.Digest(line.Payload(r.unread, r.Sig)), ""
	}
	return r.Digest
}
