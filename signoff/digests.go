package signoff

import "sojt/signoff/line"

// Digests works out what the records of one learner are called by, and finds those that they name: for
// readers of a million records, with room that serves one learner after the other. The zero value is ready; it
// is not safe for concurrent use.
type Digests struct {
	all    []byte         // the digests of the records, in their order, one behind the other
	places map[string]int // the same, looked up; nil while nearby places are enough
}

// digestSize is the length of a digest.
const digestSize = 43

// near is how far back a name is looked for before all digests are put into a map. Most name the record above.
const near = 256

// Resolve sets the Digest of each record that Quick read, and reports whether all the records named in prev,
// record and reaffirms are among them. A digest that another record names is a part of that one's line: nothing
// is made for it.
func (d *Digests) Resolve(records []*Record) bool {
	d.all, d.places = d.all[:0], nil
	for _, r := range records {
		if r.unread == "" {
			return false
		}
		d.all = line.AppendDigest(d.all, r.unread, r.Sig)
	}
	for i, r := range records {
		for _, name := range r.Prev {
			if !d.named(name, i, records) {
				return false
			}
		}
		if r.Ref != "" && !d.named(r.Ref, i, records) || r.Reaffirms != "" && !d.named(r.Reaffirms, i, records) {
			return false
		}
	}
	for i, r := range records {
		if r.unread = ""; r.Digest == "" {
			r.Digest = string(d.at(i))
		}
	}
	return true
}

func (d *Digests) at(i int) []byte { return d.all[i*digestSize:][:digestSize] }

// named gives the record that record i names its Digest, if there is one.
func (d *Digests) named(name string, i int, records []*Record) bool {
	for k := i - 1; k >= max(0, i-near); k-- {
		if string(d.at(k)) == name {
			records[k].Digest = name
			return true
		}
	}
	if d.places == nil {
		d.places = make(map[string]int, len(records))
		for k := range records {
			d.places[string(d.at(k))] = k
		}
	}
	k, ok := d.places[name]
	if ok {
		records[k].Digest = name
	}
	return ok
}
