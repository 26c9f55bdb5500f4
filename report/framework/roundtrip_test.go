package framework

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"sojt/competency"
	"sojt/competency/calendar"
	"sojt/competency/text"
	"sojt/report/outline"
)

// carried is what a package carries of a competency.
type carried struct {
	ID, Title, Group, Code, Why, Conditions string
	Examples, References, Criteria, Tags    []string
	Required, Critical                      bool
}

// carry lists what of a role should come back: what is in force, by ids without their sets, in the order in
// which groups come.
func carry(r *competency.Role, today calendar.Date) []carried {
	var all []carried
	groups := map[string]int{}
	for _, e := range r.Entries {
		if e.Retired != 0 && e.Retired <= today {
			continue
		}
		c := carried{
			ID: e.ID[strings.LastIndexByte(e.ID, '/')+1:], Title: e.Title, Group: text.Fold(e.Group), Code: text.Fold(e.Code), Why: strings.TrimSpace(e.Why), Conditions: strings.TrimSpace(e.Conditions),
			Examples: e.Examples, Tags: e.Tags, Required: e.Required, Critical: e.Critical,
		}
		for _, k := range e.Criteria {
			c.Criteria = append(c.Criteria, text.Fold(k.Text))
		}
		for _, ref := range e.References {
			c.References = append(c.References, ref.Title)
		}
		if _, known := groups[c.Group]; !known {
			groups[c.Group] = len(groups)
		}
		all = append(all, c)
	}
	return all
}

// TestRoundTrip: what import role makes of a role's package in another program is the role, as far as
// packages carry it.
func TestRoundTrip(t *testing.T) {
	files, _ := filepath.Glob("../../examples/*/sojt.yaml")
	today, n := calendar.Of(2026, 11, 1), 0
	for _, file := range files {
		p, problems := competency.Load(os.DirFS(filepath.Dir(file)))
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		for _, r := range p.Roles {
			data, err := export(t, p, r.ID, "https://example.com/k").Bytes()
			if err != nil {
				t.Fatal(err)
			}
			o, problems := outline.ReadPackage("a.json", data, today)
			if err := problems.Err(); err != nil {
				t.Fatal(err)
			}
			want := map[string]carried{}
			for _, c := range carry(r, today) {
				for i := range c.References {
					c.References[i] = "" // they come back with revision and url in one text
				}
				want[c.ID] = c
			}
			for _, c := range carry(imported(t, r.ID, o), today) {
				for i := range c.References {
					c.References[i] = ""
				}
				if diff := cmp.Diff(want[c.ID], c); diff != "" {
					t.Errorf("%s, %s: %s", file, r.ID, diff)
				}
				delete(want, c.ID)
				n++
			}
			if len(want) > 0 || o.Rows != len(o.Items)+o.Headings+len(o.Left) {
				t.Errorf("%s, %s: %d of %d did not come back, %v", file, r.ID, len(want), len(r.Entries), o.Left)
			}
		}
	}
	if n < 50 {
		t.Errorf("%d competencies: too few to say anything", n)
	}
}

// imported is the role that an outline makes in a program that has nothing else.
func imported(t *testing.T, id string, o *outline.Outline) *competency.Role {
	t.Helper()
	list := competency.RoleList{Role: id, Title: o.Title, Source: "a.json", List: o.Items, Taken: func(string) bool { return false }}
	made, problems, err := list.Merge()
	if err := errors.Join(err, problems.Err()); err != nil {
		t.Fatal(err)
	}
	p, problems := competency.Load(fstest.MapFS{
		"sojt.yaml":             {Data: []byte("format: 1\nprogram: new-k3v9\nname: New\n")},
		"mentors.yaml":          {Data: []byte("mentors: [{id: ana, name: Ana Ruiz, from: 2026-01-01}]\n")},
		"roles/" + id + ".yaml": {Data: made.Text},
	})
	if err := problems.Err(); err != nil {
		t.Fatalf("%v\n%s", err, made.Text)
	}
	return p.Role(id)
}
