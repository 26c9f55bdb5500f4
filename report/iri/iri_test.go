package iri

import (
	"net/url"
	"testing"
)

// TestVersion5 holds the arithmetic to the example of RFC 9562, A.4.
func TestVersion5(t *testing.T) {
	dns := [16]byte{0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}
	if got := text(version5(dns, "www.example.com")); got != "2ed6657d-e927-568b-95e1-2665a8aea6a2" {
		t.Errorf("got %s", got)
	}
}

// TestRecordIsPinned, to what Python's uuid makes of it: another number would make every statement that was ever sent another one.
func TestRecordIsPinned(t *testing.T) {
	const id = "01KHJTV4M0831X2JT3PAQ4ZCBJ"
	for part, want := range map[string]string{"": pinned, "revoked": pinnedPart} {
		if got := Record(id, part); got != want {
			t.Errorf("%q: %s, expected %s", part, got, want)
		}
	}
}

const (
	pinned     = "4768faf7-a15d-5244-9f3a-475770c477d9"
	pinnedURL  = "06ac598f-ad08-5f89-b6b9-bd95eb1074e0"
	pinnedPart = "64f02043-3be1-5890-8cd5-0d90efcb02b6"
)

// TestNamesApart: whatever words are in ids and headings, no two things have one name.
func TestNamesApart(t *testing.T) {
	b := Base("https://example.com/kitchen")
	seen := map[string]bool{}
	for _, name := range []string{
		string(b), b.Framework(""), b.Framework("cook"), b.Role("cook"), b.Set("hygiene"), b.Group("cook", "Safety"), b.Group("cook", "Safety / Fire"),
		b.Group("cook", "Safety/Fire"), b.Group("cook", "?#%"), b.Competency("cook"), b.Competency("hygiene/cook"), b.Criterion("cook", "grip"), b.Scale("cook"),
		b.Level("cook", 1), b.Association(Between("isChildOf", "a", "b")), b.Association(Between("isChildOf", "b", "a")), b.Association(Between("precedes", "a", "b")),
	} {
		if u, err := url.Parse(name); err != nil || u.RawQuery != "" || u.Fragment != "" || seen[name] {
			t.Errorf("%q: %v, or there twice", name, err)
		}
		seen[name] = true
	}
	// uuid.uuid5(uuid.NAMESPACE_URL, ...) of Python
	if got := UUID("https://example.com/kitchen/competencies/cook"); got != pinnedURL {
		t.Errorf("got %s, expected %s", got, pinnedURL)
	}
}

func TestOf(t *testing.T) {
	for chosen, want := range map[string]string{
		"":                             "https://sojt.invalid/harbor-k3v9",
		"https://train.example.com":    "https://train.example.com",
		"https://example.com/kitchen/": "https://example.com/kitchen",
		"http://localhost:8080/x":      "http://localhost:8080/x",
	} {
		if got, err := Of(chosen, "harbor-k3v9"); string(got) != want || err != nil {
			t.Errorf("%q: %q, %v", chosen, got, err)
		}
	}
	for _, chosen := range []string{
		"example.com", "/kitchen", "urn:x:y", "ftp://example.com", "https://", "https://a b/", "https://example.com/?q", "https://example.com/#f",
		"https://example.com/?", "https://example.com/#", "https://ana:pw@example.com/", "https://example.com/a b", "https://example.com/\u202e", "https://exa\nmple.com", "javascript:alert(1)",
	} {
		if got, err := Of(chosen, "x"); err != ErrBase {
			t.Errorf("%q is taken as %q, %v", chosen, got, err)
		}
	}
}
