package ics

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"sojt/competency/calendar"
	"sojt/report"
	"sojt/signoff/testkit"
)

// property is a content line of RFC 5545, unfolded: NAME;PARAMETERS:VALUE.
var property = regexp.MustCompile(`^([A-Z-]+)((?:;[A-Z-]+=[A-Z-]+)*):(.*)$`)

// escaped is a TEXT value: commas, semicolons and backslashes behind a backslash.
var escaped = regexp.MustCompile(`^(?:[^\\,;]|\\[\\;,nN])*$`)

// event is an event as read.
type event map[string]string

// read is a strict reader of what this package may write. It gives the events and what is wrong.
func read(data string) (events []event, wrong []string) {
	complain := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if !strings.HasSuffix(data, "\r\n") || strings.Count(data, "\n") != strings.Count(data, "\r\n") || strings.Count(data, "\r") != strings.Count(data, "\r\n") {
		complain("a line does not end in CRLF")
	}
	for _, physical := range strings.Split(strings.TrimSuffix(data, "\r\n"), "\r\n") {
		if len(physical) > 75 || !utf8.ValidString(physical) || physical == "" {
			complain("a line has %d octets, or is cut within a character: %q", len(physical), physical)
		}
	}
	var open []string
	for _, l := range strings.Split(strings.ReplaceAll(strings.TrimSuffix(data, "\r\n"), "\r\n ", ""), "\r\n") {
		m := property.FindStringSubmatch(l)
		if m == nil {
			complain("no property: %q", l)
			continue
		}
		name, parameters, value := m[1], m[2], m[3]
		if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0x202e }) {
			complain("a control in %q", l)
		}
		switch within := strings.Join(open, "/"); {
		case name == "BEGIN":
			if !slices.Contains([]string{"VCALENDAR", "VCALENDAR/VEVENT", "VCALENDAR/VEVENT/VALARM", "VCALENDAR/VTIMEZONE", "VCALENDAR/VTIMEZONE/STANDARD"}, strings.TrimPrefix(within+"/"+value, "/")) {
				complain("%s within %q", value, within)
			}
			open = append(open, value)
			if value == "VEVENT" {
				events = append(events, event{})
			}
		case name == "END":
			if len(open) == 0 || open[len(open)-1] != value {
				complain("%s ends within %q", value, within)
				return events, wrong
			}
			open = open[:len(open)-1]
		case slices.Contains([]string{"SUMMARY", "DESCRIPTION", "CATEGORIES", "NAME", "X-WR-CALNAME"}, name) && !escaped.MatchString(value):
			complain("text is not escaped: %q", l)
		case within == "VCALENDAR/VEVENT":
			e := events[len(events)-1]
			if _, twice := e[name]; twice {
				complain("%s twice", name)
			}
			e[name] = parameters + ":" + value
		}
	}
	if len(open) > 0 {
		complain("%q does not end", open)
	}
	if strings.Count(data, "\nBEGIN:") == 0 {
		complain("it has no component")
	}
	return events, append(wrong, judged(events)...)
}

// judged says what is wrong with events as such.
func judged(events []event) (wrong []string) {
	uids := map[string]bool{}
	for _, e := range events {
		if uid := e["UID"]; uids[uid] || uid == "" {
			wrong = append(wrong, "an event has no uid of its own")
		} else {
			uids[uid] = true
		}
		if !regexp.MustCompile(`^:\d{8}T\d{6}Z$`).MatchString(e["DTSTAMP"]) {
			wrong = append(wrong, "DTSTAMP is "+e["DTSTAMP"])
		}
		from, err := time.Parse(";VALUE=DATE:20060102", e["DTSTART"])
		until, err2 := time.Parse(";VALUE=DATE:20060102", e["DTEND"])
		if err != nil || err2 != nil || until.Sub(from) != 24*time.Hour {
			wrong = append(wrong, "it is from "+e["DTSTART"]+" to "+e["DTEND"])
		}
	}
	return wrong
}

