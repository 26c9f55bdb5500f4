package ledger_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"sojt/signoff/ledger"
)

const uniteHead = "# Append only.\nlearner: ana\nname: Ana\nrecords:\n"

// versions of a file: base, ours, theirs; "-" is no file.
type versions [3]string

func (v versions) unite() (*ledger.Union, error) {
	var data [3][]byte
	for i, text := range v {
		if text != "-" {
			data[i] = []byte(text)
		}
	}
	return ledger.Unite(anaPath, data[0], data[1], data[2])
}

func TestUnite(t *testing.T) {
	a, b, c := "- "+record(1)+"\n", "- "+record(2)+"\n", "- "+record(3)+"\n"
	edited := strings.Replace(b, `"by":"`, `"by":"x`, 1)
	if edited == b {
		t.Fatal("checker is broken: the record was not edited")
	}
	const whole = `- {"v":1,"id":"01M7YRRT808YCPGPX0X4WJ1G1M","at":"2026-11-21T10:00:00Z","by":"ana","type":"note","program":"p-1","learner":"ana","kind":"feedback","text":"x"}`
	renamed := strings.Replace(uniteHead, "name: Ana", "name: Ana Ruiz", 1)
	moved := strings.Replace(uniteHead, "records:", "department: kitchen\nrecords:", 1)
	both := strings.Replace(renamed, "records:", "department: kitchen\nrecords:", 1)
	for name, x := range map[string]struct {
		versions
		want    string
		clashes []ledger.Clash
		dropped [2]int
	}{
		"both append":               {versions{uniteHead + a, uniteHead + a + b, uniteHead + a + c}, uniteHead + a + c + b, nil, [2]int{}},
		"both append the same":      {versions{uniteHead + a, uniteHead + a + b, uniteHead + a + b}, uniteHead + a + b, nil, [2]int{}},
		"repeated lines":            {versions{uniteHead, uniteHead + a + a, uniteHead + b + a + b}, uniteHead + b + a, nil, [2]int{}},
		"other order":               {versions{uniteHead + a + b, uniteHead + b + a, uniteHead + a + b}, uniteHead + a + b, nil, [2]int{}},
		"CR LF there":               {versions{uniteHead + a, uniteHead + a + b, strings.ReplaceAll(uniteHead+a+c, "\n", "\r\n")}, uniteHead + a + c + b, nil, [2]int{}},
		"byte order mark":           {versions{uniteHead + a, uniteHead + a + b, "\ufeff" + uniteHead + a}, uniteHead + a + b, nil, [2]int{}},
		"no last line end":          {versions{uniteHead + a, uniteHead + a + b, uniteHead + a + whole}, uniteHead + a + whole + "\n" + b, nil, [2]int{}},
		"a line deleted there":      {versions{uniteHead + a + b, uniteHead + a + b + c, uniteHead + a}, uniteHead + a + b + c, nil, [2]int{0, 1}},
		"a line deleted here":       {versions{uniteHead + a + b, uniteHead + b, uniteHead + a + b + c}, uniteHead + a + b + c, nil, [2]int{1, 0}},
		"deleted on both":           {versions{uniteHead + a + b, uniteHead + b, uniteHead + b + c}, uniteHead + b + c + a, nil, [2]int{1, 1}},
		"edited here":               {versions{uniteHead + b, uniteHead + edited, uniteHead + b + c}, uniteHead + b + c + edited, nil, [2]int{1, 0}},
		"made on both":              {versions{"-", uniteHead + a, uniteHead + b}, uniteHead + b + a, nil, [2]int{}},
		"gone there":                {versions{uniteHead + a, uniteHead + a + b, "-"}, uniteHead + a + b, nil, [2]int{0, 1}},
		"gone here":                 {versions{uniteHead + a, "-", uniteHead + a + b}, uniteHead + a + b, nil, [2]int{1, 0}},
		"name there":                {versions{uniteHead, uniteHead + a, renamed + b}, renamed + b + a, nil, [2]int{}},
		"name here, key there":      {versions{uniteHead, renamed + a, moved + b}, both + b + a, nil, [2]int{}},
		"key removed there":         {versions{moved, moved + a, uniteHead + b}, uniteHead + b + a, nil, [2]int{}},
		"names of both":             {versions{uniteHead, renamed, strings.Replace(uniteHead, "Ana\n", "Anna\n", 1)}, "", []ledger.Clash{{Key: "name", Ours: "Ana Ruiz", Theirs: "Anna"}}, [2]int{}},
		"name here, none there":     {versions{uniteHead, renamed, strings.Replace(uniteHead, "name: Ana\n", "", 1)}, "", []ledger.Clash{{Key: "name", Ours: "Ana Ruiz"}}, [2]int{}},
		"comments of both":          {versions{uniteHead, "# mine\n" + uniteHead, "# theirs\n" + uniteHead}, "# mine\n" + uniteHead, nil, [2]int{}},
		"made on both, other names": {versions{"-", uniteHead + a, renamed + b}, "", []ledger.Clash{{Key: "name", Ours: "Ana", Theirs: "Ana Ruiz"}}, [2]int{}},
	} {
		t.Run(name, func(t *testing.T) {
			u, err := x.unite()
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(u.Clashes, x.clashes) {
				t.Errorf("clashes %q, expected %q", u.Clashes, x.clashes)
			}
			if x.clashes == nil && string(u.Data) != x.want {
				t.Errorf("got\n%s\nexpected\n%s", u.Data, x.want)
			}
			if got := [2]int{len(u.Dropped[0]), len(u.Dropped[1])}; got != x.dropped {
				t.Errorf("dropped %v, expected %v", got, x.dropped)
			}
		})
	}
}

