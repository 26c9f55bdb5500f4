package competency

import (
	"slices"
	"strings"

	"sojt/competency/strictyaml"
	"sojt/competency/text"
)

// owner says what an entry's key says, and whether a person wrote that.
type owner struct {
	value  string
	person bool
	listed string // what an import wrote last
}

// owners finds, by entry and key, whose word each value is: whose version first had it. "id" is the entry
// itself. A value that a person wrote and an import confirmed stays the person's.
func owners(versions []RoleVersion) map[string]map[string]owner {
	all := map[string]map[string]owner{}
	for _, v := range versions {
		root, _ := strictyaml.Parse("", v.Text)
		list := root.Get("competencies")
		if list == nil {
			continue
		}
		for _, n := range list.Items {
			id := entryID(n)
			before, there := all[id]
			if !there {
				before = map[string]owner{"id": {value: id, person: !v.Imported}}
				all[id] = before
			}
			for _, key := range listedKeys() {
				if is := flat(n.Get(key)); !there || before[key].value != is {
					o := owner{value: is, person: !v.Imported, listed: before[key].listed}
					if v.Imported {
						o.listed = is
					}
					before[key] = o
				}
			}
		}
	}
	return all
}

func listedKeys() []string {
	var keys []string
	for _, f := range new(Listed).facts() {
		keys = append(keys, f.name)
	}
	return keys
}

// flat is what a value says on one line, to compare by; "" for one that is not there.
func flat(n *strictyaml.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString(n.Value)
	for _, item := range n.Items {
		b.WriteString("\x00" + flat(item))
	}
	for _, p := range n.Pairs {
		b.WriteString("\x01" + p.Name + "\x02" + flat(p.Value))
	}
	return b.String()
}

// person reports whether a person wrote a value of an entry, or the entry ("id").
func (m *merge) person(id, key string) bool {
	return !m.history() || m.own[id][key].person
}

// history asks for the versions, once; not where there are none to be had.
func (m *merge) history() bool {
	if m.own == nil && m.err == nil {
		var versions []RoleVersion
		if versions, m.err = m.Versions(); m.err != nil {
			return false
		}
		if n := len(versions); n == 0 || string(versions[n-1].Text) != string(m.Now) {
			versions = append(versions, RoleVersion{Text: m.Now})
		}
		m.own = owners(versions)
	}
	return m.err == nil
}

// bring works one listed competency in: a new entry where the list has it, or what has changed in the one
// there is.
func (m *merge) bring(i int) {
	l := &m.List[i]
	if m.out.IDs[i] == "" {
		m.add(i, l)
		return
	}
	id := m.out.IDs[i]
	if day := m.entry[id].Get("retired"); day != nil {
		m.keep("%s is retired on %s and listed again: where that is meant, take its retired: out", id, day.Text())
	}
	var fields []FieldChange
	for _, f := range l.facts() {
		was := inWords(m.entry[id].Get(f.name))
		if m.fact(id, f) {
			fields = append(fields, FieldChange{f.name, was, inWords(m.entry[id].Get(f.name))})
		}
	}
	if len(fields) > 0 {
		m.out.Updated++
		m.updated(id, fields)
	} else {
		m.out.Same++
	}
}

// add makes a new entry.
func (m *merge) add(i int, l *Listed) {
	id := l.named(m.prefix(), func(id string) bool { return m.entry[id] != nil || m.taken(id) })
	root, at := m.source.Root, m.position(i)
	data, problem := m.source.Insert(root, "competencies", at, l.node(id))
	if problem != nil { // a list in brackets grows at its end alone
		data, problem = m.source.Append(root, "competencies", l.node(id))
	}
	last := at == len(m.entries())
	if m.changed(data, problem) {
		if last {
			m.apart(id)
		}
		m.out.IDs[i] = id
		m.out.Added++
		m.note("new", id)
	}
}

// position is where in the file a new entry belongs: behind the one that the list has before it, with what
// stands there in the same group besides; before all that the list has, where it is the first.
func (m *merge) position(i int) int {
	entries := m.entries()
	at := map[string]int{}
	for k, n := range entries {
		at[entryID(n)] = k
	}
	group := func(k int) string { return text.Fold(entries[k].Get("group").Text()) }
	for before := i - 1; before >= 0; before-- {
		k, there := at[m.out.IDs[before]]
		if !there {
			continue
		}
		for other := group(k) != m.List[i].Group; other && k+1 < len(entries) && group(k+1) == group(k); {
			k++
		}
		return k + 1
	}
	for _, id := range m.out.IDs[i:] {
		if k, there := at[id]; there && id != "" {
			return k
		}
	}
	return len(entries)
}

