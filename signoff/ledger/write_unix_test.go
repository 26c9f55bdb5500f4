//go:build unix

package ledger_test

import "syscall"

func (c *clone) pipe(name string) {
	c.t.Helper()
	if err := syscall.Mkfifo(c.path(name), 0o666); err != nil {
		c.t.Fatal(err)
	}
}

// end ends a process that a test left behind.
func end(pid int) { _ = syscall.Kill(pid, syscall.SIGKILL) }
