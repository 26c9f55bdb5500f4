package git

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// The methods of this file run commands that a clone's configuration can hook into (filters); only
// commands that write use them.

// Entry is a path's place in the index.
type Entry struct {
	ID, Mode        string // the staged blob, and "100644" for a regular file
	Unmerged        bool
	SkipWorktree    bool
	AssumeUnchanged bool
}

// Index gives the entries of the paths that the index has.
func (r *Repo) Index(ctx context.Context, paths ...string) (map[string]Entry, error) {
	entries := map[string]Entry{}
	if len(paths) == 0 {
		return entries, nil
	}
	out, err := r.read(ctx, nil, "ls-files", append([]string{"-v", "--stage", "-z", "--"}, r.fulls(paths)...)...)
	if err != nil {
		return nil, err
	}
	for _, line := range split(out) {
		info, full, _ := strings.Cut(line, "\t") // "H 100644 <id> 0"
		fields := strings.Fields(info)
		name, mine := r.own(full)
		if len(fields) != 4 || len(fields[0]) != 1 {
			return nil, fmt.Errorf("git ls-files: expected an entry, got %q", line)
		}
		if !mine {
			continue
		}
		tag := fields[0]
		entries[name] = Entry{
			ID: fields[2], Mode: fields[1], Unmerged: fields[3] != "0",
			SkipWorktree: strings.EqualFold(tag, "s"), AssumeUnchanged: tag == strings.ToLower(tag),
		}
	}
	return entries, nil
}

// Ignored gives, for each path that git would not add, the pattern and where it stands:
// ".gitignore:3: *.yaml".
func (r *Repo) Ignored(ctx context.Context, paths ...string) (map[string]string, error) {
	ignored := map[string]string{}
	if len(paths) == 0 {
		return ignored, nil
	}
	stdin := strings.Join(r.fulls(paths), "\x00") + "\x00"
	out, err := r.git.run(ctx, call{
		env: r.git.reading, name: "check-ignore", stdin: []byte(stdin), limit: readTime,
		// this command takes plain paths and knows no --literal-pathspecs
		args: append(readingOptions(r.Top), "--no-literal-pathspecs", "check-ignore", "-v", "-z", "--stdin"),
	})
	if exited(err, 1) {
		return ignored, nil
	}
	if err != nil {
		return nil, err
	}
	fields := split(out)
	if len(fields)%4 != 0 {
		return nil, fmt.Errorf("git check-ignore: expected source, line, pattern and path, got %q", out)
	}
	for four := range slices.Chunk(fields, 4) {
		if name, mine := r.own(four[3]); mine && !strings.HasPrefix(four[2], "!") {
			ignored[name] = four[0] + ":" + four[1] + ": " + four[2]
		}
	}
	return ignored, nil
}

// Changed lists the files under a folder that differ from HEAD in the work tree or the index, new
// ones among them.
func (r *Repo) Changed(ctx context.Context, folder string) ([]string, error) {
	if err := r.OrdinaryBeneath(folder); err != nil {
		return nil, err
	}
	out, err := r.read(ctx, nil, "status", "--porcelain=v1", "-z", "--untracked-files=all",
		"--no-renames", "--ignore-submodules=all", "--", r.full(folder))
	if err != nil {
		return nil, err
	}
	var changed []string
	for _, line := range split(out) {
		if len(line) < 4 {
			return nil, fmt.Errorf("git status: expected a state and a path, got %q", line)
		}
		if name, mine := r.own(line[3:]); mine {
			changed = append(changed, name)
		}
	}
	return changed, nil
}

// split takes output of -z apart.
func split(out []byte) []string {
	text := strings.TrimSuffix(string(out), "\x00")
	if text == "" {
		return nil
	}
	return strings.Split(text, "\x00")
}
