package signoff_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sojt/signoff"
	"sojt/signoff/testkit"
)

// quickly is how a line is read without asking Parse.
type quickly func(text string, r *signoff.Record) bool

// disagrees says how a quick reading differs from the strict one, "" where it does not: both take the same lines,
// and make the same records of them.
func disagrees(read quickly, text string, lent *signoff.Record) string {
	want, err := signoff.Parse(text)
	taken := read(text, lent)
	switch {
	case taken && err != nil:
		return fmt.Sprintf("%s\nwas taken; strictly, %v", text, err)
	case !taken && err == nil:
		return fmt.Sprintf("%s\nwas not taken", text)
	case !taken:
		return ""
	}
	if got := lent.Identify(); got != want.Digest || got != lent.Identify() {
		return fmt.Sprintf("%s\nhas the digest %s, strictly %s", text, got, want.Digest)
	}
	if !reflect.DeepEqual(lent, want) {
		return fmt.Sprintf("%s\nwas read as\n%+v\nstrictly\n%+v", text, *lent, *want)
	}
	return ""
}

// lines are generated ones, and such as were spoilt.
type lines struct {
	random *rand.Rand
	g      *testkit.Generator
	recent []string
}

func newLines(seed uint64) *lines {
	return &lines{random: rand.New(rand.NewPCG(seed, 70)), g: testkit.New(seed)}
}

// sound gives n lines as they would be written. People write the same words again and again, as forms expect;
// half of the lines are by those who do.
func (l *lines) sound(t testing.TB, n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for range n {
			l.g.Words = nil
			if l.random.IntN(2) == 0 {
				l.g.Words = []string{"observed and found competent", "Gewürz für die Suppe", "株式会社", "watch one changeover, then try again", `a "quote"`}
			}
			text := written(t, l.g.Record())
			if l.recent = append(l.recent, text); len(l.recent) > 200 {
				l.recent = l.recent[100:]
			}
			if !yield(text) {
				return
			}
		}
	}
}

// without gives n lines of each type, each once without each of its keys, and with each in the place of the next.
func (l *lines) without(t testing.TB, n int) iter.Seq[string] {
	return func(yield func(string) bool) {
		for k := range n * len(signoff.KnownTypes()) {
			pairs := pairsOf(written(t, l.g.Of(signoff.KnownTypes()[k/n])))
			for i := range pairs {
				less, moved := slices.Delete(slices.Clone(pairs), i, i+1), slices.Clone(pairs)
				moved[i], moved[(i+1)%len(moved)] = moved[(i+1)%len(moved)], moved[i]
				if !yield("{"+strings.Join(less, ",")+"}") || !yield("{"+strings.Join(moved, ",")+"}") {
					return
				}
			}
		}
	}
}

// spoilt is a line of before with something done to it; now and then that makes another sound one.
func (l *lines) spoilt() string {
	text, other := l.recent[l.random.IntN(len(l.recent))], l.recent[l.random.IntN(len(l.recent))]
	pairs := pairsOf(text)
	i, j := l.random.IntN(len(pairs)), l.random.IntN(len(pairs))
	at := l.random.IntN(len(text))
	switch l.random.IntN(9) {
	case 0: // a key is not there
		pairs = slices.Delete(pairs, i, i+1)
	case 1: // two keys have changed places
		pairs[i], pairs[j] = pairs[j], pairs[i]
	case 2: // a key stands somewhere else too
		pairs = slices.Insert(pairs, j, pairs[i])
	case 3, 4: // a key has the value that it has elsewhere
		key, _, _ := strings.Cut(pairs[i], ":")
		for _, pair := range pairsOf(other) {
			if strings.HasPrefix(pair, key+":") {
				pairs[i] = pair
			}
		}
	case 5: // a key of another record
		pairs[i] = pairsOf(other)[0]
	case 6:
		return text[:at]
	case 7: // another character
		return text[:at] + string([]byte{"0129afAZz-_/:\",{}[]\\ \x00\x7f\xc3\x80"[l.random.IntN(24)]}) + text[at+1:]
	default: // more characters
		pieces := []string{"0", "1", " ", ",", "é", "e\u0301", "\u200e", `\u200e`, `\n`, `\"`, `""`, "\xff", "{}", "[]", "a", "株", ",the end", "{the end"}
		return text[:at] + pieces[l.random.IntN(len(pieces))] + text[at:]
	}
	return "{" + strings.Join(pairs, ",") + "}"
}

// pairsOf cuts an object into its keys with their values.
func pairsOf(text string) []string {
	if len(text) < len("{}") {
		return []string{text}
	}
	var pairs []string
	depth, quoted, start := 0, false, 1
	for i := 1; i < len(text)-1; i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth--
		case c == ',' && depth == 0:
			pairs, start = append(pairs, text[start:i]), i+1
		}
	}
	return append(pairs, text[start:len(text)-1])
}

