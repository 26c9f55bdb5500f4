// Package written reads what people write into tables and onto paper: days, and who they mean. It never
// guesses: what can be read in two ways is an error that says both.
//
// It is pure, and knows no file, row or rule; places and what to do about an error are the caller's.
package written

import (
	"fmt"
	"strings"

	"sojt/competency/calendar"
	"sojt/competency/text"
)

// Order is the order of day, month and year in days that are written in numbers.
type Order string

// The orders that people use. YMD is only of interest with two digits for the year: with four it is
// always understood.
const (
	DMY Order = "dmy"
	MDY Order = "mdy"
	YMD Order = "ymd"
)

// Orders are all of them.
func Orders() []Order { return []Order{DMY, MDY, YMD} }

// Day is a day as it was written. A month or a year alone is its first day; Dated has its words, and Last is its
// last day.
type Day struct {
	calendar.Date
	Dated string
	Last  calendar.Date
}

// Since is a partial day that can be no earlier than another as the earliest it can be.
func (d Day) Since(first calendar.Date) Day {
	if d.Dated != "" && d.Date < first && first <= d.Last {
		d.Date = first
	}
	return d
}

// Reading is a day that text can be, and in which order.
type Reading struct {
	Order Order
	calendar.Date
}

// Ambiguous is the error of a day that can be read in several ways, and of one that cannot be read in the
// order that was asked for.
type Ambiguous struct {
	Said     string
	Asked    Order // "" where none was
	Readings []Reading
}

// Error says what it could be.
func (e *Ambiguous) Error() string {
	var days []string
	for _, r := range e.Readings {
		days = append(days, r.Human())
	}
	if e.Asked != "" {
		return fmt.Sprintf("%q is no day in the order %s; it would be %s", e.Said, e.Asked, text.Join(days, "or"))
	}
	return fmt.Sprintf("%q can be %s", e.Said, text.Join(days, "or"))
}

// Orders are those in which it is a day, for a hint.
func (e *Ambiguous) Orders() []Order {
	var all []Order
	for _, r := range e.Readings {
		all = append(all, r.Order)
	}
	return all
}

// Several is the error of words that more than one person can be meant by.
type Several struct {
	Said   string
	People []Person
}

// Error names them.
func (e *Several) Error() string {
	var all []string
	for _, p := range e.People {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s (%s)", p.Name, p.ID)))
	}
	return fmt.Sprintf("%q can be %s", e.Said, text.Join(all, "or"))
}
