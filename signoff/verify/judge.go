package verify

import (
	"hash/maphash"

	"sojt/signoff"
	"sojt/signoff/sshsig"
)

// judge is a case made ready: what is asked of every learner is worked out once.
type judge struct {
	*Case
	book   *signoff.Rulebook        // with the mentors and the policy that are trusted
	keys   map[string][]signoff.Key // of mentors.yaml, by person
	owners map[string][]string      // the people who have a key there, by its text
	past   map[string]bool          // digests that the checkpoint holds

	signers sshsig.Keys  // those that signed, each read once
	seed    maphash.Seed // of the hashes of ids
}

// prepare makes a case ready.
func (c *Case) prepare() *judge {
	j := &judge{Case: c, book: c.Book, keys: map[string][]signoff.Key{}, owners: map[string][]string{}, seed: maphash.MakeSeed()}
	if c.Trust != nil {
		j.book = c.Trust.book(c.Book)
	}
	program := j.book.Program
	for _, m := range program.Mentors {
		if j.keys[m.ID] != nil {
			continue
		}
		j.keys[m.ID] = signoff.MentorKeys(program, m.ID)
		for _, k := range j.keys[m.ID] {
			j.owners[k.Key] = append(j.owners[k.Key], m.ID)
		}
	}
	if c.Checkpoint != nil {
		j.past = make(map[string]bool, len(c.Checkpoint.Digests))
		for _, d := range c.Checkpoint.Digests {
			j.past[d] = true
		}
	}
	return j
}

// wantsDigests reports whether somebody asks for the digests of all records.
func (c *Case) wantsDigests() bool { return c.Digests || c.Checkpoint != nil }
