package main

import (
	"errors"
	"fmt"
	"io"
)

// printed is stdout, and remembers that something of what was printed was lost: whoever reads it, or redirected
// it to a disk that is full, must not take the rest for the whole.
type printed struct {
	to   io.Writer
	lost error // of the first write that failed
}

func (p *printed) Write(b []byte) (int, error) {
	n, err := p.to.Write(b)
	if err != nil && p.lost == nil {
		p.lost = err
	}
	return n, err
}

// lost is why something of what was printed was lost; nil where nothing was.
func (e *env) lost() error {
	if p, ok := e.stdout.(*printed); ok {
		return p.lost
	}
	return nil
}

// orLost is the error of a command, or where it has nothing else to say that not all of it was printed.
func (p *printed) orLost(err error) error {
	var quiet silent
	if p.lost == nil || err != nil && !errors.As(err, &quiet) && !errors.Is(err, p.lost) {
		return err
	}
	return fmt.Errorf("not all could be printed: standard output: %w", cause(p.lost))
}
