package ledger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sojt/competency/diag"
	"sojt/competency/text"
	"sojt/signoff"
	"sojt/signoff/disk"
	"sojt/signoff/line"
	"sojt/signoff/testkit"
)

// learnerFile gives the text of a learner's file with n records made from a seed.
func learnerFile(t testing.TB, id string, seed uint64, n int) (string, []*signoff.Record) {
	t.Helper()
	g := testkit.New(seed)
	g.Program, g.Learner = "harbor-kitchen", id
	var b strings.Builder
	fmt.Fprintf(&b, "learner: %s\nname: María López\nrecords:\n", id)
	var records []*signoff.Record
	for range n {
		r := g.Record()
		text, err := r.Line()
		if err != nil {
			t.Fatal(err)
		}
		records = append(records, r)
		b.WriteString(line.Bullet + text + "\n")
	}
	return b.String(), records
}

// sound lists the problems that are not about names that the generator makes up.
func sound(problems diag.List) diag.List {
	return slices.DeleteFunc(slices.Clone(problems), func(p diag.Problem) bool {
		return p.Code == CodeReference || p.Code == CodeRef || p.Code == CodePrev
	})
}

func files(texts map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range texts {
		m[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return m
}

func TestReadGivesWhatWasWritten(t *testing.T) {
	text, want := learnerFile(t, "maria", 1, 200)
	p := load(t, program(t))
	l := Open(files(map[string]string{"learners/kitchen/maria.yaml": text}))
	got, problems, err := l.Read("maria", p)
	if err != nil || len(sound(problems)) > 0 {
		t.Fatal(err, rendered(sound(problems)))
	}
	if got.ID != "maria" || got.Name != "María López" || got.File != "learners/kitchen/maria.yaml" {
		t.Errorf("the header is %+v", got)
	}
	if diff := cmp.Diff(want, got.Records, cmpopts.IgnoreUnexported(signoff.Record{})); diff != "" {
		t.Error(diff)
	}
	for i, n := range got.Lines {
		if n != i+4 {
			t.Fatalf("record %d stands on line %d", i, n)
		}
	}
}

// Lines are a set: their order and repetition change neither which records there are nor heads.
func TestOrderAndRepetitionOfLinesCarryNoMeaning(t *testing.T) {
	text, want := learnerFile(t, "maria", 2, 60)
	p := load(t, program(t))
	header, body, _ := strings.Cut(text, "records:\n")
	rows := strings.SplitAfter(strings.TrimSuffix(body, "\n"), "\n")
	rows[len(rows)-1] += "\n"
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		mixed := append(slices.Clone(rows), rows[random.IntN(len(rows))], rows[random.IntN(len(rows))])
		random.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		got, problems, err := Open(files(map[string]string{"learners/maria.yaml": header + "records:\n" + strings.Join(mixed, "")})).Read("maria", p)
		if err != nil || sound(problems).Errors() > 0 {
			t.Fatal(err, rendered(sound(problems)))
		}
		if !slices.Equal(digests(got.Records), digests(want)) || !slices.Equal(signoff.Heads(got.Records), signoff.Heads(want)) {
			t.Fatal("another set of records")
		}
	}
}

func digests(records []*signoff.Record) []string {
	var all []string
	for _, r := range records {
		all = append(all, r.Digest)
	}
	slices.Sort(all)
	return all
}

// countingFS notes what was opened and listed.
type countingFS struct {
	fs.FS
	opened []string
}

func (c *countingFS) Open(name string) (fs.File, error) {
	c.opened = append(c.opened, name)
	return c.FS.Open(name)
}

func (c *countingFS) Stat(name string) (fs.FileInfo, error) { return fs.Stat(c.FS, name) }

func (c *countingFS) ReadDir(name string) ([]fs.DirEntry, error) {
	c.opened = append(c.opened, name+"/")
	return fs.ReadDir(c.FS, name)
}

// One learner is read without opening or listing the others'; only a file that is not where the
// program puts it is looked for by the names of folders.
func TestReadOpensOneFileOnly(t *testing.T) {
	texts := map[string]string{}
	for i := range 500 {
		id := fmt.Sprintf("learner-%03d", i)
		texts["learners/kitchen/"+id+".yaml"], _ = learnerFile(t, id, uint64(i), 1)
	}
	texts["learners/2024/autumn/maria.yaml"], _ = learnerFile(t, "maria", 1000, 1)
	texts["learners/ben.yaml"], _ = learnerFile(t, "ben", 1001, 1)
	p := load(t, program(t))
	for id, want := range map[string][]string{
		"learner-250": {"learners/kitchen/learner-250.yaml"},
		"ben":         {"learners/ben.yaml"},
		"maria":       {"learners/", "learners/2024/", "learners/2024/autumn/", "learners/2024/autumn/maria.yaml"},
	} {
		fsys := &countingFS{FS: files(texts)}
		if _, problems, err := Open(fsys).Read(id, p); err != nil || len(sound(problems)) > 0 {
			t.Fatal(err, rendered(problems))
		}
		if !slices.Equal(fsys.opened, want) {
			t.Errorf("reading %s opened %q, expected %q", id, fsys.opened, want)
		}
	}
}

func TestReadOfNobody(t *testing.T) {
	p := load(t, program(t))
	for _, fsys := range []fs.FS{fstest.MapFS{}, files(map[string]string{"learners/ben.yaml": "x"})} {
		for _, id := range []string{"maria", "../sojt", "", "Ben", "a/b", "con"} {
			if _, _, err := Open(fsys).Read(id, p); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("reading %q: %v", id, err)
			}
		}
	}
}

