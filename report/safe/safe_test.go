package safe

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"María López", "María López"},
		{"陈伟 👍🏽", "陈伟 👍🏽"},
		{"a\tb\nc\r\nd", "a b c d"},
		{"wide\u00a0and\u3000wider", "wide and wider"},
		{"over\rwritten", `over\u{d}written`},
		{"\x1b[31mred\x1b[0m", `\u{1b}[31mred\u{1b}[0m`},
		{"\x1b]52;c;aGk=\x07", `\u{1b}]52;c;aGk=\u{7}`},
		{"\x1b]8;;https://x\x1b\\y", `\u{1b}]8;;https://x\u{1b}\y`},
		{"\u009b31m", `\u{9b}31m`},
		{"nel\u0085::error::x", `nel\u{85}::error::x`},
		{"\u202egnp.exe", `\u{202e}gnp.exe`},
		{"\u2066iso\u2069", `\u{2066}iso\u{2069}`},
		{"zero\u200bwidth\ufeff", `zero\u{200b}width\u{feff}`},
		{"filler\u3164\u115f\u2800\u034f", `filler\u{3164}\u{115f}\u{2800}\u{34f}`},
		{"tag\U000e0041", `tag\u{e0041}`},
		{"heart ❤\ufe0f", "heart ❤\ufe0f"},
		{"\ufe0f::error::x", `\u{fe0f}::error::x`},
		{"#\ufe0f#[error]", `#\u{fe0f}#[error]`},
		{"bad \xff byte", "bad \ufffd byte"},
		{"nul\x00", `nul\u{0}`},
		{"::error::x", `\u{3a}:error::x`},
		{" \t::stop-commands::x", `  \u{3a}:stop-commands::x`},
		{"\n::error::x", ` \u{3a}:error::x`},
		{"note ::error::", "note ::error::"},
		{"##[error]x", `#\u{23}[error]x`},
		{"in the ##[group]middle", `in the #\u{23}[group]middle`},
		{"###[error]x", `##\u{23}[error]x`},
		{"##vso[task.complete]", `#\u{23}vso[task.complete]`},
		{"## heading", "## heading"},
		{"e\u0301 combining", "e\u0301 combining"},
	} {
		if got := Text(c.in); got != c.want {
			t.Errorf("Text(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// Random text of everything that bites never steers a terminal or a runner (INTEGRITY T8, T11).
func TestTextNeverSteers(t *testing.T) {
	n := 1_000_000
	if testing.Short() {
		n = 20_000
	}
	r := rand.New(rand.NewPCG(7, 11))
	for range n {
		in := nasty(r)
		out := Text(in)
		if why := steers(out); why != "" {
			t.Fatalf("Text(%q) = %q: %s", in, out, why)
		}
		if Text(out) != out {
			t.Fatalf("Text(%q) = %q is not safe twice: %q", in, out, Text(out))
		}
	}
}

// nasty draws up to a dozen pieces: commands, controls, marks and any code point at all.
func nasty(r *rand.Rand) string {
	pieces := []string{
		"::", ":", "#", "##[", "##", "[", "vso[", " ", "\t", "\n", "\r", "\r\n", "\x1b[2J", "\x1b]52;c;", "\x07", "\u0085",
		"\u202e", "\u2067", "\u200b", "\u200d", "\ufe0f", "\u034f", "error", "a", "é", "陈", "👩\u200d🍳", "\xff", "\xed\xa0\x80", "=", "'", `\`,
	}
	var b strings.Builder
	for range r.IntN(12) {
		switch r.IntN(4) {
		case 0:
			b.WriteRune(rune(r.IntN(utf8.MaxRune + 1)))
		case 1:
			b.WriteRune(rune(r.IntN(0x3000)))
		default:
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
	}
	return b.String()
}

// steers is the oracle, written apart from Text: what no line may hold.
func steers(line string) string {
	for _, r := range line {
		switch {
		case r == 0xFE0E || r == 0xFE0F:
		case !unicode.IsPrint(r), unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Cf, r):
			return "not printable"
		}
	}
	// runners compare by culture, for which selectors are not there
	seen := strings.NewReplacer("\ufe0e", "", "\ufe0f", "").Replace(line)
	if strings.HasPrefix(strings.TrimSpace(seen), "::") || strings.Contains(seen, "##[") || strings.Contains(seen, "##vso[") {
		return "a runner's command"
	}
	return ""
}

func TestLines(t *testing.T) {
	got := Lines("a\r\n::error::\n\n\x1b")
	want := []string{"a", `\u{3a}:error::`, "", `\u{1b}`}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("Lines = %q, want %q", got, want)
	}
}

func TestCSV(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"plain", "plain"},
		{"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
		{"+1", "'+1"},
		{"-1", "'-1"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{" =1+1", "' =1+1"},
		{"＝1", "'＝1"}, {"＋1", "'＋1"}, {"－1", "'－1"}, {"＠x", "'＠x"},
		{"\t=1", "' =1"},
		{"\tx", "' x"},
		{"\rx", `'\u{d}x`},
		{"\nx", "' x"},
		{"\x00=1", `'\u{0}=1`},
		{"'=1", "''=1"},
		{"''-", "'''-"},
		{"'quoted'", "'quoted'"},
		{"::error::x", "'::error::x"},
		{"a=b", "a=b"},
		{"two\nlines", "two lines"},
		{"##[error]x", `#\u{23}[error]x`},
	} {
		if got := CSV(c.in); got != c.want {
			t.Errorf("CSV(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestFromCSVIsTheWayBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"'", "=", "+", "-", "@", "＝", "::", ":", "a", " ", "x y", "1"}
	for range 50_000 {
		var b strings.Builder
		for range r.IntN(6) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		in := b.String()
		out := CSV(in)
		if strings.Trim(in, " ':") != "" && strings.ContainsAny(strings.TrimLeft(out, " ")[:1], "=+-@") {
			t.Fatalf("CSV(%q) = %q begins a formula", in, out)
		}
		if back := FromCSV(out); back != in {
			t.Fatalf("FromCSV(CSV(%q)) = %q by way of %q", in, back, out)
		}
	}
}

func TestMarkdown(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain text, 7 of 9", "plain text, 7 of 9"},
		{"a|b", `a\|b`},
		{"</script><b>", "&lt;/script&gt;&lt;b&gt;"},
		{"&lt;", "&amp;lt;"},
		{"*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"},
		{"[x](javascript:alert(1))", `\[x\](javascript:alert(1))`},
		{"![x](http://e)", `!\[x\](http:\//e)`},
		{"www.example.com", `www\.example.com`},
		{"@maria #12", `\@maria \#12`},
		{"- item", `\- item`},
		{"=== ", `\===`},
		{"1. item", `1\. item`},
		{"v1.2", "v1.2"},
		{"a\nb", "a<br>b"},
		{`back\slash`, `back\\slash`},
		{"::error::x", `\\u{3a}:error::x`},
		{"~~s~~ $x$", `\~\~s\~\~ \$x\$`},
		{"    code", "code"},
	} {
		if got := Markdown(c.in); got != c.want {
			t.Errorf("Markdown(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestAppendJSONIsReadBackAndNeverSteers(t *testing.T) {
	if got, want := string(AppendJSON(nil, "a<b>&\"\\\n\u0085\u202e\U000e0041##[é陈👍")),
		`"a<b>&\"\\\u000a\u0085\u202e\udb40\udc41\u0023#[é陈👍"`; got != want {
		t.Errorf("AppendJSON = %s, want %s", got, want)
	}
	r := rand.New(rand.NewPCG(3, 5))
	for range 50_000 {
		in := nasty(r)
		out := string(AppendJSON(nil, in))
		var back string
		if err := json.Unmarshal([]byte(out), &back); err != nil || back != strings.ToValidUTF8(in, "\ufffd") && back != string([]rune(in)) {
			t.Fatalf("AppendJSON(%q) = %s is read as %q (%v)", in, out, back, err)
		}
		if why := steers(strings.ReplaceAll(out, `"`, "x")); why != "" {
			t.Fatalf("AppendJSON(%q) = %s: %s", in, out, why)
		}
	}
}

func TestWorkflowCommands(t *testing.T) {
	if got, want := Property("a:b,c%\n\x1b"), `a%3Ab%2Cc%25%0A\u{1b}`; got != want {
		t.Errorf("Property = %q, want %q", got, want)
	}
	if got, want := Message("100%\r\n::error::y\r\u202e"), `100%25%0A::error::y\u{d}\u{202e}`; got != want {
		t.Errorf("Message = %q, want %q", got, want)
	}
	if got, want := Message("::x"), "::x"; got != want {
		t.Errorf("Message = %q, want %q: it stands behind a command already", got, want)
	}
}

func TestWidth(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
	}{{"abc", 3}, {"María", 5}, {"陈伟", 4}, {"e\u0301", 1}, {"👍🏽", 2}, {"…", 1}} {
		if got := Width(c.in); got != c.want {
			t.Errorf("Width(%q) = %d, want %d", c.in, got, c.want)
		}
	}
	if got := Pad("陈", 4) + "|" + Pad("long", 2); got != "陈  |long" {
		t.Errorf("Pad gave %q", got)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in    string
		width int
		want  string
	}{
		{"short", 10, "short"},
		{"one two three four", 9, "one two|three|four"},
		{"a verylongwordindeed b", 6, "a|verylo|ngword|indeed|b"},
		{"陈伟陈伟", 5, "陈伟|陈伟"},
		{"unwrapped line", 0, "unwrapped line"},
		{"see the ::error:: there", 9, `see the|\u{3a}:er|ror::|there`},
		{"after hygiene/holding-temperatures", 22, "after|hygiene/holding-|temperatures"},
		{"abc/::error", 4, `abc/|\u{3|a}:e|rror`},
		{"陈", 1, "陈"},
	} {
		if got := strings.Join(Wrap(c.in, c.width), "|"); got != c.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.in, c.width, got, c.want)
		}
	}
}

// FuzzSinks holds every sink to its promise on whatever the fuzzer thinks of.
func FuzzSinks(f *testing.F) {
	for _, s := range []string{"", "María", "::error::x", "a ##[error]b", "\x1b]52;c;aGk=\x07", "=1+1", "'=1", "a\r\n\u0085b", "👩\u200d🍳", "\xff", "|`*_[x](y)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, out := range map[string]string{"Text": Text(s), "CSV": CSV(s), "Markdown": Markdown(s), "HTML": string(AppendHTML(nil, s)), "JSON": string(AppendJSON(nil, s))} {
			if why := steers(out); why != "" {
				t.Errorf("%s(%q) = %q: %s", name, s, out, why)
			}
		}
		for _, line := range Wrap(Text(s), 7) {
			if Width(line) > 7 {
				t.Errorf("a line of %q is %q, wider than 7", s, line)
			}
		}
		for _, line := range append(Wrap(Text(s), 7), Lines(s)...) {
			if why := steers(line); why != "" {
				t.Errorf("a line of %q is %q: %s", s, line, why)
			}
		}
		if m := Message(s) + Property(s); strings.ContainsAny(m, "\r\n") {
			t.Errorf("a line break in %q", m)
		}
	})
}
