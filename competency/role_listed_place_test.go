package competency_test

import (
	"regexp"
	"strings"
	"testing"

	"sojt/competency"
)

var entryIDs = regexp.MustCompile(`(?m)^  - (?:id|use): "?([^"\n]*)"?$`)

func idsOf(text string) string {
	var all []string
	for _, m := range entryIDs.FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	return strings.Join(all, " ")
}

func in(group string, codes ...string) []competency.Listed {
	var all []competency.Listed
	for _, c := range codes {
		all = append(all, competency.Listed{Code: c, Title: "Does " + c, Group: group})
	}
	return all
}

// TestNewRowsLandInTheirPlace puts rows that are new in a list where the list has them, around what a person
// wrote and moved meanwhile.
func TestNewRowsLandInTheirPlace(t *testing.T) {
	first := list(nil, append(in("Pots", "p-1", "p-3"), in("Floors", "f-1", "f-2")...)...)
	first.Title = "Porter"
	made, _ := merged(t, first)
	hand := strings.NewReplacer(
		"  - id: f-1", "  # the yard is ours as well\n  - id: yard\n    title: Sweeps\n    group: Pots # so far\n\n  - id: f-1",
	).Replace(made)
	for _, x := range []struct {
		name string
		list []competency.Listed
		want string
	}{
		{"between", append(in("Pots", "p-1", "p-2", "p-3"), in("Floors", "f-1", "f-2")...), "p-1 p-2 p-3 yard f-1 f-2"},
		{"at the beginning", append(in("Pots", "p-0", "p-1", "p-3"), in("Floors", "f-1", "f-2")...), "p-0 p-1 p-3 yard f-1 f-2"},
		{"last of a group", append(in("Pots", "p-1", "p-3", "p-4"), in("Floors", "f-1", "f-2")...), "p-1 p-3 p-4 yard f-1 f-2"},
		{"a group between", append(append(in("Pots", "p-1", "p-3"), in("Pans", "n-1", "n-2")...), in("Floors", "f-1", "f-2")...), "p-1 p-3 yard n-1 n-2 f-1 f-2"},
		{"at the end", append(in("Pots", "p-1", "p-3"), in("Floors", "f-1", "f-2", "f-3", "f-4")...), "p-1 p-3 yard f-1 f-2 f-3 f-4"},
	} {
		versions := []competency.RoleVersion{{Text: []byte(made), Imported: true}, {Text: []byte(hand)}}
		got, out := merged(t, list(versions, x.list...))
		if idsOf(got) != x.want || out.Own != 1 || out.Retired != 0 || !strings.Contains(got, "\n\n  # the yard is ours as well\n  - id: yard\n    title: Sweeps\n    group: Pots # so far\n\n") {
			t.Errorf("%s: %s, expected %s\n%s", x.name, idsOf(got), x.want, got)
		}
		if again, out := merged(t, list(append(versions, competency.RoleVersion{Text: []byte(got), Imported: true}), x.list...)); again != got || out.Added+out.Updated+out.Retired != 0 {
			t.Errorf("%s, again:\n%s", x.name, again)
		}
	}
}

// TestShared makes a set of a list, and a role that uses it; what is gone is retired in the set, and taken out
// of the role, but for what a person says otherwise.
func TestShared(t *testing.T) {
	set := list(nil, in("Tasks", "22", "23B", "7")...)
	set.Role, set.Shared, set.Title = "dcwf", true, "Shared"
	made, out := merged(t, set)
	if idsOf(made) != "22 23b 7" || !strings.Contains(made, "\nset: dcwf\n") || strings.Join(out.IDs, " ") != "22 23b 7" {
		t.Fatalf("%+v\n%s", out.IDs, made)
	}
	uses := func(ids ...string) []competency.Listed {
		var all []competency.Listed
		for _, id := range ids {
			all = append(all, competency.Listed{Use: "dcwf/" + id, Optional: id == "23b"})
		}
		return all
	}
	role := list(nil, uses("22", "23b", "7")...)
	role.Title, role.Set = "Role", "dcwf"
	text, _ := merged(t, role)
	if want := "competencies:\n  - use: dcwf/22\n\n  - use: dcwf/23b\n    required: false\n\n  - use: dcwf/7\n"; !strings.HasSuffix(text, want) {
		t.Errorf("%s", text)
	}
	versions := []competency.RoleVersion{{Text: []byte(text), Imported: true}}
	versions = append(versions, competency.RoleVersion{Text: []byte(text + "    practice: 2\n\n  - use: other/x\n\n  - use: dcwf/9\n")})
	role = list(versions, uses("23b", "24")...)
	role.Set = "dcwf"
	after, out := merged(t, role)
	if idsOf(after) != "dcwf/23b dcwf/24 dcwf/7 other/x dcwf/9" || out.Retired != 1 || out.Own != 1 || len(out.Kept) != 1 || !strings.Contains(out.Kept[0], "no longer has dcwf/7") {
		t.Errorf("%d retired, %d own, kept %q\n%s", out.Retired, out.Own, out.Kept, after)
	}
	set = list([]competency.RoleVersion{{Text: []byte(made), Imported: true}}, in("Tasks", "22")...)
	set.Role, set.Shared, set.Needed = "dcwf", true, map[string]bool{"7": true}
	if after, out = merged(t, set); out.Retired != 1 || strings.Count(after, "retired:") != 1 || strings.Index(after, "retired:") > strings.Index(after, `id: "7"`) {
		t.Errorf("%d retired, %d own, kept %q\n%s", out.Retired, out.Own, out.Kept, after)
	}
}
