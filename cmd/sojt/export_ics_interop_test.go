//go:build interop

package main

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"sojt/signoff/testkit"
)

// readCalendar is Python's icalendar, which gives each event's day and summary; a file that it does not
// take, or an event that lacks what RFC 5545 asks for, is an error there.
const readCalendar = `
import sys, json, datetime
from icalendar import Calendar
c = Calendar.from_ical(sys.stdin.buffer.read())
out = []
for e in c.walk("VEVENT"):
    start, end = e["DTSTART"].dt, e["DTEND"].dt
    assert type(start) is datetime.date and end - start == datetime.timedelta(days=1), (start, end)
    assert e["UID"] and e["DTSTAMP"].dt.tzinfo is not None and not e.errors, e
    alarms = [a["TRIGGER"].dt for a in e.walk("VALARM")]
    assert alarms == ([datetime.timedelta(days=-7)] if start.isoformat() >= sys.argv[1] else []), (start, alarms)
    out.append([start.isoformat(), str(e["SUMMARY"]), str(e["DESCRIPTION"])])
assert len({str(e["UID"]) for e in c.walk("VEVENT")}) == len(out)
json.dump(out, sys.stdout)
`

// TestInteropCalendar: another reader finds the days that report due shows, with every name as it is, in a
// program whose people are called what would break a calendar.
func TestInteropCalendar(t *testing.T) {
	g := testkit.New(11)
	g.Words = testkit.Names()
	w := makeWorld(t, g, false)
	for dir, day := range map[string]string{"../../examples/kitchen": analysed, "../../examples/lab": analysed, w.put(t): w.day} {
		cmd := exec.Command(debianPython, "-c", readCalendar, day)
		cmd.Stdin = strings.NewReader(sojt(t, dir, 0, "export", "ics", "--alarm", "7d", "--as-of", day).out)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", dir, err, out)
		}
		var events [][3]string
		if err := json.Unmarshal(out, &events); err != nil {
			t.Fatal(err)
		}
		var due struct{ Rows []row }
		if err := json.Unmarshal([]byte(sojt(t, dir, 0, "report", "due", "--until", "2200-01-01", "--format", "json", "--as-of", day).out), &due); err != nil {
			t.Fatal(err)
		}
		want, got := map[string]bool{}, map[string]bool{}
		for _, r := range due.Rows {
			want[r["day"].(string)+" "+r["learner"].(string)] = true
		}
		for _, e := range events {
			status := e[2][strings.LastIndex(e[2], " ")+1:] // sojt status LEARNER
			got[e[0]+" "+status] = true
		}
		for key := range want {
			if !got[key] {
				t.Errorf("%s: no event on %s", dir, key)
			}
		}
		if len(got) != len(want) || len(got) == 0 {
			t.Errorf("%s: %d days with people, report due has %d", dir, len(got), len(want))
		}
	}
}
