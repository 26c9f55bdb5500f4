package line

import "slices"

// IDs is a set of ids: sorted bytewise, each once.
func (f *Fields) IDs(key string, v *[]string) { f.set(key, v, &idKind, 0) }

// Digests is a set of digests, at most MaxPrev.
func (f *Fields) Digests(key string, v *[]string) { f.set(key, v, &digestKind, MaxPrev) }

func (f *Fields) set(key string, v *[]string, k *kind, most int) {
	switch f.enter(key, len(*v) > 0) {
	case reading:
		*v = f.readSet(key, k)
		f.sizedSet(key, *v, most)
		f.leave()
	case writing:
		f.putSet(key, *v, k)
		f.sizedSet(key, *v, most)
	case mending:
		*v = slices.Compact(slices.Sorted(slices.Values(*v)))
	case listing:
		f.is(Key{Kind: k.word, List: true, Most: most, into: v})
	}
}

func (f *Fields) sizedSet(key string, v []string, most int) {
	if most > 0 && len(v) > most {
		f.fail(f.at, Size, "expected the newest of them only", "%q has %d entries, expected at most %d", key, len(v), most)
	}
}

func (f *Fields) readSet(key string, k *kind) []string {
	start := f.room.begin()
	f.list(key, func() {
		at := f.pos
		s := f.readKind(key, k)
		if set := f.room.from(start); len(set) > 0 {
			f.ascending(at, key, set[len(set)-1], s)
		}
		f.room.add(s)
	})
	return f.room.from(start)
}

func (f *Fields) ascending(at int, key, before, s string) {
	switch {
	case s == before:
		f.fail(at, Canon, hintCanon, "%q has %s twice", key, quote(s))
	case s < before:
		f.fail(at, Canon, hintCanon, "%q is not sorted: %s stands after %s", key, quote(s), quote(before))
	}
}

func (f *Fields) putSet(key string, set []string, k *kind) {
	f.out = append(f.out, '[')
	for i, s := range set {
		if i > 0 {
			f.ascending(0, key, set[i-1], s)
			f.out = append(f.out, ',')
		}
		f.putKind(key, s, k)
	}
	f.out = append(f.out, ']')
}

// list reads a list that has at least one element.
func (f *Fields) list(key string, element func()) {
	if f.pos >= len(f.text) || f.text[f.pos] != '[' {
		f.wrongKind(key, "a list")
		return
	}
	f.pos++
	if f.pos < len(f.text) && f.text[f.pos] == ']' {
		f.fail(f.at, Canon, "a key without a value is left out", "%q is empty", key)
		return
	}
	for f.err == nil {
		element()
		if f.pos < len(f.text) && f.text[f.pos] == ']' {
			f.pos++
			return
		}
		f.expect(',', "a comma or the end of the list")
	}
}

// Evidence is a list of links, in the order in which they were given.
func (f *Fields) Evidence(key string, v *[]Evidence) {
	switch f.enter(key, len(*v) > 0) {
	case reading:
		at := f.at
		*v = f.readEvidence(key)
		f.at = at
		f.leave()
	case writing:
		f.out = append(f.out, '[')
		for i := range *v {
			if i > 0 {
				f.out = append(f.out, ',')
			}
			f.putObject((*v)[i].walk)
		}
		f.out = append(f.out, ']')
	case mending:
		for i := range *v {
			(*v)[i].walk(f)
		}
	case listing:
		f.is(Key{Kind: "object", List: true, Keys: Describe(new(Evidence).walk), into: v})
	}
}

func (f *Fields) readEvidence(key string) []Evidence {
	var all []Evidence
	f.list(key, func() {
		var e Evidence
		f.object(e.walk)
		all = append(all, e)
	})
	return all
}

// Source is the document a record was copied from.
func (f *Fields) Source(key string, v *Source) {
	switch f.enter(key, *v != Source{}) {
	case reading:
		at := f.at
		if f.pos < len(f.text) && f.text[f.pos] == '{' {
			f.object(v.walk)
		} else {
			f.wrongKind(key, "an object")
		}
		f.at = at
		f.leave()
	case writing:
		f.putObject(v.walk)
	case mending:
		v.walk(f)
	case listing:
		f.is(Key{Kind: "object", Keys: Describe(new(Source).walk), into: v})
	}
}

func (f *Fields) putObject(walk func(*Fields)) {
	f.out = append(f.out, '{')
	walk(f)
	f.out = append(f.out, '}')
}
