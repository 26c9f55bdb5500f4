package written_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sojt/competency/calendar"
	"sojt/report/written"
)

func days(o written.Order) written.Days {
	return written.Days{Today: calendar.Of(2026, 11, 21), Order: o}
}

func TestDays(t *testing.T) {
	for said, want := range map[string]string{
		"2026-12-08": "2026-12-08", " 2026-12-8 ": "2026-12-08", "2026/12/08": "2026-12-08", "20261208": "2026-12-08", "2026.12.08.": "2026-12-08",
		"2026-12-08T09:31:40Z": "2026-12-08", "2026-12-08 00:00:00": "2026-12-08", "25/12/2026 14:30": "2026-12-25", "25.12.2026, 9:05 am": "2026-12-25",
		"25.12.2026": "2026-12-25", "12/25/2026": "2026-12-25", "5-5-2026": "2026-05-05", "13/14/26": "no day", "31/08/99": "1999-08-31", "1/13/46": "2046-01-13", "1/13/47": "1947-01-13",
		"8 Dec 2026": "2026-12-08", "8-Dec-26": "2026-12-08", "Dec 8, 2026": "2026-12-08", "December 8th, 2026": "2026-12-08", "2026 Dec 8": "2026-12-08", "8. Dezember 2026": "2026-12-08",
		"8 de diciembre de 2026": "2026-12-08", "1er août 2026": "2026-08-01", "8 MÄRZ 2026": "2026-03-08", "the 3rd of May 2026": "2026-05-03", "8 dic. 2026": "2026-12-08", "1º março 2026": "2026-03-01",
		"8/Dec/2026 10:00": "2026-12-08", "3 mei 2026": "2026-05-03",
		"08.12.2026": "2026-12-08", "8. 12. 2026": "2026-12-08", "12.25.2026": "2026-12-25", "08.12.2026 14:30": "2026-12-08",
		"2019": `2019-01-01 "2019"`, "2019-03": `2019-03-01 "2019-03"`, "03/2019": `2019-03-01 "03/2019"`, "Mar 2019": `2019-03-01 "Mar 2019"`, "März 2019": `2019-03-01 "März 2019"`, "Mar '19": `2019-03-01 "Mar '19"`,
		"08/12/2026": `can be 8 Dec 2026 or 12 Aug 2026`, "8.12.26": `can be 8 Dec 2026 or 12 Aug 2026`, "08/12/26": "can be 8 Dec 2026, 12 Aug 2026 or 26 Dec 2008", "13/08/26": "can be 13 Aug 2026 or 26 Aug 2013",
		"Mar-19": "no year that is clear", "8 Dec": "no year that is clear", "8/12": "no day", "2026-13-01": "no day", "2026-02-30": "no day", "31 Feb 2026": "no day", "": "no day", "yes": "no day", "8-9 Dec 2026": "no day", "-": "no day",
		"Dec Dec 2026": "no day", "2026-12": `2026-12-01 "2026-12"`, "2026-00": "no day", "1850": "the year is 1850", "9999-12-31": "the year is 9999", "0206-12-08": "the year is 206", "2026-12-08 x": "no day", "２０２６-12-08": "2026-12-08",
		"46364": "a spreadsheet's number for 8 Dec 2026, or for 9 Dec 2030", "12345": "no day", "123456": "no day", "8": "no day", "1st": "no day", "-2026-12-08": "2026-12-08", "2026-+1-08": "no day",
	} {
		got, err := days("").Read(said)
		switch {
		case err != nil && !strings.Contains(err.Error(), want):
			t.Errorf("%q: %v, expected %q", said, err, want)
		case err == nil:
			text := got.String()
			if got.Dated != "" {
				text += ` "` + got.Dated + `"`
			}
			if text != want {
				t.Errorf("%q is read as %s, expected %s", said, text, want)
			}
		}
	}
}

