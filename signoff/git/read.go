package git

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"strings"
)

// Config gives a setting as git sees it in the clone, "" if it is not set.
func (r *Repo) Config(ctx context.Context, key string) (string, error) { return r.config(ctx, key) }

func (r *Repo) config(ctx context.Context, args ...string) (string, error) {
	return r.git.config(ctx, r.Top, args...)
}

func (p *program) config(ctx context.Context, dir string, args ...string) (string, error) {
	args = append(append(readingOptions(dir), "config", "-z", "--get"), args...)
	out, err := p.run(ctx, call{env: p.reading, name: "config", args: args, limit: readTime})
	if exited(err, 1) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return strings.TrimSuffix(string(out), "\x00"), nil
}

// ConfigPath gives a setting that is a path, with a leading ~ resolved as git does; what is no path comes
// as it is. "" if it is not set.
func (r *Repo) ConfigPath(ctx context.Context, key string) (string, error) {
	return r.config(ctx, "--type=path", key)
}

// Identity gives the name and address git would write into a commit, as the function of that name.
func (r *Repo) Identity(ctx context.Context) (string, error) { return r.git.identity(ctx, r.Top) }

// Short abbreviates the id of an object for people.
func (r *Repo) Short(ctx context.Context, revision string) (string, error) {
	out, err := r.read(ctx, nil, "rev-parse", "--short", "--verify", "--end-of-options", revision)
	return strings.TrimSuffix(string(out), "\n"), err
}

// Shallow reports whether the clone holds only a part of its history.
func (r *Repo) Shallow(ctx context.Context) (bool, error) {
	out, err := r.read(ctx, nil, "rev-parse", "--is-shallow-repository")
	return string(out) == "true\n", err
}

// Attributes gives attributes of each path, in the order of the paths and in each of the names, from the
// work tree's .gitattributes: "union", "set", "unset" or "unspecified". The error is ErrIrregular where
// one of these files is a link, a pipe or the like.
func (r *Repo) Attributes(ctx context.Context, names []string, paths ...string) ([][]string, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	if err := r.Ordinary(paths...); err != nil {
		return nil, err
	}
	stdin := strings.Join(r.fulls(paths), "\x00") + "\x00"
	out, err := r.read(ctx, []byte(stdin), "check-attr", append([]string{"-z", "--stdin"}, names...)...)
	if err != nil {
		return nil, err
	}
	fields := split(out) // path, attribute, value, ...
	if len(fields) != 3*len(names)*len(paths) {
		return nil, fmt.Errorf("git check-attr: expected %d answers, got %d", len(names)*len(paths), len(fields)/3)
	}
	values := make([][]string, len(paths))
	for i := range fields[:len(fields)/3] {
		values[i/len(names)] = append(values[i/len(names)], fields[3*i+2])
	}
	return values, nil
}

// Blob is a file as a commit holds it; Found is false where the commit has no file of that name.
type Blob struct {
	Found bool
	ID    string
	Data  []byte
}

// Blobs reads files of a revision, in the order of the paths; a branch without a commit has none.
// What git hands out is hashed again: it serves a damaged object without a word.
func (r *Repo) Blobs(ctx context.Context, revision string, paths ...string) ([]Blob, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	ask, err := r.asked(revision, paths)
	if err != nil {
		return nil, err
	}
	out, err := r.read(ctx, []byte(ask), "cat-file", "--batch")
	if err != nil {
		return nil, err
	}
	return answered(newAnswers(bytes.NewReader(out)), revision, paths)
}

// asked names files of a revision, a line each.
func (r *Repo) asked(revision string, paths []string) (string, error) {
	var ask strings.Builder
	for _, path := range paths {
		if strings.Contains(path, "\n") {
			return "", fmt.Errorf("%q: a path with a line break is not read", path)
		}
		ask.WriteString(revision + ":" + r.full(path) + "\n")
	}
	return ask.String(), nil
}

// answered reads the answers about files of a revision.
func answered(answers *answers, revision string, paths []string) ([]Blob, error) {
	blobs := make([]Blob, len(paths))
	for i, path := range paths {
		object, err := answers.next(maxOutput)
		if err != nil {
			return nil, fmt.Errorf("%s in %s: %w", path, revision, err)
		}
		if object.kind == "blob" {
			blobs[i] = Blob{Found: true, ID: object.id, Data: object.data}
		}
	}
	return blobs, nil
}

// At reads HEAD and files of it, as Head and Blobs do, and asks git once.
func (r *Repo) At(ctx context.Context, paths ...string) (Head, []Blob, error) {
	branch, err := r.Branch(ctx)
	if err != nil {
		return Head{}, nil, err
	}
	ask, err := r.asked("HEAD", paths)
	if err != nil {
		return Head{}, nil, err
	}
	out, err := r.read(ctx, []byte("HEAD^{commit}\n"+ask), "cat-file", "--batch")
	answers := newAnswers(bytes.NewReader(out))
	var commit object
	if err == nil {
		commit, err = answers.next(maxOutput)
	}
	if err != nil || commit.kind != "commit" { // there is none yet, or it cannot be read, which Head tells apart
		h, unread := r.Head(ctx)
		if err = cmp.Or(unread, err); err != nil {
			return h, nil, err
		}
		blobs, err := r.Blobs(ctx, "HEAD", paths...)
		return h, blobs, err
	}
	blobs, err := answered(answers, "HEAD", paths)
	return Head{Ref: branch, Commit: commit.id}, blobs, err
}
