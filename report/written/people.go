package written

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"sojt/competency/text"
)

// Person is somebody who can be meant. Initials are those that a legend gives, else those of the name.
type Person struct{ ID, Name, Email, Initials string }

// People are those who can be meant, by what they are called. Make one with NewPeople.
type People struct {
	ids   map[string]Person
	names map[string][]Person // by name, address or id, as key folds it
	short map[string][]Person // by initials, or the initial and the last name
}

// ErrNobody is the error where nobody is called so.
var ErrNobody = errors.New("nobody here is called so")

// NewPeople makes an index of people. An id may stand in it several times, with all that its person was
// or is called.
func NewPeople(all []Person) *People {
	p := &People{ids: map[string]Person{}, names: map[string][]Person{}, short: map[string][]Person{}}
	for _, one := range all {
		p.ids[one.ID] = one
		for _, name := range []string{one.ID, one.Email, one.Name, one.Name + " (" + one.ID + ")"} {
			add(p.names, key(name), one)
		}
		words := strings.Fields(key(one.Name))
		if len(words) > 1 {
			last := words[len(words)-1]
			add(p.names, strings.Join(append([]string{last}, words[:len(words)-1]...), " "), one)
			add(p.short, words[0][:firstLetter(words[0])]+" "+last, one)
			add(p.short, words[0]+" "+last[:firstLetter(last)], one)
			add(p.short, last+" "+words[0][:firstLetter(words[0])], one)
		}
		for _, i := range initialsOf(one) {
			add(p.short, key(i), one)
		}
	}
	return p
}

func add(index map[string][]Person, key string, one Person) {
	if key != "" && !slices.ContainsFunc(index[key], func(p Person) bool { return p.ID == one.ID }) {
		index[key] = append(index[key], one)
	}
}

// Named finds who is called so: by id, address or full name, in which a comma may put the last name first.
// Accents, capitals and full stops are no matter. An id that is written exactly is always that person's.
func (p *People) Named(said string) (Person, error) { return p.find(said, p.names) }

// Signed finds who signs so: as Named, and by initials or by a name of which the first or the last part is
// an initial.
func (p *People) Signed(said string) (Person, error) { return p.find(said, p.names, p.short) }

func (p *People) find(said string, indexes ...map[string][]Person) (Person, error) {
	if one, ok := p.ids[strings.TrimSpace(said)]; ok {
		return one, nil
	}
	var fit []Person
	for _, index := range indexes {
		for _, one := range index[key(said)] {
			if !slices.ContainsFunc(fit, func(p Person) bool { return p.ID == one.ID }) {
				fit = append(fit, one)
			}
		}
	}
	switch len(fit) {
	case 0:
		return Person{}, ErrNobody
	case 1:
		return fit[0], nil
	}
	return Person{}, &Several{text.Fold(said), fit}
}

// key is how names are compared: small letters and digits without accents, words apart. Full stops between
// single letters go, so that A.R. is AR.
func key(name string) string {
	var b strings.Builder
	for _, r := range text.Bare(name) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case r == '.' || r == '\'' || r == '’':
		default:
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	if len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool { return firstLetter(w) != len(w) }) {
		return strings.Join(words, "") // A R
	}
	return strings.Join(words, " ")
}

// firstLetter is how many bytes the first letter of a word has; 0 for none.
func firstLetter(word string) int {
	for i := range word {
		if i > 0 {
			return i
		}
	}
	return len(word)
}

// initialsOf are the initials that somebody may sign with: those given, all of the name, and those of the
// first and the last word.
func initialsOf(p Person) []string {
	if p.Initials != "" {
		return []string{p.Initials}
	}
	all := []string{Initials(p.Name)}
	if words := strings.Fields(key(p.Name)); len(words) > 2 {
		first, last := words[0], words[len(words)-1]
		all = append(all, first[:firstLetter(first)]+last[:firstLetter(last)])
	}
	return all
}

// Initials are the first letters of a name's words, four at most; a name of one word in a script that does
// not use blanks, three characters at most, is its own.
func Initials(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '\'' })
	if len(words) == 1 && len([]rune(name)) <= 3 {
		return name
	}
	var b strings.Builder
	for _, w := range words[:min(len(words), 4)] {
		b.WriteString(strings.ToUpper(string([]rune(w)[:1])))
	}
	if b.Len() == 0 {
		return name
	}
	return b.String()
}
