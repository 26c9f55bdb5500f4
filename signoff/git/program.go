package git

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
)

// program is the git that was found and the two environments it is run in.
type program struct {
	path    string // absolute
	version version
	reading []string
	writing []string
}

// version is git's version; Windows and Apple builds append more, which is ignored.
type version struct{ major, minor int }

func (v version) before(major, minor int) bool {
	return v.major < major || v.major == major && v.minor < minor
}

// find looks git up in the absolute folders of PATH.
func find(environ []string) (*program, error) {
	p := &program{reading: readingEnviron(environ), writing: writingEnviron(environ)}
	for _, dir := range absolute(lookup(environ, "PATH")) {
		if found, err := exec.LookPath(filepath.Join(dir, "git")); err == nil {
			p.path = found
			break
		}
	}
	if p.path == "" {
		return nil, fmt.Errorf("%w in any absolute folder of PATH; install git 2.30 or newer", ErrNoGit)
	}
	return p, nil
}

// found is find and the version asked.
func found(ctx context.Context, environ []string) (*program, error) {
	p, err := find(environ)
	if err != nil {
		return nil, err
	}
	return p, p.ask(ctx)
}

// ask asks for git's version; the floor is 2.30.
func (p *program) ask(ctx context.Context) error {
	out, err := p.run(ctx, call{env: p.reading, args: []string{"version"}})
	if err != nil {
		return err
	}
	if _, err := fmt.Sscanf(string(out), "git version %d.%d", &p.version.major, &p.version.minor); err != nil {
		return fmt.Errorf("%s: expected a git version, got %q", p.path, strings.TrimSpace(string(out)))
	}
	if p.version.before(2, 30) {
		return fmt.Errorf("%w: %s is %d.%d, expected 2.30 or newer", ErrOldGit, p.path, p.version.major, p.version.minor)
	}
	return nil
}

// readingOptions keep a reading command from running or believing what a clone's configuration and
// git directory say (INTEGRITY 7).
func readingOptions(dir string) []string {
	return []string{
		"-C", dir, "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs", "--no-pager",
		"-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.commitGraph=false",
		"-c", "log.showSignature=false", "-c", "core.untrackedCache=false", "-c", "safe.bareRepository=explicit",
		"-c", "core.quotePath=false", "-c", "color.ui=false",
	}
}

// writingOptions make git sync what it writes (INTEGRITY 1, L1): by default it syncs nothing.
func (p *program) writingOptions(dir string) []string {
	options := []string{"-C", dir, "--literal-pathspecs", "--no-pager", "-c", "core.quotePath=false", "-c", "color.ui=false"}
	if p.version.before(2, 36) {
		return append(options, "-c", "core.fsyncObjectFiles=true")
	}
	return append(options, "-c", "core.fsync=all", "-c", "core.fsyncMethod=fsync")
}
