package strictyaml

import (
	"fmt"
	"time"

	"sojt/competency/calendar"
)

// phrases say what each kind of key takes, for messages.
var phrases = map[string]string{
	"line":       "text on one line",
	"text":       "text",
	"id":         "an id of lower-case letters, digits and hyphens",
	"competency": "the id of a competency, or set/id for a shared one",
	"number":     "a whole number",
	"truth":      "true or false",
	"day":        "a day such as 2026-09-01",
	"instant":    "an instant such as 2026-10-02T00:00:00Z",
	"period":     "a period such as 30d, 6w, 6mo or 1y",
}

// Limits of text, in code points: more is a slip of the mouse, and fits no sheet.
const (
	maxLine = 1000
	maxText = 10_000
)

// MaxNumber is the largest number a record can carry (INTEGRITY 2.1).
const MaxNumber = 1<<31 - 1

// reader turns a scalar into a value; it reports under label what it refuses.
type reader[T any] func(k *Keys, n *Node, label string) (T, bool)

func one[T comparable](k *Keys, key Key, v *T, read reader[T]) Field {
	if k.node == nil && *v != *new(T) {
		key.Default = fmt.Sprint(*v)
	}
	n, field := k.key(key)
	if n != nil {
		if got, ok := read(k, n, key.Name); ok {
			*v = got
		}
	}
	return field
}

// many reads a list of scalars; an element that was refused is the zero value, so that element i of
// the node and of the slice belong together.
func many[T any](k *Keys, key Key, v *[]T, read reader[T]) Field {
	key.List = true
	n, field := k.key(key)
	items, ok := k.list(n, key.Name, nil)
	if !ok {
		return field
	}
	*v = make([]T, len(items))
	for i, item := range items {
		if item.Kind == Broken {
			continue
		}
		if got, ok := read(k, item, fmt.Sprintf("item %d of %s", i+1, key.Name)); ok {
			(*v)[i] = got
		}
	}
	return field
}

// Line reads text on one line: a name, a title.
func (k *Keys) Line(name string, v *string, doc string) Field {
	return one(k, Key{Name: name, Kind: "line", Doc: doc}, v, readLine)
}

// Text reads text that may have several lines.
func (k *Keys) Text(name string, v *string, doc string) Field {
	return one(k, Key{Name: name, Kind: "text", Doc: doc}, v, readText)
}

// Texts reads a list of texts.
func (k *Keys) Texts(name string, v *[]string, doc string) Field {
	return many(k, Key{Name: name, Kind: "text", Doc: doc}, v, readText)
}

// ID reads an id (SPEC 2).
func (k *Keys) ID(name string, v *string, doc string) Field {
	return one(k, Key{Name: name, Kind: "id", Doc: doc}, v, readID)
}

// IDs reads a list of ids.
func (k *Keys) IDs(name string, v *[]string, doc string) Field {
	return many(k, Key{Name: name, Kind: "id", Doc: doc}, v, readID)
}

// Competency reads what names a competency: an id, or set/id.
func (k *Keys) Competency(name string, v *string, doc string) Field {
	return one(k, Key{Name: name, Kind: "competency", Doc: doc}, v, readCompetency)
}

// Competencies reads a list of what names competencies.
func (k *Keys) Competencies(name string, v *[]string, doc string) Field {
	return many(k, Key{Name: name, Kind: "competency", Doc: doc}, v, readCompetency)
}

// Word reads one of the given words.
func (k *Keys) Word(name string, v *string, words []string, doc string) Field {
	return one(k, Key{Name: name, Kind: "word", Words: words, Doc: doc}, v, wordOf(words))
}

// Words reads a list of the given words.
func (k *Keys) Words(name string, v *[]string, words []string, doc string) Field {
	return many(k, Key{Name: name, Kind: "word", Words: words, Doc: doc}, v, wordOf(words))
}

// Number reads a whole number from least to most.
func (k *Keys) Number(name string, v *int, least, most int, doc string) Field {
	return one(k, Key{Name: name, Kind: "number", Min: least, Max: most, Doc: doc}, v, numberFrom(least, most))
}

// Truth reads true or false.
func (k *Keys) Truth(name string, v *bool, doc string) Field {
	return one(k, Key{Name: name, Kind: "truth", Doc: doc}, v, readTruth)
}

// Day reads a date.
func (k *Keys) Day(name string, v *calendar.Date, doc string) Field {
	return one(k, Key{Name: name, Kind: "day", Doc: doc}, v, readDay)
}

// Instant reads a time in UTC with whole seconds.
func (k *Keys) Instant(name string, v *time.Time, doc string) Field {
	return one(k, Key{Name: name, Kind: "instant", Doc: doc}, v, readInstant)
}

// Period reads a period.
func (k *Keys) Period(name string, v *calendar.Period, doc string) Field {
	return one(k, Key{Name: name, Kind: "period", Doc: doc}, v, readPeriod)
}

// PeriodOrNone reads a period, or the word none, which is the zero Period.
func (k *Keys) PeriodOrNone(name string, v *calendar.Period, doc string) Field {
	return one(k, Key{Name: name, Kind: "period or none", Words: []string{"none"}, Doc: doc}, v,
		func(k *Keys, n *Node, label string) (calendar.Period, bool) {
			if n.Kind == Text && n.Value == "none" {
				return calendar.Period{}, true
			}
			return readPeriod(k, n, label)
		})
}

// PeriodOr reads a period or a mapping with more to say, walked by walk.
func (k *Keys) PeriodOr(name string, v *calendar.Period, doc string, walk func(*Keys)) Field {
	n, field := k.key(Key{Name: name, Kind: "period or mapping", Doc: doc, Shapes: k.shapes(walk)})
	switch {
	case n == nil:
	case n.Kind == Mapping:
		walkAs(n, name, name, k.into, walk, func() string { return sample(walk) })
	default:
		if got, ok := readPeriod(k, n, name); ok {
			*v = got
		}
	}
	return field
}
