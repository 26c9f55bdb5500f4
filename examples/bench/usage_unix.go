//go:build linux || darwin

package main

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

// peak is the most memory in bytes that a process, or one it waited for, held at a time. Linux counts
// what this program held when it started the process too, so that some 15 MB are the least it tells.
func peak(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	switch {
	case !ok:
		return 0
	case runtime.GOOS == "darwin":
		return int64(usage.Maxrss)
	default:
		return int64(usage.Maxrss) * 1024
	}
}

// own is the processor time that this process has taken.
func own() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
