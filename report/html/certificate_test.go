package html

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"sojt/competency/calendar"
	"sojt/report"
)

// certified is a certificate in which every text is the same.
func certified(text string, items int) *report.Certificate {
	day := calendar.Of(2024, 10, 4)
	c := &report.Certificate{
		Program: text, ProgramID: text, Learner: text, LearnerID: text, Role: text, RoleID: text, Commit: text, On: day, Since: day, Until: day + 9,
		By: text, Record: text, Trained: report.Span{First: day, Last: day + 1, By: []string{text}}, Evaluated: report.Span{First: day, Last: day, By: []string{text}},
		Deferred: []string{text}, Overridden: []string{text},
	}
	for range items {
		c.Items = append(c.Items, report.Certified{ID: text, Code: text, Title: text, Date: day, Until: day + 9, By: text, How: "waived", Record: text})
	}
	return c
}

var (
	tag     = regexp.MustCompile(`<[^>]*>`)
	nameTag = regexp.MustCompile(`class="(name|facts)[a-z ]*"`)
	styled  = regexp.MustCompile(`<style>[^<]*</style>`)
)

// tags are the elements of a page, without the style, and with no difference for the length of a name.
func tags(page []byte) []string {
	return tag.FindAllString(nameTag.ReplaceAllString(styled.ReplaceAllString(string(page), ""), `class="name"`), -1)
}

// Whatever people write stays text: the elements and attributes of the page are those of a harmless one.
func TestCertificateIsTextOfPeople(t *testing.T) {
	for _, text := range []string{
		"<script>alert(1)</script>", `" onload="x`, "' autofocus onfocus='x", "</title><script>x</script>", "</style><script>x</script>", "<!--", "-->", "]]>",
		"<img src=x onerror=x>", "<svg/onload=x>", "&lt;b&gt;", "&#60;b>", "javascript:x", "\u202etxt.exe", "\u2066a\u2069", "a\nb\rc\td", "\x00\x1b[31m\x7f",
		"=1+1", "%3Cb%3E", "<\u0338b>", "\ufeff<b>", "<b", "b>", "`x`", "${x}", "{{x}}", strings.Repeat("<b>", 500), "عبد الرحمن", "Ł ñ ç", "🙂",
	} {
		for name, page := range map[string]func(*report.Certificate, Paper) []byte{"certificate": Certificate, "card": Card} {
			for _, items := range []int{2, 12, 40} {
				got, want := tags(page(certified(text, items), A4)), tags(page(certified("Ana", items), A4))
				// a line break of people's is one of ours
				got = slices.DeleteFunc(got, func(s string) bool { return s == "<br/>" })
				if !slices.Equal(got, want) {
					t.Errorf("%s with %q has other elements:\n%q\n%q", name, text, got, want)
				}
			}
		}
	}
	if slices.Equal(tags([]byte("<p><b>")), tags([]byte("<p>"))) {
		t.Error("checker is broken: an element more is not seen")
	}
}

// What is required is on the page, whatever there is no room for is counted.
func TestCertificateSaysItAll(t *testing.T) {
	c := certified("Ana", 3)
	c.Learner, c.Program, c.Role, c.By, c.Record = "Zoë Ångström", "Harbor", "Line cook", "Dana Cole", "01KAN3"
	c.Trained.By, c.Evaluated.By = []string{"Tr Ainer"}, []string{"Eva Luator"}
	for name, page := range map[string][]byte{"certificate": Certificate(c, Letter), "card": Card(c, Letter)} {
		for _, part := range []string{c.Learner, c.Program, c.Role, c.By, c.Record, "Tr Ainer", "Eva Luator", "4 Oct 2024", "13 Oct 2024", "size:letter"} {
			if !strings.Contains(string(page), part) {
				t.Errorf("the %s lacks %q", name, part)
			}
		}
	}
	if page := string(Certificate(certified("Ana", most+1), A4)); !strings.Contains(page, "31 competencies") || strings.Contains(page, "<table") {
		t.Error("more than there is room for is not counted")
	}
	c.Interim = true
	if page := string(Certificate(c, A4)); !strings.Contains(page, "Interim certificate") || strings.Contains(page, "Certificate of qualification") {
		t.Error("an interim one is not named as one")
	}
	if page := string(Card(c, A4)); !strings.Contains(page, "Line cook (interim)") {
		t.Error("an interim card is not named as one")
	}
	c.Trained.By = []string{strings.Repeat("x", cardLetters)}
	if CardFits(c) || !CardFits(certified("Ana", 1)) {
		t.Error("what fits on a card is not told apart")
	}
}

// What was signed off against a rule is named as that on the certificate and on the card.
func TestCertificateTellsOverrides(t *testing.T) {
	c := certified("Ana", 2)
	c.Items[1].How, c.Items[1].Override, c.Overridden = "signed off", true, []string{"Works a service"}
	if page := string(Certificate(c, A4)); !strings.Contains(page, "(signed off by override)") || !strings.Contains(page, "Rules overridden") || !strings.Contains(page, "Works a service") {
		t.Errorf("an override is not told:\n%s", page)
	}
	if page := string(Card(c, A4)); !strings.Contains(page, "(signed off by override)") {
		t.Errorf("an override is not told on the card:\n%s", page)
	}
	if c.Items[1].Override, c.Overridden = false, nil; strings.Contains(string(Certificate(c, A4)), "overrid") {
		t.Error("an override is told where there is none")
	}
}
