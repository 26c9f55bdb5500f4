//go:build unix

package competency_test

import (
	"syscall"
	"time"
)

// spent is the processor time this process has used: a limit on it holds on a busy machine too.
func spent() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
