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
	settle    = 10 * time.Second // from the interrupt to the kill
	linger    = time.Second / 2  // for what a hook left running to take its input
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
	// hooks: it may start programs that outlive it and hold its output open, so it writes into files,
	// which need nobody to read them. All others' output is waited for to its end: on a busy machine
	// it can come long after the process has gone.
	hooks bool
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
	cmd := exec.Command(p.path, c.args...)
	cmd.Env, cmd.Stdin, cmd.Stdout, cmd.Stderr = c.env, bytes.NewReader(c.stdin), out, stderr
	var err error
	if c.hooks {
		err = spooled(ctx, cmd)
	} else {
		cmd.WaitDelay = readTime
		err = wait(ctx, cmd)
	}
	switch {
	case err == nil && out.over:
		err = ErrTooLarge
	case err == nil:
		return out.buf.Bytes(), nil
	case ctx.Err() != nil:
		err = ctx.Err()
	}
	code := -1
	if cmd.ProcessState != nil {
		code = cmd.ProcessState.ExitCode()
	}
	return out.buf.Bytes(), &Error{Command: c.name, Code: code, Stderr: stderr.String(), Err: err}
}

// spooled runs a command with its output in files, and copies that when the command has ended.
func spooled(ctx context.Context, cmd *exec.Cmd) (err error) {
	for _, stream := range []*io.Writer{&cmd.Stdout, &cmd.Stderr} {
		file, failed := os.CreateTemp("", "sojt-git-*")
		if failed != nil {
			return failed
		}
		_ = os.Remove(file.Name()) // so that a kill leaves none; some systems keep one that is open until below
		to := *stream
		*stream = file
		defer func() {
			_, copied := io.Copy(to, io.NewSectionReader(file, 0, maxOutput+1))
			err = errors.Join(err, copied, file.Close())
			_ = os.Remove(file.Name())
		}()
	}
	cmd.WaitDelay = linger
	err = wait(ctx, cmd)
	if errors.Is(err, exec.ErrWaitDelay) && cmd.ProcessState.Success() {
		return nil // git is done; something a hook started still holds its input
	}
	return err
}

// wait starts a command and waits until it has ended; when ctx ends first it is asked to end, and
// killed where it does not or the system cannot ask.
func wait(ctx context.Context, cmd *exec.Cmd) error {
	if err := cmd.Start(); err != nil {
		return err
	}
	ended := make(chan struct{})
	defer close(ended)
	defer context.AfterFunc(ctx, func() {
		if cmd.Process.Signal(os.Interrupt) == nil {
			select {
			case <-ended:
				return
			case <-time.After(settle):
			}
		}
		_ = cmd.Process.Kill() // an error says that it has ended
	})()
	return cmd.Wait()
}

// bounded keeps the first max bytes written to it and notes that there were more. The buffer is no
// embedded one: its ReadFrom would take all there is.
type bounded struct {
	buf  bytes.Buffer
	max  int
	over bool
}

// Write never fails: a process must not die of our not listening.
func (b *bounded) Write(p []byte) (int, error) {
	room := b.max - b.buf.Len()
	b.over = b.over || len(p) > room
	b.buf.Write(p[:min(room, len(p))])
	return len(p), nil
}

func (b *bounded) String() string { return b.buf.String() }
