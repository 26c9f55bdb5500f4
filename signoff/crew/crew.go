// Package crew shares work out among the processors.
package crew

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Do calls work for each number from 0 to n-1, once, several at a time and in no order, and comes back when all
// are done.
func Do(n int, work func(i int)) {
	var taken atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		group.Go(func() {
			for i := int(taken.Add(1)) - 1; i < n; i = int(taken.Add(1)) - 1 {
				work(i)
			}
		})
	}
	group.Wait()
}
