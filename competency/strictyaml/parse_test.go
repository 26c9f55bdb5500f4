package strictyaml_test

import (
	"fmt"
	"strings"
	"testing"

	"sojt/competency/strictyaml"
)

// TestPlaces pins where a text stops being YAML, line and column, whatever the library says of it.
func TestPlaces(t *testing.T) {
	good := strings.Repeat("key%d: value\n", 5)
	for i := range 5 {
		good = strings.Replace(good, "%d", fmt.Sprint(i), 1)
	}
	for name, c := range map[string]struct{ text, code, at string }{
		"colon in value":           {good + "why: a: b\n" + good, "E-YAML-SYNTAX", "6:7"},
		"colon in an item":         {good + "why:\n  - a: b: c\n", "E-YAML-SYNTAX", "7:9"},
		"open double quote":        {good + "why: \"a\nb: c\n", "E-YAML-SYNTAX", "6:6"},
		"open single quote":        {good + "why: 'a\nb: c\nd: e\n", "E-YAML-SYNTAX", "6:6"},
		"open quote in a list":     {good + "why: [a, \"b]\nb: c\n", "E-YAML-SYNTAX", "6:10"},
		"quote over lines is fine": {"why: \"a\n  b\n\n  c\"\n" + good + "x: y: z\n", "E-YAML-SYNTAX", "10:5"},
		"list over lines is fine":  {"why: [a,\n  b,\n  c]\n" + good + "x: y: z\n", "E-YAML-SYNTAX", "9:5"},
		"open bracket":             {good + "why: [a, b\nb: c\n", "E-YAML-SYNTAX", "6:6"},
		"bracket too many":         {good + "why: [a]]\n", "E-YAML-SYNTAX", "6:9"},
		"deeper":                   {good + "  x: y\n", "E-YAML-SYNTAX", "6:3"},
		"less deep":                {"a:\n    b: c\n  d: e\n", "E-YAML-SYNTAX", "3:3"},
		"no colon":                 {good + "why not\n" + good, "E-YAML-SYNTAX", "6:1"},
		"percent":                  {good + "why: %a\n", "E-YAML-SYNTAX", "6:6"},
		"backtick":                 {good + "why: `a`\n", "E-YAML-SYNTAX", "6:6"},
		"code points are counted":  {"ñandú: ¿qué: no?\n", "E-YAML-SYNTAX", "1:12"},
		"first line":               {"a: b: c\n", "E-YAML-SYNTAX", "1:5"},
		"no line end":              {good + "a: b: c", "E-YAML-SYNTAX", "6:5"},
		"tab":                      {good + "a:\n\tb: c\n", "E-YAML-TAB", "7:1"},
		"tab after blanks":         {good + "a:\n  \tb: c\n  d: e\n", "E-YAML-TAB", "7:3"},
		"alias nobody has":         {good + "a: *b\n", "E-YAML-SYNTAX", "6:4"},
		"alias":                    {good + "a: &b c\nd: *b\n", "E-YAML-ANCHOR", "6:4"},
		"tag":                      {good + "a: !!int 3\n", "E-YAML-TAG", "6:4"},
		"document":                 {good + "---\n" + good, "E-YAML-DOCUMENTS", "6:1"},
		"document after an end":    {good + "...\na: b\n", "E-YAML-SYNTAX", "7:1"},
		"twice":                    {good + "key1: x\n", "E-KEY-TWICE", "6:1"},
		"conflict":                 {good + "<<<<<<< ours\na: b\n", "E-CONFLICT", "6:1"},
		"private key":              {good + "a: |\n  -----BEGIN RSA PRIVATE KEY-----\n", "E-KEY-SECRET", "7:1"},
		"NEL":                      {good + "a: \"b\u0085c\"\n", "E-FILE-CONTROL", "6:6"},
		"lone CR":                  {good + "a: b\rc: d\n", "E-FILE-CONTROL", "6:5"},
		"not UTF-8":                {good + "a: \xff\n", "E-FILE-ENCODING", "6:4"},
		"CRLF":                     {"a: b\n" + "c: d\r\n", "W-FILE-CRLF", "2:5"},
		"BOM":                      {"\ufeff" + good, "W-FILE-BOM", "1:1"},
		"BOM and a mistake":        {"\ufeffa: b: c\n", "W-FILE-BOM", "1:1"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := strictyaml.Parse("f", []byte(c.text))
			if len(problems) == 0 || problems[0].Code != c.code || problems[0].Pos.String() != "f:"+c.at {
				t.Errorf("wanted %s at %s, reported %v of\n%s", c.code, c.at, problems, c.text)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	nested := func(n int) string { return "a: " + strings.Repeat("[", n) + strings.Repeat("]", n) }
	for name, c := range map[string]struct {
		text string
		ok   bool
	}{
		"4 MiB":              {"a: " + strings.Repeat("x", strictyaml.MaxBytes-4) + "\n", true},
		"a byte more":        {"a: " + strings.Repeat("x", strictyaml.MaxBytes-3) + "\n", false},
		"31 levels of lists": {nested(31), true},
		"32 levels of lists": {nested(32), false},
		"99,996 items":       {"a: [" + strings.Repeat("b,", 99_996) + "]", true},
		"100,000 items":      {"a: [" + strings.Repeat("b,", 100_000) + "]", false},
		"299,998 separators": {"a: [b]" + strings.Repeat("\n", 299_998), true},
		"300,001 separators": {"a: [b]" + strings.Repeat("\n", 300_000), false},
	} {
		_, problems := strictyaml.Parse("f", []byte(c.text))
		if ok := len(problems) == 0; ok != c.ok {
			t.Errorf("%s: %v", name, problems)
		}
		if !c.ok && len(problems) > 0 && problems[0].Code != strictyaml.CodeSize {
			t.Errorf("%s: %v", name, problems[0])
		}
	}
}

// Whatever stands in a file, a message shows at most a line of it, and never a private key.
func TestValuesAreShownShort(t *testing.T) {
	if got := strictyaml.Shorten(strings.Repeat("ñ", 61)); got != strings.Repeat("ñ", 60)+"…" {
		t.Errorf("shown is %q", got)
	}
	for _, secret := range []string{"-----BEGIN OPENSSH PRIVATE KEY-----", "x b3BlbnNzaC1rZXktdjEAAAA", "PuTTY-User-Key-File-3: ssh-ed25519"} {
		if got := strictyaml.Shorten(secret); got != "…" {
			t.Errorf("shown is %q", got)
		}
	}
}
