package history

import (
	"encoding/binary"
	"errors"
	"math"
	"time"
)

// Encode gives a history as bytes, for Decode; nil, which is none, where it is not Sound.
func (h *History) Encode() []byte {
	if !h.Sound() {
		return nil
	}
	e := encoder{index: map[string]uint64{}}
	e.text(h.Tip)
	encode(&e, h.FirstParents, func(commit string) { e.text(commit) })
	e.number(uint64(h.Commits))
	landings, steps := map[*Landing]uint64{}, map[*Step]uint64{} // places from 1; 0 is none
	var landed []*Landing
	var introduced []*Step
	for _, t := range h.traces {
		if t.landed != nil && landings[t.landed] == 0 {
			landed = append(landed, t.landed)
			landings[t.landed] = uint64(len(landed))
		}
		if t.introduced != nil && steps[t.introduced] == 0 {
			introduced = append(introduced, t.introduced)
			steps[t.introduced] = uint64(len(introduced))
		}
	}
	encode(&e, landed, func(l *Landing) {
		e.step(l.Step)
		e.text(l.Prefix, l.Path, l.Blob, l.Header, l.Definitions)
	})
	encode(&e, introduced, func(s *Step) { e.step(*s) })
	e.number(uint64(len(h.traces)))
	for k, t := range h.traces {
		e.body = append(e.body, k[:]...)
		e.number(landings[t.landed], steps[t.introduced])
	}
	encode(&e, h.Restored, e.loss)
	encode(&e, h.Healed, func(t Twin) {
		e.loss(t.Loss)
		e.text(t.Original)
	})
	encode(&e, h.Modes, func(m Mode) {
		e.step(m.Step)
		e.text(m.Path)
		e.number(uint64(m.Old), uint64(m.New))
	})
	encode(&e, h.Definitions, func(d Definition) {
		e.step(d.Step)
		encode(&e, d.Paths, func(path string) { e.text(path) })
	})
	return e.bytes()
}

// encoder writes numbers, and texts as places in a table of them.
type encoder struct {
	body  []byte
	texts []string
	index map[string]uint64
}

func encode[T any](e *encoder, all []T, one func(T)) {
	e.number(uint64(len(all)))
	for _, x := range all {
		one(x)
	}
}

func (e *encoder) number(all ...uint64) {
	for _, n := range all {
		e.body = binary.AppendUvarint(e.body, n)
	}
}

func (e *encoder) text(all ...string) {
	for _, s := range all {
		i, ok := e.index[s]
		if !ok {
			i = uint64(len(e.texts))
			e.index[s] = i
			e.texts = append(e.texts, s)
		}
		e.number(i)
	}
}

func (e *encoder) step(s Step) {
	e.text(s.Commit, s.Parent, s.Author)
	if s.Committed.IsZero() {
		e.number(0)
	} else {
		e.number(uint64(s.Committed.Unix())) // git's walk gives no earlier one than 1
	}
}

func (e *encoder) loss(l Loss) {
	e.step(l.Step)
	e.text(l.Path, l.Blob, l.Object, l.Learner, l.Record, l.Digest, l.Now)
	e.number(uint64(l.Cause))
}

// bytes puts the table before what speaks of it.
func (e *encoder) bytes() []byte {
	out := binary.AppendUvarint(nil, uint64(len(e.texts)))
	for _, s := range e.texts {
		out = binary.AppendUvarint(out, uint64(len(s)))
		out = append(out, s...)
	}
	return append(out, e.body...)
}

var errDamaged = errors.New("history: these are not the bytes of one")

// Decode reads what Encode wrote. Whatever else it is given ends in an error.
func Decode(data []byte) (*History, error) {
	d := decoder{data: data}
	d.texts = decode(&d, func() string { return string(d.take(d.number())) })
	h := &History{Tip: d.text(), FirstParents: decode(&d, d.text)}
	commits := d.number()
	if commits > math.MaxInt32 {
		d.fail()
	}
	h.Commits = int(commits)
	landed := decode(&d, func() *Landing {
		return &Landing{Step: d.step(), Prefix: d.text(), Path: d.text(), Blob: d.text(), Header: d.text(), Definitions: d.text()}
	})
	introduced := decode(&d, func() *Step { s := d.step(); return &s })
	n := d.count()
	h.traces = make(map[key]trace, n)
	for range n {
		var k key
		copy(k[:], d.take(uint64(len(k))))
		h.traces[k] = trace{landed: at(&d, landed), introduced: at(&d, introduced)}
	}
	h.Restored = decode(&d, d.loss)
	h.Healed = decode(&d, func() Twin { return Twin{Loss: d.loss(), Original: d.text()} })
	h.Modes = decode(&d, func() Mode {
		return Mode{Step: d.step(), Path: d.text(), Old: uint32(d.number()), New: uint32(d.number())}
	})
	h.Definitions = decode(&d, func() Definition { return Definition{Step: d.step(), Paths: decode(&d, d.text)} })
	if d.damaged || len(d.data) > 0 {
		return nil, errDamaged
	}
	return h, nil
}

// decoder reads what an encoder wrote. Once it is damaged there is nothing more.
type decoder struct {
	data    []byte
	texts   []string
	damaged bool
}

func decode[T any](d *decoder, one func() T) []T {
	var all []T
	for n := d.count(); n > 0 && !d.damaged; n-- {
		all = append(all, one())
	}
	return all
}

func (d *decoder) fail() {
	d.data, d.damaged = nil, true
}

func (d *decoder) number() uint64 {
	n, size := binary.Uvarint(d.data)
	if size <= 0 {
		d.fail()
		return 0
	}
	d.data = d.data[size:]
	return n
}

// count reads how many follow: each takes a byte at least.
func (d *decoder) count() int {
	n := d.number()
	if n > uint64(len(d.data)) {
		d.fail()
		return 0
	}
	return int(n)
}

func (d *decoder) take(n uint64) []byte {
	if n > uint64(len(d.data)) {
		d.fail()
		return nil
	}
	var taken []byte
	taken, d.data = d.data[:n], d.data[n:]
	return taken
}

func (d *decoder) text() string {
	i := d.number()
	if i >= uint64(len(d.texts)) {
		d.fail()
		return ""
	}
	return d.texts[i]
}

// at reads a place in a list, from 1; the zero value where there is none.
func at[T any](d *decoder, all []T) (none T) {
	switch i := d.number(); {
	case i == 0:
		return none
	case i > uint64(len(all)):
		d.fail()
		return none
	default:
		return all[i-1]
	}
}

func (d *decoder) step() Step {
	s := Step{Commit: d.text(), Parent: d.text(), Author: d.text()}
	if n := d.number(); n >= maxSeconds {
		d.fail()
	} else if n > 0 {
		s.Committed = time.Unix(int64(n), 0).UTC()
	}
	return s
}

// maxSeconds is the first second of the year 10000; git's walk gives no later one.
const maxSeconds = 253402300800

func (d *decoder) loss() Loss {
	return Loss{
		Step: d.step(), Path: d.text(), Blob: d.text(), Object: d.text(), Learner: d.text(), Record: d.text(), Digest: d.text(), Now: d.text(),
		Cause: Cause(d.number()),
	}
}