// What is no header and list of records is not guessed at.
func TestUniteRefusesDamage(t *testing.T) {
	whole := uniteHead + "- " + record(1) + "\n"
	for name, x := range map[string]struct {
		text  string
		state ledger.State
	}{
		"conflict markers": {"<<<<<<< HEAD\n" + whole, ledger.HasMarkers},
		"torn":             {whole + `- {"v":1,"id"`, ledger.Torn},
		"nul":              {whole + "\x00\x00\n", ledger.HasNUL},
		"second header":    {whole + uniteHead, ledger.SecondHeader},
		"stray line":       {whole + "a thought\n", ledger.SecondHeader},
		"empty":            {"", ledger.Torn},
	} {
		for at := range 3 {
			v := versions{whole, whole, whole}
			v[at] = x.text
			_, err := v.unite()
			var damaged *ledger.StateError
			if !errors.As(err, &damaged) || damaged.State != x.state || damaged.Path != anaPath {
				t.Errorf("%s in version %d: got %v, expected %q", name, at, err, x.state)
			}
		}
	}
}

// Whatever lines three versions have, in whatever order, the union has each of them once, and does not
// depend on which side is whose.
func TestUniteIsASet(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	for range 500 {
		var v versions
		all := map[string]bool{}
		for i := range v {
			v[i] = uniteHead
			for range random.IntN(12) {
				line := "- " + record(random.IntN(15)) + "\n"
				v[i] += line
				all[line] = true
			}
		}
		one, err := v.unite()
		two, err2 := versions{v[0], v[2], v[1]}.unite()
		if err = errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		got := slices.Sorted(strings.Lines(strings.TrimPrefix(string(one.Data), uniteHead)))
		if len(got) != len(all) || slices.ContainsFunc(got, func(l string) bool { return !all[l] }) {
			t.Fatalf("%q came to %q", v, got)
		}
		if other := slices.Sorted(strings.Lines(strings.TrimPrefix(string(two.Data), uniteHead))); !slices.Equal(got, other) {
			t.Fatalf("%q: %s", v, fmt.Sprint(got, other))
		}
	}
}
