package line

import "strings"

// Fields is a walk over the keys of one object. Its methods name a key and where its value lives:
// reading, the value is set if the key stands next in the text; writing, the key is written unless
// the value is zero. Keys must be named in canonical order. After the first error nothing happens.
type Fields struct {
	mode mode
	err  *Error

	must bool   // the next key cannot be left out,
	why  string // for this reason
	at   int    // reading: where the last value begins, or the key that stands in its place

	text string // reading
	pos  int
	obj  object
	room room // of lists

	out []byte // writing

	listed []Key // listing
	asks   bool  // listing: something is asked because of values
}

// mode is what a walk is for.
type mode uint8

const (
	skipping mode = iota // nothing to do for this key
	reading
	writing
	mending // make values canonical that have more than one form, before they are written
	listing // note the keys
	asking  // look whether what is asked of the values that are there holds
)

// object is how far the reading of one object has come.
type object struct {
	keyAt int    // where the key that stands next begins; after the last, the end
	seen  uint64 // bit i: the i-th key of the walk was there
	next  uint   // keys walked so far
	open  bool   // something stands next, which should be a key: what it is, is read where no key that may stand there is it
	lack  string // the key that cannot be left out and does not stand next
	why   string
}

// Decode reads the object text by walk, strictly: it accepts exactly what Encode writes. The error
// is nil or an *Error.
func Decode(text string, walk func(*Fields)) error { return new(Fields).Decode(text, walk) }

// Decode is Decode in room that was used before.
func (f *Fields) Decode(text string, walk func(*Fields)) error {
	*f = Fields{mode: reading, text: text, room: f.room}
	if len(text) > MaxText {
		f.fail(MaxText, Size, "split what it says over several records",
			"the line is longer than %d bytes", MaxLine)
		return f.err
	}
	f.object(walk)
	if f.err == nil && f.pos < len(text) {
		f.fail(f.pos, Canon, "one record is one line and nothing else", "something follows the record: %s", quote(text[f.pos:]))
	}
	if f.err != nil {
		return f.err
	}
	return nil
}

// Encode writes an object by walk, without a newline. It refuses a value that Decode would not
// accept. The error is nil or an *Error without a column.
func Encode(walk func(*Fields)) (string, error) {
	f := Fields{mode: writing, out: make([]byte, 0, 512)}
	f.out = append(f.out, '{')
	walk(&f)
	f.out = append(f.out, '}')
	if f.err == nil && len(f.out) > MaxText {
		f.fail(0, Size, "shorten its texts or split them over several records",
			"the record would be a line of more than %d bytes", MaxLine)
	}
	if f.err != nil {
		return "", f.err
	}
	return string(f.out), nil
}

// Mend puts the values of a new record into the one form in which they can be written: text in
// normal form C, sets sorted without repeats, times in UTC and whole seconds. It refuses text with
// code points that the Unicode tables do not know, since their normal form may yet change
// (INTEGRITY 2.2). The error is nil or an *Error without a column.
func Mend(walk func(*Fields)) error {
	f := Fields{mode: mending}
	if walk(&f); f.err != nil {
		return f.err
	}
	return nil
}

// Keys lists the names of a walk's keys in canonical order.
func Keys(walk func(*Fields)) []string {
	var names []string
	for _, k := range Describe(walk) {
		names = append(names, k.Name)
	}
	return names
}

// Must says that the next key cannot be left out.
func (f *Fields) Must() *Fields { return f.MustIf(true, "") }

// MustIf says that the next key cannot be left out when asked holds, and why.
func (f *Fields) MustIf(asked bool, why string) *Fields {
	f.must, f.why = asked, why
	return f
}

// Check refuses the record, at the value walked last, when something that spans several values
// does not hold.
func (f *Fields) Check(holds bool, code, message, hint string) {
	f.asks = true
	if !holds && f.obj.lack == "" && (f.mode == reading || f.mode == writing || f.mode == asking) {
		if f.obj.open {
			f.readKey() // a line that breaks off here is torn before it is anything else
		}
		f.fail(f.at, code, hint, "%s", message)
	}
}

// enter comes to a key; set says whether there is a value to write. It answers what there is to do
// with the value: skipping, reading, writing or mending.
func (f *Fields) enter(key string, set bool) mode {
	if f.mode == asking {
		if f.must && !set {
			f.fail(0, Type, f.why, "missing key %q", key)
		}
		f.must = false
		return skipping
	}
	must, why := f.must, f.why
	f.must, f.why = false, ""
	if f.err != nil || f.obj.lack != "" {
		return skipping
	}
	switch f.mode {
	case reading:
		return f.meet(key, must, why)
	case writing:
		if set {
			f.putKey(key)
			return writing
		}
		if must {
			f.fail(0, Type, why, "missing key %q", key)
		}
	case mending:
		if set {
			return mending
		}
	case listing:
		f.listed = append(f.listed, Key{Name: key, Required: must})
		f.asks = f.asks || why != ""
		return listing
	}
	return skipping
}

func (f *Fields) meet(key string, must bool, why string) mode {
	o := &f.obj
	o.next++
	if o.open && f.stands(key) {
		o.seen |= 1 << (o.next - 1)
		f.pos += len(key) + len(`"":`)
		f.at = f.pos
		return reading
	}
	f.at = o.keyAt
	if must {
		o.lack, o.why = key, why
	}
	return skipping
}

// object reads one object by walk.
func (f *Fields) object(walk func(*Fields)) {
	outer := f.obj
	f.obj = object{}
	if f.expect('{', "an object, {...}") {
		f.firstKey()
		walk(f)
		if f.err == nil && (f.obj.open || f.obj.lack != "") {
			f.explain(Keys(walk))
		}
	}
	f.obj = outer
}

// stands reports whether a key stands next.
func (f *Fields) stands(key string) bool {
	n := len(key)
	rest := f.text[f.pos:]
	return len(rest) > n+2 && rest[1] == key[0] && rest[0] == '"' && rest[n+1] == '"' && rest[n+2] == ':' && rest[1:n+1] == key
}

func (f *Fields) firstKey() {
	f.obj.keyAt, f.obj.open = f.pos, true
	if f.pos < len(f.text) && f.text[f.pos] == '}' {
		f.obj.open = false
		f.pos++
	}
}

// leave comes after a value of the object: another key, or the end.
func (f *Fields) leave() {
	if f.err != nil {
		return
	}
	f.obj.keyAt, f.obj.open = f.pos, false
	switch {
	case f.pos < len(f.text) && f.text[f.pos] == '}':
		f.pos++
	case f.expect(',', "a comma or the end of the object"):
		f.obj.keyAt, f.obj.open = f.pos, true
	}
}

// readKey reads the key that stands next, whatever it is, for those who look for words about it.
func (f *Fields) readKey() string {
	if !f.expect('"', "a key") {
		return ""
	}
	n := strings.IndexByte(f.text[f.pos:], '"')
	if n < 0 {
		f.fail(len(f.text), Canon, hintTorn, "the line ends inside a key")
		return ""
	}
	key := f.text[f.pos : f.pos+n]
	f.pos += n + 1
	f.expect(':', "a colon after the key")
	return key
}
