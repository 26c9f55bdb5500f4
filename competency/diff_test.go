package competency

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"sojt/competency/calendar"
)

// Every field that definitions have is compared: one that is added and forgotten here would change what
// sign-offs rest on without a word.
func TestDiffSeesEveryField(t *testing.T) {
	for _, x := range []struct {
		name  string
		of    any
		skip  []string // what is no key of its own, or is compared as something else
		diffs func(of reflect.Value) []Change
	}{
		{"competency", Competency{}, []string{"ID", "node", "Fingerprint", "Pos", "Level"}, func(of reflect.Value) []Change {
			c := of.Interface().(Competency)
			c.ID = "a"
			return Diff(small(&Competency{ID: "a"}), small(&c))
		}},
		{"policy", Policy{}, nil, func(of reflect.Value) []Change {
			p := small(nil)
			p.Policy = of.Interface().(Policy)
			return Diff(small(nil), p)
		}},
		{"role", Role{}, []string{"ID", "Pos", "node", "Interviews", "Entries"}, func(of reflect.Value) []Change {
			r := of.Interface().(Role)
			r.ID = "cook"
			p, q := small(nil), small(nil)
			p.Roles, q.Roles = []*Role{{ID: "cook"}}, []*Role{&r}
			return Diff(p, q)
		}},
		{"mentor", Mentor{}, []string{"ID", "Pos", "node"}, func(of reflect.Value) []Change {
			m := of.Interface().(Mentor)
			m.ID = "ana"
			p, q := small(nil), small(nil)
			p.Mentors, q.Mentors = []*Mentor{{ID: "ana"}}, []*Mentor{&m}
			return Diff(p, q)
		}},
	} {
		for i := range reflect.TypeOf(x.of).NumField() {
			field := reflect.TypeOf(x.of).Field(i)
			if slices.Contains(x.skip, field.Name) {
				continue
			}
			v := reflect.New(reflect.TypeOf(x.of)).Elem()
			change(v.Field(i))
			if got := x.diffs(v); len(got) == 0 {
				t.Errorf("%s: %s is compared by nothing", x.name, field.Name)
			}
			if got := x.diffs(reflect.New(reflect.TypeOf(x.of)).Elem()); len(got) != 0 {
				t.Fatalf("checker is broken: %v differ without a change", got)
			}
		}
	}
}

// change gives a value that differs from the zero one, in all of its parts.
func change(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int32:
		v.SetInt(7)
	case reflect.Uint8:
		v.SetUint('d')
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		change(v.Index(0))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		change(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				change(v.Field(i))
			}
		}
	}
}

func small(c *Competency) *Program {
	p := &Program{ID: "p", Zone: time.UTC, competencies: map[string]*Competency{}}
	if c != nil {
		p.competencies[c.ID] = c
	}
	return p
}

func TestDiff(t *testing.T) {
	criteria := func(words ...string) *Competency {
		c := &Competency{ID: "a"}
		for _, w := range words {
			id, text, _ := strings.Cut(w, " ")
			c.Criteria = append(c.Criteria, Criterion{ID: id, Text: text, Critical: strings.HasSuffix(text, "!")})
		}
		return c
	}
	role := func(c *Competency, e Entry) *Program {
		p := small(c)
		e.Competency = c
		p.Roles = []*Role{{ID: "cook", Entries: []*Entry{&e}}}
		return p
	}
	shared := &Competency{ID: "a", Title: "A", Required: true, Practice: 1}
	gone := small(nil)
	gone.Roles = []*Role{{ID: "cook"}}
	rated := func(means string) *Competency {
		return &Competency{ID: "a", Scale: &Scale{ID: "s", Levels: []Level{{ID: 1, Name: "one", Means: means}}}}
	}
	for _, x := range []struct {
		name          string
		before, after *Program
		want          string // role/competency key before>after, a line each
	}{
		{"nothing", small(criteria("x one")), small(criteria("x one")), ""},
		{"another order", small(criteria("x one", "y two")), small(criteria("y two", "x one")), "/a criteria x y>y x"},
		{"one more, between", small(criteria("x one", "y two")), small(criteria("x one", "z three", "y two")), "/a criteria.z >three"},
		{"one less, one reworded", small(criteria("x one", "y two")), small(criteria("y 2")), "/a criteria.x one>\n/a criteria.y two>2"},
		{"critical", small(criteria("x one")), small(criteria("x one!")), "/a criteria.x one>one! (critical)"},
		{"all of it", small(nil), small(&Competency{ID: "a", Title: "A"}), "/a  >A"},
		{"a scale's words", small(rated("sees")), small(rated("looks")), "/a scale.levels 1 one sees>1 one looks"},
		{"a level", small(&Competency{ID: "a", Scale: &Scale{ID: "s"}, Level: 2}), small(&Competency{ID: "a", Scale: &Scale{ID: "s"}, Level: 3}), "/a level 2>3"},
		{"a level without a scale", small(&Competency{ID: "a", Level: 2}), small(&Competency{ID: "a", Level: 3}), ""},
		{"what a role asks of a shared one", role(shared, Entry{Used: true, Required: true, Practice: 1}), role(shared, Entry{Used: true, Practice: 5}),
			"cook/a required >false\ncook/a practice >5"},
		{"what the competency asks itself", role(&Competency{ID: "a", Practice: 1}, Entry{Used: true, Practice: 1}), role(&Competency{ID: "a", Practice: 2}, Entry{Used: true, Practice: 2}),
			"/a practice 1>2"},
		{"taken out of a role", role(shared, Entry{Used: true}), gone, "cook/a  A>\n/a  A>"},
	} {
		var got []string
		for _, c := range Diff(x.before, x.after) {
			got = append(got, fmt.Sprintf("%s/%s %s %s>%s", c.Role, c.Competency, c.Key, c.Before, c.After))
		}
		if text := strings.Join(got, "\n"); text != x.want {
			t.Errorf("%s: got\n%s\nwant\n%s", x.name, text, x.want)
		}
	}
}

func TestTurns(t *testing.T) {
	d := func(n int) calendar.Date { return calendar.Of(2026, 11, n) }
	before := small(&Competency{ID: "a", Retired: d(25)})
	after := small(&Competency{ID: "a", Revision: 2, Revised: d(23), Retired: d(25)})
	after.competencies["b"] = &Competency{ID: "b", Revised: d(21)} // has come already
	changes := Diff(before, after)
	if got := Turns(before, after, changes, d(21)); !slices.Equal(got, []calendar.Date{d(23), d(25)}) {
		t.Errorf("got %v", got)
	}
	if got := Turns(before, after, nil, d(21)); got != nil {
		t.Errorf("what did not change turns nothing, got %v", got)
	}
}
