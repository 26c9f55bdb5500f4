package git

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"time"
)

// blobs reads blobs by id out of one `cat-file --batch` process, started when first needed: a
// process for each file would cost more than all else.
type blobs struct {
	ctx  context.Context
	repo *Repo

	mu     sync.Mutex
	cmd    *exec.Cmd
	ask    io.WriteCloser
	answer *answers
	stderr *bounded
	broken error // why there will be no more answers
}

func newBlobs(ctx context.Context, r *Repo) *blobs { return &blobs{ctx: ctx, repo: r} }

// read gives the bytes of a blob.
func (b *blobs) read(id string) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.broken == nil && b.cmd == nil {
		b.broken = b.start()
	}
	if b.broken != nil {
		return nil, b.broken
	}
	// git can be made to wait for ever: an object may be a pipe that somebody planted
	late := time.AfterFunc(readTime, func() { b.cmd.Process.Kill() })
	defer late.Stop()
	if _, err := io.WriteString(b.ask, id+"\n"); err != nil {
		return nil, b.fail(err)
	}
	o, err := b.answer.next(maxBlob)
	if errors.Is(err, ErrObject) {
		return nil, err // read to its end: the next question gets its own answer
	}
	if err != nil {
		return nil, b.fail(err)
	}
	if o.kind != "blob" || o.id != id {
		return nil, fmt.Errorf("%w: %s", ErrObject, id)
	}
	return o.data, nil
}

// fail ends the process: what it says next may belong to another question.
func (b *blobs) fail(err error) error {
	b.stop()
	b.broken = &Error{Command: "cat-file", Code: -1, Stderr: b.stderr.String(), Err: errors.Join(err, b.ctx.Err())}
	return b.broken
}

func (b *blobs) start() (err error) {
	p := b.repo.git
	cmd := exec.CommandContext(b.ctx, p.path, append(readingOptions(b.repo.Top), "cat-file", "--batch")...)
	b.stderr = &bounded{max: maxStderr}
	cmd.Env, cmd.Stderr, cmd.WaitDelay = p.reading, b.stderr, settle
	if b.ask, err = cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	b.cmd, b.answer = cmd, newAnswers(out)
	return nil
}

func (b *blobs) stop() {
	b.ask.Close()
	b.cmd.Process.Kill()
	_ = b.cmd.Wait() // it was killed: how it ended says nothing
}

// close ends the process; later reads are refused.
func (b *blobs) close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.cmd != nil && b.broken == nil {
		b.stop()
	}
	if b.broken == nil {
		b.broken = errors.New("the tree was closed")
	}
	return nil
}
