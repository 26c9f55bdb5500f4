package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// watched runs a command to its end and gives what it said, and how many bytes of memory it had at the
// most. One that ends before it is looked at has what the system reports, which is no less.
func watched(t *testing.T, cmd *exec.Cmd) (said string, most int64, err error) {
	t.Helper()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended, peak := make(chan struct{}), make(chan int64)
	go func() { peak <- highWater(cmd.Process.Pid, ended) }()
	err = cmd.Wait()
	close(ended)
	if most = <-peak; most == 0 {
		most = cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10
	}
	return out.String(), most, err
}

var waterMark = regexp.MustCompile(`(?m)^VmHWM:\s+(\d+) kB$`)

// highWater reads, until a process has ended, how many bytes of memory it had at the most. What the
// system reports at the end would count the memory of this test too, out of which it was forked.
func highWater(pid int, ended <-chan struct{}) (most int64) {
	for tick := time.Tick(5 * time.Millisecond); ; {
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		if m := waterMark.FindSubmatch(status); m != nil && bytes.Contains(status, []byte("Name:\tsojt\n")) {
			kib, _ := strconv.ParseInt(string(m[1]), 10, 64)
			most = max(most, kib<<10)
		}
		select {
		case <-ended:
			return most
		case <-tick:
		}
	}
}
