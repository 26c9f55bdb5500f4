package strictyaml

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"sojt/competency/calendar"
	"sojt/competency/text"
)

// wrong reports a value of another kind than expected.
func (k *Keys) wrong(code string, n *Node, label, kind string) *string {
	return &k.into.Errorf(code, n.Pos, "%s is %s, expected %s", label, n.said(), phrases[kind]).Hint
}

// plain gives the text of a scalar that is text; for numbers and truth values it asks for quotes.
func (k *Keys) plain(n *Node, label, kind string) (string, bool) {
	switch n.Kind {
	case Text:
		return n.Value, true
	case Whole, Number, Truth:
		*k.wrong(CodeType, n, label, kind) = "put it in quotes: " + strconv.Quote(Shorten(n.Value))
	case Null:
		*k.wrong(CodeType, n, label, kind) = "write the text, or remove it"
	case List:
		*k.wrong(CodeType, n, label, kind) = "text that begins with [ or - needs quotes"
	default:
		*k.wrong(CodeType, n, label, kind) = "text that begins with { or holds a colon and a space needs quotes"
	}
	return "", false
}

func readText(k *Keys, n *Node, label string) (string, bool) {
	s, ok := k.plain(n, label, "text")
	if !ok {
		return "", false
	}
	return k.clean(n, s, label, maxText)
}

func readLine(k *Keys, n *Node, label string) (string, bool) {
	s, ok := k.plain(n, label, "line")
	if !ok {
		return "", false
	}
	s = strings.TrimSpace(s)
	if strings.ContainsAny(s, "\n") {
		k.into.Errorf(CodeText, n.Pos, "%s has several lines, expected one", label).Hint = "write it on one line"
		return "", false
	}
	return k.clean(n, s, label, maxLine)
}

// clean gives text trimmed and in normal form C, or refuses it.
func (k *Keys) clean(n *Node, s, label string, most int) (string, bool) {
	s = text.Normal(strings.TrimSpace(s))
	if s == "" {
		k.into.Errorf(CodeText, n.Pos, "%s is empty", label).Hint = "write the text, or remove it"
		return "", false
	}
	for _, r := range s {
		if hidden(r) && r != 0xfeff && r != 0x2028 && r != 0x2029 {
			k.into.Errorf(CodeText, n.Pos, "%s holds the control character U+%04X", label, r).Hint = "remove it"
			return "", false
		}
	}
	if length := utf8.RuneCountInString(s); length > most {
		k.into.Errorf(CodeRange, n.Pos, "%s has %d characters, at most %d are allowed", label, length, most).Hint = "shorten it"
		return "", false
	}
	return s, true
}

func readID(k *Keys, n *Node, label string) (string, bool) {
	return k.name(n, label, "id", text.IsID)
}

func readCompetency(k *Keys, n *Node, label string) (string, bool) {
	return k.name(n, label, "competency", text.IsCompetency)
}

func (k *Keys) name(n *Node, label, kind string, is func(string) bool) (string, bool) {
	s, ok := k.plain(n, label, kind)
	if !ok {
		return "", false
	}
	if is(s) {
		return s, true
	}
	switch {
	case len(s) > text.MaxID && text.IsID(s[:text.MaxID]):
		k.into.Errorf(CodeID, n.Pos, "%s has %d characters, at most %d are allowed", label, len(s), text.MaxID).Hint = "shorten it"
		return "", false
	case text.IsDevice(s):
		k.into.Errorf(CodeID, n.Pos, "%s is %q, a name that Windows keeps for a device", label, s).Hint = "add a word to it"
		return "", false
	}
	hint := k.wrong(CodeID, n, label, kind)
	*hint = "an id begins with a letter or digit and has at most 64 characters"
	if better := text.IDFrom(s); better != "" && is(better) {
		*hint = "for example " + better
	}
	return "", false
}

