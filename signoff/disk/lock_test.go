package disk_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"sojt/signoff/disk"
)

// counted is a Waiting whose pauses pass at once and are added up.
func counted(told *[]string, waited *time.Duration, each func()) disk.Waiting {
	return disk.Waiting{
		Tell: func(holder string) { *told = append(*told, fmt.Sprintf("%s after %v", holder, *waited)) },
		Pause: func(ctx context.Context, d time.Duration) error {
			*waited += d
			if each != nil {
				each()
			}
			return ctx.Err()
		},
	}
}

func TestExclusiveWaitsTellsAndGivesUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), disk.LockName)
	held, err := disk.Exclusive(t.Context(), path, "signoff", disk.Waiting{})
	if err != nil {
		t.Fatal(err)
	}
	me := fmt.Sprintf("pid %d, sojt signoff", os.Getpid())
	var told []string
	var waited time.Duration
	_, err = disk.Exclusive(t.Context(), path, "practice", counted(&told, &waited, nil))
	var locked *disk.LockedError
	if !errors.As(err, &locked) || locked.Holder != me || waited != time.Minute {
		t.Errorf("got %v after %v, expected to give up after a minute on %s", err, waited, me)
	}
	if len(told) != 1 || told[0] != me+" after 2s" {
		t.Errorf("told %q", told)
	}

	told, waited = nil, 0
	got, err := disk.Exclusive(t.Context(), path, "practice", counted(&told, &waited, func() {
		if waited == time.Second {
			if err := held.Unlock(); err != nil {
				t.Error(err)
			}
		}
	}))
	if err != nil || waited != time.Second || told != nil {
		t.Fatalf("got %v after %v, told %q", err, waited, told)
	}
	if err := got.Unlock(); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path); err != nil || len(data) > 0 {
		t.Errorf("a free lock names %q (%v)", data, err)
	}
}

func TestExclusiveInterrupted(t *testing.T) {
	path := filepath.Join(t.TempDir(), disk.LockName)
	held, err := disk.Exclusive(t.Context(), path, "signoff", disk.Waiting{})
	if err != nil {
		t.Fatal(err)
	}
	defer held.Unlock()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := disk.Exclusive(ctx, path, "signoff", disk.Waiting{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestSharedReadersBesideEachOtherAndWithoutAWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), disk.LockName)
	if l, err := disk.Shared(t.Context(), path, disk.Waiting{}); l != nil || err != nil {
		t.Errorf("where nobody ever wrote: %v, %v", l, err)
	}
	if _, err := os.Lstat(path); err == nil {
		t.Error("a reader made the lock's file")
	}
	writer, err := disk.Exclusive(t.Context(), path, "signoff", disk.Waiting{})
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	var waited time.Duration
	if l, err := disk.Shared(t.Context(), path, counted(&told, &waited, nil)); l != nil || err != nil || waited != 2*time.Second {
		t.Errorf("beside a writer: %v, %v after %v", l, err, waited)
	}
	if err := writer.Unlock(); err != nil {
		t.Fatal(err)
	}
	one, err := disk.Shared(t.Context(), path, disk.Waiting{})
	if err != nil || one == nil {
		t.Fatalf("%v, %v", one, err)
	}
	two, err := disk.Shared(t.Context(), path, disk.Waiting{})
	if err != nil || two == nil {
		t.Fatalf("%v, %v", two, err)
	}
	if _, err := disk.Exclusive(t.Context(), path, "signoff", counted(&told, &waited, nil)); err == nil {
		t.Error("a writer beside readers")
	}
	for _, l := range []*disk.Lock{one, two, nil} {
		if err := l.Unlock(); err != nil {
			t.Error(err)
		}
	}
}
