// Command sojt runs Structured On-the-Job Training from plain text in a git repository.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // after the first Ctrl-C the next one kills
	os.Exit(run(ctx, newEnv(), os.Args[1:]))
}
