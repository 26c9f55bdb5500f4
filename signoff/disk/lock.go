package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// LockName is the lock's file in the git directory that linked worktrees share.
const LockName = "sojt.lock"

const (
	lockStep   = 20 * time.Millisecond // between two tries
	lockTell   = 2 * time.Second       // until one is told for whom one waits
	lockWait   = 60 * time.Second      // until a writer gives up
	sharedWait = 2 * time.Second       // until a reader goes on without
)

// Waiting is how one waits for a lock; the zero value waits in real time and says nothing.
type Waiting struct {
	Pause func(ctx context.Context, d time.Duration) error // nil: a timer
	Tell  func(holder string)                              // called once, after 2 s; nil: nobody is told
}

// LockedError says that somebody else held the lock for as long as one waits.
type LockedError struct {
	Path   string
	Holder string // "pid 4711, sojt signoff"; "" if it does not say
}

// Error names the holder and the next step.
func (e *LockedError) Error() string {
	return fmt.Sprintf("%s: still held after %d s by %s; wait for it or end it, then try again",
		e.Path, int(lockWait/time.Second), somebody(e.Holder))
}

func somebody(holder string) string {
	if holder == "" {
		return "another process"
	}
	return holder
}

// Lock is the lock while it is held. The system frees it when the process ends, however it ends.
type Lock struct{ f *flock.Flock }

// Exclusive takes the lock that lets one process at a time write, waiting 60 s at most, and notes
// pid and command in it for those who wait.
func Exclusive(ctx context.Context, path, command string, w Waiting) (*Lock, error) {
	l := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o666))
	told := false
	for waited := time.Duration(0); ; waited += lockStep {
		ok, err := l.TryLock()
		if err != nil {
			return nil, fmt.Errorf("lock: %w", err)
		}
		if ok {
			break
		}
		if waited >= lockTell && !told && w.Tell != nil {
			told = true
			w.Tell(somebody(holder(path)))
		}
		if waited >= lockWait {
			return nil, &LockedError{Path: path, Holder: holder(path)}
		}
		if err := w.pause(ctx, lockStep); err != nil {
			return nil, err
		}
	}
	note := fmt.Sprintf("pid %d, sojt %s\n", os.Getpid(), command)
	if err := os.WriteFile(path, []byte(note), 0o666); err != nil {
		return nil, errors.Join(fmt.Errorf("lock: %w", err), l.Unlock())
	}
	return &Lock{l}, nil
}

// Shared takes the lock beside other readers where it exists, so that no half write is read; after
// 2 s, or where it cannot be opened, it is nil and one reads without.
func Shared(ctx context.Context, path string, w Waiting) (*Lock, error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	l := flock.New(path, flock.SetFlag(os.O_RDONLY))
	for waited := time.Duration(0); waited < sharedWait; waited += lockStep {
		if ok, err := l.TryRLock(); err != nil {
			return nil, nil
		} else if ok {
			return &Lock{l}, nil
		}
		if err := w.pause(ctx, lockStep); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// Unlock frees the lock; a nil Lock holds nothing.
func (l *Lock) Unlock() error {
	if l == nil {
		return nil
	}
	if l.f.Locked() { // what it says would be wrong as soon as it is free
		_ = os.Truncate(l.f.Path(), 0)
	}
	return l.f.Unlock()
}

// holder reads who holds the lock.
func holder(path string) string {
	data, err := os.ReadFile(path)
	if err != nil || len(data) > 200 {
		return ""
	}
	return strings.TrimSpace(string(data))
}

func (w Waiting) pause(ctx context.Context, d time.Duration) error {
	if w.Pause != nil {
		return w.Pause(ctx, d)
	}
	return Pause(ctx, d)
}

// Pause waits for a time or until ctx ends.
func Pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
