package sheet

import (
	"strings"
	"testing"

	"sojt/report/xlsx"
	"sojt/signoff"
)

// Loose pages say whose they are, and that a draft takes no sign-off, however long the role's title is.
func TestRunningHead(t *testing.T) {
	heads := func(layout string, change func(*Input)) []xlsx.Print {
		in := input(kitchen())
		in.Layout, _ = Builtin(layout)
		change(&in)
		var all []xlsx.Print
		for _, s := range Build(in).Sheets {
			all = append(all, s.Print)
		}
		return all
	}
	theo := &signoff.Standings{Learner: &signoff.Learner{ID: "theo-brandt", Name: "Theo Brandt"}}
	for layout, word := range map[string]string{
		"sojt": "Learner", "jqs": "Trainee", "task-book": "Trainee", "laboratory": "Testing personnel", "nursing": "Orientee",
	} {
		blank := heads(layout, func(in *Input) { in.Learners = nil })
		named := heads(layout, func(in *Input) { in.Learners = []*signoff.Standings{theo} })
		for i := range blank {
			if want := word + ": " + nameLine; blank[i].HeadRight != want {
				t.Errorf("%s: a blank sheet's head is %q, expected %q", layout, blank[i].HeadRight, want)
			}
			if want := word + ": Theo Brandt (theo-brandt)"; named[i].HeadRight != want {
				t.Errorf("%s: a learner's head is %q, expected %q", layout, named[i].HeadRight, want)
			}
			if strings.Contains(blank[i].HeadLeft, "draft") {
				t.Errorf("%s: an adopted role's head says %q", layout, blank[i].HeadLeft)
			}
		}
	}
	in := input(kitchen())
	in.Role.Status = "draft"
	if text := bookText(Build(in)); strings.Count(text, "draft: takes no sign-off") != 2 {
		t.Error("the titles of a draft's worksheets do not both say that it is one")
	}
	draft := heads("sojt", func(in *Input) {
		in.Role.Status, in.Role.Title = "draft", strings.Repeat("Cook of the evening ", 20)
	})
	for _, p := range draft {
		if !strings.HasSuffix(p.HeadLeft, "… (draft: takes no sign-off)") || textWidth(p.HeadLeft)+textWidth(p.HeadRight) > p.Width() {
			t.Errorf("a draft's head says %q", p.HeadLeft)
		}
	}
}

// A page break never leaves the title of the signatures and the learner's box alone on a page.
func TestSignaturesStandWithTheirHead(t *testing.T) {
	for _, layout := range BuiltinNames() {
		rows := 0
		for r := range Build(inLayout(t, layout)).Sheets[1].Rows {
			if r.Hidden { // the keys end the head
				break
			}
			if rows++; !r.Keep {
				t.Errorf("%s: the signatures may begin a page without row %d of their head", layout, rows)
			}
		}
		if rows < 3 {
			t.Errorf("checker is broken: %s has %d rows before the keys", layout, rows)
		}
	}
}
