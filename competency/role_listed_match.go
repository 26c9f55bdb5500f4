package competency

import (
	"sojt/competency/strictyaml"
	"sojt/competency/text"
)

// likeness is one way in which a listed competency and an entry can be the same: both say one thing.
type likeness struct {
	listed func(l *Listed) string
	entry  func(n *strictyaml.Node) []string
}

// match finds the entry of each listed competency: by id, by its code in its framework, by code, by what its
// id would be, by title.
func (m *merge) match() {
	codes := map[string]bool{}
	for _, l := range m.List {
		codes[l.Code] = true
	}
	used := map[string]bool{}
	for _, same := range m.likenesses(codes) {
		by := map[string][]string{}
		for _, n := range m.entries() {
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

func (m *merge) likenesses(codes map[string]bool) []likeness {
	id := func(n *strictyaml.Node) []string { return []string{n.Get("id").Text()} }
	code := func(n *strictyaml.Node) string { return text.Fold(n.Get("code").Text()) }
	title := func(n *strictyaml.Node) []string { return []string{text.Fold(n.Get("title").Text())} }
	own := func(said func(l *Listed) string) func(l *Listed) string {
		return func(l *Listed) string {
			if l.Use != "" {
				return ""
			}
			return said(l)
		}
	}
	return []likeness{
		{func(l *Listed) string { return l.Use }, func(n *strictyaml.Node) []string { return []string{n.Get("use").Text()} }},
		{own(func(l *Listed) string { return l.ID }), id},
		{own((*Listed).aligned), aligned},
		{own(func(l *Listed) string { return l.Code }), func(n *strictyaml.Node) []string { return []string{code(n)} }},
		{own(func(l *Listed) string {
			if l.Code == "" {
				return ""
			}
			return l.named(m.prefix(), func(string) bool { return false })
		}), id},
		{own(func(l *Listed) string {
			if l.Code != "" {
				return ""
			}
			return l.Title
		}), title},
		{own(func(l *Listed) string { return l.Title }), func(n *strictyaml.Node) []string {
			if c := code(n); c != "" && codes[c] {
				return nil
			}
			return title(n)
		}},
		{own(func(l *Listed) string {
			if l.Code != "" {
				return ""
			}
			return l.named(m.prefix(), func(string) bool { return false })
		}), id},
	}
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
