package doctor

import "strings"

// torn is a last line without its end: a write that was cut short, or an editor. It is never mended
// by a newline alone, which would hide what is broken from whoever reads the file as YAML (L21).
func (c *chart) torn() {
	if c.empty() {
		c.mend(CodeTorn, 0, "takes it away: it holds nothing", "took it away: it held nothing", "the file has not a byte, as a command leaves it that was killed when it had made it")
		return
	}
	if c.text == "" || strings.HasSuffix(c.text, "\n") {
		return
	}
	cut := strings.LastIndexByte(c.text, '\n') + 1
	tail, number := c.text[cut:], strings.Count(c.text, "\n")+1
	switch {
	case c.own(tail) != nil, tail == recordsKey:
		c.text += "\n"
		c.mend(CodeTorn, number, "ends the line: the record itself is whole", "ended the line: the record itself was whole", "the last line has no line end")
	case !c.head.Found && !strings.Contains("\n"+c.text, "\n"+recordsKey+"\n"):
		c.text = ""
		c.mend(CodeTorn, number, "saves it and takes it away: nothing in it was ever committed, and it holds no record",
			"saved and taken away: it held no record and was never committed", "the file was cut off in its header")
	default:
		c.text = c.text[:cut]
		c.mend(CodeTorn, number, "saves the cut-off line and takes it out", "saved the cut-off line and took it out", "the last line is cut off")
	}
}
