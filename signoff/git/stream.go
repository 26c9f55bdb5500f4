package git

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"time"
)

// walkTime bounds a command whose output is read as it comes: git is silent until it has put the
// commits of a history in order.
const walkTime = 10 * time.Minute

// errStopped is a reader that wants no more.
var errStopped = errors.New("stopped")

// stream runs a reading command whose output is not gathered but read as it comes. An error of read
// ends the command.
func (r *Repo) stream(ctx context.Context, command string, args []string, read func(io.Reader) error) error {
	return r.streamFrom(ctx, nil, command, args, read)
}

// streamFrom is stream for a command that is told something on its standard input.
func (r *Repo) streamFrom(ctx context.Context, stdin io.Reader, command string, args []string, read func(io.Reader) error) error {
	ctx, cancel := context.WithTimeout(ctx, walkTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, r.git.path, args...)
	stderr := &bounded{max: maxStderr}
	cmd.Env, cmd.Stdin, cmd.Stderr, cmd.WaitDelay = r.git.reading, stdin, stderr, settle
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("git %s: %w", command, err)
	}
	failed := read(out)
	late := ctx.Err()
	if failed != nil {
		cancel() // it would wait for ever to be read
	}
	ended := cmd.Wait()
	switch {
	case errors.Is(failed, errStopped):
		return failed
	case failed == nil && ended == nil:
		return nil
	case failed == nil:
		failed = ended
	}
	return &Error{Command: command, Code: cmd.ProcessState.ExitCode(), Stderr: stderr.String(), Err: errors.Join(failed, late)}
}
