package main

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// hostileWords are a hundred texts of which each is code, markup, a formula, an escape sequence or a
// command to some reader of what sojt writes. What runs as a script sets the global canary.
func hostileWords() []string {
	return []string{
		// browsers
		`<script>canary=1</script>`, `<img src=x onerror=canary=1>`, `<svg onload=canary=1>`, `"><script>canary=1</script>`, `'><img src=x onerror=canary=1>`,
		`</script><script>canary=1</script>`, `</title><script>canary=1</script>`, `</style><script>canary=1</script>`, `</textarea><script>canary=1</script>`, `</table><script>canary=1</script>`,
		`--><script>canary=1</script>`, `<!--`, `]]><script>canary=1</script>`, `" onmouseover="canary=1`, `' onfocus='canary=1' autofocus='`,
		"` onerror=canary=1", `javascript:canary=1`, `JaVaScRiPt:canary=1`, "java\nscript:canary=2", `data:text/html,<script>canary=1</script>`,
		`vbscript:x`, `<iframe src="https://example.com"></iframe>`, `<base href="https://example.com/">`, `<meta http-equiv="refresh" content="0;url=https://example.com">`, `<link rel="stylesheet" href="https://example.com/x.css">`,
		`<style>*{display:none}</style>`, `<form action="https://example.com"><input name=x>`, `<object data="https://example.com">`, `<embed src="https://example.com">`, `<a href="javascript:canary=1">x</a>`,
		`&lt;script&gt;canary=1&lt;/script&gt;`, `&#60;script&#62;canary=1`, `&#x3c;script>canary=1`, `%3Cscript%3Ecanary=1%3C/script%3E`, `<math><mtext></form><form><mglyph><style></math><img src onerror=canary=1>`,
		`<noscript><p title="</noscript><img src=x onerror=canary=1>">`, `<video><source onerror=canary=1>`, `<details open ontoggle=canary=1>`, `{{constructor.constructor('canary=1')()}}`, `${canary=1}`,
		// Markdown
		`[x](javascript:canary=1)`, `![x](https://example.com/x.png)`, `[x]: https://example.com`, `<https://example.com>`, `https://example.com/x`,
		`**bold** _it_ ~~gone~~`, "`code` ``` fence", `# heading`, `| a | b |`, `a|b\|c`,
		`1. list`, `- [ ] task`, `> quote`, `$x^2$ $$y$$`, `@someone #1 www.example.com`,
		// spreadsheets
		`=1+1`, `=cmd|' /C calc'!A0`, `+1+1`, `-2+3`, `@SUM(1)`, `＝1+1`, "\t=2+1", ` =3+1`, `=HYPERLINK("https://example.com","x")`, `'=1+1`, `"=1+1`, `;=1+1`,
		`=IMPORTXML("https://example.com","//a")`, `=WEBSERVICE("https://example.com")`, `DDE("cmd";"/C calc";"x")`,
		// terminals
		"\x1b[2J", "\x1b]0;title\x07", "\x1b]52;c;aGk=\x07", "\x1b]8;;https://example.com\x1b\\x\x1b]8;;\x1b\\", "\u009b31m", "a\rb", "c\bd", "e\x00f", "\x7f", "g\x0ch",
		// CI runners
		`::error file=/etc/passwd::x`, `::set-output name=x::y`, `::stop-commands::x`, "x\n::error::y", `##[error]x`, `##vso[task.setvariable variable=x]y`, `%0A::error::x`, "x\r\n::warning::y",
		// alphabets
		"\u202egnp.exe", "\u2066isolated\u2069", "zero\u200bwidth\ufeff", "a\u2028b\u2029c", "Ｆｕｌｌ", "é\u0301\u0301\u0301", "👩🏽\u200d🍳", "עִבְרִית العربية", "tagged\U000e0041\U000e0042", "\ufffc\ufffd",
		// formats
		`","sig":"x`, `}],"rows":[`, "x\nBEGIN:VEVENT\nEND:VEVENT", `x;y,z\n:w`, `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>`, `&y;`, `%s%n%v`, `../../etc/passwd`,
		`'; DROP TABLE learners; --`, `$(touch canary)`,
	}
}

// allHostileWords adds the big list of naughty strings in the long form, where it is there.
func allHostileWords(t *testing.T) []string {
	words := hostileWords()
	folder := os.Getenv("SOJT_REALDATA")
	if folder == "" || !*long {
		return words
	}
	data, err := os.ReadFile(filepath.Join(folder, "adversarial", "blns", "blns.json"))
	if err != nil {
		t.Fatal(err)
	}
	var naughty []string
	if err := json.Unmarshal(data, &naughty); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, s := range words {
		seen[asLine(s)] = true
	}
	for _, s := range naughty {
		if l := asLine(s); !seen[l] {
			seen[l] = true
			words = append(words, s)
		}
	}
	return words
}

// asLine is what of a text a line of a definition may hold: that it refuses the rest has tests of its own.
func asLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if r != '\u200d' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r >= 0xfffe && r <= 0xffff || r == '\u2028' || r == '\u2029') {
			return -1
		}
		return r
	}, s)
	if s = strings.TrimSpace(s); s == "" {
		return "x"
	}
	return s
}

// asLink is a text as an address can hold it.
func asLink(s string) string {
	s = "https://example.org/?q=" + strings.NewReplacer(" ", "%20", "\\", "%5C", `"`, "%22", "<", "%3C", ">", "%3E").Replace(s)
	if _, err := url.Parse(s); err != nil {
		return "https://example.org/?q=" + url.QueryEscape(s)
	}
	return s
}

func TestHostileWordsAreAHundred(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range hostileWords() {
		if l := asLine(s); seen[l] {
			t.Errorf("%q says what another does", s)
		} else {
			seen[l] = true
		}
	}
	if len(seen) < 100 {
		t.Errorf("only %d", len(seen))
	}
}
