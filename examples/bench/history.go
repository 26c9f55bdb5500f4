package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// past is a trial over a repository with as many commits as asked for, each of which adds a record to a
// learner's file, in the order in which the records were made.
func (w *world) past(in func(dir string) trial) trial {
	const records = 50
	return func(ctx context.Context) (cost, error) {
		from, err := w.corpus(ctx, size{learners: w.commits / records, records: records})
		if err != nil {
			return cost{}, err
		}
		dir := filepath.Join(w.dir, fmt.Sprintf("%d-commits", w.commits))
		err = w.once(dir, func(unfinished string) error {
			fmt.Fprintf(w.stderr, "making %s\n", dir)
			return w.commitEach(ctx, from, unfinished)
		})
		if err != nil {
			return cost{}, err
		}
		return in(dir)(ctx)
	}
}

// grown is a learner's file as it grows.
type grown struct {
	path string
	text []byte
	ends []int // where the header ends, and each record after it
}

// commitEach makes a repository out of a corpus in which each record came by a commit of its own.
func (w *world) commitEach(ctx context.Context, from, to string) error {
	if _, err := w.says(ctx, w.dir, "git", "init", "--quiet", "--initial-branch=main", to); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "git", "fast-import", "--quiet")
	cmd.Dir, cmd.Env = to, w.env
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	out := bufio.NewWriterSize(in, 1<<20)
	err = cmp.Or(stream(out, from), out.Flush(), in.Close(), cmd.Wait())
	if err == nil {
		_, err = w.says(ctx, to, "git", "reset", "--quiet", "--hard")
	}
	return err
}

// stream writes the history for git fast-import: first the definitions and the files without records,
// then each record by its time, which its id begins with.
func stream(out *bufio.Writer, from string) error {
	type step struct {
		id   string
		file *grown
		n    int
	}
	commit := func(second int64) {
		fmt.Fprintf(out, "commit refs/heads/main\ncommitter Bench <%s> %d +0000\ndata 1\nx\n", actor, second)
	}
	commit(1_500_000_000) // before all records
	var steps []step
	err := filepath.WalkDir(from, func(path string, d os.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return filepath.SkipDir
		case d.IsDir():
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if path, err = filepath.Rel(from, path); err != nil {
			return err
		}
		g := grow(filepath.ToSlash(path), text)
		for i, end := range g.ends[1:] {
			steps = append(steps, step{valueOf(text[g.ends[i]:end], "id"), g, i + 1})
		}
		g.put(out, 0)
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(steps, func(a, b step) int { return strings.Compare(a.id, b.id) })
	for _, s := range steps {
		at, bad := time.Parse(time.RFC3339, valueOf(s.file.text[s.file.ends[s.n-1]:s.file.ends[s.n]], "at"))
		if bad != nil {
			return fmt.Errorf("%s, record %d: %w", s.file.path, s.n, bad)
		}
		commit(at.Unix())
		s.file.put(out, s.n)
	}
	return nil
}

// grow splits a learner's file; any other has no records.
func grow(path string, text []byte) *grown {
	g := &grown{path: path, text: text, ends: []int{len(text)}}
	const records = "\nrecords:\n"
	at := bytes.Index(text, []byte(records))
	if !strings.HasPrefix(path, "learners/") || at < 0 {
		return g
	}
	g.ends[0] = at + len(records)
	for end := g.ends[0]; end < len(text); {
		end += bytes.IndexByte(text[end:], '\n') + 1
		g.ends = append(g.ends, end)
	}
	return g
}

// put writes the file as it was after so many records.
func (g *grown) put(out io.Writer, records int) {
	text := g.text[:g.ends[records]]
	fmt.Fprintf(out, "M 100644 inline %s\ndata %d\n%s\n", g.path, len(text), text)
}

// valueOf is the text of a key of a record line, one of those that stand first in every one.
func valueOf(record []byte, key string) string {
	_, rest, _ := strings.Cut(string(record), `"`+key+`":"`)
	value, _, _ := strings.Cut(rest, `"`)
	return value
}
