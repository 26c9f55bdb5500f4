package main

import (
	"fmt"
	"strings"
)

// roff is a manual page being written, in the macros of man(7) that groff and mandoc both know.
type roff struct{ strings.Builder }

// head is the first line: the page's name, its section, its day, the program and the manual.
func (r *roff) head(name, day, program, manual string) {
	fmt.Fprintf(r, ".TH \"%s\" 1 \"%s\" \"%s\" \"%s\"\n", escaped(name), day, escaped(program), escaped(manual))
}

// macro writes a request with arguments, each as one word.
func (r *roff) macro(name string, args ...string) {
	r.WriteString("." + name)
	for _, arg := range args {
		r.WriteString(` "` + strings.ReplaceAll(escaped(arg), `"`, `\(dq`) + `"`)
	}
	r.WriteString("\n")
}

// line writes a line of text as it is.
func (r *roff) line(text string) { r.put(escaped(text)) }

// put writes a line that is escaped already.
func (r *roff) put(text string) {
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	r.WriteString(text + "\n")
}

// fill writes text that is set anew, in lines that an editor shows whole.
func (r *roff) fill(text string) {
	line := ""
	for _, word := range strings.Fields(escaped(text)) {
		if line != "" && len(line)+len(word) > 78 {
			r.put(line)
			line = ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	r.put(line)
}

// prose writes paragraphs with an empty line between them. Lines that begin with blanks are kept as they
// stand, all others are filled.
func (r *roff) prose(text string) {
	kept, apart := false, false
	keep := func(now bool) {
		if kept != now {
			r.macro(map[bool]string{true: "EX", false: "EE"}[now])
		}
		kept = now
	}
	for line := range strings.SplitSeq(text, "\n") {
		if line == "" {
			keep(false)
			apart = true
			continue
		}
		if apart {
			r.macro("PP")
		}
		apart = false
		if keep(strings.HasPrefix(line, " ")); kept {
			r.line(line)
		} else {
			r.fill(line)
		}
	}
	keep(false)
}

// example writes lines as they are typed.
func (r *roff) example(text string) {
	r.macro("EX")
	for line := range strings.SplitSeq(text, "\n") {
		r.line(line)
	}
	r.macro("EE")
}

// escaped is text without anything that roff would take for its own: hyphens, quotes and tildes stay those
// that are typed, and what is not ASCII is named, since groff reads no UTF-8 by itself.
func escaped(text string) string {
	var b strings.Builder
	for _, c := range text {
		switch c {
		case '\\':
			b.WriteString(`\e`)
		case '-':
			b.WriteString(`\-`)
		case '\'':
			b.WriteString(`\(aq`)
		case '`':
			b.WriteString(`\(ga`)
		case '^':
			b.WriteString(`\(ha`)
		case '~':
			b.WriteString(`\(ti`)
		default:
			if c < 0x80 {
				b.WriteRune(c)
			} else {
				fmt.Fprintf(&b, `\[u%04X]`, c)
			}
		}
	}
	return b.String()
}
