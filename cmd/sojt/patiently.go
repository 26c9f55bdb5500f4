package main

import (
	"context"

	"sojt/signoff/progress"
)

// patiently does what works in memory alone and knows of no context: a page, a format, a table that is read.
// Where ctx ends first it is left behind and ends with the process, since nothing of it has been seen yet.
// It is shown as what is being done.
func patiently[T any](ctx context.Context, doing string, work func() (T, error)) (T, error) {
	_, end := progress.Begin(ctx, doing, "", 0)
	defer end()
	type outcome struct {
		value T
		err   error
		fault any
	}
	came := make(chan outcome, 1)
	go func() {
		o := outcome{fault: "it ended before it gave anything"}
		defer func() {
			if fault := recover(); fault != nil {
				o.fault = fault
			}
			came <- o
		}()
		value, err := work()
		o = outcome{value, err, nil}
	}()
	select {
	case o := <-came:
		if o.fault != nil {
			panic(o.fault)
		}
		return o.value, o.err
	case <-ctx.Done():
		return *new(T), ctx.Err()
	}
}
