package main

import (
	"fmt"
	"strconv"
)

// metrics appends the learner's results on the job, one a month: those of output, which the planted
// effect is in, and those of rework, which nothing is in.
func (l *life) metrics(output, rework []byte) ([]byte, []byte) {
	level := asked - 1 // of who is not signed off yet
	if s := l.at["r1-c001"]; s != nil && s.stands != nil && s.stands.Level.Set {
		level = s.stands.Level.N
	}
	own, other := l.random.NormFloat64(), l.random.NormFloat64()
	for day := l.start + 30; day <= l.day() && day <= lastDay(); day += 30 {
		planted := l.o.Effect * float64(level-asked)
		output = row(output, l.learner, day.String(), 92+4*(planted+own+0.3*l.random.NormFloat64()))
		rework = row(rework, l.learner, day.String(), max(0, 20+5*(other+0.3*l.random.NormFloat64())))
	}
	return output, rework
}

func row(out []byte, learner, day string, value float64) []byte {
	return fmt.Appendf(out, "%s,%s,%s\n", learner, day, strconv.FormatFloat(value, 'f', 1, 64))
}
