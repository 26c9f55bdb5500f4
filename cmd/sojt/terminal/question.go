package terminal

// Kind is how a question is answered.
type Kind uint8

// The kinds of questions.
const (
	Line  Kind = iota // with a line of text
	One               // with one of the items
	Some              // with one of the items, or several
	Ticks             // with those of the items that hold, and not one where that is so
)

// Question is what a person is asked. All text in it may come from people: it is made safe when it is shown.
type Question struct {
	Kind   Kind
	Step   string // where it stands among others, such as "step 2 of 5"
	Title  string // what is asked, in a word or two; it stands before the answer once that is given
	Head   string // what is asked, in more words; "" where the title says it
	Text   []Note // what to read first
	Items  []Item
	Ticked []int  // items that are ticked from the start; of One the one that is suggested
	Typed  string // Line: what stands there from the start, as it was typed before
	None   bool   // Ticks: no item at all is an ordinary answer
	Prompt string // before what is typed
	Bare   bool   // One: no item is suggested
	Empty  string // Line: what an empty line stands for
	Keep   bool   // what was to be read stays on the screen, and the answer below it

	// Check says why an answer will not do, so that it is asked for again; "" where it will. Nil takes all.
	Check func(Answer) string
}

// Note is a paragraph, beside a label or ("") by itself. An empty one parts those before it from those after.
type Note struct{ Label, Text string }

// Item is something to choose or to tick.
type Item struct {
	Key  string // its name, which can be typed; "" for ticks, which have numbers
	Text string // what it is
	Note string // where it stands
	Off  string // why it cannot be chosen, lines parted by \n; "" where it can be
}

// Answer is what was answered.
type Answer struct {
	Items []int  // those chosen or ticked, ascending
	Text  string // of a Line, without blanks around it
	Back  bool   // asked for the question before this one; the rest is what was typed and ticked until then
}
