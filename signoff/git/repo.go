package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Repo is a clone with a work tree, seen from the program's folder in it.
type Repo struct {
	Top    string // the work tree's top, absolute
	Dir    string // the git directory: in a linked worktree or submodule not Top/.git
	Common string // the git directory that linked worktrees share; holds refs, objects and sojt's lock
	Prefix string // the program's folder within Top, slash-separated; "" at the top
	git    *program
}

// Open finds the clone that dir, the program's folder, lies in. environ is the environment sojt
// was started in; what git inherits of it is decided here. The errors are those of this package's
// list, wrapped.
func Open(ctx context.Context, dir string, environ []string) (*Repo, error) {
	p, err := find(environ)
	if err != nil {
		return nil, err
	}
	asked := make(chan error, 1) // beside the question where the clone is
	go func() { asked <- p.ask(ctx) }()
	r, err := p.open(ctx, dir)
	if wrong := <-asked; wrong != nil {
		return nil, wrong
	}
	return r, err
}

func (p *program) open(ctx context.Context, dir string) (*Repo, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	out, err := p.run(ctx, call{
		env: p.reading, name: "rev-parse", limit: readTime,
		args: append(readingOptions(dir), "rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir", "--show-prefix"),
	})
	if err != nil {
		return nil, notOpened(dir, err)
	}
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(lines) != 4 {
		return nil, fmt.Errorf("%q: expected a repository whose path has no line break", dir)
	}
	r := &Repo{
		Top: filepath.FromSlash(lines[0]), Dir: filepath.FromSlash(lines[1]),
		Common: filepath.FromSlash(lines[2]), Prefix: strings.TrimSuffix(lines[3], "/"), git: p,
	}
	folder := filepath.Join(r.Top, filepath.FromSlash(r.Prefix))
	if !filepath.IsAbs(r.Common) {
		r.Common = filepath.Join(folder, r.Common) // it is relative to where dir really is
	}
	if !sameFolder(dir, folder) {
		return nil, fmt.Errorf("%q: %w, %q; look at core.worktree in its configuration", dir, ErrElsewhere, r.Top)
	}
	return r, nil
}

// notOpened names what keeps dir from being opened.
func notOpened(dir string, err error) error {
	var failed *Error
	if !errors.As(err, &failed) {
		return err
	}
	says := func(text string) bool { return strings.Contains(failed.Stderr, text) }
	switch {
	case says("dubious ownership"), says("unsafe repository"):
		return fmt.Errorf("%q: %w; if you trust it, follow git's own advice: %w", dir, ErrOwnership, err)
	case says("must be run in a work tree"), says("cannot use bare repository"):
		return fmt.Errorf("%q: %w; clone it and work there", dir, ErrBare)
	case says("not a git repository"):
		return fmt.Errorf("%q: %w; run \"git init\" or \"sojt init\" there, or go into a clone", dir, ErrNoRepository)
	}
	return fmt.Errorf("%q: %w", dir, err)
}

// Init makes a repository of dir, which lies in none, and opens it. The user's configuration says
// how (branch name, template).
func Init(ctx context.Context, dir string, environ []string) (*Repo, error) {
	p, err := found(ctx, environ)
	if err != nil {
		return nil, err
	}
	if r, err := p.open(ctx, dir); !errors.Is(err, ErrNoRepository) {
		return r, err
	}
	if _, err := p.run(ctx, call{env: p.writing, name: "init", args: append(p.writingOptions(dir), "init", "--quiet")}); err != nil {
		return nil, err
	}
	return p.open(ctx, dir)
}

// Identity gives the name and address that git would write into a commit made in dir, a repository
// or not: "Ana Ruiz <ana@example.com>". ErrNoIdentity when git does not know them.
func Identity(ctx context.Context, dir string, environ []string) (string, error) {
	p, err := found(ctx, environ)
	if err != nil {
		return "", err
	}
	return p.identity(ctx, dir)
}

// ConfigPath gives a setting that is a path as git sees it in dir, a repository or not, as the method of
// that name.
func ConfigPath(ctx context.Context, dir string, environ []string, key string) (string, error) {
	p, err := found(ctx, environ)
	if err != nil {
		return "", err
	}
	return p.config(ctx, dir, "--type=path", key)
}

func (p *program) identity(ctx context.Context, dir string) (string, error) {
	args := append(readingOptions(dir), "var", "GIT_COMMITTER_IDENT")
	out, err := p.run(ctx, call{env: p.writing, name: "var", args: args, limit: readTime})
	if err != nil {
		return "", fmt.Errorf("%w; set it with: git config --global user.name \"Your Name\", and user.email likewise: %w", ErrNoIdentity, err)
	}
	who, _, ok := strings.Cut(string(out), "> ")
	if !ok {
		return "", fmt.Errorf("%w: expected name, address and time, got %q", ErrNoIdentity, out)
	}
	return who + ">", nil
}

// sameFolder reports whether two names lead to one folder.
func sameFolder(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// full is a path of the program as one from the work tree's top, the form git is given.
func (r *Repo) full(name string) string { return path.Join(r.Prefix, name) }

func (r *Repo) fulls(names []string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = r.full(name)
	}
	return all
}

// own is the reverse of full; false for a path outside the program's folder.
func (r *Repo) own(name string) (string, bool) {
	if r.Prefix == "" {
		return name, true
	}
	return strings.CutPrefix(name, r.Prefix+"/")
}

// read runs a reading command.
func (r *Repo) read(ctx context.Context, stdin []byte, command string, args ...string) ([]byte, error) {
	args = append(append(readingOptions(r.Top), command), args...)
	return r.git.run(ctx, call{env: r.git.reading, name: command, args: args, stdin: stdin, limit: readTime})
}

// write runs a writing command, for as long as it takes.
func (r *Repo) write(ctx context.Context, stdin []byte, command string, args ...string) ([]byte, error) {
	return r.writeWith(ctx, nil, stdin, command, args...)
}

// writeWith runs a writing command with more options of git.
func (r *Repo) writeWith(ctx context.Context, options []string, stdin []byte, command string, args ...string) ([]byte, error) {
	args = append(append(append(r.git.writingOptions(r.Top), options...), command), args...)
	hooks := command != "hash-object" // it runs nothing, and its answer is wanted whole
	return r.git.run(ctx, call{env: r.git.writing, name: command, args: args, stdin: stdin, hooks: hooks})
}
