package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestPowerCut copies the image of a file system in the middle of sign-offs, mounts the copy, and has
// every acknowledged record there (INTEGRITY 1, L1; 10). It needs a machine that lets it mount.
func TestPowerCut(t *testing.T) {
	t.Parallel()
	cuts := 10
	switch {
	case *long:
		cuts = 500
	case testing.Short():
		cuts = 2
	}
	program := buildProgram(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	t.Attr("runs", strconv.Itoa(cuts))
	var p *power
	for cut := range cuts {
		if cut%25 == 0 { // a new disk before the old one is full
			p = newPower(t, program)
		}
		if cut == 0 {
			p.control()
		}
		p.cut(cut, random)
	}
}

// power is a workplace on a disk of its own.
type power struct {
	*workplace
	image, copy  string // files
	mounted      string // where the copy is mounted
	acknowledged []string
}

// newPower makes the disk. Its image lies in memory where there is a place for that, so that a copy is
// made at one moment.
func newPower(t *testing.T, program string) *power {
	t.Helper()
	base := t.TempDir()
	mount(t, "tmpfs", base, "-o", "size=160m", "none")
	p := &power{image: filepath.Join(base, "image"), copy: filepath.Join(base, "copy"), mounted: filepath.Join(base, "after")}
	dir := filepath.Join(base, "disk")
	for _, folder := range []string{dir, p.mounted} {
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(p.image, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(p.image, 48<<20); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", p.image).CombinedOutput(); err != nil {
		t.Skipf("no disk can be made here: %v: %s", err, out)
	}
	mount(t, "ext4", dir, "-o", "loop", p.image)
	p.workplace = newWorkplace(t, program, filepath.Join(dir, "program"))
	p.flush()
	return p
}

// mount mounts something for as long as the test runs, and skips the test where that is not allowed.
func mount(t *testing.T, kind, where string, args ...string) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only the superuser can mount a disk")
	}
	if out, err := exec.Command("mount", append(append([]string{"-t", kind}, args...), where)...).CombinedOutput(); err != nil {
		t.Skipf("no %s can be mounted here: %v: %s", kind, err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", where).CombinedOutput(); err != nil {
			t.Errorf("umount %s: %v: %s", where, err, out)
		}
	})
}

// flush makes durable what git did by itself; it does not, and nobody promised that.
func (p *power) flush() {
	p.t.Helper()
	if out, err := exec.Command("sync", "-f", p.dir).CombinedOutput(); err != nil {
		p.t.Fatalf("sync: %v: %s", err, out)
	}
}

// control cuts the power after a plain commit of git, which is lost then, and after sojt init, all of
// which is there.
func (p *power) control() {
	p.t.Helper()
	p.git("commit", "-q", "--allow-empty", "-m", "plain")
	plain := p.git("rev-parse", "HEAD")
	p.copyImage()
	p.remounted("a plain commit", func() {
		w := &workplace{t: p.t, dir: filepath.Join(p.mounted, "program"), env: p.env}
		if w.git("rev-parse", "HEAD") == plain {
			p.t.Fatal("checker is broken: what git did not flush is there")
		}
	})
	p.git("reset", "-q", "--soft", "HEAD~1")
	p.flush()
	fresh := filepath.Join(filepath.Dir(p.dir), "fresh")
	if err := os.Mkdir(fresh, 0o755); err != nil {
		p.t.Fatal(err)
	}
	p.must("-C", fresh, "init", "porter", "--title", "Porter")
	p.copyImage()
	p.remounted("sojt init", func() {
		w := &workplace{t: p.t, dir: filepath.Join(p.mounted, "fresh"), env: p.env}
		if said := w.git("fsck", "--strict"); said != "" || w.commits() == 0 {
			p.t.Errorf("after sojt init git fsck says\n%s", said)
		}
	})
}

// cut lets some commands run, stops the world at a random moment, and looks at what a machine finds
// that is started again from what the disk holds then.
func (p *power) cut(n int, random *rand.Rand) {
	p.t.Helper()
	after := fmt.Sprint("cut ", n)
	began := time.Now()
	for i := range 1 + random.IntN(2) {
		p.acknowledged = append(p.acknowledged, recordID.FindAllString(p.must(work(n*10 + i)[random.IntN(5)]...), -1)...)
	}
	each := int64(time.Since(began))
	cmd := p.command(work(n*10 + 9)[random.IntN(5)]...)
	var out strings.Builder
	cmd.Stdout = &out
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	stopped := make(chan struct{})
	time.AfterFunc(time.Duration(random.Int64N(each)), func() {
		defer close(stopped)
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGSTOP) // it may have ended
		p.copyImage()
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGCONT)
	})
	err := cmd.Wait()
	<-stopped
	if err != nil {
		p.t.Fatalf("%s: %v", after, err)
	}
	p.remounted(after, func() { p.whole(after) })
	p.acknowledged = append(p.acknowledged, recordID.FindAllString(out.String(), -1)...)
}

// copyImage copies what the disk holds, again and again until it did not change meanwhile.
func (p *power) copyImage() {
	last := []byte{}
	for {
		data, err := os.ReadFile(p.image)
		if err != nil {
			p.t.Error(err)
			return
		}
		if bytes.Equal(data, last) {
			break
		}
		last = data
	}
	if err := os.WriteFile(p.copy, last, 0o644); err != nil {
		p.t.Error(err)
	}
}

// remounted mounts the copy, which replays its journal, and looks.
func (p *power) remounted(after string, look func()) {
	p.t.Helper()
	if out, err := exec.Command("mount", "-t", "ext4", "-o", "loop", p.copy, p.mounted).CombinedOutput(); err != nil {
		p.t.Fatalf("%s: %v: %s", after, err, out)
	}
	defer func() {
		if out, err := exec.Command("umount", p.mounted).CombinedOutput(); err != nil {
			p.t.Errorf("umount: %v: %s", err, out)
		}
	}()
	look()
}

// whole has all acknowledged records in the copy.
func (p *power) whole(after string) {
	p.t.Helper()
	k := newKiller(&workplace{t: p.t, program: p.program, dir: filepath.Join(p.mounted, "program"), env: p.env})
	if said := k.git("fsck", "--strict", "--no-dangling"); said != "" {
		p.t.Fatalf("%s: git fsck says\n%s", after, said)
	}
	head := k.inHead()
	for _, id := range p.acknowledged {
		if !head[id] {
			p.t.Fatalf("%s: record %s was acknowledged and is not in HEAD", after, id)
		}
	}
	if k.found() != "" {
		k.mend(after)
	}
	k.holds(p.acknowledged, after)
	k.sound(after)
}
