// Package calendar is arithmetic on days without a clock: a Date is a day of the proleptic Gregorian
// calendar, a Period a number of days, weeks, calendar months or years. It never asks what day it is.
package calendar

import (
	"errors"
	"time"
)

// Date is a day: 1 is 0001-01-01. The zero Date is "no date", and sorts before all others.
type Date int32

// ErrDate is what Parse answers to text that is no real day written YYYY-MM-DD.
var ErrDate = errors.New("expected a real day written YYYY-MM-DD")

const unixDays = 719163 // 1970-01-01 as a Date

// Of gives the Date of a year, month and day that exist; other values roll over as in package time.
func Of(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400 + unixDays)
}

// In gives the day that instant t falls on in zone.
func In(t time.Time, zone *time.Location) Date {
	_, east := t.In(zone).Zone()
	return Date(floorDays(t.Unix()+int64(east)) + unixDays)
}

// floorDays is how many whole days have gone by since 1970.
func floorDays(seconds int64) int64 {
	days := seconds / 86400
	if seconds%86400 < 0 {
		days--
	}
	return days
}

// Parse reads YYYY-MM-DD, years 0001 to 9999, and nothing else.
func Parse(s string) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, ErrDate
	}
	century, year, m, d := twoDigits(s[0:2]), twoDigits(s[2:4]), twoDigits(s[5:7]), twoDigits(s[8:10])
	y := 100*century + year
	if century|year|m|d < 0 || y < 1 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return 0, ErrDate
	}
	return number(y, m, d), nil
}

// twoDigits reads two decimal digits; what is none is less than 0.
func twoDigits(s string) int {
	tens, ones := int(s[0])-'0', int(s[1])-'0'
	if uint(tens) > 9 || uint(ones) > 9 {
		return -1
	}
	return 10*tens + ones
}

// beforeMonth is how many days of a year that is no leap year come before each month.
var beforeMonth = [12]int{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}

// number is Of for a day that exists, a record has several, in a fifth of the time.
func number(year, month, day int) Date {
	n, before := beforeMonth[month-1]+day, year-1
	if month > 2 {
		n += daysIn(year, 2) - 28
	}
	return Date(365*before + before/4 - before/100 + before/400 + n)
}

// Split gives year, month and day; all zero for no date.
func (d Date) Split() (year int, month time.Month, day int) {
	if d == 0 {
		return 0, 0, 0
	}
	return d.midnight().Date()
}

func (d Date) midnight() time.Time { return time.Unix(int64(d-unixDays)*86400, 0).UTC() }

// String writes YYYY-MM-DD, or "" for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.midnight().Format("2006-01-02")
}

// Human writes the day as people do on screen, "21 Nov 2026", or "" for no date.
func (d Date) Human() string {
	if d == 0 {
		return ""
	}
	return d.midnight().Format("2 Jan 2006")
}

// Start is the first instant of the day in zone. Where clocks are put forward at midnight that is
// later than 00:00, where they are put back over midnight it is the first of the two.
func (d Date) Start(zone *time.Location) time.Time {
	y, m, day := d.Split()
	t := time.Date(y, m, day, 0, 0, 0, 0, zone)
	from, until := t.ZoneBounds()
	switch {
	case In(t, zone) < d:
		return until
	case !from.IsZero() && In(from.Add(-time.Second), zone) == d:
		_, before := from.Add(-time.Second).Zone()
		return time.Date(y, m, day, 0, 0, 0, 0, time.FixedZone("", before)).In(zone)
	}
	return t
}

// End is the last whole second of the day in zone.
func (d Date) End(zone *time.Location) time.Time {
	return (d + 1).Start(zone).Add(-time.Second)
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	default:
		return 31
	}
}
