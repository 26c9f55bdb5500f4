package terminal

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"sojt/report/safe"
)

func TestKeys(t *testing.T) {
	for typed, want := range map[string][]key{
		"aé世":                   {'a', 'é', '世'},
		"\x1b[A\x1b[B\x1bOA":    {keyUp, keyDown, keyUp},
		"\x1b[5~\x1b[6~":        {keyPageUp, keyPageDown},
		"\x1b[H\x1b[F\x1b[1~":   {keyHome, keyEnd, keyHome},
		"\x1b[Z\t\r\n":          {keyBack, keyTab, keyEnter, keyEnter},
		"\x7f\x08\x15\x17":      {keyErase, keyErase, keyEraseLine, keyEraseWord},
		"\x03\x04":              {keyInterrupt, keyEOF},
		"\x1b[200~x\x1b[?1;2cy": {'x', 'y'},
		"\x1bx\xff\x00\x1b[<0z": {'x', 0},
		"\u200b\u202e":          nil,
	} {
		if typed == "\x1bx\xff\x00\x1b[<0z" {
			want = []key{'x'} // what is cut off waits for the rest
		}
		for cut := range len(typed) + 1 { // wherever the bytes are parted
			var d decoder
			got := append(d.more([]byte(typed[:cut])), d.more([]byte(typed[cut:]))...)
			if !slices.Equal(got, want) {
				t.Fatalf("%q parted at %d gives %d, expected %d", typed, cut, got, want)
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	for typed, want := range map[string][]int{"1": {1}, "1 3-5": {1, 3, 4, 5}, "2,2;12": {2, 12}, "3-3": {3}} {
		if got, wrong := numbers(typed, 12); wrong != "" || !slices.Equal(got, want) {
			t.Errorf("%q gives %d, %q", typed, got, wrong)
		}
	}
	for _, typed := range []string{"0", "13", "5-3", "x", "1-", "-", "1-99999999999999999999", "1.5", "all", "+1-"} {
		if got, wrong := numbers(typed, 12); wrong == "" {
			t.Errorf("%q gives %d", typed, got)
		}
	}
}

// people are items of a list.
func people(n int) []Item {
	var all []Item
	for i := range n {
		all = append(all, Item{Key: fmt.Sprintf("learner-%d", i), Text: fmt.Sprintf("Name %d", i), Note: "nothing ready"})
	}
	return all
}

func press(v *view, keys ...key) bool {
	done := false
	for _, k := range keys {
		done = v.press(k)
	}
	return done
}

func TestListTakesWhatIsMeant(t *testing.T) {
	v := newView(Question{Kind: One, Items: people(120)})
	for _, k := range "learner-1" {
		press(v, key(k))
	}
	if !press(v, keyEnter) || !slices.Equal(v.answer().Items, []int{1}) {
		t.Errorf("learner-1 typed out gives %v, with %d shown", v.answer(), len(v.shown()))
	}
	v = newView(Question{Kind: Some, Items: people(3)})
	v.q.Items[1].Off = "away"
	if press(v, keyDown, keyEnter) || v.remark != "away" {
		t.Errorf("somebody who is away is taken: %q", v.remark)
	}
	if press(v, keyTab); v.marked[1] {
		t.Error("somebody who is away is marked")
	}
	if !press(v, keyUp, keyTab, keyDown, keyDown, keyTab, keyEnter) || !slices.Equal(v.answer().Items, []int{0, 2}) {
		t.Errorf("marked are %v", v.answer())
	}
	v = newView(Question{Kind: One, Bare: true, Items: people(2)})
	if press(v, keyEnter) || !press(v, keyDown, keyEnter) || !slices.Equal(v.answer().Items, []int{0}) {
		t.Error("of a list that suggests nothing something is taken unchosen, or what is chosen is not")
	}
}

func TestTicks(t *testing.T) {
	for name, c := range map[string]struct {
		keys string
		done bool
		want []int
	}{
		"nothing":      {"\r", false, nil},
		"none is met":  {"0\r", true, nil},
		"all at once":  {"1-3\r", true, []int{0, 1, 2}},
		"some":         {"1 3\r\r", true, []int{0, 2}},
		"taken back":   {"1 3\r3\r\r", true, []int{0}},
		"wrong":        {"4\r", false, nil},
		"wrong, right": {"1 4\r2\r\r", true, []int{1}},
	} {
		v := newView(Question{Kind: Ticks, Items: people(3)})
		done := false
		for _, k := range c.keys {
			if k == '\r' {
				done = v.press(keyEnter)
			} else {
				v.press(key(k))
			}
		}
		if done != c.done || done && !slices.Equal(v.answer().Items, c.want) {
			t.Errorf("%s: %t, %v; %q", name, done, v.answer().Items, v.remark)
		}
	}
	v := newView(Question{Kind: Ticks, None: true, Items: people(1)})
	if !press(v, keyEnter) || v.answer().Items != nil {
		t.Error("where nothing is an ordinary answer it is not taken")
	}
}

func TestErase(t *testing.T) {
	v := newView(Question{})
	for _, k := range "zwei Wörter" {
		v.press(key(k))
	}
	for _, step := range []struct {
		k    key
		want string
	}{{keyErase, "zwei Wörte"}, {keyEraseWord, "zwei "}, {keyEraseWord, ""}, {keyErase, ""}, {'ß', "ß"}, {keyErase, ""}, {'x', "x"}, {keyEraseLine, ""}} {
		if v.press(step.k); v.typed != step.want {
			t.Errorf("left is %q, expected %q", v.typed, step.want)
		}
	}
	for range 2 * mostTyped {
		v.press('x')
	}
	if len(v.typed) > mostTyped {
		t.Errorf("%d bytes are kept", len(v.typed))
	}
}

// What was answered before stands there, and whoever goes back takes along what was typed until then.
func TestWhatWasAnsweredStandsThere(t *testing.T) {
	v := newView(Question{Prompt: "note:", Typed: "no slip"})
	if !press(v, 's', keyEnter) || v.answer().Text != "no slips" {
		t.Errorf("the line is %q", v.typed)
	}
	v = newView(Question{Typed: "half", Empty: "x"})
	if press(v, ' ', 'o', keyBack); !v.answer().Back || v.answer().Text != "half o" {
		t.Errorf("going back gives %+v", v.answer())
	}
	v = newView(Question{Empty: "x"})
	if press(v, keyBack); v.answer().Text != "" {
		t.Errorf("what nobody typed goes back as %+v", v.answer())
	}
	v = newView(Question{Kind: One, Bare: true, Items: people(3), Ticked: []int{1}})
	if !press(v, keyEnter) || !slices.Equal(v.answer().Items, []int{1}) {
		t.Errorf("the one that was chosen is %+v", v.answer())
	}
	v = newView(Question{Kind: One, Bare: true, Items: people(3), Ticked: []int{1}})
	if !press(v, keyDown, keyEnter) || !slices.Equal(v.answer().Items, []int{2}) {
		t.Errorf("another one is %+v", v.answer())
	}
	v = newView(Question{Kind: Ticks, Items: people(3)})
	if press(v, '2', keyEnter, keyBack); !v.answer().Back || !slices.Equal(v.answer().Items, []int{1}) {
		t.Errorf("ticks go back as %+v", v.answer())
	}
}

func TestCheckKeepsTheQuestion(t *testing.T) {
	v := newView(Question{Check: func(a Answer) string {
		if a.Back {
			return "there is nothing before"
		}
		if a.Text != "yes" {
			return "nothing but yes"
		}
		return ""
	}})
	if press(v, keyBack) || v.back || press(v, 'n', keyEnter) || v.remark != "nothing but yes" {
		t.Errorf("an answer that will not do is taken: %q", v.remark)
	}
	if !press(v, keyErase, 'y', 'e', 's', keyEnter) || v.answer().Text != "yes" {
		t.Errorf("yes is not: %q %q", v.typed, v.remark)
	}
}

// TestFramesFit: whatever the text, keys and size, a frame has no more lines than the screen, none is as wide as
// it, nothing in it steers the terminal, and the item at the cursor shows.
func TestFramesFit(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	texts := []string{"", "grip", "a word or two of text", strings.Repeat("long ", 60), strings.Repeat("x", 300), "\x1b[2J\x1b]52;c;eA\x07", "世界 wide", "e\u0301\u200bx", "::error::", "line\nbreak\ttab"}
	some := func() string { return texts[r.IntN(len(texts))] }
	keys := []key{keyUp, keyDown, keyPageUp, keyPageDown, keyHome, keyEnd, keyEnter, keyErase, keyEraseLine, keyTab, ' ', 'x', '1', '世', 'g'}
	for range 1000 {
		q := Question{Kind: Kind(r.IntN(4)), Step: "step 1 of 5", Title: some(), Head: some(), Prompt: "what:", None: r.IntN(2) == 0}
		for range r.IntN(6) {
			q.Text = append(q.Text, Note{some(), some()})
		}
		for range r.IntN(30) {
			q.Items = append(q.Items, Item{Key: some(), Text: some(), Note: some(), Off: some()})
		}
		v := newView(q)
		size := Size{leastColumns + r.IntN(180), leastRows + r.IntN(50)}
		for range 12 {
			lines := v.lines(size)
			if len(lines) > size.Rows {
				t.Fatalf("%d lines on %d rows: %q", len(lines), size.Rows, lines)
			}
			seen := v.cursor < 0 || v.free
			for _, l := range lines {
				if safe.Width(l.text) >= size.Columns || strings.ContainsAny(l.text, "\x1b\x07\n\t\r") {
					t.Fatalf("the line %q on %d columns", l.text, size.Columns)
				}
				seen = seen || strings.HasPrefix(l.text, "> ")
			}
			if !seen {
				t.Fatalf("item %d does not show on %v: %q", v.cursor, size, lines)
			}
			if v.press(keys[r.IntN(len(keys))]) {
				break
			}
		}
	}
}

func TestNothingIsLeftOutOfALongGuide(t *testing.T) {
	q := Question{Kind: Ticks, Items: people(4)}
	for i := range 40 {
		q.Text = append(q.Text, Note{"", fmt.Sprintf("paragraph %d of the guide", i)})
	}
	v, read := newView(q), ""
	for range 20 {
		for _, l := range v.lines(Size{60, 15}) {
			read += l.text + "\n"
		}
		v.press(keyPageDown)
	}
	for _, n := range q.Text {
		if !strings.Contains(read, n.Text) {
			t.Errorf("%q is never shown", n.Text)
		}
	}
	v.press(keyDown)
	if v.lines(Size{60, 15}); v.cursor != 0 || v.free {
		t.Error("the first item is not reached")
	}
}