func TestQuickTakesWhatParseTakes(t *testing.T) {
	n := runs(10_000, 1_000_000)
	l, read, lent := newLines(21), new(signoff.Parser).Quick, new(signoff.Record)
	spoilt, lucky := 0, 0
	try := func(text string) bool {
		if why := disagrees(read, text, lent); why != "" {
			t.Fatal(why)
		}
		_, err := signoff.Parse(text)
		return err == nil
	}
	for text := range l.without(t, runs(10, 200)) {
		try(text)
	}
	for text := range l.sound(t, n) {
		if try(text); l.random.IntN(8) == 0 {
			if spoilt++; try(l.spoilt()) {
				lucky++
			}
		}
	}
	t.Logf("%d lines and %d spoilt ones, of which %d were lines", n, spoilt, lucky)
	if lucky < spoilt/20 || lucky > spoilt/2 {
		t.Errorf("of %d spoilt lines %d are lines: they show too little", spoilt, lucky)
	}
}

// Quick readers that do one thing wrong are found out, each by what it does wrong.
func TestASpoiltQuickIsFoundOut(t *testing.T) {
	l := newLines(22)
	texts := slices.AppendSeq(slices.Collect(l.without(t, 20)), l.sound(t, 2000))
	for range 2000 {
		texts = append(texts, l.spoilt())
	}
	var p signoff.Parser
	var last signoff.Record
	as := func(old, new string) quickly { // takes a line as if something else stood there
		return func(text string, r *signoff.Record) bool {
			return p.Quick(text, r) || p.Quick(strings.Replace(text, old, new, 1), r)
		}
	}
	then := func(change func(r *signoff.Record)) quickly {
		return func(text string, r *signoff.Record) bool {
			taken := p.Quick(text, r)
			if taken {
				change(r)
				last = *r
			}
			return taken
		}
	}
	for name, read := range map[string]quickly{
		"takes nothing":    func(string, *signoff.Record) bool { return false },
		"takes all":        func(text string, r *signoff.Record) bool { p.Quick(text, r); return true },
		"takes no escapes": func(text string, r *signoff.Record) bool { return !strings.Contains(text, `\`) && p.Quick(text, r) },
		"takes ASCII only": func(text string, r *signoff.Record) bool { return !strings.Contains(text, "ü") && p.Quick(text, r) },
		"takes a blank":    as(" ", ""),
		"takes what is torn": func(text string, r *signoff.Record) bool {
			return p.Quick(text, r) || p.Quick(text+"}", r) || p.Quick(text+`"}`, r)
		},
		"takes not-yet without note": as(`"outcome":"not-yet"`, `"outcome":"competent"`),
		"takes a deferral for ever":  as(`"kind":"deferral"`, `"kind":"equivalent"`),
		"takes done without record":  as(`,"done":true`, ""),
		"takes a time of its own": func(text string, r *signoff.Record) bool {
			_, err := signoff.Parse(text)
			return p.Quick(text, r) || err != nil && strings.HasPrefix(err.Error(), `"at" is not`)
		},
		"takes keys as they come": func(text string, r *signoff.Record) bool {
			if p.Quick(text, r) {
				return true
			}
			pairs := pairsOf(text)
			for i := range len(pairs) - 1 {
				pairs[i], pairs[i+1] = pairs[i+1], pairs[i]
				if p.Quick("{"+strings.Join(pairs, ",")+"}", r) {
					return true
				}
				pairs[i], pairs[i+1] = pairs[i+1], pairs[i]
			}
			return false
		},
		"keeps a value of before": then(func(r *signoff.Record) {
			if r.Note == "" && r.Type == last.Type {
				r.Note = last.Note
			}
		}),
		"keeps a list of before": then(func(r *signoff.Record) {
			if len(r.Criteria) == len(last.Criteria) {
				r.Criteria = last.Criteria
			}
		}),
		"forgets that 0 is a level": then(func(r *signoff.Record) { r.Level.Set = r.Level.N > 0 }),
		"leaves escapes":            then(func(r *signoff.Record) { r.Note = strings.ReplaceAll(r.Note, "\n", `\u000a`) }),
		"is a day late":             then(func(r *signoff.Record) { r.Date += r.Date / 739000 }),
		"digests the signature": func(text string, r *signoff.Record) bool {
			if !p.Quick(text, r) {
				return false
			}
			sig := r.Sig
			r.Sig = ""
			r.Identify()
			r.Sig = sig
			return true
		},
	} {
		found := slices.ContainsFunc(texts, func(text string) bool { return disagrees(read, text, &signoff.Record{}) != "" })
		if !found {
			t.Errorf("the check is broken: it does not find a quick reader that %s", name)
		}
	}
}
