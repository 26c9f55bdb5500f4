package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"sojt/competency"
	"sojt/signoff/git"
	"sojt/signoff/ledger"
	"sojt/signoff/verify"
)

// trusted reads what --trust names: a revision of the clone, else a copy of mentors.yaml. A revision
// goes first: whoever asks for a change can bring a file of any name, and no revision.
func (a *app) trusted(ctx context.Context, r *reader, name string) (*verify.Trust, error) {
	repo, noClone := r.clone(ctx)
	if noClone == nil {
		commit, err := repo.Named(ctx, name)
		if errors.Is(err, git.ErrAmbiguous) {
			return nil, ambiguous("--trust", err)
		}
		if err == nil {
			return trustedRevision(ctx, repo, name, commit)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return a.trustedFile(r, repo, name)
}

// ambiguous refuses a name that somebody else could have given another meaning.
func ambiguous(flag string, err error) error {
	return usagef("write the full name, such as refs/remotes/origin/main or refs/tags/v1.2, or a commit's full id", "%s is %v", flag, err)
}

func trustedRevision(ctx context.Context, repo *git.Repo, name, commit string) (*verify.Trust, error) {
	tree, err := repo.Tree(ctx, commit)
	if err != nil {
		return nil, fmt.Errorf("--trust %s: %w", name, err)
	}
	defer tree.Close()
	t, err := trust(name, tree, true)
	if err != nil {
		return nil, err
	}
	t.Held, err = verify.Digests(ctx, ledger.Open(tree), t.Program)
	return t, err
}

func (a *app) trustedFile(r *reader, repo *git.Repo, name string) (*verify.Trust, error) {
	path := a.path(name)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usagef("name a branch, a tag or a commit, which may have to be fetched first; or a copy of mentors.yaml", "--trust is %q, which is no revision of this clone and no file", name)
	case err != nil:
		return nil, fmt.Errorf("--trust %s: %w", name, cause(err))
	case !info.Mode().IsRegular():
		return nil, usagef("name a copy of mentors.yaml, or a revision", "--trust is %q, which is no regular file", name)
	}
	within := r.dir
	if repo != nil {
		within = repo.Top
	}
	if inside, err := filepath.Rel(real(within), real(path)); err == nil && filepath.IsLocal(inside) {
		return nil, usagef("name a revision such as origin/main, or keep the copy outside of the repository",
			"--trust is %q, which lies beside the records: whoever changes them can change it too", name)
	}
	return trust(name, instead{r.files, path}, false)
}

// trust reads the mentors and the policy of a program. What is wrong with the trusted copy is no
// finding about the records: nothing can be said of them.
func trust(name string, files fs.FS, policy bool) (*verify.Trust, error) {
	program, problems := competency.LoadRoles(files)
	if err := problems.Err(); err != nil {
		return nil, errors.New("--trust " + name + ": it has errors of its own: " + strings.TrimSpace(err.Error()))
	}
	return &verify.Trust{Name: name, Program: program, Policy: policy}, nil
}

// instead is a program's folder with another mentors.yaml.
type instead struct {
	fs.FS
	mentors string
}

func (i instead) Open(name string) (fs.File, error) {
	if name == mentorsFile {
		return os.Open(i.mentors)
	}
	return i.FS.Open(name)
}
