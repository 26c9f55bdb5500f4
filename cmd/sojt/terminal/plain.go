package terminal

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sojt/report/safe"
)

// mostRead is how many items of a list are read out at once.
const mostRead = 20

// askPlain asks line by line: what is asked is written once, numbered, and the terminal itself takes a line.
func askPlain(ctx context.Context, in io.Reader, out io.Writer, width int, q Question) (Answer, error) {
	p := &reader{out: out, width: min(width, 100) - 1, v: newView(q)}
	p.say("")
	p.say(strings.Trim(q.Step+": "+cmp.Or(q.Head, q.Title), ": "))
	for _, n := range q.Text {
		if n != (Note{}) {
			p.say(strings.Trim(n.Label+": "+n.Text, ": "))
		}
	}
	p.list()
	p.before()
	for {
		p.remark()
		fmt.Fprint(out, safe.Text(p.prompt())+" ")
		typed, err := line(ctx, in)
		if err != nil {
			io.WriteString(out, "\n")
			return Answer{}, err
		}
		if p.take(typed) && p.v.will() {
			return p.v.answer(), nil
		}
	}
}

// before reads out what was answered before, which an empty line keeps.
func (p *reader) before() {
	switch q := p.v.q; {
	case q.Kind == Line && q.Typed != "":
		p.say("so far: " + q.Typed + "; Enter keeps it, 0 takes it away")
	case q.Kind == One && len(q.Ticked) > 0:
		p.say("so far: " + Said(q, Answer{Items: q.Ticked}) + "; Enter keeps it")
	case q.Kind == Ticks && len(q.Ticked) > 0:
		p.ticked()
	}
}

// line reads a line from a terminal that hands lines over. One that the end of input breaks off is none.
func line(ctx context.Context, in io.Reader) (string, error) {
	var all []byte
	for {
		typed, err := read(ctx, in)
		if err != nil {
			return "", err
		}
		all = append(all, typed...)
		if text, _, whole := strings.Cut(string(all), "\n"); whole {
			return strings.TrimSuffix(text, "\r"), nil
		}
		if len(typed) == 0 || len(all) > 1<<20 {
			return "", io.EOF
		}
	}
}

// reader reads a question out.
type reader struct {
	out   io.Writer
	width int
	v     *view
}

// say writes a paragraph, as lines no wider than the screen.
func (p *reader) say(text string) {
	for _, l := range safe.Wrap(safe.Text(text), p.width) {
		io.WriteString(p.out, l+"\n")
	}
}

func (p *reader) remark() {
	if p.v.remark != "" {
		for l := range strings.SplitSeq(p.v.remark, "\n") {
			p.say(l)
		}
	}
	p.v.remark = ""
}

// prompt says what can be typed.
func (p *reader) prompt() string {
	switch p.v.q.Kind {
	case One:
		return "number, name or part of one:"
	case Some:
		return "number, name or part of one; several numbers with blanks:"
	default:
		return p.v.q.Prompt
	}
}

// list reads the items out, numbered.
func (p *reader) list() {
	shown := p.v.shown()
	for n, i := range shown {
		if p.v.lists() && n == mostRead {
			p.say(fmt.Sprintf("and %d more: type part of a name", len(shown)-n))
			return
		}
		p.say(p.item(i))
	}
}

// counted reports whether the items go by numbers of their own, so that they get no others.
func (p *reader) counted() bool {
	return !slices.ContainsFunc(p.v.q.Items, func(it Item) bool {
		_, err := strconv.Atoi(it.Key)
		return err != nil
	})
}

// item is one item in a sentence.
func (p *reader) item(i int) string {
	it, name := p.v.q.Items[i], fmt.Sprint(i+1)
	var parts []string
	if p.counted() {
		name, it.Key = it.Key, ""
	}
	for _, part := range []string{it.Key, it.Text, it.Note} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	text := name + ". " + strings.Join(parts, ", ")
	if it.Off != "" && it.Note == "" {
		text += ", not possible: " + strings.ReplaceAll(it.Off, "\n", "; ")
	}
	return text
}

// take takes a line; it reports whether the question is answered.
func (p *reader) take(typed string) bool {
	typed = strings.TrimSpace(typed)
	if !utf8.ValidString(typed) || strings.ContainsFunc(typed, func(r rune) bool { return unicode.IsControl(r) && r != '\t' }) {
		p.v.remark = "that has a key in it that is no text; type it again"
		return false
	}
	v := p.v
	switch {
	case typed == "<":
		v.back = true
		return true
	case v.q.Kind == Line:
		switch {
		case v.q.Typed == "":
			v.typed = typed
		case typed == "0":
			v.typed = ""
		case typed != "":
			v.typed = typed
		}
		return true
	case v.q.Kind == Ticks:
		done, remark := tick(v.q, v.marked, typed)
		v.remark = remark
		if !done && remark == "" {
			p.ticked()
		}
		return done
	}
	return p.choose(typed)
}

// ticked reads out where the ticks stand.
func (p *reader) ticked() {
	var on, off []string
	for i, m := range p.v.marked {
		if m {
			on = append(on, fmt.Sprint(i+1))
		} else {
			off = append(off, fmt.Sprint(i+1))
		}
	}
	p.say("ticked: " + strings.Join(on, ", ") + "; not ticked: " + strings.Join(off, ", "))
}

// choose takes numbers, a name, or part of one that means just one item; a part that means several is read
// out with them.
func (p *reader) choose(typed string) bool {
	v := p.v
	var chosen []int
	switch all, wrong := numbers(typed, len(v.q.Items)); {
	case typed == "" && v.q.Kind == One && len(v.q.Ticked) > 0:
		chosen = v.q.Ticked
	case typed == "":
		v.remark = "nothing was typed"
		return false
	case wrong == "" && !p.counted() && (len(all) == 1 || v.q.Kind == Some):
		for _, n := range all {
			chosen = append(chosen, n-1)
		}
	default:
		v.typed = typed
		v.settle()
		shown := v.shown()
		if v.cursor >= 0 && strings.EqualFold(v.q.Items[v.cursor].Key, typed) {
			shown = []int{v.cursor}
		}
		v.typed = ""
		if len(shown) == 0 {
			v.remark = fmt.Sprintf("nothing here goes by %q", typed)
			return false
		}
		if len(shown) > 1 {
			v.typed = typed
			p.list()
			v.typed = ""
			return false
		}
		chosen = shown
	}
	for _, i := range chosen {
		if off := v.q.Items[i].Off; off != "" {
			v.remark = strings.TrimSpace(v.q.Items[i].Key + ": " + off)
			return false
		}
	}
	for i := range v.marked {
		v.marked[i] = slices.Contains(chosen, i)
	}
	return true
}

// plainColumns is how wide lines are read out on a screen of a width; 0 is one that does not tell it.
func plainColumns(columns int) int {
	if columns == 0 {
		return 80
	}
	return max(columns, leastColumns)
}
