// Package doctor finds what a crash, a bad merge or an editor left in a clone and its learner files,
// and mends it (INTEGRITY 5). It is one file an ailment; the table is Ailments.
//
// A learner's file is examined as a chart: the bytes on disk beside what HEAD, the index and earlier
// commits have. Each ailment is a pure function that looks at the chart's text, says what it finds
// and makes the text what it should be; so what --fix would do is what Examine worked out, and a
// mend is one write of the file and one commit. No record line is ever dropped: a file of which
// something is left out is copied, whole, to <common-dir>/sojt/saved-<time> first.
//
//	d := &doctor.Doctor{Writer: w, Program: program, Book: book, Now: now}
//	report, err := d.Examine(ctx)
//	report, err := d.Mend(ctx)
//
// Examine runs the git commands of INTEGRITY 7 alone; it reads the index through cat-file.
package doctor
