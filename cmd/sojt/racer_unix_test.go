//go:build unix

package main

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestRacerGetsNothingOutside swaps a learner's file for a link, and its folder for another, again and
// again while records are made: no byte outside of the program is written, none from there is committed,
// and what was said to be done is in the file or in HEAD when the racer is gone.
func TestRacerGetsNothingOutside(t *testing.T) {
	t.Parallel()
	want := int64(300)
	if *long {
		want = 10_000
	}
	k, _ := staffed(t)
	outside := newOutside(t, k)
	before := look(t, outside)
	base := filepath.Dir(k.dir)
	learner, folder := filepath.Join(k.dir, "learners/theo.yaml"), filepath.Join(k.dir, "learners")
	link, away := filepath.Join(base, "link"), filepath.Join(base, "away")
	for name, to := range map[string]string{link: filepath.Join(outside, "file.yaml"), away: filepath.Join(outside, "folder")} {
		if err := os.Symlink(to, name); err != nil {
			t.Fatal(err)
		}
	}
	var stop atomic.Bool
	var swaps atomic.Int64
	var turn sync.Mutex // held by the racer while it swaps, and by who mends
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for !stop.Load() {
			for _, pair := range [][2]string{{link, learner}, {away, folder}} {
				aside := filepath.Join(base, "aside")
				turn.Lock()
				swap(pair[1], aside, pair[0], time.Duration(rand.IntN(2000))*time.Microsecond)
				turn.Unlock()
				swaps.Add(1)
				time.Sleep(time.Duration(rand.IntN(8000)) * time.Microsecond) // at another moment of a command each time
			}
		}
	}()
	done, refused, good := 0, 0, inFolder(t, k.dir, k.env, "rev-parse", "HEAD")[:40]
	var acknowledged []string
	for swaps.Load() < want || (done < 5 || refused < 3) && done+refused < 100 {
		out, talk, code := k.try("practice", "theo", "grill", "--by", "theo")
		if strings.Contains(out+talk, mark) || strings.Contains(talk, "fault in sojt") {
			t.Fatalf("it has read what is outside: %s%s", out, talk)
		}
		if code != exitDone {
			refused++
			turn.Lock() // git may have taken the link for the file: that was said, and is undone by hand
			inFolder(t, k.dir, k.env, "reset", "-q", "--hard", good)
			turn.Unlock()
			continue
		}
		done++
		good = inFolder(t, k.dir, k.env, "rev-parse", "HEAD")[:40]
		acknowledged = append(acknowledged, recordID.FindString(out))
	}
	stop.Store(true)
	<-ended
	t.Logf("%d swaps, %d records, %d refused", swaps.Load(), done, refused)
	if after := look(t, outside); !maps.Equal(before, after) {
		t.Errorf("outside is %v, was %v", after, before)
	}
	if done == 0 || refused == 0 {
		t.Errorf("checker is broken: no race took place")
	}
	held := fileText(t, k.dir, "learners/theo.yaml")
	history := inFolder(t, k.dir, k.env, "log", "-p", "--format=", "--", "learners")
	for _, id := range acknowledged {
		if !strings.Contains(held, id) || !strings.Contains(history, id) {
			t.Errorf("record %s was acknowledged and is lost", id)
		}
	}
	if strings.Contains(history, mark) {
		t.Error("a byte from outside was committed")
	}
}

// swap has a link in place of something for a moment, and puts all back.
func swap(victim, aside, link string, moment time.Duration) {
	if os.Rename(victim, aside) != nil {
		return
	}
	_ = os.Rename(link, victim)
	time.Sleep(moment)
	_ = os.Rename(victim, link)
	_ = os.Rename(aside, victim)
}
