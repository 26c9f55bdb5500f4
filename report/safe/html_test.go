package safe

import "testing"

func TestHTML(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"María López", "María López"},
		{`</script><b a="x" c='y'>`, "&lt;/script&gt;&lt;b a=&#34;x&#34; c=&#39;y&#39;&gt;"},
		{"&lt;", "&amp;lt;"},
		{"\u202egnp.exe\x00", `\u{202e}gnp.exe\u{0}`},
		{"::error::x", `\u{3a}:error::x`},
		{"a\nb", "a b"},
		{"\xff", "\ufffd"},
	} {
		if got := string(AppendHTML(nil, c.in)); got != c.want {
			t.Errorf("AppendHTML(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestURL(t *testing.T) {
	for _, c := range []struct {
		in   string
		want string // "" where it is no link
	}{
		{"https://example.com/knife?a=1&b=2#c", "https://example.com/knife?a=1&b=2#c"},
		{"http://example.com", "http://example.com"},
		{"HTTPS://example.com/x", "https://example.com/x"},
		{"mailto:ana@harbor.example", "mailto:ana@harbor.example"},
		{"cards/knife.pdf", "cards/knife.pdf"},
		{"../cards/knife.pdf#page=2", "../cards/knife.pdf#page=2"},
		{"/cards", "/cards"},
		{"#part", "#part"},
		{"https://example.com/messer-für-köche", "https://example.com/messer-f%C3%BCr-k%C3%B6che"},
		{"", ""},
		{"javascript:alert(1)", ""},
		{"JaVaScript:alert(1)", ""},
		{"java\nscript:alert(1)", ""},
		{" javascript:alert(1)", ""},
		{"\x01javascript:alert(1)", ""},
		{"data:text/html,<script>", ""},
		{"vbscript:x", ""},
		{"file:///etc/passwd", ""},
		{"ftp://example.com", ""},
		{"//example.com/x", ""},
		{`\\example.com\x`, ""},
		{`/\example.com`, ""},
		{"https:example.com", ""},
		{"https:///x", ""},
		{"mailto:", ""},
		{"https://user:secret@example.com/", ""},
		{"https://exa mple.com", ""},
		{"https://example.com/\u202egnp", ""},
		{"x:y/z", ""},
		{"./x:y", "./x:y"},
		{"%zz", ""},
	} {
		got, ok := URL(c.in)
		if ok != (c.want != "") || ok && got != c.want {
			t.Errorf("URL(%q) = %q, %t, want %q", c.in, got, ok, c.want)
		}
	}
}
