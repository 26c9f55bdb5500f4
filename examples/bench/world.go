package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// world is what is measured: the programs as built, and corpora that are made when they are first needed.
type world struct {
	options
	stderr io.Writer
	sojt   string
	maker  string
	bare   string // the tests of report/xlsx, of which one is a bare loop of the library
	env    []string
	cache  string // sojt's cache folder
}

// open builds sojt and the maker of corpora from the module in the working folder.
func open(ctx context.Context, o options, stderr io.Writer) (*world, error) {
	dir, err := filepath.Abs(o.dir)
	if err != nil {
		return nil, err
	}
	home := filepath.Join(dir, "home")
	if err := os.MkdirAll(home, 0o755); err != nil {
		return nil, err
	}
	o.dir = dir
	w := &world{options: o, stderr: stderr, cache: filepath.Join(home, "cache"),
		sojt: filepath.Join(dir, "sojt"+executable()), maker: filepath.Join(dir, "corpus"+executable()), bare: filepath.Join(dir, "xlsx.test"+executable())}
	for _, args := range [][]string{
		{"build", "-o", w.sojt, "./cmd/sojt"}, {"build", "-o", w.maker, "./examples/corpus"}, {"test", "-c", "-o", w.bare, "./report/xlsx"},
	} {
		build := exec.CommandContext(ctx, "go", args...)
		build.Env, build.Stderr = append(os.Environ(), "CGO_ENABLED=0"), stderr // as it is released; libc would have to be loaded
		if err := build.Run(); err != nil {
			return nil, fmt.Errorf("go %s: %w; run this in the folder of the source", strings.Join(args, " "), err)
		}
	}
	for _, v := range os.Environ() { // nothing of the user's settings may slow git down or speed it up
		if name, _, _ := strings.Cut(v, "="); name == "PATH" || name == "TMPDIR" || name == "SYSTEMROOT" {
			w.env = append(w.env, v)
		}
	}
	settings := filepath.Join(home, "gitconfig")
	w.env = append(w.env, "HOME="+home, "XDG_CACHE_HOME="+w.cache, "LocalAppData="+w.cache, "LC_ALL=C", "NO_COLOR=1",
		"GIT_CONFIG_GLOBAL="+settings, "GIT_CONFIG_NOSYSTEM=1")
	return w, os.WriteFile(settings, []byte("[user]\n\tname = Bench\n\temail = "+actor+"\n"), 0o644)
}

// actor is the first coordinator of every corpus.
const actor = "mentor-1@plant.example"

// asOf is the day after the last record of a corpus.
const asOf = "2026-10-31"

func executable() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

// command gives a trial that runs a program in a folder and throws away what it writes. Exit codes are
// errors, with what the program said.
func (w *world) command(dir, name string, args ...string) trial {
	return func(ctx context.Context) (cost, error) {
		cmd := exec.CommandContext(ctx, name, args...)
		cmd.Dir, cmd.Env = dir, w.env
		var said strings.Builder
		cmd.Stderr = &said
		began := time.Now()
		err := cmd.Run()
		took := time.Since(began)
		if err != nil {
			return cost{}, fmt.Errorf("%s %s: %w: %s", filepath.Base(name), strings.Join(args, " "), err, strings.TrimSpace(said.String()))
		}
		return cost{took, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak(cmd.ProcessState)}, nil
	}
}

// says runs a program and gives what it writes.
func (w *world) says(ctx context.Context, dir, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = dir, w.env
	out, err := cmd.Output()
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		err = fmt.Errorf("%s %s: %w: %s", filepath.Base(name), strings.Join(args, " "), err, strings.TrimSpace(string(failed.Stderr)))
	}
	return string(out), err
}

// size is what a corpus is made from.
type size struct {
	learners, records int
	roles             int // of ten competencies each; 0: one of a hundred
	signed            bool
}

func (s size) String() string {
	name := fmt.Sprintf("%d-by-%d", s.learners, s.records)
	if s.roles > 0 {
		name += fmt.Sprintf("-in-%d-roles", s.roles)
	}
	if s.signed {
		name += "-signed"
	}
	return name
}

// corpus gives the folder of a corpus, and makes it when it is not there yet. Learners' files are in
// sub-folders, a hundred in each.
func (w *world) corpus(ctx context.Context, s size) (string, error) {
	dir := filepath.Join(w.dir, s.String())
	args := []string{"-learners", strconv.Itoa(s.learners), "-records", strconv.Itoa(s.records), "-folders", strconv.Itoa(s.learners/100 + 1)}
	if s.roles > 0 {
		args = append(args, "-roles", strconv.Itoa(s.roles), "-competencies", "10")
	}
	if s.signed {
		args = append(args, "-signed", "1")
	}
	return dir, w.once(dir, func(unfinished string) error {
		fmt.Fprintf(w.stderr, "making %s\n", dir)
		_, err := w.says(ctx, w.dir, w.maker, append(args, "-keys", dir+"-keys", "-out", unfinished)...)
		return err
	})
}

// once makes a folder unless it is there; it is there only when it is whole.
func (w *world) once(dir string, make func(unfinished string) error) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	unfinished := dir + "-unfinished"
	if err := os.RemoveAll(unfinished); err != nil {
		return err
	}
	if err := make(unfinished); err != nil {
		return err
	}
	return os.Rename(unfinished, dir)
}

// over makes a trial in a corpus, which is made, if it has to be, before anything is measured.
func (w *world) over(s size, in func(dir string) trial) trial {
	return func(ctx context.Context) (cost, error) {
		dir, err := w.corpus(ctx, s)
		if err != nil {
			return cost{}, err
		}
		return in(dir)(ctx)
	}
}

// run is sojt over a corpus.
func (w *world) run(s size, args ...string) trial {
	return w.over(s, func(dir string) trial { return w.command(dir, w.sojt, args...) })
}

// forget has sojt run without anything left by earlier runs.
func (w *world) forget(t trial) trial {
	return func(ctx context.Context) (cost, error) {
		if err := os.RemoveAll(w.cache); err != nil {
			return cost{}, err
		}
		return t(ctx)
	}
}

// difference is what one trial takes over another, run one after the other.
func difference(whole, part trial) trial {
	return func(ctx context.Context) (cost, error) {
		a, err := whole(ctx)
		if err != nil {
			return cost{}, err
		}
		b, err := part(ctx)
		return a.minus(b), err
	}
}

// missing says of the first of some programs that it is not there; "" if all are.
func missing(programs ...string) string {
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			return p + " is not installed"
		}
	}
	return ""
}
