package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"sojt/competency/calendar"
)

// The second implementation knows nothing of package time: it counts day by day from 0001-01-01,
// with the Gregorian rule written as a table of months.

type ymd struct{ y, m, d int }

func leap(y int) bool {
	if y%400 == 0 {
		return true
	}
	return y%4 == 0 && y%100 != 0
}

func lengthOf(y, m int) int {
	if m == 2 && leap(y) {
		return 29
	}
	return [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[m-1]
}

func (a ymd) next() ymd {
	switch {
	case a.d < lengthOf(a.y, a.m):
		return ymd{a.y, a.m, a.d + 1}
	case a.m < 12:
		return ymd{a.y, a.m + 1, 1}
	}
	return ymd{a.y + 1, 1, 1}
}

func (a ymd) before() ymd {
	switch {
	case a.d > 1:
		return ymd{a.y, a.m, a.d - 1}
	case a.m > 1:
		return ymd{a.y, a.m - 1, lengthOf(a.y, a.m-1)}
	}
	return ymd{a.y - 1, 12, 31}
}

// months steps month by month, then clamps the day once.
func (a ymd) months(n int) ymd {
	for ; n > 0; n-- {
		if a.m++; a.m > 12 {
			a.y, a.m = a.y+1, 1
		}
	}
	for ; n < 0; n++ {
		if a.m--; a.m < 1 {
			a.y, a.m = a.y-1, 12
		}
	}
	if most := lengthOf(a.y, a.m); a.d > most {
		a.d = most
	}
	return a
}

func (a ymd) shift(p calendar.Period, sign int) ymd {
	switch p.Unit {
	case calendar.Months:
		return a.months(sign * p.N)
	case calendar.Years:
		return a.months(12 * sign * p.N)
	}
	n := p.N
	if p.Unit == calendar.Weeks {
		n *= 7
	}
	for range n {
		if sign > 0 {
			a = a.next()
		} else {
			a = a.before()
		}
	}
	return a
}

func split(d calendar.Date) ymd {
	y, m, day := d.Split()
	return ymd{y, int(m), day}
}

// Every day of 400 years and more, one after the other, from the first there is.
func TestEveryDay(t *testing.T) {
	want := ymd{1, 1, 1}
	for d := calendar.Date(1); want.y <= 2405; d, want = d+1, want.next() {
		if got := split(d); got != want {
			t.Fatalf("day %d is %v, want %v", d, got, want)
		}
		if got := calendar.Of(want.y, time.Month(want.m), want.d); got != d {
			t.Fatalf("%v is day %d, want %d", want, got, d)
		}
	}
}

func anyDate(t *rapid.T, label string) calendar.Date {
	y := rapid.IntRange(1600, 2400).Draw(t, label+" year")
	m := rapid.IntRange(1, 12).Draw(t, label+" month")
	day := rapid.OneOf(rapid.IntRange(1, lengthOf(y, m)), rapid.Just(lengthOf(y, m)), rapid.Just(1)).Draw(t, label+" day")
	return calendar.Of(y, time.Month(m), day)
}

func anyPeriod(t *rapid.T) calendar.Period {
	unit := rapid.SampledFrom([]calendar.Unit{calendar.Days, calendar.Weeks, calendar.Months, calendar.Years}).Draw(t, "unit")
	most := map[calendar.Unit]int{calendar.Days: 2000, calendar.Weeks: 300, calendar.Months: 600, calendar.Years: 100}[unit]
	return calendar.Period{N: rapid.IntRange(1, most).Draw(t, "n"), Unit: unit}
}

func TestAddAndSubAgreeWithCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, p := anyDate(t, "from"), anyPeriod(t)
		if got, want := split(d.Add(p)), split(d).shift(p, 1); got != want {
			t.Fatalf("%s + %s is %v, want %v", d, p, got, want)
		}
		if got, want := split(d.Sub(p)), split(d).shift(p, -1); got != want {
			t.Fatalf("%s - %s is %v, want %v", d, p, got, want)
		}
	})
}

func TestOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, p := anyDate(t, "a"), anyDate(t, "b"), anyPeriod(t)
		if a <= b && a.Add(p) > b.Add(p) {
			t.Fatalf("%s is not after %s, but is once %s is added", a, b, p)
		}
		if a.Add(p) <= a || a.Sub(p) >= a {
			t.Fatalf("%s does not move %s", p, a)
		}
		if (a < b) != (a.String() < b.String()) {
			t.Fatalf("%s and %s are ordered otherwise as text", a, b)
		}
	})
}

func TestTextIsInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := calendar.Date(rapid.Int32Range(1, int32(calendar.Of(9999, 12, 31))).Draw(t, "day"))
		if got, err := calendar.Parse(d.String()); err != nil || got != d {
			t.Fatalf("%s is read as %s, %v", d, got, err)
		}
		p := anyPeriod(t)
		if got, err := calendar.ParsePeriod(p.String()); err != nil || got != p {
			t.Fatalf("%s is read as %s, %v", p, got, err)
		}
	})
}

func TestMonthEndsAndLeapDays(t *testing.T) {
	for _, c := range []struct{ from, period, add, sub string }{
		{"2026-01-31", "1mo", "2026-02-28", "2025-12-31"},
		{"2026-01-31", "2mo", "2026-03-31", "2025-11-30"},
		{"2024-01-31", "1mo", "2024-02-29", "2023-12-31"},
		{"2024-02-29", "1y", "2025-02-28", "2023-02-28"},
		{"2024-02-29", "4y", "2028-02-29", "2020-02-29"},
		{"2000-02-29", "100y", "2100-02-28", "1900-02-28"},
		{"2026-03-31", "1mo", "2026-04-30", "2026-02-28"},
		{"2026-12-31", "1d", "2027-01-01", "2026-12-30"},
		{"2024-02-28", "1d", "2024-02-29", "2024-02-27"},
		{"2100-02-28", "1d", "2100-03-01", "2100-02-27"},
		{"2026-12-31", "6w", "2027-02-11", "2026-11-19"},
		{"2026-12-31", "14mo", "2028-02-29", "2025-10-31"},
	} {
		from, _ := calendar.Parse(c.from)
		period, err := calendar.ParsePeriod(c.period)
		if err != nil {
			t.Fatal(err)
		}
		if got := from.Add(period).String(); got != c.add {
			t.Errorf("%s + %s is %s, want %s", c.from, c.period, got, c.add)
		}
		if got := from.Sub(period).String(); got != c.sub {
			t.Errorf("%s - %s is %s, want %s", c.from, c.period, got, c.sub)
		}
	}
}

func TestNoDate(t *testing.T) {
	var none calendar.Date
	if none.Add(calendar.Period{N: 3, Unit: calendar.Years}) != 0 || none.Sub(calendar.Period{N: 3, Unit: calendar.Days}) != 0 {
		t.Error("no date and a period are a date")
	}
	if none.String() != "" || none.Human() != "" || split(none) != (ymd{}) {
		t.Errorf("no date is written %q and %q", none, none.Human())
	}
	some := calendar.Of(2026, 11, 21)
	if some.Add(calendar.Period{}) != some || !(calendar.Period{}).IsZero() || (calendar.Period{}).String() != "" {
		t.Error("no period moves a date, or is written")
	}
	if some.Human() != "21 Nov 2026" {
		t.Errorf("people read %s", some.Human())
	}
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{
		"", "2026", "2026-2-3", "2026-02-30", "2025-02-29", "1900-02-29", "2026-00-10", "2026-13-01", "2026-04-31", "2026-01-00",
		"0000-01-01", "-001-01-01", "2026/01/01", "2026-01-01 ", " 2026-01-01", "20260-1-01", "２０２６-01", "2026-1a-01", "+026-01-01", "2026-01-01T00:00:00Z",
	} {
		if d, err := calendar.Parse(s); err == nil || d != 0 {
			t.Errorf("%q is read as %s", s, d)
		}
	}
	for _, s := range []string{"", "d", "30", "0d", "030d", "-1d", "1.5y", "30 d", "30D", "1m", "1mon", "36501d", "99999999999999999999d", "1y2mo", "P30D", "٣d"} {
		if p, err := calendar.ParsePeriod(s); err == nil || !p.IsZero() {
			t.Errorf("%q is read as %s", s, p)
		}
	}
}

// A day begins and ends by its zone, also where the clock was moved that day.
func TestDaysOfAZone(t *testing.T) {
	for _, zone := range []string{"UTC", "Europe/Madrid", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "America/Sao_Paulo", "Africa/Cairo", "Asia/Beirut", "America/Havana", "Atlantic/Azores", "Asia/Tehran"} {
		place, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		for d := calendar.Of(2008, 1, 1); d < calendar.Of(2028, 1, 1); d++ {
			if zone == "Pacific/Apia" && d == calendar.Of(2011, 12, 30) {
				continue // the day that Samoa left out
			}
			start, end := d.Start(place), d.End(place)
			if calendar.In(start, place) != d || calendar.In(start.Add(-time.Second), place) >= d {
				t.Fatalf("%s in %s begins at %s", d, zone, start)
			}
			if calendar.In(end, place) != d || calendar.In(end.Add(time.Second), place) <= d {
				t.Fatalf("%s in %s ends at %s", d, zone, end)
			}
		}
	}
}
