//go:build unix

package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestKilled kills commands that write at random moments: with the git they run, or alone so that git
// goes on without them. Nothing acknowledged is lost, the next command says what there is, and doctor
// mends it (INTEGRITY 10).
func TestKilled(t *testing.T) {
	t.Parallel()
	kills, clones := 400, 2
	if *long {
		kills, clones = 10_000, 50 // what a round costs grows with the history
	}
	if testing.Short() {
		kills = 20
	}
	program := buildProgram(t)
	t.Attr("runs", strconv.Itoa(kills))
	for n := range clones {
		t.Run(fmt.Sprint("clone ", n), func(t *testing.T) {
			t.Parallel()
			seed := rand.Uint64()
			t.Logf("seed %d", seed)
			k := newKiller(newWorkplace(t, program, t.TempDir()))
			k.random = rand.New(rand.NewPCG(seed, 1))
			for round := 0; k.killed < kills/clones; round++ {
				k.round(round)
			}
			k.holds(k.acknowledged, "at the end")
			t.Logf("%d killed, %d acknowledged, %d not killed in time; found by the next command: %v", k.killed, len(k.acknowledged), k.late, k.left)
			found := 0
			for _, n := range k.left {
				found += n
			}
			if found < kills/clones/100 {
				t.Error("checker is broken: hardly anything was killed while it wrote")
			}
		})
	}
}

// killer is one workplace in which commands are killed.
type killer struct {
	*workplace
	random       *rand.Rand
	acknowledged []string
	took         time.Duration  // within which a command has mostly ended
	killed, late int            // rounds in which the kill was faster, and in which the command was
	left         map[string]int // what killed commands left behind
	ended        map[string]int // how commands that met a fault ended
}

func newKiller(w *workplace) *killer {
	return &killer{workplace: w, left: map[string]int{}, ended: map[string]int{}}
}

// round kills one command, looks at what it left, and has that mended.
func (k *killer) round(n int) {
	k.t.Helper()
	commands := work(n)
	args := commands[k.random.IntN(len(commands))]
	after := fmt.Sprintf("round %d, sojt %q", n, args)
	if n == 0 {
		began := time.Now()
		k.acknowledged = append(k.acknowledged, k.sound(after))
		k.took = time.Since(began) / 2
	}
	moment := time.Duration(k.random.Int64N(int64(k.took)))
	if k.random.IntN(2) == 0 { // it writes in the later half of its time
		moment = (moment + k.took) / 2
	}
	out, killed := k.kill(args, moment, k.random.IntN(3) == 0)
	if killed { // the machine may become slower or faster: about one kill in five comes late
		k.killed++
		k.took += k.took / 50
	} else {
		k.late++
		k.took -= k.took / 12
	}
	k.acknowledged = append(k.acknowledged, recordID.FindAllString(out, -1)...)
	if found := k.found(); found != "" {
		k.left[found]++
		if k.left[found] == 1 || found != "a lock" { // those who meet a lock wait 10 s for it
			k.explained(after, found)
		}
		k.mend(after)
		k.acknowledged = append(k.acknowledged, k.sound(after))
	}
	k.holds(k.acknowledged[max(0, len(k.acknowledged)-20):], after)
}

// kill runs the program and kills it after a time: with all that it started, or alone, and then waits
// for what it started. killed is false where it had ended by itself.
func (k *killer) kill(args []string, after time.Duration, alone bool) (stdout string, killed bool) {
	k.t.Helper()
	cmd := k.command(args...)
	var out strings.Builder
	cmd.Stdout = &out
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	alive, held, err := os.Pipe() // held by all that it starts, so that the end of the last one is seen
	if err != nil {
		k.t.Fatal(err)
	}
	defer alive.Close()
	cmd.ExtraFiles = []*os.File{held}
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	held.Close()
	whom := -cmd.Process.Pid
	if alone {
		whom = cmd.Process.Pid
	}
	timer := time.AfterFunc(after, func() { _ = syscall.Kill(whom, syscall.SIGKILL) })
	err = cmd.Wait()
	timer.Stop()
	if _, err := io.Copy(io.Discard, alive); err != nil {
		k.t.Fatal(err)
	}
	if code := cmd.ProcessState.ExitCode(); err != nil && code != -1 {
		k.t.Fatalf("sojt %q: exit %d\n%s", args, code, out.String())
	}
	return out.String(), err != nil
}