func wordOf(words []string) reader[string] {
	return func(k *Keys, n *Node, label string) (string, bool) {
		if n.Kind != List && n.Kind != Mapping && contains(words, n.Value) {
			return n.Value, true
		}
		p := k.into.Errorf(CodeWord, n.Pos, "%s is %s, expected %s", label, n.said(), text.Join(words, "or"))
		if near := text.Nearest(n.Value, words); near != "" && n.Kind == Text {
			p.Hint = "did you mean " + near + "?"
		} else {
			p.Hint = "write one of these words"
		}
		return "", false
	}
}

func numberFrom(least, most int) reader[int] {
	return func(k *Keys, n *Node, label string) (int, bool) {
		wanted := fmt.Sprintf("a whole number from %d to %d", least, most)
		switch most {
		case MaxNumber:
			wanted = fmt.Sprintf("a whole number, %d or more", least)
		case least:
			wanted = strconv.Itoa(least)
		}
		i, err := strconv.Atoi(n.Value)
		if n.Kind == Whole && err == nil && i >= least && i <= most {
			return i, true
		}
		code, hint := CodeType, "write the number in plain digits, without quotes, point or leading zero"
		if n.Kind == Whole {
			code, hint = CodeRange, "write a number in that range"
			if least == most {
				hint = "write " + wanted + "; another number is for another version of sojt"
			}
		}
		k.into.Errorf(code, n.Pos, "%s is %s, expected %s", label, n.said(), wanted).Hint = hint
		return 0, false
	}
}

func readTruth(k *Keys, n *Node, label string) (bool, bool) {
	if n.Kind == Truth {
		return n.Value == "true", true
	}
	hint := k.wrong(CodeType, n, label, "truth")
	switch strings.ToLower(n.Value) {
	case "yes", "on", "y", "true":
		*hint = "write true, without quotes"
	case "no", "off", "n", "false":
		*hint = "write false, without quotes"
	default:
		*hint = "write one of the two words, without quotes"
	}
	return false, false
}

func readDay(k *Keys, n *Node, label string) (calendar.Date, bool) {
	if n.Kind == Text {
		if d, err := calendar.Parse(n.Value); err == nil {
			return d, true
		}
	}
	*k.wrong(CodeDate, n, label, "day") = "write year, month and day of a real day as YYYY-MM-DD"
	return 0, false
}

func readInstant(k *Keys, n *Node, label string) (time.Time, bool) {
	if n.Kind == Text && len(n.Value) == len("2006-01-02T15:04:05Z") {
		t, err := time.Parse("2006-01-02T15:04:05Z", n.Value)
		if _, day := calendar.Parse(n.Value[:10]); err == nil && day == nil {
			return t, true
		}
	}
	*k.wrong(CodeDate, n, label, "instant") = "write day and time in UTC as YYYY-MM-DDTHH:MM:SSZ"
	return time.Time{}, false
}

func readPeriod(k *Keys, n *Node, label string) (calendar.Period, bool) {
	if n.Kind == Text {
		if p, err := calendar.ParsePeriod(n.Value); err == nil {
			return p, true
		}
	}
	hint := k.wrong(CodePeriod, n, label, "period")
	*hint = "write a whole number and d (days), w (weeks), mo (months) or y (years)"
	if better := periodFrom(n.Value); better != "" {
		*hint += ", such as " + better
	}
	return calendar.Period{}, false
}

// periodFrom makes a period of what people write instead, such as 14 or "2 weeks"; "" where that
// would be a guess.
func periodFrom(s string) string {
	digits := s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
	unit := strings.ToLower(strings.TrimSpace(s[len(digits):]))
	for _, known := range []struct{ word, unit string }{{"day", "d"}, {"week", "w"}, {"month", "mo"}, {"year", "y"}} {
		if unit == known.word || unit == known.word+"s" {
			unit = known.unit
		}
	}
	if unit == "" {
		unit = "d"
	}
	if _, err := calendar.ParsePeriod(digits + unit); err != nil {
		return ""
	}
	return digits + unit
}
