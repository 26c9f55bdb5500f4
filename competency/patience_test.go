//go:build !race

package competency_test

import "time"

// patience is how long reading any one program may take.
const patience = 2 * time.Second

// share is the part of each bomb that is built: all of it.
const share = 1
