package history

import "slices"

// firstParents is the first-parent line of the revision.
type firstParents struct {
	commits []string       // newest first
	at      map[string]int // the place of each
	turns   []int          // places where definitions changed against the first parent, rising
}

func newLine(commits []string) firstParents {
	l := firstParents{commits: commits, at: make(map[string]int, len(commits))}
	for i, commit := range commits {
		l.at[commit] = i
	}
	return l
}

// definitions gives the commit whose definitions are in force at another one of the line: the last
// one at or before it that changed any, else the oldest there is.
func (l *firstParents) definitions(commit string) string {
	at, ok := l.at[commit]
	if !ok {
		return ""
	}
	if i, _ := slices.BinarySearch(l.turns, at); i < len(l.turns) {
		return l.commits[l.turns[i]]
	}
	return l.commits[len(l.commits)-1]
}