// found names what a killed command left behind, "" where there is nothing.
func (k *killer) found() string {
	if locks := k.locks(); len(locks) > 0 {
		return "a lock"
	}
	status := strings.ReplaceAll(strings.ReplaceAll(k.git("status", "--porcelain", "--untracked-files=all"), "A  staged.txt\n", ""), "?? loose.txt\n", "")
	switch {
	case status == "":
		return ""
	case strings.HasPrefix(status, "?? "):
		return "a new file"
	case strings.HasPrefix(status, " M"):
		return "a line"
	default:
		return "a line, staged"
	}
}

// locks lists the lock files that git left.
func (k *killer) locks() []string {
	var all []string
	for _, pattern := range []string{".git/*.lock", ".git/refs/heads/*.lock", ".git/objects/*.lock"} {
		found, err := filepath.Glob(filepath.Join(k.dir, pattern))
		if err != nil {
			k.t.Fatal(err)
		}
		for _, lock := range found {
			if filepath.Base(lock) != "sojt.lock" {
				all = append(all, lock)
			}
		}
	}
	return all
}

// explained has the same learners written to again: that works, or the message names what is there.
func (k *killer) explained(after, found string) {
	k.t.Helper()
	code, out, talk := k.run("signoff", strings.Join(staff, ","), "pot-wash", "--all-criteria", "--renew")
	k.acknowledged = append(k.acknowledged, recordID.FindAllString(out, -1)...)
	named := strings.Contains(talk, "learners/") || strings.Contains(talk, ".lock")
	if code != exitDone && (code != exitWorld || !named) || code == exitDone && found == "a line" && !named {
		k.t.Fatalf("%s left %s, and the next command says: exit %d\n%s%s", after, found, code, out, talk)
	}
}

// mend has doctor put right what is there.
func (k *killer) mend(after string) {
	k.t.Helper()
	if code, out, talk := k.run("doctor", "--fix", "-y"); code != exitDone {
		k.t.Fatalf("%s: doctor: exit %d\n%s%s", after, code, out, talk)
	}
	if staged := k.git("diff", "--cached", "--name-only", "--", "learners"); staged != "" {
		k.t.Errorf("%s: doctor left in the index: %s", after, staged)
	}
}

// judge holds what became of a command against what is promised.
func (k *killer) judge(what, before string, code int, out, talk string) {
	k.t.Helper()
	acknowledged := recordID.FindAllString(out, -1)
	k.acknowledged = append(k.acknowledged, acknowledged...)
	k.holds(acknowledged, what)
	now := k.world()
	found := k.found()
	switch {
	case code == exitDone && found == "":
		k.ended["done"]++
	case code == exitDone && found == "a lock": // git could not remove it, and was done
		k.ended["done, with a lock left"]++
	case code == exitDone:
		k.t.Errorf("%s: done, and left %s\n%s%s", what, found, out, talk)
	case code != exitWorld:
		k.t.Errorf("%s: exit %d, expected %d\n%s%s", what, code, exitWorld, out, talk)
	case now == before && found == "":
		k.ended["as before"]++
	case strings.Contains(talk, "learners/") || strings.Contains(talk, ".lock"):
		k.ended["named: "+found]++
	default:
		k.t.Errorf("%s: something changed (%s), and the message does not say what\n%s%s", what, found, out, talk)
	}
	if found != "" {
		k.mend(what)
		k.acknowledged = append(k.acknowledged, k.sound(what))
	}
}
