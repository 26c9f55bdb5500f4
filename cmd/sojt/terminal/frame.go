package terminal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sojt/report/safe"
)

// row is a line of the body: safe, and at most as wide as the screen.
type row struct {
	text string
	item int // it belongs to; -1 for none
}

// look is how a row is set off, where there is colour.
type look string

// The looks there are, as SGR parameters.
const (
	plain look = ""
	bold  look = "1"
	faint look = "2"
)

// shown is a line of the screen and its look.
type shownLine struct {
	text string
	look look
}

// lines lays a question out for a screen of a size: never more lines than it has rows, and none as wide as
// it, since terminals differ in what they do at the edge. The last one is where the typing goes.
func (v *view) lines(size Size) []shownLine {
	width := size.Columns - 1
	var head, foot []shownLine
	if !v.q.Keep {
		for _, l := range atMost(max(1, size.Rows/4), v.heading(width)) {
			head = append(head, shownLine{l, bold})
		}
	}
	if v.remark != "" {
		for _, l := range atMost(max(1, size.Rows-len(head)-7), remarks(v.remark, width)) {
			foot = append(foot, shownLine{l, bold})
		}
	}
	for _, l := range v.typing(width, max(1, size.Rows-len(head)-len(foot)-5)) {
		foot = append(foot, shownLine{l, plain})
	}
	return slices.Concat(head, v.window(width, size.Rows-len(head)-len(foot)), foot)
}

// heading says where the question stands, what is asked, and which keys answer it.
func (v *view) heading(width int) []string {
	text := cmp.Or(v.q.Head, v.q.Title)
	switch v.q.Kind {
	case One:
		text += "?  type to filter, Enter takes it"
	case Some:
		text += "?  type to filter, Enter takes it, Tab marks several"
	}
	return safe.Wrap(safe.Text(strings.Trim(v.q.Step+": "+text, ": ")), width)
}

// remarks are the lines of a remark.
func remarks(text string, width int) []string {
	var all []string
	for part := range strings.SplitSeq(text, "\n") {
		all = append(all, safe.Wrap(safe.Text(part), width)...)
	}
	return all
}

// atMost is the beginning of lines, with a sign where there were more.
func atMost(n int, all []string) []string {
	switch {
	case len(all) <= n:
		return all
	case n == 1:
		return all[:1]
	default:
		return append(slices.Clone(all[:n-1]), "...")
	}
}

// typing is the prompt with what was typed; of more than fits the end.
func (v *view) typing(width, most int) []string {
	// What is typed is broken anywhere, so that the cursor stands behind it.
	text := safe.Text(v.q.Prompt) + " " + safe.Text(v.typed)
	if strings.HasSuffix(v.typed, " ") && !strings.HasSuffix(text, " ") {
		text += " "
	}
	all := broken(text, width)
	if len(all) > most {
		all = all[len(all)-most:]
	}
	return all
}

// broken breaks a safe line into lines of a width, blanks at its end included.
func broken(text string, width int) []string {
	var all []string
	line := ""
	for _, r := range text {
		if safe.Width(line+string(r)) > width {
			all, line = append(all, line), ""
		}
		line += string(r)
	}
	return append(all, line)
}

// window is the part of the body that shows in so many rows, the last of which says what does not.
func (v *view) window(width, rows int) []shownLine {
	body := v.body(width)
	v.page = max(1, rows)
	if len(body) <= rows {
		v.top = 0
		return v.looks(body)
	}
	v.page = max(1, rows-1)
	v.follow(body)
	v.top = max(0, min(v.top, len(body)-v.page))
	above, below := v.top, len(body)-v.top-v.page
	var more string
	switch {
	case above == 0:
		more = fmt.Sprintf("  ... %d more below (PgDn)", below)
	case below == 0:
		more = fmt.Sprintf("  ... %d more above (PgUp)", above)
	default:
		more = fmt.Sprintf("  ... %d more above, %d below (PgUp, PgDn)", above, below)
	}
	return append(v.looks(body[v.top:v.top+v.page]), shownLine{safe.Wrap(more, width)[0], faint})
}

// follow moves the window so that the item at the cursor shows, as much of it as fits, unless the reader
// looks elsewhere.
func (v *view) follow(body []row) {
	if v.free || v.cursor < 0 {
		return
	}
	first := slices.IndexFunc(body, func(r row) bool { return r.item == v.cursor })
	last := first
	for last+1 < len(body) && body[last+1].item == v.cursor {
		last++
	}
	v.top = max(v.top, last-v.page+1)
	v.top = min(v.top, first)
}

