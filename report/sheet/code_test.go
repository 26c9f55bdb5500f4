package sheet

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCodeIsReadBack(t *testing.T) {
	p := kitchen()
	code := NewCode(p, p.Roles[0], "maria-lopez", "4f1c2ab")
	for _, typed := range []string{
		code.String(), strings.ToLower(code.String()), strings.ReplaceAll(code.String(), "-", " "), strings.ReplaceAll(code.String(), "-", ""),
		strings.NewReplacer("0", "o", "1", "l").Replace(code.String()),
	} {
		if got, err := ParseCode(typed); err != nil || got != code {
			t.Errorf("%q is %v, %v, expected %v", typed, got, err, code)
		}
	}
	if got := code.CommitPrefix(); got != "4f1c2" || code.Blank() {
		t.Errorf("commit is %q, blank: %v", got, code.Blank())
	}
	blank := NewCode(p, p.Roles[0], "", "")
	if !blank.Blank() || blank.CommitPrefix() != "" || blank.Role != code.Role || blank.Wording != code.Wording {
		t.Errorf("a blank one is %v", blank)
	}
	p.Roles[0].Entries[0].Fingerprint = strings.Repeat("ff", 32)
	if changed := NewCode(p, p.Roles[0], "", ""); changed.Wording == code.Wording || changed.Role != code.Role {
		t.Errorf("after another wording it is %v", changed)
	}
}

// One wrong character and two that changed places are always found.
func TestCodeFindsMistakes(t *testing.T) {
	letter := rapid.SampledFrom([]byte(alphabet))
	rapid.Check(t, func(t *rapid.T) {
		body := string(rapid.SliceOfN(letter, 4*partSize, 4*partSize).Draw(t, "body"))
		good := []byte(body + string(checkCharacter(body)))
		if _, err := ParseCode(string(good)); err != nil {
			t.Fatalf("%s: %v", good, err)
		}
		i, j := rapid.IntRange(0, len(good)-1).Draw(t, "i"), rapid.IntRange(0, len(good)-1).Draw(t, "j")
		if good[i] != good[j] {
			good[i], good[j] = good[j], good[i]
			if _, err := ParseCode(string(good)); !errors.Is(err, ErrCodeCheck) {
				t.Fatalf("checker is broken: places %d and %d of %s changed, and %v", i, j, good, err)
			}
			good[i], good[j] = good[j], good[i]
		}
		if other := letter.Draw(t, "other"); other != good[i] {
			good[i] = other
			if _, err := ParseCode(string(good)); !errors.Is(err, ErrCodeCheck) {
				t.Fatalf("checker is broken: place %d of %s is wrong, and %v", i, good, err)
			}
		}
	})
	for typed, want := range map[string]error{"": ErrCodeLength, "AAAA-BBBB": ErrCodeLength, "UAAA-AAAA-AAAA-AAAA-A": ErrCodeLetter} {
		if _, err := ParseCode(typed); !errors.Is(err, want) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

// The code stands at the foot of both worksheets, and what is there never runs into it.
func TestFootHasTheCode(t *testing.T) {
	in := filled()
	in.Document = strings.Repeat("a-long-program-name/", 8)
	for _, s := range Build(in).Sheets {
		code := NewCode(in.Program, in.Role, "maria-lopez", in.Commit)
		if s.Print.FootRight != code.String() {
			t.Errorf("%s: the foot has %q", s.Name, s.Print.FootRight)
		}
		if used := textWidth(s.Print.FootLeft) + textWidth(s.Print.FootRight+pagesRoom); used > s.Print.Width() {
			t.Errorf("%s: texts of %.0f points stand at a foot of %.0f", s.Name, used, s.Print.Width())
		}
		for _, want := range []string{"content " + contentHash(in.Role), "commit 4f1c2ab", "printed 31 Dec 2026"} {
			if !strings.Contains(s.Print.FootLeft, want) {
				t.Errorf("%s: the foot lacks %q: %q", s.Name, want, s.Print.FootLeft)
			}
		}
	}
}
