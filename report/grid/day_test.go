package grid_test

import (
	"errors"
	"testing"

	"sojt/report/grid"
)

func TestReadDay(t *testing.T) {
	for _, x := range []struct {
		text    string
		order   grid.Order
		old     bool
		want    string
		partial string
	}{
		{text: "2026-12-02", want: "2026-12-02"},
		{text: " 2026-12-02 00:00:00 ", want: "2026-12-02"},
		{text: "2026-12-02T10:00:00Z", want: "2026-12-02"},
		{text: "2026/12/2", want: "2026-12-02"},
		{text: "20261202", want: "2026-12-02"},
		{text: "2 Dec 2026", want: "2026-12-02"},
		{text: "2. December 2026", want: "2026-12-02"},
		{text: "Dec 2nd, 2026", want: "2026-12-02"},
		{text: "2-dec-26", want: "2026-12-02"},
		{text: "2 Sept '26", want: "2026-09-02"},
		{text: "13/04/2026", want: "2026-04-13"},
		{text: "4/13/2026", want: "2026-04-13"},
		{text: "4.4.2026", want: "2026-04-04"},
		{text: "3/4/2026", order: grid.DMY, want: "2026-04-03"},
		{text: "3/4/2026", order: grid.MDY, want: "2026-03-04"},
		{text: "03/4/05", order: grid.YMD, want: "2003-04-05"},
		{text: "2026-03-04", order: grid.DMY, want: "2026-03-04"},
		{text: "2026.3.4", order: grid.MDY, want: "2026-03-04"},
		{text: "46358", want: "2026-12-02"},
		{text: "44896", old: true, want: "2026-12-02"},
		{text: "Oct 2026", want: "2026-10-01", partial: "Oct 2026"},
		{text: "10/2026", want: "2026-10-01", partial: "10/2026"},
		{text: "2026-10", want: "2026-10-01", partial: "2026-10"},
		{text: "2026", want: "2026-01-01", partial: "2026"},
	} {
		got, err := grid.ReadDay(x.text, x.order, x.old)
		if err != nil || got.String() != x.want || got.Partial != x.partial {
			t.Errorf("%q %s: %s %q, %v; expected %s %q", x.text, x.order, got.Date, got.Partial, err, x.want, x.partial)
		}
	}
	for text, want := range map[string]error{
		"": grid.ErrDay, "soon": grid.ErrDay, "AR": grid.ErrDay, "12": grid.ErrDay, "2026-13-01": grid.ErrNoSuch, "31 Feb 2026": grid.ErrNoSuch,
		"30.2.2026": grid.ErrNoSuch, "1 2 3 4": grid.ErrDay, "2 Dec Jan 2026": grid.ErrDay, "12345678901234567890": grid.ErrDay, "-5": grid.ErrDay, "0/0/0": grid.ErrDay,
	} {
		if _, err := grid.ReadDay(text, "", false); !errors.Is(err, want) {
			t.Errorf("%q: %v, expected %v", text, err, want)
		}
	}
	for text, want := range map[string]string{
		"03/04/2026": "it can be 3 Apr 2026 or 4 Mar 2026",
		"13/04/26":   "it can be 13 Apr 2026 or 26 Apr 2013",
		"03.4.05":    "it can be 3 Apr 2005 or 4 Mar 2005 or 5 Apr 2003",
	} {
		var many *grid.AmbiguousDay
		if _, err := grid.ReadDay(text, "", false); !errors.As(err, &many) || many.Error() != want {
			t.Errorf("%q: %v, expected %q", text, err, want)
		}
	}
}

// FuzzReadDay holds that nothing panics, and that a day read once is read again as itself.
func FuzzReadDay(f *testing.F) {
	for _, s := range []string{"2 Dec 2026", "3/4/05", "46358", "Oct 2026", "\xff", "1st", "th/th/th"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		day, err := grid.ReadDay(s, "", false)
		if err != nil {
			return
		}
		if again, err := grid.ReadDay(day.String(), "", true); err != nil || again.Date != day.Date {
			t.Errorf("%q is %s, and that %s, %v", s, day.Date, again.Date, err)
		}
	})
}
