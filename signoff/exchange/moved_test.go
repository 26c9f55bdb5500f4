package exchange_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"sojt/signoff/exchange"
	"sojt/signoff/git"
)

// A remote that moves between fetching and sending is tried again, with longer and longer pauses, and
// given up after ten times with all that is here still here.
func TestRemoteMovesMeanwhile(t *testing.T) {
	for _, moves := range []int{1, 3, 100} {
		_, all := world(t, 2)
		ana, per := all[0], all[1]
		want := []string{ana.record("theo", "here")}
		x := ana.exchange()
		var pauses []int
		x.Jitter = func(try int) time.Duration { pauses = append(pauses, try); return 0 }
		sent := 0
		x.Begin = func(s exchange.Step) error {
			if s == exchange.Pushing && sent < moves {
				sent++
				want = append(want, per.record("theo", "there"))
				per.sync()
			}
			return nil
		}
		result, err := x.Run(t.Context())
		if moves == 100 {
			if !errors.Is(err, git.ErrMoved) || sent != 10 || len(pauses) != 9 || !strings.Contains(err.Error(), "origin/main moved each of 10 times") {
				t.Errorf("%d times sent, pauses %v: %v", sent, pauses, err)
			}
			ana.sync()
		} else if err != nil || len(pauses) != moves || exchange.Records(result.Sent) != 1 || exchange.Records(result.Received) != moves {
			t.Errorf("%d moves: %+v, pauses %v, %v", moves, result, pauses, err)
		}
		ana.holds("ana", want)
		per.sync()
		per.holds("per", want)
	}
}
