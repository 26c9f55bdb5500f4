package history_test

import (
	"crypto/sha1"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/signoff"
	"sojt/signoff/git"
	"sojt/signoff/history"
	"sojt/signoff/testkit"
)

// memory is a history without git: commits by name, each with its files.
type memory struct {
	names   []string // as they were made
	parents map[string][]string
	files   map[string]map[string]string // by commit and path: mode, a blank, content
	blobs   map[string]string
	clocks  map[string]int // commits whose clocks were wrong
}

func newMemory() *memory {
	return &memory{parents: map[string][]string{}, files: map[string]map[string]string{}, blobs: map[string]string{}}
}

// commit adds one; files are given as "path" or "120000 path" and content, and "" takes one away. What
// is not given is as in the first parent.
func (m *memory) commit(name, parents string, files ...string) {
	m.names = append(m.names, name)
	m.parents[name] = strings.Fields(parents)
	tree := map[string]string{}
	if len(m.parents[name]) > 0 {
		tree = maps.Clone(m.files[m.parents[name][0]])
	}
	for i := 0; i < len(files); i += 2 {
		path, content := files[i], files[i+1]
		mode, rest, ok := strings.Cut(path, " ")
		if !ok {
			mode, rest = "100644", path
		}
		if delete(tree, rest); content != "" {
			tree[rest] = mode + " " + content
		}
	}
	m.files[name] = tree
}

func (m *memory) version(commit, path string) git.Version {
	text, ok := m.files[commit][path]
	if !ok {
		return git.Version{}
	}
	var v git.Version
	mode, content, _ := strings.Cut(text, " ")
	fmt.Sscanf(mode, "%o", &v.Mode)
	v.ID = fmt.Sprintf("%x", sha1.Sum(fmt.Appendf(nil, "blob %d\x00%s", len(content), content)))
	m.blobs[v.ID] = content
	return v
}

func (m *memory) edges() iter.Seq2[git.Edge, error] {
	return func(yield func(git.Edge, error) bool) {
		for i, name := range slices.Backward(m.names) {
			for nth := range max(1, len(m.parents[name])) {
				e := git.Edge{Commit: name, Parents: m.parents[name], Nth: nth, Author: name + "@x", Committed: time.Unix(int64(m.made(name, i)), 0).UTC()}
				paths := slices.Sorted(maps.Keys(m.files[name]))
				for path := range m.files[e.Parent()] {
					if !slices.Contains(paths, path) {
						paths = append(paths, path)
					}
				}
				slices.Sort(paths)
				for _, path := range paths {
					if c := (git.Change{Path: path, Old: m.version(e.Parent(), path), New: m.version(name, path)}); c.Old != c.New {
						e.Changes = append(e.Changes, c)
					}
				}
				if !yield(e, nil) {
					return
				}
			}
		}
	}
}

func (m *memory) made(name string, i int) int {
	if at, ok := m.clocks[name]; ok {
		return at
	}
	return 1000 + i
}

func (m *memory) blob(id string) ([]byte, error) {
	content, ok := m.blobs[id]
	if !ok {
		return nil, errors.New("no such blob")
	}
	return []byte(content), nil
}

// question asks about the last commit, with the records that stand in their own learner's file of the
// folder.
func (m *memory) question(prefix string) history.Question {
	head := m.names[len(m.names)-1]
	q := history.Question{Program: program, Prefix: prefix, Lines: history.Lines{}}
	for path := range m.files[head] {
		v := m.version(head, path)
		q.Standing = append(q.Standing, git.File{Path: path, Version: v})
		home := strings.TrimPrefix(prefix+"/learners/", "/")
		if !strings.HasPrefix(path, home) || v.Mode != git.ModeFile {
			continue
		}
		for line := range strings.Lines(m.blobs[v.ID]) {
			object := strings.TrimPrefix(strings.TrimRight(line, "\r\n"), "- ")
			if r, err := signoff.Parse(object); err == nil && r.Program == program && strings.HasSuffix(path, "/"+r.Learner+".yaml") {
				q.Lines.Add(object)
			}
		}
	}
	q.Files = func(commit string) (files []git.File, err error) {
		for path := range m.files[commit] {
			files = append(files, git.File{Path: path, Version: m.version(commit, path)})
		}
		return files, nil
	}
	q.Leads = func(commit, to string) (bool, error) { return m.leads(commit, to), nil }
	return q
}

func (m *memory) leads(commit, to string) bool {
	return commit == to || slices.ContainsFunc(m.parents[to], func(parent string) bool { return m.leads(commit, parent) })
}

