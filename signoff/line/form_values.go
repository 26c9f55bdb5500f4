package line

import (
	"slices"
	"time"

	"sojt/competency/calendar"
)

var kinds = [...]*kind{&idKind, &competencyKind, &ulidKind, &digestKind, &sha256Kind, &base64Kind}

// kindOf gives the grammar of a key's strings; nil where it has none.
func kindOf(k *Key) *kind {
	for _, kind := range kinds {
		if kind.word == k.Kind {
			return kind
		}
	}
	return nil
}

// readerOf gives what reads a key's values: each kind has its own, so that nothing is asked twice.
func readerOf(k *Key, kind *kind) reader {
	switch k.into.(type) {
	case *[]string:
		return (*Form).list
	case *Int:
		return (*Form).number
	case *int:
		return (*Form).count
	case *bool:
		return (*Form).mark
	case *calendar.Date:
		return (*Form).day
	case *time.Time:
		return (*Form).instant
	case *[]Evidence, *Source:
		return (*Form).object
	case nil:
		return (*Form).version
	}
	switch {
	case kind != nil && kind.size > 0:
		return (*Form).code
	case kind != nil:
		return (*Form).name
	case k.Words != nil:
		return (*Form).word
	}
	return (*Form).prose
}

// quoted gives a string of plain characters that begins at a place, and the place after it; 0: there is none.
func quoted(text string, pos int) (string, int) {
	if pos >= len(text) || text[pos] != '"' {
		return "", 0
	}
	start := pos + 1
	end := start
	for end < len(text) && plain(text[end]) {
		end++
	}
	if end == start || end >= len(text) || text[end] != '"' || end-start > MaxString {
		return "", 0
	}
	return text[start:end], end + 1
}

// sized gives the string of n bytes, whatever they are, that begins at a place, and the place after it.
func sized(text string, pos, n int) (string, int) {
	end := pos + 1 + n
	if end >= len(text) || text[pos] != '"' || text[end] != '"' {
		return "", 0
	}
	return text[pos+1 : end], end + 1
}

// of gives the string of a kind that begins at a place.
func (k *kind) of(text string, pos int) (s string, end int) {
	if k.size > 0 {
		s, end = sized(text, pos, k.size)
	} else {
		s, end = quoted(text, pos)
	}
	if end == 0 || !k.ok(s) {
		return "", 0
	}
	return s, end
}

// name reads a string of a kind that comes again and again: an id of somebody, of a competency.
func (m *Form) name(s *step, text string, pos int) int {
	v, end := s.kind.of(text, pos)
	if end != 0 {
		*s.text = v
		s.remember(text, pos, end)
	}
	return end
}

// code reads a string that is another one in each record: an id, a digest.
func (m *Form) code(s *step, text string, pos int) int {
	v, end := s.kind.of(text, pos)
	*s.text = v
	return end
}

func (m *Form) word(s *step, text string, pos int) int {
	v, end := quoted(text, pos)
	if end == 0 || !slices.Contains(s.key.Words, v) {
		return 0
	}
	*s.text = v
	s.remember(text, pos, end)
	return end
}

// prose reads what people write. Beyond ASCII and with escapes it is the strict reader's to say what is text.
func (m *Form) prose(s *step, text string, pos int) int {
	v, end := quoted(text, pos)
	if end == 0 {
		m.odd = Fields{mode: reading, text: text, pos: pos}
		v = m.odd.readString(s.key.Name)
		end = m.odd.done()
	}
	*s.text = v
	if quotes := 2; end-pos == len(v)+quotes { // without escapes
		s.remember(text, pos, end)
	}
	return end
}

// object reads evidence and sources, which few records have, as the strict reader does.
func (m *Form) object(s *step, text string, pos int) int {
	m.odd = Fields{mode: reading, text: text, pos: pos}
	switch v := s.key.into.(type) {
	case *[]Evidence:
		*v = m.odd.readEvidence(s.key.Name)
	case *Source:
		m.odd.object(v.walk)
	}
	return m.odd.done()
}

// done gives how far the strict reader came, for a Form.
func (f *Fields) done() int {
	if f.err != nil {
		return 0
	}
	return f.pos
}

func (m *Form) list(s *step, text string, pos int) int {
	start, end := m.room.begin(), pos
	for c := byte('['); end < len(text) && text[end] == c; c = ',' {
		v, after := s.kind.of(text, end+1)
		if set := m.room.from(start); after == 0 || len(set) > 0 && v <= set[len(set)-1] {
			return 0
		}
		m.room.add(v)
		end = after
	}
	set := m.room.from(start)
	if len(set) == 0 || s.key.Most > 0 && len(set) > s.key.Most || end >= len(text) || text[end] != ']' {
		return 0
	}
	*s.key.into.(*[]string) = set
	if end++; s.kind.size == 0 {
		s.remember(text, pos, end)
		s.sizes = s.sizes[:0]
		for _, v := range set {
			s.sizes = append(s.sizes, len(v))
		}
	}
	return end
}

func (m *Form) version(s *step, text string, pos int) int {
	if n, end := digits(text, pos); n == s.key.Most {
		return end
	}
	return 0
}

func (m *Form) count(s *step, text string, pos int) int {
	n, end := digits(text, pos)
	if n == 0 {
		return 0
	}
	*s.key.into.(*int) = n
	return end
}

func (m *Form) number(s *step, text string, pos int) int {
	n, end := digits(text, pos)
	*s.key.into.(*Int) = N(n)
	return end
}

// digits reads a whole number without leading zeros.
func digits(text string, pos int) (n, end int) {
	for end = pos; end < len(text) && text[end]-'0' <= 9 && n <= MaxNumber; end++ {
		n = 10*n + int(text[end]-'0')
	}
	if end == pos || n > MaxNumber || text[pos] == '0' && end > pos+1 {
		return 0, 0
	}
	return n, end
}

func (m *Form) mark(s *step, text string, pos int) int {
	end := pos + len("true")
	if end > len(text) || text[pos:end] != "true" {
		return 0
	}
	*s.key.into.(*bool) = true
	return end
}

func (m *Form) day(s *step, text string, pos int) int {
	v, end := sized(text, pos, len("2006-01-02"))
	d, err := calendar.Parse(v)
	if err != nil {
		return 0
	}
	*s.key.into.(*calendar.Date) = d
	return end
}

func (m *Form) instant(s *step, text string, pos int) int {
	v, end := sized(text, pos, len(timeForm))
	t, ok := parseTime(v)
	if !ok {
		return 0
	}
	*s.key.into.(*time.Time) = t
	return end
}
