package report

import (
	"fmt"
	"strings"
)

// Percent is how pages write a share, and Percentage a part of a whole.
var Percent, Percentage = percent, percentage

// Ways writes each journey in a line, for tests of what views are made of.
func Ways(in *Input) []string {
	var lines []string
	for _, j := range in.journeys() {
		words := []string{j.Learner.ID, j.Entry.ID, j.Role.Role.ID, fmt.Sprintf("runs=%d methods=%s mentors=%s", j.Runs, strings.Join(j.Methods, "+"), strings.Join(j.Mentors, "+"))}
		if j.First != nil {
			words = append(words, fmt.Sprintf("first=%s passed=%t", j.First.Date, j.passed()))
		}
		if j.Reached != nil {
			words = append(words, fmt.Sprintf("%s=%s", j.Reached.Type, j.Reached.Date))
		}
		if n, ok := j.days(); ok {
			words = append(words, fmt.Sprintf("days=%d", n))
		}
		if n, ok := j.fromStart(); ok {
			words = append(words, fmt.Sprintf("start+%d", n))
		}
		lines = append(lines, strings.Join(append(words, fmt.Sprintf("judged=%d", len(j.Judged))), " "))
	}
	return lines
}
