package exchange

import (
	"context"
	"slices"
	"strings"

	"sojt/signoff/git"
	"sojt/signoff/ledger"
)

// unmerged describes what git left in conflict, those that are named already aside.
func (r *run) unmerged(ctx context.Context, beside *git.Beside, named []Conflict, base *tree) ([]Conflict, error) {
	left, err := beside.Unmerged(ctx)
	if err != nil {
		return nil, err
	}
	var all []Conflict
	apart := slices.ContainsFunc(left, movedApart)
	for _, u := range left {
		if slices.ContainsFunc(named, func(c Conflict) bool { return sameFile(c.Path, u.Path) }) {
			continue
		}
		was := u.Outside || base.blobs[u.Path] != "" // what lies outside is not looked up
		c := Conflict{Path: u.Path, Outside: u.Outside, What: what(u, was, apart)}
		if u.Ours != "" && u.Theirs != "" {
			data, err := beside.Conflicted(u)
			if err != nil {
				return nil, err
			}
			c.Places = places(string(data))
		}
		all = append(all, c)
	}
	return all, nil
}

// sameFile reports whether two paths are one file's: a learner's is the same wherever it lies.
func sameFile(a, b string) bool {
	who, learner := ledger.LearnerOf(a)
	other, _ := ledger.LearnerOf(b)
	return a == b || learner && who == other
}

// movedApart reports whether a path is one from which both sides moved a file, to different places.
func movedApart(u git.Unmerged) bool { return u.Ours == "" && u.Theirs == "" }

// what says in words how two sides differ over a file, given whether it stood there before they parted,
// and whether some file was moved apart: then its two new places are named too.
func what(u git.Unmerged, was, apart bool) string {
	switch {
	case movedApart(u):
		return "moved here and there, to different places"
	case u.Ours == "" && u.Base == "" && apart:
		return "where the other side moved a file that this one moved elsewhere"
	case u.Theirs == "" && u.Base == "" && apart:
		return "where this side moved a file that the other one moved elsewhere"
	case u.Ours == "" && u.Base == "":
		return "in the way of something that is new here"
	case u.Theirs == "" && u.Base == "":
		return "in the way of something that is new there"
	case u.Ours == "" && !was:
		return "deleted here, moved to this place there"
	case u.Theirs == "" && !was:
		return "moved to this place here, deleted there"
	case u.Ours == "":
		return "deleted here, changed there"
	case u.Theirs == "":
		return "changed here, deleted there"
	case u.Base == "":
		return "made here and there, differently"
	default:
		return "both sides changed the same lines"
	}
}

// places reads the conflict markers that git leaves in a text. The lines are counted as our side has
// them.
func places(text string) []Place {
	var all []Place
	var at *[]string
	line := 0
	for l := range strings.Lines(text) {
		l = strings.TrimRight(l, "\r\n")
		switch {
		case strings.HasPrefix(l, "<<<<<<< "):
			all = append(all, Place{Line: line + 1})
			at = &all[len(all)-1].Ours
		case at != nil && l == "=======":
			at = &all[len(all)-1].Theirs
		case at != nil && strings.HasPrefix(l, ">>>>>>> "):
			at = nil
		case at == nil:
			line++
		default:
			if at == &all[len(all)-1].Ours {
				line++
			}
			*at = append(*at, l)
		}
	}
	return all
}
