package doctor

import "strings"

// ends is line ends that are not LF, and a byte order mark: one editor with CR LF makes every record
// stand twice after the next merge (L8).
func (c *chart) ends() {
	mended := strings.TrimLeft(c.text, "\ufeff")
	for strings.Contains(mended, "\r\n") { // an editor may have done it twice
		mended = strings.ReplaceAll(mended, "\r\n", "\n")
	}
	if mended == c.text {
		return
	}
	what, number := "the file begins with a byte order mark", 1
	if at := strings.Index(c.text, "\r\n"); at >= 0 {
		what, number = "the line ends in CR LF, expected LF", strings.Count(c.text[:at], "\n")+1
	}
	c.text = mended
	c.mend(CodeEOL, number, "makes every line end LF", "made every line end LF", "%s", what)
}