func TestOrders(t *testing.T) {
	for _, x := range []struct{ said, dmy, mdy, ymd string }{
		{"08/12/2026", "2026-12-08", "2026-08-12", "can be"},
		{"08-12-26", "2026-12-08", "2026-08-12", "2008-12-26"},
		{"25/12/2026", "2026-12-25", "no day in the order mdy; it would be 25 Dec 2026", "2026-12-25"},
		{"26/12/2026", "2026-12-26", "no day in the order mdy", "2026-12-26"},
		{"2026-12-08", "2026-12-08", "2026-12-08", "2026-12-08"},
		{"26-12-31", "2031-12-26", "no day in the order mdy", "2026-12-31"},
	} {
		for order, want := range map[written.Order]string{written.DMY: x.dmy, written.MDY: x.mdy, written.YMD: x.ymd} {
			got, err := days(order).Read(x.said)
			if err != nil && !strings.Contains(err.Error(), want) || err == nil && got.String() != want {
				t.Errorf("%q as %s: %s %v, expected %s", x.said, order, got, err, want)
			}
		}
	}
	if got := days("").OrdersOf([]string{"08/12/2026", "25/12/2026", "2019"}); len(got) != 1 || got[0] != written.DMY {
		t.Errorf("a day that is past 12 tells the order, got %v", got)
	}
	if got := days("").OrdersOf([]string{"08/12/2026", "8 Dec 2026"}); len(got) != 2 {
		t.Errorf("nothing tells the order, got %v", got)
	}
	_, err := days("").Read("08/12/2026")
	var two *written.Ambiguous
	if !errors.As(err, &two) || len(two.Orders()) != 2 {
		t.Errorf("the readings are %v", err)
	}
}

func TestSerials(t *testing.T) {
	d := days("")
	for zero, want := range map[calendar.Date]string{written.From1900(): "2026-12-08", written.From1904(): "2030-12-09"} {
		d.Zero = zero
		for _, said := range []string{"46364", "46364.25"} {
			if got, err := d.Read(said); err != nil || got.String() != want {
				t.Errorf("%s is %s %v, expected %s", said, got, err, want)
			}
		}
	}
	d.Zero = written.From1900()
	if got, err := d.Read("2019"); err != nil || got.Dated != "2019" {
		t.Errorf("a year is no day number: %v %v", got, err)
	}
}

// Whatever is read in an order is read as the same day from any spelling of it, and what can be two days
// is refused without one.
func TestOneDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := calendar.Of(2000, 1, 1) + calendar.Date(rapid.IntRange(0, 12_000).Draw(t, "day"))
		y, m, day := c.Split()
		mark := rapid.SampledFrom([]string{"/", ".", "-", " "}).Draw(t, "mark")
		parts := map[written.Order][]int{written.DMY: {day, int(m), y}, written.MDY: {int(m), day, y}, written.YMD: {y, int(m), day}}
		order := rapid.SampledFrom(written.Orders()).Draw(t, "order")
		var words []string
		for _, n := range parts[order] {
			words = append(words, itoa(n))
		}
		said := strings.Join(words, mark)
		if got, err := days(order).Read(said); err != nil || got.Date != c {
			t.Fatalf("%q in %s is %s %v", said, order, got, err)
		}
		got, err := days("").Read(said)
		if mark == "." && order == written.MDY && day <= 12 {
			return // with full stops the day stands first
		}
		twice := order != written.YMD && day <= 12 && day != int(m) && mark != "."
		if twice != (err != nil) || err == nil && got.Date != c {
			t.Fatalf("%q without an order is %s %v", said, got, err)
		}
	})
}

func FuzzDays(f *testing.F) {
	for _, s := range []string{"2026-12-08", "8 Dec '26", "46364.5", "Mar 19", "08/12/26"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, o := range append(written.Orders(), "") {
			d := days(o)
			d.Zero = written.From1904()
			if got, err := d.Read(s); err == nil {
				if y, _, _ := got.Split(); y < 1900 || y > 2199 {
					t.Errorf("%q is read as %s", s, got)
				}
			} else if got != (written.Day{}) {
				t.Errorf("%q is refused and read as %s", s, got)
			}
		}
	})
}

// A month of which a learner was there for a part alone begins with that part, and no other day is moved.
func TestSince(t *testing.T) {
	first := calendar.Of(2026, 3, 15)
	for said, want := range map[string]string{
		"März 2026": "2026-03-15", "2026-03": "2026-03-15", "2026": "2026-03-15", "Feb 2026": "2026-02-01", "Apr 2026": "2026-04-01", "2025": "2025-01-01",
		"Dec 2025": "2025-12-01", "2026-03-10": "2026-03-10", "10 March 2026": "2026-03-10",
	} {
		if got, err := days("").Read(said); err != nil || got.Since(first).String() != want {
			t.Errorf("%q is %s %v, expected %s", said, got.Since(first), err, want)
		}
	}
}
