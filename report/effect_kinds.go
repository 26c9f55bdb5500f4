package report

// changeKind is a row of the table of what changed definitions can do.
type changeKind struct {
	word  string
	title string // for the eye: what happens to those named beside it
	doc   string // one line, lower case
	tone  Tone
}

// changeKinds lists them, what takes most away first.
func changeKinds() []changeKind {
	return []changeKind{
		{"suspect", "in doubt", "a sign-off that counted is of another wording", Bad},
		{"partial", "no longer enough", "a sign-off that counted is below the level or way now asked for", Bad},
		{"expired", "expired", "a sign-off that counted has passed its new last good day", Bad},
		{"lapsed", "lapsed", "a sign-off that counted lapses by the new currency", Bad},
		{"unauthorised", "without authority", "a sign-off that counted has no author who was designated then", Bad},
		{"orphaned", "nothing to stand on", "a sign-off that counted is of a competency that is not there any more", Bad},
		{"lost", "no longer counts", "what counted does not, for another reason", Bad},
		{"condemned", "against the rules", "a record that verify would refuse, since its author's scope no longer covers it", Bad},
		{"disqualified", "no longer qualified", "somebody who was qualified in a role is not", Bad},
		{"removed", "role gone", "a role that somebody is in is not there", Bad},
		{"uncovered", "nobody may sign", "a competency that no active mentor may sign", Bad},
		{"required", "newly required", "a requirement that was not there", Soon},
		{"blocked", "blocked", "a prerequisite that is not in place", Soon},
		{"unacknowledged", "to acknowledge", "a sign-off that the learner has yet to acknowledge", Soon},
		{"sooner", "expires sooner", "a sign-off whose last good day is earlier", Soon},
		{"due-sooner", "due sooner", "an earlier due day", Soon},
		{"moved", "moved", "what counts neither before nor after stands elsewhere", Plain},
		{"passes", "passes", "other runs count towards the next sign-off", Plain},
		{"loses", "may sign no more", "a mentor who may sign less", Soon},
		{"due-later", "due later", "a later due day", Plain},
		{"later", "expires later", "a sign-off whose last good day is later", Plain},
		{"unblocked", "unblocked", "fewer prerequisites that are not in place", Plain},
		{"retired", "retired", "a requirement that retires", Plain},
		{"not-required", "no longer required", "a requirement that is gone, or became optional", Plain},
		{"carried", "carried over", "a requirement met by a sign-off of what it replaces", Good},
		{"regained", "counts again", "a sign-off that did not count", Good},
		{"qualified", "qualified", "somebody who was not qualified in a role is", Good},
		{"gains", "may sign", "a mentor who may sign more", Plain},
	}
}

// ChangeWords lists what `diff` can find, as --fail-on takes it.
func ChangeWords() []string {
	var words []string
	for _, k := range changeKinds() {
		words = append(words, k.word)
	}
	return words
}

// ChangeDoc says what a word of ChangeWords means, in a line.
func ChangeDoc(word string) string {
	for _, k := range changeKinds() {
		if k.word == word {
			return k.doc
		}
	}
	return ""
}
