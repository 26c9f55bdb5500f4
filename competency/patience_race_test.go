//go:build race

package competency_test

import "time"

// patience is longer under the race detector, which slows everything down.
const patience = 30 * time.Second
