package signoff

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sojt/competency"
)

// several makes a program out of a seed, and what might be recorded of some learners of it.
func several(t *testing.T, seed uint64) (*world, []*Learner) {
	w, _ := somebody(t, seed)
	all := []*Learner{w.learner("mia")}
	c := chance{rand.New(rand.NewPCG(seed, 11))}
	for range 3 {
		delete(w.learners, "mia")
		w.add("learner mia email=MIA@bistro.example")
		for i := range 2 + c.IntN(40) {
			w.add(c.line(i))
		}
		all = append(all, w.learner("mia"))
	}
	return w, all
}

// lend gives a learner whose records are read as reports read them: not identified yet.
func lend(t *testing.T, l *Learner) *Learner {
	lent := *l
	lent.Records = make([]*Record, len(l.Records))
	for i, r := range l.Records {
		text, err := r.Line()
		if err != nil {
			t.Fatal(err)
		}
		lent.Records[i] = new(Record)
		if !new(Parser).Quick(text, lent.Records[i]) {
			t.Fatalf("%s is not read quickly", text)
		}
	}
	return &lent
}

// difference says in what two standings differ, records compared by id and signature; "" for nothing.
func difference(got, want *Standings) string {
	byName := cmp.Options{
		cmp.AllowUnexported(Cell{}), cmpopts.IgnoreFields(Standings{}, "Learner", "history"),
		cmp.Comparer(func(a, b *competency.Role) bool { return a == b }),
		cmp.Comparer(func(a, b *competency.Entry) bool { return a == b }),
		cmp.Comparer(func(a, b *Record) bool { return name(a) == name(b) }),
	}
	return cmp.Diff(want, got, byName) + cmp.Diff(answers(want), answers(got))
}

func name(r *Record) string {
	if r == nil {
		return "-"
	}
	return r.ID + r.Sig
}

// answers is what the methods of standings say.
func answers(s *Standings) string {
	var b strings.Builder
	for _, r := range s.Learner.Records {
		d := r.Identify()
		fmt.Fprintln(&b, name(r), name(s.Record(d)), name(s.TakenBack(d)), name(s.RevokedLater(d)), s.Authorised(r))
	}
	told := s.Told()
	for _, r := range s.Roles {
		fmt.Fprintln(&b, r.Role.ID, s.Enrolments(r.Role.ID), s.Unpaused(r.Role.ID, r.Start))
		for i := range r.Cells {
			id := r.Cells[i].Entry.ID
			days, runs, ok := s.Took(id)
			fmt.Fprintln(&b, id, days, runs, ok, s.RoleFor(id))
			for _, r := range told[id] {
				fmt.Fprintln(&b, "  ", name(r))
			}
		}
		part := r.Part(func(c *Cell) bool { return c.Standing != StandsNone })
		fmt.Fprintln(&b, part.Tally, part.NextDue)
	}
	for _, r := range s.Valid() {
		fmt.Fprintln(&b, "valid", name(r))
	}
	for _, o := range s.Objectives() {
		fmt.Fprintln(&b, name(o.Opened), name(o.Closed))
	}
	return b.String()
}

// folds compares standings as fold makes them of records that are lent with those of each learner by itself, and
// gives the first difference.
func folds(t *testing.T, fold func(f *Folder, l *Learner, m Moment) *Standings) string {
	for seed := range max(seeds()/12, 8) {
		w, people := several(t, seed)
		folder := w.book.Folder()
		for _, m := range moments(w, chance{rand.New(rand.NewPCG(seed, 12))}) {
			for i, l := range people {
				if d := difference(fold(folder, lend(t, l), m), w.book.Fold(l, m)); d != "" {
					return fmt.Sprintf("seed %d, learner %d as of %s known %s:\n%s", seed, i, m.AsOf, m.KnownAt, d)
				}
			}
		}
	}
	return ""
}

// TestLentStandingsAreTheSame: memory that served others, and records that were not identified, make no difference.
func TestLentStandingsAreTheSame(t *testing.T) {
	if differs := folds(t, (*Folder).Fold); differs != "" {
		t.Error(differs)
	}
	stale := func(f *Folder, l *Learner, m Moment) *Standings {
		h := &f.history
		h.learner, h.moment = l, m
		h.known, h.records, h.stays = nil, nil, nil // and what else was known of the learner before is left
		h.recall()
		h.arrange()
		h.revoke(h.records)
		h.enrolments(h.records)
		h.judgements()
		s := &Standings{Learner: l, Moment: m, history: h}
		h.standings(s)
		return s
	}
	unidentified := func(f *Folder, l *Learner, m Moment) *Standings {
		for _, r := range l.Records {
			r.unread = ""
		}
		return f.Fold(l, m)
	}
	for word, spoilt := range map[string]func(*Folder, *Learner, Moment) *Standings{"the learner before": stale, "a forgotten digest": unidentified} {
		if folds(t, spoilt) == "" {
			t.Errorf("the checker is broken: %s makes no difference", word)
		}
	}
}

