package terminal

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"sojt/report/safe"
)

// Manner is how questions are shown.
type Manner struct {
	Plain  bool // line by line: nothing is drawn again and the cursor moves nowhere, as screen readers want it
	Colour bool
}

// The smallest screen on which a question is drawn; on a smaller one it is asked line by line.
const (
	leastColumns = 30
	leastRows    = 8
)

// Ask asks a question on a terminal: in is what is typed, out what is shown. The end of input is io.EOF, or
// what the system says of a terminal that is gone; Ctrl-C is ErrInterrupted, and the end of ctx its cause.
// None of these is ever an answer. The terminal is left as it was on every way out.
func Ask(ctx context.Context, in, out *os.File, m Manner, q Question) (Answer, error) {
	size := Measure(out)
	if m.Plain || size.Columns < leastColumns || size.Rows < leastRows {
		return askPlain(ctx, in, out, plainColumns(size.Columns), q)
	}
	return askDrawn(ctx, in, out, m, q)
}

// Measure is the size a terminal tells; the zero Size where it tells none, or is no terminal.
func Measure(f *os.File) Size {
	columns, rows, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return Size{}
	}
	return Size{columns, rows}
}

// askDrawn asks with the terminal in raw mode, and draws the question again after each key.
func askDrawn(ctx context.Context, in, out *os.File, m Manner, q Question) (a Answer, err error) {
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return Answer{}, err
	}
	defer func() {
		if failed := term.Restore(int(in.Fd()), before); err == nil {
			err = failed
		}
	}()
	p := &painter{out: out, colour: m.Colour, size: Measure(out)}
	v := newView(q)
	if q.Keep {
		p.print(append(v.heading(p.size.Columns-1), notes(q.Text, p.size.Columns-1)...))
	}
	p.draw(v)
	var d decoder
	for {
		typed, err := read(ctx, in)
		if err != nil {
			p.leave()
			return Answer{}, err
		}
		for _, k := range d.more(typed) {
			switch {
			case k == keyInterrupt:
				p.leave()
				return Answer{}, ErrInterrupted
			case k == keyEOF && v.typed == "":
				p.leave()
				return Answer{}, io.EOF
			case v.press(k): // what was typed behind it was typed before the next question was seen
				p.done(v)
				return v.answer(), nil
			}
		}
		if now := Measure(out); now.Columns >= leastColumns && now.Rows >= leastRows && now != p.size {
			p.size, p.height = now, 0
			io.WriteString(out, home+clearBelow)
		}
		p.draw(v)
	}
}

// read gives what is typed next. A read from a terminal cannot be ended from outside: where ctx ends first
// it stays behind, and the process ends with it.
func read(ctx context.Context, in io.Reader) ([]byte, error) {
	type typed struct {
		bytes []byte
		err   error
	}
	given := make(chan typed, 1)
	go func() {
		buffer := make([]byte, 4096)
		n, err := in.Read(buffer)
		if n > 0 {
			err = nil
		} else if err == nil {
			err = io.EOF
		}
		given <- typed{buffer[:n], err}
	}()
	select {
	case t := <-given:
		return t.bytes, t.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// What is sent to a terminal besides text: nothing that a terminal of the last forty years does not know.
const (
	home       = "\x1b[H"
	up         = "\x1b[%dA"
	clearBelow = "\x1b[J"
)

// painter draws a question over what it drew before.
type painter struct {
	out    io.Writer
	colour bool
	size   Size
	height int // lines that are on the screen, the cursor at the end of the last
}

// draw replaces what is on the screen by the view, in one write, so that nothing flickers.
func (p *painter) draw(v *view) {
	var b strings.Builder
	p.wipe(&b)
	lines := v.lines(p.size)
	for i, l := range lines {
		if i > 0 {
			b.WriteString("\r\n")
		}
		b.WriteString(p.styled(l))
	}
	p.height = len(lines)
	io.WriteString(p.out, b.String())
}

// wipe takes away what was drawn.
func (p *painter) wipe(b *strings.Builder) {
	if p.height == 0 {
		return
	}
	b.WriteString("\r")
	if p.height > 1 {
		fmt.Fprintf(b, up, p.height-1)
	}
	b.WriteString(clearBelow)
}

func (p *painter) styled(l shownLine) string {
	if !p.colour || l.look == plain || l.text == "" {
		return l.text
	}
	return "\x1b[" + string(l.look) + "m" + l.text + "\x1b[0m"
}

func (p *painter) print(lines []string) {
	for _, l := range lines {
		io.WriteString(p.out, l+"\r\n")
	}
}

// done leaves of an answered question what was answered.
func (p *painter) done(v *view) {
	if v.q.Keep && !v.back {
		p.draw(v)
		p.leave()
		return
	}
	var b strings.Builder
	p.wipe(&b)
	io.WriteString(p.out, b.String())
	if !v.back {
		p.print(hang(safe.Pad(safe.Text(v.q.Title), 12)+" "+safe.Text(v.said()), p.size.Columns-1, 13))
	}
}

// leave ends with what is on the screen.
func (p *painter) leave() { io.WriteString(p.out, "\r\n") }

// said is the answer in a line.
func (v *view) said() string { return Said(v.q, v.answer()) }

// Said is an answer in a line of text, as it stands on the screen once it is given.
func Said(q Question, a Answer) string {
	if q.Kind == Line {
		if a.Text == "" {
			return "-"
		}
		return a.Text
	}
	var parts []string
	for _, i := range a.Items {
		switch it := q.Items[i]; {
		case q.Kind == Ticks:
			parts = append(parts, fmt.Sprint(i+1))
		case it.Text == "":
			parts = append(parts, it.Key)
		default:
			parts = append(parts, it.Key+" ("+it.Text+")")
		}
	}
	text := strings.Join(parts, ", ")
	if q.Kind == Ticks {
		if len(parts) == 0 {
			text = "none"
		}
		text += fmt.Sprintf(" of %d", len(q.Items))
	}
	return text
}
