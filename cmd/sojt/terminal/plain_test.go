package terminal

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

// lineByLine hands over what was typed a line at a time, as a terminal does.
type lineByLine struct{ rest string }

func (l *lineByLine) Read(b []byte) (int, error) {
	if l.rest == "" {
		return 0, io.EOF
	}
	i := strings.Index(l.rest, "\n") + 1
	if i == 0 {
		i = len(l.rest)
	}
	n := copy(b, l.rest[:i])
	l.rest = l.rest[n:]
	return n, nil
}

func askedPlain(t *testing.T, q Question, typed string) (Answer, string, error) {
	t.Helper()
	var out strings.Builder
	a, err := askPlain(t.Context(), &lineByLine{typed}, &out, 80, q)
	return a, out.String(), err
}

func TestPlainLists(t *testing.T) {
	q := Question{Kind: Some, Title: "learner", Items: people(200)}
	q.Items[7].Off = "away\nfor long"
	for typed, want := range map[string][]int{
		"3\n": {2}, "3 5\n": {2, 4}, "learner-1\n": {1}, "LEARNER-199\n": {199}, "name 199\n": {199}, "nobody\n\nlearner-19\n": {19},
		"name 19\n20\n": {19}, "8\n9\n": {8}, "0\n201\n200\n": {199},
	} {
		a, out, err := askedPlain(t, q, typed)
		if err != nil || !slices.Equal(a.Items, want) {
			t.Errorf("%q gives %v, %v\n%s", typed, a.Items, err, out)
		}
		if !strings.Contains(out, "and 180 more: type part of a name") || strings.Contains(out, "\x1b") || strings.Contains(out, "\r") {
			t.Errorf("read out is\n%s", out)
		}
	}
	if _, out, _ := askedPlain(t, q, "8\n"); !strings.Contains(out, "learner-7: away\nfor long") {
		t.Errorf("it does not say why not:\n%s", out)
	}
	levels := Question{Kind: One, Items: []Item{{Key: "0", Text: "Novice"}, {Key: "1", Text: "Able"}}}
	if a, out, err := askedPlain(t, levels, "1\n"); err != nil || !slices.Equal(a.Items, []int{1}) || !strings.Contains(out, "0. Novice") {
		t.Errorf("level 1 is taken for %v, %v\n%s", a.Items, err, out)
	}
}

func TestPlainTicksAndLines(t *testing.T) {
	a, out, err := askedPlain(t, Question{Kind: Ticks, Items: people(3), Prompt: "met:"}, "\n4\n1 2\n2\n\n")
	if err != nil || !slices.Equal(a.Items, []int{0}) || !strings.Contains(out, "ticked: 1, 2; not ticked: 3") {
		t.Errorf("%v, %v\n%s", a, err, out)
	}
	a, _, err = askedPlain(t, Question{Prompt: "note:"}, "\x1b[A\n\xff\n no slip \n")
	if err != nil || a.Text != "no slip" {
		t.Errorf("%q, %v", a.Text, err)
	}
	if a, _, err = askedPlain(t, Question{Prompt: "retest:", Empty: "2026-12-01"}, "\n"); err != nil || a.Text != "2026-12-01" {
		t.Errorf("%q, %v", a.Text, err)
	}
	if a, _, err = askedPlain(t, Question{}, "<\n"); err != nil || !a.Back {
		t.Errorf("%v, %v", a, err)
	}
}

// TestPlainKeepsWhatWasAnswered: an empty line keeps what was answered before, which is read out.
func TestPlainKeepsWhatWasAnswered(t *testing.T) {
	line := Question{Prompt: "note:", Typed: "no slip"}
	for typed, want := range map[string]string{"\n": "no slip", "0\n": "", "slipped\n": "slipped"} {
		if a, out, err := askedPlain(t, line, typed); err != nil || a.Text != want || !strings.Contains(out, "so far: no slip; Enter keeps it, 0 takes it away") {
			t.Errorf("%q gives %q, %v\n%s", typed, a.Text, err, out)
		}
	}
	one := Question{Kind: One, Items: []Item{{Key: "1", Text: "Helped"}, {Key: "3", Text: "Alone"}}, Ticked: []int{1}}
	for typed, want := range map[string]int{"\n": 1, "1\n": 0} {
		if a, out, err := askedPlain(t, one, typed); err != nil || !slices.Equal(a.Items, []int{want}) || !strings.Contains(out, "so far: 3 (Alone); Enter keeps it") {
			t.Errorf("%q gives %v, %v\n%s", typed, a.Items, err, out)
		}
	}
	ticks := Question{Kind: Ticks, Items: people(3), Ticked: []int{0, 2}, Prompt: "met:"}
	if a, out, err := askedPlain(t, ticks, "3\n\n"); err != nil || !slices.Equal(a.Items, []int{0}) || !strings.Contains(out, "ticked: 1, 3; not ticked: 2") {
		t.Errorf("%v, %v\n%s", a.Items, err, out)
	}
}

// TestPlainEndOfInput: no question is answered by it, nor by half a line.
func TestPlainEndOfInput(t *testing.T) {
	for _, q := range []Question{{}, {Empty: "x"}, {Kind: One, Items: people(1)}, {Kind: Some, Items: people(1)}, {Kind: Ticks, None: true, Items: people(1)}} {
		for _, typed := range []string{"", "1", "yes"} {
			if a, _, err := askedPlain(t, q, typed); !errors.Is(err, io.EOF) {
				t.Errorf("%q at a question of kind %d gives %v, %v", typed, q.Kind, a, err)
			}
		}
	}
}
