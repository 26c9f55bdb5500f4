package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"sojt/cmd/sojt/terminal"
)

// env is the world as the commands see it, taken from the process once. Tests hand in their own
// clock and randomness; nothing in the shipped program can set the clock that stamps records, since
// that would be a way to back-date.
type env struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	dir            string
	vars           []string
	now            func() time.Time
	rand           io.Reader
	out            terminal.Size // of stdout; the zero Size is no terminal
	asks           bool          // stdin and stderr are both terminals
	screen         terminal.Size // of stderr; the zero Size where it tells none
	glance         *glance       // how progress is looked at; nil where nobody does
	build          func() string // stands for this executable; nil or "" where it is not known

	// secret asks a person for a line that is not shown; nil where nobody can be asked.
	secret func(ctx context.Context, prompt string) ([]byte, error)

	// question asks a person a question; nil where nobody can be asked.
	question func(ctx context.Context, m terminal.Manner, q terminal.Question) (terminal.Answer, error)
}

func newEnv() *env {
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	e := &env{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		dir: dir, vars: os.Environ(),
		now: time.Now, rand: rand.Reader,
		out:  terminal.SizeOf(os.Stdout),
		asks: terminal.Is(os.Stdin) && terminal.Is(os.Stderr), screen: terminal.Measure(os.Stderr),
		build: executable,
	}
	e.glance = glanceAt(os.Stderr, e.variable)
	if e.asks {
		e.secret = func(ctx context.Context, prompt string) ([]byte, error) {
			return terminal.Secret(ctx, os.Stdin, os.Stderr, prompt)
		}
		e.question = func(ctx context.Context, m terminal.Manner, q terminal.Question) (terminal.Answer, error) {
			return terminal.Ask(ctx, os.Stdin, os.Stderr, m, q)
		}
	}
	return e
}

// executable stands for the program file: another version, or another build of one, is another.
func executable() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	file, err := os.Stat(path)
	if err != nil {
		return ""
	}
	info, _ := debug.ReadBuildInfo()
	return fmt.Sprint(built(version, info), " ", file.Size(), " ", file.ModTime().UnixNano())
}

// variable gives an environment variable, "" where it is not set.
func (e *env) variable(name string) string {
	for i := len(e.vars) - 1; i >= 0; i-- {
		if key, value, _ := strings.Cut(e.vars[i], "="); key == name {
			return value
		}
	}
	return ""
}

// reportTime is the date a report carries: SOURCE_DATE_EPOCH where it is set, so that files can be
// reproduced, else now. Records never take it.
func (e *env) reportTime() time.Time {
	if n, err := strconv.ParseInt(e.variable("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(n, 0).UTC()
	}
	return e.now()
}