func written(t *testing.T, c Calendar) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func sample(words ...string) Calendar {
	c := Calendar{Program: "kitchen", Name: "Harbor; Kitchen, \\ and\r\nEND:VCALENDAR", AsOf: calendar.Of(2026, time.October, 31), Alarm: 7}
	for i, w := range words {
		c.Days = append(c.Days, report.Deadline{
			Day: calendar.Of(2026, time.December, 31), What: "due", Learner: fmt.Sprint("l", i), Role: "cook", Summary: w, Details: []string{w, w},
		})
	}
	return c
}

func TestWrite(t *testing.T) {
	got := written(t, sample("Theo Brandt: Cuts vegetables, due; 陈陈陈陈陈陈陈陈陈陈陈陈陈陈陈陈陈陈陈陈陈陈陈陈陈陈"))
	for _, want := range []string{
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:", "\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n",
		"\r\nSUMMARY:Theo Brandt: Cuts vegetables\\, due\\; 陈陈陈陈陈陈陈陈陈陈\r\n 陈", "\r\nTRIGGER:-P7D\r\n", "\r\nDTSTAMP:20261031T000000Z\r\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %q in\n%s", want, got)
		}
	}
	if events, wrong := read(got); len(events) != 1 || len(wrong) > 0 {
		t.Errorf("%d events, %q", len(events), wrong)
	}
	for what, broken := range map[string]string{
		"a bare newline": strings.Replace(got, "\r\n", "\n", 1), "an unfolded line": strings.Replace(got, "\r\n ", "", 1),
		"a comma": strings.Replace(got, `\,`, ",", 1), "a character in two": strings.Replace(got, "\xe9\x99\x88\r\n \xe9\x99\x88", "\xe9\x99\r\n \x88\xe9\x99\x88", 1),
		"no end": strings.Replace(got, "END:VEVENT\r\n", "", 1), "an inclusive end": strings.Replace(got, "20270101", "20261231", 1),
		"a control": strings.Replace(got, "Theo", "Th\x1beo", 1), "an event of somebody's": strings.Replace(got, "STATUS:", "BEGIN:VEVENT\r\nSTATUS:", 1),
	} {
		if _, wrong := read(broken); broken == got || len(wrong) == 0 {
			t.Errorf("checker is broken: it takes %s", what)
		}
	}
}

// TestNothingIsDue: a calendar without days is one all the same.
func TestNothingIsDue(t *testing.T) {
	if events, wrong := read(written(t, sample())); len(events) != 0 || len(wrong) > 0 {
		t.Errorf("%d events, %q", len(events), wrong)
	}
}

// TestHostileText: whatever people write, it is the text of its event.
func TestHostileText(t *testing.T) {
	words := append(testkit.Names(), "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:https://evil.example", "a\nb", "a\\nb", "\\", ";,:\"", "\xff\xfe", strings.Repeat("👩\u200d🍳", 60), "")
	events, wrong := read(written(t, sample(words...)))
	if len(wrong) > 0 || len(events) != len(words) {
		t.Errorf("%d events of %d, %q", len(events), len(words), wrong)
	}
}

// TestUIDs stay while a day moves or a title changes, and are others for anything else.
func TestUIDs(t *testing.T) {
	d := report.Deadline{Day: 5, What: "due", Learner: "theo", Role: "cook", Competency: "grill"}
	moved, other, program := d, d, Calendar{Program: "a"}
	moved.Day, moved.Summary, other.What = 9, "new", "expires"
	if program.uid(d) != program.uid(moved) || program.uid(d) == program.uid(other) || program.uid(d) == (Calendar{Program: "b"}).uid(d) {
		t.Error("uids do not tell the same from another")
	}
}

// Nobody is reminded of what is past.
func TestPastHasNoAlarm(t *testing.T) {
	c := sample("a", "b")
	c.Days[0].Day = c.AsOf - 1
	if n := strings.Count(written(t, c), "BEGIN:VALARM"); n != 1 {
		t.Errorf("%d alarms, expected 1: of the event to come", n)
	}
}
