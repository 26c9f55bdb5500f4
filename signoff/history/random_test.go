package history_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"sojt/signoff"
	"sojt/signoff/testkit"
)

// program is the id of the program in all histories made up here.
const program = "bistro-k3v9"

// snapshot is what one commit holds.
type snapshot struct {
	prefix string
	files  map[string]file // by learner
	set    int             // of the definitions
	notes  int             // of a file that is nobody's business
}

// file is a learner's file.
type file struct {
	folder  string // beneath learners/
	header  int
	windows bool     // its line ends
	mode    string   // of git, "" for an ordinary file
	records []string // record lines, in order
}

func (s snapshot) clone() snapshot {
	s.files = maps.Clone(s.files)
	for learner, f := range s.files {
		f.records = slices.Clone(f.records)
		s.files[learner] = f
	}
	return s
}

func (s snapshot) learners() []string { return slices.Sorted(maps.Keys(s.files)) }

func (s snapshot) in(name string) string { return strings.TrimPrefix(s.prefix+"/"+name, "/") }

func (s snapshot) path(learner string) string {
	return s.in("learners/" + s.files[learner].folder + learner + ".yaml")
}

// holds gives the record lines of the commit.
func (s snapshot) holds() map[string]bool {
	all := map[string]bool{}
	for _, f := range s.files {
		for _, r := range f.records {
			if f.mode != "120000" {
				all[r] = true
			}
		}
	}
	return all
}

// node is a commit.
type node struct {
	mark    int
	parents []*node
	snapshot
}

// random makes a history: clones that append, branch, merge, squash, rebase and move files about.
type random struct {
	*rand.Rand
	commits []*node // in the order they were made
	heads   []*node
	records map[string]*signoff.Record
	kits    map[string]*testkit.Generator
	next    int // mark
}

func newRandom(seed uint64, mark int) *random {
	return &random{
		Rand: rand.New(rand.NewPCG(seed, 7)), next: mark,
		records: map[string]*signoff.Record{}, kits: map[string]*testkit.Generator{},
	}
}

func (r *random) commit(s snapshot, parents ...*node) *node {
	n := &node{mark: r.next, parents: parents, snapshot: s.clone()}
	r.next++
	r.commits = append(r.commits, n)
	return n
}

// record makes a record line of a learner.
func (r *random) record(learner string) string {
	kit := r.kits[learner]
	if kit == nil {
		kit = testkit.New(r.Uint64())
		kit.Program, kit.Learner = program, learner
		r.kits[learner] = kit
	}
	return r.line(kit.Record())
}

func (r *random) line(record *signoff.Record) string {
	text, err := record.Line()
	if err != nil {
		panic(err) // the kit made it
	}
	r.records[text] = record
	return text
}

// grow makes n commits and then puts all heads together.
func (r *random) grow(n int) *node {
	first := snapshot{files: map[string]file{}}
	for _, learner := range []string{"ana", "ben", "cleo"} {
		first.files[learner] = file{records: []string{r.record(learner)}}
	}
	r.heads = []*node{r.commit(first)}
	return r.more(n)
}

// more goes on from the only head.
func (r *random) more(n int) *node {
	for range n {
		r.step()
	}
	for len(r.heads) > 1 {
		r.merge(0, len(r.heads)-1)
	}
	return r.heads[0]
}

// step is one act at one of the heads.
func (r *random) step() {
	i := r.IntN(len(r.heads))
	j := r.IntN(len(r.heads))
	head := r.heads[i]
	switch act := r.IntN(20); {
	case act < 3 && len(r.heads) < 5:
		r.heads = append(r.heads, head)
	case act < 5 && i != j:
		r.merge(i, j)
	case act == 5 && len(r.heads) > 2:
		r.octopus()
	case act == 6 && i != j: // squash: as a merge, without the parent
		r.heads[i] = r.commit(union(head.snapshot, r.heads[j].snapshot), head)
		r.drop(j)
	case act == 7 && i != j: // rebase: each line anew, then the old branch is left
		s := head.snapshot.clone()
		for learner, f := range r.heads[j].files {
			for _, text := range f.records {
				if !head.holds()[text] && r.IntN(2) == 0 {
					s = add(s, learner, text)
					r.heads[i] = r.commit(s, r.heads[i])
				}
			}
		}
		r.heads[i] = r.commit(union(r.heads[i].snapshot, r.heads[j].snapshot), r.heads[i])
		r.drop(j)
	case act == 8 && i != j: // cherry-pick, and both go on
		learner := r.learner(r.heads[j])
		records := r.heads[j].files[learner].records
		r.heads[i] = r.commit(add(head.snapshot, learner, records[r.IntN(len(records))]), head)
	case act < 12:
		r.heads[i] = r.commit(r.edit(head.snapshot), head)
	case act == 12: // a history of its own
		learner := fmt.Sprintf("new-%d", r.next)
		r.heads = append(r.heads, r.commit(snapshot{prefix: head.prefix, files: map[string]file{learner: {records: []string{r.record(learner)}}}}))
	default:
		learner := r.learner(head)
		s := head.snapshot
		for range 1 + r.IntN(3) {
			s = add(s, learner, r.record(learner))
		}
		r.heads[i] = r.commit(s, head)
	}
}

