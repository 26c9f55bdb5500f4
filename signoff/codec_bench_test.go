package signoff_test

import (
	"testing"

	"sojt/signoff"
	"sojt/signoff/testkit"
)

// ordinary makes records as most files are made of: no signature, no links, the same words again and again. What
// breaks other programs is for benchmarks with the word hostile.
func ordinary(b *testing.B) []*signoff.Record {
	g := testkit.New(10)
	g.Words = []string{"observed and found competent", "no slip in 10 min", "watch one changeover, then try again", "Gewürz für die Suppe"}
	var records []*signoff.Record
	for _, name := range []string{
		signoff.Enroll, signoff.Trained, signoff.Practice, signoff.Practice, signoff.Practice, signoff.Request,
		signoff.Observation, signoff.Observation, signoff.Signoff, signoff.Signoff, signoff.Signoff, signoff.Signoff, signoff.Acknowledge,
	} {
		for range 20 {
			r := g.Of(name)
			r.Sig, r.Evidence, r.Equipment, r.Place, r.Task, r.Assessor, r.Override, r.Session = "", nil, "", "", "", "", "", ""
			if len(r.Prev) > 0 {
				r.Prev = r.Prev[:1]
			}
			records = append(records, sealed(b, r))
		}
	}
	return records
}

func hostile(b *testing.B) []*signoff.Record {
	g := testkit.New(10)
	var records []*signoff.Record
	for _, name := range signoff.KnownTypes() {
		for range 20 {
			records = append(records, g.Of(name))
		}
	}
	return records
}

// overLines measures work over the lines of records, the bytes of which it counts.
func overLines(b *testing.B, records []*signoff.Record, work func(text string) bool) {
	var texts []string
	bytes := 0
	for _, r := range records {
		text := written(b, r)
		texts, bytes = append(texts, text), bytes+len(text)
	}
	b.SetBytes(int64(bytes / len(texts)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if text := texts[i%len(texts)]; !work(text) {
			b.Fatal(text)
		}
	}
}

func BenchmarkQuick(b *testing.B) {
	var p signoff.Parser
	var r signoff.Record
	overLines(b, ordinary(b), func(text string) bool { return p.Quick(text, &r) })
}

func BenchmarkQuickIdentify(b *testing.B) {
	var p signoff.Parser
	var r signoff.Record
	overLines(b, ordinary(b), func(text string) bool { return p.Quick(text, &r) && r.Identify() != "" })
}

func BenchmarkQuickHostile(b *testing.B) {
	var p signoff.Parser
	var r signoff.Record
	overLines(b, hostile(b), func(text string) bool { return p.Quick(text, &r) })
}

func BenchmarkParse(b *testing.B) {
	var p signoff.Parser
	overLines(b, ordinary(b), func(text string) bool { _, err := p.Parse(text); return err == nil })
}

func BenchmarkParseHostile(b *testing.B) {
	var p signoff.Parser
	overLines(b, hostile(b), func(text string) bool { _, err := p.Parse(text); return err == nil })
}

// BenchmarkParseOne is a line by itself, as a command reads what it wrote.
func BenchmarkParseOne(b *testing.B) {
	overLines(b, ordinary(b), func(text string) bool { _, err := signoff.Parse(text); return err == nil })
}

func BenchmarkLine(b *testing.B) {
	records := ordinary(b)
	i := 0
	overLines(b, records, func(string) bool { _, err := records[i%len(records)].Line(); i++; return err == nil })
}
