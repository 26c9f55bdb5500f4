package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"sojt/report/safe"
	"sojt/signoff/ledger"
)

// unrecorded is why what somebody answered on a terminal was not recorded, with the commands that repeat the
// answers: nobody observes a run of work twice, or types it twice, since a hook said no.
type unrecorded struct {
	err      error
	commands []string
}

func (e *unrecorded) Error() string { return e.err.Error() }

func (e *unrecorded) Unwrap() error { return e.err }

// print writes the commands below the error.
func (e *unrecorded) print(w io.Writer) {
	fmt.Fprintln(w, "  what you answered is not lost; once that is mended:")
	for _, command := range e.commands {
		fmt.Fprintf(w, "    %s\n", safe.Text(command))
	}
}

// repeat gives the command of each task, with the answers as flags.
func (a *app) repeat(tasks []task) []string {
	var all []string
	for _, t := range tasks {
		all = append(all, a.command(t))
	}
	return all
}

// shownOtherwise says that what somebody was shown is so no more. A command with the answers would sign the
// new without showing it.
type shownOtherwise struct{ error }

// orAgain is an error with the commands that repeat what was answered. Where something was committed, or
// stands in a file, or was shown otherwise, there is nothing to repeat.
func (d *desk) orAgain(err error) error {
	var halted *ledger.WriteError
	var otherwise shownOtherwise
	if err == nil || len(d.again) == 0 || errors.As(err, &otherwise) || errors.As(err, &halted) && halted.Outcome != ledger.Restored {
		return err
	}
	return &unrecorded{err, d.again}
}

// command is a task as it is typed.
func (a *app) command(t task) string {
	o, words := t.o, []string{"sojt signoff"}
	add := func(flag, value string) {
		if value != "" {
			words = append(words, "--"+flag+" "+shellWord(value))
		}
	}
	set := func(flag string, is bool) {
		if is {
			words = append(words, "--"+flag)
		}
	}
	if a.dir != "" {
		words = append(words, "-C "+shellWord(a.dir))
	}
	words = append(words, shellWord(t.learner), shellWord(t.competency))
	set("not-yet", o.notYet)
	set("all-criteria", o.allCriteria)
	add("criteria", strings.Join(o.criteria, ","))
	if o.levelled {
		add("level", fmt.Sprint(o.level))
	}
	for _, id := range o.errors {
		add("errors", id)
	}
	for _, name := range o.evidence {
		add("evidence", name)
	}
	for _, f := range []struct{ flag, value string }{
		{"note", o.note}, {"action", o.action}, {"retest", o.retest}, {"role", o.role}, {"date", o.date}, {"accomplish", o.accomplish},
		{"method", o.method}, {"equipment", o.equipment}, {"place", o.place}, {"task", o.task}, {"assessor", o.assessor},
		{"reaffirms", o.reaffirms}, {"override", o.override}, {"mentor", o.id},
	} {
		add(f.flag, f.value)
	}
	set("renew", o.renew)
	set("unsigned", a.unsigned)
	set("no-commit", a.noCommit)
	return strings.Join(words, " ")
}

// shellWord is a word as a POSIX shell takes it for just that.
func shellWord(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:,@+", r)
	}
	if word != "" && !strings.ContainsFunc(word, func(r rune) bool { return !plain(r) }) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
