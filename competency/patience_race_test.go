//go:build race

package competency_test

import "time"

// patience is longer under the race detector, which slows everything down.
const patience = 30 * time.Second

// share is the part of each bomb that is built: a twentieth, since races do not need the whole.
const share = 20
