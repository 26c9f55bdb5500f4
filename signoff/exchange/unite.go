package exchange

import (
	"errors"
	"maps"
	"slices"

	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// unite says what becomes of every learner's file that the two sides have not alike, by path: each
// learner's records are the union of all three versions, wherever the file was moved to. A header that
// both changed, or a file both moved, is a conflict; a version that cannot be read line by line is
// one too, unless only that side changed. lost are the learners of whom our side dropped records.
func unite(base, ours, theirs *tree) (settled map[string]git.Settled, lost map[string]bool, conflicts []Conflict, err error) {
	settled, lost = map[string]git.Settled{}, map[string]bool{}
	learners := map[string]string{}
	for _, t := range []*tree{base, ours, theirs} {
		maps.Copy(learners, t.learners)
	}
	for _, learner := range slices.Sorted(maps.Keys(learners)) {
		p := &person{learner: learner, base: base, ours: ours, theirs: theirs, settled: settled}
		if p.alike() {
			continue
		}
		conflict, err := p.unite()
		if err != nil {
			return nil, nil, nil, err
		}
		if conflict != nil {
			conflicts = append(conflicts, *conflict)
		}
		if p.lost {
			lost[where(ours, base, learner)] = true
		}
	}
	return settled, lost, conflicts, nil
}

// person is one learner's file in three trees.
type person struct {
	learner            string
	base, ours, theirs *tree
	settled            map[string]git.Settled
	lost               bool
}

// alike reports whether there is nothing to settle, or nothing that could be: with two files of one
// learner it is not known which is meant.
func (p *person) alike() bool {
	at, id := p.learner, p.ours.id(p.learner)
	if p.base.twice[at] || p.ours.twice[at] || p.theirs.twice[at] {
		return true
	}
	return id == p.theirs.id(at) && p.ours.learners[at] == p.theirs.learners[at]
}

// unite settles the file. The result is a conflict, if any.
func (p *person) unite() (*Conflict, error) {
	where, ok := p.where()
	if !ok {
		return &Conflict{Path: p.ours.learners[p.learner], What: "moved to different places, there to " + p.theirs.learners[p.learner]}, nil
	}
	var versions [3][]byte
	for i, t := range []*tree{p.base, p.ours, p.theirs} {
		var err error
		if versions[i], err = t.data(p.learner); err != nil {
			return nil, err
		}
	}
	u, err := ledger.Unite(where, versions[0], versions[1], versions[2])
	var damaged *ledger.StateError
	if errors.As(err, &damaged) {
		return p.damaged(where, damaged), nil
	}
	if err != nil {
		return nil, err
	}
	p.lost = len(u.Dropped[0]) > 0
	if len(u.Clashes) > 0 {
		c := &Conflict{Path: where, What: "both sides changed its header"}
		for _, x := range u.Clashes {
			c.Places = append(c.Places, Place{Key: x.Key, Ours: []string{x.Ours}, Theirs: []string{x.Theirs}})
		}
		return c, nil
	}
	p.put(where, p.version(u, versions))
	return nil, nil
}

// where is the path that the file has on the side that moved or made it.
func (p *person) where() (string, bool) {
	b, o, t := p.base.learners[p.learner], p.ours.learners[p.learner], p.theirs.learners[p.learner]
	switch {
	case o == t || t == "":
		return o, true
	case o == "" || o == b:
		return t, true
	default:
		return o, t == b
	}
}

// version is the blob that says what the union says, else the union's own bytes. What only one side
// changed stays as that side wrote it.
func (p *person) version(u *ledger.Union, versions [3][]byte) git.Settled {
	ours, theirs, was := p.ours.id(p.learner), p.theirs.id(p.learner), p.base.id(p.learner)
	switch {
	case string(u.Data) == string(versions[2]), ours == was && len(u.Dropped[1]) == 0 && theirs != "":
		return git.Settled{ID: theirs}
	case string(u.Data) == string(versions[1]), theirs == was && len(u.Dropped[0]) == 0 && ours != "":
		return git.Settled{ID: ours}
	default:
		return git.Settled{Data: u.Data}
	}
}

// damaged takes the changed side where only one changed; else nothing can be said.
func (p *person) damaged(where string, why *ledger.StateError) *Conflict {
	ours, theirs, was := p.ours.id(p.learner), p.theirs.id(p.learner), p.base.id(p.learner)
	switch {
	case ours == was && theirs != "":
		p.put(where, git.Settled{ID: theirs})
	case theirs == was && ours != "":
		p.put(where, git.Settled{ID: ours})
	default:
		return &Conflict{Path: where, What: "both sides changed it, and one of them is damaged: " + why.Text, Hint: "sojt doctor --fix, in the clone where it is damaged"}
	}
	return nil
}

// put settles the file at its place, and that it is nowhere else.
func (p *person) put(where string, s git.Settled) {
	for _, t := range []*tree{p.base, p.ours, p.theirs} {
		if at := t.learners[p.learner]; at != "" {
			p.settled[at] = git.Settled{}
		}
	}
	p.settled[where] = s
}

// where is a learner's path in a tree, else in the one before.
func where(t, before *tree, learner string) string {
	if at := t.learners[learner]; at != "" {
		return at
	}
	return before.learners[learner]
}
