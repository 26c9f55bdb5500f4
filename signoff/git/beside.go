package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Beside is a merge that is made in a work tree of its own, inside the git directory: until it is
// finished and judged, the user's branch, index and files know nothing of it. What a crash leaves of
// it ClearBeside takes away. The user's hooks, signing and identity apply.
type Beside struct {
	repo *Repo
	side *Repo // the work tree beside
	dir  string
	none string // the id of no object
}

// mergeOptions keep a merge from doing more than merging.
var mergeOptions = []string{"-c", "merge.conflictStyle=merge", "-c", "merge.directoryRenames=false", "-c", "rerere.enabled=false", "-c", "merge.autoStash=false"}

// Beside begins a merge of two commits, by their full ids, and leaves it uncommitted. That the two conflict is no error:
// ask Unmerged. The caller holds sojt's lock, and calls Close.
func (r *Repo) Beside(ctx context.Context, ours, theirs string) (*Beside, error) {
	if err := r.ClearBeside(); err != nil {
		return nil, err
	}
	b := &Beside{repo: r, dir: r.beside(), none: strings.Repeat("0", len(ours))}
	if err := os.MkdirAll(filepath.Dir(b.dir), 0o777); err != nil {
		return nil, err
	}
	if _, err := r.write(ctx, nil, "worktree", "add", "--quiet", "--detach", b.dir, ours); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	side := *r
	side.Top = b.dir
	b.side = &side
	if err := b.merge(ctx, theirs); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

func (b *Beside) merge(ctx context.Context, theirs string) error {
	_, err := b.side.writeWith(ctx, mergeOptions, nil, "merge", "--no-ff", "--no-commit", "--quiet", theirs)
	if err == nil {
		return nil
	}
	if unmerged, asked := b.Unmerged(ctx); asked == nil && len(unmerged) > 0 {
		return nil
	}
	return err
}

// Close removes the work tree beside.
func (b *Beside) Close() error { return b.repo.ClearBeside() }

func (r *Repo) beside() string { return filepath.Join(r.Common, "sojt", "merge") }

// ClearBeside removes the work tree beside, whatever a merge that was killed left of it, and what git
// knows of it; the caller holds sojt's lock. Git is not asked: it removes none that it was killed while
// making, and its prune would forget those of the user that are on a disk which is not there now.
func (r *Repo) ClearBeside() error {
	linked := filepath.Join(r.Common, "worktrees")
	entries, err := os.ReadDir(linked)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the work tree for merging: %w", err)
	}
	remove := []string{r.beside()}
	for _, e := range entries {
		if dir := filepath.Join(linked, e.Name()); r.isBeside(dir) {
			remove = append(remove, dir)
		}
	}
	for _, dir := range remove {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("the work tree for merging: %w", err)
		}
	}
	_ = os.Remove(linked) // git removes it with the last one; it stays where there are others
	return nil
}

// isBeside reports whether what git knows of a linked work tree is of the one beside, or of one by its
// name that was never made.
func (r *Repo) isBeside(dir string) bool {
	data, err := os.ReadFile(filepath.Join(dir, "gitdir"))
	at := filepath.FromSlash(strings.TrimSpace(string(data)))
	if err != nil || at == "" {
		return strings.HasPrefix(filepath.Base(dir), filepath.Base(r.beside())) && (err == nil || errors.Is(err, fs.ErrNotExist))
	}
	if !filepath.IsAbs(at) {
		at = filepath.Join(dir, at)
	}
	folder := filepath.Dir(at) // at is its .git
	return filepath.Base(folder) == filepath.Base(r.beside()) && sameFolder(filepath.Dir(folder), filepath.Dir(r.beside()))
}

// Unmerged is a path on which the two sides of a merge do not agree. Path is from the program's
// folder, or where Outside is set from the work tree's top.
type Unmerged struct {
	Path               string
	Outside            bool
	Base, Ours, Theirs string // blob ids; "" where that side has no such file
}

// Unmerged lists what is in conflict, sorted by path.
func (b *Beside) Unmerged(ctx context.Context) ([]Unmerged, error) {
	out, err := b.side.read(ctx, nil, "ls-files", "--unmerged", "-z")
	if err != nil {
		return nil, err
	}
	var all []Unmerged
	for _, line := range split(out) {
		info, full, _ := strings.Cut(line, "\t") // "100644 <id> 2"
		fields := strings.Fields(info)
		if len(fields) != 3 {
			return nil, fmt.Errorf("git ls-files: expected an unmerged entry, got %q", line)
		}
		name, mine := b.repo.own(full)
		if !mine {
			name = full
		}
		if n := len(all); n == 0 || all[n-1].Path != name {
			all = append(all, Unmerged{Path: name, Outside: !mine})
		}
		last := &all[len(all)-1]
		*map[string]*string{"1": &last.Base, "2": &last.Ours, "3": &last.Theirs}[fields[2]] = fields[1]
	}
	return all, nil
}

// Conflicted gives a file as the merge left it, with conflict markers where both sides changed it.
func (b *Beside) Conflicted(u Unmerged) ([]byte, error) {
	root, err := os.OpenRoot(b.dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	name := u.Path
	if !u.Outside {
		name = b.repo.full(name)
	}
	return root.ReadFile(filepath.FromSlash(name))
}

// Index gives the entries that the merge made of files, or of all beneath folders.
func (b *Beside) Index(ctx context.Context, paths ...string) (map[string]Entry, error) {
	return b.side.Index(ctx, paths...)
}

// Settled is what becomes of a file: the blob with this id, or these bytes, which are committed as
// they are, whatever filters say. The zero Settled has the file gone.
type Settled struct {
	ID   string
	Data []byte
}

// Put settles files of the program, whatever the merge made of them.
func (b *Beside) Put(ctx context.Context, files map[string]Settled) error {
	if len(files) == 0 {
		return nil
	}
	var entries, there bytes.Buffer
	for name, s := range files {
		full := b.repo.full(name)
		fmt.Fprintf(&entries, "0 %s\t%s\x00", b.none, full)
		if s.Data != nil {
			id, err := b.side.write(ctx, s.Data, "hash-object", "-w", "--no-filters", "--stdin")
			if err != nil {
				return err
			}
			s.ID = strings.TrimSpace(string(id))
		}
		if s.ID == "" {
			if err := b.remove(full); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(&entries, "100644 %s 0\t%s\x00", s.ID, full)
		there.WriteString(full + "\x00")
	}
	if _, err := b.side.write(ctx, entries.Bytes(), "update-index", "-z", "--index-info"); err != nil {
		return err
	}
	_, err := b.side.write(ctx, there.Bytes(), "checkout-index", "--force", "--quiet", "-z", "--stdin")
	return err
}

func (b *Beside) remove(full string) error {
	root, err := os.OpenRoot(b.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := root.Remove(filepath.FromSlash(full)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Commit ends the merge and gives the merge commit, which no branch has yet.
func (b *Beside) Commit(ctx context.Context, message string) (string, error) {
	if _, err := b.side.write(ctx, []byte(message), "commit", "--quiet", "--file=-"); err != nil {
		return "", err
	}
	out, err := b.side.read(ctx, nil, "rev-parse", "--verify", "HEAD^{commit}")
	return strings.TrimSpace(string(out)), err
}