// said is what a history says, in few words.
func said(h *history.History, names map[string]string) string {
	var all []string
	for _, l := range h.Lost {
		text := fmt.Sprintf("lost %s %d %s<%s %s", names[l.Object], l.Cause, l.Commit, l.Parent, l.Path)
		if l.Now != "" {
			text += " now"
		}
		all = append(all, text)
	}
	for _, l := range h.Restored {
		all = append(all, fmt.Sprintf("restored %s %s<%s %s", names[l.Object], l.Commit, l.Parent, l.Path))
	}
	for _, l := range h.Healed {
		all = append(all, fmt.Sprintf("healed %s by %s %s<%s %s", names[l.Object], names[l.Original], l.Commit, l.Parent, l.Path))
	}
	for _, m := range h.Modes {
		all = append(all, fmt.Sprintf("mode %o>%o %s %s", m.Old, m.New, m.Commit, m.Path))
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

func TestHistoriesInMemory(t *testing.T) {
	names := map[string]string{}
	kit := func(program, learner string) func(string) string {
		g := testkit.New(uint64(len(names)))
		g.Program, g.Learner = program, learner
		return func(name string) string {
			text, err := g.Of("signoff").Line()
			if err != nil {
				t.Fatal(err)
			}
			names[text] = name
			return text
		}
	}
	ana, other, ben := kit(program, "ana"), kit("other", "ana"), kit(program, "ben")
	a1, a2, a3, b1, o1 := ana("a1"), ana("a2"), ana("a3"), ben("b1"), other("o1")
	change := func(text, name string, change func(*signoff.Record)) string {
		r, err := signoff.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		change(r)
		if err := r.Seal(); err != nil {
			t.Fatal(err)
		}
		text, _ = r.Line()
		if names[text] == "" {
			names[text] = name
		}
		return text
	}
	a1 = change(a1, "a1", func(r *signoff.Record) { r.Sig = "" })
	signed := change(a1, "signed", func(r *signoff.Record) { r.Sig = "c2lnbmVk" })
	edited := change(a1, "edited", func(r *signoff.Record) { r.Override = "for the better" })
	again := change(a1, "again", func(r *signoff.Record) { r.Override = "for the worse" })
	file := func(objects ...string) string {
		text := "learner: x\nname: - {\nrecords:\n"
		for _, o := range objects {
			text += "- " + o + "\n"
		}
		return text
	}
	windows := func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") }
	const f, g = "learners/ana.yaml", "learners/north/ana.yaml"
	for _, row := range []struct {
		name  string
		build func(m *memory)
		want  string
	}{
		{"appends", func(m *memory) { m.commit("1", "", f, file(a1)); m.commit("2", "1", f, file(a1, a2)) }, ""},
		{"inserts and a new order", func(m *memory) { m.commit("1", "", f, file(a1, a2)); m.commit("2", "1", f, file(a2, a3, a1)) }, ""},
		{"deleted", func(m *memory) { m.commit("1", "", f, file(a1, a2)); m.commit("2", "1", f, file(a2)) }, "lost a1 0 2<1 " + f},
		{"edited", func(m *memory) { m.commit("1", "", f, file(a1, a2)); m.commit("2", "1", f, file(edited, a2)) }, "lost a1 1 2<1 " + f + " now"},
		{"edited after the twin was there", func(m *memory) {
			m.commit("1", "", f, file(a1, a2))
			m.commit("2", "1", f, file(a1, a2, edited))
			m.commit("3", "2", f, file(a2, edited))
		}, "lost a1 1 3<2 " + f + " now"},
		{"signature stripped", func(m *memory) { m.commit("1", "", f, file(signed)); m.commit("2", "1", f, file(a1)) }, "lost signed 1 2<1 " + f + " now"},
		{"made unreadable", func(m *memory) { m.commit("1", "", f, file(a1)); m.commit("2", "1", f, file(a1+" ")) }, "lost a1 1 2<1 " + f},
		{"commented out", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, file()+"# - "+a1+"\n")
		}, "lost a1 0 2<1 " + f},
		{"file deleted", func(m *memory) { m.commit("1", "", f, file(a1)); m.commit("2", "1", f, "", "x", "x") }, "lost a1 2 2<1 " + f},
		{"file emptied", func(m *memory) { m.commit("1", "", f, file(a1)); m.commit("2", "1", f, "\x00") }, "lost a1 0 2<1 " + f},
		{"a link", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, "", "120000 "+f, file(a1))
		}, "lost a1 3 2<1 " + f + "; mode 100644>120000 2 " + f},
		{"a submodule", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, "", "160000 "+f, "x")
		}, "lost a1 3 2<1 " + f + "; mode 100644>160000 2 " + f},
		{"executable from the beginning", func(m *memory) {
			m.commit("1", "", "100755 "+f, file(a1))
			m.commit("2", "1", "100644 "+f, file(a1))
		}, "mode 0>100755 1 " + f},
		{"a link for the whole folder", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, "", "120000 learners", "elsewhere")
		}, "lost a1 2 2<1 " + f + "; mode 0>120000 2 learners"},
		{"one mode, seen over a merge", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", "100755 "+f, file(a1))
			m.commit("3", "1", "x", "x")
			m.commit("4", "2 3", "x", "x")
		}, "mode 100644>100755 2 " + f},
		{"a script beside the files", func(m *memory) { m.commit("1", "", "100755 learners/x.sh", "x") }, ""},
		{"moved", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, "", "learners/north/ana.yaml", file(a1, a2))
		}, ""},
		{"two files made one", func(m *memory) {
			m.commit("1", "", f, file(a1), "learners/north/ana.yaml", file(a2))
			m.commit("2", "1", f, file(a1, a2), "learners/north/ana.yaml", "")
		}, ""},
		{"moved to another learner", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, "", "learners/ben.yaml", file(a1))
		}, "lost a1 2 2<1 " + f},
		{"a copy with another learner is nothing", func(m *memory) {
			m.commit("1", "", f, file(a1), "learners/ben.yaml", file(a1, b1))
			m.commit("2", "1", "learners/ben.yaml", file(b1))
		}, ""},
		{"moved out of the learners", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, "", "people/ana.yaml", file(a1))
		}, "lost a1 2 2<1 " + f},
		{"moved to where no learner file is", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, "", "learners/ana.txt", file(a1))
		}, "lost a1 2 2<1 " + f},
		{"left behind when the program moved", func(m *memory) {
			m.commit("1", "", "old/"+f, file(a1), "old/learners/ben.yaml", file(b1))
			m.commit("2", "1", "old/learners/ben.yaml", "", "learners/ben.yaml", file(b1))
		}, "lost a1 4 2< old/" + f},
		{"copied when the program moved", func(m *memory) {
			m.commit("1", "", "old/"+f, file(a1))
			m.commit("2", "1", f, file(a1))
			m.commit("3", "2", "old/"+f, "", "x", "x")
		}, ""},
		{"another program's", func(m *memory) { m.commit("1", "", f, file(a1, o1)); m.commit("2", "1", f, file(a1)) }, ""},
		{"no records", func(m *memory) {
			m.commit("1", "", f, file(a1)+"- {\"program\":\""+program+"\",\"learner\":\"ana\"}\n-\n- "+strings.Repeat("x", 1<<20))
			m.commit("2", "1", f, file(a1))
		}, ""},
		{"line ends", func(m *memory) {
			m.commit("1", "", f, file(a1, a2))
			m.commit("2", "1", f, windows(file(a1, a2)))
			m.commit("3", "2", f, strings.TrimSuffix(file(a1, a2), "\n"))
			m.commit("4", "3", f, file(a1, a2))
		}, ""},
		{"repeated and then once", func(m *memory) {
			m.commit("1", "", f, file(a1, a2, a1))
			m.commit("2", "1", f, file(a1, a2))
			m.commit("3", "2", f, file(a1, a2, a2))
			m.commit("4", "3", f, file(a1, a2))
		}, ""},
		{"an upper-case name holds too", func(m *memory) {
			m.commit("1", "", "learners/ana.YML", file(a1))
			m.commit("2", "1", "learners/ana.YML", "", "x", "x")
		}, "lost a1 2 2<1 learners/ana.YML"},
		{"restored", func(m *memory) {
			m.commit("1", "", f, file(a1, a2))
			m.commit("2", "1", f, file(a2))
			m.commit("3", "2", f, file(a2, a1))
		}, "restored a1 2<1 " + f},
		{"lost, back and lost again", func(m *memory) {
			m.commit("1", "", f, file(a1, a2))
			m.commit("2", "1", f, file(a2))
			m.commit("3", "2", f, file(a2, a1))
			m.commit("4", "3", f, file(a2))
			m.commit("5", "4", f, file(a2, a3))
		}, "lost a1 0 4<3 " + f},
		{"dropped by a merge that took ours", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, file(a1, a2))
			m.commit("3", "1", f, file(a1, a3))
			m.commit("4", "2 3", "x", "x")
		}, "lost a3 0 4<3 " + f},
		{"dropped by a merge from both", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, file(a1, a2))
			m.commit("3", "1", f, file(a1, a3))
			m.commit("4", "2 3", f, file(a2, a3))
		}, "lost a1 0 4<2 " + f},
		{"copied to and fro", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", g, file(a1))
			m.commit("3", "2", f, file(a2))
			m.commit("4", "3", f, file(a1, a2))
			m.commit("5", "4", g, "")
		}, ""},
		{"an edit, and the original again", func(m *memory) {
			m.commit("1", "", f, file(a1, a2))
			m.commit("2", "1", f, file(edited, a2))
			m.commit("3", "2", f, file(a1, a2))
			m.commit("4", "3", f, file(a1, a2, a3))
		}, "healed edited by a1 3<2 " + f + "; restored a1 2<1 " + f},
		{"an edit that went before the original came again", func(m *memory) {
			m.commit("1", "", f, file(a1, a2))
			m.commit("2", "1", f, file(edited, a2))
			m.commit("3", "2", f, file(a2))
			m.commit("4", "3", f, file(a2, a1))
		}, "healed edited by a1 3<2 " + f + "; restored a1 2<1 " + f},
		{"an edit of an edit", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, file(edited))
			m.commit("3", "2", f, file(again))
			m.commit("4", "3", f, file(a1))
		}, "healed again by a1 4<3 " + f + "; healed edited by a1 3<2 " + f + "; restored a1 2<1 " + f},
		{"an edit in two steps", func(m *memory) {
			m.commit("1", "", f, file(a1, a2))
			m.commit("2", "1", f, file(a2))
			m.commit("3", "2", f, file(edited, a2))
			m.commit("4", "3", f, file(a1, a2))
		}, "healed edited by a1 4<3 " + f + "; restored a1 2<1 " + f},
		{"a signature put on, and taken off", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, file(signed))
			m.commit("3", "2", f, file(a1))
		}, "healed signed by a1 3<2 " + f + "; restored a1 2<1 " + f},
		{"a signature taken off, and put on", func(m *memory) {
			m.commit("1", "", f, file(signed))
			m.commit("2", "1", f, file(a1))
			m.commit("3", "2", f, file(signed))
		}, "healed a1 by signed 3<2 " + f + "; restored signed 2<1 " + f},
		{"an edit on a branch, merged", func(m *memory) {
			m.commit("0", "", f, file())
			m.commit("old", "0", "x", "x")
			m.commit("1", "0", f, file(a1))
			m.commit("2", "1", f, file(edited))
			m.commit("3", "1", f, file(a1, a2))
			m.commit("4", "3 2", f, file(edited, a2))
			m.commit("5", "4 old", "y", "y")
			m.commit("6", "5", f, file(a1, a2))
		}, "healed edited by a1 6<5 " + f + "; restored a1 4<3 " + f},
		{"an edit that was squashed, and merged after that", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, file(edited))
			m.commit("3", "2", f, file(edited, a3))
			m.commit("4", "1", f, file(a1, a2))
			m.commit("5", "4", f, file(edited, a2, a3))
			m.commit("6", "5", f, file(a1, a2, a3))
			m.commit("7", "6 3", "x", "x")
		}, "healed edited by a1 7<3 " + f + "; restored a1 5<4 " + f},
		{"two twins, and the later one went", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, file(a1, edited))
			m.commit("3", "2", f, file(a1))
		}, "healed edited by a1 3<2 " + f},
		{"two twins, and the earlier one went", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, file(a1, edited))
			m.commit("3", "2", f, file(edited))
		}, "lost a1 1 3<2 " + f + " now"},
		{"twins in two files", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", g, file(edited))
			m.commit("3", "2", g, "")
		}, "healed edited by a1 3<2 " + g},
		{"twins that came at once", func(m *memory) {
			m.commit("1", "", f, file(a1, edited))
			m.commit("2", "1", f, file(a1))
		}, "lost edited 1 2<1 " + f + " now"},
		{"an edit passed off as the original", func(m *memory) {
			m.commit("1", "", f, file(a2))
			m.commit("2", "1", f, file(a1, a2))
			m.commit("3", "2", f, file(edited, a2))
		}, "lost a1 1 3<2 " + f + " now"},
		{"an edit passed off as the original on a branch from before", func(m *memory) {
			m.commit("1", "", f, file(a2))
			m.commit("2", "1", f, file(a1, a2))
			m.commit("3", "1", f, file(edited, a2))
			m.commit("4", "3", f, file(edited, a1, a2))
			m.commit("5", "4", f, file(edited, a2))
			m.commit("6", "2 5", f, file(edited, a2))
		}, "lost a1 1 6<2 " + f + " now"},
		{"an edit passed off as the original, both moved to another file", func(m *memory) {
			m.commit("1", "", f, file(a1, a2))
			m.commit("2", "1", f, file(a2), g, file(edited))
			m.commit("3", "2", f, file(a1, a2))
			m.commit("4", "3", f, file(a2))
		}, "lost a1 0 4<3 " + f},
		{"an edit that came without the original once", func(m *memory) {
			m.commit("0", "", f, file())
			m.commit("1", "0", f, file(a1))
			m.commit("2", "1", f, file(edited))
			m.commit("3", "0", f, file(edited))
			m.commit("4", "2 3", f, file(edited))
			m.commit("5", "4", f, file(a1))
		}, "lost edited 1 5<4 " + f + " now; restored a1 2<1 " + f},
		{"merged", func(m *memory) {
			m.commit("1", "", f, file(a1))
			m.commit("2", "1", f, file(a1, a2))
			m.commit("3", "1", f, file(a1, a3))
			m.commit("4", "2 3", f, file(a1, a2, a3))
		}, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			m := newMemory()
			row.build(m)
			h, err := history.Read(m.edges(), m.blob, m.question(""))
			if err != nil {
				t.Fatal(err)
			}
			if got := said(h, names); got != row.want {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
		})
	}
}