// A link, a folder or a pipe by a learner's name is named and not followed, nor waited for.
func TestReadFollowsNoLink(t *testing.T) {
	dir := t.TempDir()
	text, _ := learnerFile(t, "maria", 3, 1)
	for _, step := range []error{
		os.WriteFile(filepath.Join(dir, "elsewhere.yaml"), []byte(text), 0o644),
		os.MkdirAll(filepath.Join(dir, "learners", "kitchen"), 0o755),
		os.Symlink("../elsewhere.yaml", filepath.Join(dir, "learners", "maria.yaml")),
		os.Symlink("../../elsewhere.yaml", filepath.Join(dir, "learners", "kitchen", "ben.yaml")),
		os.Mkdir(filepath.Join(dir, "learners", "eve.yaml"), 0o755),
	} {
		if step != nil {
			t.Fatal(step)
		}
	}
	root, err := disk.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	p := load(t, program(t))
	for name, fsys := range map[string]fs.FS{"the system's": os.DirFS(dir), "our own": root.FS()} {
		l := Open(fsys)
		for _, id := range []string{"maria", "ben", "eve"} {
			got, problems, err := l.Read(id, p)
			if err != nil || len(problems) != 1 || problems[0].Code != CodeMode || len(got.Records) != 0 {
				t.Errorf("%s, %s: %v, %v", name, id, err, problems)
			}
		}
		entries, problems, err := l.Entries()
		if err != nil || len(entries) != 0 || problems.Errors() != 3 {
			t.Errorf("%s: listed %v, %v, %v", name, entries, err, rendered(problems))
		}
	}
}

// endless is a file of one line that does not end for a gigabyte.
type endless struct {
	fs.FS
	head string
	size int
}

func (e endless) Open(name string) (fs.File, error) {
	if name != "learners/maria.yaml" {
		return e.FS.Open(name)
	}
	f, err := e.FS.Open(name)
	return served{f, io.MultiReader(strings.NewReader(e.head), io.LimitReader(letters{bytes.Repeat([]byte("x"), 1<<14)}, int64(e.size)), strings.NewReader("\n- {}\n"))}, err
}

// served is a file that gives other bytes than its own.
type served struct {
	fs.File
	bytes io.Reader
}

func (s served) Read(p []byte) (int, error) { return s.bytes.Read(p) }

// letters is x for ever.
type letters struct{ some []byte }

func (l letters) Read(p []byte) (int, error) { return copy(p, l.some), nil }

// A line of a gigabyte is named and passed over; nothing of the kind is ever in memory.
func TestAnEndlessLineIsNotHeldInMemory(t *testing.T) {
	p := load(t, program(t))
	fsys := endless{FS: files(map[string]string{"learners/maria.yaml": ""}), head: "learner: maria\nrecords:\n- ", size: 1 << 30}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, problems, err := Open(fsys).Read("maria", p)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) != 2 || problems[0].Code != CodeSize || problems[0].Pos.Line != 3 || problems[1].Pos.Line != 4 {
		t.Error(rendered(problems))
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
		t.Errorf("reading it took %d bytes", used)
	}
}

func TestTooManyRecords(t *testing.T) {
	text, _ := learnerFile(t, "maria", 4, 1)
	row := text[strings.Index(text, "- "):]
	p := load(t, program(t))
	full := text + strings.Repeat(row, maxRecords+1)
	_, problems, err := Open(files(map[string]string{"learners/maria.yaml": full})).Read("maria", p)
	if err != nil {
		t.Fatal(err)
	}
	var found diag.List
	for _, x := range sound(problems) {
		if x.Code != CodeRepeat {
			found = append(found, x)
		}
	}
	if len(found) != 1 || found[0].Code != CodeSize || found[0].Pos.Line != 3+maxRecords+1 {
		t.Errorf("%d records: %s", maxRecords+2, rendered(found))
	}
}

