package calendar

import (
	"errors"
	"strconv"
	"time"
)

// Period is a length of time in calendar units, as in 30d, 6w, 6mo, 1y. The zero Period is "none".
type Period struct {
	N    int
	Unit Unit
}

// Unit is what a Period counts.
type Unit byte

// The units of a Period.
const (
	Days   Unit = 'd'
	Weeks  Unit = 'w'
	Months Unit = 'm'
	Years  Unit = 'y'
)

// ErrPeriod is what ParsePeriod answers to anything but a number and a unit.
var ErrPeriod = errors.New("expected a period such as 30d, 6w, 6mo or 1y")

const maxPeriod = 36500 // a hundred years of days; more is a slip of the finger

// ParsePeriod reads a whole number from 1 to 36500 followed by d, w, mo or y.
func ParsePeriod(s string) (Period, error) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	n, err := strconv.Atoi(s[:i])
	if err != nil || n < 1 || n > maxPeriod || s[0] == '0' {
		return Period{}, ErrPeriod
	}
	switch s[i:] {
	case "d":
		return Period{n, Days}, nil
	case "w":
		return Period{n, Weeks}, nil
	case "mo":
		return Period{n, Months}, nil
	case "y":
		return Period{n, Years}, nil
	}
	return Period{}, ErrPeriod
}

// IsZero reports whether the period is "none".
func (p Period) IsZero() bool { return p == Period{} }

// String writes the period as ParsePeriod reads it, or "" for none.
func (p Period) String() string {
	switch {
	case p.IsZero():
		return ""
	case p.Unit == Months:
		return strconv.Itoa(p.N) + "mo"
	default:
		return strconv.Itoa(p.N) + string(p.Unit)
	}
}

// Add gives the day p after d. Months and years are calendar months and years, always counted from
// d and clamped to the end of the month: 31 Jan + 1mo is the last of February, 31 Jan + 2mo 31 Mar.
// No date plus any period is no date.
func (d Date) Add(p Period) Date { return d.shift(p, 1) }

// Sub gives the day p before d, clamped in the same way.
func (d Date) Sub(p Period) Date { return d.shift(p, -1) }

func (d Date) shift(p Period, sign int) Date {
	if d == 0 || p.IsZero() {
		return d
	}
	n := sign * p.N
	switch p.Unit {
	case Weeks:
		return d + Date(7*n)
	case Months:
		return d.addMonths(n)
	case Years:
		return d.addMonths(12 * n)
	default:
		return d + Date(n)
	}
}

func (d Date) addMonths(n int) Date {
	y, m, day := d.Split()
	months := 12*y + int(m) - 1 + n // since the year 0
	month := (months%12 + 12) % 12
	y = (months - month) / 12
	return Of(y, time.Month(month+1), min(day, daysIn(y, month+1)))
}