// TestLentRecordsInAnyOrder: also of lent records order and repetition carry no meaning.
func TestLentRecordsInAnyOrder(t *testing.T) {
	for seed := range max(seeds()/12, 8) {
		w, people := several(t, seed)
		c, folder := chance{rand.New(rand.NewPCG(seed, 13))}, w.book.Folder()
		for _, m := range moments(w, c) {
			for _, l := range people {
				mixed := lend(t, l)
				mixed.Records = append(mixed.Records, lend(t, l).Records[:c.IntN(len(l.Records))]...)
				c.Shuffle(len(mixed.Records), func(i, j int) {
					mixed.Records[i], mixed.Records[j] = mixed.Records[j], mixed.Records[i]
				})
				if got, want := everything(w, folder.Fold(mixed, m)), everything(w, w.book.Fold(l, m)); got != want {
					t.Fatalf("seed %d as of %s: mixed\n%s\nin order\n%s", seed, m.AsOf, got, want)
				}
			}
		}
	}
}

// TestFolderMakesNothing: once a folder has seen learners of some size, folding one takes memory for what is
// special about them, not for each record or cell.
func TestFolderMakesNothing(t *testing.T) {
	w := someCook(t)
	m, folder := Moment{AsOf: w.day("2026-03-01")}, w.book.Folder()
	l := lend(t, w.learner("mia"))
	if n := testing.AllocsPerRun(20, func() { folder.Fold(l, m) }); n > 4 {
		t.Errorf("%.0f allocations for %d records and 30 cells", n, len(l.Records))
	}
}

// TestFolderHoldsNobody: what a folder keeps of learners is memory, and not a string of theirs, which would hold the
// text of a whole file.
func TestFolderHoldsNobody(t *testing.T) {
	held := func(keep bool) (places []string) {
		for seed := range uint64(20) {
			w, learners := several(t, seed)
			var kept []string
			var texts []string
			folder := w.book.Folder()
			for i, l := range learners {
				lent := lend(t, l)
				for _, r := range lent.Records {
					if i < len(learners)-1 { // the last one's standings are still lent
						texts = append(texts, r.unread)
					}
				}
				folder.Fold(lent, Moment{AsOf: w.day("2027-01-01")})
				if keep {
					kept = append(kept, lent.Records[0].By)
				}
				for _, r := range lent.Records {
					*r = Record{}
				}
			}
			walk(reflect.ValueOf(struct {
				folder *Folder
				kept   []string
			}{folder, kept}), "", map[uintptr]bool{}, func(path, s string) {
				if slices.ContainsFunc(texts, func(text string) bool { return within(s, text) }) {
					places = append(places, path)
				}
			})
		}
		return places
	}
	if places := held(false); len(places) > 0 {
		t.Errorf("strings of earlier learners are held: %s", places)
	}
	if len(held(true)) == 0 {
		t.Error("checker is broken: strings that are kept are not found")
	}
}

// within reports whether a string is a part of the memory of a text.
func within(s, text string) bool {
	at, begin := uintptr(unsafe.Pointer(unsafe.StringData(s))), uintptr(unsafe.Pointer(unsafe.StringData(text)))
	return s != "" && begin <= at && at < begin+uintptr(len(text))
}

// walk shows each string that a value leads to, also those beyond the end of slices.
func walk(v reflect.Value, path string, seen map[uintptr]bool, show func(path, s string)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Pointer()] {
			seen[v.Pointer()] = true
			walk(v.Elem(), path, seen, show)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			walk(v.Field(i), path+"."+v.Type().Field(i).Name, seen, show)
		}
	case reflect.Slice:
		for i, all := 0, v.Slice(0, v.Cap()); i < all.Len(); i++ {
			walk(all.Index(i), path+"[]", seen, show)
		}
	case reflect.Array:
		for i := range v.Len() {
			walk(v.Index(i), path+"[]", seen, show)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			walk(k, path+"{}", seen, show)
			walk(v.MapIndex(k), path+"{}", seen, show)
		}
	case reflect.String:
		show(path, v.String())
	}
}

// TestDigestsAreAskedFor: a lent record has its digest only once it is asked for (Quick), so nothing reads the field
// but what works it out.
func TestDigestsAreAskedFor(t *testing.T) {
	allowed := map[string]bool{"Parse": true, "Seal": true, "Identify": true, "Quick": true, "Resolve": true, "named": true, "Clone": true}
	found := digestReaders(t, nil)
	for _, place := range found {
		if function, _, _ := strings.Cut(place, " "); !allowed[function] {
			t.Errorf("%s: expected a call of Identify", place)
		}
	}
	planted := "package signoff\nfunc (h *history) stood(r *Record) bool { return h.acked[r.Digest] != 0 }\n"
	if found := digestReaders(t, planted); len(found) != 1 {
		t.Errorf("the checker is broken: of the planted reader it says %q", found)
	}
}

// digestReaders lists the functions that read or set the field, of a source or of the package.
func digestReaders(t *testing.T, source any) (found []string) {
	set := token.NewFileSet()
	packages := map[string]*ast.File{}
	if source != nil {
		file, err := parser.ParseFile(set, "planted.go", source, 0)
		if err != nil {
			t.Fatal(err)
		}
		packages["planted.go"] = file
	} else {
		parsed, err := parser.ParseDir(set, ".", func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }, 0)
		if err != nil {
			t.Fatal(err)
		}
		packages = parsed["signoff"].Files
	}
	for _, file := range packages {
		for _, d := range file.Decls {
			function, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			ast.Inspect(function, func(n ast.Node) bool {
				s, ok := n.(*ast.SelectorExpr)
				if !ok || s.Sel.Name != "Digest" {
					return true
				}
				if x, ok := s.X.(*ast.Ident); !ok || x.Name != "line" && x.Name != "f" {
					found = append(found, fmt.Sprintf("%s at %s", function.Name.Name, set.Position(n.Pos())))
				}
				return true
			})
		}
	}
	return found
}
