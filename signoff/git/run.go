package git

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"time"
)

const (
	readTime  = time.Minute      // for a reading command; a commit waits for its hooks as long as they take
	settle    = 10 * time.Second // from the interrupt to the kill, and for what a hook left running
	maxOutput = 64 << 20
	maxStderr = 16 << 10
)

// call is one run of git.
type call struct {
	env   []string
	args  []string // options, then the command
	name  string   // the command, for errors; the first of args if empty
	stdin []byte
	limit time.Duration // 0: none
}

// run runs git to its end and gives its standard output. When ctx ends first, git is interrupted,
// as by Ctrl-C, and given time to clean up: a killed git leaves lock files behind.
func (p *program) run(ctx context.Context, c call) ([]byte, error) {
	if c.name == "" {
		c.name = c.args[0]
	}
	if c.limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.limit)
		defer cancel()
	}
	if err := ctx.Err(); err != nil {
		return nil, &Error{Command: c.name, Code: -1, Err: err}
	}
	out, stderr := &bounded{max: maxOutput}, &bounded{max: maxStderr}
	cmd := exec.CommandContext(ctx, p.path, c.args...)
	cmd.Env, cmd.Stdin, cmd.Stdout, cmd.Stderr = c.env, bytes.NewReader(c.stdin), out, stderr
	cmd.Cancel = func() error { return interrupt(cmd.Process) }
	cmd.WaitDelay = settle
	err := cmd.Run()
	if errors.Is(err, exec.ErrWaitDelay) && cmd.ProcessState.Success() {
		err = nil // git is done; something a hook started still holds its output open
	}
	switch {
	case err == nil && out.over:
		err = ErrTooLarge
	case err == nil:
		return out.Bytes(), nil
	case ctx.Err() != nil:
		err = ctx.Err()
	}
	code := -1
	if cmd.ProcessState != nil {
		code = cmd.ProcessState.ExitCode()
	}
	return out.Bytes(), &Error{Command: c.name, Code: code, Stderr: stderr.String(), Err: err}
}

// interrupt asks a process to end; where the system cannot ask, it is killed.
func interrupt(p *os.Process) error {
	if err := p.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return p.Kill()
	} else if err != nil {
		return err
	}
	return nil
}

// bounded keeps the first max bytes written to it and notes that there were more.
type bounded struct {
	bytes.Buffer
	max  int
	over bool
}

var _ io.Writer = (*bounded)(nil)

// Write never fails: a process must not die of our not listening.
func (b *bounded) Write(p []byte) (int, error) {
	if room := b.max - b.Len(); len(p) > room {
		b.over = true
		b.Buffer.Write(p[:max(0, room)])
		return len(p), nil
	}
	return b.Buffer.Write(p)
}
