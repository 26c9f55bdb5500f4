// Package testkit makes records for tests: of every type, with every key there or not, and with the
// texts that break other programs. What it makes depends on the seed alone.
package testkit

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"time"

	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
)

// Generator makes records of one program and learner. It is not safe for concurrent use.
type Generator struct {
	Program, Learner string
	Words            []string // what people write, one of these; nil: texts that break other programs
	random           *rand.Rand
	ids              *line.IDs
	at               time.Time
	before           []string // digests of records made before
}

// New makes a generator whose records follow from the seed.
func New(seed uint64) *Generator {
	g := &Generator{
		Program: "harbor-kitchen-k3v9", Learner: "maria-lopez",
		random: rand.New(rand.NewPCG(seed, 0x50_6a_74)),
		at:     time.Date(2024, 2, 28, 22, 0, 0, 0, time.UTC),
	}
	g.ids = line.NewIDs(bytesOf{g.random})
	return g
}

// bytesOf makes a stream of bytes of a generator of numbers.
type bytesOf struct{ random *rand.Rand }

func (b bytesOf) Read(p []byte) (int, error) {
	var word [8]byte
	for n := 0; n < len(p); n += 8 {
		binary.LittleEndian.PutUint64(word[:], b.random.Uint64())
		copy(p[n:], word[:])
	}
	return len(p), nil
}

// Record makes a sealed record of any type.
func (g *Generator) Record() *signoff.Record {
	types := signoff.KnownTypes()
	return g.Of(types[g.random.IntN(len(types))])
}

// Of makes a sealed record of one type.
func (g *Generator) Of(name string) *signoff.Record {
	g.at = g.at.Add(time.Duration(g.random.IntN(90_000)) * time.Second)
	id, err := g.ids.Next(g.at)
	if err != nil {
		panic(err) // the stream of numbers has no end
	}
	r := &signoff.Record{ID: id, At: g.at, By: g.id(), Type: name, Program: g.Program, Learner: g.Learner}
	g.fill(r)
	g.common(r)
	if err := r.Seal(); err != nil {
		panic(fmt.Sprintf("%s: %v", name, err)) // made to be well-formed
	}
	if g.before = append(g.before, r.Digest); len(g.before) > 100 {
		g.before = g.before[50:]
	}
	return r
}

func (g *Generator) common(r *signoff.Record) {
	r.Override = g.maybeText(9)
	if g.chance(3) {
		r.Session, _ = g.ids.Next(g.at)
	}
	if n := len(g.before); n > 0 && g.chance(2) {
		for range 1 + g.random.IntN(3) {
			r.Prev = append(r.Prev, g.before[g.random.IntN(n)])
		}
	}
	if g.chance(3) {
		sig := make([]byte, 60+g.random.IntN(300))
		_, _ = bytesOf{g.random}.Read(sig)
		r.Sig = base64.StdEncoding.EncodeToString(sig)
	}
}

// chance is true once in n times.
func (g *Generator) chance(n int) bool { return g.random.IntN(n) == 0 }

func (g *Generator) word(words ...string) string { return words[g.random.IntN(len(words))] }

func (g *Generator) id() string {
	return g.word("ana", "ben", "maria-lopez", "0", "x-1", "line-cook", "knife-safety", "grip", "size", "a-very-long-id-that-goes-on")
}

func (g *Generator) maybeID() string { return g.maybe(2, g.id()) }

func (g *Generator) competency() string {
	return g.word("knife-safety", "grill", "hygiene/handwashing", "hygiene/cold-chain")
}

func (g *Generator) maybe(n int, s string) string {
	if g.chance(n) {
		return s
	}
	return ""
}

func (g *Generator) maybeText(n int) string { return g.maybe(n, g.Text()) }

func (g *Generator) day() calendar.Date {
	return calendar.Of(2020, 1, 1) + calendar.Date(g.random.IntN(3000))
}

// later is a day not before d, or none.
func (g *Generator) later(d calendar.Date) calendar.Date {
	if g.chance(2) {
		return 0
	}
	return d + calendar.Date(g.random.IntN(400))
}

func (g *Generator) number() line.Int {
	switch g.random.IntN(4) {
	case 0:
		return line.Int{}
	case 1:
		return line.N(0)
	case 2:
		return line.N(line.MaxNumber - g.random.IntN(2))
	default:
		return line.N(g.random.IntN(100))
	}
}

func (g *Generator) ids3() []string {
	var ids []string
	for range g.random.IntN(4) {
		ids = append(ids, g.id())
	}
	return ids
}

func (g *Generator) sha256() string {
	return fmt.Sprintf("%016x%016x%016x%016x", g.random.Uint64(), g.random.Uint64(), g.random.Uint64(), g.random.Uint64())
}

func (g *Generator) digest() string {
	if n := len(g.before); n > 0 && g.chance(2) {
		return g.before[g.random.IntN(n)]
	}
	return line.Digest(g.sha256())
}
