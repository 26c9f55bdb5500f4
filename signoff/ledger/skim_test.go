package ledger

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"sojt/competency"
	"sojt/competency/diag"
	"sojt/competency/strictyaml"
	"sojt/signoff"
	"sojt/signoff/disk"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// crowd is a program, and the files of its learners by id, in which nothing is wrong.
func crowd(t testing.TB) (*Ledger, *competency.Program, map[string]string) {
	t.Helper()
	world, texts := peopled(t), map[string]string{}
	l := Open(world)
	entries, _, err := l.Entries()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text := string(world[e.Path].Data)
		if head, body, _ := strings.Cut(text, "records:\n"); strings.Contains(head, `\`) { // for YAML alone
			text = "learner: " + e.ID + "\nname: María López\nemail: m@example.org\nrecords:\n" + body
		}
		texts[e.ID] = text
	}
	return l, load(t, world), texts
}

// damages are what becomes of a file, and the slip of a reader who would not see it: what that one would take
// the file for.
var damages = []struct {
	name   string
	damage func(r *rand.Rand, text string) string
	slip   func(text string) string // nil: no one slip
}{
	{"nothing", func(_ *rand.Rand, s string) string { return s }, func(s string) string { return s[:strings.LastIndex(s, "\n-")+1] }},
	{"CR LF", onLine(func(l string) string { return l + "\r" }), func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }},
	{"BOM", func(_ *rand.Rand, s string) string { return "\ufeff" + s }, func(s string) string { return strings.TrimPrefix(s, "\ufeff") }},
	{"no last line end", func(_ *rand.Rand, s string) string { return strings.TrimSuffix(s, "\n") }, func(s string) string { return s + "\n" }},
	{"torn end", func(r *rand.Rand, s string) string { return s[:len(s)-2-r.IntN(300)] }, func(s string) string { return s[:strings.LastIndexByte(s, '\n')+1] }},
	{"NUL at the end", func(_ *rand.Rand, s string) string { return s + "\x00\x00" }, func(s string) string { return strings.TrimRight(s, "\x00") }},
	{"a line twice", onLine(func(l string) string { return l + "\n" + l }), firstOfEach},
	{"one id twice", onLine(func(l string) string { return l + "\n" + strings.Replace(l, `"by":"`, `"by":"x`, 1) }), firstOfEach},
	{"conflict markers", onLine(func(l string) string { return "<<<<<<< HEAD\n" + l + "\n=======\n>>>>>>> theirs" }), recordsOnly},
	{"a second header", onLine(func(l string) string { return l + "\nlearner: x\nrecords:" }), recordsOnly},
	{"an empty line", onLine(func(l string) string { return l + "\n" }), recordsOnly},
	{"a comment", onLine(func(l string) string { return l + "\n# one" }), recordsOnly},
	{"an over-long line", onLine(func(l string) string { return l + "\n- {" + strings.Repeat("x", line.MaxLine) + "}" }),
		func(s string) string { return filtered(s, func(l string) bool { return len(l) <= line.MaxLine }) }},
	{"a dropped line", onLine(func(string) string { return "" }), nil},
	{"another's record", onLine(func(l string) string { return strings.Replace(l, `"learner":"`, `"learner":"x`, 1) }), nil},
	{"another program's record", onLine(func(l string) string { return strings.Replace(l, `"program":"`, `"program":"x`, 1) }), nil},
	{"an unknown role", onLine(func(l string) string { return strings.Replace(l, `"role":"`, `"role":"x`, 1) }), nil},
	{"an unknown competency", onLine(func(l string) string { return strings.Replace(l, `"competency":"`, `"competency":"x`, 1) }), nil},
	{"another header", func(r *rand.Rand, s string) string {
		lines := []string{"", "# note\n", "name: M\n", "name: 'M'\n", "name: on\n", "name: a  b\n", "email: x\n", "department: nowhere\n", "supervisor: nobody\n", "x: y\n", "---\n", headerNote, "learner: x\n", " name: x\n", "name: e\u0301\n", "name: " + strings.Repeat("x", 1001) + "\n", "name: b3BlbnNzaC1rZXktdjE\n"}
		head, body, _ := strings.Cut(s, "records:\n")
		rows := strings.SplitAfter(head, "\n")
		i := r.IntN(len(rows))
		return strings.Join(slices.Insert(rows, i, lines[r.IntN(len(lines))]), "") + "records:\n" + body
	}, nil},
	{"lines in another order", func(r *rand.Rand, s string) string {
		head, body, _ := strings.Cut(s, "records:\n")
		rows := strings.SplitAfter(strings.TrimSuffix(body, "\n"), "\n")
		rows[len(rows)-1] += "\n"
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		return head + "records:\n" + strings.Join(rows, "")
	}, nil},
	{"a byte changed", func(r *rand.Rand, s string) string {
		const any = "\"{}[]:,- azZ09\\\n\r\x00\xff"
		b := []byte(s)
		b[r.IntN(len(b))] = any[r.IntN(len(any))]
		return string(b)
	}, nil},
	{"a byte left out", func(r *rand.Rand, s string) string { i := r.IntN(len(s)); return s[:i] + s[i+1:] }, nil},
}

// onLine does something to one record line; what becomes "" is gone.
func onLine(do func(string) string) func(*rand.Rand, string) string {
	return func(r *rand.Rand, s string) string {
		head, body, _ := strings.Cut(s, "records:\n")
		rows := strings.Split(strings.TrimSuffix(body, "\n"), "\n")
		i := r.IntN(len(rows))
		if rows[i] = do(rows[i]); rows[i] == "" {
			rows = slices.Delete(rows, i, i+1)
		}
		return head + "records:\n" + strings.Join(rows, "\n") + "\n"
	}
}

// filtered keeps some lines of a file's records.
func filtered(s string, keep func(l string) bool) string {
	head, body, ok := strings.Cut(s, "records:\n")
	var b strings.Builder
	for l := range strings.Lines(body) {
		if keep(l) {
			b.WriteString(l)
		}
	}
	if !ok {
		return s
	}
	return head + "records:\n" + b.String()
}

func recordsOnly(s string) string {
	return filtered(s, func(l string) bool { return strings.HasPrefix(l, "- ") })
}

func firstOfEach(s string) string {
	const upToID = len(`- {"v":1,"id":"01JWTG9PM08DBZFQZE17RMG9RX"`)
	seen := map[string]bool{}
	return filtered(s, func(l string) bool {
		id := l[:min(len(l), upToID)]
		defer func() { seen[id] = true }()
		return !seen[id]
	})
}

// differs says in which way a file was read in two ways, "" if in none.
func differs(got, want *file) string {
	a, b := *got.learner, *want.learner
	switch {
	case rendered(got.problems) != rendered(want.problems):
		return "problems\n" + rendered(got.problems) + "and\n" + rendered(want.problems)
	case len(a.Records) != len(b.Records):
		return fmt.Sprint(len(a.Records), " records and ", len(b.Records))
	case len(a.Lines) > 0 && !slices.Equal(a.Lines, b.Lines):
		return fmt.Sprint("lines ", a.Lines, " and ", b.Lines)
	case len(want.problems) == 0 && got.email != want.email:
		return fmt.Sprint("an email at ", got.email, " and ", want.email)
	}
	for i := range a.Records {
		if !reflect.DeepEqual(a.Records[i], b.Records[i]) {
			return fmt.Sprintf("record %d\n%+v and\n%+v", i, a.Records[i], b.Records[i])
		}
	}
	a.Records, a.Lines, b.Records, b.Lines = nil, nil, nil, nil
	if !reflect.DeepEqual(a, b) {
		return fmt.Sprintf("learner\n%+v and\n%+v", a, b)
	}
	return ""
}

// readers are the ways in which a file can be read, by their name. All but the strict one use the skimmer.
type readers struct {
	t testing.TB
	l *Ledger
	p *competency.Program
	s *skimmer
}

func (r readers) strict(e Entry, text string) *file {
	f, err := r.l.scan(e, strings.NewReader(text), r.p, newRoom())
	if err != nil {
		r.t.Fatal(err)
	}
	return f
}

// skimmed reads as Skim does, if with a slip.
func (r readers) skimmed(e Entry, text string, slip func(string) string) (got *file, plain bool) {
	taken := text
	if slip != nil {
		taken = slip(text)
	}
	if r.s.plain(e, taken) {
		return &r.s.file, true
	}
	return r.strict(e, text), false
}

// What is skimmed is what the strict reader gives, whatever became of the file; and a skimmer with a slip is found out.
func TestSkimReadsAsTheStrictReader(t *testing.T) {
	rounds := 6
	if *long {
		rounds = 2000
	}
	l, p, texts := crowd(t)
	r, random := readers{t, l, p, newSkimmer(l, p)}, rand.New(rand.NewPCG(7, 7))
	for _, d := range damages {
		plain, slips, mutants := 0, 0, 0
		for range rounds {
			for _, id := range slices.Sorted(maps.Keys(texts)) {
				e, text := Entry{ID: id, Path: "learners/" + id + ".yaml"}, d.damage(random, texts[id])
				want := r.strict(e, text)
				got, quick := r.skimmed(e, text, nil)
				if mutants++; quick {
					plain++
				}
				if diff := differs(got, want); diff != "" {
					t.Fatalf("%s: %s gives %s", d.name, id, diff)
				}
				if d.slip != nil {
					if got, _ := r.skimmed(e, text, d.slip); differs(got, want) != "" {
						slips++
					}
				}
			}
		}
		if d.name == "nothing" && plain != mutants {
			t.Errorf("%d of %d files in which nothing is wrong were skimmed", plain, mutants)
		}
		if d.name == "lines in another order" && plain < mutants*9/10 {
			t.Errorf("%d of %d files whose lines a merge left in any order were skimmed", plain, mutants)
		}
		if d.slip != nil && slips < mutants/2 {
			t.Errorf("checker is broken: a reader that overlooks %s differs in %d of %d files only", d.name, slips, mutants)
		}
	}
}

// A string that was lent stays as it is while others are read.
func TestSkimLeavesStringsAlone(t *testing.T) {
	l, p, texts := crowd(t)
	r := readers{t, l, p, newSkimmer(l, p)}
	var room []byte
	changed := func(slip func(string) string) (n int) {
		type kept struct{ now, then []string }
		var all []kept
		for id, text := range texts {
			got, plain := r.skimmed(Entry{ID: id, Path: "learners/" + id + ".yaml"}, text, slip)
			if !plain {
				t.Fatalf("%s is not skimmed", id)
			}
			var k kept
			for _, x := range got.learner.Records {
				k.now = append(k.now, x.ID, x.By, x.Fingerprint, x.Note, x.Digest)
			}
			for _, s := range k.now {
				k.then = append(k.then, strings.Clone(s))
			}
			all = append(all, k)
		}
		for _, k := range all {
			if !slices.Equal(k.now, k.then) {
				n++
			}
		}
		return n
	}
	if n := changed(nil); n > 0 {
		t.Errorf("the strings of %d learners changed", n)
	}
	if changed(func(s string) string {
		room = append(room[:0], s...)
		return unsafe.String(&room[0], len(room))
	}) == 0 {
		t.Error("checker is broken: a reader that uses the room of strings again is not found out")
	}
}

// Skim gives what Each gives, in the same order, of all learners and of some.
func TestSkimGivesWhatEachGives(t *testing.T) {
	_, p, _ := crowd(t)
	texts := many(t, 100)
	random := rand.New(rand.NewPCG(3, 3))
	for i, name := range slices.Sorted(maps.Keys(texts)) {
		texts[name] = damages[i%len(damages)].damage(random, texts[name])
	}
	l := Open(files(texts))
	entries, _, err := l.Entries()
	if err != nil {
		t.Fatal(err)
	}
	said := func(x *signoff.Learner, problems diag.List) (string, error) {
		var b strings.Builder
		fmt.Fprint(&b, x.ID, x.File, x.Name, x.Lines)
		for _, r := range x.Records {
			fmt.Fprint(&b, " ", r.Digest)
		}
		return b.String() + "\n" + rendered(problems), nil
	}
	for _, some := range [][]Entry{nil, entries, entries[3:4], {entries[9], entries[2]}, {}} {
		var want, got []string
		for s, err := range Each(context.Background(), l, p, some, said) {
			want = append(want, fmt.Sprint(s, err))
		}
		for s, err := range Skim(context.Background(), l, p, some, func() func(*signoff.Learner, diag.List) (string, error) { return said }) {
			got = append(got, fmt.Sprint(s, err))
		}
		if !slices.Equal(got, want) || len(want) != max(len(some), len(got)) {
			t.Errorf("%d results and %d:\n%s\nand\n%s", len(got), len(want), got, want)
		}
	}
}

// However many files were read, no more than the last one's text is held.
func TestSkimHoldsOneFile(t *testing.T) {
	const rounds = 20
	g := testkit.New(12)
	world := g.Definitions()
	p := load(t, files(world))
	people := g.People(p, 3, 600)
	l := Open(files(world))
	held := func(keep bool) int {
		s, kept, size := newSkimmer(l, p), []string(nil), 0
		var before, after runtime.MemStats
		for i := range rounds * len(people) {
			if i == len(people) {
				runtime.GC()
				runtime.ReadMemStats(&before)
			}
			x := people[i%len(people)]
			_, body, _ := strings.Cut(testkit.File(x), "records:\n")
			body = "learner: " + x.ID + "\nrecords:\n" + body
			if size = len(body); !s.plain(Entry{ID: x.ID, Path: x.File}, body) {
				t.Fatalf("%s is not skimmed", x.ID)
			}
			if keep {
				kept = append(kept, s.learner.Records[0].By)
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(s)
		runtime.KeepAlive(kept)
		return (int(after.HeapAlloc) - int(before.HeapAlloc)) / size
	}
	if n := held(false); n > 2 {
		t.Errorf("the texts of %d files are held", n)
	}
	if n := held(true); n < rounds {
		t.Errorf("checker is broken: strings of %d files are kept, and it finds %d", rounds*len(people), n)
	}
}

// Files that grow, shrink and are replaced while they are read give what was there at some moment, or a problem;
// in the end, what is there.
func TestSkimWhileFilesChange(t *testing.T) {
	_, p, texts := crowd(t)
	dir := t.TempDir()
	id := slices.Sorted(maps.Keys(texts))[0]
	name := filepath.Join(dir, "learners", id+".yaml")
	head, body, _ := strings.Cut(texts[id], "records:\n")
	head += "records:\n"
	rows := strings.SplitAfter(strings.TrimSuffix(body, "\n"), "\n")
	rows[len(rows)-1] += "\n"
	write := func(text string) {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Error(err)
		}
	}
	if err := os.Mkdir(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	write(head)
	root, err := disk.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	l := Open(root.FS())
	known := map[string]bool{}
	for _, r := range (readers{t: t, l: l, p: p}).strict(Entry{ID: id}, texts[id]).learner.Records {
		known[r.ID] = true
	}
	read := func() (records int, found diag.List) {
		for n, err := range Skim(context.Background(), l, p, nil, func() func(*signoff.Learner, diag.List) (int, error) {
			return func(x *signoff.Learner, problems diag.List) (int, error) {
				for _, r := range x.Records {
					if !known[r.ID] {
						t.Errorf("a record %q", r.ID)
					}
				}
				found = problems
				return len(x.Records), nil
			}
		}) {
			if err != nil {
				t.Error(err)
			}
			records = n
		}
		return records, found
	}
	stop, changed := make(chan struct{}), make(chan int)
	go func() {
		for n := 0; ; n++ {
			select {
			case <-stop:
				changed <- n
				return
			default:
				write(head + strings.Join(rows[:n%len(rows)], ""))
			}
		}
	}()
	for range 300 {
		n, problems := read()
		for _, x := range problems {
			if x.Code != CodeTorn && x.Code != CodeForm && x.Code != strictyaml.CodeMissing {
				t.Errorf("%d records, and %s", n, rendered(problems))
			}
		}
	}
	close(stop)
	t.Logf("the file changed %d times", <-changed)
	write(texts[id])
	if n, problems := read(); n != len(rows) || len(problems) > 0 {
		t.Errorf("%d of %d records in the end, and %s", n, len(rows), rendered(problems))
	}
}

// BenchmarkSkim reads 200 sound files of 100 records.
func BenchmarkSkim(b *testing.B) {
	texts, size := practicing(b)
	p, l := load(b, program(b)), Open(files(texts))
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for n, err := range Skim(context.Background(), l, p, nil, func() func(*signoff.Learner, diag.List) (int, error) {
			return func(_ *signoff.Learner, problems diag.List) (int, error) { return len(problems), nil }
		}) {
			if err != nil || n > 0 {
				b.Fatal(n, err)
			}
		}
	}
}

// BenchmarkHeader reads one header without YAML, and with it.
func BenchmarkHeader(b *testing.B) {
	l, p, _ := crowd(b)
	r, e := readers{b, l, p, newSkimmer(l, p)}, Entry{ID: "maria", Path: "learners/maria.yaml"}
	text := Header(&signoff.Learner{ID: "maria", Name: "María López", Email: "maria@example.org"})
	b.Run("plain", func(b *testing.B) {
		for b.Loop() {
			if _, plain := r.skimmed(e, text, nil); !plain {
				b.Fatal("not plain")
			}
		}
	})
	b.Run("YAML", func(b *testing.B) {
		for b.Loop() {
			if f := r.strict(e, text); len(f.problems) > 0 {
				b.Fatal(f.problems)
			}
		}
	})
}

// FuzzSkim holds for any bytes: the file is read as the strict reader reads it.
func FuzzSkim(f *testing.F) {
	l, p, texts := crowd(f)
	id := slices.Sorted(maps.Keys(texts))[0]
	head, body, _ := strings.Cut(texts[id], "records:\n")
	rows := strings.SplitAfter(body, "\n")
	text := head + "records:\n" + strings.Join(rows[:4], "")
	f.Add([]byte(text))
	f.Add([]byte(headerNote + text))
	for i := range damages {
		f.Add([]byte(damages[i].damage(rand.New(rand.NewPCG(1, 1)), text)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, e := readers{t, l, p, newSkimmer(l, p)}, Entry{ID: id, Path: "learners/" + id + ".yaml"}
		got, _ := r.skimmed(e, string(data), nil)
		if diff := differs(got, r.strict(e, string(data))); diff != "" {
			t.Fatal(diff)
		}
	})
}