func (r *random) learner(n *node) string {
	all := n.learners()
	return all[r.IntN(len(all))]
}

func (r *random) drop(i int) { r.heads = slices.Delete(r.heads, i, i+1) }

func (r *random) merge(i, j int) {
	r.heads[i] = r.commit(union(r.heads[i].snapshot, r.heads[j].snapshot), r.heads[i], r.heads[j])
	r.drop(j)
}

func (r *random) octopus() {
	s := r.heads[0].snapshot
	for _, h := range r.heads[1:] {
		s = union(s, h.snapshot)
	}
	r.heads = []*node{r.commit(s, r.heads...)}
}

// edit changes what is no record.
func (r *random) edit(s snapshot) snapshot {
	s = s.clone()
	learner := s.learners()[r.IntN(len(s.files))]
	f := s.files[learner]
	switch r.IntN(8) {
	case 0:
		f.header++
	case 1:
		f.folder = []string{"", "north/", "Süd \"x\"\n/", "learners/", "\xff/"}[r.IntN(5)]
	case 2:
		s.prefix = []string{"", "kitchen", "training/kitchen", "new\tplace"}[r.IntN(4)]
	case 3:
		s.set++
	case 4:
		s.notes++
	case 5:
		f.windows = !f.windows
	case 6:
		f.records = append(f.records, f.records[r.IntN(len(f.records))])
	case 7:
		r.Shuffle(len(f.records), func(i, j int) { f.records[i], f.records[j] = f.records[j], f.records[i] })
	}
	s.files[learner] = f
	return s
}

func add(s snapshot, learner, text string) snapshot {
	s = s.clone()
	f := s.files[learner]
	f.records = append(f.records, text)
	s.files[learner] = f
	return s
}

// union is a merge as sojt's attributes make it.
func union(a, b snapshot) snapshot {
	s := a.clone()
	for learner, f := range b.files {
		for _, text := range f.records {
			if !slices.Contains(s.files[learner].records, text) {
				s = add(s, learner, text)
			}
		}
	}
	s.set = max(a.set, b.set)
	return s
}

// writeTo writes the history as a stream for git fast-import, as a branch of that name.
func (r *random) writeTo(out *bytes.Buffer, branch string) {
	data := func(text string) { fmt.Fprintf(out, "data %d\n%s\n", len(text), text) }
	for _, n := range r.commits {
		if len(n.parents) == 0 {
			fmt.Fprintf(out, "reset refs/heads/%s\n\n", branch)
		}
		fmt.Fprintf(out, "commit refs/heads/%s\nmark :%d\nauthor A <%s> %d +0000\ncommitter C <c@x> %[4]d +0000\n", branch, n.mark, author(n), made(n))
		data([]string{"", "one line", "two\nlines\n\n:100644 100644 a b M", "commit 0\n\x1b[31m"}[n.mark%4])
		for i, p := range n.parents {
			fmt.Fprintf(out, "%s :%d\n", []string{"from", "merge"}[min(i, 1)], p.mark)
		}
		out.WriteString("deleteall\n")
		file := func(mode, path, text string) {
			fmt.Fprintf(out, "M %s inline %s\n", mode, quoted(path))
			data(text)
		}
		file("100644", n.in("sojt.yaml"), fmt.Sprintf("program: %s # %d\n", program, n.set))
		file("100644", "notes.txt", fmt.Sprint(n.notes))
		for _, learner := range n.learners() {
			f := n.files[learner]
			file(cmpOr(f.mode, "100644"), n.path(learner), f.text(learner))
		}
	}
}

func cmpOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

func (f file) text(learner string) string {
	text := fmt.Sprintf("learner: %s\nname: %d\nrecords:\n", learner, f.header)
	for _, object := range f.records {
		text += "- " + object + "\n"
	}
	if f.windows {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

func author(n *node) string { return fmt.Sprintf("%d@x", n.mark) }

// made is when: clocks differ by hours, and parents may be younger than their children.
func made(n *node) int { return 1_700_000_000 + 1000*n.mark - 7000*(n.mark%3) }

func quoted(path string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(path) + `"`
}
