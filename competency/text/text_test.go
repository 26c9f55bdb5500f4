package text_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sojt/competency/text"
)

func TestIsID(t *testing.T) {
	for s, want := range map[string]bool{
		"a": true, "0": true, "ana": true, "line-cook": true, "a--b": true, "a-": true, "com": true, "com10": true, "lpt": true, "console": true,
		strings.Repeat("a", 64): true, strings.Repeat("a", 65): false,
		"": false, "-a": false, "A": false, "Ana": false, "a_b": false, "a b": false, "a/b": false, "a.b": false, "..": false, ".": false,
		"../x": false, "/etc/x": false, `a\b`: false, "c:x": false, "--help": false, "-n": false, "con": false, "prn": false, "aux": false,
		"nul": false, "com0": false, "com1": false, "com9": false, "lpt0": false, "lpt9": false, "nul.txt": false, "aux.": false,
		"ñ": false, "a\u0301": false, "ana\x00": false, "a\n": false, "ａ": false, "а": false, "٣": false, "a\u202e": false, "a\u200b": false,
	} {
		if got := text.IsID(s); got != want {
			t.Errorf("%q is an id: %v, want %v", s, got, want)
		}
	}
}

func TestIsCompetency(t *testing.T) {
	for s, want := range map[string]bool{
		"knives": true, "hygiene/handwashing": true, "hygiene/": false, "/x": false, "a/b/c": false, "a//b": false, "con/x": false, "x/con": false, "": false, "/": false,
	} {
		if got := text.IsCompetency(s); got != want {
			t.Errorf("%q names a competency: %v, want %v", s, got, want)
		}
	}
}

func TestIDFrom(t *testing.T) {
	for s, want := range map[string]string{
		"Knife Safety": "knife-safety", "Señal": "senal", " María  López ": "maria-lopez", "Grip!": "grip", "-size": "size",
		"Hygiene/Hand washing": "hygiene/hand-washing", "con": "", "你好": "", "": "", "2.1": "2-1", "ﬁre": "fire", "Søren Groß": "soren-gross", "Łukasz Æbelø": "lukasz-aebelo", "a / b": "",
	} {
		if got := text.IDFrom(s); got != want {
			t.Errorf("%q becomes %q, want %q", s, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if id := text.IDFrom(s); id != "" && !text.IsCompetency(id) {
			t.Fatalf("%q becomes %q, which is no id", s, id)
		}
		if text.IsID(s) && text.IDFrom(s) != strings.TrimRight(s, "-") && !strings.Contains(s, "--") {
			t.Fatalf("the id %q becomes %q", s, text.IDFrom(s))
		}
	})
}

func TestNearest(t *testing.T) {
	words := []string{"title", "criteria", "practice", "why", "id", "due", "use", "hygiene/handwashing"}
	for s, want := range map[string]string{
		"titel": "title", "critera": "criteria", "Practice": "practice", "practise": "practice", "wy": "why", "hwy": "why",
		"hygiene/handwashng": "hygiene/handwashing", "zzz": "", "": "", "completely-different": "", "i": "id", "du": "due",
	} {
		if got := text.Nearest(s, words); got != want {
			t.Errorf("nearest to %q is %q, want %q", s, got, want)
		}
	}
	if got := text.Nearest("ab", []string{"ac", "aa"}); got != "aa" {
		t.Errorf("of two equally near the first by the alphabet is meant, got %q", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.StringMatching(`[a-d]{1,6}`), 1, 6).Draw(t, "list")
		s := rapid.SampledFrom(list).Draw(t, "s")
		if got := text.Nearest(s, list); got != s {
			t.Fatalf("nearest to %q in %q is %q", s, list, got)
		}
	})
}

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"": "", " a  b\n\tc ": "a b c", "sen\u0303al": "señal", "a\u00a0b": "a b", "a\u2003 b": "a b",
	} {
		if got := text.Fold(s); got != want {
			t.Errorf("%q folds to %q, want %q", s, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		once := text.Fold(s)
		if text.Fold(once) != once || strings.Contains(once, "  ") || !text.IsNormal(once) {
			t.Fatalf("%q folds to %q, and that to %q", s, once, text.Fold(once))
		}
	})
}

func TestIsNormal(t *testing.T) {
	for s, want := range map[string]bool{"": true, "señal": true, "sen\u0303al": false, "\xff": false, "\u212b": false, "漢": true} {
		if got := text.IsNormal(s); got != want {
			t.Errorf("%q is normal: %v, want %v", s, got, want)
		}
	}
}

func TestJoin(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "a": {"a"}, "a or b": {"a", "b"}, "a, b or c": {"a", "b", "c"}} {
		if got := text.Join(words, "or"); got != want {
			t.Errorf("%q is joined as %q, want %q", words, got, want)
		}
	}
}

// What is quoted is read back by encoding/json, and holds nothing that nobody sees.
func TestAppendQuoted(t *testing.T) {
	if got := string(text.AppendQuoted([]byte("x"), "a\"\\/\n\x7f\u00a0\u061c\u200d\u200e\u2028é😀\ufff0\U000e0001")); got !=
		`x"a\"\\/\u000a\u007f`+"\u00a0"+`\u061c`+"\u200d"+`\u200e\u2028é😀\ufff0`+"\U000e0001"+`"` {
		t.Errorf("quoted as %s", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		quoted := text.AppendQuoted(nil, s)
		var back string
		if err := json.Unmarshal(quoted, &back); err != nil || back != s || !utf8.Valid(quoted) {
			t.Fatalf("%q is quoted as %s and read as %q, %v", s, quoted, back, err)
		}
		for _, r := range string(quoted) {
			if text.Escaped(r) {
				t.Fatalf("%U stands raw in %s", r, quoted)
			}
		}
	})
}
