package xlsx

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "plain", "a\tb": "a b", "a\r\nb\rc": "a\nb\nc", "a\x00b\x1b[31m": "a�b�[31m",
		"bad \xff byte": "bad � byte", "\u202egnp.exe": "�gnp.exe", "\u2028": "\n", "\u200fok": "\u200fok", "\uffff": "�",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) is %q, expected %q", in, got, want)
		}
	}
}

func TestCleanMarksWhatItCuts(t *testing.T) {
	long := strings.Repeat("😀", 20_000)
	got := Clean(long)
	if units(got) > 32_767 || !strings.HasSuffix(got, " … (cut, 40000 characters)") || !utf8.ValidString(got) {
		t.Errorf("%d units, ends with %q", units(got), got[len(got)-40:])
	}
}

func TestSheetNames(t *testing.T) {
	got := sheetNames([]string{"", "History", "a/b\\c?d*e[f]g:h", "'quoted'", strings.Repeat("x", 40), strings.Repeat("X", 40), "é\x07", "  ", strings.Repeat("😀", 20)})
	want := []string{"Sheet", "History 2", "a-b-c-d-e-f-g-h", "quoted", strings.Repeat("x", 31), strings.Repeat("X", 29) + " 2", "é�", "Sheet 2", strings.Repeat("😀", 15)}
	if !slices.Equal(got, want) {
		t.Errorf("names are %q, expected %q", got, want)
	}
}

func TestSheetNamesAreAllowedAndDistinct(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := sheetNames(rapid.SliceOfN(rapid.StringN(0, 40, -1), 1, 12).Draw(t, "wanted"))
		seen := map[string]bool{}
		for _, n := range names {
			lower := strings.ToLower(n)
			if n == "" || units(n) > maxName || strings.ContainsAny(n, `:\/?*[]`) || strings.Trim(n, "'") != n || seen[lower] {
				t.Fatalf("%q is not allowed or there twice", n)
			}
			seen[lower] = true
		}
	})
}

func TestBandsFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Print{FootLeft: rapid.String().Draw(t, "left"), FootCentre: rapid.StringN(0, 300, -1).Draw(t, "centre"), HeadLeft: strings.Repeat("&", rapid.IntRange(0, 300).Draw(t, "n"))}
		for _, b := range []string{p.footer(), p.header()} {
			if units(b) > maxBand || strings.ContainsAny(b, "\n\r\x00") {
				t.Fatalf("%d units: %q", units(b), b)
			}
		}
		if !strings.HasSuffix(p.footer(), "&R&8 Page &P of &N") {
			t.Fatalf("no page numbers: %q", p.footer())
		}
	})
	p := Print{FootLeft: strings.Repeat("&", 300), FootCentre: "&D today"}
	if f := p.footer(); !strings.Contains(f, "&&D today") || strings.Contains(strings.ReplaceAll(f, "&&", ""), "&D") {
		t.Errorf("a code of people's text is alive: %q", f)
	}
}
