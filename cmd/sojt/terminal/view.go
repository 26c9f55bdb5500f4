package terminal

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// view is a question while it is being answered: what was typed and marked so far, and which part shows.
type view struct {
	q      Question
	typed  string
	cursor int // of Items; -1 before the first
	marked []bool
	top    int  // the first line of the body that shows
	page   int  // lines of the body that showed last
	free   bool // top is where the reader put it, and need not show the cursor
	remark string
	back   bool
}

func newView(q Question) *view {
	v := &view{q: q, typed: q.Typed, cursor: -1, marked: make([]bool, len(q.Items))}
	v.settle()
	for _, i := range q.Ticked {
		if q.Kind == One {
			v.cursor = i
		} else {
			v.marked[i] = true
		}
	}
	return v
}

// lists reports whether what is typed filters the items.
func (v *view) lists() bool { return v.q.Kind == One || v.q.Kind == Some }

// shown are the items that what was typed lets through.
func (v *view) shown() []int {
	var all []int
	for i := range v.q.Items {
		if !v.lists() || matches(v.q.Items[i], v.typed) {
			all = append(all, i)
		}
	}
	return all
}

// matches reports whether each typed word stands somewhere in an item, in whatever case.
func matches(it Item, typed string) bool {
	text := strings.ToLower(it.Key + " " + it.Text + " " + it.Note)
	for word := range strings.FieldsSeq(strings.ToLower(typed)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// settle puts the cursor on the item that is likeliest meant: one of just that name, else the first.
func (v *view) settle() {
	if !v.lists() {
		return
	}
	shown := v.shown()
	v.cursor, v.top, v.free = -1, 0, false
	for _, i := range shown {
		if strings.EqualFold(v.q.Items[i].Key, strings.TrimSpace(v.typed)) {
			v.cursor = i
			return
		}
	}
	if len(shown) > 0 && !(v.q.Bare && v.typed == "") {
		v.cursor = shown[0]
	}
}

// press takes a key, and reports whether the question is answered.
func (v *view) press(k key) bool {
	switch k {
	case keyUp, keyDown:
		v.move(k)
	case keyPageUp, keyHome:
		v.scroll(k, -max(1, v.page-1))
	case keyPageDown, keyEnd:
		v.scroll(k, max(1, v.page-1))
	case keyEnter:
		v.remark = ""
		return v.enter() && v.will()
	case keyBack:
		v.back = true
		return v.will()
	case keyTab:
		v.mark()
	case keyErase, keyEraseWord, keyEraseLine:
		v.remark = ""
		v.erase(k)
		v.settle()
	default:
		v.write(k)
	}
	return false
}

func (v *view) move(k key) {
	shown := v.shown()
	if len(shown) == 0 {
		v.scroll(k, map[key]int{keyUp: -1, keyDown: 1}[k])
		return
	}
	at := slices.Index(shown, v.cursor)
	if k == keyUp {
		at = max(at-1, 0)
	} else {
		at = min(at+1, len(shown)-1)
	}
	v.cursor, v.free = shown[at], false
}

// scroll shows another part of the body; what shows then is limited when it is drawn.
func (v *view) scroll(k key, by int) {
	v.free = true
	switch k {
	case keyHome:
		v.top = 0
	case keyEnd:
		v.top = 1 << 30
	default:
		v.top = max(0, v.top+by)
	}
}

// mark marks the item at the cursor, or takes its mark away.
func (v *view) mark() {
	if v.cursor < 0 || v.q.Kind != Some && v.q.Kind != Ticks {
		return
	}
	if off := v.q.Items[v.cursor].Off; off != "" {
		v.remark = off
		return
	}
	v.marked[v.cursor], v.remark = !v.marked[v.cursor], ""
	if v.typed != "" && v.lists() {
		v.typed, v.free = "", false
	}
}

func (v *view) erase(k key) {
	switch k {
	case keyErase:
		_, n := utf8.DecodeLastRuneInString(v.typed)
		v.typed = v.typed[:len(v.typed)-n]
	case keyEraseWord:
		words := strings.TrimRight(v.typed, " ")
		v.typed = words[:strings.LastIndex(words, " ")+1]
	default:
		v.typed = ""
	}
}

// mostTyped is the longest line that is taken, in bytes; what is typed behind it is dropped.
const mostTyped = 4096

func (v *view) write(k key) {
	if k == ' ' && v.q.Kind == Ticks && v.typed == "" {
		v.mark()
		return
	}
	if k > 0 && len(v.typed) < mostTyped {
		v.remark = ""
		v.typed += string(rune(k))
		v.settle()
	}
}

// enter takes what was typed; it reports whether that answers the question.
func (v *view) enter() bool {
	switch v.q.Kind {
	case Line:
		return true
	case Ticks:
		done, remark := tick(v.q, v.marked, v.typed)
		v.typed, v.remark = "", remark
		return done
	}
	if slices.Contains(v.marked, true) && v.typed == "" {
		return true
	}
	if v.cursor < 0 && v.typed == "" {
		v.remark = "nothing is chosen yet"
		return false
	}
	if v.cursor < 0 {
		v.remark = fmt.Sprintf("nothing here goes by %q", v.typed)
		return false
	}
	if v.remark = v.q.Items[v.cursor].Off; v.remark != "" {
		return false
	}
	v.marked[v.cursor] = true
	return true
}

// will reports whether the answer will do; else it says why not, and the question stays.
func (v *view) will() bool {
	if v.q.Check == nil {
		return true
	}
	if v.remark = v.q.Check(v.answer()); v.remark == "" {
		return true
	}
	if v.back {
		v.back = false
		return false
	}
	if v.q.Keep {
		v.typed = ""
	}
	if v.lists() {
		clear(v.marked)
	}
	return false
}

// answer is what the view came to.
func (v *view) answer() Answer {
	a := Answer{Back: v.back}
	if v.q.Kind == Line {
		a.Text = strings.TrimSpace(v.typed)
	}
	if v.q.Kind == Line && !v.back {
		a.Text = cmp.Or(a.Text, v.q.Empty)
	}
	for i, on := range v.marked {
		if on {
			a.Items = append(a.Items, i)
		}
	}
	return a
}

// tick takes a line typed at a question of ticks: numbers turn their ticks, 0 takes all away and ends it, and
// so does nothing at all. It ends as well once everything is ticked.
func tick(q Question, marked []bool, typed string) (done bool, remark string) {
	switch typed = strings.TrimSpace(typed); {
	case typed == "" && !q.None && len(marked) > 0 && !slices.Contains(marked, true):
		return false, "nothing is ticked: type the numbers of those that are met, or 0 if not one is"
	case typed == "":
		return true, ""
	case typed == "0":
		clear(marked)
		return true, ""
	}
	numbers, wrong := numbers(typed, len(marked))
	if wrong != "" {
		return false, wrong
	}
	for _, n := range numbers {
		marked[n-1] = !marked[n-1]
	}
	return !slices.Contains(marked, false), ""
}

// numbers reads 1 3-5 or 1,3-5: each number once, from 1 to the most there is; or what is wrong with them.
func numbers(typed string, most int) (all []int, wrong string) {
	for part := range strings.FieldsFuncSeq(typed, func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		from, to, isRange := strings.Cut(part, "-")
		first, err := strconv.Atoi(from)
		last := first
		if err == nil && isRange {
			last, err = strconv.Atoi(to)
		}
		if err != nil || first < 1 || last > most || first > last {
			return nil, fmt.Sprintf("%q is none of the numbers 1 to %d; write them as in 1 3-5", part, most)
		}
		for n := first; n <= last; n++ {
			if !slices.Contains(all, n) {
				all = append(all, n)
			}
		}
	}
	return all, ""
}
