// Package ics writes days that matter as a calendar: iCalendar as RFC 5545 has it, events of whole days
// that calendars subscribe to. The same input gives the same bytes. All text goes through package safe: a
// name cannot begin a line of its own.
package ics

import (
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"sojt/competency/calendar"
	"sojt/report"
	"sojt/report/safe"
)

// Calendar is what is written.
type Calendar struct {
	Program string        // its id: with it, uids are the world's alone
	Name    string        // as calendars show it
	AsOf    calendar.Date // the day it was made for: when its events were last looked at
	Alarm   int           // days before at which to remind; 0: never
	Days    []report.Deadline
}

// widest is how many octets a line has at most, without its end (RFC 5545, 3.1).
const widest = 75

// Write writes the calendar.
func Write(w io.Writer, c Calendar) error {
	var b strings.Builder
	line := func(name, value string) { b.WriteString(folded(name + ":" + value)) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//sojt//sojt//EN")
	line("CALSCALE", "GREGORIAN")
	line("NAME", text(c.Name)) // RFC 7986; X-WR-CALNAME is what most read
	line("X-WR-CALNAME", text(c.Name))
	for _, d := range c.Days {
		c.event(line, d)
	}
	if len(c.Days) == 0 {
		nothing(line)
	}
	line("END", "VCALENDAR")
	_, err := io.WriteString(w, b.String())
	return err
}

// nothing stands where there are no days: a calendar must have a component (RFC 5545, 3.6), and the zone
// that no event names shows nothing.
func nothing(line func(name, value string)) {
	line("BEGIN", "VTIMEZONE")
	line("TZID", "Etc/UTC")
	line("BEGIN", "STANDARD")
	line("DTSTART", "19700101T000000")
	line("TZOFFSETFROM", "+0000")
	line("TZOFFSETTO", "+0000")
	line("END", "STANDARD")
	line("END", "VTIMEZONE")
}

// event writes one day. It blocks nobody's time. DTSTAMP is the day that the calendar was made for, since
// an event follows from records and definitions together and has no moment of its own.
func (c Calendar) event(line func(name, value string), d report.Deadline) {
	line("BEGIN", "VEVENT")
	line("UID", c.uid(d))
	line("DTSTAMP", basic(c.AsOf)+"T000000Z")
	line("DTSTART;VALUE=DATE", basic(d.Day))
	line("DTEND;VALUE=DATE", basic(d.Day+1)) // the first day after it
	line("SUMMARY", text(d.Summary))
	if len(d.Details) > 0 {
		lines := make([]string, len(d.Details))
		for i, l := range d.Details {
			lines[i] = text(l)
		}
		line("DESCRIPTION", strings.Join(lines, `\n`))
	}
	line("CATEGORIES", text(d.What))
	line("STATUS", "CONFIRMED")
	line("TRANSP", "TRANSPARENT")
	if c.Alarm > 0 && d.Day >= c.AsOf { // nobody is reminded of what is past
		line("BEGIN", "VALARM")
		line("ACTION", "DISPLAY")
		line("DESCRIPTION", text(d.Summary))
		line("TRIGGER", fmt.Sprintf("-P%dD", c.Alarm))
		line("END", "VALARM")
	}
	line("END", "VEVENT")
}

// uid stays that of a day that is moved, or whose title changes.
func (c Calendar) uid(d report.Deadline) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{c.Program, d.What, d.Learner, d.Role, d.Competency, d.Record}, "\x00")))
	return fmt.Sprintf("%x@sojt", sum[:16])
}

func basic(d calendar.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// text makes s the value of a TEXT property: one safe line, escaped (RFC 5545, 3.3.11).
func text(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`).Replace(safe.Text(s))
}

// folded breaks a content line into lines of at most 75 octets, never within a character, and ends it.
func folded(s string) string {
	var b strings.Builder
	room := widest
	for _, r := range s {
		if n := utf8.RuneLen(r); n > room {
			b.WriteString("\r\n ")
			room = widest - 1
		}
		b.WriteRune(r)
		room -= utf8.RuneLen(r)
	}
	return b.String() + "\r\n"
}
