package testkit

import "strings"

// pieces are what texts are put together from: ordinary words, and what JSON, YAML, terminals,
// spreadsheets and normal forms stumble over.
var pieces = [...]string{
	"no slip in 10 min", "Claw grip", " ", "  ", "ö", "María", "e\u0301", "ﬁ", "Ω", "株式会社", "🔪", "👩🏽‍🍳", "עִבְרִית",
	`"`, `\`, `/`, `\n`, `\u0041`, "\n", "\t", "\r\n", "\x00", "\x1b[31m", "\x7f", "\u0085", "\u00a0", "\u00ad",
	"\u061c", "\u200b", "\u200d", "\u200e", "\u202e", "\u2028", "\u2066", "\ufeff", "\ufff9", "\ufffd",
	"- ", ": ", "#", " #", "{", "}", "[", "]", ",", "&a", "*a", "<<", "!!str", "|", ">", "%", "@", "`", "'", "---", "...", "~", "null", "true", "0x1f",
	"=cmd", "+1", "::error::", "<script>", "</script>", `,"sig":"`, `"v":1`, "${x}", "%s",
}

// Text makes a text that is not empty.
func (g *Generator) Text() string {
	if g.Words != nil {
		return g.word(g.Words...)
	}
	var b strings.Builder
	for range 1 + g.random.IntN(6) {
		b.WriteString(pieces[g.random.IntN(len(pieces))])
	}
	return b.String()
}
