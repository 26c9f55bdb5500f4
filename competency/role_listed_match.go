package competency

import (
	"cmp"
	"slices"
	"strings"

	"sojt/competency/strictyaml"
	"sojt/competency/text"
)

// likeness is one way in which a listed competency and an entry can be the same: both say one thing.
type likeness struct {
	listed func(l *Listed) string
	entry  func(n *strictyaml.Node) []string
}

// match finds the entry of each listed competency: by id, by its code in its framework, by title where codes
// moved, by code, by what its id would be, by title.
func (m *merge) match() {
	codes := map[string]bool{}
	for _, l := range m.List {
		codes[l.Code] = true
	}
	used := map[string]bool{}
	certain, likely := m.certain(), m.likely(codes)
	m.alike(certain, used)
	m.moved(used)
	m.alike(likely, used)
}

// alike finds entries by each likeness in turn; those that are in force come before those that are retired.
func (m *merge) alike(all []likeness, used map[string]bool) {
	entries := slices.Clone(m.entries())
	slices.SortStableFunc(entries, func(a, b *strictyaml.Node) int {
		return cmp.Compare(len(a.Get("retired").Text()), len(b.Get("retired").Text()))
	})
	for _, same := range all {
		by := map[string][]string{}
		for _, n := range entries {
			if used[entryID(n)] {
				continue
			}
			for _, said := range same.entry(n) {
				if id := entryID(n); id != "" {
					by[said] = append(by[said], id)
				}
			}
		}
		for i := range m.List {
			said := same.listed(&m.List[i])
			if m.out.IDs[i] != "" || said == "" {
				continue
			}
			for len(by[said]) > 0 && used[by[said][0]] {
				by[said] = by[said][1:]
			}
			if all := by[said]; len(all) > 0 {
				m.out.IDs[i], used[all[0]] = all[0], true
			}
		}
	}
}

// own is what a row says that is no use of a shared competency.
func own(said func(l *Listed) string) func(l *Listed) string {
	return func(l *Listed) string {
		if l.Use != "" {
			return ""
		}
		return said(l)
	}
}

// certain are the likenesses that no change of words or codes touches.
func (m *merge) certain() []likeness {
	return []likeness{
		{func(l *Listed) string { return l.Use }, func(n *strictyaml.Node) []string { return []string{n.Get("use").Text()} }},
		{own(func(l *Listed) string { return l.ID }), func(n *strictyaml.Node) []string { return []string{n.Get("id").Text()} }},
		{own((*Listed).aligned), aligned},
	}
}

// likely are those by which the rest is found.
func (m *merge) likely(codes map[string]bool) []likeness {
	title := func(n *strictyaml.Node) []string { return []string{text.Fold(n.Get("title").Text())} }
	made := func(coded bool) func(l *Listed) string {
		return own(func(l *Listed) string {
			if (l.Code != "") != coded {
				return ""
			}
			return l.named(m.prefix(), func(string) bool { return false })
		})
	}
	return []likeness{
		{own(func(l *Listed) string { return l.Code }), func(n *strictyaml.Node) []string { return []string{codeOf(n)} }},
		{made(true), m.idOfCode},
		{own(func(l *Listed) string {
			if l.Code != "" {
				return ""
			}
			return l.Title
		}), title},
		{own(func(l *Listed) string { return l.Title }), func(n *strictyaml.Node) []string {
			if c := codeOf(n); c != "" && codes[c] {
				return nil
			}
			return title(n)
		}},
		{made(false), func(n *strictyaml.Node) []string { return []string{n.Get("id").Text()} }},
	}
}

// idOfCode is the id of an entry as what a code makes: of one whose code a list changed, the id is that of a
// code it no longer has.
func (m *merge) idOfCode(n *strictyaml.Node) []string {
	id := n.Get("id").Text()
	if id == "" || n.Has("code") && slug(codeOf(n), text.MaxID) != strings.TrimPrefix(id, m.prefix()+"-") && !m.person(id, "code") {
		return nil
	}
	return []string{id}
}

// aligned is where a listed competency stands in its framework, "" for nowhere.
func (l *Listed) aligned() string {
	if l.Align == nil {
		return ""
	}
	return l.Align.Code
}

func aligned(n *strictyaml.Node) []string {
	var codes []string
	if align := n.Get("align"); align != nil {
		for _, a := range align.Items {
			codes = append(codes, a.Get("code").Text())
		}
	}
	return codes
}
