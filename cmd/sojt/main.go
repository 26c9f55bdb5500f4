// Command sojt runs Structured On-the-Job Training from plain text in a git repository.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := untilStopped()
	context.AfterFunc(ctx, stop) // after the first Ctrl-C the next one kills
	os.Exit(run(ctx, newEnv(), os.Args[1:]))
}

// untilStopped is the time until somebody wants the program to end: Ctrl-C, a kill, or the terminal is closed,
// unless that was to be survived (nohup).
func untilStopped() (context.Context, context.CancelFunc) {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signal.NotifyContext(context.Background(), signals...)
}
