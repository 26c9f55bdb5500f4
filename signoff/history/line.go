package history

import (
	"cmp"
	"slices"
)

// firstParents is the first-parent line of the revision.
type firstParents struct {
	commits []string       // newest first
	at      map[string]int // the place of each
	turns   []int          // places where definitions changed against the first parent, rising
	before  string         // a commit with the definitions from which the line goes on; "" for its oldest
}

func newLine(commits []string) firstParents {
	l := firstParents{commits: commits, at: make(map[string]int, len(commits))}
	for i, commit := range commits {
		l.at[commit] = i
	}
	return l
}

// definitions gives the commit whose definitions are in force at another one of the line: the last
// one at or before it that changed any, else those that it goes on from.
func (l *firstParents) definitions(commit string) string {
	at, ok := l.at[commit]
	if !ok {
		return ""
	}
	if i, _ := slices.BinarySearch(l.turns, at); i < len(l.turns) {
		return l.commits[l.turns[i]]
	}
	return cmp.Or(l.before, l.commits[len(l.commits)-1])
}

// tip gives a commit with the definitions in force at the end of the line.
func (l *firstParents) tip() string {
	if len(l.commits) == 0 {
		return l.before
	}
	return l.definitions(l.commits[0])
}