func (v *view) looks(rows []row) []shownLine {
	var all []shownLine
	for _, r := range rows {
		l := plain
		switch {
		case r.item >= 0 && r.item == v.cursor:
			l = bold
		case r.item >= 0 && v.q.Items[r.item].Off != "":
			l = faint
		}
		all = append(all, shownLine{r.text, l})
	}
	return all
}

// body is all there is to read: the text, then the items.
func (v *view) body(width int) []row {
	var all []row
	if !v.q.Keep {
		for _, l := range notes(v.q.Text, width) {
			all = append(all, row{l, -1})
		}
	}
	return append(all, v.items(width)...)
}

// items lays the items out: a mark, then key, text and note in columns as far as the width allows.
func (v *view) items(width int) []row {
	var all []row
	shown := v.shown()
	keys, texts := 0, 0
	for _, i := range shown {
		keys = max(keys, min(width/3, safe.Width(safe.Text(v.q.Items[i].Key))))
		texts = max(texts, min(width/3, safe.Width(safe.Text(v.q.Items[i].Text))))
	}
	for _, i := range shown {
		mark := v.mark1(i)
		inside := width - safe.Width(mark)
		lines := hang(safe.Text(v.q.Items[i].Text), inside, 0)
		if v.q.Kind != Ticks {
			lines = columns(v.q.Items[i], keys, texts, inside)
		}
		for n, l := range lines {
			if n > 0 {
				mark = strings.Repeat(" ", safe.Width(mark))
			}
			all = append(all, row{mark + l, i})
		}
	}
	return all
}

// columns puts key, text and note of an item in columns, in one line where it fits; else the note stands below.
func columns(it Item, keys, texts, width int) []string {
	line := safe.Pad(safe.Text(it.Key), keys)
	if it.Text != "" {
		line += "  " + safe.Pad(safe.Text(it.Text), texts)
	}
	note := safe.Text(it.Note)
	if whole := strings.TrimRight(line+"  "+note, " "); safe.Width(whole) <= width {
		return []string{whole}
	}
	all := hang(strings.TrimRight(line, " "), width, 2)
	for _, l := range safe.Wrap(note, width-4) {
		all = append(all, "    "+l)
	}
	return all
}

// mark1 is what stands before an item: where the cursor is, and whether it is marked.
func (v *view) mark1(i int) string {
	cursor, box := "  ", "[ ] "
	if i == v.cursor {
		cursor = "> "
	}
	if v.marked[i] {
		box = "[x] "
	}
	switch v.q.Kind {
	case Ticks:
		return fmt.Sprintf("%s%*d %s", cursor, len(fmt.Sprint(len(v.q.Items))), i+1, box)
	case Some:
		if slices.Contains(v.marked, true) {
			return cursor + box
		}
	}
	return cursor
}

// notes lays paragraphs out, those with labels in a column of their own.
func notes(all []Note, width int) []string {
	var lines []string
	for len(all) > 0 {
		n := slices.Index(all, Note{})
		if n < 0 {
			return append(lines, block(all, width)...)
		}
		lines = append(append(lines, block(all[:n], width)...), "")
		all = all[n+1:]
	}
	return lines
}

// block lays out paragraphs that share a column.
func block(all []Note, width int) []string {
	label := 0
	for _, n := range all {
		label = max(label, safe.Width(safe.Text(n.Label)))
	}
	label = min(label, width/3)
	var lines []string
	for _, n := range all {
		if n.Label == "" {
			lines = append(lines, safe.Wrap(safe.Text(n.Text), width)...)
			continue
		}
		head := safe.Text(n.Label)
		if safe.Width(head) > label {
			lines = append(lines, safe.Wrap(head, width)...)
			head = ""
		}
		for _, l := range safe.Wrap(safe.Text(n.Text), width-label-2) {
			lines = append(lines, strings.TrimRight(safe.Pad(head, label)+"  "+l, " "))
			head = ""
		}
	}
	return lines
}

// hang wraps a safe line, those after the first indented. What fits keeps its columns.
func hang(line string, width, indent int) []string {
	if safe.Width(line) <= width {
		return []string{line}
	}
	all := safe.Wrap(line, width-indent)
	for i := range all[1:] {
		all[i+1] = strings.Repeat(" ", indent) + all[i+1]
	}
	return all
}
