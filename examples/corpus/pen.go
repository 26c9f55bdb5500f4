package main

import (
	"encoding/binary"
	"math/rand/v2"
	"time"

	"sojt/competency/calendar"
	"sojt/signoff"
	"sojt/signoff/line"
)

// pen writes the records of one learner, in the order in which they were made.
type pen struct {
	learner string
	random  *rand.Rand
	share   float64 // of what mentors record that is signed
	ids     *line.IDs
	at      time.Time // of the latest record
	last    string    // its digest
	file    []byte    // what was written
	count   int
}

// numbers is a stream of bytes out of a generator of numbers.
type numbers struct{ random *rand.Rand }

func (n numbers) Read(p []byte) (int, error) {
	var word [8]byte
	for i := 0; i < len(p); i += 8 {
		binary.LittleEndian.PutUint64(word[:], n.random.Uint64())
		copy(p[i:], word[:])
	}
	return len(p), nil
}

// day is the day on which the latest record was made.
func (p *pen) day() calendar.Date { return calendar.In(p.at, time.UTC) }

// advance moves the clock to a time of a day, or some minutes on where it is later already.
func (p *pen) advance(day calendar.Date, minute int) {
	at := day.Start(time.UTC).Add(time.Duration(minute)*time.Minute + time.Duration(p.random.IntN(60))*time.Second)
	if later := p.at.Add(time.Duration(60+p.random.IntN(120)) * time.Second); at.Before(later) {
		at = later
	}
	p.at = at
}

// write seals a record that is made now, signs it where its author has a key and chance says so, and
// appends its line.
func (p *pen) write(r *signoff.Record, by *mentor) (err error) {
	r.At, r.Program, r.Learner = p.at, programID, p.learner
	if r.ID, err = p.ids.Next(p.at); err != nil {
		return err
	}
	if p.last != "" {
		r.Prev = []string{p.last}
	}
	if err := r.Seal(); err != nil {
		return err
	}
	if by != nil && by.signer != nil && signable(r.Type) && p.random.Float64() < p.share {
		by.signer.Sign(r)
	}
	text, err := r.Line()
	if err != nil {
		return err
	}
	p.last = r.Digest
	p.file = append(append(append(p.file, line.Bullet...), text...), '\n')
	p.count++
	return nil
}

// signable reports whether mentors sign records of a type: claims are not signed.
func signable(kind string) bool {
	return kind != signoff.Practice && kind != signoff.Request && kind != signoff.Note
}
