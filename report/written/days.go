package written

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sojt/competency/calendar"
	"sojt/competency/text"
)

// Days reads days as people write them: 2026-12-08, 8.12.2026, 12/8/2026, 8 Dec 2026, December 8th, 2026,
// 8-Dec-26, and in the month's name of seven languages; 2019, 2019-03 and Mar 2019 are partial. A time of
// day behind it is left out. With full stops, 12.10.2026, the day stands first; 12/10/2026 can be two days.
// Years are from 1900 to 2199.
type Days struct {
	// Today settles the century of two digits: the year from 79 before it to 20 after it.
	Today calendar.Date
	// Order is how numbers are meant that can be read in several ways; "" refuses them.
	Order Order
	// Zero is day 0 of spreadsheets' day numbers, as From1900 or From1904; no day refuses numbers.
	Zero calendar.Date
}

// From1900 and From1904 are day 0 of the two ways in which workbooks count days (ECMA-376 part 1,
// 18.17.4.1). The first holds from 1900-03-01 on, day 61: before, spreadsheets count a 29 February that
// there never was.
func From1900() calendar.Date { return calendar.Of(1899, 12, 30) }

// From1904 is day 0 of workbooks that count from 1904.
func From1904() calendar.Date { return calendar.Of(1904, 1, 1) }

// The years that days can be of, and the day numbers that stand for days of 1954 to 2119 or so; what is
// outside was meant as something else.
const (
	firstYear, lastYear     = 1900, 2199
	firstSerial, lastSerial = 20_000, 80_000
)

var (
	timeOfDay = text.Pattern(`(?:t|,? )\d{1,2}:\d\d.*$`)
	serial    = text.Pattern(`^(\d{5})(?:[.,]\d+)?$`)
	together  = text.Pattern(`^(\d{4})(\d\d)(\d\d)$`)
	byDots    = text.Pattern(`^(?:0?[1-9]|[12]\d|3[01])\. ?(?:0?[1-9]|1[0-2])\. ?\d{4}\.?$`)
	between   = text.Pattern(`[\s,./\-–]+`)
	ordinal   = text.Pattern(`^(\d{1,2})(?:st|nd|rd|th|er|re|e|o|a|º|ª)$`)
	century   = text.Pattern(`^['’](\d\d)$`)
)

var errNoDay = errors.New("expected a day such as 2026-12-08 or 8 Dec 2026")

// Read reads a day. The error is for the user; an *Ambiguous names the days that it can be.
func (d Days) Read(said string) (Day, error) {
	said = text.Fold(said)
	s := timeOfDay().ReplaceAllString(text.Bare(said), "")
	if n := serial().FindStringSubmatch(s); n != nil {
		return d.number(said, n[1])
	}
	if n := together().FindStringSubmatch(s); n != nil {
		return d.numbers(said, n[1:])
	}
	dotted := d.Order == "" && byDots().MatchString(s)
	var numbers []string
	month := time.Month(0)
	for _, part := range between().Split(strings.Trim(s, " ,.-"), -1) {
		m := monthNamed(part)
		switch {
		case m != 0 && month == 0:
			month = m
		case slices.Contains(fillers(), part):
		default:
			if n := ordinal().FindStringSubmatch(part); n != nil && (month != 0 || len(numbers) == 0) {
				part = n[1]
			}
			numbers = append(numbers, part)
		}
	}
	if month != 0 {
		return d.named(said, month, numbers)
	}
	return d.inOrder(dotted).numbers(said, numbers)
}

// inOrder takes a day with full stops and the year last in full for day, month and year: nobody writes the month
// first with those.
func (d Days) inOrder(dotted bool) Days {
	if dotted {
		d.Order = DMY
	}
	return d
}

// number is a spreadsheet's number of a day.
func (d Days) number(said, digits string) (Day, error) {
	n := whole(digits)
	switch {
	case n < firstSerial || n > lastSerial:
		return Day{}, notDay(said)
	case d.Zero == 0:
		days := []calendar.Date{From1900() + calendar.Date(n), From1904() + calendar.Date(n)}
		return Day{}, fmt.Errorf("%q is a spreadsheet's number for %s, or for %s where days count from 1904; write the day", said, days[0].Human(), days[1].Human())
	}
	return Day{Date: d.Zero + calendar.Date(n)}, nil
}

// named is a day, or a month, with the month in words.
func (d Days) named(said string, month time.Month, numbers []string) (Day, error) {
	if len(numbers) == 1 {
		year, ok := d.year(numbers[0], false)
		if !ok {
			return Day{}, fmt.Errorf("%q has no year that is clear; write it with four digits, or the whole day", said)
		}
		return checked(Day{calendar.Of(year, month, 1), said, calendar.Of(year, month+1, 1) - 1})
	}
	if len(numbers) != 2 {
		return Day{}, notDay(said)
	}
	day, year := numbers[0], numbers[1]
	if len(day) == 4 {
		day, year = year, day // 2026-Dec-08
	}
	y, ok := d.year(year, true)
	if c := of(y, month, day); ok && c != 0 {
		return checked(Day{Date: c})
	}
	return Day{}, notDay(said)
}

