package testkit

import (
	"testing"
	"testing/fstest"

	"sojt/competency"
	"sojt/signoff"
	"sojt/signoff/ledger"
)

// What is made is a program without errors, of which nothing is lost when it is read back, with
// records of every type in it.
func TestPeopleAreReadBack(t *testing.T) {
	types := map[string]int{}
	for seed := range uint64(40) {
		g := New(seed)
		files := fstest.MapFS{}
		for name, text := range g.Definitions() {
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
		p, problems := competency.Load(files)
		if err := problems.Err(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		people := g.People(p, 3, 25)
		for _, l := range people {
			files[l.File] = &fstest.MapFile{Data: []byte(File(l))}
		}
		for _, l := range people {
			got, problems, err := ledger.Open(files).Read(l.ID, p)
			if err != nil || problems.Errors() > 0 {
				t.Fatalf("seed %d: %v, %v\n%s", seed, err, problems, File(l))
			}
			if len(got.Records) != len(l.Records) || got.Name != l.Name {
				t.Fatalf("seed %d: %q with %d records, made were %q with %d", seed, got.Name, len(got.Records), l.Name, len(l.Records))
			}
			for i, r := range got.Records {
				types[r.Type]++
				if r.Digest != l.Records[i].Digest || got.Lines[i] != l.Lines[i] {
					t.Errorf("seed %d: record %d is another", seed, i)
				}
			}
		}
	}
	for _, name := range signoff.KnownTypes() {
		if types[name] == 0 {
			t.Errorf("no record of type %s", name)
		}
	}
}

// The same seed makes the same program and people.
func TestSeedDecides(t *testing.T) {
	made := func(seed uint64) string {
		g, files := New(seed), fstest.MapFS{}
		for name, text := range New(seed).Definitions() {
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
		p, _ := competency.Load(files)
		return File(g.Person(p, "mia", 30))
	}
	if made(3) != made(3) || made(3) == made(4) {
		t.Error("what is made does not follow from the seed")
	}
}
