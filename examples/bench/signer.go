package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// signer signs off in one copy of a corpus, and has git commit a line like that in another.
type signer struct {
	*world
	size
	ready [][2]string // learners and competencies that are ready and that nobody was signed off in yet
	plain []string    // the files that git alone adds to
	turn  int
}

func (w *world) signer(s size) *signer { return &signer{world: w, size: s} }

// copied gives a clone of the corpus, made when it is not there.
func (s *signer) copied(ctx context.Context, name string) (string, error) {
	from, err := s.corpus(ctx, s.size)
	if err != nil {
		return "", err
	}
	dir := from + "-" + name
	return dir, s.once(dir, func(unfinished string) error {
		_, err := s.says(ctx, s.dir, "git", "clone", "--quiet", from, unfinished)
		return err
	})
}

// signoff is one sign-off with all that sojt does about it.
func (s *signer) signoff(ctx context.Context) (cost, error) {
	dir, err := s.copied(ctx, "signed-off")
	if err != nil {
		return cost{}, err
	}
	if s.ready == nil {
		if s.ready, err = s.candidates(ctx, dir); err != nil {
			return cost{}, err
		}
	}
	refused := errors.New("nobody is ready for a sign-off any more")
	for range min(len(s.ready), 50) {
		next := s.ready[0]
		s.ready = s.ready[1:]
		args := []string{"signoff", next[0], next[1], "--all-criteria", "--level", "3"}
		if _, refused = s.says(ctx, dir, s.sojt, append(args, "--dry-run")...); refused == nil {
			return s.command(dir, s.sojt, args...)(ctx)
		}
	}
	return cost{}, refused
}

// candidates lists what is ready: a competency of each learner, then the next one of each.
func (s *signer) candidates(ctx context.Context, dir string) ([][2]string, error) {
	out, err := s.says(ctx, dir, s.sojt, "report", "matrix", "--format", "csv")
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil {
		return nil, err
	}
	of, longest := map[string][][2]string{}, 0
	for _, r := range rows {
		if learner, competency, standing, flags := r[0], r[2], r[3], r[4]; standing == "ready" && flags == "" {
			of[learner] = append(of[learner], [2]string{learner, competency})
			longest = max(longest, len(of[learner]))
		}
	}
	found := [][2]string{}
	for i := range longest {
		for _, learner := range slices.Sorted(maps.Keys(of)) {
			if i < len(of[learner]) {
				found = append(found, of[learner][i])
			}
		}
	}
	return found, nil
}

// bare is git adding a line to a learner's file and committing it, with the care for the disk that sojt
// asks git for.
func (s *signer) bare(ctx context.Context) (cost, error) {
	dir, err := s.copied(ctx, "committed")
	if err != nil {
		return cost{}, err
	}
	if s.plain == nil {
		if s.plain, err = files(dir); err != nil {
			return cost{}, err
		}
	}
	path := s.plain[s.turn*7919%len(s.plain)]
	s.turn++
	if err := lengthen(filepath.Join(dir, path)); err != nil {
		return cost{}, err
	}
	const git = `git -c core.fsync=all -c core.fsyncMethod=fsync `
	script := git + `add -- "$1" && ` + git + `commit --quiet --only -m "$2" -- "$1"`
	return s.command(dir, "sh", "-c", script, "sh", path, "signoff: somebody something by mentor-1")(ctx)
}

// lengthen writes the last line of a file once more below it.
func lengthen(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	lines := strings.SplitAfter(string(text), "\n")
	if len(lines) < 2 {
		return fmt.Errorf("%s has no line", path)
	}
	return os.WriteFile(path, append(text, lines[len(lines)-2]...), 0o644)
}

// files lists the learners' files beneath a program's folder, slash-separated and sorted.
func files(dir string) (found []string, err error) {
	err = filepath.WalkDir(filepath.Join(dir, "learners"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		path, err = filepath.Rel(dir, path)
		found = append(found, filepath.ToSlash(path))
		return err
	})
	slices.Sort(found)
	return found, err
}
