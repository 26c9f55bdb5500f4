package line

import "strings"

// Form is the fast way to read many lines of one walk. Decode asks the walk about every key that there may be; a
// Form, which was made once of what the walk lists, goes from key to key that is there, and expects what stood there
// in the line before: mostly the same key, and of a program, a learner or a method the same value, which was found
// good then. One comparison of bytes takes both. What a Form accepts Decode accepts, with the same values; why it
// does not accept a line it does not say, for Decode will.
//
// Values go where the walk pointed when the form was made, cut from the line. Of lines that were read a form keeps
// copies of a few values, so that none of them stays in memory because of it, but the last few that have lists. It is
// not safe for concurrent use.
type Form struct {
	Asks bool // the walk asks for more than each key by itself: then Holds is to be asked as well

	steps []step
	must  uint64 // bit i: the i-th key cannot be left out
	first int    // the key that the line before began with
	room  room   // of lists
	odd   Fields // reads what is rare
}

// step is one key of a Form.
type step struct {
	open   string // the key with its quotes and colon
	before []byte // the same with the value of the line before, where that may well come again
	sizes  []int  // of that value, if it is a list, the lengths of its strings
	next   int    // the key that came after it in the line before
	read   reader
	kind   *kind // of strings and lists of a fixed grammar
	key    *Key
	text   *string // where the value goes, of a string
}

// reader reads the value of a step that begins at a place and gives the place after it; 0: not by this form.
type reader func(m *Form, s *step, text string, pos int) int

// mostKeys is how many bits Form.must has.
const mostKeys = 64

// NewForm makes the form of a walk of at most mostKeys keys, which reads to where the walk points now.
func NewForm(walk func(*Fields)) *Form {
	f := Fields{mode: listing}
	walk(&f)
	m := &Form{Asks: f.asks}
	if len(f.listed) > mostKeys {
		panic("line: a form has too many keys")
	}
	for i := range f.listed {
		k := &f.listed[i]
		s := step{open: `"` + k.Name + `":`, next: i + 1, kind: kindOf(k), key: k}
		s.text, _ = k.into.(*string)
		s.read = readerOf(k, s.kind)
		m.steps = append(m.steps, s)
		if k.Required {
			m.must |= 1 << i
		}
	}
	m.steps = append(m.steps, step{open: "the end"}) // no key begins like it
	return m
}

// Holds reports whether what a walk asks of the values that are there holds.
func (m *Form) Holds(walk func(*Fields)) bool {
	m.odd.mode, m.odd.err, m.odd.obj = asking, nil, object{}
	walk(&m.odd)
	return m.odd.err == nil
}

// Read reads the keys and values that begin at a place in an object, up to the last that the form knows. It gives
// the place of the brace or comma after them; 0: not by this form.
func (m *Form) Read(text string, pos int) int {
	var there uint64
	from, guess := 0, &m.first
	for pos < len(text) {
		s, rest := &m.steps[*guess], text[pos:]
		if n := len(s.before); n > 0 && n < len(rest) && rest[:n] == string(s.before) {
			m.again(s, rest)
			pos += n
		} else {
			if !strings.HasPrefix(rest, s.open) {
				if s = m.find(rest, from, guess); s == nil {
					return 0
				}
			}
			if pos = s.read(m, s, text, pos+len(s.open)); pos == 0 {
				return 0
			}
		}
		there |= 1 << *guess
		from, guess = *guess+1, &s.next
		if pos >= len(text) {
			return 0
		}
		if c := text[pos]; c == '}' || c == ',' && from == len(m.steps)-1 {
			if there&m.must != m.must {
				return 0
			}
			return pos
		} else if c != ',' {
			return 0
		}
		pos++
	}
	return 0
}

// find looks for the key that stands next among those that may come, and notes it as what to expect there.
func (m *Form) find(rest string, from int, guess *int) *step {
	for i := from; i < len(m.steps)-1; i++ { // the end is no key
		if s := &m.steps[i]; strings.HasPrefix(rest, s.open) {
			*guess = i
			return s
		}
	}
	return nil
}

// remember keeps what stands from pos to end, a value that was found good, for the next line.
func (s *step) remember(text string, pos, end int) {
	s.before = append(s.before[:0], text[pos-len(s.open):end]...)
}

// again takes from a line the value that stands in it as in the line before.
func (m *Form) again(s *step, rest string) {
	at := len(s.open) + len(`"`)
	if s.text != nil {
		*s.text = rest[at : len(s.before)-len(`"`)]
		return
	}
	start := m.room.begin()
	for _, n := range s.sizes {
		at += len(`"`)
		m.room.add(rest[at : at+n])
		at += n + len(`",`)
	}
	*s.key.into.(*[]string) = m.room.from(start)
}

// Forget lets go of the lines that were read: lists that came of them are not to be used any more.
func (m *Form) Forget() {
	m.room.forget()
	m.odd = Fields{}
}
