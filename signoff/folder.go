package signoff

// Folder folds one learner after the other, as Rulebook.Fold does, with memory that it uses again. It is for
// whoever looks at a learner's standings and lets go of them: one for each goroutine, not for concurrent use.
type Folder struct {
	book *Rulebook
}

// Folder makes one that has folded nobody yet.
func (b *Rulebook) Folder() *Folder { return &Folder{book: b} }

// Fold gives the standings that Rulebook.Fold gives. They are lent: they and all that they lead to hold until
// the next call of Fold, and as long as the learner and its records do.
func (f *Folder) Fold(l *Learner, m Moment) *Standings { return f.book.Fold(l, m) }
