package line

import (
	"strconv"
	"time"

	"sojt/competency/calendar"
)

// Version is a key that cannot be left out and has one known value.
func (f *Fields) Version(key string, known int) {
	n := known
	switch f.Must().enter(key, true) {
	case reading:
		n = f.readNumber(key)
		if n != known {
			f.fail(f.at, Type, "use a newer sojt, or put the line back as it was", "unknown version %d, expected %d", n, known)
		}
		f.leave()
	case writing:
		f.putNumber(key, n)
	case listing:
		f.is(Key{Kind: "version", Most: known})
	}
}

// Number is a whole number from 0 that may be absent.
func (f *Fields) Number(key string, v *Int) {
	switch f.enter(key, v.Set) {
	case reading:
		*v = N(f.readNumber(key))
		f.leave()
	case writing:
		f.putNumber(key, v.N)
	case listing:
		f.is(Key{Kind: "number", into: v})
	}
}

// Count is a whole number from 1; 0 is absent.
func (f *Fields) Count(key string, v *int) {
	switch f.enter(key, *v != 0) {
	case reading:
		if *v = f.readNumber(key); *v == 0 {
			f.fail(f.at, Canon, hintCanon, "%q is 0, expected a number from 1", key)
		}
		f.leave()
	case writing:
		f.putNumber(key, *v)
	case listing:
		f.is(Key{Kind: "count", into: v})
	}
}

// True is a mark that is there or not; false is never written.
func (f *Fields) True(key string, v *bool) {
	switch f.enter(key, *v) {
	case reading:
		const word = "true"
		if len(f.text)-f.pos < len(word) || f.text[f.pos:f.pos+len(word)] != word {
			f.wrongKind(key, word)
			return
		}
		f.pos += len(word)
		*v = true
		f.leave()
	case writing:
		f.out = append(f.out, "true"...)
	case listing:
		f.is(Key{Kind: "mark", into: v})
	}
}

// Date is a day, YYYY-MM-DD.
func (f *Fields) Date(key string, v *calendar.Date) {
	switch f.enter(key, *v != 0) {
	case reading:
		s := f.readString(key)
		d, err := calendar.Parse(s)
		if f.err == nil && err != nil {
			f.fail(f.at, Canon, "write an existing day as YYYY-MM-DD", "%q is %s, expected a day", key, quote(s))
		}
		*v = d
		f.leave()
	case writing:
		s := v.String()
		if d, err := calendar.Parse(s); err != nil || d != *v {
			f.fail(0, Canon, "use a year from 1 to 9999", "%q is %s, expected a day", key, quote(s))
		}
		f.putString(s)
	case listing:
		f.is(Key{Kind: "day", into: v})
	}
}

const timeForm = "2006-01-02T15:04:05Z"

// Time is an instant in UTC, whole seconds, YYYY-MM-DDTHH:MM:SSZ.
func (f *Fields) Time(key string, v *time.Time) {
	switch f.enter(key, !v.IsZero()) {
	case reading:
		s := f.readString(key)
		t, ok := parseTime(s)
		if f.err == nil && !ok {
			f.fail(f.at, Canon, "write it as YYYY-MM-DDTHH:MM:SSZ, in UTC and whole seconds", "%q is %s, expected a time", key, quote(s))
		}
		*v = t
		f.leave()
	case writing:
		s := v.UTC().Format(timeForm)
		if t, ok := parseTime(s); !ok || !t.Equal(*v) {
			f.fail(0, Canon, "seal the record first", "%q is %s, expected a whole second from 1970 on", key, quote(v.UTC().Format(time.RFC3339Nano)))
		}
		f.putString(s)
	case mending:
		*v = v.UTC().Truncate(time.Second)
	case listing:
		f.is(Key{Kind: "instant", into: v})
	}
}

// parseTime reads the one form of an instant, from 1970 on: a ULID knows none before.
func parseTime(s string) (time.Time, bool) {
	if len(s) != len(timeForm) || s[10] != 'T' || s[13] != ':' || s[16] != ':' || s[19] != 'Z' {
		return time.Time{}, false
	}
	day, err := calendar.Parse(s[:10])
	hour, minute, second := twoDigits(s[11:]), twoDigits(s[14:]), twoDigits(s[17:])
	if err != nil || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	seconds := int64(day-epoch)*86400 + int64(hour*3600+minute*60+second)
	return time.Unix(seconds, 0).UTC(), seconds >= 0
}

// epoch is 1970-01-01.
const epoch calendar.Date = 719163

// twoDigits reads two decimal digits; anything else is a number above 99.
func twoDigits(s string) int {
	a, b := int(s[0])-'0', int(s[1])-'0'
	if a < 0 || a > 9 || b < 0 || b > 9 {
		return 100
	}
	return a*10 + b
}

// readNumber reads 0 or a number without leading zero, sign, fraction or exponent.
func (f *Fields) readNumber(key string) int {
	const want = "a whole number"
	start, n := f.pos, 0
	for f.pos < len(f.text) && f.text[f.pos] >= '0' && f.text[f.pos] <= '9' {
		if n = n*10 + int(f.text[f.pos]-'0'); n > MaxNumber {
			f.fail(start, Canon, "expected at most "+strconv.Itoa(MaxNumber), "%q is too large a number", key)
			return 0
		}
		f.pos++
	}
	switch digits := f.pos - start; {
	case digits == 0:
		f.wrongKind(key, want)
	case digits > 1 && f.text[start] == '0':
		f.fail(start, Canon, hintCanon, "%q begins with a zero, expected %s", key, want)
	case f.pos < len(f.text) && f.text[f.pos] == '.':
		f.fail(start, Canon, hintCanon, "%q has a fraction, expected %s", key, want)
	case f.pos < len(f.text) && f.text[f.pos]|0x20 == 'e':
		f.fail(start, Canon, hintCanon, "%q has an exponent, expected %s", key, want)
	}
	return n
}

func (f *Fields) putNumber(key string, n int) {
	if n < 0 || n > MaxNumber {
		f.fail(0, Canon, "", "%q is %d, expected a whole number from 0 to %d", key, n, MaxNumber)
		return
	}
	f.out = strconv.AppendInt(f.out, int64(n), 10)
}