func TestTrace(t *testing.T) {
	kit := testkit.New(5)
	kit.Program, kit.Learner = program, "ana"
	var lines []string
	text := "learner: ana\nrecords:\n"
	with := func() string {
		line, _ := kit.Record().Line()
		lines = append(lines, line)
		text += "- " + line + "\n"
		return text
	}
	m := newMemory()
	m.commit("root", "", "a/sojt.yaml", "1", "a/learners/ana.yaml", with())
	m.commit("plain", "root", "a/learners/ana.yaml", with())
	m.commit("side", "root", "a/learners/ana.yaml", text+"- "+"\n")
	m.commit("role", "plain", "a/roles/cook.yaml", "1")
	m.commit("merge", "role side", "a/learners/ana.yaml", with())
	m.commit("moved", "merge", "a/learners/ana.yaml", "", "b/learners/ana.yaml", text, "a/sojt.yaml", "", "b/sojt.yaml", "1")
	m.commit("last", "moved", "b/learners/ana.yaml", with(), "b/learners/roles/x.yaml", "no definition")
	q := m.question("b")
	h, err := history.Read(m.edges(), m.blob, q)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"root a root root", "plain a root plain", "merge a role merge", "last b moved last"} {
		got, ok := h.Trace(lines[i])
		if says := got.Landed.Commit + " " + got.Landed.Prefix + " " + got.Landed.Definitions + " " + got.Introduced.Commit; !ok || says != want || got.Landed.Path != got.Landed.Prefix+"/learners/ana.yaml" || got.Introduced.Author != got.Introduced.Commit+"@x" {
			t.Errorf("record %d: %q, expected %q", i, says, want)
		}
	}
	if _, ok := h.Trace("nothing"); ok {
		t.Error("a trace of nothing")
	}
	var changes []string
	for _, d := range h.Definitions {
		changes = append(changes, d.Commit+" "+strings.Join(d.Paths, ","))
	}
	if got := strings.Join(changes, "; "); got != "moved a/sojt.yaml,b/sojt.yaml; role a/roles/cook.yaml; root a/sojt.yaml" {
		t.Errorf("definitions: %s", got)
	}
}

// What cannot be read leaves the history unknown, and the error says where.
func TestReadFails(t *testing.T) {
	m := newMemory()
	m.commit("1", "", "learners/ana.yaml", "x")
	m.commit("2", "1", "learners/ana.yaml", "y")
	cause := errors.New("the disk is gone")
	q := m.question("")
	_, err := history.Read(m.edges(), func(string) ([]byte, error) { return nil, cause }, q)
	if !errors.Is(err, cause) || !strings.Contains(err.Error(), `commit 2: "learners/ana.yaml"`) {
		t.Errorf("got %v", err)
	}
	_, err = history.Read(func(yield func(git.Edge, error) bool) { yield(git.Edge{}, cause) }, m.blob, q)
	if !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
	q.Prefix = "elsewhere"
	_, err = history.Read(m.edges(), func(string) ([]byte, error) { return nil, cause }, q)
	if !errors.Is(err, cause) || !strings.Contains(err.Error(), `"learners/ana.yaml"`) {
		t.Errorf("got %v", err)
	}
}
