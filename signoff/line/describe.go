package line

// Key is what a walk says of one key, to write a schema from.
type Key struct {
	Name     string
	Kind     string // text, id, competency, ulid, digest, sha256, base64, word, version, number, count, mark, day, instant, object
	List     bool   // the value is a list of this kind, with at least one element
	Required bool   // whatever the other keys say
	Most     int    // of a list: its longest, 0 for no limit of its own; of a version: the one that is known
	Words    []string
	Keys     []Key // of an object

	into any // where the walk has the value
}

// Describe lists the keys of a walk in canonical order. What a walk asks for because of another
// key's value is not required here: no value is there.
func Describe(walk func(*Fields)) []Key {
	f := Fields{mode: listing}
	walk(&f)
	return f.listed
}

// is completes what is listed of the key that was just entered.
func (f *Fields) is(k Key) {
	last := &f.listed[len(f.listed)-1]
	k.Name, k.Required = last.Name, last.Required
	*last = k
}