func TestAFileOfRubbishIsNotReadForEver(t *testing.T) {
	p := load(t, program(t))
	_, problems, err := Open(files(map[string]string{"learners/maria.yaml": "learner: maria\nrecords:\n" + strings.Repeat("rubbish\n", 1_000_000)})).Read("maria", p)
	if err != nil || len(problems) != maxProblems+1 || !strings.Contains(rendered(problems), "the rest of the file was not read") {
		t.Errorf("%v, %d problems", err, len(problems))
	}
}

// failing is a file that cannot be read to its end.
type failing struct{ fs.FS }

var errDisk = errors.New("input/output error")

func (f failing) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if err != nil || !strings.HasSuffix(name, Extension) {
		return file, err
	}
	return served{file, io.MultiReader(io.LimitReader(file, 100), broken{})}, nil
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errDisk }

func TestReadPassesOnWhatTheDiskSays(t *testing.T) {
	text, _ := learnerFile(t, "maria", 5, 3)
	p := load(t, program(t))
	l := Open(failing{files(map[string]string{"learners/maria.yaml": text})})
	if _, _, err := l.Read("maria", p); !errors.Is(err, errDisk) || !strings.Contains(err.Error(), "learners/maria.yaml") {
		t.Errorf("reading: %v", err)
	}
	if _, err := l.Check(context.Background(), p, day); !errors.Is(err, errDisk) {
		t.Errorf("checking: %v", err)
	}
}

// Each proper prefix of a file is the file with fewer records and, unless it ends with a line, a
// torn tail: never other records.
func TestEachPrefixOfAFile(t *testing.T) {
	text, want := learnerFile(t, "maria", 6, 8)
	p := load(t, program(t))
	start := strings.Index(text, "- ")
	for n := start; n < len(text); n++ {
		got, problems, err := Open(files(map[string]string{"learners/maria.yaml": text[:n]})).Read("maria", p)
		if err != nil {
			t.Fatal(err)
		}
		whole := strings.Count(text[start:n], "\n")
		torn := slices.ContainsFunc(problems, func(x diag.Problem) bool { return x.Code == CodeTorn })
		if torn == (text[n-1] == '\n') {
			t.Fatalf("%d bytes: torn is %v", n, torn)
		}
		if text[n] == '\n' {
			whole++ // all but the line end is there
		}
		if !slices.Equal(digests(got.Records), digests(want[:whole])) {
			t.Fatalf("%d bytes: %d records, expected %d", n, len(got.Records), whole)
		}
		for _, x := range problems {
			placed(t, files(map[string]string{"learners/maria.yaml": text[:n]}), x)
		}
	}
}

func TestNewPath(t *testing.T) {
	for _, c := range []struct{ pattern, id, department, want string }{
		{"learners/{id}.yaml", "maria", "kitchen", "learners/maria.yaml"},
		{"learners/{department}/{id}.yaml", "maria", "kitchen", "learners/kitchen/maria.yaml"},
		{"learners/{department}/{id}.yaml", "maria", "", "learners/maria.yaml"},
		{"learners/{id:2}/{id}.yaml", "maria", "", "learners/ma/maria.yaml"},
		{"learners/{id:1}/{id:2}/{id}.yaml", "a", "", "learners/a/a/a.yaml"},
		{"learners/by-{id:3}/{id}.yaml", "maria", "", "learners/by-mar/maria.yaml"},
		{"learners/{id:3}/{id}.yaml", "conrad", "", "learners/con-/conrad.yaml"},
	} {
		if got := NewPath(c.pattern, c.id, c.department); got != c.want {
			t.Errorf("%s for %s of %q is %s, expected %s", c.pattern, c.id, c.department, got, c.want)
		}
	}
}

// A header that is written is one that is read.
func TestHeadersAreReadAsWritten(t *testing.T) {
	p := load(t, program(t))
	random := rand.New(rand.NewPCG(3, 4))
	g := testkit.New(12)
	for range 2000 {
		want := &signoff.Learner{ID: "maria", File: "learners/maria.yaml", Supervisor: "ana"}
		if random.IntN(4) > 0 {
			want.Department = "kitchen"
		}
		want.Name = text.Normal(oneLine(g.Text()))
		if got, problems, err := Open(files(map[string]string{want.File: Header(want)})).Read("maria", p); err != nil || len(problems) > 0 {
			t.Fatalf("%v\n%s\n%q", err, rendered(problems), Header(want))
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s\n%q", diff, Header(want))
		}
	}
}

// oneLine leaves of a text what a name may have: no control character, no blank at its ends.
func oneLine(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff {
			return -1
		}
		return r
	}, s))
}
