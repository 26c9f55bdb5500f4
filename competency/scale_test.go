package competency

import "testing"

// A level is found by what people write into lists and on paper.
func TestScaleNamed(t *testing.T) {
	s := &Scale{ID: "entrustment", Levels: []Level{{ID: 1, Name: "Observes"}, {ID: 2, Name: "With help"}, {ID: 10, Name: "Teaches"}}}
	for said, want := range map[string]int{
		"1": 1, "2": 2, "10": 10, "2 with help": 2, "1, observes": 1, "Observes": 1, "with HELP": 2, "teaches": 10,
		"": 0, "3": 0, "2 not met": 0, "1.5": 0, "1,5": 0, "1-2": 0, "1/2": 0, "1 2": 0, "2 or 1": 0, "10 of 10": 0, "observing": 0, "help": 0, "-1": 0, "01": 0,
	} {
		got := 0
		if l := s.Named(said); l != nil {
			got = l.ID
		}
		if got != want {
			t.Errorf("%q is level %d, expected %d", said, got, want)
		}
	}
	stars := &Scale{ID: "stars", Levels: []Level{{ID: 1, Name: "2 stars"}, {ID: 2, Name: "1 star"}}}
	if l := stars.Named("1 star"); l == nil || l.ID != 2 {
		t.Errorf("a name that begins with another's number is %+v", l)
	}
}
