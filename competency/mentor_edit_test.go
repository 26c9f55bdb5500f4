package competency_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/text"
)

const (
	keyOne = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFOf0zrZobOO+hfhej9FoQspW5RkI2uyQ3gXeeEZhj+7"
	keyTwo = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF14N2Qagg0xurHdjaVl0VKIyljFoLg2eWWET+jGWomj"
)

func readMentors(t rapid.TB, text string) *competency.MentorsFile {
	f, problems := competency.ReadMentors([]byte(text))
	if problems.Errors() > 0 {
		t.Fatalf("%v of\n%s", problems, text)
	}
	return f
}

// What is added is what is read again, whatever people are called.
func TestAddedMentorsAreReadAgain(t *testing.T) {
	dates := rapid.Custom(func(t *rapid.T) calendar.Date {
		return calendar.Of(rapid.IntRange(2000, 2100).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"))
	})
	names := rapid.StringMatching(`[\pL"'#:&*!|>%@0-9{}\[\],-][\pL "'#:&*!|>%@0-9{}\[\],-]{0,20}[\pL"'#:0-9]`)
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.SampledFrom([]string{"", "# nobody\n", "mentors: []\n", "mentors:\n- id: dana\n  name: Dana\n", "mentors: [{id: dana, name: Dana}]\n"}).Draw(t, "before")
		m := &competency.Mentor{
			ID: "ana", Name: asRead(names.Draw(t, "name")), Email: "ana@harbor.example", Coordinator: rapid.Bool().Draw(t, "coordinator"),
			Departments: rapid.SampledFrom([][]string{nil, {"no"}, {"kitchen", "on"}}).Draw(t, "departments"),
			Signs:       rapid.SampledFrom([][]string{nil, {"y", "set/null"}}).Draw(t, "signs"),
			From:        dates.Draw(t, "from"),
			Keys:        []competency.Key{{Key: keyOne, From: dates.Draw(t, "since")}, {Key: keyTwo}},
		}
		if rapid.Bool().Draw(t, "designated") {
			m.DesignatedBy = &competency.Approval{By: asRead(names.Draw(t, "by")), Date: dates.Draw(t, "on")}
		}
		after, problems := readMentors(t, before).Add(m)
		if len(problems) > 0 {
			t.Fatalf("%v", problems)
		}
		all := readMentors(t, string(after)).Mentors
		if diff := cmp.Diff(m, all[len(all)-1], cmpopts.IgnoreFields(competency.Mentor{}, "Pos"), cmpopts.IgnoreUnexported(competency.Mentor{})); diff != "" {
			t.Fatalf("%s\n%s", diff, after)
		}
	})
}

// asRead is a name as it is read: composed, and without blanks at its ends.
func asRead(s string) string { return strings.TrimSpace(text.Normal(s)) }

// A key gets its end, and since when others may have it, in the entry that is meant.
func TestKeysAreEndedInPlace(t *testing.T) {
	before := "mentors:\n  - id: ana\n    name: Ana\n    keys:\n      - {key: \"" + keyOne + "\"} # one\n      - key: \"" + keyTwo + "\"\n        from: 2026-01-01\n"
	f := readMentors(t, before)
	after, problems := f.EndKey(f.Mentors[0], 0, day("2026-05-06"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	f = readMentors(t, string(after))
	after, problems = f.Compromise(f.Mentors[0], 1, time.Date(2026, 3, 4, 5, 6, 7, 0, time.FixedZone("", 3600)))
	want := strings.Replace(before, keyOne+`"}`, keyOne+`", until: 2026-05-06}`, 1) + "        compromised: 2026-03-04T04:06:07Z\n"
	if len(problems) > 0 || string(after) != want {
		t.Errorf("%v\n%s", problems, after)
	}
}

// A change that would make the file wrong is refused, with what would be wrong in it.
func TestChangesThatWouldBeMistakes(t *testing.T) {
	f := readMentors(t, "mentors:\n  - {id: ana, name: Ana, from: 2026-01-01, until: 2026-12-31, keys: [{key: \""+keyOne+"\", from: 2026-01-01}]}\n  - {id: per, name: Per}\n")
	for name, change := range map[string]func() ([]byte, string){
		"overlap": func() ([]byte, string) {
			text, p := f.Add(&competency.Mentor{ID: "ana", Name: "Ana", From: day("2026-12-31")})
			return text, strings.Join(codes(p), " ")
		},
		"key of another": func() ([]byte, string) {
			text, p := f.AddKey(f.Mentors[1], competency.Key{Key: keyOne})
			return text, strings.Join(codes(p), " ")
		},
		"key twice": func() ([]byte, string) {
			text, p := f.AddKey(f.Mentors[0], competency.Key{Key: keyOne, From: day("2026-06-01")})
			return text, strings.Join(codes(p), " ")
		},
		"no key": func() ([]byte, string) {
			text, p := f.AddKey(f.Mentors[1], competency.Key{Key: "ssh-ed25519 AAAA"})
			return text, strings.Join(codes(p), " ")
		},
		"end before the beginning": func() ([]byte, string) {
			text, p := f.EndKey(f.Mentors[0], 0, day("2025-12-31"))
			return text, strings.Join(codes(p), " ")
		},
	} {
		if text, found := change(); text != nil || found == "" {
			t.Errorf("checker is broken: %s gives %q, %q", name, text, found)
		}
	}
	if f, problems := competency.ReadMentors([]byte("mentors: [\n")); f != nil || problems.Errors() == 0 {
		t.Error("read what is no YAML")
	}
}
