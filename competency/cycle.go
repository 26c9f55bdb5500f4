package competency

import (
	"slices"
	"strings"
)

// cycles reports competencies that require each other, so that none could ever be signed. Each
// cycle is named in full, once, where its first competency in file order asks for the next.
func (l *loader) cycles(units []unit) {
	const longest = 40 // competencies that one message names
	const (
		unseen = iota
		open
		done
	)
	state := map[string]int{}
	home := map[string]unit{}
	for _, u := range units {
		if _, known := home[u.full]; u.full != "" && !known {
			home[u.full] = u
		}
	}
	var path []string
	var visit func(id string)
	visit = func(id string) {
		u, known := home[id]
		if !known {
			return
		}
		state[id] = open
		path = append(path, id)
		for i, next := range u.Requires {
			switch state[next] {
			case unseen:
				visit(next)
			case open:
				cycle := append(slices.Clone(path[slices.Index(path, next):]), next)
				if len(cycle) > longest {
					cycle = append(append(cycle[:longest-2:longest-2], "…"), next)
				}
				if u.judged {
					l.out.Errorf(CodeCycle, u.node.Get("requires").Item(i).Place(), "these wait for each other: %s", strings.Join(cycle, " requires ")).
						Hint = "remove one of them from a requires"
				}
			}
		}
		path = path[:len(path)-1]
		state[id] = done
	}
	for _, u := range units {
		if u.full != "" && state[u.full] == unseen {
			visit(u.full)
		}
	}
}
