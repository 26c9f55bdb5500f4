package history

import (
	"cmp"
	"slices"

	"sojt/signoff/git"
)

// firstParents is the first-parent line of the revision, as far as it was gone down.
type firstParents struct {
	commits []string       // newest first
	at      map[string]int // the place of each
	walked  int            // commits that were seen, on the line or not
	seen    string         // the last of them
	next    string         // how the line goes on; "" where it ends
	turns   []int          // places where definitions changed against the first parent, rising
	before  string         // a commit with the definitions from which the line goes on; "" for its oldest
}

// see takes one edge. Children come before their parents: what comes first is the revision, and whether a
// commit is on its line is known when it comes.
func (l *firstParents) see(e git.Edge) {
	if e.Commit == l.seen {
		return
	}
	l.seen = e.Commit
	if l.walked++; l.walked > 1 && e.Commit != l.next {
		return
	}
	l.at[e.Commit] = len(l.commits)
	l.commits = append(l.commits, e.Commit)
	if l.next = ""; len(e.Parents) > 0 {
		l.next = e.Parents[0]
	}
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