// numbers is a day, a month or a year in numbers alone.
func (d Days) numbers(said string, n []string) (Day, error) {
	switch {
	case len(n) == 1 && len(n[0]) == 4:
		return d.partial(said, n[0], "")
	case len(n) == 2 && len(n[0]) == 4:
		return d.partial(said, n[0], n[1])
	case len(n) == 2 && len(n[1]) == 4:
		return d.partial(said, n[1], n[0])
	case len(n) != 3:
		return Day{}, notDay(said)
	}
	var all []Reading
	add := func(order Order, year, month, day string) {
		y, ok := d.year(year, true)
		if c := of(y, time.Month(whole(month)), day); ok && c != 0 {
			all = append(all, Reading{order, c})
		}
	}
	if len(n[0]) == 4 {
		add(YMD, n[0], n[1], n[2])
	} else {
		add(DMY, n[2], n[1], n[0])
		add(MDY, n[2], n[0], n[1])
		if len(n[0]) == 2 && len(n[2]) == 2 {
			add(YMD, n[0], n[1], n[2])
		}
	}
	return d.settled(said, all, len(n[0]) == 4 || len(n[2]) == 4)
}

// settled takes the reading of the order that was asked for, or the only one. Long is a year in full, of
// which the order YMD says nothing more.
func (d Days) settled(said string, all []Reading, long bool) (Day, error) {
	asked := d.Order
	if long && (asked == YMD || len(all) > 0 && all[0].Order == YMD) {
		asked = ""
	}
	same := func(r Reading) bool { return r.Date == all[0].Date }
	switch i := slices.IndexFunc(all, func(r Reading) bool { return r.Order == asked }); {
	case len(all) == 0:
		return Day{}, notDay(said)
	case i >= 0:
		return checked(Day{Date: all[i].Date})
	case asked != "" || slices.ContainsFunc(all, func(r Reading) bool { return !same(r) }):
		return Day{}, &Ambiguous{said, asked, all}
	}
	return checked(Day{Date: all[0].Date})
}

func (d Days) partial(said, year, month string) (Day, error) {
	y, ok := d.year(year, false)
	c := of(y, time.Month(whole(cmp.Or(month, "1"))), "1")
	if !ok || c == 0 || len(month) > 2 {
		return Day{}, notDay(said)
	}
	last := calendar.Of(y+1, 1, 1) - 1
	if month != "" {
		last = calendar.Of(y, time.Month(whole(month))+1, 1) - 1
	}
	return checked(Day{c, said, last})
}

// year reads a year: of four digits, of two after an apostrophe, and of two alone where short allows that.
func (d Days) year(s string, short bool) (int, bool) {
	if n := century().FindStringSubmatch(s); n != nil {
		s, short = n[1], true
	}
	y := whole(s)
	switch {
	case y < 0:
		return 0, false
	case len(s) == 4:
		return y, true
	case len(s) != 2 || !short:
		return 0, false
	}
	now, _, _ := d.Today.Split()
	y += now - now%100
	switch {
	case y > now+20:
		y -= 100
	case y <= now-80:
		y += 100
	}
	return y, true
}

// whole is a number of digits alone, else -1.
func whole(s string) int {
	if n, err := strconv.ParseUint(s, 10, 31); err == nil {
		return int(n)
	}
	return -1
}

// of is a day that exists, else none.
func of(year int, month time.Month, day string) calendar.Date {
	n := whole(day)
	if len(day) > 2 || n < 1 || month < 1 || month > 12 {
		return 0
	}
	c := calendar.Of(year, month, n)
	if _, m, _ := c.Split(); m != month {
		return 0
	}
	return c
}

func checked(d Day) (Day, error) {
	if y, _, _ := d.Split(); y < firstYear || y > lastYear {
		return Day{}, fmt.Errorf("the year is %d, expected one from %d to %d", y, firstYear, lastYear)
	}
	return d, nil
}

func notDay(said string) error { return fmt.Errorf("%q is no day; %w", said, errNoDay) }

// OrdersOf are the orders in which all of some days can be read: where it is one alone, that is how they
// are meant.
func (d Days) OrdersOf(all []string) []Order {
	return slices.DeleteFunc(Orders(), func(o Order) bool {
		d.Order = o
		return slices.ContainsFunc(all, func(s string) bool {
			_, err := d.Read(s)
			return err != nil
		})
	})
}
