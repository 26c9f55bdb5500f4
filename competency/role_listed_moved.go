package competency

import (
	"fmt"
	"slices"
	"strings"

	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/competency/text"
)

// placed is an entry, or a row of a list, as the two are compared where codes moved.
type placed struct {
	id, code, group string
	titles          []string // of an entry also what the list called it, where a person calls it otherwise
	row             int
}

// sameness is one way in which a row and an entry are the same whatever the code was; where several are, they
// are so in their order, or not at all. What the title alone says may be meant in two ways.
type sameness struct {
	key     func(p *placed, title string) string
	several bool
	twoWays bool
}

func samenesses() []sameness {
	return []sameness{
		{func(p *placed, title string) string { return p.code + "\x00" + title + "\x00" + p.group }, true, false},
		{headed, false, false},
		{func(_ *placed, title string) string { return title }, false, true},
		{func(p *placed, title string) string { return p.code + "\x00" + title }, true, false},
	}
}

// moved finds the entries that stand under another code than before, as they do below a row that was put into a
// numbered list, or taken out of it: by title, and by heading where several have that title. Records name ids:
// an entry that took the words of its neighbour would have people competent in what nobody saw. What can be
// meant in two ways is a problem.
func (m *merge) moved(used map[string]bool) {
	live, ended := m.placedEntries()
	doubtful := m.doubtful(live)
	for _, entries := range [][]*placed{live, ended} {
		for _, same := range samenesses() {
			by := keyed(entries, same)
			rows := m.openRows()
			wanted := keyed(rows, same)
			for _, r := range rows {
				key := same.key(r, r.titles[0])
				all := wanted[key]
				found := slices.DeleteFunc(by[key], func(e *placed) bool { return used[e.id] })
				switch {
				case all[0] != r || len(found) == 0,
					!same.several && len(all)+len(found) > 2,
					doubtful[headed(r, r.titles[0])],
					same.twoWays && m.twoWays(r, found[0], live):
					continue
				}
				for k := range min(len(all), len(found)) {
					m.out.IDs[all[k].row], used[found[k].id] = found[k].id, true
				}
			}
		}
	}
	m.unclear(live, used)
}

// headed is a title with the heading above it.
func headed(p *placed, title string) string { return title + "\x00" + p.group }

// doubtful are the titles that several have under one heading, where the codes of these moved: what has the
// code of one of them now may be another.
func (m *merge) doubtful(live []*placed) map[string]bool {
	by := sameness{key: headed}
	rows, entries := keyed(m.openRows(), by), keyed(live, by)
	lack := func(some, others []*placed) bool {
		return slices.ContainsFunc(some, func(p *placed) bool {
			return !slices.ContainsFunc(others, func(o *placed) bool { return o.code == p.code })
		})
	}
	found := map[string]bool{}
	for key, all := range entries {
		if len(all) > 1 && lack(all, rows[key]) && lack(rows[key], all) {
			found[key] = true
		}
	}
	return found
}

func keyed(all []*placed, same sameness) map[string][]*placed {
	by := map[string][]*placed{}
	for _, p := range all {
		for _, title := range p.titles {
			key := same.key(p, title)
			by[key] = append(by[key], p)
		}
	}
	return by
}

// openRows are the rows whose entry is not found yet, but for those that say which it is.
func (m *merge) openRows() []*placed {
	var rows []*placed
	for i := range m.List {
		if l := &m.List[i]; m.out.IDs[i] == "" && l.Use == "" && l.ID == "" && l.Title != "" {
			rows = append(rows, &placed{code: l.Code, group: bareGroup(l.Group), titles: []string{alikeTitle(l.Title)}, row: i})
		}
	}
	return rows
}

// placedEntries are the entries that are in force, and those that are retired. What a list called them is asked
// for where a code has another title now.
func (m *merge) placedEntries() (live, ended []*placed) {
	titles := map[string]string{}
	for _, l := range m.List {
		titles[l.Code] = alikeTitle(l.Title)
	}
	differ := false
	for _, n := range m.entries() {
		title := alikeTitle(n.Get("title").Text())
		if entryID(n) == "" || n.Has("use") || title == "" {
			continue
		}
		p := &placed{id: entryID(n), code: codeOf(n), group: bareGroup(n.Get("group").Text()), titles: []string{title}}
		if n.Has("retired") {
			ended = append(ended, p)
			continue
		}
		live = append(live, p)
		differ = differ || p.code != "" && titles[p.code] != "" && titles[p.code] != title
	}
	if differ && m.history() {
		for _, p := range live {
			if was := alikeTitle(m.own[p.id]["title"].listed); was != "" && was != p.titles[0] {
				p.titles = append(p.titles, was)
			}
		}
	}
	return live, ended
}

// twoWays reports whether a row that has an entry's title, under another code and heading, leaves a row that
// would be the same entry in other words, and says so.
func (m *merge) twoWays(r, e *placed, live []*placed) bool {
	if r.code == e.code || r.group == e.group || e.code == "" || r.group == "" || e.group == "" {
		return false
	}
	known := map[string]bool{}
	for _, o := range live {
		for _, title := range o.titles {
			known[title] = true
		}
	}
	for _, other := range m.openRows() {
		if other.code == e.code && other.group == e.group && !known[other.titles[0]] {
			m.refuse(r, []string{e.id}, fmt.Sprintf("it has the title of %s, and %s has its code %s", e.id, m.List[other.row].Place, e.code))
			return true
		}
	}
	return false
}

// unclear refuses rows that have the title of several entries, where their codes moved.
func (m *merge) unclear(live []*placed, used map[string]bool) {
	codes, byCode, byTitle := map[string]bool{}, map[string]*placed{}, map[string][]*placed{}
	for _, l := range m.List {
		codes[l.Code] = true
	}
	for _, e := range live {
		byCode[e.code] = e
		for _, title := range e.titles {
			if !used[e.id] {
				byTitle[title] = append(byTitle[title], e)
			}
		}
	}
	for _, r := range m.openRows() {
		could := byTitle[r.titles[0]]
		renumbered := byCode[r.code] != nil || slices.ContainsFunc(could, func(e *placed) bool { return codes[e.code] })
		if r.code == "" || len(could) == 0 || !renumbered {
			continue
		}
		var ids []string
		for _, e := range could {
			ids = append(ids, e.id)
		}
		m.refuse(r, ids, "the codes moved, and its title is that of "+text.Join(ids, "and"))
	}
}

// refuse says that it cannot be told which entry a row is.
func (m *merge) refuse(r *placed, ids []string, why string) {
	l := &m.List[r.row]
	if slices.ContainsFunc(m.problems, func(p diag.Problem) bool { return p.Pos == l.Place }) {
		return
	}
	m.problems.Errorf(CodeTwice, l.Place, "it cannot be told which entry %s %q is: %s", l.Code, strictyaml.Shorten(l.Title), why).
		Hint = fmt.Sprintf("give the list a column of ids, empty but for this row, in which it says %s, or another id if it is new: --map id=HEADER; "+
		"or write the new code: of these entries into %s, and commit it", strings.Join(ids, " or "), m.File())
}

func codeOf(n *strictyaml.Node) string { return text.Fold(n.Get("code").Text()) }

// alikeTitle is a title as two of them are compared.
func alikeTitle(title string) string {
	return strings.TrimRight(strings.ToLower(text.Fold(title)), ".:; ")
}

// bareGroup is a heading without the number before it, which moves with the rows.
func bareGroup(group string) string {
	words := strings.Fields(strings.ToLower(text.Fold(group)))
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return strings.ContainsAny(w, "0123456789") || len(w) == 1 }), " ")
}
