package vectors_test

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"sojt/signoff/testkit/vectors"
)

var update = flag.Bool("update", false, "write the vectors")

// family is the vectors of a folder: how many at least, and what makes them.
type family struct {
	name string
	want int
	make func(testing.TB) []vectors.Vector
}

func families() []family {
	return []family{{"line", 200, lineVectors}, {"sshsig", 60, sshsigVectors}, {"key", 60, keyVectors}, {"fingerprint", 30, fingerprintVectors}, {"repository", 20, repositoryVectors}}
}

// TestVectorsAreThoseMade holds the files to what makes them, and writes them with -update. What makes
// them states each verdict by hand: it asks sojt for none.
func TestVectorsAreThoseMade(t *testing.T) {
	size, files := 0, 0
	for _, f := range families() {
		made, verdicts := map[string]bool{}, map[string]int{}
		for _, v := range f.make(t) {
			path := filepath.FromSlash(v.Name)
			if made[path] {
				t.Errorf("%s is made twice", v.Name)
			}
			made[path] = true
			verdicts[v.Value("expect")]++
			size, files = size+len(v.Text()), files+1
			hold(t, path, v)
		}
		sweep(t, f.name, made)
		if len(made) < f.want || verdicts["ok"] < f.want/6 || verdicts["ok"] > len(made)*5/6 {
			t.Errorf("%s: %d vectors, expected %d with verdicts of both sorts: %v", f.name, len(made), f.want, verdicts)
		}
		t.Logf("%s: %d vectors %v", f.name, len(made), verdicts)
	}
	t.Attr("runs", strconv.Itoa(files))
	if size > 1<<20 {
		t.Errorf("the vectors have %d bytes, expected at most 1 MiB", size)
	}
}

// hold compares a file with its vector, or writes it.
func hold(t *testing.T, path string, v vectors.Vector) {
	t.Helper()
	if again, err := vectors.Parse(v.Name, v.Text()); err != nil || !bytes.Equal(again.Text(), v.Text()) || !bytes.Equal(again.Body, v.Body) {
		t.Fatalf("%s is not read back: %v", v.Name, err)
	}
	if v.Value("expect") == "" || v.Value("comment") == "" {
		t.Errorf("%s does not say what is expected and why", v.Name)
	}
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, v.Text(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if text, err := os.ReadFile(path); err != nil || !bytes.Equal(text, v.Text()) {
		t.Errorf("%s is not as it is made (%v): go test ./signoff/testkit/vectors -run Made -update", v.Name, err)
	}
}

// sweep looks for files that nothing makes any more.
func sweep(t *testing.T, folder string, made map[string]bool) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		switch {
		case made[path] || filepath.Ext(path) == ".yaml":
		case *update:
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		default:
			t.Errorf("nothing makes %s", path)
		}
	}
}

// here is the folder of the families.
func here() fs.FS { return os.DirFS(".") }

// read gives a family's vectors as they stand in files.
func read(t *testing.T, name string) []vectors.Vector {
	t.Helper()
	all, err := vectors.Read(here(), name)
	if err != nil || len(all) == 0 {
		t.Fatalf("%d vectors: %v", len(all), err)
	}
	return all
}

// made puts a vector together; pairs are the header's keys and values behind expect and comment.
func made(name, expect, comment string, body []byte, pairs ...string) vectors.Vector {
	v := vectors.Vector{Name: name, Header: []vectors.Field{{Key: "expect", Value: expect}, {Key: "comment", Value: comment}}, Body: body}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Header = append(v.Header, vectors.Field{Key: pairs[i], Value: pairs[i+1]})
	}
	return v
}
