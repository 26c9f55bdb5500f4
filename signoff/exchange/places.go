package exchange

import (
	"context"
	"slices"
	"strings"

	"sojt/signoff/git"
)

// unmerged describes what git left in conflict, those that are named already aside.
func (r *run) unmerged(ctx context.Context, beside *git.Beside, named []Conflict) ([]Conflict, error) {
	left, err := beside.Unmerged(ctx)
	if err != nil {
		return nil, err
	}
	var all []Conflict
	for _, u := range left {
		if slices.ContainsFunc(named, func(c Conflict) bool { return c.Path == u.Path }) {
			continue
		}
		c := Conflict{Path: u.Path, What: what(u)}
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

// what says in words how two sides differ over a file.
func what(u git.Unmerged) string {
	switch {
	case u.Ours == "" && u.Theirs == "":
		return "moved here and there, to different places"
	case u.Ours == "" && u.Base == "":
		return "in the way of something that is new there"
	case u.Theirs == "" && u.Base == "":
		return "in the way of something that is new here"
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