// apart puts an empty line above a new entry, where the entry before the last one has one above it.
func (m *merge) apart(id string) {
	all := m.source.Root.Get("competencies").Items
	if len(all) < 3 {
		return
	}
	lines := strings.Split(string(m.out.Text), "\n")
	above := func(n *strictyaml.Node) int { return n.Pos.Line - 2 }
	if strings.TrimSpace(lines[above(all[1])]) != "" || entryID(all[len(all)-1]) != id {
		return
	}
	at := above(all[len(all)-1]) + 1
	m.changed([]byte(strings.Join(slices.Insert(lines, at, ""), "\n")), nil)
}

// fact brings one key of an entry up to date, and reports whether it changed.
func (m *merge) fact(id string, f listedFact) bool {
	n := m.entry[id]
	is := n.Get(f.name)
	if f.value == nil && (f.name == "required" || f.name == "critical") && is != nil {
		f.value = strictyaml.Yes()
		if f.name == "critical" {
			f.value.Value = "false"
		}
	}
	silent := slices.Contains([]string{"align", "scale", "practice", "level", "due", "renew", "hours"}, f.name) // few lists have these
	if alike(is, f.value) || f.value == nil && silent {
		return false
	}
	person := m.person(id, f.name)
	switch {
	case person && f.value == nil:
		return false // an addition of a person's
	case person && !m.Replace:
		m.keep("%s: %s is as a person wrote it, the list has %q", id, f.name, strictyaml.Shorten(saying(f.value)))
		return false
	case f.value == nil:
		m.keep("%s: the list no longer has %s: take it out by hand where that is meant", id, f.name)
		return false
	case is != nil && is.Has(within(f.name)): // beside window and until, which lists do not have
		value := f.value
		if value.Has(within(f.name)) {
			value = value.Get(within(f.name))
		}
		return m.changed(m.source.Set(is, within(f.name), value))
	case is == nil || is.Kind != strictyaml.List:
		return m.changed(m.source.Set(n, f.name, f.value))
	}
	return m.several(id, f)
}

// within is the key beneath another that has what a list says of it.
func within(key string) string {
	return map[string]string{"renew": "every", "hours": "min"}[key]
}

// several brings a list up to date: texts that changed in their place, texts that are more at the end.
// What is fewer stays, and is said.
func (m *merge) several(id string, f listedFact) bool {
	have, want := m.entry[id].Get(f.name).Items, f.value.Items
	done := false
	if len(have) == len(want) && have[0].Kind == strictyaml.Mapping && f.name != "align" {
		key := want[0].Pairs[len(want[0].Pairs)-1].Name
		for i := range want {
			item := m.entry[id].Get(f.name).Item(i)
			if phrase(item) != phrase(want[i]) {
				done = m.changed(m.source.Set(item, key, want[i].Get(key))) || done
			}
		}
		return done
	}
	for _, w := range want {
		if !slices.ContainsFunc(have, func(h *strictyaml.Node) bool { return phrase(h) == phrase(w) }) {
			done = m.changed(m.source.Append(m.entry[id], f.name, m.distinct(id, f.name, w))) || done
		}
	}
	for _, h := range have {
		if !slices.ContainsFunc(want, func(w *strictyaml.Node) bool { return phrase(h) == phrase(w) }) {
			m.keep("%s: the list no longer has %q in %s: take it out by hand where that is meant", id, strictyaml.Shorten(phrase(h)), f.name)
		}
	}
	return done
}

// distinct is an item with an id that no other item of the list has.
func (m *merge) distinct(id, key string, item *strictyaml.Node) *strictyaml.Node {
	if !item.Has("id") {
		return item
	}
	taken := map[string]bool{}
	for _, n := range m.entry[id].Get(key).Items {
		taken[n.Get("id").Text()] = true
	}
	own := item.Get("id")
	own.Value = free(own.Value, func(id string) bool { return taken[id] })
	return item
}

// alike reports whether two values say the same to people; ids of criteria are no matter.
func alike(a, b *strictyaml.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	return len(a.Items) == len(b.Items) && saying(a) == saying(b)
}

// saying is a value in words.
func saying(n *strictyaml.Node) string {
	if n.Kind != strictyaml.List {
		return phrase(n)
	}
	var all []string
	for _, item := range n.Items {
		all = append(all, phrase(item))
	}
	return strings.Join(all, "; ")
}

// phrase is what an item of a list says: a criterion's text, a reference's title, a code of a framework.
func phrase(n *strictyaml.Node) string {
	for _, key := range []string{"text", "title", "code", "every", "min"} {
		if n.Has(key) {
			return strings.TrimSpace(n.Get(key).Value)
		}
	}
	return strings.TrimSpace(n.Value)
}
