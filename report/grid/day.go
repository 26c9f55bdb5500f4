package grid

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"sojt/competency/calendar"
)

// Order is in which order a date names day, month and year; the zero Order is not known.
type Order string

// The orders, as people give them.
const (
	DMY Order = "dmy"
	MDY Order = "mdy"
	YMD Order = "ymd"
)

// Orders lists the orders.
func Orders() []string { return []string{string(DMY), string(MDY), string(YMD)} }

// Day is a day as a file says it. Partial are its own words where it names a month or a year alone; Day is
// then the first of it.
type Day struct {
	calendar.Date
	Partial string
}

// The reasons why a text is no day, beside AmbiguousDay.
var (
	ErrDay    = errors.New("expected a day, such as 2026-12-02 or 2 Dec 2026")
	ErrNoSuch = errors.New("there is no such day")
)

// AmbiguousDay says that a text can be read as several days.
type AmbiguousDay struct{ Days []calendar.Date }

func (e *AmbiguousDay) Error() string {
	days := make([]string, len(e.Days))
	for i, d := range e.Days {
		days[i] = d.Human()
	}
	return "it can be " + strings.Join(days, " or ")
}

// ReadDay reads a day as somebody wrote it: 2026-12-02, 2 Dec 2026, Dec 2nd 2026, 2.12.26, 12/2026, 2026,
// with a time behind it or not; a number such as 46358 is a day as workbooks count them (ECMA-376 part 1,
// 18.17.4.1), from 1900 or from 1904. Nothing is guessed: where the order of figures is not known and more
// than one of them gives a day, the error is an AmbiguousDay. Two figures for a year are of this century.
func ReadDay(text string, order Order, from1904 bool) (Day, error) {
	text = withoutTime(strings.TrimSpace(text))
	if d, err := calendar.Parse(text); err == nil {
		return Day{Date: d}, nil
	}
	if n, err := strconv.Atoi(text); err == nil && n >= firstSerial && n <= lastSerial {
		return Day{Date: serial(n, from1904)}, nil
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ./-,'’", r) })
	month, numbers, ok := split(words)
	switch {
	case !ok:
		return Day{}, ErrDay
	case month > 0 && len(numbers) == 2:
		return named(numbers, month)
	case month > 0 && len(numbers) == 1 && len(numbers[0]) == 4:
		return partial(text, atoi(numbers[0]), month)
	case month == 0 && len(numbers) == 3:
		return figures(numbers, order)
	case month == 0 && len(numbers) == 2:
		return ofMonth(text, numbers)
	case month == 0 && len(numbers) == 1 && len(numbers[0]) == 4:
		return partial(text, atoi(numbers[0]), 0)
	case month == 0 && len(numbers) == 1 && len(numbers[0]) == 8: // 20261202
		return figures([]string{numbers[0][:4], numbers[0][4:6], numbers[0][6:]}, YMD)
	}
	return Day{}, ErrDay
}

// A number of five figures is a day of the years 2000 to 2099; others are taken for no day.
const (
	firstSerial = 36526
	lastSerial  = 73050
)

// serial is a day as workbooks count them; 1904 begins 1,462 days later.
func serial(n int, from1904 bool) calendar.Date {
	if from1904 {
		n += 1462
	}
	return calendar.Of(1899, 12, 30) + calendar.Date(n)
}

// withoutTime cuts a time of the day off, which no record keeps.
func withoutTime(text string) string {
	if day, clock, ok := strings.Cut(text, "T"); ok && strings.Contains(clock, ":") {
		return day
	}
	if at := strings.LastIndexByte(text, ' '); at > 0 && isClock(text[at+1:]) {
		return strings.TrimSpace(text[:at])
	}
	return text
}

func isClock(s string) bool {
	return strings.Contains(s, ":") && strings.Trim(s, "0123456789:.Z") == ""
}

// split finds the name of a month, 1 to 12 and 0 for none, and the figures beside it.
func split(words []string) (month int, numbers []string, ok bool) {
	for _, w := range words {
		lower := strings.ToLower(w)
		digits := strings.TrimRight(lower, "stndrh")
		switch {
		case figure(lower):
			numbers = append(numbers, lower)
		case figure(digits) && slices.Contains([]string{"st", "nd", "rd", "th"}, lower[len(digits):]):
			numbers = append(numbers, digits)
		case month == 0 && monthNamed(lower) > 0:
			month = monthNamed(lower)
		default:
			return 0, nil, false
		}
	}
	return month, numbers, len(numbers) > 0
}

func figure(s string) bool { return s != "" && len(s) <= 8 && strings.Trim(s, "0123456789") == "" }

// monthNamed is the month of an English name or its beginning of three letters or more; 0 for none.
func monthNamed(s string) int {
	for m := time.January; m <= time.December; m++ {
		if len(s) >= 3 && strings.HasPrefix(strings.ToLower(m.String()), s) || m == time.September && s == "sept" {
			return int(m)
		}
	}
	return 0
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// named is a day of a month that is named: the year is what has four figures, else what stands last.
func named(numbers []string, month int) (Day, error) {
	day, year := numbers[0], numbers[1]
	if len(day) == 4 {
		day, year = year, day
	}
	if len(day) > 2 || len(year) != 4 && len(year) != 2 {
		return Day{}, ErrDay
	}
	return real(century(year), month, atoi(day))
}

func century(year string) int {
	if len(year) == 2 {
		return 2000 + atoi(year)
	}
	return atoi(year)
}

func real(year, month, day int) (Day, error) {
	d, err := calendar.Parse(fmt.Sprintf("%04d-%02d-%02d", year, month, day))
	if err != nil {
		return Day{}, ErrNoSuch
	}
	return Day{Date: d}, nil
}

func partial(text string, year, month int) (Day, error) {
	d, err := real(year, max(month, 1), 1)
	d.Partial = text
	return d, err
}

// ofMonth is a month in figures: 12/2026 or 2026-12.
func ofMonth(text string, numbers []string) (Day, error) {
	month, year := numbers[0], numbers[1]
	if len(month) == 4 {
		month, year = year, month
	}
	if len(year) != 4 || len(month) > 2 {
		return Day{}, ErrDay
	}
	return partial(text, atoi(year), atoi(month))
}

// figures is a day in figures: read in the order that is given, else in each that its figures allow.
func figures(numbers []string, order Order) (Day, error) {
	var days []calendar.Date
	err := ErrDay
	for _, o := range []Order{DMY, MDY, YMD} {
		if order != "" && o != order && len(numbers[0]) != 4 {
			continue
		}
		y, m, d := numbers[2], numbers[1], numbers[0]
		switch o {
		case MDY:
			m, d = d, m
		case YMD:
			y, d = d, y
		}
		if len(m) > 2 || len(d) > 2 || len(y) != 4 && len(y) != 2 {
			continue
		}
		day, wrong := real(century(y), atoi(m), atoi(d))
		if wrong != nil {
			err = wrong
		} else if !slices.Contains(days, day.Date) {
			days = append(days, day.Date)
		}
	}
	switch len(days) {
	case 0:
		return Day{}, err
	case 1:
		return Day{Date: days[0]}, nil
	}
	return Day{}, &AmbiguousDay{days}
}
